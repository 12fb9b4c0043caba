//! Records made by hand, in few words.
#![allow(dead_code)]

use legation_ledger::Source;
use legation_model::{Agreement, Event, Lang, RecordId};
use serde_json::{Value, json};

/// An actor: `RUS` is a state, `RUS/foreign-minister/sergey-lavrov` a person, `RUS//rus-foreign-ministry` a body.
pub(crate) fn actor(text: &str) -> Value {
    let mut parts = text.split('/');
    let country = parts.next().unwrap_or_default();
    let office = parts.next().unwrap_or_default();
    let id = parts.next().unwrap_or(country);
    let kind = match (office, id == country) {
        (_, true) => "state",
        ("", _) => "body",
        _ => "person",
    };
    let label = id.replace('-', " ");
    json!({ "id": id, "name": label, "label": label, "kind": kind, "country": country, "sectors": [],
        "office": if office.is_empty() || office == "-" { Value::Null } else { json!(office) }, "spans": [] })
}

fn actors(text: &str) -> Value {
    Value::Array(text.split_whitespace().map(actor).collect())
}

fn words(quote: &str) -> Value {
    json!({ "start": 0, "end": 0, "byte_start": 0, "byte_end": 0, "quote": quote })
}

fn date(text: &str) -> Value {
    match text.split_once("..") {
        _ if text.is_empty() => Value::Null,
        Some((start, end)) => json!({ "start": start, "end": end, "precision": "range", "span": null }),
        None => json!({ "start": text, "end": text, "precision": "day", "span": null }),
    }
}

/// An article: its name, language and day of publication.
pub(crate) fn source(name: &str, lang: Lang, day: &str) -> Source {
    Source {
        published: day.parse().ok(),
        article: RecordId(name.to_owned()),
        lang,
        publisher: None,
        copy_of: None,
    }
}

/// An event record; `what` is `CONSULT встретился`, type and trigger.
#[derive(Clone, Copy)]
pub(crate) struct Made<'a> {
    pub(crate) id: &'a str,
    pub(crate) what: &'a str,
    pub(crate) actors: &'a str,
    pub(crate) recipients: &'a str,
    pub(crate) date: &'a str,
    pub(crate) place: &'a str,
    pub(crate) status: &'a str,
    pub(crate) holder: &'a str,
    pub(crate) deed: Option<&'a str>,
    pub(crate) contexts: &'a [&'a str],
}

impl Default for Made<'_> {
    fn default() -> Self {
        Self {
            id: "",
            what: "CONSULT met",
            actors: "",
            recipients: "",
            date: "",
            place: "",
            status: "asserted",
            holder: "",
            deed: None,
            contexts: &[],
        }
    }
}

/// The record.
pub(crate) fn event(m: &Made<'_>) -> Event {
    let (plover, trigger) = m.what.split_once(' ').unwrap_or((m.what, ""));
    let place = if m.place.is_empty() {
        Value::Null
    } else {
        let number: u32 = m.place.bytes().map(u32::from).sum();
        json!({ "name": m.place, "label": m.place, "country": "XXX", "geonames": number, "lat": null, "lon": null,
            "span": words(m.place) })
    };
    let holder = if m.holder.is_empty() { Value::Null } else { actor(m.holder) };
    serde_json::from_value(json!({
        "id": m.id, "article": "", "plover": plover, "deed": m.deed, "modes": [], "contexts": m.contexts,
        "cameo": null, "quad": "verbal-cooperation", "score": 1.0, "actors": actors(m.actors),
        "recipients": actors(m.recipients), "date": date(m.date), "place": place, "status": m.status,
        "polarity": "positive", "certainty": "certain", "tense": "past", "holder": holder, "relay": [],
        "statement": null, "trigger": words(trigger), "rule": "", "confidence": 1.0,
    }))
    .expect("an event record")
}

/// A step: `signature possible due 2024-12-01..2024-12-31 by RUS/-/x`, `ratification asserted on 2025-02-18 of RUS`.
fn step(text: &str) -> Value {
    let all: Vec<&str> = text.split_whitespace().collect();
    let after = |key: &str| all.iter().position(|w| *w == key).and_then(|i| all.get(i + 1)).copied();
    let some = |key: &str| after(key).map_or(Value::Null, actor);
    json!({ "step": all[0], "party": some("of"), "status": all[1], "date": date(after("on").unwrap_or_default()),
        "due": date(after("due").unwrap_or_default()), "holder": some("by"), "statement": null,
        "trigger": words(""), "rule": "" })
}

/// An agreement record; `what` is `treaty договор о …`, instrument and name.
pub(crate) fn agreement(id: &str, what: &str, parties: &str, steps: &[&str]) -> Agreement {
    let (instrument, name) = what.split_once(' ').unwrap_or((what, ""));
    serde_json::from_value(json!({
        "id": id, "article": "", "instrument": instrument, "name": words(name), "parties": actors(parties),
        "topics": [], "stage": null, "assertions": steps.iter().map(|s| step(s)).collect::<Vec<_>>(), "rule": "",
        "confidence": 1.0,
    }))
    .expect("an agreement record")
}
