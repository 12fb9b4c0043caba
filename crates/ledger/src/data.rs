//! The tables under `lexicon/ledger/`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use legation_lexicon::table::Table;
use legation_model::{Mode, Office, Plover};

/// How reports of a type meet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) mutual: bool,
    pub(crate) bar: f32,
    pub(crate) speech: bool,
}

/// An act inside a type.
#[derive(Debug)]
pub(crate) struct Act {
    plover: Plover,
    pub(crate) name: &'static str,
    pub(crate) mutual: bool,
    mode: Option<Mode>,
    stems: Vec<&'static str>,
}

pub(crate) struct Data {
    families: BTreeMap<Plover, Family>,
    acts: Vec<Act>,
    desks: BTreeMap<Office, (&'static str, Vec<&'static str>)>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| Data {
    families: families(include_str!("../../../lexicon/ledger/families.tsv")),
    acts: acts(include_str!("../../../lexicon/ledger/acts.tsv")),
    desks: desks(include_str!("../../../lexicon/ledger/desks.tsv")),
});

impl Data {
    pub(crate) fn get() -> &'static Self {
        &DATA
    }

    /// The family of a type.
    pub(crate) fn family(&self, plover: Plover) -> Family {
        self.families.get(&plover).copied().unwrap_or(Family {
            name: plover.as_str(),
            mutual: false,
            bar: 1.0,
            speech: false,
        })
    }

    /// The act that the modes or the words of an event name.
    pub(crate) fn act(&self, plover: Plover, modes: &[Mode], trigger: &str, rule: &str) -> Option<&Act> {
        let of_type = || self.acts.iter().filter(|a| a.plover == plover);
        let by_mode = of_type().find(|a| a.mode.is_some_and(|m| modes.contains(&m)));
        by_mode.or_else(|| longest(of_type(), trigger)).or_else(|| longest(of_type(), rule))
    }

    /// The desk that an office speaks for.
    pub(crate) fn desk_of(&self, office: Office) -> Option<&'static str> {
        self.desks.get(&office).map(|d| d.0)
    }

    /// Desks that a body may be: those whose bodies its id ends with.
    pub(crate) fn desks_of_body(&self, id: &str) -> BTreeSet<&'static str> {
        let holds = |bodies: &[&str]| bodies.iter().any(|b| id.ends_with(b));
        self.desks.values().filter(|(_, bodies)| holds(bodies)).map(|(desk, _)| *desk).collect()
    }
}

/// The act with the longest stem that begins a word of `text`.
fn longest<'a>(acts: impl Iterator<Item = &'a Act>, text: &str) -> Option<&'a Act> {
    let text = text.to_lowercase();
    let fits =
        |stem: &str| text.match_indices(stem).any(|(at, _)| !text[..at].ends_with(char::is_alphabetic));
    let mut best: Option<(usize, &Act)> = None;
    for act in acts {
        let long = act.stems.iter().filter(|s| fits(s)).map(|s| s.chars().count()).max();
        if let Some(long) = long
            && best.is_none_or(|(than, _)| long > than)
        {
            best = Some((long, act));
        }
    }
    best.map(|(_, act)| act)
}

fn families(text: &'static str) -> BTreeMap<Plover, Family> {
    let table = Table::parse("ledger/families.tsv", text);
    let row = |row| {
        let plover = table.cell(row, "plover").parse().ok()?;
        let bar = table.cell(row, "bar").parse().ok()?;
        let mutual = table.cell(row, "sides") == "mutual";
        let speech = table.cell(row, "speech") == "yes";
        Some((plover, Family { name: table.cell(row, "family"), mutual, bar, speech }))
    };
    table.rows.iter().filter_map(row).collect()
}

fn acts(text: &'static str) -> Vec<Act> {
    let table = Table::parse("ledger/acts.tsv", text);
    let row = |row| {
        Some(Act {
            plover: table.cell(row, "plover").parse().ok()?,
            name: table.cell(row, "act"),
            mutual: table.cell(row, "sides") == "mutual",
            mode: table.cell(row, "mode").parse().ok(),
            stems: table.values(row, "stems").collect(),
        })
    };
    table.rows.iter().filter_map(row).collect()
}

fn desks(text: &'static str) -> BTreeMap<Office, (&'static str, Vec<&'static str>)> {
    let table = Table::parse("ledger/desks.tsv", text);
    let row = |row| {
        let office = table.cell(row, "office").parse().ok()?;
        Some((office, (table.cell(row, "desk"), table.values(row, "bodies").collect())))
    };
    table.rows.iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let data = Data::get();
        assert_eq!(data.families.len(), Plover::ALL.len());
        let rows = |text: &str| text.lines().filter(|l| !l.starts_with('#')).count() - 1;
        assert_eq!(data.acts.len(), rows(include_str!("../../../lexicon/ledger/acts.tsv")));
        assert_eq!(data.desks.len(), rows(include_str!("../../../lexicon/ledger/desks.tsv")));
    }

    #[test]
    fn the_longest_stem_names_the_act() {
        let act = |trigger| Data::get().act(Plover::Support, &[], trigger, "").map(|a| a.name);
        assert_eq!(act("выразил признательность"), Some("thanks"));
        assert_eq!(act("признали"), Some("recognition"));
        assert_eq!(act("signed"), Some("signing"));
        assert_eq!(act("resigned"), None);
        let visit = Data::get().act(Plover::Consult, &[Mode::Visit], "talks", "").map(|a| a.name);
        assert_eq!(visit, Some("visit"));
    }
}
