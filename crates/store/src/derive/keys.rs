//! By what merged things are looked for.

use std::collections::BTreeSet;

use legation_ledger::agents::Agents;
use legation_ledger::days::Days;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::Result;
use crate::put::{NO_DAY, days};

/// Parties of the largest gathering whose pairs are keys.
const PAIRED: usize = 8;

/// The key of a pair of countries.
pub(crate) fn pair(a: &str, b: &str) -> String {
    if a <= b { format!("{a}+{b}") } else { format!("{b}+{a}") }
}

/// Keys of everybody in it: countries, persons, bodies, pairs of countries.
pub(super) fn of(agents: &Agents) -> BTreeSet<String> {
    let countries = agents.countries();
    let mut out = pairs(&countries);
    out.extend(agents.keys().into_iter().map(str::to_owned));
    out.extend(countries.into_iter().map(str::to_owned));
    out
}

/// Keys of the pairs of a few countries.
pub(super) fn pairs(countries: &BTreeSet<&str>) -> BTreeSet<String> {
    if countries.len() > PAIRED {
        return BTreeSet::new();
    }
    let each = |a: &&str| countries.range(*a..).skip(1).map(|b| pair(a, b)).collect::<Vec<_>>();
    countries.iter().flat_map(each).collect()
}

/// The key that all events have.
pub(crate) const EVERY: &str = "*";

/// What is looked for by keys: a thing on its day.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) kind: i64,
    pub(super) id: i64,
    pub(super) when: Option<Days>,
    /// What an event is ([`sort`]).
    pub(super) sort: i64,
}

/// Writes keys.
pub(super) fn put(db: &Connection, found: Found, keys: &BTreeSet<String>) -> Result<()> {
    let day = found.when.map_or(NO_DAY, |w| days(w.start));
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO ledger_facet (kind, key, day, id, sort) VALUES (?, ?, ?, ?, ?)",
    )?;
    for key in keys {
        insert.execute(params![found.kind, key, day, found.id, found.sort])?;
    }
    Ok(())
}

/// The bits of some codes.
pub(super) fn sort<'a>(db: &Connection, codes: impl IntoIterator<Item = &'a str>) -> Result<i64> {
    let mut ask = db.prepare_cached("SELECT mask FROM ledger_sort WHERE name = ?")?;
    let mut bits = 0;
    for code in codes {
        bits |= ask.query_row([code], |r| r.get::<_, i64>(0)).optional()?.unwrap_or(0);
    }
    Ok(bits)
}

/// Takes the keys of a thing away.
pub(super) fn remove(db: &Connection, kind: i64, id: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM ledger_facet WHERE kind = ? AND id = ?")?.execute([kind, id])?;
    Ok(())
}
