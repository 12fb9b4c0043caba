//! From cues, quotes and turns to drafts of statements.

use std::ops::Range;

use legation_model::Named;
use legation_nlp::{Rel, TokenId};
use legation_text::Span;

use super::clause;
use super::clip::clip;
use super::cue::{self, Cue, What};
use super::direct::{self, By, Direct};
use super::light;
use super::paren;
use super::relay::{self, Relay};
use super::scene::{Scene, trim};
use super::settle;
use super::transcript;
use super::words::Class;
use crate::cast::Participant;
use crate::trace::Reason;

/// A statement before it becomes a record.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub rule: &'static str,
    pub cue: Option<TokenId>,
    pub cue_span: Option<Span>,
    /// Spans with whether they are quoted.
    pub content: Vec<(Span, bool)>,
    /// Words of the headline that repeat it.
    pub also: Vec<Span>,
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
    let mut lights = light::find(scene, &cues);
    lights.extend(super::told::find(scene, &cues));
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
            also: Vec::new(),
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
        match statement(scene, cue, &cues, direct, light, &relays, &spoken) {
            Ok(draft) => out.push(draft),
            Err(reason) => scene.text.reject("statement", "", scene.span(cue.at), reason),
        }
    }
    for direct in &directs {
        if let By::Verb(t) = direct.by {
            let speakers = super::speaker::of(scene, t);
            out.push(Draft {
                rule: direct.rule,
                also: Vec::new(),
                cue: Some(t),
                cue_span: Some(scene.span(t)),
                content: direct.pieces.iter().map(|&p| (unstopped(scene, p), true)).collect(),
                speakers: people(scene, &speakers),
                relay: relayed(scene, t, &direct.pieces, &relays),
            });
        }
    }
    let found: Vec<(&'static str, Option<Span>)> = out.iter().map(|d| (d.rule, d.cue_span)).collect();
    settle::retold(scene, &mut out);
    out.extend(super::readout::find(scene));
    out.extend(super::headline::colon(scene));
    settle::order(scene, &mut out);
    super::headline::settle(scene, &mut out);
    settle::cited(scene, &mut out);
    settle::outlets(scene, &mut out);
    super::continuity::settle(scene, &mut out);
    super::continuity::sources(scene, &mut out);
    settle::own_words(scene, &mut out);
    settle::echoes(scene, &mut out);
    settle::relay_of_all(&mut out, &relays);
    settle::nested(scene, &mut out);
    for (rule, cue) in found {
        if let Some(cue) = cue.filter(|c| out.iter().all(|d| d.cue_span != Some(*c))) {
            scene.text.reject("statement", rule, cue, Reason::Settled);
        }
    }
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
) -> Result<Draft, Reason> {
    let text = &scene.text.article.text;
    let within = spoken.iter().any(|s| s.contains(scene.span(cue.at)));
    if within && !reports_others(scene, cue) {
        return Err(Reason::Quoted);
    }
    let speaks = cue.speakers.first().is_some_and(|&s| {
        if matches!(cue.what, What::Phrase(..)) {
            true
        } else if cue.frames.that && cue.class == Class::Neutral {
            scene.may_speak(s)
        } else {
            scene.speaks(s)
        }
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
    content.extend(direct.into_iter().flat_map(|d| d.pieces.iter().map(|&p| (unstopped(scene, p), true))));
    let first_quoted =
        direct.is_some_and(|d| d.pieces.iter().any(|p| content.first().is_some_and(|c| p.start < c.0.start)));
    if first_quoted {
        content.sort_by_key(|c| c.0.start);
    }
    content.retain(|c| c.0.slice(text).chars().any(char::is_alphanumeric));
    if content.is_empty() || (is_light && !speaks && direct.is_none()) {
        return Err(Reason::NoContent);
    }
    let mut speakers = people(scene, &cue.speakers);
    if speakers.is_empty() && cue.what == What::Text {
        speakers.extend(author(scene, cue.at, &content));
    }
    speakers.dedup_by(|a, b| a.actor.is_some() && a.actor == b.actor);
    let spans: Vec<Span> = content.iter().map(|c| c.0).collect();
    let mut relay = relayed(scene, cue.at, &spans, relays);
    relay.dedup();
    Ok(Draft {
        also: Vec::new(),
        rule,
        cue: Some(cue.at),
        cue_span: Some(scene.bytes(cue.tokens.clone())),
        content,
        speakers,
        relay,
    })
}

/// Who wrote "the document": whoever acted last before it, outside its own words.
fn author(scene: &Scene<'_>, t: TokenId, content: &[(Span, bool)]) -> Option<Participant> {
    let doc = scene.text.doc;
    let from = doc.sentence(t).tokens.start;
    let person = |m: &&crate::cast::Mention| {
        m.head < from
            && m.actors.first().is_some_and(|&a| scene.cast.actor(a).id.is_some())
            && doc.rel(m.head).is_subject()
            && !scene.text.in_title(m.head)
            && !content.iter().any(|c| c.0.contains(scene.span(m.head)))
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
    // "Police fired, as X announced that …": the clause tells when, and has words of its own.
    let doc = scene.text.doc;
    let marked =
        |c: TokenId| doc.children(c).any(|m| doc.rel(m) == Rel::Mark && m > cue.at && m <= cue.at + 2);
    let own = doc.children(cue.at).any(|c| c > cue.at && doc.rel(c) == Rel::Ccomp && marked(c));
    let group = paren::group(scene, cue.at, &cue.speakers).filter(|g| g.as_word && cue.frames.say && !own);
    if let Some(g) = group {
        let refers = || scene.sentence(cue.at).any(|t| relay::referred(scene, t).is_some());
        if cue.speakers.first().is_some_and(|&s| scene.is_outlet(s)) && !refers() {
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
        && !matches!(cue.class, Class::None | Class::Name)
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
                && (c.class != Class::Opinion || cue.class == Class::Opinion)
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
        let cut = clip(scene, cue, range.start, cues);
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
    // "X announced this on Friday", "X сообщил об этом журналистам".
    let object = doc.children(cue.at).any(|c| {
        c > cue.at
            && c <= cue.at + 2
            && lists.this.contains(scene.form(c).to_lowercase().as_str())
            && matches!(doc.rel(c).base(), Rel::Obj | Rel::Obl)
    });
    if !(points_back || object && cue.what == What::Verb && cue.frames.say) {
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

/// A quoted piece without the comma or full stop that stands inside its closing mark.
fn unstopped(scene: &Scene<'_>, piece: Span) -> Span {
    let text = &scene.text.article.text;
    let words = piece.slice(text);
    let closed = scene.quotes.iter().any(|q| q.inner.contains(&piece));
    let Some(kept) = words.strip_suffix([',', '.']).filter(|_| closed) else { return piece };
    // The points of an ellipsis or of "U.S." belong to the words.
    let last = kept.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    if words.ends_with('.') && (last.contains('.') || last.chars().count() < 2) {
        return piece;
    }
    Span::of(piece.start as usize, piece.start as usize + kept.len())
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
            (r.at != cue || super::speaker::cited(scene, cue).is_some())
                && !r.all
                && (s == own
                    || (s + 1 == own && content.iter().any(|c| doc.sentences()[s].span.overlaps(*c))))
        })
        .collect();
    near.sort_by_key(|r| std::cmp::Reverse(r.at));
    near.into_iter().map(|r| r.by.clone()).collect()
}
