//! Grows a corpus from a few articles, for speed and memory: paragraphs in another order and with some of other articles,
//! other days, months and years, other countries (those whose Russian names are declined alike). The same number makes the
//! same article, whatever the count; no two are alike.

use std::collections::HashSet;
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
    let mut seen = HashSet::new();
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
        let mut chance = Chance(i as u64);
        let mut article = vary(&article, &mut chance);
        // The rare twin is told apart by one more turn.
        while !seen.insert(blake3::hash(article.as_bytes())) {
            article = vary(&article, &mut chance);
        }
        lines
            .push_str(&serde_json::json!({ "source": format!("grown-{i:06}"), "text": article }).to_string());
        lines.push('\n');
    }
    fs::write(out, &lines).with_context(|| out.display().to_string())?;
    println!("{count} articles written");
    Ok(())
}

fn is_cyrillic(text: &str) -> bool {
    text.chars().filter(|c| ('а'..='я').contains(c)).count() * 2
        > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Numbers that follow from a seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}

/// Months as dates have them, and countries as far as their names are declined alike; a turn puts each in place of another.
const TURNS: [&[&str]; 5] = [
    &[
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    &[
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    &["Белорусси", "Армени", "Грузи", "Румыни", "Эстони", "Норвеги", "Швеци", "Финлянди", "Болгари", "Серби"],
    &[
        "Belarus", "Armenia", "Georgia", "Romania", "Estonia", "Norway", "Sweden", "Finland", "Bulgaria",
        "Serbia",
    ],
    &["Saudi Arabia", "Egypt", "Jordan", "Kuwait", "Oman", "Qatar", "Iraq", "Turkey", "India", "Pakistan"],
];

/// Another article of the same sentences.
fn vary(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    // The headline and what opens the story stay.
    let fixed = lines.iter().take_while(|l| l.len() < 120).count() + 1;
    for at in (fixed + 1..lines.len()).rev() {
        lines.swap(at, fixed + chance.below(at - fixed + 1));
    }
    let mut text = renumber(&lines.join("\n"), chance.below(18), chance.below(10));
    for words in TURNS {
        let by = chance.below(words.len());
        text = turned(&text, words, by);
    }
    text
}

/// Puts for each of `words` the one that stands `by` places on.
fn turned(text: &str, words: &[&str], by: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(at) = words.iter().position(|w| begins(rest, w)) {
            out.push_str(words[(at + by) % words.len()]);
            rest = &rest[words[at].len()..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Changes every two-digit number that can be a day of the month, and every year from 2015 to 2025.
fn renumber(text: &str, days: usize, years: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        match digits.parse::<usize>() {
            Ok(day @ 10..=28) if digits.len() == 2 => {
                out.push_str(&(10 + (day - 10 + days) % 18).to_string());
            }
            Ok(year @ 2015..=2025) => out.push_str(&(2015 + (year - 2015 + years) % 11).to_string()),
            _ => out.push_str(&digits),
        }
        digits.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// Whether `text` begins with `word`; an English one ends there too, a Russian one is a stem.
fn begins(text: &str, word: &str) -> bool {
    let after = text.strip_prefix(word);
    after.is_some_and(|rest| !(word.is_ascii() && rest.starts_with(|c: char| c.is_ascii_alphabetic())))
}
