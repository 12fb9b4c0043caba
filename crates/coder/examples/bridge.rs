//! Codes articles that were cleaned and parsed elsewhere: a workbench for rules.
//!
//! usage: bridge DIR > records.ndjson    (DIR holds NAME.json with title, text, lang, published and NAME.conllu)
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use legation_model::{Article, Block, BlockKind, DateRef, Lang, Record, RecordId};
use legation_text::{CodePoints, Span};

fn main() {
    let dir = std::env::args().nth(1).expect("DIR");
    let only = std::env::args().nth(2);
    let mut names: Vec<_> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|x| x == "json"))
        .collect();
    names.sort();
    for path in names {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if only.as_ref().is_some_and(|o| !name.contains(o.as_str())) {
            continue;
        }
        let meta: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let text = meta["text"].as_str().unwrap().to_owned();
        let lang = if meta["lang"] == "ru" { Lang::Ru } else { Lang::En };
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            let kind =
                if at == 0 && meta["title"].is_string() { BlockKind::Title } else { BlockKind::Paragraph };
            blocks.push(Block { span: Span::of(at, at + line.len()), raw: Vec::new(), kind, lang });
            at += line.len() + 1;
        }
        let article = Article {
            id: RecordId::of("article", &[&name]),
            source: format!("{name}.txt"),
            url: None,
            lang,
            title: meta["title"].is_string().then(|| blocks[0].span),
            published: meta["published"].as_str().map(|d| DateRef::day(d[..10].parse().unwrap(), None)),
            dateline: None,
            publisher: None,
            author: None,
            relay: Vec::new(),
            points: CodePoints::new(&text),
            blocks,
            dropped: Vec::new(),
            duplicate_of: None,
            text,
        };
        let doc = legation_nlp::conllu::read(
            &std::fs::read_to_string(path.with_extension("conllu")).unwrap(),
            &article.text,
        )
        .unwrap();
        let out = legation_coder::code(&article, &doc, legation_lexicon::Lexicon::builtin());
        println!("{}", serde_json::to_string(&Record::Article(out.article)).unwrap());
        for record in &out.records {
            println!("{}", serde_json::to_string(record).unwrap());
        }
    }
}
