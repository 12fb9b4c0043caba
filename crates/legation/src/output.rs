//! Where and how records are written.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

use anyhow::Context as _;
use legation_model::{ArticleRecord, Extraction, Record, RecordId};
use serde::Serialize;

use crate::args::{Format, Ontology};
use crate::copies::Memory;
use crate::{cameo, digest, rows};

/// Writes one line to standard output.
pub(crate) fn line(text: &str) -> anyhow::Result<()> {
    bytes(format!("{text}\n").as_bytes())
}

/// Writes bytes to standard output.
pub(crate) fn bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}

/// Whether standard output may be coloured.
pub(crate) fn coloured() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Writes extractions in one format, copies of an article marked.
pub(crate) struct Writer {
    out: Box<dyn Write>,
    format: Format,
    ontology: Ontology,
    colour: bool,
    count: usize,
    seen: HashMap<blake3::Hash, RecordId>,
    memory: Memory,
}

impl Writer {
    /// Opens `path`, or standard output.
    pub(crate) fn open(
        path: Option<&Path>,
        format: Option<Format>,
        ontology: Ontology,
    ) -> anyhow::Result<Self> {
        let terminal = path.is_none() && io::stdout().is_terminal();
        let format = format.unwrap_or(if terminal { Format::Digest } else { Format::Ndjson });
        let out: Box<dyn Write> = match path {
            Some(path) => Box::new(BufWriter::new(
                File::create(path).with_context(|| format!("{}: cannot write", path.display()))?,
            )),
            None => Box::new(BufWriter::new(io::stdout())),
        };
        Ok(Self {
            out,
            format,
            ontology,
            colour: path.is_none() && coloured(),
            count: 0,
            seen: HashMap::new(),
            memory: Memory::default(),
        })
    }

    /// Opens `path`, or standard output, for articles without records.
    pub(crate) fn of_articles(path: Option<&Path>, format: Option<Format>) -> anyhow::Result<Self> {
        let terminal = path.is_none() && io::stdout().is_terminal();
        let format = format.unwrap_or(if terminal { Format::Table } else { Format::Ndjson });
        Self::open(path, Some(format), Ontology::Plover)
    }

    /// Whether articles go out as JSON.
    pub(crate) fn is_json(&self) -> bool {
        matches!(self.format, Format::Ndjson | Format::Json)
    }

    /// Marks a copy of an article that was written before.
    pub(crate) fn mark(&mut self, article: &mut ArticleRecord) {
        let text = blake3::hash(article.text.as_bytes());
        match self.seen.get(&text) {
            Some(first) if *first != article.id => article.duplicate_of = Some(first.clone()),
            Some(_) => {}
            None => {
                self.seen.insert(text, article.id.clone());
            }
        }
    }

    /// Writes one JSON value: a line of its own, or an element of the list.
    pub(crate) fn value(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        if self.format == Format::Json {
            self.out.write_all(if self.count == 0 { b"[\n" } else { b",\n" })?;
        }
        serde_json::to_writer(&mut self.out, value)?;
        if self.format != Format::Json {
            self.out.write_all(b"\n")?;
        }
        self.count += 1;
        Ok(())
    }

    /// Writes one row of a table, under the head of the columns; as a digest, its words alone.
    pub(crate) fn row(&mut self, row: &[String; 11]) -> anyhow::Result<()> {
        let format = self.format;
        let line = |row: &[String; 11]| match format {
            Format::Csv => rows::csv(row),
            Format::Digest => format!("{}\n  {} · {}", row[10], row[7], row[6]),
            _ => rows::aligned(row),
        };
        if self.count == 0 && self.format != Format::Digest {
            writeln!(self.out, "{}", line(&rows::HEAD.map(str::to_owned)))?;
        }
        writeln!(self.out, "{}", line(row))?;
        self.count += 1;
        Ok(())
    }

    /// Writes one article with its records.
    pub(crate) fn write(&mut self, mut extraction: Extraction) -> anyhow::Result<()> {
        self.mark(&mut extraction.article);
        self.memory.mark(&mut extraction);
        if self.ontology == Ontology::Cameo {
            let rows = cameo::rows(&extraction);
            cameo::write(&mut self.out, self.format, &rows, self.count)?;
            self.count += if self.format == Format::Json { rows.len() } else { 1 };
            return Ok(());
        }
        match self.format {
            Format::Ndjson => {
                serde_json::to_writer(&mut self.out, &Record::Article(extraction.article))?;
                self.out.write_all(b"\n")?;
                for record in &extraction.records {
                    serde_json::to_writer(&mut self.out, record)?;
                    self.out.write_all(b"\n")?;
                }
            }
            Format::Json => return self.value(&extraction),
            Format::Csv | Format::Table => {
                for row in rows::of(&extraction) {
                    self.row(&row)?;
                }
                return Ok(());
            }
            Format::Digest => {
                let gap = if self.count == 0 { "" } else { "\n" };
                write!(self.out, "{gap}{}", digest::of(&extraction, self.colour))?;
            }
        }
        self.count += 1;
        Ok(())
    }

    /// Ends the output.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        if self.format == Format::Json {
            self.out.write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()?;
        Ok(())
    }
}
