//! Where the text names an instrument, and with what words.

use std::collections::BTreeSet;
use std::ops::Range;

use legation_model::{ActorKind, ActorRef, Instrument, Lang};
use legation_nlp::tags::{Case, Number, VerbForm};
use legation_nlp::{Doc, Rel, TokenId, Upos};

use super::parties::{Parties, add, state_of};
use super::steps;
use super::words::{Hold, Words, holds};
use crate::cast::How;
use crate::time::Times;

/// An instrument named in the text.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent mark of the words")]
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
    /// A number stands before it: a count, not an instrument.
    pub(super) counted: bool,
    /// The number is of those that add up over years.
    pub(super) many: bool,
    /// Written as a proper name ("Astana Declaration").
    pub(super) proper: bool,
    pub(super) title: bool,
    /// "the document": only an instrument named before.
    pub(super) anaphor: bool,
}

/// All mentions in the order of the text.
pub(super) fn find(parties: &Parties<'_>, times: &Times) -> Vec<Mention> {
    (0..parties.text.doc.len() as TokenId).filter_map(|t| mention(parties, times, t)).collect()
}

fn mention(parties: &Parties<'_>, times: &Times, t: TokenId) -> Option<Mention> {
    let (text, doc) = (parties.text, parties.text.doc);
    let words = Words::of(doc.lang(t));
    let lemma = doc.lemma(t);
    let pronoun = doc.upos(t) == Upos::Pron && steps::is_taken_on(doc, words, t);
    if !matches!(doc.upos(t), Upos::Noun | Upos::Propn) && !pronoun {
        return None;
    }
    let head = words.head(lemma);
    let anaphor = pronoun || head.is_none() && holds(&words.lists.anaphors, lemma);
    if head.is_none() && !anaphor {
        return None;
    }
    // Part of the name of an organisation, or a word before another noun ("treaty members", "plan B").
    let inside = parties.cast.covering(t).is_some_and(|m| {
        m.head != t && m.actors.iter().any(|&a| parties.cast.actor(a).kind == ActorKind::Organisation)
    });
    if inside || parties.cast.is_house(text, t) || matches!(doc.rel(t), Rel::FlatName) {
        return None;
    }
    let qualifies = |up: TokenId| up > t && holds(&words.lists.qualified, doc.lemma(up));
    if doc.rel(t).base() == Rel::Compound && doc.head(t).is_some_and(qualifies) {
        return None;
    }
    if let Some(head) = head
        && !head.needs.is_empty()
        && !doc.children(t).any(|c| holds(&head.needs, doc.lemma(c)))
    {
        return None;
    }
    if doc.children(t).any(|c| holds(&words.lists.none, doc.lemma(c))) {
        return None;
    }
    let mut name = name_of(doc, words, t);
    // "approved the treaty on February 18": a day is no topic.
    let dated = |c: TokenId| doc.upos(c) == Upos::Adp && doc.lemma(c) == "on" && times.covers(c + 1);
    // Nor is "last month" behind it.
    let adverb = |c: TokenId| {
        doc.lang(c) == Lang::En
            && times.covers(c)
            && !times.covers(c - 1)
            && matches!(doc.upos(c), Upos::Adj | Upos::Det)
            && doc.upos(c - 1) != Upos::Adp
    };
    if let Some(cut) = (t + 1..name.end).find(|&c| dated(c) || adverb(c)) {
        name.end = cut;
    }
    let mut found = Mention {
        head: t,
        kind: head.map_or(Instrument::Other, |h| h.kind),
        hold: head.map_or(Hold::Weak, |h| h.hold),
        topics: BTreeSet::new(),
        about: None,
        parties: Vec::new(),
        one_sided: false,
        joint: name.clone().any(|c| holds(&words.lists.joint, doc.lemma(c))),
        plural: doc.feats(t).number == Some(Number::Plur),
        counted: doc.children(t).any(|c| doc.upos(c) == Upos::Num && c < t),
        many: super::is_cumulative(doc, t),
        proper: capital(doc.form(t)) && name.start < t && capital(doc.form(t - 1)),
        title: text.in_title(t),
        anaphor,
        name,
    };
    sides(parties, words, &mut found);
    topics(parties, words, &mut found);
    Some(found)
}

fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The words of an instrument's name: its modifiers before the head, its complements after it.
///
/// Complements are read from the words, not from the tree: parsers lose long chains ("договор между А и Б о … и …").
fn name_of(doc: &Doc, words: &Words, head: TokenId) -> Range<TokenId> {
    let mut from = head;
    let first = doc.sentence(head).tokens.start;
    while from > first && modifies(doc, words, from - 1, head) {
        from -= 1;
    }
    while from < head && (bare(doc, from) || holds(&words.lists.outside, doc.lemma(from))) {
        from += 1;
    }
    let mut to = right_end(doc, words, head);
    while to > head + 1 && (bare(doc, to - 1) || doc.upos(to - 1) == Upos::Adj) {
        to -= 1;
    }
    from..to
}

fn bare(doc: &Doc, t: TokenId) -> bool {
    matches!(doc.upos(t), Upos::Punct | Upos::Cconj | Upos::Adp | Upos::Det | Upos::Pron)
}

/// Whether the word at `t` before the head belongs to the name.
fn modifies(doc: &Doc, words: &Words, t: TokenId, head: TokenId) -> bool {
    if holds(&words.lists.outside, doc.lemma(t)) || doc.rel(t) == Rel::NmodPoss {
        return false;
    }
    let up = doc.head(t);
    let near = up == Some(head) || up.is_some_and(|u| t < u && u < head && modifies(doc, words, u, head));
    match doc.upos(t) {
        Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num => {
            near && matches!(
                doc.rel(t).base(),
                Rel::Amod | Rel::Compound | Rel::Nmod | Rel::Flat | Rel::Appos | Rel::Nummod | Rel::Conj
            )
        }
        Upos::Punct => near_hyphen(doc, t),
        _ => false,
    }
}

fn near_hyphen(doc: &Doc, t: TokenId) -> bool {
    matches!(doc.form(t), "-" | "(" | ")" | "–")
}

/// One past the last word of the complements after the head.
fn right_end(doc: &Doc, words: &Words, head: TokenId) -> TokenId {
    let lists = &words.lists;
    let last = doc.sentence(head).tokens.end;
    let mut at = head + 1;
    // Case of the noun before, to see which nouns "and" joins.
    let mut case = None;
    let mut noun_before = true;
    while at < last {
        let lemma = doc.lemma(at);
        match doc.upos(at) {
            Upos::Adp => {
                let field = (at + 1..last.min(at + 3)).any(|n| holds(&lists.fields, doc.lemma(n)));
                let named =
                    holds(&lists.between, lemma) || holds(&lists.with, lemma) || holds(&lists.topical, lemma);
                if !(named || field)
                    || at + 1 >= last
                    || doc.upos(at + 1) == Upos::Verb && !gerund(doc, at + 1)
                {
                    break;
                }
                noun_before = false;
                case = None;
            }
            Upos::Noun | Upos::Propn => {
                // A noun right after a noun hangs on it only in an oblique case.
                let direct = matches!(doc.feats(at).case, Some(Case::Nom | Case::Acc));
                if noun_before
                    && direct
                    && doc.upos(at) == Upos::Noun
                    && doc.feats(at - 1).case != doc.feats(at).case
                    // "подписавшие договор Россия и Китай".
                    || at == head + 1
                        && doc.upos(at) == Upos::Propn
                        && doc.feats(at).case == Some(Case::Nom)
                {
                    break;
                }
                case = doc.feats(at).case;
                noun_before = true;
            }
            Upos::Adj if doc.feats(at).short => break,
            Upos::Adj | Upos::Det | Upos::Num | Upos::Sym | Upos::X => {}
            Upos::Verb if gerund(doc, at) => noun_before = true,
            Upos::Cconj => {
                let next = (at + 1..last)
                    .find(|&n| matches!(doc.upos(n), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Punct));
                let Some(next) = next else { break };
                let agrees = case.is_none() || doc.feats(next).case.is_none() || doc.feats(next).case == case;
                let goes_on = matches!(doc.upos(next), Upos::Noun | Upos::Propn) || gerund(doc, next);
                let other = doc.lang(at) != Lang::Ru && at + 1 < last && doc.upos(at + 1) == Upos::Det;
                if other || !noun_before || !agrees || !goes_on || words.head(doc.lemma(next)).is_some() {
                    break;
                }
                noun_before = false;
            }
            // A quotation that ends behind the instrument's name, not its own quotes.
            Upos::Punct if doc.form(at) == "\"" && at + 1 < last && doc.upos(at + 1) == Upos::Verb => break,
            Upos::Punct if matches!(doc.form(at), "(" | ")" | "-" | "«" | "»" | "\"" | "“" | "”" | "’") =>
                {}
            Upos::Part if doc.form(at).contains(['\'', '’']) => {}
            _ => break,
        }
        at += 1;
    }
    at
}

fn gerund(doc: &Doc, t: TokenId) -> bool {
    matches!(doc.feats(t).form, Some(VerbForm::Ger))
        || (doc.lang(t) != Lang::Ru && doc.form(t).ends_with("ing"))
}

/// Parties that the name tells.
fn sides(parties: &Parties<'_>, words: &Words, found: &mut Mention) {
    let doc = parties.text.doc;
    let lists = &words.lists;
    let (mut between, mut with, mut plain) = (false, false, true);
    let mut partner = Vec::new();
    for t in found.head + 1..found.name.end {
        if doc.upos(t) == Upos::Adp {
            let lemma = doc.lemma(t);
            between = holds(&lists.between, lemma);
            with = holds(&lists.with, lemma);
            plain = lemma == "of";
            found.joint |= between;
        }
        let Some(m) = parties.cast.covering(t).filter(|m| m.head == t) else { continue };
        let names: Vec<_> = m.actors.iter().filter_map(|&a| state_of(parties, a, m.tokens.clone())).collect();
        if between {
            add(&mut found.parties, names);
        } else if with {
            add(&mut partner, names);
        } else if plain {
            let orgs = names.into_iter().filter(|a| a.kind == ActorKind::Organisation).collect();
            add(&mut found.parties, orgs);
        }
    }
    found.one_sided = partner.len() == 1 && found.parties.is_empty();
    add(&mut found.parties, partner);
    // "российско-белорусский", "Russian-Turkish".
    let mut adjectives = Vec::new();
    for m in parties.cast.mentions() {
        if m.how == How::Adjective && found.name.start <= m.tokens.start && m.tokens.end <= found.head {
            let states = m.actors.iter().filter_map(|&a| state_of(parties, a, m.tokens.clone())).collect();
            add(&mut adjectives, states);
        }
    }
    if adjectives.len() >= 2 || (adjectives.len() == 1 && !found.parties.is_empty()) {
        add(&mut found.parties, adjectives);
    }
}

/// What tells the instrument from others, and the phrase that says what it is about.
fn topics(parties: &Parties<'_>, words: &Words, found: &mut Mention) {
    let doc = parties.text.doc;
    let lists = &words.lists;
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
            && !holds(&lists.fields, lemma)
            && !party(t)
        {
            found.topics.insert(stem(lemma));
        }
    }
    let starts = (found.head + 1..found.name.end)
        .find(|&t| doc.upos(t) == Upos::Adp && holds(&lists.topical, doc.lemma(t)) && doc.lemma(t) != "of");
    found.about = starts.filter(|&t| t + 1 < found.name.end).map(|t| t + 1..found.name.end);
}

/// The first letters of a word: enough to tie "пенсионный" to "пенсия".
fn stem(lemma: &str) -> String {
    lemma.chars().take(5).collect()
}
