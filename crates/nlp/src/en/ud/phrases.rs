//! Prepositional phrases, sums of money, fixed word groups, function words.

use std::collections::BTreeMap;

use super::Work;
use super::labels::{Dep, Tag};
use crate::en::words::Words;
use crate::tags::{Rel, Upos};

/// Makes prepositions case or clause marks of what they govern.
pub(super) fn prepositions(w: &mut Work<'_>) {
    for p in w.bottom_up() {
        let Some(kid) = object(w, p) else { continue };
        let clause = w.dep[kid] == Dep::Pcomp && is_clause(w, kid);
        let governor = w.head[p];
        let (dep, rel, root) = (w.dep[p], w.rel[p], w.is_root(p));
        let on_noun = !root && w.is_nominal(governor);
        w.promote(kid, p);
        w.rel[p] = if clause { Rel::Mark } else { Rel::Case };
        w.phrase[kid] = true;
        w.rel[kid] = match dep {
            _ if root => Rel::Root,
            Dep::Conj => Rel::Conj,
            Dep::Agent => Rel::OblAgent,
            Dep::Prep | Dep::Dative | Dep::Pcomp | Dep::Advmod | Dep::Prt | Dep::Mark | Dep::Quantmod => {
                match (clause, on_noun) {
                    (true, true) => Rel::Acl,
                    (true, false) => Rel::Advcl,
                    (false, true) => Rel::Nmod,
                    (false, false) => Rel::Obl,
                }
            }
            _ => rel,
        };
    }
}

/// What the preposition `p` governs.
fn object(w: &Work<'_>, p: usize) -> Option<usize> {
    let find = |dep: Dep| w.kids(p).filter(|&k| k > p).find(|&k| w.dep[k] == dep);
    if let Some(kid) = find(Dep::Pobj).or_else(|| w.kids(p).find(|&k| w.dep[k] == Dep::Pobj)) {
        return Some(kid);
    }
    if let Some(kid) = find(Dep::Pcomp) {
        return Some(kid);
    }
    // "out of the house", "because of rain": the inner phrase is the object of the outer word.
    let outer = matches!(w.dep[p], Dep::Prep | Dep::Agent) && w.upos[p] != Upos::Adv;
    w.kids(p).find(|&k| k > p && outer && w.phrase[k])
}

/// Whether `t` heads a clause.
fn is_clause(w: &Work<'_>, t: usize) -> bool {
    w.tag[t].is_verb()
        || w.kids(t).any(|k| {
            matches!(w.dep[k], Dep::Nsubj | Dep::NsubjPass | Dep::Aux | Dep::AuxPass | Dep::Csubj | Dep::Attr)
        })
}

/// `$ 5 million`: the currency leads.
pub(super) fn money(w: &mut Work<'_>) {
    for t in 0..w.len() {
        let number = w.head[t];
        if w.tag[t] != Tag::Currency || w.is_root(t) || w.upos[number] != Upos::Num || number < t {
            continue;
        }
        w.promote(t, number);
        w.rel[number] = Rel::Nummod;
        let parts: Vec<usize> =
            w.kids(t).filter(|&k| t < k && k < number && w.upos[k] == Upos::Num).collect();
        for k in parts {
            w.head[k] = number;
        }
    }
}

/// "A package worth $5 million for Peru": what stands behind the sum is of the thing that is worth it.
pub(super) fn worth(w: &mut Work<'_>) {
    for t in 0..w.len() {
        if w.is_root(t) || w.lower[t] != "worth" || !w.is_nominal(w.head[t]) || w.head[t] > t {
            continue;
        }
        let after: Vec<usize> = w.kids(t).filter(|&k| k > t).collect();
        let sums = after.iter().filter(|&&k| !w.phrase[k]);
        let of_sums = sums.flat_map(|&s| w.kids(s).filter(move |&k| k > s).collect::<Vec<_>>());
        let behind: Vec<usize> = after.iter().copied().chain(of_sums).filter(|&k| w.phrase[k]).collect();
        for k in behind {
            let thing = w.head[t];
            if w.attach(k, thing) {
                w.rel[k] = Rel::Nmod;
            }
        }
    }
}

/// "Accused the court of bias": a common noun behind "of" is what the verb accuses of, not whose the court is.
pub(super) fn object_of(w: &mut Work<'_>, words: &Words) {
    for t in 0..w.len() {
        // "accused the organisers of seeking …"
        let gerund = w.tag[t] == Tag::Vbg && w.rel[t].base() == Rel::Acl;
        let noun = w.phrase[t] && w.rel[t] == Rel::Nmod && !matches!(w.tag[t], Tag::Nnp | Tag::Nnps);
        if w.is_root(t) || !(gerund || noun) {
            continue;
        }
        let mark = if gerund { Rel::Mark } else { Rel::Case };
        let noun = w.head[t];
        let of = w.kids(t).any(|k| w.rel[k] == mark && w.lower[k] == "of" && k == noun + 1);
        if !of || w.rel[noun] != Rel::Obj || w.is_root(noun) {
            continue;
        }
        let verb = w.head[noun];
        if words.object_of.contains(w.lemma[verb].as_str()) && w.attach(t, verb) {
            w.rel[t] = if gerund { Rel::Advcl } else { Rel::Obl };
        }
    }
}

/// The words of a group and what they are together.
type Group = (Vec<&'static str>, Option<Rel>);

/// Word groups that are one function word.
#[derive(Debug)]
pub(super) struct Fixed {
    /// Groups by their first word, the longest first.
    groups: BTreeMap<&'static str, Vec<Group>>,
}

impl Fixed {
    pub(super) fn new() -> Self {
        let mut groups: BTreeMap<&str, Vec<Group>> = BTreeMap::new();
        for line in include_str!("../../../../../lexicon/nlp/en/fixed.tsv").lines() {
            let Some((words, rel)) = line.split_once('\t').filter(|_| !line.starts_with('#')) else {
                continue;
            };
            let words: Vec<&str> = words.split(' ').collect();
            groups.entry(words[0]).or_default().push((words, Rel::parse(rel)));
        }
        for list in groups.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { groups }
    }

    pub(super) fn apply(&self, w: &mut Work<'_>) {
        let mut t = 0;
        while t < w.len() {
            let group = self.groups.get(w.lower[t].as_str()).into_iter().flatten().find(|(words, _)| {
                t + words.len() <= w.len() && words.iter().zip(&w.lower[t..]).all(|(a, b)| a == b)
            });
            t += match group {
                Some((words, Some(Rel::Xcomp))) if predicate(w, t, t + words.len()) => words.len(),
                Some((words, rel)) if join(w, t, t + words.len(), *rel) => words.len(),
                _ => 1,
            };
        }
    }
}

/// Makes the words `low..high` one group when all hang on one word outside, directly or through each other.
fn join(w: &mut Work<'_>, low: usize, high: usize, rel: Option<Rel>) -> bool {
    let inside = |t: usize| (low..high).contains(&t);
    let mut outside: Option<usize> = None;
    let mut top = low;
    for t in low..high {
        if w.is_root(t) {
            return false;
        }
        let head = w.head[t];
        if inside(head) {
            continue;
        }
        if outside.is_some_and(|o| o != head) {
            return false;
        }
        if outside.is_none() {
            top = t;
        }
        outside = Some(head);
    }
    let Some(outside) = outside else { return false };
    let function =
        matches!(w.rel[top], Rel::Case | Rel::Mark | Rel::Cc | Rel::Advmod | Rel::Amod | Rel::Fixed);
    if !function && rel.is_some() {
        return false;
    }
    let top_rel = w.rel[top];
    for t in 0..w.len() {
        if !inside(t) && inside(w.head[t]) && !w.is_root(t) {
            w.head[t] = outside;
        }
    }
    w.head[low] = outside;
    w.rel[low] = rel.unwrap_or(top_rel);
    for t in low + 1..high {
        w.head[t] = low;
        w.rel[t] = Rel::Fixed;
    }
    true
}

/// Words that a predicate in two or three words looks back for its verb.
const BACK: usize = 14;

/// Hangs the words `low..high` on the verb before them, which says them of its object: "declared the envoy persona non grata".
fn predicate(w: &mut Work<'_>, low: usize, high: usize) -> bool {
    let inside = |t: usize| (low..high).contains(&t);
    let verb = (low.saturating_sub(BACK)..low)
        .rev()
        .find(|&t| w.tag[t].is_verb() && w.upos[t] == Upos::Verb && (low..high).all(|k| !w.is_under(t, k)));
    let Some(verb) = verb.filter(|_| (low..high).all(|k| !w.is_root(k))) else { return false };
    let passive = w.kids(verb).any(|k| w.rel[k] == Rel::AuxPass);
    // "The envoy of Chad persona non grata": what the group took for its own keeps its place without it.
    for t in 1..low {
        let (p, outer) = (t - 1, w.head[t - 1]);
        let loose = w.upos[p] == Upos::Adp
            && !inside(outer)
            && outer != t
            && !w.is_root(p)
            && w.kids(p).next().is_none();
        if inside(w.head[t]) && loose {
            w.head[t] = outer;
            w.rel[t] = if w.is_nominal(outer) { Rel::Nmod } else { Rel::Obl };
            w.head[p] = t;
            w.rel[p] = Rel::Case;
        }
    }
    let top = (low..high).find(|&t| !inside(w.head[t])).unwrap_or(low);
    let own = |w: &Work<'_>, t: usize| {
        t < low
            && inside(w.head[t])
            && !matches!(w.rel[t], Rel::Nsubj | Rel::NsubjPass | Rel::Aux | Rel::AuxPass)
    };
    if let Some(heir) = (0..low).rev().find(|&t| own(w, t) && w.is_nominal(t)) {
        let (head, rel) = (w.head[top], w.rel[top]);
        for t in 0..low {
            if t != heir && own(w, t) {
                w.head[t] = heir;
            }
        }
        w.head[heir] = head;
        w.rel[heir] = if rel == Rel::Xcomp || head == verb && rel == Rel::Ccomp { Rel::Obj } else { rel };
    }
    for t in 0..w.len() {
        if inside(t) || !inside(w.head[t]) {
            continue;
        }
        let by = w.kids(t).any(|k| w.rel[k] == Rel::Case && w.lower[k] == "by");
        w.rel[t] = match w.rel[t] {
            Rel::Nsubj if t < low && !passive => Rel::Obj,
            Rel::Nmod if by && passive => Rel::OblAgent,
            Rel::Nmod => Rel::Obl,
            rel => rel,
        };
        w.head[t] = verb;
    }
    w.head[low] = verb;
    w.rel[low] = Rel::Xcomp;
    w.upos[low] = Upos::Noun;
    for t in low + 1..high {
        w.head[t] = low;
        w.rel[t] = Rel::Fixed;
    }
    true
}

/// Function words have no dependants but fixed ones: the others go to the word that they belong to.
pub(super) fn function_words(w: &mut Work<'_>) {
    for t in w.bottom_up() {
        let function =
            matches!(w.rel[t], Rel::Case | Rel::Mark | Rel::Cc | Rel::Aux | Rel::AuxPass | Rel::Cop);
        if !function || w.is_root(t) {
            continue;
        }
        let kids: Vec<usize> = w.kids(t).filter(|&k| w.rel[k] != Rel::Fixed).collect();
        for k in kids {
            w.head[k] = w.head[t];
        }
    }
}
