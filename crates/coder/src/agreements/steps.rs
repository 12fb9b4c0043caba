//! What the text says of an instrument's life: cues and how the instrument hangs on them.

use legation_model::{Status, Step};
use legation_nlp::tags::{Tense, VerbForm, Voice};
use legation_nlp::{Doc, Rel, TokenId, Upos};

use super::mentions::Mention;
use super::words::{Cue, Hold, Role, Words, holds};

/// A step told by a cue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) cue: &'static Cue,
    /// The word.
    pub(super) at: TokenId,
    /// Status that the words around the cue settle: told as an anniversary, or as what something else needs.
    pub(super) status: Option<Status>,
    /// The word of the anniversary ("25 *лет* подписания").
    pub(super) anniversary: Option<TokenId>,
}

/// Steps told of the instrument at this mention.
pub(super) fn told(doc: &Doc, mention: &Mention) -> Vec<Told> {
    let words: &'static Words = Words::of(doc.lang(mention.head));
    let mut found = above(doc, words, mention.head);
    found.extend(below(doc, words, mention.head));
    if let Some(told) = trailing(doc, words, mention)
        && !found.iter().any(|f| f.at == told.at)
    {
        found.push(told);
    }
    needs(doc, words, &mut found);
    found.retain(|f| !doc.children_by(f.at, Rel::Case).any(|c| holds(&words.lists.against, doc.lemma(c))));
    found
}

/// Gives the members of a list the steps of its first one ("signed an agreement on A, an agreement on B and a
/// protocol"): parsers hang later members anywhere.
pub(super) fn share(doc: &Doc, mentions: &[Mention], told: &mut [Vec<Told>]) {
    for at in 1..mentions.len() {
        let (before, here) = (&mentions[at - 1], &mentions[at]);
        if before.name.end > here.name.start
            || doc.sentence_index(before.head) != doc.sentence_index(here.head)
        {
            continue;
        }
        let joins = |t: TokenId| matches!(doc.upos(t), Upos::Punct | Upos::Cconj | Upos::Det);
        let gap = before.name.end..here.name.start;
        let list = !gap.is_empty() && gap.clone().all(joins) && gap.clone().any(|t| doc.upos(t) != Upos::Det);
        let item = gap.clone().rev().find(|&t| doc.upos(t) != Upos::Det).is_some_and(|t| doc.form(t) == ";");
        if !(list || item) {
            continue;
        }
        let shared: Vec<Told> = told[at - 1]
            .iter()
            .filter(|t| t.cue.role == Role::Object && t.at < before.head)
            .copied()
            .collect();
        if !shared.is_empty() {
            told[at].retain(|t| t.at >= here.name.start);
            told[at].extend(shared);
        }
    }
}

/// Gives an exchange or deposit of ratifications that names no instrument to the one told of beside it ("they exchanged
/// instruments of ratification, and the treaty entered into force").
pub(super) fn exchanges(doc: &Doc, mentions: &[Mention], told: &mut [Vec<Told>]) {
    for at in 0..doc.len() as TokenId {
        let words: &'static Words = Words::of(doc.lang(at));
        let cue = words
            .cues(doc.lemma(at))
            .find(|c| matches!(c.step, Step::Exchange | Step::Deposit) && completed(doc, c, at));
        let Some(cue) = cue else { continue };
        if told.iter().flatten().any(|t| t.at == at) {
            continue;
        }
        let here = doc.sentence_index(at);
        let near = (0..mentions.len())
            .filter(|&m| {
                let kind = mentions[m].hold == Hold::Strong || mentions[m].hold == Hold::Plain;
                kind && here.abs_diff(doc.sentence_index(mentions[m].head)) <= 1
            })
            .min_by_key(|&m| {
                (here.abs_diff(doc.sentence_index(mentions[m].head)), mentions[m].head.abs_diff(at))
            });
        if let Some(m) = near {
            told[m].push(Told { cue, at, status: None, anniversary: None });
        }
    }
}

/// Climbs from the instrument through containers and coordination to the words that govern it.
fn above(doc: &Doc, words: &'static Words, head: TokenId) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    let mut at = head;
    let mut joined = false;
    for _ in 0..7 {
        let Some(up) = doc.head(at) else { break };
        let lemma = doc.lemma(up);
        let rel = doc.rel(at).base();
        if rel == Rel::Conj && doc.upos(up) != Upos::Verb {
            at = up;
            joined = true;
            continue;
        }
        if let Some(cue) = words.cues(lemma).find(|c| stands(doc, words, c, at, up)) {
            // "exchange of instruments of ratification": the outer cue says the step.
            if !cue.with.is_empty() {
                found.clear();
            }
            found.push(Told { cue, at: up, status: None, anniversary: None });
            if matches!(doc.upos(up), Upos::Verb) {
                break;
            }
        } else if matches!(doc.upos(up), Upos::Verb | Upos::Aux | Upos::Adj) {
            found.extend(raised(doc, words, at, up));
            break;
        } else if found.is_empty() {
            // "подписание Постановления коллегий и Плана": the parser may hang the second name on a word of the first.
            let passes = (holds(&words.lists.containers, lemma) || (joined && words.head(lemma).is_some()))
                && matches!(rel, Rel::Nmod | Rel::Compound | Rel::Appos | Rel::Amod | Rel::Obl);
            if !passes {
                break;
            }
        } else if holds(&words.lists.anniversaries, lemma) {
            for told in &mut found {
                told.status = Some(Status::Historical);
                told.anniversary = Some(up);
            }
            break;
        } else if papers(words, lemma) {
            // "instruments of ratification" are papers, not the act.
            found.clear();
        } else if !holds(&words.lists.containers, lemma) {
            break;
        }
        at = up;
    }
    // Of several nominal cues in a chain ("начало обсуждения проекта") the innermost tells the step.
    found.truncate(1);
    found
}

/// Whether a word names the papers that are exchanged or deposited.
fn papers(words: &'static Words, lemma: &str) -> bool {
    words.step.iter().any(|c| matches!(c.step, Step::Exchange | Step::Deposit) && holds(&c.with, lemma))
}

/// "для вступления в силу должен быть ратифицирован": neither has happened.
fn needs(doc: &Doc, words: &'static Words, found: &mut Vec<Told>) {
    let mut more = Vec::new();
    for told in found.iter_mut() {
        // "парламент должен ратифицировать документ", "needs to be ratified".
        let outer = doc.head(told.at).filter(|_| {
            matches!(
                doc.rel(told.at).base(),
                Rel::Xcomp | Rel::Csubj | Rel::Ccomp | Rel::Obj | Rel::Obl | Rel::Nsubj
            )
        });
        // "has been ratified": the auxiliary of a past is no need.
        let aux = doc.children_by(told.at, Rel::Aux).filter(|&a| doc.lemma(a) != "have");
        let required = outer.into_iter().chain(aux).any(|w| holds(&words.lists.required, doc.lemma(w)));
        if (required || comes_first(doc, told.at)) && is_final(told.cue.step) {
            told.status = Some(Status::Hypothetical);
        }
        let verbs = [Some(told.at), doc.head(told.at)];
        let purpose = verbs.into_iter().flatten().flat_map(|v| doc.children(v)).find_map(|c| {
            let case = doc.child(c, Rel::Case)?;
            let cue =
                words.cues(doc.lemma(c)).find(|q| q.step == Step::EntryIntoForce && completed(doc, q, c))?;
            holds(&words.lists.purpose, doc.lemma(case)).then_some((cue, c))
        });
        if let Some((cue, at)) = purpose {
            told.status = Some(Status::Hypothetical);
            more.push(Told { cue, at, status: Some(Status::Hypothetical), anniversary: None });
        }
    }
    found.append(&mut more);
}

/// Steps by which an instrument comes to bind.
fn is_final(step: Step) -> bool {
    matches!(step, Step::Ratification | Step::Exchange | Step::EntryIntoForce)
}

/// "Will enter into force after both ratify it", «после того, как его ратифицируют» (which hangs on «того»): a clause of time that
/// says what must come first.
fn comes_first(doc: &Doc, verb: TokenId) -> bool {
    matches!(doc.rel(verb).base(), Rel::Advcl | Rel::Acl)
        && doc.children_by(verb, Rel::Mark).next().is_some()
        && matches!(doc.feats(verb).tense, Some(Tense::Pres | Tense::Fut))
}

/// Whether the word tells of a step that an instrument waits for: nobody's announced deed.
pub(super) fn is_awaited(doc: &Doc, t: TokenId) -> bool {
    super::object_step(doc.lang(t), doc.lemma(t)).is_some_and(is_final) && comes_first(doc, t)
}

/// "договор может быть подписан", "the treaty is expected to be signed": the subject stands above the cue.
fn raised(doc: &Doc, words: &'static Words, at: TokenId, up: TokenId) -> Option<Told> {
    if !doc.rel(at).is_subject() {
        return None;
    }
    doc.children(up).filter(|&x| matches!(doc.rel(x).base(), Rel::Xcomp | Rel::Csubj | Rel::Ccomp)).find_map(
        |x| {
            let passive = doc.feats(x).voice == Some(Voice::Pass)
                || doc.children(x).any(|c| doc.rel(c) == Rel::AuxPass);
            let cue = words.cues(doc.lemma(x)).find(|c| {
                completed(doc, c, x)
                    && match c.role {
                        // "Документ должен ратифицировать парламент": an instrument never signs.
                        Role::Object => passive || by_hand(c.step),
                        Role::Subject => !passive,
                        Role::Into => false,
                    }
            })?;
            Some(Told { cue, at: x, status: None, anniversary: None })
        },
    )
}

/// Whether `t` is a pronoun with which only an instrument can be meant: what is signed, ratified or initialled.
pub(super) fn is_taken_on(doc: &Doc, words: &'static Words, t: TokenId) -> bool {
    let thing = matches!(doc.rel(t), Rel::Obj | Rel::NsubjPass) && holds(&words.lists.pronouns, doc.lemma(t));
    thing
        && doc.head(t).is_some_and(|verb| {
            words
                .cues(doc.lemma(verb))
                .any(|c| c.role == Role::Object && by_hand(c.step) && completed(doc, c, verb))
        })
}

/// Steps that only someone can take: an instrument that seems to be their subject is their object.
fn by_hand(step: Step) -> bool {
    matches!(step, Step::Signature | Step::Initialled | Step::Ratification)
}

/// A participle after a comma that agrees with the instrument, wherever the parser hung it ("…, заключённый в мае").
fn trailing(doc: &Doc, words: &'static Words, mention: &Mention) -> Option<Told> {
    let comma = mention.name.end;
    let end = doc.sentence(mention.head).tokens.end;
    if comma + 1 >= end || doc.form(comma) != "," {
        return None;
    }
    // "…, now in effect, …".
    let holding = (comma + 1..end.min(comma + 5)).find_map(|t| {
        let cue = words.cues(doc.lemma(t)).find(|c| !c.cased.is_empty() && completed(doc, c, t))?;
        Some(Told { cue, at: t, status: None, anniversary: None })
    });
    if holding.is_some() {
        return holding;
    }
    let verb = (comma + 1..end.min(comma + 4)).find(|&t| doc.feats(t).form == Some(VerbForm::Part))?;
    let (a, b) = (doc.feats(verb), doc.feats(mention.head));
    let agrees = a.case.is_some() && a.case == b.case && a.number == b.number;
    let cue = words.cues(doc.lemma(verb)).find(|c| {
        completed(doc, c, verb)
            && match c.role {
                Role::Object => a.voice == Some(Voice::Pass),
                Role::Subject => a.voice != Some(Voice::Pass),
                Role::Into => false,
            }
    })?;
    agrees.then_some(Told { cue, at: verb, status: None, anniversary: None })
}

/// Participles and relative clauses on the instrument, and "in effect" beside it.
fn below(doc: &Doc, words: &'static Words, head: TokenId) -> Vec<Told> {
    let mut found = Vec::new();
    for child in doc.children(head) {
        let rel = doc.rel(child);
        let clause = matches!(rel.base(), Rel::Acl | Rel::Amod | Rel::Appos | Rel::Parataxis);
        if !clause {
            continue;
        }
        let passive = doc.feats(child).voice == Some(Voice::Pass)
            || doc.children(child).any(|c| doc.rel(c) == Rel::NsubjPass)
            || (doc.feats(child).form == Some(VerbForm::Part)
                && doc.child(child, Rel::Nsubj).is_none()
                && doc.child(child, Rel::Obj).is_none());
        for cue in words.cues(doc.lemma(child)) {
            let fits = match cue.role {
                Role::Object => doc.upos(child) != Upos::Noun && passive,
                Role::Subject => {
                    (cue.cased.is_empty() && doc.upos(child) == Upos::Verb && !passive_only(doc, child))
                        || (!cue.cased.is_empty())
                }
                Role::Into => false,
            };
            if fits && completed(doc, cue, child) {
                found.push(Told { cue, at: child, status: None, anniversary: None });
                break;
            }
        }
    }
    found
}

fn passive_only(doc: &Doc, t: TokenId) -> bool {
    doc.feats(t).voice == Some(Voice::Pass)
}

/// Whether the instrument (or what contains it) at `at` has the cue's role under `up`.
fn stands(doc: &Doc, words: &Words, cue: &Cue, at: TokenId, up: TokenId) -> bool {
    if !completed(doc, cue, up) {
        return false;
    }
    let rel = doc.rel(at);
    let case = doc.child(at, Rel::Case).map_or("", |c| doc.lemma(c));
    let verb = matches!(doc.upos(up), Upos::Verb | Upos::Aux) && doc.feats(up).form != Some(VerbForm::Ger);
    match cue.role {
        Role::Object if verb => match rel.base() {
            Rel::Obj => true,
            Rel::Nsubj => {
                rel == Rel::NsubjPass
                    || by_hand(cue.step)
                    || doc.feats(up).voice.is_some_and(|v| v != Voice::Act)
            }
            Rel::Obl => holds(&words.lists.about, case),
            _ => false,
        },
        Role::Object => match rel.base() {
            Rel::Nmod | Rel::Obl => case.is_empty() || case == "of" || holds(&words.lists.about, case),
            Rel::Compound | Rel::Obj => true,
            _ => false,
        },
        Role::Subject if !cue.cased.is_empty() => rel.is_subject(),
        Role::Subject => {
            rel.is_subject() || (!verb && rel.base() == Rel::Nmod && (case.is_empty() || case == "of"))
        }
        Role::Into => {
            holds(&cue.prep, case)
                && match rel.base() {
                    Rel::Obl | Rel::Nmod => verb || !case.is_empty() || holds(&cue.prep, ""),
                    Rel::Obj => true,
                    Rel::Nsubj => rel == Rel::NsubjPass,
                    _ => false,
                }
        }
    }
}

/// Whether the words that the cue must have beside it are there.
fn completed(doc: &Doc, cue: &Cue, at: TokenId) -> bool {
    let with = cue.with.is_empty()
        || doc.children(at).any(|c| {
            holds(&cue.with, doc.lemma(c)) || doc.children(c).any(|d| holds(&cue.with, doc.lemma(d)))
        });
    let cased =
        cue.cased.is_empty() || doc.children_by(at, Rel::Case).any(|c| holds(&cue.cased, doc.lemma(c)));
    with && cased
}
