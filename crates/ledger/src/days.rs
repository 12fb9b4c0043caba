//! Days as numbers, and intervals of them.

use legation_model::{DateRef, Day};
use serde::{Deserialize, Serialize};

/// An interval of days, both ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Days {
    /// First day.
    pub start: Day,
    /// Last day.
    pub end: Day,
}

impl Days {
    /// One day.
    pub fn on(day: Day) -> Self {
        Self { start: day, end: day }
    }

    /// Both ends of a date, where it has both and they stand in order.
    pub fn of(date: &DateRef) -> Option<Self> {
        let (start, end) = (date.start?, date.end?);
        (start <= end).then_some(Self { start, end })
    }

    /// How many days it takes.
    pub fn length(self) -> i64 {
        between(self.start, self.end) + 1
    }

    /// Whether `day` lies in it.
    pub fn holds(self, day: Day) -> bool {
        self.start <= day && day <= self.end
    }

    /// Whether the two share a day.
    pub fn meets(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// As the tables show it: one day, or both ends with `..` between.
    pub fn shown(self) -> String {
        if self.start == self.end { self.start.to_string() } else { format!("{}..{}", self.start, self.end) }
    }
}

/// Days from `a` to `b`, negative when `b` is earlier.
pub fn between(a: Day, b: Day) -> i64 {
    b.duration_since(a).as_hours() / 24
}

/// The day `days` later, held at the ends of the calendar.
pub fn later(day: Day, days: i64) -> Day {
    day.saturating_add(jiff::Span::new().days(days.clamp(-100_000, 100_000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_count_both_ends() {
        let day = |d| Day::constant(2024, 2, d);
        assert_eq!(Days { start: day(28), end: Day::constant(2024, 3, 1) }.length(), 3);
        assert_eq!(between(day(10), day(8)), -2);
        assert_eq!(later(day(28), 2), Day::constant(2024, 3, 1));
        assert_eq!(later(Day::MAX, 5), Day::MAX);
    }
}
