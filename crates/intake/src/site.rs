//! What the pages of a site have in common: text seen on three pages of a host is furniture. No page is read here.
//!
//! The memory counts pages, so it is the same whatever the order in which they were noted and whichever thread drafted them: a batch is drafted,
//! noted, then finished ([`Draft`](crate::Draft), [`read_all`](crate::read_all)). A store may keep the counts from run to run. It forgets
//! what only one page has when it grows too large.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::furniture::key;
use crate::unit::Unit;

/// Pages of a host on which a line of furniture stands at least.
const PAGES: u32 = 3;
/// Letters of a line that is remembered; shorter ones stand in texts by chance.
const LEAST: usize = 12;

/// Lines of the pages of each host, with the number of pages that have them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sites {
    hosts: BTreeMap<String, BTreeMap<u64, u32>>,
    /// Lines of all hosts.
    lines: usize,
}

/// Lines that are remembered at most.
const MOST: usize = 1 << 20;

/// Leaves out of `body` what the pages of the site have in common, but for the headline; nothing where that is most of the text, which then is
/// one article under several addresses.
pub(crate) fn leave_out(units: &mut [Unit], body: Range<usize>, title: Option<usize>, furniture: &[u64]) {
    if furniture.is_empty() {
        return;
    }
    let kept = |units: &[Unit], i: usize| units[i].dropped.is_none() && Some(i) != title;
    let common: Vec<usize> = body
        .clone()
        .filter(|i| {
            kept(units, *i) && line(&units[*i].text).is_some_and(|l| furniture.binary_search(&l).is_ok())
        })
        .collect();
    let mass = |i: usize| units[i].features.mass();
    let all: usize = body.filter(|i| kept(units, *i)).map(mass).sum();
    if common.iter().map(|i| mass(*i)).sum::<usize>() * 2 > all {
        return;
    }
    for i in common {
        units[i].dropped = Some("site");
    }
}

/// The host of an address, without `www.`.
pub fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// The hash by which a line is known; `None` where it is too short.
pub fn line(text: &str) -> Option<u64> {
    let key = key(text);
    key.chars().nth(LEAST)?;
    Some(fnv(0xcbf2_9ce4_8422_2325, key.bytes()))
}

/// The hash by which a line of a host is known among those of all hosts.
pub fn of_host(host: &str, line: u64) -> u64 {
    fnv(line, host.bytes())
}

fn fnv(begin: u64, bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(begin, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

impl Sites {
    /// Notes the lines of one page; a line that stands twice on it counts once.
    pub fn note(&mut self, host: &str, lines: impl IntoIterator<Item = u64>) {
        let mut lines: Vec<u64> = lines.into_iter().collect();
        lines.sort_unstable();
        lines.dedup();
        for line in lines {
            self.add(host, line, 1);
        }
        if self.lines > MOST {
            self.forget();
        }
    }

    /// Forgets what only one page has; everything, if that is not enough.
    fn forget(&mut self) {
        for lines in self.hosts.values_mut() {
            lines.retain(|_, pages| *pages > 1);
        }
        self.hosts.retain(|_, lines| !lines.is_empty());
        self.lines = self.hosts.values().map(BTreeMap::len).sum();
        if self.lines > MOST / 2 {
            *self = Self::default();
        }
    }

    /// Adds counts that were kept: of another thread, or of an earlier run.
    pub fn add(&mut self, host: &str, line: u64, pages: u32) {
        if !self.hosts.contains_key(host) {
            self.hosts.insert(host.to_owned(), BTreeMap::new());
        }
        let Some(lines) = self.hosts.get_mut(host) else { return };
        let count = lines.entry(line).or_insert_with(|| {
            self.lines += 1;
            0
        });
        *count = count.saturating_add(pages);
    }

    /// Host, line and number of pages, in order: what a store keeps.
    pub fn counts(&self) -> impl Iterator<Item = (&str, u64, u32)> {
        self.hosts
            .iter()
            .flat_map(|(host, lines)| lines.iter().map(move |(line, pages)| (host.as_str(), *line, *pages)))
    }

    /// Whether the line stands on three pages of the host.
    pub fn furniture(&self, host: &str, line: u64) -> bool {
        self.hosts.get(host).and_then(|lines| lines.get(&line)).is_some_and(|pages| *pages >= PAGES)
    }

    /// Those of `lines` that stand on three pages of the host, in order.
    pub fn common(&self, host: &str, lines: &[u64]) -> Vec<u64> {
        let mut found: Vec<u64> = lines.iter().copied().filter(|line| self.furniture(host, *line)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_pages_make_furniture_in_any_order() {
        let banner = line("Harbour News brings you the news of the coast.").expect("long enough");
        let mut one = Sites::default();
        let mut two = Sites::default();
        for page in 0..3u64 {
            one.note("example.org", [banner, banner, page]);
            two.note("example.org", [2 - page, banner]);
        }
        assert_eq!(one, two);
        assert!(one.furniture("example.org", banner));
        assert!(!one.furniture("example.org", 1) && !one.furniture("example.com", banner));
        let mut kept = Sites::default();
        one.counts().for_each(|(host, line, pages)| kept.add(host, line, pages));
        assert_eq!(kept, one);
    }

    #[test]
    fn memory_is_bounded() {
        let mut sites = Sites::default();
        for page in 0..MOST as u64 / 500 + 20 {
            sites.note("example.org", (0..500).map(|i| page * 500 + i).chain([u64::MAX]));
        }
        assert!(sites.counts().count() < MOST);
        assert!(sites.furniture("example.org", u64::MAX), "what many pages have is kept");
    }

    #[test]
    fn hosts_and_lines() {
        assert_eq!(host("https://www.example.org/a?b"), Some("example.org"));
        assert_eq!(host("/local/file"), None);
        assert_eq!(line("Menu"), None);
        assert_eq!(line("A line of the coast"), line("a line, of the COAST!"));
        assert_ne!(of_host("example.org", 1), of_host("example.com", 1));
        assert_ne!(of_host("example.org", 1), of_host("example.org", 2));
    }
}
