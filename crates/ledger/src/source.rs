//! The article that a record stands in, as far as the ledger needs to know it.

use legation_model::{ArticleRecord, Day, Lang, RecordId};
use serde::{Deserialize, Serialize};

/// Where and when something was said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    /// First day of publication; `None`: not known.
    pub published: Option<Day>,
    /// The article.
    pub article: RecordId,
    /// Its language.
    pub lang: Lang,
    /// Who published it.
    pub publisher: Option<String>,
    /// The article that it is a copy of.
    pub copy_of: Option<RecordId>,
}

/// An id that is filled in later.
pub(crate) fn no_record() -> RecordId {
    RecordId(String::new())
}

impl Default for Source {
    fn default() -> Self {
        Self { published: None, article: no_record(), lang: Lang::Und, publisher: None, copy_of: None }
    }
}

impl Source {
    /// That of an article.
    pub fn of(article: &ArticleRecord) -> Self {
        Self {
            published: article.published.as_ref().and_then(|d| d.start),
            article: article.id.clone(),
            lang: article.lang,
            publisher: article.publisher.clone(),
            copy_of: article.duplicate_of.clone(),
        }
    }
}
