//! Grows a corpus from a few articles, for speed and memory: the same sentences in another order, numbers changed,
//! every third article padded with the paragraphs of another, so that no two texts are alike.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

/// Bytes that an article is grown to, at least.
const SIZE: usize = 3000;

/// Writes `count` articles to `out` as JSON Lines.
pub(crate) fn run(dir: &Path, count: &str, out: &Path) -> anyhow::Result<()> {
    let count: usize = count.parse().context("COUNT is no number")?;
    let mut paths: Vec<PathBuf> = fs::read_dir(dir)?.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    ensure!(!paths.is_empty(), "{}: no .txt files", dir.display());
    let texts: Vec<String> = paths.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    let mut lines = String::new();
    for i in 0..count {
        let base = &texts[i % texts.len()];
        let cyrillic = is_cyrillic(base);
        let mut article = base.trim_end().to_owned();
        let mut donor = i;
        while article.len() < SIZE {
            donor += 1;
            let other = &texts[(donor * 7 + i / texts.len()) % texts.len()];
            if is_cyrillic(other) == cyrillic {
                for paragraph in other.lines().filter(|l| l.len() > 120) {
                    article.push('\n');
                    article.push_str(paragraph);
                }
            }
            if donor > i + 8 * texts.len() {
                break;
            }
        }
        let article = renumber(&article, i);
        lines
            .push_str(&serde_json::json!({ "source": format!("grown-{i:06}"), "text": article }).to_string());
        lines.push('\n');
    }
    fs::write(out, lines).with_context(|| out.display().to_string())?;
    println!("{count} articles written");
    Ok(())
}

fn is_cyrillic(text: &str) -> bool {
    text.chars().filter(|c| ('а'..='я').contains(c)).count() * 2
        > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Changes the day of the month in every two-digit number that can be one, by the article's number.
fn renumber(text: &str, by: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        match digits.parse::<usize>() {
            Ok(day @ 10..=28) if digits.len() == 2 => out.push_str(&(10 + (day + by) % 18).to_string()),
            _ => out.push_str(&digits),
        }
        digits.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}
