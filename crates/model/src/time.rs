//! Dates as intervals.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Evidence;

/// A calendar day.
pub type Day = jiff::civil::Date;

/// How finely a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Precision {
    Minute,
    Hour,
    Day,
    Week,
    Part,
    Month,
    Quarter,
    Year,
    Range,
}

/// An interval of days, both ends inclusive; an open end is `null`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DateRef {
    /// First day, `YYYY-MM-DD`.
    #[schemars(with = "Option<String>")]
    pub start: Option<Day>,
    /// Last day, `YYYY-MM-DD`.
    #[schemars(with = "Option<String>")]
    pub end: Option<Day>,
    /// How finely it is known.
    pub precision: Precision,
    /// Clock time `HH:MM`, with its declared offset if any; only of a publication date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Where a publication date was read: `line`, `url`, `dateline`, `metadata`…
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The expression in the article's text; `null` where it was read outside of it.
    pub span: Option<Evidence>,
}

impl DateRef {
    /// One day.
    pub fn day(day: Day, span: Option<Evidence>) -> Self {
        Self { start: Some(day), end: Some(day), precision: Precision::Day, time: None, from: None, span }
    }

    /// An interval of days, both inclusive.
    pub fn interval(
        start: Option<Day>,
        end: Option<Day>,
        precision: Precision,
        span: Option<Evidence>,
    ) -> Self {
        Self { start, end, precision, time: None, from: None, span }
    }
}
