//! The measure of the article extraction benchmark: shingles of four words, shares of a page averaged over pages.

// Each example uses a part of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use legation_model::{Article, BlockKind};

/// Pages by their ids with what was written down of each.
pub(crate) type Bodies = BTreeMap<String, serde_json::Value>;

/// The folder of pages, the bodies, and the arguments behind them.
pub(crate) fn set(usage: &str) -> Result<(PathBuf, Bodies, Vec<String>), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(dir), Some(bodies)) = (args.next(), args.next()) else { return Err(usage.into()) };
    Ok((dir.into(), serde_json::from_str(&std::fs::read_to_string(bodies)?)?, args.collect()))
}

/// The body of a page as written down.
pub(crate) fn wanted(page: &serde_json::Value) -> &str {
    page["articleBody"].as_str().unwrap_or_default()
}

/// The text of an article without its headline.
pub(crate) fn body(article: &Article) -> String {
    let kept = article.blocks.iter().filter(|b| b.kind != BlockKind::Title);
    kept.map(|b| b.span.slice(&article.text)).collect::<Vec<_>>().join("\n")
}

/// Shares of right, wrong and missed shingles of each page.
#[derive(Default)]
pub(crate) struct Score(Vec<((f64, f64, f64), String)>);

impl Score {
    pub(crate) fn add(&mut self, id: &str, wanted: &str, got: &str) {
        self.0.push((share(wanted, got), id.to_owned()));
    }

    /// Precision, recall and F1 in a line.
    pub(crate) fn line(&self) -> String {
        let mean = |of: fn(&(f64, f64, f64)) -> f64| {
            self.0.iter().map(|(s, _)| of(s)).sum::<f64>() / self.0.len().max(1) as f64
        };
        let precision =
            mean(|(right, wrong, _)| if right + wrong > 0.0 { right / (right + wrong) } else { 1.0 });
        let recall =
            mean(|(right, _, missed)| if right + missed > 0.0 { right / (right + missed) } else { 1.0 });
        let f1 = 2.0 * precision * recall / (precision + recall);
        format!("pages {}  P {precision:.4}  R {recall:.4}  F1 {f1:.4}", self.0.len())
    }

    /// The `count` worst pages.
    pub(crate) fn worst(&self, count: usize) -> Vec<String> {
        let mut shares: Vec<_> = self.0.iter().collect();
        shares.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
        let line = |((right, wrong, missed), id): &((f64, f64, f64), String)| {
            format!("{id} right {right:.2} wrong {wrong:.2} missed {missed:.2}")
        };
        shares.into_iter().take(count).map(line).collect()
    }
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

/// Share of the shingles of a line that stand in the body; a line of fewer words must stand in it whole.
pub(crate) fn inside(body: &str, lines: &[&str]) -> Vec<f64> {
    let have = shingles(body);
    let words = |text: &str| {
        let words: Vec<&str> =
            text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
        format!(" {} ", words.join(" "))
    };
    let whole = words(body);
    let share = |line: &&str| {
        let own = shingles(line);
        if own.keys().all(|s| s.len() < 4) {
            let short = words(line);
            return f64::from(u8::from(short.len() > 5 && whole.contains(&short)));
        }
        own.keys().filter(|s| have.contains_key(*s)).count() as f64 / own.len() as f64
    };
    lines.iter().map(share).collect()
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
