//! What the shape of a line says about it.

use std::sync::LazyLock;

use memchr::{memchr_iter, memchr2_iter};

use crate::chars;
use crate::lexicon::{MARKS, VERBS};
use crate::speech::LANGUAGES;

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Like a sentence: `.`, `!`, `?`, `…`, also with quotes or brackets closed after it.
    Full,
    /// With a colon.
    Colon,
    /// With a comma, semicolon, dash or opening mark: more is to come.
    Open,
    /// With a word.
    Word,
    /// With a closing quote or bracket that no full stop precedes.
    Close,
}

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    Upper,
    Lower,
    Digit,
    /// An opening quote or bracket.
    Quote,
    /// A dash, a bullet.
    Dash,
    /// A mark that can only go on with what was before: `,`, `.`, `)`.
    Close,
    Other,
}

/// What is counted on a line.
#[derive(Debug, Clone)]
pub(crate) struct Features {
    pub(crate) chars: usize,
    pub(crate) words: usize,
    /// Frequent words of a language.
    pub(crate) function: usize,
    /// Words after the first that begin with a capital.
    pub(crate) caps: usize,
    /// Lower-case words that are no frequent words.
    pub(crate) content: usize,
    pub(crate) digits: usize,
    pub(crate) letters: usize,
    pub(crate) upper: usize,
    /// Sentence ends inside the line.
    pub(crate) inner: usize,
    /// Marks that set off entries of a menu.
    pub(crate) bars: usize,
    pub(crate) verb: bool,
    pub(crate) address: bool,
    pub(crate) begin: Begin,
    pub(crate) end: End,
}

/// Characters counted of one line; the end is always looked at.
const ENOUGH: usize = 1200;

/// Letters without spaces from which a line is a sentence, in scripts that end none with a mark.
const UNMARKED: usize = 40;

impl Features {
    /// Counts `text`, which has no white space at its ends.
    pub(crate) fn of(text: &str) -> Self {
        let mut f = Self {
            chars: 0,
            words: 0,
            function: 0,
            caps: 0,
            content: 0,
            digits: 0,
            letters: 0,
            upper: 0,
            inner: 0,
            bars: 0,
            verb: false,
            address: address(text),
            begin: begin(text),
            end: end(text),
        };
        let mut line = Reading::default();
        let bytes = text.as_bytes();
        let (mut at, mut left) = (0, ENOUGH);
        while at < bytes.len() && left > 0 {
            let b = bytes[at];
            if b.is_ascii_alphabetic() {
                let run = bytes[at..].iter().take(left).take_while(|b| b.is_ascii_alphabetic()).count();
                line.letters(&mut f, &text[at..at + run]);
                (at, left) = (at + run, left - run);
                continue;
            }
            let Some(c) = (if b.is_ascii() { Some(char::from(b)) } else { text[at..].chars().next() }) else {
                break;
            };
            line.character(&mut f, c);
            (at, left) = (at + c.len_utf8(), left - 1);
        }
        f.chars = ENOUGH - left;
        // The end of a line ends its last word.
        line.character(&mut f, '\n');
        f.chars += 1;
        let Reading { quotes, unspaced, .. } = line;
        // A pair of guillemets quotes; only what is left over sets off entries.
        f.bars -= f.bars.min(quotes);
        if unspaced > 0 {
            // Five letters make a word where words stand without spaces; a long line ends a sentence where none has a mark.
            f.words = f.words.max(unspaced / 5);
            f.content = f.content.max(f.words);
            if matches!(f.end, End::Word | End::Close) && unspaced >= UNMARKED {
                f.end = End::Full;
            }
        }
        f
    }

    /// Characters as an alphabet would have them: scripts of few signs say as much in less.
    pub(crate) fn mass(&self) -> usize {
        self.chars.max(self.words * 6)
    }

    /// Counts a sign of Chinese, Japanese or Korean: they stand without spaces, two of them make a word.
    fn sign(&mut self, before: &str, stop: bool) {
        if !before.is_empty() {
            self.words += 1;
        }
        self.inner += usize::from(stop);
        self.letters += 1;
        self.words += self.letters % 2;
        self.content += self.letters % 2;
    }

    fn word(&mut self, word: &str, capital: bool) {
        self.words += 1;
        if LANGUAGES.frequent(word) {
            self.function += 1;
        } else if !capital {
            self.content += 1;
        }
        if capital && self.words > 1 {
            self.caps += 1;
        }
        if !self.verb && !capital {
            self.verb = VERBS.fits(word);
        }
    }

    /// Share of frequent words.
    pub(crate) fn function_share(&self) -> f32 {
        self.function as f32 / self.words.max(1) as f32
    }

    /// Whether nearly all letters are capitals.
    pub(crate) fn shouts(&self) -> bool {
        self.letters > 3 && self.upper * 10 >= self.letters * 8
    }

    /// How much the line reads like a sentence of running text; 1 and more is prose.
    pub(crate) fn prose(&self) -> f32 {
        let share = self.function_share();
        let known = if share >= 0.2 {
            0.8
        } else if share >= 0.1 {
            0.4
        } else if self.words >= 5 {
            -0.3
        } else {
            0.0
        };
        self.shape() + known + if self.verb { 0.4 } else { 0.0 }
    }

    /// The part of [`Self::prose`] that knows no word of any language.
    pub(crate) fn shape(&self) -> f32 {
        let mut s = match self.end {
            End::Full => 1.2,
            End::Colon => 0.3,
            End::Open => 0.2,
            End::Close => 0.1,
            End::Word => 0.0,
        };
        s += match self.words {
            0..=3 => -1.0,
            4..=6 => -0.4,
            7..=14 => 0.6,
            15..=29 => 1.3,
            _ => 2.0,
        };
        s += 0.6 * self.inner.min(2) as f32;
        if self.words >= 4 && self.caps * 10 > self.words * 7 {
            s -= 0.8;
        }
        if self.digits * 3 > self.letters + self.digits {
            s -= 0.8;
        }
        if self.address && self.words < 25 {
            s -= 0.8;
        }
        if self.bars > 0 && self.words < 8 * self.bars {
            s -= 0.8;
        }
        if self.shouts() {
            s -= 0.6;
        }
        s
    }
}

/// What is remembered from one character to the next.
#[derive(Default)]
struct Reading<'t> {
    /// The word being read, where it is one run of small letters of ASCII; else it is in `word`.
    run: &'t str,
    word: String,
    capital: bool,
    quotes: usize,
    unspaced: usize,
    /// Whether a sentence end was seen and a space after it.
    stop: bool,
    gap: bool,
}

impl<'t> Reading<'t> {
    fn begins(&self) -> bool {
        self.run.is_empty() && self.word.is_empty()
    }

    /// Before the first letter of a word.
    fn begin(&mut self, f: &mut Features, capital: bool) {
        self.capital = capital;
        if self.stop && self.gap && capital {
            f.inner += 1;
        }
        self.stop = false;
        self.gap = false;
    }

    /// Letters of ASCII.
    fn letters(&mut self, f: &mut Features, run: &'t str) {
        let upper = run.bytes().filter(u8::is_ascii_uppercase).count();
        f.letters += run.len();
        f.upper += upper;
        if self.begins() {
            self.begin(f, run.starts_with(|c: char| c.is_ascii_uppercase()));
            if upper == 0 {
                self.run = run;
                return;
            }
        }
        self.spell();
        let from = self.word.len();
        self.word.push_str(run);
        if let Some(new) = self.word.get_mut(from..) {
            new.make_ascii_lowercase();
        }
    }

    /// Has the word in `word`.
    fn spell(&mut self) {
        self.word.push_str(std::mem::take(&mut self.run));
    }

    /// Any character but a letter of ASCII.
    fn character(&mut self, f: &mut Features, c: char) {
        if !c.is_ascii() {
            if chars::syllable(c) {
                self.spell();
                f.sign(&self.word, self.stop);
                self.word.clear();
                self.stop = false;
                return;
            }
            self.unspaced += usize::from(chars::unspaced(c));
            if chars::letter(c) {
                let upper = chars::capital(c);
                if self.begins() {
                    self.begin(f, upper);
                }
                f.letters += 1;
                f.upper += usize::from(upper);
                self.spell();
                chars::push_lower(&mut self.word, c);
                return;
            }
        }
        if !self.begins() {
            let word = if self.run.is_empty() { self.word.as_str() } else { self.run };
            f.word(word, self.capital);
            // Initials end no sentence.
            self.stop = chars::stop(c) && word.chars().nth(1).is_some();
            self.gap = false;
            self.word.clear();
            self.run = "";
        } else if chars::stop(c) {
            self.stop = true;
        } else if c.is_whitespace() {
            self.gap = true;
        }
        match c {
            _ if c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric()) => f.digits += 1,
            '|' | '»' | '>' | '→' | '·' | '•' | '›' | '/' | '\\' => f.bars += 1,
            '«' => self.quotes += 1,
            _ => {}
        }
    }
}

/// Marks that may stand after the full stop of a sentence.
pub(crate) fn closes(c: char) -> bool {
    matches!(c, '"' | '»' | '”' | '’' | '\'' | ')' | ']' | '“' | '」' | '』' | '）')
}

fn end(text: &str) -> End {
    // The mark that closes an agency's story hides the full stop before it.
    let mark = SIGNS.of(text);
    let text = mark.map_or(text, |mark| text[..text.len() - mark.len()].trim_end());
    let mut chars = text.chars().rev();
    let Some(last) = chars.next() else { return End::Word };
    match last {
        c if chars::stop(c) => End::Full,
        ':' | '：' => End::Colon,
        ',' | '،' | '，' | '、' | '؛' | ';' | '-' | '–' | '—' | '(' | '«' | '[' | '/' => End::Open,
        c if closes(c) => {
            let mut before = chars.skip_while(|c| closes(*c));
            match before.next() {
                Some(c) if chars::stop(c) => End::Full,
                _ => End::Close,
            }
        }
        _ => End::Word,
    }
}

fn begin(text: &str) -> Begin {
    match text.chars().next() {
        // Georgian letters count as small ones and stand at the beginning of sentences.
        Some('\u{10d0}'..='\u{10ff}') => Begin::Other,
        Some(c) if c.is_uppercase() => Begin::Upper,
        Some(c) if c.is_lowercase() => Begin::Lower,
        Some(c) if c.is_numeric() => Begin::Digit,
        Some('"' | '«' | '“' | '„' | '\'' | '‘' | '(' | '[' | '<' | '「' | '『' | '（') => {
            Begin::Quote
        }
        Some('-' | '–' | '—' | '•' | '*' | '·' | '−' | '‑' | '●' | '▪' | '►' | '■' | '◦') => {
            Begin::Dash
        }
        Some(',' | '.' | ';' | ':' | ')' | '!' | '?' | '»' | '”' | ']' | '…') => Begin::Close,
        _ => Begin::Other,
    }
}

/// Marks that close an article and are no words, longest first.
struct Signs {
    marks: Vec<&'static str>,
    /// Whether one ends with the byte.
    last: [bool; 256],
}

impl Signs {
    /// The mark that ends the text.
    fn of(&self, text: &str) -> Option<&'static str> {
        let last = *text.as_bytes().last()?;
        if !self.last[usize::from(last)] {
            return None;
        }
        self.marks.iter().copied().find(|mark| text.ends_with(mark))
    }
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let marks = MARKS.iter().map(|(mark, _)| *mark).filter(|mark| !mark.starts_with(char::is_alphabetic));
    let mut signs = Signs { marks: marks.collect(), last: [false; 256] };
    for last in signs.marks.iter().filter_map(|mark| mark.bytes().last()) {
        signs.last[usize::from(last)] = true;
    }
    signs
});

/// Whether a web or mail address stands on the line.
fn address(text: &str) -> bool {
    let head = crate::lines::head(text, 400);
    let bytes = head.as_bytes();
    memchr2_iter(b':', b'.', bytes).any(|at| match bytes[at] {
        b':' => bytes[at + 1..].starts_with(b"//"),
        _ => bytes[..at].ends_with(b"www"),
    }) || mail(head)
}

fn mail(text: &str) -> bool {
    memchr_iter(b'@', text.as_bytes()).any(|at| {
        let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[at + 1..].split(char::is_whitespace).next().unwrap_or("");
        before && after.contains('.') && after.starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_prose_and_entries_are_not() {
        let prose = [
            "Министры обсудили поставки зерна и договорились провести новую встречу весной.",
            "The two ministers discussed grain supplies and agreed to meet again in spring.",
            "«Мы готовы продолжать эту работу», – сказал он.",
        ];
        let entries = [
            "Главная / Новости / Политика",
            "Home | World | Business | Sport",
            "Экономика",
            "12 345",
            "РЕГИОНЫ",
            "Тел.: +7 (000) 000-00-00, press@example.org",
        ];
        for line in prose {
            assert!(Features::of(line).prose() >= 1.0, "{line}");
        }
        for line in entries {
            assert!(Features::of(line).prose() < 0.2, "{line}");
        }
    }

    #[test]
    fn sentences_without_spaces_or_full_stops_of_ours() {
        let chinese = Features::of("两国大使讨论了大桥通车事宜。双方对工程进展感到满意。");
        assert_eq!((chinese.end, chinese.inner), (End::Full, 1));
        assert!(chinese.words >= 10 && chinese.prose() >= 1.0);
        assert!(Features::of("首页").prose() < 0.2);
        assert_eq!(Features::of("متى يعقد الاجتماع؟").end, End::Full);
        assert_eq!(Features::of("मंत्री ने कहा।").end, End::Full);
        assert_eq!(Features::of("٤ يوليو ٢٠٢٤").digits, 5);
    }

    #[test]
    fn ends_and_beginnings() {
        assert_eq!(Features::of("Так и будет.»").end, End::Full);
        assert_eq!(Features::of("в журнале «Время»").end, End::Close);
        assert_eq!(Features::of("договор о").end, End::Word);
        assert_eq!(Features::of(", СНГ").begin, Begin::Close);
        assert_eq!(Features::of("и ШОС").begin, Begin::Lower);
        assert_eq!(Features::of("В. Петров приехал. Потом уехал.").inner, 1);
    }
}
