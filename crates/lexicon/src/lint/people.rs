//! Offices, those who hold them, words for those who act, and how names are written.

use std::collections::BTreeSet;

use legation_model::{Office, Sector};

use super::{Check, cyrillic, date, entities};
use crate::persons::Sex;
use crate::small::Small;
use crate::table::{Row, Table};
use crate::{agents, offices};

pub(super) fn check(check: &mut Check<'_>) {
    let ids = entities::all_ids(check);
    for path in ["offices/en.tsv", "offices/ru.tsv"] {
        for (table, row) in check.rows(path) {
            pattern(check, &table, &row, "pattern");
            sectors(check, &table, &row);
            let (office, takes) = (table.cell(&row, "office"), table.cell(&row, "takes"));
            if offices::key(office).is_none() {
                check.add(path, row.line, format_args!("bad office {office:?}"));
            }
            if offices::takes(takes).is_none() {
                check.add(path, row.line, format_args!("nothing is called {takes:?} that a title takes"));
            }
            for state in table.values(&row, "states").filter(|id| !ids.contains(id)) {
                check.add(path, row.line, format_args!("{state:?} is no entity"));
            }
        }
    }
    for (table, row) in check.rows("offices/words.tsv") {
        let (kind, value) = (table.cell(&row, "kind"), table.cell(&row, "value"));
        pattern(check, &table, &row, "word");
        lang(check, &table, &row);
        if offices::part(kind, value).is_none() {
            check.add(table.path, row.line, format_args!("bad kind {kind:?} with value {value:?}"));
        }
    }
    for (table, row) in check.rows("offices/houses.tsv") {
        pattern(check, &table, &row, "word");
        lang(check, &table, &row);
        let kind = table.cell(&row, "kind");
        if offices::house(kind).is_none() {
            check.add(table.path, row.line, format_args!("bad kind {kind:?}"));
        }
    }
    for path in ["agents/en.tsv", "agents/ru.tsv"] {
        for (table, row) in check.rows(path) {
            pattern(check, &table, &row, "pattern");
            sectors(check, &table, &row);
            if table.cell(&row, "label").is_empty() {
                check.add(path, row.line, "the agent has no label");
            }
            let number = table.cell(&row, "number");
            if !matches!(number, "one" | "many" | "counted") {
                check.add(
                    path,
                    row.line,
                    format_args!("number {number:?} is neither one nor many nor counted"),
                );
            }
        }
    }
    for (table, row) in check.rows("agents/references.tsv") {
        pattern(check, &table, &row, "pattern");
        lang(check, &table, &row);
        let refers = table.cell(&row, "refers");
        if agents::refers(refers, Vec::new()).is_none() {
            check.add(table.path, row.line, format_args!("nothing is referred to as {refers:?}"));
        }
        for office in table.values(&row, "offices").filter(|o| o.parse::<Office>().is_err()) {
            check.add(table.path, row.line, format_args!("bad office {office:?}"));
        }
    }
    for (table, row) in check.rows("agents/words.tsv") {
        lang(check, &table, &row);
        let kind = table.cell(&row, "kind");
        if agents::link(kind).is_none() || table.cell(&row, "word").is_empty() {
            check.add(table.path, row.line, format_args!("bad kind {kind:?}, or no word"));
        }
    }
    for (table, row) in check.rows("agents/small.tsv") {
        lang(check, &table, &row);
        let part = table.cell(&row, "part");
        if Small::parse(part).is_none() || table.values(&row, "words").next().is_none() {
            check.add(table.path, row.line, format_args!("bad part {part:?}, or no words"));
        }
    }
    persons(check);
}

fn persons(check: &mut Check<'_>) {
    for (table, row) in check.rows("persons/given.tsv") {
        if table.cell(&row, "name").is_empty() || Sex::parse(table.cell(&row, "gender")).is_none() {
            check.add(table.path, row.line, "a given name needs its gender, masc or fem");
        }
    }
    for (table, row) in check.rows("persons/families.tsv") {
        if table.cell(&row, "name").is_empty() {
            check.add(table.path, row.line, "the row has no name");
        }
    }
    for (table, row) in check.rows("persons/patronymics.tsv") {
        let gender = table.cell(&row, "gender");
        if gender != "not" && Sex::parse(gender).is_none() {
            check.add(table.path, row.line, format_args!("bad gender {gender:?}"));
        }
    }
    for (table, row) in check.rows("persons/endings.tsv") {
        let gender = table.cell(&row, "gender");
        if gender != "any" && Sex::parse(gender).is_none() {
            check.add(table.path, row.line, format_args!("bad gender {gender:?}"));
        }
    }
}

/// Who held which office when.
pub(super) fn holders(check: &mut Check<'_>, path: &str) {
    let ids = entities::all_ids(check);
    let mut seen = BTreeSet::new();
    for (table, row) in check.rows(path) {
        let line = row.line;
        let cell = |column| table.cell(&row, column);
        if cell("id").is_empty() || cell("id").contains(|c: char| c.is_whitespace() || c.is_uppercase()) {
            check.add(path, line, format_args!("bad id {:?}", cell("id")));
        }
        if cell("office").parse::<Office>().is_err() {
            check.add(path, line, format_args!("bad office {:?}", cell("office")));
        }
        if Sex::parse(cell("gender")).is_none() {
            check.add(path, line, format_args!("bad gender {:?}", cell("gender")));
        }
        let (from, to) = (cell("from"), cell("to"));
        if !date(from) && (check.house() || !from.is_empty()) {
            check.add(path, line, format_args!("bad date {from:?}"));
        }
        if !to.is_empty() && (!date(to) || to <= from) {
            check.add(path, line, format_args!("bad last day {to:?}"));
        }
        if !ids.contains(cell("of")) {
            check.add(path, line, format_args!("{:?} is no entity", cell("of")));
        }
        let missing = ["name_en", "name_ru"].iter().filter(|c| cell(c).is_empty()).count();
        if missing > usize::from(!check.house()) {
            check.add(path, line, "the holder has no name");
        }
        if !seen.insert(["id", "office", "of", "from"].map(cell)) {
            check.add(path, line, "the row stands twice");
        }
    }
}

fn sectors(check: &mut Check<'_>, table: &Table<'_>, row: &Row<'_>) {
    for sector in table.values(row, "sectors").filter(|s| s.parse::<Sector>().is_err()) {
        check.add(table.path, row.line, format_args!("bad sector {sector:?}"));
    }
}

fn lang(check: &mut Check<'_>, table: &Table<'_>, row: &Row<'_>) {
    let lang = table.cell(row, "lang");
    if !matches!(lang, "ru" | "en") {
        check.add(table.path, row.line, format_args!("bad language {lang:?}"));
    }
}

fn pattern(check: &mut Check<'_>, table: &Table<'_>, row: &Row<'_>, column: &str) {
    let words = table.cell(row, column);
    if words.is_empty() {
        check.add(table.path, row.line, format_args!("the row has no {column}"));
    }
    let english = table.path.ends_with("/en.tsv") || table.cell(row, "lang") == "en";
    if english && cyrillic(words) {
        check.add(table.path, row.line, format_args!("{words:?} is Cyrillic"));
    }
}
