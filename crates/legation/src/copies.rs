//! Copies among the articles of one run, marked in the order in which they are written: whole ones by `duplicate_of`, parts by diagnostics.

use std::collections::VecDeque;

use legation_intake::copies::{Copies, Copy, Direction, Fingerprints, Side, Sign, direction};
use legation_model::{ArticleRecord, DateRef, Diagnostic, Evidence, Extraction, Record, RecordId, Severity};
use legation_text::{CodePoints, Span};

/// Articles that are remembered at least; older ones are forgotten, so that memory is bounded.
const WINDOW: usize = 50_000;
/// Shared letters of both texts from which one is the other's double.
const WHOLE: f32 = 0.9;
/// Shared letters of one text from which the reader is told.
const PART: f32 = 0.3;
/// Others that are told of for one article, and stretches of each.
const OTHERS: usize = 3;
const STRETCHES: usize = 8;

/// What is kept of an article to tell who copied whom.
struct Known {
    id: RecordId,
    source: String,
    published: Option<String>,
    publisher: Option<String>,
    relay: Vec<String>,
    length: usize,
}

impl Known {
    fn of(article: &ArticleRecord) -> Self {
        Self {
            id: article.id.clone(),
            source: article.source.clone(),
            published: article.published.as_ref().and_then(moment),
            publisher: article.publisher.clone(),
            relay: article.relay.clone(),
            length: article.text.len(),
        }
    }

    fn side(&self) -> Side<'_> {
        Side {
            published: self.published.as_deref(),
            publisher: self.publisher.as_deref(),
            relay: &self.relay,
            length: self.length,
        }
    }
}

fn moment(date: &DateRef) -> Option<String> {
    let day = date.start?;
    Some(date.time.as_ref().map_or_else(|| day.to_string(), |time| format!("{day} {time}")))
}

/// The articles before, in two halves of which the older is dropped when the newer is full.
#[derive(Default)]
pub(crate) struct Memory {
    halves: VecDeque<(Copies, Vec<Known>)>,
}

impl Memory {
    /// Marks what the article shares with those before it, and remembers it.
    pub(crate) fn mark(&mut self, extraction: &mut Extraction) {
        let prints = Fingerprints::of(&extraction.article.text);
        let known = Known::of(&extraction.article);
        let mut found: Vec<(Copy, &Known)> = Vec::new();
        for (copies, others) in &self.halves {
            let hits = copies.lookup(&prints).into_iter();
            found.extend(
                hits.filter_map(|hit| Some((others.get(hit.other as usize)?, hit))).map(|(k, h)| (h, k)),
            );
        }
        found.retain(|(hit, other)| other.id != known.id && (hit.of_this >= PART || hit.of_other >= PART));
        // Stable: of two that share as much the earlier comes first.
        found.sort_by(|a, b| b.0.of_this.total_cmp(&a.0.of_this));
        let double = found.iter().find(|(hit, _)| hit.of_this >= WHOLE && hit.of_other >= WHOLE);
        if let Some((_, other)) = double {
            extraction.article.duplicate_of.get_or_insert_with(|| other.id.clone());
        }
        if extraction.article.duplicate_of.is_none() {
            let points = CodePoints::new(&extraction.article.text);
            for (hit, other) in found.iter().take(OTHERS) {
                let spans = hit.spans.iter().take(STRETCHES);
                let told = spans.map(|span| told(&extraction.article, &points, *span, hit, &known, other));
                extraction.records.extend(told.collect::<Vec<_>>());
            }
        }
        if self.halves.back().is_none_or(|(_, others)| others.len() >= WINDOW / 2) {
            self.halves.push_back((Copies::default(), Vec::new()));
            if self.halves.len() > 2 {
                self.halves.pop_front();
            }
        }
        if let Some((copies, others)) = self.halves.back_mut() {
            copies.insert(&prints);
            others.push(known);
        }
    }
}

/// A diagnostic for one stretch of shared text.
fn told(
    article: &ArticleRecord,
    points: &CodePoints,
    span: Span,
    hit: &Copy,
    this: &Known,
    other: &Known,
) -> Record {
    let code = "LG0002";
    let why = match direction(&this.side(), &other.side()) {
        Direction::First(sign) => format!("; copied from there: {}", reason(sign, "this text", "the other")),
        Direction::Second(sign) => format!("; copied from here: {}", reason(sign, "the other", "this text")),
        Direction::Untold => String::new(),
    };
    let share = (hit.of_this * 100.0).round();
    let (start, end) = points.range(&article.text, span);
    let quote = span.slice(&article.text).to_owned();
    Record::Diagnostic(Diagnostic {
        id: RecordId::of("diagnostic", &[&article.id.0, code, &other.id.0, &span.start.to_string()]),
        article: article.id.clone(),
        code: code.to_owned(),
        severity: Severity::Info,
        message: format!("{share} % of the text stands in {} ({}) too{why}", other.id.0, other.source),
        span: Some(Evidence { start, end, byte_start: span.start, byte_end: span.end, quote }),
    })
}

fn reason(sign: Sign, copy: &str, original: &str) -> String {
    match sign {
        Sign::Attribution => format!("{copy} names the publisher of {original}"),
        Sign::Time => format!("{copy} is later"),
        Sign::Length => format!("{copy} is shorter"),
    }
}
