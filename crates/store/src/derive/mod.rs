//! What follows from several articles: tables that are filled from the tables of records. The place of the ledger.
//!
//! [`after_batch`] runs inside the transaction of each batch, after its articles were written and before it is
//! committed, so that readers never see records without what follows from them. It is handed the rows of `article` that
//! came and those that a newer reading took the place of (their `current` is 0 by now); from them it works out which keys
//! are dirty (actors, pairs, agreements) and fills those keys anew from the records of current articles:
//! [`crate::read::reading`] gives an article's records, `facet_record` the records of an actor by day.
//!
//! Rules for what stands here: the tables come in a migration of their own; what is in them depends on the current
//! articles and the decisions alone, never on the order of batches or on a clock (the test of killed additions compares
//! dumps of all tables); row numbers of records may be stored, since they never change.

use rusqlite::Connection;

use crate::error::Result;
use crate::ingest::Changed;
use crate::look::Told;

/// Brings derived tables up to date with a batch.
pub(crate) fn after_batch(db: &Connection, changed: &Changed) -> Result<()> {
    let _ = (db, changed);
    Ok(())
}

/// Fills derived tables from nothing, after a migration of a file that has articles.
pub(crate) fn rebuild(db: &Connection) -> Result<()> {
    let mut ask = db.prepare("SELECT id FROM article WHERE current ORDER BY id")?;
    let added = ask.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    after_batch(db, &Changed { added, replaced: Vec::new() })
}

/// Where a record stands in the ledger, and what others say otherwise; for `legation show`.
pub(crate) fn about(db: &Connection, record: i64) -> Result<Vec<Told>> {
    let _ = (db, record);
    Ok(Vec::new())
}
