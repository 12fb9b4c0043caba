//! From rows to sections: the build script compiles the files of the program with it, the library those of a user.

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
    "entities/regions.tsv",
    "entities/organisations.tsv",
    "entities/bodies.tsv",
    "entities/outlets.tsv",
    "entities/groups.tsv",
    "entities/collectives.tsv",
    "entities/memberships.tsv",
    "entities/masks.tsv",
    "entities/context.tsv",
    "entities/introducers.tsv",
    "places/cities.tsv",
    "places/regions.tsv",
];
const ENTITY_FILES: usize = 8;

/// Class of the rows of an entity file that do not say it.
const DEFAULT_CLASS: [&str; ENTITY_FILES] =
    ["state", "polity", "region", "organisation", "body", "outlet", "company", "collective"];

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

/// An entity with every row on it, the topmost layer's first.
struct Joined<'t, 'a> {
    id: &'a str,
    /// Which of the files of entities it stands in.
    file: usize,
    rows: Vec<(&'t Table<'a>, &'t Row<'a>)>,
}

impl<'a> Joined<'_, 'a> {
    /// What the topmost row says that says anything.
    fn cell(&self, column: &str) -> &'a str {
        self.rows.iter().map(|(table, row)| table.cell(row, column)).find(|c| !c.is_empty()).unwrap_or("")
    }
}

/// Numbers and text of the compiled lexicon. Each layer lies over the one before it: its words win, its rows add to
/// those of the same key. Rows that do not fit are left out here and named by the linter.
pub(crate) fn compile(layers: &[Vec<(&str, &str)>], hash: &str) -> (Vec<u32>, String) {
    let layers: Vec<Vec<Table<'_>>> = layers
        .iter()
        .map(|files| files.iter().map(|(path, text)| Table::parse(path, text)).collect())
        .collect();
    let mut pool = Pool::default();
    let mut sections: Vec<Vec<u32>> = vec![Vec::new(); SECTIONS];
    let mut tries: Vec<Trie> = (0..AUTOMATON_COUNT).map(|_| Trie::default()).collect();
    let entities = joined(&layers);
    let ids: HashMap<&str, u32> = entities.iter().enumerate().map(|(ix, e)| (e.id, ix as u32)).collect();
    for one in &entities {
        sections[ENTITIES].extend(entity(one, &ids, &mut pool));
    }
    add_names(&layers, &ids, &mut tries);
    add_memberships(&layers, &ids, &mut sections[MEMBERSHIPS], &mut pool);
    add_collectives(&entities, &ids, &mut sections[MEMBERSHIPS], &mut pool);
    add_places(&layers, &entities, &ids, &mut sections[PLACES], &mut tries[TOWNS], &mut pool);
    for (table, row) in rows(&layers[..1], "entities/masks.tsv") {
        for name in table.values(row, "names") {
            tries[NAMES].add(name, NONE, 0);
        }
    }
    for (table, row) in rows(&layers, "entities/introducers.tsv") {
        let what = format!("{} {}", table.cell(row, "side"), table.cell(row, "of"));
        if let Some(code) = code(&INTRODUCED, &what) {
            tries[INTRODUCERS].add(table.cell(row, "word"), code, 0);
        }
    }
    sections[NAME_RULES] = rules(&layers, &mut tries[NAMES], &mut pool);
    sections[PLACE_RULES] = rules(&layers, &mut tries[TOWNS], &mut pool);
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

fn table<'t, 'a>(layer: &'t [Table<'a>], path: &str) -> Option<&'t Table<'a>> {
    layer.iter().find(|t| t.path == path)
}

/// Rows of the file in every layer, the lowest layer first.
fn rows<'t, 'a>(
    layers: &'t [Vec<Table<'a>>],
    path: &str,
) -> impl Iterator<Item = (&'t Table<'a>, &'t Row<'a>)> {
    layers.iter().filter_map(move |layer| table(layer, path)).flat_map(|t| t.rows.iter().map(move |r| (t, r)))
}

/// The entities in the order of the files, states first.
fn joined<'t, 'a>(layers: &'t [Vec<Table<'a>>]) -> Vec<Joined<'t, 'a>> {
    let mut all: Vec<Joined<'t, 'a>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (file, path) in FILES[..ENTITY_FILES].iter().enumerate() {
        for (table, row) in rows(layers, path) {
            let id = table.cell(row, "id");
            let at = *known.entry(id).or_insert(all.len());
            if at == all.len() {
                all.push(Joined { id, file, rows: Vec::new() });
            }
            all[at].rows.insert(0, (table, row));
        }
    }
    all
}

fn entity(one: &Joined<'_, '_>, ids: &HashMap<&str, u32>, pool: &mut Pool) -> Vec<u32> {
    let default = DEFAULT_CLASS[one.file];
    let class = code(&CLASSES, one.cell("class")).or_else(|| code(&CLASSES, default)).unwrap_or(0);
    let own = matches!(default, "state" | "polity");
    let country = if own { one.id } else { one.cell("country") };
    let sectors = if own || default == "region" { "GOV" } else { one.cell("sectors") };
    let (en, ru) = labels(one);
    let mut out = Vec::new();
    for text in [one.id, en, ru] {
        out.extend(pool.add(text));
    }
    out.push(class);
    out.extend(pool.add(country));
    out.push(ids.get(one.cell("parent")).map_or(0, |ix| ix + 1));
    out.extend(pool.add(sectors));
    out
}

/// The labels; one stands for the other where a user gave only one.
fn labels<'a>(one: &Joined<'_, 'a>) -> (&'a str, &'a str) {
    match (one.cell("label_en"), one.cell("label_ru")) {
        (en, "") => (en, en),
        ("", ru) => (ru, ru),
        both => both,
    }
}

fn add_names(layers: &[Vec<Table<'_>>], ids: &HashMap<&str, u32>, tries: &mut [Trie]) {
    for late in [false, true] {
        for (height, layer) in layers.iter().enumerate().rev() {
            add_layer(layer, late, ids, tries);
            if height > 0 && !late {
                for (table, row) in rows(std::slice::from_ref(layer), "entities/masks.tsv") {
                    for name in table.values(row, "names") {
                        tries[NAMES].add(name, NONE, 0);
                    }
                }
                tries[NAMES].seal();
                tries[HALVES].seal();
            }
        }
    }
}

fn add_layer(layer: &[Table<'_>], late: bool, ids: &HashMap<&str, u32>, tries: &mut [Trie]) {
    for (column, form) in COLUMNS {
        for table in FILES[..ENTITY_FILES].iter().filter_map(|path| table(layer, path)) {
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

fn add_memberships(layers: &[Vec<Table<'_>>], ids: &HashMap<&str, u32>, out: &mut Vec<u32>, pool: &mut Pool) {
    let path = "entities/memberships.tsv";
    for (height, layer) in layers.iter().enumerate() {
        for (table, row) in rows(std::slice::from_ref(layer), path) {
            let key = |t: &Table<'_>, r: &Row<'_>| ["org", "member", "from"].map(|c| t.cell(r, c).to_owned());
            let own = key(table, row);
            // A layer above says anew what this row says.
            if rows(&layers[height + 1..], path).any(|(t, r)| key(t, r) == own) {
                continue;
            }
            if let (Some(org), Some(member), Some(standing)) = (
                ids.get(table.cell(row, "org")),
                ids.get(table.cell(row, "member")),
                code(&STANDINGS, table.cell(row, "standing")),
            ) {
                out.extend([*org, *member]);
                out.extend(pool.add(table.cell(row, "from")));
                out.extend(pool.add(table.cell(row, "to")));
                out.push(standing);
            }
        }
    }
}

/// Members of collectives, as memberships without days.
fn add_collectives(
    entities: &[Joined<'_, '_>],
    ids: &HashMap<&str, u32>,
    out: &mut Vec<u32>,
    pool: &mut Pool,
) {
    for one in entities.iter().filter(|e| DEFAULT_CLASS[e.file] == "collective") {
        for member in one.cell("members").split('|').filter_map(|id| ids.get(id)) {
            out.extend([ids[one.id], *member]);
            out.extend(pool.add(""));
            out.extend(pool.add(""));
            out.push(code(&STANDINGS, "member").unwrap_or(0));
        }
    }
}

/// Where a place stands: names of the topmost layer are added first.
fn add_places(
    layers: &[Vec<Table<'_>>],
    entities: &[Joined<'_, '_>],
    ids: &HashMap<&str, u32>,
    out: &mut Vec<u32>,
    trie: &mut Trie,
    pool: &mut Pool,
) {
    // States and contested polities come first among the entities, and so have the same numbers here.
    let states: Vec<&Joined<'_, '_>> = entities.iter().take_while(|e| e.file < 2).collect();
    for one in &states {
        let (en, ru) = labels(one);
        place(out, pool, (en, ru, one.id), [one.cell("geonames"), one.cell("lat"), one.cell("lon")], true);
    }
    let mut number = states.len() as u32;
    for (height, layer) in layers.iter().enumerate().rev() {
        for table in FILES[..2].iter().filter_map(|path| table(layer, path)) {
            for row in &table.rows {
                if let Some(ix) = ids.get(table.cell(row, "id")) {
                    add_place_names(table, row, *ix, trie);
                }
            }
        }
        let files = ["places/cities.tsv", "places/regions.tsv"];
        for (table, row) in files.iter().flat_map(|path| rows(std::slice::from_ref(layer), path)) {
            let (en, ru) = (first(table, row, "names_en"), first(table, row, "names_ru"));
            let (en, ru) = if en.is_empty() { (&ru, &ru) } else { (&en, &ru) };
            let at = ["geonames", "lat", "lon"].map(|c| table.cell(row, c));
            place(out, pool, (en, ru, table.cell(row, "country")), at, false);
            add_place_names(table, row, number, trie);
            number += 1;
        }
        if height > 0 {
            trie.seal();
        }
    }
}

fn add_place_names(table: &Table<'_>, row: &Row<'_>, ix: u32, trie: &mut Trie) {
    for column in ["names_en", "names_ru"] {
        for name in table.values(row, column) {
            trie.add(name, ix, 0);
        }
    }
}

/// The first name of a cell as a label: marks of patterns are no part of it.
fn first(table: &Table<'_>, row: &Row<'_>, column: &str) -> String {
    table.values(row, column).next().map_or(String::new(), |name| {
        let words: Vec<&str> =
            split_marks(name).1.split(' ').map(|w| w.split(':').next().unwrap_or(w)).collect();
        words.join(" ").replace('=', "")
    })
}

fn place(
    out: &mut Vec<u32>,
    pool: &mut Pool,
    (en, ru, country): (&str, &str, &str),
    [geonames, lat, lon]: [&str; 3],
    whole: bool,
) {
    for text in [en, ru, country] {
        out.extend(pool.add(text));
    }
    out.push(geonames.parse().unwrap_or(0));
    for text in [lat, lon] {
        let degrees: Option<f64> = text.parse().ok();
        let whole = degrees.map_or(NO_DEGREE, |d| (d * 10_000.0).round() as i32);
        out.push(whole.cast_unsigned());
    }
    out.push(u32::from(whole));
}

fn rules(layers: &[Vec<Table<'_>>], trie: &mut Trie, pool: &mut Pool) -> Vec<u32> {
    let mut all: Vec<[u32; 4]> = Vec::new();
    for (table, row) in rows(layers, "entities/context.tsv") {
        let Some(rule) = code(&RULES, table.cell(row, "rule")) else { continue };
        let words = pool.add(table.cell(row, "words"));
        // The name may stand in the files as one that does not bend.
        for name in [table.cell(row, "name").to_owned(), format!("={}", table.cell(row, "name"))] {
            all.push([trie.node(&name), rule, words[0], words[1]]);
        }
    }
    all.sort_unstable();
    all.concat()
}
