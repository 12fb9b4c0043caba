//! Merged events.

use std::collections::{BTreeMap, BTreeSet};

use legation_ledger::commitments::Deed;
use legation_ledger::days::Days;
use legation_ledger::events::{HORIZON, Merged, Report, merge};
use legation_model::{Day, RecordId, ontology};
use rusqlite::{Connection, params};

use super::rows::{JOINED, SOURCE, json, parsed, source, spaced};
use super::{keys, marked};
use crate::error::Result;
use crate::kinds::Kind;
use crate::put::{NO_DAY, days, place_key};

/// Days that are made anew in one go, so that memory stays flat.
const PIECE: i64 = 90;

/// Makes anew the days around what is marked.
pub(super) fn settle(db: &Connection) -> Result<()> {
    let mut families = BTreeMap::<String, Vec<i64>>::new();
    for (family, day) in marked(db, "event")? {
        families.entry(family).or_default().push(day);
    }
    for (family, dirty) in families {
        for (from, to) in pieces(&dirty) {
            remake(db, &family, from, to)?;
        }
    }
    Ok(())
}

/// The days that marked ones (in order) may change, in pieces.
fn pieces(dirty: &[i64]) -> Vec<(i64, i64)> {
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    for day in dirty {
        let (from, to) = (day - HORIZON, day + HORIZON);
        match ranges.last_mut() {
            Some(last) if from <= last.1 + 1 => last.1 = to,
            _ => ranges.push((from, to)),
        }
    }
    let cut = |(from, to): (i64, i64)| {
        let mut out = Vec::new();
        let mut at = from;
        while at <= to {
            out.push((at, to.min(at + PIECE - 1)));
            at += PIECE;
        }
        out
    };
    ranges.into_iter().flat_map(cut).collect()
}

/// Makes anew the events of a family whose cells lie in these days.
fn remake(db: &Connection, family: &str, from: i64, to: i64) -> Result<()> {
    let mut ask =
        db.prepare_cached("SELECT id FROM happening WHERE family = ? AND anchor BETWEEN ? AND ?")?;
    let old: Vec<i64> =
        ask.query_map(params![family, from, to], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    for id in old {
        forget(db, id)?;
    }
    let (reports, rows) = reports(db, family, from - HORIZON, to + HORIZON)?;
    let known: BTreeMap<&RecordId, &Report> = reports.iter().map(|r| (&r.id, r)).collect();
    for event in merge(&reports) {
        let anchor = event.anchor.map_or(NO_DAY, days);
        if (from..=to).contains(&anchor) {
            put(db, &event, anchor, &rows, &known)?;
        }
    }
    Ok(())
}

type Rows = BTreeMap<RecordId, i64>;

/// Reports of a family whose cells lie in these days, with their rows.
fn reports(db: &Connection, family: &str, from: i64, to: i64) -> Result<(Vec<Report>, Rows)> {
    let mut ask = db.prepare_cached(&format!(
        "SELECT {SOURCE} FROM ledger_report x {JOINED} WHERE x.family = ? AND x.day BETWEEN ? AND ?"
    ))?;
    let mut found = ask.query(params![family, from, to])?;
    let (mut reports, mut rows) = (Vec::new(), Rows::new());
    while let Some(row) = found.next()? {
        let record: i64 = row.get(0)?;
        let mut report: Report = parsed(record, &row.get::<_, String>(2)?)?;
        report.id = RecordId(row.get(1)?);
        report.source = source(row)?;
        family.clone_into(&mut report.family);
        rows.insert(report.id.clone(), record);
        reports.push(report);
    }
    Ok((reports, rows))
}

/// Writes the event that one report makes alone.
pub(super) fn alone(db: &Connection, row: i64, report: &Report) -> Result<()> {
    let rows = Rows::from([(report.id.clone(), row)]);
    let known = BTreeMap::from([(&report.id, report)]);
    for event in merge(std::slice::from_ref(report)) {
        put(db, &event, NO_DAY, &rows, &known)?;
    }
    Ok(())
}

/// Takes an event away.
pub(super) fn forget(db: &Connection, id: i64) -> Result<()> {
    for sql in [
        "DELETE FROM happening WHERE id = ?",
        "DELETE FROM happening_report WHERE happening = ?",
        "DELETE FROM disagreement WHERE happening = ?",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    keys::remove(db, Kind::Event.number().unwrap_or_default(), id)
}

/// What took place on known days between these countries.
pub(super) fn done(db: &Connection, countries: &[&str]) -> Result<Vec<Deed>> {
    let [a, b, ..] = countries else { return Ok(Vec::new()) };
    let mut ask = db.prepare_cached(
        "SELECT h.sides FROM ledger_facet f JOIN happening h ON h.id = f.id
         WHERE f.kind = 3 AND f.key = ? AND h.status IN ('asserted', 'historical')",
    )?;
    let mut rows = ask.query([keys::pair(a, b)])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let deed: Option<Deed> = parsed(0, &row.get::<_, String>(0)?)?;
        out.extend(deed);
    }
    Ok(out)
}

fn put(
    db: &Connection,
    e: &Merged,
    anchor: i64,
    rows: &Rows,
    reports: &BTreeMap<&RecordId, &Report>,
) -> Result<()> {
    let Some(&id) = rows.get(&e.id) else { return Ok(()) };
    let langs: BTreeSet<&str> =
        e.history.iter().filter_map(|t| reports.get(&t.report)).map(|r| r.source.lang.code()).collect();
    let modes: Vec<_> = e.modes.iter().copied().collect();
    let date = |d: fn(&Days) -> Day| e.when.as_ref().map(|w| d(w).to_string());
    db.prepare_cached(
        "INSERT INTO happening (id, rid, family, anchor, plover, act, modes, contexts, quad, score, status, start, \"end\",
         dated, doers, targets, parties, sides, place, place_country, langs, reports, copies, said, differs)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        id,
        e.id.as_str(),
        e.family,
        anchor,
        e.plover.as_str(),
        e.act,
        spaced(modes.iter().map(|m| m.as_str())),
        spaced(e.contexts.iter().map(|c| c.as_str())),
        ontology::quad(e.plover).as_str(),
        ontology::score(e.plover, &modes),
        e.status.as_str(),
        date(|d| d.start),
        date(|d| d.end),
        e.dated,
        spaced(e.doers.keys()),
        spaced(e.targets.keys()),
        spaced(e.doers.with(&e.targets).countries()),
        json(&e.deed())?,
        e.place.as_ref().map(|p| p.label.as_str()),
        e.place.as_ref().and_then(|p| p.country.as_deref()),
        spaced(langs),
        e.reports as i64,
        e.copies as i64,
        e.history.iter().filter_map(|t| t.said).min().map(|d| d.to_string()),
        e.disagreements.len() as i64,
    ])?;
    let mut insert = db.prepare_cached(
        "INSERT OR REPLACE INTO happening_report (record, happening, seq, said, status, holder, copy)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (seq, told) in e.history.iter().enumerate() {
        let said = told.said.map(|d| d.to_string());
        let row = rows.get(&told.report);
        insert.execute(params![row, id, seq as i64, said, told.status.as_str(), told.holder, told.copy])?;
    }
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO disagreement (happening, field, value, record) VALUES (?, ?, ?, ?)",
    )?;
    for d in &e.disagreements {
        for (value, records) in &d.values {
            for record in records.iter().filter_map(|r| rows.get(r)) {
                insert.execute(params![id, d.field, value, record])?;
            }
        }
    }
    let mut found = keys::of(&e.doers.with(&e.targets));
    found.insert(keys::EVERY.to_owned());
    if let Some(place) = &e.place {
        found.insert(place_key(&place.label));
        found.extend(place.country.as_deref().map(place_key));
    }
    let when = e.when.or_else(|| e.anchor.map(Days::on));
    let contexts = e.contexts.iter().map(|c| c.as_str());
    let sort = keys::sort(db, contexts.chain([e.plover.as_str(), e.status.as_str()]))?;
    keys::put(db, keys::Found { kind: Kind::Event.number().unwrap_or_default(), id, when, sort }, &found)
}
