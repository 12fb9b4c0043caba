//! The grammar of relative and partial expressions: "last week", "the end of the year", "two years ago".

use super::parse::{Found, Parser, Read};
use super::scan::Piece;
use super::value::{Bound, Core, Part, Point, Unit, Value, Which, Year};
use super::words::{Hold, Pick, Sense};

impl Parser<'_> {
    fn unit(&self, i: usize) -> Option<Unit> {
        self.sense(i, |s| match s {
            Sense::Unit(u) => Some(u),
            _ => None,
        })
    }

    /// "в начале июня", "early June", "the end of the year", "вторая половина декабря", "earlier this year".
    pub(super) fn part(&self, i: usize) -> Read<Point> {
        let half = self.ordinal(i).filter(|n| (1..=3).contains(n));
        let (part, mut at) = if let Some(n) = half {
            let part = if self.is(i + 1, Sense::Half) {
                match n {
                    1 => Part::FirstHalf,
                    2 => Part::SecondHalf,
                    _ => return None,
                }
            } else if self.is(i + 1, Sense::Third) {
                match n {
                    1 => Part::Beginning,
                    2 => Part::Middle,
                    _ => Part::End,
                }
            } else {
                return None;
            };
            (part, i + 2)
        } else if let Some(part) = self.sense(i, |s| match s {
            Sense::Part(p) => Some(p),
            _ => None,
        }) {
            (part, i + 1)
        } else if self.is(i, Sense::EarlierIn) {
            (Part::Earlier, i + 1)
        } else if self.is(i, Sense::LaterIn) {
            (Part::Later, i + 1)
        } else {
            return None;
        };
        // "начало 2025 года" in Russian, "beginning of 2025", "early in 2025", "mid-2025" in English.
        let word = self.word(i).to_ascii_lowercase();
        let noun = half.is_some()
            || matches!(word.as_str(), "beginning" | "start" | "end" | "middle" | "close" | "outset");
        let loose = (!noun && !self.ru()) || matches!(part, Part::Earlier | Part::Later);
        if self.is(at, Sense::Of)
            || (loose && self.is(at, Sense::Prep))
            || (!noun && self.mark(at, "-–") && self.glued(at))
        {
            at += 1;
        } else if !self.ru() && noun {
            return None;
        }
        if self.is(at, Sense::The) {
            at += 1;
        }
        if let Some(unit) = self.unit(at)
            && matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::HalfYear | Unit::Year)
            && !matches!(part, Part::Earlier | Part::Later)
        {
            let point = Point { core: Core::Unit { unit, offset: 0 }, part: Some(part) };
            return Some((point, at + 1));
        }
        let (inner, to) = self.bare_year(at).or_else(|| self.point(at))?;
        if inner.part.is_some() || inner.core == Core::Vague {
            return None;
        }
        let whole = inner.is_day()
            || (matches!(part, Part::Earlier | Part::Later)
                && !matches!(inner.core, Core::Unit { offset: 0, .. }));
        Some((if whole { inner } else { Point { part: Some(part), ..inner } }, to))
    }

    /// A year right after a part ("early 2011"), where no preposition stands before it.
    fn bare_year(&self, i: usize) -> Read<Point> {
        let (value, digits) = self.number(i)?;
        let fits =
            digits == 4 && (1800..=2100).contains(&value) && !self.ru() && !self.is(i + 1, Sense::Counted);
        fits.then_some((Point::of(super::parse::year_of_number(value as i16)), i + 1))
    }

    /// What follows "last", "this", "next", "ближайший": a unit, a weekday, a month, a season.
    pub(super) fn picked(&self, i: usize) -> Read<Point> {
        let pick = self.pick(i)?;
        let which = match pick {
            Pick::Last | Pick::Recent | Pick::BeforeLast => Which::Last,
            Pick::This => Which::This,
            Pick::Next => Which::Next,
            Pick::Coming => Which::Coming,
        };
        let at = i + 1;
        if let Some(unit) = self.unit(at) {
            return Some((Point::of(self.picked_unit(i, pick, unit)?), at + 1));
        }
        if let Some((weekday, hold)) = self.sense(at, |s| match s {
            Sense::Weekday(w, h) => Some((w, h)),
            _ => None,
        }) && hold != Hold::Short
        {
            return Some((Point::of(Core::Weekday { weekday, which }), at + 1));
        }
        if let Some((month, hold)) = self.sense(at, |s| match s {
            Sense::Month(m, h) => Some((m, h)),
            _ => None,
        }) && matches!(hold, Hold::Free | Hold::Weak)
            && (self.ru() || self.bit(at).is_some_and(|b| b.capital))
        {
            return Some((Point::of(Core::Month { month, which }), at + 1));
        }
        if let Some((season, _)) = self.sense(at, |s| match s {
            Sense::Season(n, h) => Some((n, h)),
            _ => None,
        }) {
            return Some((Point::of(Core::Season { season, year: Year::Open, which }), at + 1));
        }
        if self.is(at, Sense::Night) {
            let offset = if matches!(pick, Pick::Last | Pick::BeforeLast) { -1 } else { 0 };
            return matches!(pick, Pick::Last | Pick::This)
                .then_some((Point::of(Core::Unit { unit: Unit::Day, offset }), at + 1));
        }
        None
    }

    fn picked_unit(&self, i: usize, pick: Pick, unit: Unit) -> Option<Core> {
        let word = self.word(i + 1);
        let plural = unit != Unit::Weekend
            && if self.ru() {
                ["ие", "ые", "их", "ых", "эти", "ими", "ыми"].iter().any(|e| self.word(i).ends_with(e))
            } else {
                word.ends_with('s')
            };
        if unit == Unit::Clock {
            return None;
        }
        if plural {
            return Some(match (pick, unit) {
                (Pick::Last | Pick::Recent, Unit::Day) => Core::Recent,
                (Pick::Coming | Pick::Next, Unit::Day) => Core::Coming,
                _ => Core::Vague,
            });
        }
        // "over the last year" is a duration, "last year" a year.
        let stretch =
            !self.ru() && matches!(word_of(self.word(i)), "last" | "past") && self.before(i, Sense::The);
        let offset = match pick {
            Pick::Recent => return None,
            _ if stretch => return Some(Core::Vague),
            Pick::Last => -1,
            Pick::BeforeLast => -2,
            Pick::This => 0,
            Pick::Next | Pick::Coming => 1,
        };
        // "the next day", "в этот день" hang on a day told elsewhere.
        Some(if unit == Unit::Day { Core::Vague } else { Core::Unit { unit, offset } })
    }

    /// "III квартал 2024 года", "third quarter", "Q3 2024", "второе полугодие".
    pub(super) fn quarter(&self, i: usize) -> Read<Point> {
        let roman = self.sense(i, |s| match s {
            Sense::Roman(n) => Some(n),
            _ => None,
        });
        let digit = self.number(i).filter(|&(v, d)| d == 1 && (1..=4).contains(&v)).map(|(v, _)| v as i8);
        let n = roman.or(digit).or_else(|| self.ordinal(i)).filter(|n| (1..=4).contains(n))?;
        let mut at = i + 1;
        if digit.is_some() && self.mark(at, "-") && self.glued(at) {
            at += 2;
        }
        let whole = roman.is_some() && !self.ru() && self.word(i).len() == 2;
        let unit = if whole { Unit::Quarter } else { self.unit(at)? };
        let at = if whole { at } else { at + 1 };
        let (year, to) = self.year_of_period(at);
        match unit {
            Unit::Quarter => Some((Point::of(Core::Quarter { quarter: n, year }), to)),
            Unit::HalfYear if n <= 2 => Some((Point::of(Core::HalfYear { half: n, year }), to)),
            _ => None,
        }
    }

    /// The year after a quarter, half or season.
    fn year_of_period(&self, at: usize) -> (Year, usize) {
        let mut i = at;
        while self.is(i, Sense::Of) || self.is(i, Sense::The) || (self.ru() && self.mark(i, ",")) {
            i += 1;
        }
        if let Some((Point { core: Core::Date { year, month: None, .. }, part: None }, to)) =
            self.marked_year(i).or_else(|| self.bare_year(i))
        {
            return (year, to);
        }
        if let Some(offset) = self.pick_offset(i)
            && self.is(i + 1, Sense::Unit(Unit::Year))
        {
            return (Year::Relative(offset), i + 2);
        }
        (Year::Open, at)
    }

    fn marked_year(&self, i: usize) -> Read<Point> {
        let (value, digits) = self.number(i)?;
        if digits != 4 || !(1000..=2100).contains(&value) {
            return None;
        }
        match self.point(i)? {
            (point @ Point { core: Core::Date { month: None, .. }, .. }, to) => Some((point, to)),
            _ => None,
        }
    }

    /// "летом 2014 года", "in the summer of 2014".
    pub(super) fn season(&self, i: usize) -> Read<Point> {
        let (season, hold) = self.sense(i, |s| match s {
            Sense::Season(n, h) => Some((n, h)),
            _ => None,
        })?;
        let (year, to) = self.year_of_period(i + 1);
        let fits = year != Year::Open || hold == Hold::Free || (self.held(i) && self.before(i, Sense::The));
        fits.then_some((Point::of(Core::Season { season, year, which: Which::Any }), to))
    }

    /// "вчера", "today", "накануне", "прошлогодний", "the day before yesterday".
    pub(super) fn day_word(&self, i: usize) -> Read<Point> {
        let day = |offset| Point::of(Core::Unit { unit: Unit::Day, offset });
        if self.is(i, Sense::Unit(Unit::Day)) && !self.ru() {
            let at = i + 2;
            return match (self.word(i + 1), self.word(at)) {
                ("before", "yesterday") => Some((day(-2), at + 1)),
                ("after", "tomorrow") => Some((day(2), at + 1)),
                _ => None,
            };
        }
        if self.ru() && self.word(i) == "днях" && self.before(i, Sense::Prep) {
            return Some((Point::of(Core::Recent), i + 1));
        }
        let offset = self.sense(i, |s| match s {
            Sense::Day(n) | Sense::Eve(n) => Some(n),
            _ => None,
        });
        if let Some(offset) = offset {
            let mut to = i + 1;
            if self.is(to, Sense::Night) {
                to += 1;
            }
            return Some((day(offset), to));
        }
        let year = self.sense(i, |s| match s {
            Sense::YearAdjective(n) => Some(n),
            _ => None,
        })?;
        Some((Point::of(Core::Unit { unit: Unit::Year, offset: year }), i + 1))
    }

    /// "три дня назад", "two years ago", "через две недели", "within a month", "15 лет".
    pub(super) fn counted(&self, i: usize, floor: usize) -> Option<Found> {
        let half_year = self.is(i, Sense::HalfYearAgo);
        let unit = if half_year { Unit::HalfYear } else { self.unit(i)? };
        if unit == Unit::Weekend {
            return None;
        }
        let mut from = i;
        let mut count = None;
        let mut vague = false;
        if !half_year {
            while from > floor {
                let at = from - 1;
                if let Some((value, digits)) = self.number(at) {
                    if count.is_none() && digits <= 3 {
                        count = Some(value);
                        from = at;
                    }
                    break;
                }
                if self.is(at, Sense::Vague) {
                    vague = true;
                } else if let Some(n) = self.sense(at, |s| match s {
                    Sense::Number(n) => Some(n),
                    Sense::Tens(n) => Some(i32::from(n)),
                    _ => None,
                }) {
                    // "a couple of days": the article adds nothing.
                    if !vague {
                        count = Some(count.unwrap_or(0) + n);
                    }
                } else if !(self.is(at, Sense::Of)
                    && vague == (from != i)
                    && self.is(at.wrapping_sub(1), Sense::Vague))
                {
                    break;
                }
                from = at;
            }
        }
        let pick = from.checked_sub(1).filter(|&at| at >= floor).and_then(|at| self.pick(at));
        let found = |core, bound, from, to| {
            let value = Value { from: Point::of(core), to: None, bound };
            Some(Found { from, to, value })
        };
        let shift = |sign: i32| match count {
            _ if vague => Core::Vague,
            Some(n) => Core::Shift { unit, count: n * sign },
            None => Core::Shift { unit, count: sign },
        };
        let next = i + 1;
        if self.is(next, Sense::Ago) && (count.is_some() || vague || self.ru()) {
            let to = if self.is(next + 1, Sense::Ago) { next + 2 } else { next + 1 };
            return found(shift(-1), Bound::At, from, to);
        }
        if self.is(next, Sense::Earlier) && (count.is_some() || vague) {
            let core = if unit == Unit::Day && self.word(next) != "before" { shift(-1) } else { Core::Vague };
            return found(core, Bound::At, from, next + 1);
        }
        if self.word(next) == "from" && self.word(next + 1) == "now" && count.is_some() {
            return found(shift(1), Bound::At, from, next + 2);
        }
        let before = from.checked_sub(1).filter(|&at| at >= floor);
        if let Some(at) = before {
            if self.is(at, Sense::In) && (self.ru() || count.is_some() || vague) {
                let hangs = self.is(next, Sense::After);
                return found(if hangs { Core::Vague } else { shift(1) }, Bound::At, at, next);
            }
            if self.is(at, Sense::Within) && (count.is_some() || self.ru() && !vague && from == i) {
                let start = if self.ru() && at > floor && self.is(at - 1, Sense::Prep) { at - 1 } else { at };
                return found(
                    if count.is_some() { shift(1) } else { Core::Vague },
                    Bound::Within,
                    start,
                    next,
                );
            }
            if let Some(pick) = pick
                && (count.is_some() || vague)
            {
                let ahead = matches!(pick, Pick::Next | Pick::Coming);
                let core = if ahead { shift(1) } else { Core::Vague };
                return found(core, if ahead { Bound::Within } else { Bound::At }, at, next);
            }
        }
        // A count without a direction is a duration; "a year", "один день" say even less.
        let digits = matches!(self.bit(from).map(|b| b.piece), Some(Piece::Number(..)));
        if digits || vague || count.is_some_and(|n| n > 1) {
            return found(Core::Vague, Bound::At, from, next);
        }
        None
    }
}

fn word_of(word: &str) -> &str {
    match word {
        "Last" => "last",
        "Past" => "past",
        other => other,
    }
}
