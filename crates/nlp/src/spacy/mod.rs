//! A runtime for spaCy's convolutional pipelines: tokenizer, hashed embeddings, tagger, arc-eager parser, BILUO
//! names, attribute rules and rule lemmas.
//!
//! The labels are spaCy's own; a language above turns them into Universal Dependencies. Sentences are given from
//! outside: the parser and the names respect them as spaCy respects preset `is_sent_start`.

mod affix;
mod hash;
mod lemma;
mod lexeme;
mod meta;
mod moves;
mod ner;
mod parser;
mod pipeline;
mod ruler;
mod step;
mod tok2vec;
mod tokenizer;
mod url;

pub use hash::string_id;
pub use meta::{Constraint, EmbedMeta, FormNorm, LemmaMeta, Meta, Rule, TokenizerMeta};
pub use pipeline::{Analysed, Pipeline, Scratch};
pub use tokenizer::Token;
