//! `--ontology cameo`: events as rows of the old scheme.

use std::io::Write;

use legation_model::cameo::{self, CameoRow};
use legation_model::{Extraction, Record};

use crate::args::Format;
use crate::rows;

/// Names of the columns.
const HEAD: [&str; 12] = [
    "date", "source", "target", "code", "name", "quad", "score", "status", "plover", "article", "event",
    "trigger",
];

/// Widths of the columns in a table, in characters.
const WIDTHS: [usize; 12] = [10, 12, 12, 4, 32, 4, 5, 11, 9, 16, 16, 40];

/// The rows of an article, in the order of its records.
pub(crate) fn rows(extraction: &Extraction) -> Vec<CameoRow> {
    extraction
        .records
        .iter()
        .filter_map(|record| match record {
            Record::Event(event) => Some(cameo::rows(event)),
            _ => None,
        })
        .flatten()
        .collect()
}

/// Writes the rows of one article; `before` is what was written before it (rows for JSON, articles otherwise).
pub(crate) fn write(
    out: &mut dyn Write,
    format: Format,
    list: &[CameoRow],
    before: usize,
) -> anyhow::Result<()> {
    let head = HEAD.map(str::to_owned);
    match format {
        Format::Ndjson => {
            for row in list {
                serde_json::to_writer(&mut *out, row)?;
                out.write_all(b"\n")?;
            }
        }
        Format::Json => {
            for (i, row) in list.iter().enumerate() {
                out.write_all(if before + i == 0 { b"[\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, row)?;
            }
        }
        Format::Csv => {
            if before == 0 {
                writeln!(out, "{}", rows::csv(&head))?;
            }
            for row in list {
                writeln!(out, "{}", rows::csv(&cells(row)))?;
            }
        }
        Format::Table | Format::Digest => {
            if before == 0 {
                writeln!(out, "{}", rows::columns(&head, &WIDTHS))?;
            }
            for row in list {
                writeln!(out, "{}", rows::columns(&cells(row), &WIDTHS))?;
            }
        }
    }
    Ok(())
}

fn cells(row: &CameoRow) -> [String; 12] {
    [
        row.date.clone(),
        row.source.clone(),
        row.target.clone(),
        row.code.clone(),
        row.name.clone(),
        row.quad.to_string(),
        row.score.map(|s| s.to_string()).unwrap_or_default(),
        row.status.to_string(),
        row.plover.to_string(),
        row.article.0.clone(),
        row.event.0.clone(),
        row.trigger.clone(),
    ]
}
