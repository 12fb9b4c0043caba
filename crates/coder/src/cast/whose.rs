//! Whose an official or a person is whom no words of a title tell: by "its", by who acts in the same or the sentence before, by the house
//! or the town told of him. Titles that tell it themselves are read in `titles`.

use std::ops::Range;

use legation_lexicon::agents::Link;
use legation_lexicon::offices::Key;
use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx, Form};
use legation_model::Office;
use legation_nlp::{Rel, TokenId, Upos};

use super::entities::{EntityHit, country_of, is_country};
use super::names::NameHit;
use super::scan::Scan;
use super::titles::TitleHit;
use crate::place;

/// "Its minister", "whose minister": the state meant by the pronoun at `word`, before the title.
pub(super) fn its(scan: &Scan<'_>, names: &[NameHit], hit: &TitleHit, word: TokenId) -> Option<EntityIx> {
    state_behind_its(scan, names, word).or_else(|| acting_before(scan, names, hit, word))
}

/// "Japan, according to its defence minister": the one state that the sentence names before, where no person stands between.
fn state_behind_its(scan: &Scan<'_>, names: &[NameHit], word: TokenId) -> Option<EntityIx> {
    let before = scan.sentence(word).start..word;
    if before.is_empty() {
        return subject_before(scan, word);
    }
    let mut states = scan.entities.iter().filter(|h| {
        before.contains(&h.tokens.start)
            && !scan.quoted[h.tokens.start as usize]
            && matches!(h.form, Form::Name | Form::Acronym | Form::Capital)
            && is_country(scan.text.lexicon.entity(h.entity))
    });
    let Some(first) = states.next() else { return body_before(scan, before.start) };
    let between = first.tokens.end..word;
    let person = names.iter().any(|n| between.contains(&n.tokens.start));
    let other = scan
        .entities
        .iter()
        .any(|h| between.contains(&h.tokens.start) && !is_country(scan.text.lexicon.entity(h.entity)));
    (!person && !other && states.all(|h| h.entity == first.entity)).then_some(first.entity)
}

/// "Norway is to withhold aid to Chad, its foreign minister said", "Sweden, whose minister …": the one state that acts before, and has such
/// offices.
fn acting_before(scan: &Scan<'_>, names: &[NameHit], hit: &TitleHit, word: TokenId) -> Option<EntityIx> {
    let doc = scan.text.doc;
    let states_only =
        matches!(hit.title.key, Key::Office(o) if !matches!(o, Office::Spokesperson | Office::Other));
    let start = scan.sentence(word).start;
    let mut states = scan.entities.iter().filter(|h| {
        let head = scan.head_of(&h.tokens);
        (start..word).contains(&h.tokens.start)
            && !scan.quoted[h.tokens.start as usize]
            && matches!(h.form, Form::Name | Form::Acronym | Form::Capital)
            && is_country(scan.text.lexicon.entity(h.entity))
            && (doc.rel(head).is_subject() || doc.rel(head) == Rel::Root)
    });
    let first = states.next().filter(|_| states_only)?;
    let person = names.iter().any(|n| (start..word).contains(&n.tokens.start));
    let band = |h: &EntityHit| {
        let class = scan.text.lexicon.entity(h.entity).class;
        (start..word).contains(&h.tokens.start) && matches!(class, Class::ArmedGroup | Class::Region)
    };
    let other = person || scan.entities.iter().any(band);
    (!other && states.all(|h| h.entity == first.entity)).then_some(first.entity)
}

/// "The Russian foreign ministry protested. “It is immoral,” its spokesman said": the state of the body that opens the sentence before.
fn body_before(scan: &Scan<'_>, sentence: TokenId) -> Option<EntityIx> {
    let doc = scan.text.doc;
    let last = sentence.checked_sub(1)?;
    let before = scan.sentence(last);
    let segment = |t: TokenId| doc.sentence(t).segment;
    let hit = scan.entities.iter().find(|h| before.contains(&h.tokens.start))?;
    let acts = doc.rel(scan.head_of(&hit.tokens)).is_subject();
    let body = scan.text.lexicon.entity(hit.entity).class == Class::Body;
    let state = country_of(&scan.text, hit.entity, hit.owner).filter(|_| acts && body)?;
    (segment(last) == segment(sentence)).then(|| scan.text.lexicon.by_id(state)).flatten()
}

/// "Chad closed its border. Its defence minister …": the state that the sentence before is about.
fn subject_before(scan: &Scan<'_>, word: TokenId) -> Option<EntityIx> {
    let doc = scan.text.doc;
    let before = doc.sentence_index(word).checked_sub(1)?;
    let before = doc.sentences().get(before).filter(|s| s.segment == doc.sentence(word).segment)?;
    let named = scan
        .entities
        .iter()
        .find(|h| before.tokens.contains(&h.tokens.start) && doc.rel(scan.head_of(&h.tokens)).is_subject())?;
    let state = matches!(named.form, Form::Name | Form::Acronym | Form::Capital)
        && is_country(scan.text.lexicon.entity(named.entity));
    state.then_some(named.entity)
}

/// "The Foreign Secretary": of the few states that have one so called, the one that the article names.
pub(super) fn style(scan: &Scan<'_>, hit: &TitleHit) -> Option<EntityIx> {
    let named = |id: &&&str| {
        let state = scan.text.lexicon.by_id(id);
        state.is_some_and(|ix| {
            scan.entities.iter().any(|h| {
                h.entity == ix
                    || h.owner == Some(ix)
                    || scan.text.lexicon.entity(h.entity).country == Some(**id)
            })
        })
    };
    let mut states = hit.title.states.iter().filter(named);
    let first = states.next()?;
    if states.next().is_some() { None } else { scan.text.lexicon.by_id(first) }
}

/// "Tokyo will deliver the ships, ambassador Kenji Endo said", "Washington “stands with its ally”, Ambassador Ann Lee wrote": the one state
/// that acts in the sentence sent him.
pub(super) fn envoy(scan: &Scan<'_>, hit: &TitleHit) -> Option<EntityIx> {
    let sentence = scan.sentence(hit.core.start);
    let acts = |h: &&EntityHit| {
        sentence.contains(&h.tokens.start)
            && !hit.tokens.contains(&h.tokens.start)
            && !scan.quoted[h.tokens.start as usize]
            && matches!(h.form, Form::Name | Form::Acronym | Form::Capital)
            && is_country(scan.text.lexicon.entity(h.entity))
            && scan.text.doc.rel(scan.head_of(&h.tokens)).is_subject()
    };
    let mut states = scan.entities.iter().filter(acts).map(|h| h.entity);
    let first = states.next().filter(|ix| !hit.posts.contains(ix))?;
    states.all(|ix| ix == first).then_some(first)
}

/// Sentences back within which a neighbour is looked for.
const NEIGHBOUR: usize = 3;

/// "Chadian prosecutors opened an inquiry. Justice Minister Ali Omar …": the state whose bodies or people the sentence before in the
/// paragraph is about, where the words before the title name no other.
pub(super) fn neighbour(scan: &Scan<'_>, hit: &TitleHit) -> Option<EntityIx> {
    let doc = scan.text.doc;
    let own = doc.sentence(hit.core.start);
    let state = |h: &EntityHit| country_of(&scan.text, h.entity, h.owner);
    let told = |h: &&EntityHit, tokens: &Range<TokenId>| {
        tokens.contains(&h.tokens.start) && !scan.quoted[h.tokens.start as usize]
    };
    // "По его словам, центр закроют" between them names nobody.
    let here = doc.sentence_index(hit.core.start);
    let names = |s: &usize| {
        let tokens = &doc.sentences()[*s].tokens;
        scan.entities.iter().any(|h| told(&h, tokens) && state(h).is_some())
    };
    let before = (here.saturating_sub(NEIGHBOUR)..here).rev().find(names)?;
    let before = &doc.sentences()[before];
    if before.segment != own.segment {
        return None;
    }
    let all = || scan.entities.iter().filter(|h| told(h, &before.tokens)).filter_map(state);
    // "Франция остаётся против": a state alone in its sentence, and its subject.
    let subject = |h: &EntityHit| {
        h.form == Form::Name
            && doc.rel(scan.head_of(&h.tokens)).is_subject()
            && all().collect::<std::collections::BTreeSet<_>>().len() == 1
    };
    let acting = |h: &&EntityHit| told(h, &before.tokens) && (people(scan, h) || subject(h));
    let mut states = scan.entities.iter().filter(acting).filter_map(state);
    let first = states.next()?;
    let ahead = own.tokens.start..hit.tokens.start;
    let other = scan.entities.iter().any(|h| told(&h, &ahead) && state(h).is_some_and(|c| c != first));
    let alone = states.all(|c| c == first) && !other;
    scan.text.lexicon.by_id(first).filter(|ix| alone && is_country(scan.text.lexicon.entity(*ix)))
}

/// Whether the words tell whose a subject is: "Polish officials", "the president of Chad".
fn people(scan: &Scan<'_>, hit: &EntityHit) -> bool {
    let head = scan.head_of(&hit.tokens);
    let of = hit.form == Form::Name && scan.text.doc.rel(head).base() == Rel::Nmod;
    (hit.form == Form::Adjective || hit.owner_tokens.is_some() || of) && super::scene::acts(&scan.text, hit)
}

/// "The Canadian tariffs take effect today, Finance Minister Ann Lee said in Ottawa": the state of the town where he speaks, if the sentence
/// names it too and no other.
pub(super) fn venue(scan: &Scan<'_>, hit: &TitleHit) -> Option<EntityIx> {
    let doc = scan.text.doc;
    let sentence = scan.sentence(hit.core.start);
    let verb =
        doc.ancestors(hit.core.start).find(|&t| doc.upos(t) == Upos::Verb && !hit.tokens.contains(&t))?;
    let town = towns(scan, &sentence).into_iter().find(|(tokens, _)| {
        let head = scan.head_of(tokens);
        doc.head(head) == Some(verb) && doc.rel(head).base() == Rel::Obl
    });
    let (tokens, id) = town?;
    let named = |h: &&EntityHit| {
        sentence.contains(&h.tokens.start)
            && !scan.quoted[h.tokens.start as usize]
            && h.tokens.end <= tokens.start
            && !hit.tokens.contains(&h.tokens.start)
    };
    // "President A met Chad's minister in N'Djamena": the one met is at home there.
    let met = |h: &EntityHit| {
        h.tokens.start >= hit.tokens.end
            && doc
                .children(verb)
                .any(|o| matches!(doc.rel(o), Rel::Obj | Rel::Iobj) && doc.is_under(h.tokens.start, o))
    };
    let states: Vec<(&str, bool)> = scan
        .entities
        .iter()
        .filter(named)
        .filter_map(|h| Some((country_of(&scan.text, h.entity, h.owner)?, met(h))))
        .collect();
    let told = !states.is_empty() && states.iter().all(|(c, met)| *c == id && !met);
    scan.text.lexicon.by_id(&id).filter(|ix| told && is_country(scan.text.lexicon.entity(*ix)))
}

/// "Ada Berg, an analyst at a bank in London", "Jonas Vilks, who heads a centre in Vilnius": the state of the one town in what is told of
/// the person named by `name`.
pub(super) fn town_of_person(scan: &Scan<'_>, name: &Range<TokenId>) -> Option<String> {
    let doc = scan.text.doc;
    let head = scan.head_of(name);
    let told: Vec<TokenId> = doc
        .children(head)
        .filter(|&c| c > head && matches!(doc.rel(c), Rel::Appos | Rel::AclRelcl))
        .chain(doc.head(head).filter(|_| doc.rel(head).base() == Rel::Appos))
        .collect();
    let mut found: Option<String> = None;
    let sentence = scan.sentence(head);
    for (tokens, id) in towns(scan, &sentence).into_iter().chain(states(scan, &sentence)) {
        let part = told.iter().any(|&t| doc.is_under(tokens.start, t));
        if part && found.as_ref().is_some_and(|f| *f != id) {
            return None;
        }
        if part {
            found = Some(id);
        }
    }
    found
}

/// "Ann Lee of the French health ministry", "Иван Петров из Минздрава Франции": the country of what stands behind the name.
pub(super) fn house_of_person(scan: &Scan<'_>, name: &Range<TokenId>) -> Option<String> {
    let at = name.end;
    let end = scan.sentence(name.start).end;
    if at + 1 >= end {
        return None;
    }
    let from = scan.text.lexicon.agents().links(scan.lang(name.start), Link::From, scan.folded(at))
        && !scan.small(at, &[Small::Within]);
    if !(scan.small(at, &[Small::Of]) || from) {
        return None;
    }
    let first = (at + 1..end.min(at + 3)).find(|&t| !scan.small(t, &[Small::Article]))?;
    // The adjective may stand before its body.
    let last = scan.entities.iter().rfind(|h| h.tokens.start >= first && h.tokens.start <= first + 1)?;
    let hit = if last.form == Form::Adjective { scan.entity_from(first)? } else { last };
    // "Extradited Petrov from Thailand": whence somebody comes is not whose he is.
    let land = from && is_country(scan.text.lexicon.entity(hit.entity));
    (hit.tokens.start <= first + 1 && !land)
        .then(|| country_of(&scan.text, hit.entity, hit.owner))
        .flatten()
        .map(str::to_owned)
}

/// Towns of the sentence that stand behind "in".
fn towns(scan: &Scan<'_>, sentence: &Range<TokenId>) -> Vec<(Range<TokenId>, String)> {
    place::cities(&scan.text, sentence.start)
        .into_iter()
        .filter(|(t, _)| is_within(scan, sentence, t.start))
        .collect()
}

/// States of the sentence that stand behind "in": "a fellow at an institute in Kuwait".
fn states(scan: &Scan<'_>, sentence: &Range<TokenId>) -> Vec<(Range<TokenId>, String)> {
    let named = |h: &&EntityHit| {
        sentence.contains(&h.tokens.start)
            && matches!(h.form, Form::Name | Form::Acronym)
            && is_country(scan.text.lexicon.entity(h.entity))
            && is_within(scan, sentence, h.tokens.start)
    };
    let of = |h: &EntityHit| (h.tokens.clone(), scan.text.lexicon.entity(h.entity).id.to_owned());
    scan.entities.iter().filter(named).map(of).collect()
}

/// Whether "in" stands before `t`, outside a quotation.
fn is_within(scan: &Scan<'_>, sentence: &Range<TokenId>, t: TokenId) -> bool {
    t > sentence.start && scan.small(t - 1, &[Small::Within]) && !scan.quoted[t as usize]
}
