//! Whose a speaker without a name is by the word before it: "his office", "Keita's lawyer".

use legation_model::ActorKind;
use legation_nlp::{Rel, TokenId, Upos};

use super::continuity::pronoun_sex;
use super::scene::Scene;
use crate::cast::{ActorIx, How, Mention};

/// Sentences back in which the person is looked for whom a pronoun means.
const NEAR: usize = 1;

/// The country of the person or body whose the noun is.
pub(super) fn country(scene: &Scene<'_>, noun: TokenId) -> Option<String> {
    let doc = scene.text.doc;
    let whose = |n: TokenId| doc.children(n).find(|&c| doc.rel(c) == Rel::NmodPoss && c < n && !scene.ru(c));
    // "An official at his office"
    let house = || doc.children_by(noun, Rel::Nmod).find_map(whose);
    let Some(owner) = whose(noun).or_else(house) else { return within(scene, noun) };
    let of = |ix: ActorIx| scene.cast.actor(ix).country.clone();
    if doc.upos(owner) == Upos::Pron || doc.feats(owner).poss {
        return of(meant(scene, owner)?);
    }
    scene.cast.participants(scene.text, owner, None).first().and_then(|p| of(p.actor?))
}

/// "A source in the French government", «собеседник в МИД Чили», "an official in Nampula": the one country that the words around the noun
/// name.
fn within(scene: &Scene<'_>, noun: TokenId) -> Option<String> {
    let doc = scene.text.doc;
    let part = |t: TokenId| {
        t != noun
            && doc.is_under(t, noun)
            && doc.ancestors(t).take_while(|&a| a != noun).chain([t]).all(|a| {
                matches!(doc.rel(a).base(), Rel::Nmod | Rel::Amod | Rel::Compound | Rel::Flat | Rel::Appos)
            })
    };
    // «Источник «Ъ» в датском парламенте»: whoever prints it is not whose he is.
    let inside = |m: &&Mention| part(m.head) && !scene.is_outlet(m.head);
    let named = scene.cast.mentions().iter().filter(inside).flat_map(|m| m.actors.iter().copied());
    let mut found = named.filter_map(|ix| scene.cast.actor(ix).country.clone());
    let first = found.next().or_else(|| {
        let towns = crate::place::cities(scene.text, noun);
        towns.into_iter().find(|(tokens, _)| part(tokens.start)).map(|(_, id)| id)
    })?;
    found.all(|c| c == first).then_some(first)
}

/// The person named last, as a subject before others, whom an English "his" or "her" fits.
fn meant(scene: &Scene<'_>, pronoun: TokenId) -> Option<ActorIx> {
    let doc = scene.text.doc;
    let sex = pronoun_sex(scene, pronoun)?;
    let here = doc.sentence_index(pronoun);
    let near = |t: TokenId| here - doc.sentence_index(t) <= NEAR && !scene.text.in_title(t);
    let fits = |ix: ActorIx| {
        let actor = scene.cast.actor(ix);
        // The official at his office is another.
        let named = actor.id.is_some() || actor.country.is_some();
        actor.kind == ActorKind::Person && named && scene.cast.sex(ix).is_none_or(|s| s == sex)
    };
    let before =
        scene.cast.mentions().iter().rev().skip_while(|m| m.head >= pronoun).take_while(|m| near(m.head));
    let persons =
        || before.clone().filter(|m| m.how != How::Adjective && m.actors.len() == 1 && fits(m.actors[0]));
    let subject = persons().find(|m| doc.rel(m.head).is_subject());
    subject.or_else(|| persons().next()).map(|m| m.actors[0])
}
