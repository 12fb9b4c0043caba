//! Promises over all articles: what was said to be going to be done, and what came of it as of a day.
//!
//! A promise is kept by a later event of the promised type between the same sides. What it says is not compared in words.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Commitment, CommitmentStatus, Day, Plover, RecordId, Status};
use serde::{Deserialize, Serialize};

use crate::Source;
use crate::agents::{Agents, Likeness};
use crate::cluster::{Marks, join};
use crate::data::Data;
use crate::days::{Days, between, later};
use crate::events::Merged;

/// Promises without a time are told anew within so many days.
const NEWS: i64 = 2;
/// A promise without a time is looked for so many days.
const LONGEST: i64 = 365;
/// A deed so many days after its time still keeps the promise, late.
const GRACE: i64 = 60;

/// One article's word on a promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    /// The commitment record.
    #[serde(skip_serializing, default = "crate::source::no_record")]
    pub id: RecordId,
    /// Its article.
    #[serde(skip_serializing, default)]
    pub source: Source,
    /// Who promises.
    pub by: Agents,
    /// To whom.
    pub to: Agents,
    /// Type of the promised act.
    pub deed: Option<Plover>,
    /// The act inside the type.
    pub act: Option<String>,
    /// When it is due.
    pub due: Option<Days>,
    /// As the article tells it.
    pub status: CommitmentStatus,
    /// The words.
    pub action: String,
}

/// What took place on one day, as far as it can keep or break a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// The merged event.
    pub id: RecordId,
    /// Its family.
    pub family: String,
    /// Its act.
    pub act: Option<String>,
    /// Types of the act inside a refusal.
    pub inner: BTreeSet<Plover>,
    /// Who did it.
    pub doers: Agents,
    /// To whom.
    pub targets: Agents,
    /// When.
    pub on: Day,
    /// When it was first reported as done.
    pub said: Option<Day>,
}

impl Merged {
    /// The deed, if it took place on a day that is known.
    pub fn deed(&self) -> Option<Deed> {
        let done = |s: Status| matches!(s, Status::Asserted | Status::Historical);
        let when = self.when.filter(|w| w.length() == 1 && done(self.status))?;
        Some(Deed {
            id: self.id.clone(),
            family: self.family.clone(),
            act: self.act.clone(),
            inner: self.inner.clone(),
            doers: self.doers.clone(),
            targets: self.targets.clone(),
            on: when.start,
            said: self.history.iter().filter(|t| done(t.status)).filter_map(|t| t.said).min(),
        })
    }
}

/// The event that keeps or breaks a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The merged event, or the record that says so.
    pub id: RecordId,
    /// When it took place.
    pub on: Day,
    /// When it was first reported.
    pub said: Option<Day>,
}

/// A promise with all its reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Key: that of its first report.
    pub id: RecordId,
    /// Who promises.
    pub by: Agents,
    /// To whom.
    pub to: Agents,
    /// Type of the promised act.
    pub deed: Option<Plover>,
    /// The act inside the type.
    pub act: Option<String>,
    /// When it is due; `None`: open-ended.
    pub due: Option<Days>,
    /// First said.
    pub said: Option<Day>,
    /// What each report says, in order.
    pub told: Vec<(Option<Day>, CommitmentStatus, RecordId)>,
    /// The words of its first report.
    pub action: String,
    /// Reports without copies.
    pub reports: usize,
    /// Reports in copies.
    pub copies: usize,
    /// What kept it.
    pub kept: Option<Outcome>,
    /// What called it off.
    pub cancelled: Option<Outcome>,
    /// The later promise with a later time.
    pub superseded: Option<Outcome>,
}

impl Promise {
    /// The promise that a commitment record makes; `rename` gives the key that the user's decisions leave an actor under.
    pub fn of(record: &Commitment, source: &Source, rename: &dyn Fn(&str) -> String) -> Self {
        let act = record.plover.and_then(|p| Data::get().act(p, &[], &record.action.quote, ""));
        Self {
            id: record.id.clone(),
            source: source.clone(),
            by: Agents::of(&record.by, rename),
            to: Agents::of(&record.to, rename),
            deed: record.plover,
            act: act.map(|a| a.name.to_owned()),
            due: record.due.as_ref().and_then(Days::of),
            status: record.status,
            action: record.action.quote.clone(),
        }
    }

    /// Countries of both sides: promises of other ones are never compared.
    pub fn sides(&self) -> BTreeSet<String> {
        self.by.with(&self.to).0.into_keys().collect()
    }
}

/// Joins promises and finds what came of them. `deeds`: what may keep them. The order of neither changes anything.
pub fn follow(promises: &[Promise], deeds: &[Deed]) -> Vec<Kept> {
    let mut order: Vec<&Promise> = promises.iter().collect();
    order.sort_by(|a, b| a.id.cmp(&b.id));
    order.dedup_by(|a, b| a.id == b.id);
    let mut cells = BTreeMap::<BTreeSet<String>, Vec<&Promise>>::new();
    for p in order {
        cells.entry(p.sides()).or_default().push(p);
    }
    let deeds = Deeds::of(deeds);
    let mut out = Vec::new();
    for (sides, members) in cells {
        let mut here: Vec<Kept> = groups(&members).iter().map(|g| Kept::of(g)).collect();
        for kept in &mut here {
            let found = deeds.outcome(kept, &sides);
            kept.kept = found.0;
            kept.cancelled = kept.cancelled.take().or(found.1);
        }
        let mut dated = BTreeMap::<_, Vec<&Kept>>::new();
        for k in here.iter().filter(|k| k.due.is_some()) {
            dated.entry((k.deed, &k.act)).or_default().push(k);
        }
        let later: Vec<Option<Outcome>> = here
            .iter()
            .map(|k| superseded(k, dated.get(&(k.deed, &k.act)).map_or(&[], Vec::as_slice)))
            .collect();
        for (kept, later) in here.iter_mut().zip(later) {
            kept.superseded = later;
        }
        out.extend(here);
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// Promises of one cell that are one.
fn groups<'a>(members: &[&'a Promise]) -> Vec<Vec<&'a Promise>> {
    // The tellings of each key, and how many of them each article is in.
    type Same<'a> = (Vec<Vec<&'a Promise>>, BTreeMap<&'a RecordId, usize>);
    let mut by = BTreeMap::<_, Same<'_>>::new();
    for &p in members {
        let said = if p.due.is_some() { None } else { p.source.published };
        let (same, told) = by.entry((p.due, said, p.deed, &p.act, &p.by, &p.to, p.status)).or_default();
        let turn = told.entry(&p.source.article).or_default();
        match same.get_mut(*turn) {
            Some(telling) => telling.push(p),
            None => same.push(vec![p]),
        }
        *turn += 1;
    }
    let mut tellings: Vec<Telling<'_>> =
        by.into_values().flat_map(|(same, _)| same).map(Telling::of).collect();
    tellings.sort_by(|a, b| a.members[0].id.cmp(&b.members[0].id));
    let likes = likes(&tellings);
    let joined = join(&tellings, likes);
    joined
        .into_iter()
        .map(|g| g.into_iter().flat_map(|t| tellings[t].members.iter().copied()).collect())
        .collect()
}

/// Promises that look alike, or a group of them.
#[derive(Clone)]
struct Telling<'a> {
    members: Vec<&'a Promise>,
    /// One of each look.
    looks: Vec<&'a Promise>,
    articles: BTreeSet<&'a RecordId>,
}

impl<'a> Telling<'a> {
    fn of(members: Vec<&'a Promise>) -> Self {
        let articles = members.iter().map(|p| &p.source.article).collect();
        Self { looks: members[..1].to_vec(), articles, members }
    }
}

impl Marks for Telling<'_> {
    fn apart(&self, other: &Self) -> bool {
        let (few, many) =
            if self.articles.len() < other.articles.len() { (self, other) } else { (other, self) };
        few.articles.iter().any(|a| many.articles.contains(a))
            || self.looks.iter().any(|x| other.looks.iter().any(|y| apart(x, y)))
    }

    fn absorb(&mut self, other: Self) {
        self.members.extend(other.members);
        self.looks.extend(other.looks);
        self.articles.extend(other.articles);
    }
}

/// Pairs that may be one: of one type of act, due at one time, or told as news within a few days.
fn likes(tellings: &[Telling<'_>]) -> Vec<(f32, usize, usize)> {
    let mut shelves = BTreeMap::<(Plover, Option<Day>), Vec<(Option<Day>, usize)>>::new();
    for (at, telling) in tellings.iter().enumerate() {
        let p = telling.members[0];
        if let Some(deed) = p.deed {
            let news = if p.due.is_some() { None } else { p.source.published };
            shelves.entry((deed, p.due.map(|d| d.end))).or_default().push((news, at));
        }
    }
    let mut out = Vec::new();
    for shelf in shelves.values_mut() {
        shelf.sort_unstable();
        for (place, &(day, a)) in shelf.iter().enumerate() {
            for &(other, b) in &shelf[place + 1..] {
                let far = |d: Day| other.is_some_and(|o| between(d, o) > NEWS);
                if day.is_some_and(far) {
                    break;
                }
                let (x, y) = (tellings[a].members[0], tellings[b].members[0]);
                if let Some(score) = alike(x, y)
                    && !tellings[a].apart(&tellings[b])
                {
                    out.push((score, a.min(b), a.max(b)));
                }
            }
        }
    }
    out
}

/// Whether promises of these looks cannot be one.
fn apart(x: &Promise, y: &Promise) -> bool {
    let acts = x.act.is_none() || y.act.is_none() || x.act == y.act;
    let same_by = x.by.countries() == y.by.countries() || x.to.0.is_empty() || y.to.0.is_empty();
    !acts || !same_by || x.deed.is_none() || x.deed != y.deed || others(&x.by, &y.by)
}

/// How much two promises of one type of act share, if it is enough.
fn alike(x: &Promise, y: &Promise) -> Option<f32> {
    match (x.due, y.due) {
        (Some(due), Some(other)) if due == other => Some(1.0),
        // "Before the end of the year", said in June and in July.
        (Some(due), Some(other)) if due.end == other.end && due.meets(other) => Some(0.8),
        (None, None) => match (x.source.published, y.source.published) {
            (Some(day), Some(other)) if between(day, other).abs() <= NEWS => Some(0.7),
            _ => None,
        },
        _ => None,
    }
}

/// Whether different persons of one side are meant.
fn others(a: &Agents, b: &Agents) -> bool {
    a.0.iter().any(|(key, side)| b.0.get(key).is_some_and(|o| side.likeness(o) == Likeness::Other))
}

impl Kept {
    fn of(reports: &[&Promise]) -> Self {
        let (mut by, mut to) = (Agents::default(), Agents::default());
        for p in reports {
            by = by.with(&p.by);
            to = to.with(&p.to);
        }
        let first = reports.iter().min_by_key(|p| (p.source.copy_of.is_some(), p.source.published, &p.id));
        let id = reports.iter().min_by_key(|p| (p.source.copy_of.is_some(), &p.id));
        let mut told: Vec<_> = reports.iter().map(|p| (p.source.published, p.status, p.id.clone())).collect();
        told.sort();
        let copies = reports.iter().filter(|p| p.source.copy_of.is_some()).count();
        let says = |status| told.iter().find(|t| t.1 == status);
        let cancelled = says(CommitmentStatus::Cancelled)
            .and_then(|t| Some(Outcome { id: t.2.clone(), on: t.0?, said: t.0 }));
        Self {
            id: id.map_or_else(|| RecordId(String::new()), |p| p.id.clone()),
            by,
            to,
            deed: reports.iter().find_map(|p| p.deed),
            act: reports.iter().filter_map(|p| p.act.clone()).min(),
            due: reports.iter().filter_map(|p| p.due).min(),
            said: told.iter().filter_map(|t| t.0).min(),
            action: first.map(|p| p.action.clone()).unwrap_or_default(),
            reports: told.len() - copies,
            copies,
            told,
            kept: None,
            cancelled,
            superseded: None,
        }
    }

    /// How it stands on `day`, by what was reported until then. `None`: it had not been said yet.
    pub fn on(&self, day: Day) -> Option<CommitmentStatus> {
        let known = |said: Option<Day>| said.is_none_or(|s| s <= day);
        let by_then = |o: &Outcome| known(o.said) && o.on <= day;
        if !known(self.said) {
            return None;
        }
        let says = |status| self.told.iter().any(|t| t.1 == status && known(t.0));
        if self.kept.as_ref().is_some_and(by_then) || says(CommitmentStatus::Fulfilled) {
            let goes_on = self.due.is_none() && self.deed.is_some_and(goes_on);
            return Some(if goes_on { CommitmentStatus::Partly } else { CommitmentStatus::Fulfilled });
        }
        if self.cancelled.as_ref().is_some_and(by_then) {
            return Some(CommitmentStatus::Cancelled);
        }
        if self.superseded.as_ref().is_some_and(|o| known(o.said)) {
            return Some(CommitmentStatus::Superseded);
        }
        Some(match self.due {
            Some(due) if due.end < day => CommitmentStatus::Overdue,
            Some(_) => CommitmentStatus::Scheduled,
            None => CommitmentStatus::Announced,
        })
    }
}

/// What is promised without end is not done with once.
fn goes_on(deed: Plover) -> bool {
    matches!(deed, Plover::Aid | Plover::Cooperate | Plover::Support)
}

/// The later promise of the same that names a later time.
fn superseded(k: &Kept, same: &[&Kept]) -> Option<Outcome> {
    let due = k.due?;
    let next = same.iter().filter(|o| {
        o.id != k.id
            && o.due.is_some_and(|d| d.start > due.end)
            && o.said > k.said
            && o.said.is_some_and(|s| s <= later(due.end, GRACE))
            && !others(&k.by, &o.by)
    });
    let next = next.min_by_key(|o| (o.said, &o.id))?;
    Some(Outcome { id: next.id.clone(), on: next.said?, said: next.said })
}

/// Deeds by family and day.
struct Deeds<'a> {
    by_family: BTreeMap<&'a str, BTreeMap<Day, Vec<&'a Deed>>>,
}

impl<'a> Deeds<'a> {
    fn of(deeds: &'a [Deed]) -> Self {
        let mut by_family = BTreeMap::<&str, BTreeMap<Day, Vec<&Deed>>>::new();
        for d in deeds {
            by_family.entry(d.family.as_str()).or_default().entry(d.on).or_default().push(d);
        }
        for list in by_family.values_mut().flat_map(BTreeMap::values_mut) {
            list.sort_by(|a, b| a.id.cmp(&b.id));
        }
        Self { by_family }
    }

    /// What kept the promise, and what called it off before.
    fn outcome(&self, k: &Kept, sides: &BTreeSet<String>) -> (Option<Outcome>, Option<Outcome>) {
        let (Some(deed), Some(said)) = (k.deed, k.said) else { return (None, None) };
        // What is told together with the promise is what led to it.
        let from = k.due.map_or(later(said, 1), |due| due.start.max(later(said, 1)));
        let to = k.due.map_or(later(said, LONGEST), |due| later(due.end, GRACE));
        if from > to || sides.len() < 2 {
            return (None, None);
        }
        let kept = self.first(Data::get().family(deed).name, from, to, |e| {
            // Talks are told in many words; anything else that is named must be what was promised.
            let named = deed == Plover::Consult && (e.act.is_none() || k.act.is_none());
            (named || e.act == k.act) && fits(k, e, sides)
        });
        let off = self.first(Data::get().family(Plover::Reject).name, later(said, 1), to, |e| {
            e.inner.contains(&deed) && fits(k, e, sides)
        });
        (kept, off)
    }

    fn first(&self, family: &str, from: Day, to: Day, fits: impl Fn(&Deed) -> bool) -> Option<Outcome> {
        let days = self.by_family.get(family)?.range(from..=to);
        let deed = days.flat_map(|(_, list)| list).find(|d| fits(d))?;
        Some(Outcome { id: deed.id.clone(), on: deed.on, said: deed.said })
    }
}

/// Whether an event is between the sides of the promise and done by who promised.
fn fits(k: &Kept, e: &Deed, sides: &BTreeSet<String>) -> bool {
    let all = e.doers.with(&e.targets);
    sides.iter().all(|s| all.0.contains_key(s))
        && k.by.0.keys().any(|by| e.doers.0.contains_key(by))
        && !others(&k.by, &e.doers)
}
