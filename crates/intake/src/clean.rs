//! From lines to the article.

use legation_model::{Article, Block, BlockKind, Lang, RawArticle, RecordId};
use legation_text::{CodePoints, Span};

use crate::lexicon::lang;
use crate::{IntakeError, Options, decode, language, lines::lines};

/// Reads one article out of its bytes.
///
/// # Errors
///
/// [`IntakeError`] when the bytes are empty, too many, no text, or hold nothing that reads like an article.
pub fn read(raw: &RawArticle, options: &Options) -> Result<Article, IntakeError> {
    if raw.bytes.len() > options.max_bytes {
        return Err(IntakeError::TooLarge { size: raw.bytes.len(), limit: options.max_bytes });
    }
    let decoded = decode(&raw.bytes, raw.charset.as_deref())?;
    let mut text = String::new();
    let mut blocks = Vec::new();
    for line in lines(&decoded.text) {
        if !text.is_empty() {
            text.push('\n');
        }
        let from = text.len();
        let words = line.span.slice(&decoded.text);
        text.push_str(words);
        let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Paragraph };
        let span = Span::of(from, text.len());
        blocks.push(Block { span, raw: vec![decoded.raw(line.span)], kind, lang: language(words) });
    }
    let told = language(&text);
    let lang = if told == Lang::Und { raw.lang.as_deref().and_then(lang).unwrap_or(told) } else { told };
    Ok(Article {
        id: RecordId::of("article", &[&raw.source, &text]),
        source: raw.source.clone(),
        url: raw.url.clone(),
        lang,
        title: blocks.first().map(|b| b.span),
        published: None,
        dateline: None,
        publisher: None,
        author: None,
        relay: Vec::new(),
        points: CodePoints::new(&text),
        blocks,
        text,
        dropped: Vec::new(),
        duplicate_of: None,
    })
}
