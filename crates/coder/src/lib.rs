//! The coder: an article and its analysis in, records with evidence out.
//!
//! One pass, each stage reading what the stages before it found and never changing it:
//!
//! 1. [`time`]: time expressions, [`place`]: places
//! 2. [`cast`]: who is named, which words mean the same actor, which office each held
//! 3. [`statements`]: who said what through whom
//! 4. [`events`]: frames and operators over trees give PLOVER events with a status
//! 5. [`agreements`], [`commitments`]: instruments with their steps, promises with their due dates
//! 6. [`confidence`]: how sure each record is
//!
//! Words live in `lexicon/`; meaning is composed here. No file, clock, thread, randomness or hash-map order.

pub mod agreements;
pub mod cast;
pub mod commitments;
pub mod confidence;
pub mod events;
pub mod place;
pub mod statements;
pub mod time;

mod attach;
mod code;
mod examples;
mod rules;
mod text;
pub mod trace;
mod unread;

pub use code::{code, code_traced, code_with};
pub use examples::Examples;
pub use rules::Rules;
pub use text::Text;
