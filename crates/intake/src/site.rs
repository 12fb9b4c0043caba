//! What the pages of a site have in common: text seen on three pages of a host is furniture. No page is read here.
//!
//! The memory counts pages, so it is the same whatever the order in which they came and whichever thread read them: a run first notes all its pages,
//! then reads them ([`read_all`](crate::read_all)). A store keeps the counts from run to run.

use std::collections::BTreeMap;

use crate::furniture::key;

/// Pages of a host on which a line of furniture stands at least.
const PAGES: u32 = 3;
/// Letters of a line that is remembered; shorter ones stand in texts by chance.
const LEAST: usize = 12;

/// Lines of the pages of each host, with the number of pages that have them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sites {
    hosts: BTreeMap<String, BTreeMap<u64, u32>>,
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
    let hash =
        key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    Some(hash)
}

impl Sites {
    /// Notes the lines of one page; a line that stands twice on it counts once.
    pub fn note(&mut self, host: &str, lines: impl IntoIterator<Item = u64>) {
        let mut lines: Vec<u64> = lines.into_iter().collect();
        lines.sort_unstable();
        lines.dedup();
        let counts = self.hosts.entry(host.to_owned()).or_default();
        for line in lines {
            let count = counts.entry(line).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// Adds counts that were kept: of another thread, or of an earlier run.
    pub fn add(&mut self, host: &str, line: u64, pages: u32) {
        let count = self.hosts.entry(host.to_owned()).or_default().entry(line).or_default();
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

    /// Whether nothing was noted.
    pub fn is_empty(&self) -> bool {
        self.hosts.is_empty()
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
    fn hosts_and_lines() {
        assert_eq!(host("https://www.example.org/a?b"), Some("example.org"));
        assert_eq!(host("/local/file"), None);
        assert_eq!(line("Menu"), None);
        assert_eq!(line("A line of the coast"), line("a line, of the COAST!"));
    }
}
