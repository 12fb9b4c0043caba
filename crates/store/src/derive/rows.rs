//! What the ledger compares, a row a record.

use legation_ledger::Source;
use legation_ledger::agreements::Mention;
use legation_ledger::commitments::Promise;
use legation_ledger::events::Report;
use legation_model::{Day, Lang, Record, RecordId};
use rusqlite::{Connection, Row, params};

use super::decisions::Renamed;
use super::{events, mark};
use crate::error::{Error, Result};
use crate::put::{NO_DAY, days};
use crate::read;

/// Writes the rows of an article.
pub(super) fn add(db: &Connection, article: i64, renamed: &Renamed) -> Result<()> {
    let stored = read::reading(db, article)?;
    let source = Source::of(&stored.extraction.article);
    let rename = |id: &str| renamed.of(id);
    for r in stored.records() {
        match r.record {
            Record::Event(e) => {
                let report = Report::of(e, &source, &rename);
                let day = report.day().map_or(NO_DAY, days);
                db.prepare_cached(
                    "INSERT INTO ledger_report (record, family, day, body) VALUES (?, ?, ?, ?)",
                )?
                .execute(params![r.row, report.family, day, json(&report)?])?;
                if day == NO_DAY {
                    // It meets nobody, now or later.
                    events::alone(db, r.row, &report)?;
                } else {
                    mark(db, "event", &report.family, day)?;
                }
            }
            Record::Agreement(a) => {
                let mention = Mention::of(a, &source, &rename);
                let parties = spaced(&mention.parties);
                db.prepare_cached("INSERT INTO ledger_mention (record, parties, body) VALUES (?, ?, ?)")?
                    .execute(params![r.row, parties, json(&mention)?])?;
                mark(db, "agreement", &parties, 0)?;
            }
            Record::Commitment(c) => {
                let promise = Promise::of(c, &source, &rename);
                let sides = spaced(promise.sides());
                db.prepare_cached("INSERT INTO ledger_promise (record, sides, body) VALUES (?, ?, ?)")?
                    .execute(params![r.row, sides, json(&promise)?])?;
                mark(db, "commitment", &sides, 0)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Takes away the rows of an article.
pub(super) fn remove(db: &Connection, article: i64) -> Result<()> {
    let of = "record BETWEEN ?1 << 20 AND (?1 + 1 << 20) - 1";
    let alone = format!("SELECT record FROM ledger_report WHERE day = {NO_DAY} AND {of} ORDER BY record");
    let mut ask = db.prepare_cached(&alone)?;
    let lone: Vec<i64> = ask.query_map([article], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    for record in lone {
        events::forget(db, record)?;
    }
    for (table, kind, key, day) in [
        ("ledger_report", "event", "family", "day"),
        ("ledger_mention", "agreement", "parties", "0"),
        ("ledger_promise", "commitment", "sides", "0"),
    ] {
        let dated = if day == "day" { format!("AND day <> {NO_DAY}") } else { String::new() };
        db.prepare_cached(&format!(
            "INSERT OR IGNORE INTO ledger_dirty (kind, key, day) SELECT '{kind}', {key}, {day} FROM {table}
             WHERE {of} {dated}"
        ))?
        .execute([article])?;
        db.prepare_cached(&format!("DELETE FROM {table} WHERE {of}"))?.execute([article])?;
    }
    Ok(())
}

/// Columns that [`source`] reads, after the first three: row, id on the wire, body.
pub(super) const SOURCE: &str = "x.record, r.rid, x.body, a.rid, a.lang, a.publisher, a.published, f.rid";
/// Tables that they come from, after the one called `x`.
pub(super) const JOINED: &str = "JOIN record r ON r.id = x.record JOIN article a ON a.id = r.article
    LEFT JOIN article f ON f.id = a.duplicate_of";

/// The article of a row.
pub(super) fn source(row: &Row<'_>) -> rusqlite::Result<Source> {
    let published: Option<String> = row.get(6)?;
    let lang: String = row.get(4)?;
    let copy: Option<String> = row.get(7)?;
    Ok(Source {
        published: published.and_then(|d| d.parse::<Day>().ok()),
        article: RecordId(row.get(3)?),
        lang: serde_json::from_value(lang.into()).unwrap_or(Lang::Und),
        publisher: row.get(5)?,
        copy_of: copy.map(RecordId),
    })
}

/// Keys parted by spaces.
pub(super) fn spaced<T: AsRef<str>>(keys: impl IntoIterator<Item = T>) -> String {
    let keys: Vec<T> = keys.into_iter().collect();
    keys.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" ")
}

/// A thing as JSON.
pub(super) fn json<T: serde::Serialize>(thing: &T) -> Result<String> {
    serde_json::to_string(thing).map_err(|e| Error::Broken { article: 0, what: e.to_string() })
}

/// A thing out of a row's JSON.
pub(super) fn parsed<T: serde::de::DeserializeOwned>(record: i64, text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|e| Error::Broken { article: record >> crate::put::SEQ_BITS, what: e.to_string() })
}
