//! Where the text names an instrument, and with what words.

use std::collections::BTreeSet;
use std::ops::Range;

use legation_model::{ActorKind, ActorRef, Instrument};
use legation_nlp::tags::Number;
use legation_nlp::{Doc, Rel, TokenId, Upos};

use super::parties::{Parties, state_of};
use super::words::{Hold, Words, holds};
use crate::cast::How;

/// An instrument named in the text.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) head: TokenId,
    pub(super) kind: Instrument,
    pub(super) hold: Hold,
    /// Words of the name.
    pub(super) name: Range<TokenId>,
    /// Stems of what tells it from others.
    pub(super) topics: BTreeSet<String>,
    /// Its topic in the words of the text.
    pub(super) about: Option<Range<TokenId>>,
    /// Parties that the name itself tells.
    pub(super) parties: Vec<ActorRef>,
    /// "договор с Грузией": the other side stands elsewhere.
    pub(super) one_sided: bool,
    /// A word says that it is between parties.
    pub(super) joint: bool,
    pub(super) plural: bool,
    pub(super) title: bool,
    /// "the document": only an instrument named before.
    pub(super) anaphor: bool,
}

/// All mentions in the order of the text.
pub(super) fn find(parties: &Parties<'_>) -> Vec<Mention> {
    (0..parties.text.doc.len() as TokenId).filter_map(|t| mention(parties, t)).collect()
}

fn mention(parties: &Parties<'_>, t: TokenId) -> Option<Mention> {
    let (text, doc) = (parties.text, parties.text.doc);
    if !matches!(doc.upos(t), Upos::Noun | Upos::Propn) {
        return None;
    }
    let words = Words::of(doc.lang(t));
    let lemma = doc.lemma(t);
    let head = words.head(lemma);
    let anaphor = head.is_none() && holds(&words.words.anaphors, lemma);
    if head.is_none() && !anaphor {
        return None;
    }
    // Part of the name of an organisation, or a word before another noun ("treaty members", "plan B").
    let inside = parties.cast.covering(t).is_some_and(|m| {
        m.head != t && m.actors.iter().any(|&a| parties.cast.actor(a).kind == ActorKind::Organisation)
    });
    if inside || matches!(doc.rel(t), Rel::FlatName) {
        return None;
    }
    if let Some(head) = head
        && !head.needs.is_empty()
        && !doc.children(t).any(|c| holds(&head.needs, doc.lemma(c)))
    {
        return None;
    }
    if doc.children(t).any(|c| holds(&words.words.none, doc.lemma(c))) {
        return None;
    }
    let name = name_of(doc, words, t);
    let mut found = Mention {
        head: t,
        kind: head.map_or(Instrument::Other, |h| h.kind),
        hold: head.map_or(Hold::Weak, |h| h.hold),
        topics: BTreeSet::new(),
        about: None,
        parties: Vec::new(),
        one_sided: false,
        joint: name.clone().any(|c| doc.head(c) == Some(t) && holds(&words.words.joint, doc.lemma(c))),
        plural: doc.feats(t).number == Some(Number::Plur),
        title: text.in_title(t),
        anaphor,
        name,
    };
    sides(parties, words, &mut found);
    topics(parties, words, &mut found);
    Some(found)
}

/// The noun phrase of an instrument: its modifiers and complements, without determiners, clauses, circumstances.
fn name_of(doc: &Doc, words: &Words, head: TokenId) -> Range<TokenId> {
    let mut own = BTreeSet::from([head]);
    let mut todo = vec![head];
    while let Some(at) = todo.pop() {
        for child in doc.children(at) {
            if keeps(doc, words, at, child, at == head) {
                own.insert(child);
                todo.push(child);
            }
        }
    }
    let (mut from, mut to) = (head, head + 1);
    while from > 0 && own.contains(&(from - 1)) {
        from -= 1;
    }
    while own.contains(&to) {
        to += 1;
    }
    let bare = |t: TokenId| matches!(doc.upos(t), Upos::Punct | Upos::Cconj | Upos::Adp | Upos::Det);
    while to > head + 1 && bare(to - 1) && doc.form(to - 1) != ")" {
        to -= 1;
    }
    while from < head && (bare(from) || holds(&words.words.outside, doc.lemma(from))) {
        from += 1;
    }
    from..to
}

fn keeps(doc: &Doc, words: &Words, at: TokenId, child: TokenId, top: bool) -> bool {
    let lists = &words.words;
    let case = doc.child(child, Rel::Case).map(|c| doc.lemma(c));
    match doc.rel(child).base() {
        Rel::Parataxis | Rel::Advcl | Rel::Nsubj | Rel::Cop | Rel::Csubj | Rel::Ccomp | Rel::Root => false,
        Rel::Det => !top && doc.head(at).is_some(),
        Rel::Case | Rel::Mark => !top,
        // Coordinated instruments have records of their own.
        Rel::Conj | Rel::Cc | Rel::Obl | Rel::Advmod | Rel::Nummod | Rel::Discourse | Rel::Dep => !top,
        Rel::Acl => !top && doc.rel(child) != Rel::AclRelcl,
        Rel::Appos => doc.child(child, Rel::Punct).is_some_and(|p| doc.form(p) == "("),
        Rel::Amod => {
            !(top
                && (holds(&lists.outside, doc.lemma(child))
                    || doc.upos(child) == Upos::Verb && child < at && doc.feats(child).case.is_some()))
        }
        Rel::Nmod if top => {
            doc.rel(child) != Rel::NmodPoss
                && case.is_none_or(|c| !holds(&lists.within, c) || holds(&lists.fields, doc.lemma(child)))
                && !case.is_some_and(|c| holds(&lists.including, c))
        }
        _ => true,
    }
}

/// Parties that the name tells.
fn sides(parties: &Parties<'_>, words: &Words, found: &mut Mention) {
    let doc = parties.text.doc;
    for child in doc.children_by(found.head, Rel::Nmod) {
        let case = doc.child(child, Rel::Case).map(|c| doc.lemma(c));
        let between = case.is_some_and(|c| holds(&words.words.between, c));
        let with = case.is_some_and(|c| holds(&words.words.with, c));
        let names = parties.states(child);
        if between || with {
            found.one_sided |= with && names.len() == 1;
            parties.add(&mut found.parties, names);
        } else if case.is_none() || case == Some("of") {
            let orgs = names.into_iter().filter(|a| a.kind == ActorKind::Organisation).collect();
            parties.add(&mut found.parties, orgs);
        }
    }
    // "российско-белорусский", "Russian-Turkish".
    let mut adjectives = Vec::new();
    for m in parties.cast.mentions() {
        let own = found.name.contains(&m.head)
            && doc.head(m.head) == Some(found.head)
            && matches!(doc.rel(m.head).base(), Rel::Amod | Rel::Compound);
        if own && m.how == How::Adjective {
            adjectives.extend(m.actors.iter().filter_map(|&a| state_of(parties, a, m.tokens.clone())));
        }
    }
    if adjectives.len() == 1 && found.parties.is_empty() {
        found.one_sided = true;
    }
    parties.add(&mut found.parties, adjectives);
}

/// What tells the instrument from others, and the phrase that says what it is about.
fn topics(parties: &Parties<'_>, words: &Words, found: &mut Mention) {
    let doc = parties.text.doc;
    let lists = &words.words;
    let party = |t: TokenId| {
        parties.cast.mentions().iter().any(|m| {
            m.tokens.contains(&t)
                && m.actors.iter().any(|&a| {
                    let kind = parties.cast.actor(a).kind;
                    matches!(kind, ActorKind::State | ActorKind::Polity | ActorKind::Person)
                })
        })
    };
    for t in found.name.clone().filter(|&t| t != found.head) {
        let content = matches!(doc.upos(t), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb | Upos::Num);
        let lemma = doc.lemma(t);
        if content
            && lemma.chars().count() > 2
            && !holds(&lists.joint, lemma)
            && !holds(&lists.outside, lemma)
            && !party(t)
        {
            found.topics.insert(stem(lemma));
        }
    }
    found.about = doc
        .children_by(found.head, Rel::Nmod)
        .filter(|c| found.name.contains(c))
        .find(|&c| {
            let case = doc.child(c, Rel::Case).map(|c| doc.lemma(c));
            case.is_some_and(|c| !holds(&lists.between, c) && !holds(&lists.with, c)) && !party(c)
        })
        .map(|c| {
            let tree = doc.subtree(c);
            let case = doc.child(c, Rel::Case).map_or(tree.start, |p| p + 1);
            case.min(c)..tree.end.min(found.name.end)
        });
}

/// The first letters of a word: enough to tie "пенсионный" to "пенсия".
fn stem(lemma: &str) -> String {
    lemma.chars().take(5).collect()
}
