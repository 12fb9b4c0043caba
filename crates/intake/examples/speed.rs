//! Reads the files named again and again for some seconds on one thread and prints how fast:
//! `cargo run --release -p legation-intake --example speed SECONDS FILE…`
#![allow(clippy::disallowed_methods, reason = "an example reads files, takes the time and prints")]

use std::io::Write;
use std::time::{Duration, Instant};

use legation_intake::{Options, read};
use legation_model::RawArticle;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let seconds = args.next().and_then(|s| s.parse().ok()).unwrap_or(5.0);
    let files: Vec<RawArticle> = args
        .map(|path| Ok(RawArticle { bytes: std::fs::read(&path)?, source: path, ..RawArticle::default() }))
        .collect::<std::io::Result<_>>()?;
    let options = Options::default();
    let round = || files.iter().filter(|raw| read(raw, &options).is_ok()).count();
    // The first round parses the word lists.
    let articles = round();
    let (begun, most) = (Instant::now(), Duration::from_secs_f64(seconds));
    let mut rounds = 0;
    while rounds == 0 || begun.elapsed() < most {
        rounds += 1;
        round();
    }
    let passed = begun.elapsed().as_secs_f64();
    let bytes: usize = files.iter().map(|f| f.bytes.len()).sum();
    writeln!(
        std::io::stdout(),
        "{} files, {articles} articles, {bytes} bytes: {:.0} files a second, {:.1} MB a second, {:.3} s a round",
        files.len(),
        (files.len() * rounds) as f64 / passed,
        (bytes * rounds) as f64 / passed / 1e6,
        passed / f64::from(u32::try_from(rounds).unwrap_or(u32::MAX)),
    )
}
