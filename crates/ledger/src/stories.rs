//! Stories: which merged events, agreements and commitments follow from one another. Told by who takes part and by which
//! articles tell both; never by likeness of words.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::Day;

/// A merged thing as stories see it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thing {
    /// Its key; of things of one day the smaller comes first.
    pub key: String,
    /// When it was, or was to be; what has no day stands where it was first told.
    pub day: Option<Day>,
    /// Countries and organisations in it.
    pub parties: BTreeSet<String>,
    /// Contexts, or topics of an agreement.
    pub about: BTreeSet<String>,
    /// Articles that tell of it, copies left out.
    pub articles: BTreeSet<i64>,
    /// A thing that lasts: an agreement takes up what it is told with before anything else does.
    pub lasts: bool,
}

/// Parties that two things of one story share, at the least.
const SHARED: usize = 2;
/// What an agreement weighs more than an event.
const LASTS: f64 = 1.0;
/// What a topic in common weighs, and a year between two things.
const ABOUT: f64 = 0.5;
const YEAR: f64 = -0.5;

/// How strongly `later` follows from `earlier`: the articles that tell both, with what speaks for and against. `None`:
/// nothing ties them.
pub fn tie(earlier: &Thing, later: &Thing) -> Option<f64> {
    if earlier.parties.intersection(&later.parties).count() < SHARED {
        return None;
    }
    let articles = earlier.articles.intersection(&later.articles).count();
    if articles == 0 {
        return None;
    }
    let about = if earlier.about.is_disjoint(&later.about) { 0.0 } else { ABOUT };
    let lasts = if earlier.lasts { LASTS } else { 0.0 };
    let apart = match (earlier.day, later.day) {
        (Some(a), Some(b)) => f64::from((b - a).get_days().abs()) / 365.0,
        _ => 0.0,
    };
    Some(articles as f64 + about + lasts + YEAR * apart.min(2.0))
}

/// Stories of two things or more, each in the order of its days; what comes in may stand in any order.
///
/// Every thing follows from one at most: the one before it with the strongest tie, of equals the nearest before. So a
/// story is a tree, and a summit that many articles look back on gathers no more than what follows from it.
pub fn chain(things: &[Thing]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..things.len()).collect();
    order.sort_by(|&a, &b| rank(&things[a]).cmp(&rank(&things[b])));
    let mut told: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    let mut story: Vec<usize> = (0..things.len()).collect();
    for (place, &at) in order.iter().enumerate() {
        let thing = &things[at];
        let near: BTreeSet<usize> =
            thing.articles.iter().filter_map(|a| told.get(a)).flatten().copied().collect();
        let mut best: Option<(f64, usize)> = None;
        // By place in the order, so that the nearest before wins among equals.
        for before in near {
            let Some(weight) = tie(&things[order[before]], thing) else { continue };
            if best.is_none_or(|(most, _)| weight >= most) {
                best = Some((weight, before));
            }
        }
        if let Some((_, before)) = best {
            story[at] = story[order[before]];
        }
        for &article in &thing.articles {
            told.entry(article).or_default().push(place);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &at in &order {
        groups.entry(story[at]).or_default().push(at);
    }
    let mut out: Vec<Vec<usize>> = groups.into_values().filter(|g| g.len() > 1).collect();
    out.sort_by(|a, b| rank(&things[a[0]]).cmp(&rank(&things[b[0]])));
    out
}

/// Agreements of a day before its events, and what has no day last.
fn rank(thing: &Thing) -> (bool, Option<Day>, bool, &str) {
    (thing.day.is_none(), thing.day, !thing.lasts, &thing.key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(key: &str, day: &str, parties: &str, articles: &[i64]) -> Thing {
        Thing {
            key: key.to_owned(),
            day: day.parse().ok(),
            parties: parties.split(' ').map(str::to_owned).collect(),
            articles: articles.iter().copied().collect(),
            ..Thing::default()
        }
    }

    fn keys(things: &[Thing]) -> Vec<String> {
        chain(things)
            .iter()
            .map(|s| s.iter().map(|&t| things[t].key.as_str()).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn what_articles_tell_together_is_a_story() {
        let things = [
            thing("meeting", "2024-05-01", "FRE SYL", &[1]),
            thing("signing", "2024-06-01", "FRE SYL", &[1, 2]),
            thing("ratification", "2024-08-01", "FRE SYL", &[2]),
            // Told beside them, of others.
            thing("quake", "2024-06-02", "MAR ORL", &[2]),
            // The same two, told apart.
            thing("strike", "2024-06-03", "FRE SYL", &[3]),
        ];
        assert_eq!(keys(&things), ["meeting signing ratification"]);
        let mut turned = things.to_vec();
        turned.reverse();
        assert_eq!(keys(&turned), keys(&things), "the order of what comes in says nothing");
    }

    #[test]
    fn one_party_in_common_is_none() {
        let things = [thing("a", "2024-05-01", "FRE SYL", &[1]), thing("b", "2024-05-02", "FRE ORL", &[1])];
        assert!(chain(&things).is_empty());
    }

    #[test]
    fn an_agreement_takes_up_what_it_is_told_with() {
        let mut treaty = thing("treaty", "2024-04-01", "FRE SYL", &[1, 2]);
        treaty.lasts = true;
        let things = [
            treaty,
            thing("visit", "2024-04-20", "FRE SYL", &[3]),
            thing("talks", "2024-04-25", "FRE SYL", &[2, 3]),
        ];
        // The talks are told with both; the treaty lasts.
        assert_eq!(keys(&things), ["treaty talks"]);
    }
}
