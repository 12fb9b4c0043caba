//! What a store holds, in numbers.

use rusqlite::{Connection, params};

use crate::Store;
use crate::error::Result;
use crate::ingest::Changed;

/// A count and what is counted.
pub type Count = (String, i64);

impl Store {
    /// Counts of documents, texts, records by kind, actors, bytes.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn stats(&self) -> Result<Vec<Count>> {
        const COUNTS: [(&str, &str); 13] = [
            ("documents", "SELECT count(*) FROM document"),
            ("articles, newest readings", "SELECT count(*) FROM article WHERE current"),
            ("articles, all readings", "SELECT count(*) FROM article"),
            (
                "exact copies among the newest",
                "SELECT count(*) FROM article WHERE current AND duplicate_of IS NOT NULL",
            ),
            ("texts", "SELECT count(*) FROM text"),
            ("runs", "SELECT count(*) FROM run"),
            ("additions", "SELECT count(*) FROM addition"),
            ("additions cut off", "SELECT count(*) FROM addition WHERE ended IS NULL"),
            ("inputs that failed", "SELECT count(*) FROM failure"),
            ("known actors named", "SELECT count(DISTINCT actor) FROM mention WHERE actor <> ''"),
            ("places", "SELECT count(*) FROM place"),
            ("decisions", "SELECT count(*) FROM decision"),
            ("bytes", "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"),
        ];
        let mut out = Vec::new();
        for (name, sql) in COUNTS {
            out.push((name.to_owned(), self.db.query_row(sql, [], |r| r.get(0))?));
        }
        let mut ask = self.db.prepare("SELECT kind, n FROM tally WHERE n > 0 ORDER BY kind")?;
        let kinds = ask.query_map([], |r| Ok((format!("records: {}", r.get::<_, String>(0)?), r.get(1)?)))?;
        for kind in kinds {
            out.push(kind?);
        }
        Ok(out)
    }
}

/// Counts the records of a batch, and no longer those of readings that newer ones took the place of.
pub(crate) fn tally(db: &Connection, changed: &Changed) -> Result<()> {
    let mut count = db.prepare_cached(
        "INSERT INTO tally (kind, n)
         SELECT kind, ?2 * count(*) FROM record WHERE id BETWEEN ?1 << 20 AND (?1 + 1 << 20) - 1 GROUP BY kind
         ON CONFLICT (kind) DO UPDATE SET n = n + excluded.n",
    )?;
    // By the addition that the document came with; of copies no records.
    let mut told = db.prepare_cached(
        "INSERT INTO addition_tally (addition, kind, n)
         SELECT d.addition, k.kind, ?2 * k.n FROM article a JOIN document d ON d.id = a.document
         JOIN (SELECT kind, count(*) AS n FROM record WHERE id BETWEEN ?1 << 20 AND (?1 + 1 << 20) - 1 GROUP BY kind
               UNION ALL SELECT 'article', 1 UNION ALL SELECT 'copy', 1) k
         WHERE a.id = ?1 AND (k.kind = 'copy') = (a.duplicate_of IS NOT NULL)
         ON CONFLICT (addition, kind) DO UPDATE SET n = n + excluded.n",
    )?;
    for (articles, sign) in [(&changed.added, 1), (&changed.replaced, -1)] {
        for article in articles {
            count.execute(params![article, sign])?;
            told.execute(params![article, sign])?;
        }
    }
    Ok(())
}
