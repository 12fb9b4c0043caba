//! The examples inside the frame and operator files: each sentence under `yes` gives an event by its own unit,
//! none under `no` does.
//!
//! `Чехия выслала российских дипломатов. => CZE > RUS` also says who did it to whom; a type may stand before the
//! actors where an operator makes another of the file's own, a status or a mode after the recipients:
//! `=> REJECT IRN > CHE asserted`. Actors are countries, or ids where there is none; `-` is nobody.
#![allow(clippy::disallowed_methods)] // a test reads the files of the repository

use std::path::{Path, PathBuf};

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{ActorRef, Event, Lang, Mode, Plover, Record, Status};

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

/// What an example says of its event, beside the sentence.
#[derive(Debug, Default)]
struct Wanted {
    plover: Option<String>,
    players: Option<[Vec<String>; 2]>,
    after: Vec<String>,
}

impl Wanted {
    fn read(text: &str) -> Self {
        let (left, right) = text.split_once('>').unwrap_or((text, ""));
        let mut left: Vec<&str> = left.split_whitespace().collect();
        let plover = left.first().filter(|w| w.parse::<Plover>().is_ok()).map(|w| (*w).to_owned());
        if plover.is_some() {
            left.remove(0);
        }
        let mut right: Vec<&str> = right.split_whitespace().collect();
        let is_after = |w: &&str| w.parse::<Status>().is_ok() || w.parse::<Mode>().is_ok();
        let mut after = Vec::new();
        for side in [&mut left, &mut right] {
            while side.last().is_some_and(is_after) {
                after.extend(side.pop().map(str::to_owned));
            }
        }
        let keys = |side: &[&str]| -> Vec<String> {
            let mut keys: Vec<String> = side
                .join(" ")
                .split(',')
                .map(|k| k.trim().to_owned())
                .filter(|k| !k.is_empty() && k != "-")
                .collect();
            keys.sort();
            keys
        };
        Self { plover, players: Some([keys(&left), keys(&right)]), after }
    }

    /// What of it the event does not hold.
    fn missing(&self, event: &Event, own: Option<&str>, modes: &[String]) -> bool {
        let plover = event.plover.as_str();
        let composed = event.rule.contains('+');
        let typed = match &self.plover {
            Some(wanted) => plover == wanted,
            None => composed || own.is_none_or(|own| own == plover),
        };
        let has = |m: &String| event.modes.iter().any(|have| have.as_str() == m);
        let moded = own != Some(plover) || modes.iter().all(has);
        let played = self.players.as_ref().is_none_or(|[actors, recipients]| {
            keys(&event.actors) == *actors && keys(&event.recipients) == *recipients
        });
        let rest = self.after.iter().all(|w| has(w) || event.status.as_str() == w);
        !(typed && moded && played && rest)
    }
}

/// Countries of actors, ids of those that have none, names of the rest; each once.
fn keys(list: &[ActorRef]) -> Vec<String> {
    let mut keys: Vec<String> = list
        .iter()
        .map(|a| a.country.clone().or_else(|| a.id.clone()).unwrap_or_else(|| a.name.clone()))
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

#[test]
fn examples_hold() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a word file");
        let file: toml::Value = toml::from_str(&text).expect("TOML");
        let own = file.get("plover").and_then(toml::Value::as_str);
        let lang = if file["lang"].as_str() == Some("ru") { Lang::Ru } else { Lang::En };
        for unit in file.get("unit").and_then(toml::Value::as_array).into_iter().flatten() {
            let name = unit["name"].as_str().expect("a name");
            let modes = sentences(unit, "modes");
            for (key, wanted) in [("yes", true), ("no", false)] {
                for example in sentences(unit, key) {
                    checked += 1;
                    let (sentence, gives) = match example.split_once("=>") {
                        Some((sentence, gives)) => (sentence.trim(), Wanted::read(gives)),
                        None => (example.as_str(), Wanted::default()),
                    };
                    let all = events(lang, sentence);
                    let found = all.iter().any(|e| {
                        e.rule.split(['/', '+']).any(|part| part == name)
                            && (!wanted || !gives.missing(e, own, &modes))
                    });
                    if found != wanted {
                        let told: Vec<String> = all
                            .iter()
                            .map(|e| {
                                let (a, r) = (keys(&e.actors).join(", "), keys(&e.recipients).join(", "));
                                let modes: Vec<&str> = e.modes.iter().map(|m| m.as_str()).collect();
                                format!("{} {modes:?} {a} > {r} {} by {}", e.plover, e.status, e.rule)
                            })
                            .collect();
                        wrong.push(format!("{} {name} {key}: {example} {told:?}", path.display()));
                    }
                }
            }
        }
    }
    assert!(checked > 100, "{checked} examples");
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
}
