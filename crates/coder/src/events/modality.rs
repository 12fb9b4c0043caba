//! Status of a clause: whether its deed took place, is planned, possible, denied…

use legation_model::{Certainty, Polarity, Status, Tense};
use legation_nlp::TokenId;

use crate::statements::Statements;
use crate::text::Text;

/// What a clause says of its deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modality {
    /// Derived status.
    pub status: Status,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// How sure.
    pub certainty: Certainty,
    /// Time seen from the story.
    pub tense: Tense,
}

/// The modality of the deed headed by `head` (verb, participle or noun), its governors included.
pub fn of(_text: &Text<'_>, _statements: &Statements, _head: TokenId) -> Modality {
    Modality {
        status: Status::Asserted,
        polarity: Polarity::Positive,
        certainty: Certainty::Certain,
        tense: Tense::Past,
    }
}
