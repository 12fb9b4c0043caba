//! Who acts and where: states, contested polities, organisations, bodies, outlets, groups and places, with the
//! words that name them in Russian and English.
//!
//! The words are rows of the files under `lexicon/`; this crate carries them inside and reads no file. A Russian
//! word of a name is found in every case without its forms being listed: the ending of the word in the file says
//! which endings the text may have ([`inflect`]). A user's own rows lie over them ([`Lexicon::with_overlays`]).

pub mod agents;
mod automaton;
mod blob;
mod compile;
mod context;
mod entity;
mod files;
pub mod inflect;
mod layout;
pub mod lint;
mod load;
mod mention;
pub mod names;
pub mod offices;
mod origin;
mod overlay;
pub mod persons;
pub mod phrase;
mod place;
pub mod small;
pub mod table;
mod trie;

pub use entity::{Class, Entity, EntityIx, Form, Membership, Standing};
pub use load::Lexicon;
pub use mention::{Mention, Word};
pub use overlay::{Fault, Overlay};
pub use place::{Place, PlaceIx, PlaceMention};
