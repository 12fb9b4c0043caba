//! Statements of paragraphs kept as data, in both languages.

mod common;

use legation_model::{Lang, Named, Statement, StatementMode};
use legation_nlp::{Analyzer, Worker};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    title: Option<String>,
    text: String,
    says: Vec<Says>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Says {
    by: Option<String>,
    with: Option<String>,
    #[serde(rename = "for")]
    behalf: Option<String>,
    to: Option<String>,
    at: Option<String>,
    cue: Option<String>,
    mode: Option<String>,
    what: Vec<String>,
    #[serde(default)]
    relay: Vec<String>,
}

fn read(worker: &mut Worker, lang: Lang, case: &Case) -> Vec<Statement> {
    let text = format!("{}\n{}", case.title.as_deref().unwrap_or("* * *"), case.text);
    common::statements(worker, lang, &text)
}

fn relay(named: &Named) -> &str {
    match named {
        Named::Actor(actor) => &actor.name,
        Named::Name(name) => name,
    }
}

/// What is wrong with a record.
fn faults(want: &Says, got: &Statement) -> Vec<String> {
    let mut out = Vec::new();
    let has = |want: &Option<String>, got: &str| want.as_ref().is_none_or(|w| got.contains(w.as_str()));
    if !has(&want.by, &got.speaker.name) {
        out.push(format!("speaker {}", got.speaker.name));
    }
    if want.with.is_some() && !got.co_speakers.iter().any(|c| has(&want.with, &c.name)) {
        out.push(format!("co-speakers {:?}", got.co_speakers.iter().map(|c| &c.name).collect::<Vec<_>>()));
    }
    if want.behalf.is_some() && !got.on_behalf_of.as_ref().is_some_and(|b| has(&want.behalf, &b.name)) {
        out.push(format!("on behalf of {:?}", got.on_behalf_of.as_ref().map(|b| &b.name)));
    }
    if want.to.is_some() && !got.addressee.iter().any(|a| has(&want.to, &a.name)) {
        out.push(format!("addressee {:?}", got.addressee.iter().map(|c| &c.name).collect::<Vec<_>>()));
    }
    if want.at.is_some() && !got.venue.as_ref().is_some_and(|v| has(&want.at, &v.quote)) {
        out.push(format!("venue {:?}", got.venue.as_ref().map(|v| &v.quote)));
    }
    if want.cue.is_some() && want.cue.as_deref() != got.cue.as_ref().map(|c| c.quote.as_str()) {
        out.push(format!("cue {:?}", got.cue.as_ref().map(|c| &c.quote)));
    }
    let mode = match got.mode {
        StatementMode::Direct => "direct",
        StatementMode::Indirect => "indirect",
        StatementMode::Mixed => "mixed",
    };
    if want.mode.as_deref().is_some_and(|m| m != mode) {
        out.push(format!("mode {mode}"));
    }
    let content: Vec<&str> = got.content.iter().map(|c| c.quote.as_str()).collect();
    if content != want.what {
        out.push(format!("content {content:?}"));
    }
    let relays: Vec<&str> = got.relay.iter().map(relay).collect();
    let same = relays.len() == want.relay.len()
        && relays.iter().zip(&want.relay).all(|(got, want)| got.contains(want.as_str()));
    if !same {
        out.push(format!("relay {relays:?}"));
    }
    out
}

fn run(lang: Lang, data: &str) {
    let file: File = toml::from_str(data).expect("cases");
    let mut worker = Analyzer::builtin().worker();
    let mut wrong = Vec::new();
    for case in &file.case {
        let got = read(&mut worker, lang, case);
        let mut message = String::new();
        for (i, want) in case.says.iter().enumerate() {
            match got.get(i) {
                Some(record) => {
                    let faults = faults(want, record);
                    if !faults.is_empty() {
                        message.extend([
                            "\n    ",
                            &i.to_string(),
                            " [",
                            &record.rule,
                            "]: ",
                            &faults.join("; "),
                        ]);
                    }
                }
                None => message.extend(["\n    ", &i.to_string(), ": missing"]),
            }
        }
        for record in got.iter().skip(case.says.len()) {
            let content: Vec<&str> = record.content.iter().map(|c| c.quote.as_str()).collect();
            message.extend([
                "\n    too much [",
                &record.rule,
                "]: ",
                &record.speaker.name,
                ": ",
                &content.join(" … "),
            ]);
        }
        if !message.is_empty() {
            wrong.push(format!("\n{}{message}", case.text));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong{}", wrong.len(), file.case.len(), wrong.concat());
}

#[test]
fn russian_paragraphs() {
    run(Lang::Ru, include_str!("data/statements-ru.toml"));
}

#[test]
fn english_paragraphs() {
    run(Lang::En, include_str!("data/statements-en.toml"));
}
