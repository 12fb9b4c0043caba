//! Conjuncts whose forms tell that the network hung them too low. No words, no other relation.

use crate::doc::TokenRow;
use crate::tags::{Case, Rel, Tense, Upos, VerbForm};

/// "Правительство Эфиопии и Народный фронт": a nominative is no conjunct of a genitive; it hangs on the nearest noun above
/// that stands in its case.
pub(super) fn by_case(rows: &mut [TokenRow<'_>]) {
    for t in 0..rows.len() {
        let Some(low) = rows[t].head.filter(|_| rows[t].rel.base() == Rel::Conj) else { continue };
        let (Some(own), Some(Case::Gen)) = (case(rows, t), case(rows, low)) else { continue };
        if own == Case::Gen || low > t {
            continue;
        }
        let mut at = low;
        let mut steps = 0;
        while matches!(rows[at].rel.base(), Rel::Nmod | Rel::Conj) && steps < rows.len() {
            let Some(up) = rows[at].head.filter(|&up| up < t) else { break };
            if case(rows, up).is_some_and(|c| alike(c, own)) {
                rows[t].head = Some(up);
                break;
            }
            at = up;
            steps += 1;
        }
    }
}

/// "Министерство выразило сожаление, что с ним не говорили, и вызвало посла": a past verb that does not agree with the verb it
/// is said to stand beside, and has no subject of its own, goes on with the nearest clause above that it agrees with.
pub(super) fn by_number(rows: &mut [TokenRow<'_>]) {
    for t in 0..rows.len() {
        let Some(low) = rows[t].head.filter(|&low| rows[t].rel.base() == Rel::Conj && low < t) else {
            continue;
        };
        if !past(&rows[t]) || !past(&rows[low]) || agree(&rows[t], &rows[low]) || subject(rows, t) {
            continue;
        }
        let mut at = low;
        for _ in 0..rows.len() {
            let Some(up) = rows[at].head.filter(|&up| up < t) else { break };
            if past(&rows[up]) && agree(&rows[t], &rows[up]) && subject(rows, up) {
                rows[t].head = Some(up);
                break;
            }
            at = up;
        }
    }
}

fn past(row: &TokenRow<'_>) -> bool {
    row.upos == Upos::Verb && row.feats.form == Some(VerbForm::Fin) && row.feats.tense == Some(Tense::Past)
}

/// Whether number and gender, where both tell them, are the same.
fn agree(a: &TokenRow<'_>, b: &TokenRow<'_>) -> bool {
    let same = |x: bool, y: bool| !x || y;
    same(a.feats.number.is_some() && b.feats.number.is_some(), a.feats.number == b.feats.number)
        && same(a.feats.gender.is_some() && b.feats.gender.is_some(), a.feats.gender == b.feats.gender)
}

fn subject(rows: &[TokenRow<'_>], verb: usize) -> bool {
    rows.iter().any(|r| r.head == Some(verb) && r.rel.is_subject())
}

/// Of most nouns the nominative and the accusative are one form.
fn alike(a: Case, b: Case) -> bool {
    let form = |c: Case| if c == Case::Acc { Case::Nom } else { c };
    form(a) == form(b)
}

fn case(rows: &[TokenRow<'_>], t: usize) -> Option<Case> {
    rows[t].feats.case.filter(|_| matches!(rows[t].upos, Upos::Noun | Upos::Propn))
}
