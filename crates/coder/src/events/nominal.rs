//! Who acts in a noun: "the Russian invasion of Ukraine", "the arrest of X by Y", "Israel's raid on Z", "his arrest".

use legation_model::Lang;

use crate::cast::Participant;

use super::cues::Cue;
use super::frames::{Class, Roles};
use super::index::Hit;
use super::roles::{self, Scene};
use super::sides::fillers;
use super::slots::{Slot, is_passive, preposition};

/// The actors of a unit as it is worded here. For an English noun whose `of` names whom it befalls, the agent is who
/// stands after `by` or `from`, else the adjective, else the possessor, and the last only when somebody else is befallen.
pub(super) fn actors(scene: Scene<'_>, hit: &Hit<'_>, roles: &Roles) -> Vec<Participant> {
    if !of_befalls(scene, hit, roles) {
        return fillers(scene, hit, &agents(scene, hit, roles), false);
    }
    let wanted =
        |test: fn(&Slot) -> bool| -> Vec<Slot> { roles.actor.iter().filter(|s| test(s)).cloned().collect() };
    let agent = fillers(scene, hit, &wanted(|s| matches!(s, Slot::Prep(..))), false);
    if !agent.is_empty() {
        return agent;
    }
    let adjective = fillers(scene, hit, &wanted(|s| matches!(s, Slot::Adjective)), false);
    if !adjective.is_empty() {
        return adjective;
    }
    if roles.actor.contains(&Slot::Genitive) && !fillers(scene, hit, &roles.recipient, true).is_empty() {
        return possessors(scene, hit);
    }
    Vec::new()
}

/// The slots of the actor: behind "by" only a passive or a noun has one, "welcomed the decision by X" is not X's doing.
fn agents(scene: Scene<'_>, hit: &Hit<'_>, roles: &Roles) -> Vec<Slot> {
    let doc = scene.text.doc;
    let active = hit.class == Class::Verb && doc.lang(hit.head) == Lang::En && !is_passive(doc, hit.head);
    let by = |slot: &Slot| matches!(slot, Slot::Prep(p, _) if scene.index.cues.is(Lang::En, Cue::Agent, p));
    let subject = roles.actor.contains(&Slot::Subject);
    roles.actor.iter().filter(|slot| !(active && subject && by(slot))).cloned().collect()
}

/// Whom a noun befalls that names nobody after `of`: its possessor, when somebody else acts or nobody is named.
pub(super) fn befallen(
    scene: Scene<'_>,
    hit: &Hit<'_>,
    roles: &Roles,
    actors: &[Participant],
) -> Vec<Participant> {
    if of_befalls(scene, hit, roles) { roles::without(&possessors(scene, hit), actors) } else { Vec::new() }
}

fn of_befalls(scene: Scene<'_>, hit: &Hit<'_>, roles: &Roles) -> bool {
    hit.class == Class::Noun
        && scene.text.doc.lang(hit.head) == Lang::En
        && roles.recipient.iter().any(|s| matches!(s, Slot::Prep(p, _) if p == "of"))
}

fn possessors(scene: Scene<'_>, hit: &Hit<'_>) -> Vec<Participant> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for t in Slot::Genitive.fill(doc, hit.head) {
        if preposition(doc, t).is_none() {
            roles::add(&mut out, scene.cast.participants(scene.text, t, scene.speaker));
        }
    }
    out
}
