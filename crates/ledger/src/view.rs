//! Points of view: how lists are grouped, never what is stored.
//!
//! Recognition, claims and control are dated facts of whoever recognises, claims or controls (`lexicon/standing/`). A point
//! of view picks among them; none is right.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use legation_lexicon::table::Table;
use legation_model::Day;

/// A dated fact: who, over or of whom, from, to, and on whose word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Who recognises, claims or controls.
    pub by: &'static str,
    /// Whom or what.
    pub of: &'static str,
    /// First day as far as known: `2008`, `2008-08` or `2008-08-26`.
    pub from: &'static str,
    /// First day it no longer held; empty: it lasts.
    pub to: &'static str,
    /// Source.
    pub source: &'static str,
}

impl Fact {
    /// Whether it held on `day`; without a day, whether it lasts.
    pub fn on(&self, day: Option<Day>) -> bool {
        match day.map(|d| d.to_string()) {
            Some(day) => self.from <= day.as_str() && (self.to.is_empty() || day.as_str() < self.to),
            None => self.to.is_empty(),
        }
    }
}

struct Facts {
    recognition: Vec<Fact>,
    claims: Vec<Fact>,
    control: Vec<Fact>,
}

static FACTS: LazyLock<Facts> = LazyLock::new(|| Facts {
    recognition: read(include_str!("../../../lexicon/standing/recognition.tsv")),
    claims: read(include_str!("../../../lexicon/standing/claims.tsv")),
    control: read(include_str!("../../../lexicon/standing/control.tsv")),
});

fn read(text: &'static str) -> Vec<Fact> {
    let table = Table::parse("standing", text);
    let fact = |row| {
        let of =
            ["of", "over", "area"].map(|name| table.cell(row, name)).into_iter().find(|c| !c.is_empty())?;
        let cell = |name| table.cell(row, name);
        Some(Fact { by: cell("by"), of, from: cell("from"), to: cell("to"), source: cell("source") })
    };
    table.rows.iter().filter_map(fact).collect()
}

/// Who recognises whom.
pub fn recognition() -> &'static [Fact] {
    &FACTS.recognition
}

/// Who claims what.
pub fn claims() -> &'static [Fact] {
    &FACTS.claims
}

/// Who controls what.
pub fn control() -> &'static [Fact] {
    &FACTS.control
}

/// Whose eyes a list is grouped by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    /// Each under its own name.
    #[default]
    Own,
    /// As a state sees it: whom it recognises under their own names, others under who claims them.
    State(String),
    /// Under who controls it.
    Control,
}

impl std::str::FromStr for View {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "own" => Self::Own,
            "control" => Self::Control,
            state => Self::State(state.to_uppercase()),
        })
    }
}

impl View {
    /// Keys that may stand under this one on some day, itself among them, in order.
    pub fn may_group<'a>(&self, key: &'a str) -> BTreeSet<&'a str> {
        let mut out = BTreeSet::from([key]);
        let facts = match self {
            Self::Own => return out,
            Self::Control => control(),
            Self::State(_) => claims(),
        };
        out.extend(facts.iter().filter(|f| f.by == key).map(|f| f.of));
        out
    }

    /// The key that a country or polity stands under on a day.
    pub fn group<'a>(&'a self, key: &'a str, day: Option<Day>) -> &'a str {
        let held = |facts: &'static [Fact]| -> BTreeSet<&'static str> {
            facts.iter().filter(|f| f.of == key && f.on(day)).map(|f| f.by).collect()
        };
        match self {
            Self::Own => key,
            Self::Control => match held(control()).into_iter().collect::<Vec<_>>()[..] {
                [one] => one,
                _ => key,
            },
            Self::State(state) => {
                let claimants = held(claims());
                if state == key || held(recognition()).contains(state.as_str()) {
                    return key;
                }
                if claimants.contains(state.as_str()) {
                    return state;
                }
                match claimants.into_iter().collect::<Vec<_>>()[..] {
                    [one] => one,
                    _ => key,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use legation_lexicon::Lexicon;

    #[test]
    fn every_fact_names_known_actors_and_has_a_source() {
        let lexicon = Lexicon::builtin();
        for f in recognition().iter().chain(claims()).chain(control()) {
            for id in [f.by, f.of] {
                assert!(lexicon.by_id(id).is_some(), "{id} is not in the lexicon");
            }
            assert!(!f.from.is_empty() && !f.source.is_empty(), "{f:?}");
            assert!(f.to.is_empty() || f.from < f.to, "{f:?}");
        }
        assert!(recognition().len() > 30 && claims().len() > 15 && control().len() > 10);
    }

    #[test]
    fn a_view_groups_and_takes_no_side() {
        let group = |view: &str, key: &str, day: &str| {
            let view: View = view.parse().expect("a view");
            view.group(key, day.parse().ok()).to_owned()
        };
        assert_eq!(group("own", "abkhazia", "2024-10-04"), "abkhazia");
        assert_eq!(group("RUS", "abkhazia", "2024-10-04"), "abkhazia");
        assert_eq!(group("rus", "abkhazia", "2007-10-04"), "GEO");
        assert_eq!(group("GEO", "abkhazia", "2024-10-04"), "GEO");
        assert_eq!(group("TUV", "abkhazia", "2012-01-01"), "abkhazia");
        assert_eq!(group("TUV", "abkhazia", "2020-01-01"), "GEO");
        assert_eq!(group("control", "nagorno-karabakh", "2022-01-01"), "nagorno-karabakh");
        assert_eq!(group("control", "nagorno-karabakh", "2024-01-01"), "AZE");
        // Two claimants: a third state that recognises neither leaves it under its own name.
        assert_eq!(group("BRA", "crimea", "2020-01-01"), "crimea");
        assert_eq!(group("UKR", "crimea", "2020-01-01"), "UKR");
        assert_eq!(group("GEO", "FRA", "2020-01-01"), "FRA");
        let georgian: View = "GEO".parse().expect("a view");
        assert_eq!(
            georgian.may_group("GEO").into_iter().collect::<Vec<_>>(),
            ["GEO", "abkhazia", "south-ossetia"]
        );
        assert_eq!(View::Own.may_group("GEO").len(), 1);
    }
}
