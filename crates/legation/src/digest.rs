//! An article's records for reading: who said what, what happened, what was agreed, what was promised.

use std::fmt::Write as _;

use legation_model::{Agreement, Commitment, Event, Extraction, Named, OfficeRecord, Record, Statement};

use crate::rows::{actor, actors, date};

/// Characters of a quote that are shown.
const QUOTE: usize = 160;

/// The digest of one article, ready to print.
pub(crate) fn of(extraction: &Extraction, colour: bool) -> String {
    let article = &extraction.article;
    let mut out = String::new();
    let style = Style { colour };
    let title = article.title.clone().unwrap_or_else(|| start_of(&article.text));
    let when = article.published.as_ref().map_or_else(|| "undated".to_owned(), |d| date(Some(d)));
    let mut facts = vec![when, article.lang.code().to_owned()];
    facts.extend(article.publisher.clone());
    facts.extend(article.relay.iter().map(|r| format!("via {r}")));
    facts.push(article.source.clone());
    // Writing to a string cannot fail; the same below.
    let _ = writeln!(out, "{}\n  {}", style.bold(&title), facts.join(" · "));

    let mut parts = Parts::default();
    for record in &extraction.records {
        match record {
            Record::Office(r) => parts.offices.push(r),
            Record::Statement(r) => parts.statements.push(r),
            Record::Event(r) => parts.events.push(r),
            Record::Agreement(r) => parts.agreements.push(r),
            Record::Commitment(r) => parts.commitments.push(r),
            Record::Diagnostic(r) => {
                let _ = writeln!(out, "  {}: {}", r.severity, r.message);
            }
            Record::Article(_) => {}
        }
    }
    section(&mut out, &style, "Who said what", &parts.statements, statement);
    section(&mut out, &style, "What happened", &parts.events, event);
    section(&mut out, &style, "Agreements", &parts.agreements, agreement);
    section(&mut out, &style, "What was promised", &parts.commitments, commitment);
    section(&mut out, &style, "Offices", &parts.offices, office);
    out
}

/// One record: what it is called, and its lines.
pub(crate) fn one(record: &Record) -> (&'static str, String) {
    match record {
        Record::Office(r) => ("office", office(r)),
        Record::Statement(r) => ("statement", statement(r)),
        Record::Event(r) => ("event", event(r)),
        Record::Agreement(r) => ("agreement", agreement(r)),
        Record::Commitment(r) => ("commitment", commitment(r)),
        Record::Diagnostic(r) => ("diagnostic", format!("{}: {}", r.severity, r.message)),
        Record::Article(r) => ("article", r.title.clone().unwrap_or_else(|| start_of(&r.text))),
    }
}

#[derive(Default)]
struct Parts<'a> {
    offices: Vec<&'a OfficeRecord>,
    statements: Vec<&'a Statement>,
    events: Vec<&'a Event>,
    agreements: Vec<&'a Agreement>,
    commitments: Vec<&'a Commitment>,
}

fn section<T>(out: &mut String, style: &Style, head: &str, records: &[&T], show: fn(&T) -> String) {
    if records.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n  {}", style.bold(head));
    for record in records {
        for (i, line) in show(record).lines().enumerate() {
            let _ = writeln!(out, "    {}{line}", if i == 0 { "" } else { "  " });
        }
    }
}

fn statement(r: &Statement) -> String {
    let mut head = actor(&r.speaker);
    for more in &r.co_speakers {
        let _ = write!(head, ", {}", actor(more));
    }
    if let Some(body) = &r.on_behalf_of {
        let _ = write!(head, " for {}", actor(body));
    }
    if !r.addressee.is_empty() {
        let _ = write!(head, " to {}", actors(&r.addressee));
    }
    let when = date(r.date.as_ref());
    if !when.is_empty() {
        let _ = write!(head, ", {when}");
    }
    if !r.relay.is_empty() {
        let _ = write!(head, ", via {}", relay(&r.relay));
    }
    let words = r.content.iter().map(|c| c.quote.as_str()).collect::<Vec<_>>().join(" … ");
    let cue = r.cue.as_ref().map_or_else(String::new, |c| format!(" [{}]", c.quote));
    format!("{head}{cue}\n“{}”", cut(&words))
}

fn event(r: &Event) -> String {
    let mut what = r.plover.to_string();
    for mode in &r.modes {
        let _ = write!(what, " {mode}");
    }
    let mut line = format!("{what} ({}): {}", r.status, actors(&r.actors));
    if !r.recipients.is_empty() {
        let _ = write!(line, " → {}", actors(&r.recipients));
    }
    for extra in
        [date(r.date.as_ref()), r.place.as_ref().map_or_else(String::new, |p| format!("at {}", p.label))]
    {
        if !extra.is_empty() {
            let _ = write!(line, ", {extra}");
        }
    }
    if let Some(holder) = &r.holder {
        let _ = write!(line, ", says {}", actor(holder));
    }
    format!("{line}\n“{}”", cut(&r.trigger.quote))
}

fn agreement(r: &Agreement) -> String {
    let mut text = format!("{}: {} — {}", r.instrument, actors(&r.parties), cut(&r.name.quote));
    for a in &r.assertions {
        let _ = write!(text, "\n{} {}", a.step, a.status);
        if let Some(party) = &a.party {
            let _ = write!(text, " by {}", actor(party));
        }
        for (word, when) in [("on", date(a.date.as_ref())), ("due", date(a.due.as_ref()))] {
            if !when.is_empty() {
                let _ = write!(text, ", {word} {when}");
            }
        }
        if let Some(holder) = &a.holder {
            let _ = write!(text, ", says {}", actor(holder));
        }
        let _ = write!(text, " “{}”", cut(&a.trigger.quote));
    }
    text
}

fn commitment(r: &Commitment) -> String {
    let mut line = actors(&r.by);
    if !r.to.is_empty() {
        let _ = write!(line, " → {}", actors(&r.to));
    }
    let due = date(r.due.as_ref());
    let due = if due.is_empty() { "open-ended".to_owned() } else { format!("due {due}") };
    format!("{line}, {}, {due}\n“{}”", r.status, cut(&r.action.quote))
}

fn office(r: &OfficeRecord) -> String {
    let of = r.of.as_ref().map_or_else(String::new, |of| format!(" of {}", of.label));
    format!("{}: {} {}{of}", r.person.label, r.phase, r.office)
}

fn relay(links: &[Named]) -> String {
    let names = links.iter().map(|link| match link {
        Named::Actor(a) => a.label.clone(),
        Named::Name(name) => name.clone(),
    });
    names.collect::<Vec<_>>().join(" via ")
}

fn start_of(text: &str) -> String {
    cut(text.lines().next().unwrap_or_default())
}

fn cut(words: &str) -> String {
    let words = words.replace('\n', " ");
    if words.chars().count() <= QUOTE {
        return words;
    }
    let mut short: String = words.chars().take(QUOTE).collect();
    short.push('…');
    short
}

struct Style {
    colour: bool,
}

impl Style {
    fn bold(&self, words: &str) -> String {
        if self.colour { format!("\u{1b}[1m{words}\u{1b}[0m") } else { words.to_owned() }
    }
}
