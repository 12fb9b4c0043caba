//! The word lists of reading, parsed once from `lexicon/intake`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use legation_model::Lang;

/// What gives a language away.
pub(crate) struct Speech {
    pub(crate) lang: Lang,
    pub(crate) cyrillic: bool,
    pub(crate) own: HashSet<char>,
    pub(crate) never: HashSet<char>,
}

/// The languages and, for each frequent word, a bit for every language that has it.
pub(crate) struct Languages {
    pub(crate) speech: Vec<Speech>,
    pub(crate) words: HashMap<&'static str, u32>,
}

/// Rows of a table in the data files: tab-separated, `#` begins a comment line.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// The languages that are told apart.
pub(crate) static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| {
    let mut speech = Vec::new();
    let mut words: HashMap<&'static str, u32> = HashMap::new();
    for row in rows(include_str!("../../../lexicon/intake/languages.tsv")) {
        let [code, script, own, never, frequent] = row.as_slice() else { continue };
        let Some(lang) = lang(code) else { continue };
        let bit = 1 << speech.len();
        for word in frequent.split(' ') {
            *words.entry(word).or_default() |= bit;
        }
        speech.push(Speech {
            lang,
            cyrillic: *script == "cyrl",
            own: own.chars().collect(),
            never: never.chars().collect(),
        });
    }
    Languages { speech, words }
});

/// The language of a code such as `ru`, `ru-RU` or `RU`.
pub(crate) fn lang(code: &str) -> Option<Lang> {
    let short = code.split(['-', '_']).next().unwrap_or(code).trim().to_ascii_lowercase();
    serde_json::from_value(serde_json::Value::String(short)).ok()
}
