//! The life of one agreement: what is said of it in order, where it stands, where the accounts differ.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Day, Instrument, RecordId, Status, Step, ontology};
use serde::{Deserialize, Serialize};

use crate::days::{Days, between};

use super::expectation::{Expectation, expectations};
use super::mention::{Mention, Said, happened};

/// A step that was taken, with all that report it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    /// Step.
    pub step: Step,
    /// Whose.
    pub party: Option<String>,
    /// When, as first told; `None`: not known.
    pub on: Option<Days>,
    /// When it was first reported.
    pub said: Option<Day>,
    /// On whose word; empty: the articles' own.
    pub holders: BTreeSet<String>,
    /// The records that report it.
    pub records: BTreeSet<RecordId>,
    /// Those of them that stand in copies.
    pub copies: usize,
}

/// Two accounts that cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// What they differ in: `date`, `denied` or `order`.
    pub what: String,
    /// Step.
    pub step: Step,
    /// Whose.
    pub party: Option<String>,
    /// Each account with the records that give it.
    pub accounts: Vec<(String, Vec<RecordId>)>,
}

/// An agreement over all articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Life {
    /// Key: that of its first mention.
    pub id: RecordId,
    /// Kind of instrument.
    pub instrument: Instrument,
    /// Names with language and how often each was used, the most used first.
    pub names: Vec<(String, String, usize)>,
    /// Parties.
    pub parties: BTreeSet<String>,
    /// Topics.
    pub topics: BTreeSet<String>,
    /// The furthest step taken.
    pub stage: Option<Step>,
    /// The furthest step of each party.
    pub by_party: BTreeMap<String, Step>,
    /// Steps taken, in order of time.
    pub steps: Vec<StepTaken>,
    /// Everything said, in order of what it is about.
    pub history: Vec<Said>,
    /// What was expected.
    pub expectations: Vec<Expectation>,
    /// Where accounts differ.
    pub contradictions: Vec<Contradiction>,
    /// First published.
    pub first: Option<Day>,
    /// Last published.
    pub last: Option<Day>,
    /// Records that mention it, without copies.
    pub reports: usize,
    /// Records in copies.
    pub copies: usize,
    /// The records.
    pub records: BTreeSet<RecordId>,
}

impl Life {
    /// The life that these mentions tell, one at least.
    pub fn of(mentions: &[&Mention]) -> Self {
        let mut history: Vec<Said> = mentions.iter().flat_map(|m| m.said.iter().cloned()).collect();
        approvals(&mut history);
        history.sort_by(|a, b| order(a).cmp(&order(b)));
        let parties: BTreeSet<String> = mentions.iter().flat_map(|m| m.parties.iter().cloned()).collect();
        let steps = steps(&history);
        let copies = mentions.iter().filter(|m| m.source.copy_of.is_some()).count();
        let first = mentions.iter().min_by_key(|m| (m.source.copy_of.is_some(), &m.id));
        Self {
            id: first.map_or_else(|| RecordId(String::new()), |m| m.id.clone()),
            instrument: instrument(mentions),
            names: names(mentions),
            topics: mentions.iter().flat_map(|m| m.topics.known.iter().cloned()).collect(),
            stage: stage(&steps),
            by_party: by_party(&parties, &steps),
            expectations: expectations(&history),
            contradictions: contradictions(&history, &steps),
            first: mentions.iter().filter_map(|m| m.source.published).min(),
            last: mentions.iter().filter_map(|m| m.source.published).max(),
            reports: mentions.len() - copies,
            copies,
            records: mentions.iter().map(|m| m.id.clone()).collect(),
            parties,
            steps,
            history,
        }
    }
}

fn order(s: &Said) -> impl Ord + '_ {
    (s.about(), s.step, s.published, &s.record, s.seq)
}

/// A text approved after it was signed is consent to it (Vienna Convention, article 14), not its adoption.
fn approvals(history: &mut [Said]) {
    let signed =
        history.iter().filter(|s| s.step == Step::Signature).filter_map(Said::taken).map(|d| d.start).min();
    let Some(signed) = signed else { return };
    for s in history.iter_mut().filter(|s| s.step == Step::Adoption && happened(s.status)) {
        if s.taken().is_some_and(|d| d.start > signed) {
            s.step = Step::Ratification;
        }
    }
}

fn instrument(mentions: &[&Mention]) -> Instrument {
    let mut counts = BTreeMap::<(bool, Instrument), usize>::new();
    for m in mentions {
        let vague = matches!(m.instrument, Instrument::Agreement | Instrument::Other);
        *counts.entry((vague, m.instrument)).or_default() += 1;
    }
    let best = counts.into_iter().min_by_key(|((vague, kind), n)| (*vague, usize::MAX - n, *kind));
    best.map_or(Instrument::Other, |((_, kind), _)| kind)
}

fn names(mentions: &[&Mention]) -> Vec<(String, String, usize)> {
    let mut counts = BTreeMap::<(String, String), usize>::new();
    for m in mentions {
        *counts.entry((m.source.lang.code().to_owned(), m.name.clone())).or_default() += 1;
    }
    let mut out: Vec<(String, String, usize)> =
        counts.into_iter().map(|((lang, name), n)| (lang, name, n)).collect();
    out.sort_by(|a, b| b.2.cmp(&a.2).then(b.1.chars().count().cmp(&a.1.chars().count())).then(a.cmp(b)));
    out
}

fn steps(history: &[Said]) -> Vec<StepTaken> {
    let mut by = BTreeMap::<(Step, Option<String>), Vec<&Said>>::new();
    for s in history.iter().filter(|s| happened(s.status)) {
        by.entry((s.step, s.party.clone())).or_default().push(s);
    }
    // What is told without the party joins the only party that took the step.
    let loose: Vec<(Step, Option<String>)> = by.keys().filter(|k| k.1.is_none()).cloned().collect();
    for key in loose {
        let parties: Vec<_> = by.keys().filter(|k| k.0 == key.0 && k.1.is_some()).cloned().collect();
        let same_time = |party: &(Step, Option<String>)| {
            let days = |k: &(Step, Option<String>)| -> BTreeSet<Days> {
                by.get(k).into_iter().flatten().filter_map(|s| s.taken()).collect()
            };
            let (own, others) = (days(&key), days(party));
            own.is_empty() || own.intersection(&others).next().is_some()
        };
        let fitting: Vec<_> = parties.iter().filter(|p| same_time(p)).cloned().collect();
        if let [only] = fitting.as_slice()
            && let Some(moved) = by.remove(&key)
        {
            by.entry(only.clone()).or_default().extend(moved);
        }
    }
    let mut out: Vec<StepTaken> = by
        .into_iter()
        .map(|((step, party), said)| StepTaken {
            step,
            party,
            on: first_day(&said),
            said: said.iter().filter_map(|s| s.published).min(),
            holders: said.iter().filter_map(|s| s.holder.clone()).collect(),
            records: said.iter().map(|s| s.record.clone()).collect(),
            copies: said.iter().filter(|s| s.copy).count(),
        })
        .collect();
    out.sort_by(|a, b| {
        (a.on.map(|d| d.start), a.step, &a.party).cmp(&(b.on.map(|d| d.start), b.step, &b.party))
    });
    out
}

/// The first day that a text names, else the first day of news.
fn first_day(said: &[&Said]) -> Option<Days> {
    let fine = said.iter().filter_map(|s| s.on).filter(|d| d.length() == 1).min();
    let news = said.iter().filter_map(|s| s.taken()).min();
    match (fine, news) {
        // News of the day after is the same step.
        (Some(fine), Some(news)) if news.end < fine.start && news.length() == 1 => {
            Some(if between(news.start, fine.start) <= 1 { fine } else { news })
        }
        (Some(fine), _) => Some(fine),
        (None, news) => news,
    }
}

fn stage(steps: &[StepTaken]) -> Option<Step> {
    steps.iter().map(|s| s.step).max_by_key(|s| ontology::step(*s).order)
}

/// What each party has done: its own steps, and those that all take together.
fn by_party(parties: &BTreeSet<String>, steps: &[StepTaken]) -> BTreeMap<String, Step> {
    let furthest = |party: &String| {
        let own = steps.iter().filter(|s| {
            s.party.as_ref() == Some(party) || (s.party.is_none() && !ontology::step(s.step).per_party)
        });
        own.map(|s| s.step).max_by_key(|s| ontology::step(*s).order)
    };
    parties.iter().filter_map(|p| Some((p.clone(), furthest(p)?))).collect()
}

fn contradictions(history: &[Said], steps: &[StepTaken]) -> Vec<Contradiction> {
    let mut out = Vec::new();
    for taken in steps {
        let of_step = || history.iter().filter(|s| s.step == taken.step && s.party == taken.party);
        let mut days = BTreeMap::<String, BTreeSet<RecordId>>::new();
        for s in of_step().filter(|s| happened(s.status)) {
            if let Some(day) = s.on.filter(|d| d.length() == 1) {
                days.entry(day.shown()).or_default().insert(s.record.clone());
            }
        }
        if days.len() > 1 && taken.step != Step::Negotiation {
            out.push(contradiction("date", taken, days));
        }
        let denied: BTreeSet<RecordId> = of_step()
            .filter(|s| s.status == Status::Denied && s.about().is_none_or(|d| late(taken, d)))
            .map(|s| s.record.clone())
            .collect();
        if !denied.is_empty() {
            let accounts = BTreeMap::from([
                ("asserted".to_owned(), taken.records.clone()),
                ("denied".to_owned(), denied),
            ]);
            out.push(contradiction("denied", taken, accounts));
        }
    }
    let day = |step| steps.iter().filter(|s| s.step == step).find_map(|s| Some((s.on?.start, s)));
    let pairs = [
        (Step::Signature, Step::Ratification),
        (Step::Signature, Step::EntryIntoForce),
        (Step::Ratification, Step::EntryIntoForce),
    ];
    for (earlier, later) in pairs {
        if let (Some((a, first)), Some((b, second))) = (day(earlier), day(later))
            && b < a
        {
            let account = |s: &StepTaken, day: Day| (format!("{} {day}", s.step), s.records.clone());
            let accounts = BTreeMap::from([account(first, a), account(second, b)]);
            out.push(contradiction("order", second, accounts));
        }
    }
    out
}

/// Whether a denial was said after the step is said to have been taken.
fn late(taken: &StepTaken, day: Day) -> bool {
    taken.on.is_none_or(|on| on.start <= day)
}

fn contradiction(
    what: &str,
    taken: &StepTaken,
    accounts: BTreeMap<String, BTreeSet<RecordId>>,
) -> Contradiction {
    Contradiction {
        what: what.to_owned(),
        step: taken.step,
        party: taken.party.clone(),
        accounts: accounts.into_iter().map(|(a, ids)| (a, ids.into_iter().collect())).collect(),
    }
}
