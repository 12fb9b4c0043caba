//! How much two reports of one family share. The weights are in `docs/ledger.md` with the reasons.

use std::collections::BTreeSet;

use crate::agents::{Agents, Likeness};
use crate::cluster::Pair;
use crate::data::Data;

use super::report::Report;

/// The same parties; one report leaves some out; most are shared.
const EQUAL: f32 = 1.0;
const FEWER: f32 = 0.7;
const LONE: f32 = 0.5;
const MOST: f32 = 0.6;
/// For each party: the same person or body; a body and who speaks for it.
const SAME: f32 = 0.4;
const ALIKE: f32 = 0.3;
const ACT: f32 = 0.2;
const PLACE: f32 = 0.2;
const ELSEWHERE: f32 = -0.1;
const INNER: f32 = 0.25;
const OTHER_INNER: f32 = -0.3;
const MODES: f32 = 0.1;
const OTHER_MODES: f32 = -0.3;
const CONTEXTS: f32 = 0.2;
const OTHER_CONTEXTS: f32 = -0.1;

/// What two reports of one time are to each other; `higher` is added to the bar of the family.
pub(super) fn pair(a: &Report, b: &Report, higher: f32) -> Pair {
    if a.excludes(b) || differ(a.act.as_ref(), b.act.as_ref()) {
        return Pair::Apart;
    }
    let Some(parties) = parties(a, b) else { return Pair::Apart };
    let Some(persons) = persons(a, b) else { return Pair::Apart };
    let mut score = parties + persons;
    if let (Some(x), Some(y)) = (&a.place, &b.place) {
        if x.may_be(y) {
            score += if x.town.is_some() && x.town == y.town { PLACE } else { 0.0 };
        } else if a.mutual || b.mutual || !Data::get().family(a.deed).speech {
            return Pair::Apart;
        } else {
            // The place of words is often that of the newsroom.
            score += ELSEWHERE;
        }
    }
    if a.act.is_some() && a.act == b.act {
        score += ACT;
    }
    if let (Some(x), Some(y)) = (a.inner, b.inner) {
        score += if x == y { INNER } else { OTHER_INNER };
    }
    score += shared(&a.modes, &b.modes, MODES, OTHER_MODES);
    score += shared(&a.contexts, &b.contexts, CONTEXTS, OTHER_CONTEXTS);
    let bar = Data::get().family(a.deed).bar.max(Data::get().family(b.deed).bar) + higher;
    if score >= bar { Pair::Like(score) } else { Pair::Unlike }
}

fn differ(a: Option<&String>, b: Option<&String>) -> bool {
    a.is_some() && b.is_some() && a != b
}

/// How far the parties are the same; `None`: they are others.
fn parties(a: &Report, b: &Report) -> Option<f32> {
    if a.mutual || b.mutual {
        let (x, y) = (a.all(), b.all());
        return overlap(&x.countries(), &y.countries());
    }
    let doers = overlap(&a.doers.countries(), &b.doers.countries())?;
    let (x, y) = (a.targets.countries(), b.targets.countries());
    if x.is_empty() && y.is_empty() {
        return Some(doers);
    }
    if x.is_empty() || y.is_empty() {
        return Some(doers.min(FEWER));
    }
    Some(doers.min(overlap(&x, &y)?))
}

fn overlap(a: &BTreeSet<&str>, b: &BTreeSet<&str>) -> Option<f32> {
    let common = a.intersection(b).count();
    let fewer = a.len().min(b.len());
    match common {
        0 => None,
        n if n == a.len() && n == b.len() => Some(EQUAL),
        n if n == fewer => Some(if n == 1 { LONE } else { FEWER }),
        n if n >= 2 && n * 2 >= a.union(b).count() => Some(MOST),
        _ => None,
    }
}

/// What the persons and bodies of shared parties add; `None`: somebody else acted.
fn persons(a: &Report, b: &Report) -> Option<f32> {
    if a.mutual || b.mutual {
        return likeness(&a.all(), &b.all());
    }
    Some(likeness(&a.doers, &b.doers)? + likeness(&a.targets, &b.targets)?)
}

fn likeness(a: &Agents, b: &Agents) -> Option<f32> {
    let mut sum = 0.0;
    for (key, side) in &a.0 {
        let Some(other) = b.0.get(key) else { continue };
        sum += match side.likeness(other) {
            Likeness::Other => return None,
            Likeness::Open => 0.0,
            Likeness::Alike => ALIKE,
            Likeness::Same => SAME,
        };
    }
    Some(sum)
}

fn shared<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>, same: f32, other: f32) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    match a.intersection(b).count() {
        0 => other,
        n => same * n as f32 / a.union(b).count() as f32,
    }
}
