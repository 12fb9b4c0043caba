//! Reading back what was added: articles with their records.

use legation_model::{ArticleRecord, Day, Extraction, Lang, Record};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::{Error, Result};
use crate::kinds::Kind;
use crate::put::SEQ_BITS;
use crate::{Store, wire};

/// Which readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// The newest reading of each document.
    #[default]
    Current,
    /// All readings of one run.
    Run(i64),
}

/// An article with its records, and its row.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Row of `article`.
    pub row: i64,
    /// Row of `run`.
    pub run: i64,
    /// Whether it is the newest reading of its document.
    pub current: bool,
    /// Row of the article whose text this one repeats.
    pub duplicate_of: Option<i64>,
    /// Article and records.
    pub extraction: Extraction,
}

/// A record with what its article says of it.
#[derive(Debug)]
pub struct StoredRecord<'a> {
    /// Row of `record`.
    pub row: i64,
    /// Row of `article`.
    pub article: i64,
    /// When the article was published: first day.
    pub published: Option<Day>,
    /// Language of the article.
    pub lang: Lang,
    /// Whether the article repeats the text of another.
    pub copy: bool,
    /// The record as on the wire.
    pub record: &'a Record,
}

impl Stored {
    /// Its records with their rows.
    pub fn records(&self) -> impl Iterator<Item = StoredRecord<'_>> {
        let article = &self.extraction.article;
        let published = article.published.as_ref().and_then(|d| d.start.or(d.end));
        self.extraction.records.iter().enumerate().map(move |(at, record)| StoredRecord {
            row: (self.row << SEQ_BITS) + at as i64 + 1,
            article: self.row,
            published,
            lang: article.lang,
            copy: self.duplicate_of.is_some(),
            record,
        })
    }
}

const COLUMNS: &str = "SELECT a.id, a.run, a.current, a.duplicate_of, t.body, w.lines
    FROM article a JOIN text t ON t.id = a.text JOIN wire w ON w.article = a.id";

/// The article at a row of `article`.
///
/// # Errors
/// There is none, or it cannot be read back.
pub fn reading(db: &Connection, row: i64) -> Result<Stored> {
    let mut ask = db.prepare_cached(&format!("{COLUMNS} WHERE a.id = ?"))?;
    let found = ask.query_row([row], |r| Ok(stored(r))).optional()?;
    found.ok_or_else(|| Error::Broken { article: row, what: "not in the store".to_owned() })?
}

/// The record at a row of `record` of an article.
fn at(stored: &Stored, row: i64) -> Result<&Record> {
    let at = usize::try_from((row & ((1 << SEQ_BITS) - 1)) - 1).ok();
    let record = at.and_then(|at| stored.extraction.records.get(at));
    record.ok_or_else(|| Error::Broken { article: stored.row, what: format!("no record at row {row}") })
}

fn stored(row: &Row<'_>) -> Result<Stored> {
    let id: i64 = row.get(0)?;
    let extraction = wire::extraction(row.get_ref(5)?.as_blob().unwrap_or_default(), row.get(4)?)
        .map_err(|e| Error::Broken { article: id, what: e.to_string() })?;
    Ok(Stored { row: id, run: row.get(1)?, current: row.get(2)?, duplicate_of: row.get(3)?, extraction })
}

impl Store {
    /// Hands every article of `scope` to `take`, in the order in which they were added.
    ///
    /// # Errors
    /// What SQLite or `take` says, or a record that cannot be read back.
    pub fn each_article<E: From<Error>>(
        &self,
        scope: Scope,
        mut take: impl FnMut(Stored) -> Result<(), E>,
    ) -> Result<(), E> {
        let (condition, run) = match scope {
            Scope::Current => ("a.current AND ?1 IS NULL", None),
            Scope::Run(run) => ("a.run = ?1", Some(run)),
        };
        let sql = format!("{COLUMNS} WHERE {condition} ORDER BY a.id");
        let mut ask = self.db.prepare(&sql).map_err(Error::from)?;
        let mut rows = ask.query(params![run]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            take(stored(row)?)?;
        }
        Ok(())
    }

    /// Hands every record of one kind to `take`, in the order in which their articles were added.
    ///
    /// # Errors
    /// As [`Store::each_article`].
    pub fn each_record<E: From<Error>>(
        &self,
        scope: Scope,
        kind: Kind,
        mut take: impl FnMut(StoredRecord<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each_article::<E>(scope, |article| {
            article.records().filter(|r| crate::kinds::common(r.record).kind == kind).try_for_each(&mut take)
        })
    }

    /// The article at a row of `article`.
    ///
    /// # Errors
    /// There is none, or it cannot be read back.
    pub fn article(&self, row: i64) -> Result<Stored> {
        reading(&self.db, row)
    }

    /// Hands the records at some rows of `record`, in order, to `take`, each with its article.
    ///
    /// # Errors
    /// What `take` says, or a record that is not there or cannot be read back.
    pub fn each_of<E: From<Error>>(
        &self,
        rows: &[i64],
        mut take: impl FnMut(&ArticleRecord, &Record) -> Result<(), E>,
    ) -> Result<(), E> {
        for rows in rows.chunk_by(|a, b| a >> SEQ_BITS == b >> SEQ_BITS) {
            let stored = self.article(rows[0] >> SEQ_BITS)?;
            for &row in rows {
                take(&stored.extraction.article, at(&stored, row)?)?;
            }
        }
        Ok(())
    }

    /// The record at a row of `record`, with its article.
    ///
    /// # Errors
    /// There is none, or it cannot be read back.
    pub fn record(&self, row: i64) -> Result<(Stored, Record)> {
        let stored = self.article(row >> SEQ_BITS)?;
        let record = at(&stored, row)?.clone();
        Ok((stored, record))
    }
}
