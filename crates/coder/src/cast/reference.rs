//! From a noun phrase to the participants that it names, and to actors as records refer to them.

use std::ops::Range;

use legation_lexicon::agents::{Link, Refers};
use legation_lexicon::phrase::Seen;
use legation_lexicon::small::Small;
use legation_model::{ActorKind, ActorRef, Lang};
use legation_nlp::tags::{Animacy, Case, Number, Rel};
use legation_nlp::{Doc, NameKind, TokenId, Upos};

use super::{ActorIx, Cast, How, Mention, Participant};
use crate::text::Text;

/// How deep coordination may nest.
const DEPTH: usize = 12;

pub(super) fn participants(
    cast: &Cast,
    text: &Text<'_>,
    head: TokenId,
    speaker: Option<ActorIx>,
) -> Vec<Participant> {
    let mut out = Vec::new();
    if (head as usize) < text.doc.len() {
        gather(cast, text, head, speaker, DEPTH, &mut out);
    }
    out
}

fn gather(
    cast: &Cast,
    text: &Text<'_>,
    head: TokenId,
    speaker: Option<ActorIx>,
    depth: usize,
    out: &mut Vec<Participant>,
) {
    let doc = text.doc;
    let own = of_head(cast, text, head, speaker);
    let inner = own.first().map_or(head..head + 1, |p| p.tokens.clone());
    for p in own {
        let known = p.actor.is_some() && out.iter().any(|o| o.actor == p.actor);
        if !known {
            out.push(p);
        }
    }
    if depth == 0 {
        return;
    }
    for child in doc.children(head) {
        let noun = matches!(doc.upos(child), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::X);
        let joined = match doc.rel(child) {
            Rel::Conj => noun && !inner.contains(&child),
            // "Лавров с Рыженковым": right behind the first.
            Rel::Nmod | Rel::Obl => !out.is_empty() && comitative(text, head, child, &inner),
            // One state is never another: "Malta, the tiny Belgium and Spain" lost its "and" in the tree.
            Rel::Appos => noun && child > head && another_state(cast, text, out, child),
            _ => false,
        };
        if joined {
            gather(cast, text, child, speaker, depth - 1, out);
        }
    }
    // Coordination inside a mention ("лидеры России и Турции Путин и Эрдоган") is told by the mention itself.
}

/// Whether `child` heads the name of a state beside states.
fn another_state(cast: &Cast, text: &Text<'_>, before: &[Participant], child: TokenId) -> bool {
    let is_state = |ix: ActorIx| cast.actor(ix).kind == ActorKind::State;
    let states = !before.is_empty() && before.iter().all(|p| p.actor.is_some_and(is_state));
    let named = |m: &Mention| {
        m.how == How::Name
            && m.head == child
            && m.actors.iter().all(|&ix| is_state(ix) && before.iter().all(|p| p.actor != Some(ix)))
    };
    states && mention_of(cast, text, child).is_some_and(named)
}

/// "X with Y" where Y acts beside X.
fn comitative(text: &Text<'_>, head: TokenId, child: TokenId, inner: &Range<TokenId>) -> bool {
    let doc = text.doc;
    if !doc.rel(head).is_subject() {
        return false;
    }
    let Some(case) = doc.child(child, Rel::Case) else { return false };
    let lang = doc.lang(head);
    let with = text.lexicon.agents().links(lang, Link::With, &doc.form(case).to_lowercase());
    let instrumental = lang != Lang::Ru || doc.feats(child).case == Some(Case::Ins);
    with && instrumental && case >= inner.start && case <= inner.end + 1 && animate(text, child)
}

fn animate(text: &Text<'_>, t: TokenId) -> bool {
    matches!(text.doc.upos(t), Upos::Propn | Upos::Noun)
}

/// Participants of the phrase without its coordination.
fn of_head(cast: &Cast, text: &Text<'_>, head: TokenId, speaker: Option<ActorIx>) -> Vec<Participant> {
    let doc = text.doc;
    if let Some(own) = first_person(cast, text, head, speaker) {
        return own;
    }
    // "Группировка «Хезболла»", "движение ХАМАС": the name behind a word for any such group.
    let nameless = |m: &Mention| {
        m.actors.iter().all(|&a| {
            let actor = cast.actor(a);
            actor.kind == ActorKind::Group && actor.id.is_none() && actor.country.is_none()
        })
    };
    let mention = mention_of(cast, text, head);
    if mention.is_none_or(nameless)
        && let Some(name) = named_below(cast, text, head)
    {
        let known = |&actor: &ActorIx| Participant { actor: Some(actor), tokens: name.tokens.clone(), head };
        return name.actors.iter().map(known).collect();
    }
    if let Some(mention) = mention {
        let unknown = mention.how == How::Name
            && mention.actors.iter().all(|&a| cast.actor(a).kind == ActorKind::Group)
            && text.doc.names().iter().any(|n| n.kind == NameKind::Place && n.tokens.contains(&head));
        if (mention.how == How::Metonym || unknown) && is_place(text, mention) {
            return Vec::new();
        }
        return mention
            .actors
            .iter()
            .map(|&actor| Participant { actor: Some(actor), tokens: mention.tokens.clone(), head })
            .collect();
    }
    // The name may hang below a noun that is no actor word: "компания «Х»", "гость Иван Петров".
    if matches!(doc.upos(head), Upos::Noun | Upos::Propn) {
        for child in doc.children(head) {
            if matches!(doc.rel(child).base(), Rel::Appos | Rel::Flat)
                && let Some(mention) = mention_of(cast, text, child)
            {
                return mention
                    .actors
                    .iter()
                    .map(|&actor| Participant { actor: Some(actor), tokens: mention.tokens.clone(), head })
                    .collect();
            }
        }
    }
    Vec::new()
}

/// The group or organisation whose name stands right under a Russian noun.
fn named_below<'c>(cast: &'c Cast, text: &Text<'_>, head: TokenId) -> Option<&'c Mention> {
    let doc = text.doc;
    // "Журналист «Таймс»" is not his paper.
    let person = doc.feats(head).animacy == Some(Animacy::Anim);
    if doc.lang(head) != Lang::Ru || doc.upos(head) != Upos::Noun || person {
        return None;
    }
    let group = |m: &&Mention| {
        m.how == How::Name
            && m.actors.iter().all(|&a| {
                let actor = cast.actor(a);
                matches!(actor.kind, ActorKind::Group | ActorKind::Organisation) && actor.id.is_some()
            })
    };
    doc.children(head)
        .filter(|&c| c > head && doc.upos(c) != Upos::Adj)
        .filter(|&c| match doc.rel(c).base() {
            Rel::Appos | Rel::Flat => true,
            // A name that does not bend.
            Rel::Nmod => c == head + 1 && doc.feats(c).case != Some(Case::Gen),
            _ => false,
        })
        .find_map(|c| mention_of(cast, text, c).filter(group))
}

/// The mention that `head` stands for: headed by it, or a name or title in which it stands.
fn mention_of<'c>(cast: &'c Cast, text: &Text<'_>, head: TokenId) -> Option<&'c Mention> {
    if let Some(mention) = cast.at(head) {
        return Some(mention);
    }
    let inner = cast.covering(head)?;
    let noun = matches!(text.doc.upos(head), Upos::Noun | Upos::Propn | Upos::Pron | Upos::X | Upos::Adj);
    (noun && inner.how != How::Adjective).then(|| {
        // A name inside its title: the whole of it.
        cast.mentions
            .iter()
            .filter(|m| m.actors == inner.actors && m.tokens.contains(&head))
            .max_by_key(|m| m.tokens.len())
            .unwrap_or(inner)
    })
}

/// A capital after a preposition of place is a place.
fn is_place(text: &Text<'_>, mention: &Mention) -> bool {
    let doc = text.doc;
    let lang = doc.lang(mention.head);
    let place = |t: TokenId| text.lexicon.agents().links(lang, Link::Place, &doc.form(t).to_lowercase());
    let before = mention
        .tokens
        .start
        .checked_sub(1)
        .filter(|&t| doc.sentence_index(t) == doc.sentence_index(mention.head));
    if before.is_some_and(place) {
        return true;
    }
    if doc.child(mention.head, Rel::Case).is_some_and(place) {
        return true;
    }
    // "в Москве и Минске"
    doc.rel(mention.head) == Rel::Conj
        && doc.head(mention.head).and_then(|h| doc.child(h, Rel::Case)).is_some_and(place)
}

/// "We", "our country", "I": the speaker's side or the speaker.
fn first_person(
    cast: &Cast,
    text: &Text<'_>,
    head: TokenId,
    speaker: Option<ActorIx>,
) -> Option<Vec<Participant>> {
    let doc = text.doc;
    let lang = doc.lang(head);
    let refers = |t: TokenId| {
        let word = [Seen::new(doc.form(t), doc.lemma(t))];
        text.lexicon.agents().refers(lang, &word).map(|(_, r)| r)
    };
    let side = |tokens: Range<TokenId>| {
        let state = speaker.and_then(|s| side_of(cast, s));
        let actor = state.or(speaker);
        Some(actor.map(|a| Participant { actor: Some(a), tokens, head }).into_iter().collect())
    };
    match refers(head) {
        Some(Refers::Me) if doc.upos(head) == Upos::Pron => {
            return Some(
                speaker
                    .map(|s| Participant { actor: Some(s), tokens: head..head + 1, head })
                    .into_iter()
                    .collect(),
            );
        }
        Some(Refers::Us) if doc.upos(head) == Upos::Pron => return side(head..head + 1),
        _ => {}
    }
    // "our country", "наша сторона", "our government"
    let ours = doc.children(head).filter(|&c| c < head).find(|&c| {
        matches!(refers(c), Some(Refers::Ours))
            && matches!(doc.rel(c).base(), Rel::Det | Rel::Amod | Rel::Nmod)
    })?;
    let word = [Seen::new(doc.form(head), doc.lemma(head))];
    let agents = text.lexicon.agents();
    // "Our neighbours ask for help": others.
    if agents.small().parts(doc.lemma(head)).any(&[Small::Peer]) {
        return None;
    }
    let kind = agents.refers(lang, &word).map(|(_, r)| r);
    let singular = doc.feats(head).number != Some(legation_nlp::tags::Number::Plur);
    let actorly = matches!(kind, Some(Refers::State | Refers::Side | Refers::States) if singular)
        || agents.agent(lang, &word).is_some()
        || agents.small().parts(doc.lemma(head)).any(&[Small::StateNoun]) && singular;
    if actorly { side(ours..head + 1) } else { None }
}

/// The state (or organisation) that a person or body speaks for, where the article names it.
fn side_of(cast: &Cast, speaker: ActorIx) -> Option<ActorIx> {
    let actor = cast.actor(speaker);
    if matches!(actor.kind, ActorKind::State | ActorKind::Polity | ActorKind::Organisation) {
        return Some(speaker);
    }
    let country = actor.country.as_deref()?;
    (0..cast.actors.len() as u32).map(ActorIx).find(|&ix| cast.actor(ix).id.as_deref() == Some(country))
}

pub(super) fn reference(cast: &Cast, text: &Text<'_>, participant: &Participant) -> ActorRef {
    let words = text.tokens(participant.tokens.clone());
    let Some(ix) = participant.actor else {
        return ActorRef {
            id: None,
            name: words.quote.clone(),
            label: words.quote.clone(),
            kind: if is_one_person(text.doc, participant.head) {
                ActorKind::Person
            } else {
                ActorKind::Group
            },
            country: None,
            sectors: Vec::new(),
            office: None,
            spans: vec![words],
        };
    };
    let actor = cast.actor(ix);
    let name = match actor.kind {
        ActorKind::Person if actor.id.is_some() => actor.name.clone(),
        _ => own_words(cast, text, participant, ix).unwrap_or_else(|| actor.name.clone()),
    };
    actor.called(name, [words])
}

/// A singular Russian noun of living beings: «полковник», «посол».
pub(crate) fn is_one_person(doc: &Doc, head: TokenId) -> bool {
    let feats = doc.feats(head);
    doc.lang(head) == Lang::Ru
        && doc.upos(head) == Upos::Noun
        && feats.animacy == Some(Animacy::Anim)
        && feats.number == Some(Number::Sing)
}

/// The words themselves where they name the actor; a pronoun or "the sides" does not.
fn own_words(cast: &Cast, text: &Text<'_>, participant: &Participant, ix: ActorIx) -> Option<String> {
    let mention = cast.mentions.iter().find(|m| m.tokens == participant.tokens && m.actors.contains(&ix))?;
    let names = match mention.how {
        How::Name | How::Adjective => true,
        How::Title => cast.actor(ix).id.is_none() || cast.actor(ix).kind == ActorKind::Group,
        How::Pronoun | How::Metonym => mention.how == How::Metonym,
    };
    (names && mention.actors.len() == 1)
        .then(|| text.words(text.doc.cover(participant.tokens.clone())).to_owned())
}
