//! What the text says of an instrument's life: cues and how the instrument hangs on them.

use legation_nlp::tags::{VerbForm, Voice};
use legation_nlp::{Doc, Rel, TokenId, Upos};

use super::mentions::Mention;
use super::words::{Cue, Role, Words, holds};

/// A step told by a cue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) cue: &'static Cue,
    /// The word.
    pub(super) at: TokenId,
    /// Told as the occasion of an anniversary.
    pub(super) anniversary: bool,
}

/// Steps told of the instrument at this mention.
pub(super) fn told(doc: &Doc, mention: &Mention) -> Vec<Told> {
    let words: &'static Words = Words::of(doc.lang(mention.head));
    let mut found = above(doc, words, mention.head);
    found.extend(below(doc, words, mention.head));
    found
}

/// Climbs from the instrument through containers and coordination to the words that govern it.
fn above(doc: &Doc, words: &'static Words, head: TokenId) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    let mut at = head;
    for _ in 0..7 {
        let Some(up) = doc.head(at) else { break };
        let lemma = doc.lemma(up);
        let rel = doc.rel(at).base();
        if rel == Rel::Conj && doc.upos(up) != Upos::Verb {
            at = up;
            continue;
        }
        if let Some(cue) = words.cues(lemma).find(|c| stands(doc, words, c, at, up)) {
            // "exchange of instruments of ratification": the outer cue says the step.
            if !cue.with.is_empty() {
                found.clear();
            }
            found.push(Told { cue, at: up, anniversary: false });
            if matches!(doc.upos(up), Upos::Verb) {
                break;
            }
        } else if doc.upos(up) == Upos::Verb || doc.upos(up) == Upos::Aux {
            break;
        } else if found.is_empty() {
            let passes = holds(&words.words.containers, lemma)
                && matches!(rel, Rel::Nmod | Rel::Compound | Rel::Appos | Rel::Amod | Rel::Obl);
            if !passes {
                break;
            }
        } else if holds(&words.words.anniversaries, lemma) {
            for told in &mut found {
                told.anniversary = true;
            }
            break;
        } else if !holds(&words.words.containers, lemma) {
            break;
        }
        at = up;
    }
    // Of several nominal cues in a chain ("начало обсуждения проекта") the innermost tells the step.
    found.truncate(1);
    found
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
                found.push(Told { cue, at: child, anniversary: false });
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
            Rel::Nsubj => rel == Rel::NsubjPass || doc.feats(up).voice.is_some_and(|v| v != Voice::Act),
            Rel::Obl => holds(&words.words.about, case),
            _ => false,
        },
        Role::Object => match rel.base() {
            Rel::Nmod | Rel::Obl => case.is_empty() || case == "of" || holds(&words.words.about, case),
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
