//! Whose a speaker without a name is by the word before it: "his office", "Keita's lawyer".

use legation_model::ActorKind;
use legation_nlp::{Rel, TokenId, Upos};

use super::continuity::pronoun_sex;
use super::scene::Scene;
use crate::cast::{ActorIx, How};

/// Sentences back in which the person is looked for whom a pronoun means.
const NEAR: usize = 1;

/// The country of the person or body whose the noun is.
pub(super) fn country(scene: &Scene<'_>, noun: TokenId) -> Option<String> {
    let doc = scene.text.doc;
    let owner = doc.children(noun).find(|&c| doc.rel(c) == Rel::NmodPoss && c < noun && !scene.ru(c))?;
    let of = |ix: ActorIx| scene.cast.actor(ix).country.clone();
    if doc.upos(owner) == Upos::Pron || doc.feats(owner).poss {
        return of(meant(scene, owner)?);
    }
    scene.cast.participants(scene.text, owner, None).first().and_then(|p| of(p.actor?))
}

/// The person named last, as a subject before others, whom an English "his" or "her" fits.
fn meant(scene: &Scene<'_>, pronoun: TokenId) -> Option<ActorIx> {
    let doc = scene.text.doc;
    let sex = pronoun_sex(scene, pronoun)?;
    let here = doc.sentence_index(pronoun);
    let near = |t: TokenId| here - doc.sentence_index(t) <= NEAR && !scene.text.in_title(t);
    let fits = |ix: ActorIx| {
        scene.cast.actor(ix).kind == ActorKind::Person && scene.cast.sex(ix).is_none_or(|s| s == sex)
    };
    let before =
        scene.cast.mentions().iter().rev().skip_while(|m| m.head >= pronoun).take_while(|m| near(m.head));
    let persons =
        || before.clone().filter(|m| m.how != How::Adjective && m.actors.len() == 1 && fits(m.actors[0]));
    let subject = persons().find(|m| doc.rel(m.head).is_subject());
    subject.or_else(|| persons().next()).map(|m| m.actors[0])
}
