//! JSON: a line an object, or one document: an object, a list of objects, a JSON Feed.

use serde_json::{Map, Value};

use super::{Kind, PLAIN, start};
use crate::ReadError;
use crate::columns::Made;
use crate::input::{Input, Reached};
use crate::item::Place;
use crate::lines::{self, Line};
use crate::out::{Flow, Out};

pub(super) const KIND: Kind = Kind {
    name: "json",
    extensions: &["jsonl", "ndjson", "json"],
    container: false,
    is: |head, extension, _| {
        matches!(extension, "jsonl" | "ndjson" | "json")
            || !PLAIN.contains(&extension) && looks_like_json(start(head))
    },
    read,
};

/// An object with a quoted name, or a list that begins with an object.
fn looks_like_json(head: &[u8]) -> bool {
    let object = |h: &[u8]| {
        h.strip_prefix(b"{").is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')))
    };
    object(head) || head.strip_prefix(b"[").is_some_and(|rest| object(rest.trim_ascii_start()))
}

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let document = input.peek(64 * 1024).is_ok_and(|head| is_document(start(head)));
    if document { objects(input, out) } else { by_line(input, out) }
}

/// Whether objects lie in a list or spread over lines.
fn is_document(head: &[u8]) -> bool {
    if head.starts_with(b"[") {
        return true;
    }
    if memchr::memmem::find(&head[..head.len().min(512)], b"jsonfeed.org/version").is_some() {
        return true;
    }
    // An object whose first line does not close it.
    let first = head.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii();
    first.len() < head.trim_ascii_end().len()
        && first.starts_with(b"{")
        && !first.ends_with(b"}")
        && first.len() < 4096
}

fn by_line(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let limit = out.options.max_bytes;
    let mut line = Vec::new();
    let mut record = 0;
    loop {
        let byte = input.offset();
        let next = lines::next(input, limit, &mut line);
        record += 1;
        let place = input.place(record, byte);
        match next {
            Ok(Line::End) => return Flow::Continue(()),
            Ok(Line::TooLong) => out.problem(place, ReadError::LineTooLong { limit })?,
            Ok(Line::Whole) => {
                let line =
                    if record == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
                if !line.trim_ascii().is_empty() {
                    object(line, place, out)?;
                }
            }
            Err(e) => {
                let error = ReadError::from(e);
                let goes_on = error.goes_on();
                out.problem(place, error)?;
                if !goes_on {
                    return Flow::Continue(());
                }
            }
        }
    }
}

/// The article of one object.
fn object(bytes: &[u8], place: Place, out: &mut Out<'_>) -> Flow {
    let parsed = match serde_json::from_slice::<Map<String, Value>>(bytes) {
        Ok(parsed) => parsed,
        Err(e) => return out.problem(place, ReadError::Json { reason: e.to_string() }),
    };
    match out.options.columns.of_object(&parsed).make(&place.to_string()) {
        Ok(Made::Article(article)) => out.article(place, article),
        Ok(Made::Listing(listing)) => out.listing(place, listing),
        // What was written by this program beside articles.
        Err(_) if parsed.get("type").is_some_and(Value::is_string) => {
            out.skip("other records");
            Flow::Continue(())
        }
        Err(e) => out.problem(place, e),
    }
}

/// Reads the objects of a list, of the list `items` of a feed, or that stand one after the other.
fn objects(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let feed =
        input.peek(512).is_ok_and(|head| memchr::memmem::find(head, b"jsonfeed.org/version").is_some());
    let mut scan = Scan { depth: 0, articles: if feed { 3 } else { 1 }, ..Scan::default() };
    if !feed && input.peek(512).is_ok_and(|head| start(head).starts_with(b"[")) {
        scan.articles = 2;
    }
    let limit = out.options.max_bytes;
    let (mut record, mut begin) = (0, 0);
    let mut kept: Vec<u8> = Vec::new();
    let mut long = false;
    loop {
        let mut seen = 0;
        let at = input.offset();
        // Closing braces are where objects end.
        let reached = input.until(b'}', |part| {
            for (i, b) in part.iter().enumerate() {
                match scan.step(*b) {
                    Step::Opens => (begin, long) = (at + seen + i as u64, false),
                    Step::Outside => continue,
                    Step::Inside | Step::Closes => {}
                }
                if kept.len() < limit {
                    kept.push(*b);
                } else {
                    long = true;
                }
            }
            seen += part.len() as u64;
        });
        let place = |record| input.place(record, begin);
        match reached {
            Ok(Reached::End) => {
                if scan.depth > 0 {
                    out.problem(place(record + 1), ReadError::CutOff { what: "a JSON document" })?;
                }
                return Flow::Continue(());
            }
            Err(e) => return out.problem(place(record + 1), e),
            Ok(Reached::Found) => {}
        }
        if scan.closed {
            scan.closed = false;
            record += 1;
            if long {
                out.problem(place(record), ReadError::TooLarge { limit })?;
            } else {
                object(&kept, place(record), out)?;
            }
            kept.clear();
        }
    }
}

/// Where in a document the scan is.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one fact of a scan of bytes")]
struct Scan {
    depth: usize,
    /// The depth inside of an article's object.
    articles: usize,
    string: bool,
    escaped: bool,
    inside: bool,
    closed: bool,
    /// The last string of depth 1, to know the list `items`.
    key: Vec<u8>,
}

enum Step {
    Outside,
    Opens,
    Inside,
    Closes,
}

impl Scan {
    fn step(&mut self, b: u8) -> Step {
        if self.string {
            match b {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.string = false,
                _ if self.depth == 1 && self.key.len() < 16 => self.key.push(b),
                _ => {}
            }
            return if self.inside { Step::Inside } else { Step::Outside };
        }
        match b {
            b'"' => {
                self.string = true;
                if self.depth == 1 {
                    self.key.clear();
                }
            }
            b'{' | b'[' => {
                self.depth += 1;
                let wanted = self.articles < 3 || self.key == b"items";
                if b == b'{' && self.depth == self.articles && !self.inside && wanted {
                    self.inside = true;
                    return Step::Opens;
                }
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if self.inside && self.depth < self.articles {
                    self.inside = false;
                    self.closed = true;
                    return Step::Closes;
                }
            }
            _ => {}
        }
        if self.inside { Step::Inside } else { Step::Outside }
    }
}
