//! What the rules of this stage look at together, and small questions about the tree.

use std::collections::BTreeSet;
use std::ops::Range;

use legation_model::{ActorKind, Lang, Sector};
use legation_nlp::tags::VerbForm;
use legation_nlp::{NameKind, Rel, TokenId, Upos};
use legation_text::Span;

use super::quotes::Quote;
use super::words::{Lists, Words, words};
use crate::cast::{Cast, How, Mention, Participant};
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

    /// A dash, not the hyphen of a word that was cut at it.
    pub(super) fn is_dash(&self, t: TokenId) -> bool {
        let doc = self.text.doc;
        is_dash(self.form(t))
            && !(self.form(t) == "-"
                && t > 0
                && t + 1 < doc.len() as TokenId
                && doc.span(t - 1).end == doc.span(t).start
                && doc.span(t).end == doc.span(t + 1).start
                && self.form(t - 1).chars().all(char::is_alphanumeric))
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

    /// Whether a word of list `of` stands at `t`, by lemma.
    pub(super) fn is_in(&self, t: TokenId, of: impl Fn(&'static Lists) -> &'static BTreeSet<String>) -> bool {
        of(&self.words(t).lists).contains(self.lemma(t))
    }

    /// Whether `t` ends in one of the endings of a list of its language.
    pub(super) fn ends(&self, t: TokenId, of: impl Fn(&'static Lists) -> &'static Vec<String>) -> bool {
        of(&self.words(t).lists).iter().any(|end| self.form(t).ends_with(end))
    }

    /// Whether the word stands within quotation marks.
    pub(super) fn is_quoted(&self, t: TokenId) -> bool {
        self.quotes.iter().any(|q| q.outer.contains(self.span(t)))
    }

    /// Whether the phrase headed by `t` is somebody who can speak.
    pub(super) fn speaks(&self, t: TokenId) -> bool {
        let doc = self.text.doc;
        if self.is_in(t, |l| &l.texts) && !self.mention(t).is_some_and(|m| m.how == How::Name) {
            return false;
        }
        if self.mention(t).is_some() || self.is_in(t, |l| &l.speakers) || self.is_outlet(t) {
            return true;
        }
        if doc.upos(t) == Upos::Pron {
            return !self.is_in(t, |l| &l.mute);
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

    /// Whether a common noun may be people ("residents said"): English has no animacy to ask.
    pub(super) fn may_speak(&self, t: TokenId) -> bool {
        let abstract_noun = self.words(t).lists.abstracts.iter().any(|end| self.lemma(t).ends_with(end));
        self.speaks(t)
            || !self.ru(t)
                && self.text.doc.upos(t) == Upos::Noun
                && !abstract_noun
                && !self.is_in(t, |l| &l.texts)
                && !self.is_in(t, |l| &l.days)
    }

    /// The mention that the phrase headed by `t` is, or the one that holds it, or the name joined to it.
    /// "Denied the allegations", "claimed responsibility for the raid": an object that tells no content by itself.
    pub(super) fn is_hollow(&self, t: TokenId) -> bool {
        let doc = self.text.doc;
        let tells = |c: TokenId| match doc.rel(c).base() {
            Rel::Acl | Rel::Ccomp => true,
            Rel::Nmod => {
                let of = doc.children_by(c, Rel::Case).find(|&p| doc.upos(p) == Upos::Adp);
                of.is_some_and(|p| !self.words(t).lists.thanks_for.contains(doc.lemma(p)))
            }
            _ => false,
        };
        self.is_in(t, |l| &l.hollow) && !doc.children(t).any(tells)
    }

    pub(super) fn mention(&self, t: TokenId) -> Option<&'a Mention> {
        let doc = self.text.doc;
        let named = |m: &&Mention| !m.actors.is_empty();
        let joined = || {
            doc.children(t)
                .filter(|&c| matches!(doc.rel(c).base(), Rel::Appos | Rel::Flat))
                .find_map(|c| self.cast.at(c))
                .filter(|m| named(m) && m.how == How::Name)
        };
        let own = self.cast.at(t).filter(named);
        if own.is_some_and(|m| m.how != How::Name)
            && let Some(name) = joined()
        {
            return Some(name);
        }
        own.or_else(|| {
            self.cast.covering(t).filter(named).filter(|m| m.how != How::Adjective && self.same_phrase(t, m))
        })
        .or_else(joined)
    }

    /// Whether `t` heads the phrase that the mention is part of, or is part of its name.
    fn same_phrase(&self, t: TokenId, m: &Mention) -> bool {
        let doc = self.text.doc;
        let joined =
            |r: Rel| matches!(r.base(), Rel::Flat | Rel::Appos | Rel::Compound | Rel::Amod | Rel::Nmod);
        t == m.head
            || doc.head(m.head) == Some(t) && joined(doc.rel(m.head)) && doc.rel(m.head).base() != Rel::Nmod
            || doc.head(t) == Some(m.head)
                && matches!(doc.rel(t).base(), Rel::Flat | Rel::Appos | Rel::Compound)
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
        // The model may cut a site's name at its points.
        let named = self.cast.at(t).map_or_else(|| self.noun_phrase(t), |m| m.tokens.clone());
        let words = self.text.words(self.bytes(named)).to_lowercase();
        let is_site = |w: &str| lists.domains.iter().any(|e| w.len() > e.len() && w.ends_with(e.as_str()));
        if words.split_whitespace().any(|w| is_site(w.trim_matches(|c: char| !c.is_alphanumeric()))) {
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
        let mut found = self.cast.participants(self.text, t, None);
        // "A spokesman of X" is not X.
        if self.is_in(t, |l| &l.spokespersons) {
            found.retain(|p| p.tokens.contains(&t));
        }
        let known = |p: &Participant| p.actor.is_some_and(|a| self.cast.actor(a).id.is_some());
        if found.iter().any(known) {
            return found;
        }
        let mention = self.mention(t).filter(|m| m.actors.iter().any(|&a| self.cast.actor(a).id.is_some()));
        if let Some(m) = mention {
            return m
                .actors
                .iter()
                .map(|&a| Participant { actor: Some(a), tokens: m.tokens.clone(), head: m.head })
                .collect();
        }
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
        while end < hull.end && !self.is_punct(end) && doc.is_under(end, t) && !self.is_verb(end) {
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
