//! What was found and not kept, and why: for `legation explain`. Nothing here decides anything.

use std::cell::RefCell;

use legation_model::{Evidence, Record};

/// Why words that a rule found made no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A word above names it as a topic, an attempt or a thing to come of something else.
    Content,
    /// Nobody is told to do it, or nobody to whom it is done.
    NoPlayers,
    /// Its words serve another act.
    Serves,
    /// None of those who play is known or belongs to a country.
    Unknown,
    /// Nobody of public life takes part.
    Private,
    /// Words, or help, that nobody gives.
    NoActor,
    /// The type needs somebody to whom it is done.
    NoRecipient,
    /// The word belongs to a name.
    InName,
    /// Named only to say how long ago something else was.
    Time,
    /// A count over years, not a deed.
    Counted,
    /// The same is told elsewhere in the article; that record stays.
    ToldTwice,
    /// The word stands in somebody's words and reports nobody else's.
    Quoted,
    /// Who says it, or what is said, was not found.
    NoContent,
    /// The speaker is only the outlet that tells the article, or another statement carries the words.
    Settled,
    /// No step, and no parties, are told of the instrument.
    NoSteps,
    /// An instrument is between two sides, or of a union of states.
    NoParties,
}

impl Reason {
    /// One line for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Content => "a word above makes it a topic, an attempt or part of something else",
            Self::NoPlayers => "nobody is told to do it, or nobody to whom it is done",
            Self::Serves => "its words serve another act",
            Self::Unknown => "none of those who play is known or belongs to a country",
            Self::Private => "nobody of public life takes part",
            Self::NoActor => "nobody is told to say or give it",
            Self::NoRecipient => "nobody is told to whom it is done",
            Self::InName => "the word belongs to a name",
            Self::Time => "named only as the time of something else",
            Self::Counted => "a count over years, not a deed",
            Self::ToldTwice => "told elsewhere in the article; that record stays",
            Self::Quoted => "stands in somebody's words and reports nobody else's",
            Self::NoContent => "no speaker, or nothing said, was found",
            Self::Settled => "another statement carries these words, or only the outlet tells them",
            Self::NoParties => "an instrument has two parties, or is of a union of states",
            Self::NoSteps => "neither a step nor parties are told",
        }
    }
}

/// Words that a rule found and that made no record.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejected {
    /// Kind of the record that it would have been, as on the wire.
    pub kind: &'static str,
    /// The rule, or the type, where one is known.
    pub rule: String,
    /// The words.
    pub words: Evidence,
    /// Why.
    pub reason: Reason,
}

/// Gathers what is not kept, in the order in which the stages give it up.
#[derive(Debug, Default)]
pub struct Trace {
    list: RefCell<Vec<Rejected>>,
}

impl Trace {
    pub(crate) fn note(&self, rejected: Rejected) {
        let mut list = self.list.borrow_mut();
        if !list.contains(&rejected) {
            list.push(rejected);
        }
    }

    /// What was gathered, in the order of the text, less what another rule made one of `records` of after all.
    pub fn into_list(self, records: &[Record]) -> Vec<Rejected> {
        let mut list = self.list.into_inner();
        let made: Vec<(&str, u32)> = records
            .iter()
            .filter_map(|record| match record {
                Record::Event(e) => Some(("event", e.trigger.byte_start)),
                Record::Statement(s) => s.cue.as_ref().map(|c| ("statement", c.byte_start)),
                Record::Agreement(a) => Some(("agreement", a.name.byte_start)),
                _ => None,
            })
            .collect();
        list.retain(|r| !made.contains(&(r.kind, r.words.byte_start)));
        list.sort_by_key(|r| (r.words.byte_start, r.words.byte_end));
        list
    }
}
