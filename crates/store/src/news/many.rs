//! What is new where many articles are: counts that are kept, the things told most by how often they are told at all, and the
//! newest records by the index of days, each only as far as is needed. What is chosen is what a walk over all records chooses.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rusqlite::params;

use super::{Rank, Ranked, date, keep};
use crate::Store;
use crate::error::Result;
use crate::kinds::Kind;

/// The tables of things that several records may tell: things, their reports, the column of the thing there, whether it is a copy.
struct Merged {
    things: &'static str,
    reports: &'static str,
    of: &'static str,
    copy: &'static str,
}

const COPY: &str = "EXISTS (SELECT 1 FROM article c INDEXED BY article_copy WHERE c.id = x.record >> 20 AND c.duplicate_of IS NOT NULL)";

const fn merged(kind: Kind) -> Option<Merged> {
    match kind {
        Kind::Event => {
            Some(Merged { things: "happening", reports: "happening_report", of: "happening", copy: "x.copy" })
        }
        Kind::Agreement => {
            Some(Merged { things: "accord", reports: "accord_report", of: "accord", copy: COPY })
        }
        Kind::Commitment => {
            Some(Merged { things: "pledge", reports: "pledge_report", of: "pledge", copy: COPY })
        }
        Kind::Office | Kind::Statement | Kind::Diagnostic => None,
    }
}

/// The document of article `{0}` was first added by one of the additions since `?1`.
macro_rules! is_new {
    ($article:literal) => {
        concat!(
            "(SELECT d.addition FROM article b CROSS JOIN document d ON d.id = b.document WHERE b.id = ",
            $article,
            ") IN (SELECT id FROM addition WHERE began >= ?1)"
        )
    };
}

impl Store {
    /// Counts and chooses without looking at every new record.
    pub(super) fn many(&self, since: &str, kinds: &[Kind], most: usize) -> Result<Vec<Ranked>> {
        let mut ask = self.db.prepare_cached(
            "SELECT coalesce(sum(t.n), 0) FROM addition n JOIN addition_tally t ON t.addition = n.id AND t.kind = ?2
             WHERE n.began >= ?1",
        )?;
        // Whether nothing is older.
        let all_new = self.db.query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM addition n JOIN addition_tally t ON t.addition = n.id WHERE n.began < ?)",
            [since],
            |r| r.get(0),
        )?;
        let mut out = Vec::new();
        for &kind in kinds {
            let all = ask.query_row(params![since, kind.as_str()], |r| r.get(0))?;
            let mut best = BinaryHeap::new();
            if let Some(tables) = merged(kind) {
                self.told_often(since, &tables, all_new, most, &mut best)?;
            }
            if best.len() < most || best.peek().is_some_and(|worst: &Rank| worst.0.0 <= 1) {
                self.told_once(since, kind, most, &mut best)?;
            }
            out.push((all, best.into_sorted_vec()));
        }
        Ok(out)
    }

    /// Things that several records tell, those told most: how often a thing is told at all bounds how often new records do.
    fn told_often(
        &self,
        since: &str,
        t: &Merged,
        all_new: bool,
        most: usize,
        best: &mut BinaryHeap<Rank>,
    ) -> Result<()> {
        let (things, reports, of, copy) = (t.things, t.reports, t.of, t.copy);
        let mut candidates = self
            .db
            .prepare(&format!("SELECT id, reports FROM {things} WHERE reports > 1 ORDER BY reports DESC"))?;
        let mut count = self.db.prepare(&format!(
            concat!("SELECT count(*) FROM {} x WHERE x.{} = ?2 AND NOT {} AND ", is_new!("x.record >> 20")),
            reports, of, copy
        ))?;
        let mut first = self.db.prepare(&format!(
            concat!(
                "SELECT min(x.record) FROM {} x WHERE x.{} = ?2 AND NOT {} AND (?3 OR ",
                is_new!("x.record >> 20"),
                ")"
            ),
            reports, of, copy
        ))?;
        let mut day = self.db.prepare(
            "SELECT coalesce(iif(r.kind = 'commitment', NULL, r.start), a.published) FROM record r JOIN article a ON a.id = r.article WHERE r.id = ?",
        )?;
        let mut rows = candidates.query([])?;
        while let Some(row) = rows.next()? {
            let (thing, told): (i64, u32) = (row.get(0)?, row.get(1)?);
            let bar = if best.len() < most { 1 } else { best.peek().map_or(1, |worst| worst.0.0) };
            if told < bar {
                break;
            }
            let told = if all_new { told } else { count.query_row(params![since, thing], |r| r.get(0))? };
            if told < bar {
                continue;
            }
            let Some(record) =
                first.query_row(params![since, thing, all_new], |r| r.get::<_, Option<i64>>(0))?
            else {
                continue;
            };
            let on: Option<String> = day.query_row([record], |r| r.get(0))?;
            keep(best, (Reverse(told), Reverse(date(on.as_deref())), record, Some(thing)), most);
        }
        Ok(())
    }

    /// Records that stand for themselves or alone tell a thing, the newest.
    fn told_once(&self, since: &str, kind: Kind, most: usize, best: &mut BinaryHeap<Rank>) -> Result<()> {
        let thing = match merged(kind) {
            Some(Merged { things, reports, of, .. }) => {
                format!(
                    "(SELECT h.id FROM {reports} x JOIN {things} h ON h.id = x.{of} WHERE x.record = r.id)"
                )
            }
            None => "NULL".to_owned(),
        };
        let alone = match merged(kind) {
            Some(Merged { things, .. }) => {
                format!("coalesce((SELECT reports FROM {things} WHERE id = {thing}), 1)")
            }
            None => "1".to_owned(),
        };
        // By the day that the index has: that of the record, else of its article.
        let mut ask = self.db.prepare(&format!(
            concat!(
                "SELECT f.day, r.id, coalesce(iif(r.kind = 'commitment', NULL, r.start), a.published), {} FROM facet_record f CROSS JOIN record r ON r.id = f.record
                 CROSS JOIN article a ON a.id = r.article AND a.current AND a.duplicate_of IS NULL
                 WHERE f.facet = (SELECT id FROM facet WHERE key = '*') AND f.kind = ?2 AND {} <= 1 AND ",
                is_new!("a.id"),
                " ORDER BY f.day DESC"
            ),
            thing, alone
        ))?;
        let mut rows = ask.query(params![since, kind.number()])?;
        // Enough, when a day is over and there are as many as are asked for.
        let (mut met, mut before) = (0, None);
        while let Some(row) = rows.next()? {
            let day: i64 = row.get(0)?;
            if met >= most && before != Some(day) {
                break;
            }
            (met, before) = (met + 1, Some(day));
            let on: Option<String> = row.get(2)?;
            keep(best, (Reverse(1), Reverse(date(on.as_deref())), row.get(1)?, row.get(3)?), most);
        }
        Ok(())
    }
}
