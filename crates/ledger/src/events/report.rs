//! One article's word on an event, as the ledger compares it.

use std::collections::BTreeSet;

use legation_model::{ActorRef, Context, Day, Event, Mode, PlaceRef, Plover, Precision, RecordId, Status};
use serde::{Deserialize, Serialize};

use crate::Source;
use crate::agents::Agents;
use crate::data::Data;
use crate::days::Days;

/// Longest interval, in days, that an event may be looked for in.
pub(super) const LONGEST: i64 = 31;

/// When it is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum When {
    /// On a day that the text names.
    Day(Day),
    /// The text names no day: news of the day it was published.
    News(Day),
    /// Some time in these days.
    Within(Days),
    /// Of an act to come without a time: the day it was published.
    Said(Day),
    /// Not known.
    Unknown,
}

/// Where it is said to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// Country or contested polity.
    pub country: Option<String>,
    /// Town, by its number in the gazetteer or its label; `None`: the country as a whole.
    pub town: Option<String>,
    /// As shown.
    pub label: String,
}

/// A report of an event. What a store keeps beside it (id, source, family) is not written out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The event record.
    #[serde(skip_serializing, default = "crate::source::no_record")]
    pub id: RecordId,
    /// Its article.
    #[serde(skip_serializing, default)]
    pub source: Source,
    /// Reports meet only in their family.
    #[serde(skip_serializing, default)]
    pub family: String,
    /// The act inside the family, where the words tell it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub act: Option<String>,
    /// Type of the record.
    pub plover: Plover,
    /// Type of the deed: that of what is planned, else of the record.
    pub deed: Plover,
    /// Type of the act inside a promise, request, refusal…
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub inner: Option<Plover>,
    /// Modes.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub modes: BTreeSet<Mode>,
    /// Contexts.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub contexts: BTreeSet<Context>,
    /// Who did it.
    #[serde(skip_serializing_if = "Agents::is_empty", default)]
    pub doers: Agents,
    /// To whom.
    #[serde(skip_serializing_if = "Agents::is_empty", default)]
    pub targets: Agents,
    /// Done by all together.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub mutual: bool,
    /// When.
    pub when: When,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Spot>,
    /// Status.
    pub status: Status,
    /// On whose word: key or name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub holder: Option<String>,
}

impl Report {
    /// The report that an event record makes; `rename` gives the key that the user's decisions leave an actor under.
    pub fn of(event: &Event, source: &Source, rename: &dyn Fn(&str) -> String) -> Self {
        let data = Data::get();
        let ahead = matches!(event.status, Status::Planned | Status::Possible);
        let promise = matches!(event.plover, Plover::Agree | Plover::Concede);
        let planned = event.deed.filter(|_| ahead && promise);
        let deed = planned.unwrap_or(event.plover);
        let family = data.family(deed);
        let act = data.act(deed, &event.modes, &event.trigger.quote, rule_words(&event.rule));
        let doers = Agents::of(&event.actors, rename);
        let targets = Agents::of(&event.recipients, rename);
        let together = targets.0.is_empty() && doers.0.len() > 1;
        let mutual = act.map_or(family.mutual, |a| a.mutual) || together;
        // What is wanted or only imagined is no report of what took place.
        let apart = match event.status {
            Status::CalledFor => "/called_for",
            Status::Hypothetical => "/hypothetical",
            _ => "",
        };
        Self {
            id: event.id.clone(),
            source: source.clone(),
            family: format!("{}{apart}", family.name),
            act: act.map(|a| a.name.to_owned()),
            plover: event.plover,
            deed,
            inner: if planned.is_some() { None } else { event.deed },
            modes: event.modes.iter().copied().collect(),
            contexts: event.contexts.iter().copied().collect(),
            doers,
            targets,
            mutual,
            when: when(event, source),
            place: event.place.as_ref().map(Spot::of),
            status: event.status,
            holder: event.holder.as_ref().map(|h| name(h, rename)),
        }
    }

    /// Everybody in it.
    pub fn all(&self) -> Agents {
        self.doers.with(&self.targets)
    }

    /// First day of its cell; `None`: it meets nobody.
    pub fn day(&self) -> Option<Day> {
        match self.when {
            When::Day(day) | When::News(day) | When::Said(day) => Some(day),
            When::Within(days) => Some(days.start),
            When::Unknown => None,
        }
    }

    /// Whether two reports stand in one article, told alike: then they are two events.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        self.source.article == other.source.article
            && self.status == other.status
            && self.holder == other.holder
    }
}

/// The words of a rule's name (`ru/support/подписать+мочь`): those after the type.
fn rule_words(rule: &str) -> &str {
    rule.rsplit('/').next().unwrap_or(rule)
}

fn name(actor: &ActorRef, rename: &dyn Fn(&str) -> String) -> String {
    actor.id.as_deref().map_or_else(|| actor.name.clone(), rename)
}

fn when(event: &Event, source: &Source) -> When {
    if let Some(days) = event.date.as_ref().and_then(Days::of) {
        let fine = event.date.as_ref().is_some_and(|d| d.precision <= Precision::Day);
        return if days.length() == 1 && fine { When::Day(days.start) } else { When::Within(days) };
    }
    let Some(published) = source.published else { return When::Unknown };
    match event.status {
        Status::Historical => When::Unknown,
        Status::Asserted | Status::Denied => When::News(published),
        _ => When::Said(published),
    }
}

impl Spot {
    /// That of a place.
    pub fn of(place: &PlaceRef) -> Self {
        let town = place.geonames.map(|n| n.to_string());
        Self { country: place.country.clone(), town, label: place.label.clone() }
    }

    /// Whether both may be one place: the same town, or one of them only says the country.
    pub fn may_be(&self, other: &Self) -> bool {
        match (&self.town, &other.town) {
            (Some(a), Some(b)) => a == b,
            (None, None) if self.country.is_none() || other.country.is_none() => self.label == other.label,
            _ => self.country == other.country,
        }
    }
}
