//! A crawl of thousands of records, records made before and given round and round: every record comes out, and memory does not grow with them.
//!
//! `cargo test --release -p legation-reader --test crawl -- --nocapture` prints the rate.
#![allow(
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "it measures time and memory of its own process"
)]

mod common;

use std::io::{self, BufReader, Read};
use std::time::Instant;

use common::{gzip, response};
use legation_reader::{Found, Options};

const RECORDS: usize = 6000;

/// So many of them differ; they come round and round.
const DIFFERENT: usize = 40;

/// Gzip members of records, one after the other.
struct Crawl {
    members: Vec<Vec<u8>>,
    given: usize,
    at: usize,
}

impl Crawl {
    fn new() -> Self {
        // Pages of 20 to 60 KB.
        let member = |n: usize| {
            let line = |i| format!("<p>The ministers met on day {i} of round {n} and said {}.</p>\n", i * n);
            let lines: String = (0..300 + n * 15).map(line).collect();
            let page = format!("<html><head><title>Round {n}</title></head><body>{lines}</body></html>");
            let head = "Content-Type: text/html; charset=utf-8\r\n";
            gzip(&response(&format!("https://example.org/{n}"), head, page.as_bytes()))
        };
        Self { members: (0..DIFFERENT).map(member).collect(), given: 0, at: 0 }
    }
}

impl Read for Crawl {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.given == RECORDS {
            return Ok(0);
        }
        let member = &self.members[self.given % DIFFERENT];
        let count = buf.len().min(member.len() - self.at);
        buf[..count].copy_from_slice(&member[self.at..self.at + count]);
        self.at += count;
        if self.at == member.len() {
            (self.given, self.at) = (self.given + 1, 0);
        }
        Ok(count)
    }
}

/// The most memory this process had so far, in KB; 0 where the system does not say.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

#[test]
fn every_record_is_found_and_memory_is_flat() {
    let (mut found, mut bytes, mut early) = (0usize, 0usize, 0);
    let mut stream = BufReader::new(Crawl::new());
    let begun = Instant::now();
    legation_reader::read(&mut stream, "crawl.warc.gz", &Options::default(), &mut |item| {
        let Ok(Found::Article(article)) = item.found else { panic!("{}: no article", item.place) };
        assert_eq!(
            article.raw.url.as_deref(),
            Some(format!("https://example.org/{}", found % DIFFERENT).as_str())
        );
        found += 1;
        bytes += article.raw.bytes.len();
        assert_eq!(item.place.record, found as u64);
        if found == RECORDS / 10 {
            early = peak();
        }
        true
    });
    let seconds = begun.elapsed().as_secs_f64();
    assert_eq!(found, RECORDS);
    let grown = peak() - early;
    assert!(grown < 4096, "{grown} KB more after {RECORDS} records than after a tenth of them");
    eprintln!(
        "{found} records, {} MB of pages, {:.0} records/s, {:.0} MB/s, peak {} KB, of them {grown} KB after the first tenth",
        bytes >> 20,
        found as f64 / seconds,
        bytes as f64 / seconds / 1e6,
        peak(),
    );
}
