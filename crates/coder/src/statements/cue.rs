//! Finding the words that report.

use std::ops::Range;

use legation_nlp::tags::{Mood, Tense, VerbForm};
use legation_nlp::{Rel, TokenId, Upos};

use super::scene::Scene;
use super::words::{Class, Entry, Frames, Kind, Phrase};
use crate::cast::How;

/// A word or phrase that may report speech.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// The word itself; of a phrase its last word.
    pub at: TokenId,
    /// The words to show.
    pub tokens: Range<TokenId>,
    pub class: Class,
    pub frames: Frames,
    pub what: What,
    /// Heads of the speakers.
    pub speakers: Vec<TokenId>,
}

/// What sort of cue it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A verb or predicative with its subject.
    Verb,
    /// A passive with an agent ("as noted by X").
    Passive,
    /// A verb whose speaker is a text ("в заявлении говорится", "the statement reads").
    Text,
    /// "По словам", "according to"; the group runs over these tokens.
    Phrase(TokenId, TokenId),
}

/// All cues in the order of the text.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Cue> {
    let doc = scene.text.doc;
    let mut cues = Vec::new();
    let mut t = 0;
    while t < doc.len() as TokenId {
        if let Some((cue, end)) = phrase(scene, t) {
            cues.push(cue);
            t = end;
            continue;
        }
        cues.extend(verb(scene, t));
        t += 1;
    }
    cues
}

fn verb(scene: &Scene<'_>, t: TokenId) -> Option<Cue> {
    let doc = scene.text.doc;
    let words = scene.words(t);
    let feats = doc.feats(t);
    if !matches!(doc.upos(t), Upos::Verb | Upos::Adj | Upos::Aux) {
        return None;
    }
    let stands = words.lists.stands.contains(doc.lemma(t));
    // "В министерстве уверены": what they hold true, not what was done to them.
    let state = words.lists.states.get(doc.lemma(t)).filter(|_| feats.short);
    // «Как передает X со ссылкой на Y»: what only passes words on has a source for them.
    // Not where another's words stand beside it, which it then passes on.
    let others = |k: TokenId| k != t && scene.is_finite(k) && words.cues.contains_key(doc.lemma(k));
    let passed = (words.relays.contains(doc.lemma(t))
        && scene.sentence(t).any(|k| super::relay::referred(scene, k).is_some())
        && !scene.sentence(t).any(others))
    .then(|| Entry { class: Class::Neutral, frames: Frames { that: true, say: true, ..Frames::default() } });
    let entry = words.cues.get(state.map_or(doc.lemma(t), String::as_str)).or(passed.as_ref());
    if entry.is_none() && !stands {
        return None;
    }
    if doc.upos(t) == Upos::Adj && !feats.short {
        return None;
    }
    // "proposed plans": a word of description, not of report.
    let told = telling_participle(scene, t);
    if !told && (unsaid(scene, t) || doc.rel(t) == Rel::Amod) {
        return None;
    }
    let negated =
        doc.children(t).any(|c| c < t && t - c <= 3 && words.lists.negations.contains(doc.lemma(c)));
    if negated != entry.is_some_and(|e| e.frames.negated) {
        return None;
    }
    let start = if negated { t - 1 } else { t };
    if stands && let Some(speakers) = text_speaker(scene, t) {
        return Some(Cue {
            at: t,
            tokens: t..t + 1,
            class: Class::Neutral,
            frames: Frames { that: true, say: true, ..Frames::default() },
            what: What::Text,
            speakers,
        });
    }
    let entry = entry?;
    let agent = passive_agent(scene, t);
    // "…, the two countries announced on Wednesday": an active verb that the tree took for a participle.
    let active = !scene.ru(t)
        && doc.rel(t) == Rel::Acl
        && entry.frames.that
        && matches!(entry.class, Class::Neutral | Class::Knowing)
        && doc.head(t).is_some_and(|h| {
            let start = scene.noun_phrase(h).start;
            h + 1 == t && scene.speaks(h) && start > scene.sentence(t).start && scene.is_comma(start - 1)
        });
    if told {
        // "Призвавший стороны вернуться", "назвавший закон ошибкой": but what is only spoken of stands under any verb.
        let Frames { that, inf, name, .. } = entry.frames;
        return (that || inf || name).then(|| Cue {
            at: t,
            tokens: start..t + 1,
            class: entry.class,
            frames: Frames { that, inf, name, ..Frames::default() },
            what: What::Verb,
            speakers: doc.head(t).into_iter().collect(),
        });
    }
    let passive = agent.is_some()
        || !active && state.is_none() && feats.voice == Some(legation_nlp::tags::Voice::Pass)
        || state.is_none() && doc.children(t).any(|c| matches!(doc.rel(c), Rel::AuxPass | Rel::NsubjPass));
    if passive {
        let speakers = agent?;
        return Some(Cue {
            at: t,
            tokens: t..(t + 2).min(scene.sentence(t).end),
            class: entry.class,
            frames: entry.frames.clone(),
            what: What::Passive,
            speakers: vec![speakers],
        });
    }
    let speakers = super::speaker::of(scene, t);
    Some(Cue {
        at: t,
        tokens: start..t + 1,
        class: entry.class,
        frames: entry.frames.clone(),
        what: What::Verb,
        speakers,
    })
}

/// "X, заявивший, что …", "критики, считающие, что …": an active participle behind whoever spoke, with a clause of content.
pub(super) fn telling_participle(scene: &Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    let feats = doc.feats(t);
    scene.ru(t)
        && feats.form == Some(VerbForm::Part)
        && feats.voice == Some(legation_nlp::tags::Voice::Act)
        && doc.rel(t).base() == Rel::Acl
        && t > scene.sentence(t).start
        && scene.is_comma(t - 1)
        && doc.head(t).is_some_and(|h| h < t && scene.speaks(h))
}

/// Whether the form does not report a thing said: an infinitive, a future, a condition, a command.
pub(super) fn unsaid(scene: &Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    let feats = doc.feats(t);
    if doc.children(t).any(|c| c < t && doc.rel(c) == Rel::Mark && scene.is_in(c, |l| &l.conditions)) {
        return true;
    }
    if scene.ru(t) {
        return feats.form == Some(VerbForm::Inf)
            || feats.tense == Some(Tense::Fut)
            || feats.mood == Some(Mood::Imp)
            || (feats.form == Some(VerbForm::Part) && !feats.short)
            || doc.children(t).any(|c| scene.is_in(c, |l| &l.unreal) && c.abs_diff(t) <= 2)
            || feats.person == Some(legation_nlp::tags::Person::First);
    }
    let helped = doc.children(t).any(|c| {
        c < t
            && (scene.is_in(c, |l| &l.unreal)
                || scene.words(c).lists.unreal.contains(scene.form(c).to_lowercase().as_str()))
            && matches!(doc.rel(c), Rel::Aux | Rel::Mark | Rel::AuxPass)
    });
    // "Went on to say" reports.
    let goes_on = doc.feats(t).form == Some(VerbForm::Inf)
        && doc.head(t).is_some_and(|h| h < t && scene.is_in(h, |l| &l.going) && !unsaid(scene, h));
    if goes_on {
        return false;
    }
    // The future of a news text's own plans; a past form with "would" is the content of another cue.
    helped || feats.mood == Some(Mood::Imp)
}

/// Agent of a passive: "by X", an instrumental.
fn passive_agent(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    if scene.ru(t) {
        if doc.feats(t).voice != Some(legation_nlp::tags::Voice::Pass) {
            return None;
        }
        return doc.children(t).find(|&c| {
            doc.rel(c).base() == Rel::Obl
                && doc.feats(c).case == Some(legation_nlp::tags::Case::Ins)
                && scene.speaks(c)
        });
    }
    let participle = doc.feats(t).form == Some(VerbForm::Part) || scene.ends(t, |l| &l.participles);
    if !participle {
        return None;
    }
    doc.children(t).find(|&c| {
        c > t
            && doc.children(c).any(|p| p > t && scene.is_in(p, |l| &l.agents))
            && scene.speaks(c)
            && !doc.children(t).any(|s| doc.rel(s) == Rel::Nsubj)
    })
}

/// Author of the text whose words a verb reports, where the verb's place or subject is a text.
fn text_speaker(scene: &Scene<'_>, t: TokenId) -> Option<Vec<TokenId>> {
    let doc = scene.text.doc;
    let lists = &scene.words(t).lists;
    let is_text = |c: TokenId| lists.texts.contains(doc.lemma(c)) && doc.upos(c) == Upos::Noun;
    // "В заявлении МИД отмечается": letters that do not bend, taken for the subject.
    let owner_of_text = |c: TokenId| {
        scene.ru(c)
            && c > 0
            && is_text(c - 1)
            && c < t
            && scene.speaks(c)
            && doc.rel(c - 1).base() == Rel::Obl
    };
    if let Some(c) = doc.children(t).find(|&c| doc.rel(c).is_subject() && owner_of_text(c)) {
        return Some(vec![c]);
    }
    if doc
        .children(t)
        .any(|c| doc.rel(c).base() == Rel::Nsubj && !is_text(c) && !lists.relatives.contains(doc.lemma(c)))
    {
        return None;
    }
    let below = |c: TokenId| {
        doc.children(c)
            .filter(|&k| matches!(doc.rel(k).base(), Rel::Nmod | Rel::Amod | Rel::Compound))
            .filter(|&k| doc.upos(k) != Upos::Adj)
            // "Письмо в ООН", "a letter to the UN": who gets it is not who wrote it.
            .filter(|&k| !doc.children(k).any(|p| p < k && scene.is_in(p, |l| &l.addressed)))
    };
    // "The communiqué of the summit of X": the owner may stand deeper.
    let owner = |c: TokenId| {
        let deeper = || below(c).filter(|&k| scene.is_in(k, |l| &l.venues)).flat_map(below);
        below(c).find(|&k| scene.speaks(k)).or_else(|| deeper().find(|&k| scene.speaks(k)))
    };
    for c in doc.children(t) {
        if is_text(c) && (doc.rel(c).base() == Rel::Obl || doc.rel(c).is_subject()) {
            if let Some(o) = owner(c) {
                return Some(vec![o]);
            }
            return Some(Vec::new());
        }
    }
    // "распространила заявление, в котором сообщается": the subject of the governing verb.
    if doc.rel(t) == Rel::AclRelcl || doc.rel(t) == Rel::Acl {
        let noun = doc.head(t)?;
        if is_text(noun) {
            if let Some(o) = owner(noun) {
                return Some(vec![o]);
            }
            let verb = doc.ancestors(noun).find(|&h| scene.is_verb(h))?;
            return Some(super::speaker::of(scene, verb));
        }
    }
    None
}

/// The set phrase that begins at `t`, and where its group ends.
fn phrase(scene: &Scene<'_>, t: TokenId) -> Option<(Cue, TokenId)> {
    let doc = scene.text.doc;
    let words = scene.words(t);
    let sentence = scene.sentence(t);
    let (end, of, kind) = words.phrases.at(scene.form(t)).find_map(|p| fits(scene, p, t, &sentence))?;
    let speaker = match of {
        Some(o) => o,
        None => following(scene, end, &sentence)?,
    };
    let mut group_end = end;
    if of.is_none() {
        let hull = scene.hull(speaker, &sentence);
        group_end = hull.end.max(speaker + 1).max(end);
        // The name's own phrase ends with the first comma unless it opens an apposition that another comma closes.
        if let Some(comma) = (end..sentence.end).find(|&k| scene.is_comma(k) && k > speaker) {
            group_end = group_end.min(comma);
        }
        if group_end <= speaker {
            group_end = speaker + 1;
        }
    }
    let mut who = speaker;
    let lists = &words.lists;
    if lists.texts.contains(doc.lemma(speaker)) {
        // "According to a tweet by X": its author; a document without one is no speaker.
        let limit = (end..sentence.end).find(|&k| scene.is_comma(k)).unwrap_or(sentence.end);
        group_end = group_end.max(limit);
        let author = ((end..limit).rev()).find(|&k| {
            k != speaker
                && scene.speaks(k)
                && (noun_like(scene, k) || scene.mention(k).is_some())
                && !doc.children(k).any(|c| {
                    c > speaker
                        && c < k
                        && doc.rel(c) == Rel::Case
                        && !lists.agents.contains(doc.lemma(c))
                        && !lists.of.contains(doc.lemma(c))
                })
        });
        who = author?;
        who = climb(scene, who, speaker);
    } else if of.is_none() && !scene.speaks(speaker) {
        return None;
    }
    let unknown = kind == Kind::Named && scene.mention(who).is_none();
    if unknown || kind == Kind::Source && scene.is_outlet(who) {
        return None;
    }
    let cue = Cue {
        at: end - 1,
        tokens: t..end,
        class: Class::Neutral,
        frames: Frames { say: true, ..Frames::default() },
        what: What::Phrase(t, group_end),
        speakers: vec![who],
    };
    Some((cue, group_end))
}

/// The outlet that a set phrase at `t` names as source ("according to AFP").
pub(super) fn outlet_source(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let sentence = scene.sentence(t);
    let (end, of, kind) =
        scene.words(t).phrases.at(scene.form(t)).find_map(|p| fits(scene, p, t, &sentence))?;
    if kind != Kind::Source || of.is_some() {
        return None;
    }
    following(scene, end, &sentence).filter(|&who| scene.is_outlet(who))
}

/// From a word of a name up to the head of the name, below `top`.
fn climb(scene: &Scene<'_>, t: TokenId, top: TokenId) -> TokenId {
    let doc = scene.text.doc;
    let mut at = t;
    while let Some(h) = doc.head(at) {
        let name = matches!(doc.rel(at).base(), Rel::Flat | Rel::Compound | Rel::Appos);
        if h == top || !name {
            break;
        }
        at = h;
    }
    at
}

fn noun_like(scene: &Scene<'_>, t: TokenId) -> bool {
    matches!(scene.text.doc.upos(t), Upos::Noun | Upos::Propn | Upos::Pron)
}

/// Head of the noun phrase behind a set phrase.
fn following(scene: &Scene<'_>, end: TokenId, sentence: &Range<TokenId>) -> Option<TokenId> {
    let doc = scene.text.doc;
    let limit = (end..sentence.end).find(|&k| scene.is_comma(k)).unwrap_or(sentence.end).min(end + 14);
    if let Some(m) = scene
        .cast
        .mentions()
        .iter()
        .filter(|m| m.tokens.contains(&end) && m.how != How::Adjective)
        .max_by_key(|m| m.tokens.len())
    {
        return Some(m.head);
    }
    (end..limit)
        .find(|&k| {
            noun_like(scene, k)
                && doc.head(k).is_none_or(|h| h < end || h >= limit || doc.upos(h) == Upos::Verb)
        })
        .or_else(|| (end..limit).find(|&k| noun_like(scene, k)))
}

/// Whether `word` is the form in lower case; no string is made.
fn is_lower_of(word: &str, form: &str) -> bool {
    form.chars().flat_map(char::to_lowercase).eq(word.chars())
}

fn fits(
    scene: &Scene<'_>,
    phrase: &Phrase,
    t: TokenId,
    sentence: &Range<TokenId>,
) -> Option<(TokenId, Option<TokenId>, Kind)> {
    let mut of = None;
    let mut at = t;
    for word in &phrase.words {
        if at >= sentence.end {
            return None;
        }
        if let Some(word) = word {
            if !is_lower_of(word, scene.form(at)) {
                return None;
            }
            at += 1;
        } else {
            // A possessive pronoun, or a name with its mark of possession.
            let possessive =
                scene.words(at).lists.possessives.contains(scene.form(at).to_lowercase().as_str());
            if possessive {
                of = Some(at);
                at += 1;
            } else {
                let mark = (at + 1..(at + 6).min(sentence.end))
                    .find(|&k| matches!(scene.form(k), "'s" | "’s" | "'" | "’"))?;
                of = Some(mark - 1);
                at = mark + 1;
            }
        }
    }
    Some((at, of, phrase.kind))
}
