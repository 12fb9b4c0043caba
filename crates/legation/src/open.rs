//! One article opened and analysed, for the commands that look into one.

use std::path::Path;

use legation_intake::{Claim, Options};
use legation_model::Article;
use legation_nlp::{Analyzer, Doc, Segment, Worker};
use legation_text::Span;

use crate::input;

/// An article with its analysis.
pub(crate) struct Opened {
    /// Where it came from.
    pub(crate) source: String,
    /// The cleaned article.
    pub(crate) article: Article,
    /// Claims of another day of publication.
    pub(crate) conflicts: Vec<Claim>,
    /// Its analysis.
    pub(crate) doc: Doc,
}

/// Opens the one article of `path` (`-`: standard input).
///
/// # Errors
/// It cannot be read, or intake says no.
pub(crate) fn single(path: &Path) -> anyhow::Result<Opened> {
    let options = Options::default();
    let raw = input::single(path)?;
    let reading =
        legation_intake::reading(&raw, &options).map_err(|e| anyhow::anyhow!("{}: {e}", raw.source))?;
    let conflicts = reading.conflicts().cloned().collect();
    let article = reading.article;
    let doc = analyse(&article, &mut Analyzer::builtin().worker());
    Ok(Opened { source: raw.source, article, conflicts, doc })
}

/// Sentences, trees and names of an article.
pub(crate) fn analyse(article: &Article, worker: &mut Worker<'_>) -> Doc {
    let mut segments: Vec<Segment> = Vec::new();
    for block in &article.blocks {
        let line = article.dateline.filter(|line| block.span.contains(*line));
        let cut = line.map_or(block.span.start, |line| behind(&article.text, line.end, block.span.end));
        // A dateline is no part of the sentence behind it.
        for (start, end) in [(block.span.start, cut), (cut, block.span.end)] {
            if start < end {
                segments.push(Segment { span: Span::new(start, end), lang: block.lang });
            }
        }
    }
    worker.analyze(&article.text, &segments)
}

/// Where the words behind a dateline begin: marks and blanks are passed over.
fn behind(text: &str, line: u32, end: u32) -> u32 {
    let rest = text.get(line as usize..end as usize).unwrap_or_default();
    let marks =
        rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—./:".contains(c)).len();
    line + marks as u32
}
