//! Whether a name in the text is meant as one.

use crate::automaton::{Automaton, Hit, Output, Piece};
use crate::{Lexicon, Word, inflect};

/// What a name is looked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Actor,
    Place,
}

/// A rule of `context.tsv`.
#[derive(Debug, Clone)]
pub(crate) enum Rule {
    /// Not as first word of a sentence, nor in capitals, where a small letter would stand elsewhere.
    NotInitial,
    NotBefore(Vec<&'static str>),
    NotAfter(Vec<&'static str>),
    /// Not after a capitalised word that is no name: that is a given name.
    NotPerson,
    /// Not among words in capitals.
    NotCapitals,
}

impl Rule {
    pub(crate) fn parse(rule: &str, words: Vec<&'static str>) -> Option<Self> {
        Some(match rule {
            "not-initial" => Self::NotInitial,
            "not-before" => Self::NotBefore(words),
            "not-after" => Self::NotAfter(words),
            "not-person" => Self::NotPerson,
            "not-capitals" => Self::NotCapitals,
            _ => return None,
        })
    }
}

/// Rules by node of the automaton.
pub(crate) type Rules = std::collections::HashMap<u32, Vec<Rule>>;

/// Where introducers stand, and what they introduce: bits of their outputs.
pub(crate) const BEFORE_ACTOR: u32 = 0;
pub(crate) const AFTER_ACTOR: u32 = 1;
pub(crate) const BEFORE_PLACE: u32 = 2;

/// The surroundings of a name that begins at piece `start`.
pub(crate) struct Context<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) words: &'a [Word<'a>],
    pub(crate) pieces: &'a [Piece<'a>],
    pub(crate) start: usize,
}

impl Context<'_> {
    /// What `hit` stands for here: the first choice and the others.
    pub(crate) fn meant<F: Copy + PartialEq>(
        &self,
        names: &Automaton<F>,
        rules: &Rules,
        hit: Hit,
        kind: Kind,
    ) -> Option<(Output<F>, Vec<Output<F>>)> {
        let outputs = names.outputs(hit.node);
        let first_word = self.pieces[self.start].token as usize;
        let after = self.pieces[hit.end - 1].token as usize + 1;
        if let Some(rules) = rules.get(&hit.node)
            && rules.iter().any(|rule| self.forbids(rule, first_word, after))
        {
            return None;
        }
        let introduced = outputs.iter().any(|o| o.weak) && self.introduced(first_word, after, kind);
        let mut left = outputs.iter().filter(|o| introduced || !o.weak).copied();
        Some((left.next()?, left.collect()))
    }

    fn forbids(&self, rule: &Rule, first: usize, after: usize) -> bool {
        let before = first.checked_sub(1).map(|at| &self.words[at]);
        let next = self.words.get(after);
        match rule {
            Rule::NotInitial => self.words[first].initial || inflect::all_capitals(self.words[first].form),
            Rule::NotBefore(words) => next.is_some_and(|w| words.contains(&w.form)),
            Rule::NotAfter(words) => {
                // A comma or a dot may stand between.
                let near = &self.words[first.saturating_sub(2)..first];
                near.iter().any(|w| words.contains(&w.form))
            }
            Rule::NotPerson => before.is_some_and(|w| {
                !w.initial
                    && inflect::capital(w.form)
                    && !inflect::all_capitals(w.form)
                    && w.form.chars().all(char::is_alphabetic)
                    && self.lexicon.names.lookup(w.form, w.lemma).is_empty()
            }),
            Rule::NotCapitals => before
                .into_iter()
                .chain(next)
                .any(|w| inflect::all_capitals(w.form) && w.form.chars().count() > 2),
        }
    }

    /// In quotation marks, or beside a word that introduces names of this kind.
    fn introduced(&self, first: usize, after: usize, kind: Kind) -> bool {
        let before = first.checked_sub(1).map(|at| &self.words[at]);
        let next = self.words.get(after);
        if kind == Kind::Actor
            && before.is_some_and(|w| matches!(w.form, "«" | "\"" | "“" | "„" | "``"))
            && next.is_some_and(|w| matches!(w.form, "»" | "\"" | "”" | "“" | "''"))
        {
            return true;
        }
        let is = |word: Option<&Word<'_>>, what: u32| {
            word.is_some_and(|w| {
                self.lexicon
                    .introducers
                    .single(&self.lexicon.introducers.lookup(w.form, w.lemma))
                    .is_some_and(|outputs| outputs.iter().any(|o| o.value == what))
            })
        };
        // A quotation mark may stand between.
        let before = before
            .filter(|w| w.form.chars().any(char::is_alphanumeric))
            .or_else(|| first.checked_sub(2).map(|at| &self.words[at]));
        match kind {
            Kind::Actor => is(before, BEFORE_ACTOR) || is(next, AFTER_ACTOR),
            Kind::Place => is(before, BEFORE_PLACE),
        }
    }
}
