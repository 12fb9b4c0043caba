//! What once broke, or could, goes the whole road again: every file of the fuzz corpora, and each sample cut short,
//! doubled, stripped of its marks and mixed with the others.

use std::path::{Path, PathBuf};

use legation_coder::code;
use legation_intake::{Options, read};
use legation_lexicon::Lexicon;
use legation_model::{RawArticle, Record};
use legation_nlp::{Analyzer, Segment, Worker};

fn files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root)
        .expect("folder")
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.is_file())
        .collect();
    paths.sort();
    paths
}

/// Goes the whole road; intake may refuse, nothing may panic, trees are trees, quotes hold.
fn road(bytes: &[u8], worker: &mut Worker<'_>) {
    let raw = RawArticle { source: "corpus".into(), bytes: bytes.to_vec(), ..RawArticle::default() };
    let Ok(article) = read(&raw, &Options::default()) else { return };
    let segments: Vec<Segment> =
        article.blocks.iter().map(|b| Segment { span: b.span, lang: b.lang }).collect();
    let doc = worker.analyze(&article.text, &segments);
    assert_eq!(doc.check(), Ok(()));
    for record in &code(&article, &doc, Lexicon::builtin()).records {
        match record {
            Record::Event(r) => assert!(r.trigger.holds(&article.text)),
            Record::Statement(r) => assert!(r.content.iter().all(|c| c.holds(&article.text))),
            Record::Agreement(r) => assert!(r.name.holds(&article.text)),
            Record::Commitment(r) => assert!(r.action.holds(&article.text)),
            Record::Office(r) => assert!(r.title.holds(&article.text)),
            Record::Article(_) | Record::Diagnostic(_) => {}
        }
    }
}

#[test]
fn corpora_of_the_fuzzers_go_the_whole_road() {
    let mut worker = Analyzer::builtin().worker();
    for path in files("../intake/tests/corpus").into_iter().chain(files("tests/corpus")) {
        road(&std::fs::read(&path).expect("file"), &mut worker);
    }
}

#[test]
fn broken_samples_go_the_whole_road() {
    let mut worker = Analyzer::builtin().worker();
    let samples: Vec<String> =
        files("../../samples").iter().map(|p| std::fs::read_to_string(p).expect("sample")).collect();
    for (i, text) in samples.iter().enumerate() {
        let points: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for share in [3, 5, 7] {
            let at = points[points.len() * (share - 1) / share];
            road(&text.as_bytes()[at..], &mut worker);
            road(&text.as_bytes()[..at], &mut worker);
            // In the middle of a character.
            road(&text.as_bytes()[at.saturating_sub(1)..], &mut worker);
        }
        let bare: String = text.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
        road(bare.as_bytes(), &mut worker);
        let shouted = text.to_uppercase();
        road(shouted.as_bytes(), &mut worker);
        let one_line = text.replace('\n', " ");
        road(one_line.as_bytes(), &mut worker);
        let other = &samples[(i + 7) % samples.len()];
        let mixed: String =
            text.split_inclusive(' ').zip(other.split_inclusive(' ')).flat_map(|(a, b)| [a, b]).collect();
        road(mixed.as_bytes(), &mut worker);
        let quoted = text.replace(' ', " \"").replace(", ", "», — ");
        road(quoted.as_bytes(), &mut worker);
    }
}
