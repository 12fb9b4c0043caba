//! `legation doc`: the analysis of one article.

use std::fmt::Write as _;

use legation_lexicon::{Lexicon, Word};
use legation_nlp::{Doc, Sentence, conllu};
use serde_json::json;

use crate::args::{DocArgs, DocFormat};
use crate::open::Opened;
use crate::words::Words;
use crate::{Outcome, open, output};

/// Runs the command.
pub(crate) fn run(args: &DocArgs) -> anyhow::Result<Outcome> {
    let words = Words::load(&args.own.lexicon)?;
    let Opened { article, doc, .. } = open::single(&args.file)?;
    match args.format {
        DocFormat::Conllu => output::bytes(conllu::write(&doc, &article.text).as_bytes())?,
        DocFormat::Json => output::line(&json(&doc, &article.text).to_string())?,
        DocFormat::Text => {
            let mut text = String::new();
            for sentence in doc.sentences() {
                text.push_str(&tree(&doc, sentence));
                if words.version().is_some() {
                    text.push_str(&known(&doc, sentence, words.lexicon()));
                }
                text.push('\n');
            }
            output::bytes(text.as_bytes())?;
        }
    }
    Ok(Outcome::Done)
}

/// The actors and places of a sentence that the lexicon knows, one a line.
fn known(doc: &Doc, sentence: &Sentence, lexicon: &Lexicon) -> String {
    let first = sentence.tokens.start;
    let word = |t| Word { form: doc.form(t), lemma: doc.lemma(t), lang: sentence.lang, initial: t == first };
    let words: Vec<Word<'_>> = sentence.tokens.clone().map(word).collect();
    let quote = |tokens: &std::ops::Range<u32>| {
        tokens.clone().map(|t| words[t as usize].form).collect::<Vec<_>>().join(" ")
    };
    let mut out = String::new();
    // Writing to a string cannot fail.
    for m in lexicon.mentions(&words) {
        let id = lexicon.body_id(m.entity, m.owner);
        let _ = writeln!(out, "actor {:<34} {id} ({:?})", quote(&m.tokens), m.form);
    }
    for m in lexicon.places(&words) {
        let place = lexicon.place(m.place);
        let _ = writeln!(
            out,
            "place {:<34} {} ({})",
            quote(&m.tokens),
            place.label_en,
            place.country.unwrap_or("-")
        );
    }
    out
}

/// A sentence as an indented tree: form, lemma, part of speech, relation.
pub(crate) fn tree(doc: &Doc, sentence: &Sentence) -> String {
    let mut out = String::new();
    let mut depth = vec![0usize; sentence.tokens.len()];
    for t in sentence.tokens.clone() {
        depth[(t - sentence.tokens.start) as usize] = doc.ancestors(t).count();
    }
    for t in sentence.tokens.clone() {
        let indent = depth[(t - sentence.tokens.start) as usize];
        let form = format!("{}{}", "  ".repeat(indent), doc.form(t));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{form:<40} {:<20} {:<6} {}",
            doc.lemma(t),
            doc.upos(t).as_str(),
            doc.rel(t).as_str()
        );
    }
    out
}

fn json(doc: &Doc, text: &str) -> serde_json::Value {
    let sentences: Vec<_> = doc
        .sentences()
        .iter()
        .map(|s| {
            let tokens: Vec<_> = s
                .tokens
                .clone()
                .map(|t| {
                    let span = doc.span(t);
                    json!({
                        "form": doc.form(t), "lemma": doc.lemma(t), "upos": doc.upos(t).as_str(),
                        "feats": doc.feats(t).to_string(), "head": doc.head(t), "rel": doc.rel(t).as_str(),
                        "byte_start": span.start, "byte_end": span.end,
                    })
                })
                .collect();
            json!({ "lang": s.lang, "byte_start": s.span.start, "byte_end": s.span.end, "first": s.tokens.start, "tokens": tokens })
        })
        .collect();
    let names: Vec<_> = doc
        .names()
        .iter()
        .map(|n| json!({ "kind": format!("{:?}", n.kind).to_lowercase(), "first": n.tokens.start, "end": n.tokens.end }))
        .collect();
    json!({ "text": text, "sentences": sentences, "names": names })
}
