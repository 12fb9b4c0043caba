//! Words compared: token overlap, and names by a skeleton that no romanisation changes.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// Compatibility-composed, case-folded, `ё` as `е`, everything but letters and digits one space.
pub(crate) fn norm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(fold) {
        if c.is_alphanumeric() || c == '_' {
            out.push(if c == 'ё' { 'е' } else { c });
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Case folding, as far as it differs from lower case in the scripts of the news.
fn fold(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' | 'ẞ' => (Some('s'), Some('s')),
        'ς' => (Some('σ'), None),
        _ => (None, None),
    };
    let lower = first.is_none().then(|| c.to_lowercase()).into_iter().flatten();
    first.into_iter().chain(second).chain(lower)
}

fn counts(text: &str) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

/// Token F1 of two texts.
pub(crate) fn overlap(a: &str, b: &str) -> f64 {
    let (a, b) = (norm(a), norm(b));
    let (a, b) = (counts(&a), counts(&b));
    let total: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let shared: usize = a.iter().map(|(word, n)| (*n).min(b.get(word).copied().unwrap_or(0))).sum();
    2.0 * shared as f64 / total as f64
}

/// Whether two names are the same word in different letters or romanisations, or one letter apart when long enough.
pub(crate) fn near(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (a, b) = if a.len() > b.len() { (b, a) } else { (a, b) };
    if a.len() < 4 || b.len() - a.len() > 1 {
        return false;
    }
    if a.len() == b.len() {
        return a.iter().zip(b).filter(|(x, y)| x != y).count() <= 1;
    }
    (0..b.len()).any(|i| b[..i] == a[..i] && b[i + 1..] == a[i..])
}

/// Skeletons of the tokens of a name, Roman numerals left out.
pub(crate) fn skeletons(name: &str) -> Vec<String> {
    latin(name)
        .iter()
        .filter(|token| !token.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
        .map(|token| skeleton(token))
        .collect()
}

/// Letters of the table, whose rows are `from TAB to`.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).filter_map(|l| l.split_once('\t'))
}

/// Lower-case Latin tokens of a name in either script.
fn latin(name: &str) -> Vec<String> {
    let mut spelled = String::with_capacity(name.len());
    for c in name.nfc().flat_map(fold) {
        let mut letter = [0; 4];
        let letter: &str = c.encode_utf8(&mut letter);
        let to =
            rows(include_str!("../data/letters.tsv")).find(|(from, _)| *from == letter).map(|(_, to)| to);
        spelled.push_str(to.unwrap_or(letter));
    }
    let plain: String = spelled
        .nfkd()
        .filter(|c| canonical_combining_class(*c) == 0)
        .map(|c| if c.is_ascii_lowercase() { c } else { ' ' })
        .collect();
    plain.split(' ').filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

/// Consonant skeleton of one Latin token, the same for all romanisations.
fn skeleton(token: &str) -> String {
    let mut s = token.to_owned();
    for (from, to) in rows(include_str!("../data/digraphs.tsv")) {
        s = s.replace(from, to);
    }
    let letters: Vec<char> = s.chars().collect();
    let sounds: Vec<char> = letters
        .iter()
        .enumerate()
        .map(|(i, &c)| match (c, letters.get(i + 1)) {
            ('c', Some('e' | 'i' | 'y')) => 's',
            ('c', _) => 'k',
            _ => c,
        })
        .collect();
    let mut single = Vec::with_capacity(sounds.len());
    let mut i = 0;
    while let Some(&c) = sounds.get(i) {
        single.push(c);
        i += if sounds.get(i + 1) == Some(&c) { 2 } else { 1 };
    }
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j');
    let (first, rest) = single.split_at(1.min(single.len()));
    first.iter().chain(rest.iter().filter(|c| !vowel(c))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_meet_across_scripts() {
        let meets = |a: &str, b: &str| near(&skeletons(a)[0], &skeletons(b)[0]);
        assert!(meets("Лавров", "Lavrov") && meets("Лавров", "Lawrow"));
        assert!(meets("Джиоев", "Jioev") && meets("Джиоев", "Dzhioev"));
        assert!(meets("Щукин", "Shchukin"));
        assert!(!meets("Иванов", "Petrov"));
        assert_eq!(skeletons("Karl XVI Gustav").len(), 2);
    }

    #[test]
    fn overlap_is_the_f1_of_tokens() {
        assert!((overlap("Ещё один день", "один еще день!") - 1.0).abs() < 1e-9);
        assert!((overlap("a b", "a c d") - 0.4).abs() < 1e-9);
        assert!(overlap("", "a") < 1e-9);
        assert_eq!(norm("  «Да», — сказал\u{a0}он. "), "да сказал он");
    }
}
