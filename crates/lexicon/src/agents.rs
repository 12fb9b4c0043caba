//! Words for those who act without a name, and words that refer back to whoever was named.

use std::sync::LazyLock;

use legation_model::{Lang, Office, Sector};

use crate::files::Layers;
use crate::phrase::{Phrases, Seen};
use crate::small::Smalls;
use crate::table::Table;

/// A noun for someone who acts: *authorities*, *беженцы*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// English gloss.
    pub label: &'static str,
    /// Sectors; none for those who belong to none (*observers*).
    pub sectors: Vec<Sector>,
    /// The noun names many by itself, or a body.
    pub many: bool,
    /// The noun names somebody only where they are counted: *30 человек*.
    pub counted: bool,
}

/// Whom a word refers back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refers {
    /// The two or more who were named together last.
    Pair,
    /// The states of those.
    States,
    /// The persons of those.
    Leaders,
    /// The state named last.
    State,
    /// The body named last.
    Body,
    /// The organisation named last.
    Organisation,
    /// With an adjective: that state.
    Side,
    /// The last of those.
    Latter,
    /// Who came to the state where the story plays.
    Guest,
    /// Who received them there.
    Host,
    /// Holder of the same office elsewhere.
    Counterpart,
    /// The person named last, of these offices where there are any.
    Person(Vec<Office>),
    /// A man.
    He,
    /// A woman.
    She,
    /// A state, body or organisation.
    It,
    /// Several.
    They,
    /// The speaker.
    Me,
    /// The speaker's side.
    Us,
    /// Of the speaker's side.
    Ours,
}

/// Small words around agents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// A preposition after which a capital is a place.
    Place,
    /// A preposition that adds a partner.
    With,
    /// A preposition between an agent and its country.
    From,
}

/// Agents and references of both languages.
#[derive(Debug, Default)]
pub struct Agents {
    ru: Phrases<Agent>,
    en: Phrases<Agent>,
    refers_ru: Phrases<Refers>,
    refers_en: Phrases<Refers>,
    links: Vec<(Lang, Link, &'static str)>,
    small: Smalls,
}

static BUILTIN: LazyLock<Agents> = LazyLock::new(|| Agents::read(&Layers::builtin()));

impl Agents {
    /// Those that the program carries.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The longest agent noun that begins with the first of `words`, and how many words it takes.
    pub fn agent(&self, lang: Lang, words: &[Seen<'_>]) -> Option<(usize, &Agent)> {
        match lang {
            Lang::Ru => self.ru.longest(words),
            _ => self.en.longest(words),
        }
    }

    /// The longest reference that begins with the first of `words`, and how many words it takes.
    pub fn refers(&self, lang: Lang, words: &[Seen<'_>]) -> Option<(usize, &Refers)> {
        match lang {
            Lang::Ru => self.refers_ru.longest(words),
            _ => self.refers_en.longest(words),
        }
    }

    /// Whether `word` is such a preposition.
    pub fn links(&self, lang: Lang, link: Link, word: &str) -> bool {
        self.links.iter().any(|(l, k, w)| *l == lang && *k == link && *w == word)
    }

    /// Words of closed classes.
    pub fn small(&self) -> &Smalls {
        &self.small
    }

    /// Reads the files; of two rows of one pattern the one of the topmost layer counts.
    pub(crate) fn read(layers: &Layers) -> Self {
        let mut all = Self { small: Smalls::read(layers), ..Self::default() };
        let files = [("agents/ru.tsv", Lang::Ru), ("agents/en.tsv", Lang::En)];
        for (path, text, lang) in files
            .iter()
            .flat_map(|(path, lang)| layers.downward(path).map(move |(path, text)| (path, text, lang)))
        {
            let table = Table::parse(path, text);
            for row in &table.rows {
                let agent = Agent {
                    label: table.cell(row, "label"),
                    sectors: table.values(row, "sectors").filter_map(|s| s.parse().ok()).collect(),
                    many: matches!(table.cell(row, "number"), "many" | "counted"),
                    counted: table.cell(row, "number") == "counted",
                };
                let pattern = table.cell(row, "pattern");
                match lang {
                    Lang::Ru => all.ru.add(pattern, *lang, agent),
                    _ => all.en.add(pattern, *lang, agent),
                }
            }
        }
        for (path, text) in layers.downward("agents/references.tsv") {
            let table = Table::parse(path, text);
            for row in &table.rows {
                let offices = table.values(row, "offices").filter_map(|o| o.parse().ok()).collect();
                let Some(refers) = refers(table.cell(row, "refers"), offices) else { continue };
                match table.cell(row, "lang") {
                    "ru" => all.refers_ru.add(table.cell(row, "pattern"), Lang::Ru, refers),
                    _ => all.refers_en.add(table.cell(row, "pattern"), Lang::En, refers),
                }
            }
        }
        for (path, text) in layers.downward("agents/words.tsv") {
            let table = Table::parse(path, text);
            for row in &table.rows {
                let lang = if table.cell(row, "lang") == "ru" { Lang::Ru } else { Lang::En };
                let Some(link) = link(table.cell(row, "kind")) else { continue };
                all.links.push((lang, link, table.cell(row, "word")));
            }
        }
        all
    }
}

/// What a word of the files refers to.
pub(crate) fn refers(text: &str, offices: Vec<Office>) -> Option<Refers> {
    Some(match text {
        "pair" => Refers::Pair,
        "states" => Refers::States,
        "leaders" => Refers::Leaders,
        "state" => Refers::State,
        "body" => Refers::Body,
        "organisation" => Refers::Organisation,
        "side" => Refers::Side,
        "latter" => Refers::Latter,
        "guest" => Refers::Guest,
        "host" => Refers::Host,
        "counterpart" => Refers::Counterpart,
        "person" => Refers::Person(offices),
        "he" => Refers::He,
        "she" => Refers::She,
        "it" => Refers::It,
        "they" => Refers::They,
        "me" => Refers::Me,
        "us" => Refers::Us,
        "ours" => Refers::Ours,
        _ => return None,
    })
}

/// A kind of link as the files name it.
pub(crate) fn link(text: &str) -> Option<Link> {
    Some(match text {
        "place" => Link::Place,
        "with" => Link::With,
        "from" => Link::From,
        _ => return None,
    })
}
