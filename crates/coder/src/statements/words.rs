//! The words of reported speech in each language, read from `lexicon/statements/`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use legation_model::Lang;

/// What kind of speech act a cue reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Attributes quotes only.
    None,
    Neutral,
    Knowing,
    Opinion,
    Ask,
    Promise,
    Thank,
    Accuse,
    Deny,
    Name,
}

/// How a cue takes its content.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Frames {
    /// A clause.
    pub that: bool,
    /// A quote, or the sentence in which the cue stands as a parenthesis.
    pub say: bool,
    /// An infinitive.
    pub inf: bool,
    /// An infinitive after "on X".
    pub on_inf: bool,
    /// Its object.
    pub np: bool,
    /// Object and predicative.
    pub name: bool,
    /// Object in the instrumental.
    pub ins: bool,
    /// Only when negated.
    pub negated: bool,
    /// Phrases with these prepositions.
    pub preps: Vec<&'static str>,
}

/// A cue.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub class: Class,
    pub frames: Frames,
}

/// What a set phrase is followed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Always speech.
    Words,
    /// Relay where it is an outlet.
    Source,
    /// Speech of somebody whom the cast knows; of a law or treaty nothing.
    Named,
}

/// A set phrase ("according to"); `None` stands for a possessor.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub words: Vec<Option<&'static str>>,
    pub kind: Kind,
}

/// Verb and noun that together report.
#[derive(Debug, Clone)]
pub(super) struct Light {
    pub verbs: Vec<&'static str>,
    pub noun: &'static str,
    pub class: Class,
    /// Content begins with the noun, not after it.
    pub from: bool,
    /// Content begins with the word that tells over what.
    pub over: bool,
}

/// Small word lists.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub openers: BTreeSet<String>,
    pub silent: BTreeSet<String>,
    #[serde(rename = "as")]
    pub as_words: BTreeSet<String>,
    /// What such a word goes on with where it opens no parenthesis, by lemma.
    pub as_after: BTreeSet<String>,
    /// Words before those that make them no time: "кроме того, как считает X".
    pub as_beside: BTreeSet<String>,
    /// Participles that tell what somebody holds true, with the cue that they are.
    pub states: BTreeMap<String, String>,
    pub back: Vec<String>,
    pub hearers: BTreeSet<String>,
    pub venues: BTreeSet<String>,
    pub correspondents: BTreeSet<String>,
    pub texts: BTreeSet<String>,
    pub stands: BTreeSet<String>,
    pub passives: BTreeSet<String>,
    pub speakers: BTreeSet<String>,
    pub spokespersons: BTreeSet<String>,
    pub first: BTreeSet<String>,
    pub questions: BTreeSet<String>,
    pub answers: BTreeSet<String>,
    pub interviews: BTreeSet<String>,
    /// Verbs of telling whose object is who is told.
    pub tells: BTreeSet<String>,
    pub outlets: BTreeSet<String>,
    pub negations: BTreeSet<String>,
    pub unreal: BTreeSet<String>,
    pub possessives: BTreeSet<String>,
    pub mute: BTreeSet<String>,
    pub expletives: BTreeSet<String>,
    pub relatives: BTreeSet<String>,
    pub contrasts: BTreeSet<String>,
    /// Conjunctions of what takes place at the same time, by lemma.
    pub meanwhile: BTreeSet<String>,
    pub links: BTreeSet<String>,
    pub earlier: BTreeSet<String>,
    pub days: BTreeSet<String>,
    pub bodies: BTreeSet<String>,
    /// Prepositions of whoever gets a letter or statement.
    pub addressed: BTreeSet<String>,
    #[serde(rename = "self")]
    pub selves: BTreeSet<String>,
    pub agents: BTreeSet<String>,
    /// Nouns that stand for one of two who talk.
    pub side: BTreeSet<String>,
    pub thanks_for: BTreeSet<String>,
    /// Nouns of what is said, which with an owner and a clause tell it.
    pub told: BTreeSet<String>,
    /// Over what somebody grieves with others.
    pub grief_over: BTreeSet<String>,
    pub beside: BTreeSet<String>,
    pub to: BTreeSet<String>,
    pub purpose: BTreeSet<String>,
    pub question: BTreeSet<String>,
    pub hollow: BTreeSet<String>,
    /// Things that are denied to somebody: withheld, not said not to be so.
    pub withheld: BTreeSet<String>,
    /// Prepositions of what a thing is likened to ("described it as harsh").
    pub likening: BTreeSet<String>,
    pub pairs: BTreeSet<String>,
    pub sources: BTreeSet<String>,
    pub media: BTreeSet<String>,
    pub remarks: BTreeSet<String>,
    pub domains: BTreeSet<String>,
    pub pointers: BTreeSet<String>,
    pub persons: BTreeSet<String>,
    pub others: BTreeSet<String>,
    pub pair_words: BTreeSet<String>,
    pub groups: BTreeSet<String>,
    pub numbers: Vec<String>,
    pub asked: BTreeSet<String>,
    pub conditions: BTreeSet<String>,
    pub going: BTreeSet<String>,
    pub citing: BTreeSet<String>,
    pub anonymity: BTreeSet<String>,
    pub being: BTreeSet<String>,
    pub names: BTreeSet<String>,
    pub this: BTreeSet<String>,
    pub cases: BTreeMap<String, Vec<String>>,
    pub eased: Vec<String>,
    pub gerunds: Vec<String>,
    pub participles: Vec<String>,
    pub abstracts: Vec<String>,
    pub upon: BTreeSet<String>,
    pub loose: BTreeSet<String>,
    pub of: BTreeSet<String>,
    pub reference: BTreeSet<String>,
    pub reference_to: BTreeSet<String>,
}

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub cues: BTreeMap<&'static str, Entry>,
    pub relays: BTreeSet<&'static str>,
    pub phrases: Phrases,
    pub light: Vec<Light>,
    pub lists: Lists,
}

/// Set phrases, the longest first, found by their first word.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    list: Vec<Phrase>,
    by_first: BTreeMap<&'static str, Vec<usize>>,
    /// Those that a possessor opens.
    open: Vec<usize>,
}

impl Phrases {
    fn sort(&mut self) {
        self.list.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        for (ix, phrase) in self.list.iter().enumerate() {
            match phrase.words.first() {
                Some(Some(word)) => self.by_first.entry(word).or_default().push(ix),
                _ => self.open.push(ix),
            }
        }
    }

    /// Those that may begin with `word`, in their order.
    pub(super) fn at(&self, word: &str) -> impl Iterator<Item = &Phrase> {
        let own = self.by_first.get(word.to_lowercase().as_str()).map_or(&[][..], Vec::as_slice);
        let mut all: Vec<usize> = own.iter().chain(&self.open).copied().collect();
        all.sort_unstable();
        all.into_iter().map(|ix| &self.list[ix])
    }
}

/// Words of a language; the empty set where there is no list.
pub(super) fn words(lang: Lang) -> &'static Words {
    static RU: LazyLock<Words> = LazyLock::new(|| {
        Words::read(
            include_str!("../../../../lexicon/statements/ru/cues.tsv"),
            include_str!("../../../../lexicon/statements/ru/relays.tsv"),
            include_str!("../../../../lexicon/statements/ru/phrases.tsv"),
            include_str!("../../../../lexicon/statements/ru/light.tsv"),
            include_str!("../../../../lexicon/statements/ru/words.toml"),
        )
    });
    static EN: LazyLock<Words> = LazyLock::new(|| {
        Words::read(
            include_str!("../../../../lexicon/statements/en/cues.tsv"),
            include_str!("../../../../lexicon/statements/en/relays.tsv"),
            include_str!("../../../../lexicon/statements/en/phrases.tsv"),
            include_str!("../../../../lexicon/statements/en/light.tsv"),
            include_str!("../../../../lexicon/statements/en/words.toml"),
        )
    });
    static NONE: LazyLock<Words> = LazyLock::new(Words::default);
    match lang {
        Lang::Ru => &RU,
        Lang::En => &EN,
        _ => &NONE,
    }
}

impl Words {
    fn read(
        cues: &'static str,
        relays: &'static str,
        phrases: &'static str,
        light: &'static str,
        lists: &'static str,
    ) -> Self {
        let mut words = Words { lists: toml::from_str(lists).unwrap_or_default(), ..Words::default() };
        for row in rows(cues) {
            if let [lemma, class, rest @ ..] = row.as_slice() {
                let frames = rest.first().map(|f| Frames::read(f)).unwrap_or_default();
                words.cues.insert(lemma, Entry { class: Class::read(class), frames });
            }
        }
        words.relays = rows(relays).filter_map(|row| row.first().copied()).collect();
        for row in rows(phrases) {
            if let [phrase, kind, ..] = row.as_slice() {
                let kind = match *kind {
                    "source" => Kind::Source,
                    "named" => Kind::Named,
                    _ => Kind::Words,
                };
                let words_of = phrase.split(' ').map(|w| (w != "_").then_some(w)).collect();
                words.phrases.list.push(Phrase { words: words_of, kind });
            }
        }
        words.phrases.sort();
        for row in rows(light) {
            if let [verbs, noun, class, content, ..] = row.as_slice() {
                words.light.push(Light {
                    verbs: verbs.split('|').collect(),
                    noun,
                    class: Class::read(class),
                    from: *content == "from",
                    over: *content == "over",
                });
            }
        }
        words
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(str::trim).collect())
}

impl Class {
    fn read(word: &str) -> Self {
        match word {
            "neutral" => Class::Neutral,
            "knowing" => Class::Knowing,
            "opinion" => Class::Opinion,
            "ask" => Class::Ask,
            "promise" => Class::Promise,
            "thank" => Class::Thank,
            "accuse" => Class::Accuse,
            "deny" => Class::Deny,
            "name" => Class::Name,
            _ => Class::None,
        }
    }
}

impl Frames {
    fn read(words: &'static str) -> Self {
        let mut frames = Frames::default();
        for word in words.split(' ') {
            match word {
                "that" => frames.that = true,
                "say" => frames.say = true,
                "inf" => frames.inf = true,
                "on-inf" => frames.on_inf = true,
                "np" => frames.np = true,
                "name" => frames.name = true,
                "ins" => frames.ins = true,
                "not" => frames.negated = true,
                _ => frames.preps.extend(word.strip_prefix("prep:")),
            }
        }
        frames
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        for lang in [Lang::Ru, Lang::En] {
            let words = words(lang);
            assert!(words.cues.len() > 80 && words.light.len() > 10 && words.phrases.list.len() > 5);
            assert!(!words.lists.openers.is_empty() && !words.lists.speakers.is_empty());
        }
    }

    #[test]
    fn no_cue_without_frame_but_those_of_quotes() {
        for lang in [Lang::Ru, Lang::En] {
            for (lemma, entry) in &words(lang).cues {
                let f = &entry.frames;
                let any =
                    f.that || f.say || f.inf || f.on_inf || f.np || f.name || f.ins || !f.preps.is_empty();
                assert!(any, "{lemma}");
            }
        }
    }
}
