//! Who plays which part in an act.

use legation_nlp::tags::Person;
use legation_nlp::{Rel, TokenId, Upos};

use crate::cast::{ActorIx, Cast, Participant};
use crate::text::Text;

use super::cues::Cue;
use super::index::Index;
use super::slots::{Slot, preposition};

/// What roles are resolved against.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) cast: &'a Cast,
    pub(super) index: &'a Index,
    /// Who met, as the story tells; empty while that is not known.
    pub(super) met: &'a [Participant],
    /// Who says the words of the act: "we", "our country" are theirs.
    pub(super) speaker: Option<ActorIx>,
    /// The words are told as a warning.
    pub(super) warning: bool,
}

/// Everyone in the slots beside `head`. With `deep`, a phrase that is no actor gives the actors that it belongs to
/// ("the actions of Israel", "Iranian vessels").
pub(super) fn players(scene: Scene<'_>, slots: &[Slot], head: TokenId, deep: bool) -> Vec<Participant> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for slot in slots {
        for t in slot.fill(doc, head) {
            let mut found = scene.cast.participants(scene.text, t, scene.speaker);
            if *slot == Slot::Adjective {
                // "A working meeting", "военные учения": an adjective that names nobody known is no player.
                found.retain(|p| {
                    p.actor
                        .map(|ix| scene.cast.actor(ix))
                        .is_some_and(|a| a.id.is_some() || a.country.is_some())
                });
            }
            if found.is_empty() && doc.feats(t).person == Some(Person::Second) {
                found = counterpart(scene);
            }
            if found.is_empty() && deep {
                found = owners(scene, t, 2);
            }
            for other in doc.children_by(t, Rel::Conj).filter(|&c| doc.upos(c) != Upos::Verb) {
                add(&mut found, scene.cast.participants(scene.text, other, scene.speaker));
            }
            add(&mut out, found);
        }
    }
    out
}

/// Whom a visit to the places in the slots goes to: a capital or seat stands for its state.
pub(super) fn hosts(scene: Scene<'_>, slots: &[Slot], head: TokenId) -> Vec<Participant> {
    let mut out = Vec::new();
    for t in slots.iter().flat_map(|slot| slot.fill(scene.text.doc, head)) {
        let Some(mention) = scene.cast.at(t) else { continue };
        let states = mention.actors.iter().map(|&actor| Participant {
            actor: Some(actor),
            tokens: mention.tokens.clone(),
            head: t,
        });
        add(&mut out, states);
    }
    out
}

/// "You" of a speaker at a meeting: whoever else met.
fn counterpart(scene: Scene<'_>) -> Vec<Participant> {
    let Some(speaker) = scene.speaker else { return Vec::new() };
    let own = &scene.cast.actor(speaker).country;
    scene
        .met
        .iter()
        .filter(|p| {
            p.actor.is_some_and(|ix| ix != speaker && (own.is_none() || scene.cast.actor(ix).country != *own))
        })
        .cloned()
        .collect()
}

/// Adds participants that are not there yet.
pub(super) fn add(to: &mut Vec<Participant>, more: impl IntoIterator<Item = Participant>) {
    for p in more {
        if !to.iter().any(|q| same(q, &p)) {
            to.push(p);
        }
    }
}

/// Whether two participants are the same actor, or the same words.
pub(super) fn same(a: &Participant, b: &Participant) -> bool {
    match (a.actor, b.actor) {
        (Some(x), Some(y)) => x == y,
        _ => a.head == b.head,
    }
}

/// `list` without those in `other`.
pub(super) fn without(list: &[Participant], other: &[Participant]) -> Vec<Participant> {
    list.iter().filter(|p| !other.iter().any(|q| same(p, q))).cloned().collect()
}

/// Actors that a thing belongs to: possessors, genitives, adjectives.
fn owners(scene: Scene<'_>, thing: TokenId, depth: usize) -> Vec<Participant> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for c in doc.children(thing) {
        let belongs = match doc.rel(c).base() {
            Rel::Amod | Rel::Compound | Rel::Det => true,
            Rel::Nmod | Rel::Appos => preposition(doc, c).is_none_or(|p| {
                let cues = &scene.index.cues;
                doc.lemma(p) == "of"
                    || cues.is(doc.lang(p), Cue::Example, doc.lemma(p))
                    || cues.is(doc.lang(p), Cue::Party, doc.lemma(p))
            }),
            _ => false,
        };
        if belongs {
            let found = scene.cast.participants(scene.text, c, scene.speaker);
            if found.is_empty() && depth > 1 && doc.upos(c) == Upos::Noun {
                add(&mut out, owners(scene, c, depth - 1));
            } else {
                add(&mut out, found);
            }
        }
    }
    out
}
