//! Words that name offices, and the small words around them.

use std::sync::LazyLock;

use legation_model::{Lang, Office, Phase, Sector};

use crate::files::Layers;
use crate::phrase::{Phrases, Seen};
use crate::table::Table;

/// What a title says of the office; some say it only together with whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// This office.
    Office(Office),
    /// A leader: of a state its head, of a party another office.
    Leader,
    /// The head of a body: which body tells the office.
    Head,
    /// A secretary of state: of the United States the foreign minister, of a union its state secretary.
    Secretary,
    /// A representative: of a ministry its spokesperson, of a state nobody in particular.
    Representative,
}

/// What may follow a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Whose it is: a state, a contested polity, an organisation.
    State,
    /// Whose, and where: *посол России в Сербии*.
    Post,
    /// An organisation.
    Org,
    /// A body, company, organisation or state, or a phrase that names one.
    Body,
    /// What the holder is in charge of: *министр финансов*.
    Tail,
    /// A body of which the person is one among many.
    Member,
    /// Like a body; an office only where the words tell whose: *фотограф агентства «Заря»*.
    Staff,
    /// A region or town.
    Place,
    /// Nothing: it is whole as it stands.
    Fixed,
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Office.
    pub key: Key,
    /// Sectors, the first one foremost.
    pub sectors: Vec<Sector>,
    /// What may follow.
    pub takes: Takes,
    /// Ids of the states that call an office so, where few do: *Foreign Secretary*.
    pub states: Vec<&'static str>,
}

/// The part that a small word plays beside a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// *Former*, *избранный*.
    Phase(Phase),
    /// *First*, *старший*: may stand before a title and changes nothing.
    Skip,
    /// *Deputy*.
    Deputy,
    /// *Spokesman*, *помощник*: may serve a person.
    Serves,
    /// *Mr*, *господин*.
    Honorific,
    /// A verb that gives or takes an office; the phase that it leaves.
    Appoint(Phase),
    /// *Was*, *служил*: former in the past tense, current in the present.
    Was,
    /// *Candidate*: the office is not held.
    Hopes,
    /// *Heads*, *возглавляет*: its subject is the head of its object.
    Heads,
    /// *Post*, *должность*.
    Post,
    /// A preposition between an office and where it is held.
    Target,
}

/// What a noun for a house says of the name behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum House {
    /// The name is its own: *партия «Заря»*, *Acme company*.
    Own,
    /// It is a part of what is named: *отдел завода*, *branch of the bank*.
    Part,
}

/// All titles and the words around them.
#[derive(Debug, Default)]
pub struct Offices {
    houses_ru: Phrases<House>,
    houses_en: Phrases<House>,
    ru: Phrases<Title>,
    en: Phrases<Title>,
    parts_ru: Phrases<Part>,
    parts_en: Phrases<Part>,
}

static BUILTIN: LazyLock<Offices> = LazyLock::new(|| Offices::read(&Layers::builtin()));

impl Offices {
    /// Those that the program carries.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The longest title that begins with the first of `words`, and how many words it takes.
    pub fn title(&self, lang: Lang, words: &[Seen<'_>]) -> Option<(usize, &Title)> {
        match lang {
            Lang::Ru => self.ru.longest(words),
            _ => self.en.longest(words),
        }
    }

    /// The longest small word that begins with the first of `words`.
    pub fn part(&self, lang: Lang, words: &[Seen<'_>]) -> Option<(usize, Part)> {
        let found = match lang {
            Lang::Ru => self.parts_ru.longest(words),
            _ => self.parts_en.longest(words),
        };
        found.map(|(len, part)| (len, *part))
    }

    /// The longest noun for a house (*party*, *комитет*) that begins with the first of `words`.
    pub fn house(&self, lang: Lang, words: &[Seen<'_>]) -> Option<(usize, House)> {
        let found = match lang {
            Lang::Ru => self.houses_ru.longest(words),
            _ => self.houses_en.longest(words),
        };
        found.map(|(len, house)| (len, *house))
    }

    /// Reads the files; of two rows of one pattern the one of the topmost layer counts.
    pub(crate) fn read(layers: &Layers) -> Self {
        let mut all = Self::default();
        for (path, text) in layers.downward("offices/houses.tsv") {
            let table = Table::parse(path, text);
            for row in &table.rows {
                let Some(house) = house(table.cell(row, "kind")) else { continue };
                match table.cell(row, "lang") {
                    "ru" => all.houses_ru.add(table.cell(row, "word"), Lang::Ru, house),
                    _ => all.houses_en.add(table.cell(row, "word"), Lang::En, house),
                }
            }
        }
        let files = [("offices/ru.tsv", Lang::Ru), ("offices/en.tsv", Lang::En)];
        for (path, text, lang) in files
            .iter()
            .flat_map(|(path, lang)| layers.downward(path).map(move |(path, text)| (path, text, lang)))
        {
            let table = Table::parse(path, text);
            for row in &table.rows {
                let (Some(key), Some(takes)) =
                    (key(table.cell(row, "office")), takes(table.cell(row, "takes")))
                else {
                    continue;
                };
                let sectors = table.values(row, "sectors").filter_map(|s| s.parse().ok()).collect();
                let states = table.values(row, "states").collect();
                let title = Title { key, sectors, takes, states };
                let phrase = table.cell(row, "pattern");
                match lang {
                    Lang::Ru => all.ru.add(phrase, *lang, title),
                    _ => all.en.add(phrase, *lang, title),
                }
            }
        }
        for (path, text) in layers.downward("offices/words.tsv") {
            let table = Table::parse(path, text);
            for row in &table.rows {
                let Some(part) = part(table.cell(row, "kind"), table.cell(row, "value")) else { continue };
                match table.cell(row, "lang") {
                    "ru" => all.parts_ru.add(table.cell(row, "word"), Lang::Ru, part),
                    _ => all.parts_en.add(table.cell(row, "word"), Lang::En, part),
                }
            }
        }
        all
    }
}

/// An office as the files name it.
pub(crate) fn key(text: &str) -> Option<Key> {
    Some(match text {
        "leader" => Key::Leader,
        "head" => Key::Head,
        "secretary" => Key::Secretary,
        "representative" => Key::Representative,
        other => Key::Office(other.parse().ok()?),
    })
}

/// A kind of house as the files name it.
pub(crate) fn house(kind: &str) -> Option<House> {
    match kind {
        "self" => Some(House::Own),
        "part" => Some(House::Part),
        _ => None,
    }
}

/// What follows a title, as the files name it.
pub(crate) fn takes(text: &str) -> Option<Takes> {
    Some(match text {
        "state" => Takes::State,
        "post" => Takes::Post,
        "org" => Takes::Org,
        "body" => Takes::Body,
        "tail" => Takes::Tail,
        "member" => Takes::Member,
        "staff" => Takes::Staff,
        "place" => Takes::Place,
        "fixed" => Takes::Fixed,
        _ => return None,
    })
}

/// A small word's part, as the files name it.
pub(crate) fn part(kind: &str, value: &str) -> Option<Part> {
    Some(match kind {
        "phase" => Part::Phase(value.parse().ok()?),
        "skip" => Part::Skip,
        "deputy" => Part::Deputy,
        "honorific" => Part::Honorific,
        "appoint" if value == "was" => Part::Was,
        "appoint" => Part::Appoint(value.parse().ok()?),
        "heads" => Part::Heads,
        "hopes" => Part::Hopes,
        "serves" => Part::Serves,
        "post" => Part::Post,
        "target" => Part::Target,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_both_languages() {
        let all = Offices::builtin();
        let find = |lang, text: &'static str| {
            let words: Vec<Seen<'_>> = text.split(' ').map(|w| Seen::new(w, w)).collect();
            all.title(lang, &words).map(|(len, title)| (len, title.key))
        };
        let minister = Key::Office(Office::ForeignMinister);
        assert_eq!(find(Lang::Ru, "Министра иностранных дел Фрейдонии"), Some((3, minister)));
        assert_eq!(find(Lang::Ru, "главой МИД"), Some((2, minister)));
        assert_eq!(find(Lang::Ru, "главы МИДа"), Some((2, minister)));
        assert_eq!(find(Lang::Ru, "посла в"), Some((1, Key::Office(Office::Ambassador))));
        assert_eq!(find(Lang::En, "foreign minister of"), Some((2, minister)));
        assert_eq!(find(Lang::En, "Vice-President X"), Some((1, Key::Office(Office::Other))));
        assert_eq!(find(Lang::Ru, "встреча министра"), None);
    }
}
