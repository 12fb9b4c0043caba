//! Writes an act down as a record.

use legation_model::{
    ActorKind, ActorRef, Cameo, Certainty, Event, Mode, Plover, RecordId, Status, Tense, ontology,
};

use crate::cast::{Cast, Participant};
use crate::confidence::UNGRADED;
use crate::place;
use crate::statements::{Said, Statements};
use crate::text::Text;
use crate::time::{Direction, Times};

use super::Deed;
use super::compose::Act;
use super::contexts;

/// The record of an act, with its date, place, holder and evidence.
pub(super) fn deed(text: &Text<'_>, times: &Times, cast: &Cast, statements: &Statements, act: Act) -> Deed {
    let doc = text.doc;
    let head = act.trigger.2;
    let said = statements.holding(doc.span(head));
    let mut modality = act.modality();
    let ahead = matches!(modality.status, Status::Planned | Status::Possible);
    let direction = if ahead { Direction::Future } else { Direction::Past };
    let mut date = times.of_clause(text, act.at, direction);
    if date.is_none() && act.at != head && !ahead {
        date = times.of_clause(text, head, direction);
    }
    if date.is_none() && said.is_some_and(|s| uttered(&act, s)) {
        date = said.and_then(|s| s.record.date.clone());
    }
    if modality.status == Status::Historical && modality.certainty == Certainty::Certain {
        modality.tense = Tense::Past;
    }
    let place = place::of_clause(text, act.at).or_else(|| place::of_clause(text, head));
    let refs = |list: &[Participant]| list.iter().map(|p| cast.reference(text, p)).collect::<Vec<ActorRef>>();
    let (actors, recipients) = (refs(&act.actors), refs(&act.recipients));
    let trigger = text.tokens(words(&act));
    let mut modes = act.modes.clone();
    if act.plover == Plover::Consult && modes.is_empty() && many(cast, &act) {
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
        rule: act.rule,
        confidence: UNGRADED,
    };
    Deed {
        record,
        trigger: head,
        inner: act.inner.map(|(t, _)| t),
        inner_type: act.inner.map(|(_, p)| p),
        actors: act.actors,
        recipients: act.recipients,
    }
}

/// The trigger's words: the wording as a whole where it is short, else its head alone.
fn words(act: &Act) -> std::ops::Range<legation_nlp::TokenId> {
    let (first, last, head) = act.trigger;
    if last - first <= 3 { first..last + 1 } else { head..head + 1 }
}

/// Whether the deed is done by the utterance that holds it.
fn uttered(act: &Act, said: &Said) -> bool {
    let speech = matches!(
        act.plover,
        Plover::Support
            | Plover::Reject
            | Plover::Request
            | Plover::Accuse
            | Plover::Threaten
            | Plover::Concede
    );
    speech && said.speaker.is_some() && act.actors.iter().any(|p| p.actor == said.speaker)
}

/// Marks as historical what took place two or more days before the news: the latest day that the story asserts, or
/// its publication.
pub(super) fn set_history(text: &Text<'_>, list: &mut [Deed]) {
    let Some(published) = text.article.published.as_ref().and_then(|p| p.start) else { return };
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

/// Three countries or more, or an international organisation.
fn many(cast: &Cast, act: &Act) -> bool {
    let mut countries = std::collections::BTreeSet::new();
    let mut organisation = false;
    for ix in act.actors.iter().filter_map(|p| p.actor) {
        let actor = cast.actor(ix);
        countries.extend(actor.country.as_deref());
        organisation |=
            actor.country.is_none() && actor.kind == ActorKind::Organisation && actor.id.is_some();
    }
    countries.len() >= 3 || organisation
}
