//! `cargo xtask time`: how well the parser of time expressions does on a file of them.
//!
//! A line of the file is `{"text", "lang", "ref", "items": [{"span", "start", "end"}]}`; `ref` is the day (and clock)
//! it is seen from, `start` and `end` have `year`, `month` and `day`. A line without items holds nothing to find.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use legation_coder::time::{Anchor, Direction, Resolved, TimeExpr, View, find};
use legation_model::{Day, Lang};
use legation_text::Span;
use serde_json::Value;

/// Figures of one file.
#[derive(Debug, Default)]
struct Tally {
    items: u32,
    spans: u32,
    exact: u32,
    overlap: u32,
    right: u32,
    empty: u32,
    held: u32,
}

/// Scores `file`; incomplete expressions are completed `toward` past, future or nearest.
pub(crate) fn run(file: &Path, toward: &str, misses: bool) -> anyhow::Result<()> {
    let toward = match toward {
        "past" => Direction::Past,
        "future" => Direction::Future,
        "nearest" => Direction::Nearest,
        other => anyhow::bail!("no such direction: {other}"),
    };
    let lines = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let mut tally = Tally::default();
    for (n, line) in lines.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let at = || format!("{}:{}", file.display(), n + 1);
        let row: Value = serde_json::from_str(line).with_context(at)?;
        let text = row["text"].as_str().with_context(at)?;
        let lang = if row["lang"] == "ru" { Lang::Ru } else { Lang::En };
        let view = row["ref"].as_str().map_or_else(View::default, seen_from);
        let found: Vec<(TimeExpr, Option<Resolved>)> = find(text, Span::of(0, text.len()), lang)
            .into_iter()
            .map(|e| (e, e.seen(&view, toward)))
            .collect();
        let items = row["items"].as_array().map_or(&[][..], Vec::as_slice);
        let wrong = if items.is_empty() {
            tally.empty += 1;
            let held = found.iter().all(|(_, r)| r.is_none());
            tally.held += u32::from(held);
            !held
        } else {
            items.iter().filter(|item| !score(&mut tally, item, text, &found)).count() > 0
        };
        if misses && wrong {
            let shown: Vec<String> = found
                .iter()
                .map(|(e, r)| {
                    let days = r.map(|r| format!("{:?}..{:?}", r.start, r.end));
                    format!("{} = {}", e.span.slice(text), days.unwrap_or_default())
                })
                .collect();
            println!("{}\t{text}\t{}\t{}\t{}", row["id"], row["ref"], row["items"], shown.join("; "));
        }
    }
    let share = |n: u32, of: u32| format!("{n}/{of} {:.3}", f64::from(n) / f64::from(of.max(1)));
    println!(
        "exact {}  overlap {}  values {}  nothing found where nothing is {}",
        share(tally.exact, tally.spans),
        share(tally.overlap, tally.spans),
        share(tally.right, tally.items),
        share(tally.held, tally.empty),
    );
    Ok(())
}

/// Counts one expression; whether its words and value are right.
fn score(tally: &mut Tally, item: &Value, text: &str, found: &[(TimeExpr, Option<Resolved>)]) -> bool {
    tally.items += 1;
    let span = item["span"].as_str().and_then(|s| Some((text.find(s)?, s.len())));
    let meant = span.map(|(at, len)| Span::of(at, at + len));
    let mut spanned = true;
    if let Some(meant) = meant {
        tally.spans += 1;
        spanned = found.iter().any(|(e, _)| bare(text, e.span) == bare(text, meant));
        tally.exact += u32::from(spanned);
        tally.overlap += u32::from(found.iter().any(|(e, _)| crosses(e.span, meant)));
    }
    let (start, end) = (day(&item["start"]), day(&item["end"]));
    let right = found
        .iter()
        .any(|(e, r)| meant.is_none_or(|m| crosses(e.span, m)) && r.is_some_and(|r| agrees(&r, start, end)));
    tally.right += u32::from(right);
    right && spanned
}

/// The same first and last day; where only one day is given, it lies in the period that the words name ("in May").
fn agrees(r: &Resolved, start: Option<Day>, end: Option<Day>) -> bool {
    let Some(day) = start else { return false };
    if end.is_some_and(|e| e != day) {
        return r.start == Some(day) && r.end == end;
    }
    let (Some(from), Some(to)) = (r.start.or(r.end), r.end.or(r.start)) else { return false };
    from <= day && day <= to
}

/// `2012-08-10T17:10:00`.
fn seen_from(stamp: &str) -> View {
    let (day, clock) = stamp.split_once('T').unwrap_or((stamp, ""));
    let part = |range: std::ops::Range<usize>| clock.get(range)?.parse::<u16>().ok();
    let minute = part(0..2).zip(part(3..5)).map(|(hour, minute)| hour * 60 + minute);
    View { anchor: Anchor { day: day.parse().ok() }, minute, ..View::default() }
}

fn day(point: &Value) -> Option<Day> {
    let part = |key: &str| point[key].as_i64();
    let (y, m, d) = (part("year")?, part("month")?, part("day")?);
    Day::new(i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()
}

fn crosses(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// Without a preposition or article before it: data sets differ in whether they take them in.
fn bare(text: &str, span: Span) -> (usize, usize) {
    const LIGHT: [&str; 14] =
        ["on", "in", "at", "the", "of", "during", "for", "в", "во", "на", "с", "со", "from", "к"];
    let (mut from, to) = (span.start as usize, span.end as usize);
    loop {
        let rest = &text[from..to];
        let trimmed = rest.trim_start();
        let word = trimmed.split(char::is_whitespace).next().unwrap_or("");
        from += rest.len() - trimmed.len();
        if word.len() == trimmed.len() || !LIGHT.contains(&word.to_lowercase().as_str()) {
            return (from, from + trimmed.trim_end().len());
        }
        from += word.len();
    }
}
