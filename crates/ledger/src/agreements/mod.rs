//! Mentions joined into agreements, each with its history and what was expected of it.

mod expectation;
mod life;
mod mark;
mod mention;
mod telling;
mod topics;

use std::collections::{BTreeMap, BTreeSet};

pub use expectation::{Expectation, State};
pub use life::{Contradiction, Life, StepTaken};
pub use mark::{Mark, Marker};
pub use mention::{Mention, Said};
pub use topics::{Meeting, Topics};

/// Joins mentions into agreements. The order of `mentions` changes nothing.
///
/// Mentions meet when their parties are the same, or those of one are among those of the other and they are two or more:
/// see [`related`].
pub fn join(mentions: &[Mention]) -> Vec<Life> {
    let mut marks = Marker::default();
    let marks: Vec<Mark> = mentions.iter().map(|m| marks.of(m)).collect();
    let of = |group: Vec<usize>| Life::of(&group.into_iter().map(|m| &mentions[m]).collect::<Vec<_>>());
    let mut out: Vec<Life> = groups(&marks).into_iter().map(of).collect();
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// Which mentions are of one agreement, by their places in `marks`; the same record counts once. The order of `marks`
/// changes nothing but the numbers.
pub fn groups(marks: &[Mark]) -> Vec<Vec<usize>> {
    let mut order: Vec<(usize, &Mark)> = marks.iter().enumerate().collect();
    order.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    order.dedup_by(|a, b| a.1.id == b.1.id);
    families(&order).iter().flat_map(|family| telling::groups(family)).collect()
}

/// Whether mentions with these parties can be of one agreement.
pub fn related(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a == b || (a.len().min(b.len()) >= 2 && (a.is_subset(b) || b.is_subset(a)))
}

/// Marker, with their places, whose sets of parties hang together.
fn families<'a>(marks: &[(usize, &'a Mark)]) -> Vec<Vec<(usize, &'a Mark)>> {
    let mut sets = BTreeMap::<&BTreeSet<String>, Vec<(usize, &Mark)>>::new();
    for &(at, m) in marks {
        sets.entry(&m.kind.parties).or_default().push((at, m));
    }
    let keys: Vec<&BTreeSet<String>> = sets.keys().copied().collect();
    let mut home: Vec<usize> = (0..keys.len()).collect();
    for a in 0..keys.len() {
        for b in 0..a {
            if related(keys[a], keys[b]) && home[a] != home[b] {
                let (from, to) = (home[a].max(home[b]), home[a].min(home[b]));
                for h in home.iter_mut().filter(|h| **h == from) {
                    *h = to;
                }
            }
        }
    }
    let mut out = BTreeMap::<usize, Vec<(usize, &Mark)>>::new();
    for (key, home) in keys.iter().zip(home) {
        out.entry(home).or_default().extend(sets.get(key).into_iter().flatten());
    }
    out.into_values().collect()
}
