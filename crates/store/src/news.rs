//! What the documents added since some time tell: counted and chosen in one walk over their records, whatever the kinds.
//! Where too many are new for that, `many.rs` counts and chooses. How records are listed otherwise is in `list.rs`.

mod many;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use rusqlite::{OptionalExtension as _, params};

use crate::Store;
use crate::error::Result;
use crate::kinds::Kind;
use crate::list::{List, labels_of, words_of};

/// What is new of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// Records of the kind.
    pub all: i64,
    /// Those chosen. Of an event, agreement or commitment that many records tell one, with `told`, how many do; those
    /// told most come first, then the newest.
    pub list: List,
}

/// New articles of which every record is looked at.
const WALKED: i64 = 1_000;

/// A day as it is written, for sorting: what has none is all noughts and comes last.
type Date = [u8; 10];

/// Sorts the best first: told most, then the newest (of what several tell, by the first new record), then the first added. With
/// the merged thing, if there is one.
type Rank = (Reverse<u32>, Reverse<Date>, i64, Option<i64>);

/// Records of a kind, and the best of what they tell, the best first.
type Ranked = (i64, Vec<Rank>);

/// A merged thing as the new records tell it.
struct Told {
    first: i64,
    times: u32,
    date: Date,
}

/// Records of one kind that were met.
struct Met {
    all: i64,
    /// Things that several records may tell.
    merged: HashMap<i64, Told>,
    /// Records that stand for themselves, the best of them.
    single: BinaryHeap<Rank>,
}

impl Store {
    /// What the documents that were first added at `since` (UTC) or later tell, a kind each; with `limit`, at most so many
    /// of each.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn news(&self, since: &str, kinds: &[Kind], limit: Option<usize>) -> Result<Vec<News>> {
        let (articles, copies) = self.new_articles(since)?;
        let ranked = match limit {
            Some(most) if articles - copies > WALKED => self.many(since, kinds, most)?,
            _ => self.walked(since, kinds, limit.unwrap_or(usize::MAX))?,
        };
        let mut news = Vec::new();
        for ((all, ranks), kind) in ranked.into_iter().zip(kinds) {
            let mut chosen = Vec::new();
            for (times, _, first, thing) in ranks {
                let other = match thing {
                    Some(event) if *kind == Kind::Event => self.with_its_status(event, since)?,
                    _ => None,
                };
                chosen.push((other.unwrap_or(first), times.0));
            }
            news.push(News { all, list: self.told(&chosen)? });
        }
        Ok(news)
    }

    /// Counts and chooses by looking at every new record.
    fn walked(&self, since: &str, kinds: &[Kind], most: usize) -> Result<Vec<Ranked>> {
        let mut met: Vec<Met> =
            kinds.iter().map(|_| Met { all: 0, merged: HashMap::new(), single: BinaryHeap::new() }).collect();
        let mut ask = self.db.prepare_cached(
            "SELECT r.id, r.kind, coalesce(iif(r.kind = 'commitment', NULL, r.start), a.published), coalesce(x.happening, y.accord, z.pledge)
             FROM addition n CROSS JOIN document d ON d.addition = n.id
             CROSS JOIN article a ON a.document = d.id AND a.current AND a.duplicate_of IS NULL
             CROSS JOIN record r ON r.id > a.id << 20 AND r.id < (a.id + 1) << 20
             LEFT JOIN happening_report x ON r.kind = 'event' AND x.record = r.id
             LEFT JOIN accord_report y ON r.kind = 'agreement' AND y.record = r.id
             LEFT JOIN pledge_report z ON r.kind = 'commitment' AND z.record = r.id
             WHERE n.began >= ?",
        )?;
        let mut rows = ask.query([since])?;
        while let Some(row) = rows.next()? {
            let kind = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            let Some(at) = kinds.iter().position(|k| k.as_str() == kind) else { continue };
            let record: i64 = row.get(0)?;
            let date = date(row.get_ref(2)?.as_str_or_null().map_err(rusqlite::Error::from)?);
            let met = &mut met[at];
            met.all += 1;
            match row.get::<_, Option<i64>>(3)? {
                Some(thing) => {
                    let told = met.merged.entry(thing).or_insert(Told { first: record, times: 0, date });
                    told.times += 1;
                    if record < told.first {
                        (told.first, told.date) = (record, date);
                    }
                }
                None => keep(&mut met.single, (Reverse(1), Reverse(date), record, None), most),
            }
        }
        let mut out = Vec::new();
        for Met { all, merged, mut single } in met {
            // The order of a table by hash does not show: the least are kept, whichever came first.
            #[expect(clippy::iter_over_hash_type, reason = "what is kept does not depend on the order")]
            for (thing, told) in merged {
                keep(&mut single, (Reverse(told.times), Reverse(told.date), told.first, Some(thing)), most);
            }
            out.push((all, single.into_sorted_vec()));
        }
        Ok(out)
    }

    /// Articles that were first added at `since` (UTC) or later, and how many of them are copies.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn new_articles(&self, since: &str) -> Result<(i64, i64)> {
        let mut ask = self.db.prepare_cached(
            "SELECT coalesce(sum(t.n), 0), coalesce(sum(iif(t.kind = 'copy', t.n, 0)), 0) FROM addition n
             JOIN addition_tally t ON t.addition = n.id AND t.kind IN ('article', 'copy') WHERE n.began >= ?",
        )?;
        Ok(ask.query_row([since], |r| Ok((r.get(0)?, r.get(1)?)))?)
    }

    /// The first published of the new records that tell an event with the status that it has: a deed is not shown as the plan for it.
    fn with_its_status(&self, event: i64, since: &str) -> Result<Option<i64>> {
        let mut ask = self.db.prepare_cached(
            "SELECT x.record FROM happening h JOIN happening_report x ON x.happening = h.id AND x.status = h.status
             CROSS JOIN article a ON a.id = x.record >> 20 AND a.current AND a.duplicate_of IS NULL
             CROSS JOIN document d ON d.id = a.document CROSS JOIN addition n ON n.id = d.addition AND n.began >= ?2
             WHERE h.id = ?1 ORDER BY x.seq LIMIT 1",
        )?;
        Ok(ask.query_row(params![event, since], |r| r.get(0)).optional()?)
    }

    /// The rows of the list: a record each, with how many tell the same.
    fn told(&self, chosen: &[(i64, u32)]) -> Result<List> {
        let mut ask = self.db.prepare_cached(concat!(
            "SELECT r.rid AS id, coalesce(r.start, a.published) AS date, ?2 AS told, ",
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
                r.byte_end - r.byte_start) AS TEXT)) AS quote
             FROM record r CROSS JOIN article a ON a.id = r.article CROSS JOIN document d ON d.id = a.document
             WHERE r.id = ?1"
        ))?;
        let mut list = List { columns: ask.column_names().map(str::to_owned).collect(), rows: Vec::new() };
        for (record, times) in chosen {
            let mut rows = ask.query(params![record, times])?;
            while let Some(row) = rows.next()? {
                let cells = (0..list.columns.len()).map(|at| Ok(row.get_ref(at)?.into()));
                list.rows.push(cells.collect::<Result<_>>()?);
            }
        }
        Ok(list)
    }
}

/// A day for sorting.
fn date(said: Option<&str>) -> Date {
    let mut date = Date::default();
    if let Some(said) = said {
        let bytes = &said.as_bytes()[..said.len().min(date.len())];
        date[..bytes.len()].copy_from_slice(bytes);
    }
    date
}

/// Keeps the `most` best.
fn keep(best: &mut BinaryHeap<Rank>, new: Rank, most: usize) {
    if best.len() < most {
        best.push(new);
    } else if let Some(mut worst) = best.peek_mut()
        && new < *worst
    {
        *worst = new;
    }
}
