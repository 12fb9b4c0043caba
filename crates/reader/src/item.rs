//! What readers hand over: articles, mere listings of articles, and errors, each with its place.

use std::fmt;

use legation_model::RawArticle;

use crate::ReadError;

/// Where something stands: the file (`archive.zip:pages/a.html` inside of one), the record in it, the byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Path, with the names of archive members behind colons.
    pub file: String,
    /// Number of the record, line or row, from 1; 0 for the file as a whole.
    pub record: u64,
    /// First byte of the record in its file, after unpacking.
    pub byte: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.record > 0 { write!(f, ":{}", self.record) } else { Ok(()) }
    }
}

/// One thing found, or why it could not be had.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where.
    pub place: Place,
    /// What.
    pub found: Result<Found, ReadError>,
}

/// What a record holds.
#[derive(Debug, Clone)]
pub enum Found {
    /// An article.
    Article(Box<Article>),
    /// Only the mention of one: address, headline, date, but no text.
    Listing(Box<Listing>),
}

/// A raw article with what its carrier says beyond what cleaning needs.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// For `legation-intake`.
    pub raw: RawArticle,
    /// Other metadata of the carrier by name: `fetched`, `author`, `truncated`…
    pub notes: Vec<(&'static str, String)>,
}

/// An article that is named but not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publication date as written.
    pub published: Option<String>,
    /// Language.
    pub lang: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
}
