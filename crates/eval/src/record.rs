//! Records as the scorer reads them: the fields it compares, whatever else a line holds, so that records of an older
//! program or of another one can be scored too.

// Fields are called as they are on the wire.
#![allow(clippy::struct_field_names)]

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// `null` where a list or a text is due counts as empty.
pub(crate) fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    d: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(d)?.unwrap_or_default())
}

/// Words with their code points.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Quote {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(deserialize_with = "nullable")]
    pub(crate) quote: String,
}

/// One span or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Quotes {
    One(Quote),
    Many(Vec<Quote>),
}

impl Quotes {
    pub(crate) fn first(&self) -> Option<&Quote> {
        match self {
            Quotes::One(quote) => Some(quote),
            Quotes::Many(quotes) => quotes.first(),
        }
    }
}

/// The words of spans, one space between.
pub(crate) fn words(quotes: Option<&Quotes>) -> String {
    match quotes {
        None => String::new(),
        Some(Quotes::One(quote)) => quote.quote.clone(),
        Some(Quotes::Many(quotes)) => quotes.iter().map(|q| q.quote.as_str()).collect::<Vec<_>>().join(" "),
    }
}

/// An actor of a record.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Actor {
    pub(crate) id: Option<String>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) name: String,
    #[serde(deserialize_with = "nullable")]
    pub(crate) label: String,
    #[serde(deserialize_with = "nullable")]
    pub(crate) kind: String,
    pub(crate) country: Option<String>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) sectors: Vec<String>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) spans: Vec<Quote>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Date {
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Place {
    pub(crate) name: Option<String>,
    pub(crate) label: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) source: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Date>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) text: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Office {
    pub(crate) id: Option<String>,
    pub(crate) article: Option<String>,
    pub(crate) person: Option<Actor>,
    pub(crate) office: Option<String>,
    pub(crate) title: Option<Quotes>,
    pub(crate) of: Option<Actor>,
    pub(crate) phase: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Statement {
    pub(crate) id: Option<String>,
    pub(crate) article: Option<String>,
    pub(crate) speaker: Option<Actor>,
    pub(crate) cue: Option<Quotes>,
    pub(crate) mode: Option<String>,
    pub(crate) content: Option<Quotes>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) relay: Vec<Value>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Event {
    pub(crate) id: Option<String>,
    pub(crate) article: Option<String>,
    pub(crate) plover: Option<String>,
    /// Type of the act inside a plan, a hope or a promise.
    pub(crate) deed: Option<String>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) modes: Vec<String>,
    pub(crate) cameo: Option<String>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) actors: Vec<Actor>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) recipients: Vec<Actor>,
    pub(crate) date: Option<Date>,
    pub(crate) place: Option<Place>,
    pub(crate) status: Option<String>,
    pub(crate) holder: Option<Actor>,
    pub(crate) trigger: Option<Quotes>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Assertion {
    pub(crate) step: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) due: Option<Date>,
    pub(crate) trigger: Option<Quotes>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Agreement {
    pub(crate) id: Option<String>,
    pub(crate) article: Option<String>,
    pub(crate) instrument: Option<String>,
    pub(crate) name: Option<Quotes>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) parties: Vec<Actor>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) assertions: Vec<Assertion>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Commitment {
    pub(crate) id: Option<String>,
    pub(crate) article: Option<String>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) by: Vec<Actor>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) to: Vec<Actor>,
    pub(crate) plover: Option<String>,
    pub(crate) action: Option<Quotes>,
    pub(crate) due: Option<Date>,
    pub(crate) status: Option<String>,
    pub(crate) trigger: Option<Quotes>,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line {
    Article(Article),
    Office(Office),
    Statement(Statement),
    Event(Event),
    Agreement(Agreement),
    Commitment(Commitment),
    #[serde(other)]
    Other,
}

/// The records of one article.
#[derive(Debug, Default)]
pub struct Output {
    pub(crate) article: Article,
    pub(crate) offices: Vec<Office>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) events: Vec<Event>,
    pub(crate) agreements: Vec<Agreement>,
    pub(crate) commitments: Vec<Commitment>,
}

/// Gathers record lines by article, in the order in which the articles come; records of no article are left out.
///
/// # Errors
/// A line that is no record.
pub fn gather(lines: impl IntoIterator<Item = Value>) -> Result<Vec<Output>, serde_json::Error> {
    let mut outputs: Vec<Output> = Vec::new();
    let mut rest: Vec<Line> = Vec::new();
    for line in lines {
        match serde_json::from_value(line)? {
            Line::Article(article) => outputs.push(Output { article, ..Output::default() }),
            Line::Other => {}
            other => rest.push(other),
        }
    }
    // A later article of the same id takes its place: copies have the same records.
    let at: std::collections::BTreeMap<String, usize> =
        outputs.iter().enumerate().map(|(i, o)| (o.article.id.clone(), i)).collect();
    let find = |id: &Option<String>| id.as_ref().and_then(|id| at.get(id)).copied();
    for line in rest {
        match line {
            Line::Office(r) => {
                if let Some(i) = find(&r.article) {
                    outputs[i].offices.push(r);
                }
            }
            Line::Statement(r) => {
                if let Some(i) = find(&r.article) {
                    outputs[i].statements.push(r);
                }
            }
            Line::Event(r) => {
                if let Some(i) = find(&r.article) {
                    outputs[i].events.push(r);
                }
            }
            Line::Agreement(r) => {
                if let Some(i) = find(&r.article) {
                    outputs[i].agreements.push(r);
                }
            }
            Line::Commitment(r) => {
                if let Some(i) = find(&r.article) {
                    outputs[i].commitments.push(r);
                }
            }
            Line::Article(_) | Line::Other => {}
        }
    }
    Ok(outputs)
}

impl Output {
    /// The name of the article's file without folders and ending: what ties it to its gold.
    pub fn key(&self) -> &str {
        let source = self.article.source.as_deref().unwrap_or_default();
        let name = source.rsplit(['/', '\\']).next().unwrap_or_default();
        match name.rsplit_once('.') {
            Some((stem, end)) if !end.is_empty() && end.bytes().all(|b| b.is_ascii_lowercase()) => stem,
            _ => name,
        }
    }
}
