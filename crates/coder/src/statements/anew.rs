//! Speakers named anew by what they are: "the diplomat", "чиновник", "they", "the three countries".

use legation_model::ActorKind;
use legation_nlp::tags::Number;
use legation_nlp::{Rel, TokenId, Upos};

use super::continuity::REACH;
use super::scene::Scene;
use crate::cast::{ActorIx, How, Participant, is_one_person};

/// The actor of a participant, where it has a name.
fn known(scene: &Scene<'_>, p: &Participant) -> Option<ActorIx> {
    p.actor.filter(|&a| scene.cast.actor(a).id.is_some())
}

/// Whether a word is a plural.
pub(super) fn is_plural(scene: &Scene<'_>, t: TokenId) -> bool {
    scene.text.doc.feats(t).number == Some(Number::Plur)
}

/// Whether a participant is one person: a named one, or a noun of persons in the singular.
pub(super) fn is_person(scene: &Scene<'_>, p: &Participant) -> bool {
    if let Some(a) = known(scene, p) {
        return scene.cast.actor(a).kind == ActorKind::Person;
    }
    let animate = is_one_person(scene.text.doc, p.head);
    let listed = || scene.is_in(p.head, |l| &l.persons) || scene.is_in(p.head, |l| &l.spokespersons);
    animate || !is_plural(scene, p.head) && listed()
}

/// Whether a speaker is only described, in a way that fits somebody already told of.
pub(super) fn is_description(scene: &Scene<'_>, p: &Participant) -> bool {
    let doc = scene.text.doc;
    let head = p.head;
    if known(scene, p).is_some()
        || doc.upos(head) != Upos::Noun
        || is_plural(scene, head)
        || !scene.is_in(head, |l| &l.persons) && scene.cast.called(doc, head).is_none()
        || scene.is_in(head, |l| &l.spokespersons)
    {
        return false;
    }
    // "A diplomat", "another official" is somebody new; so is whoever has an owner or a name of his own.
    let definite = scene.ru(head) || doc.children(head).any(|c| doc.rel(c) == Rel::Det);
    // «Европейский дипломат», «чиновник, знакомый с делом» in a text that has spoken of neither.
    let told_apart = |c: TokenId| {
        let state = || scene.cast.at(c).is_some_and(|m| m.how == How::Adjective);
        scene.ru(head)
            && (doc.rel(c) == Rel::Amod && doc.upos(c) == Upos::Adj && !state()
                || doc.rel(c).base() == Rel::Acl)
    };
    definite
        && !doc.children(head).any(told_apart)
        && !doc.children(head).any(|c| {
            let word = scene.form(c).to_lowercase();
            scene.words(c).lists.others.contains(word.as_str())
                || scene.is_in(c, |l| &l.others)
                || matches!(doc.rel(c).base(), Rel::Nmod | Rel::Flat | Rel::Appos | Rel::Compound)
        })
}

/// Whom a description means: the person who became the subject of the text since the last speaker, or that speaker.
pub(super) fn described(
    scene: &Scene<'_>,
    now: &Participant,
    last: Option<&(Participant, usize)>,
) -> Option<Participant> {
    let doc = scene.text.doc;
    let here = doc.sentence_index(now.head);
    let last = last.filter(|l| here.saturating_sub(l.1) <= REACH && l.0.head < now.head);
    let from = last.map_or(0, |l| l.0.head + 1);
    let acted = scene.cast.mentions().iter().rev().find(|m| {
        m.head >= from
            && m.head < now.head
            && m.how == How::Name
            && m.actors.len() == 1
            && scene.cast.actor(m.actors[0]).kind == ActorKind::Person
            && doc.rel(m.head) == Rel::Nsubj
            && doc.head(m.head).is_some_and(|v| doc.head(v).is_none())
            && !scene.text.in_title(m.head)
            && !scene.is_quoted(m.head)
            && here.saturating_sub(doc.sentence_index(m.head)) <= REACH
    });
    let nameless = || scene.cast.nameless(doc, now.head).filter(|_| !scene.ru(now.head));
    let called = scene.cast.called(doc, now.head).or_else(nameless);
    let acted = acted.and_then(|m| m.actors.first().copied());
    let who = match called.or(acted) {
        Some(actor) => Participant { actor: Some(actor), ..now.clone() },
        None => last.map(|l| match known(scene, &l.0) {
            Some(a) => Participant { actor: Some(a), ..now.clone() },
            None => l.0.clone(),
        })?,
    };
    let country = |p: &Participant| p.actor.and_then(|a| scene.cast.actor(a).country.as_deref());
    let of = country(&who);
    // "The Turkish diplomat" is none of another country.
    let foreign = scene.cast.mentions().iter().any(|m| {
        now.tokens.contains(&m.head)
            && m.head != now.head
            && m.actors.iter().any(|&a| {
                let c = scene.cast.actor(a).country.as_deref();
                c.is_some() && of.is_some() && c != of
            })
    });
    (!foreign).then_some(who)
}

/// Whether a plural pronoun was taken for one person.
pub(super) fn is_several(scene: &Scene<'_>, p: &Participant) -> bool {
    scene.text.doc.upos(p.head) == Upos::Pron
        && is_plural(scene, p.head)
        && !scene.is_in(p.head, |l| &l.first)
        && p.actor.is_some_and(|a| scene.cast.actor(a).kind == ActorKind::Person)
}

/// "The three countries", "обе стороны": as many states as are counted, where the text names just so many.
pub(super) fn counted(scene: &Scene<'_>, p: &Participant) -> Option<Vec<Participant>> {
    let doc = scene.text.doc;
    if known(scene, p).is_some() || !scene.is_in(p.head, |l| &l.groups) {
        return None;
    }
    let count = doc.children(p.head).chain(p.tokens.clone()).find_map(|c| number(scene, c))?;
    let end = scene.sentence(p.head).end;
    let states = |limit: TokenId| {
        let mut out: Vec<Participant> = Vec::new();
        for m in scene.cast.mentions().iter().filter(|m| m.head < limit && m.head != p.head) {
            for &a in &m.actors {
                let actor = scene.cast.actor(a);
                if matches!(actor.kind, ActorKind::State | ActorKind::Polity)
                    && actor.id.is_some()
                    && m.how != How::Adjective
                    && out.iter().all(|o| o.actor != Some(a))
                {
                    out.push(Participant { actor: Some(a), tokens: m.tokens.clone(), head: m.head });
                }
            }
        }
        out
    };
    [end, doc.len() as TokenId].into_iter().map(states).find(|s| s.len() == count)
}

/// The number that a word names.
pub(super) fn number(scene: &Scene<'_>, t: TokenId) -> Option<usize> {
    let lists = &scene.words(t).lists;
    let lemma = scene.lemma(t);
    if lists.pair_words.contains(lemma) {
        return Some(2);
    }
    if let Some(i) = lists.numbers.iter().position(|n| n == lemma) {
        return Some(i + 2);
    }
    scene.form(t).parse().ok().filter(|n| (2..12).contains(n))
}
