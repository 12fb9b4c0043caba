//! The state where a paragraph plays by the words that open one of its sentences; the story's own state is in `setting`.

use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx, Form};
use legation_nlp::{Rel, TokenId, Upos};

use super::entities::{EntityHit, country_of, is_country};
use super::scan::Scan;
use crate::place;
use crate::text::Text;

/// "In Zimbabwe, where many died, the president … . The opposition …": the state or town that opens this or an earlier sentence of the
/// paragraph of `t`, where nobody of another state acts in between.
pub(super) fn of(text: &Text<'_>, hits: &[EntityHit], t: TokenId) -> Option<EntityIx> {
    let doc = text.doc;
    let here = doc.sentence_index(t);
    let paragraph = doc.sentence(t).segment;
    let sentences = doc.sentences()[..=here].iter().rev().take_while(|s| s.segment == paragraph);
    let starts = sentences.map(|s| s.tokens.start);
    // In a digest others act beside the state of the label, in other sentences.
    let (from, state) = starts
        .clone()
        .find_map(|start| Some((start, opening(text, hits, start)?)))
        .or_else(|| Some((doc.sentence(t).tokens.start, label_over(text, hits, here)?)))?;
    let id = text.lexicon.entity(state).id;
    let other = |h: &EntityHit| country_of(text, h.entity, h.owner).is_some_and(|c| c != id);
    let guest = hits.iter().any(|h| (from..t).contains(&h.tokens.start) && other(h) && acts(text, h));
    (!guest).then_some(state)
}

/// "Tehran pointed to Israel. … the foreign ministry spokesman": the one state that is the subject of the sentence with which the paragraph
/// of `t` opens, where no other acts before `t`.
pub(super) fn about(text: &Text<'_>, hits: &[EntityHit], t: TokenId) -> Option<EntityIx> {
    let doc = text.doc;
    let paragraph = doc.sentence(t).segment;
    let first = doc.sentences().iter().find(|s| s.segment == paragraph)?;
    let from = first.tokens.start;
    let state = |h: &&EntityHit| {
        (from..t).contains(&h.tokens.start)
            && h.owner.is_none()
            && matches!(h.form, Form::Name | Form::Acronym | Form::Capital)
            && is_country(text.lexicon.entity(h.entity))
            && doc.rel(h.tokens.end - 1) == Rel::Nsubj
    };
    let mut acting = hits.iter().filter(state);
    let one = acting.next().filter(|h| h.tokens.end <= first.tokens.end && !text.in_title(from))?;
    acting.all(|h| h.entity == one.entity).then_some(one.entity)
}

/// Paragraphs back and ahead among which labels are looked for.
const DIGEST: usize = 40;

/// "MALAWI - The army …", "* Fiji – The High Court …", «ЧАД. Армия …»: the state with which the paragraph of the sentence `here` of a digest is labelled, or the
/// one before it where it has no label. One label makes no digest.
fn label_over(text: &Text<'_>, hits: &[EntityHit], here: usize) -> Option<EntityIx> {
    let sentences = text.doc.sentences();
    let opens = |i: &usize| *i == 0 || sentences[i - 1].segment != sentences[*i].segment;
    let state = |i: usize| label(text, hits, sentences[i].tokens.start);
    let mut back = (0..=here).rev().filter(opens).take(DIGEST).filter_map(state);
    let over = back.next()?;
    let mut ahead = (here + 1..sentences.len()).filter(opens).take(DIGEST).filter_map(state);
    (back.next().is_some() || ahead.next().is_some()).then_some(over)
}

/// The state or town with a dash or colon behind it with which the text goes on at `first`.
fn label(text: &Text<'_>, hits: &[EntityHit], first: TokenId) -> Option<EntityIx> {
    let doc = text.doc;
    let sentence = doc.sentence(first).tokens.clone();
    let start = first + TokenId::from(doc.upos(first) == Upos::Punct);
    let whole = |end: TokenId| end + 1 == sentence.end && doc.form(end) == ".";
    let closed = |end: TokenId| {
        end < sentence.end && (matches!(doc.form(end), "-" | "–" | "—" | ":" | "|") || whole(end))
    };
    let from = hits.partition_point(|h| h.tokens.start < start);
    let mut named = hits[from..].iter().take_while(|h| h.tokens.start == start);
    let country = named
        .find(|h| closed(h.tokens.end))
        .filter(|h| is_country(text.lexicon.entity(h.entity)))
        .map(|h| h.entity);
    let town = || {
        let (_, id) =
            place::cities(text, first).into_iter().find(|(t, _)| t.start == start && closed(t.end))?;
        text.lexicon.by_id(&id).filter(|ix| is_country(text.lexicon.entity(*ix)))
    };
    country.or_else(town)
}

/// Whether the paragraph of `t` speaks of no other state than `state` last before it.
pub(super) fn undisturbed(scan: &Scan<'_>, state: EntityIx, t: TokenId) -> bool {
    let doc = scan.text.doc;
    let at = doc.cover(t..t + 1);
    let Some(block) = scan.text.article.blocks.iter().find(|b| b.span.contains(at)) else { return true };
    let before = scan.entities.iter().rev().filter(|h| {
        h.tokens.end <= t
            && !scan.quoted[h.tokens.start as usize]
            && block.span.contains(doc.cover(h.tokens.clone()))
    });
    // Bodies to which no words of the text give a state tell nothing.
    // Nor does an outlet: "MAPUTO (AP) — Police".
    let outlet = |h: &EntityHit| scan.text.lexicon.entity(h.entity).class == Class::Outlet;
    let told = |h: &&EntityHit| !outlet(h) && (h.owner.is_none() || h.owner_tokens.is_some());
    let of =
        |h: &EntityHit| country_of(&scan.text, h.entity, h.owner).and_then(|id| scan.text.lexicon.by_id(id));
    let last = before.filter(told).filter_map(of).find(|ix| is_country(scan.text.lexicon.entity(*ix)));
    last.is_none_or(|ix| ix == state)
}

/// "In Zimbabwe, …", "In London, …": the state with which the sentence that begins at `first` opens.
fn opening(text: &Text<'_>, hits: &[EntityHit], first: TokenId) -> Option<EntityIx> {
    let doc = text.doc;
    let small = text.lexicon.agents().small();
    if !small.parts(&doc.form(first).to_lowercase()).any(&[Small::Within]) {
        return None;
    }
    let named = hits.iter().find(|h| h.tokens.start == first + 1);
    let country = named.filter(|h| is_country(text.lexicon.entity(h.entity))).map(|h| h.entity);
    let town = || {
        let (_, id) = place::cities(text, first).into_iter().find(|(t, _)| t.start == first + 1)?;
        text.lexicon.by_id(&id)
    };
    country
        .or_else(|| town().filter(|_| named.is_none_or(|h| h.tokens.len() == 1)))
        .filter(|ix| is_country(text.lexicon.entity(*ix)))
}

/// Whether the words are or are part of a subject.
pub(super) fn acts(text: &Text<'_>, hit: &EntityHit) -> bool {
    let doc = text.doc;
    let mut at = Some(hit.tokens.start);
    while let Some(t) = at {
        if doc.rel(t).is_subject() {
            return true;
        }
        let part = matches!(
            doc.rel(t).base(),
            Rel::Nmod | Rel::Amod | Rel::Compound | Rel::Flat | Rel::Appos | Rel::Conj
        );
        at = doc.head(t).filter(|_| part);
    }
    false
}
