//! Records as flat rows, for CSV and tables.

use legation_coder::confidence;
use legation_model::{ActorRef, DateRef, Extraction, Record};

/// Names of the columns.
pub(crate) const HEAD: [&str; 11] =
    ["type", "id", "source", "what", "status", "who", "whom", "date", "place", "confidence", "quote"];

/// Widths of the columns in a table, in characters.
const WIDTHS: [usize; 11] = [10, 16, 20, 22, 11, 28, 28, 21, 12, 10, 60];

/// A row a record.
pub(crate) fn of(extraction: &Extraction) -> Vec<[String; 11]> {
    let source = &extraction.article.source;
    let article = &extraction.article;
    let mut rows = vec![[
        "article".to_owned(),
        article.id.0.clone(),
        source.clone(),
        article.lang.code().to_owned(),
        String::new(),
        article.publisher.clone().unwrap_or_default(),
        String::new(),
        date(article.published.as_ref()),
        String::new(),
        String::new(),
        article.title.clone().unwrap_or_default(),
    ]];
    rows.extend(extraction.records.iter().filter_map(|record| row(record, source)));
    rows
}

fn row(record: &Record, source: &str) -> Option<[String; 11]> {
    let none = String::new;
    let cells = match record {
        Record::Article(_) => return None,
        Record::Office(r) => (
            "office",
            &r.id,
            r.office.to_string(),
            r.phase.to_string(),
            actor(&r.person),
            r.of.as_ref().map_or_else(none, actor),
            date(r.as_of.as_ref()),
            none(),
            r.title.quote.clone(),
        ),
        Record::Statement(r) => (
            "statement",
            &r.id,
            r.cue.as_ref().map_or_else(none, |c| c.quote.clone()),
            r.mode.to_string(),
            actor(&r.speaker),
            actors(&r.addressee),
            date(r.date.as_ref()),
            r.place.as_ref().map_or_else(none, |p| p.label.clone()),
            r.content.iter().map(|c| c.quote.as_str()).collect::<Vec<_>>().join(" … "),
        ),
        Record::Event(r) => (
            "event",
            &r.id,
            std::iter::once(r.plover.as_str())
                .chain(r.modes.iter().map(|m| m.as_str()))
                .collect::<Vec<_>>()
                .join(" "),
            r.status.to_string(),
            actors(&r.actors),
            actors(&r.recipients),
            date(r.date.as_ref()),
            r.place.as_ref().map_or_else(none, |p| p.label.clone()),
            r.trigger.quote.clone(),
        ),
        Record::Agreement(r) => (
            "agreement",
            &r.id,
            r.instrument.to_string(),
            r.stage.map_or_else(none, |s| s.to_string()),
            actors(&r.parties),
            none(),
            none(),
            none(),
            r.name.quote.clone(),
        ),
        Record::Commitment(r) => (
            "commitment",
            &r.id,
            r.plover.map_or_else(none, |p| p.to_string()),
            r.status.to_string(),
            actors(&r.by),
            actors(&r.to),
            date(r.due.as_ref()),
            none(),
            r.action.quote.clone(),
        ),
        Record::Diagnostic(r) => (
            "diagnostic",
            &r.id,
            r.code.clone(),
            r.severity.to_string(),
            none(),
            none(),
            none(),
            none(),
            r.message.clone(),
        ),
    };
    let (kind, id, what, status, who, whom, when, place, quote) = cells;
    let sure = confidence::of(record).map_or_else(none, |share| format!("{share:.2}"));
    Some([
        kind.to_owned(),
        id.0.clone(),
        source.to_owned(),
        what,
        status,
        who,
        whom,
        when,
        place,
        sure,
        quote,
    ])
}

/// An actor in a few letters: country and name.
pub(crate) fn actor(a: &ActorRef) -> String {
    match (&a.country, a.id.as_deref()) {
        (Some(country), Some(id)) if country == id => a.label.clone(),
        (Some(country), _) => format!("{} ({country})", a.label),
        (None, _) => a.label.clone(),
    }
}

/// Several actors.
pub(crate) fn actors(list: &[ActorRef]) -> String {
    list.iter().map(actor).collect::<Vec<_>>().join("; ")
}

/// An interval: one day, or both ends with `..` between; an open end is empty.
pub(crate) fn date(d: Option<&DateRef>) -> String {
    let Some(d) = d else { return String::new() };
    let time = d.time.as_ref().map_or_else(String::new, |t| format!(" {t}"));
    match (d.start, d.end) {
        (Some(a), Some(b)) if a == b => format!("{a}{time}"),
        (None, None) => String::new(),
        (a, b) => {
            let day = |d: Option<legation_model::Day>| d.map_or_else(String::new, |d| d.to_string());
            format!("{}..{}{time}", day(a), day(b))
        }
    }
}

/// A CSV line (RFC 4180): quoted where a cell holds a comma, a quote or a line break.
pub(crate) fn csv(cells: &[String]) -> String {
    let quoted = cells.iter().map(|cell| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    });
    quoted.collect::<Vec<_>>().join(",")
}

/// A line of a table: cells cut to the widths of their columns.
pub(crate) fn aligned(cells: &[String; 11]) -> String {
    columns(cells, &WIDTHS)
}

/// A line of a table with columns of these widths.
pub(crate) fn columns(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, &width) in cells.iter().zip(widths) {
        let cell = cell.replace(['\n', '\t'], " ");
        let length = cell.chars().count();
        if length > width {
            line.extend(cell.chars().take(width - 1));
            line.push('…');
        } else {
            line.push_str(&cell);
            // The last column may be as wide as it likes.
            line.extend(std::iter::repeat_n(' ', if width == usize::MAX { 0 } else { width - length }));
        }
        line.push_str("  ");
    }
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_quotes_what_needs_it() {
        let mut cells: [String; 11] = std::array::from_fn(|_| String::new());
        cells[0] = "a,b".to_owned();
        cells[10] = "«Да», – said \"he\"".to_owned();
        assert_eq!(csv(&cells), "\"a,b\",,,,,,,,,,\"«Да», – said \"\"he\"\"\"");
    }

    #[test]
    fn a_long_cell_is_cut_with_a_mark() {
        let mut cells: [String; 11] = std::array::from_fn(|_| String::new());
        cells[0] = "очень длинное слово".to_owned();
        assert!(aligned(&cells).starts_with("очень дли…"));
    }
}
