//! JSON inside of pages: linked data, and the state that a page's program starts from.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, packed};
use serde_json::Value;

use super::meta::{Given, Meta, value};

/// Objects that one block of JSON-LD is searched for articles.
const MOST: usize = 2000;

/// Names under which programs keep the day of publication, best first.
static KEYS: LazyLock<Keys> = LazyLock::new(|| {
    let names: Vec<&str> = include_str!("../../../../lexicon/intake/json-dates.tsv")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .collect();
    let quoted: Vec<String> = names.iter().map(|k| format!("\"{k}\"")).collect();
    Keys {
        wide: packed::Searcher::new(&quoted),
        plain: AhoCorasick::new(&quoted).expect("the list is short"),
        names,
    }
});

/// What finds the names. Every byte of every program goes through it, so that it is worth two ways: no name in quotes begins with another, so
/// both find the same.
struct Keys {
    /// By wide instructions, where the machine has them.
    wide: Option<packed::Searcher>,
    plain: AhoCorasick,
    names: Vec<&'static str>,
}

impl Keys {
    /// Each with its rank and where it ends.
    fn find(&self, text: &str, mut each: impl FnMut(usize, usize)) {
        match &self.wide {
            Some(wide) => wide.find_iter(text).for_each(|hit| each(hit.pattern().as_usize(), hit.end())),
            None => self.plain.find_iter(text).for_each(|hit| each(hit.pattern().as_usize(), hit.end())),
        }
    }
}

/// Longest string that is looked at for a date.
const LONGEST: usize = 64;

/// The first date under the best of [`KEYS`] in JSON that is not linked data, or cannot be parsed.
pub(super) fn state(text: &str, linked: bool, found: &mut Meta) {
    // Escaped once more where the JSON stands inside a string of a program.
    let mut best: Option<(usize, String)> = None;
    KEYS.find(text, |rank, end| {
        if best.as_ref().is_some_and(|(top, _)| *top <= rank) {
            return;
        }
        let Some(rest) = text[end..].trim_start().strip_prefix(':') else { return };
        let rest = rest.trim_start();
        let said: String = match rest.strip_prefix('"') {
            Some(inner) => inner.chars().take(LONGEST).take_while(|c| *c != '"').collect(),
            None => rest.chars().take(LONGEST).take_while(char::is_ascii_digit).collect(),
        };
        if !said.is_empty() && said.len() < LONGEST {
            best = Some((rank, said));
        }
    });
    if let Some((rank, said)) = best {
        let from = if linked { "json-ld" } else { "script" };
        let weight = if linked && KEYS.names[rank] == "datePublished" { 0.85 } else { 0.6 };
        found.published.push(Given { weight, ..value(&said, from) });
    }
}

/// JSON as pages have it: line breaks inside strings, comments around it, commas too many.
pub(super) fn lenient(text: &str) -> Option<Value> {
    let text = text
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let text = text
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let mut out = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        if quoted && c.is_control() {
            out.push(' ');
            continue;
        }
        if !quoted && matches!(c, '}' | ']') {
            let end = out.trim_end().len();
            if out[..end].ends_with(',') {
                out.truncate(end - 1);
            }
        }
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && c == '\\' && !escaped;
        out.push(c);
    }
    serde_json::from_str(&out).ok()
}

/// The articles among the objects of a graph; an object of another kind only lends its date and headline last.
pub(super) fn linked(value: &Value, found: &mut Meta) {
    let mut queue = vec![value];
    let mut seen = 0;
    let mut pages = Vec::new();
    while let Some(value) = queue.pop() {
        seen += 1;
        if seen > MOST {
            break;
        }
        match value {
            Value::Array(items) => queue.extend(items.iter().rev()),
            Value::Object(fields) => {
                let kinds = strings(fields.get("@type"));
                let article = kinds.iter().any(|k| {
                    k.ends_with("Article")
                        || k.ends_with("BlogPosting")
                        || k.ends_with("Report")
                        || k.ends_with("Posting")
                        || k.ends_with("AnalysisNewsArticle")
                });
                if article {
                    object(value, found);
                } else if kinds.iter().any(|k| k.ends_with("WebPage")) {
                    pages.push(value);
                }
                queue.extend(
                    fields
                        .iter()
                        .filter(|(k, _)| {
                            matches!(
                                k.as_str(),
                                "@graph" | "mainEntity" | "mainEntityOfPage" | "hasPart" | "subjectOf"
                            )
                        })
                        .map(|(_, v)| v),
                );
            }
            _ => {}
        }
    }
    for page in pages {
        let value = |s: &String| Given { weight: 0.75, ..super::meta::value(s, "json-ld") };
        if found.published.is_empty() {
            found.published.extend(strings(page.get("datePublished")).iter().map(value));
        }
    }
}

fn object(article: &Value, found: &mut Meta) {
    let put =
        |list: &mut Vec<Given>, values: Vec<String>| list.extend(values.iter().map(|s| value(s, "json-ld")));
    put(&mut found.title, strings(article.get("headline")));
    put(&mut found.published, strings(article.get("datePublished")));
    put(&mut found.updated, strings(article.get("dateModified")));
    put(&mut found.section, strings(article.get("articleSection")));
    for date in strings(article.get("dateCreated")).iter().chain(&strings(article.get("uploadDate"))) {
        found.published.push(Given { weight: 0.55, ..value(date, "json-ld") });
    }
    put(&mut found.publisher, names(article.get("publisher")));
    let authors = names(article.get("author"));
    if !authors.is_empty() {
        put(&mut found.author, vec![authors.join(", ")]);
    }
    put(&mut found.url, strings(article.get("url")));
    put(&mut found.lang, strings(article.get("inLanguage")));
}

/// A string, or the strings of a list.
fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(s)) => vec![s.clone()],
        Some(Value::Array(items)) => items.iter().filter_map(|i| i.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// Names of persons or bodies that are given as strings, objects or lists of either.
fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(s)) => vec![s.clone()],
        Some(Value::Object(fields)) => strings(fields.get("name")),
        Some(Value::Array(items)) => {
            items.iter().flat_map(|i| if i.is_array() { Vec::new() } else { names(Some(i)) }).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_find_the_same_names() {
        let mut text = String::from(
            "{\"published\"\"publishedAt\": 1, 'pubDate', \\\"pubDate\\\", \"pubDate\"published\":2",
        );
        for name in KEYS.names.iter().rev() {
            text.extend(["\"", name, "s\" \"", name, "\"", name, "\"\"x", name, "\""]);
        }
        let (mut wide, mut plain) = (Vec::new(), Vec::new());
        KEYS.find(&text, |rank, end| wide.push((rank, end)));
        let slow = Keys { wide: None, plain: KEYS.plain.clone(), names: KEYS.names.clone() };
        slow.find(&text, |rank, end| plain.push((rank, end)));
        assert_eq!(wide, plain);
        assert!(wide.len() > KEYS.names.len());
        for (i, a) in KEYS.names.iter().enumerate() {
            assert!(!KEYS.names[i + 1..].contains(a), "{a} stands twice");
        }
    }
}
