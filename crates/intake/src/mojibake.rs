//! Text that was decoded with the wrong set and saved so: undone where the characters themselves prove it.
//!
//! Two proofs are accepted. Read back into the bytes of the wrong set, a line is well-formed UTF-8 of letters and marks
//! that news are written in (no ordinary line is: its letters are lead bytes without what must follow). Or a whole text
//! is of letters that no language has in such numbers (`Ìèíèñòð`), or of words with small first letters and large others
//! (`лХМХЯРП`), and read back it is plain Cyrillic.

use std::sync::LazyLock;

use encoding_rs::Encoding;

use crate::chars;
use crate::lines::head;

/// A character and its place: first byte and length in the text before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) c: char,
    pub(crate) at: u32,
    pub(crate) len: u32,
}

/// The sets that UTF-8 is mistaken for.
static SETS: LazyLock<[Set; 4]> = LazyLock::new(|| {
    [encoding_rs::WINDOWS_1251, encoding_rs::WINDOWS_1252, encoding_rs::KOI8_R, encoding_rs::IBM866]
        .map(Set::new)
});

const CP1251: usize = 0;
const CP1252: usize = 1;
const KOI8: usize = 2;

/// Codes of characters whose byte is looked up at once.
const NEAR: usize = 0x460;

/// Which byte of a single-byte set a character is.
struct Set {
    bytes: Vec<(char, u8)>,
    /// The same of Latin and Cyrillic letters by their code; nought for none.
    near: [u8; NEAR],
    chars: [char; 128],
}

impl Set {
    fn new(encoding: &'static Encoding) -> Self {
        let mut chars = ['\u{fffd}'; 128];
        for (byte, slot) in (0x80u8..=0xff).zip(&mut chars) {
            let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
            *slot = text.chars().next().unwrap_or('\u{fffd}');
        }
        let mut bytes: Vec<(char, u8)> = (0x80u8..=0xff).zip(chars).map(|(b, c)| (c, b)).collect();
        // Bytes without a character, and all of them in true Latin-1, stay what they are.
        bytes.extend((0x80u8..0xa0).map(|b| (char::from(b), b)));
        bytes.sort_unstable();
        bytes.dedup_by_key(|(c, _)| *c);
        let mut near = [0; NEAR];
        for (c, b) in &bytes {
            if let Some(slot) = near.get_mut(*c as usize) {
                *slot = *b;
            }
        }
        Self { bytes, near, chars }
    }

    fn byte(&self, c: char) -> Option<u8> {
        if let Some(b) = self.near.get(c as usize) {
            return (*b != 0).then_some(*b);
        }
        self.bytes.binary_search_by_key(&c, |(c, _)| *c).ok().map(|i| self.bytes[i].1)
    }

    fn char(&self, byte: u8) -> Option<char> {
        byte.checked_sub(0x80).map(|i| self.chars[usize::from(i)])
    }
}

/// The text as it was meant, with the way back; `None` where it is as it should be.
pub(crate) fn repair(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = by_lines(text).or_else(|| by_letters(text))?;
    // What went wrong twice is undone twice.
    let again: String = pieces.iter().map(|p| p.c).collect();
    if let Some(second) = by_lines(&again) {
        let mut first = pieces.iter();
        let join = |p: &Piece| {
            let count = again[p.at as usize..(p.at + p.len) as usize].chars().count();
            let parts: Vec<Piece> = first.by_ref().take(count).copied().collect();
            let (from, to) = (parts.first()?.at, parts.last().map(|l| l.at + l.len)?);
            Some(Piece { c: p.c, at: from, len: to - from })
        };
        pieces = second.iter().map_while(join).collect();
    }
    Some(pieces)
}

/// Undoes UTF-8 that was taken for a single-byte set, line by line.
fn by_lines(text: &str) -> Option<Vec<Piece>> {
    if !suspicious(text) {
        return None;
    }
    let mut pieces = Vec::new();
    // What stands before `done` is in `pieces`.
    let (mut done, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let mend = |set| Some((proof(line, set)?, set));
        let best = if line.is_ascii() { None } else { SETS.iter().filter_map(mend).max_by_key(|m| m.0) };
        if let Some((_, set)) = best {
            pieces.extend(as_is(&text[done..at], done as u32));
            read_back(line, set, |p| pieces.push(Piece { at: p.at + at as u32, ..p }));
            done = at + line.len();
        }
        at += line.len();
    }
    if done == 0 {
        return None;
    }
    pieces.extend(as_is(&text[done..], done as u32));
    Some(pieces)
}

fn as_is(line: &str, at: u32) -> impl Iterator<Item = Piece> {
    line.char_indices().map(move |(i, c)| Piece { c, at: at + i as u32, len: c.len_utf8() as u32 })
}

/// Whether a lead byte and one that may follow it stand together anywhere, in any of the sets: a cheap first look.
fn suspicious(text: &str) -> bool {
    let mut before = None;
    let mut at = 0;
    loop {
        let next = chars::wide(text, at);
        if next > at {
            before = None;
        }
        let Some(c) = text[next..].chars().next() else { return false };
        at = next + c.len_utf8();
        if let Some(lead) = before
            // What follows a lead is no ordinary letter but where the leads are none (IBM866).
            && (!matches!(c, 'А'..='я') || matches!(lead, '─'..='╬'))
            && SETS.iter().any(|s| {
                s.byte(lead).is_some_and(|b| (0xc2..0xf5).contains(&b))
                    && s.byte(c).is_some_and(|b| b & 0xc0 == 0x80)
            })
        {
            return true;
        }
        // The leads of Cyrillic, of Latin with marks, and of punctuation.
        let usual = matches!(
            c,
            'Р' | 'С' | 'Т' | 'Г' | 'В' | 'в' | 'Д' | 'Е' | 'р' // windows-1251
            | 'Ð' | 'Ñ' | 'Ò' | 'Ã' | 'Â' | 'â' | 'Ä' | 'Å' | 'ð' // windows-1252
            | 'п' | 'я' | 'ц' | 'б' | 'Б' | 'д' | 'е' // koi8-r
            | '╨' | '╤' | '╥' | '├' | '┬' | '─' | '┼' // IBM866
        );
        before = usual.then_some(c);
    }
}

/// What stands in a line when it is read back.
enum Back {
    /// Bytes of ASCII.
    Plain(usize, usize),
    /// What the characters at a place were meant to be, how many bytes and characters they are, and the first of them.
    Meant { c: char, at: usize, len: usize, taken: usize, first: char },
    /// A character outside of ASCII that means itself.
    Itself(char, usize),
}

fn walk(line: &str, set: &Set, mut each: impl FnMut(Back)) {
    let mut at = 0;
    loop {
        let next = chars::wide(line, at);
        if next > at {
            each(Back::Plain(at, next));
        }
        let Some(first) = line[next..].chars().next() else { return };
        match sequence(&line[next..], set) {
            Some((c, len, taken)) if meant(c) => {
                each(Back::Meant { c, at: next, len, taken, first });
                at = next + len;
            }
            _ => {
                each(Back::Itself(first, next));
                at = next + first.len_utf8();
            }
        }
    }
}

/// How many characters prove that the line is to be read back through `set`; `None` where they do not.
fn proof(line: &str, set: &Set) -> Option<usize> {
    let (mut good, mut sure, mut bad) = (0, 0, 0);
    walk(line, set, |found| match found {
        Back::Plain(..) => {}
        Back::Meant { c, taken, first, .. } => {
            good += 1;
            // Three bytes, or the leads of Latin letters: nothing else looks like this.
            sure += usize::from(
                taken > 2 || matches!(first, 'Ã' | 'Â' | 'Г' | 'В') && taken == 2 && !is_cyrillic(c),
            );
        }
        // A byte that has no character in the set was often lost: its lead alone is no counterproof.
        Back::Itself(c, _) => bad += usize::from(!matches!(c, '\u{fffd}' | '\u{a0}')),
    });
    ((good > 3 || sure > 0) && bad * 12 <= good).then_some(good)
}

/// The pieces of a line read back through `set`.
fn read_back(line: &str, set: &Set, mut each: impl FnMut(Piece)) {
    walk(line, set, |found| match found {
        Back::Plain(from, to) => as_is(&line[from..to], from as u32).for_each(&mut each),
        Back::Meant { c, at, len, .. } => each(Piece { c, at: at as u32, len: len as u32 }),
        Back::Itself(c, at) => each(Piece { c, at: at as u32, len: c.len_utf8() as u32 }),
    });
}

/// The character that begins here when read back as UTF-8, and how many bytes and characters it takes.
fn sequence(text: &str, set: &Set) -> Option<(char, usize, usize)> {
    let mut chars = text.chars();
    let lead = set.byte(chars.next()?)?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for slot in &mut bytes[1..length] {
        let c = chars.next()?;
        // A no-break space is soon a plain one.
        *slot = if c == ' ' { 0xa0 } else { set.byte(c)? };
    }
    let c = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    Some((c, text.len() - chars.as_str().len(), length))
}

/// Characters that news are written in, and those that one of two wrong readings leaves: what else comes out was not
/// meant.
fn meant(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{17f}' | '\u{400}'..='\u{45f}' | '\u{490}'..='\u{493}' | '\u{49a}'..='\u{4e9}' | '\u{2010}'..='\u{203a}' | '€' | '№' | '™' | '−' | '→' | '\u{218}'..='\u{21b}' | '\u{1f300}'..='\u{1faff}' | '\u{fe0f}' | '\u{feff}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

/// Undoes one single-byte set taken for another, where the letters of the whole text prove it.
fn by_letters(text: &str) -> Option<Vec<Piece>> {
    if text.is_ascii() {
        return None;
    }
    let counts = Letters::of(text);
    let ways: &[(usize, usize)] = if counts.is_accented() {
        &[(CP1252, CP1251), (CP1252, KOI8)]
    } else if counts.is_inverted() {
        &[(CP1251, KOI8), (KOI8, CP1251)]
    } else {
        return None;
    };
    let read = |(wrong, right): &(usize, usize)| -> String {
        let back = |c: char| SETS[*wrong].byte(c).and_then(|b| SETS[*right].char(b)).unwrap_or(c);
        text.chars().map(|c| if c.is_ascii() { c } else { back(c) }).collect()
    };
    let best = ways.iter().map(read).max_by_key(|t| Letters::of(t).frequent)?;
    let found = Letters::of(&best);
    // Nearly all of it must come out as words of small Cyrillic letters, most of them frequent ones, as they were not.
    if found.plain * 10 < found.wide * 8 || !found.is_prose() || counts.is_prose() {
        return None;
    }
    Some(as_is(text, 0).zip(best.chars()).map(|(p, c)| Piece { c, ..p }).collect())
}

/// So many letters outside of ASCII are looked at, and bytes at most.
const SAMPLE: usize = 2000;
const BYTES: usize = 64 * 1024;

/// What the letters of a text are.
#[derive(Debug, Default)]
struct Letters {
    /// Letters outside of ASCII.
    wide: usize,
    /// Letters of ASCII.
    ascii: usize,
    /// Those of Western Europe.
    accented: usize,
    /// Letters of Cyrillic words that begin as they like and go on in small letters without rare ones.
    plain: usize,
    /// The ten most frequent letters of Russian.
    frequent: usize,
    /// Words of at least four letters, and those of them that begin small and go on large.
    words: usize,
    inverted: usize,
    /// Letters inside of words, by their size.
    small: usize,
    large: usize,
}

/// Letters outside of ASCII of one word; size is told of those inside of it.
#[derive(Debug, Default)]
struct Word {
    begun: bool,
    count: usize,
    small: usize,
    large: usize,
    cyrillic: usize,
    first_small: bool,
}

impl Word {
    fn letter(&mut self, c: char) {
        self.count += 1;
        self.cyrillic += usize::from(matches!(c, 'А'..='я' | 'ё' | 'Ё' | 'і' | 'ї' | 'є' | 'ў'));
        let is_small = match c {
            'а'..='я' => true,
            'А'..='Я' => false,
            _ => c.is_lowercase(),
        };
        if self.begun {
            self.small += usize::from(is_small);
            self.large += usize::from(!is_small);
        } else {
            self.first_small = is_small;
        }
        self.begun = true;
    }
}

/// Whether `c` is one of the ten most frequent letters of Russian.
fn frequent(c: char) -> bool {
    matches!(
        c,
        'о' | 'е'
            | 'а'
            | 'и'
            | 'н'
            | 'т'
            | 'с'
            | 'р'
            | 'в'
            | 'л'
            | 'О'
            | 'Е'
            | 'А'
            | 'И'
            | 'Н'
            | 'Т'
            | 'С'
            | 'Р'
            | 'В'
            | 'Л'
    )
}

impl Letters {
    fn of(text: &str) -> Self {
        let text = head(text, BYTES);
        let mut found = Self::default();
        let mut word = Word::default();
        let mut at = 0;
        loop {
            let next = chars::wide(text, at);
            if next > at && found.run(&text.as_bytes()[at..next], &mut word) {
                return found;
            }
            let Some(c) = text[next..].chars().next() else { break };
            at = next + c.len_utf8();
            if chars::letter(c) {
                found.accented += usize::from(matches!(c, 'À'..='ÿ'));
                found.frequent += usize::from(frequent(c));
                word.letter(c);
            } else if word.begun && found.ends(&mut word) {
                return found;
            }
        }
        found.word(&word);
        found
    }

    /// Counts a run of ASCII; whether enough was seen.
    fn run(&mut self, run: &[u8], word: &mut Word) -> bool {
        let first = run.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(run.len());
        self.ascii += first;
        word.begun |= first > 0;
        if first == run.len() {
            return false;
        }
        if word.begun && self.ends(word) {
            return true;
        }
        // The other words of the run have no letters that are looked at.
        let letters =
            |block: &[u8]| block.iter().map(|b| u8::from(b.is_ascii_alphabetic())).sum::<u8>() as usize;
        self.ascii += run[first..].chunks(128).map(letters).sum::<usize>();
        word.begun = run.last().is_some_and(u8::is_ascii_alphabetic);
        false
    }

    /// Takes in a word that ended; whether enough was seen: a sample tells.
    fn ends(&mut self, word: &mut Word) -> bool {
        self.word(&std::mem::take(word));
        self.wide > SAMPLE
    }

    fn word(&mut self, word: &Word) {
        self.wide += word.count;
        self.small += word.small;
        self.large += word.large;
        if word.cyrillic == word.count && word.large == 0 {
            self.plain += word.count;
        }
        if word.count > 3 {
            self.words += 1;
            self.inverted += usize::from(word.first_small && word.small == 0 && word.large > 2);
        }
    }

    /// Nearly all letters have marks: no language is written so.
    fn is_accented(&self) -> bool {
        self.accented > 20 && self.accented * 10 >= self.wide * 9 && self.accented > self.ascii
    }

    /// All is large but where words begin, and some of them begin small.
    fn is_inverted(&self) -> bool {
        self.words > 3 && self.inverted > 0 && self.small * 20 <= self.large
    }

    /// As in Russian, the frequent letters are more than half of them.
    fn is_prose(&self) -> bool {
        self.frequent * 2 > self.wide
    }
}

/// Whether the letters of two readings of the same bytes prove the first one wrong and the second right.
pub(crate) fn is_better(read: &str, other: impl FnOnce() -> String) -> bool {
    let counts = Letters::of(read);
    if counts.is_prose() || !(counts.is_accented() || counts.is_inverted()) {
        return false;
    }
    let found = Letters::of(&other());
    found.is_prose() && !found.is_inverted()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RU: &str = "Министр иностранных дел России Сергей Лавров прибыл в Осло.\nПереговоры – «до вечера», Италия и Иран участвуют.";
    const PLAIN: [&str; 10] = [
        RU,
        "The minister’s “talks” in São Paulo cost €5 million – no more.",
        "L’Élysée a reçu à l’œil nu; «Ça va», déclare-t-il où être dès l’été, señor Âge d’or.",
        "Die FPÖ–SPÖ-Gespräche: „ÖVP“ größer als früher, Straße, Ä“ Ü’ ß»",
        "Сёстры Сёминых из СССР». РФ» и С№ 5; Р°С‚ – так выглядит ошибка.",
        "Прем’єр-міністр України заявив про зустріч у Києві; їхній «візит» ґрунтовний.",
        "Zażółć gęślą jaźń – Łódź, Kraków",
        "САММИТ ШОС ПРОШЁЛ В АСТАНЕ. вВП И нАТО",
        "ВСТРЕЧА В ВЕРХАХ ПРОШЛА В АСТАНЕ, УЧАСТНИКИ пРИНЯЛИ ДЕКЛАРАЦИЮ",
        "ESPAÑA SEÑOR AÑO Ñ–x São João ÃO",
    ];

    fn mended(text: &str) -> Option<String> {
        repair(text).map(|pieces| pieces.iter().map(|p| p.c).collect())
    }

    /// `text` in UTF-8, taken for `encoding`.
    fn taken_for(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn utf8_taken_for_another_set_is_read_back() {
        for encoding in
            [encoding_rs::WINDOWS_1251, encoding_rs::WINDOWS_1252, encoding_rs::KOI8_R, encoding_rs::IBM866]
        {
            let wrong = taken_for(RU, encoding);
            assert_ne!(wrong, RU);
            assert_eq!(mended(&wrong).as_deref(), Some(RU), "{}", encoding.name());
        }
        for text in [
            "The minister’s “talks” – over.",
            "L’été à Genève",
            "größer für Österreich",
            "Łódź i Kraków są w Polsce żółte",
        ] {
            let wrong = taken_for(text, encoding_rs::WINDOWS_1252);
            assert_eq!(mended(&wrong).as_deref(), Some(text));
            let twice = taken_for(&wrong, encoding_rs::WINDOWS_1252);
            assert_eq!(mended(&twice).as_deref(), Some(text), "{twice}");
        }
        let latin1: String = RU.bytes().map(char::from).collect();
        assert_eq!(mended(&latin1).as_deref(), Some(RU));
    }

    #[test]
    fn sets_taken_for_each_other_are_read_back() {
        let pairs = [
            (encoding_rs::WINDOWS_1251, encoding_rs::WINDOWS_1252),
            (encoding_rs::KOI8_R, encoding_rs::WINDOWS_1251),
            (encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R),
        ];
        let text = "Министр иностранных дел России прибыл в Осло, переговоры продолжатся до вечера";
        for (right, wrong) in pairs {
            let bytes = right.encode(text).0;
            let bad = wrong.decode_without_bom_handling(&bytes).0;
            assert_eq!(mended(&bad).as_deref(), Some(text), "{bad}");
        }
    }

    #[test]
    fn text_as_it_should_be_is_never_touched() {
        for text in PLAIN {
            assert_eq!(mended(text), None, "{text}");
        }
    }

    #[test]
    fn one_broken_line_among_good_ones_is_mended_alone() {
        let text = format!(
            "{}\nГлавное за день: саммит «ШОС»",
            taken_for("Министр прибыл", encoding_rs::WINDOWS_1251)
        );
        assert_eq!(mended(&text).as_deref(), Some("Министр прибыл\nГлавное за день: саммит «ШОС»"));
    }

    #[test]
    fn places_lead_back() {
        let wrong = taken_for("да, нет", encoding_rs::WINDOWS_1251);
        let twice = taken_for(&wrong, encoding_rs::WINDOWS_1252);
        for text in [wrong, twice] {
            let pieces = repair(&text).expect("mended");
            let mut at = 0;
            for p in &pieces {
                assert_eq!(p.at, at);
                at += p.len;
            }
            assert_eq!(at as usize, text.len());
        }
    }
}
