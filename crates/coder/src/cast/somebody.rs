//! Names of persons that the model missed and the words around tell: an honorific or "his Estonian colleague" before, who one is behind.

use std::ops::Range;

use legation_lexicon::agents::Refers;
use legation_lexicon::offices::Part;
use legation_lexicon::small::Small;
use legation_model::Lang;
use legation_nlp::{NameKind, Rel, TokenId, Upos};

use super::names::{NameHit, after_title, make};
use super::scan::Scan;

/// Words of a name at most, particles included.
const LONGEST: usize = 4;

/// Finds them; `names` are those found already.
pub(super) fn find(scan: &Scan<'_>, names: &[NameHit]) -> Vec<NameHit> {
    // "His counterpart A B-C": a name of which only a part was found is told whole.
    let mut out = after_counterparts(scan, names);
    out.extend(after_regions(scan, names));
    for n in after_honorifics(scan).into_iter().chain(described(scan)) {
        let overlaps = |o: &NameHit| o.tokens.start < n.tokens.end && n.tokens.start < o.tokens.end;
        if !names.iter().chain(&out).any(overlaps) {
            out.push(n);
        }
    }
    out
}

/// Names behind "his Estonian colleague" that the model missed.
fn after_counterparts(scan: &Scan<'_>, names: &[NameHit]) -> Vec<NameHit> {
    let agents = scan.text.lexicon.agents();
    let mut out = Vec::new();
    for t in 1..scan.text.doc.len() as TokenId {
        if scan.lang(t) != Lang::En || scan.entity_over(t - 1).is_none_or(|h| h.tokens.end != t) {
            continue;
        }
        let Some((len, Refers::Counterpart)) = agents.refers(Lang::En, scan.ahead(t)) else { continue };
        let next = t + len as TokenId;
        if next >= scan.sentence(t).end || names.iter().any(|n| n.tokens.contains(&next)) {
            continue;
        }
        out.extend(after_title(scan, next).filter(|n| n.tokens.len() > 1));
    }
    out
}

/// "Acting Governor of Tver Region Anna Petrova": names behind that of a region that the model missed.
fn after_regions(scan: &Scan<'_>, names: &[NameHit]) -> Vec<NameHit> {
    let free = |t: TokenId| scan.entity_over(t).is_none() && !names.iter().any(|n| n.tokens.contains(&t));
    let region = |t: TokenId| scan.is_capital(t) && scan.small(t, &[Small::PlaceNoun]);
    let begins = |t: TokenId| {
        scan.sentence(t).start + 1 < t
            && region(t - 1)
            && scan.is_name_word(t)
            && free(t)
            && scan.persons.given(scan.form(t)).is_some()
    };
    let starts = (2..scan.text.doc.len() as TokenId).filter(|&t| scan.lang(t) == Lang::En && begins(t));
    starts.filter_map(|t| after_title(scan, t).filter(|n| n.tokens.len() > 1)).collect()
}

/// "Mr Le Blanc", «г-н Петров».
fn after_honorifics(scan: &Scan<'_>) -> Vec<NameHit> {
    let doc = scan.text.doc;
    // "The Dr Petrov Clinic", "Prince William Sound": what is called after somebody is a house or a place of its own.
    let called = |n: &NameHit| {
        let head = scan.head_of(&n.tokens);
        let up = doc.head(head).filter(|_| doc.rel(head).base() == Rel::Compound);
        up.is_some_and(|up| up >= n.tokens.end)
    };
    let begins = |t: TokenId| {
        scan.part(t - 1..t) == Some(Part::Honorific)
            && scan.sentence(t).contains(&(t - 1))
            && scan.is_capital(t)
            && scan.entity_over(t - 1).is_none()
            && scan.entity_over(t).is_none()
    };
    let starts = (1..doc.len() as TokenId).filter(|&t| begins(t));
    starts.filter_map(|t| after_title(scan, t).filter(|n| !called(n))).collect()
}

/// "Ann Holt, a councillor, …", "Ann Holt, who …": a capitalised stranger whom the next words call a person.
fn described(scan: &Scan<'_>) -> Vec<NameHit> {
    let doc = scan.text.doc;
    let mut out = Vec::new();
    let mut t = 0;
    while (t as usize) < doc.len() {
        let tokens = run(scan, t);
        t = tokens.end.max(t + 1);
        if tokens.len() > 1 && is_told_a_person(scan, &tokens) {
            out.extend(make(scan, tokens));
        }
    }
    out
}

/// Capitalised words from `t` that make one name which nobody knows.
fn run(scan: &Scan<'_>, t: TokenId) -> Range<TokenId> {
    let doc = scan.text.doc;
    let end = scan.sentence(t).end;
    let house = |t: TokenId| {
        scan.offices.house(scan.lang(t), scan.ahead(t)).is_some()
            || scan.offices.title(scan.lang(t), scan.ahead(t)).is_some()
            || scan.text.lexicon.agents().agent(scan.lang(t), scan.ahead(t)).is_some()
    };
    let word = |t: TokenId| {
        scan.is_name_word(t)
            && scan.is_capital(t)
            && doc.upos(t) == Upos::Propn
            && scan.entity_over(t).is_none()
            && !scan.is_possessive(t)
            && !house(t)
    };
    let particle = |t: TokenId| scan.persons.is_particle(scan.form(t));
    let mut stop = t;
    while stop < end && (word(stop) || stop > t && particle(stop)) {
        stop += 1;
    }
    while stop > t && !word(stop - 1) {
        stop -= 1;
    }
    // "The Holt Foundation, who pay for it": an article makes it a thing.
    let thing = t > scan.sentence(t).start && matches!(doc.upos(t - 1), Upos::Det | Upos::Adj | Upos::Noun);
    if thing || stop - t > LONGEST as TokenId { stop..stop } else { t..stop }
}

/// Whether a comma and "who", or one person's calling, stand behind a name that the model takes for no place.
fn is_told_a_person(scan: &Scan<'_>, tokens: &Range<TokenId>) -> bool {
    let doc = scan.text.doc;
    let end = scan.sentence(tokens.start).end;
    let place = doc.names().iter().any(|n| n.kind == NameKind::Place && n.tokens.contains(&tokens.start));
    if place || tokens.end + 1 >= end || !scan.is(tokens.end, &[","]) {
        return false;
    }
    let next = tokens.end + 1;
    let under =
        |t: TokenId, rel: Rel| doc.rel(t).base() == rel && doc.head(t).is_some_and(|h| tokens.contains(&h));
    if scan.small(next, &[Small::Who]) {
        let clause = doc.head(next).filter(|&c| doc.rel(next).is_subject() && c < end);
        return clause.is_some_and(|c| under(c, Rel::Acl));
    }
    let calling = |t: TokenId| {
        let agent = scan.text.lexicon.agents().agent(scan.lang(t), scan.ahead(t));
        agent.is_some_and(|(_, agent)| !agent.many)
            || scan.offices.title(scan.lang(t), scan.ahead(t)).is_some()
    };
    (next..end.min(next + 5)).find(|&t| under(t, Rel::Appos)).is_some_and(|at| (next..=at).any(calling))
}
