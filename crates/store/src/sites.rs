//! How many pages of a run have a line: by this the furniture of a site is known. Lines come as hashes; which ones are furniture is not decided
//! here. A page is counted in the transaction that writes its article, once, so that the counts are those of the articles that are there.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::Result;

/// Pages of the run that have the line.
pub(crate) fn pages(db: &Connection, run: i64, line: u64) -> Result<u32> {
    let mut ask = db.prepare_cached("SELECT pages FROM site_line WHERE run = ? AND hash = ?")?;
    Ok(ask.query_row(params![run, line.cast_signed()], |r| r.get(0)).optional()?.unwrap_or(0))
}

/// Counts a page; a line that comes twice counts once.
pub(crate) fn note(db: &Connection, run: i64, lines: &[u64]) -> Result<()> {
    let mut lines = lines.to_vec();
    lines.sort_unstable();
    lines.dedup();
    let mut insert = db.prepare_cached(
        "INSERT INTO site_line (run, hash, pages) VALUES (?, ?, 1)
         ON CONFLICT (run, hash) DO UPDATE SET pages = pages + 1",
    )?;
    for line in lines {
        insert.execute(params![run, line.cast_signed()])?;
    }
    Ok(())
}
