//! What every question may set: days, place, language, source, run; and which actor a name means. Whose tables are asked
//! is not known here.

use std::fmt::Write as _;

use legation_model::Day;
use rusqlite::types::Value;

use crate::error::{Error, Result};

/// When, where, from whom; what is not set does not matter.
#[derive(Debug, Clone, Default)]
pub struct Bounds {
    /// First day.
    pub since: Option<Day>,
    /// Last day.
    pub until: Option<Day>,
    /// Place or country.
    pub place: Option<String>,
    /// Language of an article, ISO 639-1.
    pub lang: Option<String>,
    /// Publisher of an article, or part of its path or address.
    pub source: Option<String>,
    /// Run by its number.
    pub run: Option<i64>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// Which events by what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sort {
    /// PLOVER type.
    pub plover: Option<String>,
    /// Quad.
    pub quad: Option<String>,
    /// Context, one of them.
    pub context: Option<String>,
    /// Status.
    pub status: Option<String>,
}

impl Sort {
    /// Conditions over the columns of `table`, each after ` AND `, and their values.
    pub(crate) fn conditions(&self, table: &str) -> (String, Vec<Value>) {
        let (mut sql, mut values) = (String::new(), Vec::new());
        for (column, value) in [("plover", &self.plover), ("quad", &self.quad), ("status", &self.status)] {
            if let Some(value) = value {
                let _ = write!(sql, " AND {table}.{column} = ?");
                values.push(value.clone().into());
            }
        }
        if let Some(context) = &self.context {
            let _ = write!(sql, " AND instr(' ' || {table}.contexts || ' ', ' ' || ? || ' ')");
            values.push(context.clone().into());
        }
        (sql, values)
    }

    /// The codes that are asked for.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        [&self.plover, &self.quad, &self.context, &self.status].into_iter().flatten().map(String::as_str)
    }

    /// Whether nothing is asked for.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// The only one of those that a name may mean.
///
/// # Errors
/// Nobody is called so, or several are.
pub(crate) fn only(named: &str, mut found: Vec<String>) -> Result<String> {
    match found.len() {
        0 => Err(Error::Question(format!("no actor is called {named}"))),
        1 => Ok(found.remove(0)),
        _ => Err(Error::Question(format!("{named} may be {}", found.join(", ")))),
    }
}
