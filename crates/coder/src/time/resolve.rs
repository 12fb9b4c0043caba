//! From values to days.

use jiff::ToSpan;
use legation_model::{Day, Precision};

use super::cut;
use super::value::{Bound, Core, Part, Point, Unit, Value, Which, Year};
use super::{Direction, Resolved, View};

pub(super) type Interval = (Day, Day, Precision);

/// Days that a story may go on after the day it tells first.
const SLACK: i64 = 31;

/// Resolves `value` seen from `anchor`; `None` where it names no interval or needs an anchor that is not there.
pub(super) fn resolve(value: &Value, view: &View, toward: Direction) -> Option<Resolved> {
    let Value { from, to, bound } = value;
    if let Some(to) = to {
        let (start, end) = range(from, to, view, toward)?;
        return Some(Resolved {
            start: Some(start),
            end: Some(end),
            precision: Precision::Range,
            open_end: false,
        });
    }
    // "in three days", "within a week" of a past deed count from some other day.
    if let Core::Shift { unit, count: count @ 1.. } = from.core
        && toward == Direction::Past
    {
        let told = Core::Told { unit, count, anchored: false };
        return match bound {
            Bound::At => Some(single(core(&told, view, toward)?)),
            _ => None,
        };
    }
    if let (Bound::Within, Core::Shift { unit, count }) = (bound, from.core) {
        let start = view.day()?;
        let end = exact(start, unit, count)?;
        return Some(Resolved {
            start: Some(start),
            end: Some(end),
            precision: Precision::Range,
            open_end: false,
        });
    }
    let (start, end, precision) = point(from, view, toward)?;
    Some(match bound {
        Bound::At => Resolved { start: Some(start), end: Some(end), precision, open_end: false },
        // "since the beginning of the year"
        Bound::Since if from.part == Some(Part::Beginning) => {
            let end = view.day().filter(|&a| a >= start).unwrap_or(end);
            Resolved { start: Some(start), end: Some(end), precision: Precision::Range, open_end: true }
        }
        Bound::Since | Bound::After => {
            Resolved { start: Some(start), end: Some(end), precision, open_end: true }
        }
        Bound::Until | Bound::By | Bound::Within => {
            let open = view.day().filter(|&a| toward != Direction::Past && a <= end);
            let precision = if open.is_some() && open != Some(end) { Precision::Range } else { precision };
            let start = if *bound == Bound::By && toward == Direction::Past { Some(start) } else { open };
            Resolved { start, end: Some(end), precision, open_end: false }
        }
    })
}

fn range(from: &Point, to: &Point, view: &View, toward: Direction) -> Option<(Day, Day)> {
    let full = |p: &Point| !needs_anchor(p);
    // "today", "next Friday", "last month" are seen from the anchor, "Friday" and "June" from the other end.
    let fixed = |p: &Point| {
        full(p)
            || matches!(
                p.core,
                Core::Unit { .. }
                    | Core::Shift { .. }
                    | Core::WeekdayOf { .. }
                    | Core::Weekday { which: Which::Last | Which::Next, .. }
            )
    };
    let (start, end) = if full(from) || fixed(to) || toward == Direction::Past {
        let start = point(from, view, toward)?.0;
        let end = if fixed(to) {
            point(to, view, toward)?.1
        } else {
            point(to, &view.from(start), Direction::Future)?.1
        };
        (start, end)
    } else {
        let end = point(to, view, toward)?.1;
        (point(from, &view.from(end), Direction::Past)?.0, end)
    };
    (start <= end).then_some((start, end))
}

/// Whether the point says too little to stand by itself.
pub(super) fn needs_anchor(p: &Point) -> bool {
    !matches!(
        p.core,
        Core::Date { year: Year::Of(_), .. }
            | Core::Quarter { year: Year::Of(_), .. }
            | Core::HalfYear { year: Year::Of(_), .. }
            | Core::Season { year: Year::Of(_), .. }
            | Core::Decade(_)
            | Core::Century(_)
    )
}

/// One interval by itself.
fn single((start, end, precision): Interval) -> Resolved {
    Resolved { start: Some(start), end: Some(end), precision, open_end: false }
}

fn point(p: &Point, view: &View, toward: Direction) -> Option<Interval> {
    let whole = core(&p.core, view, toward)?;
    match p.part {
        None => Some(whole),
        Some(part) => cut::cut(whole, part, view.day()),
    }
}

fn core(core: &Core, view: &View, toward: Direction) -> Option<Interval> {
    match *core {
        Core::Date { year: Year::Of(y), month, day, .. } => calendar(y, month, day),
        Core::Decade(y) => Some((first(y, 1)?, last(y.checked_add(9)?, 12)?, Precision::Range)),
        Core::Quarter { quarter, year: Year::Of(y) } => quarter_of(y, quarter),
        Core::HalfYear { half, year: Year::Of(y) } => half_of(y, half),
        Core::Season { season, year: Year::Of(y), .. } => season_of(y, season),
        Core::Century(n) => century(i16::from(n)),
        Core::Told { unit, count, anchored } => {
            let told = match toward {
                Direction::Future => view.told[1],
                _ => view.told[0],
            };
            let anchor = || view.day().filter(|_| anchored || toward == Direction::Nearest).map(|d| (d, d));
            let (start, end) = told.or_else(anchor)?;
            // A day is counted from a day.
            let day = matches!(unit, Unit::Minute | Unit::Hour | Unit::Day | Unit::Week);
            if day
                && start != end
                && !(unit == Unit::Week && start.until(end).is_ok_and(|s| s.get_days() < 7))
            {
                return None;
            }
            shift(if count > 0 { end } else { start }, None, unit, count)
        }
        _ => relative(core, view.day()?, view, toward),
    }
}

/// What needs an anchor.
fn relative(core: &Core, anchor: Day, view: &View, toward: Direction) -> Option<Interval> {
    let this = anchor.year();
    let year_after = |n: i8| this.checked_add(i16::from(n));
    let around = || [this - 1, this, this + 1].into_iter();
    match *core {
        Core::Date { year: Year::Relative(n), month, day, .. } => calendar(year_after(n)?, month, day),
        Core::Date { month, day, weekday, .. } => {
            let all = || (this - 4..=this + 4).filter_map(|y| calendar(y, month, day));
            // The weekday, where it is said, outweighs nearness.
            if let Some(w) = weekday {
                let named = all().filter(|i| i.0.weekday().to_monday_one_offset() == w);
                let near = choose(named, anchor, toward)
                    .filter(|i| anchor.until(i.0).is_ok_and(|s| s.get_days().abs() < 300));
                if near.is_some() {
                    return near;
                }
            }
            // What goes on after a day of the story is of the same summer ("signed on 17 June 2018 … ratified in July").
            let anchor = match toward {
                Direction::Past if view.story => plus_days(anchor, SLACK)?,
                _ => anchor,
            };
            let near = choose(all(), anchor, toward)?;
            // 29 February of another leap year is not meant.
            let far = day.is_some() && anchor.until(near.0).is_ok_and(|s| s.get_days().abs() > 366);
            (!far).then_some(near)
        }
        Core::Month { month, which } => {
            let toward = match which {
                Which::This | Which::Any => return calendar(this, Some(month), None),
                Which::Last => Direction::Past,
                Which::Next | Which::Coming => Direction::Future,
            };
            let own = anchor.month() == month;
            let months = around().filter_map(|y| calendar(y, Some(month), None));
            choose(months.filter(|i| !own || i.0.year() != this), anchor, toward)
        }
        Core::Unit { unit, offset } => unit_at(anchor, unit, offset),
        Core::Weekday { weekday, which } => {
            let here = anchor.weekday().to_monday_one_offset();
            let ahead = i64::from((weekday - here).rem_euclid(7));
            let back = i64::from((here - weekday).rem_euclid(7));
            let shift = match which {
                Which::Last => -(if back == 0 { 7 } else { back }),
                Which::Next => i64::from(7 - here + weekday),
                Which::Coming => ahead,
                Which::This if toward != Direction::Past => ahead,
                Which::Any | Which::This => match toward {
                    Direction::Past => -back,
                    Direction::Future => ahead,
                    Direction::Nearest => {
                        if ahead < back {
                            ahead
                        } else {
                            -back
                        }
                    }
                },
            };
            Some(day(plus_days(anchor, shift)?))
        }
        Core::WeekdayOf { weekday, week } => {
            let monday = unit_at(anchor, Unit::Week, week)?.0;
            Some(day(plus_days(monday, i64::from(weekday) - 1)?))
        }
        Core::Quarter { quarter, year } => match year {
            Year::Relative(n) => quarter_of(year_after(n)?, quarter),
            _ => choose(around().filter_map(|y| quarter_of(y, quarter)), anchor, toward),
        },
        Core::HalfYear { half, year } => match year {
            Year::Relative(n) => half_of(year_after(n)?, half),
            _ => choose(around().filter_map(|y| half_of(y, half)), anchor, toward),
        },
        Core::Season { season, year, which } => match (year, which) {
            (Year::Relative(n), _) => season_of(year_after(n)?, season),
            (_, Which::Last) => {
                let over = around().filter_map(|y| season_of(y, season)).filter(|i| i.1 < anchor);
                choose(over, anchor, Direction::Past)
            }
            (_, Which::Next | Which::Coming) => {
                let ahead = around().filter_map(|y| season_of(y, season)).filter(|i| i.0 > anchor);
                choose(ahead, anchor, Direction::Future)
            }
            (_, Which::This) => season_of(this, season),
            (_, Which::Any) => choose(around().filter_map(|y| season_of(y, season)), anchor, toward),
        },
        Core::Shift { unit, count } => shift(anchor, view.minute, unit, count),
        Core::Lately { unit, count } => {
            // "Over the past 15 years" is a length; the last days are days.
            let days = match unit {
                Unit::Hour => count <= 72,
                Unit::Day => count <= 3,
                _ => false,
            };
            if !days && toward != Direction::Nearest {
                return None;
            }
            Some((exact(anchor, unit, -count)?, anchor, Precision::Range)).filter(|i| i.0 <= i.1)
        }
        Core::MonthDay { day: d } => {
            let first = anchor.first_of_month();
            let months = [-2i64, -1, 0, 1, 2].into_iter();
            let days = months
                .filter_map(|n| first.checked_add(n.months()).ok())
                .filter_map(|m| calendar(m.year(), Some(m.month()), Some(d)));
            choose(days, anchor, toward)
        }
        Core::Clock => Some(day(anchor)),
        Core::Recent => match toward {
            Direction::Future => Some((anchor, plus_days(anchor, 7)?, Precision::Week)),
            _ => Some((plus_days(anchor, -7)?, plus_days(anchor, -1)?, Precision::Week)),
        },
        Core::Coming => Some((anchor, plus_days(anchor, 7)?, Precision::Week)),
        Core::Vague | Core::Decade(_) | Core::Century(_) | Core::Told { .. } => None,
    }
}

/// Latest that begins not after the anchor, earliest that ends not before it, or the nearest.
fn choose(all: impl Iterator<Item = Interval>, anchor: Day, toward: Direction) -> Option<Interval> {
    match toward {
        Direction::Past => all.filter(|i| i.0 <= anchor).max_by_key(|i| i.0),
        Direction::Future => all.filter(|i| i.1 >= anchor).min_by_key(|i| i.0),
        Direction::Nearest => all.min_by_key(|i| anchor.until(i.0).map_or(i32::MAX, |s| s.get_days().abs())),
    }
}

fn calendar(year: i16, month: Option<i8>, day_of: Option<i8>) -> Option<Interval> {
    match (month, day_of) {
        (Some(m), Some(d)) => Some(day(Day::new(year, m, d).ok()?)),
        (Some(m), None) => Some((first(year, m)?, last(year, m)?, Precision::Month)),
        (None, _) => Some((first(year, 1)?, last(year, 12)?, Precision::Year)),
    }
}

pub(super) fn first(year: i16, month: i8) -> Option<Day> {
    Day::new(year, month, 1).ok()
}

pub(super) fn last(year: i16, month: i8) -> Option<Day> {
    first(year, month).map(Day::last_of_month)
}

const fn day(day: Day) -> Interval {
    (day, day, Precision::Day)
}

pub(super) fn plus_days(day: Day, n: i64) -> Option<Day> {
    day.checked_add(n.days()).ok()
}

fn quarter_of(year: i16, quarter: i8) -> Option<Interval> {
    let month = (quarter - 1).checked_mul(3)? + 1;
    Some((first(year, month)?, last(year, month + 2)?, Precision::Quarter))
}

fn half_of(year: i16, half: i8) -> Option<Interval> {
    let month = (half - 1).checked_mul(6)? + 1;
    Some((first(year, month)?, last(year, month + 5)?, Precision::Range))
}

fn season_of(year: i16, season: i8) -> Option<Interval> {
    let month = (season - 1).checked_mul(3)?;
    let start = if month == 0 { first(year.checked_sub(1)?, 12)? } else { first(year, month)? };
    Some((start, last(year, month + 2)?, Precision::Range))
}

fn century(n: i16) -> Option<Interval> {
    let start = n.checked_sub(1)?.checked_mul(100)?.checked_add(1)?;
    Some((first(start, 1)?, last(start.checked_add(99)?, 12)?, Precision::Range))
}

/// The calendar unit `offset` after the one that holds `anchor`.
fn unit_at(anchor: Day, unit: Unit, offset: i8) -> Option<Interval> {
    let n = i64::from(offset);
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Some(day(plus_days(anchor, n)?)),
        Unit::Week | Unit::Weekend => {
            let back = i64::from(anchor.weekday().to_monday_one_offset()) - 1;
            let monday = plus_days(anchor, n * 7 - back)?;
            let start = if unit == Unit::Weekend { plus_days(monday, 5)? } else { monday };
            let precision = if unit == Unit::Weekend { Precision::Range } else { Precision::Week };
            Some((start, plus_days(monday, 6)?, precision))
        }
        Unit::Month => {
            let then = anchor.first_of_month().checked_add(n.months()).ok()?;
            calendar(then.year(), Some(then.month()), None)
        }
        Unit::Quarter => {
            let then = anchor.first_of_month().checked_add((n * 3).months()).ok()?;
            quarter_of(then.year(), (then.month() - 1) / 3 + 1)
        }
        Unit::HalfYear => {
            let then = anchor.first_of_month().checked_add((n * 6).months()).ok()?;
            half_of(then.year(), (then.month() - 1) / 6 + 1)
        }
        Unit::Year => calendar(anchor.year().checked_add(i16::from(offset))?, None, None),
        Unit::Decade => {
            let year = anchor.year().div_euclid(10).checked_add(i16::from(offset))?.checked_mul(10)?;
            Some((first(year, 1)?, last(year.checked_add(9)?, 12)?, Precision::Range))
        }
        Unit::Century => century((anchor.year() - 1).div_euclid(100) + 1 + i16::from(offset)),
    }
}

/// "N units ago": the day, week, month or year that lies so far away.
fn shift(anchor: Day, minute: Option<u16>, unit: Unit, count: i32) -> Option<Interval> {
    let n = i64::from(count.clamp(-5000, 5000));
    match unit {
        Unit::Minute | Unit::Hour => {
            let minutes = if unit == Unit::Hour { n * 60 } else { n };
            let days = match minute {
                Some(now) => (i64::from(now) + minutes).div_euclid(24 * 60),
                None => minutes / (24 * 60),
            };
            Some(day(plus_days(anchor, days)?))
        }
        Unit::Day => Some(day(plus_days(anchor, n)?)),
        Unit::Week | Unit::Weekend => unit_at(plus_days(anchor, n * 7)?, Unit::Week, 0),
        Unit::Month => unit_at(anchor.checked_add(n.months()).ok()?, Unit::Month, 0),
        Unit::Quarter => unit_at(anchor.checked_add((n * 3).months()).ok()?, Unit::Month, 0),
        Unit::HalfYear => unit_at(anchor.checked_add((n * 6).months()).ok()?, Unit::Month, 0),
        Unit::Year => unit_at(anchor.checked_add(n.years()).ok()?, Unit::Year, 0),
        Unit::Decade => unit_at(anchor.checked_add((n * 10).years()).ok()?, Unit::Year, 0),
        Unit::Century => unit_at(anchor.checked_add((n * 100).years()).ok()?, Unit::Year, 0),
    }
}

/// The day so many units away.
pub(super) fn exact(anchor: Day, unit: Unit, count: i32) -> Option<Day> {
    let n = i64::from(count.clamp(-5000, 5000));
    let span = match unit {
        Unit::Minute => (n / (24 * 60)).days(),
        Unit::Hour => (n / 24).days(),
        Unit::Day => n.days(),
        Unit::Week | Unit::Weekend => (n * 7).days(),
        Unit::Month => n.months(),
        Unit::Quarter => (n * 3).months(),
        Unit::HalfYear => (n * 6).months(),
        Unit::Year => n.years(),
        Unit::Decade => (n * 10).years(),
        Unit::Century => (n * 100).years(),
    };
    anchor.checked_add(span).ok()
}
