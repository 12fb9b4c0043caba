//! Articles of one paragraph, analysed.

use legation_model::{Article, Block, BlockKind, DateRef, Lang, RecordId};
use legation_nlp::{Analyzer, Doc, Segment};
use legation_text::{CodePoints, Span};

/// An article of one paragraph with its analysis.
pub(crate) fn article(lang: Lang, text: &str, published: Option<&str>) -> (Article, Doc) {
    let span = Span::of(0, text.len());
    let doc = Analyzer::builtin().worker().analyze(text, &[Segment { span, lang }]);
    let article = Article {
        id: RecordId::of("article", &[text]),
        source: "test".to_owned(),
        url: None,
        lang,
        title: None,
        published: published.and_then(|d| d.parse().ok()).map(|d| DateRef::day(d, None)),
        dateline: None,
        publisher: None,
        author: None,
        relay: Vec::new(),
        points: CodePoints::new(text),
        blocks: vec![Block { span, raw: vec![span], kind: BlockKind::Paragraph, lang }],
        text: text.to_owned(),
        dropped: Vec::new(),
        duplicate_of: None,
    };
    (article, doc)
}
