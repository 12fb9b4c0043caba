//! JSON-LD in the words of schema.org: articles, quotations of statements, events with their participants. What schema.org
//! has no word for stands under `https://legation.invalid/terms#`, a name that leads nowhere.

use std::collections::BTreeSet;
use std::io::Write;

use legation_model::{ActorKind, ActorRef, ArticleRecord, PlaceRef, Record, RecordId};
use serde_json::{Value, json};

use crate::{Export, Result};

pub(crate) struct JsonLd<W> {
    out: W,
    count: usize,
    article: Option<RecordId>,
    /// Actors that were written.
    actors: BTreeSet<String>,
}

impl<W: Write> JsonLd<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, count: 0, article: None, actors: BTreeSet::new() }
    }

    fn node(&mut self, node: &Value) -> Result<()> {
        let head: &[u8] = if self.count == 0 { HEAD.as_bytes() } else { b",\n" };
        self.count += 1;
        self.out.write_all(head)?;
        Ok(serde_json::to_writer(&mut self.out, node)?)
    }

    /// A reference to an actor, whom it writes when he comes first.
    fn actor(&mut self, actor: &ActorRef) -> Result<Value> {
        let kind = match actor.kind {
            ActorKind::Person => "Person",
            ActorKind::State | ActorKind::Polity => "Country",
            ActorKind::Organisation | ActorKind::Body | ActorKind::Group => "Organization",
        };
        let Some(id) = &actor.id else { return Ok(json!({"@type": kind, "name": actor.label})) };
        let id = format!("urn:legation:actor:{id}");
        if self.actors.insert(id.clone()) {
            self.node(&json!({"@id": id, "@type": kind, "name": actor.label}))?;
        }
        Ok(json!({"@id": id}))
    }

    fn actors<'a>(&mut self, list: impl IntoIterator<Item = &'a ActorRef>) -> Result<Vec<Value>> {
        list.into_iter().map(|a| self.actor(a)).collect()
    }
}

const HEAD: &str = "{\"@context\": [\"https://schema.org\", {\"legation\": \"https://legation.invalid/terms#\"}],\n\"@graph\": [\n";

fn record(id: &RecordId) -> String {
    format!("urn:legation:record:{}", id.as_str())
}

fn place(place: &PlaceRef) -> Value {
    let mut node = json!({"@type": "Place", "name": place.label});
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        node["geo"] = json!({"@type": "GeoCoordinates", "latitude": lat, "longitude": lon});
    }
    if let Some(geonames) = place.geonames {
        node["sameAs"] = json!(format!("https://sws.geonames.org/{geonames}/"));
    }
    node
}

impl<W: Write> Export for JsonLd<W> {
    fn add(&mut self, article: &ArticleRecord, item: &Record) -> Result<()> {
        let from = json!({"@id": record(&article.id)});
        if self.article.as_ref() != Some(&article.id) {
            self.article = Some(article.id.clone());
            let published = article.published.as_ref().and_then(|d| d.start.or(d.end));
            let mut node = json!({"@id": record(&article.id), "@type": "NewsArticle", "inLanguage": article.lang.code()});
            for (key, value) in [("headline", &article.title), ("url", &article.url)] {
                if let Some(value) = value {
                    node[key] = json!(value);
                }
            }
            if let Some(day) = published {
                node["datePublished"] = json!(day.to_string());
            }
            if let Some(publisher) = &article.publisher {
                node["publisher"] = json!({"@type": "Organization", "name": publisher});
            }
            self.node(&node)?;
        }
        match item {
            Record::Statement(r) => {
                let speakers = self.actors(std::iter::once(&r.speaker).chain(&r.co_speakers))?;
                let text = r.content.iter().map(|e| e.quote.as_str()).collect::<Vec<_>>().join(" … ");
                let mut node = json!({"@id": record(&r.id), "@type": "Quotation", "text": text, "creator": speakers,
                    "isPartOf": from, "legation:mode": r.mode.as_str(), "legation:confidence": r.confidence});
                if let Some(day) = r.date.as_ref().and_then(|d| d.start.or(d.end)) {
                    node["dateCreated"] = json!(day.to_string());
                }
                self.node(&node)
            }
            Record::Event(r) => {
                let actors = self.actors(&r.actors)?;
                let recipients = self.actors(&r.recipients)?;
                let mut node = json!({"@id": record(&r.id), "@type": "Event", "name": r.trigger.quote,
                    "additionalType": format!("legation:{}", r.plover), "organizer": actors, "attendee": recipients,
                    "subjectOf": from, "legation:status": r.status.as_str(), "legation:quad": r.quad.as_str(),
                    "legation:confidence": r.confidence});
                for (key, day) in [
                    ("startDate", r.date.as_ref().and_then(|d| d.start)),
                    ("endDate", r.date.as_ref().and_then(|d| d.end)),
                ] {
                    if let Some(day) = day {
                        node[key] = json!(day.to_string());
                    }
                }
                if let Some(at) = &r.place {
                    node["location"] = place(at);
                }
                self.node(&node)
            }
            Record::Agreement(r) => {
                let parties = self.actors(&r.parties)?;
                let steps: Vec<Value> = r
                    .assertions
                    .iter()
                    .map(|s| json!({"legation:step": s.step.as_str(), "legation:status": s.status.as_str()}))
                    .collect();
                self.node(&json!({"@id": record(&r.id), "@type": "CreativeWork", "name": r.name.quote,
                    "additionalType": format!("legation:{}", r.instrument), "contributor": parties, "subjectOf": from,
                    "legation:assertion": steps, "legation:confidence": r.confidence}))
            }
            Record::Commitment(r) => {
                let (by, to) = (self.actors(&r.by)?, self.actors(&r.to)?);
                let mut node = json!({"@id": record(&r.id), "@type": "Action", "name": r.action.quote, "agent": by,
                    "participant": to, "subjectOf": from, "legation:status": r.status.as_str(),
                    "legation:confidence": r.confidence});
                if let Some(day) = r.due.as_ref().and_then(|d| d.end.or(d.start)) {
                    node["endTime"] = json!(day.to_string());
                }
                self.node(&node)
            }
            Record::Office(r) => {
                let person = self.actor(&r.person)?;
                let of = self.actors(&r.of)?;
                self.node(
                    &json!({"@id": record(&r.id), "@type": "OrganizationRole", "roleName": r.office.as_str(),
                    "legation:holder": person, "legation:of": of, "legation:phase": r.phase.as_str(),
                    "subjectOf": from}),
                )
            }
            Record::Article(_) | Record::Diagnostic(_) => Ok(()),
        }
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        if self.count == 0 {
            self.out.write_all(HEAD.as_bytes())?;
        }
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }
}
