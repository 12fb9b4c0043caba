//! Results and how they are written.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::json;

use crate::tally::By;

/// A share with its 95 % interval; without resampling the ends are unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The share itself.
    pub value: f64,
    /// Lower and upper end.
    pub ends: Option<(f64, f64)>,
}

impl Interval {
    /// The interval between the 2.5th and the 97.5th percentile of `drawn`.
    pub(crate) fn of(value: f64, mut drawn: Vec<f64>) -> Self {
        drawn.sort_by(f64::total_cmp);
        let at = |share: f64| drawn.get(((drawn.len().saturating_sub(1)) as f64 * share).round() as usize);
        Self { value, ends: at(0.025).copied().zip(at(0.975).copied()) }
    }
}

/// Precision, recall and F1 of one kind of record in one group.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Row {
    pub kind: &'static str,
    pub by: By,
    pub value: String,
    pub gold: f64,
    pub predicted: f64,
    pub found: f64,
    pub precision: Interval,
    pub recall: Interval,
    pub f1: Interval,
}

/// How often an attribute of matched records is right.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Attribute {
    pub kind: &'static str,
    pub by: By,
    pub value: String,
    pub name: &'static str,
    pub count: usize,
    pub share: Interval,
}

/// A gold record that was not found, or a record that the gold does not hold.
#[derive(Debug, Clone, Serialize)]
pub struct Miss {
    /// Key of the article, sentence or document.
    pub id: String,
    /// Kind of record.
    pub kind: &'static str,
    /// `missed` or `false`.
    pub side: &'static str,
    /// Id of the false record (of a false step its agreement's); `null` for what was missed.
    pub record: Option<String>,
    /// The record in short.
    pub what: String,
    /// The sentence it stands in.
    pub sentence: String,
}

/// What an evaluation found.
#[derive(Debug, Clone)]
pub struct Report {
    /// What a unit is: `articles`, `sentences` or `documents`.
    pub form: &'static str,
    /// How many articles, sentences or documents were scored.
    pub units: usize,
    /// Scores.
    pub rows: Vec<Row>,
    /// Attributes of matched records.
    pub attributes: Vec<Attribute>,
    /// What was missed and what was false, in order.
    pub misses: Vec<Miss>,
    /// What the reader of the figures should know.
    pub notes: Vec<String>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Aligned columns.
    Table,
    /// One object.
    Json,
    /// A row a measure.
    Csv,
    /// A line a row.
    Ndjson,
}

impl Report {
    /// F1 of a kind in everything together.
    pub fn f1(&self, kind: &str) -> Option<f64> {
        self.rows.iter().find(|r| r.by == By::All && r.kind == kind).map(|r| r.f1.value)
    }

    /// Keeps one kind.
    pub fn only(&mut self, kind: &str) {
        self.rows.retain(|r| r.kind == kind);
        self.attributes.retain(|a| a.kind == kind);
        self.misses.retain(|m| m.kind == kind);
    }

    /// Keeps the groups named, everything together always, and attributes if wanted.
    pub fn keep(&mut self, groups: &[By], attributes: bool) {
        self.rows.retain(|r| r.by == By::All || groups.contains(&r.by));
        self.attributes.retain(|a| attributes && (a.by == By::All || groups.contains(&a.by)));
    }

    /// Keeps the first `n` misses of each kind and side.
    pub fn cut(&mut self, n: usize) {
        let mut counts: Vec<((&'static str, &'static str), usize)> = Vec::new();
        self.misses.retain(|m| {
            let key = (m.kind, m.side);
            let at = counts.iter().position(|(k, _)| *k == key).unwrap_or_else(|| {
                counts.push((key, 0));
                counts.len() - 1
            });
            counts[at].1 += 1;
            counts[at].1 <= n
        });
    }

    /// The report as text.
    pub fn write(&self, layout: Layout) -> String {
        match layout {
            Layout::Table => self.table(),
            Layout::Json => {
                let whole = json!({
                    "form": self.form, "units": self.units,
                    "scores": self.rows.iter().map(Row::json).collect::<Vec<_>>(),
                    "attributes": self.attributes.iter().map(Attribute::json).collect::<Vec<_>>(),
                    "misses": self.misses, "notes": self.notes,
                });
                format!("{whole:#}\n")
            }
            Layout::Ndjson => {
                let scores = self.rows.iter().map(Row::json);
                let lines = scores.chain(self.attributes.iter().map(Attribute::json));
                let misses = self.misses.iter().map(|m| {
                    json!({
                        "miss": m.side, "id": m.id, "kind": m.kind, "record": m.record, "what": m.what,
                        "sentence": m.sentence,
                    })
                });
                lines.chain(misses).fold(String::new(), |out, line| out + &line.to_string() + "\n")
            }
            Layout::Csv => self.csv(),
        }
    }

    // Writing to a string cannot fail: the results below are let go.

    fn table(&self) -> String {
        let mut out = format!("{} {}\n", self.units, self.form);
        let mut by = None;
        for row in &self.rows {
            if by != Some(row.by) {
                by = Some(row.by);
                let _ = writeln!(
                    out,
                    "\n{:<16} {:<16} {:>8} {:>9}  {:<18} {:<18} {:<18}",
                    "kind",
                    if row.by == By::All { "" } else { row.by.as_str() },
                    "gold",
                    "predicted",
                    "precision",
                    "recall",
                    "F1"
                );
            }
            let _ = writeln!(
                out,
                "{:<16} {:<16} {:>8} {:>9}  {:<18} {:<18} {}",
                row.kind,
                row.value,
                number(row.gold),
                number(row.predicted),
                share(row.precision),
                share(row.recall),
                share(row.f1),
            );
        }
        let mut by = None;
        for a in &self.attributes {
            if by != Some(a.by) {
                by = Some(a.by);
                let group = if a.by == By::All { "" } else { a.by.as_str() };
                let _ =
                    writeln!(out, "\n{:<16} {group:<16} {:<16} {:>8}  right", "kind", "attribute", "matched");
            }
            let _ = writeln!(
                out,
                "{:<16} {:<16} {:<16} {:>8}  {}",
                a.kind,
                a.value,
                a.name,
                a.count,
                share(a.share)
            );
        }
        if !self.misses.is_empty() {
            out.push('\n');
        }
        for m in &self.misses {
            let _ =
                writeln!(out, "{:<7} {:<15} {}  {}\n        {}", m.side, m.kind, m.id, m.what, m.sentence);
        }
        if !self.notes.is_empty() {
            out.push('\n');
        }
        for note in &self.notes {
            let _ = writeln!(out, "{note}");
        }
        out
    }

    fn csv(&self) -> String {
        let mut out = "kind,by,value,measure,share,low,high,gold,predicted\n".to_owned();
        let mut line = |head: [&str; 4], interval: Interval, gold: String, predicted: String| {
            let end = |pick: fn((f64, f64)) -> f64| {
                interval.ends.map_or_else(String::new, |e| format!("{:.3}", pick(e)))
            };
            let cells = head.map(cell);
            let _ = writeln!(
                out,
                "{},{:.3},{},{},{gold},{predicted}",
                cells.join(","),
                interval.value,
                end(|e| e.0),
                end(|e| e.1)
            );
        };
        for r in &self.rows {
            for (name, interval) in [("precision", r.precision), ("recall", r.recall), ("f1", r.f1)] {
                line([r.kind, r.by.as_str(), &r.value, name], interval, number(r.gold), number(r.predicted));
            }
        }
        for a in &self.attributes {
            line([a.kind, a.by.as_str(), &a.value, a.name], a.share, a.count.to_string(), String::new());
        }
        out
    }
}

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A count: whole where it is whole.
fn number(n: f64) -> String {
    if n.fract().abs() < 1e-9 { format!("{n:.0}") } else { format!("{n:.1}") }
}

fn share(i: Interval) -> String {
    match i.ends {
        Some((low, high)) => format!("{:.3} [{low:.2} {high:.2}]", i.value),
        None => format!("{:.3}", i.value),
    }
}

/// Three decimals, as written out.
fn round(n: f64) -> f64 {
    format!("{n:.3}").parse().unwrap_or(n)
}

impl Interval {
    fn json(self) -> serde_json::Value {
        json!({ "value": round(self.value), "low": self.ends.map(|e| round(e.0)), "high": self.ends.map(|e| round(e.1)) })
    }
}

impl Row {
    fn json(&self) -> serde_json::Value {
        json!({
            "kind": self.kind, "by": self.by.as_str(), "value": self.value, "gold": round(self.gold),
            "predicted": round(self.predicted), "matched": round(self.found), "precision": self.precision.json(),
            "recall": self.recall.json(), "f1": self.f1.json(),
        })
    }
}

impl Attribute {
    fn json(&self) -> serde_json::Value {
        json!({
            "kind": self.kind, "by": self.by.as_str(), "value": self.value, "attribute": self.name,
            "matched": self.count, "right": self.share.json(),
        })
    }
}
