//! Stories: merged events, agreements and commitments that follow from one another, chained when they are asked for.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use legation_ledger::stories::{Thing, chain, tie};
use rusqlite::OptionalExtension as _;

use super::agreements::AGREEMENTS;
use super::events::EVENTS;
use super::which::{Tables, Which};
use super::{Rows, commitments::COMMITMENTS};
use crate::Store;
use crate::ask::Cell;
use crate::error::{Error, Result};

/// Things of one story looked at, at the most.
const MOST: usize = 400;
/// Things of each kind, the newest, that a list of stories is made of.
const NEWEST: usize = 400;
/// Articles of one thing that others are looked for in; fewer where a list is made of many things.
const ARTICLES: usize = 40;
const FEW: usize = 24;

/// A thing with what is shown of it.
struct Shown {
    thing: Thing,
    kind: &'static str,
    what: String,
    who: String,
    name: Option<String>,
    place: Option<String>,
    reports: i64,
}

/// A merged thing: its kind and row.
pub(super) type Key = (i64, i64);

impl Store {
    /// Stories among what a filter lets through, those with the newest things first.
    ///
    /// # Errors
    /// As [`Store::events`].
    pub fn stories(&self, which: &Which) -> Result<Rows> {
        let mut shown = Vec::new();
        for tables in [&EVENTS, &AGREEMENTS, &COMMITMENTS] {
            let mut c = self.which(which, tables)?;
            c.add(&format!(" ORDER BY {} LIMIT {NEWEST}", c.by_day(tables)), []);
            let mut ask = self.db.prepare_cached(&format!("SELECT h.id {}", c.sql))?;
            let rows = ask.query_map(rusqlite::params_from_iter(c.values), |r| r.get(0))?;
            for id in rows.collect::<rusqlite::Result<Vec<i64>>>()? {
                shown.extend(self.thing((tables.kind, id), FEW)?);
            }
        }
        let columns = "id since until parties agreements events commitments articles begins ends";
        let mut rows: Vec<Vec<Cell>> = told(&shown).iter().map(|story| summary(story)).collect();
        // By the last day, the newest first.
        rows.sort_by(|a, b| text(&b[2]).cmp(text(&a[2])).then_with(|| text(&a[0]).cmp(text(&b[0]))));
        rows.truncate(which.bounds.limit.unwrap_or(usize::MAX));
        Ok((columns.split(' ').map(str::to_owned).collect(), rows))
    }

    /// The story that an event, agreement or commitment is part of, in the order of its days.
    ///
    /// # Errors
    /// Nothing has such an id, or several things have.
    pub fn story(&self, id: &str) -> Result<Rows> {
        let start = self.key_of(id, &[&EVENTS, &AGREEMENTS, &COMMITMENTS])?;
        let Some(first) = self.thing(start, ARTICLES)? else {
            return Ok((Vec::new(), Vec::new()));
        };
        let own = first.thing.key.clone();
        // What may be chained hangs together by ties, whichever way they point.
        let mut looked = BTreeMap::from([(start, 0)]);
        let mut shown = vec![first];
        let (mut tied, mut open) = (vec![true], VecDeque::from([0]));
        let mut told_in = BTreeMap::<i64, Vec<Key>>::new();
        while let Some(at) = open.pop_front() {
            // Each beside the first article that tells both.
            let (mut beside, mut met) = (Vec::new(), BTreeSet::new());
            for &article in &shown[at].thing.articles {
                let told = match told_in.entry(article) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(self.told_in(article)?),
                };
                beside.extend(told.iter().filter(|key| met.insert(**key)));
            }
            for key in beside {
                let near = match looked.get(&key) {
                    Some(&near) => near,
                    None if shown.len() >= MOST => continue,
                    None => {
                        let Some(found) = self.thing(key, ARTICLES)? else { continue };
                        shown.push(found);
                        tied.push(false);
                        looked.insert(key, shown.len() - 1);
                        shown.len() - 1
                    }
                };
                if !tied[near] && tie(&shown[at].thing, &shown[near].thing).is_some() {
                    tied[near] = true;
                    open.push_back(near);
                }
            }
        }
        let mut kept = tied.iter();
        shown.retain(|_| kept.next() == Some(&true));
        let mut stories = told(&shown);
        let at = stories.iter().position(|story| story.iter().any(|s| s.thing.key == own));
        let story = at.map_or_else(|| shown.iter().take(1).collect(), |at| stories.swap_remove(at));
        let columns = "date kind what who place reports parties id".split(' ').map(str::to_owned).collect();
        let cell = |text: Option<&String>| {
            text.filter(|t| !t.is_empty()).map_or(Cell::Null, |t| Cell::Text(t.clone()))
        };
        let rows = story.iter().map(|s| {
            vec![
                s.thing.day.map_or(Cell::Null, |d| Cell::Text(d.to_string())),
                Cell::Text(s.kind.to_owned()),
                Cell::Text(s.name.as_ref().map_or_else(|| s.what.clone(), |n| format!("{}: {n}", s.what))),
                cell(Some(&s.who)),
                cell(s.place.as_ref()),
                Cell::Integer(s.reports),
                Cell::Text(s.thing.parties.iter().map(String::as_str).collect::<Vec<_>>().join(" ")),
                Cell::Text(s.thing.key.clone()),
            ]
        });
        Ok((columns, rows.collect()))
    }

    /// The merged thing of some kinds that an id, or its beginning, means.
    pub(super) fn key_of(&self, id: &str, kinds: &[&Tables]) -> Result<Key> {
        let mut found = Vec::new();
        for t in kinds {
            let sql = format!("SELECT id FROM {} WHERE rid >= ?1 AND rid < ?1 || 'g' LIMIT 2", t.things);
            let mut ask = self.db.prepare_cached(&sql)?;
            let rows = ask.query_map([id], |r| Ok((t.kind, r.get(0)?)))?;
            found.extend(rows.collect::<rusqlite::Result<Vec<Key>>>()?);
        }
        match found.as_slice() {
            [one] => Ok(*one),
            [] => {
                Err(Error::Question(format!("no merged thing of the kind has an id that begins with {id}")))
            }
            _ => Err(Error::Question(format!("several merged things have ids that begin with {id}"))),
        }
    }

    /// Merged things that an article tells.
    fn told_in(&self, article: i64) -> Result<Vec<Key>> {
        let mut out = Vec::new();
        for t in [&EVENTS, &AGREEMENTS, &COMMITMENTS] {
            let sql = format!(
                "SELECT DISTINCT {} FROM {} WHERE record BETWEEN ?1 << 20 AND (?1 + 1 << 20) - 1",
                t.of, t.reports
            );
            let mut ask = self.db.prepare_cached(&sql)?;
            let rows = ask.query_map([article], |r| Ok((t.kind, r.get(0)?)))?;
            out.extend(rows.collect::<rusqlite::Result<Vec<Key>>>()?);
        }
        Ok(out)
    }

    fn thing(&self, (kind, id): Key, articles: usize) -> Result<Option<Shown>> {
        // key, day, parties, about, what, who, name, place, reports
        let (t, kind, sql) = match kind {
            k if k == EVENTS.kind => (
                &EVENTS,
                "event",
                "SELECT rid, coalesce(start, substr(said, 1, 10)), parties, contexts, plover || coalesce(' ' || act, '') ||
                   ' (' || status || ')', trim(doers || ' → ' || targets, ' →'), NULL, place, reports
                 FROM happening WHERE id = ?",
            ),
            k if k == AGREEMENTS.kind => (
                &AGREEMENTS,
                "agreement",
                "SELECT rid, first, parties, topics, instrument || coalesce(' (' || stage || ')', ''), parties, name, NULL,
                   reports FROM accord WHERE id = ?",
            ),
            _ => (
                &COMMITMENTS,
                "commitment",
                "SELECT rid, substr(said, 1, 10), sides, '', coalesce(plover, 'promise') || coalesce(', due ' || due_end, ''),
                   trim(by || ' → ' || \"to\", ' →'), action, NULL, reports FROM pledge WHERE id = ?",
            ),
        };
        let set = |text: String| text.split_whitespace().map(str::to_owned).collect::<BTreeSet<String>>();
        let mut ask = self.db.prepare_cached(sql)?;
        let found = ask.query_row([id], |r| {
            let day: Option<String> = r.get(1)?;
            Ok(Shown {
                thing: Thing {
                    key: r.get(0)?,
                    day: day.and_then(|d| d.parse().ok()),
                    parties: set(r.get(2)?),
                    about: set(r.get(3)?),
                    articles: BTreeSet::new(),
                    lasts: t.kind == AGREEMENTS.kind,
                },
                kind,
                what: r.get(4)?,
                who: r.get(5)?,
                name: r.get(6)?,
                place: r.get(7)?,
                reports: r.get(8)?,
            })
        });
        let Some(mut found) = found.optional()? else { return Ok(None) };
        found.thing.articles = self.articles(t, id, articles)?;
        Ok(Some(found))
    }

    /// The first articles that tell a thing, copies left out.
    fn articles(&self, t: &Tables, id: i64, most: usize) -> Result<BTreeSet<i64>> {
        // In the order of an index, so that no more are read than are needed: an agreement may have thousands of reports.
        let (copied, order) = if t.kind == EVENTS.kind { ("copy", "seq") } else { ("NULL", "record") };
        let sql =
            format!("SELECT record >> 20, {copied} FROM {} WHERE {} = ? ORDER BY {order}", t.reports, t.of);
        let mut ask = self.db.prepare_cached(&sql)?;
        let mut copy = self.db.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM article INDEXED BY article_copy WHERE id = ? AND duplicate_of IS NOT NULL)",
        )?;
        let mut rows = ask.query([id])?;
        let (mut found, mut last) = (BTreeSet::new(), None);
        while found.len() < most
            && let Some(row) = rows.next()?
        {
            let article: i64 = row.get(0)?;
            if last.replace(article) == Some(article) {
                continue;
            }
            let is_copy: bool = match row.get::<_, Option<bool>>(1)? {
                Some(told) => told,
                None => copy.query_row([article], |r| r.get(0))?,
            };
            if !is_copy {
                found.insert(article);
            }
        }
        Ok(found)
    }
}

/// Stories of what is shown.
fn told(shown: &[Shown]) -> Vec<Vec<&Shown>> {
    let things: Vec<Thing> = shown.iter().map(|s| s.thing.clone()).collect();
    chain(&things).into_iter().map(|story| story.into_iter().map(|at| &shown[at]).collect()).collect()
}

/// A row of the list: parties are those of most of its things.
fn summary(story: &[&Shown]) -> Vec<Cell> {
    let mut parties = BTreeMap::<&str, usize>::new();
    for party in story.iter().flat_map(|s| &s.thing.parties) {
        *parties.entry(party).or_default() += 1;
    }
    let common: Vec<&str> = parties.into_iter().filter(|p| p.1 * 2 >= story.len()).map(|p| p.0).collect();
    let articles: BTreeSet<i64> = story.iter().flat_map(|s| s.thing.articles.iter().copied()).collect();
    let count = |kind: &str| Cell::Integer(story.iter().filter(|s| s.kind == kind).count() as i64);
    let names: Vec<&str> =
        story.iter().filter(|s| s.kind == "agreement").filter_map(|s| s.name.as_deref()).collect();
    let day =
        |at: Option<&&Shown>| at.and_then(|s| s.thing.day).map_or(Cell::Null, |d| Cell::Text(d.to_string()));
    let dated: Vec<&&Shown> = story.iter().filter(|s| s.thing.day.is_some()).collect();
    let said = |s: Option<&&Shown>| s.map_or(Cell::Null, |s| Cell::Text(format!("{} {}", s.who, s.what)));
    vec![
        Cell::Text(story[0].thing.key.clone()),
        day(dated.first().copied()),
        day(dated.last().copied()),
        Cell::Text(common.join(" ")),
        if names.is_empty() { Cell::Null } else { Cell::Text(names.join("; ")) },
        count("event"),
        count("commitment"),
        Cell::Integer(articles.len() as i64),
        said(story.first()),
        said(story.last()),
    ]
}

fn text(cell: &Cell) -> &str {
    if let Cell::Text(text) = cell { text } else { "" }
}
