//! Cues that stand beside or inside their content: ", отметил министр", "the President stressed,", "as X said".

use std::ops::Range;

use legation_nlp::tags::VerbForm;
use legation_nlp::{Rel, TokenId, Upos};

use super::cue::{Cue, What};
use super::scene::Scene;
use crate::cast::Mention;

/// A cue's own words within a sentence, set off from what they report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Without the punctuation that sets it off.
    pub tokens: Range<TokenId>,
    /// It begins with "as", "как".
    pub as_word: bool,
}

/// Tokens within which a cue and its content lie: its sentence, within its quote if it stands in one.
pub(super) fn bounds(scene: &Scene<'_>, t: TokenId) -> Range<TokenId> {
    let sentence = scene.sentence(t);
    let inner = scene
        .quotes
        .iter()
        .flat_map(|q| q.inner.iter())
        .filter(|i| i.contains(scene.span(t)))
        .min_by_key(|i| i.len());
    match inner {
        Some(i) => {
            let tokens = scene.text.doc.tokens_in(*i);
            sentence.start.max(tokens.start)..sentence.end.min(tokens.end)
        }
        None => sentence,
    }
}

/// The group of verb `t` if it is set off by commas or dashes.
pub(super) fn group(scene: &Scene<'_>, t: TokenId, speakers: &[TokenId]) -> Option<Group> {
    let doc = scene.text.doc;
    let bounds = bounds(scene, t);
    let mut lead = t;
    let subject = speakers.first().copied().filter(|s| bounds.contains(s));
    if let Some(s) = subject.filter(|&s| s < t) {
        // Everything from the subject's first word to the verb.
        let phrase = whole_name(scene, s, &bounds);
        if phrase.end <= t {
            lead = phrase.start;
        }
    }
    if lead > bounds.start && lead < t && doc.upos(lead - 1) == Upos::Det {
        lead -= 1;
    }
    // "…, the alliance's Secretary General said": whose he is stands before him.
    while lead > bounds.start
        && doc.upos(lead - 1) == Upos::Part
        && doc.rel(lead - 1).base() == Rel::Case
        && let Some(owner) = doc.head(lead - 1).filter(|&o| bounds.contains(&o) && o < lead)
    {
        lead = scene.noun_phrase(owner).start.max(bounds.start).min(lead - 1);
    }
    while lead > bounds.start
        && matches!(doc.upos(lead - 1), Upos::Aux | Upos::Adv | Upos::Part)
        && doc.head(lead - 1) == Some(t)
    {
        lead -= 1;
    }
    let as_word = lead > bounds.start
        && scene.words(t).lists.as_words.contains(scene.form(lead - 1).to_lowercase().as_str());
    if as_word {
        lead -= 1;
    }
    // "После того, как X объявил": the clause tells when, not on whose word.
    let before = (bounds.start..lead).rev().find(|&k| !scene.is_comma(k));
    let time = |k: TokenId| {
        let beside = k > bounds.start && scene.is_in(k - 1, |l| &l.as_beside);
        scene.is_in(k, |l| &l.as_after) && !beside
    };
    if as_word && before.is_some_and(time) {
        return None;
    }
    let set_off = lead == bounds.start
        || scene.is_comma(lead - 1)
        || scene.is_dash(lead - 1)
        || matches!(scene.form(lead - 1), "»" | "”" | "\"" | "(");
    if !set_off || (lead == bounds.start && !as_word) {
        return None;
    }
    let mut from = t + 1;
    if let Some(s) = subject.filter(|&s| s > t) {
        let phrase = whole_name(scene, s, &bounds);
        if (t + 1..phrase.start).any(|k| scene.is_comma(k)) {
            return None;
        }
        from = phrase.end.max(from);
    }
    let mut end = (from..bounds.end)
        .find(|&k| scene.is_comma(k) || scene.is_dash(k) || scene.form(k) == ")")
        .unwrap_or(bounds.end);
    // "как отметил X, выступая в Y, …": the converb's clause belongs to the group.
    // So do words on the one who speaks: "сообщил источник, близкий к переговорам, …".
    let on_speaker = |k: TokenId| {
        matches!(doc.rel(k).base(), Rel::Amod | Rel::Acl)
            && doc.rel(k) != Rel::AclRelcl
            && subject.is_some()
            && doc.head(k) == subject
    };
    if end + 1 < bounds.end && scene.is_comma(end) && (aside(scene, end + 1) || on_speaker(end + 1)) {
        end = (end + 1..bounds.end).find(|&k| scene.is_comma(k)).unwrap_or(bounds.end);
    }
    Some(Group { tokens: lead..end, as_word })
}

/// Whether a converb or participle clause opens at `t`.
fn aside(scene: &Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    let gerund = doc.upos(t) == Upos::Verb
        && (matches!(doc.feats(t).form, Some(VerbForm::Conv))
            || !scene.ru(t) && scene.ends(t, |l| &l.gerunds));
    gerund && !scene.words(t).cues.contains_key(doc.lemma(t))
}

/// Whether a participle stands at `t` that describes the noun before it ("…, опубликованном в четверг").
fn described(scene: &Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    let participle = doc.feats(t).form == Some(VerbForm::Part) && !doc.feats(t).short;
    participle && doc.head(t).is_some_and(|h| h < t && doc.rel(t).base() != Rel::Conj)
}

/// The widest of the words that name `t`: the mention of the cast, or the noun phrase of the tree.
pub(super) fn whole_name(scene: &Scene<'_>, t: TokenId, bounds: &Range<TokenId>) -> Range<TokenId> {
    let phrase = scene.noun_phrase(t);
    // "The governor, Stukin": the title before the name belongs to it, whatever word the tree takes for the head.
    let own = scene.cast.at(t);
    let whole = own.and_then(|own| {
        let titled =
            |m: &&Mention| m.actors == own.actors && m.tokens.end == own.tokens.end && m.tokens.contains(&t);
        scene.cast.mentions().iter().filter(titled).max_by_key(|m| m.tokens.len())
    });
    let mention = whole.map_or(phrase.clone(), |m| m.tokens.clone());
    phrase.start.min(mention.start).max(bounds.start)..phrase.end.max(mention.end).min(bounds.end)
}

/// The parts of the sentence around a group: what the cue reports.
pub(super) fn around(
    scene: &Scene<'_>,
    group: &Group,
    bounds: &Range<TokenId>,
    cues: &[Cue],
) -> Vec<Range<TokenId>> {
    let doc = scene.text.doc;
    let mut left = bounds.start..group.tokens.start.max(bounds.start);
    // "She called it a step back; aid was under review, she added": the words before the semicolon are not reported.
    if let Some(stop) = left.clone().rev().find(|&t| scene.form(t) == ";" && !scene.is_quoted(t)) {
        left.start = stop + 1;
    }
    // "Photographs which, he said, prove …", "clashes in which, according to Y, …": only the clause that opens there is his word.
    let opener = left.clone().rev().find(|&t| !scene.is_punct(t));
    if let Some(o) = opener
        && o + 1 < group.tokens.start
        && (doc.upos(o) == Upos::Sconj || scene.is_in(o, |l| &l.relatives))
    {
        left.start = left.end;
    }
    let mut right = group.tokens.end.min(bounds.end)..bounds.end;
    // "as noted by X, and with whom I agree, …": what still describes the speaker.
    while let Some(f) = right.clone().find(|&t| !scene.is_punct(t)) {
        let word = if doc.upos(f) == Upos::Cconj { f + 1 } else { f };
        let about = (word..(word + 2).min(bounds.end)).any(|k| scene.is_in(k, |l| &l.relatives));
        let comma = right.clone().find(|&k| k > f && scene.is_comma(k));
        match comma {
            Some(c) if about => right.start = c + 1,
            _ => break,
        }
    }
    let has_verb = |r: &Range<TokenId>| {
        r.clone().any(|t| {
            scene.is_finite(t)
                || scene.is_verb(t) && !super::clause::is_gerund(scene, t)
                || doc.rel(t) == Rel::Cop
                // "По мнению X, мрамор — лучший материал": a noun that has a subject.
                || scene.ru(t) && doc.rel(t).is_subject() && doc.head(t).is_some_and(|h| r.contains(&h))
        })
    };
    let words = |r: &Range<TokenId>| r.clone().filter(|&t| !scene.is_punct(t)).count();
    let first = right.clone().find(|&t| !scene.is_punct(t));
    let mut out = Vec::new();
    // "Кроме того, как считает X, …": what only links the sentence to the one before.
    let links =
        |t: TokenId| scene.is_punct(t) || scene.is_in(t, |l| &l.as_beside) || scene.is_in(t, |l| &l.as_after);
    let left_ok = words(&left) > 0 && !(group.as_word && left.clone().all(links));
    let right_ok = words(&right) > 1
        && first.is_some_and(|f| {
            let own_cue = cues.iter().any(|c| {
                c.what == What::Verb && (c.at == f || c.at == f + 1 || c.at == f + 2) && right.contains(&c.at)
            });
            // ", передаёт X": what passes it on.
            let passed_on = (f..(f + 3).min(right.end))
                .any(|k| scene.is_verb(k) && scene.words(k).relays.contains(doc.lemma(k)))
                && words(&right) < 8;
            let relative = scene.is_in(f, |l| &l.relatives);
            // Where nothing stands on the left the cue's own verb is part of what it reports: "по словам X, Y обещал …".
            !(left_ok && (own_cue || passed_on)
                || relative
                || (aside(scene, f) || described(scene, f)) && has_verb(&left))
        });
    if left_ok && (has_verb(&left) || right_ok && has_verb(&right)) {
        out.push(left);
    }
    if right_ok {
        out.push(right);
    }
    if out.iter().any(has_verb) { out } else { Vec::new() }
}
