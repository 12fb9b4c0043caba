//! Entities and what is known of them.

use legation_model::{ActorKind, Sector};

use crate::layout::{CLASSES, FORMS, STANDINGS};

/// Number of an entity in its [`Lexicon`](crate::Lexicon).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityIx(pub u32);

/// What an entity is, more finely than [`ActorKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Class {
    State,
    Polity,
    Organisation,
    Body,
    Outlet,
    Company,
    Party,
    ArmedGroup,
    /// States meant by one name that is no organisation (the Baltic states): the name means each of its members.
    Collective,
    /// A part of a state.
    Region,
}

impl Class {
    pub(crate) fn of_code(code: u32) -> Self {
        match CLASSES.get(code as usize).copied() {
            Some("polity") => Self::Polity,
            Some("organisation") => Self::Organisation,
            Some("body") => Self::Body,
            Some("outlet") => Self::Outlet,
            Some("company") => Self::Company,
            Some("party") => Self::Party,
            Some("armed-group") => Self::ArmedGroup,
            Some("collective") => Self::Collective,
            Some("region") => Self::Region,
            _ => Self::State,
        }
    }

    /// The kind of actor on the wire.
    pub const fn kind(self) -> ActorKind {
        match self {
            Self::State => ActorKind::State,
            Self::Polity | Self::Region => ActorKind::Polity,
            Self::Organisation => ActorKind::Organisation,
            Self::Body => ActorKind::Body,
            Self::Outlet | Self::Company | Self::Party | Self::ArmedGroup | Self::Collective => {
                ActorKind::Group
            }
        }
    }
}

/// An entity. A [`Class::Body`] with no country is a pattern: whose body it is stands beside it in the text
/// ([`Mention::owner`](crate::Mention::owner)) or has to be found elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// ISO 3166 alpha-3 for states, a slug for everything else.
    pub id: &'static str,
    /// Display name in English.
    pub label_en: &'static str,
    /// Display name in Russian.
    pub label_ru: &'static str,
    /// Class.
    pub class: Class,
    /// Kind on the wire.
    pub kind: ActorKind,
    /// ISO 3166 alpha-3 of a state and of what belongs to it, the slug of a contested polity, `None` for what is
    /// international.
    pub country: Option<&'static str>,
    /// PLOVER sectors, the first one foremost.
    pub sectors: Vec<Sector>,
    /// The entity it is part of.
    pub parent: Option<EntityIx>,
}

/// By which kind of word an entity is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Its name.
    Name,
    /// A short form in capitals.
    Acronym,
    /// The adjective: *российский*, *American*; also half of a compound: *российско-белорусский*.
    Adjective,
    /// Its people: *россияне*, *Russians*.
    Demonym,
    /// Its capital, which stands for it when it acts.
    Capital,
    /// The seat of its government: *Кремль*, *Downing Street*.
    Seat,
}

impl Form {
    pub(crate) fn of_code(code: u32) -> Self {
        match FORMS.get(code as usize).copied() {
            Some("acronym") => Self::Acronym,
            Some("adjective") => Self::Adjective,
            Some("people") => Self::Demonym,
            Some("capital") => Self::Capital,
            Some("seat") => Self::Seat,
            _ => Self::Name,
        }
    }
}

/// How an entity stands to an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Standing {
    Member,
    Observer,
    Partner,
    Associate,
    Suspended,
}

impl Standing {
    pub(crate) fn of_code(code: u32) -> Option<Self> {
        Some(match *STANDINGS.get(code as usize)? {
            "member" => Self::Member,
            "observer" => Self::Observer,
            "partner" => Self::Partner,
            "associate" => Self::Associate,
            _ => Self::Suspended,
        })
    }
}

/// A dated membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The organisation.
    pub org: EntityIx,
    /// The member.
    pub member: EntityIx,
    /// First day, as far as known: `2002`, `2002-05` or `2002-05-14`; empty: not known.
    pub from: &'static str,
    /// First day it no longer held; empty: it lasts.
    pub to: &'static str,
    /// Standing.
    pub standing: Standing,
}

impl Membership {
    /// Whether it held on `day` (`2024-07-04`). A bare year counts from its first day.
    pub fn holds_on(&self, day: &str) -> bool {
        self.from <= day && (self.to.is_empty() || day < self.to)
    }
}
