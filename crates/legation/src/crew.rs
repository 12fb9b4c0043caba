//! Threads that work off one batch after the other: the calling thread hands a batch out, takes the results in their order, and goes on when all
//! are there. What an article is to be told can so depend on all that was written before its batch.

use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use crate::pipeline::in_order;

/// Threads at work.
pub(crate) struct Crew<I, O> {
    to_workers: Sender<(usize, I)>,
    results: Receiver<(usize, O)>,
}

/// Runs `lead` with a crew of `jobs` threads, each with a worker of its own, and gives what it gives.
pub(crate) fn with_crew<I: Send, O: Send, W: FnMut(I) -> O, S>(
    jobs: usize,
    worker: impl Fn() -> W + Sync,
    lead: impl FnOnce(Crew<I, O>) -> S,
) -> S {
    let (to_workers, queue) = channel::<(usize, I)>();
    let (to_lead, results) = sync_channel::<(usize, O)>(jobs * 4);
    let queue = Arc::new(Mutex::new(queue));
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let (queue, to_lead, worker) = (Arc::clone(&queue), to_lead.clone(), &worker);
            scope.spawn(move || {
                let mut work = worker();
                let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                while let Ok((at, item)) = next() {
                    if to_lead.send((at, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop((queue, to_lead));
        // The crew is gone when `lead` ends, however it ends, and with it the threads.
        lead(Crew { to_workers, results })
    })
}

impl<I, O> Crew<I, O> {
    /// Has a batch worked off and hands the results to `write` in the order of the batch.
    ///
    /// # Errors
    /// What `write` says, or that the threads are gone.
    pub(crate) fn work(
        &self,
        batch: Vec<I>,
        write: &mut dyn FnMut(O) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let (all, mut written) = (batch.len(), 0);
        for item in batch.into_iter().enumerate() {
            // Where nobody takes it no result comes either.
            let _: Result<_, _> = self.to_workers.send(item);
        }
        in_order(self.results.iter().take(all), &mut |done| {
            written += 1;
            write(done)
        })?;
        anyhow::ensure!(written == all, "the threads that read are gone");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_come_back_whole_and_in_order() {
        let mut seen = Vec::new();
        let worker = || {
            |n: u64| {
                std::thread::sleep(std::time::Duration::from_millis(n % 3));
                n * 2
            }
        };
        with_crew(4, worker, |crew| {
            for batch in [0..50, 50..50, 50..53] {
                let end = batch.end as usize;
                let put = &mut |n| {
                    seen.push(n);
                    Ok(())
                };
                crew.work(batch.collect(), put).expect("is written");
                assert_eq!(seen.len(), end);
            }
        });
        assert_eq!(seen, (0..53).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_of_the_writer_ends_all() {
        let said =
            with_crew(2, || |n: u32| n, |crew| crew.work((0..999).collect(), &mut |_| anyhow::bail!("full")));
        assert_eq!(said.expect_err("fails").to_string(), "full");
    }
}
