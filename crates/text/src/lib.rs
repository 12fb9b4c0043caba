//! Text as every crate sees it: byte spans, a code-point index, and views that keep their alignment.
//!
//! Offsets are UTF-8 byte offsets (`u32`) into one text, half-open, always on character boundaries. Nothing here
//! knows a language, a record or a file.

mod aligned;
mod index;
mod span;

pub use aligned::Aligned;
pub use index::CodePoints;
pub use span::Span;
