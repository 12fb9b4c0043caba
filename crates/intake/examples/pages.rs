//! Scores the text of pages against bodies written down by hand, and times the reading.
//!
//!     cargo run --release -p legation-intake --example pages -- DIR BODIES.json
//!
//! DIR holds pages (`ID.html`), BODIES is `{"ID": {"articleBody": "…"}, …}`. The measure is that of the article extraction
//! benchmark: shingles of four words, shares of a page averaged over pages. With a third argument the worst so many pages are named.
// A tool, not the library: it opens files and prints.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use legation_intake::{Options, read};
use legation_model::{BlockKind, RawArticle};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, dir, bodies, rest @ ..] = args.as_slice() else {
        return Err("usage: pages DIR BODIES.json [WORST]".into());
    };
    let bodies: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(bodies)?)?;
    let mut spent = Duration::ZERO;
    let mut shares = Vec::new();
    for (id, wanted) in &bodies {
        let bytes = std::fs::read(Path::new(dir).join(format!("{id}.html")))?;
        let raw = RawArticle { source: id.clone(), bytes, ..RawArticle::default() };
        let start = Instant::now();
        let article = read(&raw, &Options::default());
        spent += start.elapsed();
        let text = article.map_or_else(
            |_| String::new(),
            |a| {
                let kept = a.blocks.iter().filter(|b| b.kind != BlockKind::Title);
                kept.map(|b| b.span.slice(&a.text)).collect::<Vec<_>>().join("\n")
            },
        );
        shares.push((share(wanted["articleBody"].as_str().unwrap_or_default(), &text), id));
    }
    let pages = f64::from(u32::try_from(shares.len())?);
    let precision =
        shares.iter().map(|((tp, fp, _), _)| if tp + fp > 0.0 { tp / (tp + fp) } else { 1.0 }).sum::<f64>()
            / pages;
    let recall = shares
        .iter()
        .map(|((tp, _, missed), _)| if tp + missed > 0.0 { tp / (tp + missed) } else { 1.0 })
        .sum::<f64>()
        / pages;
    println!(
        "pages {pages}  P {precision:.4}  R {recall:.4}  F1 {:.4}",
        2.0 * precision * recall / (precision + recall)
    );
    println!("{:.0} pages a second", pages / spent.as_secs_f64());
    shares.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
    for ((tp, fp, missed), id) in shares.iter().take(rest.first().map_or(Ok(0), |n| n.parse())?) {
        println!("{id} right {tp:.2} wrong {fp:.2} missed {missed:.2}");
    }
    Ok(())
}

/// Shares of right, wrong and missed shingles.
fn share(wanted: &str, got: &str) -> (f64, f64, f64) {
    let (wanted, mut got) = (shingles(wanted), shingles(got));
    let (mut right, mut missed) = (0u32, 0u32);
    for (shingle, count) in wanted {
        let have = got.entry(shingle).or_default();
        let both = count.min(*have);
        right += both;
        missed += count - both;
        *have -= both;
    }
    let wrong: u32 = got.values().sum();
    let all = f64::from((right + wrong + missed).max(1));
    (f64::from(right) / all, f64::from(wrong) / all, f64::from(missed) / all)
}

fn shingles(text: &str) -> BTreeMap<Vec<&str>, u32> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let mut found = BTreeMap::new();
    for at in 0..(words.len().max(4) - 3) {
        *found.entry(words[at..words.len().min(at + 4)].to_vec()).or_default() += 1;
    }
    found
}
