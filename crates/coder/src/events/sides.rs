//! Players of a unit's wording, and the countries that they stand for.

use legation_model::ActorKind;
use legation_nlp::tags::{Number, Person};
use legation_nlp::{Rel, TokenId, Upos};

use crate::cast::{Actor, ActorIx, Cast, Mention, Participant};
use crate::text::Text;

use super::cues::Cue;
use super::frames::Class;
use super::index::Hit;
use super::roles::{self, Scene};
use super::slots::Slot;

/// Players in the slots beside the head of a wording, and in those with a preposition beside its other words:
/// "imposed sanctions on X" hangs X on the sanctions.
pub(super) fn fillers(scene: Scene<'_>, hit: &Hit<'_>, slots: &[Slot], deep: bool) -> Vec<Participant> {
    let mut out = roles::players(scene, slots, hit.head, deep);
    let loose = loose(slots);
    for part in nouns(scene, hit) {
        roles::add(&mut out, roles::players(scene, &loose, part, deep));
    }
    out
}

/// Whose cities stand where players of the wording would: what is done to a city is done to its state.
pub(super) fn cities(
    scene: Scene<'_>,
    hit: &Hit<'_>,
    slots: &[Slot],
    actors: &[Participant],
) -> Vec<Participant> {
    let mut out = roles::cities(scene, slots, hit.head, actors);
    let loose = loose(slots);
    for part in nouns(scene, hit).filter(|_| out.is_empty()).collect::<Vec<_>>() {
        roles::add(&mut out, roles::cities(scene, &loose, part, actors));
    }
    out
}

/// Players beside the verb that has the noun of the wording for its object: "held drills around X".
pub(super) fn beside_verb(
    scene: Scene<'_>,
    hit: &Hit<'_>,
    slots: &[Slot],
    actors: &[Participant],
) -> Vec<Participant> {
    let doc = scene.text.doc;
    let verb = doc.head(hit.head).filter(|&v| {
        hit.class == Class::Noun
            && matches!(doc.rel(hit.head), Rel::Obj | Rel::NsubjPass)
            && doc.upos(v) == Upos::Verb
    });
    let Some(verb) = verb else { return Vec::new() };
    let subject = roles::players(scene, &[Slot::Subject], verb, false);
    let mut aimed = loose(slots);
    aimed.retain(
        |slot| !matches!(slot, Slot::Prep(p, _) if scene.index.cues.is(doc.lang(verb), Cue::Within, p)),
    );
    let found = roles::players(scene, &aimed, verb, true);
    roles::without(&roles::without(&found, &subject), actors)
}

fn loose(slots: &[Slot]) -> Vec<Slot> {
    slots.iter().filter(|s| matches!(s, Slot::Prep(..) | Slot::Dative)).cloned().collect()
}

fn nouns<'h>(scene: Scene<'h>, hit: &'h Hit<'_>) -> impl Iterator<Item = TokenId> + 'h {
    hit.parts.iter().copied().filter(move |&p| matches!(scene.text.doc.upos(p), Upos::Noun | Upos::Propn))
}

/// Without those whose words stand inside the words of another of their country: "the Russian city", "refugees of Chad".
pub(super) fn outermost(cast: &Cast, list: &[Participant]) -> Vec<Participant> {
    let inner = |p: &Participant| {
        list.iter().any(|q| {
            q.tokens.len() > p.tokens.len()
                && q.tokens.start <= p.tokens.start
                && p.tokens.end <= q.tokens.end
                && country(cast, p).is_some()
                && country(cast, p) == country(cast, q)
        })
    };
    list.iter().filter(|p| !inner(p)).cloned().collect()
}

pub(super) fn first_plural(scene: Scene<'_>, t: TokenId) -> bool {
    let feats = scene.text.doc.feats(t);
    feats.person == Some(Person::First) && feats.number == Some(Number::Plur)
}

/// The country that an actor stands for, or the actor itself where it is of none.
pub(super) fn key(cast: &Cast, ix: ActorIx) -> Option<&str> {
    let actor = cast.actor(ix);
    actor.country.as_deref().or(actor.id.as_deref())
}

pub(super) fn country<'a>(cast: &'a Cast, p: &Participant) -> Option<&'a str> {
    key(cast, p.actor?)
}

/// Whether the actor is the state or polity of that key itself, not a body or somebody of it.
pub(super) fn is_state_itself(actor: &Actor, state: &str) -> bool {
    matches!(actor.kind, ActorKind::State | ActorKind::Polity) && actor.id.as_deref() == Some(state)
}

/// Where the text first names that state itself.
pub(super) fn first_named(cast: &Cast, state: &str) -> Option<Participant> {
    let own = |m: &Mention| m.actors.iter().copied().find(|&ix| is_state_itself(cast.actor(ix), state));
    let (m, ix) = cast.mentions().iter().find_map(|m| Some((m, own(m)?)))?;
    Some(Participant { actor: Some(ix), tokens: m.tokens.clone(), head: m.head })
}

pub(super) fn countries(cast: &Cast, list: &[Participant]) -> usize {
    list.iter().filter_map(|p| country(cast, p)).collect::<std::collections::BTreeSet<_>>().len()
}

/// Whether an id is that of an organisation of states: those who lead it are of no country but of it.
pub(super) fn is_union(text: &Text<'_>, id: &str) -> bool {
    let found = text.lexicon.by_id(id);
    found.is_some_and(|ix| text.lexicon.entity(ix).kind == ActorKind::Organisation)
}

/// Whether one of `others` is of a country that is none of the actors'.
pub(super) fn has_foreigner(scene: Scene<'_>, actors: &[Participant], others: &[Participant]) -> bool {
    let own: Vec<Option<&str>> = actors.iter().map(|p| country(scene.cast, p)).collect();
    others.iter().map(|p| country(scene.cast, p)).any(|c| c.is_some() && !own.contains(&c))
}

/// The states whose capitals are visited, other than the visitors' own.
pub(super) fn hosts(
    scene: Scene<'_>,
    slots: &[Slot],
    head: TokenId,
    visitors: &[Participant],
) -> Vec<Participant> {
    let own: Vec<Option<&str>> = visitors.iter().map(|p| country(scene.cast, p)).collect();
    let mut out = roles::hosts(scene, slots, head);
    out.retain(|p| !own.contains(&country(scene.cast, p)));
    out
}

/// Of several recipients those of the actor's own country go: "withdrew the US from a deal with Iran".
pub(super) fn foreign_first(
    scene: Scene<'_>,
    actors: &[Participant],
    recipients: Vec<Participant>,
) -> Vec<Participant> {
    let own: Vec<Option<&str>> = actors.iter().map(|p| country(scene.cast, p)).collect();
    let foreign: Vec<Participant> = recipients
        .iter()
        .filter(|p| country(scene.cast, p).is_some() && !own.contains(&country(scene.cast, p)))
        .cloned()
        .collect();
    if foreign.is_empty() || countries(scene.cast, actors) != 1 { recipients } else { foreign }
}
