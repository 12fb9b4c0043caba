//! Language: sentences, tokens, lemmas, morphology, Universal Dependencies trees and names.
//!
//! One [`Doc`] an article, built once and read only. Rules above see UD in every language; what a language's own
//! model says stays inside its folder. No file, clock, thread or hash-map order shows in what comes out.

mod abbreviation;
pub mod analyze;
pub mod conllu;
pub mod doc;
mod en;
pub mod kernel;
pub mod pack;
mod ru;
pub mod spacy;
pub mod tags;
pub mod tree;

pub use analyze::{Analyzer, LoadError, Worker};
pub use doc::{Doc, DocBuilder, Name, NameKind, Segment, Sentence, TokenId, TokenRow};
pub use legation_model::Lang;
pub use legation_text::Span;
pub use ru::RawLabel;
pub use tags::{Feats, Rel, Upos};
