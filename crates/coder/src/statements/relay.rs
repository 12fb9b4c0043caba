//! Through whom a statement came.

use legation_model::Named;
use legation_nlp::{Rel, TokenId};

use super::cue::Cue;
use super::paren::group;
use super::scene::Scene;

/// A link of a chain and where it is named.
#[derive(Debug, Clone)]
pub(super) struct Relay {
    /// The verb or phrase.
    pub at: TokenId,
    /// Who passed it on.
    pub by: Named,
    /// It passed on all the words of whoever spoke before.
    pub all: bool,
}

/// All that pass a report on: ", передает РИА Новости", "как сообщалось БЕЛТА", "со ссылкой на X".
pub(super) fn find(scene: &Scene<'_>, cues: &[Cue]) -> Vec<Relay> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for t in 0..doc.len() as TokenId {
        let words = scene.words(t);
        if words.relays.contains(doc.lemma(t)) && scene.is_verb(t) {
            if let Some(who) = remarks_passed_on(scene, t) {
                out.push(Relay { at: t, by: named(scene, who), all: true });
                continue;
            }
            if let Some((_, Some(by))) = super::speaker::cited(scene, t) {
                out.push(Relay { at: t, by: named(scene, by), all: false });
                continue;
            }
            // "Was quoted by X as saying".
            if scene.is_in(t, |l| &l.citing)
                && doc.children(t).any(|c| doc.rel(c) == Rel::NsubjPass)
                && let Some(by) = doc.children(t).find(|&c| {
                    c > t && scene.speaks(c) && doc.children(c).any(|p| scene.is_in(p, |l| &l.agents))
                })
            {
                out.push(Relay { at: t, by: named(scene, by), all: false });
                continue;
            }
            let speakers = super::speaker::of(scene, t);
            let Some(&who) = speakers.first() else { continue };
            let outlet = scene.is_outlet(who);
            // "Передали друг другу по 100 пленных" passes no words on.
            let things =
                doc.children(t).any(|c| matches!(doc.rel(c).base(), Rel::Obj | Rel::Iobj | Rel::Nummod));
            let body_after_cue = !outlet && !things && scene.speaks(who) && after_cue(scene, t, cues);
            if (outlet || body_after_cue) && group(scene, t, &speakers).is_some() {
                out.push(Relay { at: t, by: named(scene, who), all: false });
            }
        } else if let Some(who) = super::cue::outlet_source(scene, t) {
            out.push(Relay { at: t, by: named(scene, who), all: false });
        } else if let Some(who) = referred(scene, t).filter(|&who| scene.is_outlet(who)) {
            out.push(Relay { at: t, by: named(scene, who), all: false });
        }
    }
    out
}

/// "Со ссылкой на X": X.
pub(super) fn referred(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    let lists = &scene.words(t).lists;
    let sentence = scene.sentence(t);
    let refers = lists.reference.contains(scene.form(t).to_lowercase().as_str())
        && t + 2 < sentence.end
        && lists.reference_to.contains(doc.form(t + 1));
    refers.then(|| {
        (t + 2..sentence.end.min(t + 8))
            .find(|&k| doc.head(k) == Some(t) && !scene.is_punct(k))
            .unwrap_or(t + 2)
    })
}

/// Agent of "the comments were reported by X".
fn remarks_passed_on(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    let sentence = scene.sentence(t);
    let about =
        (sentence.start..t).take(6).any(|k| scene.is_in(k, |l| &l.remarks) && doc.rel(k).is_subject());
    if !about {
        return None;
    }
    let by = (t + 1..sentence.end.min(t + 3)).find(|&k| scene.is_in(k, |l| &l.agents))?;
    doc.children(t).find(|&c| c > by && scene.speaks(c) && doc.children(c).any(|p| p == by))
}

/// Whether a cue with its speaker stands before `t` in the sentence, so that `t` passes its words on.
fn after_cue(scene: &Scene<'_>, t: TokenId, cues: &[Cue]) -> bool {
    let sentence = scene.sentence(t);
    cues.iter().any(|c| sentence.contains(&c.at) && c.at < t && t - c.at > 2 && !c.speakers.is_empty())
}

/// A link as the record has it: the actor where the cast knows it, else the name; an agency's correspondent stands for it.
pub(super) fn named(scene: &Scene<'_>, who: TokenId) -> Named {
    let doc = scene.text.doc;
    let lists = &scene.words(who).lists;
    let mut head = who;
    if lists.correspondents.contains(doc.lemma(who)) {
        head = doc.children(who).find(|&c| c > who && !scene.is_punct(c)).unwrap_or(who);
    }
    let people = scene.cast.participants(scene.text, head, None);
    match people.first() {
        Some(p) if p.actor.is_some() => Named::Actor(Box::new(scene.cast.reference(scene.text, p))),
        _ => {
            let words = scene.text.words(scene.bytes(scene.noun_phrase(head)));
            Named::Name(words.trim_matches(|c: char| "«»\"“”".contains(c)).to_owned())
        }
    }
}
