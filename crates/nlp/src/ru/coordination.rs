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
        if !past(&rows[t]) || rows[low].upos != Upos::Verb || subject(rows, t) {
            continue;
        }
        // A verb that has no gender itself is told by its subject ("Астана не исключает …, но опроверг").
        let beside = if past(&rows[low]) { Some(low) } else { nominative(rows, low) };
        if beside.is_none_or(|b| agree(&rows[t], &rows[b])) {
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

/// "Проголосовали 12 стран, Россия и Китай воздержались": names right before a verb that has no subject, or that has
/// only the first of them, are its subject, not more of the subject that stands behind the verb before.
pub(super) fn by_clause(rows: &mut [TokenRow<'_>]) {
    for verb in 0..rows.len() {
        let Some(first) = rows[verb].head.filter(|&up| up < verb && rows[verb].rel.base() == Rel::Conj)
        else {
            continue;
        };
        if rows[verb].upos != Upos::Verb || rows[verb].feats.form != Some(VerbForm::Fin) {
            continue;
        }
        let behind = (first + 1..verb).find(|&t| rows[t].head == Some(first) && rows[t].rel == Rel::Nsubj);
        let Some(behind) = behind else { continue };
        let own = (behind + 1..verb).find(|&t| rows[t].head == Some(verb) && rows[t].rel == Rel::Nsubj);
        let joined = |t: usize| rows[t].rel.base() == Rel::Conj && rows[t].head == Some(behind);
        let comma = |t: usize| t > 0 && rows[t - 1].lemma == ",";
        let Some(start) = own.or_else(|| (behind + 1..verb).find(|&t| joined(t) && comma(t))) else {
            continue;
        };
        // Nothing but the list stands between the comma and the verb.
        let list = (start..verb).all(|t| {
            matches!(rows[t].upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Cconj) || rows[t].lemma == ","
        });
        if !list || !comma(start) {
            continue;
        }
        for row in &mut rows[start + 1..verb] {
            if row.rel.base() == Rel::Conj && row.head == Some(behind) {
                row.head = Some(start);
            }
        }
        (rows[start].head, rows[start].rel) = (Some(verb), Rel::Nsubj);
    }
}

/// What stands before the first of two verbs is not the second one's alone: its subject, its conjunction. An infinitive
/// behind the second is not the first one's, if that has its object ("согласовали план и договорились подписать").
pub(super) fn by_place(rows: &mut [TokenRow<'_>]) {
    for t in 0..rows.len() {
        let Some(second) =
            rows[t].head.filter(|&h| rows[h].rel.base() == Rel::Conj && rows[h].upos == Upos::Verb)
        else {
            continue;
        };
        if let Some(first) = rows[second].head.filter(|&v| t < v && v < second && rows[v].upos == Upos::Verb)
        {
            rows[t].head = Some(first);
        }
    }
    for t in 0..rows.len() {
        let Some(first) = rows[t].head.filter(|&v| v < t && rows[t].rel.base() == Rel::Xcomp) else {
            continue;
        };
        let of = |rel: Rel, low: usize, high: usize| {
            let is = |k: &usize| rows[*k].head == Some(first) && rows[*k].rel.base() == rel;
            (low..high).rev().find(is)
        };
        let second = of(Rel::Conj, first + 1, t).filter(|&v| rows[v].upos == Upos::Verb);
        if let Some(second) = second.filter(|&v| of(Rel::Obj, first + 1, v).is_some()) {
            rows[t].head = Some(second);
        }
    }
}

/// "Когда X заявил о паузе, люди вышли": a clause that a conjunction opens is no main clause; the one beside it is, and has
/// the first below it.
pub(super) fn by_mark(rows: &mut [TokenRow<'_>]) {
    for low in 0..rows.len() {
        let marked = rows.iter().take(low).any(|r| r.head == Some(low) && r.rel.base() == Rel::Mark);
        if rows[low].head.is_some() || rows[low].upos != Upos::Verb || !marked {
            continue;
        }
        let joined = |t: &usize| rows.iter().any(|r| r.head == Some(*t) && r.rel.base() == Rel::Cc);
        let main = (low + 1..rows.len()).find(|t| {
            rows[*t].head == Some(low)
                && matches!(rows[*t].rel.base(), Rel::Conj | Rel::Parataxis)
                && rows[*t].upos == Upos::Verb
                && rows[*t].feats.form == Some(VerbForm::Fin)
                && subject(rows, *t)
                && !joined(t)
        });
        let Some(main) = main else { continue };
        rows[main].head = None;
        rows[main].rel = Rel::Root;
        rows[low].head = Some(main);
        rows[low].rel = Rel::Advcl;
        for row in rows.iter_mut().skip(main + 1).filter(|r| r.head == Some(low)) {
            row.head = Some(main);
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

/// The noun in the nominative that is the subject of `verb`; one joined to another has no gender.
fn nominative(rows: &[TokenRow<'_>], verb: usize) -> Option<usize> {
    let noun = rows.iter().position(|r| {
        r.head == Some(verb)
            && r.rel == Rel::Nsubj
            && r.feats.case == Some(Case::Nom)
            && r.feats.gender.is_some()
    })?;
    let joined = rows.iter().any(|r| r.head == Some(noun) && matches!(r.rel.base(), Rel::Conj | Rel::Appos));
    (!joined && matches!(rows[noun].upos, Upos::Noun | Upos::Propn)).then_some(noun)
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
/// "A, B и C осудили вторжение, а D предложила переговоры": of two clauses side by side the first governs. A verb that hangs
/// as the second on one behind it changes places with it; each takes the words on its side of the conjunction.
pub(super) fn by_order(rows: &mut [TokenRow<'_>]) {
    for first in 0..rows.len() {
        let Some(second) = rows[first].head.filter(|&h| h > first && rows[first].rel == Rel::Conj) else {
            continue;
        };
        let finite = |t: usize| rows[t].upos == Upos::Verb && rows[t].feats.form == Some(VerbForm::Fin);
        if !finite(first) || !finite(second) {
            continue;
        }
        let link = (first + 1..second).find(|&t| rows[t].upos == Upos::Cconj && rows[t].head == Some(first));
        let Some(link) = link else { continue };
        let comma = (rows[link - 1].upos == Upos::Punct).then_some(link - 1);
        (rows[first].head, rows[first].rel) = (rows[second].head, rows[second].rel);
        (rows[second].head, rows[second].rel) = (Some(first), Rel::Conj);
        for (t, row) in rows.iter_mut().enumerate() {
            if row.head == Some(first) && t != second && (t >= link || Some(t) == comma) {
                row.head = Some(second);
            } else if row.head == Some(second) && t < first {
                row.head = Some(first);
            }
        }
    }
}
