//! Adding articles: one writer, batches that are whole or not there.
//!
//! A batch is so many new articles in the order of input, whatever the number of threads or the time they took; what is
//! known already does not count. So a run that was cut off and begun again makes the same batches as one that was not.

use legation_model::{Block, Extraction};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::Store;
use crate::copies::Sentence;
use crate::derive;
use crate::error::Result;
use crate::lemmas::Lemmas;
use crate::manifest::{Input, Manifest};
use crate::{put, sites, stats};

/// New articles in a transaction, unless told otherwise.
pub const BATCH: usize = 200;

/// An article as it was read.
#[derive(Debug)]
pub struct Reading {
    /// What came in.
    pub input: Input,
    /// Lines of the text.
    pub blocks: Vec<Block>,
    /// Words of the index.
    pub lemmas: Lemmas,
    /// Long sentences, by which near copies are found.
    pub sentences: Vec<Sentence>,
    /// Lines of the page, by hashes of them with its host, by which the furniture of its site is known.
    pub lines: Vec<u64>,
    /// Article and records.
    pub extraction: Extraction,
}

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is in the store now (after its batch).
    Added,
    /// It was there already.
    Known,
}

/// Counts of an addition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// New articles.
    pub added: usize,
    /// Articles that were there already.
    pub known: usize,
    /// Inputs that could not be read.
    pub failed: usize,
    /// Records of the new articles.
    pub records: usize,
}

/// Rows of `article` that a batch touched.
#[derive(Debug, Default)]
pub struct Changed {
    /// New readings, in order.
    pub added: Vec<i64>,
    /// Readings that a newer one took the place of.
    pub replaced: Vec<i64>,
}

/// An addition under way. What [`Ingest::finish`] has not seen is kept up to the last whole batch.
pub struct Ingest<'s> {
    db: &'s mut Connection,
    pub(crate) run: i64,
    pub(crate) addition: i64,
    open: bool,
    batch: usize,
    changed: Changed,
    totals: Totals,
    inputs: blake3::Hasher,
    pub(crate) interned: put::Interned,
}

impl Store {
    /// Begins an addition at the time `now` (UTC, RFC 3339).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn ingest(&mut self, manifest: &Manifest, paths: &[String], now: &str) -> Result<Ingest<'_>> {
        let tx = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let key = manifest.key();
        let own = serde_json::Value::from(manifest.own.clone()).to_string();
        tx.execute(
            "INSERT INTO run (key, program, rules, packs, lexicon, own, config) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (key) DO NOTHING",
            params![
                key,
                manifest.program,
                manifest.rules,
                Manifest::object(&manifest.packs),
                manifest.lexicon,
                own,
                Manifest::object(&manifest.config)
            ],
        )?;
        let run = tx.query_row("SELECT id FROM run WHERE key = ?", [&key], |r| r.get(0))?;
        let paths = serde_json::Value::from(paths.to_vec()).to_string();
        tx.execute("INSERT INTO addition (run, began, paths) VALUES (?, ?, ?)", params![run, now, paths])?;
        let addition = tx.last_insert_rowid();
        tx.commit()?;
        Ok(Ingest {
            db: &mut self.db,
            run,
            addition,
            open: false,
            batch: BATCH,
            changed: Changed::default(),
            totals: Totals::default(),
            inputs: blake3::Hasher::new(),
            interned: put::Interned::default(),
        })
    }
}

impl Ingest<'_> {
    /// Whether the run has read this input, in this addition or before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn has(&self, input: &Input) -> Result<bool> {
        is_known(self.db, self.run, &input.key)
    }

    /// How many pages that the run has read have this line, by its hash.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn pages_with(&self, line: u64) -> Result<u32> {
        sites::pages(self.db, self.run, line)
    }

    /// Writes so many new articles in a transaction.
    pub fn batches_of(mut self, articles: usize) -> Self {
        self.batch = articles.max(1);
        self
    }

    /// Notes an input that the store had already.
    pub fn known(&mut self, input: &Input) {
        self.inputs.update(input.key.as_bytes());
        self.totals.known += 1;
    }

    /// Adds an article.
    ///
    /// # Errors
    /// What SQLite says, or an article with more records than ids leave room for.
    pub fn put(&mut self, reading: &Reading) -> Result<Put> {
        self.begin()?;
        if is_known(self.db, self.run, &reading.input.key)? {
            self.known(&reading.input);
            return Ok(Put::Known);
        }
        self.inputs.update(reading.input.key.as_bytes());
        let row = put::article(self.db, self.run, self.addition, &mut self.interned, reading)?;
        self.changed.added.push(row.id);
        self.changed.replaced.extend(row.replaced);
        self.totals.added += 1;
        self.totals.records += reading.extraction.records.len();
        if self.changed.added.len() >= self.batch {
            self.commit()?;
        }
        Ok(Put::Added)
    }

    /// Notes an input that could not be read.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn failed(&mut self, source: &str, message: &str) -> Result<()> {
        self.begin()?;
        self.totals.failed += 1;
        self.inputs.update(source.as_bytes());
        let mut insert = self.db.prepare_cached(
            "INSERT INTO failure (run, source, message) VALUES (?, ?, ?)
             ON CONFLICT (run, source) DO UPDATE SET message = excluded.message",
        )?;
        insert.execute(params![self.run, source, message])?;
        Ok(())
    }

    /// Ends the addition at the time `now`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn finish(mut self, now: &str) -> Result<Totals> {
        self.begin()?;
        let inputs: String = self.inputs.finalize().to_hex().chars().take(32).collect();
        self.db.execute(
            "UPDATE addition SET ended = ?, inputs = ? WHERE id = ?",
            params![now, inputs, self.addition],
        )?;
        self.write(true)?;
        // Leaves one file behind where no reader holds the log.
        self.db.pragma_update(None, "wal_checkpoint", "TRUNCATE").or_else(busy_is_fine)?;
        self.db.execute_batch("PRAGMA optimize")?;
        Ok(self.totals)
    }

    fn begin(&mut self) -> Result<()> {
        if !self.open {
            self.db.execute_batch("BEGIN IMMEDIATE")?;
            self.open = true;
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        self.write(false)
    }

    /// Ends the open batch; after the last one what follows from several articles is worked out.
    fn write(&mut self, last: bool) -> Result<()> {
        let changed = std::mem::take(&mut self.changed);
        derive::after_batch(self.db, &changed)?;
        stats::tally(self.db, &changed)?;
        if last {
            derive::settle(self.db)?;
        }
        self.interned.flush(self.db)?;
        let totals = [self.totals.added, self.totals.known, self.totals.failed].map(|n| n as i64);
        self.db.execute(
            "UPDATE addition SET added = ?, known = ?, failed = ? WHERE id = ?",
            params![totals[0], totals[1], totals[2], self.addition],
        )?;
        self.db.execute_batch("COMMIT")?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Ingest<'_> {
    fn drop(&mut self) {
        if self.open {
            // A batch that was not finished is not there; nothing can be said of it here.
            let _ = self.db.execute_batch("ROLLBACK");
        }
    }
}

fn busy_is_fine(e: rusqlite::Error) -> rusqlite::Result<()> {
    match e.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Ok(()),
        _ => Err(e),
    }
}

/// Whether a run has read an input.
pub(crate) fn is_known(db: &Connection, run: i64, key: &str) -> Result<bool> {
    let mut ask = db.prepare_cached(
        "SELECT 1 FROM document d JOIN article a ON a.document = d.id AND a.run = ?2 WHERE d.key = ?1",
    )?;
    Ok(ask.query_row(params![key, run], |_| Ok(())).optional()?.is_some())
}
