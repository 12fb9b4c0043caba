//! Mentions joined into agreements, each with its history and what was expected of it.

mod expectation;
mod life;
mod mention;
mod telling;
mod topics;

use std::collections::{BTreeMap, BTreeSet};

pub use expectation::{Expectation, State};
pub use life::{Contradiction, Life, StepTaken};
pub use mention::{Mention, Said};
use telling::groups;
pub use topics::{Meeting, Topics};

/// Joins mentions into agreements. The order of `mentions` changes nothing.
///
/// Mentions meet when their parties are the same, or those of one are among those of the other and they are two or more:
/// see [`related`].
pub fn join(mentions: &[Mention]) -> Vec<Life> {
    let mut order: Vec<&Mention> = mentions.iter().collect();
    order.sort_by(|a, b| a.id.cmp(&b.id));
    order.dedup_by(|a, b| a.id == b.id);
    let mut out = Vec::new();
    for family in families(&order) {
        for members in groups(&family) {
            out.push(Life::of(&members));
        }
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// Whether mentions with these parties can be of one agreement.
pub fn related(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a == b || (a.len().min(b.len()) >= 2 && (a.is_subset(b) || b.is_subset(a)))
}

/// Mentions whose sets of parties hang together.
fn families<'a>(mentions: &[&'a Mention]) -> Vec<Vec<&'a Mention>> {
    let mut sets = BTreeMap::<&BTreeSet<String>, Vec<&Mention>>::new();
    for m in mentions {
        sets.entry(&m.parties).or_default().push(m);
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
    let mut out = BTreeMap::<usize, Vec<&Mention>>::new();
    for (key, home) in keys.iter().zip(home) {
        out.entry(home).or_default().extend(sets.get(key).into_iter().flatten());
    }
    out.into_values().collect()
}
