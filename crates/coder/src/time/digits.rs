//! The grammar of years and of dates in digits.

use super::parse::{DASHES, Parser, Read, year_of_number};
use super::scan::Piece;
use super::value::{Bound, Core, Point, Unit, Value, Year};
use super::words::{Pick, Sense};

impl Parser<'_> {
    /// 2024-07-04, 04.07.2024, 28/12/2023, 9/2012.
    pub(super) fn numeric(&self, i: usize) -> Read<Point> {
        self.numeric_with(i, None)
    }

    pub(super) fn numeric_with(&self, i: usize, weekday: Option<i8>) -> Read<Point> {
        let (first, first_len) = self.number(i)?;
        let (second, second_len) = self.number(i + 2)?;
        if !self.mark(i + 1, ".-/") || !self.glued(i + 1) || !self.glued(i + 2) {
            return None;
        }
        if self.glued(i) && !(i > 0 && self.mark(i - 1, "(«“\"'")) {
            return None;
        }
        let third = self.number(i + 4).filter(|_| {
            self.glued(i + 3) && self.glued(i + 4) && self.bits[i + 3].piece == self.bits[i + 1].piece
        });
        let Some((last, last_len)) = third else {
            let month = first_len <= 2
                && second_len == 4
                && self.mark(i + 1, "/")
                && (1..=12).contains(&first)
                && (1900..=2100).contains(&second);
            return month.then_some((
                Point::of(Core::Date {
                    year: Year::Of(second as i16),
                    month: Some(first as i8),
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
        if first_len == 4 && second_len <= 2 && last_len <= 2 {
            return done(made(first, second, last));
        }
        if first_len > 2
            || second_len > 2
            || !(last_len == 4 || (last_len == 2 && first_len == 2 && second_len == 2))
        {
            return None;
        }
        let year = match (last_len, last) {
            (4, _) => last,
            (_, 51..) => 1900 + last,
            _ => 2000 + last,
        };
        let (by_day, by_month) = (made(year, second, first), made(year, first, second));
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

    /// The year that may follow a day and month; `short` also takes two digits ("3 Aug 96").
    pub(super) fn year_after(&self, at: usize, short: bool) -> (Year, usize) {
        let mut i = at;
        if self.mark(i, ",") || (self.mark(i, "-/") && self.glued(i)) || self.is(i, Sense::Of) {
            i += 1;
        }
        if let Some((value, digits)) = self.number(i)
            && !self.mark_then_number(i + 1, ":")
            && !self.is(i + 1, Sense::Counted)
        {
            if digits == 4 && (1000..=2999).contains(&value) {
                return (Year::Of(value as i16), self.year_mark(i + 1).unwrap_or(i + 1));
            }
            if digits == 2 && (short || (self.ru() && self.year_mark(i + 1).is_some())) {
                let full = if value > 50 { 1900 + value } else { 2000 + value };
                return (Year::Of(full as i16), self.year_mark(i + 1).unwrap_or(i + 1));
            }
        }
        let i = self.skip(at, Sense::Of);
        // "15 июня с. г."
        if self.ru() && matches!(self.word(i), "с" | "т") && self.mark(i + 1, ".") && self.word(i + 2) == "г"
        {
            return (
                Year::Relative(0),
                if self.mark(i + 3, ".") && self.glued(i + 3) { i + 4 } else { i + 3 },
            );
        }
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
            Pick::Recent | Pick::Same => None,
        }
    }

    pub(super) fn pick(&self, i: usize) -> Option<Pick> {
        self.sense(i, |s| match s {
            Sense::Pick(p) => Some(p),
            _ => None,
        })
    }

    /// One past "года", "г.", "-го", "-м году" after a number.
    pub(super) fn year_mark(&self, i: usize) -> Option<usize> {
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
    pub(super) fn year(&self, i: usize) -> Read<Core> {
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
        let named =
            (1900..=2100).contains(&value) && !self.is(i + 1, Sense::Counted) && self.names_noun(i, i + 1);
        (bracketed || named || (self.held(i) && self.ends(i + 1))).then_some((core, i + 1))
    }

    /// Whether the number at `i` is not part of a larger token.
    pub(super) fn stands_alone(&self, i: usize) -> bool {
        let left = !self.glued(i)
            || self.mark(i - 1, "(«“\"'–—-/")
                && !(i > 1
                    && self.glued(i - 1)
                    && !self.mark(i - 1, "(«“\"'")
                    && self.number(i - 2).is_none());
        left && !self.mark_then_number(i + 1, ".,:") && !self.mark(i + 1, "%")
    }

    /// Whether a bare number may be a year, seen from what follows it.
    pub(super) fn ends(&self, at: usize) -> bool {
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
    pub(super) fn year_range(&self, i: usize) -> Read<Value> {
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
}
