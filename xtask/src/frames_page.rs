//! `docs/frames.md`: what the frame files of both languages say, type by type. The sentences are those that
//! `crates/coder/tests/frames.rs` runs.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use legation_model::{Plover, ontology};
use toml::Value;

const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("ru", "Russian")];

const HEAD: &str = "# Frames

*Written by `cargo xtask docs` from `lexicon/frames/`; change the files, not this page.*

A **frame** ties words to an event type of [the codebook](codebook.md): how the type is worded (`head + word|word`: the second word, or one
of several, must stand under the head in the tree), its modes, where its players stand, the CAMEO code it has by itself. A noun of a *bound*
unit counts only under a verb that performs it (\"оказать помощь\") or with players of its own. What becomes of a frame under *promise, refuse,
deny, plan, call for…* is in `lexicon/operators/`, not here.

Each sentence marked + gives an event by its own unit, with the type, modes and, after the arrow, the actors → recipients that it names; each
marked − gives none by it. `crates/coder/tests/frames.rs` runs them all.

Places of players: `subj` subject of the deed, in a passive its agent; `obj` what the deed is done to, in a passive its subject; `dat`, `ins`,
`gen` a case without a preposition (English: indirect object, possessive and *of*); `adj` an adjective or compound of an actor; `с:ins`, `with` a
phrase with that preposition; `obj/с:ins` the second beside what fills the first; `above/subj` the subject of the verb that the
phrase stands under (\"acted at the request of\"); a word alone is a pattern of `lexicon/operators/` (`like`).
";

/// The page.
pub(crate) fn page(root: &Path) -> anyhow::Result<String> {
    let mut out = HEAD.to_owned();
    let mut body = String::new();
    let mut counts = [[0_usize; 4]; 2];
    for row in ontology::plover() {
        let _ = writeln!(body, "\n## {}\n\n{}.", row.plover, row.covers.trim_end_matches('.'));
        for ((code, language), count) in LANGUAGES.iter().zip(&mut counts) {
            part(root, row.plover, code, language, &mut body, count)?;
        }
    }
    out.push_str("\n| language | units | wordings | head words | sentences |\n|---|---|---|---|---|\n");
    for ((_, language), [units, wordings, heads, sentences]) in LANGUAGES.iter().zip(counts) {
        let _ = writeln!(out, "| {language} | {units} | {wordings} | {heads} | {sentences} |");
    }
    out.push_str("\nHead words are counted as written; Russian partners in aspect (`lexicon/operators/aspects.tsv`) come on top.\n");
    out.push_str(&body);
    Ok(out)
}

fn part(
    root: &Path,
    plover: Plover,
    code: &str,
    language: &str,
    out: &mut String,
    [units, wordings, heads, sentences]: &mut [usize; 4],
) -> anyhow::Result<()> {
    let path = root.join(format!("lexicon/frames/{code}/{}.toml", plover.as_str().to_lowercase()));
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let file: Value = toml::from_str(&text).with_context(|| path.display().to_string())?;
    let _ = writeln!(out, "\n### {language}");
    let mut words = std::collections::BTreeSet::new();
    for unit in file.get("unit").and_then(Value::as_array).into_iter().flatten() {
        *units += 1;
        let name = unit.get("name").and_then(Value::as_str).unwrap_or_default();
        let _ = write!(out, "\n**{name}**");
        for mode in strings(unit, "modes") {
            let _ = write!(out, " · {mode}");
        }
        if let Some(cameo) = unit.get("cameo").and_then(Value::as_str) {
            let _ = write!(out, " · CAMEO {cameo}");
        }
        out.push_str("\n\n");
        for class in ["verb", "noun", "adj"] {
            let items = strings(unit, class);
            *wordings += items.len();
            for item in &items {
                let head = item.split('+').next().unwrap_or_default();
                words.extend(head.split('|').map(|w| (class, w.trim().to_owned())));
            }
            list(out, class, &items);
        }
        for role in ["like", "actor", "recipient", "both", "otherwise", "needs", "about", "unless"] {
            let items = match unit.get(role).and_then(Value::as_str) {
                Some(one) => vec![one.to_owned()],
                None => strings(unit, role),
            };
            list(out, role, &items);
        }
        let flags: Vec<&str> = ["bound", "passive"]
            .into_iter()
            .filter(|flag| unit.get(flag).and_then(Value::as_bool) == Some(true))
            .collect();
        if !flags.is_empty() {
            let _ = writeln!(out, "* *{}*", flags.join(", "));
        }
        for (key, mark) in [("yes", '+'), ("no", '−')] {
            for example in strings(unit, key) {
                *sentences += 1;
                let (sentence, gives) = example.split_once("=>").unwrap_or((&example, ""));
                let _ = write!(out, "* {mark} {}", sentence.trim());
                if !gives.trim().is_empty() {
                    let _ = write!(out, " **{}**", gives.trim().replace(" > ", " → "));
                }
                out.push('\n');
            }
        }
    }
    *heads += words.len();
    Ok(())
}

fn list(out: &mut String, name: &str, items: &[String]) {
    if !items.is_empty() {
        let quoted: Vec<String> = items.iter().map(|i| format!("`{i}`")).collect();
        let _ = writeln!(out, "* {name}: {}", quoted.join(", "));
    }
}

fn strings(unit: &Value, key: &str) -> Vec<String> {
    unit.get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|s| s.as_str().map(str::to_owned))
        .collect()
}
