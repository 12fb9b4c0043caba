//! The examples inside the frame and operator files, the modes that they reach, and the codes of the frames.
#![allow(clippy::disallowed_methods)] // a test reads the files of the repository

use std::path::{Path, PathBuf};

use legation_coder::Rules;
use legation_lexicon::{Lexicon, Overlay};
use legation_model::{Lang, Plover, ontology};

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

#[test]
fn examples_hold_and_reach_every_mode() {
    let seen = Rules::builtin().examples(&[], Lexicon::builtin());
    assert!(seen.checked > 700, "{} examples", seen.checked);
    let wrong: Vec<String> = seen.faults.iter().map(ToString::to_string).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), seen.checked, wrong.join("\n"));
    let mut missing = Vec::new();
    for lang in [Lang::Ru, Lang::En] {
        for &plover in Plover::ALL {
            let modes = ontology::modes(plover).map(|(mode, _)| (lang, plover, mode));
            missing.extend(modes.filter(|key| !seen.modes.contains(key)));
        }
    }
    assert!(missing.is_empty(), "no example reaches {missing:?}");
}

#[test]
fn an_example_that_does_not_hold_is_a_fault_with_its_line() {
    let file = "lang = \"en\"\nplover = \"AID\"\n\n[[unit]]\nname = \"gift\"\nverb = [\"hand + melon\"]\n\
                actor = [\"subj\"]\nrecipient = [\"to\"]\nyes = [\n  \"Fiji handed melons to Tonga. => FJI > TON\",\n  \
                \"Fiji handed pears to Tonga. => FJI > TON\",\n]\nno = [\"Fiji ate melons.\"]\n";
    let own =
        Overlay { root: "mine".to_owned(), files: vec![("frames/en/aid.toml".to_owned(), file.to_owned())] };
    let overlays = [own];
    let rules = Rules::with_overlays(&overlays).expect("rules");
    let seen = rules.examples(&overlays, Lexicon::builtin());
    let lines: Vec<u32> = seen.faults.iter().map(|f| f.line).collect();
    assert_eq!((seen.checked, lines), (3, vec![11]), "{:?}", seen.faults);
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
