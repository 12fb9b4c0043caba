//! What was said to be going to happen to an agreement, and what came of it as of a day.

use std::collections::BTreeSet;

use legation_model::{Day, RecordId, Status, Step};
use serde::{Deserialize, Serialize};

use crate::days::Days;

use super::mention::{Said, happened};

/// How an expectation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Its time is not over, or it has none.
    Open,
    /// It came about in time.
    Met,
    /// It came about after its time.
    Late,
    /// A later time was named.
    Slipped,
    /// Its time is over and nobody reported it.
    Overdue,
}

impl State {
    /// As the tables write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Met => "met",
            Self::Late => "late",
            Self::Slipped => "slipped",
            Self::Overdue => "overdue",
        }
    }
}

/// A step that was planned or thought possible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expectation {
    /// Step.
    pub step: Step,
    /// Whose.
    pub party: Option<String>,
    /// Planned, or only possible.
    pub status: Status,
    /// When it is due.
    pub due: Option<Days>,
    /// On whose word.
    pub holders: BTreeSet<String>,
    /// First said.
    pub said: Option<Day>,
    /// The records that say so.
    pub records: BTreeSet<RecordId>,
    /// When the step was taken, and when that was first reported.
    pub taken: Option<(Days, Option<Day>)>,
    /// The later time that was named, and when.
    pub moved: Option<(Days, Option<Day>)>,
}

impl Expectation {
    /// How it stands on `day`, by what was reported until then. `None`: it had not been said yet.
    pub fn on(&self, day: Day) -> Option<State> {
        let known = |said: Option<Day>| said.is_none_or(|s| s <= day);
        if !known(self.said) {
            return None;
        }
        if let Some((taken, said)) = self.taken
            && known(said)
        {
            let in_time = self.due.is_none_or(|due| taken.start <= due.end);
            return Some(if in_time { State::Met } else { State::Late });
        }
        if let Some((_, said)) = self.moved
            && known(said)
        {
            return Some(State::Slipped);
        }
        Some(if self.due.is_some_and(|due| due.end < day) { State::Overdue } else { State::Open })
    }

    /// How it stands by everything that was reported; what has not come about stays open.
    pub fn at_last(&self) -> State {
        match (self.taken, self.moved) {
            (Some((taken, _)), _) if self.due.is_none_or(|due| taken.start <= due.end) => State::Met,
            (Some(_), _) => State::Late,
            (None, Some(_)) => State::Slipped,
            (None, None) => State::Open,
        }
    }
}

/// The expectations among assertions, in the order they were said.
pub(super) fn expectations(said: &[Said]) -> Vec<Expectation> {
    let mut out: Vec<Expectation> = Vec::new();
    let ahead = |s: &&Said| matches!(s.status, Status::Planned | Status::Possible);
    let mut order: Vec<&Said> = said.iter().filter(ahead).collect();
    order.sort_by_key(|s| (s.published, &s.record, s.seq));
    for s in order {
        let same = |e: &&mut Expectation| e.step == s.step && e.party == s.party && e.due == s.due;
        // Without a time it is said anew only while it is open.
        let done = |e: &Expectation| e.due.is_none() && after(said, e).is_some_and(|t| before(&t, s));
        match out.iter_mut().find(|e| same(e) && !done(e)) {
            Some(old) => {
                old.holders.extend(s.holder.clone());
                old.records.insert(s.record.clone());
                old.status = old.status.min(s.status);
            }
            None => out.push(Expectation {
                step: s.step,
                party: s.party.clone(),
                status: s.status,
                due: s.due,
                holders: s.holder.iter().cloned().collect(),
                said: s.published,
                records: BTreeSet::from([s.record.clone()]),
                taken: None,
                moved: None,
            }),
        }
    }
    for i in 0..out.len() {
        out[i].taken = after(said, &out[i]);
        let e = &out[i];
        let later = out.iter().filter(|o| {
            o.step == e.step && o.party == e.party && o.said >= e.said && later_due(o.due, e.due)
        });
        out[i].moved = later.min_by_key(|o| (o.said, o.due)).and_then(|o| Some((o.due?, o.said)));
    }
    out
}

fn later_due(a: Option<Days>, b: Option<Days>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a.start > b.end)
}

fn before(taken: &(Days, Option<Day>), s: &Said) -> bool {
    s.published.is_some_and(|p| taken.0.end < p)
}

/// When the step was taken after it was expected: as first reported.
fn after(said: &[Said], e: &Expectation) -> Option<(Days, Option<Day>)> {
    let reports = said.iter().filter(|s| {
        happened(s.status)
            && satisfies(s, e)
            && s.taken().is_some_and(|t| e.said.is_none_or(|from| t.end >= from))
    });
    let first = reports.clone().filter_map(Said::taken).min()?;
    let known = reports.filter_map(|s| s.published).min();
    Some((first, known))
}

/// Whether a step taken is the expected one, or one that cannot come without it.
fn satisfies(s: &Said, e: &Expectation) -> bool {
    let main = |step: Step| step <= Step::EntryIntoForce;
    let same = s.step == e.step && (e.party.is_none() || s.party.is_none() || s.party == e.party);
    let implied = match s.step {
        Step::Exchange | Step::Deposit | Step::EntryIntoForce => true,
        _ => e.step != Step::Ratification,
    };
    same || (main(s.step) && main(e.step) && s.step > e.step && implied)
}
