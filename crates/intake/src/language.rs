//! Which language a piece of text is in: pieces of words first, then frequent words and letters that a language does not write.

use std::cell::RefCell;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use legation_model::Lang;

use crate::chars;
use crate::lexicon::LATIN_PHRASES;
use crate::recall::{Recall, Said};
use crate::speech::{LANGUAGES, Languages, Script};

/// Letters read of one piece of text; more would not change the answer.
const ENOUGH: u32 = 600;
/// Letters read of one word.
const LONGEST: usize = 40;
/// What a frequent word counts, and one of a single letter (in steps of a quarter of a nat, as the pieces of words do).
const WORD: i16 = 14;
const SHORT_WORD: i16 = 5;
/// What a frequent word of few languages counts for them.
const OWN_WORD: i16 = 42;

/// How the words of a script are weighed.
struct Weights {
    /// What a letter that a language does not write counts against it. Foreign names keep their letters in Latin script.
    foreign: i16,
    /// The most that one word can count against a language.
    most: i16,
    /// A frequent word of at most so many languages is theirs. Neighbours in Cyrillic letters share too many words that
    /// only one of them lists.
    few: u32,
    /// Whether the first word is a name like any other with a capital, unless it is a frequent one: names of many
    /// languages stand in a Latin text.
    first: bool,
}

const CYRILLIC: Weights = Weights { foreign: 40, most: 80, few: 0, first: false };
const LATIN: Weights = Weights { foreign: 16, most: 48, few: 3, first: true };
/// The most that one name can count against a language: a name in a foreign text keeps its own.
const MOST_NAME: i16 = 32;
/// What the language around a short piece of text counts for it.
const CONTEXT: i32 = 48;
/// What counts for the language that leads its script in the table, where nothing stands around the piece.
const PRIOR: i32 = 20;
/// Frequent words of its own from which the language around a piece is the piece's, if no other language has one there.
const SURE: u16 = 2;
/// How far a language may lie behind another of which no frequent word stands in the piece.
const NEAR: i32 = 60;

/// The language of `text`, [`Lang::Und`] when it does not tell.
///
/// One foreign name or quotation does not turn a paragraph.
pub fn language(text: &str) -> Lang {
    Tally::of(text, &mut Teller::default()).language(None)
}

/// The counts of one piece of text, from which its language can be told with or without the text around it.
struct Tally {
    cyrillic: Counts<8>,
    latin: Counts<32>,
    /// Letters of each range of scripts, then of each row of marks.
    others: Vec<u32>,
}

struct Counts<const N: usize> {
    letters: u32,
    /// Frequent words of some language.
    words: u32,
    /// Words that are no names.
    plain: i32,
    /// Whether a name was read.
    named: bool,
    sums: [i32; N],
    /// The same of names alone.
    names: [i32; N],
    /// For each language a set of the frequent words of the piece that are its own, one bit each.
    own: [u64; N],
}

impl<const N: usize> Counts<N> {
    const NONE: Self =
        Self { letters: 0, words: 0, plain: 0, named: false, sums: [0; N], names: [0; N], own: [0; N] };

    fn word(
        &mut self,
        script: &Script<N>,
        word: &str,
        capital: bool,
        weights: &Weights,
        recall: &mut Recall<N>,
    ) {
        let Said { says, top, count, frequent } = recall.get(word, || said(script, word, weights));
        self.letters += count;
        // The first word has its capital from where it stands; it is a name unless it is known.
        let name =
            capital && (self.words > 0 || self.plain > 0 || self.named || weights.first && frequent == 0);
        self.named |= name;
        if frequent != 0 {
            let bit = 1u64 << self.words.min(63);
            self.words += 1;
            if count > 1 && !name {
                bits(frequent, |i| self.own[i] |= bit);
            }
        }
        let least = top - if name { MOST_NAME } else { weights.most };
        let sums = if name { &mut self.names } else { &mut self.sums };
        for (sum, say) in sums.iter_mut().zip(says) {
            *sum += i32::from(say.max(least));
        }
        self.plain += i32::from(!name);
    }

    /// The sum of each language. All names together count as one does, and the less the more other words there are.
    fn totals(&self) -> [i32; N] {
        let top = self.names.iter().copied().max().unwrap_or(0);
        let least = top - i32::from(MOST_NAME) / (1 + self.plain / 2);
        let mut totals = self.sums;
        for (total, names) in totals.iter_mut().zip(self.names) {
            *total += names.max(least);
        }
        totals
    }

    /// Whether the frequent words are those of language `i` and not those of language `other`.
    fn speaks(&self, i: usize, other: usize) -> bool {
        let ours = self.own[i] & !self.own[other];
        ours.count_ones() >= u32::from(SURE) && self.own[other] & !self.own[i] == 0
    }

    /// The language that most speaks for, and how much; `None` where nothing does.
    fn best(&self, script: &Script<N>, weights: &Weights, context: Option<Lang>) -> Option<(i32, Lang)> {
        let totals = self.totals();
        let around = script.langs.iter().position(|lang| Some(*lang) == context);
        let mut best: Option<(i32, usize)> = None;
        for (i, total) in totals.iter().enumerate().take(script.langs.len()) {
            let prior = if context.is_none() && i == 0 { PRIOR } else { 0 };
            let score = total + prior + if around == Some(i) { CONTEXT } else { 0 };
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, i));
            }
        }
        let (score, found) = best?;
        match around {
            Some(i) if i != found && self.speaks(i, found) => Some((score, script.langs[i])),
            _ if around == Some(found) || weights.few == 0 => Some((score, script.langs[found])),
            _ => {
                let spoken = self.spoken(found).filter(|&i| totals[i] + NEAR >= totals[found]);
                Some((score, script.langs[spoken.unwrap_or(found)]))
            }
        }
    }

    /// The one language whose frequent words stand in the piece, where language `found` has none.
    fn spoken(&self, found: usize) -> Option<usize> {
        if self.own[found] != 0 {
            return None;
        }
        let most = self.own.iter().map(|own| own.count_ones()).max().filter(|most| *most > 0)?;
        let mut all = self.own.iter().enumerate().filter(|(_, own)| own.count_ones() == most);
        all.next().map(|(i, _)| i).filter(|_| all.next().is_none())
    }
}

fn add<const N: usize>(row: Option<&[u8; N]>, says: &mut [i16; N]) {
    if let Some(row) = row {
        for (sum, say) in says.iter_mut().zip(row) {
            *sum += i16::from(*say);
        }
    }
}

/// What a word in lower case says for each language: its letters, its pieces, and whether it is frequent there.
fn said<const N: usize>(script: &Script<N>, word: &str, weights: &Weights) -> Said<N> {
    let mut says = [0i16; N];
    let every = (1u32 << script.langs.len()) - 1;
    let mut piece = 0u64;
    let mut count = 0u32;
    // Longer than words are: no more pieces are read.
    for c in word.chars().take(LONGEST) {
        count += 1;
        if !c.is_ascii() {
            bits(every & !script.letter(c), |i| says[i] -= weights.foreign);
        }
        piece = piece << 16 | u64::from(c as u32 & 0xffff);
        if count < 3 {
            continue;
        }
        add(script.piece(piece & 0xffff_ffff_ffff), &mut says);
        if count > 3 {
            add(script.piece(piece), &mut says);
        }
    }
    let frequent = script.word(word);
    let say = match (count, frequent.count_ones()) {
        (1, _) => SHORT_WORD,
        (_, languages) if languages <= weights.few => OWN_WORD,
        _ => WORD,
    };
    bits(frequent, |i| says[i] += say);
    let top = says.iter().copied().max().unwrap_or(0);
    Said { says, top, count, frequent }
}

/// Where the patterns stand in `text` with no letter on either side.
fn whole_words<'t>(text: &'t str, patterns: &'t AhoCorasick) -> impl Iterator<Item = Range<usize>> + 't {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    patterns.find_iter(text).map(|found| found.range()).filter(move |at| {
        !letter(text[..at.start].chars().next_back()) && !letter(text[at.end..].chars().next())
    })
}

fn bits(mut mask: u32, mut each: impl FnMut(usize)) {
    while mask != 0 {
        each(mask.trailing_zeros() as usize);
        mask &= mask - 1;
    }
}

/// Tells languages; one that is asked about many pieces remembers words.
#[derive(Default)]
struct Teller {
    cyrillic: Recall<8>,
    latin: Recall<32>,
}

thread_local! {
    static OF_MANY: RefCell<Teller> =
        RefCell::new(Teller { cyrillic: Recall::on(), latin: Recall::on() });
}

/// The language of one piece of an article, whose words are likely to have been read before; `around`: that of the article, once it is known.
pub(crate) fn of_block(text: &str, around: Option<Lang>) -> Lang {
    OF_MANY.with_borrow_mut(|teller| Tally::of(text, teller).language(around))
}

impl Tally {
    fn of(text: &str, teller: &mut Teller) -> Self {
        let known = &*LANGUAGES;
        let mut tally = Self {
            cyrillic: Counts::NONE,
            latin: Counts::NONE,
            others: vec![0; known.ranges.len() + known.marks.len()],
        };
        let mut word = String::new();
        let (mut name, mut glued) = (false, false);
        let mut phrases = whole_words(text, &LATIN_PHRASES).peekable();
        for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
            // A phrase of every language is passed over.
            while phrases.next_if(|phrase| phrase.end <= at).is_some() {}
            let c = if phrases.peek().is_some_and(|phrase| phrase.start <= at) { ' ' } else { c };
            match c {
                'a'..='z' | '\u{430}'..='\u{45f}' => word.push(c),
                'A'..='Z'
                | '\u{400}'..='\u{42f}'
                | '\u{460}'..='\u{52f}'
                | '\u{c0}'..='\u{24f}'
                | '\u{1e00}'..='\u{1eff}'
                    if chars::letter(c) =>
                {
                    name |= word.is_empty() && chars::capital(c);
                    chars::push_lower(&mut word, c);
                }
                _ => {
                    if !word.is_empty() {
                        // The English possessive is a word of its own, unlike a Slavic preposition.
                        if glued && word == "s" {
                            word.insert(0, '\'');
                        }
                        glued = matches!(c, '\'' | '’');
                        match word.bytes().next() {
                            Some(0xd0..=0xd4) => {
                                let recall = &mut teller.cyrillic;
                                tally.cyrillic.word(&known.cyrillic, &word, name, &CYRILLIC, recall);
                            }
                            _ => tally.latin.word(&known.latin, &word, name, &LATIN, &mut teller.latin),
                        }
                        word.clear();
                        name = false;
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
    fn language(&self, context: Option<Lang>) -> Lang {
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
            return self
                .cyrillic
                .best(&known.cyrillic, &CYRILLIC, context)
                .map_or(Lang::Und, |(_, lang)| lang);
        }
        match self.latin.best(&known.latin, &LATIN, context) {
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

    fn tally(text: &str) -> Tally {
        Tally::of(text, &mut Teller::default())
    }

    #[test]
    fn a_foreign_name_does_not_turn_a_paragraph() {
        assert_eq!(language("Компания Rheinmetall Landsysteme открыла завод, сообщил Reuters."), Lang::Ru);
        assert_eq!(language("The paper Московский комсомолец said that it would go on."), Lang::En);
        assert_eq!(
            language("The foreign minister met Erdoğan, Kılıçdaroğlu and Şimşek in Ankara."),
            Lang::En
        );
        assert_eq!(language("Переговоры"), Lang::Ru);
        assert_eq!(language("Президент Таджикистана наградил посла Киргизии орденом."), Lang::Ru);
        assert_eq!(language("Индия подала иск против ЕС в ВТО."), Lang::Ru);
    }

    #[test]
    fn names_and_latin_phrases_turn_no_sentence() {
        for text in [
            "Paraguay declared Uruguay's ambassador Joaquín Peralta persona non grata on Friday.",
            "Bolivian police arrested former Vice President Álvaro García Linera.",
            "President Emmanuel Macron received Prime Minister Jean Castex.",
            "The de facto authorities restored the status quo ante.",
            "Bolivia declared Peru's ambassador persona non grata.",
        ] {
            assert_eq!(language(text), Lang::En, "{text}");
            assert_eq!(tally(text).language(Some(Lang::En)), Lang::En, "{text}");
        }
        assert_eq!(language("El embajador fue declarado persona non grata por el gobierno."), Lang::Es);
        assert_eq!(language("L'ambassadeur a été déclaré persona non grata par le ministre."), Lang::Fr);
    }

    #[test]
    fn frequent_words_of_the_text_around_come_first() {
        let text = tally("Rafael Grossi met Santiago Peña and Luis Arce in La Paz on Monday");
        assert_eq!(text.language(Some(Lang::En)), Lang::En);
        let foreign = tally("El presidente se reunió con el canciller en la capital");
        assert_eq!(foreign.language(Some(Lang::En)), Lang::Es);
    }

    #[test]
    fn no_letters_no_language() {
        assert_eq!(language("12 345 — 2024"), Lang::Und);
        assert_eq!(language(""), Lang::Und);
        assert_eq!(language("X"), Lang::Und);
    }

    #[test]
    fn the_text_around_decides_where_little_is_said() {
        let short = tally("Глава МИД");
        assert_eq!(short.language(Some(Lang::Bg)), Lang::Bg);
        assert_eq!(short.language(None), Lang::Ru);
        let long = tally("Міністри двох країн обговорили постачання зерна й домовилися зустрітися навесні.");
        assert_eq!(long.language(Some(Lang::Ru)), Lang::Uk);
    }
}
