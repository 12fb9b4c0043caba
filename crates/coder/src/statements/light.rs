//! Verb and noun that together report: "expressed confidence that", "обратился с просьбой".

use std::ops::Range;

use legation_nlp::tags::VerbForm;
use legation_nlp::{Rel, TokenId, Upos};

use super::clause::that;
use super::clip::clip;
use super::cue::{Cue, What};
use super::paren::bounds;
use super::scene::Scene;
use super::words::{Class, Frames, Light};

/// A light-verb cue with its content, if it has one.
pub(super) fn find(scene: &Scene<'_>, cues: &[Cue]) -> Vec<(Cue, Option<Range<TokenId>>)> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for t in 0..doc.len() as TokenId {
        if !scene.is_verb(t) || doc.feats(t).form == Some(VerbForm::Inf) {
            continue;
        }
        let lemma = doc.lemma(t);
        let bounds = bounds(scene, t);
        let Some((light, noun)) = scene
            .words(t)
            .light
            .iter()
            .filter(|l| l.verbs.contains(&lemma))
            .find_map(|l| noun_of(scene, l, t, &bounds).map(|n| (l, n)))
        else {
            continue;
        };
        if super::cue::unsaid(scene, t) {
            continue;
        }
        if doc.children(t).any(|c| {
            c < t && t - c < 3 && (scene.is_in(c, |l| &l.negations) || scene.is_in(c, |l| &l.unreal))
        }) {
            continue;
        }
        let (first, last) = (t.min(noun), t.max(noun));
        let cue = Cue {
            at: t,
            tokens: first..last + 1,
            class: light.class,
            frames: Frames { that: true, say: true, ..Frames::default() },
            what: What::Verb,
            speakers: super::speaker::of(scene, t),
        };
        let content = content(scene, light, &cue, noun, cues, &bounds);
        out.push((cue, content));
    }
    out
}

fn noun_of(scene: &Scene<'_>, light: &Light, t: TokenId, bounds: &Range<TokenId>) -> Option<TokenId> {
    let doc = scene.text.doc;
    let near = |k: &TokenId| k.abs_diff(t) <= 9 && bounds.contains(k);
    (t + 1..bounds.end.min(t + 10))
        .take_while(|&k| !(scene.is_finite(k) && doc.upos(k) == Upos::Verb))
        .find(|&k| doc.lemma(k) == light.noun && near(&k))
        .or_else(|| {
            doc.children(t).find(|&c| {
                c < t && doc.lemma(c) == light.noun && matches!(doc.rel(c).base(), Rel::Obj | Rel::Obl)
            })
        })
}

fn content(
    scene: &Scene<'_>,
    light: &Light,
    cue: &Cue,
    noun: TokenId,
    cues: &[Cue],
    bounds: &Range<TokenId>,
) -> Option<Range<TokenId>> {
    let doc = scene.text.doc;
    if noun < cue.at {
        // "Аналогичный интерес высказывали": the noun's own phrase.
        let hull = scene.hull(noun, &(bounds.start..cue.at));
        return (light.from && hull.len() > 1).then_some(hull);
    }
    if light.over {
        // "Condolences to the families" tells to whom; what is said is over what.
        let over = (noun + 1..bounds.end.min(noun + 14)).find(|&k| scene.is_in(k, |l| &l.grief_over))?;
        let opens = scene.ru(noun) && doc.upos(over - 1) == Upos::Adp;
        let start = if scene.ru(noun) { over - u32::from(opens) } else { over + 1 };
        let range = clip(scene, cue, start, cues);
        return (range.len() > 1).then_some(range);
    }
    if light.from {
        let range = clip(scene, cue, noun, cues);
        return (range.len() > 1).then_some(range);
    }
    // "Made this statement on Monday": it points to words told elsewhere.
    if doc.children(noun).any(|c| c < noun && scene.is_in(c, |l| &l.pointers)) {
        return None;
    }
    let relative = |s: TokenId| (s..s + 2).any(|k| k < bounds.end && scene.is_in(k, |l| &l.relatives));
    if let Some(start) = that(scene, noun).filter(|&s| s <= noun + 8 && (!relative(s) || !scene.ru(s))) {
        return Some(clip(scene, cue, start, cues));
    }
    let next = noun + 1;
    if scene.ru(noun) && relative(next + 1) && next < bounds.end && scene.is_comma(next) {
        return None;
    }
    if next >= bounds.end {
        return None;
    }
    if light.class == Class::Thank {
        let p = (next..bounds.end.min(noun + 18)).find(|&k| scene.is_in(k, |l| &l.thanks_for))?;
        let start = if scene.ru(noun) { p } else { p + 1 };
        return Some(clip(scene, cue, start, cues));
    }
    let infinitive = (next..bounds.end.min(noun + 10)).take_while(|&k| !scene.is_comma(k)).find(|&k| {
        doc.feats(k).form == Some(VerbForm::Inf) && scene.ru(k)
            || !scene.ru(k)
                && scene.is_in(k, |l| &l.to)
                && k + 1 < bounds.end
                && doc.upos(k + 1) == Upos::Verb
    });
    if let Some(k) = infinitive {
        return Some(clip(scene, cue, k, cues));
    }
    if doc.upos(next) == Upos::Adp && !scene.is_in(next, |l| &l.beside) {
        let first = next + u32::from(!scene.ru(noun));
        let place = scene.is_in(first.min(bounds.end - 1), |l| &l.venues);
        if !place && first < bounds.end {
            let range = clip(scene, cue, first, cues);
            return (!range.is_empty()).then_some(range);
        }
    }
    None
}
