//! What two sides or more will do together, and what a speaker says that another side must do, in verbs without a frame.

use legation_model::{Lang, Mode, Plover, Sector, Status};
use legation_nlp::{Rel, TokenId, Upos};

use crate::agreements;

use super::act::Act;
use super::cues::Cue;
use super::filter;
use super::finish::speaker_as_participant;
use super::index::Index;
use super::modality::{self, Gathered};
use super::roles::{self, Scene};
use super::sides::{countries, country, key};
use super::slots::{Slot, is_finite, is_infinitive, is_passive};

/// The name under which such acts are recorded.
pub(super) const RULE: &str = "undertaking";

/// The name of what somebody says that others must do.
const DEMAND: &str = "demand";

/// The agreement for the future, or the demand, that the verb tells.
pub(super) fn undertaking(
    scene: Scene<'_>,
    index: &Index,
    t: TokenId,
    told: &dyn Fn(TokenId) -> bool,
) -> Option<Act> {
    let doc = scene.text.doc;
    if let Some(verb) = due(scene, index, t) {
        return demand_of(scene, index, t, verb, told);
    }
    if doc.upos(t) != Upos::Verb
        || matches!(doc.rel(t).base(), Rel::Advcl | Rel::Acl)
        || scene.text.in_title(t)
        || is_passive(doc, t)
        || !is_finite(doc, t)
    {
        return None;
    }
    // The verb that carries a deed already told is not another one.
    if doc.children(t).any(|c| told(c) && matches!(doc.rel(c).base(), Rel::Obj | Rel::Nsubj | Rel::Xcomp)) {
        return None;
    }
    let gathered = modality::local(scene.text, index, t);
    if gathered.called_for { demand(scene, index, t, gathered) } else { joint(scene, t, gathered) }
}

/// "The rebels must lay down their arms": an armed band at home is another side.
fn is_rebel(scene: Scene<'_>, p: &crate::cast::Participant) -> bool {
    p.actor
        .is_some_and(|ix| scene.cast.actor(ix).sectors.iter().any(|s| matches!(s, Sector::Reb | Sector::Uaf)))
}

/// "Kenya and Uganda will build a road."
fn joint(scene: Scene<'_>, t: TokenId, gathered: Gathered) -> Option<Act> {
    let doc = scene.text.doc;
    let (lang, lemma) = (doc.lang(t), doc.lemma(t));
    let goes_on = agreements::is_state(lang, lemma) || agreements::is_continuing(lang, lemma);
    if goes_on || gathered.modality().status != Status::Planned {
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
    let act = Act::of_verb(t, Plover::Agree, actors, gathered, RULE);
    Some(Act { reciprocal: true, forced: Some(Status::Planned), ..act })
}

/// What a Russian word of duty governs: "Кения должна изменить законы".
fn due(scene: Scene<'_>, index: &Index, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    let says = doc.lang(t) == Lang::Ru
        && doc.upos(t) != Upos::Verb
        && matches!(doc.rel(t), Rel::Root | Rel::Ccomp | Rel::Conj | Rel::Parataxis)
        && index.cues.is(Lang::Ru, Cue::Duty, doc.lemma(t));
    doc.children(t).find(|&c| says && doc.rel(c) == Rel::Xcomp && is_infinitive(doc, c))
}

/// "Кения должна изменить законы, заявил президент Уганды": a request by who speaks for a state or organisation.
fn demand_of(
    scene: Scene<'_>,
    index: &Index,
    t: TokenId,
    verb: TokenId,
    told: &dyn Fn(TokenId) -> bool,
) -> Option<Act> {
    let doc = scene.text.doc;
    let gathered = modality::local(scene.text, index, t);
    // "Должен был", "должна бы": a reproach or a wish; "должно быть": a guess.
    let past = doc.children(t).any(|c| matches!(doc.lemma(c), "быть" | "бы"));
    if told(verb) || past || doc.lemma(verb) == "быть" || gathered.hypothetical || is_passive(doc, verb) {
        return None;
    }
    let speaker = speaker_as_participant(scene);
    let own = country(scene.cast, speaker.first()?)?;
    if !speaker.iter().all(|p| filter::governs(scene.cast, p)) {
        return None;
    }
    let asked = roles::players(scene, &[Slot::Subject], t, false);
    let abroad = |p: &crate::cast::Participant| country(scene.cast, p).is_some_and(|c| c != own);
    if asked.is_empty() || !asked.iter().all(abroad) {
        return None;
    }
    let act = Act::of_verb(t, Plover::Request, speaker, Gathered::default(), DEMAND);
    Some(Act {
        recipients: asked,
        trigger: (t.min(verb), t.max(verb), t),
        modes: if gathered.negated { vec![Mode::Change] } else { Vec::new() },
        cameo: index.cameo.over("duty", "", None),
        ..act
    })
}

/// "Kenya must amend its laws, the president of Uganda said": a request by who speaks for a state or organisation.
fn demand(scene: Scene<'_>, index: &Index, t: TokenId, gathered: Gathered) -> Option<Act> {
    let doc = scene.text.doc;
    let speaker = speaker_as_participant(scene);
    let own = country(scene.cast, speaker.first()?)?;
    if !speaker.iter().all(|p| filter::is_official(scene.cast, p)) || gathered.hypothetical {
        return None;
    }
    // "Should Kenya attack": a condition; "should have amended": a reproach.
    let duty = |c: &TokenId| index.cues.is(doc.lang(t), Cue::Duty, doc.lemma(*c));
    let aux = doc.children_by(t, Rel::Aux).find(duty)?;
    let whole = doc.children_by(t, Rel::Aux).all(|c| c <= aux);
    let after = Slot::Subject.fill(doc, t).iter().all(|&s| s < aux);
    let asked = roles::players(scene, &[Slot::Subject], t, false);
    let abroad = |p: &crate::cast::Participant| country(scene.cast, p).is_some_and(|c| c != own);
    if !whole || !after || asked.is_empty() || !asked.iter().all(|p| abroad(p) || is_rebel(scene, p)) {
        return None;
    }
    let act = Act::of_verb(t, Plover::Request, speaker, Gathered::default(), DEMAND);
    Some(Act {
        recipients: asked,
        modes: if gathered.negated { vec![Mode::Change] } else { Vec::new() },
        cameo: index.cameo.over("duty", "", None),
        ..act
    })
}
