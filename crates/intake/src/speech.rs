//! The tables that tell languages apart, parsed once from `lexicon/intake`: letters, frequent words, pieces of words, scripts.

use std::sync::LazyLock;

use legation_model::Lang;

use crate::chars::WordMap;
use crate::lexicon::{lang, rows};

/// The languages that write one of the two scripts with many languages; at most `N` of them.
pub(crate) struct Script<const N: usize> {
    pub(crate) langs: Vec<Lang>,
    /// For each frequent word a bit for every language that has it.
    words: WordMap<&'static str, u32>,
    /// For each letter, by its code, a bit for every language that writes it; none: all do.
    letters: Vec<u32>,
    grams: Grams<N>,
}

/// How often pieces of three and four letters stand in each language.
struct Grams<const N: usize> {
    /// Part of the hash and number of the row, which counts from one; a row of nought is an empty place.
    places: Vec<(u32, u16)>,
    rows: Vec<[u8; N]>,
}

/// What the digits of the tables mean: one to ten, then letters; nought for everything else.
const VALUES: [u8; 256] = {
    let mut values = [0; 256];
    let mut digit = 0;
    while digit < 36 {
        values[(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }) as usize] = digit + 1;
        digit += 1;
    }
    values
};

/// Bits of a hash that name its place: three times as many places as there are pieces.
const BITS: u32 = 16;

fn hash(piece: u64) -> (usize, u32) {
    let hash = (piece ^ (piece >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((hash >> (64 - BITS)) as usize, hash as u32)
}

impl<const N: usize> Grams<N> {
    fn parse(table: &'static str, langs: &[Lang]) -> Self {
        let mut made = Self { places: vec![(0, 0); 1 << BITS], rows: vec![[0; N]] };
        // Where each column goes; one past the end for those that are left out.
        let mut order: Vec<usize> = Vec::new();
        for (piece, cells) in table.lines().filter_map(|line| line.split_once('\t')) {
            if piece == "languages" {
                let place = |code| lang(code).and_then(|l| langs.iter().position(|k| *k == l)).unwrap_or(N);
                order = cells.split(' ').map(place).collect();
                continue;
            }
            let mut row = [0; N];
            for (digit, at) in cells.bytes().zip(&order) {
                if let Some(slot) = row.get_mut(*at) {
                    *slot = VALUES[usize::from(digit)];
                }
            }
            let key = piece.chars().fold(0, |key, c| key << 16 | u64::from(c as u32 & 0xffff));
            let (mut place, print) = hash(key);
            while self::taken(&made.places, place) {
                place = (place + 1) % made.places.len();
            }
            made.places[place] = (print, made.rows.len() as u16);
            made.rows.push(row);
        }
        made
    }

    fn get(&self, piece: u64) -> Option<&[u8; N]> {
        let (mut place, print) = hash(piece);
        loop {
            match self.places[place] {
                (_, 0) => return None,
                (p, row) if p == print => return self.rows.get(usize::from(row)),
                _ => place = (place + 1) & ((1 << BITS) - 1),
            }
        }
    }
}

fn taken(places: &[(u32, u16)], at: usize) -> bool {
    places[at].1 != 0
}

impl<const N: usize> Script<N> {
    fn parse(script: &str, grams: &'static str) -> Self {
        let mut langs = Vec::new();
        let mut words = WordMap::default();
        let mut letters = vec![0; 0x1f00];
        for row in rows(include_str!("../../../lexicon/intake/languages.tsv")) {
            let [code, written, own, frequent] = row.as_slice() else { continue };
            let Some(lang) = lang(code).filter(|_| *written == script) else { continue };
            let bit = 1 << langs.len();
            for word in frequent.split(' ') {
                *words.entry(word).or_default() |= bit;
            }
            for c in own.chars() {
                if let Some(slot) = letters.get_mut(c as usize) {
                    *slot |= bit;
                }
            }
            langs.push(lang);
        }
        let grams = Grams::parse(grams, &langs);
        Self { langs, words, letters, grams }
    }

    /// The languages, a bit each, in which `word` (lower case) is frequent.
    pub(crate) fn word(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// The languages, a bit each, that write the letter.
    pub(crate) fn letter(&self, c: char) -> u32 {
        self.letters.get(c as usize).copied().unwrap_or(0)
    }

    /// How often the piece (sixteen bits a letter) stands in each language.
    pub(crate) fn piece(&self, piece: u64) -> Option<&[u8; N]> {
        self.grams.get(piece)
    }
}

/// Letters of a script that few languages write.
pub(crate) struct Range {
    pub(crate) first: char,
    pub(crate) last: char,
    pub(crate) lang: Lang,
}

/// All that tells languages apart.
pub(crate) struct Languages {
    pub(crate) cyrillic: Script<8>,
    pub(crate) latin: Script<32>,
    pub(crate) ranges: Vec<Range>,
    /// Letters inside the range before them that only another language has.
    pub(crate) marks: Vec<(Lang, &'static str)>,
}

impl Languages {
    /// Whether a word in lower case is frequent in some language.
    pub(crate) fn frequent(&self, word: &str) -> bool {
        match word.bytes().next() {
            Some(0xd0..=0xd4) => self.cyrillic.words.contains_key(word),
            _ => self.latin.words.contains_key(word),
        }
    }
}

/// The languages that are told apart.
pub(crate) static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| {
    let (mut ranges, mut marks) = (Vec::new(), Vec::new());
    for row in rows(include_str!("../../../lexicon/intake/scripts.tsv")) {
        let [letters, code] = row.as_slice() else { continue };
        let Some(lang) = lang(code) else { continue };
        let mut ends = letters.split('-').filter_map(|end| end.chars().next());
        match (letters.strip_prefix('+'), ends.next(), ends.next()) {
            (Some(own), ..) => marks.push((lang, own)),
            (None, Some(first), Some(last)) => ranges.push(Range { first, last, lang }),
            _ => {}
        }
    }
    Languages {
        cyrillic: Script::parse("cyrl", include_str!("../../../lexicon/intake/ngrams-cyrl.tsv")),
        latin: Script::parse("latn", include_str!("../../../lexicon/intake/ngrams-latn.tsv")),
        ranges,
        marks,
    }
});

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_is_read() {
        let known = &*LANGUAGES;
        assert_eq!((known.cyrillic.langs.len(), known.latin.langs.len()), (8, 28));
        assert_eq!(known.cyrillic.langs[0], Lang::Ru);
        assert_eq!(known.latin.langs[0], Lang::En);
        assert!(known.ranges.len() > 10 && known.marks.len() == 2);
        assert!(known.cyrillic.grams.rows.len() > 10_000 && known.latin.grams.rows.len() > 10_000);
    }

    #[test]
    fn no_two_pieces_share_a_print() {
        let prints = |places: &[(u32, u16)]| {
            let full: Vec<_> =
                places.iter().enumerate().filter(|(_, p)| p.1 != 0).map(|(at, p)| (at >> 8, p.0)).collect();
            (full.len(), full.into_iter().collect::<HashSet<_>>().len())
        };
        let (all, different) = prints(&LANGUAGES.latin.grams.places);
        assert_eq!(all, different);
        let (all, different) = prints(&LANGUAGES.cyrillic.grams.places);
        assert_eq!(all, different);
    }

    #[test]
    fn frequent_words_of_both_scripts() {
        assert!(LANGUAGES.frequent("был") && LANGUAGES.frequent("été") && !LANGUAGES.frequent("посол"));
    }
}
