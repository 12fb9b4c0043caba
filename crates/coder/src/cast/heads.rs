//! Offices that a verb tells without a title: *возглавляет комитет*, *heads the agency*.

use std::ops::Range;

use legation_lexicon::offices::{Part, Title};
use legation_lexicon::phrase::Seen;
use legation_lexicon::small::Small;
use legation_lexicon::{Class, Form};
use legation_model::Phase;
use legation_nlp::tags::{Aspect, Case, Rel, Tense};
use legation_nlp::{TokenId, Upos};

use super::names::NameHit;
use super::scan::Scan;
use super::ties::Tie;
use super::titles::{Owner, TitleHit};

/// Adds a title and its tie for each verb that makes its subject the head of a house.
pub(super) fn find(scan: &Scan<'_>, names: &[NameHit], titles: &mut Vec<TitleHit>, ties: &mut Vec<Tie>) {
    let doc = scan.text.doc;
    for t in 0..doc.len() as TokenId {
        if scan.part(t..t + 1) != Some(Part::Heads) || !matches!(doc.upos(t), Upos::Verb | Upos::Adj) {
            continue;
        }
        let Some(title) = head_title(scan, t) else { continue };
        let Some(object) = object(scan, t) else { continue };
        let Some(house) = house(scan, names, object) else { continue };
        let Some(name) = subject(scan, names, t) else { continue };
        let Some(phase) = phase(scan, t) else { continue };
        let owner =
            match scan.entities.iter().find(|h| house.contains(&h.tokens.start) && h.form != Form::Adjective)
            {
                Some(hit) => {
                    let class = scan.text.lexicon.entity(hit.entity).class;
                    // "возглавил Францию", "leads Georgia 2-0": no house.
                    if matches!(class, Class::State | Class::Polity) && hit.tokens == house {
                        continue;
                    }
                    Owner::of(hit)
                }
                None => Owner::Phrase(house.clone()),
            };
        titles.push(TitleHit {
            tokens: t..t + 1,
            core: t..t + 1,
            title,
            deputy: false,
            phase,
            owners: vec![owner.clone()],
            posts: Vec::new(),
            boss: None,
            charge: true,
            plural: false,
        });
        ties.push(Tie {
            title: titles.len() - 1,
            name,
            order: 0,
            phase: None,
            owner: Some(owner),
            rule: "office.heads",
        });
    }
}

/// The plain word for a head.
fn head_title(scan: &Scan<'_>, t: TokenId) -> Option<&'static Title> {
    let lang = scan.lang(t);
    let mut words = scan.smalls().words(Small::Head).iter();
    words.find_map(|word| scan.offices.title(lang, &[Seen::new(word, word)])).map(|(_, title)| title)
}

fn object(scan: &Scan<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scan.text.doc;
    let direct = doc.children(t).find(|&c| doc.rel(c).base() == Rel::Obj);
    direct.or_else(|| {
        // "руководит комитетом"
        doc.children(t).find(|&c| {
            doc.rel(c).base() == Rel::Obl
                && doc.feats(c).case == Some(Case::Ins)
                && doc.child(c, Rel::Case).is_none()
        })
    })
}

/// The words of the object, if they name a house: a noun for one, a name in capitals or in quotation marks.
fn house(scan: &Scan<'_>, names: &[NameHit], object: TokenId) -> Option<Range<TokenId>> {
    let doc = scan.text.doc;
    let mut tokens = doc.subtree(object);
    while tokens.start < object && doc.upos(tokens.start) == Upos::Det {
        tokens.start += 1;
    }
    // A clause or a list behind the noun is no part of its name.
    if let Some(stop) = (object + 1..tokens.end).find(|&t| {
        scan.is(t, &[",", "(", "–", "—"])
            || doc.upos(t) == Upos::Verb
            || doc.rel(t).base() == Rel::Cc && scan.is_capital(t + 1)
    }) {
        tokens.end = stop;
    }
    if tokens.len() > 14 || names.iter().any(|n| n.tokens.contains(&object)) {
        return None;
    }
    // "Will lead a trade mission to Mexico": a journey.
    let sent = doc.children_by(object, Rel::Nmod).any(|c| crate::place::toward(doc, c));
    if sent {
        return None;
    }
    let noun = scan.offices.house(scan.lang(object), scan.ahead(object)).is_some();
    let known = scan
        .entity_over(object)
        .is_some_and(|h| !matches!(scan.text.lexicon.entity(h.entity).class, Class::State | Class::Polity));
    let proper = tokens.clone().skip(1).any(|t| scan.is_capital(t)) || known;
    (known || noun && proper).then_some(tokens)
}

/// The name that is the verb's subject, or the noun of its participle.
fn subject(scan: &Scan<'_>, names: &[NameHit], t: TokenId) -> Option<usize> {
    let doc = scan.text.doc;
    let over = |at: TokenId| names.iter().position(|n| n.tokens.contains(&at));
    let mut verb = t;
    for _ in 0..4 {
        if let Some(subject) = doc.children(verb).find(|&c| doc.rel(c) == Rel::Nsubj) {
            return over(subject).or_else(|| {
                doc.children(subject)
                    .filter(|&c| matches!(doc.rel(c).base(), Rel::Appos | Rel::Flat))
                    .find_map(over)
            });
        }
        let head = doc.head(verb)?;
        match doc.rel(verb).base() {
            Rel::Conj => verb = head,
            Rel::Acl | Rel::Amod => return over(head),
            _ => return None,
        }
    }
    None
}

/// The phase that tense and aspect tell; `None` where the verb is not asserted.
fn phase(scan: &Scan<'_>, t: TokenId) -> Option<Phase> {
    let doc = scan.text.doc;
    let denied = doc.children(t).any(|c| scan.small(c, &[Small::Denies]));
    let modal = doc.children(t).any(|c| scan.small(c, &[Small::Modal]));
    if denied || modal {
        return None;
    }
    if doc.children(t).any(|c| scan.small(c, &[Small::Future])) {
        return Some(Phase::Elect);
    }
    let feats = doc.feats(t);
    Some(match (feats.tense, feats.aspect) {
        (Some(Tense::Fut), _) => Phase::Elect,
        (Some(Tense::Past), Some(Aspect::Perf)) => Phase::Current,
        (Some(Tense::Past), _) => Phase::Former,
        _ => Phase::Current,
    })
}
