//! Commitments over articles and how they stand on a day.

use legation_ledger::commitments::Kept;
use legation_model::{CommitmentStatus, Day};
use rusqlite::types::Value;

use super::Rows;
use super::which::{Tables, Which};
use crate::Store;
use crate::ask::Cell;
use crate::error::{Error, Result};

pub(super) const COMMITMENTS: Tables =
    Tables { kind: 5, things: "pledge", reports: "pledge_report", of: "pledge", day: "due_end" };

impl Store {
    /// Commitments with their status on a day, by what had been reported until then; those said last first.
    ///
    /// # Errors
    /// A filter that names nobody, or what SQLite says.
    pub fn commitments(&self, which: &Which, on: Day) -> Result<Rows> {
        let mut c = self.which(which, &COMMITMENTS)?;
        if let Some(plover) = &which.sort.plover {
            c.add(" AND h.plover = ?", [plover.clone().into()]);
        }
        c.add(" AND coalesce(h.said, '') <= ?", [on.to_string().into()]);
        if which.sort.status.as_deref() == Some("overdue") {
            // What was kept, called off or put off by then is left out before the rest of it is read.
            let day = Value::from(on.to_string());
            c.add(
                " AND h.due_end < ? AND NOT coalesce(h.kept_on <= ? AND coalesce(h.kept_said, '') <= ?, 0)
                 AND NOT coalesce(h.off_on <= ? AND coalesce(h.off_said, '') <= ?, 0)
                 AND NOT (h.moved_to IS NOT NULL AND coalesce(h.moved_said, '') <= ?)",
                vec![day; 6],
            );
        }
        c.add(" ORDER BY h.said DESC, h.id", []);
        // A status is worked out of each; without one nothing more is left out.
        if let (None, Some(limit)) = (&which.sort.status, which.bounds.limit) {
            c.add(" LIMIT ?", [(limit as i64).into()]);
        }
        let sql = format!(
            "SELECT h.rid AS id, h.said, h.by, h.\"to\", h.plover AS type, h.act, h.due_start AS due, h.due_end AS until,
               h.reports, h.copies, h.kept_by, h.moved_to, h.action, h.body {}",
            c.sql
        );
        let mut ask = self.db.prepare_cached(&sql)?;
        let mut rows = ask.query(rusqlite::params_from_iter(c.values))?;
        let columns =
            "id said by to type act due until status reports copies kept_on kept_by moved_to action";
        let columns: Vec<String> = columns.split(' ').map(str::to_owned).collect();
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(13)?;
            let kept: Kept =
                serde_json::from_str(&body).map_err(|e| Error::Broken { article: 0, what: e.to_string() })?;
            let Some(status) = kept.on(on) else { continue };
            if which.sort.status.as_deref().is_some_and(|s| s != status.as_str()) {
                continue;
            }
            let mut cells: Vec<Cell> = (0..8).map(|at| Ok(row.get_ref(at)?.into())).collect::<Result<_>>()?;
            cells.push(Cell::Text(status.as_str().to_owned()));
            cells.extend([row.get_ref(8)?.into(), row.get_ref(9)?.into()]);
            let done = matches!(status, CommitmentStatus::Fulfilled | CommitmentStatus::Partly);
            let by = kept.kept.as_ref().filter(|_| done);
            let cell = |text: Option<String>| text.map_or(Cell::Null, Cell::Text);
            cells.push(cell(by.map(|o| o.on.to_string())));
            cells.push(cell(by.map(|o| o.id.as_str().to_owned())));
            cells.extend([row.get_ref(11)?.into(), row.get_ref(12)?.into()]);
            out.push(cells);
            if which.bounds.limit.is_some_and(|limit| out.len() >= limit) {
                break;
            }
        }
        Ok((columns, out))
    }
}
