//! What every stage reads: the article, its analysis, the words.

use legation_lexicon::Lexicon;
use legation_model::{Article, Evidence};
use legation_nlp::{Doc, TokenId};
use legation_text::Span;

use crate::place::Places;
use crate::rules::Rules;
use crate::trace::{Reason, Rejected, Trace};

/// The article with its analysis and the words, read only.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// Clean text, title, dates.
    pub article: &'a Article,
    /// Sentences, tokens, trees, names.
    pub doc: &'a Doc,
    /// Actors, offices, places, words.
    pub lexicon: &'a Lexicon,
    /// Frames, operators, cues.
    pub rules: &'a Rules,
    /// The places that its sentences name, kept once they were looked for.
    pub places: &'a Places,
    /// Where what is not kept is noted, if anybody wants to know.
    pub trace: Option<&'a Trace>,
}

impl<'a> Text<'a> {
    /// The words at a byte span, as evidence.
    pub fn evidence(&self, span: Span) -> Evidence {
        self.article.evidence(span)
    }

    /// The words of some tokens, as evidence.
    pub fn tokens(&self, tokens: std::ops::Range<TokenId>) -> Evidence {
        self.article.evidence(self.doc.cover(tokens))
    }

    /// The words at a byte span.
    pub fn words(&self, span: Span) -> &'a str {
        span.slice(&self.article.text)
    }

    /// Notes that the words at `span` make no record of a kind.
    pub(crate) fn reject(&self, kind: &'static str, rule: &str, span: Span, reason: Reason) {
        if let Some(trace) = self.trace {
            trace.note(Rejected { kind, rule: rule.to_owned(), words: self.evidence(span), reason });
        }
    }

    /// Whether token `t` stands in the headline.
    pub fn in_title(&self, t: TokenId) -> bool {
        self.article.title.is_some_and(|title| title.contains(self.doc.span(t)))
    }
}
