//! `legation read`: what the pages of a site have in common, days that contradict each other.

mod common;

use std::fs;
use std::path::Path;

use common::{legation, stdout, with_input};
use serde_json::Value;

const SLOGAN: &str = "Harbour News has told the stories of the coast since the lighthouse was built.";

fn page(i: usize, who: &str) -> String {
    format!(
        "<html><head><link rel=canonical href='https://harbour.example/{i}'></head><body><article><h1>Story number {i} of the coast</h1>\
         <p>{who} met in Bergen on Monday and agreed to meet again in spring.</p><p>The talks of {who} lasted four hours, according to a statement.</p>\
         <p>{SLOGAN}</p></article></body></html>"
    )
}

fn folder(names: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("folder");
    for (i, who) in names.iter().enumerate() {
        fs::write(dir.path().join(format!("{i:03}.html")), page(i, who)).expect("file");
    }
    dir
}

fn articles(ndjson: &str) -> Vec<Value> {
    let all = ndjson.lines().map(|l| serde_json::from_str(l).expect("a JSON object a line"));
    all.filter(|r: &Value| r["type"] == "article").collect()
}

fn run(command: &str, dir: &Path, jobs: &str) -> String {
    stdout(&legation(&[command, dir.to_str().expect("path"), "--jobs", jobs]))
}

fn left_out(article: &Value) -> bool {
    let site = |d: &Value| d["reason"] == "site";
    !article["text"].as_str().expect("text").contains(SLOGAN)
        && article["dropped"].as_array().expect("list").iter().any(site)
}

#[test]
fn what_three_pages_of_a_site_share_is_left_out_for_any_number_of_threads() {
    let dir = folder(&["Envoys", "Ministers", "Captains", "Pilots"]);
    for command in ["read", "code"] {
        let one = run(command, dir.path(), "1");
        assert_eq!(one, run(command, dir.path(), "3"), "{command}");
        let found = articles(&one);
        assert_eq!(found.len(), 4);
        for article in found {
            assert!(left_out(&article), "{command}: {}", article["text"]);
            assert!(article["text"].as_str().expect("text").contains("lasted four hours"));
        }
    }
    // Two pages are too few to tell.
    let two = folder(&["Envoys", "Ministers"]);
    assert!(articles(&run("read", two.path(), "2")).iter().all(|a| !left_out(a)));
}

#[test]
fn one_article_under_many_addresses_is_left_whole() {
    let dir = folder(&["Envoys", "Envoys", "Envoys"]);
    for article in articles(&run("read", dir.path(), "2")) {
        assert!(article["text"].as_str().expect("text").contains("lasted four hours"), "{article}");
    }
}

#[test]
fn a_pipe_is_answered_with_the_memory_of_what_came_before() {
    let lines: String = ["Envoys", "Ministers", "Captains", "Pilots"]
        .iter()
        .enumerate()
        .map(|(i, who)| {
            serde_json::json!({ "html": page(i, who), "url": format!("https://harbour.example/{i}") })
                .to_string()
                + "\n"
        })
        .collect();
    let out = stdout(&with_input(&["read", "-", "--map", "text=html", "--jobs", "2"], lines.as_bytes()));
    assert_eq!(articles(&out).iter().map(left_out).collect::<Vec<_>>(), [false, false, true, true]);
}

#[test]
fn days_that_contradict_each_other_are_shown() {
    let dir = tempfile::tempdir().expect("folder");
    let page = page(1, "Envoys").replace(
        "<link",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-03-14T18:20:00+01:00\"}</script><link",
    );
    let path = dir.path().join("a.html");
    fs::write(&path, page.replace("<h1>", "<time datetime='2024-03-17T08:00:00+01:00'>17 March</time><h1>"))
        .expect("file");
    let path = path.to_str().expect("path");
    let found = articles(&stdout(&legation(&["read", path])));
    assert_eq!(found[0]["published"]["start"], "2024-03-14");
    let conflicts = found[0]["conflicts"].as_array().expect("conflicts");
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    assert_eq!((&conflicts[0]["field"], &conflicts[0]["from"]), (&"published".into(), &"time".into()));
    assert!(conflicts[0]["value"].as_str().expect("day").starts_with("2024-03-17"));
    let told = stdout(&legation(&["explain", path]));
    assert!(
        told.starts_with("published 2024-03-14 (by json-ld); other days are claimed:\n  2024-03-17"),
        "{told}"
    );
    // Where all agree nothing is said.
    fs::write(path, page).expect("file");
    assert!(articles(&stdout(&legation(&["read", path])))[0].get("conflicts").is_none());
    // Lines of text contradict each other too.
    let text = "Story number 1 of the coast\n\nPublished: 4 July 2024, 18:30\n\nhttps://harbour.example/2024/08/09/story\n\nEnvoys met in Bergen on Monday and agreed to meet again in spring. The talks lasted four hours.\n";
    fs::write(path, text).expect("file");
    let found = articles(&stdout(&legation(&["read", path])));
    assert_eq!(
        found[0]["conflicts"][0]["from"],
        if found[0]["published"]["from"] == "url" { "line" } else { "url" }
    );
}

#[test]
fn no_limit_is_so_high_that_places_do_not_fit() {
    for (limit, code) in [("1073741824", 0), ("1073741825", 2), ("0", 2)] {
        let out = with_input(
            &["read", "-", "--max-bytes", limit],
            b"Envoys met in Bergen on Monday and agreed to meet again.",
        );
        assert_eq!(out.status.code(), Some(code), "{limit}");
    }
}
