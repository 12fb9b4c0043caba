//! Articles and their records in one SQLite file. The only crate that knows SQLite.
//!
//! * [`Store::open`] makes or migrates a file for writing, [`Store::read`] opens it for reading only. One writer, any
//!   number of readers, also while it writes (WAL).
//! * [`Store::ingest`] begins an addition; [`Ingest::put`] takes articles in input order and writes them in batches that
//!   are whole or not there; [`Ingest::finish`] ends it. [`Ingest::has`] tells beforehand which inputs need no work.
//! * [`Store::each_article`], [`Store::each_record`] and [`Store::article`] give back what was put in, as on the wire.
//! * [`Store::statements`], [`Store::search`], [`Store::look`], [`Store::news`] answer questions; [`Store::verify`] holds
//!   every quote to its text.
//! * [`Store::question`] runs the user's own SQL, [`Store::stats`] counts, [`Store::dump`] writes all content for comparing.
//!
//! The schema is in `migrations/`, its tables and views are told in `docs/store.md`. A document is what came in, known by
//! its bytes; an article is a document as one run (program, words, settings) read it; records belong to an article. The
//! newest reading of a document is its current one, and what is asked is asked of current articles.
//!
//! What follows from several articles (merged events, lives of agreements, actors over time) is the ledger's: it adds a
//! migration with its tables and fills them in `derive`, whose first lines say how. The user's decisions are kept in
//! `decision` by ids that outlive re-reading.
//!
//! No file is walked here, nothing is printed, no clock is read: the caller tells the time.

mod ask;
mod bounds;
mod copies;
mod derive;
mod dump;
mod error;
mod filter;
mod functions;
mod ingest;
mod kinds;
mod ledger;
mod lemmas;
mod list;
mod look;
mod manifest;
mod meeting;
mod news;
mod put;
mod schema;
mod search;
mod sites;
mod stats;
mod verify;
mod wire;

pub mod field;
pub mod read;

use std::path::Path;

pub use ask::{Cell, Question};
pub use bounds::{Bounds, Sort};
pub use copies::Sentence;
pub use error::{Error, Result};
pub use filter::{Filter, Who};
pub use ingest::{BATCH, Changed, Ingest, Put, Reading, Totals};
pub use kinds::Kind;
pub use ledger::{Rows, Which};
pub use lemmas::{Lemmas, words};
pub use list::List;
pub use look::{Decision, Looked, ReadBy, Shown, Told};
pub use manifest::{Input, Manifest};
pub use news::News;
pub use put::{NO_DAY, SEQ_BITS, day_of, days, place_key, publisher_key};
pub use read::{Scope, Stored, StoredRecord};
pub use schema::VERSION;
pub use search::{Hit, Term};
pub use stats::Count;
pub use verify::Verdict;

/// An open store.
#[derive(Debug)]
pub struct Store {
    db: rusqlite::Connection,
}

impl Store {
    /// Opens for writing; makes the file where there is none, and brings an older schema to the newest.
    ///
    /// # Errors
    /// The file cannot be opened, or is not a store of this program.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { db: schema::write(path)? })
    }

    /// Opens for reading only.
    ///
    /// # Errors
    /// As [`Store::open`]; a file that is not there, or whose schema is an older one.
    pub fn read(path: &Path) -> Result<Self> {
        Ok(Self { db: schema::read(path)? })
    }
}
