//! What becomes of an act under an operator: the table's outcome, with the players that the operator gives.

use legation_model::{Lang, Mode, Plover};
use legation_nlp::{Rel, Upos};

use crate::cast::Participant;

use super::act::Act;
use super::addressee;
use super::compose::takes_stand;
use super::cues::Cue;
use super::frames::Class;
use super::index::{Hit, Index};
use super::modality::{self, Effect};
use super::operators::Outcome;
use super::roles::{self, Scene};
use super::sides::{countries, country, fillers, first_plural, has_foreigner, hosts};
use super::slots::{Slot, is_passive};
use super::unnamed;

/// The act under one more operator; `None` when the two make no record. Inner acts told as well go to `told`.
pub(super) fn apply(
    scene: Scene<'_>,
    index: &Index,
    mut act: Act,
    op: &Hit<'_>,
    told: &mut Vec<Act>,
) -> Option<Act> {
    let key = op.unit.op.as_deref()?;
    let roles = op.roles();
    let mut actors = players_of(scene, op, &roles.actor, &roles.both);
    // "agreed not to attack": what the operator takes is the omission of the act.
    let omitted = act.gathered.negated
        && !act.turned
        && index.table.outcome(&format!("{key}-not"), Some(act.plover)).is_some();
    let row = if omitted { format!("{key}-not") } else { key.to_owned() };
    let outcome = index.table.outcome(&row, Some(act.plover))?;
    if let Outcome::Becomes { plover, .. } = outcome
        && actors.is_empty()
        && op.class == Class::Verb
        && addressee::is_spoken(*plover)
    {
        actors = addressee::unsaid(scene, op.head);
    }
    if let Outcome::Becomes { plover, .. } = outcome
        && actors.is_empty()
        && op.class != Class::Noun
        && (takes_stand(*plover) || key == "promise")
    {
        actors = roles::capital(scene, op.head);
        // "В Минске потребовали отставки мэра": a demand of people there.
        let others = act.actors.iter().chain(&act.recipients).cloned().collect::<Vec<_>>();
        let given = fillers(scene, op, &roles.recipient, true);
        if *plover == Plover::Request
            && !has_foreigner(scene, &actors, &others)
            && !has_foreigner(scene, &actors, &given)
        {
            actors.clear();
        }
    }
    // "The Kremlin announced that Putin would meet Xi": whoever tells of what others will do only tells it.
    if index.table.effect(key) == Effect::Announced && tells_of_others(scene, &act, op) {
        return Some(act);
    }
    // "Announced the decision": what was decided is told elsewhere.
    if index.table.effect(key) == Effect::Announced
        && act.plover == Plover::Agree
        && act.noun
        && act.inner.is_none()
        && act.recipients.is_empty()
        && countries(scene.cast, &act.actors) < 2
    {
        return None;
    }
    // What is announced as done stays done.
    let doc = scene.text.doc;
    let done = act.noun && index.cues.is(doc.lang(act.trigger.2), Cue::Done, doc.lemma(act.trigger.2));
    if index.table.effect(key) == Effect::Announced && (done || act.gathered.told_done()) {
        act.operators += 1;
        if act.actors.is_empty() {
            act.actors = actors;
        }
        return Some(act);
    }
    act.operators += 1;
    act.turned |= index.table.effect(key) != Effect::Keep;
    act.rule = format!("{}+{}", act.rule, op.unit.name.rsplit('/').next().unwrap_or(key));
    match outcome {
        // "Spoke about his previous visit": what is looked back on took place.
        Outcome::Drop => looks_back(scene, index, &act).then_some(act),
        Outcome::Keep => {
            if act.reciprocal && done_to(scene, &act, op) {
                // Nobody is told.
            } else if act.reciprocal {
                let ours = actors.iter().any(|p| first_plural(scene, p.head));
                // "X did not rule out that the presidents will talk": whoever speaks of a meeting of others is not in it.
                // "Denied that its army had attacked": who denies is not one who did it.
                let told_of = key == "deny" && !act.noun && !act.actors.is_empty();
                if key == "light" || ours || countries(scene.cast, &act.actors) < 2 && !told_of {
                    roles::add(&mut act.actors, actors);
                }
                // "We held no such talks": those who met now are not the ones who did not meet then.
                let held = !modality::local(scene.text, index, op.head).negated;
                if ours && held && countries(scene.cast, &act.actors) < 2 && scene.met.len() > 1 {
                    act.actors = scene.met.to_vec();
                }
            } else if act.noun
                && (key == "light" || act.transitive)
                && act.recipients.is_empty()
                && !actors.is_empty()
            {
                // "оказала помощь Сирии", "не исключил признания Косова": beside somebody who acts the noun's own
                // genitive is who receives.
                act.recipients = roles::without(&std::mem::take(&mut act.actors), &actors);
                act.actors = actors;
            } else if act.actors.is_empty() && !done_to(scene, &act, op) {
                act.actors = actors;
            }
            if act.recipients.is_empty() && !act.reciprocal {
                act.recipients = roles::without(&fillers(scene, op, &roles.recipient, true), &act.actors);
                if act.recipients.is_empty() && act.modes.contains(&Mode::Visit) {
                    act.recipients = hosts(scene, &roles.recipient, op.head, &act.actors);
                }
            }
            act.gathered = act.gathered.under(scene.text, index, op);
            act.vowed |= matches!(key, "promise" | "announce" | "decide");
            act.bound = false;
            Some(act)
        }
        Outcome::Becomes { plover, modes, status } => {
            let mut given = fillers(scene, op, &roles.recipient, true);
            if given.is_empty() {
                given = unnamed::recipients(scene, op, *plover, &roles.recipient);
            }
            if act.noun && !act.performed && matches!(key, "condemn" | "accuse") {
                // Whom the condemned deed was done to is not to blame for it.
                let within = |t| t == act.trigger.2 || scene.text.doc.is_under(t, act.trigger.2);
                given.retain(|p| {
                    !(within(p.head) && act.recipients.iter().any(|r| r.actor == p.actor && r.head == p.head))
                });
            }
            let mut inner = act.clone();
            inner.performed = false;
            if inner.actors.is_empty() || op.unit.recipient_acts && !given.is_empty() {
                inner.actors = if op.unit.recipient_acts { given.clone() } else { actors.clone() };
            }
            let mut recipients = roles::without(&given, &actors);
            if recipients.is_empty() {
                recipients = match key {
                    // Whoever must act or did act; the victim of a deed is not to blame for it.
                    "request" | "propose" | "accuse" | "condemn" => roles::without(&inner.actors, &actors),
                    "refuse" | "cancel" | "stop" | "thank" | "endorse" | "agree" => {
                        let mut all = inner.actors.clone();
                        roles::add(&mut all, inner.recipients.clone());
                        roles::without(&all, &actors)
                    }
                    _ => {
                        let mut all = inner.recipients.clone();
                        if inner.reciprocal {
                            roles::add(&mut all, inner.actors.clone());
                        }
                        roles::without(&all, &actors)
                    }
                };
            }
            // Sides that agree on what bodies of nobody in particular will do agree with each other alone.
            if key == "agree" && countries(scene.cast, &actors) > 1 {
                recipients.retain(|p| country(scene.cast, p).is_some());
            }
            let mut outer_actors = actors.clone();
            // A meeting called off by nobody in particular is called off by both.
            if outer_actors.is_empty() && matches!(key, "cancel" | "agree" | "stop" | "decide") {
                outer_actors.clone_from(&inner.actors);
                recipients = roles::without(&recipients, &outer_actors);
            }
            if omitted {
                // The act itself is told as left undone.
            } else if index.table.tells_both(key) {
                let mut beside = inner.clone();
                if matches!(key, "accuse" | "condemn" | "thank" | "endorse")
                    && (act.actors.is_empty() || !given.is_empty())
                {
                    beside.actors.clone_from(&given);
                    beside.recipients = roles::without(&beside.recipients, &given);
                    if beside.recipients.is_empty() && key == "thank" {
                        beside.recipients.clone_from(&actors);
                    }
                }
                beside.teller.clone_from(&outer_actors);
                // "Thanked for its support", "for the commitment", "for its mediation": the noun says once more what the thanks
                // are for.
                let said = key == "thank"
                    && (beside.noun && matches!(beside.plover, Plover::Support | Plover::Agree)
                        // "Thanked X for hosting pilgrims": it is not told that they met.
                        || beside.plover == Plover::Consult)
                    // "Accused X of violating the truce": one accusation.
                    || beside.plover == *plover && matches!(key, "accuse" | "condemn");
                // "Осудил убийство журналиста": done by nobody known, but done.
                let crime = key == "condemn"
                    && beside.plover == Plover::Assault
                    && scene.text.doc.lang(op.head) == Lang::Ru;
                if crime && beside.actors.is_empty() {
                    beside.bound = false;
                }
                // "Suspected of killing a diplomat": on nobody's word it is not told as done.
                let suspicion = key == "accuse" && outer_actors.is_empty();
                if !said
                    && !suspicion
                    && (crime || !beside.actors.is_empty())
                    && !beside.recipients.is_empty()
                {
                    told.push(beside);
                }
            } else if *plover == Plover::Agree && matches!(act.plover, Plover::Retreat | Plover::Concede) {
                let mut beside = inner.clone();
                beside.gathered.planned = true;
                told.push(beside);
            }
            Some(Act {
                plover: *plover,
                modes: if modes.is_empty() { op.unit.modes.clone() } else { modes.clone() },
                cameo: op
                    .unit
                    .cameo
                    .clone()
                    .or_else(|| index.cameo.over(key, scene.text.doc.lemma(op.head), act.cameo.as_deref())),
                actors: outer_actors,
                recipients,
                reciprocal: !roles.both.is_empty(),
                trigger: if op.unit.op.as_deref() == Some("want") {
                    act.trigger
                } else {
                    (op.first, op.last, op.head)
                },
                at: act.at,
                inner: if omitted { act.inner } else { act.inner.or(Some((act.trigger.2, act.plover))) },
                rule: act.rule,
                needs: op.unit.needs.clone(),
                teller: Vec::new(),
                // "Подтверждена готовность", "mutual readiness was confirmed": of those who met.
                shared: matches!(key, "agree" | "decide")
                    || key == "ready" && is_passive(scene.text.doc, op.head),
                performed: true,
                omitted,
                attends: false,
                forced: *status,
                gathered: {
                    let mut own = modality::local(scene.text, index, op.head);
                    own.negated &= !op.negation;
                    // "I would like to thank you" thanks.
                    own.hypothetical &= key != "want";
                    own
                },
                bound: false,
                noun: op.class == Class::Noun,
                transitive: false,
                operators: act.operators,
                turned: true,
                vowed: false,
                called_off: key == "cancel",
                home: None,
                claims: Vec::new(),
            })
        }
    }
}

/// Whether the act stands in a clause of its own under the operator, whose subject is named there.
fn tells_of_others(scene: Scene<'_>, act: &Act, op: &Hit<'_>) -> bool {
    let doc = scene.text.doc;
    let clause = std::iter::once(act.trigger.2)
        .chain(doc.ancestors(act.trigger.2))
        .find(|&t| doc.head(t) == Some(op.head));
    clause.is_some_and(|t| {
        matches!(doc.rel(t).base(), Rel::Ccomp | Rel::Parataxis)
            && doc
                .children(t)
                .any(|c| doc.rel(c).is_subject() && matches!(doc.upos(c), Upos::Noun | Upos::Propn))
    })
}

/// "Hopes that the treaty will be signed": a passive clause with a subject of its own tells a deed of others.
fn done_to(scene: Scene<'_>, act: &Act, op: &Hit<'_>) -> bool {
    let doc = scene.text.doc;
    let t = act.trigger.2;
    doc.lang(t) == Lang::En
        && doc.rel(t) == Rel::Ccomp
        && doc.head(t) == Some(op.head)
        && doc.children_by(t, Rel::NsubjPass).any(|c| c > op.head)
}

fn players_of(scene: Scene<'_>, op: &Hit<'_>, actor: &[Slot], both: &[Slot]) -> Vec<Participant> {
    let mut out = fillers(scene, op, actor, false);
    roles::add(&mut out, fillers(scene, op, both, false));
    out
}

/// Whether the noun of the act is marked as of the past.
fn looks_back(scene: Scene<'_>, index: &Index, act: &Act) -> bool {
    let doc = scene.text.doc;
    act.noun
        && doc
            .children_by(act.trigger.2, Rel::Amod)
            .any(|c| index.cues.is(doc.lang(c), Cue::PastAdjective, doc.lemma(c)))
}
