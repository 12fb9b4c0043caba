//! What the embeddings see of a word.

use std::collections::HashMap;

use super::hash::string_id;

/// Norms that every pipeline shares.
const NORMS: &str = include_str!("../../../../lexicon/nlp/spacy/norms.tsv");

/// Numbers of a word's attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Lexeme {
    pub(crate) norm: u64,
    pub(crate) prefix: u64,
    pub(crate) suffix: u64,
    pub(crate) shape: u64,
}

/// Norms by form and by number of the form.
#[derive(Debug, Default)]
pub(crate) struct Norms {
    by_form: HashMap<&'static str, u64>,
    by_id: HashMap<u64, u64>,
}

impl Norms {
    pub(crate) fn new(table: &[(u64, String)]) -> Self {
        let by_form = NORMS
            .lines()
            .filter(|l| !l.starts_with("# "))
            .filter_map(|l| l.split_once('\t'))
            .map(|(form, norm)| (form, string_id(norm)))
            .collect();
        Self { by_form, by_id: table.iter().map(|(id, norm)| (*id, string_id(norm))).collect() }
    }

    /// Attributes of `form`; `norm` replaces its own norm.
    pub(crate) fn lexeme(&self, form: &str, norm: Option<u64>) -> Lexeme {
        let norm = norm
            .or_else(|| self.by_form.get(form).copied())
            .or_else(|| self.by_id.get(&string_id(form)).copied())
            .unwrap_or_else(|| string_id(&form.to_lowercase()));
        let first = form.chars().next().map_or(0, char::len_utf8);
        let last = form.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
        Lexeme {
            norm,
            prefix: string_id(&form[..first]),
            suffix: string_id(&form[last..]),
            shape: string_id(&shape(form)),
        }
    }
}

/// `Xxxxx`, `dd`, `X.X.`: letters and digits by class, runs cut at four.
pub(crate) fn shape(form: &str) -> String {
    if form.chars().count() >= 100 {
        return "LONG".to_owned();
    }
    let mut out = String::with_capacity(form.len());
    let (mut last, mut run) = (None, 0);
    for c in form.chars() {
        let class = if c.is_alphabetic() && !is_mark(c) {
            if c.is_uppercase() { 'X' } else { 'x' }
        } else if is_digit(c) {
            'd'
        } else {
            c
        };
        run = if last == Some(class) { run + 1 } else { 0 };
        last = Some(class);
        if run < 4 {
            out.push(class);
        }
    }
    out
}

/// Decimal digits and the raised, lowered and ringed ones that Python's `isdigit` knows, of the scripts in use.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨' | '０'..='９' | '٠'..='٩' | '۰'..='۹' | '०'..='९')
}

/// Combining vowel signs: alphabetic for Unicode, no letters for Python.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{345}' | '\u{5b0}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | 'Ⅰ'..='ⅿ' | 'Ⓐ'..='ⓩ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_spacys() {
        for (form, expected) in [
            ("Moscow", "Xxxxx"),
            ("U.S.", "X.X."),
            ("2025", "dddd"),
            ("20,000", "dd,ddd"),
            ("G7", "Xd"),
            ("don't", "xxx'x"),
            ("INTERNATIONAL", "XXXX"),
            ("----------", "----"),
        ] {
            assert_eq!(shape(form), expected);
        }
        assert_eq!(shape(&"a".repeat(100)), "LONG");
    }

    #[test]
    fn norms_come_from_the_shared_list_first() {
        let norms = Norms::new(&[(string_id("Intl"), "international".to_owned())]);
        assert_eq!(norms.lexeme("—", None).norm, string_id("-"));
        assert_eq!(norms.lexeme("Intl", None).norm, string_id("international"));
        assert_eq!(norms.lexeme("Talks", None).norm, string_id("talks"));
        assert_eq!(norms.lexeme("ai", Some(7)).norm, 7);
        assert_eq!(norms.lexeme("no", None).suffix, string_id("no"));
    }
}
