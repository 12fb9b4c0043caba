//! What a pipeline says about itself besides its weights.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Labels, tables and patterns of a pipeline; made by `cargo xtask pack`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Meta {
    /// Tags of the tagger, in the order of its outputs.
    pub tags: Vec<String>,
    /// Moves of the parser, in the order of its outputs: `S`, `D`, `L-nsubj`, `R-dobj`, `B-ROOT`.
    pub parser: Vec<String>,
    /// Moves of the names, in the order of its outputs: `B-ORG`, `I-ORG`, `L-ORG`, `U-ORG`, `O`.
    pub ner: Vec<String>,
    /// Embedding of tagger and parser.
    pub tok2vec: EmbedMeta,
    /// Embedding of the names.
    pub ner_tok2vec: EmbedMeta,
    /// Tokenizer.
    pub tokenizer: TokenizerMeta,
    /// Norms by the number of the form.
    pub norms: Vec<(u64, String)>,
    /// Attribute rules; a later one wins.
    pub ruler: Vec<Rule>,
    /// Lemmas.
    pub lemma: LemmaMeta,
}

/// A hashed embedding.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct EmbedMeta {
    /// Features in the order of the tables: `NORM`, `PREFIX`, `SUFFIX`, `SHAPE`, `SPACY`, `IS_SPACE`.
    pub columns: Vec<String>,
    /// Seed of each table's hash.
    pub seeds: Vec<u32>,
    /// Convolutions.
    pub depth: usize,
}

/// A form and its norm, if it has one of its own.
pub type FormNorm = (String, Option<String>);

/// Patterns and exceptions of the tokenizer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct TokenizerMeta {
    /// What is split off in front.
    pub prefix: String,
    /// What is split off behind.
    pub suffix: String,
    /// Where the inside is split.
    pub infix: String,
    /// Class of the characters of a top-level domain.
    pub tld: String,
    /// Forms with their tokens, each with its norm if it has one of its own.
    pub exceptions: Vec<(String, Vec<FormNorm>)>,
}

/// Sets attributes of one token of a short pattern.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Rule {
    /// One constraint a token.
    pub pattern: Vec<Constraint>,
    /// The token to change.
    pub index: usize,
    /// Part of speech.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pos: Option<String>,
    /// Features.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub morph: Option<String>,
    /// Lemma.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lemma: Option<String>,
}

/// What a token must be; an empty list asks nothing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Constraint {
    /// Allowed tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<String>,
    /// Forbidden tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tag_not: Vec<String>,
    /// Allowed lower-case forms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lower: Vec<String>,
    /// Allowed relations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dep: Vec<String>,
    /// Forbidden relations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dep_not: Vec<String>,
}

/// Tables of the rule lemmatizer by lower-case part of speech.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LemmaMeta {
    /// Suffix and what replaces it.
    pub rules: BTreeMap<String, Vec<(String, String)>>,
    /// Forms with their lemmas.
    pub exceptions: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Parts of speech with a list of known lemmas, kept in the section `lemma/` and the name.
    pub index: Vec<String>,
}
