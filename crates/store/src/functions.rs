//! SQL functions that a connection of ours has beside SQLite's own.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, types::ValueRef};

use crate::wire;

/// `record_json(lines, seq)`: line `seq` of a row of `wire`, NULL where there is none.
pub(crate) fn register(db: &Connection) -> rusqlite::Result<()> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    db.create_scalar_function("record_json", 2, flags, |ctx| {
        let ValueRef::Blob(packed) = ctx.get_raw(0) else { return Ok(None) };
        let seq: i64 = ctx.get(1)?;
        let lines = wire::unpack(packed).map_err(|e| rusqlite::Error::UserFunctionError(e.into()))?;
        Ok(usize::try_from(seq).ok().and_then(|seq| lines.lines().nth(seq)).map(str::to_owned))
    })
}
