//! Who signed "the agreement" of which a sentence says no more: the parties that the article names once.

use legation_nlp::{Rel, TokenId, Upos};

use crate::agreements;
use crate::cast::{Cast, Participant};
use crate::text::Text;

use super::act::Act;
use super::cues::Cue;
use super::sides::{countries, country};
use super::slots::{objects_of, preposition};

/// The sides of the only instrument that the article calls one between several: "the Agreement between X and Y on visas".
pub(super) fn named(text: &Text<'_>, cast: &Cast) -> Vec<Participant> {
    let doc = text.doc;
    let between = |t: TokenId| {
        preposition(doc, t).is_some_and(|p| text.rules.index.cues.is(doc.lang(p), Cue::Party, doc.lemma(p)))
    };
    let mut found: Vec<Participant> = Vec::new();
    for noun in 0..doc.len() as TokenId {
        if !matches!(doc.upos(noun), Upos::Noun | Upos::Propn)
            || !agreements::is_instrument(doc.lang(noun), doc.lemma(noun))
        {
            continue;
        }
        for side in doc.children_by(noun, Rel::Nmod).filter(|&c| between(c)) {
            let sides = cast.participants(text, side, None);
            if countries(cast, &sides) < 2 || sides.iter().any(|p| country(cast, p).is_none()) {
                continue;
            }
            let same = |p: &Participant| found.iter().any(|f| country(cast, f) == country(cast, p));
            if found.is_empty() {
                found = sides;
            } else if !sides.iter().all(same) {
                // Of two instruments nobody knows which is meant.
                return Vec::new();
            }
        }
    }
    found
}

/// Whether the act tells that "the agreement" was signed, and by nobody.
pub(super) fn unsigned(text: &Text<'_>, act: &Act) -> bool {
    let doc = text.doc;
    let head = act.trigger.2;
    act.reciprocal
        && !act.noun
        && act.plover == legation_model::Plover::Support
        && objects_of(doc, head)
            .into_iter()
            .any(|t| agreements::is_instrument(doc.lang(t), doc.lemma(t)) && doc.upos(t) != Upos::Verb)
}
