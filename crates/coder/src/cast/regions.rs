//! Offices of parts of states and of some people of a state, and of the one state that a sentence speaks of.

use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx};
use legation_model::{Lang, Sector};

use super::entities::{EntityHit, country_of, is_country};
use super::scan::Scan;
use super::titles::{Owner, TitleHit};

/// "Лидер оппозиции Грузии": not the state itself but some of its people are led.
pub(super) fn leads_others(scan: &Scan<'_>, hit: &TitleHit) -> bool {
    let mut beside = hit.tokens.clone().filter(|t| !hit.core.contains(t));
    beside.any(|t| {
        let agent = scan.text.lexicon.agents().agent(scan.lang(t), scan.ahead(t));
        agent.is_some_and(|(_, agent)| !agent.sectors.is_empty() && !agent.sectors.contains(&Sector::Gov))
    })
}

/// "Парламент Чечни утвердил главу республики": the region named last before, with no state between.
pub(super) fn region_before(scan: &Scan<'_>, hit: &TitleHit) -> Option<Owner> {
    let republic = hit.tokens.clone().any(|t| scan.small(t, &[Small::StateGenitive]));
    let sentence = scan.text.doc.sentence_index(hit.core.start);
    let near = |h: &&EntityHit| scan.text.doc.sentence_index(h.tokens.start) + 1 >= sentence;
    let class = |h: &&EntityHit| scan.text.lexicon.entity(h.entity).class;
    let whole = |h: &&EntityHit| matches!(class(h), Class::State | Class::Polity | Class::Region);
    let before = scan.entities.iter().rev().filter(|h| h.tokens.end <= hit.tokens.start);
    let of = |h: &EntityHit| if whole(&h) { Some(h.entity) } else { h.owner };
    let last = before.take_while(near).find_map(of).filter(|_| republic && hit.owners.is_empty())?;
    (scan.text.lexicon.entity(last).class == Class::Region).then_some(Owner::Entity {
        ix: last,
        owner: None,
        tokens: 0..0,
    })
}

/// Whether the owner is a part of a state, or a body of one.
pub(super) fn of_region(scan: &Scan<'_>, owner: &Owner) -> bool {
    let region = |ix: EntityIx| scan.text.lexicon.entity(ix).class == Class::Region;
    matches!(owner, Owner::Entity { ix, owner, .. } if region(*ix) || owner.is_some_and(region))
}

/// The state of whose bodies and people the words before a Russian title in its sentence speak, where they speak of one only.
pub(super) fn state_of_sentence(scan: &Scan<'_>, hit: &TitleHit) -> Option<EntityIx> {
    let sentence = scan.sentence(hit.core.start);
    if scan.lang(hit.core.start) != Lang::Ru || hit.plural {
        return None;
    }
    let mut told = scan.entities.iter().filter(|h| sentence.contains(&h.tokens.start));
    let state = |h: &EntityHit| country_of(&scan.text, h.entity, h.owner);
    let first = told.next().filter(|h| h.tokens.end <= hit.tokens.start)?;
    let body = scan.text.lexicon.entity(first.entity).class == Class::Body && first.owner_tokens.is_some();
    let of = state(first).filter(|_| body)?;
    let ix = scan.text.lexicon.by_id(of).filter(|ix| is_country(scan.text.lexicon.entity(*ix)))?;
    told.all(|h| state(h).is_none_or(|c| c == of)).then_some(ix)
}
