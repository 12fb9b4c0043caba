//! Which mentions of related parties are one agreement: how much two of them share, and what keeps them apart.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Day, Instrument, RecordId, Step};

use crate::cluster::{Marks, join};
use crate::days::{between, later};

use super::mark::{Kind, Mark, Milestones};
use super::related;
use super::topics::Meeting;

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
/// Up to so many tellings every pair is looked at; of more, each with so many that come next in time and share a topic or
/// a milestone. A life goes on from report to report.
const CROWD: usize = 400;
const BAND: usize = 32;

/// Groups of mentions that are one agreement each, by their numbers.
pub(super) fn groups(marks: &[(usize, &Mark)]) -> Vec<Vec<usize>> {
    let kinds = Kinds::default();
    let tellings = tellings(marks, &kinds);
    let mut likes = Vec::new();
    for (a, b) in candidates(&tellings, &kinds) {
        if let Some(score) = score(&tellings[a], &tellings[b]) {
            likes.push((score, a, b));
        }
    }
    let joined = join(&tellings.iter().map(|t| t.marks.clone()).collect::<Vec<_>>(), likes);
    joined.into_iter().map(|g| g.into_iter().flat_map(|t| tellings[t].members.clone()).collect()).collect()
}

/// Mentions of one agreement that look alike.
struct Telling<'a, 'k> {
    members: Vec<usize>,
    first: &'a RecordId,
    kind: usize,
    /// Days of publication.
    told: BTreeSet<Day>,
    milestones: &'a Milestones,
    marks: Known<'a, 'k>,
}

/// The kinds that occur, each pair compared once.
#[derive(Default)]
struct Kinds<'a> {
    list: RefCell<Vec<&'a Kind>>,
    numbers: RefCell<BTreeMap<&'a Kind, usize>>,
    known: RefCell<BTreeMap<(usize, usize), Option<f32>>>,
}

impl<'a> Kinds<'a> {
    fn number(&self, kind: &'a Kind) -> usize {
        *self.numbers.borrow_mut().entry(kind).or_insert_with(|| {
            self.list.borrow_mut().push(kind);
            self.list.borrow().len() - 1
        })
    }

    /// What two kinds share by themselves; `None`: they cannot be one.
    fn meet(&self, a: usize, b: usize) -> Option<f32> {
        *self.known.borrow_mut().entry((a.min(b), a.max(b))).or_insert_with(|| {
            let list = self.list.borrow();
            let (x, y) = (list[a], list[b]);
            if !related(&x.parties, &y.parties) || !loose(x.instrument, y.instrument) {
                return None;
            }
            let topic = match x.topics.meet(&y.topics, x.lang == y.lang) {
                Meeting::Other => return None,
                Meeting::Same => SAME_TOPIC,
                Meeting::Weak => WEAK_TOPIC,
                Meeting::Open => 0.0,
            };
            let instrument = if x.instrument == y.instrument { SAME_INSTRUMENT } else { 0.0 };
            Some(topic + instrument + if x.parties == y.parties { 0.0 } else { FEWER_PARTIES })
        })
    }
}

/// What keeps groups apart: their kinds, articles that hold both, days of a step that happens once.
#[derive(Clone)]
struct Known<'a, 'k> {
    kinds: &'k Kinds<'a>,
    own: BTreeSet<usize>,
    articles: BTreeSet<&'a RecordId>,
    steps: BTreeMap<Step, (Day, Day)>,
}

impl Marks for Known<'_, '_> {
    fn apart(&self, other: &Self) -> bool {
        let (few, many) =
            if self.articles.len() < other.articles.len() { (self, other) } else { (other, self) };
        self.steps.iter().any(|(step, own)| {
            let span = |o: &(Day, Day)| between(own.0, o.1).max(between(o.0, own.1));
            other.steps.get(step).is_some_and(|o| span(o) > SIGNINGS)
        }) || few.articles.iter().any(|a| many.articles.contains(a))
            || self.own.iter().any(|&a| other.own.iter().any(|&b| self.kinds.meet(a, b).is_none()))
    }

    fn absorb(&mut self, other: Self) {
        self.own.extend(other.own);
        self.articles.extend(other.articles);
        for (step, (first, last)) in other.steps {
            let own = self.steps.entry(step).or_insert((first, last));
            *own = (own.0.min(first), own.1.max(last));
        }
    }
}

/// Mentions that say the same of what the instrument is.
fn tellings<'a, 'k>(marks: &[(usize, &'a Mark)], kinds: &'k Kinds<'a>) -> Vec<Telling<'a, 'k>> {
    // The tellings of each key, and how many of them each article is in: a second mention in one article is another
    // instrument.
    type Same<'a> = (Vec<Vec<(usize, &'a Mark)>>, BTreeMap<&'a RecordId, usize>);
    let mut by = BTreeMap::<_, Same<'_>>::new();
    for &(at, m) in marks {
        let kind = kinds.number(&m.kind);
        let bare = m.kind.topics.is_bare() && m.milestones.is_empty();
        let (same, told) = by.entry((kind, &*m.milestones, bare.then_some(&m.id))).or_default();
        let turn = told.entry(&m.article).or_default();
        match same.get_mut(*turn) {
            Some(telling) => telling.push((at, m)),
            None => same.push(vec![(at, m)]),
        }
        *turn += 1;
    }
    let mut out = Vec::new();
    for ((kind, milestones, _), (same, _)) in by {
        for members in same {
            let mut steps = BTreeMap::<Step, (Day, Day)>::new();
            for &(step, day) in milestones {
                let own = steps.entry(step).or_insert((day, day));
                *own = (own.0.min(day), own.1.max(day));
            }
            let articles = members.iter().map(|(_, m)| &m.article).collect();
            out.push(Telling {
                first: &members[0].1.id,
                kind,
                told: members.iter().filter_map(|(_, m)| m.published).collect(),
                milestones,
                marks: Known { kinds, own: BTreeSet::from([kind]), articles, steps },
                members: members.into_iter().map(|(at, _)| at).collect(),
            });
        }
    }
    out.sort_by(|a, b| a.first.cmp(b.first));
    out
}

/// Pairs that may be one, the smaller number first.
fn candidates(tellings: &[Telling<'_, '_>], kinds: &Kinds<'_>) -> BTreeSet<(usize, usize)> {
    let mut out = BTreeSet::new();
    let count = tellings.len();
    if count <= CROWD {
        out.extend((0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))));
        return out;
    }
    let list = kinds.list.borrow();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&t| (tellings[t].told.first(), t));
    let mut shelves = BTreeMap::<Shelf<'_>, Vec<usize>>::new();
    for t in order {
        let topics = &list[tellings[t].kind].topics;
        for word in topics.known.iter().chain(&topics.stems) {
            shelves.entry(Shelf::Topic(word)).or_default().push(t);
        }
        for &(step, day) in tellings[t].milestones {
            // A day told one off is near enough.
            for day in [day, later(day, 1)] {
                shelves.entry(Shelf::Milestone(step, day)).or_default().push(t);
            }
        }
    }
    for shelf in shelves.values() {
        for (at, &a) in shelf.iter().enumerate() {
            out.extend(shelf[at + 1..].iter().take(BAND).map(|&b| (a.min(b), a.max(b))));
        }
    }
    out
}

/// Where tellings meet that may be of one agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shelf<'a> {
    Topic(&'a str),
    Milestone(Step, Day),
}

/// How much two tellings share, if it is enough.
fn score<'a, 'k>(a: &Telling<'a, 'k>, b: &Telling<'a, 'k>) -> Option<f32> {
    if a.marks.apart(&b.marks) {
        return None;
    }
    let mut score = a.marks.kinds.meet(a.kind, b.kind)?;
    for (step, day) in a.milestones {
        let same = |(s, other): &&(Step, Day)| s == step && between(*day, *other).abs() <= 1;
        score += SAME_MILESTONE * b.milestones.iter().filter(same).count() as f32;
    }
    if near(a, b) {
        score += NEAR;
    }
    (score >= BAR).then_some(score)
}

/// Whether they were told at about one time.
fn near(a: &Telling<'_, '_>, b: &Telling<'_, '_>) -> bool {
    a.told.iter().any(|day| b.told.range(later(*day, -NEAR_DAYS)..=later(*day, NEAR_DAYS)).next().is_some())
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
