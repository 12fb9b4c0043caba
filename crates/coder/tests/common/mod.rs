//! Articles of one paragraph, or of a headline and paragraphs, analysed.

#![allow(dead_code, reason = "no test file needs all of it")]

use legation_coder::cast::Cast;
use legation_coder::place::Places;
use legation_coder::statements::Statements;
use legation_coder::time::Times;
use legation_coder::{Rules, Text, code};
use legation_lexicon::Lexicon;
use legation_model::{
    ActorRef, Article, Block, BlockKind, DateRef, Event, Lang, Record, RecordId, Statement,
};
use legation_nlp::{Analyzer, Doc, Segment, Worker};
use legation_text::{CodePoints, Span};

/// An article of one paragraph with its analysis.
pub(crate) fn article(lang: Lang, text: &str, published: Option<&str>) -> (Article, Doc) {
    let span = Span::of(0, text.len());
    let doc = Analyzer::builtin().worker().analyze(text, &[Segment { span, lang }]);
    let blocks = vec![Block { span, raw: vec![span], kind: BlockKind::Paragraph, lang }];
    (of_blocks(lang, text, published, blocks), doc)
}

/// A paragraph of 4 July 2024 behind a dateline of Delhi.
pub(crate) fn dated(lang: Lang, text: &str) -> (Article, Doc) {
    let line = "ДЕЛИ, 4 июля. ";
    let (mut article, doc) = article(lang, &format!("{line}{text}"), Some("2024-07-04"));
    article.dateline = Some(Span::of(0, line.trim_end().len()));
    (article, doc)
}

/// An article whose first line is the headline, and the others paragraphs, with its analysis.
pub(crate) fn page(worker: &mut Worker, lang: Lang, text: &str) -> (Article, Doc) {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let kind = if at == 0 { BlockKind::Title } else { BlockKind::Paragraph };
        blocks.push(Block { span: Span::of(at, at + line.len()), raw: Vec::new(), kind, lang });
        at += line.len() + 1;
    }
    let segments: Vec<Segment> = blocks.iter().map(|b| Segment { span: b.span, lang }).collect();
    let doc = worker.analyze(text, &segments);
    let title = blocks.first().map(|b| b.span);
    (Article { title, ..of_blocks(lang, text, None, blocks) }, doc)
}

/// What is read from an article without its rules being traced.
pub(crate) fn text<'a>(article: &'a Article, doc: &'a Doc, places: &'a Places) -> Text<'a> {
    Text { article, doc, lexicon: Lexicon::builtin(), rules: Rules::builtin(), places, trace: None }
}

/// Runs `check` over the times and the cast of an article of one paragraph of 4 July 2024.
pub(crate) fn with_cast<T>(lang: Lang, words: &str, check: impl FnOnce(&Text<'_>, &Times, &Cast) -> T) -> T {
    let (article, doc) = article(lang, words, Some("2024-07-04"));
    let places = Places::default();
    let text = text(&article, &doc, &places);
    let times = Times::read(&text);
    let cast = Cast::read(&text, &times);
    check(&text, &times, &cast)
}

/// The events of an article of one paragraph of 4 July 2024.
pub(crate) fn events(lang: Lang, text: &str) -> Vec<Event> {
    let (article, doc) = article(lang, text, Some("2024-07-04"));
    let records = code(&article, &doc, Lexicon::builtin()).records;
    records.into_iter().filter_map(|r| if let Record::Event(e) = r { Some(e) } else { None }).collect()
}

/// `PLOVER status actors > recipients`.
pub(crate) fn line(e: &Event) -> String {
    format!("{} {} {} > {}", e.plover, e.status, who(&e.actors), who(&e.recipients))
}

/// The events of such an article, each as a line.
pub(crate) fn told(lang: Lang, text: &str) -> Vec<String> {
    events(lang, text).iter().map(line).collect()
}

/// Countries, else ids, of players.
pub(crate) fn who(list: &[ActorRef]) -> String {
    list.iter().map(|a| a.country.as_deref().or(a.id.as_deref()).unwrap_or("?")).collect::<Vec<_>>().join(" ")
}

/// The statements of such an article.
pub(crate) fn statements(worker: &mut Worker, lang: Lang, text: &str) -> Vec<Statement> {
    let (article, doc) = page(worker, lang, text);
    let places = Places::default();
    let text = self::text(&article, &doc, &places);
    let times = Times::read(&text);
    let cast = Cast::read(&text, &times);
    let list = Statements::read(&text, &times, &cast).list;
    assert!(list.iter().flat_map(|s| &s.record.content).all(|c| c.holds(&article.text)));
    list.into_iter().map(|s| s.record).collect()
}

fn of_blocks(lang: Lang, text: &str, published: Option<&str>, blocks: Vec<Block>) -> Article {
    Article {
        id: RecordId::of("article", &[text]),
        source: "test".to_owned(),
        url: None,
        lang,
        title: None,
        published: published.and_then(|d| d.parse().ok()).map(|d| DateRef::day(d, None)),
        dateline: None,
        lines: Vec::new(),
        publisher: None,
        author: None,
        relay: Vec::new(),
        points: CodePoints::new(text),
        blocks,
        text: text.to_owned(),
        dropped: Vec::new(),
        duplicate_of: None,
    }
}
