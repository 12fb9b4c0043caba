//! What two sides or more will do together, in a verb without a frame.

use legation_model::{Plover, Status};
use legation_nlp::{Rel, TokenId, Upos};

use crate::agreements;

use super::act::Act;
use super::index::Index;
use super::modality;
use super::roles::{self, Scene};
use super::sides::{countries, key};
use super::slots::{Slot, is_finite, is_passive};

/// The name under which such acts are recorded.
pub(super) const RULE: &str = "undertaking";

/// The agreement for the future that the verb tells.
pub(super) fn undertaking(
    scene: Scene<'_>,
    index: &Index,
    t: TokenId,
    told: &dyn Fn(TokenId) -> bool,
) -> Option<Act> {
    let doc = scene.text.doc;
    let (lang, lemma) = (doc.lang(t), doc.lemma(t));
    if doc.upos(t) != Upos::Verb
        || matches!(doc.rel(t).base(), Rel::Advcl | Rel::Acl)
        || scene.text.in_title(t)
        || agreements::is_state(lang, lemma)
        || agreements::is_continuing(lang, lemma)
        || is_passive(doc, t)
    {
        return None;
    }
    // The verb that carries a deed already told is not another one.
    if doc.children(t).any(|c| told(c) && matches!(doc.rel(c).base(), Rel::Obj | Rel::Nsubj | Rel::Xcomp)) {
        return None;
    }
    let gathered = modality::local(scene.text, index, t);
    if gathered.modality().status != Status::Planned || !is_finite(doc, t) {
        return None;
    }
    let actors = roles::players(scene, &[Slot::Subject], t, false);
    if countries(scene.cast, &actors) < 2 || scene.warning {
        return None;
    }
    // What an observer foresees nobody has undertaken.
    if scene.speaker.is_some_and(|ix| key(scene.cast, ix).is_none()) {
        return None;
    }
    Some(Act {
        plover: Plover::Agree,
        modes: Vec::new(),
        cameo: None,
        actors,
        recipients: Vec::new(),
        reciprocal: true,
        trigger: (t, t, t),
        at: t,
        inner: None,
        rule: RULE.to_owned(),
        needs: Vec::new(),
        teller: Vec::new(),
        shared: false,
        performed: true,
        omitted: false,
        attends: false,
        forced: Some(Status::Planned),
        gathered,
        bound: false,
        noun: false,
        transitive: false,
        operators: 0,
        turned: false,
        called_off: false,
        home: None,
        claims: Vec::new(),
    })
}
