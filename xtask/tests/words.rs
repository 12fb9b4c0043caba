//! Words of human languages stand in `lexicon/`, not in the rules: literals of the source are read and held to it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where no literal may hold a word of a human language.
const ROOMS: [&str; 4] = [
    "crates/coder/src/cast",
    "crates/coder/src/statements",
    "crates/coder/src/place.rs",
    "crates/lexicon/src/persons.rs",
];

/// Literals that are no words: letters of an alphabet, by file.
const LETTERS: [(&str, &str); 4] = [
    ("persons.rs", "бвгджзклмнпрстфхцчшщ"),
    ("persons.rs", "IVXLІХ"),
    ("nominative.rs", "аеёиоуыэюя"),
    ("nominative.rs", "ии"),
];

/// Names of columns and classes in the data files that are spelt like words, by file.
const NAMES: [(&str, &[&str]); 3] = [
    ("place.rs", &["in", "to"]),
    ("words.rs", &["as", "from", "not"]),
    ("persons.rs", &["from", "of", "to"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(path: &Path, out: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).expect("a folder") {
            sources(&entry.expect("an entry").path(), out);
        }
    } else if path.extension().is_some_and(|e| e == "rs") {
        out.push(path.to_owned());
    }
}

/// String literals of a source, comments and tests left out.
fn literals(source: &str) -> Vec<String> {
    let code: String = source
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line.split(" // ").next().unwrap_or(line), "\n"])
        .collect();
    let mut out = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // A character: '"'.
            '\'' => {
                let mut ahead = chars.clone();
                let first = ahead.next();
                let second = if first == Some('\\') { ahead.nth(1) } else { ahead.next() };
                if second == Some('\'') {
                    chars = ahead;
                }
            }
            '"' => {
                let mut literal = String::new();
                while let Some(c) = chars.next().filter(|c| *c != '"') {
                    literal.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
                }
                out.push(literal);
            }
            _ => {}
        }
    }
    out
}

fn cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..'\u{530}').contains(&c))
}

/// English words of closed classes, as the data has them.
fn english() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("lexicon/agents/small.tsv")).expect("small words");
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        (cells.nth(1) == Some("en")).then(|| cells.next().unwrap_or_default().to_owned())
    });
    rows.flat_map(|words| words.split('|').map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn no_words_stand_in_the_rules() {
    let english = english();
    assert!(english.contains("of") && english.len() > 30, "{english:?}");
    let mut files = Vec::new();
    for room in ROOMS {
        sources(&root().join(room), &mut files);
    }
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let source = std::fs::read_to_string(&file).expect("a source");
        for literal in literals(&source) {
            let named = NAMES.iter().any(|(file, names)| *file == name && names.contains(&literal.as_str()));
            let letters = named || LETTERS.contains(&(name.as_str(), literal.as_str()));
            if !letters && (cyrillic(&literal) || english.contains(&literal)) {
                found.push(format!("{}: {literal:?}", file.display()));
            }
        }
    }
    assert!(found.is_empty(), "words belong in lexicon/:\n{}", found.join("\n"));
}

#[test]
fn literals_are_read() {
    let source = "let a = \"of\"; // \"no\"\nmatch c { '\"' => x(\"да\"), '\\'' => y(\"q\\\"r\") }\n";
    assert_eq!(literals(source), ["of", "да", "q\"r"]);
    assert!(cyrillic("да") && !cyrillic("of"));
}
