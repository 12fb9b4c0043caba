//! One article opened and analysed, for the commands that look into one.

use std::path::Path;

use legation_intake::Options;
use legation_model::Article;
use legation_nlp::{Analyzer, Doc, Segment, Worker};

use crate::input;

/// An article with its analysis.
pub(crate) struct Opened {
    /// Where it came from.
    pub(crate) source: String,
    /// The cleaned article.
    pub(crate) article: Article,
    /// Its analysis.
    pub(crate) doc: Doc,
}

/// Opens the one article of `path` (`-`: standard input).
///
/// # Errors
/// It cannot be read, or intake says no.
pub(crate) fn single(path: &Path) -> anyhow::Result<Opened> {
    let options = Options::default();
    let raw = input::single(path, options.max_bytes)?;
    let article =
        legation_intake::read(&raw, &options).map_err(|e| anyhow::anyhow!("{}: {e}", raw.source))?;
    let doc = analyse(&article, &mut Analyzer::builtin().worker());
    Ok(Opened { source: raw.source, article, doc })
}

/// Sentences, trees and names of an article.
pub(crate) fn analyse(article: &Article, worker: &mut Worker<'_>) -> Doc {
    let segments: Vec<Segment> =
        article.blocks.iter().map(|b| Segment { span: b.span, lang: b.lang }).collect();
    worker.analyze(&article.text, &segments)
}
