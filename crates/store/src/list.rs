//! Lists of records: statements, rows for an export. What is new is in `news.rs`.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension as _, params_from_iter};

use crate::Store;
use crate::ask::Cell;
use crate::error::Result;
use crate::filter::Filter;
use crate::kinds::Kind;

/// Records looked at for each one asked for before all are, and at least.
const SPARE: usize = 8;
const LEAST: usize = 200;

/// Rows under named columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// A cell a column.
    pub rows: Vec<Vec<Cell>>,
}

impl List {
    /// Place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c == name)
    }
}

/// The words of field `{field}` of record `r`, as the text has them.
macro_rules! words_of {
    ($field:literal) => {
        concat!(
            "(SELECT group_concat(CAST(substr(CAST(t.body AS BLOB), e.byte_start + 1, e.byte_end - e.byte_start) AS TEXT),
              ' … ' ORDER BY e.byte_start) FROM evidence e JOIN text t ON t.id = a.text
              WHERE e.record = r.id AND e.field = ",
            $field,
            ")"
        )
    };
}

/// Labels of those in some roles of record `r`.
macro_rules! labels_of {
    ($roles:literal) => {
        concat!(
            "(SELECT group_concat(label, '; ') FROM (SELECT DISTINCT m.label FROM record_actor x
              JOIN mention m ON m.id = x.mention WHERE x.record = r.id AND x.role IN (",
            $roles,
            ") ORDER BY x.role, x.seq))"
        )
    };
}

pub(crate) use {labels_of, words_of};

impl Store {
    /// Statements, newest first.
    ///
    /// # Errors
    /// A filter that names nobody, or what SQLite says.
    pub fn statements(&self, filter: &Filter) -> Result<List> {
        let head = concat!(
            "SELECT r.rid AS id, coalesce(r.start, a.published) AS date, ",
            labels_of!("3, 4"),
            " AS speaker, ",
            labels_of!("5"),
            " AS for_whom, ",
            labels_of!("6"),
            " AS to_whom, (SELECT p.label FROM place p WHERE p.id = r.place) AS place,
             (SELECT k.mode FROM statement k WHERE k.record = r.id) AS mode, a.lang, a.publisher, d.source, r.confidence, ",
            words_of!("18"),
            " AS quote "
        );
        let limit = filter.bounds.limit.unwrap_or(usize::MAX);
        let first =
            self.clause(filter, Kind::Statement, Some(limit.saturating_mul(SPARE).saturating_add(LEAST)))?;
        let found = self.rows_of(&format!("{head}{}", first.sql), first.values)?;
        if !first.cut || found.rows.len() >= limit {
            return Ok(found);
        }
        let whole = self.clause(filter, Kind::Statement, None)?;
        self.rows_of(&format!("{head}{}", whole.sql), whole.values)
    }

    /// Rows of `record` of some kinds that a filter lets through, in the order in which they were added.
    ///
    /// # Errors
    /// As [`Store::statements`].
    pub fn rows_matching(&self, filter: &Filter, kinds: &[Kind]) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        for &kind in kinds {
            let clause = self.clause(filter, kind, None)?;
            let mut ask = self.db.prepare_cached(&format!("SELECT r.id {}", clause.sql))?;
            let rows = ask.query_map(params_from_iter(clause.values), |r| r.get::<_, i64>(0))?;
            let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            found.extend(if filter.once { self.once(kind, rows)? } else { rows });
        }
        found.sort_unstable();
        Ok(found)
    }

    /// One report of each merged thing: of an event the first that tells it with the status that it has by now, of
    /// agreements and commitments the first added.
    fn once(&self, kind: Kind, mut rows: Vec<i64>) -> Result<Vec<i64>> {
        let sql = match kind {
            Kind::Event => {
                "SELECT h.id, x.status <> h.status, x.seq FROM happening_report x JOIN happening h ON h.id = x.happening
                 WHERE x.record = ?"
            }
            Kind::Agreement => "SELECT accord, 0, record FROM accord_report WHERE record = ?",
            Kind::Commitment => "SELECT pledge, 0, record FROM pledge_report WHERE record = ?",
            Kind::Office | Kind::Statement | Kind::Diagnostic => return Ok(rows),
        };
        let mut ask = self.db.prepare_cached(sql)?;
        let mut best = BTreeMap::<i64, (bool, i64, i64)>::new();
        rows.sort_unstable();
        for row in rows {
            let told = ask.query_row([row], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).optional()?;
            // What no merged thing has (an earlier run's reading) stands for itself.
            let (thing, other, seq): (i64, bool, i64) = told.unwrap_or((row, false, 0));
            let new = (other, seq, row);
            best.entry(thing).and_modify(|old| *old = new.min(*old)).or_insert(new);
        }
        Ok(best.into_values().map(|b| b.2).collect())
    }

    /// Rows of a question of ours.
    pub(crate) fn rows_of(&self, sql: &str, values: Vec<rusqlite::types::Value>) -> Result<List> {
        let mut ask = self.db.prepare_cached(sql)?;
        let columns: Vec<String> = ask.column_names().map(str::to_owned).collect();
        let mut list = List { columns, rows: Vec::new() };
        let mut rows = ask.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            let cells = (0..list.columns.len()).map(|at| Ok(row.get_ref(at)?.into()));
            list.rows.push(cells.collect::<Result<_>>()?);
        }
        Ok(list)
    }
}
