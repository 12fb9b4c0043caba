//! Questions about merged things: events, agreements, commitments, actors, relations. Reads the tables of `derive/`.

mod actors;
mod agreements;
mod commitments;
mod events;
mod stories;
mod which;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::Store;
use crate::ask::Cell;
use crate::error::Result;

pub use which::Which;

/// Columns and rows of an answer.
pub type Rows = (Vec<String>, Vec<Vec<Cell>>);

impl Store {
    fn ledger_rows(&self, sql: &str, values: Vec<Value>) -> Result<Rows> {
        let mut ask = self.db.prepare_cached(sql)?;
        let columns: Vec<String> = ask.column_names().map(str::to_owned).collect();
        let mut out = Vec::new();
        let mut rows = ask.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            let cells = (0..columns.len()).map(|at| Ok(row.get_ref(at)?.into()));
            out.push(cells.collect::<Result<_>>()?);
        }
        Ok((columns, out))
    }
}
