//! `legation show` and `legation note`: one record or article with all that is known of it.

use std::fmt::Write as _;

use clap::Args as ClapArgs;
use legation_model::Record;
use legation_store::{Decision, Looked, Store};
use serde_json::json;

use super::{StoreFile, clock};
use crate::{Outcome, digest, output, rows};

/// Options of `legation show`.
#[derive(Debug, ClapArgs)]
pub struct ShowArgs {
    /// Id of a record or an article, or its beginning
    pub id: String,
    /// As one JSON object
    #[arg(long)]
    pub json: bool,
    /// Which store
    #[command(flatten)]
    pub store: StoreFile,
}

/// Options of `legation note`.
#[derive(Debug, ClapArgs)]
pub struct NoteArgs {
    /// Id of a record or an article, or its beginning
    pub id: String,
    /// What you want to remember of it
    pub note: String,
    /// Which store
    #[command(flatten)]
    pub store: StoreFile,
}

/// Runs `legation show`.
pub(crate) fn run(args: &ShowArgs) -> anyhow::Result<Outcome> {
    let looked = Store::read(&args.store.db)?.look(&args.id)?;
    if args.json {
        output::line(&object(&looked)?.to_string())?;
    } else {
        output::line(text(&looked, output::coloured()).trim_end())?;
    }
    Ok(Outcome::Done)
}

/// Runs `legation note`.
pub(crate) fn note(args: &NoteArgs) -> anyhow::Result<Outcome> {
    let mut store = Store::open(&args.store.db)?;
    let looked = store.look(&args.id)?;
    store.decide(&Decision {
        at: clock::now(),
        kind: "note".to_owned(),
        subject: id(&looked).to_owned(),
        object: String::new(),
        note: args.note.clone(),
    })?;
    Ok(Outcome::Done)
}

fn id(looked: &Looked) -> &str {
    let article = &looked.article.extraction.article.id;
    match &looked.record {
        Some(Record::Office(r)) => r.id.as_str(),
        Some(Record::Statement(r)) => r.id.as_str(),
        Some(Record::Event(r)) => r.id.as_str(),
        Some(Record::Agreement(r)) => r.id.as_str(),
        Some(Record::Commitment(r)) => r.id.as_str(),
        Some(Record::Diagnostic(r)) => r.id.as_str(),
        Some(Record::Article(_)) | None => article.as_str(),
    }
}

/// For reading. Writing to a string cannot fail.
fn text(looked: &Looked, colour: bool) -> String {
    let extraction = &looked.article.extraction;
    let Some(record) = &looked.record else {
        let mut out = digest::of(extraction, colour);
        history(looked, &mut out);
        return out;
    };
    let (kind, line) = digest::one(record);
    let article = &extraction.article;
    let title = article.title.as_deref().unwrap_or_default();
    let mut out = format!("{kind} {}\n{line}\n\nIn: {title}\n", id(looked));
    let mut facts = vec![rows::date(article.published.as_ref())];
    facts.extend(article.publisher.clone());
    facts.extend([article.source.clone(), format!("article {}", article.id.as_str())]);
    let _ = writeln!(out, "    {}", facts.join(" · "));
    let _ = writeln!(out, "\nEvidence");
    for shown in looked.evidence() {
        let _ = writeln!(out, "  {:12} {}[{}]{}", shown.field, shown.before, shown.quote, shown.after);
    }
    for told in &looked.told {
        let _ = writeln!(out, "\n{}", told.head);
        for line in &told.lines {
            let _ = writeln!(out, "  {line}");
        }
    }
    history(looked, &mut out);
    out
}

fn history(looked: &Looked, out: &mut String) {
    let _ = writeln!(out, "\nRead by");
    for by in &looked.readings {
        let now = if by.current { "newest reading" } else { "older reading" };
        let _ = writeln!(out, "  run {} ({}), added {}, {now}", by.run, by.program, by.added);
    }
    if !looked.decisions.is_empty() {
        let _ = writeln!(out, "\nDecisions");
    }
    for d in &looked.decisions {
        let parts = [&d.at, &d.kind, &d.object, &d.note].map(String::as_str);
        let _ =
            writeln!(out, "  {}", parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" "));
    }
}

fn object(looked: &Looked) -> anyhow::Result<serde_json::Value> {
    let mut article = serde_json::to_value(Record::Article(looked.article.extraction.article.clone()))?;
    if let (Some(fields), true) = (article.as_object_mut(), looked.record.is_some()) {
        fields.remove("text");
    }
    let evidence: Vec<_> = looked
        .evidence()
        .into_iter()
        .map(|s| {
            json!({"field": s.field, "byte_start": s.span.start, "byte_end": s.span.end, "before": s.before,
                   "quote": s.quote, "after": s.after})
        })
        .collect();
    let readings: Vec<_> = looked
        .readings
        .iter()
        .map(|r| json!({"run": r.run, "program": r.program, "added": r.added, "current": r.current}))
        .collect();
    let decisions: Vec<_> = looked
        .decisions
        .iter()
        .map(
            |d| json!({"at": d.at, "kind": d.kind, "subject": d.subject, "object": d.object, "note": d.note}),
        )
        .collect();
    let told: Vec<_> = looked.told.iter().map(|t| json!({"head": t.head, "lines": t.lines})).collect();
    Ok(json!({"record": looked.record, "article": article, "evidence": evidence, "readings": readings,
              "decisions": decisions, "ledger": told}))
}
