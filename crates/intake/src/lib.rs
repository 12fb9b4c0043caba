//! From bytes to articles: decoding, the article proper out of scraped text, its date, publisher and language.
//!
//! [`read`] turns the bytes of one article into an [`Article`](legation_model::Article); it opens no file and asks no clock. What does not belong
//! to the article is in [`Article::dropped`](legation_model::Article::dropped) with a reason and its place in the bytes as received.

mod chars;
mod claim;
mod clean;
pub mod copies;
mod dateline;
mod decode;
mod draft;
mod error;
mod features;
mod furniture;
mod headline;
mod html;
mod inline;
mod join;
mod judge;
mod language;
mod lexicon;
mod lines;
mod machine;
mod mojibake;
mod page;
mod published;
mod recall;
mod relay;
pub mod site;
mod speech;
mod stamp;
mod trim;
mod unit;

pub use claim::Claim;
pub use decode::{Decoded, decode, is_charset};
pub use draft::{Draft, Reading, Told, draft, read, read_all, reading, told};
pub use error::IntakeError;
pub use language::language;

/// Decodes a page: by `declared`, or by what the page says of itself, or by detection.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_page(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, IntakeError> {
    let said = if declared.is_none() { html::charset(bytes) } else { None };
    decode(bytes, declared.or(said.as_deref()))
}

/// A text with its character references (`&amp;`, `&#1052;`, `&laquo;`) resolved.
pub fn unescape(text: &str) -> std::borrow::Cow<'_, str> {
    html::unescape(text)
}

/// The most bytes an article may have, whatever the options say: places in its text are 32 bits wide, and a letter may grow to three bytes.
pub const MOST_BYTES: usize = 1 << 30;

/// Limits and switches of reading.
#[derive(Debug, Clone)]
pub struct Options {
    /// The most bytes one article may have; [`MOST_BYTES`] at most.
    pub max_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_bytes: 16 << 20 }
    }
}

/// The lines of a page with all their furniture, as a text browser shows them: what a scraper without an idea of pages hands on.
pub fn rendered(page: &str) -> String {
    let lines = html::lines(&html::Tree::parse(page));
    lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}
