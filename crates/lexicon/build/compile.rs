//! From rows to sections.

use std::collections::HashMap;

use crate::layout::{
    AUTOMATA, AUTOMATON_COUNT, CLASSES, ENTITIES, FORMS, HALVES, HASH, INTRODUCED, INTRODUCERS, MEMBERSHIPS,
    NAME_RULES, NAMES, NO_DEGREE, NONE, PARTS, PLACE_RULES, PLACES, RULES, SECTIONS, STANDINGS, TOWNS,
};
use crate::table::{Row, Table};
use crate::trie::{Trie, split_marks};

/// The files; those of entities first, states before all: of two entities of one name the first is the first choice.
pub(crate) const FILES: &[&str] = &[
    "entities/states.tsv",
    "entities/polities.tsv",
    "entities/organisations.tsv",
    "entities/bodies.tsv",
    "entities/outlets.tsv",
    "entities/groups.tsv",
    "entities/memberships.tsv",
    "entities/masks.tsv",
    "entities/context.tsv",
    "entities/introducers.tsv",
    "places/cities.tsv",
];
const ENTITY_FILES: usize = 6;

/// Class of the rows of an entity file that do not say it.
const DEFAULT_CLASS: [&str; ENTITY_FILES] = ["state", "polity", "organisation", "body", "outlet", "company"];

/// Columns with names and the kind of name they hold. Names go before adjectives and capitals, whatever the file:
/// *Панама* is the state first.
const COLUMNS: &[(&str, &str)] = &[
    ("names_en", "name"),
    ("names_ru", "name"),
    ("adj_en", "adjective"),
    ("adj_ru", "adjective"),
    ("people_en", "people"),
    ("people_ru", "people"),
    ("seats_en", "seat"),
    ("seats_ru", "seat"),
    ("capital_en", "capital"),
    ("capital_ru", "capital"),
];

/// Strings, each once.
#[derive(Default)]
struct Pool {
    text: String,
    known: HashMap<String, [u32; 2]>,
}

impl Pool {
    fn add(&mut self, word: &str) -> [u32; 2] {
        if word.is_empty() {
            return [0, 0];
        }
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let at = [self.text.len() as u32, word.len() as u32];
        self.text.push_str(word);
        self.known.insert(word.to_owned(), at);
        at
    }
}

fn code(set: &[&str], word: &str) -> Option<u32> {
    set.iter().position(|c| *c == word).map(|at| at as u32)
}

/// Numbers and text of the compiled lexicon. Rows that do not fit are left out here and named by the linter.
pub(crate) fn compile(files: &[(&str, String)], hash: &str) -> (Vec<u32>, String) {
    let tables: Vec<Table<'_>> = files.iter().map(|(path, text)| Table::parse(path, text)).collect();
    let table = |path: &str| tables.iter().find(|t| t.path == path);
    let mut pool = Pool::default();
    let mut sections: Vec<Vec<u32>> = vec![Vec::new(); SECTIONS];
    let mut tries: Vec<Trie> = (0..AUTOMATON_COUNT).map(|_| Trie::default()).collect();
    let entities = &tables[..ENTITY_FILES];
    let mut ids: HashMap<&str, u32> = HashMap::new();
    for table in entities {
        for row in &table.rows {
            let next = ids.len() as u32;
            ids.entry(table.cell(row, "id")).or_insert(next);
        }
    }
    for (table, default) in entities.iter().zip(DEFAULT_CLASS) {
        for row in &table.rows {
            sections[ENTITIES].extend(entity(table, row, default, &ids, &mut pool));
        }
    }
    add_names(entities, &ids, &mut tries);
    if let Some(table) = table("entities/memberships.tsv") {
        for row in &table.rows {
            if let (Some(org), Some(member), Some(standing)) = (
                ids.get(table.cell(row, "org")),
                ids.get(table.cell(row, "member")),
                code(&STANDINGS, table.cell(row, "standing")),
            ) {
                sections[MEMBERSHIPS].extend([*org, *member]);
                sections[MEMBERSHIPS].extend(pool.add(table.cell(row, "from")));
                sections[MEMBERSHIPS].extend(pool.add(table.cell(row, "to")));
                sections[MEMBERSHIPS].push(standing);
            }
        }
    }
    let mut place = 0;
    for table in entities[..2].iter().chain(table("places/cities.tsv")) {
        for row in &table.rows {
            add_place(table, row, place, &mut sections[PLACES], &mut tries[TOWNS], &mut pool);
            place += 1;
        }
    }
    if let Some(table) = table("entities/masks.tsv") {
        for row in &table.rows {
            for name in table.values(row, "names") {
                tries[NAMES].add(name, NONE, 0);
            }
        }
    }
    if let Some(table) = table("entities/introducers.tsv") {
        for row in &table.rows {
            let what = format!("{} {}", table.cell(row, "side"), table.cell(row, "of"));
            if let Some(code) = code(&INTRODUCED, &what) {
                tries[INTRODUCERS].add(table.cell(row, "word"), code, 0);
            }
        }
    }
    if let Some(table) = table("entities/context.tsv") {
        sections[NAME_RULES] = rules(table, &mut tries[NAMES], &mut pool);
        sections[PLACE_RULES] = rules(table, &mut tries[TOWNS], &mut pool);
    }
    sections[HASH].extend(pool.add(hash));
    for (at, trie) in tries.iter().enumerate() {
        let parts = trie.bake(|stem| pool.add(stem));
        for (part, numbers) in parts.into_iter().enumerate() {
            sections[AUTOMATA + at * PARTS + part] = numbers;
        }
    }
    let mut numbers = Vec::new();
    let mut start = SECTIONS * 2;
    for section in &sections {
        numbers.extend([start as u32, section.len() as u32]);
        start += section.len();
    }
    numbers.extend(sections.concat());
    (numbers, pool.text)
}

fn entity(
    table: &Table<'_>,
    row: &Row<'_>,
    default: &str,
    ids: &HashMap<&str, u32>,
    pool: &mut Pool,
) -> Vec<u32> {
    let id = table.cell(row, "id");
    let class = code(&CLASSES, table.cell(row, "class")).or_else(|| code(&CLASSES, default)).unwrap_or(0);
    let own = matches!(default, "state" | "polity");
    let country = if own { id } else { table.cell(row, "country") };
    let sectors = if own { "GOV" } else { table.cell(row, "sectors") };
    let mut out = Vec::new();
    for text in [id, table.cell(row, "label_en"), table.cell(row, "label_ru")] {
        out.extend(pool.add(text));
    }
    out.push(class);
    out.extend(pool.add(country));
    out.push(ids.get(table.cell(row, "parent")).map_or(0, |ix| ix + 1));
    out.extend(pool.add(sectors));
    out
}

fn add_names(entities: &[Table<'_>], ids: &HashMap<&str, u32>, tries: &mut [Trie]) {
    for late in [false, true] {
        for (column, form) in COLUMNS {
            for table in entities {
                for row in &table.rows {
                    let Some(ix) = ids.get(table.cell(row, "id")).copied() else { continue };
                    for name in table.values(row, column) {
                        let (marks, bare) = split_marks(name);
                        if marks.contains('~') != late {
                            continue;
                        }
                        let short = *form == "name" && crate::inflect::all_capitals(bare);
                        let form = code(&FORMS, if short { "acronym" } else { form }).unwrap_or(0);
                        tries[NAMES].add(name, ix, form);
                        if *column == "adj_ru" {
                            tries[HALVES].add_half(name, ix, form);
                        }
                    }
                    if *column == "adj_ru" && !late {
                        for half in table.values(row, "half_ru") {
                            tries[HALVES].add(half, ix, code(&FORMS, "adjective").unwrap_or(0));
                        }
                    }
                }
            }
        }
    }
}

fn add_place(
    table: &Table<'_>,
    row: &Row<'_>,
    ix: u32,
    out: &mut Vec<u32>,
    trie: &mut Trie,
    pool: &mut Pool,
) {
    let whole = table.column("label_en").is_some();
    // Marks of patterns are no part of a label.
    let first = |column: &str| -> String {
        table.values(row, column).next().map_or(String::new(), |name| {
            let words: Vec<&str> =
                split_marks(name).1.split(' ').map(|w| w.split(':').next().unwrap_or(w)).collect();
            words.join(" ").replace('=', "")
        })
    };
    let (en, ru, country) = if whole {
        let cell = |name| table.cell(row, name).to_owned();
        (cell("label_en"), cell("label_ru"), table.cell(row, "id"))
    } else {
        (first("names_en"), first("names_ru"), table.cell(row, "country"))
    };
    out.extend(pool.add(&en));
    out.extend(pool.add(&ru));
    out.extend(pool.add(country));
    out.push(table.cell(row, "geonames").parse().unwrap_or(0));
    for column in ["lat", "lon"] {
        let degrees: Option<f64> = table.cell(row, column).parse().ok();
        let whole = degrees.map_or(NO_DEGREE, |d| (d * 10_000.0).round() as i32);
        out.push(whole.cast_unsigned());
    }
    out.push(u32::from(whole));
    for column in ["names_en", "names_ru"] {
        for name in table.values(row, column) {
            trie.add(name, ix, 0);
        }
    }
}

fn rules(table: &Table<'_>, trie: &mut Trie, pool: &mut Pool) -> Vec<u32> {
    let mut rules: Vec<[u32; 4]> = Vec::new();
    for row in &table.rows {
        let Some(rule) = code(&RULES, table.cell(row, "rule")) else { continue };
        let words = pool.add(table.cell(row, "words"));
        // The name may stand in the files as one that does not bend.
        for name in [table.cell(row, "name").to_owned(), format!("={}", table.cell(row, "name"))] {
            rules.push([trie.node(&name), rule, words[0], words[1]]);
        }
    }
    rules.sort_unstable();
    rules.concat()
}
