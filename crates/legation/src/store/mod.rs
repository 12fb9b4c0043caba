//! Commands on a store: adding articles and asking what they say.

use std::path::PathBuf;

use clap::Args as ClapArgs;

pub(crate) mod add;
pub(crate) mod ask;
pub(crate) mod changes;
mod clock;
pub(crate) mod export;
mod filters;
pub(crate) mod ledger;
mod memory;
pub(crate) mod people;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod statements;
mod table;
pub(crate) mod verify;

pub use filters::FilterArgs;
pub(crate) use table::Table;

/// Which store.
#[derive(Debug, Clone, ClapArgs)]
pub struct StoreFile {
    /// The store
    #[arg(long, value_name = "FILE", env = "LEGATION_DB", default_value = "legation.db")]
    pub db: PathBuf,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// Aligned columns
    Table,
    /// Comma-separated, with a head
    Csv,
    /// One JSON object a line
    Ndjson,
}

/// Options that all lists have.
#[derive(Debug, Clone, ClapArgs)]
pub struct ListArgs {
    /// Which store
    #[command(flatten)]
    pub store: StoreFile,
    /// How to write the list [default: table on a terminal, ndjson otherwise]
    #[arg(long, short, value_enum)]
    pub format: Option<ListFormat>,
    /// Where to write it [default: standard output]
    #[arg(long, short)]
    pub output: Option<PathBuf>,
}
