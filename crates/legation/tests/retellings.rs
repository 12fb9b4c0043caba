//! How well reports of one event meet, over the whole road: articles in two languages → coder → ledger.
//!
//! `cargo test -p legation --test retellings -- --nocapture` prints the figures; the articles are in
//! `tests/data/retellings.toml`.

// The figures are what the test is run for.
#![allow(clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;
use std::io::Write as _;

use common::{legation, stdout};
use legation_ledger::Source;
use legation_ledger::events::{Report, merge};
use legation_model::{Record, RecordId};
use serde::Deserialize;

#[derive(Deserialize)]
struct Articles {
    article: Vec<Article>,
}

#[derive(Deserialize)]
struct Article {
    id: String,
    /// Event → a word of its trigger.
    tells: BTreeMap<String, String>,
    text: String,
}

/// An event as an article tells it, and the merged event that its report came into, if it was found.
struct Telling {
    article: String,
    event: String,
    merged: Option<RecordId>,
}

fn tellings() -> Vec<Telling> {
    let articles: Articles = toml::from_str(include_str!("data/retellings.toml")).expect("articles");
    let mut lines = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("file");
    for a in &articles.article {
        writeln!(lines, "{}", serde_json::json!({ "id": a.id, "text": a.text })).expect("writes");
    }
    let out = stdout(&legation(&["code", lines.path().to_str().expect("path"), "--format", "ndjson"]));
    let records: Vec<Record> = out.lines().map(|l| serde_json::from_str(l).expect("a record")).collect();
    let mut sources = BTreeMap::new();
    let mut names = BTreeMap::new();
    for record in &records {
        if let Record::Article(a) = record {
            sources.insert(a.id.clone(), Source::of(a));
            names.insert(a.id.clone(), a.source.clone());
        }
    }
    let events: Vec<_> =
        records.iter().filter_map(|r| if let Record::Event(e) = r { Some(e) } else { None }).collect();
    let reports: Vec<Report> =
        events.iter().map(|e| Report::of(e, &sources[&e.article], &str::to_owned)).collect();
    let mut homes = BTreeMap::new();
    for event in merge(&reports) {
        for told in &event.history {
            homes.insert(told.report.clone(), event.id.clone());
        }
    }
    let telling = |a: &Article, event: &String, word: &String| {
        let found =
            events.iter().find(|e| names[&e.article].ends_with(&a.id) && e.trigger.quote.contains(word));
        Telling {
            article: a.id.clone(),
            event: event.clone(),
            merged: found.and_then(|e| homes.get(&e.id).cloned()),
        }
    };
    articles.article.iter().flat_map(|a| a.tells.iter().map(|(e, w)| telling(a, e, w))).collect()
}

#[test]
fn reports_of_one_event_meet_across_languages() {
    let all = tellings();
    let articles: std::collections::BTreeSet<&str> = all.iter().map(|t| t.article.as_str()).collect();
    let events: std::collections::BTreeSet<&str> = all.iter().map(|t| t.event.as_str()).collect();
    assert!(articles.len() >= 40 && events.len() >= 20);
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for (at, a) in all.iter().enumerate() {
        for b in &all[at + 1..] {
            let joined = a.merged.is_some() && a.merged == b.merged;
            match (a.event == b.event, joined) {
                (true, true) => right += 1,
                (true, false) => {
                    missed += 1;
                    println!("missed: {} {} and {}", a.event, a.article, b.article);
                }
                (false, true) => {
                    wrong += 1;
                    println!("wrong: {} {} and {} {}", a.event, a.article, b.event, b.article);
                }
                (false, false) => {}
            }
        }
    }
    let (precision, recall) =
        (f64::from(right) / f64::from(right + wrong), f64::from(right) / f64::from(right + missed));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "{} articles, {} events: {right} pairs right, {wrong} wrong, {missed} missed; P {precision:.3} R {recall:.3} F1 {f1:.3}",
        articles.len(),
        events.len()
    );
    assert!(f1 >= 0.85, "pair F1 {f1:.3}");
    assert!(precision >= 0.95, "pair precision {precision:.3}");
}
