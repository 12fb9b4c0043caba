//! Which acts become records, and what the article adds to those that lack a player.

use legation_model::{ActorKind, Plover, ontology};
use legation_nlp::Rel;

use crate::cast::{Cast, Participant};
use crate::statements::Statements;
use crate::text::Text;

use super::compose::Act;
use super::roles;

/// Fills in players that the codebook lets the story supply: whoever met, for what was agreed at the meeting.
pub(super) fn complete(_text: &Text<'_>, cast: &Cast, statements: &Statements, acts: &mut [Act]) {
    let _ = statements;
    let mut met: Vec<Participant> = Vec::new();
    for act in acts.iter_mut() {
        if act.plover == Plover::Consult && countries(cast, &act.actors) >= 2 {
            met.clone_from(&act.actors);
        }
        if act.actors.is_empty() && act.plover == Plover::Agree && act.performed && act.recipients.is_empty()
        {
            act.actors.clone_from(&met);
        }
        if act.needs_recipient() && act.recipients.is_empty() && act.actors.len() == 1 && !met.is_empty() {
            let other = roles::without(&met, &act.actors);
            if act.plover == Plover::Cooperate && !other.is_empty() {
                act.recipients = other;
            }
        }
    }
}

impl Act {
    fn needs_recipient(&self) -> bool {
        ontology::of(self.plover).needs_recipient
    }
}

/// Whether the act is of political account and told well enough.
pub(super) fn keep(text: &Text<'_>, cast: &Cast, act: &Act) -> bool {
    let known = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            actor.id.is_some()
                && (actor.kind != ActorKind::Person || actor.country.is_some() || actor.office.is_some())
        })
    };
    let anyone = act.actors.iter().chain(&act.recipients).any(known);
    if !anyone {
        return false;
    }
    let mutual = countries(cast, &act.actors) >= 2;
    let needs_recipient = act.needs_recipient() && !(act.plover == Plover::Cooperate && mutual);
    if needs_recipient && act.recipients.is_empty() {
        return false;
    }
    if act.needs.iter().any(|role| match role.as_str() {
        "actor" => act.actors.is_empty(),
        "recipient" => act.recipients.is_empty(),
        "both" => act.actors.is_empty() || act.recipients.is_empty(),
        "two" => act.actors.len() + act.recipients.len() < 2,
        _ => false,
    }) {
        return false;
    }
    // The words of a name ("Meeting on Interaction", "Peace Support Force") tell no deed.
    !inside_name(text, act)
}

fn inside_name(text: &Text<'_>, act: &Act) -> bool {
    let t = act.trigger.2;
    text.doc.names().iter().any(|n| n.tokens.contains(&t) && n.tokens.len() > 1)
        && matches!(text.doc.rel(t).base(), Rel::Compound | Rel::Flat | Rel::Amod)
}

fn countries(cast: &Cast, list: &[Participant]) -> usize {
    let mut out: Vec<&str> = list.iter().filter_map(|p| p.actor).filter_map(|ix| key(cast, ix)).collect();
    out.sort_unstable();
    out.dedup();
    out.len()
}

fn key(cast: &Cast, ix: crate::cast::ActorIx) -> Option<&str> {
    let actor = cast.actor(ix);
    actor.country.as_deref().or(actor.id.as_deref())
}
