//! `cargo xtask names`: how well spellings of names are told to be one name.

use std::path::Path;

use anyhow::Context as _;
use legation_lexicon::names::{self, THRESHOLD};
use serde_json::Value;

/// Scores the pairs of a file in JSON Lines (`a`, `b`, `match`) and shows the worst misses.
pub(crate) fn run(file: &Path) -> anyhow::Result<()> {
    let mut rows: Vec<(f32, bool, String)> = Vec::new();
    for line in std::fs::read_to_string(file)?.lines().filter(|l| !l.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let word = |key: &str| row[key].as_str().with_context(|| format!("no {key}: {line}"));
        let (a, b) = (word("a")?, word("b")?);
        let same = row["match"].as_bool().with_context(|| format!("no match: {line}"))?;
        let found = names::compare(a, b);
        rows.push((found.score, same, format!("{a} {b} {found}")));
    }
    rows.sort_by(|x, y| y.0.total_cmp(&x.0));
    let at = |threshold: f32| {
        let taken: Vec<_> = rows.iter().filter(|r| r.0 >= threshold).collect();
        let right = taken.iter().filter(|r| r.1).count() as f64;
        let all = rows.iter().filter(|r| r.1).count() as f64;
        let (p, r) = (right / taken.len().max(1) as f64, right / all.max(1.0));
        (p, r, 2.0 * p * r / (p + r).max(f64::MIN_POSITIVE))
    };
    for step in 10..20 {
        let threshold = step as f32 / 20.0;
        let (p, r, f) = at(threshold);
        println!("at {threshold:.2}: precision {p:.4} recall {r:.4} F1 {f:.4}");
    }
    let (p, r, f) = at(THRESHOLD);
    println!("at the program's threshold {THRESHOLD}: precision {p:.4} recall {r:.4} F1 {f:.4}");
    println!("taken for one name:");
    for row in rows.iter().filter(|r| !r.1 && r.0 >= THRESHOLD).take(20) {
        println!("  {}", row.2);
    }
    println!("taken for two:");
    for row in rows.iter().rev().filter(|r| r.1 && r.0 < THRESHOLD).take(20) {
        println!("  {}", row.2);
    }
    Ok(())
}
