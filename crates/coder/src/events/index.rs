//! Finds the units that a word can be the head of, and the operators that stand over an act.

use std::collections::BTreeMap;

use legation_lexicon::Fault;
use legation_model::Lang;
use legation_nlp::tags::{Animacy, Case, VerbForm};
use legation_nlp::{Doc, NameKind, Rel, TokenId, Upos};

use super::cameo::Roots;
use super::contexts::Contexts;
use super::cues::Cues;
use super::frames::{self, Class, Roles, Unit, Wording};
use super::operators::Table;
use super::slots::{Slot, is_infinitive, is_passive, preposition, told_by};
use crate::rules::Sources;

/// Everything that the word files say, compiled.
#[derive(Debug, Default)]
pub(crate) struct Index {
    units: Vec<Unit>,
    by_lemma: BTreeMap<Lang, BTreeMap<String, Vec<(usize, usize)>>>,
    pub(super) table: Table,
    pub(super) cues: Cues,
    pub(super) contexts: Contexts,
    pub(super) cameo: Roots,
}

/// A unit met in the text.
#[derive(Debug, Clone)]
pub(super) struct Hit<'a> {
    pub(super) unit: &'a Unit,
    pub(super) head: TokenId,
    pub(super) class: Class,
    /// First and last token of the wording.
    pub(super) first: TokenId,
    pub(super) last: TokenId,
    /// The wording's other words.
    pub(super) parts: Vec<TokenId>,
    /// The negation is part of the wording ("не подлежит", "не могу не").
    pub(super) negation: bool,
}

impl Hit<'_> {
    /// Slots for the way the unit is worded here.
    pub(super) fn roles(&self) -> &Roles {
        if self.class == Class::Noun { &self.unit.noun } else { &self.unit.verb }
    }
}

impl Index {
    /// Reads the word files.
    ///
    /// # Errors
    /// All that is wrong in them.
    pub(crate) fn read(sources: &Sources<'_>) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let units = frames::load(sources, &mut faults);
        let table = Table::read(sources, &mut faults);
        let cues = Cues::read(sources, &mut faults);
        let contexts = Contexts::read(sources, &mut faults);
        let cameo = Roots::read(sources, &mut faults);
        if faults.is_empty() {
            Ok(Self { cameo, ..Self::new(units, table, cues, contexts) })
        } else {
            Err(faults)
        }
    }

    fn new(units: Vec<Unit>, table: Table, cues: Cues, contexts: Contexts) -> Self {
        let mut by_lemma: BTreeMap<Lang, BTreeMap<String, Vec<(usize, usize)>>> = BTreeMap::new();
        for (u, unit) in units.iter().enumerate() {
            for (w, wording) in unit.wordings.iter().enumerate() {
                by_lemma.entry(unit.lang).or_default().entry(wording.lemma.clone()).or_default().push((u, w));
            }
        }
        for list in by_lemma.values_mut().flat_map(BTreeMap::values_mut) {
            // The wording that asks for more words goes first.
            list.sort_by_key(|&(u, w)| {
                let unit = &units[u];
                (std::cmp::Reverse(unit.wordings[w].with.len()), unit.about.is_empty() && !unit.passive, u, w)
            });
        }
        Self { units, by_lemma, table, cues, contexts, cameo: Roots::default() }
    }

    /// Whether a word of a headline is the present of a verb that heads a frame or an operator: *Receives*, *Condemns*.
    pub(crate) fn is_present(&self, lang: Lang, word: &str) -> bool {
        let verb = |lemma: &str| {
            self.by_lemma
                .get(&lang)
                .and_then(|l| l.get(lemma))
                .is_some_and(|list| list.iter().any(|&(u, w)| self.units[u].wordings[w].class == Class::Verb))
        };
        let Some(stem) = word.strip_suffix('s') else { return false };
        verb(stem)
            || stem.strip_suffix('e').is_some_and(verb)
            || stem.strip_suffix("ie").is_some_and(|stem| verb(&format!("{stem}y")))
    }

    /// Whether `t` reports a warning.
    pub(crate) fn warns(&self, doc: &Doc, t: TokenId) -> bool {
        self.cues.is(doc.lang(t), super::cues::Cue::Warning, doc.lemma(t))
    }

    /// Whether `t` is a noun of so many: "десятки", "hundreds".
    pub(crate) fn counts(&self, doc: &Doc, t: TokenId) -> bool {
        self.cues.is(doc.lang(t), super::cues::Cue::Many, doc.lemma(t))
    }

    /// Whether `t` is a verb of talking over what its object names.
    pub(super) fn discusses(&self, doc: &Doc, t: TokenId) -> bool {
        doc.upos(t) == Upos::Verb && self.hits(doc, t).iter().any(|h| h.unit.op.as_deref() == Some("topic"))
    }

    /// Wordings of the head word `t`; a Russian reflexive passive ("обвиняется") is that of its verb.
    fn wordings(&self, doc: &Doc, t: TokenId) -> Option<&Vec<(usize, usize)>> {
        let words = self.by_lemma.get(&doc.lang(t))?;
        let lemma = doc.lemma(t);
        let passive = || doc.children_by(t, Rel::NsubjPass).next().is_some();
        let plain = || lemma.strip_suffix("ся").filter(|_| doc.lang(t) == Lang::Ru && passive());
        words.get(lemma).or_else(|| words.get(plain()?))
    }

    /// Units headed by `t`, the most specific first.
    pub(super) fn hits(&self, doc: &Doc, t: TokenId) -> Vec<Hit<'_>> {
        let lang = doc.lang(t);
        let mut out: Vec<Hit<'_>> = Vec::new();
        // Words asked for by the most specific frame met, and by the most specific operator.
        let (mut frame, mut operator) = (0, 0);
        let Some(list) = self.wordings(doc, t) else { return out };
        for &(u, w) in list {
            let unit = &self.units[u];
            let wording = &unit.wordings[w];
            // A general wording stays silent beside a specific one of the same head; an operator silences no frame.
            let most = if unit.plover.is_some() { frame } else { frame.max(operator) };
            if wording.with.len() < most {
                continue;
            }
            if out.iter().any(|h| std::ptr::eq(h.unit, unit)) || !class_fits(doc, t, wording.class) {
                continue;
            }
            let Some(parts) = dependants(doc, t, wording) else { continue };
            let first = parts.iter().copied().min().map_or(t, |p| p.min(t));
            let last = parts.iter().copied().max().map_or(t, |p| p.max(t));
            if unit.passive && !super::slots::is_passive(doc, t) {
                continue;
            }
            if !unit.about.is_empty()
                && !has_below(doc, t, &unit.about, 2, &|_| true)
                && !beside(doc, t, &unit.about)
            {
                continue;
            }
            // Whose people somebody is does not say what is done: "арестованы активисты партии".
            let thing = |c: TokenId| doc.upos(c) != Upos::Noun || doc.feats(c).animacy != Some(Animacy::Anim);
            if !unit.unless.is_empty()
                && (has_below(doc, t, &unit.unless, 2, &thing) || beside(doc, t, &unit.unless))
            {
                continue;
            }
            let most = if unit.plover.is_some() { &mut frame } else { &mut operator };
            *most = (*most).max(wording.with.len());
            let negation =
                wording.with.iter().flatten().any(|w| self.cues.is(lang, super::cues::Cue::Negation, w));
            out.push(Hit { unit, head: t, class: wording.class, first, last, parts, negation });
        }
        out
    }

    /// The operators over the act headed by `t`, nearest first: participles beside it ("planned talks"), then governors.
    pub(super) fn over(&self, doc: &Doc, t: TokenId) -> Vec<Hit<'_>> {
        let mut out: Vec<Hit<'_>> = Vec::new();
        let mut at = t;
        for _ in 0..8 {
            for c in doc.children(at) {
                if matches!(doc.rel(c).base(), Rel::Acl | Rel::Amod) && !out.iter().any(|h| h.head == c) {
                    out.extend(self.operator(doc, c, at));
                }
            }
            let first = conjunct(doc, at);
            let Some(up) = doc.head(first) else { break };
            // "Most of the sanctions": the part only counts them.
            let parted = doc.lang(up) == Lang::En
                && doc.rel(first).base() == Rel::Nmod
                && self.cues.is(Lang::En, super::cues::Cue::Part, doc.lemma(up))
                && preposition(doc, first).is_some_and(|p| doc.lemma(p) == "of");
            let up = if parted { doc.head(up).unwrap_or(up) } else { up };
            // "Сообщения о том, что …": the pronoun only points to the clause.
            let up = if told_by(doc, up) == first { doc.head(up).unwrap_or(up) } else { up };
            let up = is_to(doc, up, first).unwrap_or(up);
            let found = self
                .through_report(doc, up, first)
                .or_else(|| self.operator(doc, up, first))
                .or_else(|| (first != at).then(|| self.operator(doc, up, at)).flatten())
                .or_else(|| {
                    // «Требуя отставки главы и освобождения Петрова»: the deed is joined to the deed, not to the man.
                    let living = |t: TokenId| doc.feats(t).animacy == Some(Animacy::Anim);
                    let low = first != at && living(first) && !living(at);
                    self.operator(doc, doc.head(up).filter(|_| low)?, up)
                });
            let Some(hit) = found else {
                // "Asked China to help send them back": what the infinitive between only carries on.
                let carries = doc.upos(up) == Upos::Verb && doc.children_by(up, Rel::Obj).next().is_none();
                if doc.rel(first) == Rel::Xcomp && doc.rel(up) == Rel::Xcomp && carries {
                    at = up;
                    continue;
                }
                break;
            };
            if out.iter().any(|h| h.head == hit.head) {
                break;
            }
            at = hit.head;
            out.push(hit);
        }
        out
    }

    /// "Denied reports that it had attacked": the operator whose object is the noun `report`, in whose clause the act stands.
    fn through_report(&self, doc: &Doc, report: TokenId, inner: TokenId) -> Option<Hit<'_>> {
        let noun = doc.upos(report) == Upos::Noun && matches!(doc.rel(report), Rel::Obj | Rel::NsubjPass);
        let verb = doc.head(report).filter(|_| noun)?;
        let own = |hit: &Hit<'_>| {
            let mut content = hit.roles().content.iter();
            content.any(|slot| matches!(slot, Slot::Under(..)) && slot.fill(doc, verb).contains(&inner))
        };
        self.hits(doc, verb).into_iter().find(|hit| hit.unit.op.is_some() && own(hit))
    }

    /// The operator headed by `op` that takes `inner` as its content.
    fn operator(&self, doc: &Doc, op: TokenId, inner: TokenId) -> Option<Hit<'_>> {
        // "Bombs hit Kharkiv; Zelenskiy appeals for weapons": two clauses of a headline.
        if (inner.min(op)..inner.max(op)).any(|t| doc.form(t) == ";") {
            return None;
        }
        let about = |hit: &Hit<'_>| {
            hit.unit.op.is_some()
                && hit.roles().content.iter().any(|slot| {
                    // The agent of a passive is not what the operator is about.
                    let agent = *slot == Slot::Subject && is_passive(doc, op);
                    let scene = matches!(slot, Slot::Prep(..)) && sets_scene(doc, op, inner);
                    !agent && !scene && slot.fill(doc, op).contains(&inner)
                })
        };
        // "Wants to lift the duties" is a wish, "wants Japan to lift them" is asked of Japan: of two meanings the one that says who is to act.
        let asked = |hit: &Hit<'_>| {
            let filled = |slot: &Slot| !slot.fill(doc, op).is_empty();
            hit.unit.recipient_acts && hit.roles().recipient.iter().any(filled)
        };
        let mut fitting: Vec<Hit<'_>> = self.hits(doc, op).into_iter().filter(about).collect();
        let at = fitting.iter().position(asked).unwrap_or(0);
        (!fitting.is_empty()).then(|| fitting.swap_remove(at))
    }
}

/// "The talks are to resume": what the subject of "be" is about to do.
fn is_to(doc: &Doc, be: TokenId, subject: TokenId) -> Option<TokenId> {
    let copula = doc.lang(be) == Lang::En && doc.lemma(be) == "be" && doc.rel(subject).is_subject();
    doc.children_by(be, Rel::Xcomp).find(|&c| copula && is_infinitive(doc, c))
}

/// "On a visit to Oslo, X promised …": an English phrase before the subject tells when and where, not what is promised.
fn sets_scene(doc: &Doc, op: TokenId, inner: TokenId) -> bool {
    doc.lang(op) == Lang::En
        && inner < op
        && doc.upos(op) == Upos::Verb
        && doc.rel(inner).base() == Rel::Obl
        && doc.children(op).any(|c| doc.rel(c).is_subject() && inner < c && c < op)
}

/// The first of the coordinated words that `t` belongs to.
pub(super) fn conjunct(doc: &Doc, t: TokenId) -> TokenId {
    let mut at = t;
    while doc.rel(at) == Rel::Conj && !is_misjoined(doc, at) {
        let Some(up) = doc.head(at) else { break };
        // "arrived and will meet": coordinated finite verbs have governors of their own only through the first.
        at = up;
    }
    at
}

/// A Russian finite verb that the tree joins to an infinitive belongs to another clause: "обещал сократить поставки, если
/// сосед промедлит и откажется".
pub(super) fn is_misjoined(doc: &Doc, t: TokenId) -> bool {
    doc.lang(t) == Lang::Ru
        && doc.rel(t) == Rel::Conj
        && doc.feats(t).form == Some(VerbForm::Fin)
        && doc.head(t).is_some_and(|up| doc.feats(up).form == Some(VerbForm::Inf))
}

fn class_fits(doc: &Doc, t: TokenId, class: Class) -> bool {
    match class {
        Class::Verb => {
            matches!(doc.upos(t), Upos::Verb | Upos::Aux) && !stands_for_noun(doc, t)
                || doc.upos(t) == Upos::Adj && doc.feats(t).form.is_some()
                || doc.upos(t) == Upos::Adj && doc.feats(t).short && doc.lang(t) == Lang::Ru
                // "Условлено продолжить": a word taken for a name, which governs no infinitive.
                || doc.upos(t) == Upos::Propn
                    && doc.rel(t) == Rel::Root
                    && doc.lang(t) == Lang::Ru
                    && doc.children(t).any(|c| doc.upos(c) == Upos::Verb)
        }
        Class::Noun => matches!(doc.upos(t), Upos::Noun | Upos::Propn | Upos::Sym),
        Class::Adj => matches!(doc.upos(t), Upos::Adj | Upos::Adv | Upos::Verb),
    }
}

/// "Передала подозреваемого": a Russian participle that is acted on is a noun, and tells no deed of its own.
fn stands_for_noun(doc: &Doc, t: TokenId) -> bool {
    doc.lang(t) == Lang::Ru
        && doc.feats(t).form == Some(VerbForm::Part)
        && !doc.feats(t).short
        && matches!(doc.rel(t), Rel::Obj | Rel::Iobj | Rel::Nsubj)
}

/// The other words of the wording when every group of lemmas is met under `t`.
fn dependants(doc: &Doc, t: TokenId, wording: &Wording) -> Option<Vec<TokenId>> {
    let mut parts = Vec::new();
    for group in &wording.with {
        let found = doc
            .children(t)
            .find(|&c| {
                let infinitive = |g: &String| {
                    g.strip_prefix("to-").is_some_and(|g| g == doc.lemma(c) && is_infinitive(doc, c))
                };
                // "To", "for what she called": what opens the clause is no word of the wording.
                let mark = doc.lang(c) == Lang::En
                    && doc.rel(c) == Rel::Mark
                    && matches!(doc.upos(c), Upos::Part | Upos::Sconj);
                !mark
                    && group.iter().any(|g| g == doc.lemma(c) && !told_apart(doc, c) || infinitive(g))
                    && !acts_itself(doc, t, c)
                    && !is_year(doc, c)
                    && !is_basis(doc, c)
            })
            .or_else(|| named_by(doc, t, group))
            .or_else(|| {
                // A preposition of the wording stands under the phrase it opens.
                doc.children(t)
                    .filter(|&c| !is_date(doc, c))
                    .filter_map(|c| preposition(doc, c))
                    .find(|&p| group.iter().any(|g| g == doc.lemma(p)))
            })
            .or_else(|| {
                // "Summoned Ambassador Ivan Petrov": the office stands before the name.
                doc.children(t)
                    .filter(|&c| matches!(doc.rel(c), Rel::Obj | Rel::NsubjPass | Rel::Obl))
                    .flat_map(|c| doc.children(c).filter(move |&k| is_title(doc, c, k)))
                    .find(|&k| group.iter().any(|g| g == doc.lemma(k)))
            })
            .or_else(|| {
                // "Пообещала ответные меры": what describes a word of the wording stands under it.
                let amods = parts.iter().flat_map(|&p| doc.children_by(p, Rel::Amod));
                { amods }.find(|&c| group.iter().any(|g| g == doc.lemma(c)))
            })
            .or_else(|| {
                // "Joint coast guard drills": what describes an English noun may hang on the words before it.
                let noun = doc.lang(t) == Lang::En && doc.upos(t) == Upos::Noun;
                let before = doc.children_by(t, Rel::Compound).filter(|&c| noun && c < t);
                before
                    .flat_map(|c| doc.children_by(c, Rel::Amod))
                    .find(|&c| group.iter().any(|g| g == doc.lemma(c)))
            })
            .or_else(|| {
                let up = doc.head(t)?;
                // "помощь, которую оказали": the noun of the wording may be what a participle or clause describes.
                (matches!(doc.rel(t).base(), Rel::Acl | Rel::Amod)
                    && group.iter().any(|g| g == doc.lemma(up)))
                .then_some(up)
            })?;
        parts.push(found);
    }
    Some(parts)
}

/// «В 2023 году получил деньги»: a year of the calendar, not years to be served.
fn is_year(doc: &Doc, t: TokenId) -> bool {
    let number = |c: TokenId| doc.form(c).len() == 4 && doc.form(c).bytes().all(|b| b.is_ascii_digit());
    doc.lang(t) == Lang::Ru && doc.rel(t).base() == Rel::Obl && doc.children(t).any(number)
}

/// "Called a rally for Sunday": when it is, not what is called for.
fn is_date(doc: &Doc, t: TokenId) -> bool {
    doc.lang(t) == Lang::En
        && doc.rel(t).base() == Rel::Obl
        && doc.names().iter().any(|n| n.kind == NameKind::Date && n.tokens.contains(&t))
}

/// "Назвал слова министра грубостью": what a thing is called may hang on the thing.
fn named_by(doc: &Doc, t: TokenId, group: &[String]) -> Option<TokenId> {
    let below = |o: TokenId| std::iter::once(o).chain(doc.children_by(o, Rel::Nmod));
    doc.children_by(t, Rel::Obj)
        .filter(|_| doc.lang(t) == Lang::Ru && doc.upos(t) == Upos::Verb)
        .flat_map(below)
        .flat_map(|n| doc.children_by(n, Rel::Nmod))
        .find(|&c| {
            doc.feats(c).case == Some(Case::Ins)
                && preposition(doc, c).is_none()
                && group.iter().any(|g| g == doc.lemma(c))
        })
}

/// Whether `k` is a title before the name `name`.
fn is_title(doc: &Doc, name: TokenId, k: TokenId) -> bool {
    let compound = || k < name && doc.rel(k).base() == Rel::Compound && doc.upos(name) == Upos::Propn;
    doc.rel(k) == Rel::NmodDesc || compound()
}

/// An English verb under another is an act of its own, no noun of a wording: "stopped helping" is no stopped help.
fn told_apart(doc: &Doc, c: TokenId) -> bool {
    doc.lang(c) == Lang::En
        && doc.upos(c) == Upos::Verb
        && matches!(doc.rel(c).base(), Rel::Xcomp | Rel::Ccomp)
}

/// "Under the deal, …", "согласно договору": what a deed rests on is no word of its own; "under arrest" tells it.
fn is_basis(doc: &Doc, c: TokenId) -> bool {
    let state = doc.lang(c) == Lang::En
        && doc.child(c, Rel::Det).is_none()
        && !crate::agreements::is_instrument(doc.lang(c), doc.lemma(c));
    doc.rel(c).base() == Rel::Obl
        && !state
        && preposition(doc, c).is_some_and(|p| super::slots::is(doc, p, super::cues::Cue::Basis))
}

/// The subject of an English verb with an object of its own is no part of a wording: "troops captured a town".
fn acts_itself(doc: &Doc, verb: TokenId, c: TokenId) -> bool {
    doc.lang(verb) == Lang::En && doc.rel(c) == Rel::Nsubj && doc.child(verb, Rel::Obj).is_some()
}

/// Whether one of the lemmas stands below `t`, at most `depth` words deep; `into` tells what is looked into.
fn has_below(doc: &Doc, t: TokenId, lemmas: &[String], depth: usize, into: &dyn Fn(TokenId) -> bool) -> bool {
    depth > 0
        && doc.children(t).any(|c| {
            // Nor what a verb joined to it says.
            let joined = doc.lang(c) == Lang::En && doc.rel(c) == Rel::Conj && doc.upos(c) == Upos::Verb;
            let deeper = || !is_infinitive(doc, c) && into(c) && has_below(doc, c, lemmas, depth - 1, into);
            !joined && !is_basis(doc, c) && (lemmas.iter().any(|l| l == doc.lemma(c)) || deeper())
        })
}

fn beside(doc: &Doc, t: TokenId, lemmas: &[String]) -> bool {
    let listed = |w: TokenId| lemmas.iter().any(|l| l == doc.lemma(w));
    match doc.rel(t).base() {
        Rel::Acl | Rel::Amod => doc.head(t).is_some_and(listed),
        // "договор может быть подписан": the modal has the subject.
        Rel::Xcomp if is_passive(doc, t) => {
            doc.head(t).is_some_and(|up| doc.children(up).any(|c| doc.rel(c).is_subject() && listed(c)))
        }
        // "The law was passed by one house and approved by the other": one subject for both.
        Rel::Conj => shared_subject(doc, t).is_some_and(listed),
        _ => false,
    }
}

/// The subject that an English passive shares with the one that it is joined to.
fn shared_subject(doc: &Doc, t: TokenId) -> Option<TokenId> {
    let own = doc.children(t).any(|c| doc.rel(c).is_subject() || doc.rel(c).base() == Rel::Obj);
    let up = doc.head(t).filter(|_| doc.lang(t) == Lang::En && !own && is_passive(doc, t))?;
    doc.children_by(up, Rel::NsubjPass).next()
}
