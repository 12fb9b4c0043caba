//! From drafts to records.

use std::ops::Range;

use legation_model::{
    ActorKind, ActorRef, DateRef, Evidence, Office, PlaceRef, RecordId, Statement, StatementMode,
};
use legation_nlp::{Rel, TokenId, Upos};
use legation_text::Span;

use super::Said;
use super::clause::dated;
use super::read::Draft;
use super::scene::Scene;
use super::words::Class;
use crate::cast::{ActorIx, How, Participant};
use crate::confidence::UNGRADED;
use crate::place;
use crate::time::Direction;

/// Records of the drafts, dated.
pub(super) fn records(scene: &Scene<'_>, drafts: Vec<Draft>) -> Vec<Said> {
    let mut list: Vec<Said> = Vec::new();
    let mut previous: Option<Participant> = None;
    for draft in drafts {
        let speakers = if draft.speakers.is_empty() {
            previous.clone().into_iter().collect()
        } else {
            draft.speakers.clone()
        };
        let Some(first) = speakers.first().cloned() else { continue };
        list.push(record(scene, &draft, &speakers));
        previous = Some(first);
    }
    dates(scene, &mut list);
    list
}

fn record(scene: &Scene<'_>, draft: &Draft, speakers: &[Participant]) -> Said {
    let article = scene.text.article;
    let content: Vec<Span> = draft.content.iter().map(|c| c.0).collect();
    let key: Vec<String> =
        content.iter().chain(&draft.cue_span).map(|s| format!("{}-{}", s.start, s.end)).collect();
    let mut parts: Vec<&str> = vec![article.id.as_str()];
    parts.extend(key.iter().map(String::as_str));
    let reference = |p: &Participant| reference(scene, p);
    let speaker = reference(&speakers[0]);
    let lang =
        if draft.cue.map_or(article.lang == legation_model::Lang::Ru, |t| scene.ru(t)) { "ru" } else { "en" };
    let record = Statement {
        id: RecordId::of("statement", &parts),
        article: article.id.clone(),
        on_behalf_of: behalf(scene, &speaker, &speakers[0]),
        co_speakers: speakers[1..].iter().map(reference).collect(),
        cue: draft.cue_span.map(|s| article.evidence(s)),
        mode: mode(scene, draft),
        content: content.iter().map(|&s| article.evidence(s)).collect(),
        also: draft.also.iter().map(|&s| article.evidence(s)).collect(),
        addressee: draft.cue.map(|t| hearers(scene, t, &content)).unwrap_or_default(),
        venue: draft.cue.and_then(|t| venue(scene, t)),
        relay: draft.relay.clone(),
        date: draft.cue.and_then(|t| told_on(scene, t, &content)),
        place: draft
            .cue
            .and_then(|t| place::of_clause(scene.text, t))
            .filter(|p| !content.iter().any(|c| c.contains(p.span.span()))),
        records: Vec::new(),
        rule: format!("{lang}/{}", draft.rule),
        confidence: UNGRADED,
        speaker,
    };
    Said { record, speaker: speakers[0].actor, cue: draft.cue, content }
}

/// An actor as the record has it; a phrase that stays a phrase has the country of whom it names ("German officials").
pub(super) fn reference(scene: &Scene<'_>, who: &Participant) -> ActorRef {
    let mut actor = scene.cast.reference(scene.text, who);
    if actor.id.is_none() && actor.country.is_none() {
        actor.country = super::owner::country(scene, who.head);
    }
    if who.actor.is_none() && actor.country.is_none() {
        let inside = scene
            .cast
            .mentions()
            .iter()
            .filter(|m| who.tokens.contains(&m.head) || m.tokens.contains(&who.head));
        let countries: Vec<&str> =
            inside.flat_map(|m| &m.actors).filter_map(|&a| scene.cast.actor(a).country.as_deref()).collect();
        if let Some(first) = countries.first().filter(|c| countries.iter().all(|d| d == *c)) {
            actor.country = Some((*first).to_owned());
        }
    }
    if actor.id.is_none()
        && actor.office.is_none()
        && let Some(words) = described(scene, who)
    {
        scene.text.words(scene.bytes(words)).clone_into(&mut actor.name);
    }
    actor
}

/// "Источник, близкий к переговорам": all that a Russian text tells of somebody without a name.
fn described(scene: &Scene<'_>, who: &Participant) -> Option<Range<TokenId>> {
    let doc = scene.text.doc;
    let head = who.head;
    if !scene.ru(head) || doc.upos(head) != Upos::Noun || !doc.form(head).starts_with(char::is_lowercase) {
        return None;
    }
    let phrase = scene.noun_phrase(head);
    let (start, mut end) = (phrase.start.min(who.tokens.start), phrase.end.max(who.tokens.end));
    let sentence = scene.sentence(head);
    let next = end + TokenId::from(end < sentence.end && scene.is_comma(end));
    let told = next < sentence.end
        && doc.head(next) == Some(head)
        && matches!(doc.rel(next).base(), Rel::Amod | Rel::Acl)
        && doc.rel(next) != Rel::AclRelcl
        && next > end;
    if told {
        let last = (next..sentence.end.min(next + DESCRIPTION))
            .take_while(|&t| t == next || doc.is_under(t, next) && !scene.is_comma(t));
        end = last.last()? + 1;
    }
    let words = start..end;
    (words != who.tokens).then_some(words)
}

/// Words that may describe somebody behind his noun.
const DESCRIPTION: TokenId = 10;

/// The date that the cue's own words give; a time inside the content is that of what is told.
fn told_on(scene: &Scene<'_>, cue: TokenId, content: &[Span]) -> Option<DateRef> {
    scene
        .times
        .for_clause(scene.text, cue)
        .into_iter()
        .filter(|t| !content.iter().any(|c| c.contains(scene.span(t.head))))
        .find_map(|t| scene.times.date_ref(scene.text, t, Direction::Past))
}

fn mode(scene: &Scene<'_>, draft: &Draft) -> StatementMode {
    if draft.content.iter().all(|c| c.1) {
        return StatementMode::Direct;
    }
    let quoted = draft.content.iter().any(|c| c.1)
        || scene.quotes.iter().any(|q| {
            q.depth == 0 && scene.is_speech(q) && draft.content.iter().any(|c| c.0.contains(q.outer))
        });
    if quoted { StatementMode::Mixed } else { StatementMode::Indirect }
}

/// The body for which a spokesperson speaks.
fn behalf(scene: &Scene<'_>, speaker: &ActorRef, who: &Participant) -> Option<ActorRef> {
    let spokes = speaker.office == Some(Office::Spokesperson);
    if spokes
        && let Some(of) = scene
            .cast
            .offices()
            .iter()
            .find(|o| o.office == Office::Spokesperson && o.person.id == speaker.id && o.person.id.is_some())
            .and_then(|o| o.of.clone())
    {
        return Some(of);
    }
    let doc = scene.text.doc;
    let titled = who.tokens.clone().find(|&t| scene.words(t).lists.spokespersons.contains(doc.lemma(t)))?;
    let owner =
        doc.children(titled).find(|&c| doc.rel(c).base() == Rel::Nmod && scene.cast.at(c).is_some())?;
    let people = scene.cast.participants(scene.text, owner, None);
    people.first().filter(|p| p.actor != who.actor).map(|p| scene.cast.reference(scene.text, p))
}

fn hearers(scene: &Scene<'_>, t: TokenId, content: &[Span]) -> Vec<ActorRef> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for c in doc.children(t) {
        if asked(scene, t, c, content) {
            let people = scene.people(c);
            out.extend(people.iter().filter(|p| p.actor.is_some()).map(|p| reference(scene, p)));
            continue;
        }
        if matches!(doc.rel(c), Rel::Iobj | Rel::Obj | Rel::Obl)
            && scene.words(c).lists.hearers.contains(doc.lemma(c))
            && !doc.children(c).any(|k| scene.is_in(k, |l| &l.reference_to))
        {
            let words = scene.text.evidence(scene.bytes(scene.noun_phrase(c)));
            out.push(ActorRef {
                id: None,
                name: words.quote.clone(),
                label: words.quote.clone(),
                kind: ActorKind::Group,
                country: None,
                sectors: vec![legation_model::Sector::Jrn],
                office: None,
                spans: vec![words],
            });
        }
    }
    out
}

/// Whether dependant `c` of a request is whom it is addressed to ("called on X to …", "потребовал от X").
fn asked(scene: &Scene<'_>, t: TokenId, c: TokenId, content: &[Span]) -> bool {
    let doc = scene.text.doc;
    let asks = scene.words(t).cues.get(doc.lemma(t)).is_some_and(|e| e.class == Class::Ask);
    let mention = || scene.mention(c).is_some_and(|m| m.how != How::Adjective);
    asks && matches!(doc.rel(c).base(), Rel::Obj | Rel::Iobj | Rel::Obl)
        && doc.upos(c) != Upos::Pron
        && !content.iter().any(|s| s.contains(scene.span(c)))
        && doc
            .children(c)
            .filter(|&p| doc.rel(p) == Rel::Case && p < c)
            .all(|p| scene.words(p).lists.asked.contains(scene.form(p).to_lowercase().as_str()))
        && mention()
}

fn venue(scene: &Scene<'_>, t: TokenId) -> Option<Evidence> {
    let doc = scene.text.doc;
    let c = doc.children(t).find(|&c| {
        doc.rel(c).base() == Rel::Obl
            && scene.words(c).lists.venues.contains(doc.lemma(c))
            && doc.children(c).any(|p| doc.rel(p) == Rel::Case)
    })?;
    Some(scene.text.evidence(scene.bytes(scene.noun_phrase(c))))
}

/// A statement without a date of its own takes that of the same speaker's words before it, or of the story's news.
fn dates(scene: &Scene<'_>, list: &mut [Said]) {
    let article = scene.text.article;
    let today = article.published.as_ref().and_then(|p| p.start).map(|d| DateRef::day(d, None));
    let lead = list.first().and_then(|s| s.speaker);
    let mut known: Vec<(ActorIx, DateRef)> = Vec::new();
    let line = place::of_dateline(scene.text);
    let mut places: Vec<(ActorIx, PlaceRef)> = Vec::new();
    for said in list {
        let earlier =
            said.cue.is_some_and(|t| scene.text.doc.children(t).any(|c| scene.is_in(c, |l| &l.earlier)));
        let own = said.record.date.clone();
        let own_time = said.cue.is_some_and(|t| scene.text.doc.children(t).any(|c| dated(scene, c)));
        if let Some(date) = &said.record.date {
            if let Some(who) = said.speaker {
                known.retain(|k| k.0 != who);
                known.push((who, date.clone()));
            }
        } else if said.cue.is_none() {
            said.record.date.clone_from(&today);
        } else if !earlier && !own_time {
            let before = said.speaker.and_then(|who| known.iter().find(|k| k.0 == who)).map(|k| k.1.clone());
            let news = || {
                (article.dateline.is_some() && said.speaker.is_some() && said.speaker == lead)
                    .then(|| today.clone())
                    .flatten()
            };
            said.record.date = before.or_else(news);
        }
        // So with its place, where it was said on the same day; the dateline's where nothing else is said.
        let same = |d: &Option<DateRef>| {
            d.as_ref().zip(today.as_ref()).is_some_and(|(d, t)| d.start == t.start && d.end == t.end)
        };
        if let Some(place) = &said.record.place {
            if let Some(who) = said.speaker {
                places.retain(|k| k.0 != who);
                places.push((who, place.clone()));
            }
        } else if said.cue.is_some() && !earlier {
            let before = said
                .speaker
                .filter(|_| own.is_none())
                .and_then(|who| places.iter().find(|k| k.0 == who))
                .map(|k| k.1.clone());
            let day = said.speaker.is_some() && (said.record.date.is_none() || same(&said.record.date));
            // Whom a story from elsewhere quotes besides did not speak in its town.
            let there = |p: &PlaceRef| {
                said.speaker == lead
                    || said.speaker.is_none_or(|s| {
                        let country = &scene.cast.actor(s).country;
                        country.is_none() || *country == p.country
                    })
            };
            said.record.place = before.or_else(|| line.clone().filter(|p| day && there(p)));
        }
    }
}
