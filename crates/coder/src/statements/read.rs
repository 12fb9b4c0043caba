//! From cues, quotes and turns to drafts of statements.

use std::ops::Range;

use legation_model::Named;
use legation_nlp::{Rel, TokenId, Upos};
use legation_text::Span;

use super::clause;
use super::cue::{self, Cue, What};
use super::direct::{self, By, Direct};
use super::light;
use super::paren;
use super::relay::{self, Relay};
use super::scene::{Scene, trim};
use super::transcript;
use super::words::Class;
use crate::cast::Participant;

/// A statement before it becomes a record.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub rule: &'static str,
    pub cue: Option<TokenId>,
    pub cue_span: Option<Span>,
    /// Spans with whether they are quoted.
    pub content: Vec<(Span, bool)>,
    pub speakers: Vec<Participant>,
    pub relay: Vec<Named>,
}

/// Whether a cue is a light verb, and with what content.
#[derive(Debug, Clone, Copy)]
enum Light<'a> {
    No,
    Bare,
    With(&'a Range<TokenId>),
}

/// All statements, in the order of the text.
pub(super) fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let mut cues = cue::find(scene);
    let lights = light::find(scene, &cues);
    let plain = cues.len();
    cues.extend(lights.iter().map(|(c, _)| c.clone()));
    let directs = direct::attach(scene, &cues);
    let relays = relay::find(scene, &cues);
    let turns = transcript::read(scene);
    let mut spoken: Vec<Span> = directs.iter().flat_map(|d| d.pieces.iter().copied()).collect();
    spoken.extend(turns.iter().flat_map(|t| t.pieces.iter().copied()));
    let mut out: Vec<Draft> = turns
        .iter()
        .map(|turn| Draft {
            rule: "transcript-turn",
            cue: None,
            cue_span: None,
            content: turn.pieces.iter().map(|&p| (p, true)).collect(),
            speakers: scene.people(turn.speaker),
            relay: Vec::new(),
        })
        .collect();
    for (i, cue) in cues.iter().enumerate() {
        let direct = directs.iter().find(|d| d.by == By::Cue(i));
        let light = match i.checked_sub(plain) {
            None => Light::No,
            Some(k) => lights[k].1.as_ref().map_or(Light::Bare, Light::With),
        };
        out.extend(statement(scene, cue, &cues, direct, light, &relays, &spoken));
    }
    for direct in &directs {
        if let By::Verb(t) = direct.by {
            let speakers = super::speaker::of(scene, t);
            out.push(Draft {
                rule: direct.rule,
                cue: Some(t),
                cue_span: Some(scene.span(t)),
                content: direct.pieces.iter().map(|&p| (p, true)).collect(),
                speakers: people(scene, &speakers),
                relay: relayed(scene, t, &direct.pieces, &relays),
            });
        }
    }
    retold(scene, &mut out);
    out.extend(readout(scene));
    order(scene, &mut out);
    super::headline::settle(scene, &mut out);
    outlets(scene, &mut out);
    super::continuity::settle(scene, &mut out);
    super::continuity::sources(scene, &mut out);
    own_words(scene, &mut out);
    echoes(scene, &mut out);
    relay_of_all(&mut out, &relays);
    nested(scene, &mut out);
    out
}

fn people(scene: &Scene<'_>, heads: &[TokenId]) -> Vec<Participant> {
    heads.iter().flat_map(|&h| scene.people(h)).collect()
}

/// The statement of one cue: quotes given to it and words around it.
fn statement(
    scene: &Scene<'_>,
    cue: &Cue,
    cues: &[Cue],
    direct: Option<&Direct>,
    light: Light<'_>,
    relays: &[Relay],
    spoken: &[Span],
) -> Option<Draft> {
    let text = &scene.text.article.text;
    let within = spoken.iter().any(|s| s.contains(scene.span(cue.at)));
    if within && !reports_others(scene, cue) {
        return None;
    }
    let speaks = cue.speakers.first().is_some_and(|&s| {
        if cue.frames.that && cue.class == Class::Neutral { scene.may_speak(s) } else { scene.speaks(s) }
    });
    let mut rule = direct.map_or("", |d| d.rule);
    let mut content: Vec<(Span, bool)> = Vec::new();
    let attributed = direct.is_some_and(|d| d.pieces.iter().any(|p| p.start < scene.span(cue.at).start));
    let is_light = !matches!(light, Light::No);
    let found = if attributed {
        None
    } else if let Light::With(range) = light {
        Some((vec![range.clone()], "light-verb"))
    } else if is_light {
        None
    } else if speaks || cue.what == What::Text {
        indirect(scene, cue, cues)
    } else {
        None
    };
    // A bare parenthesis beside a quote only names time or place of the telling.
    let found = found.filter(|f| direct.is_none() || f.1 != "parenthesis");
    if let Some((ranges, name)) = found {
        let pieces: Vec<Span> = ranges
            .into_iter()
            .map(|r| shape(scene, r, name == "about-this"))
            .filter(|s| !s.is_empty())
            .collect();
        let apart = |p: &Span| direct.is_none_or(|d| !d.pieces.iter().any(|q| q.overlaps(*p)));
        for piece in pieces.into_iter().filter(apart) {
            content.push((piece, whole_quote(scene, piece)));
        }
        if !content.is_empty() {
            rule = name;
        }
    }
    content.extend(direct.into_iter().flat_map(|d| d.pieces.iter().map(|&p| (p, true))));
    let first_quoted =
        direct.is_some_and(|d| d.pieces.iter().any(|p| content.first().is_some_and(|c| p.start < c.0.start)));
    if first_quoted {
        content.sort_by_key(|c| c.0.start);
    }
    content.retain(|c| c.0.slice(text).chars().any(char::is_alphanumeric));
    if content.is_empty() || (is_light && !speaks && direct.is_none()) {
        return None;
    }
    let mut speakers = people(scene, &cue.speakers);
    if speakers.is_empty() && cue.what == What::Text {
        speakers.extend(author(scene, cue.at));
    }
    speakers.dedup_by(|a, b| a.actor.is_some() && a.actor == b.actor);
    let spans: Vec<Span> = content.iter().map(|c| c.0).collect();
    let mut relay = relayed(scene, cue.at, &spans, relays);
    relay.dedup();
    Some(Draft {
        rule,
        cue: Some(cue.at),
        cue_span: Some(scene.bytes(cue.tokens.clone())),
        content,
        speakers,
        relay,
    })
}

/// Who wrote "the document": whoever acted last before it.
fn author(scene: &Scene<'_>, t: TokenId) -> Option<Participant> {
    let doc = scene.text.doc;
    let from = doc.sentence(t).tokens.start;
    let person = |m: &&crate::cast::Mention| {
        m.head < from
            && m.actors.first().is_some_and(|&a| scene.cast.actor(a).id.is_some())
            && doc.rel(m.head).is_subject()
            && !scene.text.in_title(m.head)
    };
    let m = scene.cast.mentions().iter().rev().find(person)?;
    Some(Participant { actor: m.actors.first().copied(), tokens: m.tokens.clone(), head: m.head })
}

/// Words outside of quotes that a cue reports.
fn indirect(scene: &Scene<'_>, cue: &Cue, cues: &[Cue]) -> Option<(Vec<Range<TokenId>>, &'static str)> {
    let bounds = paren::bounds(scene, cue.at);
    if let What::Phrase(from, to) = cue.what {
        let g = paren::Group { tokens: from..to, as_word: true };
        let parts = paren::around(scene, &g, &bounds, cues);
        let parts: Vec<_> =
            parts.into_iter().map(|r| tidy(scene, cue, r, cues)).filter(|r| !r.is_empty()).collect();
        return (!parts.is_empty()).then_some((parts, "set-phrase"));
    }
    if cue.what == What::Passive {
        let g = paren::group(scene, cue.at, &cue.speakers).filter(|g| g.as_word)?;
        let parts = paren::around(scene, &g, &bounds, cues);
        return (!parts.is_empty()).then_some((parts, "as-noted-by"));
    }
    if let Some(previous) = about_this(scene, cue) {
        if cue.speakers.first().is_some_and(|&s| scene.is_outlet(s)) {
            return None;
        }
        return Some((vec![previous], "about-this"));
    }
    if let Some(g) = paren::group(scene, cue.at, &cue.speakers).filter(|g| g.as_word && cue.frames.say) {
        if cue.speakers.first().is_some_and(|&s| scene.is_outlet(s)) {
            return None;
        }
        let parts = paren::around(scene, &g, &bounds, cues);
        return (!parts.is_empty()).then_some((parts, "as-said"));
    }
    if let Some((range, rule)) = clause::after(scene, cue, cues).filter(|(r, _)| !r.is_empty()) {
        return Some((vec![range], rule));
    }
    if cue.frames.say
        && !clause::is_gerund(scene, cue.at)
        && cue.class != Class::None
        && let Some(g) = paren::group(scene, cue.at, &cue.speakers)
    {
        if cue.speakers.first().is_some_and(|&s| scene.is_outlet(s)) {
            return None;
        }
        // A cue with its own content on the left makes this one a relay.
        let has_cue = cues.iter().any(|c| {
            bounds.contains(&c.at)
                && c.at < g.tokens.start
                && c.what == What::Verb
                && c.frames.that
                && c.speakers.first().is_some_and(|&s| scene.speaks(s))
                && clause::that(scene, c.at).is_some()
        });
        if has_cue {
            return None;
        }
        let parts = paren::around(scene, &g, &bounds, cues);
        return (!parts.is_empty()).then_some((parts, "parenthesis"));
    }
    None
}

/// A part of a sentence without what other cues set off at its end.
fn tidy(scene: &Scene<'_>, cue: &Cue, range: Range<TokenId>, cues: &[Cue]) -> Range<TokenId> {
    if range.start > cue.at {
        let cut = clause::clip(scene, cue, range.start, cues);
        return cut.start..cut.end.min(range.end);
    }
    range
}

/// "Об этом заявил X": the sentence before.
fn about_this(scene: &Scene<'_>, cue: &Cue) -> Option<Range<TokenId>> {
    let doc = scene.text.doc;
    let sentence = scene.sentence(cue.at);
    let lists = &scene.words(cue.at).lists;
    let opening: String =
        sentence.clone().take(4).map(|t| scene.form(t).to_lowercase()).collect::<Vec<_>>().join(" ");
    let points_back = lists.back.iter().any(|b| {
        opening.starts_with(b.as_str())
            || opening.split_once(' ').is_some_and(|(_, rest)| rest.starts_with(b.as_str()))
    });
    if !points_back {
        return None;
    }
    // Its own content goes first.
    if clause::that(scene, cue.at).is_some() {
        return None;
    }
    let i = doc.sentence_index(cue.at).checked_sub(1)?;
    let before = &doc.sentences()[i];
    if scene.text.in_title(before.tokens.start) {
        return None;
    }
    let range = before.tokens.clone();
    let words = range.clone().filter(|&t| !scene.is_punct(t)).count();
    (words > 2).then_some(range)
}

/// The bytes of a range: a whole sentence keeps its stop and loses what passes it on, a part loses its punctuation.
fn shape(scene: &Scene<'_>, range: Range<TokenId>, sentence: bool) -> Span {
    if range.is_empty() {
        return Span::default();
    }
    let text = &scene.text.article.text;
    let mut range = range;
    if sentence {
        if scene.words(range.start).lists.as_words.contains(scene.form(range.start).to_lowercase().as_str())
            && let Some(comma) = range.clone().take(12).find(|&t| scene.is_comma(t))
        {
            range.start = comma + 1;
            return trim(text, scene.bytes(range));
        }
        let mut span = scene.bytes(range);
        if let Some(d) = scene.text.article.dateline.filter(|d| span.contains(*d) || d.overlaps(span)) {
            span.start = d.end.max(span.start).min(span.end);
        }
        return span.trim(text);
    }
    // An unpaired mark at an edge belongs to the quote around it.
    let span = scene.bytes(range);
    balance(scene, trim(text, span))
}

/// Takes off a quote mark at an edge whose partner lies outside, and adds a closing one just behind.
fn balance(scene: &Scene<'_>, span: Span) -> Span {
    let mut span = span;
    for q in &scene.quotes {
        let inside_start = span.has(q.outer.start);
        if inside_start && q.outer.end > span.end && q.inner.last().is_some_and(|i| i.end <= span.end + 3) {
            span.end = q.outer.end;
        }
        if q.outer.end == span.end
            && q.outer.start < span.start
            && q.inner.last().is_some_and(|i| i.end < span.end)
        {
            span.end = q.inner.last().map_or(span.end, |i| i.end.max(span.start));
        }
        if q.outer.start == span.start && q.outer.end > span.end + 3 {
            span.start = q.inner.first().map_or(span.start, |i| i.start.min(span.end));
        }
    }
    span
}

/// Whether a span is one whole quote.
fn whole_quote(scene: &Scene<'_>, span: Span) -> bool {
    scene.quotes.iter().any(|q| q.outer == span || q.inner.first() == Some(&span))
}

/// Inside somebody's speech only a report of others is a statement.
fn reports_others(scene: &Scene<'_>, cue: &Cue) -> bool {
    if matches!(cue.class, Class::Opinion | Class::None | Class::Name) {
        return false;
    }
    let lists = &scene.words(cue.at).lists;
    let Some(&s) = cue.speakers.first() else { return false };
    let lemma = scene.lemma(s);
    if lists.selves.contains(lemma) {
        return false;
    }
    let we = lists.first.contains(lemma);
    if we {
        return cue.class == Class::Neutral
            && scene.text.doc.feats(cue.at).tense == Some(legation_nlp::tags::Tense::Past);
    }
    true
}

/// Relays named in the sentence of the cue or of its content.
fn relayed(scene: &Scene<'_>, cue: TokenId, content: &[Span], relays: &[Relay]) -> Vec<Named> {
    let doc = scene.text.doc;
    let own = doc.sentence_index(cue);
    let mut near: Vec<&Relay> = relays
        .iter()
        .filter(|r| {
            let s = doc.sentence_index(r.at);
            r.at != cue
                && !r.all
                && (s == own
                    || (s + 1 == own && content.iter().any(|c| doc.sentences()[s].span.overlaps(*c))))
        })
        .collect();
    near.sort_by_key(|r| std::cmp::Reverse(r.at));
    near.into_iter().map(|r| r.by.clone()).collect()
}

/// "The need to … was stressed": the readout of talks, whose two sides speak together.
fn readout(scene: &Scene<'_>) -> Vec<Draft> {
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
        let agent = doc
            .children(t)
            .any(|c| doc.children(c).any(|p| scene.is_in(p, |l| &l.agents)) || doc.rel(c) == Rel::OblAgent);
        let subject = doc
            .children(t)
            .find(|&c| doc.rel(c).is_subject() && matches!(doc.upos(c), Upos::Noun | Upos::Propn));
        let bounds = scene.sentence(t);
        let range = match subject {
            Some(s) if passive && !agent && s < t => scene.hull(s, &(bounds.start..t)),
            Some(s) if passive && !agent => scene.hull(s, &(t + 1..bounds.end)),
            _ => continue,
        };
        let range = if range.start > t { range } else { range.start..range.end.min(first_aux(scene, t)) };
        let sides = sides(scene, t);
        if sides.len() < 2 || range.is_empty() {
            continue;
        }
        out.push(Draft {
            rule: "readout-passive",
            cue: Some(t),
            cue_span: Some(scene.span(t)),
            content: vec![(trim(&scene.text.article.text, scene.bytes(range)), false)],
            speakers: sides,
            relay: Vec::new(),
        });
    }
    out
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

/// "X announced A. He announced this at …": the second cue tells where, not what.
fn retold(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
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
fn order(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
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
fn outlets(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
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
                && e.content[0].0.len() * 2 > whole.len()
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
fn own_words(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let outer: Vec<Draft> = drafts.clone();
    drafts.retain(|d| {
        let (Some(cue), Some(span), Some(who)) = (d.cue, d.cue_span, d.speakers.first()) else { return true };
        let pronoun = scene.text.doc.upos(who.head) == Upos::Pron && who.actor.is_none();
        !outer.iter().any(|o| {
            o.cue != Some(cue)
                && o.content.iter().any(|p| p.0.contains(span) && !p.1)
                && o.speakers.first().is_some_and(|s| s.actor.is_some() && s.actor == who.actor || pronoun)
        })
    });
}

/// One utterance told twice with the same cue and much the same words is one statement.
fn echoes(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
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
fn relay_of_all(drafts: &mut [Draft], relays: &[Relay]) {
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

/// A statement inside another's content came through that other speaker.
fn nested(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let mut chains: Vec<Vec<Named>> = Vec::new();
    for d in drafts.iter() {
        let mut chain = Vec::new();
        if let Some(cue) = d.cue_span {
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
        chain.append(&mut d.relay);
        d.relay = chain;
    }
}
