//! Who did what to whom, for graphs: events that took place (status asserted or historical), between known actors, each
//! pair of source and target a tie; where all are sources (a meeting), each pair of them.

use std::collections::BTreeMap;
use std::io::Write;

use legation_model::{ActorRef, ArticleRecord, Day, Event, Record, Status};

use crate::{Export, Result};

/// An actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) label: String,
    pub(crate) kind: &'static str,
    pub(crate) country: String,
    pub(crate) first: Option<Day>,
    pub(crate) last: Option<Day>,
}

/// An event between two actors.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tie {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) target: String,
    pub(crate) mutual: bool,
    pub(crate) plover: &'static str,
    pub(crate) quad: &'static str,
    pub(crate) score: f64,
    pub(crate) start: Option<Day>,
    pub(crate) end: Option<Day>,
}

/// Actors and what passed between them.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub(crate) nodes: BTreeMap<String, Node>,
    pub(crate) ties: Vec<Tie>,
}

/// A graph that is written when all its records are there.
pub(crate) struct Drawn<W> {
    out: W,
    graph: Graph,
    write: fn(&Graph, &mut dyn Write) -> Result<()>,
}

impl<W: Write> Drawn<W> {
    /// A graph into `out`, as `write` writes it.
    pub(crate) fn new(out: W, write: fn(&Graph, &mut dyn Write) -> Result<()>) -> Self {
        Self { out, graph: Graph::default(), write }
    }
}

impl<W: Write> Export for Drawn<W> {
    fn add(&mut self, article: &ArticleRecord, record: &Record) -> Result<()> {
        self.graph.add(article, record);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        (self.write)(&self.graph, &mut self.out)?;
        Ok(self.out.flush()?)
    }
}

/// Whether an event took place.
pub(crate) fn took_place(event: &Event) -> bool {
    matches!(event.status, Status::Asserted | Status::Historical)
}

/// Pairs of source and target; `true` where neither is the one.
pub(crate) fn pairs(event: &Event) -> Vec<(&ActorRef, &ActorRef, bool)> {
    if event.recipients.is_empty() {
        let all = event.actors.iter().enumerate();
        return all.flat_map(|(at, a)| event.actors[at + 1..].iter().map(move |b| (a, b, true))).collect();
    }
    event.actors.iter().flat_map(|a| event.recipients.iter().map(move |b| (a, b, false))).collect()
}

/// The day of an event: its own, else that of its article where it is no background.
pub(crate) fn days(event: &Event, article: &ArticleRecord) -> (Option<Day>, Option<Day>) {
    let own = event.date.as_ref();
    let told = article.published.as_ref().filter(|_| own.is_none() && event.status != Status::Historical);
    let date = own.or(told);
    (date.and_then(|d| d.start.or(d.end)), date.and_then(|d| d.end.or(d.start)))
}

impl Graph {
    pub(crate) fn add(&mut self, article: &ArticleRecord, record: &Record) {
        let Record::Event(event) = record else { return };
        if !took_place(event) {
            return;
        }
        let (start, end) = days(event, article);
        for (source, target, mutual) in pairs(event) {
            let (Some(a), Some(b)) = (&source.id, &target.id) else { continue };
            if a == b {
                continue;
            }
            for (id, actor) in [(a, source), (b, target)] {
                let node = self.nodes.entry(id.clone()).or_insert_with(|| Node {
                    label: actor.label.clone(),
                    kind: actor.kind.as_str(),
                    country: actor.country.clone().unwrap_or_default(),
                    first: start,
                    last: end,
                });
                node.first = node.first.into_iter().chain(start).min();
                node.last = node.last.into_iter().chain(end).max();
            }
            self.ties.push(Tie {
                id: event.id.as_str().to_owned(),
                source: a.clone(),
                target: b.clone(),
                mutual,
                plover: event.plover.as_str(),
                quad: event.quad.as_str(),
                score: event.score,
                start,
                end,
            });
        }
    }
}
