//! An act as it stands once no operator is left over it: what the story adds, what the status makes of it.

use legation_model::{Lang, Mode, Plover, Status};
use legation_nlp::tags::{Number, Person, Tense};
use legation_nlp::{Rel, TokenId, Upos};

use crate::cast::Participant;

use super::act::Act;
use super::authority;
use super::conditions;
use super::cues::Cue;
use super::filter;
use super::index::Index;
use super::modality::Gathered;
use super::operators::Outcome;
use super::roles::{self, Scene};
use super::sides::{countries, country, first_named, has_foreigner, key};
use super::slots::{Slot, is_passive, preposition};

/// The act as it stands once no operator is left over it.
pub(super) fn finish(scene: Scene<'_>, index: &Index, mut act: Act) -> Option<Act> {
    if act.gathered.purpose
        || is_aimed_at(scene, &act)
        || is_lacking(scene, &act)
        || is_accident(scene, &act)
        || conditions::only_denied(scene.text, index, &act)
        || conditions::only_asked(scene.text, index, &act)
    {
        return None;
    }
    // "На встрече с X Лавров заявил": the subject of the clause met X.
    if act.noun && act.reciprocal && act.actors.len() == 1 && act.recipients.is_empty() {
        let above = scene.text.doc.ancestors(act.at).filter(|&a| scene.text.doc.upos(a) == Upos::Verb);
        for verb in above.take(2) {
            let subject = roles::players(scene, &[Slot::Subject], verb, false);
            if countries(scene.cast, &subject) == 1 && countries(scene.cast, &act.actors) == 1 {
                roles::add(&mut act.actors, subject);
            }
        }
    }
    if act.modes.contains(&Mode::Visit) {
        visitor(scene, &mut act);
        host(scene, &mut act);
        if act.recipients.is_empty() && (act.operators > 0 || !act.noun) && !act.actors.is_empty() {
            // "находится в Москве с визитом", "has come to Sochi on a visit".
            let place = crate::place::of_clause(scene.text, act.at).and_then(|p| p.country);
            let state = place.and_then(|state| first_named(scene.cast, &state));
            act.recipients = roles::without(&state.into_iter().collect::<Vec<_>>(), &act.actors);
            if act.recipients.is_empty() {
                act.recipients.extend(authority::of_place(scene.text, scene.cast, &act));
            }
            if act.operators == 0 && !has_foreigner(scene, &act.actors, &act.recipients) {
                act.recipients.clear();
            }
        }
    }
    if act.needs.iter().any(|n| n == "ours") && !ours_first(scene, &mut act) {
        return None;
    }
    authority::announced(scene, &mut act);
    if act.noun && act.operators == 0 && !stands_alone(scene, &act) {
        return None;
    }
    if act.bound && act.noun && act.actors.is_empty() {
        return None;
    }
    if act.needs.iter().any(|n| n == "holder") {
        scene.speaker?;
        if act.actors.is_empty() {
            act.actors = speaker_as_participant(scene);
            let own: Vec<Option<&str>> = act.actors.iter().map(|p| country(scene.cast, p)).collect();
            if act.needs.iter().any(|n| n == "abroad") {
                act.recipients
                    .retain(|p| country(scene.cast, p).is_some() && !own.contains(&country(scene.cast, p)));
                if act.recipients.is_empty() {
                    act.recipients = scene
                        .met
                        .iter()
                        .filter(|p| !own.contains(&country(scene.cast, p)))
                        .cloned()
                        .collect();
                }
            }
        }
    }
    if is_broken_off(scene, &act) {
        act.actors = speaker_as_participant(scene);
    }
    if is_ahead(scene, &act) {
        act.gathered.planned = true;
    }
    if is_due(scene, &act) {
        act.gathered.called_for = false;
        act.gathered.planned = true;
    }
    // "Threatened Y with strikes if it did not yield": the threat was made.
    if act.plover == Plover::Threaten && !act.noun && conditions::made(scene.text, index, act.at) {
        act.gathered.hypothetical = false;
    }
    let status = act.modality().status;
    if is_warning(scene, &act, status)
        && let Some(outcome) = index.table.outcome("threaten", Some(act.plover))
    {
        return Some(said_as(index, act, outcome, "threaten", "warning"));
    }
    if status == Status::Denied
        && (act.gathered.planned || act.gathered.hypothetical)
        && speaks_of_own(scene, &act)
        && let Some(outcome) = refusal(index, act.plover)
    {
        // "Said it would not negotiate": who says so refuses the others.
        if act.reciprocal && act.recipients.is_empty() {
            let own = scene.speaker.and_then(|s| scene.cast.actor(s).country.as_deref());
            let all = std::mem::take(&mut act.actors);
            (act.actors, act.recipients) = all.into_iter().partition(|p| country(scene.cast, p) == own);
        }
        return Some(said_as(index, act, outcome, "refuse", "refusal"));
    }
    // "Would retaliate", "will be met with a response": the future is the threat itself.
    if act.needs.iter().any(|n| n == "uttered")
        && matches!(status, Status::Planned | Status::Possible | Status::Hypothetical)
    {
        act.gathered = Gathered::default();
        return Some(act);
    }
    // "Said it would not yield": who says so of his own side has refused.
    if act.plover == Plover::Reject
        && status == Status::Planned
        && !act.performed
        && speaks_of_own(scene, &act)
    {
        act.gathered = Gathered::default();
        act.forced = Some(Status::Asserted);
        return Some(act);
    }
    let op = match status {
        Status::CalledFor => "duty",
        Status::Planned => "future",
        Status::Possible => "maybe",
        _ => return Some(act),
    };
    if op == "duty" {
        // "X must …" is a request by whoever says it, unless it is said of oneself.
        let speaker = scene.speaker?;
        if act.performed && act.inner.is_some() || act.actors.is_empty() {
            return None;
        }
        let country = &scene.cast.actor(speaker).country;
        let own = act
            .actors
            .iter()
            .filter_map(|p| p.actor)
            .any(|ix| ix == speaker || country.is_some() && scene.cast.actor(ix).country == *country);
        if own {
            return None;
        }
    }
    match index.table.outcome(op, Some(act.plover))? {
        Outcome::Keep => Some(act),
        Outcome::Drop => None,
        Outcome::Becomes { plover, modes, status } => {
            act.rule = format!("{}+{op}", act.rule);
            act.cameo = index.cameo.over(op, "", act.cameo.as_deref()).or(act.cameo);
            if !act.performed && act.plover != *plover {
                act.inner = Some((act.trigger.2, act.plover));
            }
            if op == "duty" {
                act.recipients = std::mem::take(&mut act.actors);
                act.actors = speaker_as_participant(scene);
                act.forced = Some(Status::Asserted);
                act.gathered = Gathered::default();
            } else {
                act.forced = *status;
            }
            act.plover = *plover;
            act.modes.clone_from(modes);
            Some(act)
        }
    }
}

/// "Abkhazia remains Russia's ally", said by Abkhazia: friendship is told by the side that speaks, whichever of the two is named first. Of two
/// others nobody tells it.
fn ours_first(scene: Scene<'_>, act: &mut Act) -> bool {
    let Some(own) = scene.speaker.and_then(|s| scene.cast.actor(s).country.as_deref()) else { return true };
    let is_ours = |list: &[Participant]| list.iter().any(|p| country(scene.cast, p) == Some(own));
    if !is_ours(&act.actors) && is_ours(&act.recipients) {
        std::mem::swap(&mut act.actors, &mut act.recipients);
    }
    is_ours(&act.actors) || act.actors.is_empty()
}

/// "A plane crashed, killing 157": what an accident led to is nobody's deed.
fn is_accident(scene: Scene<'_>, act: &Act) -> bool {
    let doc = scene.text.doc;
    let t = act.trigger.2;
    let accident = |v: TokenId| scene.index.cues.is(doc.lang(v), Cue::Accident, doc.lemma(v));
    act.plover == Plover::Assault && doc.rel(t) == Rel::Advcl && doc.head(t).is_some_and(accident)
}

/// "Left without a pledge by X", "without discussing it with Y": what is lacking is not told to be done.
fn is_lacking(scene: Scene<'_>, act: &Act) -> bool {
    let doc = scene.text.doc;
    let lacks = |t: TokenId| {
        preposition(doc, t).is_some_and(|p| scene.index.cues.is(doc.lang(p), Cue::Lacking, doc.lemma(p)))
    };
    lacks(act.trigger.2) || lacks(act.at)
}

/// "Накануне визита министра в Осло": the visit is still to come.
fn is_ahead(scene: Scene<'_>, act: &Act) -> bool {
    let doc = scene.text.doc;
    let t = act.trigger.2;
    act.noun
        && act.operators == 0
        && act.plover == Plover::Consult
        && doc.rel(t).base() == Rel::Obl
        && preposition(doc, t).is_some_and(|p| scene.index.cues.is(doc.lang(p), Cue::AheadOf, doc.lemma(p)))
}

/// "Министр должен прибыть в Осло", told by the article itself: what is due is scheduled, nobody asks for it.
fn is_due(scene: Scene<'_>, act: &Act) -> bool {
    scene.text.doc.lang(act.trigger.2) == Lang::Ru
        && !scene.said
        && !was_due(scene, act)
        && act.gathered.modality().status == Status::CalledFor
        && act.plover == Plover::Consult
        && act.inner.is_none()
        && !act.actors.is_empty()
}

/// "Должен был прибыть".
fn was_due(scene: Scene<'_>, act: &Act) -> bool {
    let doc = scene.text.doc;
    doc.head(act.trigger.2)
        .is_some_and(|up| doc.children(up).any(|c| doc.feats(c).tense == Some(Tense::Past) && c > up))
}

/// "A plot to murder X", "сговор с целью убийства X": violence that somebody is after is not done.
fn is_aimed_at(scene: Scene<'_>, act: &Act) -> bool {
    let doc = scene.text.doc;
    let aim = |up: TokenId| scene.index.cues.is(doc.lang(up), Cue::Aim, doc.lemma(up));
    act.plover == Plover::Assault
        && act.operators == 0
        && matches!(doc.rel(act.at).base(), Rel::Nmod | Rel::Acl)
        && doc.head(act.at).is_some_and(aim)
}

/// "Spoke during a visit to Oslo", "on a visit to Oslo, X promised …": whoever does so visits.
fn visitor(scene: Scene<'_>, act: &mut Act) {
    let doc = scene.text.doc;
    let is = |t: TokenId, cue| scene.index.cues.is(doc.lang(t), cue, doc.lemma(t));
    // "В ходе визита", "во время визита": the noun of time carries the preposition, or is a part of it.
    let course = doc.head(act.trigger.2).filter(|&c| doc.lang(c) == Lang::Ru && is(c, Cue::AmidNoun));
    let t = course.unwrap_or(act.trigger.2);
    if stays_on(scene, act) {
        return;
    }
    let long = |p: TokenId| doc.children_by(p, Rel::Fixed).any(|n| is(n, Cue::AmidNoun));
    let opens = |p: TokenId| if doc.lang(t) == Lang::En { is(p, Cue::Amid) } else { long(p) };
    let meanwhile =
        doc.rel(t).base() == Rel::Obl && (course.is_some() || preposition(doc, t).is_some_and(opens));
    let Some(verb) = doc.head(t).filter(|&v| meanwhile && doc.upos(v) == Upos::Verb) else { return };
    if act.noun && act.actors.is_empty() && act.operators == 0 && !act.recipients.is_empty() {
        let subject = roles::players(scene, &[Slot::Subject], verb, false);
        let known = |p: &Participant| country(scene.cast, p).is_some();
        act.actors = roles::without(&subject, &act.recipients);
        act.actors.retain(known);
    }
}

/// "X, who is in Moscow on a visit": whoever stays there visits.
fn stays_on(scene: Scene<'_>, act: &mut Act) -> bool {
    let doc = scene.text.doc;
    let t = act.trigger.2;
    let on = act.noun && act.operators == 0 && act.actors.is_empty() && doc.lang(t) == Lang::En;
    if on && doc.child(t, Rel::Cop).is_some() && preposition(doc, t).is_some() {
        act.actors = roles::players(scene, &[Slot::Subject], t, false);
        act.actors.retain(|p| country(scene.cast, p).is_some());
        act.operators += usize::from(!act.actors.is_empty());
        return !act.actors.is_empty();
    }
    let place =
        doc.head(t).filter(|&p| on && doc.child(p, Rel::Cop).is_some() && preposition(doc, p).is_some());
    let Some(place) = place else { return false };
    let known = |p: &Participant| country(scene.cast, p).is_some();
    act.actors = roles::players(scene, &[Slot::Subject], place, false);
    act.actors.retain(known);
    if act.recipients.is_empty() {
        let there = scene.cast.at(place).and_then(|m| m.actors.first().map(|&ix| (m, ix)));
        act.recipients.extend(there.map(|(m, ix)| Participant {
            actor: Some(ix),
            tokens: m.tokens.clone(),
            head: place,
        }));
    }
    act.at = place;
    // The copula carries the noun as a verb would.
    act.operators += usize::from(!act.actors.is_empty());
    !act.actors.is_empty()
}

/// "The visit to Malaysia" is the speaker's own where nobody else is named; "your visit" goes to the speaker's country.
fn host(scene: Scene<'_>, act: &mut Act) {
    let Some(speaker) = scene.speaker else { return };
    let home = scene.cast.actor(speaker).country.as_deref();
    if home.is_none() {
        return;
    }
    let at_home = |list: &[Participant]| list.iter().any(|p| country(scene.cast, p) == home);
    if act.actors.is_empty() && !act.recipients.is_empty() && act.noun && !at_home(&act.recipients) {
        act.actors = speaker_as_participant(scene);
    } else if act.recipients.is_empty() && !act.actors.is_empty() && !at_home(&act.actors) {
        let addressed = scene.text.doc.children(act.trigger.2).any(|c| {
            let doc = scene.text.doc;
            doc.feats(c).person == Some(Person::Second)
                || scene.index.cues.is(doc.lang(c), Cue::Face, doc.lemma(c))
        });
        if addressed {
            act.recipients = home.and_then(|home| first_named(scene.cast, home)).into_iter().collect();
        }
    }
}

/// The deed of words that it is to say so of an act of one's own.
fn said_as(index: &Index, mut act: Act, outcome: &Outcome, op: &str, name: &str) -> Act {
    if let Outcome::Becomes { plover, modes, .. } = outcome {
        act.inner = Some((act.trigger.2, act.plover));
        act.rule = format!("{}+{name}", act.rule);
        act.cameo = index.cameo.over(op, "", act.cameo.as_deref());
        act.plover = *plover;
        act.modes.clone_from(modes);
        act.forced = Some(Status::Asserted);
        act.gathered = Gathered::default();
    }
    act
}

/// What it is to say that one will not do something that others would welcome.
fn refusal(index: &Index, plover: Plover) -> Option<&Outcome> {
    let welcome = matches!(
        plover,
        Plover::Agree
            | Plover::Consult
            | Plover::Support
            | Plover::Concede
            | Plover::Cooperate
            | Plover::Aid
            | Plover::Retreat
    );
    index.table.outcome("promise-not", Some(plover)).filter(|_| welcome)
}

/// Whether somebody speaks of what the own side does.
fn speaks_of_own(scene: Scene<'_>, act: &Act) -> bool {
    let Some(speaker) = scene.speaker else { return false };
    let own = scene.cast.actor(speaker).country.as_deref();
    own.is_some() && act.actors.iter().any(|p| country(scene.cast, p) == own)
}

/// A hostile act of the speaker's own side, on a condition or told as a warning.
fn is_warning(scene: Scene<'_>, act: &Act, status: Status) -> bool {
    let hostile = matches!(
        act.plover,
        Plover::Sanction | Plover::Coerce | Plover::Assault | Plover::Mobilize | Plover::Protest
    );
    // "Promised to cut off supplies if Kenya does not pay".
    if hostile && act.vowed && status == Status::Hypothetical && !act.actors.is_empty() {
        return true;
    }
    let Some(speaker) = scene.speaker else {
        // "Should X not be freed, Lithuania will suspend the talks": what the text itself tells so the side has said.
        return hostile
            && status == Status::Hypothetical
            && conditions::depends(scene.text, scene.index, act)
            && act.actors.iter().any(|p| filter::is_official(scene.cast, p));
    };
    let own = key(scene.cast, speaker);
    hostile
        && (status == Status::Hypothetical
            || scene.warning && matches!(status, Status::Possible | Status::Planned))
        && own.is_some()
        && act.actors.iter().any(|p| country(scene.cast, p) == own)
}

/// "Talks with Russia have been suspended, the minister of Britain announced": what is stopped by nobody named is stopped by the side that says so.
fn is_broken_off(scene: Scene<'_>, act: &Act) -> bool {
    let own = scene.speaker.and_then(|s| scene.cast.actor(s).country.as_deref());
    act.plover == Plover::Sanction
        && act.modes.contains(&Mode::Discontinue)
        && act.actors.is_empty()
        && !act.noun
        && is_passive(scene.text.doc, act.at)
        // "Goods banned in the Union": by whom they are is not said.
        && !matches!(scene.text.doc.rel(act.trigger.2).base(), Rel::Acl | Rel::Amod)
        && own.is_some()
        && !act.recipients.is_empty()
        && act.recipients.iter().all(|p| country(scene.cast, p).is_some_and(|c| Some(c) != own))
}

/// Who says the words of the act, as a participant.
pub(super) fn speaker_as_participant(scene: Scene<'_>) -> Vec<Participant> {
    let Some(speaker) = scene.speaker else { return Vec::new() };
    scene
        .cast
        .mentions()
        .iter()
        .find(|m| m.actors == [speaker])
        .map(|m| Participant { actor: Some(speaker), tokens: m.tokens.clone(), head: m.head })
        .into_iter()
        .collect()
}

/// Whether a noun with no operator over it tells of its deed: not as a topic, not as a bare time, and with players.
fn stands_alone(scene: Scene<'_>, act: &Act) -> bool {
    let doc = scene.text.doc;
    let t = act.trigger.2;
    let prep = preposition(doc, t);
    // "a protocol on the completion of talks": a topic of a topic is one as well.
    let mut at = t;
    while let Some(above) = doc.head(at).filter(|&u| matches!(doc.upos(u), Upos::Noun | Upos::Propn)) {
        if preposition(doc, at).is_some_and(|p| scene.index.cues.is(doc.lang(p), Cue::Topic, doc.lemma(p))) {
            return false;
        }
        at = above;
    }
    if act.reciprocal && prep.is_some() && doc.rel(t).base() == Rel::Obl && act.actors.len() < 2 {
        return false;
    }
    // "Died in clashes between the army and the rebels": two sides tell a fight wherever it stands.
    let fight = act.plover == Plover::Assault && act.recipients.is_empty() && act.actors.len() > 1;
    if fight && scene.text.doc.feats(t).number == Some(Number::Plur) {
        return true;
    }
    if act.bound && act.reciprocal {
        // "Cooperation between X and Y has grown": told of as going on only where it is the subject.
        return countries(scene.cast, &act.actors) > 1 && doc.rel(t).is_subject();
    }
    if act.bound {
        // "A hunger strike by Georgian prisoners entered its third week".
        let goes_on = act.plover == Plover::Protest && doc.rel(t).is_subject();
        return !act.actors.is_empty() && (goes_on || !act.recipients.is_empty());
    }
    !act.actors.is_empty() || !act.recipients.is_empty()
}
