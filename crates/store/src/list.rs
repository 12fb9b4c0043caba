//! Lists of records: statements, and what is new.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension as _, params_from_iter};

use crate::Store;
use crate::ask::Cell;
use crate::error::Result;
use crate::filter::Filter;
use crate::kinds::Kind;

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

impl Store {
    /// Statements, newest first.
    ///
    /// # Errors
    /// A filter that names nobody, or what SQLite says.
    pub fn statements(&self, filter: &Filter) -> Result<List> {
        let clause = self.clause(filter, Kind::Statement)?;
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
        self.rows_of(&format!("{head}{}", clause.sql), clause.values)
    }

    /// What the documents that were first added at `since` (UTC) or later tell, of one kind: of an event, agreement or
    /// commitment that many of them tell one record, with `told`, how many do; those told most come first, then the
    /// newest. With `limit`, at most so many.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn changes(&self, since: &str, kind: Kind, limit: Option<usize>) -> Result<List> {
        let merged = match kind {
            Kind::Event => {
                "LEFT JOIN happening_report x ON x.record = r.id LEFT JOIN happening h ON h.id = x.happening"
            }
            Kind::Agreement => "LEFT JOIN accord_report x ON x.record = r.id",
            Kind::Commitment => "LEFT JOIN pledge_report x ON x.record = r.id",
            _ => "LEFT JOIN (SELECT NULL AS record) x ON 0",
        };
        let thing = match kind {
            Kind::Event => "coalesce(x.happening, r.id)",
            Kind::Agreement => "coalesce(x.accord, r.id)",
            Kind::Commitment => "coalesce(x.pledge, r.id)",
            _ => "r.id",
        };
        let head = concat!(
            "SELECT r.rid AS id, coalesce(r.start, a.published) AS date, n.told, ",
            labels_of!("1, 3, 4, 8, 11, 12"),
            " AS who, coalesce((SELECT plover || rtrim(' ' || modes) FROM event WHERE record = r.id),
               (SELECT mode FROM statement WHERE record = r.id), (SELECT office FROM office WHERE record = r.id),
               (SELECT instrument FROM agreement WHERE record = r.id),
               (SELECT coalesce(plover, 'promise') FROM commitment WHERE record = r.id)) AS what,
             coalesce((SELECT status FROM event WHERE record = r.id), (SELECT phase FROM office WHERE record = r.id),
               (SELECT i.stage FROM accord_report y JOIN accord i ON i.id = y.accord WHERE y.record = r.id),
               (SELECT stage FROM agreement WHERE record = r.id),
               (SELECT status FROM commitment WHERE record = r.id)) AS status, ",
            labels_of!("2, 6, 9, 13"),
            " AS whom, ",
            labels_of!("10"),
            " AS holder, (SELECT p.label FROM place p WHERE p.id = r.place) AS place, a.rid AS document,
             a.title, a.publisher, d.source, a.lang, coalesce(",
            words_of!("18"),
            ", CAST(substr(CAST((SELECT body FROM text WHERE id = a.text) AS BLOB), r.byte_start + 1,
                r.byte_end - r.byte_start) AS TEXT)) AS quote "
        );
        // An event is told by a record that has its status: a deed is not shown as the plan for it.
        let first = if kind == Kind::Event {
            "min(r.id + CASE WHEN x.status = h.status THEN 0 ELSE 1 << 61 END) & ((1 << 61) - 1)"
        } else {
            "min(r.id)"
        };
        // The heavy columns are read of what is shown alone. The plus keeps SQLite from an index of all kinds for each article.
        let sql = format!(
            "{head} FROM (SELECT {first} AS record, count(*) AS told, max(coalesce(r.start, a.published)) AS date
               FROM addition n CROSS JOIN document d ON d.addition = n.id
               CROSS JOIN article a ON a.document = d.id AND a.current AND a.duplicate_of IS NULL
               CROSS JOIN record r ON r.id > a.id << 20 AND r.id < (a.id + 1) << 20
               {merged} WHERE n.began >= ? AND +r.kind = ? GROUP BY {thing} ORDER BY told DESC, date DESC, record LIMIT ?) n
             CROSS JOIN record r ON r.id = n.record CROSS JOIN article a ON a.id = r.article
             CROSS JOIN document d ON d.id = a.document ORDER BY n.told DESC, n.date DESC, r.id"
        );
        let limit = limit.map_or(-1, |n| n as i64);
        self.rows_of(&sql, vec![since.to_owned().into(), kind.as_str().to_owned().into(), limit.into()])
    }

    /// How many records of a kind [`Store::changes`] chooses from.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn new_records(&self, since: &str, kind: Kind) -> Result<i64> {
        let mut ask = self.db.prepare_cached(
            "SELECT count(*) FROM addition n CROSS JOIN document d ON d.addition = n.id
             CROSS JOIN article a ON a.document = d.id AND a.current AND a.duplicate_of IS NULL
             CROSS JOIN record r ON r.id > a.id << 20 AND r.id < (a.id + 1) << 20
             WHERE n.began >= ? AND +r.kind = ?",
        )?;
        Ok(ask.query_row((since, kind.as_str()), |r| r.get(0))?)
    }

    /// Articles that were first added at `since` (UTC) or later: how many, copies among them, by language and publisher.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn new_articles(&self, since: &str) -> Result<List> {
        self.rows_of(
            "SELECT a.rid AS id, a.published AS date, a.lang, a.publisher, a.title, d.source,
               a.duplicate_of IS NOT NULL AS copy, n.began AS added
             FROM addition n CROSS JOIN document d ON d.addition = n.id
             CROSS JOIN article a ON a.document = d.id AND a.current
             WHERE n.began >= ? ORDER BY a.published, a.id",
            vec![since.to_owned().into()],
        )
    }

    /// Rows of `record` of some kinds that a filter lets through, in the order in which they were added.
    ///
    /// # Errors
    /// As [`Store::statements`].
    pub fn rows_matching(&self, filter: &Filter, kinds: &[Kind]) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        for &kind in kinds {
            let clause = self.clause(filter, kind)?;
            let mut ask = self.db.prepare_cached(&format!("SELECT f.record {}", clause.sql))?;
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
