//! From byte offsets to code points.

use crate::Span;

/// Bytes between two marks: small enough to count quickly, large enough to stay a small table.
const STEP: usize = 64;

/// Index of a text that turns byte offsets into code-point offsets.
#[derive(Debug, Clone, Default)]
pub struct CodePoints {
    /// Code points before byte `i * STEP`.
    marks: Vec<u32>,
}

impl CodePoints {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            marks.push(count);
            count += starts(chunk);
        }
        Self { marks }
    }

    /// Code points of `text` before byte `at`; `text` must be the indexed one, `at` on a character boundary.
    pub fn at(&self, text: &str, at: u32) -> u32 {
        let at = (at as usize).min(text.len());
        let Some(mark) = self.marks.get(at / STEP).or(self.marks.last()) else { return 0 };
        let from = (at / STEP).min(self.marks.len() - 1) * STEP;
        mark + starts(&text.as_bytes()[from..at])
    }

    /// A byte span as a pair of code-point offsets.
    pub fn range(&self, text: &str, span: Span) -> (u32, u32) {
        (self.at(text, span.start), self.at(text, span.end))
    }
}

/// Bytes that begin a character.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from(b & 0xC0 != 0x80)).sum()
}
