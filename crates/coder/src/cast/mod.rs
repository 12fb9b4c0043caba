//! The cast of an article: actors, their mentions, offices, and which words mean the same actor.

mod called;
mod coref;
mod entities;
mod groups;
mod heads;
mod house;
mod joined;
mod make;
mod names;
mod offices;
mod persons;
mod read;
mod reference;
mod regions;
mod scan;
mod scene;
mod setting;
mod somebody;
mod ties;
mod titles;
mod whose;

pub(crate) use reference::is_one_person;

use std::collections::BTreeMap;
use std::ops::Range;

use legation_lexicon::persons::Sex;
use legation_model::{ActorKind, ActorRef, Evidence, Office, OfficeRecord, Sector};
use legation_nlp::TokenId;

use crate::text::Text;
use crate::time::Times;

/// Index of an actor in its [`Cast`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorIx(pub u32);

/// An actor of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Stable key; `None` when it cannot be resolved (`the West`, `observers`).
    pub id: Option<String>,
    /// Fullest name in the text.
    pub name: String,
    /// Display name in English.
    pub label: String,
    /// Kind.
    pub kind: ActorKind,
    /// ISO alpha-3, or the slug of a contested polity.
    pub country: Option<String>,
    /// PLOVER sectors.
    pub sectors: Vec<Sector>,
    /// Office on the article's date.
    pub office: Option<Office>,
}

impl Actor {
    /// The actor as a record names it: by `name`, where these words stand.
    pub(crate) fn called(&self, name: String, words: impl IntoIterator<Item = Evidence>) -> ActorRef {
        ActorRef {
            id: self.id.clone(),
            name,
            label: self.label.clone(),
            kind: self.kind,
            country: self.country.clone(),
            sectors: self.sectors.clone(),
            office: self.office,
            spans: words.into_iter().collect(),
        }
    }
}

/// How a mention names its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By name, with or without a title.
    Name,
    /// By office or description alone: "the minister", "глава МИД".
    Title,
    /// By pronoun or "the sides", "both presidents".
    Pronoun,
    /// A capital or seat for the state: "Moscow", "Кремль".
    Metonym,
    /// Adjective: "Russian", "южноосетинский".
    Adjective,
}

/// Words that name an actor. "The sides", "they", "министры России и Белоруссии" name several.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// All its tokens, title included.
    pub tokens: Range<TokenId>,
    /// The token that heads it in the tree.
    pub head: TokenId,
    /// Whom it names; never empty.
    pub actors: Vec<ActorIx>,
    /// How.
    pub how: How,
}

/// Actors and mentions of one article.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    actors: Vec<Actor>,
    /// In the order of their first tokens.
    mentions: Vec<Mention>,
    offices: Vec<OfficeRecord>,
    /// The state where the story plays, if dateline, headline or lead tell it.
    story: Option<String>,
    /// Gender of the persons of whom it is known.
    sexes: BTreeMap<ActorIx, Sex>,
}

impl Cast {
    /// Finds and resolves everyone named in the article.
    pub fn read(text: &Text<'_>, _times: &Times) -> Self {
        make::cast(text)
    }

    /// An actor.
    pub fn actor(&self, ix: ActorIx) -> &Actor {
        &self.actors[ix.0 as usize]
    }

    /// Key of the state where the story plays, if dateline, headline or lead tell it.
    pub(crate) fn story(&self) -> Option<&str> {
        self.story.as_deref()
    }

    /// Gender of a person, where a name tells it.
    pub(crate) fn sex(&self, ix: ActorIx) -> Option<Sex> {
        self.sexes.get(&ix).copied()
    }

    /// Mentions in the order of the text.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The innermost mention that holds token `t`.
    pub fn covering(&self, t: TokenId) -> Option<&Mention> {
        self.mentions.iter().filter(|m| m.tokens.contains(&t)).min_by_key(|m| m.tokens.len())
    }

    /// Whether the lexicon knows the name that `head` heads as that of an organisation: the World Food *Programme* is no programme.
    pub(crate) fn is_house(&self, text: &Text<'_>, head: TokenId) -> bool {
        let known = |ix: &ActorIx| {
            let id = self.actor(*ix).id.as_deref().and_then(|id| text.lexicon.by_id(id));
            id.is_some_and(|ix| text.lexicon.entity(ix).class == legation_lexicon::Class::Organisation)
        };
        let named =
            self.mentions.iter().filter(|m| m.head == head && m.how == How::Name && m.tokens.len() > 1);
        named.flat_map(|m| &m.actors).any(known)
    }

    /// The mention that the noun phrase headed by `head` is, without looking at coordination.
    pub fn at(&self, head: TokenId) -> Option<&Mention> {
        self.mentions.iter().filter(|m| m.head == head).max_by_key(|m| m.tokens.len())
    }

    /// Everyone that the noun phrase headed by `head` names as participants, coordination (`conj`) and
    /// comitatives ("X с Y" as a subject) unfolded; an unresolved but actor-like phrase ("rebels", "observers")
    /// gives an actor without id; empty when the phrase is no actor ("the agreement", "problems").
    /// `speaker` resolves "we", "our country", "наша страна".
    pub fn participants(&self, text: &Text<'_>, head: TokenId, speaker: Option<ActorIx>) -> Vec<Participant> {
        reference::participants(self, text, head, speaker)
    }

    /// A participant as a record refers to it (spans: the words of this participant).
    pub fn reference(&self, text: &Text<'_>, participant: &Participant) -> ActorRef {
        reference::reference(self, text, participant)
    }

    /// Who holds which office, as told in the text.
    pub fn offices(&self) -> &[OfficeRecord] {
        &self.offices
    }
}

/// One participant of a deed or statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    /// The actor; `None` for a phrase that stays a phrase.
    pub actor: Option<ActorIx>,
    /// The words.
    pub tokens: Range<TokenId>,
    /// Their head.
    pub head: TokenId,
}
