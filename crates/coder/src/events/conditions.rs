//! Conditions of a deed: whom a threat is meant for that names its addressee in the condition only ("will impose sanctions if X does not
//! release them"), and what a condition only denies.

use legation_model::{Lang, Plover};
use legation_nlp::{Doc, Rel, TokenId};

use super::act::Act;
use super::cues::Cue;
use super::index::Index;
use super::roles::Scene;
use super::sides::country;
use super::slots::Slot;
use crate::text::Text;

/// Gives a hostile act without a recipient whoever must meet its condition, if that is another side.
pub(super) fn supply(scene: Scene<'_>, index: &Index, act: &mut Act) {
    let hostile = matches!(
        act.plover,
        Plover::Threaten | Plover::Sanction | Plover::Coerce | Plover::Assault | Plover::Mobilize
    );
    if !hostile || !act.recipients.is_empty() || act.actors.is_empty() {
        return;
    }
    let doc = scene.text.doc;
    let own: Vec<Option<&str>> = act.actors.iter().map(|p| country(scene.cast, p)).collect();
    let Some(clause) = below(doc, act.at).into_iter().find(|&c| opens_condition(scene.text, index, c)) else {
        return;
    };
    let subjects = Slot::Subject.fill(doc, clause).into_iter();
    let found = subjects.flat_map(|s| scene.cast.participants(scene.text, s, None));
    act.recipients = found
        .filter(|p| {
            let of = country(scene.cast, p);
            of.is_some() && !own.contains(&of)
        })
        .collect();
}

/// Whether the act is to come if a condition is met that its own clause tells: not what the condition itself tells.
pub(super) fn depends(text: &Text<'_>, index: &Index, act: &Act) -> bool {
    let doc = text.doc;
    let opens = |c: TokenId| opens_condition(text, index, c) && !concedes(doc, index, c);
    let own = |t: TokenId| doc.children_by(t, Rel::Advcl).any(opens);
    let head = act.trigger.2;
    act.gathered.planned && act.gathered.hypothetical && (own(act.at) || own(head))
}

/// "If X does not release them": what does not happen in a condition is no deed, nor one that is denied.
pub(super) fn only_denied(text: &Text<'_>, index: &Index, act: &Act) -> bool {
    let doc = text.doc;
    // "If it does not yield": the negation may be a part of the wording.
    let not = |c: TokenId| index.cues.is(doc.lang(c), Cue::Negation, doc.lemma(c));
    let head = act.trigger.2;
    let negated = act.gathered.negated || doc.children(act.at).any(not);
    let own = !act.noun && (opens_condition(text, index, act.at) || waited_for(text, index, act.at));
    negated && (own || head != act.at && opens_condition(text, index, head))
}

/// "Threatened Y with strikes if it did not yield": a threat that was made, whatever it depends on.
pub(super) fn made(text: &Text<'_>, index: &Index, t: TokenId) -> bool {
    let doc = text.doc;
    let would = doc.children_by(t, Rel::Aux).any(|c| index.cues.is(doc.lang(t), Cue::Would, doc.lemma(c)));
    !would && !opens_condition(text, index, t)
}

/// Whether a clause begins with "if" or the like.
pub(super) fn opens_condition(text: &Text<'_>, index: &Index, clause: TokenId) -> bool {
    let doc = text.doc;
    let lang = doc.lang(clause);
    let is = |cue: Cue, m: TokenId| index.cues.is(lang, cue, doc.lemma(m));
    doc.children_by(clause, Rel::Mark).any(|m| is(Cue::Condition, m) && !is(Cue::Asked, m))
        || inverted(doc, index, clause)
}

/// "Even if he stays away", «даже если»: what holds whatever comes.
pub(super) fn concedes(doc: &Doc, index: &Index, clause: TokenId) -> bool {
    let is = |cue: Cue, t: TokenId| index.cues.is(doc.lang(t), cue, doc.lemma(t));
    doc.children_by(clause, Rel::Mark)
        .any(|m| is(Cue::Condition, m) && m.checked_sub(1).is_some_and(|before| is(Cue::Even, before)))
}

/// "Should the alliance request it": an English condition that its helping verb opens, before the subject.
pub(super) fn inverted(doc: &Doc, index: &Index, clause: TokenId) -> bool {
    let is = |cue: Cue, c: TokenId| index.cues.is(doc.lang(clause), cue, doc.lemma(c));
    // "Turkey should itself accede": no subject behind the verb.
    let mut subjects = doc.children(clause).filter(|&c| doc.rel(c).is_subject());
    let Some(subject) = subjects.next().filter(|&c| !is(Cue::Reflexive, c)) else { return false };
    let helper = |c: TokenId| c < subject && matches!(doc.rel(c), Rel::Aux | Rel::AuxPass);
    let opens = doc.children(clause).any(|c| helper(c) && is(Cue::Inverted, c));
    let last = doc.sentence(clause).tokens.end - 1;
    subject < clause && opens && doc.form(last) != "?"
}

/// "Until the parties agree", «пока стороны не придут к согласию»: what is waited for has not been refused.
fn waited_for(text: &Text<'_>, index: &Index, clause: TokenId) -> bool {
    let doc = text.doc;
    let until = |m: TokenId| index.cues.is(doc.lang(clause), Cue::Until, doc.lemma(m));
    doc.children(clause).any(|m| matches!(doc.rel(m), Rel::Mark | Rel::Advmod) && until(m))
}

/// "Would not say whether X will sign", «о том, подпишет ли X»: what is only asked is told of nobody.
pub(super) fn only_asked(text: &Text<'_>, index: &Index, act: &Act) -> bool {
    let doc = text.doc;
    let is = |m: TokenId| index.cues.is(doc.lang(m), Cue::Asked, doc.lemma(m));
    let marked = doc.children_by(act.at, Rel::Mark).any(is);
    let next = act.at + 1;
    let particle = doc.lang(act.at) == Lang::Ru && (next as usize) < doc.len() && is(next);
    !act.noun && (act.gathered.planned || act.gathered.hypothetical) && (marked || particle)
}

/// Clauses under `t` or under the verb whose object, complement or conjunct it is, near ones first.
fn below(doc: &Doc, t: TokenId) -> Vec<TokenId> {
    let mut tops = vec![t];
    let mut at = t;
    while let Some(up) =
        doc.head(at).filter(|_| matches!(doc.rel(at).base(), Rel::Obj | Rel::Obl | Rel::Xcomp))
    {
        tops.push(up);
        at = up;
    }
    let inner = doc.children(t).filter(|&c| matches!(doc.rel(c).base(), Rel::Ccomp | Rel::Xcomp));
    tops.extend(inner);
    tops.into_iter().flat_map(|top| doc.children_by(top, Rel::Advcl)).collect()
}
