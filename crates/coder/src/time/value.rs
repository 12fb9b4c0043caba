//! What an expression says before it is placed in the calendar.

pub use super::words::{Part, Unit};

/// A year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// Not said.
    Open,
    /// This one.
    Of(i16),
    /// So many years after the anchor's.
    Relative(i8),
}

/// Which of the weekdays, months or seasons of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// As the clause wants.
    Any,
    /// The one before the anchor's own.
    Last,
    /// The one of the anchor's week or year.
    This,
    /// The one of the next week or year.
    Next,
    /// The first one ahead.
    Coming,
}

/// The period that an expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Core {
    /// A day, a month or a year; `weekday` only confirms.
    Date {
        /// Year.
        year: Year,
        /// 1 to 12.
        month: Option<i8>,
        /// 1 to 31.
        day: Option<i8>,
        /// Monday is 1.
        weekday: Option<i8>,
    },
    /// "last December".
    Month {
        /// 1 to 12.
        month: i8,
        /// Which.
        which: Which,
    },
    /// "yesterday", "this week", "next year".
    Unit {
        /// Unit.
        unit: Unit,
        /// So many after the anchor's own.
        offset: i8,
    },
    /// "on Monday", "last Friday".
    Weekday {
        /// Monday is 1.
        weekday: i8,
        /// Which.
        which: Which,
    },
    /// "Friday of next week".
    WeekdayOf {
        /// Monday is 1.
        weekday: i8,
        /// So many weeks after the anchor's.
        week: i8,
    },
    /// A quarter.
    Quarter {
        /// 1 to 4.
        quarter: i8,
        /// Year.
        year: Year,
    },
    /// Half a year.
    HalfYear {
        /// 1 or 2.
        half: i8,
        /// Year.
        year: Year,
    },
    /// A season; winter begins the year it is named with.
    Season {
        /// Winter is 1.
        season: i8,
        /// Year.
        year: Year,
        /// Which, where no year is said.
        which: Which,
    },
    /// "the 1990s".
    Decade(i16),
    /// "two years ago" (negative), "in three days" (positive).
    Shift {
        /// Unit.
        unit: Unit,
        /// How many.
        count: i32,
    },
    /// So many units after the day or period told of before ("two days later", "the same year"). Where none is told
    /// of, the anchor may stand for it or not.
    Told {
        /// Unit.
        unit: Unit,
        /// How many.
        count: i32,
        /// Whether the anchor may stand for it.
        anchored: bool,
    },
    /// A day of a month that is not named ("on the 15th").
    MonthDay {
        /// 1 to 31.
        day: i8,
    },
    /// A century; the twentieth is 20.
    Century(i8),
    /// A time within the anchor's own day ("at 3 p.m.", "сейчас").
    Clock,
    /// The last units before the anchor ("the past 24 hours").
    Lately {
        /// Unit.
        unit: Unit,
        /// How many.
        count: i32,
    },
    /// The week before the anchor.
    Recent,
    /// The week after it.
    Coming,
    /// A time word that names no interval ("several days ago", "two hours").
    Vague,
}

/// A period or a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Period.
    pub core: Core,
    /// Part of it.
    pub part: Option<Part>,
}

impl Point {
    pub(crate) const fn of(core: Core) -> Self {
        Self { core, part: None }
    }

    /// Finest thing said: whether this is a single day.
    pub(crate) const fn is_day(&self) -> bool {
        matches!(
            self.core,
            Core::MonthDay { .. }
                | Core::Told { unit: Unit::Day | Unit::Hour | Unit::Minute, .. }
                | Core::Date { day: Some(_), .. }
                | Core::Weekday { .. }
                | Core::WeekdayOf { .. }
                | Core::Unit { unit: Unit::Day, .. }
                | Core::Shift { unit: Unit::Day | Unit::Hour | Unit::Minute, .. }
        )
    }
}

/// How the time said bounds the deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// In it.
    At,
    /// From it on.
    Since,
    /// Up to it.
    Until,
    /// Not later than it.
    By,
    /// Later than it.
    After,
    /// Between the anchor and it.
    Within,
}

/// An expression as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// The period, or the first of a range.
    pub from: Point,
    /// The last of a range.
    pub to: Option<Point>,
    /// Bound.
    pub bound: Bound,
}
