//! A merged event: what its reports say together, and where they differ.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Context, Day, Mode, Plover, RecordId, Status};
use serde::{Deserialize, Serialize};

use crate::agents::Agents;
use crate::days::Days;

use super::report::{Report, Spot, When};

/// One report in the history of an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Told {
    /// When it was published.
    pub said: Option<Day>,
    /// What status it gives the event.
    pub status: Status,
    /// On whose word.
    pub holder: Option<String>,
    /// The event record.
    pub report: RecordId,
    /// Its article.
    pub article: RecordId,
    /// Whether the article is a copy of another one.
    pub copy: bool,
}

/// A field that the reports fill differently.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Disagreement {
    /// `date`, `place`, `actors` or `status`.
    pub field: String,
    /// Each value with the reports that give it.
    pub values: Vec<(String, Vec<RecordId>)>,
}

/// An event with all its reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Merged {
    /// Key: that of its first report.
    pub id: RecordId,
    /// Family.
    pub family: String,
    /// Day of its cell; `None`: it meets nobody.
    pub anchor: Option<Day>,
    /// Type of the deed.
    pub plover: Plover,
    /// The act, where a report tells it.
    pub act: Option<String>,
    /// Types of the act inside a promise, request or refusal.
    pub inner: BTreeSet<Plover>,
    /// Modes that a report gives.
    pub modes: BTreeSet<Mode>,
    /// Contexts that a report gives.
    pub contexts: BTreeSet<Context>,
    /// Who did it.
    pub doers: Agents,
    /// To whom.
    pub targets: Agents,
    /// When, as most reports that name a time say; `None`: not known.
    pub when: Option<Days>,
    /// Whether a report names the day.
    pub dated: bool,
    /// Where, as most reports say.
    pub place: Option<Spot>,
    /// What it came to: it took place if anybody says so.
    pub status: Status,
    /// Its reports in the order they were published.
    pub history: Vec<Told>,
    /// Reports without those of copies.
    pub reports: usize,
    /// Reports of copies.
    pub copies: usize,
    /// What differs.
    pub disagreements: Vec<Disagreement>,
}

impl Merged {
    /// The event that these reports tell, one at least.
    pub(super) fn of(reports: &[&Report], anchor: Option<Day>) -> Self {
        let mut history: Vec<Told> = reports.iter().map(|r| told(r)).collect();
        history.sort();
        // A report of its own comes before what a copy repeats.
        let first = reports.iter().min_by_key(|r| (r.source.copy_of.is_some(), &r.id));
        let id = first.map_or_else(|| RecordId(String::new()), |r| r.id.clone());
        let mutual = reports.iter().any(|r| r.mutual);
        let (mut doers, mut targets) = (Agents::default(), Agents::default());
        for r in reports {
            doers = doers.with(&r.doers);
            targets = targets.with(&r.targets);
        }
        if mutual && reports.iter().any(|r| r.targets.0.is_empty()) {
            doers = doers.with(&targets);
            targets = Agents::default();
        }
        let copies = history.iter().filter(|t| t.copy).count();
        let named: Vec<Days> = reports.iter().filter_map(|r| named(r)).collect();
        Self {
            id,
            family: reports.first().map(|r| r.family.clone()).unwrap_or_default(),
            anchor,
            plover: plover(reports),
            act: most(reports.iter().filter_map(|r| r.act.clone())),
            inner: reports.iter().filter_map(|r| r.inner).collect(),
            modes: reports.iter().flat_map(|r| r.modes.iter().copied()).collect(),
            contexts: reports.iter().flat_map(|r| r.contexts.iter().copied()).collect(),
            doers,
            targets,
            when: most(named.iter().copied().filter(|d| d.length() == 1))
                .or_else(|| most(reports.iter().filter_map(|r| news(r))))
                .or_else(|| most(named.iter().copied())),
            dated: !named.is_empty(),
            place: most(reports.iter().filter_map(|r| r.place.clone())),
            status: status(reports, &history),
            reports: history.len() - copies,
            copies,
            disagreements: disagreements(reports),
            history,
        }
    }
}

fn told(r: &Report) -> Told {
    Told {
        said: r.source.published,
        status: r.status,
        holder: r.holder.clone(),
        report: r.id.clone(),
        article: r.source.article.clone(),
        copy: r.source.copy_of.is_some(),
    }
}

fn named(r: &Report) -> Option<Days> {
    match r.when {
        When::Day(day) => Some(Days::on(day)),
        When::Within(days) => Some(days),
        _ => None,
    }
}

fn news(r: &Report) -> Option<Days> {
    match r.when {
        When::News(day) => Some(Days::on(day)),
        _ => None,
    }
}

/// The value given most often, of equals the first one.
fn most<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts = BTreeMap::<T, usize>::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let top = counts.values().copied().max()?;
    counts.into_iter().find(|(_, n)| *n == top).map(|(value, _)| value)
}

/// The type that the reports of the deed give, else that of the plan.
fn plover(reports: &[&Report]) -> Plover {
    let done = reports.iter().filter(|r| r.plover == r.deed).map(|r| r.plover);
    most(done).or_else(|| most(reports.iter().map(|r| r.deed))).unwrap_or(Plover::Consult)
}

fn status(reports: &[&Report], history: &[Told]) -> Status {
    let any = |s: Status| reports.iter().any(|r| r.status == s);
    for done in [Status::Asserted, Status::Historical, Status::Denied] {
        if any(done) {
            return done;
        }
    }
    history.last().map_or(Status::Possible, |t| t.status)
}

fn disagreements(reports: &[&Report]) -> Vec<Disagreement> {
    let mut out = Vec::new();
    let mut field = |name: &str, values: Vec<(String, &Report)>| {
        let mut by = BTreeMap::<String, BTreeSet<RecordId>>::new();
        for (value, report) in values {
            by.entry(value).or_default().insert(report.id.clone());
        }
        if by.len() > 1 {
            let values = by.into_iter().map(|(v, ids)| (v, ids.into_iter().collect())).collect();
            out.push(Disagreement { field: name.to_owned(), values });
        }
    };
    let one_day = |r: &&Report| named(r).filter(|d| d.length() == 1);
    field("date", reports.iter().filter_map(|r| Some((one_day(r)?.shown(), *r))).collect());
    let spot = |r: &&Report| r.place.as_ref().filter(|p| p.town.is_some()).map(|p| p.label.clone());
    field("place", reports.iter().filter_map(|r| Some((spot(r)?, *r))).collect());
    // A status moves on from plan to deed; only a denial contradicts.
    let done = |r: &&Report| match r.status {
        Status::Asserted | Status::Historical => Some("asserted"),
        Status::Denied => Some("denied"),
        _ => None,
    };
    field("status", reports.iter().filter_map(|r| Some((done(r)?.to_owned(), *r))).collect());
    let states = |r: &&Report| -> String { r.all().countries().into_iter().collect::<Vec<_>>().join(" ") };
    field("parties", reports.iter().map(|r| (states(r), *r)).filter(|(s, _)| !s.is_empty()).collect());
    out
}
