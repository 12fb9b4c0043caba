//! The order of the stages and the assembly of records.

use legation_lexicon::Lexicon;
use legation_model::{Article, ArticleRecord, Extraction, Record};
use legation_nlp::Doc;

use crate::agreements;
use crate::cast::Cast;
use crate::commitments;
use crate::confidence;
use crate::events::Events;
use crate::place::Places;
use crate::rules::Rules;
use crate::statements::Statements;
use crate::text::Text;
use crate::time::Times;
use crate::trace::Trace;
use crate::unread;

/// Reads all records out of one analysed article with the built-in rules. Never fails: what cannot be read gives no
/// record.
pub fn code(article: &Article, doc: &Doc, lexicon: &Lexicon) -> Extraction {
    code_with(article, doc, lexicon, Rules::builtin())
}

/// The same with `rules`.
pub fn code_with(article: &Article, doc: &Doc, lexicon: &Lexicon, rules: &Rules) -> Extraction {
    read(Text { article, doc, lexicon, rules, places: &Places::default(), trace: None })
}

/// The same, with what was found and not kept noted in `trace`.
pub fn code_traced(
    article: &Article,
    doc: &Doc,
    lexicon: &Lexicon,
    rules: &Rules,
    trace: &Trace,
) -> Extraction {
    read(Text { article, doc, lexicon, rules, places: &Places::default(), trace: Some(trace) })
}

fn read(text: Text<'_>) -> Extraction {
    if let Some(diagnostic) = unread::diagnostic(text.article) {
        return Extraction { article: ArticleRecord::from(text.article), records: vec![diagnostic] };
    }
    let times = Times::read(&text);
    let cast = Cast::read(&text, &times);
    let mut statements = Statements::read(&text, &times, &cast);
    let agreements = agreements::read(&text, &times, &cast, &statements);
    let events = Events::read(&text, &times, &cast, &statements, &agreements);
    let commitments = commitments::read(&text, &times, &cast, &statements, &events);
    statements.link(&events, &agreements, &commitments);
    let mut records: Vec<Record> = Vec::new();
    records.extend(cast.offices().iter().cloned().map(Record::Office));
    records.extend(statements.list.into_iter().map(|s| Record::Statement(s.record)));
    records.extend(events.list.into_iter().map(|e| Record::Event(e.record)));
    records.extend(agreements.into_iter().map(Record::Agreement));
    records.extend(commitments.into_iter().map(Record::Commitment));
    for record in &mut records {
        confidence::grade(record, text.article.lang);
    }
    Extraction { article: ArticleRecord::from(text.article), records }
}
