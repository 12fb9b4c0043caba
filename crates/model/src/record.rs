//! Records as they go over the wire: keys in the order of the fields here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActorRef, Cameo, Certainty, CommitmentStatus, Context, DateRef, Dropped, Evidence, Instrument, Lang,
    Mode, Named, Office, Phase, PlaceRef, Plover, Polarity, Quad, RecordId, Severity, StatementMode, Status,
    Step, Tense,
};

/// One line of the output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Record {
    Article(ArticleRecord),
    Office(OfficeRecord),
    Statement(Statement),
    Event(Event),
    Agreement(Agreement),
    Commitment(Commitment),
    Diagnostic(Diagnostic),
}

/// All that was read out of one article: the one unit that travels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The article.
    pub article: ArticleRecord,
    /// Records in the order of their place in the text, diagnostics last.
    pub records: Vec<Record>,
}

/// The cleaned article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ArticleRecord {
    pub id: RecordId,
    pub source: String,
    pub url: Option<String>,
    pub lang: Lang,
    pub title: Option<String>,
    pub published: Option<DateRef>,
    pub dateline: Option<Evidence>,
    pub publisher: Option<String>,
    pub author: Option<String>,
    pub relay: Vec<String>,
    pub text: String,
    pub dropped: Vec<Dropped>,
    pub duplicate_of: Option<RecordId>,
    /// Program and lexicons that read it, where a user's own words lay over the built-in ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<String>,
}

/// Who holds which office of whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct OfficeRecord {
    pub id: RecordId,
    pub article: RecordId,
    pub person: ActorRef,
    pub office: Office,
    /// The words that name the office.
    pub title: Evidence,
    pub of: Option<ActorRef>,
    pub phase: Phase,
    pub as_of: Option<DateRef>,
    /// The rule that made it.
    pub rule: String,
    /// How many in a hundred records like this one are right, as a share from 0 to 1 (see `docs/quality.md`).
    pub confidence: f64,
}

/// Who said what, to whom, where, through whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Statement {
    pub id: RecordId,
    pub article: RecordId,
    pub speaker: ActorRef,
    pub co_speakers: Vec<ActorRef>,
    pub on_behalf_of: Option<ActorRef>,
    /// The word that reports; `null` for a turn of a transcript or a statement that goes on without one.
    pub cue: Option<Evidence>,
    pub mode: StatementMode,
    /// One span, or more when the cue breaks the quote.
    pub content: Vec<Evidence>,
    /// Words of the headline that repeat it.
    #[serde(default)]
    pub also: Vec<Evidence>,
    pub addressee: Vec<ActorRef>,
    pub venue: Option<Evidence>,
    pub relay: Vec<Named>,
    pub date: Option<DateRef>,
    pub place: Option<PlaceRef>,
    /// Ids of the records inside the content.
    pub records: Vec<RecordId>,
    pub rule: String,
    /// How many in a hundred records like this one are right, as a share from 0 to 1 (see `docs/quality.md`).
    pub confidence: f64,
}

/// A PLOVER event with its status.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Event {
    pub id: RecordId,
    pub article: RecordId,
    pub plover: Plover,
    /// Type of the act named inside a promise, plan, request, refusal, threat…; `null` where there is none.
    pub deed: Option<Plover>,
    pub modes: Vec<Mode>,
    pub contexts: Vec<Context>,
    pub cameo: Option<Cameo>,
    pub quad: Quad,
    pub score: f64,
    pub actors: Vec<ActorRef>,
    pub recipients: Vec<ActorRef>,
    pub date: Option<DateRef>,
    pub place: Option<PlaceRef>,
    pub status: Status,
    pub polarity: Polarity,
    pub certainty: Certainty,
    pub tense: Tense,
    /// On whose word it rests; `null`: the article's own.
    pub holder: Option<ActorRef>,
    pub relay: Vec<Named>,
    pub statement: Option<RecordId>,
    pub trigger: Evidence,
    /// Words that tell the same deed elsewhere in the article, the headline among them, in the order of the text.
    #[serde(default)]
    pub also: Vec<Evidence>,
    pub rule: String,
    /// How many in a hundred records like this one are right, as a share from 0 to 1 (see `docs/quality.md`).
    pub confidence: f64,
}

/// A step of an agreement as somebody tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Assertion {
    pub step: Step,
    /// Whose step it is, where steps are per party.
    pub party: Option<ActorRef>,
    pub status: Status,
    pub date: Option<DateRef>,
    pub due: Option<DateRef>,
    pub holder: Option<ActorRef>,
    pub statement: Option<RecordId>,
    pub trigger: Evidence,
    pub rule: String,
}

/// An instrument between parties with what is said of its life.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Agreement {
    pub id: RecordId,
    pub article: RecordId,
    pub instrument: Instrument,
    pub name: Evidence,
    pub parties: Vec<ActorRef>,
    pub topics: Vec<String>,
    /// The furthest step that is asserted or historical.
    pub stage: Option<Step>,
    pub assertions: Vec<Assertion>,
    pub rule: String,
    /// How many in a hundred records like this one are right, as a share from 0 to 1 (see `docs/quality.md`).
    pub confidence: f64,
}

/// What an actor says it will do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Commitment {
    pub id: RecordId,
    pub article: RecordId,
    pub by: Vec<ActorRef>,
    pub to: Vec<ActorRef>,
    /// Type of the promised act.
    pub plover: Option<Plover>,
    pub action: Evidence,
    pub due: Option<DateRef>,
    pub status: CommitmentStatus,
    pub statement: Option<RecordId>,
    pub trigger: Evidence,
    pub rule: String,
    /// How many in a hundred records like this one are right, as a share from 0 to 1 (see `docs/quality.md`).
    pub confidence: f64,
}

/// Something the user should know about the reading of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Diagnostic {
    pub id: RecordId,
    pub article: RecordId,
    /// Stable code, `LG0001`…
    pub code: String,
    pub severity: Severity,
    pub message: String,
    pub span: Option<Evidence>,
}

impl From<&crate::Article> for ArticleRecord {
    fn from(article: &crate::Article) -> Self {
        Self {
            id: article.id.clone(),
            source: article.source.clone(),
            url: article.url.clone(),
            lang: article.lang,
            title: article.title.map(|t| t.slice(&article.text).to_owned()),
            published: article.published.clone(),
            dateline: article.dateline.map(|d| article.evidence(d)),
            publisher: article.publisher.clone(),
            author: article.author.clone(),
            relay: article.relay.clone(),
            text: article.text.clone(),
            dropped: article.dropped.clone(),
            duplicate_of: article.duplicate_of.clone(),
            made_by: None,
        }
    }
}
