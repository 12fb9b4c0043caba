//! Records for the tools of others: a file format each, all written from records on the wire. The only crate that knows
//! Parquet. Nothing here reads a store, a file or a clock.

mod flat;
mod gexf;
mod graph;
mod graphml;
mod icews;
mod jsonld;
mod lines;
mod parquet;
mod plover;
mod timeline;
mod xml;

pub use xml::escaped;

use std::io::Write;

use graph::Drawn;
use legation_model::{ArticleRecord, Record};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The output says no.
    #[error("cannot write: {0}")]
    Io(#[from] std::io::Error),
    /// A record that JSON cannot hold.
    #[error("cannot write: {0}")]
    Json(#[from] serde_json::Error),
    /// What the writer of Parquet says.
    #[error("cannot write Parquet: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
}

/// Result of an export.
pub type Result<T> = std::result::Result<T, Error>;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Articles and records as on the wire, one JSON object a line.
    Ndjson,
    /// A row a record.
    Csv,
    /// The same rows, typed.
    Parquet,
    /// A graph of who did what to whom, with the days of each tie (Gephi).
    Gexf,
    /// The same graph, a tie an event (networkx, yEd, igraph).
    GraphMl,
    /// A time line (TimelineJS 3).
    TimelineJs,
    /// Linked data in the words of schema.org.
    JsonLd,
    /// Events as PLOVER describes them, one JSON object a line.
    Plover,
    /// Events in the columns of ICEWS, tab-separated, a row a pair of source and target.
    Icews,
}

/// An export under way.
pub trait Export {
    /// Adds a record; those of one article come one after the other.
    ///
    /// # Errors
    /// The output says no.
    fn add(&mut self, article: &ArticleRecord, record: &Record) -> Result<()>;

    /// Ends the file.
    ///
    /// # Errors
    /// The output says no.
    fn finish(self: Box<Self>) -> Result<()>;
}

/// Begins an export into `out`.
///
/// # Errors
/// The output says no.
pub fn open<'w>(format: Format, out: Box<dyn Write + Send + 'w>) -> Result<Box<dyn Export + 'w>> {
    Ok(match format {
        Format::Ndjson => Box::new(lines::Wire::new(out)),
        Format::Csv => Box::new(flat::Csv::new(out)?),
        Format::Parquet => Box::new(parquet::Parquet::new(out)?),
        Format::Gexf => Box::new(Drawn::new(out, gexf::write)),
        Format::GraphMl => Box::new(Drawn::new(out, graphml::write)),
        Format::TimelineJs => Box::new(timeline::Timeline::new(out)),
        Format::JsonLd => Box::new(jsonld::JsonLd::new(out)),
        Format::Plover => Box::new(plover::Plover::new(out)),
        Format::Icews => Box::new(icews::Icews::new(out)?),
    })
}
