//! Lives of agreements.

use std::collections::{BTreeMap, BTreeSet};

use legation_ledger::agreements::{Life, Marker, Mention, groups, related};
use legation_ledger::days::Days;
use legation_model::{Day, RecordId};
use rusqlite::{Connection, Row, params};

use super::rows::{JOINED, SOURCE, json, parsed, source, spaced};
use super::{keys, marked};
use crate::error::Result;
use crate::kinds::Kind;

/// Makes anew the agreements between parties that hang together with marked ones.
pub(super) fn settle(db: &Connection) -> Result<()> {
    let dirty: BTreeSet<String> = marked(db, "agreement")?.into_iter().map(|(key, _)| key).collect();
    if dirty.is_empty() {
        return Ok(());
    }
    let mut ask = db.prepare("SELECT DISTINCT parties FROM ledger_mention ORDER BY parties")?;
    let mut all: BTreeSet<String> = ask.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    all.extend(dirty.iter().cloned());
    for family in families(&all) {
        if family.iter().any(|key| dirty.contains(key)) {
            remake(db, &family)?;
        }
    }
    Ok(())
}

/// Sets of parties, parted by which can hold one agreement.
fn families(all: &BTreeSet<String>) -> Vec<BTreeSet<String>> {
    let sets: Vec<(&String, BTreeSet<String>)> =
        all.iter().map(|key| (key, key.split_whitespace().map(str::to_owned).collect())).collect();
    let mut by_party = BTreeMap::<&str, Vec<usize>>::new();
    for (at, (_, set)) in sets.iter().enumerate() {
        for party in set {
            by_party.entry(party).or_default().push(at);
        }
    }
    let mut out = Vec::new();
    let mut seen = vec![false; sets.len()];
    for start in 0..sets.len() {
        let mut family = BTreeSet::new();
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            family.insert(sets[at].0.clone());
            let near = sets[at].1.iter().filter_map(|p| by_party.get(p.as_str())).flatten();
            open.extend(near.filter(|&&o| !seen[o] && related(&sets[at].1, &sets[o].1)));
        }
        if !family.is_empty() {
            out.push(family);
        }
    }
    out
}

fn remake(db: &Connection, family: &BTreeSet<String>) -> Result<()> {
    // What tells agreements apart is held for all mentions, the mentions themselves for one agreement at a time.
    let mut pool = Marker::default();
    let (mut marks, mut rows) = (Vec::new(), Vec::<i64>::new());
    for parties in family {
        let mut ask = db.prepare_cached("SELECT id FROM accord WHERE parties_key = ?")?;
        let old: Vec<i64> = ask.query_map([parties], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        for id in old {
            forget(db, id)?;
        }
        let mut ask = db
            .prepare_cached(&format!("SELECT {SOURCE} FROM ledger_mention x {JOINED} WHERE x.parties = ?"))?;
        let mut found = ask.query([parties])?;
        while let Some(row) = found.next()? {
            marks.push(pool.of(&mention(row)?));
            rows.push(row.get(0)?);
        }
    }
    // Any set of the family finds them again.
    let Some(key) = family.first() else { return Ok(()) };
    let mut ask =
        db.prepare_cached(&format!("SELECT {SOURCE} FROM ledger_mention x {JOINED} WHERE x.record = ?"))?;
    for group in groups(&marks) {
        let mut mentions = Vec::with_capacity(group.len());
        let mut own = BTreeMap::<RecordId, i64>::new();
        for record in group.into_iter().map(|m| rows[m]) {
            let mut found = ask.query([record])?;
            while let Some(row) = found.next()? {
                let mention = mention(row)?;
                own.insert(mention.id.clone(), record);
                mentions.push(mention);
            }
        }
        put(db, &Life::of(&mentions.iter().collect::<Vec<_>>()), key, &own)?;
    }
    Ok(())
}

/// The mention of a row of [`SOURCE`].
fn mention(row: &Row<'_>) -> Result<Mention> {
    let mut mention: Mention = parsed(row.get(0)?, &row.get::<_, String>(2)?)?;
    mention.id = RecordId(row.get(1)?);
    mention.source = source(row)?;
    Ok(mention)
}

fn forget(db: &Connection, id: i64) -> Result<()> {
    for sql in [
        "DELETE FROM accord WHERE id = ?",
        "DELETE FROM accord_report WHERE accord = ?",
        "DELETE FROM accord_step WHERE accord = ?",
        "DELETE FROM accord_expectation WHERE accord = ?",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    keys::remove(db, Kind::Agreement.number().unwrap_or_default(), id)
}

fn put(db: &Connection, life: &Life, key: &str, rows: &BTreeMap<RecordId, i64>) -> Result<()> {
    let Some(&id) = rows.get(&life.id) else { return Ok(()) };
    let text = |d: Option<Day>| d.map(|d| d.to_string());
    let (first, last) = (text(life.first), text(life.last));
    db.prepare_cached(
        "INSERT INTO accord (id, rid, parties_key, instrument, name, parties, topics, stage, first, last, reports, copies,
         contradictions, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        id,
        life.id.as_str(),
        key,
        life.instrument.as_str(),
        life.names.first().map_or("", |n| n.1.as_str()),
        spaced(&life.parties),
        spaced(&life.topics),
        life.stage.map(legation_model::Step::as_str),
        first,
        last,
        life.reports as i64,
        life.copies as i64,
        life.contradictions.len() as i64,
        json(life)?,
    ])?;
    for record in life.records.iter().filter_map(|r| rows.get(r)) {
        db.prepare_cached("INSERT OR REPLACE INTO accord_report (record, accord) VALUES (?, ?)")?
            .execute([record, &id])?;
    }
    for (seq, s) in life.steps.iter().enumerate() {
        db.prepare_cached(
            "INSERT INTO accord_step (accord, seq, step, party, start, \"end\", said, holders, reports)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            id,
            seq as i64,
            s.step.as_str(),
            s.party,
            text(s.on.map(|d| d.start)),
            text(s.on.map(|d| d.end)),
            text(s.said),
            spaced(&s.holders),
            (s.records.len() - s.copies.min(s.records.len())) as i64,
        ])?;
    }
    for (seq, e) in life.expectations.iter().enumerate() {
        let (due, taken, moved) = (e.due, e.taken, e.moved);
        db.prepare_cached(
            "INSERT INTO accord_expectation (accord, seq, step, party, status, due_start, due_end, holders, said, taken,
             taken_said, moved_start, moved_end, moved_said) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            id,
            seq as i64,
            e.step.as_str(),
            e.party,
            e.status.as_str(),
            text(due.map(|d| d.start)),
            text(due.map(|d| d.end)),
            spaced(&e.holders),
            text(e.said),
            text(taken.map(|t| t.0.start)),
            text(taken.and_then(|t| t.1)),
            text(moved.map(|m| m.0.start)),
            text(moved.map(|m| m.0.end)),
            text(moved.and_then(|m| m.1)),
        ])?;
    }
    let countries: BTreeSet<&str> = life.parties.iter().map(String::as_str).collect();
    let mut found = keys::pairs(&countries);
    found.extend(life.parties.iter().cloned());
    found.extend(life.history.iter().filter_map(|s| s.holder.clone()));
    let (kind, when) = (Kind::Agreement.number().unwrap_or_default(), life.last.map(Days::on));
    keys::put(db, keys::Found { kind, id, when, sort: 0 }, &found)
}
