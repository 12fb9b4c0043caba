//! One record or article looked up by its id: its readings, its evidence in context, what the user said of it.

use legation_model::Record;
use legation_text::Span;
use rusqlite::params;

use crate::Store;
use crate::derive;
use crate::error::{Error, Result};
use crate::field::{self, Found};
use crate::read::Stored;

/// Bytes of context on each side of a quote, about.
const CONTEXT: usize = 120;

/// What an id stands for.
#[derive(Debug)]
pub struct Looked {
    /// The newest reading that has it, with its article.
    pub article: Stored,
    /// The record; none where the id is the article's.
    pub record: Option<Record>,
    /// Row of the record.
    pub row: Option<i64>,
    /// Every run that read it.
    pub readings: Vec<ReadBy>,
    /// What the user said of it.
    pub decisions: Vec<Decision>,
    /// What the ledger says of it.
    pub told: Vec<Told>,
}

/// A reading that has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBy {
    /// Row of the run.
    pub run: i64,
    /// Program of the run, with the hash of its rules.
    pub program: String,
    /// When the document was first added.
    pub added: String,
    /// Whether it is the newest reading of its document.
    pub current: bool,
}

/// What the user decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When (UTC).
    pub at: String,
    /// What kind: note, merge, split…
    pub kind: String,
    /// Of what.
    pub subject: String,
    /// With what.
    pub object: String,
    /// In words.
    pub note: String,
}

/// A heading with lines under it: where a record stands in the ledger, what others say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Heading.
    pub head: String,
    /// Lines.
    pub lines: Vec<String>,
}

/// A quote with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The field that it proves.
    pub field: &'static str,
    /// Bytes of the text.
    pub span: Span,
    /// What stands before it in its line.
    pub before: String,
    /// The words.
    pub quote: String,
    /// What stands behind it in its line.
    pub after: String,
}

impl Looked {
    /// The quotes of the record in the order of the text.
    pub fn evidence(&self) -> Vec<Shown> {
        let text = &self.article.extraction.article.text;
        let mut found = Vec::new();
        if let Some(record) = &self.record {
            field::each(record, &mut |part| {
                if let Found::Words(field, words) = part {
                    found.push((words.span(), field));
                }
            });
        }
        found.sort();
        found.dedup();
        found.into_iter().map(|(span, field)| in_context(text, span, field.as_str())).collect()
    }
}

fn in_context(text: &str, span: Span, field: &'static str) -> Shown {
    let (before, rest) = text.split_at_checked(span.start as usize).unwrap_or((text, ""));
    let after = rest.get(span.len()..).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let from = (before.len().saturating_sub(CONTEXT)..=before.len()).find(|at| before.is_char_boundary(*at));
    let to = (0..=CONTEXT.min(after.len())).rev().find(|at| after.is_char_boundary(*at));
    let (from, to) = (from.unwrap_or(0), to.unwrap_or(0));
    // Broken words at the cuts are left out.
    let before = if from == 0 { before } else { before[from..].split_once(' ').map_or("", |cut| cut.1) };
    let after = if to == after.len() { after } else { after[..to].rsplit_once(' ').map_or("", |cut| cut.0) };
    Shown {
        field,
        span,
        before: before.to_owned(),
        quote: span.slice(text).to_owned(),
        after: after.to_owned(),
    }
}

impl Store {
    /// Looks up an id, or the beginning of one (four digits or more).
    ///
    /// # Errors
    /// Nothing has it, or several do.
    pub fn look(&self, id: &str) -> Result<Looked> {
        let id = id.to_lowercase();
        if id.len() < 4 || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Error::Question(format!("{id}: an id is 4 to 16 hexadecimal digits")));
        }
        let mut ask = self.db.prepare_cached(
            "SELECT rid FROM record WHERE rid >= ?1 AND rid < ?1 || 'g'
             UNION SELECT rid FROM article WHERE rid >= ?1 AND rid < ?1 || 'g' ORDER BY 1 LIMIT 6",
        )?;
        let found: Vec<String> = ask.query_map([&id], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        let full = match found.as_slice() {
            [one] => one.clone(),
            [] => return Err(Error::Question(format!("nothing has an id that begins with {id}"))),
            many => return Err(Error::Question(format!("{id} may be {}", many.join(", ")))),
        };
        // The newest reading first.
        let mut ask = self.db.prepare_cached(
            "SELECT a.id, r.id, a.run, u.program || ' ' || u.rules, n.began, a.current FROM (
               SELECT article, id FROM record WHERE rid = ?1 UNION ALL SELECT id, NULL FROM article WHERE rid = ?1) r
             JOIN article a ON a.id = r.article JOIN run u ON u.id = a.run JOIN document d ON d.id = a.document
             JOIN addition n ON n.id = d.addition
             ORDER BY a.current DESC, a.run DESC, a.duplicate_of IS NOT NULL, a.id",
        )?;
        let rows = ask.query_map([&full], |r| {
            let by = ReadBy { run: r.get(2)?, program: r.get(3)?, added: r.get(4)?, current: r.get(5)? };
            Ok((r.get(0)?, r.get(1)?, by))
        })?;
        let rows: Vec<(i64, Option<i64>, ReadBy)> = rows.collect::<rusqlite::Result<_>>()?;
        let (article, row) = rows.first().map_or((0, None), |r| (r.0, r.1));
        let (article, record) = match row {
            Some(row) => {
                let (article, record) = self.record(row)?;
                (article, Some(record))
            }
            None => (self.article(article)?, None),
        };
        let told = row.map_or_else(|| Ok(Vec::new()), |row| derive::about(&self.db, row))?;
        let decisions = self.decisions(Some(&full))?;
        Ok(Looked {
            article,
            record,
            row,
            readings: rows.into_iter().map(|r| r.2).collect(),
            decisions,
            told,
        })
    }

    /// What the user decided, of one subject or at all, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn decisions(&self, of: Option<&str>) -> Result<Vec<Decision>> {
        let mut ask = self.db.prepare_cached(
            "SELECT at, kind, subject, object, note FROM decision WHERE ?1 IS NULL OR subject = ?1 OR object = ?1
             ORDER BY id",
        )?;
        let rows = ask.query_map([of], |r| {
            Ok(Decision {
                at: r.get(0)?,
                kind: r.get(1)?,
                subject: r.get(2)?,
                object: r.get(3)?,
                note: r.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Keeps a decision of the user.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn decide(&mut self, decision: &Decision) -> Result<()> {
        let Decision { at, kind, subject, object, note } = decision;
        let mut insert = self.db.prepare_cached(
            "INSERT INTO decision (at, kind, subject, object, note) VALUES (?, ?, ?, ?, ?)",
        )?;
        insert.execute(params![at, kind, subject, object, note])?;
        Ok(())
    }
}
