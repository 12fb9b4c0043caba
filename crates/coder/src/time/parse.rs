//! The grammar: from pieces of text to values.

use legation_model::Lang;
use legation_text::Span;

use super::scan::{Bit, Piece};
use super::value::{Bound, Core, Part, Point, Unit, Value, Which, Year};
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

pub(super) const DASHES: &str = "-–—‒‑";

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

    pub(super) fn skip(&self, i: usize, sense: Sense) -> usize {
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
        if let Some((point, to)) = self.of_day(i) {
            return Some(Found { from: i, to, value: Value { from: point, to: None, bound: Bound::At } });
        }
        let (mut value, mut to) = if let Some((range, to)) = self.day_range(i).or_else(|| self.year_range(i))
        {
            (range, to)
        } else {
            let (point, to) = self.point(i)?;
            (Value { from: point, to: None, bound: Bound::At }, to)
        };
        let days = value.from.is_day();
        if days {
            to = self.clock(to);
        }
        if value.to.is_none()
            && let Some((last, end)) = self.range_end(i, to, value.from)
        {
            value = join(value.from, last);
            to = if days { self.clock(end) } else { end };
        }
        // "Thu Oct 26 11:00:09 2023"
        if let Core::Date { year: Year::Open, month, day: day @ Some(_), weekday } = value.from.core
            && !self.ru()
            && value.to.is_none()
            && let Some((year, 4)) = self.number(to)
            && (1900..=2100).contains(&year)
            && self.bit(to - 1).is_some_and(|b| matches!(b.piece, Piece::Number(_, 2)))
        {
            value.from.core = Core::Date { year: Year::Of(year as i16), month, day, weekday };
            to += 1;
        }
        if self.ru()
            && value.to.is_none()
            && value.from.is_day()
            && value.from.part.is_none()
            && i >= floor + 2
            && self.word(i - 1) == "на"
            && self.word(i - 2) == "ночь"
        {
            value.from.part = Some(Part::NightBefore);
        }
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
        // "не позднее", "no later than"
        if bit.is(Sense::NotLater) && at > floor {
            return Some((
                Bound::By,
                if self.is(at - 1, Sense::Later) && at > floor + 1 { at - 2 } else { at - 1 },
            ));
        }
        // "в ночь на 5 мая": the day is that of the night.
        if self.ru()
            && matches!(self.word(at), "на" | "с")
            && at > floor
            && self.word(at - 1).starts_with("ноч")
        {
            return None;
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
        if self.is(at, Sense::And) && at >= 2 && self.is(at - 2, Sense::Between) {
            return true;
        }
        self.bit(at).is_some_and(|b| {
            b.senses.iter().any(|s| {
                matches!(s, Sense::Pick(pick) if *pick != Pick::Same)
                    || matches!(
                        s,
                        Sense::Prep
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
            .or_else(|| self.month_day(i))
    }

    /// "15-го числа", "on the 15th": the month is not said.
    fn month_day(&self, i: usize) -> Read<Point> {
        let (day, at) = self.day(i)?;
        if self.ru() {
            if !matches!(self.word(at), "числа" | "число") {
                return None;
            }
            let core = match self.pick_offset(at + 1).filter(|_| self.is(at + 2, Sense::Unit(Unit::Month))) {
                Some(_) => return None,
                None => Core::MonthDay { day },
            };
            return Some((Point::of(core), at + 1));
        }
        let bare = at == i + 2
            && i >= 2
            && self.is(i - 1, Sense::The)
            && self.word(i - 2).eq_ignore_ascii_case("on");
        let ends = self.bit(at).is_none_or(|b| matches!(b.piece, Piece::Mark('.' | ',' | ';' | ')')));
        (bare && ends).then_some((Point::of(Core::MonthDay { day }), at))
    }

    /// "4 июля 2024 года", "4th of July", "July 4, 2024", "декабрь 2025 г.", "December".
    fn date(&self, i: usize, weekday: Option<i8>) -> Read<Point> {
        if let Some((day, at)) = self.day(i)
            && let Some((month, hold, at)) = self.month_after_day(at)
        {
            let (year, to) = self.year_after(at, hold == Hold::Short);
            return Some((date_or_nothing(year, month, day, weekday), to));
        }
        // "2024 August", "2018 March 18"
        if let Some((year, 4)) = self.number(i)
            && !self.ru()
            && (1800..=2100).contains(&year)
            && self.stands_alone(i)
            && let slash = usize::from(self.mark(i + 1, "/") && self.glued(i + 1))
            && let Some((month, hold, at)) = self.month(i + 1 + slash)
            && (slash == 1 || self.bit(i + 1).is_some_and(|b| b.capital))
        {
            let year = Year::Of(year as i16);
            if slash == 1 {
                let (day, _) = self.number(at + 1).filter(|&(v, d)| d <= 2 && (1..=31).contains(&v))?;
                return self
                    .mark(at, "/")
                    .then(|| (date_or_nothing(year, month, day as i8, weekday), at + 2));
            }
            return match self.day(at) {
                Some((day, to)) if !self.mark_then_number(to, ":.,") => {
                    Some((date_or_nothing(year, month, day, weekday), to))
                }
                _ if hold != Hold::Weak || !matches!(self.bit(at).map(|b| b.piece), Some(Piece::Word)) => {
                    Some((Point::of(Core::Date { year, month: Some(month), day: None, weekday: None }), at))
                }
                _ => None,
            };
        }
        let (month, hold, at) = self.month(i)?;
        // "32 August": a number before the month that is no day of it.
        let odd = |n: usize| self.number(n).is_some_and(|(v, d)| d <= 3 && v > 31);
        if hold != Hold::Adjective && i > 0 && odd(i - 1) || self.number(at).is_some_and(|(_, d)| d > 4) {
            return None;
        }
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
            Hold::Weak => capital && (self.held(i) || self.names_noun(i, at)),
            // "in Jan", "в янв."
            Hold::Short => {
                let next = self.bit(at).is_some_and(|b| b.capital && matches!(b.piece, Piece::Word));
                capital != self.ru()
                    && !next
                    && matches!(self.word(i.wrapping_sub(1)), "in" | "в" | "с" | "до")
            }
            Hold::Adjective => false,
        };
        if bare { whole(Year::Open, at) } else { None }
    }

    /// "The June summit": after the article and before a word in small letters.
    pub(super) fn names_noun(&self, i: usize, at: usize) -> bool {
        self.before(i, Sense::The)
            && self.bit(at).is_some_and(|b| {
                matches!(b.piece, Piece::Word)
                    && !b.capital
                    && !b.glued
                    && !b.is(Sense::Prep)
                    && !b.is(Sense::And)
            })
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

    /// An ordinal in digits or words: "19th", "20-й", "двадцать первый".
    pub(super) fn nth(&self, i: usize) -> Read<i8> {
        if let Some((value, digits)) = self.number(i) {
            let n = i8::try_from(value).ok().filter(|_| digits <= 2)?;
            let mut to = i + 1;
            let dash = usize::from(self.mark(to, DASHES) && self.glued(to));
            if self.glued(to + dash)
                && matches!(
                    self.word(to + dash),
                    "st" | "nd" | "rd" | "th" | "й" | "го" | "м" | "ом" | "ый" | "ого"
                )
            {
                to += dash + 1;
            }
            return Some((n, to));
        }
        if let Some(tens) = self.tens(i) {
            let next = if self.mark(i + 1, "-") { i + 2 } else { i + 1 };
            return self.ordinal(next).filter(|u| *u < 10).map(|unit| (tens + unit, next + 1));
        }
        self.ordinal(i).map(|n| (n, i + 1))
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
        // "в ночь с 6 на 7 мая"
        let night = self.ru() && at >= 3 && self.word(at) == "на" && self.word(at - 3) == "ночь";
        let joins = night
            || self.mark(at, DASHES)
            || self.is(at, Sense::To)
            || self.is(at, Sense::And)
            || self.mark(at, ",");
        if joins { self.day(at + 1) } else { None }
    }

    pub(super) fn mark_then_number(&self, at: usize, marks: &str) -> bool {
        self.mark(at, marks) && self.glued(at) && self.glued(at + 1) && self.number(at + 1).is_some()
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
        let next = if self.ru() && self.is(at, Sense::And) && !between { at + 1 } else { at };
        let (last, to) = self.point(next + 1)?;
        let kinds = first.is_day() == last.is_day() && last.core != Core::Vague;
        kinds.then_some((last, to))
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
