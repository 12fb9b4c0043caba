//! The grammar of counted units: "two years ago", "через две недели", "three days before 5 May".

use super::parse::{Found, Parser, Read};
use super::scan::Piece;
use super::value::{Bound, Core, Part, Point, Unit, Value};
use super::words::{Pick, Sense};

/// A count as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Count {
    /// First piece of it.
    from: usize,
    number: Option<i32>,
    vague: bool,
}

impl Parser<'_> {
    /// "три дня назад", "two years ago", "через две недели", "within a month", "15 лет", "the day before".
    pub(super) fn counted(&self, i: usize, floor: usize) -> Option<Found> {
        let half_year = self.is(i, Sense::HalfYearAgo);
        let half_hour = self.is(i, Sense::HalfHour) || self.half_an_hour(i, floor);
        let mut unit = match (half_year, half_hour) {
            (true, _) => Unit::HalfYear,
            (_, true) => Unit::Minute,
            _ => self.unit(i)?,
        };
        if unit == Unit::Weekend {
            return None;
        }
        let mut count = if half_year || self.is(i, Sense::HalfHour) {
            Count { from: i, number: None, vague: false }
        } else {
            self.count(i, floor)
        };
        if half_hour {
            count.number = Some(30);
            if !self.ru() {
                count.from = i - 2;
            }
        }
        // "2 часа 5 минут"
        let mut next = i + 1;
        while let Some((number, finer, to)) = self.more(next, unit).filter(|_| count.number.is_some()) {
            let scale = match (unit, finer) {
                (Unit::Hour, Unit::Minute) => 60,
                (Unit::Week, Unit::Day) => 7,
                _ => 0,
            };
            if scale > 0 {
                count.number = count.number.map(|n| n.saturating_mul(scale).saturating_add(number));
                unit = finer;
            }
            next = to;
        }
        let vague = count.vague;
        let from = count.from;
        let Count { number: count, .. } = count;
        let some = count.is_some() || vague;
        let found = |core, bound, from, to| {
            let value = Value { from: Point::of(core), to: None, bound };
            Some(Found { from, to, value })
        };
        let times = |sign: i32| count.unwrap_or(1).saturating_mul(sign);
        let shift = |sign: i32| if vague { Core::Vague } else { Core::Shift { unit, count: times(sign) } };
        let told = |sign: i32, anchored: bool| {
            if vague { Core::Vague } else { Core::Told { unit, count: times(sign), anchored } }
        };
        if self.is(next, Sense::Ago) && (some || self.ru()) {
            let to = if self.is(next + 1, Sense::Ago) { next + 2 } else { next + 1 };
            return found(shift(-1), Bound::At, from, to);
        }
        let before = from.checked_sub(1).filter(|&at| at >= floor);
        let through = before.filter(|&at| self.is(at, Sense::In));
        let back = before.filter(|&at| self.ru() && self.is(at, Sense::For));
        let start = through.or(back).unwrap_or(from);
        // "two days before 5 May", "через два дня после 5 мая", "за неделю до этого".
        if (some || (self.ru() && start != from) || self.lone(from, i))
            && let Some((sign, inner, to)) = self.beside(next, back.is_some())
        {
            return match inner {
                Some(inner) if !vague => {
                    let away = Part::Away(unit, times(sign));
                    let value = Value {
                        from: Point { core: inner.core, part: Some(away) },
                        to: None,
                        bound: Bound::At,
                    };
                    Some(Found { from: start, to, value })
                }
                _ => found(told(sign, false), Bound::At, start, to),
            };
        }
        let instrumental =
            self.ru() && matches!(self.word(i), "днем" | "неделей" | "месяцем" | "годом" | "сутками");
        if self.is(next, Sense::Earlier) && (some || instrumental) && !self.opens_noun(next) {
            return found(told(-1, unit == Unit::Day && self.ru()), Bound::At, from, next + 1);
        }
        if self.is(next, Sense::Later) && (some || instrumental || self.ru()) {
            let to = next + 1;
            return found(told(1, false), Bound::At, from, to);
        }
        if let Some(at) = before.filter(|&at| self.ru() && self.is(at, Sense::Later)) {
            return found(told(1, false), Bound::At, at, next);
        }
        if self.word(next) == "from" && self.word(next + 1) == "now" && count.is_some() {
            return found(shift(1), Bound::At, from, next + 2);
        }
        if let Some(at) = through
            && (self.ru() || some)
        {
            let hangs = self.is(next, Sense::After);
            return found(if hangs { Core::Vague } else { shift(1) }, Bound::At, at, next);
        }
        if let Some(at) = before {
            if self.is(at, Sense::Within) && (count.is_some() || self.ru() && !vague && from == i) {
                let start = if self.ru() && at > floor && self.is(at - 1, Sense::Prep) { at - 1 } else { at };
                let core = if vague { Core::Vague } else { shift(1) };
                return found(core, Bound::Within, start, next);
            }
            if let Some(pick) = self.pick(at).filter(|_| some) {
                return match pick {
                    Pick::Next | Pick::Coming => found(shift(1), Bound::Within, at, next),
                    Pick::Last | Pick::Recent if !vague => {
                        found(Self::lately(unit, times(1)), Bound::At, at, next)
                    }
                    _ => found(Core::Vague, Bound::At, at, next),
                };
            }
        }
        // A count without a direction is a duration; "a year", "один день" say even less.
        let digits = matches!(self.bit(from).map(|b| b.piece), Some(Piece::Number(..)));
        if digits || vague || count.is_some_and(|n| n > 1) {
            return found(Core::Vague, Bound::At, from, next);
        }
        None
    }

    /// "the past 24 hours" is a day and the next; "over the past 15 years" is a length.
    fn lately(unit: Unit, count: i32) -> Core {
        match unit {
            Unit::Hour if count >= 12 => Core::Lately { unit, count: count.max(24) },
            _ => Core::Lately { unit, count },
        }
    }

    /// The number words before a unit.
    fn count(&self, i: usize, floor: usize) -> Count {
        let mut count = Count { from: i, number: None, vague: false };
        let mut couple = false;
        while count.from > floor {
            let at = count.from - 1;
            if let Some((value, digits)) = self.number(at) {
                if count.number.is_none()
                    && digits <= 3
                    && !(self.glued(at) && self.mark(at.wrapping_sub(1), ".,"))
                {
                    count.number = Some(value);
                    count.from = at;
                }
                break;
            }
            if self.is(at, Sense::Vague) {
                count.vague = true;
            } else if self.is(at, Sense::Couple) {
                couple = true;
                count.number = Some(2);
            } else if let Some(n) = self.sense(at, |s| match s {
                Sense::Number(n) => Some(n),
                Sense::Tens(n) => Some(i32::from(n)),
                _ => None,
            }) {
                // "a couple of days": the article adds nothing.
                if !count.vague && !couple {
                    count.number = Some(count.number.unwrap_or(0) + n);
                }
            } else if self.mark(at, "-") && count.from != i && self.is(at.wrapping_sub(1), Sense::Tens(20)) {
                // "twenty-five"
            } else if !(self.is(at, Sense::Of)
                && count.from == i
                && at > floor
                && (self.is(at - 1, Sense::Vague) || self.is(at - 1, Sense::Couple)))
            {
                break;
            }
            count.from = at;
        }
        // "через примерно два часа"
        while count.from > floor && count.from < i && self.is(count.from - 1, Sense::About) {
            count.from -= 1;
        }
        count
    }

    /// "half an hour" with its unit at `i`.
    fn half_an_hour(&self, i: usize, floor: usize) -> bool {
        !self.ru()
            && self.unit(i) == Some(Unit::Hour)
            && i >= floor + 2
            && self.is(i - 1, Sense::Number(1))
            && self.is(i - 2, Sense::Half)
    }

    /// A further count of a finer unit.
    fn more(&self, at: usize, unit: Unit) -> Option<(i32, Unit, usize)> {
        let at = if self.mark(at, ",") { at + 1 } else { at };
        let at = self.skip(at, Sense::And);
        let (number, next) = match self.number(at) {
            Some((n, digits)) if digits <= 2 => (n, at + 1),
            Some(_) => return None,
            None => (
                self.sense(at, |s| match s {
                    Sense::Number(n) if n > 1 => Some(n),
                    _ => None,
                })?,
                at + 1,
            ),
        };
        let finer = self.unit(next)?;
        let fits = (finer as u8) < (unit as u8) || (finer, unit) == (Unit::Minute, Unit::Minute);
        fits.then_some((number, finer, next + 1))
    }

    /// "before 5 May", "after that", "до этого": the sign, the point if there is one, one past it.
    fn beside(&self, at: usize, back: bool) -> Option<(i32, Option<Point>, usize)> {
        let after = self.is(at, Sense::After);
        let sign = if after {
            1
        } else if self.word(at) == "before" || (back && self.is(at, Sense::Until)) {
            -1
        } else {
            return None;
        };
        let next = at + 1;
        if matches!(self.word(next), "that" | "этого" | "того" | "this")
            && self.unit(next + 1).is_none()
            && !self
                .bit(next + 1)
                .is_some_and(|b| !b.capital && matches!(b.piece, Piece::Word) && self.word(next) == "this")
        {
            return Some((sign, None, next + 1));
        }
        if let Some((point, to)) =
            self.point(self.skip(next, Sense::The)).filter(|(p, _)| p.is_day() && p.part.is_none())
        {
            return Some((sign, Some(point), to));
        }
        // "the week before", "два дня до": only where nothing follows that it would hang on.
        let open = self
            .bit(next)
            .is_none_or(|b| matches!(b.piece, Piece::Mark(_)) || b.is(Sense::And) || b.is(Sense::Prep));
        (!self.ru() && open).then_some((sign, None, next))
    }

    /// "the day", "a week": one without a number word that counts.
    fn lone(&self, from: usize, i: usize) -> bool {
        from == i && !self.ru() && self.before(i, Sense::The)
    }

    /// "earlier talks": the word belongs to a noun.
    fn opens_noun(&self, at: usize) -> bool {
        !self.ru()
            && self.word(at) == "before"
            && self
                .bit(at + 1)
                .is_some_and(|b| matches!(b.piece, Piece::Word) && !b.is(Sense::And) && !b.is(Sense::Prep))
    }

    /// "the day before", "the day after" without anything that follows.
    pub(super) fn day_beside(&self, i: usize) -> Read<Point> {
        if !self.before(i, Sense::The) {
            return None;
        }
        let (sign, inner, to) = self.beside(i + 1, false)?;
        Some(match inner {
            Some(inner) => (Point { core: inner.core, part: Some(Part::Away(Unit::Day, sign)) }, to),
            None => (Point::of(Core::Told { unit: Unit::Day, count: sign, anchored: false }), to),
        })
    }

    /// Whether what begins at `from` is only what something is compared with ("чем в прошлом году").
    pub(super) fn compared(&self, from: usize) -> bool {
        let mut at = from;
        for _ in 0..4 {
            let Some(before) = at.checked_sub(1) else { return false };
            if self.is(before, Sense::Compare) {
                return true;
            }
            let light = self.is(before, Sense::Prep)
                || self.is(before, Sense::The)
                || self.is(before, Sense::Filler)
                || self.is(before, Sense::To);
            if !light {
                return false;
            }
            at = before;
        }
        false
    }
}
