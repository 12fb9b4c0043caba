//! `legation eval` on gold of our own: articles, sentences, facts.

mod common;

use std::path::{Path, PathBuf};
use std::process::Output;

use common::{legation, stdout};
use serde_json::Value;

fn gold(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(name)
}

fn eval(gold: &Path, args: &[&str]) -> Output {
    legation(&[&["eval", gold.to_str().expect("path")], args].concat())
}

fn json(gold: &Path, args: &[&str]) -> Value {
    let out = eval(gold, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&stdout(&out)).expect("one JSON object")
}

/// A score of a kind in everything together.
fn score<'a>(report: &'a Value, kind: &str) -> &'a Value {
    let rows = report["scores"].as_array().expect("scores");
    rows.iter().find(|r| r["kind"] == kind && r["by"] == "all").unwrap_or_else(|| panic!("no {kind}"))
}

#[test]
fn records_of_a_file_are_scored_as_they_stand() {
    let records = gold("records.jsonl");
    let report = json(&gold("articles.jsonl"), &["--records", &records.to_string_lossy(), "--misses", "5"]);
    // Two events in the gold, one found, one false: the date is wrong, half an actor is right.
    let event = score(&report, "event");
    assert_eq!(
        (&event["gold"], &event["predicted"], &event["matched"]),
        (&2.0.into(), &2.0.into(), &1.0.into())
    );
    assert_eq!(event["f1"]["value"], 0.5);
    let attribute = |name: &str| {
        let found = report["attributes"].as_array().expect("attributes").iter();
        let mut found = found.filter(|a| a["kind"] == "event" && a["by"] == "all");
        found.find(|a| a["attribute"] == name).map(|a| a["right"]["value"].clone())
    };
    assert_eq!(attribute("actors"), Some(0.5.into()));
    assert_eq!(attribute("date"), Some(0.0.into()));
    assert_eq!(attribute("status"), Some(1.0.into()));
    let misses = report["misses"].as_array().expect("misses");
    assert_eq!(misses.iter().filter(|m| m["kind"] == "event" && m["side"] == "missed").count(), 1);
    assert!(misses.iter().any(|m| m["sentence"] == "Minister Petrova thanked Minsk for its help"));
    // What is false is told by its id, what is missed has none.
    let written = std::fs::read_to_string(&records).expect("records");
    for miss in misses {
        let id = miss["record"].as_str();
        assert_eq!(id.is_some_and(|id| written.contains(id)), miss["side"] == "false", "{miss}");
    }
}

#[test]
fn the_program_is_scored_and_the_same_seed_says_the_same() {
    let first = eval(&gold("articles.jsonl"), &["--seed", "3"]);
    assert!(first.status.success());
    assert_eq!(first.stdout, eval(&gold("articles.jsonl"), &["--seed", "3", "--jobs", "1"]).stdout);
    let report = json(&gold("articles.jsonl"), &["--only", "article"]);
    assert_eq!(score(&report, "article")["f1"]["value"], 1.0);
    assert!(report["scores"].as_array().expect("scores").iter().all(|r| r["kind"] == "article"));
}

#[test]
fn a_floor_that_is_not_reached_exits_with_one() {
    let records = gold("records.jsonl");
    let with = |floor: &str| {
        let args = ["--records", &records.to_string_lossy(), "--floor", floor, "--bootstrap", "0"];
        eval(&gold("articles.jsonl"), &args).status.code()
    };
    assert_eq!(with("event=0.4"), Some(0));
    assert_eq!(with("event=0.9"), Some(1));
    assert_eq!(with("nonsense=0.9"), Some(2));
    assert_eq!(with("event=9"), Some(2));
}

#[test]
fn sentences_are_scored_by_dyads() {
    let report = json(&gold("sentences.jsonl"), &["--codes", "cameo"]);
    assert_eq!(report["units"], 2, "the row that its set leaves out is left out");
    assert_eq!(score(&report, "dyad+type")["gold"], 1.0);
    assert_eq!(score(&report, "dyad+type")["f1"]["value"], 1.0);
    assert_eq!(score(&report, "type")["f1"]["value"], 1.0);
}

#[test]
fn rows_of_another_scheme_are_named_in_a_table() {
    let dir = tempfile::tempdir().expect("a folder");
    let table = dir.path().join("rows.tsv");
    std::fs::write(&table, "# rows\nid\tscheme\twhy\na\tweis\ta row of an older set\n").expect("written");
    let path = table.to_string_lossy().into_owned();
    let report = json(&gold("sentences.jsonl"), &["--codes", "cameo", "--codes-of", &path]);
    assert_eq!(score(&report, "dyad")["f1"]["value"], 1.0);
    assert_eq!(score(&report, "dyad+type")["f1"]["value"], 0.0, "051 is a promise in WEIS");
    std::fs::write(&table, "id\tscheme\twhy\nz\tweis\tno such row\n").expect("written");
    let out = eval(&gold("sentences.jsonl"), &["--codes-of", &path]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("rows.tsv:2"));
}

#[test]
fn facts_are_scored_by_their_arguments() {
    let report = json(&gold("facts.jsonl"), &[]);
    assert_eq!(report["units"], 1, "the document without facts is left out");
    let fact = score(&report, "fact");
    assert_eq!(fact["gold"], 1.0);
    assert!(fact["recall"]["value"].as_f64().expect("a number") > 0.6, "{fact}");
}

#[test]
fn what_is_no_gold_is_told_with_its_line() {
    let dir = tempfile::tempdir().expect("a folder");
    let bad = dir.path().join("bad.jsonl");
    std::fs::write(&bad, "{\"raw\": \"a\"}\n{not json\n").expect("written");
    let out = eval(&bad, &[]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("bad.jsonl:2"));
    std::fs::write(&bad, "{\"words\": 1}\n").expect("written");
    assert_eq!(eval(&bad, &[]).status.code(), Some(2));
    std::fs::write(&bad, "\n").expect("written");
    assert_eq!(eval(&bad, &[]).status.code(), Some(2));
}
