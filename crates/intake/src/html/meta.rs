//! What a page says of itself: JSON-LD, `meta` and `time` elements, links, attributes. Each value with its source.

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::{memchr, memmem};
use serde_json::Value;

use super::entity::decoded;
use super::linked::{lenient, linked, state};
use super::tag::Tag;
use super::times::times;
use super::tree::Tree;

/// A value and where it was read (`json-ld`, `opengraph`, `microdata`, `dublin-core`, `meta`, `time`, `script`, `title`, `link`).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Given {
    pub(crate) text: String,
    pub(crate) from: &'static str,
    /// How often such a value is right.
    pub(crate) weight: f32,
}

/// The metadata of a page, best first in every list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meta {
    pub(crate) title: Vec<Given>,
    pub(crate) published: Vec<Given>,
    /// Dates of later changes.
    pub(crate) updated: Vec<Given>,
    pub(crate) section: Vec<Given>,
    pub(crate) publisher: Vec<Given>,
    pub(crate) author: Vec<Given>,
    pub(crate) url: Vec<Given>,
    pub(crate) lang: Vec<Given>,
}

/// Rank, field, source and weight.
type Row = (usize, &'static str, &'static str, f32);

/// Rows by the name of a `meta` element.
static NAMES: LazyLock<HashMap<&'static str, Row>> = LazyLock::new(|| {
    include_str!("../../../../lexicon/intake/meta.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .enumerate()
        .filter_map(|(rank, l)| {
            let mut cells = l.split('\t');
            let (name, field, from) = (cells.next()?, cells.next()?, cells.next()?);
            let weight = cells.next().and_then(|w| w.parse().ok()).unwrap_or(0.8);
            Some((name, (rank, field, from, weight)))
        })
        .collect()
});

/// Longest value that is believed.
const LONGEST: usize = 2000;

/// Reads all of it.
pub(crate) fn meta(tree: &Tree<'_>) -> Meta {
    let mut found = Meta::default();
    for id in tree.all(Tag::Script) {
        let json = tree.attribute(id, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
        let text = tree.characters(id);
        match json.then(|| lenient(text)).flatten() {
            Some(value) => linked(&value, &mut found),
            None => state(text, json, &mut found),
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
        &mut found.updated,
        &mut found.section,
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

/// A value with the weight that its source has.
pub(super) fn value(text: &str, from: &'static str) -> Given {
    let weight = match from {
        "json-ld" => 0.92,
        "opengraph" => 0.9,
        "microdata" => 0.88,
        "dublin-core" | "meta" => 0.8,
        "time" => 0.7,
        _ => 0.6,
    };
    // References that were encoded twice are resolved twice.
    let once = decoded(text);
    let twice = decoded(&once);
    Given { text: twice.split_whitespace().collect::<Vec<_>>().join(" "), from, weight }
}

fn elements(tree: &Tree<'_>, found: &mut Meta) {
    let mut ranked: Vec<(usize, &'static str, Given)> = Vec::new();
    for id in tree.all(Tag::Meta) {
        let Some(content) = tree.attribute(id, "content") else { continue };
        for (name, key) in tree.attributes(id) {
            let named =
                ["property", "name", "itemprop", "http-equiv"].iter().any(|n| name.eq_ignore_ascii_case(n));
            if named
                && let Some((rank, field, from, weight)) = NAMES.get(key.trim().to_ascii_lowercase().as_str())
            {
                ranked.push((*rank, *field, Given { weight: *weight, ..value(content, from) }));
            }
            if named
                && key.eq_ignore_ascii_case("parsely-page")
                && let Some(page) = lenient(&decoded(content))
            {
                for date in ["pub_date", "published"] {
                    let said = page.get(date).and_then(Value::as_str);
                    found.published.extend(said.map(|s| value(s, "meta")));
                }
            }
        }
    }
    ranked.sort_by_key(|r| r.0);
    for (_, field, value) in ranked {
        match field {
            "title" => found.title.push(value),
            "published" => found.published.push(value),
            "updated" => found.updated.push(value),
            "section" => found.section.push(value),
            "publisher" => found.publisher.push(value),
            "author" => found.author.push(value),
            "url" => found.url.push(value),
            "lang" => found.lang.push(value),
            _ => {}
        }
    }
}

/// The character set that the first bytes of a page declare.
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let head = &head[..memmem::find(&head, b"<body").unwrap_or(head.len())];
    memchr(b'<', head)?;
    let after = |name: &[u8]| memmem::find(head, name).map(|at| &head[at + name.len()..]);
    let rest =
        after(b"charset").or_else(|| head.starts_with(b"<?xml").then(|| after(b"encoding")).flatten())?;
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quotes = rest.iter().take_while(|b| matches!(b, b'"' | b'\'')).count();
    let name = rest[quotes..].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let name: String = name.map(|b| char::from(*b)).collect();
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
        assert_eq!(got.published[0], value("2024-07-05T10:00:00+03:00", "json-ld"));
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
        assert_eq!(got.published, [value("2020-02-02", "time")]);
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
