//! Whether a store still says what its texts say.

use std::collections::BTreeSet;

use rusqlite::params;

use crate::Store;
use crate::error::{Error, Result};
use crate::field::{self, Found};
use crate::lemmas::Lemmas;
use crate::manifest::digest;
use crate::read::Stored;

/// What was looked at, and what is wrong.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Articles.
    pub articles: usize,
    /// Quotes.
    pub quotes: usize,
    /// What is wrong, one a line, at most [`Verdict::MOST`].
    pub faults: Vec<String>,
}

impl Verdict {
    /// Faults that are told.
    pub const MOST: usize = 1000;

    fn fault(&mut self, what: String) {
        if self.faults.len() < Self::MOST {
            self.faults.push(what);
        }
    }
}

impl Store {
    /// Holds every quote of every reading to its text, every text to its hash, and the file to SQLite's own checks.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn verify(&self) -> Result<Verdict> {
        let mut verdict = Verdict::default();
        let mut ask = self.db.prepare("PRAGMA integrity_check")?;
        for word in ask.query_map([], |r| r.get::<_, String>(0))? {
            let word = word?;
            if word != "ok" {
                verdict.fault(format!("file: {word}"));
            }
        }
        let mut ask = self.db.prepare("SELECT \"table\", rowid FROM pragma_foreign_key_check()")?;
        for row in ask.query_map([], |r| Ok((r.get::<_, String>(0)?, r.get::<_, Option<i64>>(1)?)))? {
            let (table, row) = row?;
            verdict.fault(format!("{table}: row {row:?} points nowhere"));
        }
        self.texts(&mut verdict)?;
        let mut ask = self.db.prepare("SELECT id FROM article ORDER BY id")?;
        let rows: Vec<i64> = ask.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        for row in rows {
            match self.article(row) {
                Ok(stored) => self.quotes(&stored, &mut verdict)?,
                Err(Error::Broken { what, .. }) => verdict.fault(format!("article row {row}: {what}")),
                Err(e) => return Err(e),
            }
            verdict.articles += 1;
        }
        Ok(verdict)
    }

    fn texts(&self, verdict: &mut Verdict) -> Result<()> {
        let mut ask = self.db.prepare("SELECT id, hash, body, lemmas FROM text ORDER BY id")?;
        let mut rows = ask.query([])?;
        while let Some(row) = rows.next()? {
            let (id, hash, body): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let same = Lemmas::unpack(row.get_ref(3)?.as_blob().unwrap_or_default())
                .is_ok_and(|lemmas| digest([body.as_bytes(), lemmas.words().as_bytes()]) == hash);
            if !same {
                verdict.fault(format!("text {id}: was changed"));
            }
        }
        Ok(())
    }

    /// Quotes of records as on the wire, and the table of evidence, which must hold the same ranges.
    fn quotes(&self, stored: &Stored, verdict: &mut Verdict) -> Result<()> {
        let article = &stored.extraction.article;
        let mut told = BTreeSet::new();
        for record in stored.records() {
            field::each(record.record, &mut |found| {
                if let Found::Words(field, words) = found {
                    verdict.quotes += 1;
                    if !words.holds(&article.text) {
                        let at = format!("{}..{}", words.byte_start, words.byte_end);
                        verdict.fault(format!(
                            "{} record row {} {}: {at} is not {:?}",
                            article.id.as_str(),
                            record.row,
                            field.as_str(),
                            words.quote
                        ));
                    }
                    told.insert((
                        record.row,
                        field.id(),
                        i64::from(words.byte_start),
                        i64::from(words.byte_end),
                    ));
                }
            });
        }
        let mut ask = self.db.prepare_cached(
            "SELECT record, field, byte_start, byte_end FROM evidence WHERE record > ?1 << 20 AND record < (?1 + 1) << 20",
        )?;
        let kept =
            ask.query_map(params![stored.row], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
        let kept: BTreeSet<(i64, i64, i64, i64)> = kept.collect::<rusqlite::Result<_>>()?;
        for (record, field, start, end) in told.symmetric_difference(&kept) {
            verdict.fault(format!(
                "record row {record}: evidence {field} {start}..{end} is not that of the wire"
            ));
        }
        Ok(())
    }
}
