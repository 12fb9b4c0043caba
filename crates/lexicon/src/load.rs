//! The lexicon, read out of what the build script compiled.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use legation_model::Sector;

use crate::agents::Agents;
use crate::automaton::Automaton;
use crate::blob::{self, Blob, Section};
use crate::context::Rules;
use crate::files::Layers;
use crate::layout::{self, ENTITY, MEMBERSHIP, NO_DEGREE, PLACE};
use crate::offices::Offices;
use crate::overlay::{Fault, Overlay};
use crate::persons::Persons;
use crate::{Class, Entity, EntityIx, Membership, Place, PlaceIx, Standing, compile};

/// All the words, ready to be looked for.
#[derive(Debug)]
pub struct Lexicon {
    entities: Vec<Entity>,
    ids: BTreeMap<&'static str, EntityIx>,
    memberships: Vec<Membership>,
    gazetteer: Vec<Place>,
    hash: &'static str,
    offices: &'static Offices,
    agents: &'static Agents,
    persons: &'static Persons,
    pub(crate) names: Automaton,
    pub(crate) halves: Automaton,
    pub(crate) places: Automaton,
    pub(crate) introducers: Automaton,
    pub(crate) name_rules: Rules,
    pub(crate) place_rules: Rules,
}

static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::read(&blob::BUILTIN, Offices::builtin(), Agents::builtin(), Persons::builtin())
});

impl Lexicon {
    /// The lexicon that the program carries.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The built-in lexicon with `overlays` over it, the last one topmost. The words of an overlay win over those
    /// below it, its rows add to and correct those of the same key.
    ///
    /// A program does this once: what is made here lasts as long as the program.
    ///
    /// # Errors
    /// What [`lint`](crate::lint) finds wrong in the texts.
    pub fn with_overlays(overlays: &[Overlay]) -> Result<Self, Vec<Fault>> {
        let mut layers = Layers::builtin();
        for overlay in overlays {
            let faults = crate::lint::overlay(overlay, &layers);
            if !faults.is_empty() {
                return Err(faults);
            }
            let keep = |text: &String| -> &'static str { text.clone().leak() };
            layers.push(overlay.files.iter().map(|(path, text)| (keep(path), keep(text))).collect());
        }
        let (numbers, text) = compile::compile(layers.all(), Self::builtin().hash());
        let offices: &'static Offices = if layers.adds("offices/") {
            Box::leak(Box::new(Offices::read(&layers)))
        } else {
            Offices::builtin()
        };
        let agents: &'static Agents = if layers.adds("agents/") {
            Box::leak(Box::new(Agents::read(&layers)))
        } else {
            Agents::builtin()
        };
        let persons: &'static Persons = if layers.adds("holders/") || layers.adds("persons/") {
            Box::leak(Box::new(Persons::read(&layers)))
        } else {
            Persons::builtin()
        };
        Ok(Self::read(Blob::leak(&numbers, text), offices, agents, persons))
    }

    /// Titles of offices and the words around them.
    pub fn offices(&self) -> &'static Offices {
        self.offices
    }

    /// Words for those who act without a name, and for those who were named before.
    pub fn agents(&self) -> &'static Agents {
        self.agents
    }

    /// Persons known by name, with their offices.
    pub fn persons(&self) -> &'static Persons {
        self.persons
    }

    /// An entity.
    pub fn entity(&self, ix: EntityIx) -> &Entity {
        &self.entities[ix.0 as usize]
    }

    /// Entities in the order of the files.
    pub fn entities(&self) -> impl Iterator<Item = (EntityIx, &Entity)> {
        self.entities.iter().enumerate().map(|(ix, e)| (EntityIx(ix as u32), e))
    }

    /// The entity with that id.
    pub fn by_id(&self, id: &str) -> Option<EntityIx> {
        self.ids.get(id).copied()
    }

    /// A place.
    pub fn place(&self, ix: PlaceIx) -> &Place {
        &self.gazetteer[ix.0 as usize]
    }

    /// Memberships, by organisation and member.
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// The states that a collective's name means; of any other entity none.
    pub fn collective(&self, ix: EntityIx) -> impl Iterator<Item = EntityIx> {
        let own = self.entity(ix).class == Class::Collective;
        self.memberships.iter().filter(move |m| own && m.org == ix).map(|m| m.member)
    }

    /// Full members of `org` on `day` (`2024-07-04`).
    pub fn members(&self, org: EntityIx, day: &str) -> impl Iterator<Item = EntityIx> {
        self.memberships
            .iter()
            .filter(move |m| m.org == org && m.standing == Standing::Member && m.holds_on(day))
            .map(|m| m.member)
    }

    /// Id of a body of `owner`: `rus-foreign-ministry`. A body with a country of its own keeps its id.
    pub fn body_id(&self, body: EntityIx, owner: Option<EntityIx>) -> String {
        let body = self.entity(body);
        match owner.map(|o| self.entity(o)) {
            Some(owner) if body.country.is_none() => format!("{}-{}", owner.id.to_ascii_lowercase(), body.id),
            _ => body.id.to_owned(),
        }
    }

    /// BLAKE3 of the built-in files, in hexadecimal digits.
    pub fn hash(&self) -> &str {
        self.hash
    }

    fn read(
        blob: &'static Blob,
        offices: &'static Offices,
        agents: &'static Agents,
        persons: &'static Persons,
    ) -> Self {
        let records = |section, size| records(blob, section, size);
        let entities: Vec<Entity> = records(layout::ENTITIES, ENTITY).map(|(s, at)| entity(s, at)).collect();
        let mut ids = BTreeMap::new();
        for (ix, entity) in entities.iter().enumerate() {
            ids.entry(entity.id).or_insert(EntityIx(ix as u32));
        }
        Self {
            entities,
            ids,
            memberships: records(layout::MEMBERSHIPS, MEMBERSHIP)
                .filter_map(|(s, at)| membership(s, at))
                .collect(),
            gazetteer: records(layout::PLACES, PLACE).map(|(s, at)| place(s, at)).collect(),
            hash: blob.section(layout::HASH).text(0),
            offices,
            agents,
            persons,
            names: Automaton::of(blob, layout::NAMES),
            halves: Automaton::of(blob, layout::HALVES),
            places: Automaton::of(blob, layout::TOWNS),
            introducers: Automaton::of(blob, layout::INTRODUCERS),
            name_rules: Rules::of(blob, layout::NAME_RULES),
            place_rules: Rules::of(blob, layout::PLACE_RULES),
        }
    }
}

/// The records of a section: where each begins.
fn records(blob: &'static Blob, section: usize, size: usize) -> impl Iterator<Item = (Section, usize)> {
    let section = blob.section(section);
    (0..section.len() / size).map(move |n| (section, n * size))
}

fn some(text: &'static str) -> Option<&'static str> {
    Some(text).filter(|t| !t.is_empty())
}

fn entity(s: Section, at: usize) -> Entity {
    let class = Class::of_code(s.get(at + 6));
    Entity {
        id: s.text(at),
        label_en: s.text(at + 2),
        label_ru: s.text(at + 4),
        class,
        kind: class.kind(),
        country: some(s.text(at + 7)),
        parent: s.get(at + 9).checked_sub(1).map(EntityIx),
        sectors: s.text(at + 10).split('|').filter_map(|code| code.parse::<Sector>().ok()).collect(),
    }
}

fn membership(s: Section, at: usize) -> Option<Membership> {
    Some(Membership {
        org: EntityIx(s.get(at)),
        member: EntityIx(s.get(at + 1)),
        from: s.text(at + 2),
        to: s.text(at + 4),
        standing: Standing::of_code(s.get(at + 6))?,
    })
}

fn place(s: Section, at: usize) -> Place {
    let degrees = |at: usize| {
        let n = s.get(at).cast_signed();
        (n != NO_DEGREE).then(|| f64::from(n) / 10_000.0)
    };
    Place {
        label_en: s.text(at),
        label_ru: s.text(at + 2),
        country: some(s.text(at + 4)),
        geonames: Some(s.get(at + 6)).filter(|n| *n != 0),
        lat: degrees(at + 7),
        lon: degrees(at + 8),
        whole: s.get(at + 9) == 1,
    }
}
