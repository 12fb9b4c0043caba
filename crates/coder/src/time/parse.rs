//! The grammar: from pieces of text to values.

use legation_model::Lang;
use legation_text::Span;

use super::scan::{Bit, Piece};
use super::value::{Bound, Core, Point, Unit, Value, Which, Year};
use super::words::{Hold, Pick, Sense};

/// Reads expressions out of the pieces of one stretch of text.
pub(crate) struct Parser<'a> {
    pub(crate) text: &'a str,
    pub(crate) bits: &'a [Bit],
    pub(crate) lang: Lang,
}

/// Something read and the index after it.
pub(super) type Read<T> = Option<(T, usize)>;

/// A match: first piece, one past the last, value.
pub(crate) struct Found {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) value: Value,
}

const DASHES: &str = "-–—‒‑";

impl Parser<'_> {
    pub(super) fn bit(&self, i: usize) -> Option<&Bit> {
        self.bits.get(i)
    }

    pub(super) fn is(&self, i: usize, sense: Sense) -> bool {
        self.bits.get(i).is_some_and(|b| b.is(sense))
    }

    pub(super) fn before(&self, i: usize, sense: Sense) -> bool {
        i > 0 && self.is(i - 1, sense)
    }

    pub(super) fn sense<T>(&self, i: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.bits.get(i).and_then(|b| b.find(pick))
    }

    pub(super) fn mark(&self, i: usize, marks: &str) -> bool {
        self.bits.get(i).is_some_and(|b| b.mark(marks))
    }

    pub(super) fn glued(&self, i: usize) -> bool {
        self.bits.get(i).is_some_and(|b| b.glued)
    }

    pub(super) fn number(&self, i: usize) -> Option<(i32, u8)> {
        match self.bits.get(i)?.piece {
            Piece::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    pub(super) fn word(&self, i: usize) -> &str {
        match self.bits.get(i) {
            Some(Bit { piece: Piece::Word, span, .. }) => span.slice(self.text),
            _ => "",
        }
    }

    fn skip(&self, i: usize, sense: Sense) -> usize {
        if self.is(i, sense) { i + 1 } else { i }
    }

    pub(super) fn ru(&self) -> bool {
        self.lang == Lang::Ru
    }

    /// The expression that opens at piece `i`, with what hangs on it to the left and right.
    pub(crate) fn expression(&self, i: usize, floor: usize) -> Option<Found> {
        if let Some(found) = self.counted(i, floor) {
            return Some(found);
        }
        let (mut value, mut to) = if let Some((range, to)) = self.day_range(i).or_else(|| self.year_range(i))
        {
            (range, to)
        } else {
            let (point, to) = self.point(i)?;
            (Value { from: point, to: None, bound: Bound::At }, to)
        };
        if value.to.is_none()
            && let Some((last, end)) = self.range_end(i, to, value.from)
        {
            value = join(value.from, last);
            to = end;
        }
        to = self.clock(to);
        let mut from = i;
        if from > floor && self.before(from, Sense::The) {
            from -= 1;
        }
        if from > floor
            && let Some((bound, start)) = self.bound(from, floor, value.to.is_some())
        {
            value.bound = bound;
            from = start;
        } else {
            from = i;
        }
        Some(Found { from, to, value })
    }

    /// Preposition that bounds the expression starting at `i`.
    fn bound(&self, i: usize, floor: usize, range: bool) -> Option<(Bound, usize)> {
        let at = i.checked_sub(1).filter(|&at| at >= floor)?;
        let bit = self.bit(at)?;
        if range {
            return (bit.is(Sense::From) || bit.is(Sense::Between)).then_some((Bound::At, at));
        }
        if bit.is(Sense::NotLater) && at > floor {
            return Some((Bound::By, at - 1));
        }
        let wide = at > floor && self.is(at - 1, Sense::From) && self.ru();
        if bit.is(Sense::From) {
            // "начиная с"
            return Some((Bound::Since, if wide { at - 1 } else { at }));
        }
        if bit.is(Sense::Until) {
            return Some((Bound::Until, at));
        }
        if bit.is(Sense::By) {
            return Some((Bound::By, at));
        }
        if bit.is(Sense::After) {
            return Some((Bound::After, at));
        }
        if bit.is(Sense::To) && self.ru() {
            return Some((Bound::Until, at));
        }
        None
    }

    /// Whether a word that is only sometimes a time word stands where a time is expected.
    pub(super) fn held(&self, i: usize) -> bool {
        let Some(mut at) = i.checked_sub(1) else { return false };
        if self.is(at, Sense::The) || (self.mark(at, DASHES) && at > 0) {
            let Some(next) = at.checked_sub(1) else { return false };
            at = next;
        }
        self.bit(at).is_some_and(|b| {
            b.senses.iter().any(|s| {
                matches!(
                    s,
                    Sense::Prep
                        | Sense::Pick(_)
                        | Sense::Part(_)
                        | Sense::EarlierIn
                        | Sense::From
                        | Sense::To
                        | Sense::Until
                        | Sense::By
                        | Sense::After
                        | Sense::Between
                )
            })
        })
    }

    /// A point that begins at `i`.
    pub(super) fn point(&self, i: usize) -> Read<Point> {
        let i = if self.is(i, Sense::The) { i + 1 } else { i };
        self.numeric(i)
            .or_else(|| self.part(i))
            .or_else(|| self.picked(i))
            .or_else(|| self.quarter(i))
            .or_else(|| self.weekday(i))
            .or_else(|| self.date(i, None))
            .or_else(|| self.year(i).map(|(core, to)| (Point::of(core), to)))
            .or_else(|| self.season(i))
            .or_else(|| self.day_word(i))
    }

    /// "4 июля 2024 года", "4th of July", "July 4, 2024", "декабрь 2025 г.", "December".
    fn date(&self, i: usize, weekday: Option<i8>) -> Read<Point> {
        if let Some((day, at)) = self.day(i)
            && let Some((month, hold, at)) = self.month_after_day(at)
        {
            let (year, to) = self.year_after(at, hold == Hold::Short);
            return Some((date_or_nothing(year, month, day, weekday), to));
        }
        let (month, hold, at) = self.month(i)?;
        let whole = |year, to| {
            Some((Point::of(Core::Date { year, month: Some(month), day: None, weekday: None }), to))
        };
        if hold == Hold::Adjective {
            return if self.bit(i).is_some_and(|b| b.capital) { None } else { whole(Year::Open, at) };
        }
        if !self.ru() && self.bit(i).is_some_and(|b| b.capital || hold == Hold::Free) {
            let d = if self.mark(at, "-/,") && (self.glued(at) || weekday.is_some()) { at + 1 } else { at };
            if let Some((day, next)) = self.day(d)
                && !self.mark_then_number(next, ":.,")
                && !self.mark(next, "%")
            {
                let (year, to) = self.year_after(next, hold == Hold::Short);
                return Some((date_or_nothing(year, month, day, weekday), to));
            }
        }
        let (year, to) = self.year_after(at, hold == Hold::Short);
        if year != Year::Open {
            return whole(year, to);
        }
        let capital = self.bit(i).is_some_and(|b| b.capital);
        let bare = match hold {
            Hold::Free => capital != self.ru() || (self.ru() && i == 0),
            Hold::Weak => capital && self.held(i),
            Hold::Short | Hold::Adjective => false,
        };
        if bare { whole(Year::Open, at) } else { None }
    }

    /// A month name at `i`.
    fn month(&self, i: usize) -> Option<(i8, Hold, usize)> {
        let (month, hold) = self.sense(i, |s| match s {
            Sense::Month(m, h) => Some((m, h)),
            _ => None,
        })?;
        let to =
            if hold == Hold::Short && self.mark(i + 1, ".") && self.glued(i + 1) { i + 2 } else { i + 1 };
        Some((month, hold, to))
    }

    fn month_after_day(&self, at: usize) -> Option<(i8, Hold, usize)> {
        let mut at = self.skip(at, Sense::Of);
        if self.mark(at, "-/") && self.glued(at) {
            at += 1;
        }
        let (month, hold, to) = self.month(at)?;
        // "5 may not" is no date; a month that is written small is one only in Russian.
        let fits = hold != Hold::Adjective
            && (self.ru() || self.bit(at).is_some_and(|b| b.capital) || hold == Hold::Free);
        fits.then_some((month, hold, to))
    }

    /// A day of the month in digits or words.
    fn day(&self, i: usize) -> Read<i8> {
        if let Some((value, digits)) = self.number(i) {
            let day = i8::try_from(value).ok().filter(|d| (1..=31).contains(d) && digits <= 2)?;
            if self.glued(i) && i > 0 && self.mark(i - 1, ".,$€£№#:/") {
                return None;
            }
            let mut to = i + 1;
            let dash = usize::from(self.mark(to, DASHES) && self.glued(to) && self.ru());
            if self.glued(to + dash)
                && matches!(
                    self.word(to + dash).to_ascii_lowercase().as_str(),
                    "st" | "nd" | "rd" | "th" | "го" | "е" | "ого" | "му"
                )
            {
                to += dash + 1;
            }
            return Some((day, to));
        }
        if let Some(tens) = self.tens(i) {
            let next = if self.mark(i + 1, "-") { i + 2 } else { i + 1 };
            if let Some(unit) = self.ordinal(next).filter(|u| *u < 10) {
                let day = tens + unit;
                return (day <= 31).then_some((day, next + 1));
            }
            return None;
        }
        self.ordinal(i).filter(|d| (1..=31).contains(d)).map(|d| (d, i + 1))
    }

    fn tens(&self, i: usize) -> Option<i8> {
        self.sense(i, |s| match s {
            Sense::Tens(n) => Some(n),
            _ => None,
        })
    }

    pub(super) fn ordinal(&self, i: usize) -> Option<i8> {
        self.sense(i, |s| match s {
            Sense::Ordinal(n) => Some(n),
            _ => None,
        })
    }

    /// "3–4 июля", "3 и 4 июля", "July 3-4, 2024", "May 8 to 10".
    fn day_range(&self, i: usize) -> Read<Value> {
        let make = |first: i8, last: i8, month: i8, year: Year, to: usize| {
            (first < last && valid(year, month, last)).then(|| {
                let date =
                    |day| Point::of(Core::Date { year, month: Some(month), day: Some(day), weekday: None });
                (Value { from: date(first), to: Some(date(last)), bound: Bound::At }, to)
            })
        };
        if let Some((first, at)) = self.day(i) {
            let (mut last, mut at) = self.next_day(at)?;
            while let Some((day, next)) = self.next_day(at) {
                (last, at) = (day, next);
            }
            let (month, hold, at) = self.month_after_day(at)?;
            let (year, to) = self.year_after(at, hold == Hold::Short);
            return make(first, last, month, year, to);
        }
        if self.ru() {
            return None;
        }
        let (month, hold, at) = self.month(i)?;
        if !self.bit(i)?.capital {
            return None;
        }
        let (first, at) = self.day(at)?;
        let (last, at) = self.next_day(at)?;
        let (year, to) = self.year_after(at, hold == Hold::Short);
        // "July 3 and 4 ministers": a bare list needs a year or an end.
        let closed = year != Year::Open || self.word(at).is_empty() || self.mark(at - 2, DASHES);
        closed.then(|| make(first, last, month, year, to)).flatten()
    }

    fn next_day(&self, at: usize) -> Read<i8> {
        let joins =
            self.mark(at, DASHES) || self.is(at, Sense::To) || self.is(at, Sense::And) || self.mark(at, ",");
        if joins { self.day(at + 1) } else { None }
    }

    fn mark_then_number(&self, at: usize, marks: &str) -> bool {
        self.mark(at, marks) && self.glued(at) && self.glued(at + 1) && self.number(at + 1).is_some()
    }

    /// The year that may follow a day and month; `short` also takes two digits ("3 Aug 96").
    fn year_after(&self, at: usize, short: bool) -> (Year, usize) {
        let mut i = at;
        if self.mark(i, ",") || (self.mark(i, "-/") && self.glued(i) && !self.ru()) || self.is(i, Sense::Of) {
            i += 1;
        } else if self.ru() && self.mark(i, "-/") && self.glued(i) {
            i += 1;
        }
        if let Some((value, digits)) = self.number(i)
            && !self.mark_then_number(i + 1, ":")
            && !self.is(i + 1, Sense::Counted)
        {
            if digits == 4 && (1000..=2999).contains(&value) {
                return (Year::Of(value as i16), self.year_mark(i + 1).unwrap_or(i + 1));
            }
            if digits == 2 && (short || self.year_mark(i + 1).is_some()) {
                let full = if value > 50 { 1900 + value } else { 2000 + value };
                return (Year::Of(full as i16), self.year_mark(i + 1).unwrap_or(i + 1));
            }
        }
        let i = self.skip(at, Sense::Of);
        if let Some(offset) = self.pick_offset(i)
            && self.is(i + 1, Sense::Unit(Unit::Year))
        {
            return (Year::Relative(offset), i + 2);
        }
        (Year::Open, at)
    }

    /// Offset of "last", "this", "next" before a unit.
    pub(super) fn pick_offset(&self, i: usize) -> Option<i8> {
        match self.pick(i)? {
            Pick::BeforeLast => Some(-2),
            Pick::Last => Some(-1),
            Pick::This => Some(0),
            Pick::Next | Pick::Coming => Some(1),
            Pick::Recent => None,
        }
    }

    pub(super) fn pick(&self, i: usize) -> Option<Pick> {
        self.sense(i, |s| match s {
            Sense::Pick(p) => Some(p),
            _ => None,
        })
    }

    /// One past "года", "г.", "-го", "-м году" after a number.
    fn year_mark(&self, i: usize) -> Option<usize> {
        let mut at = i;
        let dash = usize::from(self.mark(at, DASHES) && self.glued(at));
        let ending = self.ru()
            && self.glued(at + dash)
            && matches!(self.word(at + dash), "го" | "й" | "м" | "му" | "ом" | "ого" | "ый");
        if ending {
            at += dash + 1;
        }
        if self.is(at, Sense::YearMark) {
            let short = self.bit(at).is_some_and(|b| b.span.len() <= 4);
            let dot = short && self.mark(at + 1, ".") && self.glued(at + 1);
            return Some(at + 1 + usize::from(dot));
        }
        ending.then_some(at)
    }

    /// A year by itself.
    fn year(&self, i: usize) -> Read<Core> {
        let (value, digits) = self.number(i)?;
        if digits != 4 || !(1000..=2100).contains(&value) || !self.stands_alone(i) {
            return None;
        }
        let year = value as i16;
        if self.ru() {
            let dash = usize::from(self.mark(i + 1, DASHES) && self.glued(i + 1));
            let decade =
                value % 10 == 0 && self.glued(i + 1 + dash) && matches!(self.word(i + 1 + dash), "е" | "х");
            if decade {
                let at = i + 2 + dash;
                return Some((Core::Decade(year), if self.is(at, Sense::YearMark) { at + 1 } else { at }));
            }
        } else if self.glued(i + 1) && self.word(i + 1) == "s" && value % 10 == 0 {
            return Some((Core::Decade(year), i + 2));
        }
        let core = Core::Date { year: Year::Of(year), month: None, day: None, weekday: None };
        if let Some(to) = self.year_mark(i + 1) {
            return Some((core, to));
        }
        let bracketed = i > 0 && self.mark(i - 1, "(") && self.mark(i + 1, ")");
        (1800..=2100).contains(&value).then_some(())?;
        (bracketed || (self.held(i) && self.ends(i + 1))).then_some((core, i + 1))
    }

    /// Whether the number at `i` is not part of a larger token.
    fn stands_alone(&self, i: usize) -> bool {
        let left = !self.glued(i)
            || self.mark(i - 1, "(«“\"'–—-/")
                && !(i > 1
                    && self.glued(i - 1)
                    && !self.mark(i - 1, "(«“\"'")
                    && self.number(i - 2).is_none());
        left && !self.mark_then_number(i + 1, ".,:") && !self.mark(i + 1, "%")
    }

    /// Whether a bare number may be a year, seen from what follows it.
    fn ends(&self, at: usize) -> bool {
        let Some(next) = self.bit(at) else { return true };
        if next.is(Sense::Counted) {
            return false;
        }
        !self.ru()
            || !matches!(next.piece, Piece::Word)
            || next.capital
            || !next.senses.is_empty()
            || next.glued
    }

    /// "2024–2026 годы", "2009–2028".
    fn year_range(&self, i: usize) -> Read<Value> {
        let (first, digits) = self.number(i)?;
        if digits != 4
            || !(1800..=2100).contains(&first)
            || !self.stands_alone(i)
            || !self.mark(i + 1, "-–—‒‑/")
        {
            return None;
        }
        let (mut last, digits) = self.number(i + 2)?;
        let marked = self.year_mark(i + 3);
        if digits == 2 && marked.is_some() {
            last += first / 100 * 100;
        } else if digits != 4 {
            return None;
        }
        let plain = marked.is_some()
            || (!self.mark(i + 1, "/") && !self.is(i + 3, Sense::Counted) && !self.glued(i + 3))
            || self.mark(i + 3, ").,;:»”\"") && !self.mark_then_number(i + 3, ".,:-");
        if last <= first || last - first > 100 || !plain {
            return None;
        }
        let year = |y: i32| Point::of(year_of_number(y as i16));
        Some((Value { from: year(first), to: Some(year(last)), bound: Bound::At }, marked.unwrap_or(i + 3)))
    }

    /// The second point of a range whose first is `first` and ends before `at`.
    fn range_end(&self, start: usize, at: usize, first: Point) -> Read<Point> {
        if first.core == Core::Vague {
            return None;
        }
        let opened = self.before(start, Sense::From);
        let between = self.before(start, Sense::Between);
        let joins = self.mark(at, DASHES)
            || (self.is(at, Sense::To) && (opened || !self.ru()))
            || (self.is(at, Sense::Until) && opened)
            || (self.is(at, Sense::And) && between);
        if !joins {
            return None;
        }
        let next = if self.ru() && self.is(at, Sense::And) { at + 1 } else { at };
        let (last, to) = self.point(next + 1)?;
        let kinds = first.is_day() == last.is_day() && last.core != Core::Vague;
        kinds.then_some((last, to))
    }

    /// Takes in a clock time right after a day.
    fn clock(&self, at: usize) -> usize {
        let mut i = at;
        if self.mark(i, ",") {
            i += 1;
        }
        if self.is(i, Sense::Prep) {
            i += 1;
        }
        let hour = self.number(i).is_some_and(|(v, d)| v < 24 && d <= 2);
        let minute = self.number(i + 2).is_some_and(|(v, d)| v < 60 && d == 2);
        if hour && minute && self.mark(i + 1, ":") && self.glued(i + 1) && self.glued(i + 2) {
            i + 3
        } else {
            at
        }
    }

    /// 2024-07-04, 04.07.2024, 28/12/2023, 9/2012.
    fn numeric(&self, i: usize) -> Read<Point> {
        self.numeric_with(i, None)
    }

    pub(super) fn numeric_with(&self, i: usize, weekday: Option<i8>) -> Read<Point> {
        let (a, da) = self.number(i)?;
        let (b, db) = self.number(i + 2)?;
        if !self.mark(i + 1, ".-/") || !self.glued(i + 1) || !self.glued(i + 2) {
            return None;
        }
        if self.glued(i) && !(i > 0 && self.mark(i - 1, "(«“\"'")) {
            return None;
        }
        let third = self.number(i + 4).filter(|_| {
            self.glued(i + 3) && self.glued(i + 4) && self.bits[i + 3].piece == self.bits[i + 1].piece
        });
        let Some((c, dc)) = third else {
            let month = da <= 2
                && db == 4
                && self.mark(i + 1, "/")
                && (1..=12).contains(&a)
                && (1900..=2100).contains(&b);
            return month.then_some((
                Point::of(Core::Date {
                    year: Year::Of(b as i16),
                    month: Some(a as i8),
                    day: None,
                    weekday: None,
                }),
                i + 3,
            ));
        };
        if self.mark_then_number(i + 5, ".-/") {
            return None;
        }
        let made = |y: i32, m: i32, d: i32| {
            let (y, m, d) = (i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?);
            legation_model::Day::new(y, m, d).ok().map(|day| {
                let core = Core::Date { year: Year::Of(y), month: Some(m), day: Some(d), weekday };
                ((core, day.weekday().to_monday_one_offset()), i + 5)
            })
        };
        let done = |r: Option<((Core, i8), usize)>| r.map(|((core, _), to)| (Point::of(core), to));
        if da == 4 && db <= 2 && dc <= 2 {
            return done(made(a, b, c));
        }
        if da > 2 || db > 2 || !(dc == 4 || (dc == 2 && da == 2 && db == 2)) {
            return None;
        }
        let year = match (dc, c) {
            (4, _) => c,
            (_, 51..) => 1900 + c,
            _ => 2000 + c,
        };
        let (by_day, by_month) = (made(year, b, a), made(year, a, b));
        if let Some(weekday) = weekday {
            let fits = |r: &Option<((Core, i8), usize)>| r.is_some_and(|((_, w), _)| w == weekday);
            if fits(&by_day) != fits(&by_month) {
                return done(if fits(&by_day) { by_day } else { by_month });
            }
        }
        // Dots and Russian put the day first; slashes in English are read as in American use.
        let month_first = !self.ru() && !self.mark(i + 1, ".");
        done(if month_first { by_month.or(by_day) } else { by_day.or(by_month) })
    }

    /// "in December", "Monday, 4 July", "Friday of next week".
    fn weekday(&self, i: usize) -> Read<Point> {
        let (weekday, hold) = self.sense(i, |s| match s {
            Sense::Weekday(w, h) => Some((w, h)),
            _ => None,
        })?;
        let mut at = i + 1;
        if hold == Hold::Short && self.mark(at, ".") && self.glued(at) {
            at += 1;
        }
        let after = if self.mark(at, ",") { at + 1 } else { at };
        if let Some(read) = self.numeric_with(after, Some(weekday)) {
            return Some(read);
        }
        if let Some((Point { core: Core::Date { year, month, day: Some(day), .. }, .. }, to)) =
            self.date(after, Some(weekday))
        {
            return Some((Point::of(Core::Date { year, month, day: Some(day), weekday: Some(weekday) }), to));
        }
        let of = self.skip(self.skip(after, Sense::Of), Sense::Prep);
        if let Some(week) = self.pick_offset(of)
            && self.is(of + 1, Sense::Unit(Unit::Week))
        {
            return Some((Point::of(Core::WeekdayOf { weekday, week }), of + 2));
        }
        let capital = self.bit(i)?.capital;
        let fits = match hold {
            Hold::Free => capital || self.ru(),
            Hold::Weak => self.held(i),
            Hold::Short | Hold::Adjective => false,
        };
        fits.then_some((Point::of(Core::Weekday { weekday, which: Which::Any }), i + 1))
    }

    pub(super) fn span(&self, found: &Found) -> Span {
        let first = self.bits.get(found.from).map_or(Span::default(), |b| b.span);
        let last = self.bits.get(found.to - 1).map_or(first, |b| b.span);
        first.cover(last)
    }
}

pub(super) const fn year_of_number(year: i16) -> Core {
    Core::Date { year: Year::Of(year), month: None, day: None, weekday: None }
}

/// A day that the calendar does not have ("32 August") is a time word without an interval.
fn date_or_nothing(year: Year, month: i8, day: i8, weekday: Option<i8>) -> Point {
    Point::of(if valid(year, month, day) {
        Core::Date { year, month: Some(month), day: Some(day), weekday }
    } else {
        Core::Vague
    })
}

fn valid(year: Year, month: i8, day: i8) -> bool {
    // A leap year stands for a year that is not said.
    let year = if let Year::Of(y) = year { y } else { 2024 };
    legation_model::Day::new(year, month, day).is_ok()
}

/// A range whose ends lend each other what only one of them says.
fn join(from: Point, to: Point) -> Value {
    let mut value = Value { from, to: Some(to), bound: Bound::At };
    if let (
        Core::Date { year: y1, month: Some(m1), day: d1, weekday: w1 },
        Core::Date { year: y2, month: Some(m2), day: d2, weekday: w2 },
    ) = (from.core, to.core)
    {
        match (y1, y2) {
            (Year::Open, Year::Of(y)) => {
                let year = Year::Of(if m1 > m2 { y - 1 } else { y });
                value.from.core = Core::Date { year, month: Some(m1), day: d1, weekday: w1 };
            }
            (Year::Of(y), Year::Open) => {
                let year = Year::Of(if m2 < m1 { y + 1 } else { y });
                value.to = Some(Point {
                    core: Core::Date { year, month: Some(m2), day: d2, weekday: w2 },
                    part: to.part,
                });
            }
            _ => {}
        }
    }
    value
}
