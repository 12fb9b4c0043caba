//! `cargo +nightly fuzz run coder samples`: any text goes the whole road without a panic, trees are trees, and every
//! quote stands where it is said to stand.
#![no_main]

use std::cell::RefCell;

use legation_coder::code;
use legation_intake::{Options, read};
use legation_lexicon::Lexicon;
use legation_model::{RawArticle, Record};
use legation_nlp::{Analyzer, Segment, Worker};
use libfuzzer_sys::fuzz_target;

thread_local! {
    static WORKER: RefCell<Worker<'static>> = RefCell::new(Analyzer::builtin().worker());
}

fuzz_target!(|bytes: &[u8]| {
    // Longer inputs only slow the search down.
    let bytes = &bytes[..bytes.len().min(6000)];
    let raw = RawArticle { source: "fuzz".into(), bytes: bytes.to_vec(), ..RawArticle::default() };
    let Ok(article) = read(&raw, &Options::default()) else { return };
    let segments: Vec<Segment> = article.blocks.iter().map(|b| Segment { span: b.span, lang: b.lang }).collect();
    let doc = WORKER.with_borrow_mut(|w| w.analyze(&article.text, &segments));
    doc.check().expect("every sentence is a tree");
    let extraction = code(&article, &doc, Lexicon::builtin());
    for record in &extraction.records {
        if let Record::Event(event) = record {
            assert!(event.trigger.holds(&article.text));
        }
        if let Record::Statement(statement) = record {
            assert!(statement.content.iter().all(|c| c.holds(&article.text)));
        }
    }
});
