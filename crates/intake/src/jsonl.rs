//! JSON Lines: one article a line.

use std::io::{BufRead, ErrorKind};

use legation_model::RawArticle;
use serde::Deserialize;

use crate::IntakeError;

/// Reads one article from each line; a bad line is one error and the next line goes on.
pub struct JsonLines<R> {
    reader: R,
    source: String,
    limit: usize,
    line: u64,
    done: bool,
}

/// The fields that are read; others are passed over.
#[derive(Deserialize)]
struct Fields {
    #[serde(alias = "raw", alias = "body", alias = "content")]
    text: String,
    #[serde(default, alias = "headline")]
    title: Option<String>,
    #[serde(default, alias = "link")]
    url: Option<String>,
    #[serde(default, alias = "date")]
    published: Option<String>,
    #[serde(default, alias = "id")]
    source: Option<Name>,
    #[serde(default, alias = "language")]
    lang: Option<String>,
}

/// Identifiers come as text or as numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Text(String),
    Number(serde_json::Number),
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `reader`; `source` names it, `limit` is the most bytes one line may have.
    pub fn new(reader: R, source: impl Into<String>, limit: usize) -> Self {
        Self { reader, source: source.into(), limit, line: 0, done: false }
    }

    /// Number of the line that came last, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The next line without its break; an over-long one is read to its end but not kept.
    fn next_line(&mut self) -> Option<Result<Vec<u8>, IntakeError>> {
        let mut kept = Vec::new();
        let mut long = false;
        let mut any = false;
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                Err(e) => {
                    self.done = true;
                    return Some(Err(IntakeError::Read { reason: e.to_string() }));
                }
            };
            if chunk.is_empty() {
                self.done = true;
                if !any {
                    return None;
                }
                break;
            }
            any = true;
            let end = memchr::memchr(b'\n', chunk);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            if kept.len() + part.len() > self.limit {
                long = true;
                kept = Vec::new();
            } else if !long {
                kept.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        self.line += 1;
        if long { Some(Err(IntakeError::LineTooLong { limit: self.limit })) } else { Some(Ok(kept)) }
    }

    fn article(&self, line: &[u8]) -> Result<RawArticle, IntakeError> {
        let fields: Fields =
            serde_json::from_slice(line).map_err(|e| IntakeError::Json { reason: e.to_string() })?;
        let source = match fields.source {
            Some(Name::Text(name)) if !name.is_empty() => name,
            Some(Name::Number(number)) => number.to_string(),
            _ => format!("{}:{}", self.source, self.line),
        };
        Ok(RawArticle {
            source,
            bytes: fields.text.into_bytes(),
            charset: Some("utf-8".into()),
            url: fields.url,
            title: fields.title,
            published: fields.published,
            lang: fields.lang,
        })
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<RawArticle, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let line = match self.next_line()? {
                Ok(line) => line,
                Err(e) => return Some(Err(e)),
            };
            let line =
                if self.line == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
            if !line.trim_ascii().is_empty() {
                return Some(self.article(line));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &str, limit: usize) -> Vec<Result<RawArticle, IntakeError>> {
        JsonLines::new(input.as_bytes(), "in.jsonl", limit).collect()
    }

    #[test]
    fn fields_have_their_usual_names() {
        let got = read(
            "{\"body\":\"Text.\",\"headline\":\"Head\",\"date\":\"2024-07-04\",\"id\":17}\n\n{\"raw\":\"Two.\",\"x\":1}",
            1000,
        );
        assert_eq!(got.len(), 2);
        let first = got[0].as_ref().expect("article");
        assert_eq!((first.source.as_str(), first.bytes.as_slice()), ("17", b"Text.".as_slice()));
        assert_eq!(first.published.as_deref(), Some("2024-07-04"));
        assert_eq!(got[1].as_ref().expect("article").source, "in.jsonl:3");
    }

    #[test]
    fn a_bad_line_is_one_error() {
        let long = format!("{{\"text\":\"{}\"}}", "x".repeat(200));
        let got = read(&format!("not json\n{long}\n[1]\n{{\"text\":\"ok\"}}"), 100);
        let codes: Vec<&str> =
            got.iter().map(|r| r.as_ref().map_or_else(IntakeError::code, |_| "ok")).collect();
        assert_eq!(codes, ["LG1006", "LG1007", "LG1006", "ok"]);
    }
}
