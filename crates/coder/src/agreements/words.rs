//! Instruments and the cues of their steps, read from `lexicon/agreements/`.

use std::sync::LazyLock;

use legation_model::{Instrument, Lang, Step};
use serde::Deserialize;

/// What it takes for a noun to be an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Hold {
    /// A joint word, parties, or several actors who sign or adopt it.
    Weak,
    /// A topic or a signature.
    Plain,
    /// Nothing but that something is said of it.
    Strong,
}

/// Heads of one kind of instrument.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) kind: Instrument,
    pub(super) hold: Hold,
    pub(super) heads: Vec<String>,
    /// A modifier without which it is none ("дорожная карта").
    #[serde(default)]
    pub(super) needs: Vec<String>,
}

/// How the instrument stands to the cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Role {
    /// What is signed, ratified, discussed.
    #[default]
    Object,
    /// What enters into force, expires.
    Subject,
    /// What one leaves or joins, with one of the prepositions.
    Into,
}

/// Words that tell a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cue {
    pub(super) step: Step,
    #[serde(default)]
    pub(super) role: Role,
    #[serde(default)]
    pub(super) per_party: bool,
    pub(super) words: Vec<String>,
    /// Prepositions between the cue and the instrument; an empty one: none.
    #[serde(default)]
    pub(super) prep: Vec<String>,
    /// A word that must hang on the cue ("вступить *в силу*").
    #[serde(default)]
    pub(super) with: Vec<String>,
    /// A preposition that the cue itself must have ("*in* effect").
    #[serde(default)]
    pub(super) cased: Vec<String>,
}

/// Lists of single words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) anaphors: Vec<String>,
    pub(super) containers: Vec<String>,
    pub(super) joint: Vec<String>,
    pub(super) mutual: Vec<String>,
    pub(super) outside: Vec<String>,
    pub(super) none: Vec<String>,
    pub(super) between: Vec<String>,
    pub(super) with: Vec<String>,
    /// Verbs whose subject looks on at a step that others take.
    pub(super) onlookers: Vec<String>,
    /// Nouns that the word for an instrument before them only qualifies: treaty obligations.
    pub(super) qualified: Vec<String>,
    /// Pronouns that stand for an instrument named before.
    pub(super) pronouns: Vec<String>,
    /// Prepositions of whoever does what a passive tells.
    pub(super) agents: Vec<String>,
    /// Prepositions of a topic in a name.
    pub(super) topical: Vec<String>,
    pub(super) fields: Vec<String>,
    /// Prepositions that turn a cue around ("против ратификации").
    pub(super) against: Vec<String>,
    /// Words of intention: their infinitive is what is promised.
    pub(super) intentions: Vec<String>,
    /// Verbs whose future promises nothing.
    pub(super) states: Vec<String>,
    /// Verbs that only say that the act goes on or begins.
    pub(super) continuing: Vec<String>,
    /// Words of a meeting's agenda.
    pub(super) agenda: Vec<String>,
    /// Words under which what one has to do is no promise.
    pub(super) yielding: Vec<String>,
    /// Words that ask another to come.
    pub(super) invitations: Vec<String>,
    /// Words that say that a step is still to be taken.
    pub(super) required: Vec<String>,
    /// Prepositions of what a step is needed for.
    pub(super) purpose: Vec<String>,
    pub(super) anniversaries: Vec<String>,
    /// Prepositions of what is talked about or worked on.
    pub(super) about: Vec<String>,
}

/// The words of one language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) instrument: Vec<Head>,
    #[serde(rename = "words")]
    pub(super) lists: Lists,
    pub(super) step: Vec<Cue>,
}

const RU: &str = include_str!("../../../../lexicon/agreements/ru.toml");
const EN: &str = include_str!("../../../../lexicon/agreements/en.toml");

impl Words {
    /// Words of a language; English for those that have no list.
    pub(super) fn of(lang: Lang) -> &'static Words {
        static RUSSIAN: LazyLock<Words> = LazyLock::new(|| toml::from_str(RU).unwrap_or_default());
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| toml::from_str(EN).unwrap_or_default());
        if lang == Lang::Ru { &RUSSIAN } else { &ENGLISH }
    }

    /// The kind of instrument that a lemma heads.
    pub(super) fn head(&self, lemma: &str) -> Option<&Head> {
        self.instrument.iter().find(|h| holds(&h.heads, lemma))
    }

    /// The cues that a lemma can be.
    pub(super) fn cues(&'static self, lemma: &str) -> impl Iterator<Item = &'static Cue> {
        self.step.iter().filter(move |c| holds(&c.words, lemma))
    }
}

/// Whether a list holds a word.
pub(super) fn holds(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_read() {
        for table in [RU, EN] {
            let words: Words = toml::from_str(table).unwrap();
            assert!(!words.instrument.is_empty() && !words.step.is_empty());
        }
    }
}
