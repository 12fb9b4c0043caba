//! One article's word on an agreement, as the ledger compares it.

use std::collections::BTreeSet;

use legation_model::{ActorRef, Agreement, Day, Instrument, RecordId, Status, Step};
use serde::{Deserialize, Serialize};

use crate::Source;
use crate::days::Days;

use super::topics::Topics;

/// A step as one article tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Said {
    /// Step.
    pub step: Step,
    /// Whose step, where steps are per party.
    pub party: Option<String>,
    /// Status.
    pub status: Status,
    /// When it took place, where the text says so.
    pub on: Option<Days>,
    /// When it is to take place.
    pub due: Option<Days>,
    /// On whose word: key or name; `None`: the article's own.
    pub holder: Option<String>,
    /// When the article was published.
    pub published: Option<Day>,
    /// The agreement record.
    pub record: RecordId,
    /// Its article.
    pub article: RecordId,
    /// Place of the assertion in its record.
    pub seq: usize,
    /// Whether the article is a copy of another one.
    pub copy: bool,
}

/// A mention of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The agreement record.
    #[serde(skip_serializing, default = "crate::source::no_record")]
    pub id: RecordId,
    /// Its article.
    #[serde(skip_serializing, default)]
    pub source: Source,
    /// Kind of instrument.
    pub instrument: Instrument,
    /// Its name as in the text.
    pub name: String,
    /// Countries of the parties, ids of those that have none.
    pub parties: BTreeSet<String>,
    /// What it is about.
    pub topics: Topics,
    /// What is said of its life.
    pub said: Vec<Said>,
}

impl Mention {
    /// The mention that an agreement record makes; `rename` gives the key that the user's decisions leave an actor under.
    pub fn of(record: &Agreement, source: &Source, rename: &dyn Fn(&str) -> String) -> Self {
        let key = |a: &ActorRef| a.country.clone().or_else(|| a.id.as_deref().map(rename));
        let name = |a: &ActorRef| a.id.as_deref().map_or_else(|| a.name.clone(), rename);
        let said = record.assertions.iter().enumerate().map(|(seq, a)| Said {
            step: a.step,
            party: a.party.as_ref().and_then(key),
            status: a.status,
            on: a.date.as_ref().and_then(Days::of),
            due: a.due.as_ref().and_then(Days::of),
            holder: a.holder.as_ref().map(name),
            published: source.published,
            record: record.id.clone(),
            article: record.article.clone(),
            seq,
            copy: source.copy_of.is_some(),
        });
        Self {
            id: record.id.clone(),
            source: source.clone(),
            instrument: record.instrument,
            name: record.name.quote.clone(),
            parties: record.parties.iter().filter_map(key).collect(),
            topics: Topics::of(source.lang, &record.name.quote, &record.topics),
            said: said.collect(),
        }
    }

    /// Days on which a step that happens once is said to have taken place.
    pub(super) fn milestones(&self) -> BTreeSet<(Step, Day)> {
        let once = |s: &&Said| {
            matches!(
                s.step,
                Step::Signature
                    | Step::Initialled
                    | Step::Exchange
                    | Step::EntryIntoForce
                    | Step::Termination
            ) && happened(s.status)
        };
        let days = self.said.iter().filter(once);
        days.filter_map(|s| Some((s.step, s.on.filter(|d| d.length() == 1).map(|d| d.start).or(s.news())?)))
            .collect()
    }
}

/// Whether a status says that the step was taken.
pub(super) fn happened(status: Status) -> bool {
    matches!(status, Status::Asserted | Status::Historical)
}

impl Said {
    /// The day of the news, for a step told as news without a day.
    fn news(&self) -> Option<Day> {
        self.published.filter(|_| self.on.is_none() && self.status == Status::Asserted)
    }

    /// When the step was taken: as the text says, else on the day of the news.
    pub fn taken(&self) -> Option<Days> {
        if !happened(self.status) {
            return None;
        }
        self.on.or_else(|| self.news().map(Days::on))
    }

    /// What the assertion is about in time: when it was or is to be, else when it was said.
    pub fn about(&self) -> Option<Day> {
        self.on.or(self.due).map(|d| d.start).or(self.published)
    }
}
