//! What the pages of a site have in common: articles are held until a batch of them is full, drafted side by side, noted in the memory
//! of their sites, and handed on with the lines that three pages of their site share. What an article is told thus depends on those before it
//! and beside it in its batch, and not on threads. The memory of one run is here; that of a store is `store/memory.rs`.

use std::mem;

use legation_intake::site::Sites;
use legation_intake::{Options, draft};
use legation_reader::Found;

use crate::input::{Item, Known};
use crate::pipeline;

/// Articles of a batch, and bytes from which on it is full before.
const ARTICLES: usize = 64;
const BYTES: usize = 16 << 20;

/// Items that are held until there are enough of them.
#[derive(Default)]
pub(crate) struct Batch {
    held: Vec<Item>,
    bytes: usize,
}

impl Batch {
    /// Holds an item; whether the batch is full.
    pub(crate) fn push(&mut self, item: Item) -> bool {
        self.bytes += item.bytes();
        self.held.push(item);
        self.held.len() >= ARTICLES || self.bytes >= BYTES
    }

    /// What is held; nothing is then.
    pub(crate) fn take(&mut self) -> Vec<Item> {
        mem::take(self).held
    }
}

/// Hands what `feed` gives out on to `take` in batches, in its order; what comes by standard input at once.
///
/// # Errors
/// What `feed` says.
pub(crate) fn by_batches<S>(
    feed: impl FnOnce(&mut dyn FnMut(Item) -> bool) -> anyhow::Result<S>,
    options: &Options,
    jobs: usize,
    take: &mut dyn FnMut(Item) -> bool,
) -> anyhow::Result<S> {
    let (mut batch, mut sites) = (Batch::default(), Sites::default());
    let mut pass_on = |mut held: Vec<Item>| {
        open(held.iter_mut().collect(), options, jobs);
        for (host, lines) in held.iter().filter_map(|item| item.known.as_ref()?.site.as_ref()) {
            sites.note(host, lines.iter().copied());
        }
        held.into_iter().all(|mut item| {
            item.tell(&sites);
            take(item)
        })
    };
    let mut on = true;
    let fed = feed(&mut |item| {
        let at_once = item.place.file == "-";
        let full = batch.push(item) || at_once;
        on = on && (!full || pass_on(batch.take()));
        on
    });
    if on {
        pass_on(batch.take());
    }
    fed
}

/// Drafts items with so many threads.
pub(crate) fn open(mut items: Vec<&mut Item>, options: &Options, jobs: usize) {
    let work = |part: &mut [&mut Item]| {
        for item in part {
            item.known = known(item, options);
        }
    };
    if items.len() > 1 && jobs > 1 {
        let share = items.len().div_ceil(jobs);
        std::thread::scope(|scope| {
            for part in items.chunks_mut(share) {
                scope.spawn(move || work(part));
            }
        });
    } else {
        work(&mut items);
    }
}

impl Item {
    /// Tells the draft which of its lines the pages of its site have in common.
    pub(crate) fn tell(&mut self, sites: &Sites) {
        if let Some(known) = &mut self.known
            && let Some((host, lines)) = known.site.take()
        {
            known.common = sites.common(&host, &lines);
        }
    }
}

/// The draft of an item and the key of its site. What cannot be drafted is left to its worker, which says why.
fn known(item: &Item, options: &Options) -> Option<Known> {
    let Ok(Found::Article(article)) = &item.found else { return None };
    let made = pipeline::guarded(|| {
        let draft = draft(&article.raw, options).map_err(|e| e.to_string())?;
        let site = draft.site(&article.raw);
        Ok(Known { draft, site, common: Vec::new() })
    });
    made.ok()
}
