//! PLOVER event records, one JSON object a line, with the names that PLOVER's description gives to its fields.

use std::io::Write;

use legation_model::{ActorRef, ArticleRecord, Record};
use serde_json::{Value, json};

use crate::{Export, Result};

pub(crate) struct Plover<W> {
    out: W,
}

impl<W: Write> Plover<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out }
    }
}

fn actors(list: &[ActorRef]) -> Vec<Value> {
    let one = |a: &ActorRef| {
        json!({"code": a.id, "name": a.label, "country": a.country,
               "sector": a.sectors.iter().map(|s| s.as_str()).collect::<Vec<_>>(), "actorText": a.name})
    };
    list.iter().map(one).collect()
}

impl<W: Write> Export for Plover<W> {
    fn add(&mut self, article: &ArticleRecord, record: &Record) -> Result<()> {
        let Record::Event(r) = record else { return Ok(()) };
        let day = |d: Option<legation_model::Day>| d.map(|d| d.to_string());
        let date = r.date.as_ref();
        let event = json!({
            "id": r.id.as_str(),
            "date": day(date.and_then(|d| d.start.or(d.end))),
            "dateEnd": day(date.and_then(|d| d.end)),
            "source": actors(&r.actors),
            "target": actors(&r.recipients),
            "event": r.plover.as_str(),
            "mode": r.modes.iter().map(|m| m.as_str()).collect::<Vec<_>>(),
            "context": r.contexts.iter().map(|c| c.as_str()).collect::<Vec<_>>(),
            "quad": r.quad.as_str(),
            "goldstein": r.score,
            "eventStatus": r.status.as_str(),
            "eventText": r.trigger.quote,
            "placeInfo": r.place.as_ref().map(|p| json!({"name": p.label, "country": p.country, "geonames": p.geonames,
                                                          "latitude": p.lat, "longitude": p.lon})),
            "language": article.lang.code(),
            "publication": article.publisher,
            "publicationDate": day(article.published.as_ref().and_then(|d| d.start.or(d.end))),
            "url": article.url,
            "story": article.id.as_str(),
            "confidence": r.confidence,
        });
        serde_json::to_writer(&mut self.out, &event)?;
        Ok(self.out.write_all(b"\n")?)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}
