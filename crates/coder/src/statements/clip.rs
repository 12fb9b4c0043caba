//! Where the content of a cue ends: before what the article or another speaker goes on with. Where it begins is found in `clause`.

use std::ops::Range;

use legation_nlp::{Rel, TokenId, Upos};

use super::clause::{infinitive, is_gerund, that};
use super::cue::{Cue, What};
use super::paren::{bounds, group};
use super::scene::Scene;

/// The content that begins at `start`: to the end of the sentence, without what is no longer the cue's.
pub(super) fn clip(scene: &Scene<'_>, cue: &Cue, start: TokenId, cues: &[Cue]) -> Range<TokenId> {
    let doc = scene.text.doc;
    let bounds = bounds(scene, cue.at);
    let mut end = bounds.end;
    // A colon before a quote of its own ends the clause.
    for q in &scene.quotes {
        let t = doc.token_at(q.outer.start);
        if let Some(t) = t.filter(|&t| t > start && t < end && scene.form(t - 1) == ":" && scene.is_speech(q))
        {
            end = t - 1;
        }
    }
    // "Said she was shaken; the Queen sent a message": behind a semicolon the article goes on, unless it says "that" again.
    let again = |t: TokenId| t < end && doc.upos(t) == Upos::Sconj;
    if let Some(stop) =
        (start + 1..end).find(|&t| scene.form(t) == ";" && !scene.is_quoted(t) && !again(t + 1))
    {
        end = stop;
    }
    // "Warning that A, he urged B": the main clause is no part of what the participle reports.
    if is_gerund(scene, cue.at)
        && let Some(main) = doc.head(cue.at).filter(|&h| h > start && h < end && scene.is_finite(h))
    {
        let subject = doc.children(main).find(|&c| doc.rel(c).is_subject() && c > start);
        let first = subject.map_or(main, |s| scene.noun_phrase(s).start.min(main));
        if let Some(comma) = (start..first).rev().find(|&k| scene.is_comma(k)) {
            end = if is_closing(scene, comma + 1) { comma + 2 } else { comma };
        }
    }
    // "X, заявивший, что A, покинул B": the clause in which X acts is no part of what he said.
    if super::cue::telling_participle(scene, cue.at)
        && let Some(main) = doc.ancestors(cue.at).find(|&h| h > start && h < end && scene.is_finite(h))
        && let Some(comma) = (start..main).rev().find(|&k| scene.is_comma(k))
    {
        end = comma;
    }
    for other in cues {
        let t = other.at;
        if t <= start || t >= end || t == cue.at {
            continue;
        }
        match other.what {
            What::Verb | What::Text => {
                if let Some(cut) = next_cue(scene, cue, other, start) {
                    end = end.min(cut.max(start));
                }
            }
            What::Passive | What::Phrase(..) => {}
        }
    }
    if let Some(cut) = beside(scene, cue, start..end) {
        end = cut;
    }
    for t in start..end {
        // A tail that passes on: ", передает X".
        if scene.words(t).relays.contains(doc.lemma(t)) && scene.is_verb(t) {
            let speakers = super::speaker::of(scene, t);
            if let Some(g) = group(scene, t, &speakers)
                .filter(|g| g.tokens.end >= bounds.end.saturating_sub(2) && g.tokens.start > start)
            {
                end = end.min(g.tokens.start);
                break;
            }
        }
        // "A said …, while B said …": what another says meanwhile is no part of it.
        let aside = doc.rel(t).base() == Rel::Advcl
            && t > start
            && doc.head(t).is_some_and(|h| h < t)
            && cues.iter().any(|c| c.at == t && c.what == What::Verb)
            && doc.children(t).any(|c| doc.rel(c).is_subject());
        let mark = doc
            .children(t)
            .find(|&c| doc.rel(c) == Rel::Mark && scene.is_in(c, |l| &l.meanwhile))
            .filter(|&m| aside && m > start);
        if let Some(mark) = mark {
            end = end.min(back_over(scene, mark, start));
            break;
        }
        // A verb joined to the cue itself: what its subject did next.
        let joined =
            doc.head(t) == Some(cue.at) && doc.rel(t) == Rel::Conj && scene.is_finite(t) && t > start;
        if joined && doc.upos(t) == Upos::Verb {
            let own = doc.children(t).find(|&c| doc.rel(c).is_subject());
            let link = doc.children(t).find(|&c| doc.rel(c) == Rel::Cc).map(|c| scene.form(c).to_lowercase());
            let but = link.is_some_and(|l| scene.words(t).lists.contrasts.contains(&l));
            let same_form = doc.feats(t).tense == doc.feats(cue.at).tense;
            // Where nothing but a topic is reported, another subject begins a clause of the article.
            let topic = !doc.children(cue.at).any(|c| doc.rel(c).base() == Rel::Ccomp);
            if (own.is_none() && same_form) || (own.is_some() && (but || topic)) {
                let edge = scene.hull(t, &(start..end)).start;
                let edge = own.map_or(t, |o| o.min(t)).min(t).max(edge);
                end = end.min(back_over(scene, edge, start));
                break;
            }
        }
    }
    while end > start && scene.is_punct(end - 1) && !is_closing(scene, end - 1) {
        end -= 1;
    }
    start..end.max(start)
}

fn is_closing(scene: &Scene<'_>, t: TokenId) -> bool {
    matches!(scene.form(t), "»" | "”" | "\"" | ")" | "“" | "’" | "'")
}

/// From the edge of a clause back over "and", "also" and the comma.
pub(super) fn back_over(scene: &Scene<'_>, edge: TokenId, floor: TokenId) -> TokenId {
    let doc = scene.text.doc;
    let mut at = edge;
    while at > floor
        && (scene.is_punct(at - 1) && !is_closing(scene, at - 1)
            || doc.upos(at - 1) == Upos::Cconj
            || scene.is_in(at - 1, |l| &l.links)
            || at > floor + 1 && scene.is_in(at - 1, |l| &l.contrasts) && scene.is_comma(at - 2))
    {
        at -= 1;
    }
    at
}

/// "Called for restraint, and Chad's envoy was due in Oslo": where an English clause with a subject of its own is joined to the cue.
fn beside(scene: &Scene<'_>, cue: &Cue, range: Range<TokenId>) -> Option<TokenId> {
    let doc = scene.text.doc;
    let joined = |&t: &TokenId| {
        let finite = scene.is_finite(t) || doc.child(t, Rel::Cop).is_some();
        // "Announced A, and that B": told as well.
        let own = doc.children(t).any(|c| doc.rel(c).is_subject() && c > range.start && c < t)
            && doc.child(t, Rel::Mark).is_none();
        !scene.ru(t) && doc.rel(t) == Rel::Conj && doc.head(t) == Some(cue.at) && finite && own
    };
    let verb = range.clone().find(joined)?;
    let first = scene.hull(verb, &range).start;
    Some(back_over(scene, first, range.start)).filter(|&cut| cut > range.start)
}

/// Where another cue with a content of its own begins, if it stands beside `cue` and not inside its content.
fn next_cue(scene: &Scene<'_>, cue: &Cue, other: &Cue, start: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    let t = other.at;
    let has_content = other.frames.that && that(scene, t).is_some()
        || other.frames.inf && infinitive(scene, t).is_some()
        || scene.quotes.iter().any(|q| doc.token_at(q.outer.start).is_some_and(|s| s > t && s <= t + 3));
    let own_subject = doc.children(t).any(|c| doc.rel(c) == Rel::Nsubj);
    let gerund = is_gerund(scene, t) && !own_subject;
    let mut edge = t;
    while edge > start && matches!(doc.upos(edge - 1), Upos::Adv | Upos::Part | Upos::Aux) {
        edge -= 1;
    }
    if gerund {
        let set_off = edge > start
            && (scene.is_comma(edge - 1)
                || doc.upos(edge - 1) == Upos::Cconj
                || scene.form(edge - 1) == "\""
                || scene.form(edge - 1) == "”");
        return (has_content && set_off).then(|| back_over(scene, edge, start));
    }
    if !own_subject
        && has_content
        && edge > start
        && (doc.upos(edge - 1) == Upos::Cconj || scene.is_in(edge - 1, |l| &l.links))
    {
        return Some(back_over(scene, edge, start));
    }
    // "X заявил, что A, а министр Y отметил, что B": another speaks.
    if scene.ru(t) && own_subject && (has_content || that(scene, cue.at).is_none()) {
        let subject = doc.children(t).filter(|&c| doc.rel(c) == Rel::Nsubj).min()?;
        let first = super::paren::whole_name(scene, subject, &bounds(scene, t)).start.min(t);
        let link = first.checked_sub(1).filter(|&k| k > start)?;
        let contrast = scene.words(t).lists.contrasts.contains(&scene.form(link).to_lowercase());
        let person = scene.mention(subject).is_some_and(|m| {
            m.how == crate::cast::How::Name && m.actors.iter().all(|a| cue_of_another(scene, cue, *a))
        });
        if contrast && person && scene.is_comma(link - 1) {
            return Some(link - 1);
        }
    }
    // A parenthesis at the end: ", отметил X".
    let group = group(scene, t, &other.speakers)?;
    let ends = group.tokens.end + 1 >= bounds(scene, cue.at).end;
    (ends && !group.as_word && group.tokens.start > start && !has_content).then_some(group.tokens.start)
}

/// Whether the actor is a person and none of the cue's own speakers.
fn cue_of_another(scene: &Scene<'_>, cue: &Cue, actor: crate::cast::ActorIx) -> bool {
    let own = |s: &TokenId| scene.mention(*s).is_some_and(|m| m.actors.contains(&actor));
    scene.cast.actor(actor).kind == legation_model::ActorKind::Person && !cue.speakers.iter().any(own)
}

impl Scene<'_> {
    /// Whether a finite verb comes within the next few tokens.
    pub(super) fn is_finite_ahead(&self, from: TokenId, limit: TokenId) -> bool {
        (from..limit.min(from + 4)).any(|t| self.is_finite(t))
    }
}
