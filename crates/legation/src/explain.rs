//! `legation explain`: why a record is there, and why another is not.

use std::fmt::Write as _;

use legation_coder::trace::Rejected;
use legation_intake::Claim;
use legation_model::{DateRef, Evidence, Record, RecordId};
use legation_nlp::Doc;
use legation_text::Span;

use crate::args::ExplainArgs;
use crate::open::Opened;
use crate::words::Words;
use crate::{Outcome, docview, open, output};

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let words = Words::load(&args.own.lexicon)?;
    let Opened { source, article, conflicts, doc } = open::single(&args.file)?;
    let (extraction, rejected) = words.code_traced(&article, &doc);
    let wanted = args.record.as_deref().unwrap_or("");
    let mut text = words.version().map_or_else(String::new, |version| format!("{version}\n\n"));
    if wanted.is_empty() {
        text.push_str(&days(article.published.as_ref(), &conflicts));
    }
    let head = text.len();
    for record in &extraction.records {
        let Some(facts) = Facts::of(record) else { continue };
        if facts.id.as_str().starts_with(wanted) {
            text.push_str(&explain(record, &facts, &doc)?);
        }
    }
    if text.len() == head && !wanted.is_empty() {
        eprintln!("legation: {source}: no record whose id begins with {wanted:?}");
        return Ok(Outcome::Failed);
    }
    if wanted.is_empty() && !rejected.is_empty() {
        text.push_str(&not_kept(&rejected));
    }
    output::bytes(text.as_bytes())?;
    Ok(Outcome::Done)
}

/// The day that is believed and the claims of others, where there are any.
fn days(believed: Option<&DateRef>, conflicts: &[Claim]) -> String {
    let Some(day) = believed.and_then(|p| p.start).filter(|_| !conflicts.is_empty()) else {
        return String::new();
    };
    let from = believed.and_then(|p| p.from.as_deref()).unwrap_or("the text");
    let mut out = format!("published {day} (by {from}); other days are claimed:\n");
    for claim in conflicts {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {} by {} ({:.2})", claim.value, claim.from, claim.confidence);
    }
    out.push('\n');
    out
}

/// What rules found and did not keep, in the order of the text.
fn not_kept(rejected: &[Rejected]) -> String {
    let mut out = String::from("found and not kept:\n");
    for r in rejected {
        let rule = if r.rule.is_empty() { "" } else { &format!(" by {}", r.rule) };
        let (quote, from, to) = (&r.words.quote, r.words.start, r.words.end);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {} “{quote}” ({from}..{to}){rule}: {}", r.kind, r.reason.as_str());
    }
    out
}

/// What every record has.
struct Facts<'a> {
    id: &'a RecordId,
    kind: &'static str,
    rule: String,
    /// The words that made it.
    trigger: Option<&'a Evidence>,
}

impl<'a> Facts<'a> {
    fn of(record: &'a Record) -> Option<Self> {
        Some(match record {
            Record::Article(_) => return None,
            Record::Office(r) => {
                Self { id: &r.id, kind: "office", rule: r.rule.clone(), trigger: Some(&r.title) }
            }
            Record::Statement(r) => Self {
                id: &r.id,
                kind: "statement",
                rule: r.rule.clone(),
                trigger: r.cue.as_ref().or(r.content.first()),
            },
            Record::Event(r) => {
                Self { id: &r.id, kind: "event", rule: r.rule.clone(), trigger: Some(&r.trigger) }
            }
            Record::Agreement(r) => Self {
                id: &r.id,
                kind: "agreement",
                rule: std::iter::once(r.rule.as_str())
                    .chain(r.assertions.iter().map(|a| a.rule.as_str()))
                    .collect::<Vec<_>>()
                    .join(", "),
                trigger: Some(&r.name),
            },
            Record::Commitment(r) => {
                Self { id: &r.id, kind: "commitment", rule: r.rule.clone(), trigger: Some(&r.trigger) }
            }
            Record::Diagnostic(r) => {
                Self { id: &r.id, kind: "diagnostic", rule: r.code.clone(), trigger: r.span.as_ref() }
            }
        })
    }
}

fn explain(record: &Record, facts: &Facts<'_>, doc: &Doc) -> anyhow::Result<String> {
    let mut out = format!("{} {}\n  rule: {}\n", facts.kind, facts.id.as_str(), facts.rule);
    let fields = serde_json::to_value(record)?;
    out.push_str("  fields and their words:\n");
    evidence(&fields, "", &mut out);
    if let Some(sentence) = facts.trigger.and_then(|t| sentence_of(doc, t.span())) {
        out.push_str("  tree of the trigger's sentence:\n");
        for line in docview::tree(doc, &doc.sentences()[sentence]).lines() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "    {line}");
        }
    }
    out.push('\n');
    Ok(out)
}

fn sentence_of(doc: &Doc, span: Span) -> Option<usize> {
    doc.token_at(span.start).map(|t| doc.sentence_index(t))
}

/// Every plain field, and every field with evidence beside its words.
fn evidence(value: &serde_json::Value, path: &str, out: &mut String) {
    use serde_json::Value;
    match value {
        Value::Object(fields) => {
            if let (Some(Value::String(quote)), Some(from), Some(to)) =
                (fields.get("quote"), fields.get("start"), fields.get("end"))
            {
                // Writing to a string cannot fail; the same below.
                let _ = writeln!(out, "    {path} = “{quote}” ({from}..{to})");
                return;
            }
            for (key, value) in
                fields.iter().filter(|(k, _)| !matches!(k.as_str(), "article" | "rule" | "id" | "type"))
            {
                let at = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                evidence(value, &at, out);
            }
            if let Some(Value::String(id)) = fields.get("id").filter(|_| !path.is_empty()) {
                let _ = writeln!(out, "    {path}.id = {id}");
            }
        }
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                evidence(item, &format!("{path}[{i}]"), out);
            }
        }
        Value::Null => {}
        plain => {
            let _ = writeln!(out, "    {path} = {plain}");
        }
    }
}
