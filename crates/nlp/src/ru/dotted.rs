//! Abbreviations of two letters with points ("и. о. министра") that the network took for words of the sentence: the noun
//! behind them takes their place in the tree. No words; the list is the one that sentences are cut by.

use std::sync::LazyLock;

use crate::abbreviation::{Kind, rows as listed};
use crate::doc::TokenRow;
use crate::tags::{Feats, Rel, Upos};

const ABBREVIATIONS: &str = include_str!("../../../../lexicon/nlp/ru/abbreviations.tsv");

/// The two letters of each such abbreviation.
static PAIRS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let heads = listed(ABBREVIATIONS).filter(|(_, kind, _)| *kind == Kind::Head);
    heads
        .filter_map(|(form, ..)| form.split_once('.'))
        .filter(|(a, b)| !a.contains('.') && !b.contains('.'))
        .collect()
});

/// Tokens of such an abbreviation: two letters, two points.
const LENGTH: usize = 4;

/// Puts the noun that hangs on an abbreviation in its place.
pub(super) fn by_noun(rows: &mut [TokenRow<'_>]) {
    for start in 0..rows.len().saturating_sub(LENGTH) {
        let points = rows[start + 1].lemma == "." && rows[start + 3].lemma == ".";
        let pair = (rows[start].lemma, rows[start + 2].lemma);
        if !points || !PAIRS.contains(&pair) {
            continue;
        }
        let within = start..start + LENGTH;
        let Some(noun) = (within.end..rows.len()).find(|&t| {
            matches!(rows[t].upos, Upos::Noun | Upos::Propn)
                && rows[t].head.is_some_and(|h| within.contains(&h))
        }) else {
            continue;
        };
        let top = within.clone().find(|&t| rows[t].head.is_none_or(|h| !within.contains(&h)));
        let Some(top) = top else { continue };
        let (head, rel) = (rows[top].head, rows[top].rel);
        if head == Some(noun) {
            continue;
        }
        for (t, row) in rows.iter_mut().enumerate() {
            if t != noun && row.head.is_some_and(|h| within.contains(&h)) && !within.contains(&t) {
                row.head = Some(noun);
            }
        }
        for t in within {
            rows[t].head = Some(noun);
            rows[t].rel = if rows[t].upos == Upos::Punct { Rel::Punct } else { Rel::Dep };
        }
        (rows[noun].head, rows[noun].rel) = (head, rel);
        // Its genitive is the abbreviation's doing and says nothing of its place in the clause.
        rows[noun].feats.case = None;
    }
}

/// "С.А.Рябков": letters before a name are parts of it, not the prepositions and conjunctions that they look like.
pub(super) fn initials(rows: &mut [TokenRow<'_>], words: &[&str]) {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let letter = |t: usize| {
        let point = words.get(t + 1).is_some_and(|w| *w == ".");
        words.get(t).is_some_and(|w| w.chars().count() == 1 && capital(w)) && point
    };
    let name = |t: usize| words.get(t).is_some_and(|w| w.chars().count() > 2 && capital(w));
    for t in 0..words.len() {
        let glued = rows.get(t + 1).is_some_and(|point| point.span.start == rows[t].span.end);
        let follows = name(t + 2) || letter(t + 2) && name(t + 4);
        if letter(t) && glued && follows && t + 2 < rows.len() {
            rows[t].upos = Upos::Propn;
            rows[t].feats = Feats::default();
        }
    }
}
