//! The schema's versions and how a file comes to the newest one. No table is named here; the SQL files do that.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::{derive, functions};

/// Marks a SQLite file as ours: the bytes of `LEGN`.
const APPLICATION: u32 = 0x4C45_474E;

/// Scripts in order; the number of those that ran is the schema's version. A script that was released never changes:
/// what is to be different is the next one's.
const SCRIPTS: [&str; 7] = [
    include_str!("migrations/001-records.sql"),
    include_str!("migrations/002-ledger.sql"),
    include_str!("migrations/003-tally.sql"),
    include_str!("migrations/004-sentences.sql"),
    include_str!("migrations/005-sites.sql"),
    include_str!("migrations/006-questions.sql"),
    include_str!("migrations/007-also.sql"),
];
/// The schema that first had the tables of the ledger.
const LEDGER: u32 = 2;

/// The schema of this program.
pub const VERSION: u32 = SCRIPTS.len() as u32;

/// How long a connection waits for another's lock.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens for writing, makes what is missing.
pub(crate) fn write(path: &Path) -> Result<Connection> {
    let fail = |source| Error::Open { path: path.to_owned(), source };
    let mut db = Connection::open(path).map_err(fail)?;
    db.busy_timeout(PATIENCE)?;
    let found = version(&db, path)?;
    db.pragma_update(None, "journal_mode", "WAL").map_err(fail)?;
    // In WAL a crash of the program loses nothing; only a crash of the machine may lose the last batches, whole.
    db.pragma_update(None, "synchronous", "NORMAL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "cache_size", -65_536)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    functions::register(&db)?;
    db.set_prepared_statement_cache_capacity(128);
    migrate(&mut db, found)?;
    Ok(db)
}

/// Opens for reading only.
pub(crate) fn read(path: &Path) -> Result<Connection> {
    if !path.exists() {
        return Err(Error::Missing(path.to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let fail = |source| Error::Open { path: path.to_owned(), source };
    let db = Connection::open_with_flags(path, flags).map_err(fail)?;
    db.busy_timeout(PATIENCE)?;
    let found = version(&db, path)?;
    if found < VERSION {
        return Err(Error::Earlier { path: path.to_owned(), found, known: VERSION });
    }
    db.pragma_update(None, "query_only", true)?;
    db.pragma_update(None, "cache_size", -65_536)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    functions::register(&db)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}

/// The schema of a file; 0 for an empty one.
fn version(db: &Connection, path: &Path) -> Result<u32> {
    let fail = |source| Error::Open { path: path.to_owned(), source };
    let application: u32 = db.pragma_query_value(None, "application_id", |r| r.get(0)).map_err(fail)?;
    let found: u32 = db.pragma_query_value(None, "user_version", |r| r.get(0)).map_err(fail)?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)).map_err(fail)?;
    if tables > 0 && application != APPLICATION {
        return Err(Error::Foreign(path.to_owned()));
    }
    if found > VERSION {
        return Err(Error::Later { path: path.to_owned(), found, known: VERSION });
    }
    Ok(found)
}

/// Runs the scripts that are missing, each whole or not at all.
fn migrate(db: &mut Connection, found: u32) -> Result<()> {
    if found == VERSION {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    // Another process may have been quicker.
    let found: u32 = tx.pragma_query_value(None, "user_version", |r| r.get(0))?;
    for script in SCRIPTS.iter().skip(found as usize) {
        tx.execute_batch(script)?;
    }
    if (1..LEDGER).contains(&found) {
        derive::rebuild(&tx)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION)?;
    tx.pragma_update(None, "user_version", VERSION)?;
    tx.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_program_is_refused() {
        let dir = tempfile::tempdir().expect("folder");
        let path = dir.path().join("other.db");
        Connection::open(&path).expect("opens").execute_batch("CREATE TABLE x (y)").expect("makes");
        assert!(matches!(write(&path), Err(Error::Foreign(_))));
        assert!(matches!(read(&path), Err(Error::Foreign(_))));
        std::fs::write(&path, "no database at all, just words that fill a file a little").expect("writes");
        assert!(matches!(write(&path), Err(Error::Open { .. })));
    }

    #[test]
    fn a_later_schema_is_refused() {
        let dir = tempfile::tempdir().expect("folder");
        let path = dir.path().join("later.db");
        let db = write(&path).expect("makes");
        db.pragma_update(None, "user_version", VERSION + 1).expect("marks");
        drop(db);
        assert!(matches!(write(&path), Err(Error::Later { .. })));
        assert!(matches!(read(&dir.path().join("none.db")), Err(Error::Missing(_))));
    }

    #[test]
    fn readers_cannot_write() {
        let dir = tempfile::tempdir().expect("folder");
        let path = dir.path().join("a.db");
        drop(write(&path).expect("makes"));
        let db = read(&path).expect("opens");
        assert!(db.execute("INSERT INTO rule (name) VALUES ('x')", []).is_err());
    }
}
