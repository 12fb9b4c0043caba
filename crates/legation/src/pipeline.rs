//! Many articles at once, one a thread, written in the order they came in.
//!
//! A reader fills a bounded queue, workers empty it, the calling thread writes. The queue and the gate that holds
//! workers back bound the memory whatever the number of articles.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use legation_intake::Options;
use legation_model::Extraction;
use legation_nlp::{Analyzer, Worker};

use crate::input::{self, Item};
use crate::open;
use crate::words::Words;

/// What came of an item, or what failed in words.
pub(crate) struct Done<T = Extraction> {
    /// Where it came from.
    pub(crate) source: String,
    /// Size of the raw article in bytes.
    pub(crate) bytes: usize,
    /// The result, or the problem.
    pub(crate) result: Result<T, String>,
}

/// Reads, analyses and codes one article.
///
/// # Errors
/// What intake says of it.
fn one(
    mut item: Item,
    options: &Options,
    worker: &mut Worker<'_>,
    words: &Words,
) -> Result<Extraction, String> {
    guarded(|| {
        let known = item.known.take();
        let article = input::reading(&item.article()?.raw, known, options)?.article;
        let doc = open::analyse(&article, worker);
        Ok(words.code(&article, &doc))
    })
}

/// What `work` says; if it panics, that it failed.
///
/// # Errors
/// As said.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let done = catch_unwind(AssertUnwindSafe(work));
    done.unwrap_or_else(|_| Err("the program failed on this article; please report it".to_owned()))
}

/// Codes what `feed` hands out, until it is told no, with `jobs` threads and hands the results to `write` in input order;
/// gives what `feed` gives.
///
/// # Errors
/// What `feed` or `write` says.
pub(crate) fn each<S: Send>(
    feed: impl FnOnce(&mut dyn FnMut(Item) -> bool) -> anyhow::Result<S> + Send,
    options: &Options,
    jobs: usize,
    words: &Words,
    write: &mut dyn FnMut(Done) -> anyhow::Result<()>,
) -> anyhow::Result<S> {
    let reader = || {
        let mut worker = Analyzer::builtin().worker();
        move |item: Item| one(item, options, &mut worker, words)
    };
    spread(feed, jobs, reader, write)
}

/// Hands what `feed` gives out to `jobs` threads, each with a reader of its own, and their results to `write` in input
/// order; gives what `feed` gives.
///
/// # Errors
/// What `feed` or `write` says.
pub(crate) fn spread<T: Send, S: Send, R: FnMut(Item) -> Result<T, String>>(
    feed: impl FnOnce(&mut dyn FnMut(Item) -> bool) -> anyhow::Result<S> + Send,
    jobs: usize,
    reader: impl Fn() -> R + Sync,
    write: &mut dyn FnMut(Done<T>) -> anyhow::Result<()>,
) -> anyhow::Result<S> {
    let (to_workers, queue) = sync_channel::<(usize, Item)>(jobs * 4);
    let (to_writer, results) = sync_channel::<(usize, Done<T>)>(jobs * 4);
    // Owned by the workers together: once the last of them is gone, the reader cannot send and ends.
    let queue = Arc::new(Mutex::new(queue));
    std::thread::scope(|scope| {
        let walker = scope.spawn(move || {
            let mut count = 0;
            feed(&mut |item| {
                count += 1;
                to_workers.send((count - 1, item)).is_ok()
            })
        });
        for _ in 0..jobs {
            let (queue, to_writer, reader) = (Arc::clone(&queue), to_writer.clone(), &reader);
            scope.spawn(move || {
                let mut read = reader();
                while let Some((at, item)) = next(&queue) {
                    let (source, bytes) = (item.source(), item.bytes());
                    let result = read(item);
                    if to_writer.send((at, Done { source, bytes, result })).is_err() {
                        break;
                    }
                }
            });
        }
        drop((to_writer, queue));
        let written = in_order(results, write);
        let walked = walker.join().unwrap_or_else(|_| Err(anyhow::anyhow!("the reader failed")));
        written.and(walked)
    })
}

fn next(queue: &Mutex<Receiver<(usize, Item)>>) -> Option<(usize, Item)> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Hands results on in the order of their numbers, until there are no more.
pub(crate) fn in_order<T>(
    results: impl IntoIterator<Item = (usize, T)>,
    write: &mut dyn FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (at, done) in results {
        waiting.insert(at, done);
        while let Some(done) = waiting.remove(&next) {
            write(done)?;
            next += 1;
        }
    }
    Ok(())
}
