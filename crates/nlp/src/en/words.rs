//! Word lists of English.

use std::collections::{HashMap, HashSet};

use crate::spacy::{Analysed, Token};
use crate::tags::{Tense, Upos};

/// Rows of a list without its comments.
pub(crate) fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|l| !l.starts_with("# ") && !l.is_empty())
}

/// The lists that the conversion asks.
#[derive(Debug)]
pub(crate) struct Words {
    /// Words before a person's name.
    pub(crate) titles: HashSet<&'static str>,
    /// Predicates whose subject may be a clause behind them.
    pub(crate) extraposing: HashSet<&'static str>,
    /// Verbs with an object and a bare infinitive.
    pub(crate) bare: HashSet<&'static str>,
    /// Verbs with an object and a phrase with *of*.
    pub(crate) object_of: HashSet<&'static str>,
    /// Verbs of what is done to treaties and other papers.
    pub(crate) papers: HashSet<&'static str>,
    /// Verbs that say what their object is called.
    pub(crate) naming: HashSet<&'static str>,
    lemmas: HashMap<&'static str, Vec<(Upos, &'static str)>>,
    /// Contracted auxiliaries that are others before a past participle: those.
    contractions: HashMap<&'static str, &'static str>,
}

impl Words {
    pub(crate) fn new() -> Self {
        let mut lemmas: HashMap<&str, Vec<(Upos, &str)>> = HashMap::new();
        for row in rows(include_str!("../../../../lexicon/nlp/en/lemmas.tsv")) {
            let mut cells = row.split('\t');
            if let (Some(form), Some(upos), Some(lemma)) = (cells.next(), cells.next(), cells.next()) {
                lemmas.entry(form).or_default().extend(Upos::parse(upos).map(|u| (u, lemma)));
            }
        }
        Self {
            titles: rows(include_str!("../../../../lexicon/nlp/en/titles.tsv")).collect(),
            extraposing: rows(include_str!("../../../../lexicon/nlp/en/extraposing.tsv")).collect(),
            bare: rows(include_str!("../../../../lexicon/nlp/en/bare_infinitive.tsv")).collect(),
            object_of: rows(include_str!("../../../../lexicon/nlp/en/object_of.tsv")).collect(),
            papers: rows(include_str!("../../../../lexicon/nlp/en/papers.tsv")).collect(),
            naming: rows(include_str!("../../../../lexicon/nlp/en/naming.tsv")).collect(),
            lemmas,
            contractions: rows(include_str!("../../../../lexicon/nlp/en/contractions.tsv"))
                .filter_map(|row| row.split_once('\t'))
                .collect(),
        }
    }

    /// "She'd phoned": a contraction before a past participle gets its other reading, in the past.
    pub(crate) fn expand(&self, text: &str, tokens: &[Token], tags: &[String], labels: &mut Analysed) {
        for t in 0..tokens.len() {
            let Some(other) = self.contractions.get(tokens[t].span.slice(text)) else { continue };
            let is = |t: usize, tag: &str| tags[labels.tags[t] as usize] == tag;
            let verb = (t + 1..tokens.len()).find(|&v| !is(v, "RB") && !is(v, "RBR"));
            if verb.is_some_and(|v| is(v, "VBN") || is(v, "VBD")) {
                (*other).clone_into(&mut labels.lemmas[t]);
                labels.feats[t].tense = Some(Tense::Past);
                if let Some(past) = tags.iter().position(|tag| tag == "VBD") {
                    labels.tags[t] = past as u8;
                }
            }
        }
    }

    /// The lemma that replaces the model's, if there is one.
    pub(crate) fn lemma(&self, form: &str, upos: Upos) -> Option<&'static str> {
        // No form in the list is longer.
        if form.len() > 8 {
            return None;
        }
        let lower = form.to_lowercase();
        self.lemmas.get(lower.as_str())?.iter().find(|(u, _)| *u == upos).map(|(_, lemma)| *lemma)
    }
}
