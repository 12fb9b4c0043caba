//! Frames and operators over trees: PLOVER events with a status.

pub mod modality;

use legation_model::Event;
use legation_nlp::TokenId;

use crate::cast::{Cast, Participant};
use crate::statements::Statements;
use crate::text::Text;
use crate::time::Times;

pub use modality::Modality;

/// An event with what later stages need of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// The record.
    pub record: Event,
    /// The trigger's head token.
    pub trigger: TokenId,
    /// The token of the inner act ("promised to *help*"), where an operator made the type.
    pub inner: Option<TokenId>,
    /// Type of the inner act.
    pub inner_type: Option<legation_model::Plover>,
    /// Actors in order.
    pub actors: Vec<Participant>,
    /// Recipients in order.
    pub recipients: Vec<Participant>,
}

/// All events of an article in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// In the order of the text.
    pub list: Vec<Deed>,
}

impl Events {
    /// Finds them.
    pub fn read(_text: &Text<'_>, _times: &Times, _cast: &Cast, _statements: &Statements) -> Self {
        Self::default()
    }
}
