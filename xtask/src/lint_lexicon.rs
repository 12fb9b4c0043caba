//! `cargo xtask lint-lexicon`: what can be wrong in a table of words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, bail};
use legation_lexicon::inflect::Pattern;
use legation_lexicon::table::{Row, Table};
use legation_model::Sector;

/// Files of entities and the classes that their rows may have.
const ENTITIES: &[(&str, &[&str])] = &[
    ("entities/states.tsv", &["state"]),
    ("entities/polities.tsv", &["polity"]),
    ("entities/organisations.tsv", &["organisation"]),
    ("entities/bodies.tsv", &["body"]),
    ("entities/outlets.tsv", &["outlet"]),
    ("entities/groups.tsv", &["company", "party", "armed-group"]),
];
const NAME_COLUMNS: &[&str] = &[
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
/// What every state must have.
const STATE_COLUMNS: &[&str] =
    &["label_en", "label_ru", "names_en", "names_ru", "adj_en", "adj_ru", "capital_en", "capital_ru"];
const STANDINGS: &[&str] = &["member", "observer", "partner", "associate", "suspended"];
const RULES: &[&str] = &["not-initial", "not-before", "not-after", "not-person", "not-capitals"];
const LICENCES: &[&str] = &["MIT", "Apache-2.0", "CC-BY-4.0", "CC0-1.0", "Unicode-3.0"];

/// What was found, as `file:line: message`.
#[derive(Default)]
struct Report(Vec<String>);

impl Report {
    fn add(&mut self, table: &Table<'_>, line: u32, message: impl std::fmt::Display) {
        self.0.push(format!("lexicon/{}:{line}: {message}", table.path));
    }
}

/// Folders whose files must be without fault; what is wrong in the others, which have forms of their own, is told
/// and no more.
const STRICT: &[&str] = &["entities/", "places/", "holders/", "offices/", "persons/"];

fn strict(fault: &str) -> bool {
    fault.strip_prefix("lexicon/").is_some_and(|path| STRICT.iter().any(|folder| path.starts_with(folder)))
}

/// Checks the files under `root`/lexicon; an error lists what is wrong.
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    let (faults, notes): (Vec<_>, Vec<_>) =
        check(&root.join("lexicon"))?.into_iter().partition(|f| strict(f));
    for note in notes {
        eprintln!("note: {note}");
    }
    if !faults.is_empty() {
        bail!("{} faults in the lexicon\n{}", faults.len(), faults.join("\n"));
    }
    Ok(())
}

fn check(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut report = Report::default();
    let mut texts = BTreeMap::new();
    for path in tables_under(folder)? {
        let text = std::fs::read_to_string(folder.join(&path)).with_context(|| path.clone())?;
        texts.insert(path, text);
    }
    let tables: BTreeMap<&str, Table<'_>> =
        texts.iter().map(|(path, text)| (path.as_str(), Table::parse(path, text))).collect();
    for table in tables.values() {
        head_and_shape(table, &mut report);
    }
    let ids = ids(&tables, &mut report);
    for (path, classes) in ENTITIES {
        let Some(table) = tables.get(path) else { bail!("lexicon/{path} is missing") };
        entities(table, classes, &ids, &mut report);
    }
    shared_names(&tables, &mut report);
    if let Some(table) = tables.get("entities/memberships.tsv") {
        memberships(table, &ids, &mut report);
    }
    if let Some(table) = tables.get("entities/context.tsv") {
        for row in &table.rows {
            if !RULES.contains(&table.cell(row, "rule")) {
                report.add(table, row.line, format_args!("no such rule: {:?}", table.cell(row, "rule")));
            }
            let needs = matches!(table.cell(row, "rule"), "not-before" | "not-after");
            if needs == table.cell(row, "words").is_empty() {
                report.add(table, row.line, "the rule needs words, or takes none");
            }
        }
    }
    if let Some(table) = tables.get("places/cities.tsv") {
        cities(table, &ids, &mut report);
    }
    report.0.sort();
    Ok(report.0)
}

/// Tables under `folder`, as paths with `/`.
fn tables_under(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut open = vec![String::new()];
    let mut out = Vec::new();
    while let Some(at) = open.pop() {
        let entries = std::fs::read_dir(folder.join(&at)).with_context(|| folder.display().to_string())?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if at.is_empty() { name } else { format!("{at}/{name}") };
            if entry.path().is_dir() {
                open.push(path);
            } else if Path::new(&path).extension().is_some_and(|e| e == "tsv") {
                out.push(path);
            }
        }
    }
    Ok(out)
}

fn head_and_shape(table: &Table<'_>, report: &mut Report) {
    if table.head("source").is_none() {
        report.add(table, 1, "the head has no `# source:`");
    }
    match table.head("licence") {
        None => report.add(table, 1, "the head has no `# licence:`"),
        Some(licence) if !LICENCES.iter().any(|l| licence.contains(l)) => {
            report.add(
                table,
                1,
                format_args!("licence {licence:?} is not among those that the project carries"),
            );
        }
        Some(_) => {}
    }
    for row in &table.rows {
        if row.cells.len() > table.columns.len() {
            report.add(
                table,
                row.line,
                format_args!("{} cells under {} columns", row.cells.len(), table.columns.len()),
            );
        }
        if row.cells.iter().any(|c| c.trim() != *c || c.contains("  ")) {
            report.add(table, row.line, "a cell has blanks at its ends or doubled inside");
        }
    }
}

/// Ids of all entities; those that stand twice are reported.
fn ids<'a>(tables: &BTreeMap<&str, Table<'a>>, report: &mut Report) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    for (path, _) in ENTITIES {
        for (table, row) in rows(tables.get(path)) {
            let id = table.cell(row, "id");
            if !ids.insert(id) {
                report.add(table, row.line, format_args!("id {id:?} stands twice"));
            }
        }
    }
    ids
}

fn rows<'t, 'a>(table: Option<&'t Table<'a>>) -> impl Iterator<Item = (&'t Table<'a>, &'t Row<'a>)> {
    table.into_iter().flat_map(|t| t.rows.iter().map(move |row| (t, row)))
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

fn entities(table: &Table<'_>, classes: &[&str], ids: &BTreeSet<&str>, report: &mut Report) {
    let state = classes == ["state"];
    let mut last = "";
    for row in &table.rows {
        let id = table.cell(row, "id");
        if id <= last {
            report.add(table, row.line, format_args!("id {id:?} does not come after {last:?}"));
        }
        last = id;
        let polity = classes == ["polity"];
        if !(state && alpha3(id) || !state && slug(id) || polity && alpha3(id)) {
            report.add(table, row.line, format_args!("bad id {id:?}"));
        }
        let class = table.cell(row, "class");
        if table.column("class").is_some() && !classes.contains(&class) {
            report.add(table, row.line, format_args!("bad class {class:?}"));
        }
        for column in if state { STATE_COLUMNS } else { &["label_en", "label_ru"] } {
            if table.cell(row, column).is_empty() {
                report.add(table, row.line, format_args!("{id} has no {column}"));
            }
        }
        for label in ["label_en", "label_ru"].map(|c| table.cell(row, c)) {
            if label.starts_with(['?', '~', '=']) || label.contains('|') {
                report.add(table, row.line, format_args!("label {label:?} bears the mark of a name"));
            }
        }
        for column in ["country", "parent"] {
            let other = table.cell(row, column);
            if !other.is_empty() && !ids.contains(other) {
                report.add(table, row.line, format_args!("{column} {other:?} is no entity"));
            }
        }
        if table.column("sectors").is_some() && table.cell(row, "sectors").is_empty() {
            report.add(table, row.line, format_args!("{id} has no sector"));
        }
        for code in table.values(row, "sectors") {
            if code.parse::<Sector>().is_err() {
                report.add(table, row.line, format_args!("bad sector {code:?}"));
            }
        }
        if !NAME_COLUMNS.iter().any(|c| table.values(row, c).next().is_some()) {
            report.add(table, row.line, format_args!("{id} has no name"));
        }
        for column in NAME_COLUMNS {
            names(table, row, column, report);
        }
    }
}

fn names(table: &Table<'_>, row: &Row<'_>, column: &str, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for name in table.values(row, column) {
        if !seen.insert(name) {
            report.add(table, row.line, format_args!("{name:?} stands twice in {column}"));
        }
        let cyrillic = name.chars().any(|c| ('а'..='я').contains(&c.to_lowercase().next().unwrap_or(c)));
        let latin = name.chars().any(|c| c.is_ascii_alphabetic());
        if cyrillic && latin && !name.contains(' ') && !name.contains('-') && !name.contains('.') {
            report.add(table, row.line, format_args!("{name:?} mixes alphabets"));
        }
        if cyrillic && column.ends_with("_en") {
            report.add(table, row.line, format_args!("{name:?} in {column} is Cyrillic"));
        }
        for word in name.trim_start_matches(['?', '~']).split([' ', '-']).filter(|w| !w.is_empty()) {
            if Pattern::of(word).iter().any(|p| p.stem.is_empty()) {
                report.add(table, row.line, format_args!("nothing is left of {word:?} without its ending"));
            }
        }
    }
}

/// One name for two entities is a choice that the file has to make: the second is marked `~`.
fn shared_names(tables: &BTreeMap<&str, Table<'_>>, report: &mut Report) {
    let mut owners: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for (path, _) in ENTITIES {
        for (table, row) in rows(tables.get(path)) {
            let id = table.cell(row, "id");
            for column in NAME_COLUMNS {
                for name in table.values(row, column).filter(|n| !n.starts_with(['~', '?'])) {
                    // A capital or seat may bear another's name: order tells (names, adjectives, seats, capitals).
                    match owners.get(name) {
                        Some((other, as_what)) if *other != id && *as_what == *column => {
                            report.add(table, row.line, format_args!("{name:?} already names {other}"));
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

fn date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |p: &str, n: usize| p.len() == n && p.bytes().all(|b| b.is_ascii_digit());
    match parts[..] {
        [y] => digits(y, 4),
        [y, m] => digits(y, 4) && digits(m, 2) && ("01"..="12").contains(&m),
        [y, m, d] => {
            digits(y, 4)
                && digits(m, 2)
                && digits(d, 2)
                && ("01"..="12").contains(&m)
                && ("01"..="31").contains(&d)
        }
        _ => false,
    }
}

fn memberships(table: &Table<'_>, ids: &BTreeSet<&str>, report: &mut Report) {
    let mut last = [""; 3];
    for row in &table.rows {
        let key = ["org", "member", "from"].map(|c| table.cell(row, c));
        if key <= last {
            report.add(table, row.line, "the row stands twice or out of order (org, member, from)");
        }
        last = key;
        for id in &key[..2] {
            if !ids.contains(id) {
                report.add(table, row.line, format_args!("{id:?} is no entity"));
            }
        }
        let (from, to) = (key[2], table.cell(row, "to"));
        for day in [from, to] {
            if !day.is_empty() && !date(day) {
                report.add(table, row.line, format_args!("bad date {day:?}"));
            }
        }
        if !to.is_empty() && to <= from {
            report.add(table, row.line, "it ends before it begins");
        }
        if !STANDINGS.contains(&table.cell(row, "standing")) {
            report.add(table, row.line, format_args!("bad standing {:?}", table.cell(row, "standing")));
        }
    }
}

fn cities(table: &Table<'_>, ids: &BTreeSet<&str>, report: &mut Report) {
    let mut numbers = BTreeSet::new();
    let mut last = u64::MAX;
    for row in &table.rows {
        let number = table.cell(row, "geonames");
        if !number.is_empty() && (number.parse::<u32>().is_err() || !numbers.insert(number)) {
            report.add(table, row.line, format_args!("GeoNames number {number:?} is bad or stands twice"));
        }
        if table.cell(row, "names_en").is_empty() {
            report.add(table, row.line, "the place has no English name");
        }
        let country = table.cell(row, "country");
        if !ids.contains(country) && !alpha3(country) {
            report.add(table, row.line, format_args!("country {country:?} is no entity"));
        }
        for (column, most) in [("lat", 90.0), ("lon", 180.0)] {
            if !table.cell(row, column).parse::<f64>().is_ok_and(|d| d.abs() <= most) {
                report.add(table, row.line, format_args!("bad {column} {:?}", table.cell(row, column)));
            }
        }
        match table.cell(row, "population").parse::<u64>() {
            Ok(people) if people <= last => last = people,
            Ok(_) => report.add(table, row.line, "places stand in the order of their people, most first"),
            Err(_) => report.add(table, row.line, "bad population"),
        }
        for column in ["names_en", "names_ru"] {
            names(table, row, column, report);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_has_no_fault() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut faults = check(&root.join("lexicon")).unwrap();
        faults.retain(|f| strict(f));
        assert_eq!(faults, Vec::<String>::new());
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let text =
            "# source: x\n# licence: MIT\norg\tmember\tfrom\tto\tstanding\ncis\tRUS\t1991-13\t\tfriend\n";
        let table = Table::parse("entities/memberships.tsv", text);
        let mut report = Report::default();
        memberships(&table, &BTreeSet::from(["cis"]), &mut report);
        assert_eq!(
            report.0,
            [
                "lexicon/entities/memberships.tsv:4: \"RUS\" is no entity",
                "lexicon/entities/memberships.tsv:4: bad date \"1991-13\"",
                "lexicon/entities/memberships.tsv:4: bad standing \"friend\"",
            ]
        );
    }
}
