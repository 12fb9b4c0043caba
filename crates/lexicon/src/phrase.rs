//! Phrases of a file that are found word by word in running text, the longest first.

use std::collections::BTreeMap;

use legation_model::Lang;

use crate::inflect::{Endings, Pattern, capital, fold};

/// One word of a phrase: any of its patterns, or its lemma as written.
#[derive(Debug, Clone)]
struct Slot {
    plain: String,
    patterns: Vec<Pattern>,
}

impl Slot {
    fn meets(&self, form: &str, folded: &str, lemma: &str) -> bool {
        // *Политике* is a form of *политика*, not of *политик*; so with *премьера*.
        if lemma.strip_suffix('а').is_some_and(|stem| stem == self.plain) && folded != self.plain {
            return false;
        }
        self.plain == folded || self.plain == lemma || self.patterns.iter().any(|p| meets(p, form, folded))
    }
}

/// Phrases of one language, each with its value.
#[derive(Debug)]
pub struct Phrases<T> {
    entries: Vec<(Vec<Slot>, T)>,
    by_first: BTreeMap<String, Vec<usize>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), by_first: BTreeMap::new() }
    }
}

/// Letters of a word that lead to its phrases.
const LEAD: usize = 2;

fn lead(word: &str) -> String {
    word.chars().take(LEAD).collect()
}

/// A word of a text as phrases see it.
#[derive(Debug, Clone)]
pub struct Seen<'a> {
    /// As written.
    pub form: &'a str,
    /// Folded form.
    pub folded: String,
    /// Lemma.
    pub lemma: &'a str,
}

impl<'a> Seen<'a> {
    /// A word with its lemma.
    pub fn new(form: &'a str, lemma: &'a str) -> Self {
        Self { form, folded: fold(form), lemma }
    }
}

impl<T> Phrases<T> {
    /// Adds `phrase`. A Russian word meets all its cases; an English word its lemma as well.
    pub fn add(&mut self, phrase: &str, lang: Lang, value: T) {
        let slots: Vec<Slot> = phrase
            .split([' ', '-'])
            .filter(|w| !w.is_empty())
            .map(|word| Slot {
                plain: fold(word.split(':').next().unwrap_or(word)),
                patterns: if lang == Lang::Ru { Pattern::of(word) } else { Vec::new() },
            })
            .collect();
        let Some(first) = slots.first() else { return };
        let mut leads: Vec<String> = first.patterns.iter().map(|p| lead(&fold(&p.stem))).collect();
        leads.push(lead(&first.plain));
        leads.sort();
        leads.dedup();
        let at = self.entries.len();
        for key in leads {
            self.by_first.entry(key).or_default().push(at);
        }
        self.entries.push((slots, value));
    }

    /// The longest phrase that begins with the first of `words`, and how many of them it takes; of two as long the one that begins as the text is
    /// written (*они* is no form of *он*). A hyphen that stands as a word of its own is passed over; a hyphened word meets the words of a phrase
    /// one by one.
    pub fn longest(&self, words: &[Seen<'_>]) -> Option<(usize, &T)> {
        let first = words.first()?;
        let mut best: Option<((usize, bool), &T)> = None;
        let mut keys = vec![lead(&first.folded), lead(first.lemma)];
        keys.dedup();
        for key in keys {
            for &at in self.by_first.get(&key).into_iter().flatten() {
                let (slots, value) = &self.entries[at];
                let Some(len) = take(slots, words) else { continue };
                let written = slots[0].plain == first.folded;
                if best.is_none_or(|(most, _)| (len, written) > most) {
                    best = Some(((len, written), value));
                }
            }
        }
        best.map(|((len, _), value)| (len, value))
    }

    /// Number of phrases.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Whether the word `form` is a form of `pattern`.
fn meets(pattern: &Pattern, form: &str, folded: &str) -> bool {
    if pattern.capital && !capital(form) {
        return false;
    }
    let text = if matches!(pattern.class, Endings::Acronym | Endings::Exact) { form } else { folded };
    text.strip_prefix(pattern.stem.as_str()).is_some_and(|ending| pattern.class.admits(ending))
}

fn take(slots: &[Slot], words: &[Seen<'_>]) -> Option<usize> {
    let (mut slot, mut at) = (0, 0);
    while slot < slots.len() {
        let word = words.get(at)?;
        if at > 0 && word.form == "-" {
            at += 1;
            continue;
        }
        if slots[slot].meets(word.form, &word.folded, word.lemma) {
            slot += 1;
            at += 1;
            continue;
        }
        let parts: Vec<&str> = word.form.split('-').collect();
        if parts.len() < 2 || slot + parts.len() > slots.len() {
            return None;
        }
        for part in &parts {
            let folded = fold(part);
            // A part has no lemma of its own.
            if !slots[slot].meets(part, &folded, "") {
                return None;
            }
            slot += 1;
        }
        at += 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<Seen<'_>> {
        text.split(' ').map(|w| Seen::new(w, w)).collect()
    }

    #[test]
    fn the_longest_phrase_wins_in_any_case() {
        let mut phrases = Phrases::default();
        phrases.add("министр", Lang::Ru, 1);
        phrases.add("министр иностранных дел", Lang::Ru, 2);
        phrases.add("премьер-министр", Lang::Ru, 3);
        assert_eq!(phrases.longest(&seen("министром иностранных дел Фрейдонии")), Some((3, &2)));
        assert_eq!(phrases.longest(&seen("министру культуры")), Some((1, &1)));
        assert_eq!(phrases.longest(&seen("премьер-министра")), Some((1, &3)));
        assert_eq!(phrases.longest(&seen("министерство")), None);
    }

    #[test]
    fn a_word_of_its_own_is_no_form_of_another() {
        let mut phrases = Phrases::default();
        phrases.add("он", Lang::Ru, 1);
        phrases.add("они", Lang::Ru, 2);
        assert_eq!(phrases.longest(&seen("они")), Some((1, &2)));
        assert_eq!(phrases.longest(&seen("он")), Some((1, &1)));
    }

    #[test]
    fn hyphens_may_stand_apart() {
        let mut phrases = Phrases::default();
        phrases.add("vice president", Lang::En, 1);
        assert_eq!(phrases.longest(&seen("vice - president")), Some((3, &1)));
        assert_eq!(phrases.longest(&seen("Vice-President")), Some((1, &1)));
    }
}
