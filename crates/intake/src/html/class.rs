//! What the names and attributes of an element say of what is in it.

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memchr_iter;

use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::chars::{WordMap, push_lower};

/// What an element is held to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Told {
    #[default]
    Nothing,
    /// The text of the article.
    Body,
    /// The article with what belongs to it.
    Page,
    /// What the article quotes, whatever the names around it say.
    Quote,
    /// Not the article, and why.
    Not(&'static str),
    /// Perhaps not.
    Doubt(&'static str),
}

static WORDS: LazyLock<WordMap<&'static str, Told>> = LazyLock::new(|| {
    include_str!("../../../../lexicon/intake/classes.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let (word, reason) = l.split_once('\t')?;
            let told = match reason.split_at(1) {
                ("+", "body") => Told::Body,
                ("+", "quote") => Told::Quote,
                ("+", _) => Told::Page,
                ("?", doubt) => Told::Doubt(doubt),
                _ => Told::Not(reason),
            };
            Some((word, told))
        })
        .collect()
});

/// Parts of a name before which nothing is told of the element itself: `has-sidebar` is no sidebar.
const OF_OTHERS: [&str; 8] = ["has", "no", "with", "without", "show", "is", "hide", "js"];

/// What the names in a page say, each list of names read once: hundreds of elements share theirs.
#[derive(Default)]
pub(crate) struct Names<'s> {
    known: HashMap<&'s str, Told>,
    parts: Parts,
}

impl<'s> Names<'s> {
    fn say(&mut self, value: &'s str) -> Told {
        *self.known.entry(value).or_insert_with(|| names(value, &mut self.parts))
    }
}

/// Reads the element's tag and attributes.
pub(crate) fn told<'s>(tree: &Tree<'s>, id: NodeId, known: &mut Names<'s>) -> Told {
    let Some(tag) = tree.nodes[id as usize].tag else { return Told::Nothing };
    // The classes of what holds a whole page tell its template, its topics and its state.
    let whole = matches!(tag, Tag::Body | Tag::Html | Tag::Main | Tag::Article);
    let mut best = match tag {
        Tag::Nav | Tag::Menu => Told::Not("menu"),
        Tag::Aside => Told::Not("side"),
        Tag::Footer => Told::Not("footer"),
        Tag::Figcaption | Tag::Caption | Tag::Figure => Told::Not("caption"),
        Tag::Button | Tag::Label | Tag::Fieldset | Tag::Dialog => Told::Not("control"),
        Tag::Form => Told::Doubt("control"),
        Tag::Article => Told::Page,
        Tag::Time => Told::Doubt("date"),
        _ => Told::Nothing,
    };
    for (name, value) in tree.attributes(id) {
        let name = name.trim();
        let said = if name.eq_ignore_ascii_case("hidden") {
            Told::Not("hidden")
        } else if name.eq_ignore_ascii_case("aria-hidden") && value.eq_ignore_ascii_case("true") {
            Told::Doubt("hidden")
        } else if name.eq_ignore_ascii_case("style") {
            if hides(value) { Told::Not("hidden") } else { Told::Nothing }
        } else if name.eq_ignore_ascii_case("itemprop") {
            if value.eq_ignore_ascii_case("articleBody") { Told::Body } else { Told::Nothing }
        } else if name.eq_ignore_ascii_case("class")
            || name.eq_ignore_ascii_case("id")
            || name.eq_ignore_ascii_case("role")
        {
            if whole { Told::Nothing } else { known.say(value) }
        } else {
            Told::Nothing
        };
        best = stronger(best, said);
    }
    best
}

fn stronger(a: Told, b: Told) -> Told {
    let rank = |t: Told| match t {
        Told::Nothing => 0,
        Told::Page => 1,
        Told::Doubt(_) => 2,
        Told::Not(_) => 3,
        Told::Body => 4,
        Told::Quote => 5,
    };
    if rank(b) > rank(a) { b } else { a }
}

fn hides(style: &str) -> bool {
    // Most styles set nothing to a word that begins like these.
    let may = memchr_iter(b':', style.as_bytes())
        .any(|at| style[at + 1..].trim_start().starts_with(['n', 'N', 'h', 'H']));
    if !may {
        return false;
    }
    let plain: String =
        style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    plain.contains("display:none") || plain.contains("visibility:hidden")
}

/// The strongest that the names in a list say; the last parts of a name say most.
fn names(value: &str, parts: &mut Parts) -> Told {
    let mut best = Told::Nothing;
    for name in value.split_ascii_whitespace().take(24) {
        parts.cut(name);
        if parts.get(0, 0).is_some_and(|p| OF_OTHERS.contains(&p)) {
            continue;
        }
        let mut said = Told::Nothing;
        let mut i = 0;
        while let Some(part) = parts.get(i, i) {
            if let Some(pair) = parts.get(i, i + 1) {
                said = stronger(said, WORDS.get(pair).copied().unwrap_or_default());
            }
            said = stronger(said, WORDS.get(part).copied().unwrap_or_default());
            i += 1;
        }
        best = stronger(best, said);
    }
    best
}

/// Parts of a name in lower case, cut at marks and where a capital follows a small letter; a hyphen between two.
#[derive(Default)]
struct Parts {
    text: String,
    /// Where each begins.
    starts: Vec<usize>,
}

impl Parts {
    fn cut(&mut self, name: &str) {
        self.text.clear();
        self.starts.clear();
        let mut fresh = true;
        let mut small = false;
        for c in name.chars().take(80) {
            if !c.is_alphanumeric() {
                fresh = true;
                continue;
            }
            if fresh || (small && c.is_uppercase()) {
                if !self.text.is_empty() {
                    self.text.push('-');
                }
                self.starts.push(self.text.len());
                fresh = false;
            }
            small = c.is_lowercase();
            push_lower(&mut self.text, c);
        }
    }

    /// From one part to another, both with it.
    fn get(&self, from: usize, to: usize) -> Option<&str> {
        let start = *self.starts.get(from)?;
        self.starts.get(to)?;
        let end = self.starts.get(to + 1).map_or(self.text.len(), |next| next - 1);
        self.text.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(page: &str) -> Told {
        told(&Tree::parse(page), 1, &mut Names::default())
    }

    #[test]
    fn names_of_elements() {
        assert_eq!(first("<div class='c-article__related-links'>"), Told::Not("related"));
        assert_eq!(first("<div id=articleBody>"), Told::Body);
        assert_eq!(first("<div class='col-8 has-sidebar'>"), Told::Nothing);
        assert_eq!(first("<article class='post tag-trade comments-open'>"), Told::Page);
        assert_eq!(first("<p style='display : none'>"), Told::Not("hidden"));
        assert_eq!(first("<div class='download loading'>"), Told::Nothing);
    }
}
