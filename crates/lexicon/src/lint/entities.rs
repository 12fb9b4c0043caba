//! Entities, memberships, and the rules of their names.

use std::collections::{BTreeMap, BTreeSet};

use legation_model::Sector;

use super::{Check, Tables, cyrillic, date, rows};
use crate::inflect::Pattern;
use crate::layout::{INTRODUCED, RULES, STANDINGS};
use crate::table::{Row, Table};

/// Files of entities and the classes that their rows may have.
const ENTITIES: &[(&str, &[&str])] = &[
    ("entities/states.tsv", &["state"]),
    ("entities/polities.tsv", &["polity"]),
    ("entities/regions.tsv", &["region"]),
    ("entities/organisations.tsv", &["organisation"]),
    ("entities/bodies.tsv", &["body"]),
    ("entities/outlets.tsv", &["outlet"]),
    ("entities/groups.tsv", &["company", "party", "armed-group"]),
    ("entities/collectives.tsv", &["collective"]),
];
pub(super) const NAME_COLUMNS: &[&str] = &[
    "names_en",
    "names_ru",
    "adj_en",
    "adj_ru",
    "people_en",
    "people_ru",
    "seats_en",
    "seats_ru",
    "capital_en",
    "capital_ru",
];
/// What every built-in state must have.
const STATE_COLUMNS: &[&str] =
    &["label_en", "label_ru", "names_en", "names_ru", "adj_en", "adj_ru", "capital_en", "capital_ru"];

/// Every id with the file of entities that it stands in.
pub(super) fn ids<'a>(tables: &Tables<'a>) -> BTreeMap<&'a str, &'static str> {
    let mut ids = BTreeMap::new();
    for (path, _) in ENTITIES {
        for (table, row) in rows(tables, path) {
            ids.entry(table.cell(&row, "id")).or_insert(*path);
        }
    }
    ids
}

/// Ids of both the files and those below.
pub(super) fn all_ids<'a>(check: &Check<'a>) -> BTreeSet<&'a str> {
    ids(&check.own).into_keys().chain(ids(&check.under).into_keys()).collect()
}

pub(super) fn check(check: &mut Check<'_>) {
    let under = ids(&check.under);
    let ids = all_ids(check);
    let mut seen = BTreeSet::new();
    for (path, classes) in ENTITIES {
        let mut last = "";
        for (table, row) in check.rows(path) {
            let id = table.cell(&row, "id");
            if !seen.insert(id) {
                check.add(path, row.line, format_args!("id {id:?} stands twice"));
            } else if check.house() && id <= last {
                check.add(path, row.line, format_args!("id {id:?} does not come after {last:?}"));
            }
            last = id;
            match under.get(id) {
                Some(other) if other != path => {
                    check.add(
                        path,
                        row.line,
                        format_args!("{id:?} stands in {other} of the built-in lexicon"),
                    );
                }
                known => entity(check, &table, &row, (classes, known.is_some()), &ids),
            }
        }
    }
    shared_names(check);
    memberships(check, &ids);
    contexts(check);
    for (table, row) in check.rows("entities/introducers.tsv") {
        let what = format!("{} {}", table.cell(&row, "side"), table.cell(&row, "of"));
        if !INTRODUCED.contains(&what.as_str()) || table.cell(&row, "word").is_empty() {
            check.add(table.path, row.line, format_args!("no introducer stands {what:?}"));
        }
    }
    for (table, row) in check.rows("entities/masks.tsv") {
        if table.cell(&row, "names").is_empty() {
            check.add(table.path, row.line, "the row has no name");
        }
        names(check, &table, &row, "names");
    }
}

fn alpha3(id: &str) -> bool {
    id.len() == 3 && id.bytes().all(|b| b.is_ascii_uppercase())
}

fn slug(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !id.starts_with('-')
        && !id.ends_with('-')
}

/// One row; `known`: the row adds to an entity that the files below have.
fn entity(
    check: &mut Check<'_>,
    table: &Table<'_>,
    row: &Row<'_>,
    (classes, known): (&[&str], bool),
    ids: &BTreeSet<&str>,
) {
    let (path, line) = (table.path, row.line);
    let id = table.cell(row, "id");
    let (state, polity) = (classes == ["state"], classes == ["polity"]);
    if !(state && alpha3(id) || !state && slug(id) || polity && alpha3(id)) {
        check.add(path, line, format_args!("bad id {id:?}"));
    }
    let class = table.cell(row, "class");
    let needs_class = classes.len() > 1 && !known || !class.is_empty();
    if needs_class && !classes.contains(&class) {
        check.add(path, line, format_args!("bad class {class:?}, one of {}", classes.join(", ")));
    }
    if check.house() {
        for column in if state { STATE_COLUMNS } else { &["label_en", "label_ru"] } {
            if table.cell(row, column).is_empty() {
                check.add(path, line, format_args!("{id} has no {column}"));
            }
        }
    } else if !known && ["label_en", "label_ru"].iter().all(|c| table.cell(row, c).is_empty()) {
        check.add(path, line, format_args!("{id} has no label"));
    }
    for label in ["label_en", "label_ru"].map(|c| table.cell(row, c)) {
        if label.starts_with(['?', '~', '=']) || label.contains('|') {
            check.add(path, line, format_args!("label {label:?} bears the mark of a name"));
        }
    }
    for column in ["country", "parent"] {
        let other = table.cell(row, column);
        if !other.is_empty() && !ids.contains(other) {
            check.add(path, line, format_args!("{column} {other:?} is no entity"));
        }
    }
    let collective = classes == ["collective"];
    let members: Vec<&str> = table.values(row, "members").collect();
    for member in members.iter().filter(|m| !ids.contains(*m)) {
        check.add(path, line, format_args!("member {member:?} is no entity"));
    }
    if collective && !known && members.len() < 2 {
        check.add(path, line, format_args!("{id} has no two members"));
    }
    if !state
        && !polity
        && !collective
        && classes != ["region"]
        && !known
        && table.cell(row, "sectors").is_empty()
    {
        check.add(path, line, format_args!("{id} has no sector"));
    }
    for code in table.values(row, "sectors") {
        if code.parse::<Sector>().is_err() {
            check.add(path, line, format_args!("bad sector {code:?}"));
        }
    }
    if !known && !NAME_COLUMNS.iter().any(|c| table.values(row, c).next().is_some()) {
        check.add(path, line, format_args!("{id} has no name"));
    }
    for column in NAME_COLUMNS {
        names(check, table, row, column);
    }
}

/// The names of a cell.
pub(super) fn names(check: &mut Check<'_>, table: &Table<'_>, row: &Row<'_>, column: &str) {
    let mut seen = BTreeSet::new();
    for name in table.values(row, column) {
        if !seen.insert(name) {
            check.add(table.path, row.line, format_args!("{name:?} stands twice in {column}"));
        }
        let latin = name.chars().any(|c| c.is_ascii_alphabetic());
        if cyrillic(name) && latin && !name.contains([' ', '-', '.']) {
            check.add(table.path, row.line, format_args!("{name:?} mixes alphabets"));
        }
        if cyrillic(name) && column.ends_with("_en") {
            check.add(table.path, row.line, format_args!("{name:?} in {column} is Cyrillic"));
        }
        for word in name.trim_start_matches(['?', '~']).split([' ', '-']).filter(|w| !w.is_empty()) {
            if Pattern::of(word).iter().any(|p| p.stem.is_empty()) {
                let message = format!("nothing is left of {word:?} without its ending");
                check.add(table.path, row.line, message);
            }
        }
    }
}

/// One name for two entities is a choice that the file has to make: the second is marked `~`.
fn shared_names(check: &mut Check<'_>) {
    let mut owners: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for (path, _) in ENTITIES {
        for (table, row) in check.rows(path) {
            let id = table.cell(&row, "id");
            for column in NAME_COLUMNS {
                for name in table.values(&row, column).filter(|n| !n.starts_with(['~', '?'])) {
                    // A capital or seat may bear another's name: order tells (names, adjectives, seats, capitals).
                    match owners.get(name) {
                        Some((other, as_what)) if *other != id && *as_what == *column => {
                            check.add(path, row.line, format_args!("{name:?} already names {other}"));
                        }
                        Some(_) => {}
                        None => {
                            owners.insert(name, (id, column));
                        }
                    }
                }
            }
        }
    }
}

fn memberships(check: &mut Check<'_>, ids: &BTreeSet<&str>) {
    let mut last = [""; 3];
    for (table, row) in check.rows("entities/memberships.tsv") {
        let (path, line) = (table.path, row.line);
        let key = ["org", "member", "from"].map(|c| table.cell(&row, c));
        if check.house() && key <= last || key == last {
            check.add(path, line, "the row stands twice or out of order (org, member, from)");
        }
        last = key;
        for id in &key[..2] {
            if !ids.contains(id) {
                check.add(path, line, format_args!("{id:?} is no entity"));
            }
        }
        let (from, to) = (key[2], table.cell(&row, "to"));
        for day in [from, to] {
            if !day.is_empty() && !date(day) {
                check.add(path, line, format_args!("bad date {day:?}"));
            }
        }
        if !to.is_empty() && to <= from {
            check.add(path, line, "it ends before it begins");
        }
        let standing = table.cell(&row, "standing");
        if !STANDINGS.contains(&standing) {
            check.add(path, line, format_args!("bad standing {standing:?}"));
        }
    }
}

fn contexts(check: &mut Check<'_>) {
    for (table, row) in check.rows("entities/context.tsv") {
        let (rule, words) = (table.cell(&row, "rule"), table.cell(&row, "words"));
        if !RULES.contains(&rule) {
            check.add(table.path, row.line, format_args!("no such rule: {rule:?}"));
        }
        if matches!(rule, "not-before" | "not-after") == words.is_empty() {
            check.add(table.path, row.line, "the rule needs words, or takes none");
        }
    }
}
