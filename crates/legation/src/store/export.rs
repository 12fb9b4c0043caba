//! `legation export`: records for the tools of others.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args as ClapArgs, ValueEnum};
use legation_export::Format;
use legation_store::{Filter, Kind, Store};

use super::filters::SortArgs;
use super::{FilterArgs, StoreFile};
use crate::Outcome;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Articles and records as on the wire
    Ndjson,
    /// A row a record
    Csv,
    /// The same rows, typed
    Parquet,
    /// Who did what to whom, with days (Gephi)
    Gexf,
    /// The same graph, a tie an event
    Graphml,
    /// A time line for TimelineJS 3
    Timelinejs,
    /// Linked data in the words of schema.org
    Jsonld,
    /// PLOVER events, one JSON object a line
    Plover,
    /// Events in the columns of ICEWS, tab-separated
    Icews,
}

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum KindArg {
    Office,
    Statement,
    Event,
    Agreement,
    Commitment,
}

/// Options of `legation export`.
#[derive(Debug, ClapArgs)]
pub struct ExportArgs {
    /// Which format
    #[arg(long, short, value_enum)]
    pub format: ExportFormat,
    /// Where to write it [default: standard output]
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// Only records of this kind; may be given several times
    #[arg(long, value_enum)]
    pub kind: Vec<KindArg>,
    /// Every event, agreement and commitment once, however many articles tell it: as the first report of it has it that
    /// tells of an event with the status it has by now
    #[arg(long)]
    pub once: bool,
    /// Of events, which; where one is asked for, events alone are written unless --kind says otherwise
    #[command(flatten)]
    pub sort: SortArgs,
    /// Which records
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Which store
    #[command(flatten)]
    pub store: StoreFile,
}

/// Runs the command.
pub(crate) fn run(args: &ExportArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.store.db)?;
    let filter = Filter { sort: args.sort.sort(), once: args.once, ..args.filter.filter(0) };
    let kinds: Vec<Kind> = if args.kind.is_empty() && !filter.sort.is_open() {
        vec![Kind::Event]
    } else if args.kind.is_empty() {
        vec![Kind::Office, Kind::Statement, Kind::Event, Kind::Agreement, Kind::Commitment]
    } else {
        args.kind.iter().map(|k| kind(*k)).collect()
    };
    let rows = store.rows_matching(&filter, &kinds)?;
    let out: Box<dyn Write + Send> = match &args.output {
        Some(path) => Box::new(BufWriter::new(
            File::create(path).with_context(|| format!("{}: cannot write", path.display()))?,
        )),
        None => Box::new(BufWriter::new(io::stdout())),
    };
    let mut export = legation_export::open(format(args.format), out)?;
    store.each_of::<anyhow::Error>(&rows, |article, record| Ok(export.add(article, record)?))?;
    export.finish()?;
    Ok(Outcome::Done)
}

fn kind(kind: KindArg) -> Kind {
    match kind {
        KindArg::Office => Kind::Office,
        KindArg::Statement => Kind::Statement,
        KindArg::Event => Kind::Event,
        KindArg::Agreement => Kind::Agreement,
        KindArg::Commitment => Kind::Commitment,
    }
}

fn format(format: ExportFormat) -> Format {
    match format {
        ExportFormat::Ndjson => Format::Ndjson,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Parquet => Format::Parquet,
        ExportFormat::Gexf => Format::Gexf,
        ExportFormat::Graphml => Format::GraphMl,
        ExportFormat::Timelinejs => Format::TimelineJs,
        ExportFormat::Jsonld => Format::JsonLd,
        ExportFormat::Plover => Format::Plover,
        ExportFormat::Icews => Format::Icews,
    }
}
