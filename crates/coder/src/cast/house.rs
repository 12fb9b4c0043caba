//! Which words of a title are the position, and which name the house where it is held.

use std::ops::Range;

use legation_lexicon::offices::{House, Part, Takes};
use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx, Form};
use legation_model::{ActorKind, ActorRef, Lang, Office};
use legation_nlp::tags::VerbForm;
use legation_nlp::{TokenId, Upos};

use super::entities;
use super::make::entity_actor;
use super::offices::{Fact, record_owner};
use super::scan::Scan;
use super::titles::{OPENING, Owner, TitleHit, model_organisation};

/// A title parted in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Split {
    /// *министр торговли*, *deputy head*.
    pub(super) position: Range<TokenId>,
    /// *Китая*, *Trade Department of Acme*; `None`: not told beside the title.
    pub(super) house: Option<Range<TokenId>>,
}

/// Parts the words of a title.
pub(super) fn split(scan: &Scan<'_>, hit: &TitleHit) -> Split {
    let start = position_start(scan, hit);
    let (end, behind) =
        if scan.lang(hit.core.start) == Lang::Ru { behind_ru(scan, hit) } else { behind_en(scan, hit) };
    let house = behind.or_else(|| {
        let mut owners = hit.owners.iter().map(owner_tokens);
        owners.rfind(|o| !o.is_empty() && o.end <= hit.core.start)
    });
    Split { position: start..end.max(start + 1), house }
}

fn owner_tokens(owner: &Owner) -> Range<TokenId> {
    match owner {
        Owner::Entity { tokens, .. } | Owner::Phrase(tokens) => tokens.clone(),
    }
}

/// *First deputy*, *trade* before the title belong to the position; whose it is and the phase do not.
fn position_start(scan: &Scan<'_>, hit: &TitleHit) -> TokenId {
    let owned = |t: TokenId| hit.owners.iter().any(|o| owner_tokens(o).contains(&t));
    let phase = |end: TokenId| {
        (1..=3).any(|len| {
            end >= hit.tokens.start + len && matches!(scan.part(end - len..end), Some(Part::Phase(_)))
        })
    };
    let mut at = hit.core.start;
    while at > hit.tokens.start {
        let t = at - 1;
        if hit.boss.as_ref().is_some_and(|b| b.contains(&t))
            || owned(t)
            || phase(at)
            || scan.is_possessive(t)
            || scan.entity_over(t).is_some()
        {
            break;
        }
        at = t;
    }
    while at < hit.core.start && scan.is(at, &["-", ","]) {
        at += 1;
    }
    at
}

fn behind_ru(scan: &Scan<'_>, hit: &TitleHit) -> (TokenId, Option<Range<TokenId>>) {
    let doc = scan.text.doc;
    let (floor, end) = (hit.core.start + 1, hit.tokens.end);
    if hit.title.takes == Takes::Post {
        let owner = hit.owners.iter().map(owner_tokens).find(|o| o.start >= hit.core.end);
        return (hit.core.end, owner);
    }
    // What follows is the house, unless the title says what it is in charge of.
    let charge = matches!(hit.title.takes, Takes::Tail) || hit.deputy && hit.title.takes == Takes::State;
    let mut by = false;
    for t in floor..end {
        by |= t >= hit.core.end && scan.small(t, &[Small::ChargeOrLack]);
        let known = scan.entity_from(t).filter(|h| h.form != Form::Demonym);
        let noun = scan.offices.house(Lang::Ru, scan.ahead(t)).map(|(_, house)| house);
        // "Глава государства" is one position, "секретарь совета" has a house in it.
        let inside = t < hit.core.end;
        let house =
            noun.is_some_and(|house| if inside { house == House::Part } else { !by || house == House::Own });
        let open = scan.is(t, OPENING) && !by;
        let plain = t >= hit.core.end
            && !charge
            && !by
            && matches!(doc.upos(t), Upos::Noun | Upos::Propn | Upos::Adj | Upos::X);
        let starts = match known {
            Some(h) if h.form == Form::Adjective => plain,
            // "министр по делам разведки"
            Some(h) => !by || scan.text.lexicon.entity(h.entity).class != Class::Body,
            None => house || open || plain,
        };
        if !starts {
            continue;
        }
        let mut start = t;
        let state = known.is_some_and(|h| {
            matches!(scan.text.lexicon.entity(h.entity).class, Class::State | Class::Polity | Class::Region)
        });
        let beside = |t: TokenId| {
            matches!(doc.upos(t), Upos::Adj | Upos::Det) || doc.feats(t).form == Some(VerbForm::Part)
        };
        while !state && start > floor && beside(start - 1) {
            start -= 1;
        }
        // "директор НАСА по космическим полётам": the house ends where the charge begins.
        let mut stop = end;
        if known.is_some()
            && let Some(by) = (t + 1..end).find(|&t| scan.small(t, &[Small::Charge]))
            && (t + 1..by).all(|t| scan.entity_over(t).is_some())
        {
            stop = by;
        }
        let inner = hit.owners.iter().map(|o| owner_tokens(o).end).max().unwrap_or(stop);
        if let Some(place) = (t + 1..stop)
            .find(|&t| t >= inner && doc.upos(t) == Upos::Adp && !scan.small(t, &[Small::HouseGoesOn]))
        {
            stop = place;
        }
        return (start, Some(start..stop));
    }
    (end, None)
}

fn behind_en(scan: &Scan<'_>, hit: &TitleHit) -> (TokenId, Option<Range<TokenId>>) {
    let doc = scan.text.doc;
    let end = hit.tokens.end;
    if hit.title.takes == Takes::Post {
        let owner = hit.owners.iter().map(owner_tokens).find(|o| o.start >= hit.core.end);
        return (hit.core.end, owner);
    }
    let charge = hit.title.takes == Takes::Tail;
    // "Chairman of the Council of Ministers": the house may stand in the title itself.
    let mut preposition = None;
    for t in hit.core.start + 1..end {
        if scan.small(t, &[Small::House]) {
            preposition = Some(t);
            continue;
        }
        let Some(of) = preposition else { continue };
        if doc.upos(t) == Upos::Det || scan.small(t, &[Small::The]) {
            continue;
        }
        let known = scan.entity_over(t).is_some_and(|h| h.form != Form::Adjective);
        let noun = scan.offices.house(Lang::En, scan.ahead(t)).map(|(_, house)| house);
        let house = noun.is_some_and(|house| t >= hit.core.end || house == House::Part);
        // "director of strategy at Acme"
        let at = (t..end).find(|&t| scan.small(t, &[Small::At]));
        if let Some(at) = at
            && !known
        {
            let start = at + 1 + u32::from(scan.small(at + 1, &[Small::Article]));
            return (at, (start < end).then_some(start..end));
        }
        let plain = t >= hit.core.end && !charge;
        if known || house || plain {
            let mut start = t;
            while start > of + 1 && !scan.small(start - 1, &[Small::Article]) {
                start -= 1;
            }
            return (of, Some(start..end));
        }
    }
    let core_end = if charge { end } else { hit.core.end };
    (core_end, None)
}

/// The actor that a record of the office names as its owner.
pub(super) fn owner_ref(scan: &Scan<'_>, fact: &Fact, hit: &TitleHit) -> Option<ActorRef> {
    let house = split(scan, hit).house;
    match &fact.of {
        Some(Owner::Entity { ix, owner, tokens }) => {
            let listed = hit.owners.len() > 1 && hit.plural;
            let whole = house
                .filter(|h| !listed && !tokens.is_empty() && h.start <= tokens.start && tokens.end <= h.end);
            if let Some(whole) = &whole
                && fact.office == Office::Other
                && part_of(scan, *ix, whole, tokens)
            {
                let country = entities::country_of(&scan.text, *ix, *owner).map(str::to_owned);
                return Some(unknown(scan, whole, country));
            }
            let body = fact.office == Office::Other
                && scan.text.lexicon.entity(*ix).class == Class::Body
                && entities::country_of(&scan.text, *ix, *owner).is_some();
            let (ix, of) = if body { (*ix, *owner) } else { (record_owner(scan, fact.of.as_ref()?)?, None) };
            Some(known(scan, ix, of, whole.unwrap_or_else(|| tokens.clone()), hit))
        }
        Some(Owner::Phrase(tokens)) => {
            let whole = house.filter(|_| hit.tokens.start <= tokens.start && tokens.end <= hit.tokens.end);
            Some(unknown(scan, &whole.unwrap_or_else(|| tokens.clone()), None))
        }
        None => None,
    }
}

/// Whether the words name more than the entity in them: *отдела завода «Заря»*, *комитета Госдумы*.
fn part_of(scan: &Scan<'_>, ix: EntityIx, whole: &Range<TokenId>, inner: &Range<TokenId>) -> bool {
    let class = scan.text.lexicon.entity(ix).class;
    for t in whole.clone().filter(|t| !inner.contains(t)) {
        let Some((len, house)) = scan.offices.house(scan.lang(t), scan.ahead(t)) else { continue };
        let next = t + len as u32;
        let beside =
            next == inner.start || next + 1 == inner.start && scan.text.doc.upos(next) == Upos::Punct;
        let named = house == House::Own
            && beside
            && matches!(
                class,
                Class::Company | Class::Party | Class::Outlet | Class::ArmedGroup | Class::Organisation
            );
        return !named;
    }
    false
}

fn unknown(scan: &Scan<'_>, tokens: &Range<TokenId>, country: Option<String>) -> ActorRef {
    let words = scan.text.tokens(tokens.clone());
    // An oblique case makes no key.
    let model =
        (scan.lang(tokens.start) != Lang::Ru).then(|| model_organisation(scan, tokens.start)).flatten();
    ActorRef {
        id: model.map(|_| scan.persons.slug(&words.quote)),
        name: words.quote.clone(),
        label: scan.persons.latin(&words.quote),
        kind: ActorKind::Organisation,
        country,
        sectors: Vec::new(),
        office: None,
        spans: vec![words],
    }
}

fn known(
    scan: &Scan<'_>,
    ix: EntityIx,
    owner: Option<EntityIx>,
    tokens: Range<TokenId>,
    hit: &TitleHit,
) -> ActorRef {
    let entity = scan.text.lexicon.entity(ix);
    let proper = |t: TokenId| scan.entity_over(t).is_some_and(|h| h.form != Form::Adjective);
    // Where the title does not name it, its name elsewhere in the article tells.
    let tokens = if tokens.is_empty() { nearest(scan, ix, hit).unwrap_or(tokens) } else { tokens };
    let spans = if tokens.is_empty() { Vec::new() } else { vec![scan.text.tokens(tokens.clone())] };
    let label = match scan.text.article.lang {
        Lang::Ru => entity.label_ru,
        _ => entity.label_en,
    };
    let name = match spans.first() {
        Some(words) if tokens.clone().any(proper) => words.quote.clone(),
        _ => label.to_owned(),
    };
    let mut actor = entity_actor(scan, ix, owner, &name);
    if actor.country.is_none() {
        actor.country = entities::union_of(scan.text.lexicon, entity.id).map(str::to_owned);
    }
    actor.called(name, spans)
}

fn nearest(scan: &Scan<'_>, ix: EntityIx, hit: &TitleHit) -> Option<Range<TokenId>> {
    let named =
        scan.entities.iter().filter(|h| h.entity == ix && matches!(h.form, Form::Name | Form::Acronym));
    named.map(|h| h.tokens.clone()).min_by_key(|t| t.start.abs_diff(hit.core.start))
}
