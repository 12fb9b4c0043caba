//! Commitments and what came of them.

use std::collections::{BTreeMap, BTreeSet};

use legation_ledger::commitments::{Kept, Promise, follow};
use legation_ledger::days::Days;
use legation_ledger::events::Report;
use legation_model::{Day, RecordId};
use rusqlite::{Connection, params};

use super::rows::{JOINED, SOURCE, json, parsed, source, spaced};
use super::{events, keys, marked};
use crate::error::Result;
use crate::kinds::Kind;

/// Makes anew the commitments of marked sides, and of sides whose events changed.
pub(super) fn settle(db: &Connection) -> Result<()> {
    let mut dirty: BTreeSet<String> = marked(db, "commitment")?.into_iter().map(|(key, _)| key).collect();
    // New events may keep old promises.
    if !marked(db, "event")?.is_empty() {
        let mut ask = db.prepare("SELECT DISTINCT sides FROM ledger_promise ORDER BY sides")?;
        let touched: BTreeSet<String> = touched(db)?;
        for sides in ask.query_map([], |r| r.get::<_, String>(0))? {
            let sides = sides?;
            if sides.split_whitespace().count() > 1 && sides.split_whitespace().all(|s| touched.contains(s)) {
                dirty.insert(sides);
            }
        }
    }
    for sides in dirty {
        remake(db, &sides)?;
    }
    Ok(())
}

/// Countries in the reports of marked days.
fn touched(db: &Connection) -> Result<BTreeSet<String>> {
    let mut ask = db.prepare_cached(
        "SELECT x.body FROM ledger_dirty d JOIN ledger_report x ON x.family = d.key AND x.day = d.day
         WHERE d.kind = 'event'",
    )?;
    let mut out = BTreeSet::new();
    let mut rows = ask.query([])?;
    while let Some(row) = rows.next()? {
        let report: Report = parsed(0, &row.get::<_, String>(0)?)?;
        out.extend(report.all().countries().into_iter().map(str::to_owned));
    }
    Ok(out)
}

fn remake(db: &Connection, sides: &str) -> Result<()> {
    let mut ask = db.prepare_cached("SELECT id FROM pledge WHERE sides = ?")?;
    let old: Vec<i64> = ask.query_map([sides], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    for id in old {
        for sql in ["DELETE FROM pledge WHERE id = ?", "DELETE FROM pledge_report WHERE pledge = ?"] {
            db.prepare_cached(sql)?.execute([id])?;
        }
        keys::remove(db, KIND, id)?;
    }
    let mut ask =
        db.prepare_cached(&format!("SELECT {SOURCE} FROM ledger_promise x {JOINED} WHERE x.sides = ?"))?;
    let mut found = ask.query([sides])?;
    let (mut promises, mut rows) = (Vec::new(), BTreeMap::<RecordId, i64>::new());
    while let Some(row) = found.next()? {
        let record: i64 = row.get(0)?;
        let mut promise: Promise = parsed(record, &row.get::<_, String>(2)?)?;
        promise.id = RecordId(row.get(1)?);
        promise.source = source(row)?;
        rows.insert(promise.id.clone(), record);
        promises.push(promise);
    }
    if promises.is_empty() {
        return Ok(());
    }
    let countries: Vec<&str> = sides.split_whitespace().collect();
    let done = events::done(db, &countries)?;
    for kept in follow(&promises, &done) {
        put(db, &kept, sides, &rows)?;
    }
    Ok(())
}

/// Number of the kind.
const KIND: i64 = 5;

fn put(db: &Connection, k: &Kept, sides: &str, rows: &BTreeMap<RecordId, i64>) -> Result<()> {
    let Some(&id) = rows.get(&k.id) else { return Ok(()) };
    debug_assert_eq!(Kind::Commitment.number(), Some(KIND));
    let text = |d: Option<Day>| d.map(|d| d.to_string());
    let (kept, off, moved) = (k.kept.as_ref(), k.cancelled.as_ref(), k.superseded.as_ref());
    db.prepare_cached(
        "INSERT INTO pledge (id, rid, sides, plover, act, by, \"to\", action, due_start, due_end, said, kept_on, kept_said,
         kept_by, off_on, off_said, off_by, moved_said, moved_to, reports, copies, body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        id,
        k.id.as_str(),
        sides,
        k.deed.map(legation_model::Plover::as_str),
        k.act,
        spaced(k.by.keys()),
        spaced(k.to.keys()),
        k.action,
        text(k.due.map(|d| d.start)),
        text(k.due.map(|d| d.end)),
        text(k.said),
        text(kept.map(|o| o.on)),
        text(kept.and_then(|o| o.said)),
        kept.map(|o| o.id.as_str()),
        text(off.map(|o| o.on)),
        text(off.and_then(|o| o.said)),
        off.map(|o| o.id.as_str()),
        text(moved.and_then(|o| o.said)),
        moved.map(|o| o.id.as_str()),
        k.reports as i64,
        k.copies as i64,
        json(k)?,
    ])?;
    for record in k.told.iter().filter_map(|t| rows.get(&t.2)) {
        db.prepare_cached("INSERT OR REPLACE INTO pledge_report (record, pledge) VALUES (?, ?)")?
            .execute([record, &id])?;
    }
    let when = k.due.or_else(|| k.said.map(Days::on));
    keys::put(db, keys::Found { kind: KIND, id, when, sort: 0 }, &keys::of(&k.by.with(&k.to)))
}
