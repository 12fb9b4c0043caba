//! Parts of periods.

use legation_model::{Day, Precision};

use super::resolve::{Interval, exact, first, last, plus_days};
use super::value::Part;

/// A part of a period.
pub(super) fn cut(whole: Interval, part: Part, anchor: Option<Day>) -> Option<Interval> {
    let (start, end, precision) = whole;
    match part {
        Part::Earlier => {
            let anchor = anchor?;
            return (anchor >= start).then(|| (start, end.min(anchor), Precision::Part));
        }
        Part::Later => {
            let anchor = anchor?;
            return (anchor <= end).then(|| (start.max(anchor), end, Precision::Part));
        }
        Part::Away(unit, count) => {
            let far = exact(if count > 0 { end } else { start }, unit, count)?;
            return Some((far, far, Precision::Day));
        }
        Part::NightBefore => return Some((plus_days(start, -1)?, start, Precision::Range)),
        Part::Days(from, to) => {
            let at = |n: i8| {
                if n > 0 { plus_days(start, i64::from(n) - 1) } else { plus_days(end, i64::from(n) + 1) }
            };
            let (a, b) = (at(from)?, at(to)?);
            return (start <= a && a <= b && b <= end).then_some((a, b, Precision::Part));
        }
        _ => {}
    }
    let (y, m) = (start.year(), start.month());
    let within = |a: i8, b: i8| Some((Day::new(y, m, a).ok()?, Day::new(y, m, b).ok()?, Precision::Part));
    let months = |a: i8, b: i8| Some((first(y, a)?, last(y, b)?, Precision::Part));
    match (precision, part) {
        (Precision::Year, Part::Beginning) => months(1, 1),
        (Precision::Year, Part::Middle) => months(6, 7),
        (Precision::Year, Part::End) => months(12, 12),
        (Precision::Year, Part::FirstHalf) => months(1, 6),
        (Precision::Year, Part::SecondHalf) => months(7, 12),
        (Precision::Month, Part::Beginning) => within(1, 10),
        (Precision::Month, Part::Middle) => within(11, 20),
        (Precision::Month, Part::End) => within(21, end.day()),
        (Precision::Month, Part::FirstHalf) => within(1, 15),
        (Precision::Month, Part::SecondHalf) => within(16, end.day()),
        (Precision::Quarter, Part::Beginning) => months(m, m),
        (Precision::Quarter, Part::Middle) => months(m + 1, m + 1),
        (Precision::Quarter, Part::End) => months(m + 2, m + 2),
        // Decades and centuries by whole years.
        (Precision::Range, _) if end.year() - y >= 9 => {
            let years = end.year() - y + 1;
            let slice = |a: i16, b: i16| {
                Some((first(y + years * a / 10, 1)?, last(y + years * b / 10 - 1, 12)?, Precision::Part))
            };
            match part {
                Part::Beginning => slice(0, 4),
                Part::Middle => slice(4, 7),
                Part::End => slice(7, 10),
                Part::FirstHalf => slice(0, 5),
                _ => slice(5, 10),
            }
        }
        // Any other period is cut in thirds or halves by days.
        _ => {
            let days = i64::from(start.until(end).ok()?.get_days()) + 1;
            let piece = |from: i64, to: i64| {
                Some((plus_days(start, from)?, plus_days(start, to - 1)?, Precision::Part))
            };
            match part {
                Part::Beginning => piece(0, (days / 3).max(1)),
                Part::Middle => piece(days / 3, (days * 2 / 3).max(days / 3 + 1)),
                Part::End => piece(days * 2 / 3, days),
                Part::FirstHalf => piece(0, (days / 2).max(1)),
                _ => piece(days / 2, days),
            }
        }
    }
}
