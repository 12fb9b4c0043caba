//! WARC: crawls. Pages out of `response` and `resource` records, text out of `conversion` records; other records are
//! passed over. Gzip members and zstd frames around the records are no concern of this file.

use legation_model::RawArticle;
use memchr::memmem;

use super::Kind;
use crate::ReadError;
use crate::http::{Head, Response, media_type};
use crate::input::{Input, Reached};
use crate::item::Article;
use crate::out::{Flow, Out};

pub(super) const KIND: Kind = Kind {
    name: "warc",
    extensions: &["warc"],
    container: false,
    is: |head, _, _| head.starts_with(b"WARC/"),
    read,
};

/// The longest head of a record, and of the response in it.
const HEAD: usize = 128 * 1024;
/// What begins a record.
const MARK: &[u8] = b"WARC/";

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let mut record = 0;
    loop {
        let byte = input.offset();
        match one(input, out, &mut record, byte) {
            Ok(flow) => {
                if !flow? {
                    return Flow::Continue(());
                }
            }
            Err(e) => {
                let goes_on = e.goes_on();
                out.problem(input.place(record, byte), e)?;
                if !goes_on || !next_mark(input) {
                    return Flow::Continue(());
                }
            }
        }
    }
}

/// Puts the stream at the next record behind damage; what is damaged in between is part of the same.
fn next_mark(input: &mut Input<'_>) -> bool {
    loop {
        match input.seek(MARK.len() + 2, |b| b.starts_with(MARK) && b[5].is_ascii_digit() && b[6] == b'.') {
            Ok(Reached::Found) => return true,
            Ok(Reached::End) => return false,
            Err(e) => {
                if !ReadError::from(e).goes_on() {
                    return false;
                }
            }
        }
    }
}

/// Reads one record; false at the end.
fn one(
    input: &mut Input<'_>,
    out: &mut Out<'_>,
    record: &mut u64,
    byte: u64,
) -> Result<std::ops::ControlFlow<(), bool>, ReadError> {
    use std::ops::ControlFlow::{Break, Continue};
    // Line breaks between records.
    while let [b'\r' | b'\n', ..] = input.peek(1)? {
        input.pass(1)?;
    }
    if input.peek(1)?.is_empty() {
        return Ok(Continue(false));
    }
    *record += 1;
    if !input.peek(MARK.len())?.starts_with(MARK) {
        return Err(ReadError::damaged("no WARC record where one should begin"));
    }
    let head = head(input)?;
    let place = input.place(*record, byte);
    let Some(length) = head.get("content-length").and_then(|l| l.parse::<u64>().ok()) else {
        return Err(ReadError::damaged("a WARC record without its length"));
    };
    let kind = head.get("warc-type").unwrap_or_default().to_ascii_lowercase();
    let limit = out.options.max_bytes;
    let wanted = matches!(kind.as_str(), "response" | "resource" | "conversion");
    let keep = if wanted { limit + HEAD } else { 0 };
    let mut block = Vec::new();
    let taken = input.take_bytes(length, keep, &mut block)?;
    let follows = input.peek(4)?;
    let cut = taken < length;
    let ends = follows.is_empty() || follows.starts_with(b"\r\n") || follows.starts_with(b"\n");
    if cut || !ends {
        // A length that is not true swallows the next record, or part of it: give it back.
        if let Some(at) = memmem::find(&block, b"\r\n\r\nWARC/1.") {
            let complete = block.len() as u64 == taken;
            if complete {
                input.give_back(&block[at + 4..]);
            }
        }
        return Err(if cut {
            ReadError::CutOff { what: "a WARC record" }
        } else {
            ReadError::damaged("a WARC record with a wrong length")
        });
    }
    if !wanted {
        out.skip(match kind.as_str() {
            "request" => "requests",
            "revisit" => "revisits",
            "warcinfo" | "metadata" => "crawl metadata",
            _ => "other crawl records",
        });
        return Ok(Continue(true));
    }
    if taken > keep as u64 {
        return Ok(told(out.problem(place, ReadError::TooLarge { limit })));
    }
    let flow = match page(&kind, &head, &block, limit) {
        Ok(Page::Skip(reason)) => {
            out.skip(reason);
            return Ok(Continue(true));
        }
        Ok(Page::Article(mut article)) => {
            article.raw.source = place.to_string();
            out.article(place, *article)
        }
        Err(e) => out.problem(place, e),
    };
    Ok(if flow.is_break() { Break(()) } else { Continue(true) })
}

fn told(flow: Flow) -> std::ops::ControlFlow<(), bool> {
    flow.map_continue(|()| true)
}

/// The lines of a record's head.
fn head(input: &mut Input<'_>) -> Result<Head, ReadError> {
    let mut bytes = Vec::new();
    loop {
        let from = bytes.len();
        let reached = input.until(b'\n', |part| {
            if bytes.len() < HEAD {
                bytes.extend_from_slice(part);
            }
        })?;
        if reached == Reached::End {
            return Err(ReadError::CutOff { what: "the head of a WARC record" });
        }
        if bytes.len() >= HEAD {
            return Err(ReadError::damaged("a WARC record whose head does not end"));
        }
        if bytes[from..].trim_ascii().is_empty() {
            return Ok(Head::parse(&bytes));
        }
    }
}

enum Page {
    Article(Box<Article>),
    Skip(&'static str),
}

/// The page or text that a record holds.
fn page(kind: &str, head: &Head, block: &[u8], limit: usize) -> Result<Page, ReadError> {
    let response = Response::parse(block);
    let is_response = kind == "response" && response.status > 0;
    if is_response && !(200..300).contains(&response.status) {
        return Ok(Page::Skip("responses without success"));
    }
    let (mut media, charset) = if is_response { response.head.content_type() } else { head.content_type() };
    if media.is_empty() || media == "application/octet-stream" {
        (media, _) = media_type(head.get("warc-identified-payload-type").unwrap_or_default());
    }
    if !matches!(
        media.as_str(),
        "" | "text/html" | "application/xhtml+xml" | "text/plain" | "application/html"
    ) {
        return Ok(Page::Skip("media that are no page"));
    }
    let bytes = if is_response { response.body(limit)? } else { block.to_vec() };
    if bytes.len() > limit {
        return Err(ReadError::TooLarge { limit });
    }
    let url = head.get("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_owned());
    let notes = [
        ("fetched", head.get("warc-date")),
        ("truncated", head.get("warc-truncated")),
        ("record", head.get("warc-record-id")),
    ];
    let markup = media.ends_with("html") || media.ends_with("xhtml+xml");
    // A set that nobody knows is worth no more than none.
    let charset = charset.filter(|c| legation_intake::is_charset(c));
    let raw = RawArticle { bytes, charset, url, markup, ..RawArticle::default() };
    let notes = notes.into_iter().filter_map(|(k, v)| Some((k, v?.to_owned()))).collect();
    Ok(Page::Article(Box::new(Article { raw, notes })))
}
