//! "The court" after the International Criminal Court, "the council" after the Security Council: a common noun that the
//! name of an organisation or of its body ends in means it.

use std::collections::BTreeMap;

use legation_lexicon::small::Small;
use legation_model::{ActorKind, Lang, Sector};
use legation_nlp::tags::Number;
use legation_nlp::{TokenId, Upos};

use super::super::make::Maker;
use super::super::{ActorIx, How};
use super::refers::modified;

/// Names by their head words in small letters, each with its place, in the order of the text.
pub(super) type Echoes = BTreeMap<String, Vec<(TokenId, ActorIx)>>;

/// The head words of names of organisations, of their bodies and of courts; governments and ministries have words of
/// their own to refer to them.
pub(super) fn echoes(maker: &Maker<'_, '_>) -> Echoes {
    let doc = maker.found.scan.text.doc;
    let mut out = Echoes::new();
    for m in maker.cast.mentions.iter().filter(|m| m.tokens.len() > 1 && m.how == How::Name) {
        let [one] = m.actors[..] else { continue };
        let actor = maker.cast.actor(one);
        let of_many = actor.country.is_none() || actor.sectors.contains(&Sector::Jud);
        let kind = actor.kind == ActorKind::Organisation || actor.kind == ActorKind::Body && of_many;
        if kind && actor.id.is_some() && doc.lang(m.head) == Lang::En {
            out.entry(doc.form(m.head).to_lowercase()).or_default().push((m.tokens.start, one));
        }
    }
    for list in out.values_mut() {
        list.sort_by_key(|(at, _)| *at);
    }
    out
}

/// Whom the word at `t` means, named before.
pub(super) fn echo(maker: &Maker<'_, '_>, echoes: &Echoes, t: TokenId) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    if echoes.is_empty() {
        return None;
    }
    let before = echoes.get(&doc.form(t).to_lowercase())?.iter().rev().find(|(at, _)| *at < t)?.1;
    let definite =
        t.checked_sub(1).is_some_and(|the| scan.sentence(t).contains(&the) && scan.small(the, &[Small::The]));
    let plain = matches!(doc.upos(t), Upos::Noun | Upos::Propn) && doc.feats(t).number != Some(Number::Plur);
    (definite && plain && !modified(maker, &(t..t + 1))).then_some(before)
}
