//! How sure a record is: a logistic model over what is plain from the record itself.
//!
//! The weights are data (`lexicon/confidence/weights.tsv`), fitted by `cargo xtask calibrate` on annotated articles. No
//! rule looks at a confidence: it is for the reader of the records, and for `--min-confidence`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use legation_model::{ActorRef, Extraction, Lang, Office, Record, RecordId, StatementMode};

use crate::rules::word_files;

/// What a record has until [`grade`] saw it.
pub(crate) const UNGRADED: f64 = 0.0;

/// Weights in hundredths of a logit, so that a sum is exact on every machine.
static WEIGHTS: LazyLock<BTreeMap<(&'static str, &'static str), i32>> =
    LazyLock::new(|| word_files("confidence/").flat_map(|(_, text)| rows(text).flatten()).collect());

/// Rows of a file: kind of record, feature, weight; `None` for a row that does not parse.
fn rows(text: &'static str) -> impl Iterator<Item = Option<((&'static str, &'static str), i32)>> {
    text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|line| {
        let mut cells = line.split('\t');
        Some(((cells.next()?, cells.next()?), cells.next()?.parse().ok()?))
    })
}

/// Writes the confidence into a record.
pub(crate) fn grade(record: &mut Record, lang: Lang) {
    let Some(features) = features(record, lang) else { return };
    let weigh = |feature: &str| WEIGHTS.get(&(features.kind, feature)).copied().unwrap_or(0);
    let logit: i32 = features.names.iter().map(|f| weigh(f)).sum();
    let share = share(logit);
    match record {
        Record::Office(r) => r.confidence = share,
        Record::Statement(r) => r.confidence = share,
        Record::Event(r) => r.confidence = share,
        Record::Agreement(r) => r.confidence = share,
        Record::Commitment(r) => r.confidence = share,
        Record::Article(_) | Record::Diagnostic(_) => {}
    }
}

/// Share for a logit in hundredths: two decimals, never 0 or 1.
fn share(logit: i32) -> f64 {
    let p = 1.0 / (1.0 + (-f64::from(logit) / 100.0).exp());
    ((p * 100.0).round() / 100.0).clamp(0.01, 0.99)
}

/// Leaves out the records below `least` and what points to them. Articles and diagnostics stay.
pub fn keep_above(extraction: &mut Extraction, least: f64) {
    let gone: BTreeSet<RecordId> = extraction
        .records
        .iter()
        .filter_map(|r| graded(r).filter(|g| g.1 < least))
        .map(|g| g.0.clone())
        .collect();
    if gone.is_empty() {
        return;
    }
    extraction.records.retain(|r| graded(r).is_none_or(|g| !gone.contains(g.0)));
    for record in &mut extraction.records {
        match record {
            Record::Statement(r) => r.records.retain(|id| !gone.contains(id)),
            Record::Event(r) => r.statement = r.statement.take().filter(|id| !gone.contains(id)),
            Record::Commitment(r) => r.statement = r.statement.take().filter(|id| !gone.contains(id)),
            Record::Agreement(r) => {
                for step in &mut r.assertions {
                    step.statement = step.statement.take().filter(|id| !gone.contains(id));
                }
            }
            Record::Article(_) | Record::Office(_) | Record::Diagnostic(_) => {}
        }
    }
}

/// The confidence of a record that has one.
pub fn of(record: &Record) -> Option<f64> {
    graded(record).map(|g| g.1)
}

fn graded(record: &Record) -> Option<(&RecordId, f64)> {
    match record {
        Record::Office(r) => Some((&r.id, r.confidence)),
        Record::Statement(r) => Some((&r.id, r.confidence)),
        Record::Event(r) => Some((&r.id, r.confidence)),
        Record::Agreement(r) => Some((&r.id, r.confidence)),
        Record::Commitment(r) => Some((&r.id, r.confidence)),
        Record::Article(_) | Record::Diagnostic(_) => None,
    }
}

/// What the model sees of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    /// Kind of record, as on the wire.
    pub kind: &'static str,
    /// Names of the features that are on; `bias` is always.
    pub names: Vec<String>,
}

/// Features of a record of an article in `lang`; `None` for articles and diagnostics.
pub fn features(record: &Record, lang: Lang) -> Option<Features> {
    let mut on = On(vec!["bias".to_owned(), format!("lang={}", lang.code())]);
    let kind = match record {
        Record::Office(r) => {
            on.add("office", if r.office == Office::Other { "other" } else { "known" });
            on.add("phase", r.phase.as_str());
            on.add("of", resolved(r.of.as_ref()));
            on.add("person", resolved(Some(&r.person)));
            on.add("rule", &r.rule);
            "office"
        }
        Record::Statement(r) => {
            on.add("mode", r.mode.as_str());
            on.add("rule", r.rule.rsplit('/').next().unwrap_or_default());
            on.add("speaker", resolved(Some(&r.speaker)));
            on.add("kind", r.speaker.kind.as_str());
            let words: usize = r.content.iter().map(|c| c.quote.split_whitespace().count()).sum();
            on.add(
                "words",
                if words < 4 {
                    "few"
                } else if words < 60 {
                    "some"
                } else {
                    "many"
                },
            );
            on.flag("relay", !r.relay.is_empty());
            on.flag("co-speakers", !r.co_speakers.is_empty());
            on.flag("marks", r.mode != StatementMode::Indirect);
            "statement"
        }
        Record::Event(r) => {
            on.add("type", r.plover.as_str());
            on.add("status", r.status.as_str());
            on.add("actors", many(&r.actors));
            on.add("recipients", many(&r.recipients));
            on.flag(
                "vague",
                r.actors.iter().chain(&r.recipients).any(|a| a.id.is_none() && a.country.is_none()),
            );
            on.flag("composed", r.rule.contains('+'));
            on.flag("holder", r.holder.is_some());
            on.flag("date", r.date.is_some());
            on.flag("place", r.place.is_some());
            on.flag("mode", !r.modes.is_empty());
            on.flag("phrase", r.trigger.quote.contains(char::is_whitespace));
            on.flag("same-side", same_side(&r.actors, &r.recipients));
            "event"
        }
        Record::Agreement(r) => {
            on.add("instrument", r.instrument.as_str());
            on.add("parties", many(&r.parties));
            on.add("steps", ["0", "1", "2"].get(r.assertions.len()).copied().unwrap_or("3+"));
            on.flag("topic", !r.topics.is_empty());
            "agreement"
        }
        Record::Commitment(r) => {
            on.add("by", many(&r.by));
            on.add("to", many(&r.to));
            on.add("status", r.status.as_str());
            on.flag("type", r.plover.is_some());
            on.flag("due", r.due.is_some());
            on.flag("said", r.statement.is_some());
            on.add("rule", if r.rule.contains('/') { "frame" } else { &r.rule });
            "commitment"
        }
        Record::Article(_) | Record::Diagnostic(_) => return None,
    };
    Some(Features { kind, names: on.0 })
}

struct On(Vec<String>);

impl On {
    fn add(&mut self, name: &str, value: &str) {
        self.0.push(format!("{name}={value}"));
    }

    fn flag(&mut self, name: &str, on: bool) {
        if on {
            self.0.push(name.to_owned());
        }
    }
}

fn resolved(actor: Option<&ActorRef>) -> &'static str {
    match actor {
        None => "none",
        Some(a) if a.id.is_some() => "resolved",
        Some(a) if a.country.is_some() => "country",
        Some(_) => "phrase",
    }
}

fn many(actors: &[ActorRef]) -> &'static str {
    ["none", "one", "two"].get(actors.len()).copied().unwrap_or("many")
}

/// Whether all who act and all who are acted on are of one country.
fn same_side(actors: &[ActorRef], recipients: &[ActorRef]) -> bool {
    let country = |a: &ActorRef| a.country.clone();
    !actors.is_empty()
        && !recipients.is_empty()
        && actors.iter().chain(recipients).map(country).collect::<BTreeSet<_>>().len() == 1
        && actors[0].country.is_some()
}

#[cfg(test)]
mod tests {
    use super::{rows, share, word_files};

    #[test]
    fn every_row_parses() {
        let mut count = 0;
        for (path, text) in word_files("confidence/") {
            for (i, row) in rows(text).enumerate() {
                assert!(row.is_some(), "{path}: row {i}");
                count += 1;
            }
        }
        assert!(count > 20, "{count} weights");
    }

    #[test]
    fn a_share_is_never_certain() {
        assert!((share(0) - 0.5).abs() < 1e-9);
        assert!((share(-100_000) - 0.01).abs() < 1e-9);
        assert!((share(100_000) - 0.99).abs() < 1e-9);
    }
}
