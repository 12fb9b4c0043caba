//! When to ask again.

use std::hash::{DefaultHasher, Hasher as _};
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// The longest pause that failures lead to, and that a server's `max-age` is believed for.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// The longest silence that a server may ask for.
const SILENCE: Duration = Duration::from_secs(7 * 24 * 3600);

/// The pause after so many failures in a row: doubled each time, a fifth more or less.
pub(crate) fn back_off(interval: Duration, failures: u32, key: &str) -> Duration {
    let doubled = interval.saturating_mul(1 << failures.min(12)).min(LONGEST.max(interval));
    spread(doubled, &(key, failures))
}

/// A fifth more or less, so that feeds that failed together are not asked together.
pub(crate) fn spread(time: Duration, key: &impl std::hash::Hash) -> Duration {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    let share = f64::from(u32::try_from(hasher.finish() % 1000).unwrap_or(0)) / 1000.0;
    time.mul_f64(0.8 + 0.4 * share)
}

/// What `Retry-After` asks for: seconds or a date.
pub(crate) fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds).min(SILENCE));
    }
    let at = DateTimeParser::new().relaxed_weekday(true).parse_timestamp(value).ok()?;
    let seconds = u64::try_from(at.as_second() - now.as_second()).unwrap_or(0);
    Some(Duration::from_secs(seconds).min(SILENCE))
}

/// How long `Cache-Control` says that an answer is good.
pub(crate) fn max_age(value: &str) -> Option<Duration> {
    let seconds = value
        .split(',')
        .find_map(|part| part.trim().strip_prefix("max-age=")?.trim_matches('"').parse().ok());
    seconds.map(|s| Duration::from_secs(s).min(LONGEST))
}

/// A time so much later.
pub(crate) fn later(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_add(by).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_day_and_differ() {
        let half_hour = Duration::from_secs(1800);
        let pause = |n| back_off(half_hour, n, "https://example.org/rss").as_secs();
        assert!(pause(1) >= 2880 && pause(1) <= 4320, "{}", pause(1));
        assert!(pause(3) > pause(1));
        assert!(pause(40) <= 24 * 3600 * 6 / 5);
        assert_ne!(back_off(half_hour, 3, "a"), back_off(half_hour, 3, "b"));
        let week = Duration::from_secs(7 * 86_400);
        assert!(back_off(week, 5, "a") >= week.mul_f64(0.8));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2024-07-04T12:00:00Z".parse().expect("time");
        assert_eq!(retry_after(" 120 ", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Thu, 04 Jul 2024 12:10:00 GMT", now), Some(Duration::from_secs(600)));
        assert_eq!(retry_after("Thu, 04 Jul 2024 11:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
        assert_eq!(retry_after("99999999999", now), Some(SILENCE));
        assert_eq!(max_age("public, max-age=7200"), Some(Duration::from_secs(7200)));
    }
}
