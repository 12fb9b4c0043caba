//! Actors compared: `COUNTRY`, `COUNTRY/name`, a slug, or `?/phrase` in the gold; an id, a country, names and sectors
//! in the records.

use std::collections::BTreeSet;

use crate::record::{Actor, Date};
use crate::words::{near, norm, overlap, skeletons};

/// Country and name of a gold actor.
fn parts(gold: &str) -> (&str, &str) {
    gold.split_once('/').unwrap_or((gold, ""))
}

/// 1 the same actor, 0.5 the same country only, 0 another.
pub(crate) fn matches(gold: &str, actor: Option<&Actor>) -> f64 {
    let Some(actor) = actor else { return 0.0 };
    let (country, name) = parts(gold);
    if country == "?" {
        return if overlap(name, &actor.name) >= 0.5 { 1.0 } else { 0.0 };
    }
    if actor.id.as_deref() != Some(country) && actor.country.as_deref() != Some(country) {
        return 0.0;
    }
    let Some(last) = skeletons(name).pop() else { return 1.0 };
    let id = actor.id.as_deref().unwrap_or_default().replace('-', " ");
    if [&actor.name, &actor.label, &id].iter().any(|n| skeletons(n).iter().any(|s| near(&last, s))) {
        return 1.0;
    }
    let body = norm(name);
    let sectors = actor.sectors.join(" ");
    if !body.is_empty() && [&actor.name, &actor.label, &sectors].iter().any(|n| norm(n).contains(&body)) {
        return 1.0;
    }
    0.5
}

/// F1 of two sets of actors with half credit for the right country.
pub(crate) fn set_score(gold: &[String], actors: &[Actor]) -> f64 {
    if gold.is_empty() && actors.is_empty() {
        return 1.0;
    }
    if gold.is_empty() || actors.is_empty() {
        return 0.0;
    }
    let mut left: Vec<&Actor> = actors.iter().collect();
    let mut got = 0.0;
    for wanted in gold {
        let mut best = (0.0, 0);
        for (i, actor) in left.iter().enumerate() {
            let score = matches(wanted, Some(actor));
            if score > best.0 {
                best = (score, i);
            }
        }
        if best.0 > 0.0 {
            got += best.0;
            left.remove(best.1);
        }
    }
    2.0 * got / (gold.len() + actors.len()) as f64
}

/// F1 of the countries of two sets of actors.
pub(crate) fn country_f1<'a>(
    gold: impl Iterator<Item = &'a String>,
    actors: impl Iterator<Item = &'a Actor>,
) -> f64 {
    let known = |country: &&str| *country != "?";
    let gold: BTreeSet<&str> = gold.map(|g| parts(g).0).filter(known).collect();
    let ours: BTreeSet<&str> = actors
        .filter_map(|a| a.country.as_deref().filter(|c| !c.is_empty()).or(a.id.as_deref()))
        .filter(|c| !c.is_empty())
        .filter(known)
        .collect();
    if gold.is_empty() && ours.is_empty() {
        return 1.0;
    }
    2.0 * gold.intersection(&ours).count() as f64 / (gold.len() + ours.len()) as f64
}

/// Whether an interval is the one of the gold, an unknown one included.
pub(crate) fn same_date(gold: Option<&[Option<String>]>, date: Option<&Date>) -> bool {
    match gold {
        None | Some([]) => date.is_none_or(|d| d.start.is_none()),
        Some(gold) => date.is_some_and(|d| {
            gold.first().is_some_and(|g| *g == d.start) && gold.get(1).is_some_and(|g| *g == d.end)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(id: &str, name: &str, country: &str) -> Actor {
        Actor {
            id: Some(id.to_owned()),
            name: name.to_owned(),
            country: Some(country.to_owned()),
            ..Actor::default()
        }
    }

    #[test]
    fn the_right_country_is_worth_half() {
        let found = actor("anna-petrova", "Анны Петровой", "RUS");
        assert!((matches("RUS/Petrova", Some(&found)) - 1.0).abs() < 1e-9);
        assert!((matches("RUS/Sidorov", Some(&found)) - 0.5).abs() < 1e-9);
        assert!(matches("BLR/Petrova", Some(&found)) < 1e-9);
        assert!((matches("RUS", Some(&found)) - 1.0).abs() < 1e-9);
        let sets = set_score(&["RUS/Petrova".to_owned(), "BLR".to_owned()], &[found]);
        assert!((sets - 2.0 / 3.0).abs() < 1e-9);
    }
}
