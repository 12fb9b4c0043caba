//! Actors over articles: names by script, persons that may be one, offices over time with their conflicts.

use std::collections::{BTreeMap, BTreeSet};

use legation_lexicon::names;
use legation_model::{Day, Office, Phase, RecordId};

/// The script of a name: `Cyrl`, `Latn`, or `Zyyy` for another one.
pub fn script(name: &str) -> &'static str {
    let cyrillic = |c: char| ('\u{400}'..'\u{530}').contains(&c);
    match name.chars().find(|c| c.is_alphabetic()) {
        Some(c) if cyrillic(c) => "Cyrl",
        Some(c) if c.is_ascii_alphabetic() || ('\u{c0}'..'\u{250}').contains(&c) => "Latn",
        _ => "Zyyy",
    }
}

/// A name as it is shown: initials without gaps before their points.
pub fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".")
}

/// What persons with like surnames share; only those are compared.
pub fn sound(label: &str) -> String {
    label.split_whitespace().next_back().map(names::skeleton).unwrap_or_default()
}

/// A person as far as it is known who it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// Key.
    pub id: String,
    /// Name in Latin letters.
    pub label: String,
    /// Country; empty: not known.
    pub country: String,
}

/// Two persons that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Possible {
    /// The first key in the alphabet.
    pub a: String,
    /// The other one.
    pub b: String,
    /// How alike the surnames are, 0 to 1.
    pub score: f32,
    /// Why they may be one.
    pub why: String,
}

/// Pairs among persons with one [`sound`] that may be one. Persons of two countries are none.
pub fn possible(persons: &[Person]) -> Vec<Possible> {
    let mut all: Vec<&Person> = persons.iter().collect();
    all.sort();
    all.dedup();
    let mut out = Vec::new();
    for (at, a) in all.iter().enumerate() {
        for b in &all[at + 1..] {
            out.extend(pair(a, b));
        }
    }
    out
}

fn pair(a: &Person, b: &Person) -> Option<Possible> {
    let known = !a.country.is_empty() && !b.country.is_empty();
    if a.id == b.id || (known && a.country != b.country) {
        return None;
    }
    let words = |p: &'_ Person| -> Vec<String> { p.label.split_whitespace().map(str::to_owned).collect() };
    let (own, others) = (words(a), words(b));
    let surnames = names::compare(own.last()?, others.last()?);
    if !surnames.is_spelling() {
        return None;
    }
    let mut why = vec![format!("surnames {surnames}")];
    if own.len() > 1 && others.len() > 1 {
        if !names::given(&own[0], &others[0]) {
            return None;
        }
        why.push("given names alike".to_owned());
    }
    if known {
        why.push(format!("both {}", a.country));
    }
    Some(Possible { a: a.id.clone(), b: b.id.clone(), score: surnames.score, why: why.join("; ") })
}

/// An office as an article tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// Who.
    pub person: String,
    /// Which.
    pub office: Office,
    /// Of which actor; empty: not told.
    pub of: String,
    /// Phase.
    pub phase: Phase,
    /// On which day.
    pub day: Option<Day>,
    /// The record.
    pub record: RecordId,
}

/// An office over time: first and last day of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// Who.
    pub person: String,
    /// Which.
    pub office: Office,
    /// Of which actor.
    pub of: String,
    /// Phase.
    pub phase: Phase,
    /// First day it was told of.
    pub first: Option<Day>,
    /// Last day it was told of.
    pub last: Option<Day>,
    /// The records.
    pub records: BTreeSet<RecordId>,
    /// What speaks against it.
    pub conflicts: Vec<String>,
}

/// A holding of the dated list: first day and first day it was no longer held, as far as known (empty: not known).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub person: String,
    /// Which.
    pub office: Office,
    /// Of which actor.
    pub of: String,
    /// From.
    pub from: String,
    /// To.
    pub to: String,
}

impl Listed {
    fn on(&self, day: Day) -> bool {
        let day = day.to_string();
        (self.from.is_empty() || self.from <= day)
            && (self.to.is_empty() || day < self.to || day.starts_with(&self.to))
    }
}

/// Offices that one person holds at a time.
pub fn single(office: Office) -> bool {
    matches!(
        office,
        Office::HeadOfState
            | Office::HeadOfGovernment
            | Office::ForeignMinister
            | Office::DefenceMinister
            | Office::SecretaryGeneral
    )
}

/// Offices over time, with what the dated list and other articles say against them.
pub fn tenures(held: &[Held], listed: &[Listed]) -> Vec<Tenure> {
    let mut by = BTreeMap::<(String, Office, String, Phase), Vec<&Held>>::new();
    for h in held {
        by.entry((h.person.clone(), h.office, h.of.clone(), h.phase)).or_default().push(h);
    }
    let mut out: Vec<Tenure> = by
        .into_iter()
        .map(|((person, office, of, phase), told)| Tenure {
            first: told.iter().filter_map(|h| h.day).min(),
            last: told.iter().filter_map(|h| h.day).max(),
            records: told.iter().map(|h| h.record.clone()).collect(),
            conflicts: Vec::new(),
            person,
            office,
            of,
            phase,
        })
        .collect();
    let found: Vec<Vec<String>> = out.iter().map(|t| conflicts(t, &out, listed)).collect();
    for (tenure, conflicts) in out.iter_mut().zip(found) {
        tenure.conflicts = conflicts;
    }
    out
}

fn conflicts(t: &Tenure, all: &[Tenure], listed: &[Listed]) -> Vec<String> {
    let mut out = Vec::new();
    if !single(t.office) || t.of.is_empty() || t.phase != Phase::Current {
        return out;
    }
    let (Some(first), Some(last)) = (t.first, t.last) else { return out };
    let of_office: Vec<&Listed> = listed.iter().filter(|l| l.office == t.office && l.of == t.of).collect();
    for day in BTreeSet::from([first, last]) {
        let holders: BTreeSet<&str> =
            of_office.iter().filter(|l| l.on(day)).map(|l| l.person.as_str()).collect();
        if !holders.is_empty() && !holders.contains(t.person.as_str()) {
            let names = holders.into_iter().collect::<Vec<_>>().join(", ");
            out.push(format!("the dated list has {names} on {day}"));
        }
    }
    for o in all
        .iter()
        .filter(|o| o.person != t.person && o.office == t.office && o.of == t.of && o.phase == t.phase)
    {
        if let (Some(a), Some(b)) = (o.first, o.last)
            && a <= last
            && first <= b
        {
            out.push(format!("articles have {} from {a} to {b}", o.person));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, label: &str, country: &str) -> Person {
        Person { id: id.to_owned(), label: label.to_owned(), country: country.to_owned() }
    }

    #[test]
    fn like_names_of_one_country_are_possibly_one() {
        let all = [
            person("akhsar-dzhioev", "Akhsar Dzhioev", "south-ossetia"),
            person("axsar-jioev", "Akhsar Jioev", "south-ossetia"),
            person("jioev", "Jioev", ""),
            person("ivan-dzhioev", "Ivan Dzhioev", "south-ossetia"),
            person("akhsar-dzhioyev", "Akhsar Dzhioyev", "GEO"),
        ];
        let pairs: Vec<(String, String)> = possible(&all).into_iter().map(|p| (p.a, p.b)).collect();
        let has = |a: &str, b: &str| pairs.contains(&(a.to_owned(), b.to_owned()));
        assert!(has("akhsar-dzhioev", "axsar-jioev") && has("akhsar-dzhioev", "jioev"), "{pairs:?}");
        assert!(!has("akhsar-dzhioev", "ivan-dzhioev") && !has("akhsar-dzhioev", "akhsar-dzhioyev"));
        assert_eq!(sound("Akhsar Dzhioev"), sound("Akhsar Jioev"));
    }

    #[test]
    fn offices_that_cannot_both_be_are_conflicts() {
        let held = |person: &str, day: &str| Held {
            person: person.to_owned(),
            office: Office::ForeignMinister,
            of: "BLR".to_owned(),
            phase: Phase::Current,
            day: day.parse().ok(),
            record: RecordId(format!("{person}{day}")),
        };
        let list = |person: &str, from: &str, to: &str| Listed {
            person: person.to_owned(),
            office: Office::ForeignMinister,
            of: "BLR".to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        };
        let told = [
            held("a", "2024-01-05"),
            held("a", "2024-07-05"),
            held("b", "2024-07-01"),
            held("b", "2024-09-01"),
        ];
        let listed = [list("a", "2020-01", "2024-06-27"), list("b", "2024-06-27", "")];
        let all = tenures(&told, &listed);
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].first, all[0].last), ("2024-01-05".parse().ok(), "2024-07-05".parse().ok()));
        assert_eq!(
            all[0].conflicts,
            ["the dated list has b on 2024-07-05", "articles have b from 2024-07-01 to 2024-09-01"]
        );
        assert_eq!(tenures(&told[..1], &listed)[0].conflicts, Vec::<String>::new());
    }

    #[test]
    fn names_are_told_by_script() {
        assert_eq!((script("Лавров"), script("«Ryzhenkov»"), script("王毅")), ("Cyrl", "Latn", "Zyyy"));
        assert_eq!(tidy("С . В . Лавров"), "С. В. Лавров");
    }
}
