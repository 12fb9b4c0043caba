//! Alignment holds for any text and any edits.

use legation_text::{Aligned, CodePoints, Span};
use proptest::prelude::*;

proptest! {
    /// The index agrees with counting characters one by one.
    #[test]
    fn code_points_agree_with_counting(text in "\\PC{0,300}") {
        let index = CodePoints::new(&text);
        for (points, (at, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(index.at(&text, at as u32), points as u32);
        }
        prop_assert_eq!(index.at(&text, text.len() as u32), text.chars().count() as u32);
    }

    /// Whatever is copied, replaced or dropped, a copied character leads back to itself.
    #[test]
    fn copied_bytes_lead_back(pieces in prop::collection::vec(("\\PC{0,12}", 0u8..3), 0..30)) {
        let source: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
        let mut view = Aligned::new();
        let (mut at, mut kept) = (0, Vec::new());
        for (words, what) in &pieces {
            let span = Span::of(at, at + words.len());
            at += words.len();
            let from = view.text().len();
            match what {
                0 => view.copy(&source, span),
                1 => view.replace("~", span),
                _ => {}
            }
            if *what == 0 {
                kept.push((Span::of(from, view.text().len()), span));
            }
        }
        for (made, span) in kept.into_iter().filter(|(made, _)| !made.is_empty()) {
            prop_assert_eq!(view.source(made), Some(span));
            prop_assert_eq!(made.slice(view.text()), span.slice(&source));
        }
    }
}

#[test]
fn trim_keeps_the_words() {
    let text = " – слово. ";
    assert_eq!(Span::of(0, text.len()).trim(text).slice(text), "– слово.");
    assert_eq!(Span::of(3, 2 + 1).trim(text).len(), 0);
}

#[test]
fn a_span_outside_the_text_is_empty_not_a_panic() {
    assert_eq!(Span::new(3, 400).slice("слово"), "");
}
