//! Raw articles out of any container: text and pages, JSON, tables, feeds, sitemaps, crawls, archives of any of these.
//!
//! [`read`] takes a stream and its name, finds out what it is and hands over one article after the other. Nothing is
//! held but the article at hand, whatever the number of records. What is damaged, too long or too deep is one
//! [`ReadError`] with its [`Place`], and reading goes on behind it. No file is opened here and nothing is cleaned: that
//! is the caller's and `legation-intake`'s.

mod columns;
mod encoded;
mod error;
mod http;
mod input;
mod item;
mod kinds;
mod lines;
mod out;
mod xml;

pub use columns::{Columns, FIELDS};
pub use error::ReadError;
pub use item::{Article, Found, Item, Listing, Place};
pub use kinds::{KINDS, Kind};

use std::io::BufRead;

/// Limits and switches of reading.
#[derive(Debug, Clone)]
pub struct Options {
    /// The most bytes one article, line or record may have.
    pub max_bytes: usize,
    /// The most that packed bytes may grow; what grows more is a bomb.
    pub max_ratio: u64,
    /// How deep archives may lie in archives.
    pub max_depth: usize,
    /// What the columns and fields of tables and JSON are called.
    pub columns: Columns,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_bytes: 16 << 20, max_ratio: 250, max_depth: 4, columns: Columns::default() }
    }
}

/// What was passed over because it holds no article by its nature, counted by reason: requests of a crawl, images…
pub type Skipped = std::collections::BTreeMap<&'static str, u64>;

/// Reads every article of `stream`, which `name` names, and hands it to `take` until that says no.
///
/// The kind is told by the first bytes, then by the name's extension. Gives what was passed over, and false if `take`
/// said no.
pub fn read(
    stream: &mut dyn BufRead,
    name: &str,
    options: &Options,
    take: &mut dyn FnMut(Item) -> bool,
) -> (Skipped, bool) {
    let mut skipped = Skipped::new();
    let mut out = out::Out::new(options, take, &mut skipped);
    let mut input = input::Input::new(name, stream).counted(&out.budget);
    let flow = kinds::open(&mut input, &mut out);
    (skipped, flow.is_continue())
}
