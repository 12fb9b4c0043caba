//! Lines of the decoded text.

use legation_text::Span;
use memchr::memchr2_iter;

/// A line with something on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its text without white space at the ends.
    pub(crate) span: Span,
    /// Blank lines right before it.
    pub(crate) blank: u32,
}

/// Splits at line feeds, carriage returns and pairs of them; blank lines are only counted.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut from, mut blank) = (0, 0);
    let mut take = |from: usize, to: usize| {
        let span = trimmed(text, from, to);
        if span.is_empty() {
            blank += 1;
        } else {
            found.push(Line { span, blank });
            blank = 0;
        }
    };
    for at in memchr2_iter(b'\n', b'\r', bytes) {
        // The line feed of a pair ends no second line.
        if bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r' {
            from = at + 1;
            continue;
        }
        take(from, at);
        from = at + 1;
    }
    take(from, bytes.len());
    if let Some(first) = found.first_mut() {
        first.blank = 0;
    }
    found
}

/// `from..to` without white space at its ends.
pub(crate) fn trimmed(text: &str, from: usize, to: usize) -> Span {
    Span::of(from, to).trim(text)
}

/// The first `most` bytes of `text`, or a little less where a character would be cut.
pub(crate) fn head(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut to = most;
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_break_ends_a_line() {
        let text = "one \r\n\r\n two\rthree\n\n\nfour";
        let got: Vec<(&str, u32)> = lines(text).iter().map(|l| (l.span.slice(text), l.blank)).collect();
        assert_eq!(got, [("one", 0), ("two", 1), ("three", 0), ("four", 2)]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(lines("").is_empty());
        assert!(lines(" \n\t\r\n").is_empty());
    }
}
