//! What tells which agreement a mention is of, and no more: a store has hundreds of thousands of mentions, which hold few
//! different words. Nothing is compared here.

use std::collections::BTreeSet;
use std::rc::Rc;

use legation_model::{Day, Instrument, Lang, RecordId, Step};

use super::mention::Mention;
use super::topics::Topics;

/// What an instrument is said to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    pub(super) instrument: Instrument,
    pub(super) parties: BTreeSet<String>,
    pub(super) topics: Topics,
    pub(super) lang: Lang,
}

/// Days on which steps that happen once took place.
pub(super) type Milestones = BTreeSet<(Step, Day)>;

/// A mention as far as it is compared.
#[derive(Debug, Clone)]
pub struct Mark {
    pub(super) id: RecordId,
    pub(super) article: RecordId,
    pub(super) published: Option<Day>,
    pub(super) kind: Rc<Kind>,
    pub(super) milestones: Rc<Milestones>,
}

/// Makes marks; what several have in common is kept once.
#[derive(Debug, Default)]
pub struct Marker {
    kinds: BTreeSet<Rc<Kind>>,
    milestones: BTreeSet<Rc<Milestones>>,
}

impl Marker {
    /// The mark of a mention.
    pub fn of(&mut self, mention: &Mention) -> Mark {
        let kind = Kind {
            instrument: mention.instrument,
            parties: mention.parties.clone(),
            topics: mention.topics.clone(),
            lang: mention.source.lang,
        };
        Mark {
            id: mention.id.clone(),
            article: mention.source.article.clone(),
            published: mention.source.published,
            kind: once(&mut self.kinds, kind),
            milestones: once(&mut self.milestones, mention.milestones()),
        }
    }
}

fn once<T: Ord>(known: &mut BTreeSet<Rc<T>>, thing: T) -> Rc<T> {
    if let Some(same) = known.get(&thing) {
        return Rc::clone(same);
    }
    let new = Rc::new(thing);
    known.insert(Rc::clone(&new));
    new
}
