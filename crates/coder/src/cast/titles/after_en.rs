//! What follows an English title: owner, post, what it is in charge of. The name of the holder is no part of it.

use legation_lexicon::agents::Link;
use legation_lexicon::offices::{Part, Takes};
use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx, Form};
use legation_model::{Lang, Phase, Sector};
use legation_nlp::{TokenId, Upos};

use super::super::entities::EntityHit;
use super::super::groups::town;
use super::super::names::NameHit;
use super::super::scan::Scan;
use super::{Owner, TitleHit, list_step, name_from};

pub(super) fn after_en(scan: &Scan<'_>, names: &[NameHit], hit: &mut TitleHit, phase: &mut Option<Phase>) {
    let doc = scan.text.doc;
    let end = scan.sentence(hit.core.start).end;
    let mut at = hit.tokens.end;
    // president-elect
    if scan.is(at, &["-"])
        && at + 1 < end
        && let Some(Part::Phase(p)) = scan.part(at + 1..at + 2)
    {
        phase.get_or_insert(p);
        at += 2;
        hit.tokens.end = at;
    } else if at < end
        && scan.small(at, &[Small::Elect])
        && let Some(Part::Phase(p)) = scan.part(at..at + 1)
    {
        phase.get_or_insert(p);
        at += 1;
        hit.tokens.end = at;
    }
    if hit.title.takes == Takes::Fixed {
        return;
    }
    let mut seen_of = false;
    while at < end {
        let takes = hit.title.takes;
        let post = takes == Takes::Post;
        let of = scan.small(at, &[Small::Of]);
        let opens = of && (!seen_of || post)
            || scan.small(at, &[Small::For])
                && matches!(takes, Takes::Body | Takes::Tail | Takes::Post | Takes::Staff)
            || scan.small(at, &[Small::At]) && matches!(takes, Takes::Body | Takes::Staff)
            || scan.small(at, &[Small::With]) && !seen_of && matches!(takes, Takes::Body | Takes::Staff)
            || scan.small(at, &[Small::Posted]) && post;
        if !opens {
            break;
        }
        let mut next = at + 1;
        while scan.small(next, &[Small::Article]) {
            next += 1;
        }
        if next >= end || name_from(names, next).is_some() && scan.entity_from(next).is_none() {
            break;
        }
        let target = !of && post;
        if let Some(entity) = scan.entity_from(next)
            && !(entity.form == Form::Adjective && continues_np(scan, entity.tokens.end))
        {
            seen_of = true;
            if target {
                hit.posts.push(entity.entity);
            } else {
                hit.owners.push(Owner::of(entity));
            }
            at = entity.tokens.end;
            // "head of the EU Delegation", "chairperson of the African Union Commission": the house goes on.
            while at < end
                && scan.is_capital(at)
                && !entity_is_state(scan, entity.entity)
                && let Some((len, _)) = scan.offices.house(Lang::En, scan.ahead(at))
            {
                at += len as TokenId;
            }
            hit.tokens.end = at;
            at = also_of(scan, hit, at);
            at = house_of(scan, names, hit, entity, at);
            hit.tokens.end = at;
            // "president of Russia's ..." stops here
            continue;
        }
        // A phrase that the lexicon does not know.
        let mut stop = next;
        while stop < end
            && stop - next < 8
            && name_from(names, stop).is_none()
            && (matches!(doc.upos(stop), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num)
                || stop > next
                    && scan.is_possessive(stop)
                    && scan.is_capital(stop - 1)
                    && continues_np(scan, stop + 1)
                || stop > next && scan.small(stop, &[Small::HouseGoesOn]) && continues_np(scan, stop + 1))
        {
            stop += 1;
        }
        if stop == next {
            break;
        }
        seen_of = true;
        let inner = (next..stop).filter_map(|t| scan.entity_from(t)).next_back();
        if !target {
            match inner {
                Some(e) if !target => {
                    hit.owners.push(Owner::of(e));
                }
                // "Adviser for Africa": what he is in charge of is not whom he serves.
                None if scan.small(at, &[Small::For])
                    && matches!(takes, Takes::Tail | Takes::Body)
                    && !(next..stop).any(|t| scan.offices.house(Lang::En, scan.ahead(t)).is_some()) => {}
                _ => hit.owners.push(Owner::Phrase(next..stop)),
            }
        }
        hit.charge = true;
        at = stop.max(inner.map_or(stop, |e| e.tokens.end));
        hit.tokens.end = at;
    }
    if hit.owners.is_empty() && at == hit.core.end {
        seated(scan, names, hit);
    }
}

/// "Deputy director of South Korea's National Security Office": the house of the state goes on behind the possessive.
fn house_of(scan: &Scan<'_>, names: &[NameHit], hit: &TitleHit, state: &EntityHit, at: TokenId) -> TokenId {
    let end = scan.sentence(hit.core.start).end;
    let takes = matches!(hit.title.takes, Takes::Body | Takes::Staff | Takes::Tail);
    if !takes || at != state.tokens.end || !entity_is_state(scan, state.entity) || !scan.is_possessive(at) {
        return at;
    }
    let named = |t: TokenId| {
        matches!(scan.text.doc.upos(t), Upos::Propn | Upos::Noun | Upos::Adj)
            && scan.is_capital(t)
            && name_from(names, t).is_none()
    };
    let stop = (at + 1..end).take_while(|&t| named(t)).last();
    stop.map_or(at, |last| last + 1)
}

/// "Leaders of Russia, Turkey and Iran": the owners listed from `at` on; where they end.
fn also_of(scan: &Scan<'_>, hit: &mut TitleHit, mut at: TokenId) -> TokenId {
    let end = scan.sentence(hit.core.start).end;
    while hit.plural && at + 1 < end {
        let skip = list_step(scan, at);
        let Some(entity) = scan.entity_from(at + skip).filter(|_| skip > 0) else { break };
        if !matches!(entity.form, Form::Name | Form::Acronym) {
            break;
        }
        hit.owners.push(Owner::of(entity));
        at = entity.tokens.end;
    }
    at
}

/// "Prosecutors in Sweden", "a judge in Lima", "lawmakers from northern Chad": a bench or house is of the place where it sits.
fn seated(scan: &Scan<'_>, names: &[NameHit], hit: &mut TitleHit) {
    let own = [Sector::Jud, Sector::Leg, Sector::Cop];
    let sits = !hit.title.sectors.is_empty() && hit.title.sectors.iter().all(|s| own.contains(s));
    let end = scan.sentence(hit.core.start).end;
    let mut at = hit.tokens.end;
    if !sits || at + 1 >= end || !scan.text.lexicon.agents().links(Lang::En, Link::From, scan.folded(at)) {
        return;
    }
    at += 1;
    while at + 1 < end
        && at < hit.tokens.end + 3
        && scan.entity_from(at).is_none()
        && matches!(scan.text.doc.upos(at), Upos::Det | Upos::Adj)
    {
        at += 1;
    }
    if names.iter().any(|n| n.tokens.contains(&at)) {
        return;
    }
    if let Some(state) = scan.entity_from(at)
        && matches!(state.form, Form::Name | Form::Acronym)
        && entity_is_state(scan, state.entity)
        && !scan.text.doc.rel(at).is_subject()
    {
        hit.owners.push(Owner::of(state));
        hit.tokens.end = also_of(scan, hit, state.tokens.end);
        return;
    }
    let state = |country| scan.text.lexicon.by_id(country);
    if let Some((stop, ix)) = town(scan, at).and_then(|(stop, country)| Some((stop, state(country)?))) {
        hit.tokens.end = stop;
        hit.owners.push(Owner::Entity { ix, owner: None, tokens: at..stop });
    }
}

fn entity_is_state(scan: &Scan<'_>, ix: EntityIx) -> bool {
    matches!(scan.text.lexicon.entity(ix).class, Class::State | Class::Polity)
}

fn continues_np(scan: &Scan<'_>, t: TokenId) -> bool {
    (t as usize) < scan.text.doc.len()
        && matches!(scan.text.doc.upos(t), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Det)
        && (scan.small(t, &[Small::The]) || scan.text.doc.upos(t) != Upos::Det)
}
