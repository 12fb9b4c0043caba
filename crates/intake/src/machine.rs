//! Dates as machines write them: the forms that people write, and seconds or milliseconds since 1970.

use legation_model::Day;

use crate::stamp::{Role, Stamp, stamp};

/// First and last second that is taken for a date: 1995 to 2099.
const SECONDS: std::ops::Range<i64> = 788_918_400..4_102_444_800;

/// The date of a value in metadata.
pub(crate) fn machine(text: &str) -> Option<Stamp> {
    let text = text.trim();
    let bare = text.trim_start_matches("/Date(").trim_end_matches(")/");
    if bare.len() >= 10
        && bare.bytes().all(|b| b.is_ascii_digit())
        && let Some(found) = bare.parse().ok().and_then(since_1970)
    {
        return Some(found);
    }
    // Nothing was published before there were pages; what machines write for "never" is no date.
    stamp(text).filter(|s| s.day.year() > 1994 || (s.day.year() > 1900 && s.day.year() != 1970))
}

fn since_1970(number: i64) -> Option<Stamp> {
    let seconds = if SECONDS.contains(&number) { number } else { number / 1000 };
    if !SECONDS.contains(&seconds) {
        return None;
    }
    let at = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    let day: Day = at.date();
    let time = format!("{:02}:{:02}+00:00", at.hour(), at.minute());
    Some(Stamp {
        day,
        other: None,
        time: Some(time),
        role: Role::Plain,
        strangers: 0,
        start: 0,
        end: 0,
        time_end: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_milliseconds() {
        for (text, want) in [
            ("1720120800", Some("2024-07-04")),
            ("1720120800123", Some("2024-07-04")),
            ("/Date(1720120800000)/", Some("2024-07-04")),
            ("20240704", Some("2024-07-04")),
            ("202407041925", None),
            ("1234567", None),
            ("1970-01-01T00:00:00Z", None),
            ("0001-01-01", None),
        ] {
            assert_eq!(machine(text).map(|s| s.day.to_string()).as_deref(), want, "{text}");
        }
    }
}
