//! Who published a page, and whose news it passes on.

use crate::chars::lower;
use crate::lexicon::{PUBLISHERS, Publisher, RELAY_CUES, RELAY_FORMS, RelaySide};
use crate::lines::head;

/// Bytes after a cue in which the source must begin.
const NEAR: usize = 48;
/// Paragraphs from the start in which an article names the source of its news.
const LEAD: usize = 4;

/// The publisher of a web address.
pub(crate) fn of_address(address: &str) -> Option<&'static Publisher> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    PUBLISHERS.host(&host)
}

/// The one publisher that `text`, a short line of chrome, names; the name must be a good part of the line.
pub(crate) fn of_line(text: &str) -> Option<&'static Publisher> {
    if text.len() > 300 {
        return None;
    }
    let (from, to, publisher) = PUBLISHERS.find(text).next()?;
    ((to - from) * 2 >= text.len() || text.contains('©')).then_some(publisher)
}

/// Whom the article as a whole passes on, nearest first.
///
/// A source counts that closes a sentence of the opening paragraphs ("…, сообщает X", "reported by X"), stands behind
/// such a one ("со ссылкой на X"), or has a line of its own ("Источник: X"). A source that is the subject of a sentence
/// of its own speaks in it and is none.
pub(crate) fn relay(paragraphs: &[&str], lines: &[&str], own: Option<&str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |publisher: &Publisher| {
        if own != Some(publisher.name) && !found.iter().any(|f| f == publisher.name) {
            found.push(publisher.name.to_owned());
        }
    };
    for line in lines {
        let low = lower(line);
        let cue = RELAY_CUES
            .iter()
            .filter(|(_, side)| *side == RelaySide::Line)
            .any(|(form, _)| low.trim_start().strip_prefix(form).is_some_and(|r| r.starts_with([':', ' '])));
        if cue && low.len() == line.len() {
            PUBLISHERS.find(line).for_each(|(_, _, p)| add(p));
        }
    }
    for paragraph in paragraphs.iter().take(LEAD) {
        let text = head(paragraph, 3000);
        let mut cues: Vec<(usize, usize, RelaySide)> = Vec::new();
        let (automaton, forms) = &*RELAY_FORMS;
        let mut hits: Vec<_> = automaton.find_overlapping_iter(text).collect();
        hits.sort_by_key(aho_corasick::Match::pattern);
        for hit in hits {
            let ((form, side), at) = (&forms[hit.pattern().as_usize()], hit.start());
            let before = text[..at].trim_end().chars().next_back();
            let whole = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            let edges =
                whole(text[..at].chars().next_back()) && whole(text[at + form.len()..].chars().next());
            let parenthetic = match side {
                RelaySide::After => {
                    before.is_some_and(|c| matches!(c, ',' | '—' | '–' | '-'))
                        || form.ends_with("by")
                        || form.ends_with("by the")
                }
                _ => true,
            };
            if edges && parenthetic {
                cues.push((at, at + form.len(), *side));
            }
        }
        cues.sort_by_key(|c| (c.0, std::cmp::Reverse(c.1)));
        for (_, end, _) in cues {
            let near = head(&text[end..], NEAR);
            let clause = near.split(['.', ';', '!']).next().unwrap_or(near);
            let zone = if clause.len() < 3 { near } else { clause };
            // Names with a full stop inside ("Gazeta.ru") need the whole zone; the name must open it.
            let named = PUBLISHERS
                .find(near)
                .next()
                .filter(|(from, _, _)| *from <= zone.len())
                .filter(|(from, _, p)| p.kind != "official" && opens(&near[..*from]));
            if let Some((_, _, publisher)) = named {
                add(publisher);
            }
        }
    }
    found
}

/// The author that a byline names: one to four names after a word such as "By" or "Автор:".
pub(crate) fn author(line: &str) -> Option<String> {
    let low = lower(line);
    if low.len() != line.len() || line.len() > 160 {
        return None;
    }
    let (form, _) = RELAY_CUES
        .iter()
        .filter(|(form, side)| *side == RelaySide::Byline && low.starts_with(form))
        .max_by_key(|(form, _)| form.len())?;
    let rest = line[form.len()..].strip_prefix([':', ' ']).map(str::trim)?;
    // What follows a bar or a comma is post or paper.
    let name = rest.split(['|', ',', '(', '/', '•']).next().unwrap_or(rest).trim();
    let words = name.split_whitespace().count();
    let names =
        name.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || matches!(w, "and" | "и"));
    ((1..=5).contains(&words) && names).then(|| name.to_owned())
}

/// Whether only words such as "агентство", "the", quotes or initials stand between a cue and the name.
fn opens(between: &str) -> bool {
    between.split_whitespace().count() <= 3
        && !between.contains([',', ':'])
        && between
            .split_whitespace()
            .all(|w| !w.trim_matches(['«', '"', '“']).starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_that_closes_a_sentence() {
        let one = relay(&["Посол прибыл в Осло, передает агентство ТАСС со ссылкой на Reuters."], &[], None);
        assert_eq!(one, ["ТАСС", "Reuters"]);
        let own = relay(&["Посол прибыл в Осло, передает корреспондент БЕЛТА."], &[], Some("БЕЛТА"));
        assert!(own.is_empty());
        let line = relay(&["Посол прибыл в Осло."], &["Источник: ТАСС"], None);
        assert_eq!(line, ["ТАСС"]);
    }

    #[test]
    fn a_subject_is_no_relay() {
        let text = "Reuters reported on Monday that the envoy had left. The paper said so too.";
        assert!(relay(&[text], &[], None).is_empty());
    }

    #[test]
    fn bylines() {
        assert_eq!(author("By Anna Berg, Staff Writer").as_deref(), Some("Anna Berg"));
        assert_eq!(author("Автор: Иван Петров").as_deref(), Some("Иван Петров"));
        assert_eq!(author("By the river the talks went on"), None);
    }

    #[test]
    fn publishers_of_pages() {
        assert_eq!(of_address("https://ria.ru/20250130/x.html").map(|p| p.name), Some("РИА Новости"));
        assert_eq!(of_line("© ТАСС, 2024").map(|p| p.name), Some("ТАСС"));
        assert!(of_line("Об этом сообщает ТАСС со ссылкой на посольство Норвегии в Москве").is_none());
    }
}
