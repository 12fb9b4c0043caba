//! Tables: comma, semicolon or tab between cells, a first row with names, a row an article.

use std::io;

use legation_intake::decode;

use super::{Kind, PLAIN};
use crate::ReadError;
use crate::columns::{FIELDS, Fields, Made};
use crate::input::{Input, Reached};
use crate::out::{Flow, Out};

pub(super) const KIND: Kind = Kind {
    name: "table",
    extensions: &["csv", "tsv"],
    container: false,
    is: |head, extension, out| match extension {
        "csv" | "tsv" => true,
        // A first line that names columns we know.
        other if !PLAIN.contains(&other) => {
            let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
            let cells = split(&text(line), separator(line));
            cells.len() > 1 && out.options.columns.is_head(&cells)
        }
        _ => false,
    },
    read,
};

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let limit = out.options.max_bytes;
    let mut row = Vec::new();
    let mut head: Option<(u8, [Option<usize>; FIELDS.len()])> = None;
    let (mut record, mut mended) = (0, false);
    loop {
        let byte = input.offset();
        let next = next(input, limit, head.as_ref().map(|(separator, _)| *separator), &mut row);
        if matches!(next, Ok(Row::Whole)) && row.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        // Rows are counted below the head.
        record += u64::from(head.is_some());
        let place = input.place(record, byte);
        match next {
            Ok(Row::End) => break,
            Ok(Row::Whole) => {}
            Ok(Row::TooLong) => {
                out.problem(place, ReadError::LineTooLong { limit })?;
                if head.is_none() {
                    break;
                }
                continue;
            }
            Ok(Row::Open) => {
                out.problem(place, ReadError::CutOff { what: "a quoted cell" })?;
                // A quote that nobody closed swallowed the rest: read on in the next line, once.
                match memchr::memchr(b'\n', &row) {
                    Some(end) if !mended => input.give_back(&row[end + 1..]),
                    _ => break,
                }
                mended = true;
                continue;
            }
            Err(e) => {
                let error = ReadError::from(e);
                let goes_on = error.goes_on();
                out.problem(place, error)?;
                if !goes_on {
                    break;
                }
                continue;
            }
        }
        let Some((separator, columns)) = &head else {
            let separator = separator(&row);
            match out.options.columns.of_table(&split(&text(&row), separator)) {
                Ok(columns) => head = Some((separator, columns)),
                Err(e) => {
                    out.problem(place, e)?;
                    break;
                }
            }
            continue;
        };
        let mut cells = split(&text(&row), *separator);
        let mut fields = Fields::default();
        for (slot, column) in fields.0.iter_mut().zip(columns) {
            let cell = column.and_then(|c| cells.get_mut(c)).map(std::mem::take);
            *slot = cell.filter(|c| !c.trim().is_empty());
        }
        match fields.make(&place.to_string()) {
            Ok(Made::Article(article)) => out.article(place, article)?,
            Ok(Made::Listing(listing)) => out.listing(place, listing)?,
            Err(e) => out.problem(place, e)?,
        }
    }
    Flow::Continue(())
}

/// Rows come in whatever set the table was saved in.
fn text(row: &[u8]) -> String {
    decode(row, None).map_or_else(|_| String::from_utf8_lossy(row).into_owned(), |d| d.text)
}

enum Row {
    Whole,
    TooLong,
    /// The input ended inside a quoted cell.
    Open,
    End,
}

/// Where in a row the scan is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Start,
    Plain,
    Quoted,
    /// Behind a quote in a quoted cell: its end, or the first of two.
    Quote,
}

/// The next row, whose quoted cells may hold line breaks; the head is a line.
fn next(input: &mut Input<'_>, limit: usize, separator: Option<u8>, kept: &mut Vec<u8>) -> io::Result<Row> {
    kept.clear();
    let (mut long, mut any, mut cell) = (false, false, Cell::Start);
    loop {
        let reached = input.until(b'\n', |part| {
            any = true;
            if let Some(separator) = separator {
                for b in part {
                    cell = match (cell, *b) {
                        (Cell::Quoted, b'"') => Cell::Quote,
                        (Cell::Start | Cell::Quote, b'"') | (Cell::Quoted, _) => Cell::Quoted,
                        (_, b) if b == separator => Cell::Start,
                        _ => Cell::Plain,
                    };
                }
            }
            if kept.len() + part.len() > limit {
                long = true;
                *kept = Vec::new();
            } else if !long {
                kept.extend_from_slice(part);
            }
        })?;
        let open = cell == Cell::Quoted;
        if reached == Reached::Found && open {
            continue;
        }
        return Ok(match (long, any) {
            (true, _) => Row::TooLong,
            (false, false) => Row::End,
            (false, true) if open => Row::Open,
            (false, true) => Row::Whole,
        });
    }
}

/// The separator that the first row has most of.
fn separator(row: &[u8]) -> u8 {
    let count = |b: u8| memchr::memchr_iter(b, row).count();
    [b'\t', b';', b','].into_iter().max_by_key(|b| count(*b)).unwrap_or(b',')
}

/// The cells of a row: quotes around a cell are taken off, doubled ones inside are one.
fn split(row: &str, separator: u8) -> Vec<String> {
    let separator = char::from(separator);
    let row = row.trim_end_matches(['\n', '\r']);
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = row.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            c if c == separator && !quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_separators_breaks_and_quotes() {
        assert_eq!(split("a,\"b, \"\"c\"\"\nd\",,e\r\n", b','), ["a", "b, \"c\"\nd", "", "e"]);
        assert_eq!(split("5\" gun;x", b';'), ["5\" gun", "x"]);
    }
}
