//! The files, read into one lexicon.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use legation_model::Sector;

use crate::automaton::{Automaton, split_marks};
use crate::context::{AFTER_ACTOR, BEFORE_ACTOR, BEFORE_PLACE, Rule, Rules};
use crate::table::{Row, Table};
use crate::{Class, Entity, EntityIx, Form, Membership, Place, PlaceIx, Standing};

/// Files of entities, states first: of two entities of one name the first read is the first choice.
const ENTITIES: &[(&str, &str, Class)] = &[
    ("states.tsv", include_str!("../../../lexicon/entities/states.tsv"), Class::State),
    ("polities.tsv", include_str!("../../../lexicon/entities/polities.tsv"), Class::Polity),
    ("organisations.tsv", include_str!("../../../lexicon/entities/organisations.tsv"), Class::Organisation),
    ("bodies.tsv", include_str!("../../../lexicon/entities/bodies.tsv"), Class::Body),
    ("outlets.tsv", include_str!("../../../lexicon/entities/outlets.tsv"), Class::Outlet),
    ("groups.tsv", include_str!("../../../lexicon/entities/groups.tsv"), Class::Company),
];
const MEMBERSHIPS: &str = include_str!("../../../lexicon/entities/memberships.tsv");
const MASKS: &str = include_str!("../../../lexicon/entities/masks.tsv");
const CONTEXT: &str = include_str!("../../../lexicon/entities/context.tsv");
const INTRODUCERS: &str = include_str!("../../../lexicon/entities/introducers.tsv");
const CITIES: &str = include_str!("../../../lexicon/places/cities.tsv");

/// Value of a name that stands for nobody.
pub(crate) const MASK: u32 = u32::MAX;

/// Columns with names, and which kind of name they hold.
const NAMES: &[(&str, Form)] = &[
    ("names_en", Form::Name),
    ("names_ru", Form::Name),
    ("adj_en", Form::Adjective),
    ("adj_ru", Form::Adjective),
    ("people_en", Form::Demonym),
    ("people_ru", Form::Demonym),
    ("seats_en", Form::Seat),
    ("seats_ru", Form::Seat),
    ("capital_en", Form::Capital),
    ("capital_ru", Form::Capital),
];

/// All the words, ready to be looked for.
#[derive(Debug)]
pub struct Lexicon {
    entities: Vec<Entity>,
    ids: BTreeMap<&'static str, EntityIx>,
    memberships: Vec<Membership>,
    gazetteer: Vec<Place>,
    hash: String,
    pub(crate) names: Automaton<Form>,
    pub(crate) halves: Automaton<Form>,
    pub(crate) places: Automaton<()>,
    pub(crate) introducers: Automaton<()>,
    pub(crate) name_rules: Rules,
    pub(crate) place_rules: Rules,
}

static BUILTIN: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    /// The lexicon that the program carries.
    pub fn builtin() -> &'static Self {
        &BUILTIN
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

    /// BLAKE3 of the files, in hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    fn read() -> Self {
        let mut hash = blake3::Hasher::new();
        for text in ENTITIES.iter().map(|f| f.1).chain([MEMBERSHIPS, MASKS, CONTEXT, INTRODUCERS, CITIES]) {
            hash.update(&(text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        let mut lexicon = Self {
            entities: Vec::new(),
            ids: BTreeMap::new(),
            memberships: Vec::new(),
            gazetteer: Vec::new(),
            hash: hash.finalize().to_hex().to_string(),
            names: Automaton::new(),
            halves: Automaton::new(),
            places: Automaton::new(),
            introducers: Automaton::new(),
            name_rules: HashMap::new(),
            place_rules: HashMap::new(),
        };
        let tables: Vec<(Table<'static>, Class)> =
            ENTITIES.iter().map(|(path, text, class)| (Table::parse(path, text), *class)).collect();
        for (table, class) in &tables {
            for row in &table.rows {
                lexicon.add_entity(table, row, *class);
            }
        }
        for (table, _) in &tables {
            for row in &table.rows {
                lexicon.add_parent(table, row);
            }
        }
        // Names before adjectives before capitals, whatever the file: "Панама" is the state first.
        for late in [false, true] {
            for (column, form) in NAMES {
                for (table, _) in &tables {
                    for row in &table.rows {
                        lexicon.add_names(table, row, column, *form, late);
                    }
                }
            }
        }
        lexicon.read_memberships(&Table::parse("memberships.tsv", MEMBERSHIPS));
        for (table, class) in &tables {
            if matches!(class, Class::State | Class::Polity) {
                for row in &table.rows {
                    lexicon.add_country(table, row);
                }
            }
        }
        let cities = Table::parse("cities.tsv", CITIES);
        for row in &cities.rows {
            lexicon.add_city(&cities, row);
        }
        lexicon.read_context();
        lexicon
    }

    fn read_context(&mut self) {
        let masks = Table::parse("masks.tsv", MASKS);
        for row in &masks.rows {
            for name in masks.values(row, "names") {
                self.names.add(name, MASK, Form::Name);
            }
        }
        let rules = Table::parse("context.tsv", CONTEXT);
        for row in &rules.rows {
            let words: Vec<_> = rules.values(row, "words").collect();
            // The name may be written in the files as one that does not bend.
            for name in [rules.cell(row, "name").to_owned(), format!("={}", rules.cell(row, "name"))] {
                if let Some(rule) = Rule::parse(rules.cell(row, "rule"), words.clone()) {
                    self.name_rules.entry(self.names.node(&name)).or_default().push(rule.clone());
                    self.place_rules.entry(self.places.node(&name)).or_default().push(rule);
                }
            }
        }
        let introducers = Table::parse("introducers.tsv", INTRODUCERS);
        for row in &introducers.rows {
            let value = match (introducers.cell(row, "side"), introducers.cell(row, "of")) {
                ("before", "place") => BEFORE_PLACE,
                ("after", _) => AFTER_ACTOR,
                _ => BEFORE_ACTOR,
            };
            self.introducers.add(introducers.cell(row, "word"), value, ());
        }
    }

    fn add_entity(&mut self, table: &Table<'static>, row: &Row<'static>, class: Class) {
        let id = table.cell(row, "id");
        let class = Class::parse(table.cell(row, "class")).unwrap_or(class);
        let cell = table.cell(row, "country");
        let country = match class {
            Class::State | Class::Polity => Some(id),
            _ => Some(cell).filter(|c| !c.is_empty()),
        };
        let sectors: Vec<Sector> = match class {
            Class::State | Class::Polity => vec![Sector::Gov],
            _ => table.values(row, "sectors").filter_map(|s| s.parse().ok()).collect(),
        };
        let ix = EntityIx(self.entities.len() as u32);
        self.ids.entry(id).or_insert(ix);
        self.entities.push(Entity {
            id,
            label_en: table.cell(row, "label_en"),
            label_ru: table.cell(row, "label_ru"),
            class,
            kind: class.kind(),
            country,
            sectors,
            parent: None,
        });
    }

    fn add_parent(&mut self, table: &Table<'static>, row: &Row<'static>) {
        let parent = table.cell(row, "parent");
        if let (Some(ix), Some(parent)) = (self.by_id(table.cell(row, "id")), self.by_id(parent)) {
            self.entities[ix.0 as usize].parent = Some(parent);
        }
    }

    fn add_names(
        &mut self,
        table: &Table<'static>,
        row: &Row<'static>,
        column: &str,
        form: Form,
        late: bool,
    ) {
        let Some(ix) = self.by_id(table.cell(row, "id")) else { return };
        for name in table.values(row, column).filter(|name| split_marks(name).0.contains('~') == late) {
            let form = if form == Form::Name && crate::inflect::all_capitals(split_marks(name).1) {
                Form::Acronym
            } else {
                form
            };
            self.names.add(name, ix.0, form);
            if column == "adj_ru" {
                self.halves.add_half(name, ix.0, form);
            }
        }
        if column == "adj_ru" && !late {
            for half in table.values(row, "half_ru") {
                self.halves.add(half, ix.0, form);
            }
        }
    }

    fn read_memberships(&mut self, table: &Table<'static>) {
        for row in &table.rows {
            let (Some(org), Some(member), Some(standing)) = (
                self.by_id(table.cell(row, "org")),
                self.by_id(table.cell(row, "member")),
                Standing::parse(table.cell(row, "standing")),
            ) else {
                continue;
            };
            let (from, to) = (table.cell(row, "from"), table.cell(row, "to"));
            self.memberships.push(Membership { org, member, from, to, standing });
        }
    }

    fn add_country(&mut self, table: &Table<'static>, row: &Row<'static>) {
        let ix = self.gazetteer.len() as u32;
        self.gazetteer.push(Place {
            label_en: table.cell(row, "label_en"),
            label_ru: table.cell(row, "label_ru"),
            country: Some(table.cell(row, "id")),
            geonames: None,
            lat: None,
            lon: None,
            whole: true,
        });
        for column in ["names_en", "names_ru"] {
            for name in table.values(row, column) {
                self.places.add(name, ix, ());
            }
        }
    }

    fn add_city(&mut self, table: &Table<'static>, row: &Row<'static>) {
        let ix = self.gazetteer.len() as u32;
        let names: Vec<&str> = table.values(row, "names_en").chain(table.values(row, "names_ru")).collect();
        self.gazetteer.push(Place {
            label_en: table.values(row, "names_en").next().unwrap_or(""),
            label_ru: table.values(row, "names_ru").next().unwrap_or(""),
            country: Some(table.cell(row, "country")).filter(|c| !c.is_empty()),
            geonames: table.cell(row, "geonames").parse().ok(),
            lat: table.cell(row, "lat").parse().ok(),
            lon: table.cell(row, "lon").parse().ok(),
            whole: false,
        });
        for name in names {
            self.places.add(name, ix, ());
        }
    }
}
