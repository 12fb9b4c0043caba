//! Direct speech: quotes and the cues that attribute them, found by the structure of the text and not by the tree.

use std::ops::Range;

use legation_model::BlockKind;
use legation_nlp::{TokenId, Upos};
use legation_text::Span;

use super::cue::{Cue, What};
use super::quotes::Quote;
use super::scene::Scene;

/// Who attributes some quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// A cue, by index.
    Cue(usize),
    /// A verb that is no cue by itself but introduces a quote.
    Verb(TokenId),
}

/// Quotes under one cue.
#[derive(Debug, Clone)]
pub(super) struct Direct {
    pub by: By,
    pub pieces: Vec<Span>,
    pub rule: &'static str,
}

/// Tokens between a quote and the cue that follows it.
const AFTER: u32 = 18;
/// Tokens between a cue and a quote that follows a comma.
const BEFORE: u32 = 14;

/// Gives each quote of speech to its cue.
pub(super) fn attach(scene: &Scene<'_>, cues: &[Cue]) -> Vec<Direct> {
    let mut out: Vec<Direct> = Vec::new();
    for (q, quote) in scene.quotes.iter().enumerate() {
        if quote.depth > 1 || scene.text.article.title.is_some_and(|t| t.contains(quote.outer)) {
            continue;
        }
        let tokens = scene.text.doc.tokens_in(quote.inner[0]);
        if tokens.len() < 2 && quote.inner.len() == 1 {
            continue;
        }
        if let Some((cue, pieces)) = interrupted(scene, quote, cues) {
            push(&mut out, By::Cue(cue), pieces, "interrupted");
        } else if let Some((by, rule)) = attribution(scene, q, cues, &out) {
            push(&mut out, by, quote.inner.clone(), rule);
        }
    }
    blocks_after_colon(scene, cues, &mut out);
    out
}

fn push(out: &mut Vec<Direct>, by: By, pieces: Vec<Span>, rule: &'static str) {
    match out.iter_mut().find(|d| d.by == by) {
        Some(direct) => direct.pieces.extend(pieces),
        None => out.push(Direct { by, pieces, rule }),
    }
}

/// What stands before a quote.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Lead {
    Start,
    Sentence,
    Colon,
    Comma,
    Word,
}

fn attribution(scene: &Scene<'_>, q: usize, cues: &[Cue], done: &[Direct]) -> Option<(By, &'static str)> {
    let quote = &scene.quotes[q];
    let article = scene.text.article;
    let doc = scene.text.doc;
    let region = region(scene, quote)?;
    let before = scene.text.words(Span::new(region.start, quote.outer.start)).trim_end();
    let lead = match before.chars().next_back() {
        None => Lead::Start,
        Some('.' | '!' | '?' | '…') => Lead::Sentence,
        Some('»' | '”' | '"' | ')')
            if before.trim_end_matches(['»', '”', '"', ')']).ends_with(['.', '!', '?', '…', ',']) =>
        {
            Lead::Sentence
        }
        Some(':') => Lead::Colon,
        Some(',') => Lead::Comma,
        Some(_) => Lead::Word,
    };
    // Cues between the quote before and this one, in the sentence that leads in.
    let from = scene.quotes[..q]
        .iter()
        .filter(|p| p.depth == quote.depth && p.outer.end <= quote.outer.start)
        .map(|p| p.outer.end)
        .max()
        .unwrap_or(0)
        .max(region.start);
    let led = last_tokens(scene, from, quote.outer.start);
    match lead {
        Lead::Colon => {
            let by = lead_in(scene, &led, cues).or_else(|| generic(scene, led.clone()));
            return by.map(|b| (b, "quote-after-colon"));
        }
        Lead::Comma | Lead::Word => {
            let last_verb =
                led.clone().rev().find(|&t| scene.is_verb(t) || cues.iter().any(|c| c.at == t))?;
            let near = quote_token(scene, quote)?.saturating_sub(last_verb) <= BEFORE;
            let i = cues
                .iter()
                .position(|c| c.at == last_verb && c.frames.say && !matches!(c.what, What::Phrase(..)))?;
            let first = scene.text.words(quote.inner[0]).chars().find(|c| c.is_alphanumeric())?;
            let right_behind = led.clone().rev().find(|&t| !scene.is_punct(t)) == Some(last_verb);
            let claimed = done.iter().any(|d| d.by == By::Cue(i));
            let takes = near
                && !scene.ru(last_verb)
                && (first.is_uppercase() || claimed)
                && (lead == Lead::Comma || right_behind);
            return takes.then_some((By::Cue(i), "quote-after-comma"));
        }
        Lead::Start | Lead::Sentence => {}
    }
    if let Some(by) = after(scene, q, cues) {
        return Some((by, "quote-before-cue"));
    }
    // Goes on with the speech of the sentence before it.
    let previous = doc.tokens_in(Span::new(0, quote.outer.start)).end.checked_sub(1)?;
    let block = article.block_at(quote.outer.start)?.span;
    let last = article.block_at(doc.span(previous).start)?;
    if last.kind == BlockKind::Title {
        return None;
    }
    let lines_up = last.span == block
        || article
            .text
            .get(last.span.end as usize..block.start as usize)
            .is_some_and(|s| s.trim().is_empty());
    if !lines_up {
        return None;
    }
    if last.span != block && scene.text.words(last.span).trim_end().ends_with(':') {
        let led = last_tokens(scene, last.span.start, last.span.end);
        return lead_in(scene, &led, cues).or_else(|| generic(scene, led)).map(|b| (b, "quote-after-colon"));
    }
    if !scene.is_speech(quote) || doc.tokens_in(quote.inner[0]).len() < 4 {
        return None;
    }
    let said = last_tokens(
        scene,
        last.span.start.max(if last.span == block { from } else { 0 }),
        quote.outer.start.min(last.span.end),
    );
    if let Some(i) = cues.iter().position(|c| said.contains(&c.at) && c.frames.say) {
        let whole_paragraph = last.span == block || after_is_empty(scene, quote);
        return whole_paragraph.then_some((By::Cue(i), "quote-goes-on"));
    }
    // A paragraph of nothing but quote after a quote goes on with it.
    let previous_quote = scene.quotes[..q].iter().rev().find(|p| p.depth == 0)?;
    let adjacent = last.span != block
        && previous_quote.outer.end + 3 >= last.span.end
        && previous_quote.outer.start >= last.span.start;
    if adjacent && after_is_empty(scene, quote) {
        let d = done.iter().rev().find(|d| d.pieces.iter().any(|p| previous_quote.inner.contains(p)))?;
        return Some((d.by, "quote-goes-on"));
    }
    None
}

fn after_is_empty(scene: &Scene<'_>, quote: &Quote) -> bool {
    let end = quote.outer.end;
    scene.text.article.block_at(end.saturating_sub(1)).is_some_and(|b| {
        !scene.text.words(Span::new(end.min(b.span.end), b.span.end)).chars().any(char::is_alphanumeric)
    })
}

/// The paragraph of a quote, or the quote that holds it.
fn region(scene: &Scene<'_>, quote: &Quote) -> Option<Span> {
    if quote.depth == 0 {
        return scene.text.article.block_at(quote.outer.start).map(|b| b.span);
    }
    scene
        .quotes
        .iter()
        .filter(|p| p.depth + 1 == quote.depth)
        .flat_map(|p| p.inner.iter())
        .find(|i| i.contains(quote.outer))
        .copied()
}

fn quote_token(scene: &Scene<'_>, quote: &Quote) -> Option<TokenId> {
    scene.text.doc.token_at(quote.outer.start)
}

/// Tokens of the last sentence between two bytes.
fn last_tokens(scene: &Scene<'_>, from: u32, to: u32) -> Range<TokenId> {
    if from >= to {
        return 0..0;
    }
    let tokens = scene.text.doc.tokens_in(Span::new(from, to));
    if tokens.is_empty() {
        return tokens;
    }
    // A lone mark may have become a sentence of its own: step over it.
    let mut last = tokens.end - 1;
    while last > tokens.start && scene.is_punct(last) {
        last -= 1;
    }
    let sentence = scene.sentence(last);
    sentence.start.max(tokens.start)..tokens.end
}

/// The cue that leads a quote in, last in its sentence.
fn lead_in(scene: &Scene<'_>, led: &Range<TokenId>, cues: &[Cue]) -> Option<By> {
    let fit = |c: &&(usize, &Cue)| led.contains(&c.1.at) && (c.1.frames.say || c.1.frames.that);
    let all: Vec<(usize, &Cue)> = cues.iter().enumerate().collect();
    let main = all
        .iter()
        .filter(fit)
        .rev()
        .find(|(_, c)| !scene.text.doc.rel(c.at).eq(&legation_nlp::Rel::AclRelcl));
    main.or_else(|| all.iter().rev().find(fit)).map(|&(i, _)| By::Cue(i))
}

/// A finite verb or participle of somebody who can speak, where no cue stands.
fn generic(scene: &Scene<'_>, led: Range<TokenId>) -> Option<By> {
    let verbs: Vec<TokenId> = led.filter(|&t| scene.text.doc.upos(t) == Upos::Verb).collect();
    let speaks = |&&t: &&TokenId| super::speaker::of(scene, t).first().is_some_and(|&s| scene.speaks(s));
    verbs.iter().rev().find(speaks).map(|&t| By::Verb(t))
}

/// The cue behind a quote: `», – сказал X`, `," X said`.
fn after(scene: &Scene<'_>, q: usize, cues: &[Cue]) -> Option<By> {
    let doc = scene.text.doc;
    let quote = &scene.quotes[q];
    let end = quote.outer.end;
    let region =
        if quote.depth == 0 { scene.text.article.block_at(end - 1)?.span } else { region(scene, quote)? };
    let limit = scene.quotes[q + 1..]
        .iter()
        .filter(|n| n.depth <= quote.depth)
        .map(|n| n.outer.start)
        .find(|&s| s >= end)
        .unwrap_or(region.end)
        .min(region.end);
    if end >= limit {
        return None;
    }
    let words = scene.text.words(Span::new(end, limit)).trim_start();
    let inner_last = scene.text.words(*quote.inner.last()?).chars().next_back()?;
    let rest = words.trim_start_matches(['.', ',', '!', '?', '…', ' ', '\u{a0}']);
    let dash = rest.starts_with(['–', '—', '-', '―']);
    let comma = words.starts_with(',');
    let mut first = doc.tokens_in(Span::new(end, limit)).start;
    while first < doc.len() as TokenId && scene.is_punct(first) {
        first += 1;
    }
    if first >= doc.len() as TokenId || doc.span(first).start >= limit {
        return None;
    }
    let russian = scene.ru(first);
    let opens = if russian {
        dash || comma
    } else {
        dash || comma
            || matches!(inner_last, ',' | '?' | '!' | '—' | '–')
            || (inner_last != '.' && inner_last != '…' && scene.form(first).chars().all(char::is_alphabetic))
    };
    if !opens {
        return None;
    }
    let sentence = scene.sentence(first);
    let last = doc.tokens_in(Span::new(end, limit)).end.min(sentence.end);
    for t in first..last.min(first + AFTER) {
        if let Some(i) = cues.iter().position(|c| c.tokens.start <= t && t <= c.at && c.frames.say) {
            let begins = scene.text.doc.span(t).start;
            // Without a dash a Russian cue must come at once; else the quote is a name in a running sentence.
            let at_once = t <= first + 1 || dash || !russian;
            let own = cues[i].what == What::Verb
                && !dash
                && !comma
                && inner_last.is_alphanumeric()
                && t > first + 8;
            return (begins >= end && at_once && !own).then_some(By::Cue(i));
        }
        if scene.is_finite(t) && doc.upos(t) != Upos::Aux {
            let says = (dash || !russian && matches!(inner_last, ',' | '?' | '!'))
                && t <= first + 4
                && super::speaker::of(scene, t).first().is_some_and(|&s| scene.speaks(s) && s >= first);
            return says.then_some(By::Verb(t));
        }
        if scene.is_comma(t) && !russian && t > first + 10 {
            return None;
        }
    }
    None
}

/// A quote with its cue inside the marks: «A, — сказал X. — B».
fn interrupted(scene: &Scene<'_>, quote: &Quote, cues: &[Cue]) -> Option<(usize, Vec<Span>)> {
    for (k, part) in quote.inner.iter().enumerate() {
        if let Some((cue, mut pieces)) = broken(scene, *part, cues) {
            let mut all = quote.inner[..k].to_vec();
            all.append(&mut pieces);
            all.extend_from_slice(&quote.inner[k + 1..]);
            return Some((cue, all));
        }
    }
    None
}

fn broken(scene: &Scene<'_>, part: Span, cues: &[Cue]) -> Option<(usize, Vec<Span>)> {
    let doc = scene.text.doc;
    let tokens = doc.tokens_in(part);
    for d in tokens.clone().skip(1) {
        if !scene.is_dash(d) || !ends_clause(scene, d - 1) {
            continue;
        }
        let Some(i) =
            cues.iter().position(|c| c.at > d && c.at <= d + 3 && c.frames.say && c.what == What::Verb)
        else {
            continue;
        };
        if cues[i].speakers.iter().any(|&s| scene.words(s).lists.first.contains(scene.lemma(s))) {
            continue;
        }
        let head = super::scene::trim(&scene.text.article.text, Span::new(part.start, doc.span(d - 1).end));
        let head = keep_mark(scene, head, d - 1);
        let back = (cues[i].at + 1..tokens.end.min(cues[i].at + 34))
            .find(|&k| scene.is_dash(k) && (ends_clause(scene, k - 1)));
        match back {
            Some(k) if k + 1 < tokens.end => {
                let tail = Span::new(doc.span(k).end, part.end).trim(&scene.text.article.text);
                return Some((i, vec![head, tail]));
            }
            _ if tokens.end - cues[i].at <= 14 => return Some((i, vec![head])),
            _ => {}
        }
    }
    None
}

fn ends_clause(scene: &Scene<'_>, t: TokenId) -> bool {
    matches!(scene.form(t).chars().next_back(), Some(',' | '.' | '!' | '?' | '…' | '»' | '”' | '"'))
}

/// Keeps the question or exclamation mark at the end of a piece.
fn keep_mark(scene: &Scene<'_>, piece: Span, mark: TokenId) -> Span {
    let form = scene.form(mark);
    if form.ends_with(['!', '?', '…']) { Span::new(piece.start, scene.span(mark).end) } else { piece }
}

/// Whether a paragraph opens with a report of its own ("the minister called …"), so that it is not what was announced.
fn narrated(scene: &Scene<'_>, block: Span, cues: &[Cue]) -> bool {
    let doc = scene.text.doc;
    let Some(first) = doc.tokens_in(block).next() else { return false };
    let sentence = doc.sentence(first);
    doc.root(sentence).is_some_and(|root| {
        cues.iter().any(|c| {
            c.at == root
                && c.what == What::Verb
                && c.speakers.first().is_some_and(|&s| {
                    scene.speaks(s) && !scene.is_in(s, |l| &l.selves) && !scene.is_in(s, |l| &l.first)
                })
        })
    })
}

/// A paragraph that follows "X said:" and has no quote marks of its own, and dash dialogue.
fn blocks_after_colon(scene: &Scene<'_>, cues: &[Cue], out: &mut Vec<Direct>) {
    let blocks = &scene.text.article.blocks;
    for pair in blocks.windows(2) {
        let (lead, next) = (&pair[0], &pair[1]);
        if lead.kind == BlockKind::Title || next.kind == BlockKind::Item {
            continue;
        }
        let words = scene.text.words(next.span);
        if !scene.text.words(lead.span).trim_end().ends_with(':')
            || words.trim_end().ends_with(':')
            || words.split_whitespace().count() < 2
        {
            continue;
        }
        if scene
            .quotes
            .iter()
            .any(|q| q.depth == 0 && q.outer.start <= next.span.start + 1 && q.outer.end > next.span.start)
        {
            continue;
        }
        let led = last_tokens(scene, lead.span.start, lead.span.end);
        if narrated(scene, next.span, cues) {
            continue;
        }
        let by =
            lead_in(scene, &led, cues).or_else(|| lead_in(scene, &scene.text.doc.tokens_in(lead.span), cues));
        if let Some(by) = by {
            push(out, by, vec![next.span.trim(&scene.text.article.text)], "block-after-colon");
        }
    }
    for block in blocks {
        let words = scene.text.words(block.span);
        if block.kind == BlockKind::Title || !words.starts_with(['–', '—', '-']) {
            continue;
        }
        let skipped = words.len() - words.trim_start_matches(['–', '—', '-', ' ', '\u{a0}']).len();
        let part = Span::new(block.span.start + skipped as u32, block.span.end);
        if let Some((cue, pieces)) = broken(scene, part, cues) {
            push(out, By::Cue(cue), pieces, "dash-dialogue");
        }
    }
}
