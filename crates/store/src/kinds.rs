//! The columns that each kind of record has.

use legation_model::{DateRef, PlaceRef, Record, RecordId};
use rusqlite::params;

use crate::error::Result;
use crate::put::{Context, Interned, Shown, date};

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Office,
    Statement,
    Event,
    Agreement,
    Commitment,
    Diagnostic,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 6] =
        [Kind::Office, Kind::Statement, Kind::Event, Kind::Agreement, Kind::Commitment, Kind::Diagnostic];

    /// As in `record.kind` and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Office => "office",
            Kind::Statement => "statement",
            Kind::Event => "event",
            Kind::Agreement => "agreement",
            Kind::Commitment => "commitment",
            Kind::Diagnostic => "diagnostic",
        }
    }

    /// As in `facet_record.kind`; diagnostics are not looked for.
    pub const fn number(self) -> Option<i64> {
        match self {
            Kind::Office => Some(1),
            Kind::Statement => Some(2),
            Kind::Event => Some(3),
            Kind::Agreement => Some(4),
            Kind::Commitment => Some(5),
            Kind::Diagnostic => None,
        }
    }
}

/// What all records have.
pub(crate) struct Common<'a> {
    pub(crate) kind: Kind,
    pub(crate) id: &'a RecordId,
    pub(crate) date: Option<&'a DateRef>,
    /// Whether the date says when the record is about, not when it is due.
    pub(crate) dated: bool,
    pub(crate) place: Option<&'a PlaceRef>,
    pub(crate) statement: Option<&'a RecordId>,
    pub(crate) rule: Option<&'a str>,
    pub(crate) confidence: Option<f64>,
    pub(crate) shown: Shown<'a>,
}

/// What all records have, of this one. An article is no record of an article: it reads as an empty diagnostic and never
/// comes here from an [`legation_model::Extraction`] of the coder.
pub(crate) fn common(record: &Record) -> Common<'_> {
    let bare = |kind, id| Common {
        kind,
        id,
        date: None,
        dated: true,
        place: None,
        statement: None,
        rule: None,
        confidence: None,
        shown: None,
    };
    match record {
        Record::Article(r) => bare(Kind::Diagnostic, &r.id),
        Record::Office(r) => Common {
            date: r.as_of.as_ref(),
            rule: Some(&r.rule),
            confidence: Some(r.confidence),
            shown: Some(&r.title),
            ..bare(Kind::Office, &r.id)
        },
        Record::Statement(r) => Common {
            date: r.date.as_ref(),
            place: r.place.as_ref(),
            rule: Some(&r.rule),
            confidence: Some(r.confidence),
            shown: r.content.first(),
            ..bare(Kind::Statement, &r.id)
        },
        Record::Event(r) => Common {
            date: r.date.as_ref(),
            place: r.place.as_ref(),
            statement: r.statement.as_ref(),
            rule: Some(&r.rule),
            confidence: Some(r.confidence),
            shown: Some(&r.trigger),
            ..bare(Kind::Event, &r.id)
        },
        Record::Agreement(r) => Common {
            rule: Some(&r.rule),
            confidence: Some(r.confidence),
            shown: Some(&r.name),
            ..bare(Kind::Agreement, &r.id)
        },
        Record::Commitment(r) => Common {
            date: r.due.as_ref(),
            dated: false,
            statement: r.statement.as_ref(),
            rule: Some(&r.rule),
            confidence: Some(r.confidence),
            shown: Some(&r.action),
            ..bare(Kind::Commitment, &r.id)
        },
        Record::Diagnostic(r) => Common { shown: r.span.as_ref(), ..bare(Kind::Diagnostic, &r.id) },
    }
}

/// Writes the row of the record's kind.
pub(crate) fn insert(at: &Context<'_>, interned: &mut Interned, record: &Record) -> Result<()> {
    let row = at.row;
    let put = |sql: &str, params: &[&dyn rusqlite::ToSql]| -> Result<()> {
        at.db.prepare_cached(sql)?.execute(params)?;
        Ok(())
    };
    match record {
        Record::Article(_) => Ok(()),
        Record::Office(r) => put(
            "INSERT INTO office (record, office, phase) VALUES (?, ?, ?)",
            params![row, r.office.as_str(), r.phase.as_str()],
        ),
        Record::Statement(r) => {
            put("INSERT INTO statement (record, mode) VALUES (?, ?)", params![row, r.mode.as_str()])
        }
        Record::Event(r) => put(
            "INSERT INTO event (record, plover, deed, modes, contexts, cameo, quad, score, status, polarity, certainty,
             tense) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                row,
                r.plover.as_str(),
                r.deed.map(legation_model::Plover::as_str),
                spaced(r.modes.iter().map(|m| m.as_str())),
                spaced(r.contexts.iter().map(|c| c.as_str())),
                r.cameo.as_ref().map(|c| c.0.as_str()),
                r.quad.as_str(),
                r.score,
                r.status.as_str(),
                r.polarity.as_str(),
                r.certainty.as_str(),
                r.tense.as_str(),
            ],
        ),
        Record::Agreement(r) => {
            put(
                "INSERT INTO agreement (record, instrument, topics, stage) VALUES (?, ?, ?, ?)",
                params![
                    row,
                    r.instrument.as_str(),
                    spaced(r.topics.iter().map(String::as_str)),
                    r.stage.map(legation_model::Step::as_str)
                ],
            )?;
            for (seq, step) in r.assertions.iter().enumerate() {
                let party = step.party.as_ref().map(|a| interned.mention(at.db, a)).transpose()?;
                let holder = step.holder.as_ref().map(|a| interned.mention(at.db, a)).transpose()?;
                let (start, end, _) = date(step.date.as_ref());
                let (due_start, due_end, _) = date(step.due.as_ref());
                put(
                    "INSERT INTO assertion (record, seq, step, status, start, \"end\", due_start, due_end, party, holder,
                     statement, byte_start, byte_end) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    params![
                        row,
                        seq as i64,
                        step.step.as_str(),
                        step.status.as_str(),
                        start,
                        end,
                        due_start,
                        due_end,
                        party,
                        holder,
                        at.statement(step.statement.as_ref()),
                        step.trigger.byte_start,
                        step.trigger.byte_end,
                    ],
                )?;
            }
            Ok(())
        }
        Record::Commitment(r) => put(
            "INSERT INTO commitment (record, plover, status) VALUES (?, ?, ?)",
            params![row, r.plover.map(legation_model::Plover::as_str), r.status.as_str()],
        ),
        Record::Diagnostic(r) => put(
            "INSERT INTO diagnostic (record, code, severity, message) VALUES (?, ?, ?, ?)",
            params![row, r.code, r.severity.as_str(), r.message],
        ),
    }
}

fn spaced<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}
