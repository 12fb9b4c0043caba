//! Words joined by "and" that share whose they are. Who the words name is found in `groups`.

use legation_lexicon::small::Small;
use legation_lexicon::{Class, Form};
use legation_nlp::TokenId;
use legation_nlp::tags::Rel;

use super::groups::{AgentHit, Owner, fits, is_open};
use super::scan::Scan;
use super::titles::{self, TitleHit};

/// "Danish media and government", "lawmakers and officials of Chad": joined by "and" they have one owner.
pub(super) fn share(scan: &Scan<'_>, first: &mut AgentHit, second: &mut AgentHit) {
    let nobody = |hit: &AgentHit| hit.owner.is_none() && hit.stranger.is_none() && hit.town.is_none();
    let joined = second.core.start == first.core.end + 1
        && scan.small(first.core.end, &[Small::And])
        && scan.sentence(first.core.start).contains(&second.core.start);
    if !joined {
        return;
    }
    let (from, to) =
        if nobody(second) && first.tokens.start < first.core.start && first.tokens.end == first.core.end {
            (&*first, second)
        } else if nobody(first) && second.tokens.end > second.core.end {
            (&*second, first)
        } else {
            return;
        };
    to.owner = from.owner;
    to.also.clone_from(&from.also);
    to.stranger.clone_from(&from.stranger);
    to.town = from.town;
}

/// "Danish media and government": a body without words of its own for whose it is has the owner of the agents before it.
pub(super) fn share_with_bodies(scan: &mut Scan<'_>, agents: &[AgentHit]) {
    let mut found = Vec::new();
    for (at, hit) in scan.entities.iter().enumerate() {
        let start = hit.tokens.start;
        let open = is_open(scan, hit) && hit.stranger.is_none();
        let before = agents.iter().find(|a| {
            open && a.core.end + 1 == start
                && a.tokens.start < a.core.start
                && scan.small(a.core.end, &[Small::And])
        });
        if let Some((owner, _)) = before.and_then(|a| a.owner) {
            found.push((at, owner));
        }
    }
    for (at, owner) in found {
        scan.entities[at].owner = Some(owner);
    }
}

/// "The Danish government and media": agents without words of their own for whose they are have the owner of the body before them.
pub(super) fn share_with_agents(scan: &Scan<'_>, agents: &mut [AgentHit]) {
    for agent in agents.iter_mut() {
        let nobody = agent.owner.is_none() && agent.stranger.is_none() && agent.town.is_none();
        let Some(link) = agent.core.start.checked_sub(1).filter(|&t| scan.small(t, &[Small::And])) else {
            continue;
        };
        if !nobody || agent.tokens != agent.core || !scan.sentence(link).contains(&agent.core.start) {
            continue;
        }
        let body = link.checked_sub(1).and_then(|t| scan.entity_over(t)).filter(|h| {
            h.tokens.end == link && h.owner_tokens.as_ref().is_some_and(|o| o.start == h.tokens.start)
        });
        if let Some(owner) = body.and_then(|h| h.owner) {
            agent.owner = Some((owner, None));
        }
    }
}

/// "Lawmakers and officials in Chad": titles of several without a name take the owner told behind the noun joined to them.
pub(super) fn share_with_titles(scan: &Scan<'_>, titles: &mut [TitleHit], agents: &[AgentHit]) {
    for title in titles.iter_mut().filter(|t| t.plural && t.owners.is_empty()) {
        let end = title.tokens.end;
        let joined = agents
            .iter()
            .find(|a| a.core.start == end + 1 && a.tokens.start == a.core.start && a.tokens.end > a.core.end);
        if let Some(agent) = joined.filter(|_| scan.small(end, &[Small::And])) {
            let owners = agent.owner.iter().chain(&agent.also);
            title.owners.extend(owners.map(|&(ix, owner)| titles::Owner::Entity { ix, owner, tokens: 0..0 }));
        }
    }
}

/// "Russian, Chinese and Iranian troops": whose adjectives are joined to the one that starts at `start`, and where the
/// first of them starts.
pub(super) fn adjectives_before(scan: &Scan<'_>, start: TokenId, floor: TokenId) -> (Vec<Owner>, TokenId) {
    let whose = |t: TokenId| {
        scan.entity_over(t).filter(|h| {
            h.tokens.end == t + 1 && matches!(h.form, Form::Adjective | Form::Acronym) && fits(scan, h.entity)
        })
    };
    let (mut out, mut first, mut joined) = (Vec::new(), start, false);
    while first >= floor + 2 && whose(first).is_some() {
        let link = first - 1;
        let and = scan.small(link, &[Small::And]) || scan.is(link, &["-", "–"]);
        joined |= and;
        if !joined || !(and || scan.is(link, &[","])) {
            break;
        }
        let Some(other) = whose(link - 1) else { break };
        out.insert(0, (other.entity, other.owner));
        first = other.tokens.start;
    }
    (out, first)
}

/// "Officials in Russia and China": the states joined to the one whose name is headed by `first`.
pub(super) fn states_after(scan: &Scan<'_>, first: TokenId) -> Vec<Owner> {
    let doc = scan.text.doc;
    let state = |t: TokenId| {
        let other = scan.entity_over(t).filter(|h| matches!(h.form, Form::Name | Form::Acronym))?;
        let class = scan.text.lexicon.entity(other.entity).class;
        let plain = doc.child(t, Rel::Case).is_none();
        (plain && matches!(class, Class::State | Class::Polity | Class::Organisation))
            .then_some((other.entity, other.owner))
    };
    doc.children_by(first, Rel::Conj).filter_map(state).collect()
}
