//! Writes an act down as a record.

use std::collections::BTreeSet;

use legation_model::{
    ActorKind, ActorRef, Cameo, Certainty, DateRef, Event, Evidence, Mode, PlaceRef, Plover, RecordId,
    StatementMode, Status, Tense, ontology,
};
use legation_nlp::tags::VerbForm;
use legation_nlp::{Rel, TokenId, Upos};

use crate::attach::in_complement;
use crate::cast::{ActorIx, Cast, Participant};
use crate::confidence::UNGRADED;
use crate::place;
use crate::statements::{Said, Statements};
use crate::text::Text;
use crate::time::{Direction, Times};

use super::Deed;
use super::act::Act;
use super::conditions;
use super::contexts;
use super::cues::Cue;
use super::sides::is_union;

/// The record of an act, with its date, place, holder and evidence.
pub(super) fn deed(
    text: &Text<'_>,
    times: &Times,
    cast: &Cast,
    statements: &Statements,
    mut act: Act,
) -> Deed {
    let doc = text.doc;
    let head = act.trigger.2;
    let said = statements.holding(doc.span(head));
    let on_condition = conditions::depends(text, &text.rules.index, &act);
    let mut modality = act.modality();
    let ahead = matches!(modality.status, Status::Planned | Status::Possible);
    let direction = if ahead { Direction::Future } else { Direction::Past };
    // "Demanded that X withdraw by May": what lies in the clause of what is wanted is not the day of the demand.
    let cues = &text.rules.index.cues;
    let inner = act.plover == Plover::Agree && act.performed && act.inner.is_some() && !ahead;
    let wanted = act.at != head
        && (inner
            || doc.children_by(act.at, Rel::Mark).any(|m| cues.is(doc.lang(m), Cue::Purpose, doc.lemma(m))));
    let mut date = if wanted { None } else { times.of_clause(text, act.at, direction) };
    if date.is_none() && act.at != head && !ahead {
        date = times.of_clause(text, head, direction);
    }
    let own = |span: &Evidence| {
        let at = doc.token_at(span.byte_start);
        let trigger = act.trigger.0..act.trigger.1 + 1;
        ahead || !at.is_some_and(|t| [act.at, head].iter().any(|&deed| in_complement(doc, t, deed, &trigger)))
    };
    date = date.filter(|d| d.span.as_ref().is_none_or(|s| own(s) && !is_new_day(text, &act, s)));
    // An act done by an utterance has the day and place of the utterance.
    let utterance = said
        .filter(|s| uttered(&act, s))
        .or_else(|| statements.list.iter().find(|s| s.cue == Some(head)).filter(|_| speaks(&act)));
    if date.is_none() && !ahead {
        date = utterance.and_then(|s| s.record.date.clone());
    }
    let meeting = act.plover == Plover::Consult && !act.modes.contains(&Mode::Visit);
    if date.is_none() && modality.status == Status::Asserted && meeting {
        date = on_the_day(text, times, statements, &act);
    }
    if modality.status == Status::Historical && modality.certainty == Certainty::Certain {
        modality.tense = Tense::Past;
    }
    // The inner deed of an act of speech has a place of its own.
    let near = if speaks(&act) {
        place::of_speech(text, head)
    } else {
        place::of_clause(text, act.at).or_else(|| place::of_clause(text, head))
    };
    // "Discussed the situation in Syria": that is what was talked of.
    let topic = |p: &PlaceRef| {
        let inside = |o: TokenId| {
            let span = text.doc.cover(text.doc.subtree(o));
            text.doc.rel(o) == Rel::Obj && (span.start..span.end).contains(&p.span.byte_start)
        };
        text.rules.index.discusses(text.doc, act.at) && text.doc.children(act.at).any(inside)
    };
    let place =
        near.filter(|p| own(&p.span) && !topic(p)).or_else(|| utterance.and_then(|s| s.record.place.clone()));
    act.recipients = distinct(text, cast, std::mem::take(&mut act.recipients));
    let home = act.home.clone();
    let refs = |list: &[Participant]| {
        list.iter().map(|p| refer(text, cast, p, home.as_deref())).collect::<Vec<ActorRef>>()
    };
    let (actors, recipients) = (refs(&act.actors), refs(&act.recipients));
    let trigger = text.tokens(words(&act));
    let mut modes = act.modes.clone();
    if act.plover == Plover::Consult && modes.is_empty() && many(text, cast, &act) {
        modes.push(Mode::Multilateral);
    }
    modes.retain(|&m| ontology::modes(act.plover).any(|(allowed, _)| allowed == m));
    let teller = act.teller.first().map(|p| cast.reference(text, p));
    let holder = teller.or_else(|| said.map(|s| s.record.speaker.clone()));
    let key = format!("{}-{}", trigger.byte_start, trigger.byte_end);
    let ids = |list: &[ActorRef]| {
        list.iter().map(|a| a.id.clone().unwrap_or_else(|| a.name.clone())).collect::<Vec<_>>().join(",")
    };
    let record = Event {
        id: RecordId::of(
            "event",
            &[text.article.id.as_str(), &key, act.plover.as_str(), &ids(&actors), &ids(&recipients)],
        ),
        article: text.article.id.clone(),
        plover: act.plover,
        deed: act.inner.map(|(_, p)| p),
        contexts: contexts::of(text, &act),
        cameo: Some(Cameo(
            act.cameo.clone().unwrap_or_else(|| ontology::cameo_root(act.plover, &modes).to_owned()),
        )),
        quad: ontology::quad(act.plover),
        score: ontology::score(act.plover, &modes),
        modes,
        actors,
        recipients,
        date,
        place,
        status: modality.status,
        polarity: modality.polarity,
        certainty: modality.certainty,
        tense: modality.tense,
        holder,
        relay: said.map(|s| s.record.relay.clone()).unwrap_or_default(),
        statement: said.map(|s| s.record.id.clone()),
        trigger,
        also: Vec::new(),
        rule: act.rule,
        confidence: UNGRADED,
    };
    Deed {
        record,
        trigger: head,
        inner: act.inner.map(|(t, _)| t),
        inner_type: act.inner.map(|(_, p)| p),
        attends: act.attends,
        called_off: act.called_off,
        on_condition,
        matter: matter(text, act.trigger.2),
        actors: act.actors,
        recipients: act.recipients,
    }
}

/// "Put off to April": whether the time is that to which the act was put off, not that of putting off.
fn is_new_day(text: &Text<'_>, act: &Act, time: &Evidence) -> bool {
    let (doc, cues) = (text.doc, &text.rules.index.cues);
    let Some(t) = doc.token_at(time.byte_start).filter(|_| act.called_off) else { return false };
    let outside = |a: &TokenId| doc.span(*a).start < time.byte_start || doc.span(*a).end > time.byte_end;
    let verb = doc.ancestors(t).find(|a| outside(a) && doc.upos(*a) != Upos::Adp);
    let mut near = std::iter::once(t).chain(t.checked_sub(1));
    verb == Some(act.trigger.2) && near.any(|p| cues.is(doc.lang(p), Cue::NewDay, doc.lemma(p)))
}

/// The participant as a record refers to it; a city stands for its state, a crowd is of the place.
fn refer(text: &Text<'_>, cast: &Cast, p: &Participant, home: Option<&str>) -> ActorRef {
    let mut actor = cast.reference(text, p);
    // A name that nobody knows is none of the crowd.
    let named = p.actor.is_some() && actor.id.is_some() && actor.kind != ActorKind::Body;
    if let Some(home) = home.filter(|_| actor.country.is_none() && !named) {
        actor.country = Some(home.to_owned());
        if actor.kind == ActorKind::Body {
            actor.id = actor.id.map(|id| format!("{}-{id}", home.to_lowercase()));
        }
    }
    if actor.country.is_none() && p.actor.is_none_or(|ix| is_stranger(cast, ix)) {
        actor.country = place::city(text, p.head).and_then(|(_, place)| place.country);
    }
    actor
}

/// Without cities that stand for a state which is there already: "the Ukrainian city of Kherson".
fn distinct(text: &Text<'_>, cast: &Cast, list: Vec<Participant>) -> Vec<Participant> {
    let city = |p: &Participant| p.actor.is_none_or(|ix| is_stranger(cast, ix));
    let states: Vec<String> =
        list.iter().filter(|p| !city(p)).filter_map(|p| refer(text, cast, p, None).country).collect();
    let again = |p: &Participant| {
        !states.is_empty()
            && city(p)
            && refer(text, cast, p, None).country.is_some_and(|c| states.contains(&c))
    };
    list.into_iter().filter(|p| !again(p)).collect()
}

/// A name that is known only for standing where a state would.
fn is_stranger(cast: &Cast, ix: ActorIx) -> bool {
    let actor = cast.actor(ix);
    actor.country.is_none() && matches!(actor.kind, ActorKind::State | ActorKind::Group)
}

/// The head word of what the trigger governs: an infinitive or clause, or what thanks are given for.
fn matter(text: &Text<'_>, trigger: TokenId) -> Option<String> {
    let doc = text.doc;
    let verb = doc.children(trigger).find(|&c| {
        matches!(doc.rel(c).base(), Rel::Xcomp | Rel::Ccomp)
            || matches!(doc.rel(c), Rel::Acl | Rel::Csubj | Rel::CsubjPass)
                && doc.upos(c) == Upos::Verb
                && doc.feats(c).form == Some(VerbForm::Inf)
    });
    let cause = || {
        doc.children(trigger).find(|&c| {
            doc.rel(c).base() == Rel::Obl
                && doc
                    .child(c, Rel::Case)
                    .is_some_and(|p| text.rules.index.cues.is(doc.lang(p), Cue::Matter, doc.lemma(p)))
        })
    };
    verb.or_else(cause).map(|t| doc.lemma(t).to_owned())
}

/// The trigger's words: the wording as a whole where it is short, else its head alone.
fn words(act: &Act) -> std::ops::Range<TokenId> {
    let (first, last, head) = act.trigger;
    if last - first <= 3 { first..last + 1 } else { head..head + 1 }
}

/// The day of the story, for a meeting that is under way in it, or of whose words it is the transcript.
fn on_the_day(text: &Text<'_>, times: &Times, statements: &Statements, act: &Act) -> Option<DateRef> {
    let (doc, head, at) = (text.doc, act.trigger.2, act.at);
    let present = |t: TokenId| {
        doc.feats(t).form == Some(VerbForm::Fin)
            && doc.feats(t).tense == Some(legation_nlp::tags::Tense::Pres)
    };
    let verb = doc.head(at).filter(|_| doc.upos(at) == Upos::Noun);
    if present(head) || present(at) || verb.is_some_and(present) {
        return times.of_dateline(text);
    }
    let lead = doc.sentence(head).tokens.start < doc.sentences().get(2).map_or(0, |s| s.tokens.start);
    let published = text.article.published.as_ref()?;
    let day = published.start.filter(|_| published.start == published.end)?;
    let transcript =
        statements.list.iter().any(|s| s.cue.is_none() && s.record.mode == StatementMode::Direct);
    (lead && transcript).then(|| DateRef::day(day, None))
}

/// Whether the deed is done by the utterance that holds it.
fn uttered(act: &Act, said: &Said) -> bool {
    speaks(act) && said.speaker.is_some() && act.actors.iter().any(|p| p.actor == said.speaker)
}

/// Whether it is done with words.
fn speaks(act: &Act) -> bool {
    matches!(
        act.plover,
        Plover::Support
            | Plover::Reject
            | Plover::Request
            | Plover::Accuse
            | Plover::Threaten
            | Plover::Concede
    )
}

/// Gives what is signed, agreed or talked of right after a meeting the place of that meeting.
pub(super) fn set_places(text: &Text<'_>, list: &mut [Deed]) {
    let doc = text.doc;
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by_key(|&i| list[i].trigger);
    let mut scene: Option<(usize, PlaceRef, BTreeSet<String>)> = None;
    for i in order {
        let deed = &list[i];
        if text.in_title(deed.trigger) || deed.record.status != Status::Asserted {
            continue;
        }
        let sentence = doc.sentences().partition_point(|s| s.tokens.end <= deed.trigger);
        let record = &deed.record;
        let who: BTreeSet<String> =
            record.actors.iter().filter_map(|a| a.country.clone().or_else(|| a.id.clone())).collect();
        let meets = record.plover == Plover::Consult;
        let Some(place) = record.place.clone() else {
            let near = scene.as_ref().filter(|(at, _, there)| {
                sentence - at <= 2 && !there.is_disjoint(&who) && (meets || there.is_superset(&who))
            });
            if let Some((_, place, _)) = near
                && record.holder.is_none()
                && matches!(record.plover, Plover::Consult | Plover::Agree | Plover::Support)
            {
                list[i].record.place = Some(place.clone());
            }
            continue;
        };
        if meets && place.lat.is_some() && record.holder.is_none() {
            scene = Some((sentence, place, who));
        }
    }
}

/// Marks as historical what took place two or more days before the news: the latest day that the story asserts, or
/// its publication.
pub(super) fn set_history(text: &Text<'_>, list: &mut [Deed]) {
    let Some(published) = text.article.published.as_ref().and_then(|p| p.start) else {
        return set_history_undated(text, list);
    };
    let end = |d: &Deed| d.record.date.as_ref().and_then(|d| d.end).filter(|&e| e <= published);
    let news = list
        .iter()
        .filter(|d| d.record.status == Status::Asserted)
        .filter_map(end)
        .max()
        .filter(|&day| (published - day).get_days() < 7)
        .unwrap_or(published);
    for deed in list.iter_mut().filter(|d| d.record.status == Status::Asserted) {
        if end(deed).is_some_and(|e| (news - e).get_days() >= 2) {
            deed.record.status = Status::Historical;
            deed.record.tense = Tense::Past;
        }
    }
}

/// Sentences that tell the news of a story.
const LEAD: usize = 3;

/// The same where nobody says when the story was published: what has a day with its year, two days or more before the first one of the
/// lead, or further down where the lead has none.
fn set_history_undated(text: &Text<'_>, list: &mut [Deed]) {
    let doc = text.doc;
    let lead = |d: &Deed| doc.sentence_index(d.trigger) < LEAD;
    let end = |d: &Deed| d.record.date.as_ref().and_then(|d| d.end);
    let news = list.iter().filter(|d| lead(d) && d.record.status != Status::Historical).find_map(end);
    let has_year = |d: &Deed| {
        let span = d.record.date.as_ref().and_then(|d| d.span.as_ref());
        span.is_some_and(|s| s.quote.as_bytes().windows(4).any(|w| w.iter().all(u8::is_ascii_digit)))
    };
    for deed in list.iter_mut().filter(|d| d.record.status == Status::Asserted) {
        let Some(day) = end(deed).filter(|_| has_year(deed)) else { continue };
        if news.map_or(!lead(deed), |news| (news - day).get_days() >= 2) {
            deed.record.status = Status::Historical;
            deed.record.tense = Tense::Past;
        }
    }
}

/// Three countries or more, or an international organisation.
fn many(text: &Text<'_>, cast: &Cast, act: &Act) -> bool {
    let mut countries = std::collections::BTreeSet::new();
    let mut organisation = false;
    for ix in act.actors.iter().filter_map(|p| p.actor) {
        let actor = cast.actor(ix);
        countries.extend(actor.country.as_deref());
        organisation |= match &actor.country {
            // The leaders of a union, not its secretary-general and his guest.
            Some(country) => {
                is_union(text, country) && (actor.kind == ActorKind::Organisation || act.actors.len() == 1)
            }
            None => actor.kind == ActorKind::Organisation && actor.id.is_some(),
        };
    }
    countries.len() >= 3 || organisation
}
