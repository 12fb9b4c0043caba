//! Scores the text of pages against bodies written down by hand, and times the reading.
//!
//!     cargo run --release -p legation-intake --example pages -- DIR BODIES.json
//!
//! DIR holds pages (`ID.html`), BODIES is `{"ID": {"articleBody": "…"}, …}`. The measure is that of the article extraction
//! benchmark: shingles of four words, shares of a page averaged over pages. With a third argument the worst so many pages are named.
// A tool, not the library: it opens files and prints.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::error::Error;
use std::time::{Duration, Instant};

use legation_intake::{Options, read};
use legation_model::RawArticle;

#[path = "measure/clock.rs"]
mod clock;
#[path = "measure/shingles.rs"]
mod shingles;

fn main() -> Result<(), Box<dyn Error>> {
    let (dir, bodies, rest) = shingles::set("usage: pages DIR BODIES.json [WORST]")?;
    let (mut spent, mut worked) = (Duration::ZERO, Some(Duration::ZERO));
    let mut score = shingles::Score::default();
    for (id, page) in &bodies {
        let bytes = std::fs::read(dir.join(format!("{id}.html")))?;
        let raw = RawArticle { source: id.clone(), bytes, ..RawArticle::default() };
        let (start, before) = (Instant::now(), clock::processor());
        let article = read(&raw, &Options::default());
        spent += start.elapsed();
        worked =
            worked.zip(before).zip(clock::processor()).map(|((sum, from), to)| sum + to.saturating_sub(from));
        score.add(
            id,
            shingles::wanted(page),
            &article.map_or_else(|_| String::new(), |a| shingles::body(&a)),
        );
    }
    println!("{}", score.line());
    let rate = |time: Duration| bodies.len() as f64 / time.as_secs_f64();
    println!("{:.0} pages a second", rate(spent));
    if let Some(worked) = worked {
        println!("{:.0} pages a second of processor time", rate(worked));
    }
    for line in score.worst(rest.first().map_or(Ok(0), |n| n.parse())?) {
        println!("{line}");
    }
    Ok(())
}
