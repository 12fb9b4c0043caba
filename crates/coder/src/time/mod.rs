//! Time expressions of the article, resolved to intervals.
//!
//! [`find`] reads expressions out of plain text; [`TimeExpr::resolve`] places one in the calendar, seen from an
//! anchor and in the direction of its clause; [`Times`] does both for an analysed article.

mod clock;
mod counted;
mod cut;
mod digits;
mod parse;
mod phrases;
mod resolve;
mod scan;
mod times;
pub mod value;
mod words;

use legation_model::{DateRef, Day, Evidence, Lang, Precision};
use legation_text::Span;

pub(crate) use times::deadline_of;
pub use times::{Time, Times};
use value::{Core, Value};

/// Which way an incomplete expression is completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The latest fit not after the anchor.
    Past,
    /// The earliest fit not before it.
    Future,
    /// The fit nearest to it.
    Nearest,
}

/// What an expression is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It names an interval.
    Date,
    /// It names a time of the day that the text is about, and dates nothing by itself.
    Clock,
    /// It names a length or nothing exact; it gives no interval.
    Duration,
}

/// The day that incomplete expressions are seen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// Publication, dateline, or a full date that may stand for them.
    pub day: Option<Day>,
}

/// What expressions are seen from inside a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// The day.
    pub anchor: Anchor,
    /// The day is one that the story tells, not the one on which it is told.
    pub story: bool,
    /// Minute of that day, where known.
    pub minute: Option<u16>,
    /// First and last day told of just before, as a past and as a future clause sees them.
    pub told: [Option<(Day, Day)>; 2],
}

impl View {
    fn day(&self) -> Option<Day> {
        self.anchor.day
    }

    /// The same, seen from another day.
    fn from(self, day: Day) -> Self {
        Self { anchor: Anchor { day: Some(day) }, ..self }
    }
}

/// An expression placed in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// First day; open where the text bounds only the end.
    pub start: Option<Day>,
    /// Last day.
    pub end: Option<Day>,
    /// How finely it is known.
    pub precision: Precision,
    /// It goes on after `end` ("since 2008").
    pub open_end: bool,
}

impl Resolved {
    /// As a record has it.
    pub fn date_ref(&self, span: Option<Evidence>) -> DateRef {
        DateRef::interval(self.start, self.end, self.precision, span)
    }
}

/// A time expression in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeExpr {
    /// Its words, with the preposition that bounds it ("until", "до") and without any other.
    pub span: Span,
    /// Kind.
    pub kind: Kind,
    /// What it says.
    pub value: Value,
}

impl TimeExpr {
    /// Places it; `None` where it names no interval, or needs an anchor and has none.
    pub fn resolve(&self, anchor: &Anchor, toward: Direction) -> Option<Resolved> {
        self.seen(&View { anchor: *anchor, ..View::default() }, toward)
    }

    /// Places it inside a text.
    pub fn seen(&self, view: &View, toward: Direction) -> Option<Resolved> {
        match self.kind {
            Kind::Date | Kind::Clock => resolve::resolve(&self.value, view, toward),
            Kind::Duration => None,
        }
    }

    /// Whether it is "the same year".
    pub(super) fn is_same_year(&self) -> bool {
        let year =
            matches!(self.value.from.core, value::Core::Told { unit: value::Unit::Year, count: 0, .. });
        self.kind == Kind::Date && self.value.to.is_none() && year
    }

    /// Whether it says its year and so resolves without an anchor.
    pub fn is_full(&self) -> bool {
        self.kind == Kind::Date
            && !resolve::needs_anchor(&self.value.from)
            && self.value.to.as_ref().is_none_or(|to| !resolve::needs_anchor(to))
    }
}

/// Time expressions in `span` of `text`, in order, not overlapping.
pub fn find(text: &str, span: Span, lang: Lang) -> Vec<TimeExpr> {
    let bits = scan::scan(text, span, lang);
    let parser = parse::Parser { text, bits: &bits, lang };
    let mut found = Vec::new();
    let (mut i, mut floor) = (0, 0);
    while i < bits.len() {
        let opens = matches!(bits[i].piece, scan::Piece::Number(..))
            || bits[i].senses.iter().any(|s| s.opens())
            || (bits[i].capital && parser.is(i + 1, words::Sense::Unit(value::Unit::Century)));
        let read = if opens { parser.expression(i, floor) } else { None };
        let Some(hit) = read else {
            i += 1;
            continue;
        };
        let kind = match hit.value.from.core {
            Core::Clock => Kind::Clock,
            Core::Vague => Kind::Duration,
            _ if parser.compared(hit.from) => Kind::Duration,
            _ => Kind::Date,
        };
        found.push(TimeExpr { span: parser.span(&hit), kind, value: hit.value });
        i = hit.to.max(i + 1);
        floor = i;
    }
    found
}

#[cfg(test)]
mod tests;
