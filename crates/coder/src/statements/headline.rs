//! Headlines: they repeat a statement of the body, and stand for it only where the body has none.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use legation_model::ActorKind;
use legation_nlp::{TokenId, Upos};
use legation_text::Span;

use super::read::Draft;
use super::scene::Scene;
use crate::cast::{How, Participant};

/// Words that the name of a speaker in a headline may have.
const LABEL: usize = 8;

/// Drops a headline's statement when the body gives one by the same speaker; its words go with the one that they repeat.
pub(super) fn settle(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let Some(title) = scene.text.article.title else { return };
    let in_title = |d: &Draft| d.content.iter().all(|c| title.contains(c.0));
    let (heads, mut body): (Vec<Draft>, Vec<Draft>) = std::mem::take(drafts).into_iter().partition(in_title);
    for head in heads {
        let Some(p) = head.speakers.first() else { continue };
        let same = |d: &Draft| {
            d.speakers.first().is_some_and(|b| {
                b.actor.is_some() && b.actor == p.actor || scene.lemma(b.head) == scene.lemma(p.head)
            })
        };
        if !body.iter().any(same) {
            drafts.push(head);
            continue;
        }
        let told = words(scene, &head);
        let shared = |d: &Draft| told.intersection(&words(scene, d)).count();
        let repeated =
            body.iter_mut().filter(|d| same(d)).max_by_key(|d| (shared(d), Reverse(d.content[0].0)));
        if let Some(draft) = repeated.filter(|d| shared(d) * REPEATS >= told.len()) {
            draft.also.extend(head.content.iter().map(|c| c.0));
        }
    }
    drafts.append(&mut body);
}

/// A headline repeats what has one in so many of its words.
const REPEATS: usize = 3;

/// Lemmas of the words of a content, small words left out.
fn words<'a>(scene: &'a Scene<'_>, draft: &Draft) -> BTreeSet<&'a str> {
    let doc = scene.text.doc;
    let telling =
        |t: &TokenId| matches!(doc.upos(*t), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num);
    draft.content.iter().flat_map(|c| doc.tokens_in(c.0)).filter(telling).map(|t| doc.lemma(t)).collect()
}

/// "X: …" in the headline: what X said, in the newsroom's words.
pub(super) fn colon(scene: &Scene<'_>) -> Option<Draft> {
    let title = scene.text.article.title?;
    let words = scene.text.words(title);
    let at = words.find(": ")?;
    let doc = scene.text.doc;
    let label = doc.tokens_in(Span::new(title.start, title.start + at as u32));
    let rest =
        super::scene::trim(&scene.text.article.text, Span::new(title.start + at as u32 + 1, title.end));
    if label.is_empty()
        || label.len() > LABEL
        || label.clone().any(|t| scene.is_finite(t) || scene.is_punct(t) && scene.form(t) != "-")
        || scene.text.words(rest).split_whitespace().count() < 3
    {
        return None;
    }
    // The label is a name with its title and nothing else.
    let last = label.end - 1;
    let m = scene.cast.mentions().iter().rev().find(|m| {
        m.tokens.contains(&last)
            && label.contains(&m.tokens.start)
            && m.how == How::Name
            && m.actors.iter().any(|&a| {
                let actor = scene.cast.actor(a);
                actor.id.is_some() && matches!(actor.kind, ActorKind::Person | ActorKind::Body)
            })
    })?;
    // "Country: what happens there" names a place; a sentence without a verb names a topic.
    if !doc.tokens_in(rest).any(|t| scene.is_finite(t)) {
        return None;
    }
    let quoted = scene.quotes.iter().find(|q| q.outer == rest || q.inner.first() == Some(&rest));
    let content = quoted.and_then(|q| q.inner.first().copied()).map_or((rest, false), |i| (i, true));
    Some(Draft {
        rule: "headline-colon",
        also: Vec::new(),
        cue: None,
        cue_span: None,
        content: vec![content],
        speakers: m
            .actors
            .iter()
            .map(|&a| Participant { actor: Some(a), tokens: m.tokens.clone(), head: m.head })
            .collect(),
        relay: Vec::new(),
    })
}
