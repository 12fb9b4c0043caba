//! Who signed "the agreement" of which a sentence says no more: the parties that the article names once.

use legation_model::{ActorRef, Agreement, Plover, Step};
use legation_nlp::{Rel, TokenId, Upos};
use legation_text::Span;

use crate::agreements;
use crate::cast::{Cast, How, Mention, Participant};
use crate::text::Text;

use super::act::Act;
use super::cues::Cue;
use super::filter::nobody_known;
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

/// "A memorandum signed in 2000", «Подписано соглашение»: the sides of the instrument of which the act is a step, where the words beside it name
/// nobody and the article tells two states or more.
pub(super) fn of_instrument(
    text: &Text<'_>,
    cast: &Cast,
    instruments: &[Agreement],
    act: &mut Act,
    long_ago: bool,
) {
    // "The parliament of Chad rejected the agreement with Niger signed in May": one side alone signs nothing.
    let subject = text.doc.children(act.trigger.2).any(|c| text.doc.rel(c) == Rel::Nsubj);
    let lone = countries(cast, &act.actors) == 1 && act.recipients.is_empty() && !subject;
    if act.plover != Plover::Support || !act.reciprocal || !nobody_known(cast, act) && !lone {
        return;
    }
    let at = text.doc.span(act.trigger.2);
    let step = |a: &&Agreement| {
        a.assertions.iter().any(|s| {
            let trigger = &s.trigger;
            matches!(s.step, Step::Signature | Step::Initialled)
                && (trigger.byte_start..trigger.byte_end).contains(&at.start)
        })
    };
    let Some(instrument) = instruments.iter().find(step) else { return };
    let mut sides: Vec<Participant> = Vec::new();
    for party in &instrument.parties {
        let same = |m: &&Mention| {
            m.how != How::Adjective
                && m.actors.len() == 1
                && cast.actor(m.actors[0]).id.is_some()
                && cast.actor(m.actors[0]).id == party.id
        };
        // "SUKHUM, Dec 3": the town of the dateline has signed nothing.
        let line = text.article.dateline;
        let outside = |m: &&Mention| line.is_none_or(|l| !l.contains(text.doc.span(m.head)));
        if let Some(mention) = cast.mentions().iter().filter(same).find(outside) {
            sides.push(Participant {
                actor: Some(mention.actors[0]),
                tokens: mention.tokens.clone(),
                head: mention.head,
            });
        }
    }
    // "The treaty signed in 2019": who meets today in another sentence need not have signed it.
    let doc = text.doc;
    let spoken_of = |span: Span| doc.tokens_in(span).next().map(|t| doc.sentence_index(t));
    let beside = [spoken_of(instrument.name.span()), Some(doc.sentence_index(act.trigger.2))];
    let told = |p: &ActorRef| p.spans.iter().any(|e| beside.contains(&spoken_of(e.span())));
    if long_ago && !instrument.parties.iter().all(told) {
        return;
    }
    let among = |p: &Participant| sides.iter().any(|s| country(cast, s) == country(cast, p));
    if sides.len() == instrument.parties.len()
        && countries(cast, &sides) > 1
        && (!lone || act.actors.iter().all(among))
    {
        act.actors = sides;
    }
}

/// Whether the act tells that "the agreement" was signed, and by nobody.
pub(super) fn unsigned(text: &Text<'_>, act: &Act) -> bool {
    let doc = text.doc;
    let head = act.trigger.2;
    act.reciprocal
        && !act.noun
        && act.plover == Plover::Support
        && objects_of(doc, head)
            .into_iter()
            .any(|t| agreements::is_instrument(doc.lang(t), doc.lemma(t)) && doc.upos(t) != Upos::Verb)
}
