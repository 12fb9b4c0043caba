//! What can be wrong in the files of words. The built-in files and a user's own are held to the same rules; the
//! built-in ones besides to those of the house: rows in order, both languages, licences that the project carries.

mod entities;
mod people;
mod places;

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use crate::files::{self, Layers};
use crate::overlay::{Fault, Overlay};
use crate::table::{Row, Table};

/// Licences that the project carries.
const LICENCES: &[&str] = &["MIT", "Apache-2.0", "CC-BY-4.0", "CC0-1.0", "Unicode-3.0"];

/// Folders whose files other crates read.
const ELSEWHERE: &[&str] = &["contexts/", "frames/", "operators/"];

/// Files of rows, all layers of one path together.
type Tables<'a> = BTreeMap<&'a str, Vec<Rc<Table<'a>>>>;

/// The files being checked and those that they lie over.
struct Check<'a> {
    root: &'a str,
    own: Tables<'a>,
    under: Tables<'a>,
    faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    fn new(root: &'a str, own: impl Iterator<Item = (&'a str, &'a str)>, under: &'a Layers) -> Self {
        Self { root, own: tables(own), under: tables(under.upward("")), faults: Vec::new() }
    }

    /// Whether these are the built-in files.
    fn house(&self) -> bool {
        self.under.is_empty()
    }

    fn add(&mut self, path: &str, line: u32, message: impl std::fmt::Display) {
        let path = if self.root.is_empty() { path.to_owned() } else { format!("{}/{path}", self.root) };
        self.faults.push(Fault { path, line, message: message.to_string() });
    }

    /// The rows to check of one file.
    fn rows(&self, path: &str) -> Vec<(Rc<Table<'a>>, Row<'a>)> {
        rows(&self.own, path)
    }

    fn end(mut self) -> Vec<Fault> {
        self.faults.sort();
        self.faults.dedup();
        self.faults
    }
}

fn tables<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Tables<'a> {
    let mut out = Tables::new();
    for (path, text) in files.filter(|(path, _)| is_table(path)) {
        out.entry(path).or_default().push(Rc::new(Table::parse(path, text)));
    }
    out
}

fn is_table(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|e| e == "tsv")
}

fn rows<'a>(tables: &Tables<'a>, path: &str) -> Vec<(Rc<Table<'a>>, Row<'a>)> {
    let all = tables.get(path).into_iter().flatten();
    all.flat_map(|t| t.rows.iter().map(move |row| (Rc::clone(t), row.clone()))).collect()
}

/// Checks the files under `lexicon/`.
pub fn builtin(files: &[(String, String)]) -> Vec<Fault> {
    let none = Layers::none();
    let own = || files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let mut check = Check::new("lexicon", own(), &none);
    for (path, text) in own() {
        head(&mut check, path, text);
    }
    words(&mut check);
    check.end()
}

/// Checks the files of a folder that is laid over `under`.
pub(crate) fn overlay(overlay: &Overlay, under: &Layers) -> Vec<Fault> {
    let own = || overlay.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let mut check = Check::new(&overlay.root, own(), under);
    if overlay.files.is_empty() {
        check.add("", 1, "the folder holds no file of words");
    }
    for (path, text) in own() {
        if ELSEWHERE.iter().any(|folder| path.starts_with(folder)) {
            head(&mut check, path, text);
        } else if let Some(model) = model(path) {
            head(&mut check, path, text);
            columns(&mut check, path, text, model);
        } else {
            check.add(path, 1, "no file of this name is read from a lexicon of one's own");
        }
    }
    words(&mut check);
    check.end()
}

/// The built-in file whose columns a file has.
fn model(path: &str) -> Option<&'static str> {
    let path = if path.starts_with("holders/") && is_table(path) { "holders/world.tsv" } else { path };
    files::BUILTIN.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}

fn columns(check: &mut Check<'_>, path: &str, text: &str, model: &str) {
    let (own, model) = (Table::parse(path, text), Table::parse(path, model));
    let line = text.lines().position(|l| !l.starts_with('#') && !l.trim().is_empty()).unwrap_or(0) as u32 + 1;
    let known = |c: &str| {
        model.columns.contains(&c) || path.starts_with("entities/") && entities::NAME_COLUMNS.contains(&c)
    };
    for column in own.columns.iter().filter(|c| !known(c)) {
        check.add(path, line, format_args!("there is no column {column:?} in such a file"));
    }
    if let Some(key) = model.columns.first()
        && !own.columns.contains(key)
        && path != "places/cities.tsv"
    {
        check.add(
            path,
            line,
            format_args!("the first line under the head must name the columns, {key:?} among them"),
        );
    }
}

/// The head names source and licence.
fn head(check: &mut Check<'_>, path: &str, text: &str) {
    let table = Table::parse(path, text);
    if table.head("source").is_none() {
        check.add(path, 1, "the head has no `# source:`");
    }
    match table.head("licence") {
        None => check.add(path, 1, "the head has no `# licence:`"),
        Some(licence) if check.house() && !LICENCES.iter().any(|l| licence.contains(l)) => {
            check.add(
                path,
                1,
                format_args!("licence {licence:?} is not among those that the project carries"),
            );
        }
        Some(_) => {}
    }
}

/// Everything below the heads.
fn words(check: &mut Check<'_>) {
    let paths: Vec<&str> = check.own.keys().copied().filter(|path| model(path).is_some()).collect();
    for path in &paths {
        for (table, row) in check.rows(path) {
            shape(check, &table, &row);
        }
    }
    entities::check(check);
    places::check(check);
    for path in paths.iter().filter(|path| path.starts_with("holders/")) {
        people::holders(check, path);
    }
    people::check(check);
}

fn shape(check: &mut Check<'_>, table: &Table<'_>, row: &Row<'_>) {
    if row.cells.len() > table.columns.len() {
        let message = format!("{} cells under {} columns", row.cells.len(), table.columns.len());
        check.add(table.path, row.line, message);
    }
    if row.cells.iter().any(|c| c.trim() != *c || c.contains("  ")) {
        check.add(table.path, row.line, "a cell has blanks at its ends or doubled inside");
    }
}

/// `2004`, `2004-03` or `2004-03-09`.
fn date(text: &str) -> bool {
    let digits = |p: &str, n: usize| p.len() == n && p.bytes().all(|b| b.is_ascii_digit());
    let month = |m: &str| digits(m, 2) && ("01"..="12").contains(&m);
    match text.split('-').collect::<Vec<_>>()[..] {
        [y] => digits(y, 4),
        [y, m] => digits(y, 4) && month(m),
        [y, m, d] => digits(y, 4) && month(m) && digits(d, 2) && ("01"..="31").contains(&d),
        _ => false,
    }
}

fn cyrillic(text: &str) -> bool {
    text.chars().flat_map(char::to_lowercase).any(|c| ('а'..='я').contains(&c) || c == 'ё')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(files: &[(&str, &str)]) -> Vec<String> {
        let files = files.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        let own = Overlay { root: "mine".to_owned(), files };
        overlay(&own, &Layers::builtin()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_builtin_words_have_no_fault() {
        let files: Vec<(String, String)> =
            files::BUILTIN.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect();
        assert_eq!(builtin(&files), Vec::new());
    }

    #[test]
    fn faults_are_named_with_their_line() {
        let text =
            "# source: x\n# licence: MIT\norg\tmember\tfrom\tto\tstanding\ncis\tQQQ\t1991-13\t\tfriend\n";
        assert_eq!(
            faults(&[("entities/memberships.tsv", text)]),
            [
                "mine/entities/memberships.tsv:4: \"QQQ\" is no entity",
                "mine/entities/memberships.tsv:4: bad date \"1991-13\"",
                "mine/entities/memberships.tsv:4: bad standing \"friend\"",
            ]
        );
    }

    #[test]
    fn a_title_of_few_states_names_states() {
        let text = "# source: x\n# licence: MIT\npattern\toffice\tsectors\ttakes\tstates\ntaoiseach\thead-of-government\tGOV\tfixed\tIRL|QQQ\n";
        assert_eq!(faults(&[("offices/en.tsv", text)]), ["mine/offices/en.tsv:4: \"QQQ\" is no entity"]);
    }

    #[test]
    fn a_file_that_is_not_read_is_a_fault() {
        let text = "# source: x\n# licence: mine\nid\tlabel_en\tnames_en\nQQQ\tQuorland\tQuorland\n";
        assert_eq!(faults(&[("entities/states.tsv", text)]), Vec::<String>::new());
        let all = faults(&[("entities/countries.tsv", text)]);
        assert!(all[0].starts_with("mine/entities/countries.tsv:1: no file of this name"), "{all:?}");
        assert!(!faults(&[]).is_empty());
    }

    #[test]
    fn heads_and_columns_are_asked_for() {
        let all = faults(&[("entities/states.tsv", "id\tlabel_en\tname_en\nQQQ\tQuorland\tQuorland\n")]);
        assert!(all.iter().any(|f| f.ends_with(":1: the head has no `# source:`")), "{all:?}");
        assert!(all.iter().any(|f| f.contains("no column \"name_en\"")), "{all:?}");
        assert!(all.iter().any(|f| f.contains(":2: QQQ has no name")), "{all:?}");
    }

    #[test]
    fn a_row_may_add_to_a_builtin_entity_and_no_other_kind_of_row_to_it() {
        let head = "# source: x\n# licence: mine\n";
        let text = format!("{head}id\tnames_en\nFRA\tHexagonia\n");
        assert_eq!(faults(&[("entities/states.tsv", &text)]), Vec::<String>::new());
        let text = format!("{head}id\tclass\tnames_en\tsectors\nnato\tparty\tQuux\tGOV\n");
        let all = faults(&[("entities/groups.tsv", &text)]);
        assert!(all.iter().any(|f| f.contains("stands in entities/organisations.tsv")), "{all:?}");
    }
}
