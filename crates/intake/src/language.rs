//! Which language a piece of text is in: pieces of words first, then frequent words and letters that a language does not write.

use legation_model::Lang;

use crate::chars;
use crate::speech::{LANGUAGES, Languages, Script};

/// Letters read of one piece of text; more would not change the answer.
const ENOUGH: u32 = 600;
/// Letters read of one word.
const LONGEST: usize = 40;
/// What a frequent word counts, and one of a single letter (in steps of a quarter of a nat, as the pieces of words do).
const WORD: i16 = 14;
const SHORT_WORD: i16 = 5;
/// What a letter that a language does not write counts against it. Foreign names keep their letters in Latin script.
const FOREIGN_CYRILLIC: i16 = 40;
const FOREIGN_LATIN: i16 = 16;
/// The most that one word can count against a language, and a name: a name in a foreign text keeps its own language.
const MOST: i16 = 80;
const MOST_NAME: i16 = 32;
/// What the language around a short piece of text counts for it.
const CONTEXT: i32 = 36;

/// The language of `text`, [`Lang::Und`] when it does not tell.
///
/// One foreign name or quotation does not turn a paragraph.
pub fn language(text: &str) -> Lang {
    Tally::of(text).language(None)
}

/// The counts of one piece of text, from which its language can be told with or without the text around it.
pub(crate) struct Tally {
    cyrillic: Counts<8>,
    latin: Counts<32>,
    /// Letters of each range of scripts, then of each row of marks.
    others: Vec<u32>,
}

struct Counts<const N: usize> {
    letters: u32,
    /// Frequent words of some language.
    words: u32,
    sums: [i32; N],
}

impl<const N: usize> Counts<N> {
    const NONE: Self = Self { letters: 0, words: 0, sums: [0; N] };

    fn word(&mut self, script: &Script<N>, word: &str, name: bool, foreign: i16) {
        let mut says = [0i16; N];
        let every = (1u32 << script.langs.len()) - 1;
        let mut piece = 0u64;
        let mut count = 0u32;
        // Longer than words are: no more pieces are read.
        for c in word.chars().take(LONGEST) {
            count += 1;
            if !c.is_ascii() {
                bits(every & !script.letter(c), |i| says[i] -= foreign);
            }
            piece = piece << 16 | u64::from(c as u32 & 0xffff);
            if count < 3 {
                continue;
            }
            for key in [Some(piece & 0xffff_ffff_ffff), (count > 3).then_some(piece)].into_iter().flatten() {
                if let Some(row) = script.piece(key) {
                    for (sum, say) in says.iter_mut().zip(row) {
                        *sum += i16::from(*say);
                    }
                }
            }
        }
        self.letters += count;
        let frequent = script.word(word);
        if frequent != 0 {
            self.words += 1;
            let say = if count == 1 { SHORT_WORD } else { WORD };
            bits(frequent, |i| says[i] += say);
        }
        let top = says.iter().copied().max().unwrap_or(0);
        let least = top - if name { MOST_NAME } else { MOST };
        for (sum, say) in self.sums.iter_mut().zip(says) {
            *sum += i32::from(say.max(least));
        }
    }

    /// The language that most speaks for, and how much; `None` where nothing does.
    fn best(&self, script: &Script<N>, context: Option<Lang>) -> Option<(i32, Lang)> {
        let mut best: Option<(i32, Lang)> = None;
        for (i, lang) in script.langs.iter().enumerate() {
            let around = if context == Some(*lang) { CONTEXT } else { 0 };
            let score = self.sums[i] + around;
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, *lang));
            }
        }
        best
    }
}

fn bits(mut mask: u32, mut each: impl FnMut(usize)) {
    while mask != 0 {
        each(mask.trailing_zeros() as usize);
        mask &= mask - 1;
    }
}

impl Tally {
    pub(crate) fn of(text: &str) -> Self {
        let known = &*LANGUAGES;
        let mut tally = Self {
            cyrillic: Counts::NONE,
            latin: Counts::NONE,
            others: vec![0; known.ranges.len() + known.marks.len()],
        };
        let mut word = String::new();
        let (mut name, mut words) = (false, 0);
        for c in text.chars().chain(std::iter::once(' ')) {
            match c {
                'a'..='z' | '\u{430}'..='\u{45f}' => word.push(c),
                'A'..='Z'
                | '\u{400}'..='\u{42f}'
                | '\u{460}'..='\u{52f}'
                | '\u{c0}'..='\u{24f}'
                | '\u{1e00}'..='\u{1eff}'
                    if chars::letter(c) =>
                {
                    name |= word.is_empty() && words > 0 && chars::capital(c);
                    chars::push_lower(&mut word, c);
                }
                _ => {
                    if !word.is_empty() {
                        match word.bytes().next() {
                            Some(0xd0..=0xd4) => {
                                tally.cyrillic.word(&known.cyrillic, &word, name, FOREIGN_CYRILLIC);
                            }
                            _ => tally.latin.word(&known.latin, &word, name, FOREIGN_LATIN),
                        }
                        word.clear();
                        name = false;
                        words += 1;
                    }
                    if !c.is_ascii() {
                        tally.other(known, c);
                    }
                }
            }
            if tally.cyrillic.letters + tally.latin.letters > ENOUGH || word.len() > LONGEST * 8 {
                break;
            }
        }
        tally
    }

    fn other(&mut self, known: &Languages, c: char) {
        let Some(at) = known.ranges.iter().position(|r| (r.first..=r.last).contains(&c)) else { return };
        if !chars::letter(c) {
            return;
        }
        self.others[at] += 1;
        for (i, (_, own)) in known.marks.iter().enumerate() {
            if own.contains(c) {
                self.others[known.ranges.len() + i] += 1;
            }
        }
    }

    /// The language, `context` being that of the text around it.
    pub(crate) fn language(&self, context: Option<Lang>) -> Lang {
        let known = &*LANGUAGES;
        let (cyrillic, latin) = (self.cyrillic.letters, self.latin.letters);
        let other: u32 = self.others[..known.ranges.len()].iter().sum();
        // A sign of Chinese says as much as a word of letters.
        if other > 0 && other * 2 > cyrillic + latin {
            return self.by_script(known);
        }
        if cyrillic + latin < 2 {
            return Lang::Und;
        }
        // Where both scripts stand side by side, the frequent words decide which one carries the sentence.
        let mixed = cyrillic * 5 >= latin * 2 && latin * 5 >= cyrillic * 2;
        let (ours, theirs) = (self.cyrillic.words, self.latin.words);
        let is_cyrillic = if mixed && ours != theirs { ours > theirs } else { cyrillic >= latin };
        if is_cyrillic {
            return self.cyrillic.best(&known.cyrillic, context).map_or(Lang::Und, |(_, lang)| lang);
        }
        match self.latin.best(&known.latin, context) {
            Some((score, lang)) if score > 0 => lang,
            _ => Lang::Und,
        }
    }

    fn by_script(&self, known: &Languages) -> Lang {
        let mut sums: Vec<(Lang, u32)> = Vec::new();
        for (range, count) in known.ranges.iter().zip(&self.others) {
            match sums.iter_mut().find(|(lang, _)| *lang == range.lang) {
                Some((_, sum)) => *sum += count,
                None => sums.push((range.lang, *count)),
            }
        }
        let of = |lang| sums.iter().find(|(l, _)| *l == lang).map_or(0, |(_, sum)| *sum);
        // Japanese stands among Chinese signs; no Chinese text has its syllables.
        if of(Lang::Ja) > 0 && of(Lang::Ja) * 10 > of(Lang::Zh) {
            return Lang::Ja;
        }
        let (lang, sum) = sums.iter().copied().fold((Lang::Und, 0), |a, b| if b.1 > a.1 { b } else { a });
        if lang == Lang::Ar {
            let marked = known.marks.iter().zip(&self.others[known.ranges.len()..]);
            // The letters of Urdu outside of Persian come first: Urdu has both.
            let found = marked.rev().find(|((other, _), count)| {
                let share = if *other == Lang::Ur { 20 } else { 14 };
                **count * share > sum
            });
            return found.map_or(lang, |((other, _), _)| *other);
        }
        lang
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_name_does_not_turn_a_paragraph() {
        assert_eq!(language("Компания Rheinmetall Landsysteme открыла завод, сообщил Reuters."), Lang::Ru);
        assert_eq!(language("The paper Московский комсомолец said that it would go on."), Lang::En);
        assert_eq!(
            language("The foreign minister met Erdoğan, Kılıçdaroğlu and Şimşek in Ankara."),
            Lang::En
        );
        assert_eq!(language("Переговоры"), Lang::Ru);
    }

    #[test]
    fn no_letters_no_language() {
        assert_eq!(language("12 345 — 2024"), Lang::Und);
        assert_eq!(language(""), Lang::Und);
        assert_eq!(language("X"), Lang::Und);
    }

    #[test]
    fn the_text_around_decides_where_little_is_said() {
        let short = Tally::of("Глава МИД");
        assert_eq!(short.language(Some(Lang::Bg)), Lang::Bg);
        assert_eq!(short.language(None), Lang::Ru);
        let long =
            Tally::of("Міністри двох країн обговорили постачання зерна й домовилися зустрітися навесні.");
        assert_eq!(long.language(Some(Lang::Ru)), Lang::Uk);
    }
}
