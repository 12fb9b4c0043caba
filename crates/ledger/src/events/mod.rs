//! Reports merged into events.
//!
//! Reports meet in cells: one family, one day. What a cell makes of its reports depends on that cell alone; then three
//! steps look at most [`HORIZON`] days around: undated news of the next day joins the day that others name, a date
//! told one day off joins as a disagreement, and what is only said to lie in an interval joins the one event in it.
//! So a store that gets new reports runs the days around them again and has what a run over everything gives.

mod merged;
mod report;
mod score;

use std::collections::{BTreeMap, BTreeSet};

use legation_model::{Day, RecordId};

use crate::cluster::{Pair, agglomerate};
use crate::days::{Days, later};

pub use merged::{Disagreement, Merged, Told};
pub use report::{Report, Spot, When};

/// No event depends on reports whose cells lie further than this many days from its own ([`Merged::anchor`]), and no report
/// changes events further off.
pub const HORIZON: i64 = report::LONGEST + 3;

/// How much more two groups must share when their days differ.
const OTHER_DAY: f32 = 0.1;
/// Above this many different tellings a cell is cut by parties first.
const CROWD: usize = 400;

/// Where reports meet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Day(Day),
    Within(Days),
    Said(Day),
    /// Meets nobody.
    Alone(RecordId),
}

impl Slot {
    fn day(&self) -> Option<Day> {
        match self {
            Self::Day(day) | Self::Said(day) => Some(*day),
            Self::Within(days) => Some(days.start),
            Self::Alone(_) => None,
        }
    }
}

/// Reports of one event.
#[derive(Debug, Clone)]
struct Group {
    slot: Slot,
    /// Whether a report names the day.
    named: bool,
    members: Vec<usize>,
}

/// Merges reports into events. The order of `reports` changes nothing.
pub fn merge(reports: &[Report]) -> Vec<Merged> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by(|&a, &b| reports[a].id.cmp(&reports[b].id));
    order.dedup_by(|a, b| reports[*a].id == reports[*b].id);
    let mut families = BTreeMap::<&str, BTreeMap<Slot, Vec<usize>>>::new();
    for i in order {
        let cells = families.entry(reports[i].family.as_str()).or_default();
        cells.entry(slot(&reports[i])).or_default().push(i);
    }
    let mut out = Vec::new();
    for cells in families.into_values() {
        let mut groups: Vec<Group> = Vec::new();
        for (slot, members) in cells {
            for members in cell(reports, &members) {
                let named = members.iter().any(|&m| matches!(reports[m].when, When::Day(_)));
                groups.push(Group { slot: slot.clone(), named, members });
            }
        }
        undated(reports, &mut groups);
        neighbours(reports, &mut groups);
        intervals(reports, &mut groups);
        for mut group in groups.into_iter().filter(|g| !g.members.is_empty()) {
            group.members.sort_unstable();
            let members: Vec<&Report> = group.members.iter().map(|&m| &reports[m]).collect();
            out.push(Merged::of(&members, group.slot.day()));
        }
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

fn slot(report: &Report) -> Slot {
    match report.when {
        When::Day(day) | When::News(day) => Slot::Day(day),
        When::Within(days) => Slot::Within(days),
        When::Said(day) => Slot::Said(day),
        When::Unknown => Slot::Alone(report.id.clone()),
    }
}

/// Reports of one cell that tell exactly the same, and the articles that hold them.
struct Telling {
    members: Vec<usize>,
}

/// Groups of one cell.
fn cell(reports: &[Report], members: &[usize]) -> Vec<Vec<usize>> {
    let mut tellings = tellings(reports, members);
    tellings.sort_by(|a, b| a.members.cmp(&b.members));
    if tellings.len() <= CROWD {
        return joined(reports, &tellings);
    }
    let mut by_parties = BTreeMap::<BTreeSet<String>, Vec<Telling>>::new();
    for telling in tellings {
        let all = reports[telling.members[0]].all();
        by_parties.entry(all.0.into_keys().collect()).or_default().push(telling);
    }
    by_parties.into_values().flat_map(|t| joined(reports, &t)).collect()
}

/// Reports that agree in all that is compared are one telling, if that is enough to be one event; a second such report
/// in one article is another one.
fn tellings(reports: &[Report], members: &[usize]) -> Vec<Telling> {
    let mut out: Vec<Telling> = Vec::new();
    let mut known = BTreeMap::new();
    for &m in members {
        let r = &reports[m];
        let enough = matches!(score::pair(r, &without_source(r), 0.0), Pair::Like(_));
        if !enough {
            out.push(Telling { members: vec![m] });
            continue;
        }
        let key = (&r.doers, &r.targets, &r.act, r.inner, &r.modes, &r.contexts, &r.place, r.deed);
        let same: &mut Vec<usize> = known.entry(key).or_default();
        let home = same.iter().copied().find(|&t| out[t].members.iter().all(|&o| !reports[o].excludes(r)));
        if let Some(t) = home {
            out[t].members.push(m);
        } else {
            same.push(out.len());
            out.push(Telling { members: vec![m] });
        }
    }
    out
}

/// The same report as if another article told it.
fn without_source(report: &Report) -> Report {
    let mut other = report.clone();
    other.source.article = RecordId(String::new());
    other
}

fn joined(reports: &[Report], tellings: &[Telling]) -> Vec<Vec<usize>> {
    let pair = |a: usize, b: usize| {
        let (x, y) = (&tellings[a].members, &tellings[b].members);
        if excluded(reports, x, y) {
            return Pair::Apart;
        }
        score::pair(&reports[x[0]], &reports[y[0]], 0.0)
    };
    let groups = agglomerate(tellings.len(), pair);
    groups.into_iter().map(|g| g.into_iter().flat_map(|t| tellings[t].members.clone()).collect()).collect()
}

/// Whether one article tells both, alike.
fn excluded(reports: &[Report], a: &[usize], b: &[usize]) -> bool {
    let told: BTreeSet<_> = a.iter().map(|&m| key(&reports[m])).collect();
    b.iter().any(|&m| told.contains(&key(&reports[m])))
}

fn key(report: &Report) -> (&RecordId, legation_model::Status, Option<&str>) {
    (&report.source.article, report.status, report.holder.as_deref())
}

/// What two groups are to each other, by every pair of their reports.
fn groups_pair(reports: &[Report], a: &Group, b: &Group) -> Pair {
    let mut best = Pair::Unlike;
    for &x in &a.members {
        for &y in &b.members {
            match (score::pair(&reports[x], &reports[y], OTHER_DAY), best) {
                (Pair::Apart, _) => return Pair::Apart,
                (Pair::Like(new), Pair::Like(old)) if new <= old => {}
                (Pair::Like(new), _) => best = Pair::Like(new),
                (Pair::Unlike, _) => {}
            }
        }
    }
    best
}

/// The groups among `candidates` that `group` may be one with.
fn fitting(reports: &[Report], groups: &[Group], group: usize, candidates: &[usize]) -> Vec<usize> {
    let fits = |&&c: &&usize| matches!(groups_pair(reports, &groups[group], &groups[c]), Pair::Like(_));
    candidates.iter().filter(fits).copied().collect()
}

/// Groups by day, as they stand now.
fn by_day(groups: &[Group], with: impl Fn(&Group) -> bool) -> BTreeMap<Day, Vec<usize>> {
    let mut out = BTreeMap::<Day, Vec<usize>>::new();
    for (i, group) in groups.iter().enumerate() {
        if let Slot::Day(day) = group.slot
            && !group.members.is_empty()
            && with(group)
        {
            out.entry(day).or_default().push(i);
        }
    }
    out
}

fn move_into(groups: &mut [Group], moves: Vec<(usize, usize)>) {
    for (from, to) in moves {
        let members = std::mem::take(&mut groups[from].members);
        groups[to].members.extend(members);
    }
}

/// News that names no day may have happened the day before: it joins the one event that is told of that day.
fn undated(reports: &[Report], groups: &mut [Group]) {
    let named = by_day(groups, |g| g.named);
    let mut moves = Vec::new();
    for (i, group) in groups.iter().enumerate().filter(|(_, g)| !g.named) {
        let Slot::Day(day) = group.slot else { continue };
        let Some(before) = named.get(&later(day, -1)) else { continue };
        if let [only] = fitting(reports, groups, i, before)[..] {
            moves.push((i, only));
        }
    }
    move_into(groups, moves);
}

/// A day told one off: the same persons did the same thing in the same place, and no other event of the days around
/// could be meant by either.
fn neighbours(reports: &[Report], groups: &mut [Group]) {
    let days = by_day(groups, |g| g.named);
    let none = Vec::new();
    let on = |day: Day| days.get(&day).unwrap_or(&none);
    let mut moves = Vec::new();
    for (&day, here) in &days {
        let (before, after) = (on(later(day, -1)), on(later(day, 1)));
        for &i in here {
            let like = |a: usize, list: &[usize]| -> Vec<usize> {
                let pinned = |&b: &usize| pinned(reports, &groups[a], &groups[b]);
                list.iter().copied().filter(pinned).collect()
            };
            let [next] = like(i, after)[..] else { continue };
            let free = like(i, before).is_empty()
                && like(next, here) == [i]
                && like(next, on(later(day, 2))).is_empty();
            if free {
                moves.push((next, i));
            }
        }
    }
    move_into(groups, moves);
}

/// Whether two groups of different days share persons on two sides, the act and the town.
fn pinned(reports: &[Report], a: &Group, b: &Group) -> bool {
    let town = |g: &Group| -> BTreeSet<&str> {
        g.members.iter().filter_map(|&m| reports[m].place.as_ref()?.town.as_deref()).collect()
    };
    let persons = |g: &Group| -> BTreeSet<String> {
        let sides = g.members.iter().flat_map(|&m| reports[m].all().0.into_values());
        sides.flat_map(|s| s.persons).map(|p| p.id).collect()
    };
    let act = |g: &Group| g.members.iter().find_map(|&m| reports[m].act.clone());
    act(a).is_some()
        && act(a) == act(b)
        && town(a).intersection(&town(b)).next().is_some()
        && persons(a).intersection(&persons(b)).count() >= 2
        && matches!(groups_pair(reports, a, b), Pair::Like(_))
}

/// What lies somewhere in an interval joins the one event of that time that fits.
fn intervals(reports: &[Report], groups: &mut [Group]) {
    let days = by_day(groups, |_| true);
    let mut moves = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        let Slot::Within(within) = group.slot else { continue };
        if within.length() > report::LONGEST {
            continue;
        }
        let candidates: Vec<usize> =
            days.range(within.start..=within.end).flat_map(|(_, g)| g.iter().copied()).collect();
        if let [only] = fitting(reports, groups, i, &candidates)[..] {
            moves.push((i, only));
        }
    }
    move_into(groups, moves);
}
