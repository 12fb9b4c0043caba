//! What the rules of this stage look at together, and small questions about the tree.

use std::ops::Range;

use legation_model::{ActorKind, Lang, Sector};
use legation_nlp::tags::VerbForm;
use legation_nlp::{NameKind, Rel, TokenId, Upos};
use legation_text::Span;

use super::quotes::Quote;
use super::words::{Words, words};
use crate::cast::{Cast, Participant};
use crate::text::Text;
use crate::time::Times;

/// The article as the rules of this stage see it.
pub(super) struct Scene<'a> {
    pub text: &'a Text<'a>,
    pub times: &'a Times,
    pub cast: &'a Cast,
    pub quotes: Vec<Quote>,
}

impl<'a> Scene<'a> {
    pub(super) fn words(&self, t: TokenId) -> &'static Words {
        words(self.text.doc.lang(t))
    }

    pub(super) fn ru(&self, t: TokenId) -> bool {
        self.text.doc.lang(t) == Lang::Ru
    }

    pub(super) fn span(&self, t: TokenId) -> Span {
        self.text.doc.span(t)
    }

    pub(super) fn form(&self, t: TokenId) -> &'a str {
        self.text.doc.form(t)
    }

    pub(super) fn lemma(&self, t: TokenId) -> &'a str {
        self.text.doc.lemma(t)
    }

    /// Tokens of the sentence of `t`.
    pub(super) fn sentence(&self, t: TokenId) -> Range<TokenId> {
        self.text.doc.sentence(t).tokens.clone()
    }

    pub(super) fn is_punct(&self, t: TokenId) -> bool {
        self.text.doc.upos(t) == Upos::Punct || !self.form(t).chars().any(char::is_alphanumeric)
    }

    pub(super) fn is_comma(&self, t: TokenId) -> bool {
        self.form(t) == ","
    }

    pub(super) fn is_dash(&self, t: TokenId) -> bool {
        is_dash(self.form(t))
    }

    pub(super) fn is_finite(&self, t: TokenId) -> bool {
        let doc = self.text.doc;
        let feats = doc.feats(t);
        match doc.upos(t) {
            Upos::Verb | Upos::Aux => feats.form == Some(VerbForm::Fin),
            Upos::Adj => feats.short,
            _ => false,
        }
    }

    pub(super) fn is_verb(&self, t: TokenId) -> bool {
        matches!(self.text.doc.upos(t), Upos::Verb | Upos::Aux)
    }

    /// First and one past the last token under `t`, kept within `bounds`.
    pub(super) fn hull(&self, t: TokenId, bounds: &Range<TokenId>) -> Range<TokenId> {
        let r = self.text.doc.subtree(t);
        r.start.max(bounds.start)..r.end.min(bounds.end)
    }

    /// Bytes of some tokens.
    pub(super) fn bytes(&self, tokens: Range<TokenId>) -> Span {
        self.text.doc.cover(tokens)
    }

    /// Whether the phrase headed by `t` is somebody who can speak.
    pub(super) fn speaks(&self, t: TokenId) -> bool {
        let doc = self.text.doc;
        if let Some(mention) = self.cast.at(t) {
            return !mention.actors.is_empty();
        }
        if self.words(t).lists.speakers.contains(doc.lemma(t)) {
            return true;
        }
        if doc.upos(t) == Upos::Pron {
            return !matches!(
                doc.lemma(t),
                "это"
                    | "it"
                    | "this"
                    | "that"
                    | "which"
                    | "who"
                    | "который"
                    | "что"
                    | "there"
                    | "все"
                    | "себя"
            ) || matches!(doc.lemma(t), "who");
        }
        if self.name_kind(t).is_some_and(|k| {
            matches!(k, NameKind::Person | NameKind::Organisation | NameKind::Place | NameKind::Group)
        }) {
            return true;
        }
        doc.upos(t) == Upos::Propn
            || (self.ru(t)
                && doc.upos(t) == Upos::Noun
                && doc.feats(t).animacy == Some(legation_nlp::tags::Animacy::Anim))
    }

    /// Kind of the model's name that holds `t`.
    pub(super) fn name_kind(&self, t: TokenId) -> Option<NameKind> {
        let names = self.text.doc.names();
        let i = names.partition_point(|n| n.tokens.end <= t);
        names.get(i).filter(|n| n.tokens.contains(&t)).map(|n| n.kind)
    }

    /// Whether the phrase headed by `t` is an outlet or one of its people.
    pub(super) fn is_outlet(&self, t: TokenId) -> bool {
        let lists = &self.words(t).lists;
        if let Some(mention) = self.cast.at(t) {
            let outlet = mention.actors.iter().any(|&a| {
                let actor = self.cast.actor(a);
                actor.kind != ActorKind::Person && actor.sectors.contains(&Sector::Jrn)
            });
            if outlet {
                return true;
            }
        }
        if lists.correspondents.contains(self.lemma(t)) {
            return true;
        }
        let hull = self.hull(t, &self.sentence(t));
        hull.clone().take(8).any(|k| {
            (self.text.doc.upos(k) == Upos::Propn
                || self.form(k).chars().next().is_some_and(char::is_uppercase))
                && (lists.outlets.contains(self.lemma(k))
                    || lists.outlets.contains(self.form(k).to_lowercase().as_str()))
        })
    }

    /// Everyone the phrase headed by `t` names; the phrase itself where the cast knows nobody.
    pub(super) fn people(&self, t: TokenId) -> Vec<Participant> {
        let found = self.cast.participants(self.text, t, None);
        if !found.is_empty() {
            return found;
        }
        vec![Participant { actor: None, tokens: self.noun_phrase(t), head: t }]
    }

    /// The words of the noun phrase headed by `t`, without clauses and appositions set off by commas.
    pub(super) fn noun_phrase(&self, t: TokenId) -> Range<TokenId> {
        let doc = self.text.doc;
        let hull = self.hull(t, &self.sentence(t));
        let mut start = t;
        while start > hull.start
            && !self.is_punct(start - 1)
            && doc.rel(start - 1) != Rel::Case
            && doc.is_under(start - 1, t)
        {
            start -= 1;
        }
        let mut end = t + 1;
        while end < hull.end && !self.is_punct(end) && doc.is_under(end, t) && !self.is_finite(end) {
            end += 1;
        }
        start..end
    }

    /// Whether the quoted words are speech and not a name: they begin small, are long, or hold a finite verb.
    pub(super) fn is_speech(&self, quote: &Quote) -> bool {
        let Some(first) = quote.inner.first() else { return false };
        let words = self.text.words(*first);
        if words.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
            || quote.inner.len() > 1
        {
            return true;
        }
        let tokens = self.text.doc.tokens_in(*first);
        tokens.len() > 8 || tokens.clone().any(|t| self.is_finite(t)) && tokens.len() > 2
    }
}

/// Whether a token is a dash.
pub(super) fn is_dash(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|c| matches!(c, '-' | '–' | '—' | '―' | '−'))
}

/// `span` without the punctuation and space at its end (a closing bracket or quote mark stays) and its beginning.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let words = span.slice(text);
    let kept = words.trim_end_matches(|c: char| c.is_whitespace() || ".,;:–—-".contains(c));
    // An ellipsis or an abbreviation keeps its point only inside; the end of a sentence is no part of a clause.
    let front =
        kept.len() - kept.trim_start_matches(|c: char| c.is_whitespace() || ".,;:–—-…".contains(c)).len();
    Span::of(span.start as usize + front, span.start as usize + kept.len())
}
