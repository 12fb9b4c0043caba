//! The table: operator over inner type gives outer type, modes and status.

use std::collections::BTreeMap;

use legation_lexicon::Fault;
use legation_model::{Mode, Plover, Status};

use super::modality::Effect;
use crate::rules::Sources;

/// What the act becomes under an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Stays what it is; the operator speaks of its status alone.
    Keep,
    /// No record.
    Drop,
    /// A record of another type.
    Becomes { plover: Plover, modes: Vec<Mode>, status: Option<Status> },
}

/// The rows.
#[derive(Debug, Default)]
pub(super) struct Table {
    cells: BTreeMap<(String, Option<Plover>), Outcome>,
    effects: BTreeMap<String, Effect>,
    /// Operators whose inner act is a record of its own beside the outer one.
    both: std::collections::BTreeSet<String>,
}

impl Table {
    /// Reads the files; a row of a layer above replaces the same cell.
    pub(super) fn read(sources: &Sources<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut out = Self::default();
        for source in sources.files("operators/table", ".tsv") {
            for (at, line) in source.rows() {
                if out.row(line).is_none() {
                    faults.push(
                        source.fault(at, "the row is not: operator, inner type, outer type, modes, status"),
                    );
                }
            }
        }
        out
    }

    /// The outcome of operator `op` over `inner`; `None` inside asks for the operator standing alone.
    pub(super) fn outcome(&self, op: &str, inner: Option<Plover>) -> Option<&Outcome> {
        let own = self.cells.get(&(op.to_owned(), inner));
        if inner.is_none() { own } else { own.or_else(|| self.cells.get(&(format!("{op}*"), None))) }
    }

    /// What the operator does to the status of what it leaves as it is.
    pub(super) fn effect(&self, op: &str) -> Effect {
        self.effects.get(op).copied().unwrap_or(Effect::Keep)
    }

    /// Whether the inner act is told as fact beside the outer one ("accused of shelling", "thanked for the help").
    pub(super) fn tells_both(&self, op: &str) -> bool {
        self.both.contains(op)
    }

    fn row(&mut self, line: &str) -> Option<()> {
        let cells: Vec<&str> = line.split('\t').collect();
        let (op, inner) = (*cells.first()?, *cells.get(1)?);
        match inner {
            "effect" => {
                self.effects.insert(op.to_owned(), effect(cells.get(2)?)?);
                return Some(());
            }
            "tells-both" => {
                self.both.insert(op.to_owned());
                return Some(());
            }
            _ => {}
        }
        let outcome = match *cells.get(2)? {
            "keep" => Outcome::Keep,
            "drop" => Outcome::Drop,
            plover => Outcome::Becomes {
                plover: plover.parse().ok()?,
                modes: match *cells.get(3)? {
                    "-" => Vec::new(),
                    modes => modes.split(',').map(|m| m.parse().ok()).collect::<Option<_>>()?,
                },
                status: match *cells.get(4)? {
                    "-" => None,
                    status => Some(status.parse().ok()?),
                },
            },
        };
        match inner {
            "alone" => {
                self.cells.insert((op.to_owned(), None), outcome);
            }
            "*" => {
                self.cells.insert((format!("{op}*"), None), outcome);
            }
            types => {
                for t in types.split(',') {
                    self.cells.insert((op.to_owned(), Some(t.parse().ok()?)), outcome.clone());
                }
            }
        }
        Some(())
    }
}

fn effect(text: &str) -> Option<Effect> {
    Some(match text {
        "keep" => Effect::Keep,
        "planned" => Effect::Planned,
        "announced" => Effect::Announced,
        "possible" => Effect::Possible,
        "hypothetical" => Effect::Hypothetical,
        "called_for" => Effect::CalledFor,
        "denied" => Effect::Denied,
        "inverted" => Effect::Inverted,
        "excluded" => Effect::Excluded,
        "historical" => Effect::Historical,
        _ => return None,
    })
}
