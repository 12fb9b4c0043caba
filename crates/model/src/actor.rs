//! Actors as records refer to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Evidence, Office, Sector};

/// What kind of actor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum ActorKind {
    Person,
    State,
    Polity,
    Organisation,
    Body,
    Group,
}

impl ActorKind {
    /// The kind as written on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::State => "state",
            Self::Polity => "polity",
            Self::Organisation => "organisation",
            Self::Body => "body",
            Self::Group => "group",
        }
    }
}

/// An actor in a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActorRef {
    /// Stable key; `null` when the actor could not be resolved.
    pub id: Option<String>,
    /// As in the text.
    pub name: String,
    /// Display name in English.
    pub label: String,
    /// Kind.
    pub kind: ActorKind,
    /// ISO 3166 alpha-3 of a state, the slug of a contested polity, or `null`.
    pub country: Option<String>,
    /// PLOVER sectors.
    pub sectors: Vec<Sector>,
    /// Office of a person on that day.
    pub office: Option<Office>,
    /// The words that name it.
    pub spans: Vec<Evidence>,
}

/// A link of a relay chain: an actor where it is known, else its name as in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Named {
    /// A resolved actor.
    Actor(Box<ActorRef>),
    /// The name alone.
    Name(String),
}
