//! A derived text in which every byte knows where it came from.

use crate::Span;

/// Text made from a source by copying, replacing and dropping, with the way back.
///
/// Runs copied unchanged map byte for byte; a replaced run maps as a whole.
#[derive(Debug, Clone, Default)]
pub struct Aligned {
    text: String,
    /// Where each run begins in `text`, what it covers in the source, and whether it is copied byte for byte.
    runs: Vec<(u32, Span, bool)>,
}

impl Aligned {
    /// An empty view.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends the source's bytes at `span` unchanged.
    pub fn copy(&mut self, source: &str, span: Span) {
        let words = span.slice(source);
        if words.is_empty() {
            return;
        }
        let at = self.text.len() as u32;
        self.text.push_str(words);
        match self.runs.last_mut() {
            Some((_, last, true)) if last.end == span.start => last.end = span.end,
            _ => self.runs.push((at, span, true)),
        }
    }

    /// Appends `words` in place of the source's bytes at `span`.
    pub fn replace(&mut self, words: &str, span: Span) {
        if words.is_empty() {
            return;
        }
        self.runs.push((self.text.len() as u32, span, false));
        self.text.push_str(words);
    }

    /// The derived text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The derived text and the runs dropped.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The smallest source span that made `span` of the derived text (byte offsets on both sides).
    pub fn source(&self, span: Span) -> Option<Span> {
        let first = self.run(span.start)?;
        let last = if span.is_empty() { first } else { self.run(span.end - 1)? };
        let (at, from, exact) = self.runs[first];
        let start = if exact { from.start + (span.start - at) } else { from.start };
        let (at, from, exact) = self.runs[last];
        let end = if exact { (from.start + (span.end - at)).min(from.end) } else { from.end };
        Some(Span::new(start, end.max(start)))
    }

    /// The run that holds byte `at` of the derived text.
    fn run(&self, at: u32) -> Option<usize> {
        if at as usize > self.text.len() {
            return None;
        }
        self.runs.partition_point(|(from, _, _)| *from <= at).checked_sub(1)
    }
}
