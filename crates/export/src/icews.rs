//! The columns of ICEWS event data, tab-separated: events that took place and have a CAMEO code, a row a pair of source and
//! target. "Sentence Number" is the line of the clean text; what is not known is empty.

use std::io::Write;

use legation_model::{ActorRef, ArticleRecord, Record};

use crate::graph::{days, pairs, took_place};
use crate::{Export, Result};

const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

pub(crate) struct Icews<W> {
    out: W,
}

impl<W: Write> Icews<W> {
    pub(crate) fn new(mut out: W) -> Result<Self> {
        writeln!(out, "{}", COLUMNS.join("\t"))?;
        Ok(Self { out })
    }
}

fn side(actor: &ActorRef) -> [String; 3] {
    let sectors = actor.sectors.iter().map(|s| s.as_str()).collect::<Vec<_>>().join(",");
    [actor.label.clone(), sectors, actor.country.clone().unwrap_or_default()]
}

impl<W: Write> Export for Icews<W> {
    fn add(&mut self, article: &ArticleRecord, record: &Record) -> Result<()> {
        let Record::Event(r) = record else { return Ok(()) };
        let Some(cameo) = r.cameo.as_ref().filter(|_| took_place(r)) else { return Ok(()) };
        let (day, _) = days(r, article);
        let line =
            article.text.get(..r.trigger.byte_start as usize).map_or(0, |t| t.matches('\n').count() + 1);
        let place = r.place.as_ref();
        let degrees = |x: Option<f64>| x.map_or_else(String::new, |x| x.to_string());
        for (source, target, mutual) in pairs(r) {
            let turned = [(target, source)];
            let ways = std::iter::once((source, target)).chain(turned.into_iter().filter(|_| mutual));
            for (source, target) in ways {
                let mut cells =
                    vec![r.id.as_str().to_owned(), day.map_or_else(String::new, |d| d.to_string())];
                cells.extend(side(source));
                cells.extend([r.trigger.quote.clone(), cameo.0.clone(), r.score.to_string()]);
                cells.extend(side(target));
                cells.extend([article.id.as_str().to_owned(), line.to_string()]);
                cells.push(article.publisher.clone().unwrap_or_default());
                cells.push(place.map_or_else(String::new, |p| p.label.clone()));
                cells.extend([String::new(), String::new()]);
                cells.push(place.and_then(|p| p.country.clone()).unwrap_or_default());
                cells.extend([degrees(place.and_then(|p| p.lat)), degrees(place.and_then(|p| p.lon))]);
                let cells: Vec<String> = cells.iter().map(|c| c.replace(['\t', '\n', '\r'], " ")).collect();
                writeln!(self.out, "{}", cells.join("\t"))?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}
