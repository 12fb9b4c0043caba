//! Who does what a verb tells, and to whom it is done: through passives, control, coordination and papers.

use legation_model::Lang;
use legation_nlp::tags::{Case, Number, VerbForm};
use legation_nlp::{Doc, Rel, TokenId, Upos};

use super::cues::Cue;
use super::index::is_misjoined;
use super::slots::{has_that, is, is_finite, is_infinitive, is_participle, is_passive, preposition};

pub(super) fn subjects(doc: &Doc, head: TokenId) -> Vec<TokenId> {
    let mut at = head;
    let mut below = head;
    // Bounded by the depth of the tree; the bound only guards against a broken one.
    for _ in 0..32 {
        if is_passive(doc, at) {
            // "was forced to apologise": whoever is forced apologises.
            return if at == head { agents(doc, at) } else { objects(doc, at) };
        }
        // "Called the case serious and urged …": a verb joined to another has its subject, not its object, to share.
        if at != head
            && doc.rel(below) != Rel::Conj
            && (controls_by_object(doc, at) && !beside_control(doc, below) || credits(doc, at, below))
        {
            let object: Vec<TokenId> = doc
                .children(at)
                .filter(|&c| {
                    matches!(doc.rel(c), Rel::Obj | Rel::Iobj)
                        && preposition(doc, c).is_none()
                        && !is_infinitive(doc, c)
                })
                .collect();
            if !object.is_empty() {
                return object;
            }
            // "Called on X to agree": the phrase behind the preposition does so.
            let phrase: Vec<TokenId> = doc
                .children_by(at, Rel::Obl)
                .filter(|&c| c < below && preposition(doc, c).is_some_and(|p| is(doc, p, Cue::ControlBy)))
                .collect();
            if !phrase.is_empty() && is_infinitive(doc, below) {
                return phrase;
            }
        }
        let own: Vec<TokenId> = doc
            .children(at)
            .filter(|&c| {
                matches!(doc.rel(c), Rel::Nsubj) && !is_infinitive(doc, c) && !second_subject(doc, at, c)
            })
            .collect();
        if !own.is_empty() {
            return own.into_iter().chain(so_did(doc, at)).collect();
        }
        let after = shared_after(doc, at, false);
        if doc.lang(at) != Lang::En && doc.rel(at) == Rel::Root && !after.is_empty() {
            return after;
        }
        let Some(up) = doc.head(at) else { break };
        below = at;
        match doc.rel(at) {
            // "Passed a resolution condemning X", "issued a decree to ban Y": the author of the paper speaks in it.
            Rel::Acl
                if is(doc, up, Cue::Paper)
                    && !is_finite(doc, at)
                    && (matches!(doc.rel(up), Rel::Obj | Rel::NsubjPass) || is_voted_for(doc, up))
                    && doc.head(up).is_some_and(|v| doc.upos(v) == Upos::Verb) =>
            {
                at = doc.head(up).unwrap_or(up);
                // "Blocked a resolution condemning X": not the blocker's words.
                if is(doc, at, Cue::Blocks) {
                    return Vec::new();
                }
                if is_passive(doc, at) {
                    return agents(doc, at);
                }
            }
            // Active participle after or before its noun.
            Rel::Acl | Rel::Amod if is_participle(doc, at) && doc.upos(up) != Upos::Verb => return vec![up],
            Rel::Acl if is_infinitive(doc, at) => break,
            // "Сербия заявила, что введёт санкции": the clause of a Russian report goes on with its subject.
            Rel::Ccomp
                if doc.lang(at) == Lang::Ru
                    && (is_finite(doc, at) || doc.feats(at).short)
                    && has_that(doc, at)
                    && doc.upos(up) == Upos::Verb
                    && number(doc, at) == doc.feats(up).number =>
            {
                at = up;
            }
            // "Посетил Осло, где встретился с министром": whoever went there.
            Rel::AclRelcl if is_whereabouts(doc, at) => {
                let Some(verb) = doc.ancestors(up).find(|&v| doc.upos(v) == Upos::Verb) else { break };
                if number(doc, verb) != doc.feats(at).number || is_participle(doc, verb) {
                    break;
                }
                at = verb;
            }
            Rel::Conj if is_misjoined(doc, at) => break,
            Rel::Conj | Rel::Xcomp | Rel::Advcl | Rel::Csubj => {
                if doc.rel(at) == Rel::Advcl && is_finite(doc, at) {
                    break;
                }
                // "X is a critic of Y and has accused it": a noun with a copula has a subject to share.
                let predicate = doc.rel(at) == Rel::Conj
                    && doc.child(up, Rel::Cop).is_some()
                    && preposition(doc, up).is_none();
                if !predicate && !matches!(doc.upos(up), Upos::Verb | Upos::Adj | Upos::Aux) {
                    break;
                }
                at = up;
            }
            _ => break,
        }
    }
    impersonal(doc, head)
}

/// The number of a verb, or of the one that helps it ("будет вести").
fn number(doc: &Doc, verb: TokenId) -> Option<Number> {
    let helper = || doc.children_by(verb, Rel::Aux).chain(doc.children_by(verb, Rel::Cop)).next();
    doc.feats(verb).number.or_else(|| doc.feats(helper()?).number)
}

/// Whether a clause without a subject tells what was done at the place that its noun names.
fn is_whereabouts(doc: &Doc, clause: TokenId) -> bool {
    is_finite(doc, clause)
        && doc.feats(clause).number == Some(Number::Sing)
        && doc.children(clause).any(|c| c < clause && is(doc, c, Cue::Where))
}

/// "Voted for a resolution condemning X."
fn is_voted_for(doc: &Doc, paper: TokenId) -> bool {
    doc.rel(paper).base() == Rel::Obl && preposition(doc, paper).is_some_and(|p| is(doc, p, Cue::VotedFor))
}

/// A Russian verb has one subject: where the tree gives it another after the verb, nominative and accusative look
/// alike, and that one is the object ("внесло в список банк").
fn second_subject(doc: &Doc, verb: TokenId, c: TokenId) -> bool {
    doc.lang(verb) == Lang::Ru
        && c > verb
        && doc.rel(c) == Rel::Nsubj
        && matches!(doc.feats(c).case, Some(Case::Acc | Case::Nom) | None)
        && doc.children(verb).any(|o| o < verb && doc.rel(o) == Rel::Nsubj)
}

/// The subject that stands after all of several coordinated verbs: "прибыл и провел переговоры министр".
fn shared_after(doc: &Doc, verb: TokenId, pass: bool) -> Vec<TokenId> {
    doc.children_by(verb, Rel::Conj)
        .filter(|&c| doc.upos(c) == Upos::Verb && is_passive(doc, c) == pass || pass)
        .flat_map(|c| {
            doc.children(c)
                .filter(|&s| doc.rel(s).is_subject() && s > c && !is_infinitive(doc, s))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Subjects of "…, and so did Sudan", "…, as did Sudan" beside the verb.
fn so_did(doc: &Doc, verb: TokenId) -> Vec<TokenId> {
    if doc.lang(verb) != Lang::En {
        return Vec::new();
    }
    doc.children(verb)
        .filter(|&c| {
            matches!(doc.rel(c).base(), Rel::Conj | Rel::Advcl)
                && is(doc, c, Cue::Pro)
                && doc.children(c).any(|k| is(doc, k, Cue::SoDid))
                && doc.child(c, Rel::Obj).is_none()
        })
        .flat_map(|c| doc.children(c).filter(|&k| doc.rel(k) == Rel::Nsubj).collect::<Vec<_>>())
        .collect()
}

/// Whether the object of the verb does what its infinitive tells ("persuaded X to sign").
fn controls_by_object(doc: &Doc, verb: TokenId) -> bool {
    is(doc, verb, Cue::ObjectControl)
}

/// "Asked X to come, accusing Y of lies": an English phrase in -ing is no content of the verb that controls by its object.
fn beside_control(doc: &Doc, below: TokenId) -> bool {
    doc.lang(below) == Lang::En && doc.rel(below) == Rel::Advcl && !is_infinitive(doc, below)
}

/// "Thanked X for coming", "accused X of lying": the object did what the English phrase in -ing tells.
fn credits(doc: &Doc, verb: TokenId, below: TokenId) -> bool {
    doc.lang(verb) == Lang::En
        && is(doc, verb, Cue::Credit)
        && is_participle(doc, below)
        && preposition(doc, below).is_some_and(|p| is(doc, p, Cue::Matter) || doc.lemma(p) == "of")
}

pub(super) fn agents(doc: &Doc, verb: TokenId) -> Vec<TokenId> {
    doc.children(verb)
        .filter(|&c| match doc.rel(c) {
            Rel::OblAgent => true,
            Rel::Obl | Rel::Nmod => match preposition(doc, c) {
                // "С чилийской стороны выражена благодарность".
                Some(p) => is(doc, p, Cue::Agent) || is(doc, c, Cue::Side) && is(doc, p, Cue::OnSide),
                None => doc.feats(c).case == Some(Case::Ins),
            },
            _ => false,
        })
        .collect()
}

/// "Accused each other", "обвинили друг друга": done by each of those told to the others.
pub(super) fn is_mutual(doc: &Doc, verb: TokenId) -> bool {
    let last = doc.len() as u32 - 1;
    let pair = |t: TokenId| is(doc, t, Cue::Each) && t < last && is(doc, t + 1, Cue::Other);
    let told = |c: TokenId| matches!(doc.rel(c).base(), Rel::Obj | Rel::Iobj | Rel::Obl);
    doc.upos(verb) == Upos::Verb
        && doc.children(verb).filter(|&c| told(c)).any(|c| pair(c) || c > 0 && pair(c - 1))
}

/// "В МИД пообещали": a plural verb without subject and a body in the locative.
fn impersonal(doc: &Doc, verb: TokenId) -> Vec<TokenId> {
    let feats = doc.feats(verb);
    if doc.lang(verb) == Lang::En || feats.number != Some(Number::Plur) || feats.form != Some(VerbForm::Fin) {
        return Vec::new();
    }
    doc.children(verb)
        .filter(|&c| {
            doc.rel(c).base() == Rel::Obl
                && doc.feats(c).case == Some(Case::Loc)
                && preposition(doc, c).is_some_and(|p| is(doc, p, Cue::Within))
        })
        .collect()
}

pub(super) fn objects(doc: &Doc, verb: TokenId) -> Vec<TokenId> {
    if is_passive(doc, verb) {
        let own: Vec<TokenId> = doc
            .children(verb)
            .filter(|&c| matches!(doc.rel(c), Rel::NsubjPass | Rel::Nsubj) && !is_infinitive(doc, c))
            .collect();
        if !own.is_empty() {
            return own;
        }
        let after = shared_after(doc, verb, true);
        if doc.lang(verb) != Lang::En && doc.rel(verb) == Rel::Root && !after.is_empty() {
            return after;
        }
        if let Some(up) = doc.head(verb) {
            match doc.rel(verb) {
                Rel::Acl | Rel::Amod => return vec![up],
                Rel::Conj => return objects(doc, up),
                Rel::Advcl => {
                    let passive = is_passive(doc, up);
                    return if passive { objects(doc, up) } else { subjects(doc, up) };
                }
                // "договор может быть подписан": the modal has the subject of the passive.
                Rel::Xcomp => {
                    return doc
                        .children(up)
                        .filter(|&c| {
                            matches!(doc.rel(c), Rel::NsubjPass | Rel::Nsubj) && !is_infinitive(doc, c)
                        })
                        .collect();
                }
                _ => {}
            }
        }
        return Vec::new();
    }
    let own: Vec<TokenId> = doc
        .children(verb)
        .filter(|&c| {
            doc.rel(c) == Rel::Obj && preposition(doc, c).is_none()
                || second_subject(doc, verb, c)
                // "не подписал договора": the genitive of negation is an object.
                || doc.lang(verb) != Lang::En
                    && matches!(doc.rel(c), Rel::Obl | Rel::Iobj)
                    && doc.feats(c).case == Some(Case::Acc)
                    && preposition(doc, c).is_none()
                    && doc.upos(c) != Upos::Num
        })
        .collect();
    own
}
