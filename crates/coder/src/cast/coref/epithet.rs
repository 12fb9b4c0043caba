//! What somebody named before is called since: "A has seen it all. The retired general …".

use std::ops::Range;

use legation_lexicon::small::Small;
use legation_model::{ActorKind, Lang};
use legation_nlp::{Rel, TokenId};

use super::super::make::Maker;
use super::super::{ActorIx, How};
use super::past::Past;

/// The person whom an English noun of one person with "the" means: whoever has been called so, else the one of no told office whom the
/// sentence before is about.
pub(super) fn epithet(maker: &Maker<'_, '_>, past: &[Past], core: &Range<TokenId>) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let noun = core.end - 1;
    let floor = scan.sentence(noun).start;
    let beside =
        |t: TokenId| core.contains(&t) || doc.head(t) == Some(noun) && doc.rel(t).base() == Rel::Amod;
    let first = (floor..=noun).rev().take_while(|&t| beside(t)).last()?;
    let the = first > floor && scan.small(first - 1, &[Small::The]);
    let named = maker.found.names.iter().any(|n| n.tokens.start == core.end);
    // "The general of the army", "the minister's": told of by more.
    let told = doc
        .children(noun)
        .any(|c| matches!(doc.rel(c).base(), Rel::Nmod | Rel::Appos | Rel::Acl | Rel::Compound));
    if scan.lang(noun) != Lang::En || !the || named || told {
        return None;
    }
    let person = |ix: ActorIx| {
        let actor = maker.cast.actor(ix);
        actor.kind == ActorKind::Person && actor.id.is_some()
    };
    let called = |p: &&Past| {
        let [one] = p.actors[..] else { return false };
        // "The secretary-general" is no general.
        let whole = p.root == 0 || !scan.is(p.root - 1, &["-"]);
        p.how == How::Title && person(one) && whole && doc.lemma(p.root) == doc.lemma(noun)
    };
    if let Some(p) = past.iter().rfind(called) {
        return p.actors.first().copied();
    }
    let before = past.iter().rev().take_while(|p| scan.distance(p.at, noun) <= 1);
    let mut persons = before.filter(|p| p.how == How::Name && p.actors.iter().any(|&ix| person(ix)));
    let last = persons.next()?;
    let [one] = last.actors[..] else { return None };
    let alone = persons.all(|p| p.actors == last.actors);
    let about = last.subject && doc.sentence_index(last.at) + 1 == doc.sentence_index(noun);
    let together = doc.sentence(last.at).segment == doc.sentence(noun).segment;
    (alone && about && together && maker.offices_of(one).next().is_none()).then_some(one)
}
