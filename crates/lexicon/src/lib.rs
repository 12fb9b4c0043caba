//! Who acts and where: states, contested polities, organisations, bodies, outlets, groups and places, with the
//! words that name them in Russian and English.
//!
//! The words are rows of the files under `lexicon/`; this crate carries them inside and reads no file. A Russian
//! word of a name is found in every case without its forms being listed: the ending of the word in the file says
//! which endings the text may have ([`inflect`]).

pub mod agents;
mod automaton;
mod blob;
mod context;
mod entity;
pub mod inflect;
mod layout;
mod load;
mod mention;
pub mod names;
pub mod offices;
pub mod persons;
pub mod phrase;
mod place;
pub mod table;

pub use entity::{Class, Entity, EntityIx, Form, Membership, Standing};
pub use load::Lexicon;
pub use mention::{Mention, Word};
pub use place::{Place, PlaceIx, PlaceMention};
