//! The grammar of clock times: "15:00 мск", "3 p.m. local time", "в 11 утра", "at noon".

use super::parse::{DASHES, Parser, Read};
use super::scan::Piece;
use super::value::{Core, Point};
use super::words::Sense;

impl Parser<'_> {
    /// A clock time or a stretch between two, with a zone: one past it.
    pub(super) fn clock_at(&self, i: usize) -> Option<usize> {
        let at = self.skip(i, Sense::About);
        let first = self.one_clock(at);
        let mut to = match first {
            Some(to) => to,
            // "с 10 до 11 утра", "8-11 p.m."
            None => self.hour(at)?,
        };
        let joins = self.mark(to, DASHES)
            || self.is(to, Sense::Until)
            || self.is(to, Sense::To)
            || self.is(to, Sense::And);
        match self.one_clock(to + 1).filter(|_| joins) {
            Some(end) => to = end,
            None if first.is_none() => return None,
            None => {}
        }
        Some(self.zone(to))
    }

    /// "15:00", "15:00:05", "3 p.m.", "15 часов 20 минут", "noon".
    fn one_clock(&self, i: usize) -> Option<usize> {
        if self.is(i, Sense::Noon) {
            return (self.before(i, Sense::Prep) || self.mark(i.wrapping_sub(1), DASHES)).then_some(i + 1);
        }
        let to = self.hour(i)?;
        let two = |at: usize| self.number(at).is_some_and(|(v, d)| v < 60 && d == 2) && self.glued(at);
        if self.mark(to, ":") && self.glued(to) && two(to + 1) {
            let mut end = to + 2;
            if self.mark(end, ":") && self.glued(end) && two(end + 1) {
                end += 2;
            }
            if self.mark_then_number(end, ":.,") {
                return None;
            }
            return Some(self.meridiem(end).unwrap_or(end));
        }
        // "в 15.00 мск"
        if self.mark(to, ".") && self.glued(to) && two(to + 1) {
            let end = to + 2;
            let end = self.meridiem(end).unwrap_or(end);
            return (self.zone(end) > end || end > to + 2).then_some(end);
        }
        if let Some(end) = self.meridiem(to) {
            return Some(end);
        }
        if self.ru()
            && matches!(self.word(to), "час" | "часа" | "часов")
            && self.held_by(i, &["в", "к", "до", "с", "около"])
        {
            let minutes = self.number(to + 1).is_some_and(|(v, d)| v < 60 && d == 2);
            let end = if minutes && self.word(to + 2).starts_with("мин") { to + 3 } else { to + 1 };
            let end = self.meridiem(end).unwrap_or(end);
            // "в 5 часов езды", "через": only where the words end there.
            let ends = self.bit(end).is_none_or(|b| !matches!(b.piece, Piece::Word) || b.is(Sense::Prep))
                || self.zone(end) > end
                || end > to + 1;
            return ends.then_some(end);
        }
        None
    }

    fn held_by(&self, i: usize, words: &[&str]) -> bool {
        i.checked_sub(1).is_some_and(|at| words.contains(&self.word(at)))
    }

    /// An hour in digits.
    fn hour(&self, i: usize) -> Option<usize> {
        let fits = self.number(i).is_some_and(|(v, d)| v < 24 && d <= 2)
            && (!self.glued(i) || (i > 0 && (self.mark(i - 1, "(«“‘\"'–—-") || self.word(i - 1) == "T")));
        fits.then_some(i + 1)
    }

    /// "p.m.", "PM", "утра", "in the morning".
    fn meridiem(&self, at: usize) -> Option<usize> {
        if self.is(at, Sense::Meridiem) {
            return Some(at + 1);
        }
        if !self.ru() {
            if matches!(self.word(at), "a" | "p" | "A" | "P")
                && self.mark(at + 1, ".")
                && matches!(self.word(at + 2), "m" | "M")
            {
                return Some(if self.mark(at + 3, ".") && self.glued(at + 3) { at + 4 } else { at + 3 });
            }
            if matches!(self.word(at), "in" | "at") {
                let night = if self.is(at + 1, Sense::The) { at + 2 } else { at + 1 };
                return (self.is(night, Sense::Night) && !self.is(night, Sense::Noon)).then_some(night + 1);
            }
        }
        None
    }

    /// One past a zone after a clock time: "мск", "GMT", "по московскому времени", "local time", with the same time in
    /// another zone in brackets.
    fn zone(&self, at: usize) -> usize {
        let mut to = at;
        if self.is(at, Sense::Zone) {
            to = at + 1;
        } else {
            for n in 1..=2 {
                if self.is(at + n, Sense::ZoneTime) && (self.ru() || n == 1) && !self.word(at).is_empty() {
                    to = at + n + 1;
                    break;
                }
            }
        }
        if self.mark(to, "(")
            && self.number(to + 1).is_some_and(|(v, d)| d == 4 && v < 2400)
            && self.is(to + 2, Sense::Zone)
            && self.mark(to + 3, ")")
        {
            return to + 4;
        }
        if self.mark(to, "(")
            && let Some(end) = self.hour(to + 1)
        {
            let end = if self.number(to + 1).is_some() && self.mark(end, ":.") { end + 2 } else { end };
            let end = self.meridiem(end).unwrap_or(end);
            if self.is(end, Sense::Zone) && self.mark(end + 1, ")") {
                return end + 2;
            }
        }
        to
    }

    /// Takes in the time of the day right after a day: "4 июля в 15:00", "Tuesday morning", "tomorrow at noon".
    pub(super) fn clock(&self, at: usize) -> usize {
        let mut to = at;
        for _ in 0..2 {
            let mut i = to;
            if self.mark(i, ",(") {
                i += 1;
            }
            if self.glued(i) && self.word(i) == "T" {
                i += 1;
            }
            if self.is(i, Sense::Night) && i == to {
                to = i + 1;
                continue;
            }
            let held = self.is(i, Sense::Prep) || self.is(i, Sense::After) || self.is(i, Sense::By);
            if held {
                i += 1;
            }
            let small = i;
            let dotted = self.ru()
                && held
                && self.hour(small) == Some(small + 1)
                && self.mark(small + 1, ".")
                && self.glued(small + 1)
                && self.number(small + 2).is_some_and(|(v, d)| d == 2 && v < 60)
                && !self.mark_then_number(small + 3, ".");
            if let Some(end) = self.clock_at(i) {
                to = end;
            } else if dotted {
                to = self.zone(small + 3);
            } else {
                break;
            }
        }
        to
    }

    /// A time of the day by itself, or before its day ("утром 4 июля", "at midnight on 12 August").
    pub(super) fn of_day(&self, i: usize) -> Read<Point> {
        let mut to = if let Some(to) = self.clock_at(i) {
            to
        } else if self.is(i, Sense::Daytime) || self.is(i, Sense::Noon) {
            if self.is(i, Sense::Noon)
                && !self.before(i, Sense::Prep)
                && self.bit(i + 1).is_some_and(|b| !b.is(Sense::Prep))
            {
                return None;
            }
            i + 1
        } else if self.is(i, Sense::Now) {
            return Some((Point::of(Core::Clock), i + 1));
        } else {
            return None;
        };
        // "в ночь на 5 мая" is read with its own words.
        let mut next = if self.mark(to, ",") { to + 1 } else { to };
        while self.is(next, Sense::Prep) || self.is(next, Sense::The) || self.is(next, Sense::Of) {
            next += 1;
        }
        let day = self.point(next).filter(|(p, _)| p.is_day());
        let mut point = Point::of(Core::Clock);
        if let Some((day, end)) = day {
            (point, to) = (day, end);
        }
        Some((point, to))
    }
}
