//! Copulas, coordination, and relations that depend on the finished clause.

use super::Work;
use super::labels::{Dep, Tag};
use crate::tags::{Rel, Upos};

/// Makes predicates the heads of their copulas.
pub(super) fn copulas(w: &mut Work<'_>) {
    for be in w.bottom_up() {
        let auxiliary = matches!(w.dep[be], Dep::Aux | Dep::AuxPass);
        if auxiliary || w.lemma[be] != "be" || !w.tag[be].is_verb() {
            continue;
        }
        if w.kids(be).any(|k| w.tag[k] == Tag::Ex && w.dep[k] == Dep::Expl) {
            let subject = w.kids(be).find(|&k| w.dep[k] == Dep::Attr);
            if let Some(k) = subject {
                w.rel[k] = Rel::Nsubj;
            }
            w.upos[be] = Upos::Verb;
            continue;
        }
        let Some(predicate) = predicate(w, be) else { continue };
        w.promote(predicate, be);
        w.phrase[predicate] = false;
        w.rel[be] = Rel::Cop;
        w.upos[be] = Upos::Aux;
    }
}

/// The predicate of the copula `be`.
fn predicate(w: &Work<'_>, be: usize) -> Option<usize> {
    let of = |dep: Dep| {
        w.kids(be).find(|&k| w.dep[k] == dep && k > be).or_else(|| w.kids(be).find(|&k| w.dep[k] == dep))
    };
    let own_subject = |t: usize| w.kids(t).any(|k| w.rel[k].is_subject());
    if let Some(k) = of(Dep::Attr).or_else(|| of(Dep::Acomp)).filter(|&k| !own_subject(k)) {
        return Some(k);
    }
    // "is in Minsk": a phrase right behind, only adverbs between.
    let close = |k: usize| {
        let (low, _) = w.edges(k);
        low > be && (be + 1..low).all(|t| matches!(w.dep[t], Dep::Advmod | Dep::Neg) && w.head[t] == be)
    };
    w.kids(be).find(|&k| k > be && w.phrase[k] && w.rel[k] == Rel::Obl && close(k))
}

/// All conjuncts hang on the first, a conjunction on the conjunct after it.
pub(super) fn coordination(w: &mut Work<'_>) {
    for t in 0..w.len() {
        if w.rel[t] != Rel::Conj || w.is_root(t) {
            continue;
        }
        let mut head = w.head[t];
        while w.rel[head] == Rel::Conj && !w.is_root(head) && head != t {
            head = w.head[head];
        }
        w.attach(t, head);
    }
    for t in 0..w.len() {
        if w.rel[t] != Rel::Cc || w.is_root(t) {
            continue;
        }
        let head = w.head[t];
        let first =
            if w.rel[head] == Rel::Conj && !w.is_root(head) && head < t { w.head[head] } else { head };
        let next = w.kids(first).find(|&k| k > t && w.rel[k] == Rel::Conj);
        if let Some(next) = next {
            w.attach(t, next);
        }
    }
}

/// Relations that depend on what the governor has become.
pub(super) fn relations(w: &mut Work<'_>) {
    for t in 0..w.len() {
        if w.is_root(t) {
            w.rel[t] = Rel::Root;
            continue;
        }
        let head = w.head[t];
        if w.rel[t] == Rel::Obl && w.dep[t] == Dep::NpAdvmod && w.is_nominal(head) && !has_copula(w, head) {
            w.rel[t] = Rel::Nmod;
        }
    }
}

fn has_copula(w: &Work<'_>, t: usize) -> bool {
    w.kids(t).any(|k| w.rel[k] == Rel::Cop)
}
