//! "X заявил, что A, а Y отметил, что B": two reports side by side of which the network made one. No words.

use crate::doc::TokenRow;
use crate::tags::{Case, Rel, Upos, VerbForm};

/// Gives each of two reports its own subject where the second verb has that of the first, which it has under it as a clause.
pub(super) fn side_by_side(rows: &mut [TokenRow<'_>]) {
    for second in 0..rows.len() {
        if is_finite(rows, second)
            && let Some(found) = parted(rows, second)
        {
            part(rows, second, &found);
        }
    }
}

/// The first verb, its subject, the conjunction and the second subject.
struct Parted {
    first: usize,
    subject: usize,
    link: usize,
    own: usize,
}

fn parted(rows: &[TokenRow<'_>], second: usize) -> Option<Parted> {
    let subject = (0..second).find(|&t| rows[t].head == Some(second) && rows[t].rel == Rel::Nsubj)?;
    let clause = |t: usize| {
        let beside =
            rows[t].head == Some(second) || rows[t].head == rows[second].head && rows[t].head.is_some();
        rows[t].rel == Rel::Ccomp && beside && is_finite(rows, t)
    };
    let first = (subject + 1..second).find(|&t| clause(t))?;
    let joins = |t: usize| rows[t].upos == Upos::Cconj && rows[t - 1].upos == Upos::Punct;
    let parts = |t: usize| rows[t].upos == Upos::Punct && matches!(rows[t].lemma, ":" | ";");
    let link = (first + 1..second).rev().find(|&t| joins(t) || parts(t))?;
    // A subject behind the conjunction is the second verb's.
    if rows[..link].iter().any(|r| r.head == Some(first) && r.rel == Rel::Nsubj) {
        return None;
    }
    let own = (link + 1..second).find(|&t| nominative(rows, t))?;
    let clear = !(link + 1..second).any(|t| is_finite(rows, t));
    let agrees = rows[own].feats.number == rows[second].feats.number;
    (clear && agrees).then_some(Parted { first, subject, link, own })
}

fn nominative(rows: &[TokenRow<'_>], t: usize) -> bool {
    matches!(rows[t].upos, Upos::Noun | Upos::Propn) && rows[t].feats.case == Some(Case::Nom)
}

fn part(rows: &mut [TokenRow<'_>], second: usize, found: &Parted) {
    let &Parted { first, subject, link, own } = found;
    let inner = (first + 1..link).find(|&t| is_finite(rows, t));
    if rows[first].head == Some(second) {
        (rows[first].head, rows[first].rel) = (rows[second].head, rows[second].rel);
    }
    (rows[second].head, rows[second].rel) = (Some(first), Rel::Conj);
    (rows[subject].head, rows[subject].rel) = (Some(first), Rel::Nsubj);
    (rows[own].head, rows[own].rel) = (Some(second), Rel::Nsubj);
    let rel = if rows[link].upos == Upos::Punct { Rel::Punct } else { Rel::Cc };
    (rows[link].head, rows[link].rel) = (Some(second), rel);
    for (t, row) in rows.iter_mut().enumerate().take(link).skip(first + 1) {
        if row.head.is_some_and(|h| h >= link) {
            row.head = Some(inner.filter(|&v| v != t).unwrap_or(first));
            if inner == Some(t) {
                row.rel = Rel::Ccomp;
            }
        }
    }
    for row in &mut rows[link + 1..second] {
        if row.head.is_some_and(|h| h < link && h != first) {
            row.head = Some(own);
        }
    }
    rows[own].head = Some(second);
}

/// "X объявил о победе, однако Y назвал итоги …": of two subjects of one verb the one behind it is that of the verb beside it,
/// which has none; and what stands behind that verb is its own.
pub(super) fn second_subject(rows: &mut [TokenRow<'_>]) {
    for second in 0..rows.len() {
        // The network may also have hung the first clause on the second verb, as its content.
        let below = (0..second).find(|&t| rows[t].head == Some(second) && rows[t].rel == Rel::Ccomp);
        let beside = rows[second].head.filter(|&f| f < second && rows[second].rel == Rel::Conj);
        let Some(first) = beside.or(below) else { continue };
        let subject = |t: &usize| rows[*t].head == Some(first) && rows[*t].rel == Rel::Nsubj;
        let own = (first + 1..second).find(|t| subject(t) && nominative(rows, *t));
        let both = is_finite(rows, first) && is_finite(rows, second);
        let bare = !rows.iter().any(|r| r.head == Some(second) && r.rel == Rel::Nsubj);
        let Some(own) = own.filter(|_| both && bare && (0..first).any(|t| subject(&t))) else { continue };
        let clause = rows[first + 1..own].iter().any(|r| r.upos == Upos::Punct);
        if !clause || rows[own].feats.number != rows[second].feats.number {
            continue;
        }
        rows[own].head = Some(second);
        if beside.is_none() {
            (rows[first].head, rows[first].rel) = (rows[second].head, rows[second].rel);
            (rows[second].head, rows[second].rel) = (Some(first), Rel::Conj);
        }
        for row in &mut rows[second + 1..] {
            let goes_on = matches!(row.rel, Rel::Obj | Rel::Iobj | Rel::Obl | Rel::Conj | Rel::Xcomp);
            if row.head == Some(first) && goes_on {
                row.head = Some(second);
            }
        }
    }
}

/// "X обещал провести проверку, но ответа Y не дождался", "упрекнул в том, что A, однако Y отверг это": a clause with a subject and no
/// mark of its own is beside the finite verb, not under the infinitive or the pronoun that this verb takes.
pub(super) fn out_of_content(rows: &mut [TokenRow<'_>]) {
    for t in 1..rows.len() {
        let Some(up) = rows[t].head.filter(|&h| h < t && is_finite(rows, t)) else { continue };
        let has = |of: usize, rel: Rel| rows[..t].iter().any(|r| r.head == Some(of) && r.rel.base() == rel);
        let subject = (up..t).any(|k| rows[k].head == Some(t) && rows[k].rel.is_subject());
        let joined = rows[up].feats.form == Some(VerbForm::Inf)
            && matches!(rows[t].rel, Rel::Advcl | Rel::Conj)
            && has(t, Rel::Cc);
        let second = rows[up].upos == Upos::Pron
            && rows[t].rel == Rel::Acl
            && (up..t).any(|k| rows[k].head == Some(up) && rows[k].rel == Rel::Acl && has(k, Rel::Mark));
        if !subject || has(t, Rel::Mark) || !(joined || second) {
            continue;
        }
        let mut above = rows[up].head;
        while let Some(at) = above {
            if is_finite(rows, at) && at < t {
                (rows[t].head, rows[t].rel) = (Some(at), Rel::Conj);
                break;
            }
            above = rows[at].head;
        }
    }
}

fn is_finite(rows: &[TokenRow<'_>], t: usize) -> bool {
    rows[t].upos == Upos::Verb && rows[t].feats.form == Some(VerbForm::Fin)
}
