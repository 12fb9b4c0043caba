//! SQL of the user's own, on a connection that can only read.

use rusqlite::types::ValueRef;

use crate::Store;
use crate::error::{Error, Result};

/// A cell of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Unknown.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Words.
    Text(String),
    /// Bytes, of which only the number is told.
    Blob(usize),
}

impl From<ValueRef<'_>> for Cell {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(n) => Self::Integer(n),
            ValueRef::Real(x) => Self::Real(x),
            ValueRef::Text(text) => Self::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Self::Blob(bytes.len()),
        }
    }
}

/// A question, ready to be asked.
pub struct Question<'s> {
    ask: rusqlite::Statement<'s>,
}

impl Store {
    /// Makes ready one SELECT.
    ///
    /// # Errors
    /// What SQLite says; more than one statement, or one that would write.
    pub fn question(&self, sql: &str) -> Result<Question<'_>> {
        let ask = self.db.prepare(sql)?;
        if !ask.readonly() {
            return Err(Error::Question("only questions can be asked here (SELECT)".to_owned()));
        }
        Ok(Question { ask })
    }
}

impl Question<'_> {
    /// Names of the columns.
    pub fn columns(&self) -> Vec<String> {
        self.ask.column_names().map(str::to_owned).collect()
    }

    /// Hands each row to `take`.
    ///
    /// # Errors
    /// What SQLite or `take` says.
    pub fn each<E: From<Error>>(
        &mut self,
        mut take: impl FnMut(Vec<Cell>) -> Result<(), E>,
    ) -> Result<(), E> {
        let columns = self.ask.column_count();
        let mut rows = self.ask.query([]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let cells = (0..columns).map(|at| Ok(row.get_ref(at)?.into())).collect::<Result<Vec<Cell>>>();
            take(cells?)?;
        }
        Ok(())
    }
}
