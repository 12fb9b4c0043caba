//! Which texts stand in which others: fingerprints of sentences, an index of them, and who copied whom. No article is changed here.
//!
//! A sentence is known by the hash of its letters and digits in lower case, so that quotes, dashes and spaces may differ. News is copied in part
//! (the lead kept, the tail cut, a paragraph of one's own added), so shares of letters are told in both directions.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use legation_text::Span;

use crate::chars::{self, WordHash};

/// Letters and digits that a sentence needs: shorter ones are said by many.
const LEAST: u32 = 24;
/// Texts that may share a sentence; what more of them share is a formula, not a copy.
const MANY: usize = 64;
/// Shared letters, of a hundred of a text, under which nothing is told.
const SHARE: f32 = 0.1;

/// A sentence of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of its letters and digits.
    pub hash: u64,
    /// How many they are.
    pub letters: u32,
    /// Bytes of the text.
    pub span: Span,
}

/// The sentences of a text that are long enough to tell it from others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fingerprints(pub Vec<Fingerprint>);

impl Fingerprints {
    /// Reads the sentences of a text.
    pub fn of(text: &str) -> Self {
        let mut found = Vec::new();
        let mut sentence = Open::at(0);
        let mut stop = false;
        for (at, c) in text.char_indices() {
            if chars::letter(c) || c.is_ascii_digit() {
                // A full stop inside a number or a name is followed by no space.
                stop = false;
                sentence.add(c);
                continue;
            }
            let end = at + c.len_utf8();
            if c == '\n' || (stop && c.is_whitespace()) || matches!(c, '。' | '！' | '？') {
                sentence.close(text, end, &mut found);
                sentence = Open::at(end);
                stop = false;
            } else {
                stop = chars::stop(c) || (stop && !c.is_whitespace());
            }
        }
        sentence.close(text, text.len(), &mut found);
        Self(found)
    }

    /// Letters of all the sentences.
    pub fn letters(&self) -> u32 {
        self.0.iter().map(|s| s.letters).sum()
    }
}

struct Open {
    start: usize,
    hash: u64,
    letters: u32,
}

impl Open {
    fn at(start: usize) -> Self {
        Self { start, hash: 0xcbf2_9ce4_8422_2325, letters: 0 }
    }

    fn add(&mut self, c: char) {
        // The letters that are written in two ways are one here.
        let plain = match c {
            'A'..='Z' | '\u{410}'..='\u{42f}' => c as u32 + 0x20,
            'ё' | 'Ё' => 'е' as u32,
            _ if c.is_ascii() => c as u32,
            '\u{430}'..='\u{45f}' => c as u32,
            _ => c.to_lowercase().next().unwrap_or(c) as u32,
        };
        self.hash = (self.hash.rotate_left(5) ^ u64::from(plain)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.letters += 1;
    }

    fn close(&self, text: &str, end: usize, found: &mut Vec<Fingerprint>) {
        if self.letters >= LEAST {
            let span = Span::of(self.start, end).trim(text);
            found.push(Fingerprint { hash: self.hash ^ (self.hash >> 31), letters: self.letters, span });
        }
    }
}

/// A text that shares sentences with the one asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// Number of the other text, as [`Copies::insert`] gave it.
    pub other: u32,
    /// Share of the letters of the text asked about that stand in the other.
    pub of_this: f32,
    /// Share of the letters of the other that stand in the text asked about.
    pub of_other: f32,
    /// Bytes of the text asked about, sentences that follow each other joined.
    pub spans: Vec<Span>,
}

/// Fingerprints of texts that came before. It grows as texts come; what it answers depends on their order alone.
#[derive(Debug, Default)]
pub struct Copies {
    texts: HashMap<u64, Vec<u32>, BuildHasherDefault<WordHash>>,
    letters: Vec<u32>,
}

impl Copies {
    /// Takes a text in and gives it the next number.
    pub fn insert(&mut self, text: &Fingerprints) -> u32 {
        let id = self.letters.len() as u32;
        self.letters.push(text.letters());
        for sentence in &text.0 {
            let texts = self.texts.entry(sentence.hash).or_default();
            if texts.len() < MANY && texts.last() != Some(&id) {
                texts.push(id);
            }
        }
        id
    }

    /// The texts before that share sentences with this one, the one that shares most first.
    pub fn lookup(&self, text: &Fingerprints) -> Vec<Copy> {
        let all = text.letters().max(1);
        let mut shared: Vec<(u32, usize)> = Vec::new();
        for (i, sentence) in text.0.iter().enumerate() {
            let texts = self.texts.get(&sentence.hash).filter(|t| t.len() < MANY);
            shared.extend(texts.into_iter().flatten().map(|id| (*id, i)));
        }
        shared.sort_unstable();
        let mut found: Vec<Copy> = shared
            .chunk_by(|a, b| a.0 == b.0)
            .map(|run| {
                let letters: u32 = run.iter().map(|(_, i)| text.0[*i].letters).sum();
                let other = self.letters[run[0].0 as usize].max(1);
                Copy {
                    other: run[0].0,
                    of_this: letters as f32 / all as f32,
                    of_other: (letters as f32 / other as f32).min(1.0),
                    spans: joined(run.iter().map(|(_, i)| *i), text),
                }
            })
            .filter(|copy| copy.of_this >= SHARE || copy.of_other >= SHARE)
            .collect();
        found.sort_by(|a, b| b.of_this.total_cmp(&a.of_this).then(a.other.cmp(&b.other)));
        found
    }
}

/// Sentences that follow each other as one span.
fn joined(sentences: impl Iterator<Item = usize>, text: &Fingerprints) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last = None;
    for i in sentences {
        let span = text.0[i].span;
        match spans.last_mut() {
            Some(open) if last == i.checked_sub(1) => open.end = span.end,
            _ => spans.push(span),
        }
        last = Some(i);
    }
    spans
}

/// What is known of one of two texts that share sentences.
#[derive(Debug, Clone, Copy, Default)]
pub struct Side<'a> {
    /// Day of publication with its time (`2024-07-04 18:30`), as far as known.
    pub published: Option<&'a str>,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// Whom it passes on.
    pub relay: &'a [String],
    /// Bytes of the text.
    pub length: usize,
}

/// Which of two texts is the copy, and what says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The first text copies the second.
    First(Sign),
    /// The second text copies the first.
    Second(Sign),
    /// Nothing tells.
    Untold,
}

/// What tells a copy from its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It names the other's publisher as its source.
    Attribution,
    /// It is later.
    Time,
    /// It is shorter by a third and more.
    Length,
}

/// Who copied whom: attribution first, then time, then length.
pub fn direction(first: &Side<'_>, second: &Side<'_>) -> Direction {
    let names = |a: &Side<'_>, b: &Side<'_>| {
        b.publisher.is_some_and(|name| a.publisher != Some(name) && a.relay.iter().any(|r| r == name))
    };
    match (names(first, second), names(second, first)) {
        (true, false) => return Direction::First(Sign::Attribution),
        (false, true) => return Direction::Second(Sign::Attribution),
        _ => {}
    }
    if let (Some(a), Some(b)) = (first.published, second.published) {
        // Times in different zones are not compared: only the days are sure then.
        let comparable = if a.get(16..) == b.get(16..) && a.len() == b.len() {
            a.cmp(b)
        } else {
            a.get(..10).cmp(&b.get(..10))
        };
        match comparable {
            std::cmp::Ordering::Greater => return Direction::First(Sign::Time),
            std::cmp::Ordering::Less => return Direction::Second(Sign::Time),
            std::cmp::Ordering::Equal => {}
        }
    }
    if first.length * 3 < second.length * 2 {
        Direction::First(Sign::Length)
    } else if second.length * 3 < first.length * 2 {
        Direction::Second(Sign::Length)
    } else {
        Direction::Untold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENCY: &str = "Послы обсудили мост\nПослы двух стран обсудили в четверг открытие нового моста через реку. «Мы закончим работы к осени», – сказал представитель стройки.\nСледующая встреча пройдет в конце месяца в Осло.";

    fn index(texts: &[&str]) -> Copies {
        let mut copies = Copies::default();
        for text in texts {
            copies.insert(&Fingerprints::of(text));
        }
        copies
    }

    #[test]
    fn a_copy_with_other_marks_and_spaces() {
        let copy = AGENCY.replace(['«', '»'], "\"").replace('–', "—").replace(". ", ".  ");
        let found = index(&[AGENCY]).lookup(&Fingerprints::of(&copy));
        assert_eq!(found.len(), 1);
        assert!(found[0].of_this > 0.99 && found[0].of_other > 0.99, "{found:?}");
    }

    #[test]
    fn a_lead_kept_and_a_paragraph_added() {
        let mine = "Наш корреспондент побывал на стройке моста и увидел двух рабочих.\nПослы двух стран обсудили в четверг открытие нового моста через реку. Больше они ничего не сказали, хотя их ждали до самого вечера.";
        let found = index(&["Other words that have nothing to do with any of this at all.", AGENCY])
            .lookup(&Fingerprints::of(mine));
        assert_eq!((found.len(), found[0].other), (1, 1));
        assert!(found[0].of_this > 0.2 && found[0].of_this < 0.5, "{found:?}");
        assert_eq!(found[0].spans.len(), 1);
        assert_eq!(
            found[0].spans[0].slice(mine),
            "Послы двух стран обсудили в четверг открытие нового моста через реку."
        );
    }

    #[test]
    fn sentences_in_a_row_are_one_span() {
        let found = index(&[AGENCY]).lookup(&Fingerprints::of(AGENCY));
        assert_eq!(found[0].spans.len(), 1);
    }

    #[test]
    fn formulas_are_no_copies() {
        let formula =
            "The office said that it would comment on the report at a later date, as it always does.";
        let texts: Vec<String> = (0..80)
            .map(|i| format!("{formula}\nStory number {i} of the great harbour book has its own words {i}."))
            .collect();
        let copies = index(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(copies.lookup(&Fingerprints::of(formula)).is_empty());
    }

    #[test]
    fn short_sentences_and_nothing_tell_nothing() {
        assert!(Fingerprints::of("Да. Нет. Может быть.").0.is_empty());
        assert!(Fingerprints::of("").0.is_empty());
        assert!(index(&[""]).lookup(&Fingerprints::of("")).is_empty());
    }

    #[test]
    fn who_copied_whom() {
        let relay = ["ТАСС".to_owned()];
        let agency = Side {
            published: Some("2024-07-04 18:30+03:00"),
            publisher: Some("ТАСС"),
            relay: &[],
            length: 900,
        };
        let paper = Side {
            published: Some("2024-07-04 18:10+03:00"),
            publisher: Some("Вестник"),
            relay: &relay,
            length: 900,
        };
        assert_eq!(direction(&paper, &agency), Direction::First(Sign::Attribution));
        assert_eq!(direction(&agency, &paper), Direction::Second(Sign::Attribution));
        let silent = Side { relay: &[], ..paper };
        assert_eq!(direction(&silent, &agency), Direction::Second(Sign::Time));
        let short = Side { length: 300, published: None, ..silent };
        assert_eq!(direction(&short, &agency), Direction::First(Sign::Length));
        assert_eq!(direction(&Side::default(), &Side::default()), Direction::Untold);
    }
}
