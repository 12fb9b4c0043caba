//! Gold articles as annotators write them.

// Fields are called as they are on the wire.
#![allow(clippy::struct_field_names)]

use serde::Deserialize;
use serde_json::Value;

use crate::record::nullable;

pub(crate) type Days = Option<Vec<Option<String>>>;

/// One annotated article.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Article {
    /// Its key.
    pub id: String,
    /// ISO 639-1.
    pub lang: String,
    /// What the program is given.
    pub raw: String,
    pub(crate) published: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) body_first: Option<String>,
    pub(crate) body_last: Option<String>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) offices: Vec<Office>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) statements: Vec<Statement>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) events: Vec<Event>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) agreements: Vec<Agreement>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) commitments: Vec<Commitment>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Office {
    pub(crate) person: String,
    pub(crate) office: String,
    #[serde(default)]
    pub(crate) of: Option<String>,
    #[serde(default)]
    pub(crate) phase: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Statement {
    pub(crate) speaker: String,
    #[serde(default)]
    pub(crate) speaker_country: Option<String>,
    #[serde(default)]
    pub(crate) cue: Option<String>,
    #[serde(default)]
    pub(crate) mode: Option<String>,
    pub(crate) content: Vec<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) relay: Vec<Value>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Event {
    pub(crate) plover: String,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) modes: Vec<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) actors: Vec<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) recipients: Vec<String>,
    #[serde(default)]
    pub(crate) date: Days,
    #[serde(default)]
    pub(crate) place: Option<String>,
    #[serde(default)]
    pub(crate) status: Option<String>,
    #[serde(default)]
    pub(crate) holder: Option<String>,
    pub(crate) trigger: String,
    #[serde(default)]
    pub(crate) sentence: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Assertion {
    pub(crate) step: String,
    #[serde(default)]
    pub(crate) status: Option<String>,
    #[serde(default)]
    pub(crate) due: Days,
    #[serde(default)]
    pub(crate) date: Days,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Agreement {
    pub(crate) instrument: String,
    pub(crate) name: String,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) parties: Vec<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) assertions: Vec<Assertion>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Commitment {
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) by: Vec<String>,
    #[serde(default, deserialize_with = "nullable")]
    pub(crate) to: Vec<String>,
    pub(crate) action: String,
    #[serde(default)]
    pub(crate) due: Days,
    #[serde(default)]
    pub(crate) status: Option<String>,
    pub(crate) trigger: String,
}
