//! What a page says of itself: JSON-LD, `meta` and `time` elements, links, attributes. Each value with its source.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use super::class::{Told, told};
use super::entity::decoded;
use super::tag::Tag;
use super::tree::Tree;

/// A value and where it was read (`json-ld`, `opengraph`, `microdata`, `dublin-core`, `meta`, `time`, `title`, `link`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) text: String,
    pub(crate) from: &'static str,
}

/// The metadata of a page, best first in every list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meta {
    pub(crate) title: Vec<Given>,
    pub(crate) published: Vec<Given>,
    pub(crate) publisher: Vec<Given>,
    pub(crate) author: Vec<Given>,
    pub(crate) url: Vec<Given>,
    pub(crate) lang: Vec<Given>,
}

/// Rank, field and source by the name of a `meta` element.
static NAMES: LazyLock<HashMap<&'static str, (usize, &'static str, &'static str)>> = LazyLock::new(|| {
    include_str!("../../../../lexicon/intake/meta.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .enumerate()
        .filter_map(|(rank, l)| {
            let mut cells = l.split('\t');
            Some((cells.next()?, (rank, cells.next()?, cells.next()?)))
        })
        .collect()
});

/// Longest value that is believed.
const LONGEST: usize = 2000;
/// `time` elements that are looked at.
const TIMES: usize = 60;
/// Objects that one block of JSON-LD is searched for articles.
const MOST: usize = 2000;

/// Reads all of it.
pub(crate) fn meta(tree: &Tree<'_>) -> Meta {
    let mut found = Meta::default();
    for id in tree.all(Tag::Script) {
        let json = tree.attribute(id, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
        if json && let Some(value) = lenient(tree.characters(id)) {
            linked(&value, &mut found);
        }
    }
    elements(tree, &mut found);
    times(tree, &mut found);
    for id in tree.all(Tag::Link) {
        let rel = tree.attribute(id, "rel").unwrap_or_default();
        if rel.eq_ignore_ascii_case("canonical") {
            found.url.insert(0, value(tree.attribute(id, "href").unwrap_or_default(), "link"));
        }
    }
    for id in tree.all(Tag::Title).take(1) {
        found.title.push(value(tree.characters(id), "title"));
    }
    for id in tree.all(Tag::Html).take(1) {
        found.lang.push(value(tree.attribute(id, "lang").unwrap_or_default(), "html"));
    }
    for list in [
        &mut found.title,
        &mut found.published,
        &mut found.publisher,
        &mut found.author,
        &mut found.url,
        &mut found.lang,
    ] {
        list.retain(|v| !v.text.is_empty() && v.text.len() <= LONGEST);
    }
    // A page names no author by address.
    found.author.retain(|v| !v.text.contains("://") && !v.text.starts_with('@'));
    found.url.retain(|v| v.text.starts_with("http"));
    found
}

fn value(text: &str, from: &'static str) -> Given {
    Given { text: decoded(text).split_whitespace().collect::<Vec<_>>().join(" "), from }
}

fn elements(tree: &Tree<'_>, found: &mut Meta) {
    let mut ranked: Vec<(usize, &'static str, Given)> = Vec::new();
    for id in tree.all(Tag::Meta) {
        let Some(content) = tree.attribute(id, "content") else { continue };
        for (name, key) in tree.attributes(id) {
            let named =
                ["property", "name", "itemprop", "http-equiv"].iter().any(|n| name.eq_ignore_ascii_case(n));
            if named && let Some((rank, field, from)) = NAMES.get(key.trim().to_ascii_lowercase().as_str()) {
                ranked.push((*rank, *field, value(content, from)));
            }
        }
    }
    ranked.sort_by_key(|r| r.0);
    for (_, field, value) in ranked {
        match field {
            "title" => found.title.push(value),
            "published" => found.published.push(value),
            "publisher" => found.publisher.push(value),
            "author" => found.author.push(value),
            "url" => found.url.push(value),
            "lang" => found.lang.push(value),
            _ => {}
        }
    }
}

/// Machine dates of `time` elements that are not said to belong to something else; those called the publication's first.
fn times(tree: &Tree<'_>, found: &mut Meta) {
    let mut looked = 0;
    let mut called = Vec::new();
    let mut plain = Vec::new();
    let title = tree.all(Tag::H1).next();
    for id in 1..tree.nodes.len() as u32 {
        let tag = tree.nodes[id as usize].tag;
        let item = matches!(tag, Some(Tag::Time | Tag::Span | Tag::Div | Tag::P | Tag::Abbr | Tag::Other))
            .then(|| tree.attribute(id, "itemprop"))
            .flatten();
        let publication = item.is_some_and(|i| i.eq_ignore_ascii_case("datePublished"))
            || (tag == Some(Tag::Time) && tree.attribute(id, "pubdate").is_some());
        if !publication && tag != Some(Tag::Time) {
            continue;
        }
        let Some(stamp) =
            tree.attribute(id, "datetime").or_else(|| tree.attribute(id, "content").filter(|_| publication))
        else {
            continue;
        };
        looked += 1;
        if looked > TIMES {
            break;
        }
        let elsewhere = tree.up(id).skip(1).any(|at| {
            matches!(told(tree, at), Told::Not("comments" | "related" | "side" | "footer" | "menu" | "ad"))
        });
        if elsewhere {
            continue;
        }
        if publication {
            called.push(value(stamp, "microdata"));
        } else if title.is_none_or(|t| id > t) || title.is_some_and(|t| t - id < 40) {
            plain.push(value(stamp, "time"));
        }
    }
    found.published.extend(called);
    found.published.extend(plain.into_iter().take(1));
}

/// JSON as pages have it: line breaks inside strings, comments around it, commas too many.
fn lenient(text: &str) -> Option<Value> {
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
fn linked(value: &Value, found: &mut Meta) {
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
                            matches!(k.as_str(), "@graph" | "mainEntity" | "mainEntityOfPage" | "hasPart")
                        })
                        .map(|(_, v)| v),
                );
            }
            _ => {}
        }
    }
    for page in pages {
        if found.published.is_empty() {
            found
                .published
                .extend(strings(page.get("datePublished")).iter().map(|s| self::value(s, "json-ld")));
        }
    }
}

fn object(article: &Value, found: &mut Meta) {
    let put =
        |list: &mut Vec<Given>, values: Vec<String>| list.extend(values.iter().map(|s| value(s, "json-ld")));
    put(&mut found.title, strings(article.get("headline")));
    put(&mut found.published, strings(article.get("datePublished")));
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

/// The character set that the first bytes of a page declare.
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(4096).map(|b| char::from(b.to_ascii_lowercase())).collect();
    let head = &head[..head.find("<body").unwrap_or(head.len())];
    if !head.contains('<') {
        return None;
    }
    let rest = head.split_once("charset").map(|(_, rest)| rest).or_else(|| {
        head.starts_with("<?xml").then(|| head.split_once("encoding").map(|(_, rest)| rest)).flatten()
    })?;
    let name = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let name: String =
        name.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(page: &str) -> Meta {
        meta(&Tree::parse(page))
    }

    #[test]
    fn linked_data_in_graphs_lists_and_broken() {
        let page = "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"X\"},\
                    {\"@type\":[\"NewsArticle\"],\"headline\":\"Talks\n resume\",\"datePublished\":\"2024-07-05T10:00:00+03:00\",\
                    \"author\":[{\"name\":\"A. Stone\"},\"B. Reed\"],\"publisher\":{\"name\":\"Harbour News\"},}]}</script>";
        let got = told_of(page);
        assert_eq!(got.title[0].text, "Talks resume");
        assert_eq!(got.published[0], Given { text: "2024-07-05T10:00:00+03:00".into(), from: "json-ld" });
        assert_eq!(
            (got.author[0].text.as_str(), got.publisher[0].text.as_str()),
            ("A. Stone, B. Reed", "Harbour News")
        );
    }

    #[test]
    fn the_better_name_comes_first() {
        let got = told_of(
            "<html lang=ru><title>Заголовок &mdash; Сайт</title><meta name=date content=2020-01-02>\
             <meta property='article:published_time' content='2020-01-01T00:00:00Z'><link rel=canonical href='https://example.org/a'>",
        );
        assert_eq!(got.published.iter().map(|v| v.from).collect::<Vec<_>>(), ["opengraph", "meta"]);
        assert_eq!(got.title[0].text, "Заголовок — Сайт");
        assert_eq!((got.url[0].text.as_str(), got.lang[0].text.as_str()), ("https://example.org/a", "ru"));
    }

    #[test]
    fn times_of_other_texts_are_not_taken() {
        let got = told_of(
            "<h1>T</h1><div class=related><time datetime='2019-01-01'>x</time></div><time datetime='2020-02-02'>y</time>",
        );
        assert_eq!(got.published, [Given { text: "2020-02-02".into(), from: "time" }]);
    }

    #[test]
    fn declared_character_sets() {
        assert_eq!(charset(b"<html><meta charset='windows-1251'>").as_deref(), Some("windows-1251"));
        assert_eq!(
            charset(b"<meta http-equiv=Content-Type content=\"text/html; charset=KOI8-R\">").as_deref(),
            Some("koi8-r")
        );
        assert_eq!(charset(b"charset = of the treaty"), None);
    }
}
