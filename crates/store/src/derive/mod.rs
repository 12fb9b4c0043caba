//! What follows from several articles: tables that are filled from the tables of records. The place of the ledger.
//!
//! [`after_batch`] runs inside the transaction of each batch, after its articles were written and before it is
//! committed. It is handed the rows of `article` that came and those that a newer reading took the place of; it writes
//! what the ledger compares of each record (`ledger_report`, `ledger_mention`, `ledger_promise`) and marks in `ledger_dirty` which
//! keys have to be made anew. [`settle`] makes them, in the last transaction of an addition: a run that is cut off
//! leaves its marks, and the next addition ends with the same content as one that was not.
//!
//! Rules for what stands here: what is in the tables depends on the current articles and the decisions alone, never on the
//! order of batches or on a clock (the test of killed additions compares dumps of all tables); row numbers of records
//! may be stored, since they never change.

mod about;
mod agreements;
mod commitments;
mod decisions;
mod events;
mod keys;
mod names;
mod rows;

use rusqlite::{Connection, params};

use crate::error::Result;
use crate::ingest::Changed;

pub(crate) use about::about;
pub(crate) use decisions::changed as decisions_changed;
pub(crate) use keys::{EVERY, pair};

/// Brings what is compared up to date with a batch.
pub(crate) fn after_batch(db: &Connection, changed: &Changed) -> Result<()> {
    if changed.added.is_empty() && changed.replaced.is_empty() {
        return Ok(());
    }
    let renamed = decisions::read(db)?;
    for &article in &changed.replaced {
        rows::remove(db, article)?;
    }
    // A batch may read a document twice only by way of two runs, and those are two additions.
    for &article in &changed.added {
        rows::add(db, article, &renamed)?;
    }
    names::after_batch(db, changed)
}

/// Makes anew what is marked.
pub(crate) fn settle(db: &Connection) -> Result<()> {
    events::settle(db)?;
    agreements::settle(db)?;
    commitments::settle(db)?;
    names::settle(db)?;
    db.execute("DELETE FROM ledger_dirty", [])?;
    Ok(())
}

/// Fills derived tables from nothing, after a migration of a file that has articles.
pub(crate) fn rebuild(db: &Connection) -> Result<()> {
    let mut ask = db.prepare("SELECT id FROM article WHERE current ORDER BY id")?;
    let added = ask.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    after_batch(db, &Changed { added, replaced: Vec::new() })?;
    settle(db)
}

/// Marks a key.
fn mark(db: &Connection, kind: &str, key: &str, day: i64) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO ledger_dirty (kind, key, day) VALUES (?, ?, ?)")?
        .execute(params![kind, key, day])?;
    Ok(())
}

/// The marked keys of a kind, each with its days.
fn marked(db: &Connection, kind: &str) -> Result<Vec<(String, i64)>> {
    let mut ask = db.prepare_cached("SELECT key, day FROM ledger_dirty WHERE kind = ? ORDER BY key, day")?;
    let rows = ask.query_map([kind], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
