//! Whom an answer is for that does not say so: "Warsaw expelled two Russian diplomats. Moscow promised to respond", «Тегеран просьбу отклонил».
//! Nothing is read here but the acts told right before, and the place.

use legation_model::{Plover, Status};

use crate::cast::Participant;
use crate::place;

use super::act::Act;
use super::addressee;
use super::authority;
use super::roles::Scene;
use super::sides::{country, key};

/// Sentences back in which the deed that is answered may stand.
const BACK: usize = 1;

/// Acts back among which it is looked for.
const LATELY: usize = 40;

/// "Ethiopia accused Eritrea of a raid and warned that it would answer": what the same side says or does against nobody named goes to whom it
/// has just turned against.
pub(super) fn go_on(scene: Scene<'_>, act: &mut Act) {
    let hostile = |plover: Plover| matches!(plover, Plover::Accuse | Plover::Threaten | Plover::Sanction);
    if !hostile(act.plover) || !act.recipients.is_empty() || act.noun {
        return;
    }
    let Some(own) = single(scene, &act.actors) else { return };
    let before =
        scene.told.iter().rev().take(LATELY).filter(|deed| is_near(scene, deed, act)).find_map(|deed| {
            let turned = hostile(deed.plover) || deed.plover == Plover::Request;
            let other = single(scene, &deed.recipients).filter(|other| *other != own && turned)?;
            (single(scene, &deed.actors) == Some(own)).then_some((deed, other))
        });
    let Some((deed, other)) = before else { return };
    if !names_third(scene, act, [own, other]) {
        act.recipients.clone_from(&deed.recipients);
        act.needs.retain(|need| need != "foreign");
    }
}

/// "Israeli drones hit a car near the Lebanese city of Tyre": a blow from abroad against nothing that is anybody's falls on the state of its
/// place.
pub(super) fn on_place(scene: Scene<'_>, act: &mut Act) {
    if act.plover != Plover::Assault || act.noun || !act.recipients.is_empty() {
        return;
    }
    let Some(own) = single(scene, &act.actors) else { return };
    let Some(state) = place::of_clause(scene.text, act.at).and_then(|p| p.country) else { return };
    if state != own && scene.text.lexicon.by_id(own).is_some() {
        act.recipients.extend(authority::of_place(scene.text, scene.cast, act));
    }
}

/// Gives words and measures against nobody named the doer of what was just done to whoever says or takes them. Not where the sentence names
/// a third party.
pub(super) fn supply(scene: Scene<'_>, act: &mut Act) {
    if !answers(act) || !act.recipients.is_empty() || act.noun {
        return;
    }
    let Some(own) = single(scene, &act.actors) else { return };
    let done =
        scene.told.iter().rev().take(LATELY).filter(|deed| is_near(scene, deed, act)).find_map(|deed| {
            let doer = single(scene, &deed.actors).filter(|doer| *doer != own)?;
            let to_us = deed.recipients.iter().any(|p| country(scene.cast, p) == Some(own));
            (to_us && deed.modality().status != Status::Denied).then_some((deed, doer))
        });
    let Some((deed, doer)) = done else { return };
    if names_third(scene, act, [own, doer]) {
        return;
    }
    act.recipients.clone_from(&deed.actors);
    act.needs.retain(|need| need != "foreign");
}

/// Whether the act is one that answers others.
fn answers(act: &Act) -> bool {
    match act.plover {
        Plover::Accuse | Plover::Reject | Plover::Threaten | Plover::Sanction => true,
        Plover::Support => addressee::is_addressed(act),
        _ => false,
    }
}

/// The one country or organisation of all in the list.
fn single<'a>(scene: Scene<'a>, list: &[Participant]) -> Option<&'a str> {
    let mut keys = list.iter().map(|p| country(scene.cast, p));
    let first = keys.next()??;
    keys.all(|k| k == Some(first)).then_some(first)
}

/// In the same paragraph before, at most a sentence back.
fn is_near(scene: Scene<'_>, deed: &Act, act: &Act) -> bool {
    let doc = scene.text.doc;
    let (then, now) = (deed.trigger.2, act.trigger.2);
    then < now
        && doc.sentence(then).segment == doc.sentence(now).segment
        && doc.sentence_index(now) - doc.sentence_index(then) <= BACK
        && !scene.text.in_title(then)
}

/// Whether the sentence of the act names somebody else than the two.
fn names_third(scene: Scene<'_>, act: &Act, two: [&str; 2]) -> bool {
    let tokens = scene.text.doc.sentence(act.trigger.2).tokens.clone();
    let inside = scene.cast.mentions().iter().filter(|m| tokens.contains(&m.head));
    inside.flat_map(|m| &m.actors).filter_map(|&ix| key(scene.cast, ix)).any(|k| !two.contains(&k))
}
