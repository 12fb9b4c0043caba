//! Transcripts: "V. Putin: …" opens a turn, and each turn is a direct statement; so does "Answer: …" and the dash after a
//! question in an interview.

use legation_model::{ActorKind, BlockKind};
use legation_nlp::tags::Person;
use legation_nlp::{NameKind, Rel, TokenId, Upos};
use legation_text::Span;

use super::scene::Scene;
use crate::cast::{ActorIx, How, Mention};

/// A turn: whose, and its paragraphs.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    /// Head of the speaker's name.
    pub speaker: TokenId,
    /// What was said.
    pub pieces: Vec<Span>,
}

/// Words a label may have.
const LABEL: usize = 14;

/// All turns of the article, empty when it is no transcript.
pub(super) fn read(scene: &Scene<'_>) -> Vec<Turn> {
    let text = &scene.text.article.text;
    // Where a turn opens, and whose it is; a question whose author is not told only ends the turn before.
    let mut labels: Vec<(Span, Option<TokenId>)> = Vec::new();
    let blocks: Vec<_> = scene.text.article.blocks.iter().filter(|b| b.kind != BlockKind::Title).collect();
    for (i, block) in blocks.iter().enumerate() {
        if let Some(found) = label(scene, block.span, blocks.get(i.wrapping_sub(1)).map(|b| b.span)) {
            labels.push(found);
        }
        labels.extend(initials(scene, block.span).into_iter().map(|(span, speaker)| (span, Some(speaker))));
    }
    if labels.is_empty() {
        let spans: Vec<Span> = blocks.iter().map(|b| b.span).collect();
        labels = dashes(scene, &spans);
    }
    labels.sort_by_key(|l| l.0.start);
    labels.dedup_by(|b, a| a.0.overlaps(b.0));
    let mut turns = Vec::new();
    for (i, &(label, speaker)) in labels.iter().enumerate() {
        let end = labels.get(i + 1).map_or(text.len() as u32, |l| l.0.start);
        let mut pieces = Vec::new();
        for block in &blocks {
            let piece = Span::new(
                block.span.start.max(label.end).min(block.span.end),
                block.span.end.min(end).max(block.span.start),
            );
            if block.span.end <= label.end || block.span.start >= end || piece.start >= piece.end {
                continue;
            }
            let piece = piece.trim(text);
            if scene.text.words(piece).chars().any(char::is_alphabetic) {
                pieces.push(piece);
            }
        }
        if let Some(speaker) = speaker.filter(|_| !pieces.is_empty()) {
            turns.push(Turn { speaker, pieces });
        }
    }
    turns.retain(|t| !is_section(scene, t));
    // The article may go on behind the last answer.
    let heads: Vec<TokenId> = turns.iter().map(|t| t.speaker).collect();
    if let Some(last) = turns.last_mut()
        && let Some(end) = last.pieces.iter().skip(1).position(|&piece| narrates(scene, piece, &heads))
    {
        last.pieces.truncate(end + 1);
    }
    turns
}

/// "SENEGAL: Police fired tear gas": a state before the colon is where the news of a digest is from, unless the words are its own.
fn is_section(scene: &Scene<'_>, turn: &Turn) -> bool {
    let doc = scene.text.doc;
    let state = |m: &Mention| {
        let kind = |&ix: &ActorIx| scene.cast.actor(ix).kind;
        m.actors.iter().map(kind).all(|k| matches!(k, ActorKind::State | ActorKind::Polity))
    };
    let own = |t: TokenId| doc.feats(t).person == Some(Person::First);
    let words = || turn.pieces.iter().flat_map(|&piece| doc.tokens_in(piece));
    scene.cast.covering(turn.speaker).is_some_and(state) && !words().any(own)
}

/// "After the talks Mr Petrov thanked his hosts": a paragraph without "I" and "we" that tells what one of the speakers did.
fn narrates(scene: &Scene<'_>, piece: Span, heads: &[TokenId]) -> bool {
    let doc = scene.text.doc;
    let tokens = doc.tokens_in(piece);
    let speakers: Vec<ActorIx> =
        heads.iter().filter_map(|&h| scene.cast.covering(h)).flat_map(|m| m.actors.iter().copied()).collect();
    let own = |t: TokenId| doc.feats(t).person == Some(Person::First);
    let does = |m: &Mention| {
        tokens.contains(&m.head)
            && m.how == How::Name
            && doc.rel(m.head).is_subject()
            && doc.head(m.head).is_some_and(|v| doc.rel(v) == Rel::Root)
            && m.actors.iter().any(|a| speakers.contains(a) && scene.cast.actor(*a).kind == ActorKind::Person)
    };
    !tokens.clone().any(own) && scene.cast.mentions().iter().any(does)
}

/// A label that opens a paragraph; `before` may hold its first words.
fn label(scene: &Scene<'_>, block: Span, before: Option<Span>) -> Option<(Span, Option<TokenId>)> {
    let words = scene.text.words(block);
    let colon = words.find(':')?;
    let name = &words[..colon];
    let count = name.split_whitespace().count();
    if count == 0 || count > LABEL || name.contains(['.', '!', '?', '«', '"', '“', ',']) && !initialled(name)
    {
        return None;
    }
    let rest = words[colon + 1..].trim_start();
    let alone = rest.is_empty();
    if !alone && !rest.chars().next().is_some_and(|c| c.is_uppercase() || "«\"“<".contains(c)) {
        return None;
    }
    let mut label = Span::of(block.start as usize, block.start as usize + colon + 1);
    let tokens = scene.text.doc.tokens_in(label);
    let aside = name.find('(').map_or(label.end, |i| label.start + i as u32);
    // «Политолог Иван Петров уверен: …» reports as a verb does.
    let tells = |t: TokenId| {
        matches!(scene.text.doc.upos(t), Upos::Verb | Upos::Aux) && scene.is_finite(t)
            || scene.text.doc.feats(t).short
    };
    if tokens.clone().any(|t| tells(t) && scene.span(t).start < aside && !looks_named(scene, t)) {
        return None;
    }
    let lists = &scene.words(tokens.start).lists;
    let question =
        tokens.clone().next().is_some_and(|t| lists.questions.contains(scene.lemma(t)) && count <= 2);
    let answer = count == 1 && lists.answers.contains(name.trim().to_lowercase().as_str());
    let speaker = if answer { interviewed(scene, true) } else { person(scene, label).filter(|_| !question) };
    let speaker = match (speaker, question) {
        (Some(s), _) => Some(s),
        (None, true) => Some(tokens.start).filter(|_| name.trim().chars().count() > 1),
        _ => return None,
    };
    if alone && let Some(b) = before {
        let words = scene.text.words(b);
        // The title of the office may stand on a line of its own above the name.
        if !words.ends_with(['.', '!', '?', ':', '…', '*', '"', '”', '»'])
            && words.split_whitespace().count() <= LABEL
            && !words.ends_with(',')
        {
            label.start = b.start;
        }
    }
    Some((label, speaker))
}

/// Turns of an interview that dashes open: what ends in a question mark is asked, what follows it is answered by the
/// person interviewed.
fn dashes(scene: &Scene<'_>, blocks: &[Span]) -> Vec<(Span, Option<TokenId>)> {
    let words = |span: Span| scene.text.words(span).trim();
    let opens = |span: Span| words(span).starts_with(['—', '–']) || words(span).starts_with("- ");
    let asks = |span: Span| opens(span) && words(span).ends_with('?');
    let turns = blocks.windows(2).filter(|pair| asks(pair[0]) && opens(pair[1]) && !asks(pair[1])).count();
    let Some(speaker) = interviewed(scene, false).filter(|_| turns > 0) else { return Vec::new() };
    let mut asked = false;
    let mut out = Vec::new();
    for &block in blocks.iter().filter(|b| opens(**b)) {
        let dash = words(block).chars().next().map_or(1, char::len_utf8);
        let start = block.start as usize;
        // Without a question before it nobody knows whose words they are.
        let answer = !asks(block) && asked;
        out.push((Span::of(start, start + dash), answer.then_some(speaker)));
        asked = asks(block) || answer;
    }
    out
}

/// The person interviewed: the first one named in an article whose first lines, or whose labels, tell of an interview.
fn interviewed(scene: &Scene<'_>, labelled: bool) -> Option<TokenId> {
    let doc = scene.text.doc;
    let first = &scene.text.article.blocks;
    let told = labelled
        || first.iter().take(3).any(|b| doc.tokens_in(b.span).any(|t| scene.is_in(t, |l| &l.interviews)));
    let person = |m: &&Mention| m.actors.iter().all(|&a| scene.cast.actor(a).kind == ActorKind::Person);
    let within = first.get(2.min(first.len().saturating_sub(1))).map_or(0, |b| doc.tokens_in(b.span).end);
    let all = || scene.cast.mentions().iter().filter(person).filter(|m| told && m.head < within);
    let named = |m: &&Mention| m.actors.iter().all(|&a| scene.cast.actor(a).id.is_some());
    // "We talked to the political scientist X about the president": with whom whoever asks has talked.
    let asks = |t: TokenId| {
        scene.is_in(t, |l| &l.interviews)
            || scene.is_verb(t)
                && doc
                    .children(t)
                    .any(|c| doc.rel(c).is_subject() && doc.feats(c).person == Some(Person::First))
    };
    let object = |m: &&Mention| {
        let subject = std::iter::once(m.head).chain(doc.ancestors(m.head)).any(|t| doc.rel(t).is_subject());
        !subject && doc.ancestors(m.head).any(asks)
    };
    let asked = all().filter(named).find(object);
    asked.or_else(|| all().find(named)).or_else(|| all().next()).map(|m| m.head)
}

fn looks_named(scene: &Scene<'_>, t: TokenId) -> bool {
    scene.name_kind(t) == Some(NameKind::Person)
}

fn initialled(name: &str) -> bool {
    let mut chars = name.trim().chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next() == Some('.')
        && !name.contains([',', '!', '?', '«', '"', '“'])
}

/// Head of the person named last in a label.
fn person(scene: &Scene<'_>, label: Span) -> Option<TokenId> {
    let doc = scene.text.doc;
    let tokens = doc.tokens_in(label);
    if let Some(m) = scene
        .cast
        .mentions()
        .iter()
        .filter(|m| m.tokens.start < tokens.end && m.tokens.end > tokens.start && m.tokens.end <= tokens.end)
        .max_by_key(|m| m.tokens.len())
    {
        return Some(m.head);
    }
    let name = doc.names().iter().rev().find(|n| {
        n.kind == NameKind::Person && n.tokens.start >= tokens.start && n.tokens.end <= tokens.end
    })?;
    Some(name.tokens.end - 1)
}

/// Labels of an initial and a name within a paragraph: "… В.Путин: Добрый день".
fn initials(scene: &Scene<'_>, block: Span) -> Vec<(Span, TokenId)> {
    let words = scene.text.words(block);
    let mut out = Vec::new();
    for (colon, _) in words.match_indices(':') {
        let Some(rest) = words[colon + 1..].chars().next() else { continue };
        if !rest.is_whitespace() {
            continue;
        }
        let head = &words[..colon];
        let head = head.split_once(" (").map_or(head, |_| {
            head.rsplit_once(" (").filter(|(_, x)| x.ends_with(')')).map_or(head, |(h, _)| h)
        });
        let start = head
            .rfind(char::is_whitespace)
            .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
        let name = &head[start..];
        let mut chars = name.chars();
        let initial = chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.');
        let surname = name.rsplit('.').next().unwrap_or("");
        let fits =
            initial && surname.chars().count() > 2 && surname.chars().next().is_some_and(char::is_uppercase);
        if !fits {
            continue;
        }
        let label = Span::of(block.start as usize + start, block.start as usize + colon + 1);
        let at = label.end as usize - 1 - surname.len() - (words[..colon].len() - head.len());
        if let Some(speaker) = scene.text.doc.token_at(at as u32) {
            let head = person(scene, label).unwrap_or(speaker);
            out.push((label, head));
        }
    }
    out
}
