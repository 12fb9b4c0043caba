//! What many articles say together: reports merged into events, mentions into agreements with their histories,
//! promises into commitments that come due, names into actors.
//!
//! Pure, and the same for any order of what comes in. Nothing here reads a record's text to compare it with another's:
//! events meet by type, actors, day and place, agreements by parties, instrument, topic and time. `docs/ledger.md`
//! has the rules in words.

pub mod actors;
pub mod agents;
pub mod agreements;
pub mod cluster;
pub mod commitments;
mod data;
pub mod days;
pub mod events;
pub mod source;
pub mod stories;
pub mod view;

pub use source::Source;
