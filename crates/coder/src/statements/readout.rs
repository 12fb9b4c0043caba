//! Readouts of talks: what both sides are reported to have said together.

use std::ops::Range;

use legation_nlp::tags::Gender;
use legation_nlp::{Rel, TokenId, Upos};

use super::read::Draft;
use super::scene::{Scene, trim};
use crate::cast::Participant;

/// "The need to … was stressed": the readout of talks, whose two sides speak together.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Draft> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for t in 0..doc.len() as TokenId {
        if !scene.words(t).lists.passives.contains(doc.lemma(t))
            || scene.text.in_title(t)
            || !scene.is_verb(t) && !doc.feats(t).short
        {
            continue;
        }
        let passive = doc.children(t).any(|c| matches!(doc.rel(c), Rel::NsubjPass | Rel::AuxPass))
            || doc.feats(t).short;
        let side = doc.children_by(t, Rel::Obl).find(|&c| is_side(scene, c));
        let agent = doc
            .children(t)
            .any(|c| doc.children(c).any(|p| scene.is_in(p, |l| &l.agents)) || doc.rel(c) == Rel::OblAgent);
        let subject = subject(scene, t);
        let bounds = scene.sentence(t);
        let range = match subject {
            Some(s) if passive && !agent && s < t => scene.hull(s, &(bounds.start..t)),
            Some(s) if passive && !agent => scene.hull(s, &(t + 1..bounds.end)),
            None if passive && !agent => match clause(scene, t) {
                Some(range) => range,
                None => continue,
            },
            _ => continue,
        };
        let range = if range.start > t { range } else { range.start..range.end.min(first_aux(scene, t)) };
        let sides = sides(scene, t);
        if sides.len() < 2 || range.is_empty() {
            continue;
        }
        out.push(Draft {
            rule: "readout-passive",
            also: Vec::new(),
            cue: Some(t),
            cue_span: Some(scene.span(t)),
            content: vec![(trim(&scene.text.article.text, scene.bytes(range)), false)],
            speakers: side
                .map(|c| scene.people(c))
                .filter(|p| p.iter().any(|p| p.actor.is_some()))
                .unwrap_or(sides),
            relay: Vec::new(),
        });
    }
    out
}

/// What was stressed, even where the tree takes it for an object.
fn subject(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    doc.children(t).find(|&c| {
        let told = doc.rel(c).is_subject() || scene.ru(t) && c > t && doc.rel(c) == Rel::Obj;
        told && matches!(doc.upos(c), Upos::Noun | Upos::Propn)
    })
}

/// "Отмечено, что …": the clause of a Russian passive without a subject, where no paper tells it.
fn clause(scene: &Scene<'_>, t: TokenId) -> Option<Range<TokenId>> {
    let doc = scene.text.doc;
    let bare = doc.feats(t).gender == Some(Gender::Neut)
        && doc.feats(t).short
        && doc.children(t).all(|c| doc.rel(c).base() != Rel::Obl || is_side(scene, c));
    let head = doc.children_by(t, Rel::Ccomp).find(|&c| c > t && bare && scene.ru(t))?;
    let mark = doc.children_by(head, Rel::Mark).next()?;
    Some(scene.hull(head, &(mark + 1..scene.sentence(t).end)))
}

/// "С чилийской стороны": one of the two.
fn is_side(scene: &Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    scene.is_in(t, |l| &l.side) && doc.children_by(t, Rel::Amod).next().is_some()
}

fn first_aux(scene: &Scene<'_>, t: TokenId) -> TokenId {
    let doc = scene.text.doc;
    doc.children(t).filter(|&c| doc.rel(c).base() == Rel::Aux).min().unwrap_or(t)
}

/// The two persons named first in the body before `t`.
pub(super) fn sides(scene: &Scene<'_>, t: TokenId) -> Vec<Participant> {
    let mut out: Vec<Participant> = Vec::new();
    for m in scene.cast.mentions().iter().take_while(|m| m.head < t).filter(|m| !scene.text.in_title(m.head))
    {
        for &a in &m.actors {
            let person = scene.cast.actor(a).kind == legation_model::ActorKind::Person;
            if person && out.len() < 2 && out.iter().all(|p| p.actor != Some(a)) {
                out.push(Participant { actor: Some(a), tokens: m.tokens.clone(), head: m.head });
            }
        }
    }
    out
}
