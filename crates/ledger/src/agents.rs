//! Who takes part in an event, side by side by country: the state itself, its persons, its bodies.

use std::collections::{BTreeMap, BTreeSet};

use legation_lexicon::names;
use legation_model::{ActorKind, ActorRef, Office};
use serde::{Deserialize, Serialize};

use crate::data::Data;

/// A person on a side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Person {
    /// Key.
    pub id: String,
    /// Name in Latin letters, as shown.
    pub label: String,
    /// Office on that day.
    pub office: Option<Office>,
}

/// Those of one country, organisation or group.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Side {
    /// Persons.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub persons: BTreeSet<Person>,
    /// Ids of bodies.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub bodies: BTreeSet<String>,
}

/// Sides by country, or by id where there is no country. What has neither is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Agents(pub BTreeMap<String, Side>);

/// How two reports of one side stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Different persons, or a person and a body that is not his.
    Other,
    /// One of them names the country alone, or what cannot be compared.
    Open,
    /// A body and who speaks for it; like names.
    Alike,
    /// The same person.
    Same,
}

impl Agents {
    /// Sides of these actors; `rename` gives the key that the user's decisions leave an actor under.
    pub fn of<'a>(actors: impl IntoIterator<Item = &'a ActorRef>, rename: &dyn Fn(&str) -> String) -> Self {
        let mut out = BTreeMap::<String, Side>::new();
        for actor in actors {
            let id = actor.id.as_deref().map(rename);
            let Some(key) = actor.country.clone().or_else(|| id.clone()) else { continue };
            let side = out.entry(key.clone()).or_default();
            match (actor.kind, id) {
                (ActorKind::Person, Some(id)) => {
                    let label = actor.label.clone();
                    side.persons.insert(Person { id, label, office: actor.office });
                }
                (ActorKind::Body | ActorKind::Group | ActorKind::Organisation, Some(id)) if id != key => {
                    side.bodies.insert(id);
                }
                _ => {}
            }
        }
        Self(out)
    }

    /// Whether nobody known is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The countries.
    pub fn countries(&self) -> BTreeSet<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// Both lists together.
    pub fn with(&self, other: &Self) -> Self {
        let mut out = self.clone();
        for (key, side) in &other.0 {
            let own = out.0.entry(key.clone()).or_default();
            own.persons.extend(side.persons.iter().cloned());
            own.bodies.extend(side.bodies.iter().cloned());
        }
        out
    }

    /// Keys of all who are named: persons, bodies, and countries that stand for themselves.
    pub fn keys(&self) -> BTreeSet<&str> {
        let mut out = BTreeSet::new();
        for (key, side) in &self.0 {
            if side.persons.is_empty() && side.bodies.is_empty() {
                out.insert(key.as_str());
            }
            out.extend(side.persons.iter().map(|p| p.id.as_str()));
            out.extend(side.bodies.iter().map(String::as_str));
        }
        out
    }
}

impl Side {
    /// How this report of a side stands to another one.
    pub fn likeness(&self, other: &Self) -> Likeness {
        let empty = |s: &Self| s.persons.is_empty() && s.bodies.is_empty();
        if empty(self) || empty(other) {
            return Likeness::Open;
        }
        let ids = |s: &Self| -> BTreeSet<String> {
            s.persons.iter().map(|p| p.id.clone()).chain(s.bodies.iter().cloned()).collect()
        };
        if ids(self).intersection(&ids(other)).next().is_some() {
            return Likeness::Same;
        }
        if self.persons.iter().any(|a| other.persons.iter().any(|b| a.may_be(b))) {
            return Likeness::Alike;
        }
        if !self.persons.is_empty() && !other.persons.is_empty() {
            return Likeness::Other;
        }
        let (own, others) = (self.desks(), other.desks());
        if own.is_empty() || others.is_empty() || own.contains("voice") || others.contains("voice") {
            return Likeness::Open;
        }
        if own.intersection(&others).next().is_some() { Likeness::Alike } else { Likeness::Other }
    }

    fn desks(&self) -> BTreeSet<&'static str> {
        let data = Data::get();
        let of_persons = self.persons.iter().filter_map(|p| data.desk_of(p.office?));
        of_persons.chain(self.bodies.iter().flat_map(|b| data.desks_of_body(b))).collect()
    }
}

impl Person {
    /// Whether two keys may be one person: the same single office on the same day, or names that are spelt alike.
    fn may_be(&self, other: &Self) -> bool {
        let single = |o: Option<Office>| {
            matches!(
                o,
                Some(
                    Office::HeadOfState
                        | Office::HeadOfGovernment
                        | Office::ForeignMinister
                        | Office::DefenceMinister
                        | Office::SecretaryGeneral
                )
            )
        };
        if single(self.office) && self.office == other.office {
            return true;
        }
        let (Some((given, surname)), Some((others_given, others))) =
            (parts(&self.label), parts(&other.label))
        else {
            return false;
        };
        names::compare(surname, others).is_spelling() && names::given(given, others_given)
    }
}

/// First and last word of a name.
fn parts(label: &str) -> Option<(&str, &str)> {
    let mut words = label.split_whitespace();
    Some((words.next()?, words.next_back()?))
}
