//! What the drafts of an article say about each other: repeated, nested and passed on.

use legation_model::Named;
use legation_nlp::{Rel, TokenId, Upos};
use legation_text::Span;

use super::read::Draft;
use super::relay::{self, Relay};
use super::scene::Scene;

/// "X announced A. He announced this at …": the second cue tells where, not what.
pub(super) fn retold(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let doc = scene.text.doc;
    let told: Vec<(usize, TokenId)> = drafts
        .iter()
        .filter(|d| d.rule != "about-this")
        .filter_map(|d| d.cue)
        .map(|c| (doc.sentence_index(c), c))
        .collect();
    drafts.retain(|d| {
        let Some(cue) = d.cue.filter(|_| d.rule == "about-this" && d.content.len() == 1) else { return true };
        let before = doc.sentence_index(cue).wrapping_sub(1);
        !told.iter().any(|&(s, c)| s == before && c != cue)
    });
}

/// Order of the text; of two with the same words the first.
pub(super) fn order(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let _ = scene;
    drafts.sort_by_key(|d| {
        (
            d.cue_span.map_or(d.content[0].0.start, |c| c.start.min(d.content[0].0.start)),
            d.content[0].0.start,
            d.cue,
        )
    });
    let mut seen: Vec<Span> = Vec::new();
    drafts.retain(|d| {
        let span = d.content[0].0;
        let again = seen.contains(&span);
        seen.push(span);
        !again
    });
}

/// An outlet that only passes on what another said is no speaker of it.
pub(super) fn outlets(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let outlet = |d: &Draft| d.speakers.first().is_some_and(|p| scene.is_outlet(p.head));
    let mut gone = Vec::new();
    for (i, d) in drafts.iter().enumerate() {
        if !outlet(d) || d.content.len() != 1 || d.content[0].1 {
            continue;
        }
        let whole = d.content[0].0;
        let inner = drafts.iter().position(|e| {
            e.cue != d.cue
                && e.content.len() == 1
                && whole.contains(e.content[0].0)
                && (e.content[0].0.len() * 2 > whole.len()
                    || e.cue.zip(d.cue).is_some_and(|(c, o)| scene.text.doc.head(c) == Some(o)))
                && e.cue_span.is_some_and(|c| whole.contains(c))
                && e.rule == "cue-verb-that"
                && !outlet(e)
        });
        if let Some(j) = inner {
            gone.push((i, j));
        }
    }
    for &(i, j) in &gone {
        if let Some(p) = drafts[i].speakers.first() {
            let by = relay::named(scene, p.head);
            drafts[j].relay.insert(0, by);
        }
    }
    let mut i = 0;
    drafts.retain(|_| {
        i += 1;
        !gone.iter().any(|g| g.0 == i - 1)
    });
}

/// Inside reported words "he" who speaks is mostly the speaker himself: his cue adds no statement.
pub(super) fn own_words(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let outer: Vec<Draft> = drafts.clone();
    drafts.retain(|d| {
        let (Some(cue), Some(span), Some(who)) = (d.cue, d.cue_span, d.speakers.first()) else { return true };
        let pronoun = scene.text.doc.upos(who.head) == Upos::Pron && who.actor.is_none();
        // "…, что Пекин выступает против": what is said of a stance is no utterance of its own.
        let stance = scene
            .words(cue)
            .cues
            .get(scene.lemma(cue))
            .is_some_and(|e| !(e.frames.that || e.frames.say || e.frames.inf || e.frames.np));
        let told = |o: &Draft| o.cue != Some(cue) && o.content.iter().any(|p| p.0.contains(span));
        if stance && outer.iter().any(told) {
            return false;
        }
        !outer.iter().any(|o| {
            o.cue != Some(cue)
                && o.content.iter().any(|p| p.0.contains(span) && !p.1)
                && o.speakers.first().is_some_and(|s| s.actor.is_some() && s.actor == who.actor || pronoun)
        })
    });
}

/// One utterance told twice with the same cue and much the same words is one statement.
pub(super) fn echoes(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let words = |d: &Draft| -> std::collections::BTreeSet<&str> {
        d.content
            .iter()
            .flat_map(|c| scene.text.doc.tokens_in(c.0))
            .filter(|&t| !scene.is_punct(t))
            .map(|t| scene.lemma(t))
            .collect()
    };
    let mut seen: Vec<(crate::cast::ActorIx, &str, std::collections::BTreeSet<&str>)> = Vec::new();
    drafts.retain(|d| {
        let (Some(cue), Some(actor)) = (d.cue, d.speakers.first().and_then(|p| p.actor)) else { return true };
        if d.content.iter().any(|c| c.1) {
            return true;
        }
        let now = words(d);
        let again = seen.iter().any(|(a, lemma, before)| {
            let shared = now.intersection(before).count();
            *a == actor
                && *lemma == scene.lemma(cue)
                && 2 * shared > now.len().min(before.len()) + now.len().max(before.len()) / 3
        });
        seen.push((actor, scene.lemma(cue), now));
        !again
    });
}

/// "The comments were reported by the ministry": it passed on all that this speaker said.
pub(super) fn relay_of_all(drafts: &mut [Draft], relays: &[Relay]) {
    for relay in relays.iter().filter(|r| r.all) {
        let before = drafts.iter().rev().find(|d| d.cue.is_some_and(|c| c < relay.at));
        let Some(actor) = before.and_then(|d| d.speakers.first()).and_then(|p| p.actor) else { continue };
        for d in drafts.iter_mut() {
            if d.speakers.first().and_then(|p| p.actor) == Some(actor) && d.relay.is_empty() {
                d.relay.push(relay.by.clone());
            }
        }
    }
}

fn same_link(a: &Named, b: &Named) -> bool {
    match (a, b) {
        (Named::Actor(a), Named::Actor(b)) => a.id.is_some() && a.id == b.id || a.name == b.name,
        (Named::Name(a), Named::Name(b)) => a == b,
        _ => false,
    }
}

/// "Interfax, citing the ministry, reports that…": the words are the ministry's.
pub(super) fn cited(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let doc = scene.text.doc;
    for d in drafts.iter_mut() {
        let (Some(cue), [outlet]) = (d.cue, d.speakers.as_slice()) else { continue };
        // "Канал «Стрела»", of which no list knows.
        let medium = outlet.tokens.clone().chain([outlet.head]).any(|t| scene.is_in(t, |l| &l.media));
        let words = scene.words(cue);
        let passes = words.relays.contains(doc.lemma(cue)) && !words.cues.contains_key(doc.lemma(cue));
        if !scene.is_outlet(outlet.head) && !medium && !passes && !called_medium(scene, outlet.head) {
            continue;
        }
        let outside = |t: &TokenId| !d.content.iter().any(|c| c.0.contains(scene.span(*t)));
        let who = scene.sentence(cue).filter(outside).find_map(|t| {
            let cites = doc.upos(t) == Upos::Verb
                && t != cue
                && scene.is_in(t, |l| &l.citing)
                && super::clause::is_gerund(scene, t);
            let object = || doc.children(t).find(|&c| c > t && doc.rel(c).base() == Rel::Obj);
            if cites { object() } else { relay::referred(scene, t) }
        });
        let Some(who) = who.filter(|&w| w != outlet.head && !scene.is_outlet(w) && scene.speaks(w)) else {
            continue;
        };
        d.relay.insert(0, relay::named(scene, outlet.head));
        d.speakers = scene.people(who);
    }
}

/// Whether the noun above a name or beside it is one for what prints or sends.
fn called_medium(scene: &Scene<'_>, name: TokenId) -> bool {
    let doc = scene.text.doc;
    let beside =
        doc.head(name).filter(|_| matches!(doc.rel(name).base(), Rel::Appos | Rel::Flat | Rel::Nmod));
    beside.is_some_and(|t| scene.is_in(t, |l| &l.media))
}

/// A statement inside another's content came through that other speaker.
pub(super) fn nested(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let mut chains: Vec<Vec<Named>> = Vec::new();
    for d in drafts.iter() {
        let mut chain = Vec::new();
        // Whoever regrets another's announcement does not pass it on.
        let told = d.cue.is_some_and(|c| scene.is_in(c, |l| &l.told) && scene.text.doc.upos(c) == Upos::Noun);
        if let Some(cue) = d.cue_span.filter(|_| !told) {
            let mut outer: Vec<&Draft> = drafts
                .iter()
                .filter(|e| {
                    e.cue != d.cue
                        && e.content
                            .iter()
                            .any(|c| c.0.contains(cue) && d.content.iter().any(|x| c.0.contains(x.0)))
                })
                .collect();
            outer.sort_by_key(|e| e.content.iter().map(|c| c.0.len()).sum::<usize>());
            for e in outer {
                let same = e
                    .speakers
                    .first()
                    .zip(d.speakers.first())
                    .is_some_and(|(a, b)| a.actor.is_some() && a.actor == b.actor);
                if let Some(p) = e.speakers.first().filter(|_| !same) {
                    chain.push(Named::Actor(Box::new(super::assemble::reference(scene, p))));
                }
            }
        }
        chains.push(chain);
    }
    for (d, mut chain) in drafts.iter_mut().zip(chains) {
        for link in d.relay.drain(..) {
            chain.push(link);
        }
        // Each once: two quotes of one speaker around the same words are one link.
        for link in chain {
            if !d.relay.iter().any(|known| same_link(known, &link)) {
                d.relay.push(link);
            }
        }
    }
}
