//! Punctuation: a pair hangs on the head of what it encloses, other marks as high as they can on the unit that they
//! end or begin, without crossing an arc.

use super::Work;
use crate::tags::{Rel, Upos};

/// Attaches punctuation anew.
pub(super) fn attach(w: &mut Work<'_>) {
    let marks: Vec<usize> = (0..w.len()).filter(|&t| is_mark(w, t)).collect();
    if marks.is_empty() || marks.len() == w.len() {
        return;
    }
    // What hangs on a mark goes up first.
    for &m in &marks {
        if w.is_root(m) {
            let heir = w.kids(m).find(|&k| !is_mark(w, k));
            if let Some(heir) = heir {
                w.promote(heir, m);
                w.rel[heir] = Rel::Root;
            }
        }
    }
    for &m in &marks {
        if w.is_root(m) {
            continue;
        }
        let kids: Vec<usize> = w.kids(m).collect();
        for k in kids {
            w.head[k] = w.head[m];
        }
        w.rel[m] = Rel::Punct;
    }
    let partner = pairs(w);
    for &m in &marks {
        if w.is_root(m) {
            continue;
        }
        let head = match partner[m] {
            Some(other) => inside(w, m.min(other) + 1, m.max(other)),
            None => None,
        };
        if let Some(head) = head.or_else(|| neighbour(w, m)) {
            w.head[m] = head;
        }
    }
}

fn is_mark(w: &Work<'_>, t: usize) -> bool {
    w.rel[t] == Rel::Punct || w.upos[t] == Upos::Punct
}

/// The other half of each bracket or quotation mark.
fn pairs(w: &Work<'_>) -> Vec<Option<usize>> {
    let mut out = vec![None; w.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for t in 0..w.len() {
        let closes = match w.form[t] {
            "(" => ")",
            "[" => "]",
            "{" => "}",
            "“" | "„" => "”",
            "«" => "»",
            "‘" => "’",
            "``" => "''",
            "\"" if open.iter().all(|o| o.1 != "\"") => "\"",
            "'" if is_mark(w, t) && open.iter().all(|o| o.1 != "'") => "'",
            _ => "",
        };
        if !closes.is_empty() {
            open.push((t, closes));
        } else if let Some(at) = open.iter().rposition(|o| o.1 == w.form[t]) {
            out[t] = Some(open[at].0);
            out[open[at].0] = Some(t);
            open.truncate(at);
        }
    }
    out
}

/// The one word between the marks that hangs on a word outside.
fn inside(w: &Work<'_>, low: usize, high: usize) -> Option<usize> {
    let words = || (low..high).filter(|&t| !is_mark(w, t));
    words().find(|&t| w.is_root(t) || !(low..high).contains(&w.head[t]))
}

/// What a mark between two units belongs to: the conjunct after it, else the governor of the lower unit.
fn neighbour(w: &Work<'_>, m: usize) -> Option<usize> {
    let left = (0..m).rev().find(|&t| !is_mark(w, t)).map(|t| climb(w, t, |h| h < m));
    let right = (m + 1..w.len()).find(|&t| !is_mark(w, t)).map(|t| climb(w, t, |h| h > m));
    let (Some((l, below)), Some((r, _))) = (left, right) else { return left.or(right).map(|(t, _)| t) };
    if matches!(w.form[m], "." | "!" | "?" | "…" | "...") {
        return Some(l);
    }
    let right_is_lower = w.is_under(r, l);
    let lower = if right_is_lower { r } else { l };
    // The comma after an apposition or a relative clause belongs to the noun.
    let closes = !right_is_lower && matches!(w.rel[below], Rel::Appos | Rel::Acl | Rel::AclRelcl);
    let speech = !right_is_lower && w.rel[l] == Rel::Ccomp;
    let own = matches!(w.rel[lower], Rel::Conj | Rel::Cc) || w.is_root(lower) || closes || speech;
    Some(if own { lower } else { w.head[lower] })
}

/// The highest governor of `t` on its side of the mark, and the word below it on the way up.
fn climb(w: &Work<'_>, mut t: usize, same_side: impl Fn(usize) -> bool) -> (usize, usize) {
    let mut below = t;
    while !w.is_root(t) && same_side(w.head[t]) {
        below = t;
        t = w.head[t];
    }
    (t, below)
}
