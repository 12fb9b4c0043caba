//! Whether a name in the text is meant as one.

use crate::automaton::{Automaton, Hit, Output, Piece};
use crate::blob::{Blob, Section};
use crate::layout::{INTRODUCED, RULE, RULES};
use crate::{Lexicon, Word, inflect};

/// What a name is looked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Actor,
    Place,
}

/// The rules of `context.tsv`, by node of the automaton.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules(Section);

impl Rules {
    /// The rules of that section.
    pub(crate) fn of(blob: &'static Blob, section: usize) -> Self {
        Self(blob.section(section))
    }

    /// Rules of `node`: which, and its words.
    fn at(self, node: u32) -> impl Iterator<Item = (&'static str, &'static str)> {
        let count = self.0.len() / RULE;
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.0.get(middle * RULE) < node {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..count)
            .map(|n| n * RULE)
            .take_while(move |at| self.0.get(*at) == node)
            .filter_map(move |at| Some((*RULES.get(self.0.get(at + 1) as usize)?, self.0.text(at + 2))))
    }
}

/// The surroundings of a name that begins at piece `start`.
pub(crate) struct Context<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) words: &'a [Word<'a>],
    pub(crate) pieces: &'a [Piece<'a>],
    pub(crate) start: usize,
}

impl Context<'_> {
    /// What `hit` stands for here: the first choice and the others.
    pub(crate) fn meant(
        &self,
        names: &Automaton,
        rules: Rules,
        hit: Hit,
        kind: Kind,
    ) -> Option<(Output, Vec<Output>)> {
        let outputs = names.outputs(hit.node);
        let first_word = self.pieces[self.start].token as usize;
        let after = self.pieces[hit.end - 1].token as usize + 1;
        if rules.at(hit.node).any(|(rule, words)| self.forbids(rule, words, first_word, after)) {
            return None;
        }
        let introduced = outputs.clone().any(|o| o.weak) && self.introduced(first_word, after, kind);
        let mut left = outputs.filter(|o| introduced || !o.weak);
        Some((left.next()?, left.collect()))
    }

    fn forbids(&self, rule: &str, words: &str, first: usize, after: usize) -> bool {
        let before = first.checked_sub(1).map(|at| &self.words[at]);
        let next = self.words.get(after);
        let listed = |w: &Word<'_>| words.split('|').any(|one| one == w.form);
        match rule {
            // Not where a small letter would not be seen.
            "not-initial" => self.words[first].initial || inflect::all_capitals(self.words[first].form),
            "not-before" => next.is_some_and(listed),
            // A comma or a dot may stand between.
            "not-after" => self.words[first.saturating_sub(2)..first].iter().any(listed),
            // After a capitalised word that is no name: that is a given name.
            "not-person" => before.is_some_and(|w| {
                !w.initial
                    && inflect::capital(w.form)
                    && !inflect::all_capitals(w.form)
                    && w.form.chars().all(char::is_alphabetic)
                    && self.lexicon.names.lookup(w.form, w.lemma).is_empty()
            }),
            "not-capitals" => before
                .into_iter()
                .chain(next)
                .any(|w| inflect::all_capitals(w.form) && w.form.chars().count() > 2),
            _ => false,
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
        let is = |word: Option<&Word<'_>>, what: &str| {
            word.is_some_and(|w| {
                let introducers = &self.lexicon.introducers;
                let found = introducers.single(&introducers.lookup(w.form, w.lemma));
                found.iter().any(|o| INTRODUCED.get(o.value as usize) == Some(&what))
            })
        };
        // A quotation mark may stand between.
        let before = before
            .filter(|w| w.form.chars().any(char::is_alphanumeric))
            .or_else(|| first.checked_sub(2).map(|at| &self.words[at]));
        match kind {
            Kind::Actor => is(before, "before actor") || is(next, "after actor"),
            Kind::Place => is(before, "before place"),
        }
    }
}
