//! Prints the events that the records of its input (NDJSON of `legation code`) make together.
// An example may print.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::io::Read as _;

use legation_ledger::Source;
use legation_ledger::agreements::{self, Mention};
use legation_ledger::days::Days;
use legation_ledger::events::{Report, merge};
use legation_model::Record;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let records: Vec<Record> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut sources = BTreeMap::new();
    let mut names = BTreeMap::new();
    for record in &records {
        if let Record::Article(a) = record {
            sources.insert(a.id.clone(), Source::of(a));
            names.insert(a.id.clone(), a.source.clone());
        }
    }
    let mut reports = Vec::new();
    let mut words = BTreeMap::new();
    for record in &records {
        if let Record::Event(e) = record
            && let Some(source) = sources.get(&e.article)
        {
            reports.push(Report::of(e, source, &str::to_owned));
            words.insert(e.id.clone(), e.trigger.quote.clone());
        }
    }
    for event in merge(&reports) {
        println!(
            "{} {} {:?} {:?} {} {} -> {} @{} | {} reports",
            event.id.0,
            event.family,
            event.act,
            event.status,
            event.when.map_or_else(String::new, Days::shown),
            event.doers.keys().into_iter().collect::<Vec<_>>().join(","),
            event.targets.keys().into_iter().collect::<Vec<_>>().join(","),
            event.place.as_ref().map_or("", |p| &p.label),
            event.reports
        );
        for told in &event.history {
            println!("    {:?} {} «{}»", told.status, names[&told.article], words[&told.report]);
        }
        for d in &event.disagreements {
            println!("    differ in {}: {:?}", d.field, d.values.iter().map(|v| &v.0).collect::<Vec<_>>());
        }
    }
    let mentions: Vec<Mention> = records
        .iter()
        .filter_map(|r| match r {
            Record::Agreement(a) => Some(Mention::of(a, sources.get(&a.article)?, &str::to_owned)),
            _ => None,
        })
        .collect();
    for life in agreements::join(&mentions) {
        println!(
            "\n{} {} {:?} {:?} stage {:?} {:?} | {} reports",
            life.id.0, life.instrument, life.parties, life.topics, life.stage, life.by_party, life.reports
        );
        for (lang, name, n) in &life.names {
            println!("    {lang} «{name}» ×{n}");
        }
        for s in &life.steps {
            let on = s.on.map_or_else(String::new, Days::shown);
            println!(
                "    {} {:?} {on} said {:?} by {:?} ×{}",
                s.step,
                s.party,
                s.said,
                s.holders,
                s.records.len()
            );
        }
        for e in &life.expectations {
            println!(
                "    expect {} {:?} due {:?} by {:?}: {:?}",
                e.step,
                e.status,
                e.due,
                e.holders,
                e.at_last()
            );
        }
        for c in &life.contradictions {
            println!("    contradiction {c:?}");
        }
    }
    Ok(())
}
