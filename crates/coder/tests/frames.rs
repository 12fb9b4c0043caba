//! The examples inside the frame and operator files.
//!
//! A sentence under `yes` gives an event by its own unit. `sentence => A B > C` asks for an event of the file's type with
//! the unit's modes in which A and B act upon C (countries, ids, else names, with commas between names; `-` is nobody),
//! whichever unit finds it; type, modes and status may stand among the players: `sentence => planned A > B`,
//! `sentence => REJECT meet A > B`. A sentence under `no` gives no event by the unit.
#![allow(clippy::disallowed_methods)] // a test reads the files of the repository

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{ActorRef, Event, Lang, Mode, Plover, Record, Status, ontology};

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

fn strings<'a>(unit: &'a toml::Value, key: &str) -> Vec<&'a str> {
    unit.get(key)
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_str)
        .collect()
}

/// What an example asks of its event.
struct Wanted<'a> {
    sentence: &'a str,
    plover: Option<Plover>,
    modes: Vec<Mode>,
    status: Option<Status>,
    players: Option<[BTreeSet<String>; 2]>,
}

impl<'a> Wanted<'a> {
    fn read(example: &'a str) -> Self {
        let (sentence, rest) = example.split_once("=>").unwrap_or((example, ""));
        let mut wanted =
            Self { sentence: sentence.trim(), plover: None, modes: Vec::new(), status: None, players: None };
        let (before, after) = rest.split_once('>').unwrap_or((rest, ""));
        let sides = [wanted.side(before), wanted.side(after)];
        if rest.contains('>') || !sides[0].is_empty() {
            wanted.players = Some(sides);
        }
        wanted
    }

    /// The players of one side; type, modes and status that stand among them are noted.
    fn side(&mut self, text: &str) -> BTreeSet<String> {
        let mut names: Vec<&str> = text.split_whitespace().collect();
        names.retain(|word| {
            let (plover, mode, status) =
                (word.parse::<Plover>().ok(), word.parse::<Mode>().ok(), word.parse::<Status>().ok());
            let player = plover.is_none() && mode.is_none() && status.is_none() && *word != "-";
            self.plover = plover.or(self.plover);
            self.modes.extend(mode);
            self.status = status.or(self.status);
            player
        });
        let joined = names.join(" ");
        // Names of several words are parted by commas, codes by spaces.
        let code = |w: &&str| w.len() == 3 && w.chars().all(|c| c.is_ascii_uppercase()) || w.contains('-');
        let by_space = !joined.contains(',') && names.iter().all(code);
        let parts: Vec<&str> = if by_space { names.clone() } else { joined.split(',').collect() };
        parts.into_iter().map(|k| k.trim().to_owned()).filter(|k| !k.is_empty()).collect()
    }

    /// Whether the event is the one asked for: of the file's type with the unit's modes, unless the example names another
    /// or an operator made another of it.
    fn met_by(&self, event: &Event, unit: &str, own: Option<Plover>, modes: &[Mode]) -> bool {
        let Some([actors, recipients]) = &self.players else { return by(event, unit) };
        let typed = match self.plover {
            Some(plover) => plover == event.plover,
            None => event.rule.contains('+') || own.is_none_or(|own| own == event.plover),
        };
        let moded = own != Some(event.plover) || modes.iter().all(|m| event.modes.contains(m));
        typed
            && moded
            && *actors == keys(&event.actors)
            && *recipients == keys(&event.recipients)
            && self.modes.iter().all(|m| event.modes.contains(m))
            && self.status.is_none_or(|s| s == event.status)
    }
}

/// Whether the unit took part in the event.
fn by(event: &Event, unit: &str) -> bool {
    event.rule.split(['/', '+']).any(|part| part == unit)
}

fn keys(list: &[ActorRef]) -> BTreeSet<String> {
    list.iter()
        .map(|a| a.country.clone().or_else(|| a.id.clone()).unwrap_or_else(|| a.name.clone()))
        .collect()
}

fn shown(list: &[Event]) -> String {
    let one = |e: &Event| {
        let modes: Vec<&str> = e.modes.iter().map(|m| m.as_str()).collect();
        let who = |l: &[ActorRef]| keys(l).into_iter().collect::<Vec<_>>().join(" ");
        format!(
            "{} {} {} {} > {} ({})",
            e.plover,
            modes.join(","),
            e.status,
            who(&e.actors),
            who(&e.recipients),
            e.rule
        )
    };
    list.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn examples_hold() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a word file");
        let file: toml::Value = toml::from_str(&text).expect("TOML");
        let lang = if file["lang"].as_str() == Some("ru") { Lang::Ru } else { Lang::En };
        let plover: Option<Plover> =
            file.get("plover").and_then(toml::Value::as_str).and_then(|p| p.parse().ok());
        for unit in file.get("unit").and_then(toml::Value::as_array).into_iter().flatten() {
            let name = unit["name"].as_str().expect("a name");
            let modes: Vec<Mode> =
                strings(unit, "modes").into_iter().filter_map(|m| m.parse().ok()).collect();
            for example in strings(unit, "yes") {
                checked += 1;
                let wanted = Wanted::read(example);
                let got = events(lang, wanted.sentence);
                if !got.iter().any(|e| wanted.met_by(e, name, plover, &modes)) {
                    wrong.push(format!("{} {name}: {example}\n    got {}", path.display(), shown(&got)));
                }
            }
            for sentence in strings(unit, "no") {
                checked += 1;
                let got = events(lang, sentence);
                if got.iter().any(|e| by(e, name)) {
                    wrong.push(format!("{} {name} no: {sentence}\n    got {}", path.display(), shown(&got)));
                }
            }
        }
    }
    assert!(checked > 100, "{checked} examples");
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every CAMEO code of a frame exists, and the published table or a reviewed exception takes it to the frame's type.
#[test]
fn cameo_codes_are_of_the_type() {
    let mut wrong = Vec::new();
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a word file");
        let file: toml::Value = toml::from_str(&text).expect("TOML");
        let plover: Option<Plover> =
            file.get("plover").and_then(toml::Value::as_str).and_then(|p| p.parse().ok());
        for unit in file.get("unit").and_then(toml::Value::as_array).into_iter().flatten() {
            let Some(code) = unit.get("cameo").and_then(toml::Value::as_str) else { continue };
            if !ontology::is_cameo(code) || plover.is_some_and(|p| !ontology::cameo_fits(code, p)) {
                wrong.push(format!(
                    "{} {}: {code}",
                    path.display(),
                    unit["name"].as_str().unwrap_or_default()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
