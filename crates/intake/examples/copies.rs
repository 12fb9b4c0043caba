//! Times the search for copies: `cargo run --release -p legation-intake --example copies -- TEXTS.jsonl [TIMES]`.
//!
//! Each line of TEXTS has a `text` or `raw`. Every text is printed, looked up among those before it, and inserted; TIMES (10) rounds over all.
// A tool, not the library: it opens files and prints.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::error::Error;
use std::time::Instant;

use legation_intake::copies::{Copies, Fingerprints};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("usage: copies TEXTS.jsonl [TIMES]")?;
    let times: usize = args.next().map_or(Ok(10), |n| n.parse())?;
    let mut texts: Vec<String> = Vec::new();
    for line in std::fs::read_to_string(file)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        texts.extend(row["text"].as_str().or_else(|| row["raw"].as_str()).map(str::to_owned));
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let (mut found, start) = (0, Instant::now());
    for _ in 0..times {
        let mut copies = Copies::default();
        for text in &texts {
            let prints = Fingerprints::of(text);
            found += copies.lookup(&prints).len();
            copies.insert(&prints);
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let count = (texts.len() * times) as f64;
    println!(
        "{:.0} texts a second, {:.1} MB a second, {} bytes a text, {} pairs found",
        count / seconds,
        (bytes * times) as f64 / seconds / 1e6,
        bytes / texts.len().max(1),
        found / times.max(1)
    );
    Ok(())
}
