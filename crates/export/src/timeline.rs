//! TimelineJS 3: events with a day of their own and dated steps of agreements.

use std::io::Write;

use legation_model::{ActorRef, ArticleRecord, DateRef, Day, Evidence, Record};
use serde_json::{Value, json};

use crate::xml::escaped;
use crate::{Export, Result};

pub(crate) struct Timeline<W> {
    out: W,
    events: Vec<(Option<Day>, Value)>,
}

impl<W: Write> Timeline<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, events: Vec::new() }
    }

    fn slide(
        &mut self,
        article: &ArticleRecord,
        id: &str,
        date: Option<&DateRef>,
        group: &str,
        head: &str,
        quote: &Evidence,
    ) {
        let Some((start, end)) = date.and_then(|d| d.start.or(d.end).map(|s| (s, d.end.unwrap_or(s)))) else {
            return;
        };
        let from = article.publisher.as_deref().unwrap_or(&article.source);
        let text = format!("<blockquote>{}</blockquote><p>{}</p>", escaped(&quote.quote), escaped(from));
        let mut slide = json!({
            "start_date": day(start), "text": {"headline": escaped(head), "text": text}, "group": group,
            "unique_id": id,
        });
        if end != start {
            slide["end_date"] = day(end);
        }
        self.events.push((Some(start), slide));
    }
}

fn day(day: Day) -> Value {
    json!({"year": day.year(), "month": day.month(), "day": day.day()})
}

fn names<'a>(list: impl IntoIterator<Item = &'a ActorRef>) -> String {
    list.into_iter().map(|a| a.label.as_str()).collect::<Vec<_>>().join(", ")
}

impl<W: Write> Export for Timeline<W> {
    fn add(&mut self, article: &ArticleRecord, record: &Record) -> Result<()> {
        match record {
            Record::Event(r) => {
                let whom = names(&r.recipients);
                let whom = if whom.is_empty() { whom } else { format!(" → {whom}") };
                let head = format!("{}{whom}: {} ({})", names(&r.actors), r.plover, r.status);
                self.slide(article, r.id.as_str(), r.date.as_ref(), r.quad.as_str(), &head, &r.trigger);
            }
            Record::Agreement(r) => {
                for (at, step) in r.assertions.iter().enumerate() {
                    let head =
                        format!("{} of {}: {} ({})", r.instrument, names(&r.parties), step.step, step.status);
                    let date = step.date.as_ref().or(step.due.as_ref());
                    self.slide(
                        article,
                        &format!("{}-{at}", r.id.as_str()),
                        date,
                        "agreements",
                        &head,
                        &step.trigger,
                    );
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.events.sort_by_key(|e| e.0);
        let events: Vec<Value> = self.events.into_iter().map(|e| e.1).collect();
        serde_json::to_writer(&mut self.out, &json!({"events": events}))?;
        self.out.write_all(b"\n")?;
        Ok(self.out.flush()?)
    }
}
