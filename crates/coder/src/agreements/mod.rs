//! Instruments between parties with the steps of their lives.

use legation_model::Agreement;

use crate::cast::Cast;
use crate::events::Events;
use crate::statements::Statements;
use crate::text::Text;
use crate::time::Times;

/// Finds the instruments and what is said of them.
pub fn read(
    _text: &Text<'_>,
    _times: &Times,
    _cast: &Cast,
    _statements: &Statements,
    _events: &Events,
) -> Vec<Agreement> {
    Vec::new()
}
