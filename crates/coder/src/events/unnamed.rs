//! Players whom no name tells: "all sides", "anyone who obstructs the vote", "nine of them", "thousands took to the streets".

use legation_model::{Lang, Mode, Plover};
use legation_nlp::tags::{Number, Person};
use legation_nlp::{Rel, TokenId, Upos};

use crate::cast::Participant;
use crate::place;

use super::authority;
use super::cues::Cue;
use super::frames::Class;
use super::index::Hit;
use super::roles::Scene;
use super::slots::{Slot, is_infinitive};

/// Whom an English wording addresses, harms or holds without a name: a phrase that stays a phrase.
pub(super) fn recipients(
    scene: Scene<'_>,
    hit: &Hit<'_>,
    plover: Plover,
    slots: &[Slot],
) -> Vec<Participant> {
    let doc = scene.text.doc;
    if doc.lang(hit.head) != Lang::En || !may_stay_unnamed(plover) {
        return Vec::new();
    }
    let asks = plover == Plover::Request && bids(scene, hit);
    let holds = plover == Plover::Coerce && hit.unit.modes.contains(&Mode::Arrest)
        || plover == Plover::Retreat && hit.unit.modes.contains(&Mode::Release);
    let kills = plover == Plover::Assault && hit.class == Class::Verb;
    let fits = |t: TokenId| {
        !kills && is_anybody(scene, t)
            || asks && is_people(scene, t)
            || (holds || kills) && is_number(scene, t)
    };
    let beside = |head: TokenId, own: bool| {
        let open = slots.iter().filter(move |s| match s {
            Slot::Prep(..) | Slot::Dative => true,
            Slot::Object => own,
            _ => false,
        });
        open.flat_map(|s| s.fill(doc, head)).find(|&t| fits(t))
    };
    let nouns = || hit.parts.iter().copied().filter(|&p| doc.upos(p) == Upos::Noun);
    let found = beside(hit.head, true).or_else(|| nouns().find_map(|p| beside(p, false)));
    found.map(|t| phrase(scene, t)).into_iter().collect()
}

/// A number of people whom an English verb of protest has for its subject, with the country of the place.
pub(super) fn crowd(scene: Scene<'_>, hit: &Hit<'_>, plover: Plover) -> Option<(Participant, String)> {
    let doc = scene.text.doc;
    if plover != Plover::Protest || hit.class != Class::Verb || doc.lang(hit.head) != Lang::En {
        return None;
    }
    let many = |t: &TokenId| {
        scene.index.cues.is(Lang::En, Cue::Many, doc.lemma(*t)) && doc.feats(*t).number == Some(Number::Plur)
    };
    let head = Slot::Subject.fill(doc, hit.head).into_iter().find(many)?;
    let place = place::of_clause(scene.text, hit.head)
        .and_then(|p| p.country)
        .or_else(|| authority::whose_towns(scene, hit.head))
        .or_else(|| place::written_in(scene.text))
        .or_else(|| scene.cast.story().map(str::to_owned))?;
    Some((phrase(scene, head), place))
}

/// Words are said to, and measures taken against, people whom nobody names; aid and blows tell who got them.
fn may_stay_unnamed(plover: Plover) -> bool {
    matches!(
        plover,
        Plover::Request
            | Plover::Threaten
            | Plover::Sanction
            | Plover::Accuse
            | Plover::Support
            | Plover::Coerce
            | Plover::Assault
            | Plover::Retreat
    )
}

/// "Urged X to …": only people do what an infinitive asks.
fn bids(scene: Scene<'_>, hit: &Hit<'_>) -> bool {
    let doc = scene.text.doc;
    doc.children(hit.head).any(|c| {
        matches!(doc.rel(c).base(), Rel::Xcomp | Rel::Ccomp | Rel::Advcl)
            && c > hit.head
            && is_infinitive(doc, c)
    })
}

fn is_anybody(scene: Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    let anybody = |word: &str| scene.index.cues.is(Lang::En, Cue::Anybody, word);
    let one = doc.upos(t) == Upos::Noun && doc.feats(t).number != Some(Number::Plur);
    !one && (anybody(doc.lemma(t)) || anybody(&doc.form(t).to_lowercase()))
}

fn is_people(scene: Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    let third = || doc.upos(t) == Upos::Pron && doc.feats(t).person == Some(Person::Third);
    doc.upos(t) == Upos::Noun && doc.feats(t).number == Some(Number::Plur) || third()
}

/// "Nine of them", "detained several".
fn is_number(scene: Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    doc.upos(t) == Upos::Num || scene.index.cues.is(Lang::En, Cue::Many, doc.lemma(t))
}

/// The noun with the words before it that count or point.
fn phrase(scene: Scene<'_>, head: TokenId) -> Participant {
    let doc = scene.text.doc;
    let before =
        |c: &TokenId| matches!(doc.rel(*c).base(), Rel::Det | Rel::Amod | Rel::Nummod | Rel::Compound);
    let start = doc.children(head).filter(|c| *c < head).filter(before).min().unwrap_or(head);
    Participant { actor: None, tokens: start..head + 1, head }
}
