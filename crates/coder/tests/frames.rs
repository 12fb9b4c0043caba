//! The examples inside the frame and operator files: each sentence under `yes` gives an event by its own unit,
//! none under `no` does.
#![allow(clippy::disallowed_methods)] // a test reads the files of the repository

use std::path::{Path, PathBuf};

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Event, Lang, Record};

mod common;

fn events(lang: Lang, text: &str) -> Vec<Event> {
    let (article, doc) = common::article(lang, text, Some("2024-07-04"));
    code(&article, &doc, Lexicon::builtin())
        .records
        .into_iter()
        .filter_map(|r| match r {
            Record::Event(e) => Some(e),
            _ => None,
        })
        .collect()
}

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicon");
    let mut out = Vec::new();
    for folder in ["frames/ru", "frames/en", "operators"] {
        let entries = std::fs::read_dir(root.join(folder)).expect("word files");
        out.extend(
            entries
                .filter_map(Result::ok)
                .map(|e| e.path())
                .filter(|p| p.extension().is_some_and(|x| x == "toml")),
        );
    }
    out.sort();
    out
}

fn sentences(unit: &toml::Value, key: &str) -> Vec<String> {
    unit.get(key)
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|s| s.as_str().map(str::to_owned))
        .collect()
}

#[test]
fn examples_hold() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a word file");
        let file: toml::Value = toml::from_str(&text).expect("TOML");
        let lang = if file["lang"].as_str() == Some("ru") { Lang::Ru } else { Lang::En };
        for unit in file.get("unit").and_then(toml::Value::as_array).into_iter().flatten() {
            let name = unit["name"].as_str().expect("a name");
            for (key, wanted) in [("yes", true), ("no", false)] {
                for sentence in sentences(unit, key) {
                    checked += 1;
                    let rules: Vec<String> = events(lang, &sentence).into_iter().map(|e| e.rule).collect();
                    let found = rules.iter().any(|r| r.split(['/', '+']).any(|part| part == name));
                    if found != wanted {
                        wrong.push(format!("{} {name} {key}: {sentence} {rules:?}", path.display()));
                    }
                }
            }
        }
    }
    assert!(checked > 100, "{checked} examples");
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
}
