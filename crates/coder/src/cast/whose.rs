//! Whose an official or a person is whom no words of a title tell: by who acts in the same or the sentence before, or by the town told
//! of him. Titles that tell it themselves are read in `titles`.

use std::ops::Range;

use legation_lexicon::agents::Link;
use legation_lexicon::small::Small;
use legation_lexicon::{EntityIx, Form};
use legation_nlp::{Rel, TokenId, Upos};

use super::entities::{EntityHit, country_of, is_country};
use super::scan::Scan;
use super::titles::TitleHit;
use crate::place;

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

/// "Chadian prosecutors opened an inquiry. Justice Minister Ali Omar …": the state whose bodies or people the clause or one of the two
/// sentences before in the paragraph is about, where the words in between name no other.
pub(super) fn neighbour(scan: &Scan<'_>, t: TokenId) -> Option<EntityIx> {
    let doc = scan.text.doc;
    let here = doc.sentence_index(t);
    let own = doc.sentence(t);
    let state = |h: &EntityHit| country_of(&scan.text, h.entity, h.owner);
    let told = |h: &&EntityHit, tokens: &Range<TokenId>| {
        tokens.contains(&h.tokens.start) && !scan.quoted[h.tokens.start as usize]
    };
    // "The Moldovan speaker agreed, but socialist leader Ada Rusu …"
    let clause =
        |h: &&EntityHit| told(h, &(own.tokens.start..t)) && people(scan, h) && side_by_side(scan, h, t);
    let beside: Vec<&str> = scan.entities.iter().filter(clause).filter_map(state).collect();
    let ahead = own.tokens.start..t;
    let mut first = beside.first().copied();
    let mut alone = beside.iter().all(|c| Some(*c) == first);
    for back in (1..=REACH).take_while(|back| *back <= here) {
        let before = &doc.sentences()[here - back];
        if before.segment != own.segment || first.is_some() {
            break;
        }
        let acting: Vec<&str> = scan
            .entities
            .iter()
            .filter(|h| told(h, &before.tokens) && people(scan, h))
            .filter_map(state)
            .collect();
        first = acting.first().copied();
        alone = acting.iter().all(|c| Some(*c) == first);
        if first.is_none() && scan.entities.iter().any(|h| told(&h, &before.tokens)) {
            break;
        }
    }
    let first = first?;
    let other = scan.entities.iter().any(|h| told(&h, &ahead) && state(h).is_some_and(|c| c != first));
    scan.text.lexicon.by_id(first).filter(|ix| alone && !other && is_country(scan.text.lexicon.entity(*ix)))
}

/// Sentences back in which somebody is looked for whose state goes on.
const REACH: usize = 2;

/// Whether the words tell whose a subject is: "Polish officials", "the president of Chad".
fn people(scan: &Scan<'_>, hit: &EntityHit) -> bool {
    let head = scan.head_of(&hit.tokens);
    let of = hit.form == Form::Name && scan.text.doc.rel(head).base() == Rel::Nmod;
    (hit.form == Form::Adjective || hit.owner_tokens.is_some() || of) && super::scene::acts(&scan.text, hit)
}

/// Whether the clause of `t` stands beside that of the subject that `hit` is a part of.
fn side_by_side(scan: &Scan<'_>, hit: &EntityHit, t: TokenId) -> bool {
    let doc = scan.text.doc;
    let verb = |t: TokenId| doc.ancestors(t).find(|&v| doc.upos(v) == Upos::Verb);
    let (first, second) = (verb(hit.tokens.start), verb(t));
    second.is_some_and(|v| matches!(doc.rel(v).base(), Rel::Conj | Rel::Parataxis) && doc.head(v) == first)
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
    let mut states = scan
        .entities
        .iter()
        .filter(named)
        .filter_map(|h| country_of(&scan.text, h.entity, h.owner))
        .peekable();
    let told = states.peek().is_some() && states.all(|c| c == id);
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
    for (tokens, id) in towns(scan, &scan.sentence(head)) {
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
    let inside = |t: &Range<TokenId>| {
        t.start > sentence.start
            && scan.small(t.start - 1, &[Small::Within])
            && !scan.quoted[t.start as usize]
    };
    place::cities(&scan.text, sentence.start).into_iter().filter(|(t, _)| inside(t)).collect()
}
