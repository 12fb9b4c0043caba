//! CoNLL-U: how a [`Doc`] is shown, and read back in tests.

use std::fmt::Write as _;

use legation_model::Lang;
use legation_text::Span;

use crate::doc::{Doc, DocBuilder, NameKind, TokenRow};
use crate::tags::{Feats, Rel, Upos};

/// Why a CoNLL-U text could not be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ConlluError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

/// Writes `doc` as CoNLL-U; MISC holds byte offsets (`Start=…|End=…`) and names (`Name=B-PER`).
pub fn write(doc: &Doc, text: &str) -> String {
    let mut names = vec![String::new(); doc.len()];
    for name in doc.names() {
        let kind = match name.kind {
            NameKind::Person => "PER",
            NameKind::Place => "LOC",
            NameKind::Organisation => "ORG",
            NameKind::Group => "NORP",
            NameKind::Event => "EVENT",
            NameKind::Law => "LAW",
            NameKind::Date => "DATE",
            NameKind::Other => "MISC",
        };
        for t in name.tokens.clone() {
            names[t as usize] = format!("|Name={}-{kind}", if t == name.tokens.start { "B" } else { "I" });
        }
    }
    let mut out = String::new();
    for (i, s) in doc.sentences().iter().enumerate() {
        let words: String = s.span.slice(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let lang = format!("{:?}", s.lang).to_lowercase();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# sent_id = {}\n# lang = {lang}\n# text = {words}", i + 1);
        for t in s.tokens.clone() {
            let head = doc.head(t).map_or(0, |h| h - s.tokens.start + 1);
            let span = doc.span(t);
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t_\t{}\t{head}\t{}\t_\tStart={}|End={}{}",
                t - s.tokens.start + 1,
                doc.form(t),
                doc.lemma(t),
                doc.upos(t).as_str(),
                doc.feats(t),
                doc.rel(t).as_str(),
                span.start,
                span.end,
                names[t as usize],
            );
        }
        out.push('\n');
    }
    out
}

/// Reads what [`write`] writes; every sentence becomes a segment of its own.
///
/// # Errors
/// A line that has not ten columns, or numbers that do not fit.
pub fn read(conllu: &str, text: &str) -> Result<Doc, ConlluError> {
    let mut builder = DocBuilder::new();
    let mut rows: Vec<TokenRow<'_>> = Vec::new();
    let mut names: Vec<(NameKind, std::ops::Range<u32>)> = Vec::new();
    let mut lang = Lang::Und;
    let mut segment = 0;
    for (i, line) in conllu.lines().chain(std::iter::once("")).enumerate() {
        let fail = |problem: &str| ConlluError { line: i + 1, problem: problem.to_owned() };
        if let Some(comment) = line.strip_prefix('#') {
            if let Some((_, code)) = comment.split_once("lang = ") {
                lang = match code.trim() {
                    "ru" => Lang::Ru,
                    "en" => Lang::En,
                    _ => Lang::Und,
                };
            }
            continue;
        }
        if line.trim().is_empty() {
            if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
                let span = first.span.cover(last.span);
                builder.sentence(text, span, segment, lang, &rows);
                segment += 1;
                rows.clear();
            }
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, _, lemma, upos, _, feats, head, rel, _, misc] = cells[..] else {
            return Err(fail("not ten columns"));
        };
        let number = |key: &str| -> Result<u32, ConlluError> {
            misc.split('|')
                .find_map(|kv| kv.strip_prefix(key)?.strip_prefix('='))
                .and_then(|v| v.parse().ok())
                .ok_or_else(|| fail(&format!("no {key}= in MISC")))
        };
        let head: usize = head.parse().map_err(|_| fail("head is no number"))?;
        if let Some(tag) = misc.split('|').find_map(|kv| kv.strip_prefix("Name=")) {
            let at = (builder.len() + rows.len()) as u32;
            let kind = match &tag[tag.len().min(2)..] {
                "PER" => NameKind::Person,
                "LOC" => NameKind::Place,
                "ORG" => NameKind::Organisation,
                "NORP" => NameKind::Group,
                "EVENT" => NameKind::Event,
                "LAW" => NameKind::Law,
                "DATE" => NameKind::Date,
                _ => NameKind::Other,
            };
            match names.last_mut() {
                Some((last, range)) if tag.starts_with('I') && *last == kind && range.end == at => {
                    range.end += 1;
                }
                _ => names.push((kind, at..at + 1)),
            }
        }
        rows.push(TokenRow {
            span: Span::new(number("Start")?, number("End")?),
            lemma,
            upos: Upos::parse(upos).unwrap_or(Upos::X),
            feats: Feats::parse(feats),
            head: head.checked_sub(1),
            rel: Rel::read(rel),
        });
    }
    for (kind, range) in names {
        builder.name(kind, range);
    }
    Ok(builder.finish())
}
