//! What actors say they will do.

use legation_model::Commitment;

use crate::cast::Cast;
use crate::events::Events;
use crate::statements::Statements;
use crate::text::Text;
use crate::time::Times;

/// Finds the commitments.
pub fn read(
    _text: &Text<'_>,
    _times: &Times,
    _cast: &Cast,
    _statements: &Statements,
    _events: &Events,
) -> Vec<Commitment> {
    Vec::new()
}
