//! Which acts become records, and what the article adds to those that lack a player.

use legation_model::{ActorKind, Plover, Sector, ontology};
use legation_nlp::{Rel, TokenId};

use crate::agreements;
use crate::cast::{Cast, Participant};
use crate::text::Text;
use crate::trace::Reason;

use super::compose::Act;
use super::roles::{self, Scene};

/// Who met in the story: the players of the first meeting told of with two countries or more.
pub(super) fn met(cast: &Cast, acts: &[Act]) -> Vec<Participant> {
    let meets = |a: &&Act| {
        (a.plover == Plover::Consult && a.reciprocal
            || a.inner.is_some_and(|(_, p)| p == Plover::Consult) && a.plover != Plover::Request)
            && countries(cast, &a.actors) >= 2
    };
    let held = acts.iter().find(|a| a.plover == Plover::Consult && meets(a));
    held.or_else(|| acts.iter().find(meets)).map(|a| a.actors.clone()).unwrap_or_default()
}

/// Fills in players that the codebook lets the story supply: whoever met, for what was agreed or signed there.
pub(super) fn complete(met: &[Participant], acts: &mut [Act]) {
    for act in acts.iter_mut() {
        let nobody = act.actors.is_empty() && act.recipients.is_empty();
        if nobody && act.shared {
            act.actors = met.to_vec();
        }
        if act.plover == Plover::Cooperate && act.recipients.is_empty() && act.actors.len() == 1 {
            act.recipients = roles::without(met, &act.actors);
        }
    }
}

/// Whether the entry's own demands on its players are met.
pub(super) fn has_players(scene: Scene<'_>, act: &Act) -> bool {
    !act.needs.iter().any(|role| match role.as_str() {
        "actor" => act.actors.is_empty(),
        "recipient" | "abroad" => act.recipients.is_empty(),
        "both" => act.actors.is_empty() || act.recipients.is_empty(),
        "two" => act.actors.len() + act.recipients.len() < 2 && !gathers(scene.cast, act),
        "joint" => {
            let story_tells = act.actors.is_empty() && !scene.met.is_empty();
            countries(scene.cast, &act.actors) < 2 && !story_tells
        }
        "foreign" => !names_foreigner(scene, act),
        "official" => !act.actors.iter().any(|p| is_official(scene.cast, p)),
        "crowd" => act.actors.iter().all(|p| is_official(scene.cast, p)),
        _ => false,
    })
}

/// A state, its bodies and its people in office, not its crowds, parties or citizens.
fn is_official(cast: &Cast, p: &Participant) -> bool {
    p.actor.is_some_and(|ix| {
        let actor = cast.actor(ix);
        match actor.kind {
            ActorKind::State | ActorKind::Polity | ActorKind::Organisation | ActorKind::Body => {
                actor.sectors.iter().all(|s| {
                    matches!(
                        s,
                        Sector::Gov
                            | Sector::Mil
                            | Sector::Leg
                            | Sector::Jud
                            | Sector::Igo
                            | Sector::Uno
                            | Sector::Eur
                    )
                })
            }
            ActorKind::Person => actor.office.is_some(),
            ActorKind::Group => false,
        }
    })
}

/// A body of several states that meets, holds a session, takes counsel.
fn gathers(cast: &Cast, act: &Act) -> bool {
    act.plover == Plover::Consult
        && act.reciprocal
        && act.actors.iter().filter_map(|p| p.actor).any(|ix| {
            let actor = cast.actor(ix);
            actor.country.is_none()
                && actor.id.is_some()
                && (actor.kind == ActorKind::Organisation
                    || actor.sectors.iter().any(|s| matches!(s, Sector::Igo | Sector::Uno | Sector::Eur)))
        })
}

/// Whether the words of the act name another country or organisation than the actors'.
fn names_foreigner(scene: Scene<'_>, act: &Act) -> bool {
    let own: Vec<Option<&str>> =
        act.actors.iter().filter_map(|p| p.actor).map(|ix| key(scene.cast, ix)).collect();
    let under = scene.text.doc.subtree(act.trigger.2);
    !own.is_empty()
        && scene
            .cast
            .mentions()
            .iter()
            .filter(|m| under.contains(&m.head))
            .flat_map(|m| &m.actors)
            .any(|&ix| key(scene.cast, ix).is_some() && !own.contains(&key(scene.cast, ix)))
}

/// Whether the act is of political account and told well enough.
pub(super) fn keep(text: &Text<'_>, cast: &Cast, act: &Act) -> Result<(), Reason> {
    let known = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            (actor.id.is_some() || actor.country.is_some())
                && (actor.kind != ActorKind::Person || actor.country.is_some() || actor.office.is_some())
        })
    };
    if !act.actors.iter().chain(&act.recipients).any(known) {
        return Err(Reason::Unknown);
    }
    // Business, sport and crime among private people are others' affair, unless somebody is forced or hurt.
    let forced = matches!(
        act.plover,
        Plover::Assault | Plover::Protest | Plover::Coerce | Plover::Sanction | Plover::Mobilize
    );
    let public = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            ontology::is_public(actor.kind, &actor.sectors, actor.office)
        })
    };
    if !forced && !act.actors.iter().chain(&act.recipients).any(public) {
        return Err(Reason::Private);
    }
    // Words are somebody's; so is help.
    let spoken = matches!(
        act.plover,
        Plover::Agree
            | Plover::Support
            | Plover::Concede
            | Plover::Request
            | Plover::Accuse
            | Plover::Reject
            | Plover::Threaten
            | Plover::Aid
            | Plover::Cooperate
    );
    if spoken && act.actors.is_empty() {
        return Err(Reason::NoActor);
    }
    let mutual = act.plover == Plover::Cooperate && countries(cast, &act.actors) >= 2;
    if ontology::of(act.plover).needs_recipient && act.recipients.is_empty() && !mutual {
        return Err(Reason::NoRecipient);
    }
    // "About 130 agreements have been signed" adds up many deeds; the words of a name ("Meeting on Interaction", "Peace
    // Support Force") tell none.
    if inside_name(text, act) {
        return Err(Reason::InName);
    }
    if counted(text, act) { Err(Reason::Counted) } else { Ok(()) }
}

/// From how many on things done are a count over the years.
const MANY: u32 = 20;

fn counted(text: &Text<'_>, act: &Act) -> bool {
    let doc = text.doc;
    let total = |c: TokenId| {
        agreements::is_instrument(doc.lang(c), doc.lemma(c)) && agreements::is_cumulative(doc, c)
            || doc.rel(c) == Rel::NsubjPass
                && doc
                    .children(c)
                    .filter(|&n| doc.rel(n).base() == Rel::Nummod)
                    .any(|n| doc.form(n).parse::<u32>().is_ok_and(|n| n >= MANY))
    };
    act.plover == Plover::Support && doc.children(act.trigger.2).any(total)
}

fn inside_name(text: &Text<'_>, act: &Act) -> bool {
    let t = act.trigger.2;
    text.doc.names().iter().any(|n| n.tokens.contains(&t) && n.tokens.len() > 1)
        && matches!(text.doc.rel(t).base(), Rel::Compound | Rel::Flat | Rel::Amod)
}

fn countries(cast: &Cast, list: &[Participant]) -> usize {
    let keys: std::collections::BTreeSet<&str> =
        list.iter().filter_map(|p| p.actor).filter_map(|ix| key(cast, ix)).collect();
    keys.len()
}

fn key(cast: &Cast, ix: crate::cast::ActorIx) -> Option<&str> {
    let actor = cast.actor(ix);
    actor.country.as_deref().or(actor.id.as_deref())
}
