//! Character references of markup.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memchr;

static NAMES: LazyLock<HashMap<&'static str, char>> = LazyLock::new(|| {
    include_str!("../../../../lexicon/intake/entities.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let (name, code) = l.split_once('\t')?;
            Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
        })
        .collect()
});

/// Longest reference that is looked for, in bytes.
const LONGEST: usize = 12;

/// The character that a reference at the start of `text` (which begins with `&`) stands for, and its length in bytes.
///
/// A name without its semicolon counts only where no letter, digit or `=` follows (as in attributes of browsers), so that addresses stay whole.
pub(crate) fn entity(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        let hex = matches!(bytes.get(2), Some(b'x' | b'X'));
        let from = if hex { 3 } else { 2 };
        let digits = bytes[from.min(bytes.len())..]
            .iter()
            .take(8)
            .take_while(|b| if hex { b.is_ascii_hexdigit() } else { b.is_ascii_digit() })
            .count();
        let code = u32::from_str_radix(text.get(from..from + digits)?, if hex { 16 } else { 10 }).ok()?;
        let end = from + digits;
        let end = end + usize::from(bytes.get(end) == Some(&b';'));
        return Some((windows(code)?, end));
    }
    let count = bytes[1..].iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric()).count();
    let name = text.get(1..=count)?;
    let c = *NAMES.get(name)?;
    match bytes.get(count + 1) {
        Some(b';') => Some((c, count + 2)),
        Some(b'=') => None,
        _ => Some((c, count + 1)),
    }
}

/// Numbers 128 to 159 mean the characters of windows-1252 (HTML standard, 13.2.5.80); control characters mean none.
fn windows(code: u32) -> Option<char> {
    if (0x80..0xa0).contains(&code) {
        let byte = [u8::try_from(code).ok()?];
        return encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next();
    }
    char::from_u32(code).filter(|c| *c != '\0')
}

/// The text with its references resolved.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let (c, len) = entity(&rest[at..]).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[at + len..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_of_every_kind() {
        assert_eq!(decoded("A&amp;B &laquo;x&raquo; &#1052;&#x41c; &#150; &nbsp;|"), "A&B «x» ММ – \u{a0}|");
        assert_eq!(decoded("?a=1&copy=2 &unknown; &#0; & AT&T"), "?a=1&copy=2 &unknown; &#0; & AT&T");
    }
}
