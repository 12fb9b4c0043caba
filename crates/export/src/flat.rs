//! A record as one row of typed columns, for CSV and Parquet. Lists are joined by `;`.

use std::io::Write;

use legation_model::{ActorRef, ArticleRecord, DateRef, Day, Evidence, PlaceRef, Record};

use crate::{Export, Result};

/// Type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    Day,
    Whole,
    Number,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    None,
    Text(String),
    Day(Day),
    Whole(i64),
    Number(f64),
}

/// Columns in order.
pub(crate) const COLUMNS: [(&str, Type); 34] = [
    ("type", Type::Text),
    ("id", Type::Text),
    ("article", Type::Text),
    ("source", Type::Text),
    ("url", Type::Text),
    ("publisher", Type::Text),
    ("lang", Type::Text),
    ("published", Type::Day),
    ("what", Type::Text),
    ("modes", Type::Text),
    ("contexts", Type::Text),
    ("status", Type::Text),
    ("quad", Type::Text),
    ("cameo", Type::Text),
    ("score", Type::Number),
    ("who_ids", Type::Text),
    ("who", Type::Text),
    ("who_countries", Type::Text),
    ("whom_ids", Type::Text),
    ("whom", Type::Text),
    ("whom_countries", Type::Text),
    ("holder", Type::Text),
    ("start", Type::Day),
    ("end", Type::Day),
    ("precision", Type::Text),
    ("place", Type::Text),
    ("place_country", Type::Text),
    ("geonames", Type::Whole),
    ("lat", Type::Number),
    ("lon", Type::Number),
    ("statement", Type::Text),
    ("rule", Type::Text),
    ("confidence", Type::Number),
    ("quote", Type::Text),
];

/// What a row is made of.
#[derive(Default)]
struct Parts<'a> {
    kind: &'a str,
    id: &'a str,
    what: String,
    modes: String,
    contexts: String,
    status: String,
    quad: &'a str,
    cameo: Option<&'a str>,
    score: Option<f64>,
    who: Vec<&'a ActorRef>,
    whom: Vec<&'a ActorRef>,
    holder: Option<&'a ActorRef>,
    date: Option<&'a DateRef>,
    place: Option<&'a PlaceRef>,
    statement: Option<&'a str>,
    rule: &'a str,
    confidence: Option<f64>,
    quote: Vec<&'a Evidence>,
}

/// The row of a record; none of an article.
pub(crate) fn row(article: &ArticleRecord, record: &Record) -> Option<Vec<Value>> {
    let parts = parts(record)?;
    let day = |d: Option<Day>| d.map_or(Value::None, Value::Day);
    let published = article.published.as_ref();
    let ids = |list: &[&ActorRef]| joined(list.iter().map(|a| a.id.as_deref().unwrap_or_default()));
    let labels = |list: &[&ActorRef]| joined(list.iter().map(|a| a.label.as_str()));
    let countries =
        |list: &[&ActorRef]| joined(list.iter().map(|a| a.country.as_deref().unwrap_or_default()));
    let place = parts.place;
    let precision = parts.date.and_then(|d| serde_json::to_value(d.precision).ok());
    Some(vec![
        text(parts.kind),
        text(parts.id),
        text(article.id.as_str()),
        text(&article.source),
        maybe(article.url.as_deref()),
        maybe(article.publisher.as_deref()),
        text(article.lang.code()),
        day(published.and_then(|d| d.start.or(d.end))),
        maybe(Some(&parts.what)),
        maybe(Some(&parts.modes)),
        maybe(Some(&parts.contexts)),
        maybe(Some(&parts.status)),
        maybe(Some(parts.quad)),
        maybe(parts.cameo),
        parts.score.map_or(Value::None, Value::Number),
        maybe(Some(&ids(&parts.who))),
        maybe(Some(&labels(&parts.who))),
        maybe(Some(&countries(&parts.who))),
        maybe(Some(&ids(&parts.whom))),
        maybe(Some(&labels(&parts.whom))),
        maybe(Some(&countries(&parts.whom))),
        maybe(parts.holder.map(|h| h.label.as_str())),
        day(parts.date.and_then(|d| d.start)),
        day(parts.date.and_then(|d| d.end)),
        maybe(precision.as_ref().and_then(|p| p.as_str())),
        maybe(place.map(|p| p.label.as_str())),
        maybe(place.and_then(|p| p.country.as_deref())),
        place.and_then(|p| p.geonames).map_or(Value::None, |g| Value::Whole(i64::from(g))),
        place.and_then(|p| p.lat).map_or(Value::None, Value::Number),
        place.and_then(|p| p.lon).map_or(Value::None, Value::Number),
        maybe(parts.statement),
        maybe(Some(parts.rule)),
        parts.confidence.map_or(Value::None, Value::Number),
        maybe(Some(&parts.quote.iter().map(|e| e.quote.as_str()).collect::<Vec<_>>().join(" … "))),
    ])
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Words, unless there are none.
fn maybe(words: Option<&str>) -> Value {
    words.filter(|w| !w.is_empty()).map_or(Value::None, text)
}

/// Joined by `;`; nothing where all are empty.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    if words.iter().all(|w| w.is_empty()) { String::new() } else { words.join(";") }
}

fn parts(record: &Record) -> Option<Parts<'_>> {
    Some(match record {
        Record::Article(_) => return None,
        Record::Office(r) => Parts {
            kind: "office",
            id: r.id.as_str(),
            what: r.office.to_string(),
            status: r.phase.to_string(),
            who: vec![&r.person],
            whom: r.of.iter().collect(),
            date: r.as_of.as_ref(),
            rule: &r.rule,
            confidence: Some(r.confidence),
            quote: vec![&r.title],
            ..Parts::default()
        },
        Record::Statement(r) => Parts {
            kind: "statement",
            id: r.id.as_str(),
            what: r.mode.to_string(),
            who: std::iter::once(&r.speaker).chain(&r.co_speakers).collect(),
            whom: r.addressee.iter().collect(),
            holder: r.on_behalf_of.as_ref(),
            date: r.date.as_ref(),
            place: r.place.as_ref(),
            rule: &r.rule,
            confidence: Some(r.confidence),
            quote: r.content.iter().collect(),
            ..Parts::default()
        },
        Record::Event(r) => Parts {
            kind: "event",
            id: r.id.as_str(),
            what: r.plover.to_string(),
            modes: joined(r.modes.iter().map(|m| m.as_str())),
            contexts: joined(r.contexts.iter().map(|c| c.as_str())),
            status: r.status.to_string(),
            quad: r.quad.as_str(),
            cameo: r.cameo.as_ref().map(|c| c.0.as_str()),
            score: Some(r.score),
            who: r.actors.iter().collect(),
            whom: r.recipients.iter().collect(),
            holder: r.holder.as_ref(),
            date: r.date.as_ref(),
            place: r.place.as_ref(),
            statement: r.statement.as_ref().map(legation_model::RecordId::as_str),
            rule: &r.rule,
            confidence: Some(r.confidence),
            quote: vec![&r.trigger],
        },
        Record::Agreement(r) => Parts {
            kind: "agreement",
            id: r.id.as_str(),
            what: r.instrument.to_string(),
            modes: joined(r.assertions.iter().map(|a| a.step.as_str())),
            contexts: joined(r.topics.iter().map(String::as_str)),
            status: r.stage.map_or_else(String::new, |s| s.to_string()),
            who: r.parties.iter().collect(),
            rule: &r.rule,
            confidence: Some(r.confidence),
            quote: vec![&r.name],
            ..Parts::default()
        },
        Record::Commitment(r) => Parts {
            kind: "commitment",
            id: r.id.as_str(),
            what: r.plover.map_or_else(String::new, |p| p.to_string()),
            status: r.status.to_string(),
            who: r.by.iter().collect(),
            whom: r.to.iter().collect(),
            date: r.due.as_ref(),
            statement: r.statement.as_ref().map(legation_model::RecordId::as_str),
            rule: &r.rule,
            confidence: Some(r.confidence),
            quote: vec![&r.action],
            ..Parts::default()
        },
        Record::Diagnostic(r) => Parts {
            kind: "diagnostic",
            id: r.id.as_str(),
            what: r.code.clone(),
            status: r.severity.to_string(),
            quote: r.span.iter().collect(),
            ..Parts::default()
        },
    })
}

/// Rows, comma-separated (RFC 4180).
pub(crate) struct Csv<W> {
    out: W,
}

impl<W: Write> Csv<W> {
    pub(crate) fn new(mut out: W) -> Result<Self> {
        let names: Vec<&str> = COLUMNS.iter().map(|c| c.0).collect();
        write!(out, "{}\r\n", names.join(","))?;
        Ok(Self { out })
    }
}

impl<W: Write> Export for Csv<W> {
    fn add(&mut self, article: &ArticleRecord, record: &Record) -> Result<()> {
        let Some(row) = row(article, record) else { return Ok(()) };
        for (at, value) in row.iter().enumerate() {
            let gap = if at == 0 { "" } else { "," };
            match value {
                Value::None => write!(self.out, "{gap}")?,
                Value::Text(text) if text.contains([',', '"', '\n', '\r']) => {
                    write!(self.out, "{gap}\"{}\"", text.replace('"', "\"\""))?;
                }
                Value::Text(text) => write!(self.out, "{gap}{text}")?,
                Value::Day(day) => write!(self.out, "{gap}{day}")?,
                Value::Whole(n) => write!(self.out, "{gap}{n}")?,
                Value::Number(x) => write!(self.out, "{gap}{x}")?,
            }
        }
        Ok(self.out.write_all(b"\r\n")?)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}
