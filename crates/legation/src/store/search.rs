//! `legation search`: texts by their words, whatever their forms.

use clap::Args as ClapArgs;
use legation_model::Lang;
use legation_nlp::{Analyzer, Doc, Segment, Worker};
use legation_store::{Cell, Filter, Hit, Store, Term, words};
use legation_text::Span;

use super::filters::BoundsArgs;
use super::{ListArgs, Table};
use crate::Outcome;

/// Options of `legation search`.
#[derive(Debug, ClapArgs)]
pub struct SearchArgs {
    /// Words, all of which must occur in any form; "words in quotes" next to each other; -word must not occur;
    /// beginn* by its beginning
    pub query: String,
    /// Which texts
    #[command(flatten)]
    pub bounds: BoundsArgs,
    /// With articles that repeat the text of another
    #[arg(long)]
    pub copies: bool,
    /// At most so many; 0: all
    #[arg(long, short = 'n', default_value_t = 20)]
    pub limit: usize,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// Runs the command.
pub(crate) fn run(args: &SearchArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.list.store.db)?;
    let filter =
        Filter { bounds: args.bounds.bounds(None, args.limit), copies: args.copies, ..Filter::default() };
    let hits = store.search(&terms(&args.query), &filter)?;
    let names = ["id", "published", "lang", "publisher", "source", "hits", "title", "words", "snippet"];
    let mut table = Table::open(&args.list, names.map(str::to_owned).to_vec())?;
    for hit in &hits {
        let text = |t: &Option<String>| t.clone().map_or(Cell::Null, Cell::Text);
        let found: Vec<&str> = hit.marks.iter().map(|m| m.slice(&hit.snippet)).collect();
        table.row(&[
            Cell::Text(hit.id.clone()),
            text(&hit.published),
            Cell::Text(hit.lang.clone()),
            text(&hit.publisher),
            Cell::Text(hit.source.clone()),
            Cell::Integer(hit.count as i64),
            text(&hit.title),
            Cell::Text(found.join("; ")),
            Cell::Text(marked(hit)),
        ])?;
    }
    table.finish()?;
    Ok(Outcome::Done)
}

/// The snippet with what fits between stars.
fn marked(hit: &Hit) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in hit.marks.iter().filter(|m| !m.is_empty()) {
        if mark.start < at {
            continue;
        }
        out.push_str(Span::new(at, mark.start).slice(&hit.snippet));
        out.push_str("**");
        out.push_str(mark.slice(&hit.snippet));
        out.push_str("**");
        at = mark.end;
    }
    out.push_str(hit.snippet.get(at as usize..).unwrap_or_default());
    out
}

/// Reads a query. Its words are analysed as those of the articles are: all together, and each alone, since what stands
/// beside a word in a query is seldom what stands beside it in a text.
pub(crate) fn terms(query: &str) -> Vec<Term> {
    let mut worker = Analyzer::builtin().worker();
    let mut terms = Vec::new();
    for (at, part) in query.split('"').enumerate() {
        if at % 2 == 1 {
            let phrase = read(part, &mut worker);
            terms.extend((!phrase.is_empty()).then_some(Term::Phrase(phrase)));
            continue;
        }
        for word in part.split_whitespace() {
            if let Some(start) = word.strip_suffix('*') {
                terms.extend(words(start).last().map(Term::Prefix));
                continue;
            }
            let (no, word) = word.strip_prefix('-').map_or((false, word), |w| (true, w));
            let mut found = read(word, &mut worker);
            terms.extend(match (found.len(), no) {
                (0, _) => None,
                (1, false) => Some(Term::Word(found.remove(0))),
                (_, false) => Some(Term::Phrase(found)),
                (_, true) => Some(Term::Not(found.remove(0))),
            });
        }
    }
    terms
}

/// Words of the index for some words, each with its alternatives.
fn read(text: &str, worker: &mut Worker<'_>) -> Vec<Vec<String>> {
    let together = analyse(text, worker);
    let mut found = Vec::new();
    for token in 0..together.len() as u32 {
        let form = together.span(token).slice(text);
        let alone = analyse(form, worker);
        let mut readings: Vec<Vec<String>> = vec![words(together.lemma(token)).collect()];
        readings
            .push((0..alone.len() as u32).flat_map(|t| words(alone.lemma(t)).collect::<Vec<_>>()).collect());
        readings.push(words(form).collect());
        let pieces = readings[0].len();
        for piece in 0..pieces {
            let mut alternatives: Vec<String> = Vec::new();
            for reading in readings.iter().filter(|r| r.len() == pieces) {
                if !alternatives.contains(&reading[piece]) {
                    alternatives.push(reading[piece].clone());
                }
            }
            found.push(alternatives);
        }
    }
    found
}

fn analyse(text: &str, worker: &mut Worker<'_>) -> Doc {
    let cyrillic = text.chars().filter(|c| ('\u{400}'..='\u{52f}').contains(c)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    let lang = if cyrillic >= latin { Lang::Ru } else { Lang::En };
    worker.analyze(text, &[Segment { span: Span::of(0, text.len()), lang }])
}
