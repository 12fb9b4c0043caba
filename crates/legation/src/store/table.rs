//! A list as table, CSV or NDJSON: the same columns in each.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write};

use anyhow::Context as _;
use legation_store::{Cell, List};

use super::{ListArgs, ListFormat};
use crate::{Outcome, rows};

/// Widest column of a table, in characters; the last column is as wide as it is.
const WIDEST: usize = 40;
/// Rows that are looked at for the widths of the columns.
const LOOKED_AT: usize = 500;

/// A list that is written row by row.
pub(crate) struct Table {
    out: Box<dyn Write>,
    format: ListFormat,
    columns: Vec<String>,
    /// Rows of a table that wait until the widths are known.
    waiting: Option<Vec<Vec<String>>>,
    widths: Vec<usize>,
}

impl Table {
    /// Writes a whole list.
    ///
    /// # Errors
    /// The output says no.
    pub(crate) fn write(args: &ListArgs, list: List) -> anyhow::Result<Outcome> {
        let mut table = Self::open(args, list.columns)?;
        list.rows.iter().try_for_each(|row| table.row(row))?;
        table.finish()?;
        Ok(Outcome::Done)
    }

    /// Opens the output.
    ///
    /// # Errors
    /// It cannot be written to.
    pub(crate) fn open(args: &ListArgs, columns: Vec<String>) -> anyhow::Result<Self> {
        let terminal = args.output.is_none() && io::stdout().is_terminal();
        let format = args.format.unwrap_or(if terminal { ListFormat::Table } else { ListFormat::Ndjson });
        let mut out: Box<dyn Write> = match &args.output {
            Some(path) => Box::new(BufWriter::new(
                File::create(path).with_context(|| format!("{}: cannot write", path.display()))?,
            )),
            None => Box::new(BufWriter::new(io::stdout())),
        };
        if format == ListFormat::Csv {
            writeln!(out, "{}", rows::csv(&columns))?;
        }
        Ok(Self { out, format, columns, waiting: Some(Vec::new()), widths: Vec::new() })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// The output says no.
    pub(crate) fn row(&mut self, cells: &[Cell]) -> anyhow::Result<()> {
        match self.format {
            ListFormat::Ndjson => {
                self.out.write_all(b"{")?;
                for (at, (name, cell)) in self.columns.iter().zip(cells).enumerate() {
                    let gap = if at == 0 { "" } else { "," };
                    write!(self.out, "{gap}{}:", serde_json::Value::from(name.as_str()))?;
                    serde_json::to_writer(&mut self.out, &json(cell))?;
                }
                self.out.write_all(b"}\n")?;
            }
            ListFormat::Csv => {
                let cells: Vec<String> = cells.iter().map(text).collect();
                writeln!(self.out, "{}", rows::csv(&cells))?;
            }
            ListFormat::Table => {
                let cells: Vec<String> = cells.iter().map(text).collect();
                match &mut self.waiting {
                    Some(waiting) => {
                        waiting.push(cells);
                        if waiting.len() >= LOOKED_AT {
                            self.head()?;
                        }
                    }
                    None => writeln!(self.out, "{}", rows::columns(&cells, &self.widths))?,
                }
            }
        }
        Ok(())
    }

    /// Ends the list.
    ///
    /// # Errors
    /// The output says no.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        if self.format == ListFormat::Table && self.waiting.is_some() {
            self.head()?;
        }
        self.out.flush()?;
        Ok(())
    }

    /// Writes head and waiting rows of a table.
    fn head(&mut self) -> anyhow::Result<()> {
        let waiting = self.waiting.take().unwrap_or_default();
        let last = self.columns.len().saturating_sub(1);
        let all = || std::iter::once(&self.columns).chain(&waiting);
        let widest = |at: usize| all().map(|row| row[at].chars().count()).max().unwrap_or(0);
        self.widths = (0..self.columns.len())
            .map(|at| if at == last { usize::MAX } else { widest(at).min(WIDEST) })
            .collect();
        for row in all() {
            writeln!(self.out, "{}", rows::columns(row, &self.widths))?;
        }
        Ok(())
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Integer(n) => n.to_string(),
        Cell::Real(x) => x.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Blob(bytes) => format!("({bytes} bytes)"),
    }
}

fn json(cell: &Cell) -> serde_json::Value {
    match cell {
        Cell::Null => serde_json::Value::Null,
        Cell::Integer(n) => (*n).into(),
        Cell::Real(x) => (*x).into(),
        Cell::Text(text) => text.as_str().into(),
        Cell::Blob(bytes) => format!("({bytes} bytes)").into(),
    }
}
