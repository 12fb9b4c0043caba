//! "Скульптор Иван Петров … скульптор": persons by the common nouns that stand beside their names.

use legation_model::ActorKind;
use legation_nlp::tags::Number;
use legation_nlp::{Doc, Rel, TokenId, Upos};

use super::{ActorIx, Cast, How, Mention};

impl Cast {
    /// The person who was named last with the very noun that stands at `t`.
    pub(crate) fn called(&self, doc: &Doc, t: TokenId) -> Option<ActorIx> {
        let plain = doc.upos(t) == Upos::Noun && doc.feats(t).number != Some(Number::Plur);
        let person = |m: &&Mention| {
            let one = m.actors.first().map(|&a| self.actor(a));
            m.actors.len() == 1 && one.is_some_and(|a| a.kind == ActorKind::Person && a.id.is_some())
        };
        let mut named =
            self.mentions().iter().filter(|m| m.how == How::Name && m.tokens.end <= t).filter(person);
        named.rfind(|m| plain && bears(doc, m, doc.lemma(t))).map(|m| m.actors[0])
    }

    /// "A Chadian official … the official": the person without a name whom the same noun told of last.
    pub(crate) fn nameless(&self, doc: &Doc, t: TokenId) -> Option<ActorIx> {
        let here = doc.sentence_index(t);
        let same = |m: &&Mention| {
            let one = m.actors.first().map(|&a| self.actor(a));
            m.how == How::Title
                && m.tokens.end <= t
                && m.actors.len() == 1
                && doc.sentence_index(m.head) + REACH >= here
                && doc.lemma(m.tokens.end - 1) == doc.lemma(t)
                && one.is_some_and(|a| a.kind == ActorKind::Person && a.id.is_none())
        };
        self.mentions().iter().rfind(same).map(|m| m.actors[0])
    }
}

/// Sentences over which somebody without a name is remembered.
const REACH: usize = 6;

/// Whether the noun stands with the name: in its mention, above it, beside it, or joined to what stands there.
fn bears(doc: &Doc, name: &Mention, noun: &str) -> bool {
    let is = |t: TokenId| doc.upos(t) == Upos::Noun && doc.lemma(t) == noun;
    let joined = |t: TokenId| is(t) || doc.children_by(t, Rel::Conj).any(is);
    let beside = |rel: Rel| matches!(rel.base(), Rel::Appos | Rel::Flat);
    let above = doc.head(name.head).filter(|_| beside(doc.rel(name.head)));
    name.tokens.clone().any(is)
        || above.is_some_and(joined)
        || doc.children(name.head).any(|c| doc.rel(c).base() == Rel::Appos && joined(c))
}
