//! Accuracy and speed of telling languages apart.
//!
//!     cargo run --release -p legation-intake --example languages -- SENTENCES.tsv
//!
//! Each line of the file is a code and a sentence with a tab between; without a file the sentences of the tests are read.
// A tool, not the library: it opens files and prints.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

use legation_intake::language;

/// Sentences read for the time.
const MANY: usize = 200_000;

fn main() -> Result<(), Box<dyn Error>> {
    let own = include_str!("../tests/languages/sentences.tsv").to_owned();
    let text = std::env::args().nth(1).map_or(Ok(own), std::fs::read_to_string)?;
    let all: Vec<(&str, &str)> =
        text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).collect();
    let mut right: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (code, sentence) in &all {
        let got = language(sentence).code();
        let count = right.entry(code).or_default();
        count.0 += usize::from(got == *code);
        count.1 += 1;
        if got != *code {
            println!("{code} read as {got}: {sentence}");
        }
    }
    for (code, (right, all)) in &right {
        println!("{code}\t{right} of {all}");
    }
    let sum: usize = right.values().map(|c| c.0).sum();
    println!("all\t{sum} of {}", all.len());
    let start = Instant::now();
    let mut letters = 0;
    let mut told = 0;
    for (_, sentence) in all.iter().cycle().take(MANY) {
        letters += sentence.chars().count();
        told += usize::from(language(sentence).code() != "und");
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{:.0} sentences a second, {:.0} letters each ({told} told)",
        MANY as f64 / seconds,
        letters as f64 / MANY as f64
    );
    Ok(())
}
