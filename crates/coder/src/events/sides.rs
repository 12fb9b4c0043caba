//! Players of a unit's wording, and the countries that they stand for.

use legation_nlp::tags::{Number, Person};
use legation_nlp::{TokenId, Upos};

use crate::cast::{ActorIx, Cast, Participant};

use super::index::Hit;
use super::roles::{self, Scene};
use super::slots::Slot;

/// Players in the slots beside the head of a wording, and in those with a preposition beside its other words:
/// "imposed sanctions on X" hangs X on the sanctions.
pub(super) fn fillers(scene: Scene<'_>, hit: &Hit<'_>, slots: &[Slot], deep: bool) -> Vec<Participant> {
    let mut out = roles::players(scene, slots, hit.head, deep);
    let loose: Vec<Slot> =
        slots.iter().filter(|s| matches!(s, Slot::Prep(..) | Slot::Dative)).cloned().collect();
    for &part in hit.parts.iter().filter(|&&p| matches!(scene.text.doc.upos(p), Upos::Noun | Upos::Propn)) {
        roles::add(&mut out, roles::players(scene, &loose, part, deep));
    }
    out
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

pub(super) fn countries(cast: &Cast, list: &[Participant]) -> usize {
    list.iter().filter_map(|p| country(cast, p)).collect::<std::collections::BTreeSet<_>>().len()
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
