//! Dates in the elements of a page: `time`, microdata, microformats, attributes of scripts.

use super::class::{Names, Told, told};
use super::meta::{Given, Meta, value};
use super::tag::Tag;
use super::tree::{NodeId, Tree};

/// Elements with dates that are looked at.
const TIMES: usize = 60;
/// Attributes that hold the date of an element for the page's programs.
const DATA: [&str; 6] =
    ["data-published", "data-pubdate", "data-timestamp", "data-datetime", "data-date", "data-utime"];
/// Nodes between a headline and a date above it.
const NEAR: NodeId = 60;

/// Dates of elements that are not said to belong to something else; those called the publication's first.
pub(super) fn times(tree: &Tree<'_>, found: &mut Meta) {
    let mut looked = 0;
    let mut names = Names::default();
    let (mut called, mut plain) = (Vec::new(), Vec::new());
    let title = tree.all(Tag::H1).next();
    for id in 1..tree.nodes.len() as NodeId {
        let Some(tag) = tree.nodes[id as usize].tag else { continue };
        if !matches!(
            tag,
            Tag::Time
                | Tag::Span
                | Tag::Div
                | Tag::P
                | Tag::Abbr
                | Tag::Other
                | Tag::Li
                | Tag::Small
                | Tag::Em
        ) {
            continue;
        }
        let (mut publication, mut updated, mut stamp, mut data) = (false, false, None, None);
        for (name, said) in tree.attributes(id) {
            if name.eq_ignore_ascii_case("itemprop") || name.eq_ignore_ascii_case("property") {
                let said = said.rsplit(':').next().unwrap_or(said);
                publication |= ["datePublished", "published_time", "pubdate"]
                    .iter()
                    .any(|n| said.eq_ignore_ascii_case(n));
                updated |= ["dateModified", "modified_time"].iter().any(|n| said.eq_ignore_ascii_case(n));
            } else if name.eq_ignore_ascii_case("pubdate") {
                publication |= tag == Tag::Time;
            } else if name.eq_ignore_ascii_case("class") {
                updated |= said.split_ascii_whitespace().any(|c| c.eq_ignore_ascii_case("updated"))
                    && !said.contains("published");
                publication |= tag != Tag::Div
                    && said.split_ascii_whitespace().any(|c| matches!(c, "published" | "dt-published"));
            } else if name.eq_ignore_ascii_case("datetime")
                || (name.eq_ignore_ascii_case("content") && !said.is_empty())
                || (name.eq_ignore_ascii_case("title") && matches!(tag, Tag::Abbr | Tag::Time))
            {
                stamp.get_or_insert(said);
            } else if DATA.iter().any(|d| name.eq_ignore_ascii_case(d)) {
                data.get_or_insert(said);
            }
        }
        let (said, from) = match (stamp, data) {
            (Some(said), _) if publication || updated || tag == Tag::Time => (said, "time"),
            (None, Some(said)) => (said, "time"),
            (None, None) if publication || tag == Tag::Time => (words(tree, id), "time"),
            _ => continue,
        };
        if !said.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        looked += 1;
        if looked > TIMES {
            break;
        }
        let elsewhere = tree.up(id).skip(1).any(|at| {
            matches!(
                told(tree, at, &mut names),
                Told::Not("comments" | "related" | "side" | "footer" | "menu" | "ad")
            )
        });
        if elsewhere {
            continue;
        }
        if updated && !publication {
            found.updated.push(value(said, from));
        } else if publication {
            called.push(value(said, "microdata"));
        } else if title.is_none_or(|t| id > t || t - id < NEAR) {
            // The first below the headline stands for the article; cards of others follow.
            let weight = if plain.is_empty() { 0.7 } else { 0.3 };
            plain.push(Given { weight, ..value(said, from) });
        }
    }
    found.published.extend(called);
    found.published.extend(plain.into_iter().take(2));
}

/// The first text below an element.
fn words<'s>(tree: &Tree<'s>, id: NodeId) -> &'s str {
    let node = tree.nodes[id as usize];
    let texts = tree.nodes[id as usize + 1..node.end as usize].iter().filter(|n| n.tag.is_none());
    texts.map(|n| n.span.slice(tree.source).trim()).find(|t| !t.is_empty() && t.len() < 120).unwrap_or("")
}
