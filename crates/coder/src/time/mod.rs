//! Time expressions of the article, resolved to intervals.

use legation_model::DateRef;
use legation_nlp::TokenId;

use crate::text::Text;

/// Which way an incomplete expression is completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The latest fit not after the anchor.
    Past,
    /// The earliest fit not before it.
    Future,
}

/// All time expressions of an article.
#[derive(Debug, Clone, Default)]
pub struct Times {}

impl Times {
    /// Finds them.
    pub fn read(_text: &Text<'_>) -> Self {
        Self::default()
    }

    /// When the deed or utterance headed by `head` (verb or noun) took or takes place: the expression attached to
    /// its clause, resolved in `direction`; `None` when the clause names no time that resolves.
    pub fn of_clause(&self, _text: &Text<'_>, _head: TokenId, _direction: Direction) -> Option<DateRef> {
        None
    }
}
