//! What Legation knows: records on the wire, the article that travels between crates, and the ontology tables.
//!
//! The meaning of every field is in `docs/codebook.md`; the wire format is held to a JSON Schema made from these
//! types. Nothing here reads a file, a clock or the environment.

mod actor;
mod article;
mod codes;
mod id;
mod place;
mod record;
mod schema;
mod time;

pub mod cameo;
pub mod ontology;

pub use actor::{ActorKind, ActorRef, Named};
pub use article::{Article, Block, BlockKind, Dropped, Lang, RawArticle};
pub use codes::{
    Cameo, Certainty, CommitmentStatus, Context, Instrument, Mode, Office, Phase, Plover, Polarity, Quad,
    Sector, Severity, StatementMode, Status, Step, Tense,
};
pub use id::RecordId;
pub use place::PlaceRef;
pub use record::{
    Agreement, ArticleRecord, Assertion, Commitment, Diagnostic, Event, Extraction, OfficeRecord, Record,
    Statement,
};
pub use schema::json_schema;
pub use time::{DateRef, Day, Precision};

pub use article::Evidence;
