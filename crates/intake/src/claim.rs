//! What a page claims of its article, every source beside the others, and which claim of the day is believed.

use legation_model::Day;

use crate::stamp::Stamp;

/// One value that a page gives for a field, where it was read, and how sure such a value is.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// `published`, `updated`, `title`, `publisher`, `author`, `section`, `url` or `lang`.
    pub field: &'static str,
    /// The value as read; a day (with its time) where it was understood as one.
    pub value: String,
    /// `carrier`, `json-ld`, `opengraph`, `microdata`, `dublin-core`, `meta`, `time`, `script`, `title`, `link`, `html`, `line` or `url`.
    pub from: &'static str,
    /// How often such a value is right, from 0 to 1.
    pub confidence: f32,
}

/// A day of publication as one source has it.
#[derive(Debug, Clone)]
pub(crate) struct Dated {
    pub(crate) day: Day,
    /// The day if month and day were written the other way round.
    other: Option<Day>,
    pub(crate) time: Option<String>,
    pub(crate) from: &'static str,
    pub(crate) weight: f32,
}

impl Dated {
    /// `month_first`: the page is of a country that writes the month before the day.
    pub(crate) fn of(stamp: &Stamp, from: &'static str, weight: f32, month_first: bool) -> Self {
        let (day, other) = match stamp.other {
            Some(other) if month_first => (other, Some(stamp.day)),
            other => (stamp.day, other),
        };
        Self { day, other, time: stamp.time.clone(), from, weight }
    }

    pub(crate) fn day(day: Day, from: &'static str, weight: f32) -> Self {
        Self { day, other: None, time: None, from, weight }
    }

    /// The date as `YYYY-MM-DD` with its time.
    pub(crate) fn written(&self) -> String {
        self.time.as_ref().map_or_else(|| self.day.to_string(), |time| format!("{} {time}", self.day))
    }

    /// How much this source speaks for `day`. One day off is often the same moment in another time zone.
    fn support(&self, day: Day) -> f32 {
        if self.day == day {
            self.weight
        } else if self.other == Some(day) {
            self.weight * 0.5
        } else if (self.day - day).get_days().abs() == 1 {
            self.weight * 0.3
        } else {
            0.0
        }
    }
}

/// The day that the sources together speak most for, as its best source has it, and how sure it is.
pub(crate) fn believed(list: &[Dated]) -> Option<(Dated, f32)> {
    let sum = |day: Day| {
        let mut doubt = 1.0;
        for (i, dated) in list.iter().enumerate() {
            // A source that repeats itself says no more; what it says first is what it means.
            if list[..i].iter().any(|d| d.from == dated.from && d.weight >= dated.weight) {
                continue;
            }
            doubt *= 1.0 - dated.support(day);
        }
        1.0 - doubt
    };
    let days = list.iter().flat_map(|d| std::iter::once(d.day).chain(d.other));
    let mut best: Option<(f32, Day)> = None;
    for day in days {
        let score = sum(day);
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, day));
        }
    }
    let (score, day) = local(list, best?);
    let mut saying: Vec<&Dated> = list.iter().filter(|d| d.day == day || d.other == Some(day)).collect();
    saying.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let first = saying.first()?;
    let time = saying.iter().find_map(|d| d.time.clone());
    Some((Dated { day, other: None, time, from: first.from, weight: first.weight }, score))
}

/// Machines write the moment in universal time; where line and address both have the day before or after, they have the day of the place.
fn local(list: &[Dated], best: (f32, Day)) -> (f32, Day) {
    let universal = list.iter().filter(|d| d.day == best.1).all(|d| {
        !matches!(d.from, "line" | "url")
            && d.time.as_deref().is_none_or(|t| t.ends_with("+00:00") || t.len() == 5)
    });
    let by_line = list.iter().find(|d| d.from == "line" && d.weight > 0.6);
    let by_address = list.iter().find(|d| d.from == "url");
    match (by_line, by_address) {
        (Some(line), Some(url))
            if universal && line.day == url.day && (line.day - best.1).get_days().abs() == 1 =>
        {
            (best.0, line.day)
        }
        _ => best,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamp::stamp;

    fn dated(text: &str, from: &'static str, weight: f32) -> Dated {
        Dated::of(&stamp(text).expect("a date"), from, weight, false)
    }

    #[test]
    fn agreement_beats_rank() {
        let list = [
            dated("2024-07-09T10:00:00Z", "json-ld", 0.92),
            dated("2024-07-04T10:00:00Z", "opengraph", 0.9),
            dated("4 July 2024", "line", 0.75),
        ];
        let (day, sure) = believed(&list).expect("a day");
        assert_eq!((day.written().as_str(), day.from), ("2024-07-04 10:00+00:00", "opengraph"));
        assert!(sure > 0.95);
    }

    #[test]
    fn another_source_turns_day_and_month() {
        let list = [dated("07/04/2024", "line", 0.8), Dated::day(Day::constant(2024, 7, 4), "url", 0.7)];
        assert_eq!(believed(&list).expect("a day").0.day.to_string(), "2024-07-04");
        assert_eq!(believed(&list[..1]).expect("a day").0.day.to_string(), "2024-04-07");
    }

    #[test]
    fn a_moment_in_two_time_zones_keeps_the_better_source() {
        let list =
            [dated("2024-07-04T22:30:00Z", "json-ld", 0.92), dated("5 July 2024, 01:30", "line", 0.75)];
        assert_eq!(believed(&list).expect("a day").0.day.to_string(), "2024-07-04");
    }

    #[test]
    fn the_day_of_the_place() {
        let list = [
            dated("2024-07-05T01:30:00Z", "json-ld", 0.92),
            dated("July 4, 2024", "line", 0.78),
            Dated::day(Day::constant(2024, 7, 4), "url", 0.7),
        ];
        assert_eq!(believed(&list).expect("a day").0.day.to_string(), "2024-07-04");
    }

    #[test]
    fn nothing_said_nothing_believed() {
        assert!(believed(&[]).is_none());
    }
}
