//! A round over all feeds: those of different hosts side by side, those that share a host one after the other. How one feed is polled is in
//! `poll.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};

use jiff::Timestamp;

use crate::poll::{Poll, Watcher};
use crate::url::Url;
use crate::{Feed, FeedState, HostState, State, WatchError};

/// Hosts, or groups of hosts, that are asked at the same time.
const LANES: usize = 8;

/// Feeds that share hosts, by their places in the list, and the hosts.
struct Lane {
    feeds: Vec<usize>,
    hosts: BTreeSet<String>,
}

/// What a lane tells of a feed that it polled.
struct Told {
    at: usize,
    poll: Result<Poll, WatchError>,
    lines: Vec<u8>,
    feed: Option<FeedState>,
    hosts: BTreeMap<String, HostState>,
    asked: BTreeMap<String, Timestamp>,
}

impl Watcher<'_> {
    /// Polls every feed that is due, those of different hosts side by side; articles go to `out` in the order of the list, and `after` hears of
    /// each poll, in that order too, once they are written.
    ///
    /// # Errors
    /// Articles cannot be written, or what `after` says.
    pub fn round(
        &mut self,
        out: &mut dyn Write,
        after: &mut dyn FnMut(&Poll, &State) -> Result<(), WatchError>,
    ) -> Result<(), WatchError> {
        let now = self.clock.now();
        let is_due = |feed: &Feed| {
            let state = self.state.feeds.get(&feed.url);
            !state.is_some_and(|s| s.gone || s.next.is_some_and(|n| n > now))
        };
        let due: Vec<usize> =
            (0..self.config.feeds.len()).filter(|i| is_due(&self.config.feeds[*i])).collect();
        let lanes = lanes(&self.config.feeds, &due);
        let next = AtomicUsize::new(0);
        let (to_writer, told) = channel();
        let begun: Vec<(Lane, Watcher<'_>)> = lanes
            .into_iter()
            .map(|lane| {
                let watcher = self.of(&lane);
                (lane, watcher)
            })
            .collect();
        let work = |to_writer: Sender<Told>| {
            // Whoever is free takes the next lane.
            while let Some((lane, watcher)) = begun.get(next.fetch_add(1, Ordering::Relaxed)) {
                watcher.clone().run(lane, &to_writer);
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..LANES.min(begun.len()) {
                let (to_writer, work) = (to_writer.clone(), &work);
                scope.spawn(move || work(to_writer));
            }
            drop(to_writer);
            let mut waiting: BTreeMap<usize, Told> = BTreeMap::new();
            let mut order = due.iter();
            let mut wanted = order.next();
            for one in told {
                waiting.insert(one.at, one);
                while let Some(one) = wanted.and_then(|at| waiting.remove(at)) {
                    wanted = order.next();
                    let poll = one.poll?;
                    out.write_all(&one.lines)?;
                    out.flush()?;
                    self.state.feeds.extend(one.feed.map(|feed| (poll.feed.clone(), feed)));
                    self.state.hosts.extend(one.hosts);
                    self.asked.extend(one.asked);
                    after(&poll, &self.state)?;
                }
            }
            Ok(())
        })
    }

    /// A watcher that knows what the lane needs.
    fn of(&self, lane: &Lane) -> Self {
        let feeds = lane.feeds.iter().filter_map(|i| {
            let url = &self.config.feeds[*i].url;
            Some((url.clone(), self.state.feeds.get(url)?.clone()))
        });
        let in_lane = |host: &str| lane.hosts.contains(host);
        let host = |origin: &str| Url::parse(origin).is_some_and(|url| in_lane(url.name()));
        let hosts = self.state.hosts.iter().filter(|(origin, _)| host(origin));
        let name = |host: &str| host.rsplit_once(':').map_or(host, |(name, _)| name).to_owned();
        let asked = self.asked.iter().filter(|(host, _)| in_lane(&name(host)));
        Self {
            config: self.config,
            fetch: self.fetch,
            clock: self.clock,
            state: State {
                feeds: feeds.collect(),
                hosts: hosts.map(|(origin, host)| (origin.clone(), host.clone())).collect(),
            },
            asked: asked.map(|(host, at)| (host.clone(), *at)).collect(),
        }
    }

    /// Polls the feeds of a lane.
    fn run(mut self, lane: &Lane, to_writer: &Sender<Told>) {
        for &at in &lane.feeds {
            let feed = &self.config.feeds[at];
            let mut lines = Vec::new();
            let poll = self.poll(feed, &mut lines);
            let told = Told {
                at,
                poll,
                lines,
                feed: self.state.feeds.get(&feed.url).cloned(),
                hosts: self.state.hosts.clone(),
                asked: self.asked.clone(),
            };
            // Nobody listens any more: the round has failed.
            if to_writer.send(told).is_err() {
                return;
            }
        }
    }
}

/// Feeds in groups of which no two may ask the same host.
fn lanes(feeds: &[Feed], due: &[usize]) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    for &at in due {
        let mut lane = Lane { feeds: vec![at], hosts: hosts(&feeds[at]) };
        let (shared, apart): (Vec<Lane>, Vec<Lane>) =
            lanes.into_iter().partition(|l| !l.hosts.is_disjoint(&lane.hosts));
        for other in shared {
            lane.feeds.extend(other.feeds);
            lane.hosts.extend(other.hosts);
        }
        lane.feeds.sort_unstable();
        lanes = apart;
        lanes.push(lane);
    }
    // Those begun first are told first.
    lanes.sort_by(|a, b| a.feeds.cmp(&b.feeds));
    lanes
}

/// Names of the hosts that a feed may ask, without ports.
fn hosts(feed: &Feed) -> BTreeSet<String> {
    let own = Url::parse(&feed.url).map(|url| url.name().to_owned());
    let listed = feed.hosts.iter().map(|h| h.rsplit_once(':').map_or(h.as_str(), |(name, _)| name));
    own.into_iter().chain(listed.map(str::to_ascii_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_that_may_ask_one_host_share_a_lane() {
        let feed = |url: &str, hosts: &[&str]| Feed {
            url: url.to_owned(),
            articles: false,
            hosts: hosts.iter().map(|h| (*h).to_owned()).collect(),
            interval: None,
        };
        let feeds = [
            feed("https://a.org/1", &[]),
            feed("https://b.org/1", &[]),
            feed("https://a.org:8443/2", &[]),
            feed("https://c.org/1", &["D.org"]),
            feed("https://d.org/1", &["b.org"]),
            feed("https://e.org/1", &[]),
        ];
        let of = |due: &[usize]| lanes(&feeds, due).into_iter().map(|l| l.feeds).collect::<Vec<_>>();
        assert_eq!(of(&[0, 1, 2, 3, 4, 5]), [vec![0, 2], vec![1, 3, 4], vec![5]]);
        assert_eq!(of(&[1, 3]), [vec![1], vec![3]], "what is not due joins nothing");
    }
}
