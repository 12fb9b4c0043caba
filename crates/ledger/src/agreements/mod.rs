//! Mentions joined into agreements, each with its history and what was expected of it.

mod expectation;
mod life;
mod mention;
mod topics;

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Instrument, RecordId};

use crate::cluster::{Pair, agglomerate};
use crate::days::between;

pub use expectation::{Expectation, State};
pub use life::{Contradiction, Life, StepTaken};
pub use mention::{Mention, Said};
pub use topics::{Meeting, Topics};

const SAME_INSTRUMENT: f32 = 0.3;
const SAME_TOPIC: f32 = 0.7;
const WEAK_TOPIC: f32 = 0.5;
const SAME_MILESTONE: f32 = 0.4;
/// Told within so many days of each other.
const NEAR: f32 = 0.2;
const NEAR_DAYS: i64 = 60;
const FEWER_PARTIES: f32 = -0.2;
const BAR: f32 = 0.9;
/// Two signings further apart are of two instruments.
const SIGNINGS: i64 = 31;

/// Mentions of one agreement that look alike.
struct Telling<'a> {
    members: Vec<&'a Mention>,
}

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
        let tellings = tellings(&family);
        let groups = agglomerate(tellings.len(), |a, b| pair(&tellings[a], &tellings[b]));
        for group in groups {
            let members: Vec<&Mention> =
                group.into_iter().flat_map(|t| tellings[t].members.iter().copied()).collect();
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

/// Mentions that say the same of what the instrument is.
fn tellings<'a>(mentions: &[&'a Mention]) -> Vec<Telling<'a>> {
    let mut by = BTreeMap::<_, Vec<Vec<&Mention>>>::new();
    for m in mentions {
        let bare = m.topics.is_bare() && m.milestones().is_empty();
        let key = (m.instrument, &m.parties, &m.topics, m.milestones(), m.source.lang, bare.then_some(&m.id));
        let same = by.entry(key).or_default();
        // A second one in the same article is another instrument.
        match same.iter_mut().find(|t| t.iter().all(|o| o.source.article != m.source.article)) {
            Some(telling) => telling.push(m),
            None => same.push(vec![m]),
        }
    }
    let mut out: Vec<Telling<'_>> = by.into_values().flatten().map(|members| Telling { members }).collect();
    out.sort_by(|a, b| a.members[0].id.cmp(&b.members[0].id));
    out
}

fn pair(a: &Telling<'_>, b: &Telling<'_>) -> Pair {
    let (x, y) = (a.members[0], b.members[0]);
    if !related(&x.parties, &y.parties) || !loose(x.instrument, y.instrument) || share_article(a, b) {
        return Pair::Apart;
    }
    let mut score = match x.topics.meet(&y.topics, x.source.lang == y.source.lang) {
        Meeting::Other => return Pair::Apart,
        Meeting::Same => SAME_TOPIC,
        Meeting::Weak => WEAK_TOPIC,
        Meeting::Open => 0.0,
    };
    if x.instrument == y.instrument {
        score += SAME_INSTRUMENT;
    }
    if x.parties != y.parties {
        score += FEWER_PARTIES;
    }
    let (own, others) = (x.milestones(), y.milestones());
    for (step, day) in &own {
        for (_, other) in others.iter().filter(|(s, _)| s == step) {
            let apart = between(*day, *other).abs();
            if apart > SIGNINGS {
                return Pair::Apart;
            }
            if apart <= 1 {
                score += SAME_MILESTONE;
            }
        }
    }
    if near(a, b) {
        score += NEAR;
    }
    if score >= BAR { Pair::Like(score) } else { Pair::Unlike }
}

fn share_article(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let own: BTreeSet<&RecordId> = a.members.iter().map(|m| &m.source.article).collect();
    b.members.iter().any(|m| own.contains(&m.source.article))
}

/// Whether they were told at about one time.
fn near(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let days =
        |t: &Telling<'_>| -> BTreeSet<_> { t.members.iter().filter_map(|m| m.source.published).collect() };
    let (a, b) = (days(a), days(b));
    a.iter().any(|day| {
        let around = crate::days::later(*day, -NEAR_DAYS)..=crate::days::later(*day, NEAR_DAYS);
        b.range(around).next().is_some()
    })
}

/// Whether two words for an instrument may mean one: "agreement" and "document" say little of its kind.
fn loose(a: Instrument, b: Instrument) -> bool {
    let wide = |x, y| match x {
        Instrument::Other => true,
        Instrument::Agreement => matches!(
            y,
            Instrument::Treaty | Instrument::Convention | Instrument::Memorandum | Instrument::Protocol
        ),
        Instrument::Plan => matches!(y, Instrument::Programme | Instrument::Roadmap),
        Instrument::Declaration => y == Instrument::Communique,
        _ => false,
    };
    a == b || wide(a, b) || wide(b, a)
}
