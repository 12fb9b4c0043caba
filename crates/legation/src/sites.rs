//! What the pages of a site have in common, over one run: articles are held until a batch of them is full, drafted side by side, noted in the memory
//! of their sites, and handed on with the lines that three pages of their site share. What an article is told thus depends on those before it
//! and beside it in its batch, and not on threads.

use std::mem;

use legation_intake::site::Sites;
use legation_intake::{Options, draft};
use legation_reader::Found;

use crate::input::{Item, Known};
use crate::pipeline;

/// Articles of a batch, and bytes from which on it is full before.
const ARTICLES: usize = 64;
const BYTES: usize = 16 << 20;

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
    let mut batch = Batch { sites: Sites::default(), held: Vec::new(), bytes: 0, options, jobs };
    let mut on = true;
    let fed = feed(&mut |item| {
        let at_once = item.place.file == "-";
        let full = batch.push(item) || at_once;
        on = on && (!full || batch.pass_on(take));
        on
    });
    if on {
        batch.pass_on(take);
    }
    fed
}

struct Batch<'o> {
    sites: Sites,
    held: Vec<Item>,
    bytes: usize,
    options: &'o Options,
    jobs: usize,
}

impl Batch<'_> {
    /// Holds an item; whether the batch is full.
    fn push(&mut self, item: Item) -> bool {
        self.bytes += item.bytes();
        self.held.push(item);
        self.held.len() >= ARTICLES || self.bytes >= BYTES
    }

    /// Drafts and notes what is held, and hands it on; false when there was enough.
    fn pass_on(&mut self, take: &mut dyn FnMut(Item) -> bool) -> bool {
        let mut held = mem::take(&mut self.held);
        self.bytes = 0;
        let options = self.options;
        let open = |part: &mut [Item]| {
            for item in part {
                item.known = known(item, options);
            }
        };
        if held.len() > 1 && self.jobs > 1 {
            let share = held.len().div_ceil(self.jobs);
            std::thread::scope(|scope| {
                for part in held.chunks_mut(share) {
                    scope.spawn(move || open(part));
                }
            });
        } else {
            open(&mut held);
        }
        for (host, lines) in held.iter().filter_map(|item| item.known.as_ref()?.site.as_ref()) {
            self.sites.note(host, lines.iter().copied());
        }
        held.into_iter().all(|mut item| {
            if let Some(known) = &mut item.known
                && let Some((host, lines)) = known.site.take()
            {
                known.common = self.sites.common(&host, &lines);
            }
            take(item)
        })
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
