//! By what merged things are looked for.

use std::collections::BTreeSet;

use legation_ledger::agents::Agents;
use legation_ledger::days::Days;
use rusqlite::{Connection, params};

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

/// Writes keys.
pub(super) fn put(
    db: &Connection,
    kind: i64,
    id: i64,
    when: Option<Days>,
    keys: &BTreeSet<String>,
) -> Result<()> {
    let day = when.map_or(NO_DAY, |w| days(w.start));
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO ledger_facet (kind, key, day, id) VALUES (?, ?, ?, ?)")?;
    for key in keys {
        insert.execute(params![kind, key, day, id])?;
    }
    Ok(())
}

/// Takes the keys of a thing away.
pub(super) fn remove(db: &Connection, kind: i64, id: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM ledger_facet WHERE kind = ? AND id = ?")?.execute([kind, id])?;
    Ok(())
}
