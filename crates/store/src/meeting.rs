//! Records that several busy facets share: their lists, which have one order, are walked side by side. A probe into the other
//! list for each record of the shortest is quicker only while that list is short.

use rusqlite::params;

use crate::Store;
use crate::error::Result;
use crate::put::NO_DAY;

/// A facet that a record must have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facet {
    pub(crate) id: i64,
    /// Records of any kind that have it.
    pub(crate) uses: i64,
    /// In one of these roles; 0: any.
    pub(crate) roles: i64,
}

/// Fewer records than these are probed for one by one, and so are those of a facet that has so many times more.
const FEW: i64 = 20_000;
const TIMES: i64 = 8;

/// Whether facets, the rarest first, are walked side by side.
pub(crate) fn is_busy(facets: &[Facet]) -> bool {
    match facets {
        [first, .., last] => first.uses > FEW && last.uses / TIMES < first.uses,
        _ => false,
    }
}

impl Store {
    /// Records of a kind that have all of the facets, newest first, at most so `many`; and whether there are more.
    pub(crate) fn meeting(
        &self,
        facets: &[Facet],
        kind: i64,
        (since, until): (Option<i64>, Option<i64>),
        many: Option<usize>,
    ) -> Result<(Vec<i64>, bool)> {
        // What has no day is not before any.
        let from = since.unwrap_or(if until.is_some() { NO_DAY + 1 } else { i64::MIN });
        let sql = "SELECT day, record FROM facet_record WHERE facet = ? AND kind = ? AND day BETWEEN ? AND ?
            AND (?5 = 0 OR roles & ?5) ORDER BY day DESC, record DESC";
        let mut asks = facets.iter().map(|_| self.db.prepare(sql)).collect::<rusqlite::Result<Vec<_>>>()?;
        let mut lists = Vec::with_capacity(facets.len());
        for (ask, facet) in asks.iter_mut().zip(facets) {
            lists.push(ask.query(params![facet.id, kind, from, until.unwrap_or(i64::MAX), facet.roles])?);
        }
        let mut found = Vec::new();
        // The oldest place that any list stands at; how many lists stand there.
        let mut at = (i64::MAX, i64::MAX);
        let mut agree = 0;
        for turn in (0..lists.len()).cycle() {
            let here = loop {
                let Some(row) = lists[turn].next()? else { return Ok((found, false)) };
                let here: (i64, i64) = (row.get(0)?, row.get(1)?);
                if here <= at {
                    break here;
                }
            };
            agree = if here == at { agree + 1 } else { 1 };
            at = here;
            if agree == lists.len() {
                found.push(at.1);
                // The next round begins behind it.
                at = (at.0, at.1 - 1);
                agree = 0;
                if many.is_some_and(|many| found.len() >= many) {
                    return Ok((found, true));
                }
            }
        }
        Ok((found, false))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn lists_walked_side_by_side_share_what_their_sets_share() {
        let dir = tempfile::tempdir().expect("folder");
        let store = Store::open(&dir.path().join("a.db")).expect("makes");
        store.db.execute_batch("PRAGMA foreign_keys = 0").expect("sets");
        // Facets of every record but each second, third, fifth; some days without a record, some records without a day.
        let mut rows = BTreeSet::new();
        for record in 1..400i64 {
            let day = if record % 17 == 0 { NO_DAY } else { record * 7 % 31 };
            for (facet, step) in [(1, 2), (2, 3), (3, 5)] {
                if record % step != 0 {
                    rows.insert((facet, day, record, 1i64 << (record % 3)));
                }
            }
        }
        for row in &rows {
            let sql = "INSERT INTO facet_record (facet, kind, day, record, roles) VALUES (?, 2, ?, ?, ?)";
            store.db.execute(sql, params![row.0, row.1, row.2, row.3]).expect("puts");
        }
        let expected = |facets: &[Facet], since: Option<i64>, until: Option<i64>| {
            let has = |f: &Facet, day: i64, record: i64| {
                let roles = rows.iter().find(|r| (r.0, r.1, r.2) == (f.id, day, record)).map(|r| r.3);
                roles.is_some_and(|roles| f.roles == 0 || roles & f.roles != 0)
            };
            let places: BTreeSet<(i64, i64)> = rows.iter().map(|r| (r.1, r.2)).collect();
            let inside =
                |day: i64| since.is_none_or(|s| day >= s) && until.is_none_or(|u| day <= u && day > NO_DAY);
            let kept = places.into_iter().rev().filter(|p| inside(p.0));
            kept.filter(|p| facets.iter().all(|f| has(f, p.0, p.1))).map(|p| p.1).collect::<Vec<i64>>()
        };
        let facet = |id, roles| Facet { id, uses: 1, roles };
        let sets = [
            vec![facet(1, 0), facet(2, 0)],
            vec![facet(3, 0), facet(1, 0), facet(2, 0)],
            vec![facet(2, 3), facet(3, 0)],
            vec![facet(2, 3), facet(3, 4)],
            vec![facet(1, 0), facet(9, 0)],
        ];
        for facets in &sets {
            for (since, until) in [(None, None), (Some(5), None), (None, Some(20)), (Some(9), Some(9))] {
                let all = expected(facets, since, until);
                let found = store.meeting(facets, 2, (since, until), None).expect("answers");
                assert_eq!(found, (all.clone(), false), "{facets:?} {since:?} {until:?}");
                if all.len() > 3 {
                    let some = store.meeting(facets, 2, (since, until), Some(3)).expect("answers");
                    assert_eq!(some, (all[..3].to_vec(), true));
                }
            }
        }
        assert!(expected(&sets[1], None, None).len() > 50 && expected(&sets[3], None, None).is_empty());
    }
}
