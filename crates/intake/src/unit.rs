//! A line of the article in the making, which remembers the pieces it was joined from.

use legation_text::Span;

use crate::chars::plain;
use crate::features::{Begin, End, Features};
use crate::lexicon::{FURNITURE, Label};
use crate::lines::head;
use crate::stamp::{Stamp, stamp};

/// A piece of the decoded text inside a unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// Bytes of the decoded text.
    pub(crate) source: Span,
    /// First byte in the unit's text.
    pub(crate) at: u32,
    /// Bytes in the unit's text: those of the source, but for a character reference.
    pub(crate) len: u32,
}

impl Part {
    /// Whether the unit's text is the source byte for byte.
    pub(crate) fn plain(&self) -> bool {
        self.len as usize == self.source.len()
    }

    /// Source behind `from..to` of the unit's text, which lie inside the part.
    fn behind(&self, from: u32, to: u32) -> Span {
        if self.plain() {
            Span::new(self.source.start + from - self.at, self.source.start + to - self.at)
        } else {
            self.source
        }
    }
}

/// One line as a reader would see it: what a page broke is joined, what does not belong is cut out.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) text: String,
    parts: Vec<Part>,
    /// Blank lines before it.
    pub(crate) blank: u32,
    /// Whether it goes on the same line of the input as the unit before.
    pub(crate) same_line: bool,
    pub(crate) features: Features,
    pub(crate) label: Option<Label>,
    pub(crate) stamp: Option<Stamp>,
    /// Why it is left out, once that is decided.
    pub(crate) dropped: Option<&'static str>,
}

/// Bytes in which labels are looked for inside a line.
const LABEL_ZONE: usize = 900;
/// Bytes of a line that may hold a publication date.
const STAMP_ZONE: usize = 240;

impl Unit {
    /// The unit of `span` of the decoded text `source`.
    pub(crate) fn new(source: &str, span: Span, blank: u32, same_line: bool) -> Self {
        let text = span.slice(source).to_owned();
        let mut unit = Self {
            features: Features::of(&text),
            text,
            parts: vec![Part { source: span, at: 0, len: span.end - span.start }],
            blank,
            same_line,
            label: None,
            stamp: None,
            dropped: None,
        };
        unit.sign();
        unit
    }

    /// The unit of a text that was put together from pieces of the decoded text.
    pub(crate) fn made(text: String, parts: Vec<Part>, blank: u32) -> Self {
        let features = Features::of(&text);
        let mut unit =
            Self { text, parts, blank, same_line: false, features, label: None, stamp: None, dropped: None };
        unit.sign();
        unit
    }

    /// Counts and labels the text anew.
    pub(crate) fn look(&mut self) {
        self.features = Features::of(&self.text);
        self.sign();
    }

    /// Reads label and date off the counted text.
    fn sign(&mut self) {
        self.label = label(&self.text, &self.features);
        self.stamp =
            (self.text.len() <= STAMP_ZONE && self.features.digits > 0).then(|| stamp(&self.text)).flatten();
    }

    /// Bytes of the decoded text, piece by piece.
    pub(crate) fn sources(&self) -> impl Iterator<Item = Span> + '_ {
        self.parts.iter().map(|p| p.source)
    }

    /// Appends `next`; a space goes between unless it begins with a mark that closes. The caller looks anew.
    pub(crate) fn append(&mut self, next: &Unit) {
        let bare = next.features.begin == Begin::Close || self.text.ends_with(['(', '«', '“', '„']);
        if !bare {
            self.text.push(' ');
        }
        let at = self.text.len() as u32;
        self.text.push_str(&next.text);
        self.parts.extend(next.parts.iter().map(|p| Part { at: p.at + at, ..*p }));
    }

    /// Bytes of the decoded text behind `span` of the unit's text.
    pub(crate) fn behind(&self, span: Span) -> Vec<Span> {
        let mut found = Vec::new();
        for part in &self.parts {
            let from = span.start.max(part.at);
            let to = span.end.min(part.at + part.len);
            if from < to {
                found.push(part.behind(from, to));
            }
        }
        found
    }

    /// Takes `span` of the unit's text out and gives back the bytes of the decoded text behind it; the words left
    /// on both sides stay one space apart. The caller looks anew.
    pub(crate) fn cut(&mut self, span: Span) -> Vec<Span> {
        let gone = self.behind(span.trim(&self.text));
        let left = Span::new(0, span.start).trim(&self.text);
        let right = Span::of(span.end as usize, self.text.len()).trim(&self.text);
        let mut text = String::with_capacity(self.text.len());
        let mut parts = Vec::new();
        for side in [left, right] {
            if side.is_empty() {
                continue;
            }
            let words = side.slice(&self.text);
            let closing = words.starts_with([',', '.', ';', ':', ')', '!', '?', '»', '…']);
            if !text.is_empty() && !closing {
                text.push(' ');
            }
            let base = text.len() as u32;
            text.push_str(words);
            for part in &self.parts {
                let from = side.start.max(part.at);
                let to = side.end.min(part.at + part.len);
                if from < to {
                    let source = part.behind(from, to);
                    parts.push(Part { source, at: base + from - side.start, len: to - from });
                }
            }
        }
        self.text = text;
        self.parts = parts;
        gone
    }
}

/// The label that the line bears, if its length and end allow it.
fn label(text: &str, features: &Features) -> Option<Label> {
    if features.words > 100 {
        return None;
    }
    let lower = plain(head(text, LABEL_ZONE));
    let bare = |c: char| !c.is_alphanumeric();
    let trimmed = lower.trim();
    let core = trimmed.trim_matches(bare);
    let wordy = trimmed.trim_matches(|c: char| !c.is_alphabetic());
    if features.words <= 8
        && let Some(label) = [trimmed, core, wordy].into_iter().find_map(|form| FURNITURE.line(form))
    {
        return Some(label);
    }
    // A weak label needs a line that is no sentence and opens no quotation.
    let sentence = !matches!(features.end, End::Word | End::Close) || features.verb;
    let sentence = sentence && features.words > 2;
    let holds = |label: &Label| features.words <= label.words && !(label.weak && sentence);
    let front = lower.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '*' | '•' | '►' | '▶' | '→' | '»' | '>' | '-' | '–' | '—' | '"' | '«' | '(')
    });
    FURNITURE
        .start(front)
        .filter(holds)
        .or_else(|| FURNITURE.start(trimmed).filter(holds))
        .or_else(|| FURNITURE.anywhere(trimmed).filter(holds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Option<&'static str> {
        Unit::new(text, Span::of(0, text.len()), 0, false).label.map(|l| l.reason)
    }

    #[test]
    fn labels_of_pages() {
        assert_eq!(reason("Поделиться:"), Some("share"));
        assert_eq!(reason("Комментарии (12)"), Some("comments"));
        assert_eq!(reason("5 комментариев"), Some("comments"));
        assert_eq!(reason("Читайте также: Совет соберется в мае"), Some("teaser"));
        assert_eq!(reason("© 2024 Agency. All rights reserved."), Some("copyright"));
        assert_eq!(reason("We use cookies to give you the best experience."), Some("cookie"));
        assert_eq!(reason("Темы переговоров стали известны накануне встречи."), None);
        assert_eq!(reason("Министры обсудили торговлю."), None);
        assert_eq!(reason("Представитель Роскомнадзора пояснил, что статья нарушает закон."), None);
        assert_eq!(reason("Сайт зарегистрирован Роскомнадзором в 2011 году."), Some("copyright"));
    }

    #[test]
    fn joined_and_cut_text_knows_its_source() {
        let source = "Главы ведомств\n, а также послы\nвстретились. Подробнее на сайте.";
        let at = |s: &str| source.find(s).expect("part");
        let mut unit = Unit::new(source, Span::of(0, "Главы ведомств".len()), 0, false);
        let second = Span::of(at(", а"), at("\nвстр"));
        unit.append(&Unit::new(source, second, 0, false));
        unit.append(&Unit::new(source, Span::of(at("встр"), source.len()), 0, false));
        assert_eq!(unit.text, "Главы ведомств, а также послы встретились. Подробнее на сайте.");
        let from = unit.text.find("Подробнее").expect("teaser");
        let gone = unit.cut(Span::of(from, unit.text.len()));
        assert_eq!(gone.iter().map(|s| s.slice(source)).collect::<Vec<_>>(), ["Подробнее на сайте."]);
        assert_eq!(unit.text, "Главы ведомств, а также послы встретились.");
        let kept: Vec<&str> = unit.sources().map(|s| s.slice(source)).collect();
        assert_eq!(kept, ["Главы ведомств", ", а также послы", "встретились."]);
    }
}
