//! Counts of one unit (an article, a sentence) under each key, and their sums with intervals over resampled units.

use std::collections::BTreeMap;

use crate::report::{Attribute, Interval, Miss, Report, Row};

/// How results are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Everything together.
    All,
    /// Language of the article.
    Language,
    /// PLOVER type, step, or type of fact.
    Type,
    /// Category of a set of sentences.
    Category,
}

impl By {
    /// Its name in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            By::All => "all",
            By::Language => "language",
            By::Type => "type",
            By::Category => "category",
        }
    }
}

/// What is counted apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) by: By,
    /// Place of the kind in the report's list of kinds.
    pub(crate) kind: usize,
    pub(crate) value: String,
}

/// Gold and predicted records, and how much of each was matched: for facts a match may be worth less than one.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) gold: f64,
    pub(crate) predicted: f64,
    pub(crate) found: f64,
    pub(crate) right: f64,
}

impl Count {
    /// Whole records.
    pub(crate) fn of(gold: usize, predicted: usize, matched: usize) -> Self {
        let matched = matched as f64;
        Self { gold: gold as f64, predicted: predicted as f64, found: matched, right: matched }
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.found += other.found;
        self.right += other.right;
    }

    fn measures(self) -> [f64; 3] {
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let (p, r) = (share(self.right, self.predicted), share(self.found, self.gold));
        [p, r, share(2.0 * p * r, p + r)]
    }
}

/// What one unit adds.
#[derive(Debug, Default)]
pub(crate) struct Unit {
    pub(crate) counts: Vec<(Key, Count)>,
    /// Attribute of matched records, how right it was.
    pub(crate) attributes: Vec<(Key, &'static str, f64)>,
    pub(crate) misses: Vec<Miss>,
}

/// How intervals are made.
#[derive(Debug, Clone, Copy)]
pub struct Resampling {
    /// How many times; 0: no intervals.
    pub times: usize,
    /// Where the pseudo-random row begins.
    pub seed: u64,
}

/// SplitMix64: small, well spread, the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        // The high half of the product is even enough for so few units.
        ((u128::from(z) * n as u128) >> 64) as usize
    }
}

/// Sums units up.
pub(crate) fn report(
    form: &'static str,
    kinds: &[&'static str],
    units: Vec<Unit>,
    how: Resampling,
) -> Report {
    let mut counts: BTreeMap<Key, Vec<(usize, Count)>> = BTreeMap::new();
    let mut attributes: BTreeMap<(Key, usize), Vec<(usize, f64)>> = BTreeMap::new();
    let mut names: Vec<&'static str> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        for (key, count) in &unit.counts {
            counts.entry(key.clone()).or_default().push((at, *count));
        }
        for (key, name, value) in &unit.attributes {
            let index = names.iter().position(|n| n == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            attributes.entry((key.clone(), index)).or_default().push((at, *value));
        }
    }
    let weights = resamples(units.len(), how);
    let rows = counts
        .into_iter()
        .map(|(key, parts)| {
            let sum = |weight: &dyn Fn(usize) -> f64| {
                let mut total = Count::default();
                for (at, c) in &parts {
                    let w = weight(*at);
                    total.add(Count {
                        gold: c.gold * w,
                        predicted: c.predicted * w,
                        found: c.found * w,
                        right: c.right * w,
                    });
                }
                total
            };
            let total = sum(&|_| 1.0);
            let drawn: Vec<[f64; 3]> =
                weights.iter().map(|w| sum(&|at| f64::from(w[at])).measures()).collect();
            let value = total.measures();
            let measure = |i: usize| Interval::of(value[i], drawn.iter().map(|d| d[i]).collect());
            Row {
                kind: kinds[key.kind],
                by: key.by,
                value: key.value,
                gold: total.gold,
                predicted: total.predicted,
                found: total.found,
                precision: measure(0),
                recall: measure(1),
                f1: measure(2),
            }
        })
        .collect();
    let attributes = attributes
        .into_iter()
        .map(|((key, name), parts)| {
            let mean = |weight: &dyn Fn(usize) -> f64| {
                let (mut sum, mut n) = (0.0, 0.0);
                for (at, value) in &parts {
                    sum += value * weight(*at);
                    n += weight(*at);
                }
                if n > 0.0 { Some(sum / n) } else { None }
            };
            let drawn = weights.iter().filter_map(|w| mean(&|at| f64::from(w[at]))).collect();
            Attribute {
                kind: kinds[key.kind],
                by: key.by,
                value: key.value,
                name: names[name],
                count: parts.len(),
                share: Interval::of(mean(&|_| 1.0).unwrap_or(0.0), drawn),
            }
        })
        .collect();
    Report {
        form,
        units: units.len(),
        rows,
        attributes,
        misses: units.into_iter().flat_map(|u| u.misses).collect(),
        notes: Vec::new(),
    }
}

/// How often each unit is drawn, for each resample.
fn resamples(units: usize, how: Resampling) -> Vec<Vec<u16>> {
    let mut random = Random(how.seed);
    if units == 0 {
        return Vec::new();
    }
    (0..how.times)
        .map(|_| {
            let mut drawn = vec![0u16; units];
            for _ in 0..units {
                let at = random.below(units);
                drawn[at] = drawn[at].saturating_add(1);
            }
            drawn
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_units() {
        let how = Resampling { times: 20, seed: 7 };
        assert_eq!(resamples(9, how), resamples(9, how));
        assert!(resamples(9, how).iter().all(|d| d.iter().map(|n| usize::from(*n)).sum::<usize>() == 9));
        assert_ne!(resamples(9, how), resamples(9, Resampling { times: 20, seed: 8 }));
    }

    #[test]
    fn nothing_to_find_gives_zero_not_nonsense() {
        assert!(Count::default().measures().iter().all(|m| m.abs() < 1e-9));
        let [p, r, f] = Count::of(4, 2, 1).measures();
        assert!((p - 0.5).abs() < 1e-9 && (r - 0.25).abs() < 1e-9 && (f - 1.0 / 3.0).abs() < 1e-9);
    }
}
