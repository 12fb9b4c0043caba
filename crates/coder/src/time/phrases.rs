//! The grammar of relative and partial expressions: "last week", "the end of the year", "two years ago".

use super::parse::{Parser, Read};
use super::value::{Core, Part, Point, Unit, Which, Year};
use super::words::{Hold, Pick, Sense};

impl Parser<'_> {
    pub(super) fn unit(&self, i: usize) -> Option<Unit> {
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
                return self.days_of(i);
            };
            (part, i + 2)
        } else if let Some(read) = self.days_of(i) {
            return Some(read);
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
            && (!matches!(part, Part::Earlier | Part::Later) || (!self.ru() && self.before(at, Sense::The)))
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

    /// "в первых числах июня", "в двадцатых числах", "the first week of May", "последние дни мая".
    fn days_of(&self, i: usize) -> Read<Point> {
        let nth = self.ordinal(i);
        let last = self.is(i, Sense::Pick(Pick::Recent)) || self.is(i, Sense::Pick(Pick::Last));
        if nth.is_none() && !last {
            return None;
        }
        let days = self.unit(i + 1) == Some(Unit::Day);
        let part = if self.is(i + 1, Sense::Dates) {
            match nth {
                Some(n @ (10 | 20)) => Part::Days(n, n + 9),
                Some(1) => Part::Beginning,
                None => Part::End,
                Some(_) => return None,
            }
        } else if self.unit(i + 1) == Some(Unit::Week) {
            match nth {
                Some(n @ 1..=4) => Part::Days(n * 7 - 6, n * 7),
                None => Part::Days(-7, -1),
                Some(_) => return None,
            }
        } else if days && (nth == Some(1) || last) {
            if last { Part::End } else { Part::Beginning }
        } else {
            return None;
        };
        let at = self.skip(self.skip(i + 2, Sense::Of), Sense::The);
        let month = self.sense(at, |s| match s {
            Sense::Month(..) => Some(()),
            _ => None,
        });
        let own = self.pick_offset(at).is_some() && self.is(at + 1, Sense::Unit(Unit::Month));
        if month.is_none() && !own {
            return None;
        }
        let (inner, to) = self.point(at)?;
        (inner.part.is_none() && !inner.is_day()).then_some((Point { part: Some(part), ..inner }, to))
    }

    /// A year right after a part ("early 2011"), where no preposition stands before it.
    fn bare_year(&self, i: usize) -> Read<Point> {
        let (value, digits) = self.number(i)?;
        let fits = digits == 4
            && (1800..=2100).contains(&value)
            && !self.ru()
            && !self.is(i + 1, Sense::Counted)
            && !(self.glued(i + 1) && self.word(i + 1) == "s");
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
            Pick::Same => return self.same(i),
        };
        // "в этот же день", "этого же года".
        let at = if pick == Pick::This && self.is(i + 1, Sense::Filler) {
            return self.same(i);
        } else {
            i + 1
        };
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
        if self.is(at, Sense::Night) || self.is(at, Sense::Daytime) {
            let back = matches!(pick, Pick::Last | Pick::BeforeLast);
            // The night that Russian calls past ends on the day of the story.
            let night = back && self.ru() && self.word(at).starts_with("ноч");
            let offset = if back && !night { -1 } else { 0 };
            let point = Point {
                core: Core::Unit { unit: Unit::Day, offset },
                part: night.then_some(Part::NightBefore),
            };
            return matches!(pick, Pick::Last | Pick::This).then_some((point, at + 1));
        }
        None
    }

    /// "the same day", "в тот же день", "that year".
    fn same(&self, i: usize) -> Read<Point> {
        let mut at = i + 1;
        while self.is(at, Sense::Filler) || self.is(at, Sense::Pick(Pick::Same)) {
            at += 1;
        }
        let core = |unit| Point::of(Core::Told { unit, count: 0, anchored: false });
        if self.is(at, Sense::Night) || self.is(at, Sense::Daytime) {
            return Some((core(Unit::Day), at + 1));
        }
        let unit = self.unit(at)?;
        let plural = self.word(at).ends_with('s') || matches!(self.word(at), "дни" | "дней" | "годы" | "лет");
        let fits = !plural && !matches!(unit, Unit::Hour | Unit::Minute | Unit::Weekend);
        fits.then(|| (core(unit), at + 1))
    }

    fn picked_unit(&self, i: usize, pick: Pick, unit: Unit) -> Option<Core> {
        let word = self.word(i + 1);
        let plural = unit != Unit::Weekend
            && !word.starts_with("сут")
            && if self.ru() {
                ["ие", "ые", "их", "ых", "эти", "ими", "ыми"].iter().any(|e| self.word(i).ends_with(e))
            } else {
                word.ends_with('s')
            };
        if matches!(unit, Unit::Minute | Unit::Hour) {
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
            // "за последние сутки"
            Pick::Last | Pick::Recent if self.ru() && word.starts_with("сут") => {
                return Some(Core::Lately { unit: Unit::Day, count: 1 });
            }
            Pick::Recent | Pick::Same => return None,
            _ if stretch => return Some(Core::Vague),
            Pick::Last => -1,
            Pick::BeforeLast => -2,
            Pick::This => 0,
            Pick::Next | Pick::Coming => 1,
        };
        // "the next day", "в этот день" hang on a day told before; "the following week" may.
        let told = !self.ru() && matches!(word_of(self.word(i)), "following" | "previous");
        Some(match unit {
            Unit::Day => Core::Told { unit, count: i32::from(offset), anchored: false },
            _ if told => Core::Told { unit, count: i32::from(offset), anchored: true },
            _ => Core::Unit { unit, offset },
        })
    }

    /// "III квартал 2024 года", "third quarter", "Q3 2024", "второе полугодие".
    pub(super) fn quarter(&self, i: usize) -> Read<Point> {
        let roman = self.sense(i, |s| match s {
            Sense::Roman(n) => Some(n),
            _ => None,
        });
        let digit = self.number(i).filter(|&(v, d)| d == 1 && (1..=4).contains(&v)).map(|(v, _)| v as i8);
        if let Some(read) = self.century(i) {
            return Some(read);
        }
        let n = roman.or(digit).or_else(|| self.ordinal(i)).filter(|n| (1..=4).contains(n))?;
        let mut at = i + 1;
        if digit.is_some() && self.mark(at, "-") && self.glued(at) {
            at += 2;
        }
        let whole = roman.is_some() && !self.ru() && self.word(i).len() == 2;
        let unit = match self.word(i).as_bytes().first() {
            Some(b'h' | b'H') if whole => Unit::HalfYear,
            _ if whole => Unit::Quarter,
            _ => self.unit(at)?,
        };
        let at = if whole { at } else { at + 1 };
        let (year, to) = self.year_of_period(at);
        match unit {
            Unit::Quarter => Some((Point::of(Core::Quarter { quarter: n, year }), to)),
            Unit::HalfYear if n <= 2 => Some((Point::of(Core::HalfYear { half: n, year }), to)),
            _ => None,
        }
    }

    /// "XIX век", "the 19th century", "двадцатый век".
    fn century(&self, i: usize) -> Read<Point> {
        let (n, at) = if let Some(n) = self.roman(i) { (n, i + 1) } else { self.nth(i)? };
        let at = if self.mark(at, "-") && self.glued(at) { at + 1 } else { at };
        let fits = (1..=21).contains(&n) && self.is(at, Sense::Unit(Unit::Century));
        fits.then_some((Point::of(Core::Century(n)), at + 1))
    }

    /// A Roman numeral below forty, in capitals.
    fn roman(&self, i: usize) -> Option<i8> {
        let word = self.word(i);
        if word.is_empty() || word.len() > 6 {
            return None;
        }
        let value = |c: char| match c {
            'I' => Some(1i8),
            'V' => Some(5),
            'X' | 'Х' => Some(10),
            _ => None,
        };
        let mut sum = 0i8;
        let mut chars = word.chars().peekable();
        while let Some(c) = chars.next() {
            let v = value(c)?;
            let less = chars.peek().is_some_and(|&next| value(next).is_some_and(|w| w > v));
            sum = sum.checked_add(if less { -v } else { v })?;
        }
        Some(sum)
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
            if let Some(read) = self.day_beside(i) {
                return Some(read);
            }
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
        if let Some(decade) = self.sense(i, |s| match s {
            Sense::DecadeOf(y) => Some(y),
            _ => None,
        }) {
            let to = if self.is(i + 1, Sense::YearMark) { i + 2 } else { i + 1 };
            return (self.ru() || self.before(i, Sense::The) || self.before(i, Sense::Part(Part::Beginning)))
                .then_some((Point::of(Core::Decade(decade)), to));
        }
        // "by year-end", "at year's end"
        if !self.ru() && self.is(i, Sense::Unit(Unit::Year)) {
            let at = if self.mark(i + 1, "-") {
                i + 2
            } else if self.mark(i + 1, "'’") && self.word(i + 2) == "s" {
                i + 3
            } else if self.word(i + 1) == "s" || self.word(i + 1) == "'s" {
                i + 2
            } else {
                i + 1
            };
            let point = Point { core: Core::Unit { unit: Unit::Year, offset: 0 }, part: Some(Part::End) };
            return (self.word(at) == "end" && self.held(i)).then_some((point, at + 1));
        }
        if self.is(i, Sense::Overnight) {
            return Some((Point { part: Some(Part::NightBefore), ..day(0) }, i + 1));
        }
        // "в выходные"
        if self.ru() && self.is(i, Sense::Unit(Unit::Weekend)) && self.before(i, Sense::Prep) {
            return Some((Point::of(Core::Unit { unit: Unit::Weekend, offset: 0 }), i + 1));
        }
        let year = self.sense(i, |s| match s {
            Sense::YearAdjective(n) => Some(n),
            _ => None,
        })?;
        Some((Point::of(Core::Unit { unit: Unit::Year, offset: year }), i + 1))
    }
}

fn word_of(word: &str) -> &str {
    match word {
        "Last" => "last",
        "Past" => "past",
        "Following" => "following",
        "Previous" => "previous",
        other => other,
    }
}
