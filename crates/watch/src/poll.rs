//! One poll of one feed. The round over all of them is in `round.rs`.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use legation_reader::{Found, Options};

use crate::http::{Fetch, FetchError, Reply, Request};
use crate::output::{Entry, unpacked};
use crate::schedule::{back_off, later, max_age, retry_after, spread};
use crate::url::Url;
use crate::{Clock, Config, Feed, FeedState, Robots, State, WatchError};

/// The most redirects that are followed.
const HOPS: usize = 5;
/// The most pages that one poll fetches; the rest comes with the next.
const PAGES: usize = 100;
/// How long a robots.txt is believed, and how long its absence for want of an answer.
const ROBOTS: Duration = Duration::from_secs(24 * 3600);
const NO_ROBOTS: Duration = Duration::from_secs(3600);

/// What became of a poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// There was an answer with articles, so many of them new; and so many known only by headline.
    Read {
        /// Articles written.
        new: usize,
        /// New entries without text.
        listed: usize,
    },
    /// Nothing has changed (304).
    Unchanged,
    /// The feed is gone for good (410); it is not asked again.
    Gone,
    /// robots.txt says no.
    Forbidden,
    /// It leads to a host that the user did not list.
    Unlisted(String),
    /// The host asked for silence.
    Silence(Timestamp),
    /// It failed.
    Failed(String),
}

/// A poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// The feed as listed.
    pub feed: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What went wrong beside, in words.
    pub problems: Vec<String>,
}

/// Polls the feeds of a configuration.
#[derive(Clone)]
pub struct Watcher<'a> {
    pub(crate) config: &'a Config,
    pub(crate) fetch: &'a dyn Fetch,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) state: State,
    /// When each host was last asked.
    pub(crate) asked: BTreeMap<String, Timestamp>,
}

/// An answer, and where it was had.
struct Got {
    reply: Reply,
    url: Url,
    /// Where the feed has moved for good.
    moved: Option<Url>,
}

impl<'a> Watcher<'a> {
    /// Goes on from `state`.
    pub fn new(config: &'a Config, state: State, fetch: &'a dyn Fetch, clock: &'a dyn Clock) -> Self {
        Self { config, fetch, clock, state, asked: BTreeMap::new() }
    }

    /// What is remembered.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// When the next feed is due; `None` if all of them are gone.
    pub fn next(&self) -> Option<Timestamp> {
        let of = |feed: &Feed| {
            let state = self.state.feeds.get(&feed.url);
            let gone = state.is_some_and(|s| s.gone);
            (!gone).then(|| state.and_then(|s| s.next).unwrap_or(Timestamp::MIN))
        };
        self.config.feeds.iter().filter_map(of).min()
    }

    /// Polls one feed now.
    ///
    /// # Errors
    /// Articles cannot be written.
    pub fn poll(&mut self, feed: &Feed, out: &mut dyn Write) -> Result<Poll, WatchError> {
        let mut memory = self.state.feeds.get(&feed.url).cloned().unwrap_or_default();
        let mut problems = Vec::new();
        let interval = feed.interval.unwrap_or(self.config.interval);
        let outcome = self.ask(feed, &mut memory, &mut problems, out)?;
        let now = self.clock.now();
        match &outcome {
            Outcome::Read { .. } | Outcome::Unchanged => memory.failures = 0,
            Outcome::Gone => memory.gone = true,
            Outcome::Silence(until) => memory.next = Some(*until),
            Outcome::Failed(_) | Outcome::Forbidden | Outcome::Unlisted(_) => {
                memory.failures = memory.failures.saturating_add(1);
                memory.next = Some(later(now, back_off(interval, memory.failures, &feed.url)));
            }
        }
        self.state.feeds.insert(feed.url.clone(), memory);
        Ok(Poll { feed: feed.url.clone(), outcome, problems })
    }

    fn ask(
        &mut self,
        feed: &Feed,
        memory: &mut FeedState,
        problems: &mut Vec<String>,
        out: &mut dyn Write,
    ) -> Result<Outcome, WatchError> {
        let Some(url) = Url::parse(memory.moved.as_deref().unwrap_or(&feed.url)) else {
            return Ok(Outcome::Failed(format!("`{}` is no address", feed.url)));
        };
        let request = Request {
            url: String::new(),
            etag: memory.etag.clone(),
            last_modified: memory.last_modified.clone(),
        };
        let got = match self.get(feed, url, &request) {
            Ok(got) => got,
            Err(outcome) => return Ok(outcome),
        };
        if let Some(moved) = &got.moved {
            memory.moved = Some(moved.to_string());
        }
        let interval = feed.interval.unwrap_or(self.config.interval);
        let good_for = got.reply.header("cache-control").and_then(max_age).unwrap_or_default();
        memory.next = Some(later(self.clock.now(), spread(interval.max(good_for), &feed.url).max(interval)));
        match got.reply.status {
            304 => return Ok(Outcome::Unchanged),
            410 => return Ok(Outcome::Gone),
            200..300 => {}
            other => return Ok(Outcome::Failed(format!("the server answers {other}"))),
        }
        let etag = got.reply.header("etag").map(str::to_owned);
        let last_modified = got.reply.header("last-modified").map(str::to_owned);
        let (entries, errors) = self.entries(&got.reply);
        if entries.is_empty() && !errors.is_empty() {
            return Ok(Outcome::Failed(errors.join("; ")));
        }
        problems.extend(errors);
        let before = problems.len();
        let outcome = self.write(feed, &got.url, entries, memory, problems, out)?;
        // With pages still to come the same answer is wanted once more.
        let whole = problems.len() == before;
        memory.etag = etag.filter(|_| whole);
        memory.last_modified = last_modified.filter(|_| whole);
        Ok(outcome)
    }

    /// Writes what is new, with its pages where they are wanted.
    fn write(
        &mut self,
        feed: &Feed,
        base: &Url,
        entries: Vec<Entry>,
        memory: &mut FeedState,
        problems: &mut Vec<String>,
        out: &mut dyn Write,
    ) -> Result<Outcome, WatchError> {
        let (mut new, mut listed, mut pages) = (0, 0, 0);
        for mut entry in entries {
            if memory.seen.contains(&entry.key) {
                continue;
            }
            let url = entry.url.as_deref().and_then(|u| base.join(u));
            entry.url = url.as_ref().map(Url::to_string).or(entry.url);
            if let Some(url) = url.filter(|_| feed.articles) {
                if pages == PAGES {
                    problems.push(format!("more than {PAGES} new pages: the others come with the next poll"));
                    break;
                }
                pages += 1;
                match self.page(feed, url) {
                    Ok(text) => entry.text = Some(text),
                    Err(problem) => {
                        problems.push(problem);
                        if entry.text.is_none() {
                            continue;
                        }
                    }
                }
            }
            memory.remember(entry.key.clone());
            if entry.text.is_some() {
                entry.write(&feed.url, self.clock.now(), out)?;
                new += 1;
            } else {
                listed += 1;
            }
        }
        Ok(Outcome::Read { new, listed })
    }

    /// The entries of a feed, oldest last as they stand, and what could not be read.
    fn entries(&self, reply: &Reply) -> (Vec<Entry>, Vec<String>) {
        let options = Options { max_bytes: self.config.max_bytes, ..Options::default() };
        let (mut entries, mut errors) = (Vec::new(), Vec::new());
        let mut stream = &*reply.body;
        legation_reader::read(&mut stream, "feed.xml", &options, &mut |item| {
            match item.found {
                Ok(Found::Article(article)) => {
                    let note = |name| article.notes.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone());
                    let raw = article.raw.clone();
                    // A page instead of a feed is no article of it.
                    if raw.source == "feed.xml" {
                        errors.push("the answer is no feed".to_owned());
                        return false;
                    }
                    let text = String::from_utf8_lossy(&raw.bytes).into_owned();
                    let head: String = text.chars().take(200).collect();
                    entries.push(Entry {
                        key: raw.url.clone().or_else(|| raw.title.clone()).unwrap_or(head),
                        url: raw.url,
                        title: raw.title,
                        published: raw.published,
                        lang: raw.lang,
                        publisher: note("publisher").or_else(|| note("feed")),
                        author: note("author"),
                        text: Some(text),
                    });
                }
                Ok(Found::Listing(listing)) => entries.push(Entry {
                    key: listing.url.clone().or_else(|| listing.title.clone()).unwrap_or_default(),
                    url: listing.url,
                    title: listing.title,
                    published: listing.published,
                    lang: listing.lang,
                    publisher: listing.publisher,
                    ..Entry::default()
                }),
                Err(e) => errors.push(format!("{}: {}: {e}", item.place, e.code())),
            }
            true
        });
        (entries, errors)
    }

    /// The text of a page that a feed links to.
    fn page(&mut self, feed: &Feed, url: Url) -> Result<String, String> {
        let at = url.to_string();
        let said = |words: String| format!("{at}: {words}");
        let got = self.get(feed, url, &Request::default()).map_err(|outcome| match outcome {
            Outcome::Unlisted(host) => said(format!("the host {host} is not listed")),
            Outcome::Forbidden => said("robots.txt says no".to_owned()),
            Outcome::Failed(words) => said(words),
            Outcome::Silence(until) => said(format!("the host asked for silence until {until}")),
            _ => said("no page".to_owned()),
        })?;
        if !(200..300).contains(&got.reply.status) {
            return Err(said(format!("the server answers {}", got.reply.status)));
        }
        let kind = got.reply.header("content-type").unwrap_or("text/html").to_ascii_lowercase();
        if !kind.contains("html") && !kind.starts_with("text/plain") {
            return Err(said(format!("{kind} is no page")));
        }
        let charset = kind
            .split(';')
            .find_map(|p| p.trim().strip_prefix("charset="))
            .map(|c| c.trim_matches('"').to_owned());
        let bytes = unpacked(got.reply, self.config.max_bytes).map_err(said)?;
        let charset = charset.filter(|c| legation_intake::is_charset(c));
        legation_intake::decode_page(&bytes, charset.as_deref())
            .map(|d| d.text)
            .map_err(|e| format!("{at}: {}: {e}", e.code()))
    }

    /// Asks for `url` and where it leads, if the user listed the hosts and their robots.txt agree.
    fn get(&mut self, feed: &Feed, mut url: Url, request: &Request) -> Result<Got, Outcome> {
        let (mut permanent, mut moved) = (true, None);
        for _ in 0..=HOPS {
            if !feed.lists(&url) {
                return Err(Outcome::Unlisted(url.host));
            }
            if !self.robots(feed, &url)?.allows(&url.path) {
                return Err(Outcome::Forbidden);
            }
            let reply = self.request(&url, &Request { url: url.to_string(), ..request.clone() })?;
            match reply.status {
                301 | 302 | 303 | 307 | 308 => {
                    let target = reply.header("location").and_then(|l| url.join(l));
                    let Some(next) = target else {
                        return Err(Outcome::Failed("a redirect that leads nowhere".to_owned()));
                    };
                    if url.secure && !next.secure {
                        return Err(Outcome::Failed(format!("a redirect to the unsafe address {next}")));
                    }
                    permanent &= matches!(reply.status, 301 | 308);
                    if permanent {
                        moved = Some(next.clone());
                    }
                    url = next;
                }
                429 | 503 => {
                    let now = self.clock.now();
                    let Some(pause) = reply.header("retry-after").and_then(|v| retry_after(v, now)) else {
                        return Err(Outcome::Failed(format!("the server answers {}", reply.status)));
                    };
                    let until = later(now, pause.max(self.config.pause));
                    self.state.hosts.entry(url.origin()).or_default().quiet_until = Some(until);
                    return Err(Outcome::Silence(until));
                }
                // What has moved is believed only if there is something.
                status => {
                    let moved = moved.filter(|_| (200..300).contains(&status) || status == 304);
                    return Ok(Got { reply, url, moved });
                }
            }
        }
        Err(Outcome::Failed(format!("more than {HOPS} redirects")))
    }

    /// One request, not too soon after the last one to the same host.
    fn request(&mut self, url: &Url, request: &Request) -> Result<Reply, Outcome> {
        let now = self.clock.now();
        if let Some(until) = self.state.hosts.get(&url.origin()).and_then(|h| h.quiet_until)
            && until > now
        {
            return Err(Outcome::Silence(until));
        }
        if let Some(last) = self.asked.get(&url.host) {
            let passed = Duration::try_from(now.duration_since(*last)).unwrap_or_default();
            let left = self.config.pause.saturating_sub(passed);
            if !left.is_zero() {
                self.clock.sleep(left);
            }
        }
        let reply = self.fetch.get(request);
        self.asked.insert(url.host.clone(), self.clock.now());
        reply.map_err(|e: FetchError| Outcome::Failed(e.to_string()))
    }

    /// What the host's robots.txt says, asked for once a day.
    fn robots(&mut self, feed: &Feed, url: &Url) -> Result<Robots, Outcome> {
        let origin = url.origin();
        let now = self.clock.now();
        if let Some(host) = self.state.hosts.get(&origin)
            && host.until.is_some_and(|until| until > now)
        {
            return Ok(match (&host.robots, host.unreachable) {
                (_, true) => Robots::None,
                (Some(text), _) => Robots::parse(text.as_bytes()),
                (None, _) => Robots::All,
            });
        }
        let mut at = url.join("/robots.txt");
        let mut found = Err(());
        let mut why = None;
        for _ in 0..=HOPS {
            let Some(here) = at.take() else { break };
            let request = Request { url: here.to_string(), ..Request::default() };
            match self.request(&here, &request) {
                Ok(reply) => match reply.status {
                    200..300 => {
                        let text = unpacked(reply, self.config.max_bytes).unwrap_or_default();
                        found = Ok(Some(String::from_utf8_lossy(&text).into_owned()));
                    }
                    // It may lie on a listed host only, like everything.
                    300..400 => {
                        at = reply.header("location").and_then(|l| here.join(l)).filter(|n| feed.lists(n));
                    }
                    400..500 if reply.status != 429 => found = Ok(None),
                    _ => {}
                },
                Err(Outcome::Silence(until)) => return Err(Outcome::Silence(until)),
                Err(outcome) => why = Some(outcome),
            }
        }
        let host = self.state.hosts.entry(origin).or_default();
        host.unreachable = found.is_err();
        host.robots = found.unwrap_or_default();
        host.until = Some(later(now, if host.unreachable { NO_ROBOTS } else { ROBOTS }));
        // A host that cannot be had is told so, with the reason, when it is first noticed.
        if let Some(why) = why.filter(|_| host.unreachable) {
            return Err(why);
        }
        Ok(match (&host.robots, host.unreachable) {
            (_, true) => Robots::None,
            (Some(text), _) => Robots::parse(text.as_bytes()),
            (None, _) => Robots::All,
        })
    }
}

impl Poll {
    /// The poll in words.
    pub fn words(&self) -> String {
        let what = match &self.outcome {
            Outcome::Read { new, listed: 0 } => format!("{new} new articles"),
            Outcome::Read { new, listed } => format!("{new} new articles, {listed} headlines without text"),
            Outcome::Unchanged => "unchanged".to_owned(),
            Outcome::Gone => "gone for good (410), not asked again".to_owned(),
            Outcome::Forbidden => "robots.txt says no, or could not be had".to_owned(),
            Outcome::Unlisted(host) => format!("leads to {host}, which is not listed: add it to `hosts`"),
            Outcome::Silence(until) => format!("the host asked for silence until {until}"),
            Outcome::Failed(words) => format!("failed: {words}"),
        };
        format!("{}: {what}", self.feed)
    }

    /// Whether nothing came of it that should have.
    pub fn is_failure(&self) -> bool {
        matches!(self.outcome, Outcome::Failed(_) | Outcome::Forbidden | Outcome::Unlisted(_))
    }
}

impl Watcher<'_> {
    /// Waits until the next feed is due; false if there is none to wait for.
    pub fn wait(&self) -> bool {
        let Some(next) = self.next() else { return false };
        let left = next.duration_since(self.clock.now());
        if left > SignedDuration::ZERO {
            self.clock.sleep(Duration::try_from(left).unwrap_or_default());
        }
        true
    }
}
