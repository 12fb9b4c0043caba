//! The word lists of reading, parsed once from `lexicon/intake`.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use legation_model::Lang;

use crate::chars::{WordMap, WordSet};

/// Rows of a table in the data files: tab-separated, `#` begins a comment line.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# ") && *line != "#")
        .map(|line| line.split('\t').collect())
}

/// The language of a code such as `ru`, `ru-RU` or `RU`.
pub(crate) fn lang(code: &str) -> Option<Lang> {
    let short = code.split(['-', '_']).next().unwrap_or(code).trim().to_ascii_lowercase();
    serde_json::from_value(serde_json::Value::String(short)).ok()
}

/// How far a label of the page reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Its own line.
    Line,
    /// Its own line and the headlines after it.
    List,
    /// All that follows, once an article was read.
    Section,
}

/// What a label says about its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) reason: &'static str,
    pub(crate) reach: Reach,
    /// The most words its line may have.
    pub(crate) words: usize,
    /// Holds only on a line that does not end like a sentence.
    pub(crate) weak: bool,
}

/// The labels of pages.
pub(crate) struct Furniture {
    lines: WordMap<String, Label>,
    starts: AhoCorasick,
    start_labels: Vec<Label>,
    anywhere: AhoCorasick,
    anywhere_labels: Vec<Label>,
    invitations: Vec<(&'static str, &'static str)>,
    post: WordSet,
}

impl Furniture {
    /// Why a sentence, in lower case, is no text but sends the reader elsewhere.
    pub(crate) fn invitation(&self, sentence: &str) -> Option<&'static str> {
        self.invitations.iter().find(|(form, _)| sentence.contains(form)).map(|(_, reason)| *reason)
    }

    /// Whether a lower-case word may stand inside the name of an office.
    pub(crate) fn joins_post(&self, word: &str) -> bool {
        self.post.contains(word)
    }

    /// The label that is the whole line; `line` in lower case.
    pub(crate) fn line(&self, line: &str) -> Option<Label> {
        self.lines.get(line).copied()
    }

    /// The longest label that begins the line.
    pub(crate) fn start(&self, line: &str) -> Option<Label> {
        let found = self.starts.find(Input::new(line).anchored(Anchored::Yes))?;
        Some(self.start_labels[found.pattern().as_usize()])
    }

    /// The first label inside the line.
    pub(crate) fn anywhere(&self, line: &str) -> Option<Label> {
        self.anywhere.find(line).map(|found| self.anywhere_labels[found.pattern().as_usize()])
    }
}

/// Phrases of one cell, set off by `|`; `\|` is the bar itself.
fn phrases(cell: &str) -> Vec<String> {
    cell.replace("\\|", "\u{1}")
        .split('|')
        .map(|p| p.replace('\u{1}', "|"))
        .filter(|p| !p.trim().is_empty())
        .collect()
}

/// The automaton for `patterns`; the lists are fixed at build, so a failure is one of the data and shows in every test.
fn automaton<P: AsRef<[u8]>>(patterns: &[P], anchored: bool) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .start_kind(if anchored { StartKind::Anchored } else { StartKind::Unanchored })
        .build(patterns)
        .expect("the word lists are small")
}

/// Latin and French phrases that every language writes.
pub(crate) static LATIN_PHRASES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let phrases = rows(include_str!("../../../lexicon/intake/latin-phrases.tsv"));
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(phrases.flatten())
        .expect("the word lists are small")
});

/// The labels of pages.
pub(crate) static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let mut lines = WordMap::default();
    let (mut starts, mut start_labels) = (Vec::new(), Vec::new());
    let (mut anywhere, mut anywhere_labels) = (Vec::new(), Vec::new());
    let world = rows(include_str!("../../../lexicon/intake/furniture-world.tsv"));
    for row in rows(include_str!("../../../lexicon/intake/furniture.tsv")).chain(world) {
        let [reason, place, reach, words, cell] = row.as_slice() else { continue };
        let reach = match *reach {
            "section" => Reach::Section,
            "list" => Reach::List,
            _ => Reach::Line,
        };
        let words = words.parse().unwrap_or(usize::MAX);
        for phrase in phrases(cell) {
            let mut label = Label { reason, reach, words, weak: false };
            match *place {
                "line" => {
                    lines.entry(phrase.trim().to_owned()).or_insert(label);
                }
                "has" | "hint" => {
                    label.weak = *place == "hint";
                    anywhere.push(phrase);
                    anywhere_labels.push(label);
                }
                _ => {
                    label.weak = *place == "label" && !phrase.trim_end().ends_with(':');
                    starts.push(phrase);
                    start_labels.push(label);
                }
            }
        }
    }
    let (mut invitations, mut post) = (Vec::new(), WordSet::default());
    for row in rows(include_str!("../../../lexicon/intake/sentences.tsv")) {
        match row.as_slice() {
            ["post", forms] => post.extend(forms.split('|')),
            [reason, forms] => invitations.extend(forms.split('|').map(|form| (form, *reason))),
            _ => {}
        }
    }
    Furniture {
        invitations,
        post,
        lines,
        starts: automaton(&starts, true),
        start_labels,
        anywhere: automaton(&anywhere, false),
        anywhere_labels,
    }
});

/// A label inside a long line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InlineLabel {
    pub(crate) reason: &'static str,
    pub(crate) reach: &'static str,
    pub(crate) phrase: &'static str,
}

/// The labels that stand inside flattened pages, and the automaton that finds them.
pub(crate) static INLINE: LazyLock<(AhoCorasick, Vec<InlineLabel>)> = LazyLock::new(|| {
    let labels: Vec<InlineLabel> = rows(include_str!("../../../lexicon/intake/inline.tsv"))
        .filter_map(|row| match row.as_slice() {
            [reason, reach, phrase] => Some(InlineLabel { reason, reach, phrase }),
            _ => None,
        })
        .collect();
    let phrases: Vec<&str> = labels.iter().map(|l| l.phrase).collect();
    (automaton(&phrases, false), labels)
});

/// Marks that close an article, longest first, with their reasons.
pub(crate) static MARKS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut marks: Vec<(&str, &str)> = rows(include_str!("../../../lexicon/intake/marks.tsv"))
        .filter_map(|row| match row.as_slice() {
            [reason, form] => Some((*form, *reason)),
            _ => None,
        })
        .collect();
    marks.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    marks
});

/// What a word beside a date says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StampWord {
    Published,
    Updated,
    Other,
    Filler,
    Zone(&'static str),
    /// Before noon (`false`) or after.
    HalfDay(bool),
    Month(i8),
    Weekday(i8),
    /// Stands behind the number of a year (`y`), month (`m`), day (`d`), hour (`h`) or minute (`n`).
    Unit(u8),
    /// A month of the Solar Hijri calendar.
    Solar(i8),
    /// Stands before a year that is counted from another one.
    Era(i16),
}

/// Words that may stand in a dateline.
pub(crate) static DATELINE_WORDS: LazyLock<WordSet> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/intake/dateline-words.tsv"))
        .flat_map(|row| row[0].split(' '))
        .collect()
});

/// What makes a word look like a finite verb.
pub(crate) struct Verbs {
    words: WordSet,
    /// By their last byte.
    suffixes: Vec<Vec<&'static str>>,
}

impl Verbs {
    /// Whether `word`, in lower case, looks like a finite verb.
    pub(crate) fn fits(&self, word: &str) -> bool {
        self.words.contains(word)
            || (word.chars().nth(4).is_some()
                && word.bytes().last().is_some_and(|last| {
                    self.suffixes[usize::from(last)].iter().any(|suffix| word.ends_with(suffix))
                }))
    }
}

/// Finite verbs by ending and by form.
pub(crate) static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let mut verbs = Verbs { words: WordSet::default(), suffixes: vec![Vec::new(); 256] };
    for row in rows(include_str!("../../../lexicon/intake/verbs.tsv")) {
        match row.as_slice() {
            ["suffix", forms] => {
                for form in forms.split(' ') {
                    if let Some(last) = form.bytes().last() {
                        verbs.suffixes[usize::from(last)].push(form);
                    }
                }
            }
            ["word", forms] => verbs.words.extend(forms.split(' ')),
            _ => {}
        }
    }
    verbs
});

/// Month names, weekdays and the words beside a date.
pub(crate) static STAMP_WORDS: LazyLock<WordMap<&'static str, StampWord>> = LazyLock::new(|| {
    let mut words = WordMap::default();
    for row in rows(include_str!("../../../lexicon/intake/months.tsv")) {
        if let [month, _, forms] = row.as_slice() {
            for form in forms.split(' ') {
                words.entry(form).or_insert(StampWord::Month(month.parse().unwrap_or(0)));
            }
        }
    }
    for row in rows(include_str!("../../../lexicon/intake/calendars.tsv")) {
        let [kind, number, forms] = row.as_slice() else { continue };
        let word = match *kind {
            "solar" => StampWord::Solar(number.parse().unwrap_or(0)),
            _ => StampWord::Era(number.parse().unwrap_or(0)),
        };
        for form in forms.split(' ') {
            words.entry(form).or_insert(word);
        }
    }
    for row in rows(include_str!("../../../lexicon/intake/weekdays.tsv")) {
        if let [day, forms] = row.as_slice() {
            for form in forms.split(' ') {
                words.entry(form).or_insert(StampWord::Weekday(day.parse().unwrap_or(0)));
            }
        }
    }
    for row in rows(include_str!("../../../lexicon/intake/stamp-words.tsv")) {
        let (Some(role), Some(forms)) = (row.first(), row.get(1)) else { continue };
        let word = match *role {
            "published" => StampWord::Published,
            "updated" => StampWord::Updated,
            "other" => StampWord::Other,
            "am" => StampWord::HalfDay(false),
            "pm" => StampWord::HalfDay(true),
            "unit" => StampWord::Unit(row.get(2).and_then(|u| u.bytes().next()).unwrap_or(b'y')),
            "zone" => StampWord::Zone(row.get(2).copied().unwrap_or("")),
            _ => StampWord::Filler,
        };
        for form in forms.split(' ') {
            words.entry(form).or_insert(word);
        }
    }
    words
});

/// An agency, outlet or body that publishes.
#[derive(Debug)]
pub(crate) struct Publisher {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) hosts: Vec<&'static str>,
}

/// The publishers, and the automaton over all their names.
pub(crate) struct Publishers {
    pub(crate) list: Vec<Publisher>,
    names: AhoCorasick,
    owners: Vec<usize>,
}

impl Publishers {
    /// Names in `text` with their place; a name inside a longer word does not count.
    pub(crate) fn find<'t>(
        &'static self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, usize, &'static Publisher)> + use<'t> {
        self.names.find_iter(text).filter_map(move |found| {
            let before = text[..found.start()].chars().next_back();
            let after = text[found.end()..].chars().next();
            let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            (edge(before) && edge(after))
                .then(|| (found.start(), found.end(), &self.list[self.owners[found.pattern().as_usize()]]))
        })
    }

    /// The publisher of a host, also of a host under it.
    pub(crate) fn host(&self, host: &str) -> Option<&Publisher> {
        let host = host.strip_prefix("www.").unwrap_or(host);
        let fits =
            |known: &str| host == known || host.strip_suffix(known).is_some_and(|front| front.ends_with('.'));
        self.list
            .iter()
            .filter_map(|p| p.hosts.iter().filter(|h| fits(h)).map(|h| h.len()).max().map(|n| (n, p)))
            .max_by_key(|(n, _)| *n)
            .map(|(_, p)| p)
    }
}

/// The publishers known by name or host.
pub(crate) static PUBLISHERS: LazyLock<Publishers> = LazyLock::new(|| {
    let (mut list, mut names, mut owners) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows(include_str!("../../../lexicon/intake/publishers.tsv")) {
        let (Some(name), Some(kind)) = (row.first(), row.get(1)) else { continue };
        let hosts = row.get(2).map_or_else(Vec::new, |h| h.split(' ').filter(|h| !h.is_empty()).collect());
        let more = row.get(3).map_or_else(Vec::new, |n| n.split('|').collect::<Vec<_>>());
        for form in std::iter::once(*name).chain(more) {
            names.push(form);
            owners.push(list.len());
        }
        list.push(Publisher { name, kind, hosts });
    }
    Publishers { list, names: automaton(&names, false), owners }
});

/// Where a source stands to the word that passes it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RelaySide {
    /// In the same clause, after the verb.
    After,
    /// Behind another source.
    Chain,
    /// On a line of its own.
    Line,
    /// Begins the line that names the author.
    Byline,
}

/// Words that pass an article's news on.
pub(crate) static RELAY_CUES: LazyLock<Vec<(&'static str, RelaySide)>> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/intake/relay-cues.tsv"))
        .filter_map(|row| match row.as_slice() {
            ["after", form] => Some((*form, RelaySide::After)),
            ["chain", form] => Some((*form, RelaySide::Chain)),
            ["line", form] => Some((*form, RelaySide::Line)),
            ["byline", form] => Some((*form, RelaySide::Byline)),
            _ => None,
        })
        .collect()
});

/// Words of site banners.
pub(crate) struct Bodies {
    body: WordSet,
    site: Vec<&'static str>,
}

impl Bodies {
    /// Whether a line in lower case that has no verb names an institution or speaks of its site.
    pub(crate) fn names(&self, line: &str) -> bool {
        let words = line.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| !w.is_empty());
        self.site.iter().any(|form| line.contains(form)) || words.take(4).any(|w| self.body.contains(w))
    }
}

/// Institutions and sites, as banners name them.
pub(crate) static BODIES: LazyLock<Bodies> = LazyLock::new(|| {
    let mut bodies = Bodies { body: WordSet::default(), site: Vec::new() };
    for row in rows(include_str!("../../../lexicon/intake/bodies.tsv")) {
        match row.as_slice() {
            ["body", forms] => bodies.body.extend(forms.split('|')),
            ["site", forms] => bodies.site.extend(forms.split('|')),
            _ => {}
        }
    }
    bodies
});

/// The cues of running text, and the automaton that finds them.
pub(crate) static RELAY_FORMS: LazyLock<(AhoCorasick, Vec<(&'static str, RelaySide)>)> =
    LazyLock::new(|| {
        let forms: Vec<_> = RELAY_CUES
            .iter()
            .copied()
            .filter(|(_, side)| matches!(side, RelaySide::After | RelaySide::Chain))
            .collect();
        let automaton =
            AhoCorasick::new(forms.iter().map(|(form, _)| form)).expect("the word lists are small");
        (automaton, forms)
    });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        assert!(FURNITURE.lines.len() > 300);
        assert!(FURNITURE.start_labels.len() > 200);
        assert!(INLINE.1.iter().all(|l| ["rest", "dated", "date", "echo"].contains(&l.reach)));
        assert_eq!(STAMP_WORDS.get("декабря"), Some(&StampWord::Month(12)));
        assert_eq!(STAMP_WORDS.get("thu"), Some(&StampWord::Weekday(4)));
        assert_eq!(PUBLISHERS.host("www.eng.belta.by").map(|p| p.name), Some("БЕЛТА"));
        assert!(PUBLISHERS.list.iter().all(|p| ["agency", "outlet", "official"].contains(&p.kind)));
        assert!(!RELAY_CUES.is_empty());
        assert!(MARKS[0].0.len() >= MARKS[1].0.len());
    }

    #[test]
    fn names_end_at_word_borders() {
        let found: Vec<&str> = PUBLISHERS.find("ТАССовский не ТАСС").map(|(_, _, p)| p.name).collect();
        assert_eq!(found, ["ТАСС"]);
    }
}
