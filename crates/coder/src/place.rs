//! Places of deeds and statements.

use legation_model::PlaceRef;
use legation_nlp::TokenId;

use crate::text::Text;

/// Where the deed headed by `head` took or takes place, as its own clause says.
pub fn of_clause(_text: &Text<'_>, _head: TokenId) -> Option<PlaceRef> {
    None
}
