//! What the pages of a site have in common, over all that a run has read into a store. A batch is asked for after all before it was written, so an
//! article is told of the pages in the store and of those in its batch: the same whether the adding was cut off, and for any number of threads.

use std::collections::BTreeSet;

use legation_intake::Options;
use legation_intake::site::{Sites, of_host};
use legation_reader::Found;
use legation_store::{Ingest, Input, Result};

use crate::input::Item;
use crate::sites;

/// An item on its way into the store.
pub(super) enum Task {
    /// The store has it; how many bytes it has.
    Known(Input, usize),
    /// What is to be read, drafted if it can be.
    Read(Box<New>),
}

/// What the store does not have.
pub(super) struct New {
    pub(super) item: Item,
    /// Whether it is the first of its kind in the batch; a page is counted once.
    first: bool,
    /// By what the store knows its lines.
    pub(super) lines: Vec<u64>,
}

/// Looks up what is known of a batch, and drafts the rest of it with so many threads.
///
/// # Errors
/// What the store says.
pub(super) fn look_up(
    batch: Vec<Item>,
    ingest: &Ingest<'_>,
    options: &Options,
    jobs: usize,
) -> Result<Vec<Task>> {
    let mut keys = BTreeSet::new();
    let mut tasks = Vec::with_capacity(batch.len());
    for item in batch {
        let mut first = true;
        if let Ok(Found::Article(article)) = &item.found {
            let input = Input::of(&article.raw);
            if ingest.has(&input)? {
                tasks.push(Task::Known(input, item.bytes()));
                continue;
            }
            first = keys.insert(input.key);
        }
        tasks.push(Task::Read(Box::new(New { item, first, lines: Vec::new() })));
    }
    let mut new: Vec<&mut New> = tasks
        .iter_mut()
        .filter_map(|t| if let Task::Read(new) = t { Some(&mut **new) } else { None })
        .collect();
    sites::open(new.iter_mut().map(|new| &mut new.item).collect(), options, jobs);
    tell(&mut new, ingest)?;
    Ok(tasks)
}

/// Tells new pages which of their lines the pages of their site have in common.
fn tell(pages: &mut [&mut New], ingest: &Ingest<'_>) -> Result<()> {
    let mut batch = Sites::default();
    for page in pages.iter_mut() {
        let Some((host, lines)) = page.item.known.as_mut().and_then(|known| known.site.as_mut()) else {
            continue;
        };
        lines.sort_unstable();
        lines.dedup();
        page.lines.extend(lines.iter().map(|line| of_host(host, *line)));
        if page.first {
            // Added one by one, since a memory in which pages are noted forgets.
            for line in lines.iter() {
                batch.add(host, *line, 1);
            }
        }
    }
    let mut all = batch.clone();
    for (host, line, _) in batch.counts() {
        all.add(host, line, ingest.pages_with(of_host(host, line))?);
    }
    for page in pages {
        page.item.tell(&all);
    }
    Ok(())
}
