//! Agreements over articles, and what was expected of them.

use legation_ledger::agreements::Life;
use legation_model::Day;
use rusqlite::OptionalExtension as _;
use rusqlite::types::Value;

use super::Rows;
use super::which::{Tables, Which};
use crate::Store;
use crate::error::{Error, Result};

pub(super) const AGREEMENTS: Tables =
    Tables { kind: 4, things: "accord", reports: "accord_report", of: "accord", day: "last" };

impl Store {
    /// Agreements, those told of last first. A status means the stage.
    ///
    /// # Errors
    /// A filter that names nobody, or what SQLite says.
    pub fn agreements(&self, which: &Which) -> Result<Rows> {
        let mut c = self.which(which, &AGREEMENTS)?;
        if let Some(stage) = &which.sort.status {
            c.add(" AND h.stage = ?", [stage.clone().into()]);
        }
        c.add(&format!(" ORDER BY {}", c.by_day(&AGREEMENTS)), []);
        if let Some(limit) = which.bounds.limit {
            c.add(" LIMIT ?", [Value::from(limit as i64)]);
        }
        let sql = format!(
            "SELECT h.rid AS id, h.instrument, h.parties, h.topics, h.stage, h.first, h.last, h.reports, h.copies,
               h.contradictions, h.name {}",
            c.sql
        );
        self.ledger_rows(&sql, c.values)
    }

    /// What was expected of agreements last, with its state on a day by what had been reported until then.
    ///
    /// # Errors
    /// As [`Store::agreements`].
    pub fn expectations(&self, which: &Which, on: Day, state: Option<&str>) -> Result<Rows> {
        let c = self.which(which, &AGREEMENTS)?;
        let sql = format!(
            "SELECT * FROM (SELECT * FROM (SELECT i.rid AS id, i.parties, e.step, e.party, e.status, e.due_start AS due, e.due_end AS until,
               e.said, e.holders,
               CASE WHEN e.taken IS NOT NULL AND coalesce(e.taken_said, '') <= ?1 AND e.taken <= ?1
                      THEN CASE WHEN e.taken <= coalesce(e.due_end, '9999') THEN 'met' ELSE 'late' END
                    WHEN e.moved_start IS NOT NULL AND coalesce(e.moved_said, '') <= ?1 THEN 'slipped'
                    WHEN e.due_end < ?1 THEN 'overdue' ELSE 'open' END AS state,
               CASE WHEN coalesce(e.taken_said, '') <= ?1 THEN e.taken END AS taken, i.name
             FROM (SELECT h.id, h.rid, h.parties, h.name {}) i JOIN accord_expectation e ON e.accord = i.id
             WHERE coalesce(e.said, '') <= ?1)
             WHERE ?2 IS NULL OR state = ?2 ORDER BY due DESC, said DESC, id LIMIT ?3) ORDER BY due, said, id",
            c.sql.replace('?', "?NNN")
        );
        // Numbered values first, those of the filter after them.
        let mut sql = sql;
        for at in 0..c.values.len() {
            sql = sql.replacen("?NNN", &format!("?{}", at + 4), 1);
        }
        let most = which.bounds.limit.map_or(-1, |l| l as i64);
        let mut values = vec![on.to_string().into(), state.map(str::to_owned).into(), most.into()];
        values.extend(c.values);
        self.ledger_rows(&sql, values)
    }

    /// The life of one agreement by its id or the beginning of it.
    ///
    /// # Errors
    /// There is none, or more than one.
    pub fn life(&self, id: &str) -> Result<Life> {
        let mut ask =
            self.db.prepare_cached("SELECT body FROM accord WHERE rid >= ?1 AND rid < ?1 || 'g' LIMIT 2")?;
        let found: Vec<String> = ask.query_map([id], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        match found.as_slice() {
            [one] => serde_json::from_str(one).map_err(|e| Error::Broken { article: 0, what: e.to_string() }),
            [] => Err(Error::Question(format!("no agreement has an id that begins with {id}"))),
            _ => Err(Error::Question(format!("several agreements have ids that begin with {id}"))),
        }
    }

    pub(super) fn agreement_row(&self, id: &str) -> Result<Option<i64>> {
        let mut ask =
            self.db.prepare_cached("SELECT id FROM accord WHERE rid >= ?1 AND rid < ?1 || 'g' LIMIT 1")?;
        Ok(ask.query_row([id], |r| r.get(0)).optional()?)
    }
}
