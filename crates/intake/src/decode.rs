//! Bytes to text, with the way back to the bytes as received.

use encoding_rs::Encoding;
use legation_text::Span;

use crate::{IntakeError, mojibake};

/// Text made from bytes, in which every offset knows its place in those bytes.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text; no control characters but line breaks and tabs.
    pub text: String,
    /// Name of the character set that was used.
    pub encoding: &'static str,
    /// How many malformed sequences became U+FFFD.
    pub malformed: usize,
    runs: Vec<Run>,
    raw_len: u32,
}

/// A run of characters that are all `text_width` bytes long in the text and `raw_width` bytes in the input.
#[derive(Debug, Clone, Copy)]
struct Run {
    text: u32,
    raw: u32,
    text_width: u8,
    raw_width: u8,
}

/// The single-byte sets that Cyrillic text comes in.
const CYRILLIC: [&Encoding; 5] = [
    encoding_rs::WINDOWS_1251,
    encoding_rs::KOI8_R,
    encoding_rs::IBM866,
    encoding_rs::ISO_8859_5,
    encoding_rs::X_MAC_CYRILLIC,
];

impl Decoded {
    /// The bytes as received behind `span` of the text.
    pub fn raw(&self, span: Span) -> Span {
        let start = self.raw_at(span.start);
        // The end is where the last character ends, not where the next begins: dropped bytes may lie between.
        let end = if span.is_empty() { start } else { self.raw_at(span.end - 1).max(start) };
        Span::new(start, if span.is_empty() { end } else { self.raw_end_of(span.end - 1).max(start) })
    }

    fn run(&self, at: u32) -> Option<&Run> {
        self.runs.partition_point(|run| run.text <= at).checked_sub(1).map(|i| &self.runs[i])
    }

    fn raw_at(&self, at: u32) -> u32 {
        self.run(at)
            .map_or(0, |run| run.raw + (at - run.text) / u32::from(run.text_width) * u32::from(run.raw_width))
    }

    fn raw_end_of(&self, at: u32) -> u32 {
        let width = self.run(at).map_or(0, |run| u32::from(run.raw_width));
        (self.raw_at(at) + width).min(self.raw_len)
    }
}

/// Whether what is left out or replaced may begin with the byte, in UTF-8: control characters; C2, E2 and EF, which others begin with too.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without jumps a block of bytes is one loop of wide instructions"
)]
fn odd(b: u8) -> bool {
    let control = (b < 0x20) & (b != b'\n') & (b != b'\r') & (b != b'\t');
    control | (b == 0x7f) | (b == 0xc2) | (b == 0xe2) | (b == 0xef)
}

/// Place of the first such byte; looked for in blocks, which compilers turn into wide instructions.
fn next_odd(bytes: &[u8]) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<64>();
    let even = blocks.iter().take_while(|block| !block.iter().fold(false, |any, b| any | odd(*b))).count();
    let from = even * 64;
    bytes[from..].iter().position(|b| odd(*b)).map(|at| from + at)
}

/// Collects characters and the bytes that made them.
struct Builder {
    text: String,
    runs: Vec<Run>,
    /// Where the next raw byte must lie for the last run to go on.
    next_raw: u32,
    malformed: usize,
    dropped: usize,
}

impl Builder {
    fn new(len: usize) -> Self {
        Self { text: String::with_capacity(len), runs: Vec::new(), next_raw: 0, malformed: 0, dropped: 0 }
    }

    /// Appends `c`, made from `width` bytes at `raw`; control characters vanish, exotic line breaks become plain.
    fn push(&mut self, c: char, raw: usize, width: usize) {
        let c = match c {
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => '\n',
            '\n' | '\r' | '\t' => c,
            c if c.is_control() || matches!(c, '\u{feff}' | '\u{ad}' | '\u{200b}') => {
                self.dropped += 1;
                return;
            }
            c => c,
        };
        let text_width = c.len_utf8() as u8;
        let (raw, raw_width) = (raw as u32, width as u8);
        let goes_on = self.next_raw == raw
            && self.runs.last().is_some_and(|r| r.text_width == text_width && r.raw_width == raw_width);
        if !goes_on {
            self.runs.push(Run { text: self.text.len() as u32, raw, text_width, raw_width });
        }
        self.text.push(c);
        self.next_raw = raw + u32::from(raw_width);
    }

    /// Appends text that is the same bytes on both sides.
    fn copy(&mut self, words: &str, raw: usize) {
        let (mut from, mut at) = (0, 0);
        let bytes = words.as_bytes();
        while let Some(next) = next_odd(&bytes[at..]) {
            at += next;
            // No byte in the list goes on with a character.
            let Some(c) = words[at..].chars().next() else { break };
            if c.is_control() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{feff}') {
                self.same(&words[from..at], raw + from);
                self.push(c, raw + at, c.len_utf8());
                from = at + c.len_utf8();
            }
            at += c.len_utf8();
        }
        self.same(&words[from..], raw + from);
    }

    fn same(&mut self, words: &str, raw: usize) {
        if words.is_empty() {
            return;
        }
        let raw = raw as u32;
        let goes_on =
            self.next_raw == raw && self.runs.last().is_some_and(|r| r.text_width == 1 && r.raw_width == 1);
        if !goes_on {
            self.runs.push(Run { text: self.text.len() as u32, raw, text_width: 1, raw_width: 1 });
        }
        self.text.push_str(words);
        self.next_raw = raw + words.len() as u32;
    }

    fn finish(self, encoding: &'static str, raw_len: usize) -> Decoded {
        Decoded {
            text: self.text,
            encoding,
            malformed: self.malformed,
            runs: self.runs,
            raw_len: raw_len as u32,
        }
    }
}

/// Whether `label` names a character set that is known.
pub fn is_charset(label: &str) -> bool {
    Encoding::for_label(label.trim().as_bytes()).is_some()
}

/// Turns `bytes` into text: byte-order mark, declared set, strict UTF-8, UTF-16 without a mark, then detection.
///
/// # Errors
///
/// [`IntakeError`] when there is no text, or the declared set has no known name.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, IntakeError> {
    if bytes.is_empty() {
        return Err(IntakeError::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return checked(with(encoding, bytes, mark), bytes);
    }
    let declared = match declared.map(str::trim).filter(|label| !label.is_empty()) {
        Some(label) => Some(
            Encoding::for_label(label.as_bytes())
                .ok_or_else(|| IntakeError::UnknownEncoding { label: label.to_owned() })?,
        ),
        None => None,
    };
    // Well-formed UTF-8 beyond ASCII is never anything else by chance, whatever was declared.
    if let Ok(text) = std::str::from_utf8(bytes)
        && !wide_ascii(bytes)
    {
        return checked(well_formed(text, 0), bytes);
    }
    if let Some(encoding) = declared.filter(|e| *e != encoding_rs::UTF_8) {
        let read = with(encoding, bytes, 0);
        // Servers say one set and send another: believed unless the letters prove it wrong.
        if encoding.is_single_byte() {
            let mut guessed = None;
            let other = || guessed.insert(with(guess(bytes), bytes, 0)).0.text.clone();
            if mojibake::is_better(&read.0.text, other)
                && let Some(guessed) = guessed
            {
                return checked(guessed, bytes);
            }
        }
        return checked(read, bytes);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return checked(with(encoding, bytes, 0), bytes);
    }
    if mostly_utf8(bytes) {
        return checked(utf8(bytes, 0), bytes);
    }
    checked(with(guess(bytes), bytes, 0), bytes)
}

/// Refuses what is no text: too many control characters or malformed sequences.
fn checked(built: (Builder, &'static str), bytes: &[u8]) -> Result<Decoded, IntakeError> {
    let (builder, encoding) = built;
    let lost = (builder.dropped + builder.malformed) * 10;
    if lost > 20 && lost > builder.text.chars().count() + 20 {
        return Err(IntakeError::Binary);
    }
    let decoded = builder.finish(encoding, bytes.len());
    if decoded.text.trim().is_empty() {
        return Err(if bytes.iter().all(u8::is_ascii_whitespace) {
            IntakeError::Empty
        } else {
            IntakeError::NoText
        });
    }
    Ok(decoded)
}

fn with(encoding: &'static Encoding, bytes: &[u8], skip: usize) -> (Builder, &'static str) {
    if encoding == encoding_rs::UTF_8 {
        utf8(bytes, skip)
    } else if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        utf16(bytes, skip, encoding == encoding_rs::UTF_16BE)
    } else if encoding.is_single_byte() {
        single(encoding, bytes, skip)
    } else {
        multi(encoding, bytes, skip)
    }
}

/// UTF-8 that stands at `skip` of the input.
fn well_formed(text: &str, skip: usize) -> (Builder, &'static str) {
    let mut out = Builder::new(text.len());
    match mojibake::repair(text) {
        Some(pieces) => pieces
            .into_iter()
            .for_each(|piece| out.push(piece.c, skip + piece.at as usize, piece.len as usize)),
        None => out.copy(text, skip),
    }
    (out, "UTF-8")
}

fn utf8(bytes: &[u8], skip: usize) -> (Builder, &'static str) {
    if let Ok(text) = std::str::from_utf8(&bytes[skip..]) {
        return well_formed(text, skip);
    }
    let mut out = Builder::new(bytes.len());
    let mut at = skip;
    for chunk in bytes[skip..].utf8_chunks() {
        out.copy(chunk.valid(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            out.malformed += 1;
            out.push('\u{fffd}', at, chunk.invalid().len());
            at += chunk.invalid().len();
        }
    }
    (out, "UTF-8")
}

fn utf16(bytes: &[u8], skip: usize, big: bool) -> (Builder, &'static str) {
    let mut out = Builder::new(bytes.len());
    let units = bytes[skip..].chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    });
    let mut at = skip;
    for c in char::decode_utf16(units) {
        let width = c.as_ref().map_or(2, |c| c.len_utf16() * 2);
        if let Ok(c) = c {
            out.push(c, at, width);
        } else {
            out.malformed += 1;
            out.push('\u{fffd}', at, 2);
        }
        at += width;
    }
    (out, if big { "UTF-16BE" } else { "UTF-16LE" })
}

fn single(encoding: &'static Encoding, bytes: &[u8], skip: usize) -> (Builder, &'static str) {
    let table = table(encoding);
    let mut out = Builder::new(bytes.len() * 2);
    for (i, b) in bytes[skip..].iter().enumerate() {
        let c = table[usize::from(*b)];
        out.malformed += usize::from(c == '\u{fffd}');
        out.push(c, skip + i, 1);
    }
    (out, encoding.name())
}

/// What each byte of a single-byte set means.
fn table(encoding: &'static Encoding) -> [char; 256] {
    let mut table = ['\u{fffd}'; 256];
    for (byte, slot) in (0u8..=255).zip(table.iter_mut()) {
        let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
        *slot = text.chars().next().unwrap_or('\u{fffd}');
    }
    table
}

/// Multi-byte sets: fed byte by byte, so that each character's bytes are known.
fn multi(encoding: &'static Encoding, bytes: &[u8], skip: usize) -> (Builder, &'static str) {
    let mut out = Builder::new(bytes.len());
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0u8; 32];
    let mut begun = skip;
    for at in skip..bytes.len() {
        let last = at + 1 == bytes.len();
        let (_, _, written, malformed) = decoder.decode_to_utf8(&bytes[at..=at], &mut buffer, last);
        out.malformed += usize::from(malformed);
        if written > 0 {
            let made = std::str::from_utf8(&buffer[..written]).unwrap_or("\u{fffd}");
            // One feed rarely makes two characters; then both stand for the same bytes.
            for c in made.chars() {
                out.push(c, begun, (at + 1 - begun).min(255));
            }
            begun = at + 1;
        }
    }
    (out, encoding.name())
}

/// Whether ASCII seems to be spread over two bytes a letter (valid UTF-8 because of its NULs).
fn wide_ascii(bytes: &[u8]) -> bool {
    utf16_without_mark(bytes).is_some()
}

/// UTF-16 shows by its high bytes: nearly all are 0 (Latin) or 4 (Cyrillic), on one side only.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 8 {
        return None;
    }
    let high = |side: usize| {
        let hits = sample.iter().skip(side).step_by(2).filter(|b| matches!(b, 0 | 4)).count();
        hits * 10 >= sample.len() / 2 * 8
    };
    match (high(0), high(1)) {
        (true, false) => Some(encoding_rs::UTF_16BE),
        (false, true) => Some(encoding_rs::UTF_16LE),
        _ => None,
    }
}

/// Whether only a stray sequence here and there breaks the UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut wide, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().bytes().filter(|b| b & 0xC0 == 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    wide > 0 && broken * 20 <= wide
}

/// The likeliest set: one of the Cyrillic ones if the letters then look like running text, else chardetng's word.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    let mut best: Option<(i64, &'static Encoding)> = None;
    for encoding in CYRILLIC {
        let score = plausible(&table(encoding), sample);
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, encoding));
        }
    }
    if let Some((score, encoding)) = best {
        let wide = sample.iter().filter(|b| !b.is_ascii()).map(|_| 1_i64).sum::<i64>();
        if wide > 0 && score > wide {
            return encoding;
        }
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// How much a reading looks like Cyrillic prose: frequent letters in lower case count for, capitals inside words and
/// symbols count against.
fn plausible(table: &[char; 256], bytes: &[u8]) -> i64 {
    let mut score = 0;
    let mut before = ' ';
    for b in bytes {
        let c = table[usize::from(*b)];
        if !b.is_ascii() {
            score += match c {
                'о' | 'е' | 'а' | 'и' | 'н' | 'т' | 'с' | 'р' | 'в' | 'л' => 3,
                'а'..='я' => 2,
                'А'..='Я' if before.is_lowercase() => -4,
                'А'..='Я' | 'ё' | 'і' | 'ї' | 'є' | 'ў' | 'ґ' | '«' | '»' | '–' | '—' | '№' | '\u{a0}' => {
                    1
                }
                _ => -4,
            };
        }
        before = c;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "Министр прибыл в Осло. Talks go on – «до вечера», сообщили в посольстве.";

    #[test]
    fn odd_bytes_are_found_wherever_they_stand() {
        for length in [0, 1, 63, 64, 65, 130, 200] {
            let even = "a\n\t".repeat(100).as_bytes()[..length].to_vec();
            assert_eq!(next_odd(&even), None);
            for odd in [0, 8, 0x0b, 0x1f, 0x7f, 0xc2, 0xe2, 0xef] {
                let bytes = [even.as_slice(), &[odd], &even].concat();
                assert_eq!(next_odd(&bytes), Some(length), "{odd:x}");
            }
        }
    }

    fn encode(encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(SAMPLE).0.into_owned()
    }

    fn utf16_bytes(big: bool) -> Vec<u8> {
        SAMPLE.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn cyrillic_sets_are_told_apart() {
        for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R, encoding_rs::IBM866] {
            let bytes = encode(encoding);
            let decoded = decode(&bytes, None).expect("text");
            assert_eq!(decoded.encoding, encoding.name());
        }
    }

    #[test]
    fn offsets_lead_back_to_the_bytes_received() {
        let inputs = [
            encode(encoding_rs::WINDOWS_1251),
            utf16_bytes(false),
            utf16_bytes(true),
            SAMPLE.as_bytes().to_vec(),
        ];
        for bytes in inputs {
            let decoded = decode(&bytes, None).expect("text");
            assert_eq!(decoded.text, SAMPLE, "{}", decoded.encoding);
            let at = decoded.text.find("Talks").expect("word");
            let raw = decoded.raw(Span::of(at, at + 5));
            let again = decode(&bytes[raw.start as usize..raw.end as usize], Some(decoded.encoding));
            assert_eq!(again.expect("text").text, "Talks", "{}", decoded.encoding);
            let whole = decoded.raw(Span::of(0, decoded.text.len()));
            assert_eq!(whole, Span::of(0, bytes.len()));
        }
    }

    #[test]
    fn marks_nulls_and_stray_bytes_keep_the_map() {
        let mut bytes = b"\xEF\xBB\xBFOne\0 two ".to_vec();
        bytes.extend("три ".as_bytes());
        bytes.push(0xFF);
        bytes.extend(" четыре пять шесть семь восемь".as_bytes());
        let decoded = decode(&bytes, None).expect("text");
        assert_eq!(decoded.text, "One two три \u{fffd} четыре пять шесть семь восемь");
        assert_eq!(decoded.malformed, 1);
        let at = decoded.text.find("two").expect("word");
        assert_eq!(decoded.raw(Span::of(at, at + 3)), Span::new(8, 11));
        let at = decoded.text.find("четыре").expect("word");
        let raw = decoded.raw(Span::of(at, at + "четыре".len()));
        assert_eq!(&bytes[raw.start as usize..raw.end as usize], "четыре".as_bytes());
    }

    #[test]
    fn a_false_declaration_and_a_false_reading_are_undone() {
        let bytes = encode(encoding_rs::WINDOWS_1251);
        assert_eq!(decode(&bytes, Some("iso-8859-1")).expect("text").text, SAMPLE);
        let french = encoding_rs::WINDOWS_1252.encode("Le ministre a été reçu à l’Élysée").0;
        assert_eq!(decode(&french, Some("windows-1252")).expect("text").encoding, "windows-1252");
        let twice = encoding_rs::WINDOWS_1251.decode_without_bom_handling(SAMPLE.as_bytes()).0;
        let decoded = decode(twice.as_bytes(), None).expect("text");
        assert_eq!(decoded.text, SAMPLE);
        let at = decoded.text.find("вечера").expect("word");
        let raw = decoded.raw(Span::of(at, at + "вечера".len()));
        let part = &twice[raw.start as usize..raw.end as usize];
        assert_eq!(encoding_rs::WINDOWS_1251.encode(part).0.as_ref(), "вечера".as_bytes());
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"", None).expect_err("empty"), IntakeError::Empty);
        assert_eq!(decode(b" \n\t\r\n ", None).expect_err("empty"), IntakeError::Empty);
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&noise, None).expect_err("binary"), IntakeError::Binary);
        assert_eq!(decode(&[0; 500], None).expect_err("binary"), IntakeError::Binary);
        let label = IntakeError::UnknownEncoding { label: "klingon-8".into() };
        assert_eq!(decode("мир".as_bytes(), Some("klingon-8")).expect_err("label"), label);
    }
}
