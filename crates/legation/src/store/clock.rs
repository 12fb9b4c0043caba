//! The time of day, for what tells when something was added. Nothing that is read depends on it.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now, as `2025-01-31T09:30:00Z`.
pub(crate) fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    let day = legation_store::day_of(days).map_or_else(|| "1970-01-01".to_owned(), |d| d.to_string());
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{day}T{hour:02}:{minute:02}:{second:02}Z")
}
