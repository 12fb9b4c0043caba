//! What every question may set: days, place, language, source, run; and which actor a name means. Whose tables are asked
//! is not known here.

use legation_model::Day;

use crate::error::{Error, Result};

/// When, where, from whom; what is not set does not matter.
#[derive(Debug, Clone, Default)]
pub struct Bounds {
    /// First day.
    pub since: Option<Day>,
    /// Last day.
    pub until: Option<Day>,
    /// Place or country.
    pub place: Option<String>,
    /// Language of an article, ISO 639-1.
    pub lang: Option<String>,
    /// Publisher of an article, or part of its path or address.
    pub source: Option<String>,
    /// Run by its number.
    pub run: Option<i64>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// The only one of those that a name may mean.
///
/// # Errors
/// Nobody is called so, or several are.
pub(crate) fn only(named: &str, mut found: Vec<String>) -> Result<String> {
    match found.len() {
        0 => Err(Error::Question(format!("no actor is called {named}"))),
        1 => Ok(found.remove(0)),
        _ => Err(Error::Question(format!("{named} may be {}", found.join(", ")))),
    }
}
