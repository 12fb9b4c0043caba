//! What can go wrong with a store.

use std::path::PathBuf;

/// An error of the store, with the place.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be opened.
    #[error("{path}: cannot open the store: {source}")]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
    /// There is no such file.
    #[error("{0}: no such store; `legation add` makes one")]
    Missing(PathBuf),
    /// A SQLite file of another program.
    #[error("{0}: not a store of Legation")]
    Foreign(PathBuf),
    /// Made by a later version of the program.
    #[error("{path}: schema {found} is of a later version of the program; this one knows up to {known}")]
    Later {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The last one known here.
        known: u32,
    },
    /// Made by an earlier version, and opened for reading only.
    #[error(
        "{path}: schema {found} is of an earlier version of the program; `legation add` brings it to {known}"
    )]
    Earlier {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The one of this program.
        known: u32,
    },
    /// What SQLite says.
    #[error("store: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored record that cannot be read back.
    #[error("store: article {article}: {what}")]
    Broken {
        /// Row of the article.
        article: i64,
        /// What is wrong.
        what: String,
    },
    /// An article with more records than ids leave room for.
    #[error("store: article {0} has too many records")]
    TooMany(String),
    /// Something said no while being written to.
    #[error("store: {0}")]
    Io(#[from] std::io::Error),
    /// A question that cannot be asked.
    #[error("{0}")]
    Question(String),
}

/// Result of the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;
