//! A half-open byte range.

use serde::{Deserialize, Serialize};

/// Half-open range of UTF-8 byte offsets into one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Range from `start` to `end`, in bytes; `start` must not exceed `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Range from `usize` offsets, in bytes.
    pub const fn of(start: usize, end: usize) -> Self {
        Self::new(start as u32, end as u32)
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words themselves; an empty string when the span does not fit `text`.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Whether `other` lies inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `at` lies inside.
    pub const fn has(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let words = self.slice(text);
        let left = words.len() - words.trim_start().len();
        let kept = words.trim().len();
        Span::of(self.start as usize + left, self.start as usize + left + kept)
    }
}
