//! When the article was published, and what says so.

use std::ops::Range;

use legation_model::{DateRef, Day, Precision};

use crate::claim::Claim;
use crate::furniture::{opens_text, stamped};
use crate::lexicon::{STAMP_WORDS, StampWord};
use crate::stamp::{Role, Stamp, stamp};
use crate::unit::Unit;

/// All that tells when a text was published.
pub(crate) struct Dates<'a> {
    /// What the carrier says.
    pub(crate) known: Option<&'a str>,
    pub(crate) address: Option<&'a str>,
    pub(crate) units: &'a [Unit],
    /// The unit of the headline.
    pub(crate) title: Option<usize>,
    /// The units of the text.
    pub(crate) body: &'a Range<usize>,
    /// The first unit of a comment section.
    pub(crate) comments: usize,
}

/// The weight of a stamp that is as sure as one can be.
const SURE: f32 = 8.0;

impl Dates<'_> {
    /// The date of publication out of metadata, stamps around the headline, labelled stamps elsewhere and the address.
    pub(crate) fn published(&self) -> Option<DateRef> {
        if let Some(stamp) = self.known.and_then(stamp) {
            return Some(date_ref(&stamp, "metadata"));
        }
        let stamps = self.stamps();
        let mut best: Option<(f32, &Stamp)> = None;
        for (score, stamp) in stamps {
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, stamp));
            }
        }
        let by_address = self.address.and_then(in_address);
        match (best, by_address) {
            (Some((_, stamp)), _) => Some(date_ref(stamp, "line")),
            (None, Some(day)) => Some(DateRef { from: Some("url".into()), ..DateRef::day(day, None) }),
            (None, None) => None,
        }
    }

    /// Every day that carrier, lines and address give.
    pub(crate) fn claims(&self) -> Vec<Claim> {
        let claim = |value, from, confidence| Claim { field: "published", value, from, confidence };
        let written =
            |s: &Stamp| s.time.as_ref().map_or_else(|| s.day.to_string(), |t| format!("{} {t}", s.day));
        let known = self.known.and_then(stamp).map(|s| claim(written(&s), "carrier", 0.95));
        let lines = self.stamps().into_iter().map(|(w, s)| claim(written(s), "line", (w / SURE).min(0.9)));
        let url = self.address.and_then(in_address).map(|day| claim(day.to_string(), "url", 0.7));
        known.into_iter().chain(lines).chain(url).collect()
    }

    /// The stamps that may be the date of publication, with their weights. Dates inside the text or in comments never are.
    fn stamps(&self) -> Vec<(f32, &Stamp)> {
        let by_address = self.address.and_then(in_address);
        let lead = lead(self.units, self.title, self.body);
        // The first line after the text that bears no label.
        let after = &self.units[self.body.end..];
        let other = after.iter().position(|u| u.dropped.is_none() && u.label.is_none());
        let bounds = Bounds { lead, other: other.map_or(self.units.len(), |at| self.body.end + at) };
        let mut found = Vec::new();
        for (i, unit) in self.units.iter().enumerate().take(self.comments) {
            let Some(stamp) = unit.stamp.as_ref().filter(|s| s.role != Role::Other) else { continue };
            let Some(mut score) = place(self.units, i, self.title, self.body, &bounds) else { continue };
            score += match stamp.role {
                Role::Published => 2.5,
                Role::Updated => -1.5,
                _ => 0.0,
            };
            score += if stamp.time.is_some() { 0.6 } else { 0.0 };
            if let Some(day) = by_address {
                let apart = (day - stamp.day).get_days().abs();
                score += match apart {
                    0 => 3.0,
                    1 => 2.0,
                    _ => -2.0,
                };
            }
            if score > 0.0 {
                found.push((score, stamp));
            }
        }
        found
    }
}

fn date_ref(stamp: &Stamp, from: &str) -> DateRef {
    let precision = if stamp.time.is_some() { Precision::Minute } else { Precision::Day };
    DateRef {
        precision,
        time: stamp.time.clone(),
        from: Some(from.to_owned()),
        ..DateRef::day(stamp.day, None)
    }
}

/// Where the text begins, and the first line after it that is neither chrome nor labelled.
struct Bounds {
    lead: usize,
    other: usize,
}

/// How well unit `i` stands for a publication stamp; `None` where none may be read.
fn place(
    units: &[Unit],
    i: usize,
    title: Option<usize>,
    body: &Range<usize>,
    bounds: &Bounds,
) -> Option<f32> {
    let unit = &units[i];
    let labelled = unit.stamp.as_ref().is_some_and(|s| s.role == Role::Published);
    // Ranges cut out of a flattened line: a stamp between sentences, or a labelled one in the footer.
    if let Some(reason) = unit.dropped {
        return match reason {
            "date" => Some(1.0),
            "meta" if labelled => Some(1.0),
            _ => None,
        };
    }
    if !stamped(unit) {
        return None;
    }
    if let Some(label) = unit.label
        && !matches!(label.reason, "meta" | "source" | "views" | "menu" | "share" | "author")
    {
        return None;
    }
    if i < bounds.lead {
        let near = match title {
            Some(title) if i > title => 2.0,
            Some(title) if title - i <= 2 => 1.6,
            Some(_) => 0.6,
            None => 1.5,
        };
        return Some(near);
    }
    if i >= body.end {
        // After the text only the very next line counts, or one that says what it is.
        let next = i <= bounds.other;
        return match (labelled, next) {
            (true, _) => Some(0.6),
            (false, true) if unit.label.is_none() && i < body.end + 2 => Some(0.4),
            _ => None,
        };
    }
    labelled.then_some(0.5)
}

/// The first unit of the text below headline and stamps.
fn lead(units: &[Unit], title: Option<usize>, body: &Range<usize>) -> usize {
    let from = title.map_or(body.start, |t| body.start.max(t + 1));
    (from..body.end).find(|i| opens_text(&units[*i])).unwrap_or(from)
}

/// The day in a web address: `/20250130/`, `/2025/01/30/`, `/2025-01-30-`, `/2025/jan/30/`.
pub(crate) fn in_address(address: &str) -> Option<Day> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).take(60).collect();
    let number =
        |s: &str| (!s.is_empty() && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<u32>().ok())?;
    let day = |y: u32, m: u32, d: u32| {
        if !(1994..2100).contains(&y) {
            return None;
        }
        Day::new(i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()
    };
    for (i, part) in parts.iter().enumerate() {
        let Some(value) = number(part) else { continue };
        if part.len() == 8
            && let Some(day) = day(value / 10000, value / 100 % 100, value % 100)
        {
            return Some(day);
        }
        let (Some(second), Some(third)) = (parts.get(i + 1), parts.get(i + 2)) else { continue };
        if part.len() == 4 && third.len() <= 2 {
            let month = number(second).filter(|_| second.len() <= 2).or_else(|| {
                match STAMP_WORDS.get(second.to_ascii_lowercase().as_str()) {
                    Some(StampWord::Month(month)) => u32::try_from(*month).ok(),
                    _ => None,
                }
            });
            if let Some(day) = month.zip(number(third)).and_then(|(m, d)| day(value, m, d)) {
                return Some(day);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        let cases = [
            ("https://example.org/20250130/word-2057.html", Some("2025-01-30")),
            ("https://example.org/news/2025/01/30/word", Some("2025-01-30")),
            ("https://example.org/world/2025/jan/30/word", Some("2025-01-30")),
            ("https://example.org/2025-01-30-word.html", Some("2025-01-30")),
            ("https://example.org/news/12345678.html", None),
            ("https://example.org/2025/", None),
        ];
        for (address, want) in cases {
            assert_eq!(in_address(address).map(|d| d.to_string()).as_deref(), want, "{address}");
        }
    }
}
