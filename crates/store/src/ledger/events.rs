//! Merged events, relations of a pair, and timelines.

use std::collections::{BTreeMap, BTreeSet};

use legation_ledger::view::View;
use legation_model::Day;
use rusqlite::types::Value;

use super::Rows;
use super::which::{Clause, Tables, Which};
use crate::Store;
use crate::ask::Cell;
use crate::derive::pair;
use crate::error::Result;

pub(super) const EVENTS: Tables =
    Tables { kind: 3, things: "happening", reports: "happening_report", of: "happening", day: "start" };

/// Articles of an agreement that other events are looked for in.
const ARTICLES: i64 = 300;

/// A limit as SQLite takes it.
fn most(limit: Option<usize>) -> Value {
    Value::from(limit.map_or(-1, |l| l as i64))
}

/// Sorts by day, the newest first; what has none comes last.
fn newest(c: &mut Clause, which: &Which) {
    c.add(&format!(" ORDER BY {}", c.by_day(&EVENTS)), []);
    if let Some(limit) = which.bounds.limit {
        c.add(" LIMIT ?", [Value::from(limit as i64)]);
    }
}

impl Store {
    /// Merged events, the newest first.
    ///
    /// # Errors
    /// A filter that names nobody, or what SQLite says.
    pub fn events(&self, which: &Which) -> Result<Rows> {
        let mut c = self.which(which, &EVENTS)?;
        conditions(&mut c, which);
        newest(&mut c, which);
        let sql = format!(
            "SELECT h.rid AS id, h.start AS date, nullif(h.\"end\", h.start) AS until, h.plover AS type, h.act, h.status,
               h.doers, h.targets, h.parties, h.place, h.quad, h.score, h.modes, h.contexts, h.langs, h.reports, h.copies,
               h.differs, h.said {}",
            c.sql
        );
        self.ledger_rows(&sql, c.values)
    }

    /// The first reports of one event, in order of publication, and the fields in which they differ.
    ///
    /// # Errors
    /// No event has such an id, or several have.
    pub fn event_reports(&self, id: &str, limit: Option<usize>) -> Result<Rows> {
        self.ledger_rows(
            "SELECT x.said, x.status, x.holder, x.copy, a.lang, a.publisher, d.source, r.rid AS report,
               (SELECT group_concat(g.field || ': ' || g.value, '; ' ORDER BY g.field) FROM disagreement g
                WHERE g.happening = h.id AND g.record = x.record) AS differs,
               CAST(substr(CAST(t.body AS BLOB), r.byte_start + 1, r.byte_end - r.byte_start) AS TEXT) AS quote
             FROM happening h JOIN happening_report x ON x.happening = h.id JOIN record r ON r.id = x.record
             JOIN article a ON a.id = r.article JOIN document d ON d.id = a.document JOIN text t ON t.id = a.text
             WHERE h.id = ?1 ORDER BY x.seq LIMIT ?2",
            vec![self.key_of(id, &[&EVENTS])?.1.into(), most(limit)],
        )
    }

    /// What two countries did to and with each other, as `view` groups them: by month and quad how many events, how many
    /// reports, and the sum of their scores. Only what took place.
    ///
    /// # Errors
    /// An actor that is not known, or what SQLite says.
    pub fn relations(
        &self,
        a: &str,
        b: &str,
        since: Option<Day>,
        until: Option<Day>,
        view: &View,
    ) -> Result<Rows> {
        let (a, b) = (self.ledger_key(a)?, self.ledger_key(b)?);
        let day = |d: Option<Day>, open: i64| Value::from(d.map_or(open, crate::put::days));
        let mut ask = self.db.prepare_cached(
            "SELECT h.id, h.start, h.quad, h.reports, h.score FROM ledger_facet f JOIN happening h ON h.id = f.id
             WHERE f.kind = 3 AND f.key = ? AND f.day BETWEEN ? AND ? AND h.status IN ('asserted', 'historical')
               AND h.start IS NOT NULL AND h.family NOT LIKE '%/%'",
        )?;
        let (mut seen, mut months) = (BTreeSet::new(), BTreeMap::<(String, String), (i64, i64, f64)>::new());
        let (ours, theirs) = (view.may_group(&a), view.may_group(&b));
        for (x, y) in ours.iter().flat_map(|x| theirs.iter().map(move |y| (x, y))) {
            let from = day(since, crate::NO_DAY + 1);
            let mut rows = ask.query((pair(x, y), from, day(until, i64::MAX)))?;
            while let Some(row) = rows.next()? {
                let start: String = row.get(1)?;
                let on = start.parse().ok();
                if view.group(x, on) != a || view.group(y, on) != b || !seen.insert(row.get::<_, i64>(0)?) {
                    continue;
                }
                let month = start.get(..7).unwrap_or(&start).to_owned();
                let sums = months.entry((month, row.get(2)?)).or_default();
                *sums = (sums.0 + 1, sums.1 + row.get::<_, i64>(3)?, sums.2 + row.get::<_, f64>(4)?);
            }
        }
        let columns = "month quad events reports score".split(' ').map(str::to_owned).collect();
        let rows = months.into_iter().map(|((month, quad), (events, reports, score))| {
            vec![
                Cell::Text(month),
                Cell::Text(quad),
                Cell::Integer(events),
                Cell::Integer(reports),
                Cell::Real(score),
            ]
        });
        Ok((columns, rows.collect()))
    }

    /// Events, steps of agreements and due days of commitments in order of time.
    ///
    /// # Errors
    /// As [`Store::events`].
    pub fn timeline(&self, which: &Which) -> Result<Rows> {
        if let Some(id) = &which.id
            && let Some(agreement) = self.agreement_row(id)?
        {
            return self.beside(agreement, which.bounds.limit);
        }
        let mut c = self.which(which, &EVENTS)?;
        conditions(&mut c, which);
        newest(&mut c, which);
        // Steps have days of their own, and no type.
        let mut undated = which.clone();
        (undated.bounds.since, undated.bounds.until) = (None, None);
        let mut steps = self.which(&undated, &super::agreements::AGREEMENTS)?;
        if !which.sort.is_open() {
            steps.add(" AND 0", []);
        }
        let (from, to) = (
            which.bounds.since.map_or_else(|| "0000".to_owned(), |d| d.to_string()),
            which.bounds.until.map_or_else(|| "9999".to_owned(), |d| d.to_string()),
        );
        let sql = format!(
            "SELECT * FROM (SELECT * FROM (SELECT * FROM (SELECT h.start AS date, 'event' AS kind,
               h.plover || coalesce(' ' || h.act, '') || ' (' || h.status || ')' AS what,
               trim(h.doers || ' → ' || h.targets, ' →') AS who, h.place, h.reports, h.parties, h.rid AS id {})
             UNION ALL
             SELECT * FROM (SELECT x.start, 'step', x.step || coalesce(' ' || x.party, '') || ': ' || i.name, i.parties, NULL,
               x.reports, i.parties, i.rid
             FROM (SELECT h.id, h.name, h.parties, h.rid {}) i JOIN accord_step x ON x.accord = i.id
             WHERE x.start BETWEEN ? AND ? ORDER BY x.start DESC, i.rid LIMIT ?))
             ORDER BY date DESC, kind, id DESC LIMIT ?) ORDER BY date, kind DESC, id",
            c.sql, steps.sql
        );
        let mut values = c.values;
        values.extend(steps.values);
        values.extend([
            Value::from(from),
            Value::from(to),
            most(which.bounds.limit),
            most(which.bounds.limit),
        ]);
        self.ledger_rows(&sql, values)
    }

    /// The life of one agreement with what was reported of its parties beside it, in the articles added last.
    fn beside(&self, agreement: i64, limit: Option<usize>) -> Result<Rows> {
        self.ledger_rows(
            "SELECT * FROM (SELECT x.start AS date, 'step' AS kind, x.step || coalesce(' ' || x.party, '') AS what,
               a.parties AS who, NULL AS place, x.reports, a.parties, a.rid AS id
             FROM accord a JOIN accord_step x ON x.accord = a.id WHERE a.id = ?1
             UNION ALL
             SELECT * FROM (SELECT DISTINCT h.start, 'event', h.plover || coalesce(' ' || h.act, '') || ' (' || h.status || ')',
               trim(h.doers || ' → ' || h.targets, ' →'), h.place, h.reports, h.parties, h.rid
             FROM accord a CROSS JOIN (SELECT DISTINCT record >> 20 AS article FROM accord_report WHERE accord = ?1
               ORDER BY article DESC LIMIT ?3) y
             CROSS JOIN happening_report x ON x.record BETWEEN y.article << 20 AND (y.article + 1 << 20) - 1
             CROSS JOIN happening h ON h.id = x.happening
             WHERE a.id = ?1 AND instr(' ' || a.parties || ' ', ' ' || substr(h.parties, 1,
               instr(h.parties || ' ', ' ') - 1) || ' ')
             ORDER BY h.start DESC, h.rid LIMIT ?2))
             ORDER BY date, kind DESC, id",
            vec![agreement.into(), most(limit), Value::from(ARTICLES)],
        )
    }
}

fn conditions(c: &mut Clause, which: &Which) {
    let (sql, values) = which.sort.conditions("h");
    c.add(&sql, values);
}
