//! Composes acts out of frames and the operators over them.

use legation_model::{ActorKind, Lang, Mode, Plover, Status};
use legation_nlp::tags::{Person, Tense, VerbForm};
use legation_nlp::{Rel, TokenId, Upos};

use crate::cast::{How, Participant};
use crate::trace::Reason;

use super::act::Act;
use super::addressee;
use super::apply::apply;
use super::authority;
use super::conditions;
use super::cues::Cue;
use super::doers;
use super::filter;
use super::finish::finish;
use super::frames::Class;
use super::index::{Hit, Index};
use super::modality;
use super::nominal;
use super::operators::Outcome;
use super::reaction;
use super::relief;
use super::roles::{self, Scene};
use super::sides::{
    beside_verb, cities, countries, country, fillers, first_plural, foreign_first, hosts, outermost,
};
use super::slots::{Slot, is_finite, is_infinitive};
use super::unnamed;

/// Every act headed by `t`: the outer one, and inner ones that are told beside it. Operator words that make no record
/// are added to `used`.
pub(super) fn acts(scene: Scene<'_>, index: &Index, t: TokenId, used: &mut Vec<TokenId>) -> Vec<Act> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for hit in index.hits(doc, t) {
        let over = index.over(doc, t);
        let Some(mut act) = base(scene, index, &hit) else { continue };
        if hit.class != Class::Noun && is_infinitive(doc, t) && over.is_empty() && !reaches_finite(scene, t) {
            continue;
        }
        // "A bid to host a conference": what a noun's infinitive tells lies ahead.
        if hit.class == Class::Noun
            && over.last().is_some_and(|op| {
                doc.rel(op.head).base() == Rel::Acl
                    && op.class != Class::Noun
                    && is_infinitive(doc, op.head)
                    && !reaches_finite(scene, op.head)
            })
        {
            continue;
        }
        let mut told = Vec::new();
        let mut kept = true;
        let mut served = Vec::new();
        for op in &over {
            let Some(next) = apply(scene, index, act.clone(), op, &mut told) else {
                kept = false;
                break;
            };
            if op.unit.op.as_deref() != Some("beside") {
                served.push(op.head);
            }
            act = next;
        }
        // The wording's other words are told with it.
        if kept {
            served.extend(hit.parts.iter().copied());
        } else {
            // A topic or an attempt makes no record, nor does its own word.
            used.append(&mut served);
        }
        let mut whole = kept.then(|| finish(scene, index, act)).flatten();
        if let Some(act) = &mut whole {
            relief::supply(scene.text, scene.cast, act);
            addressee::supply(scene, act);
            reaction::supply(scene, act);
            conditions::supply(scene, index, act);
        }
        if let Some(act) = whole.as_mut().filter(|a| !filter::has_all_players(scene, a)) {
            reaction::go_on(scene, act);
            reaction::on_place(scene, act);
        }
        let whole = whole.filter(|a| filter::has_players(scene, a));
        if whole.is_none() && told.is_empty() {
            let reason = if kept { Reason::NoPlayers } else { Reason::Content };
            scene.text.reject("event", &hit.unit.name, doc.span(t), reason);
        }
        // What was not agreed to is not planned either.
        if whole.as_ref().is_some_and(|a| a.modality().status == Status::Denied) {
            told.retain(|a| a.modality().status != Status::Planned);
        }
        // Nor is what somebody is asked to agree to.
        if whole.as_ref().is_some_and(|a| a.plover == Plover::Request && a.inner.is_some()) {
            told.retain(|a| a.modality().status != Status::Planned);
        }
        // Nobody met at the meeting that somebody refused to come to, as far as is told.
        if whole.as_ref().is_some_and(|a| a.plover == Plover::Reject || a.modality().status == Status::Denied)
        {
            let about = |c: &TokenId| hit.unit.about.iter().any(|l| l == doc.lemma(*c));
            let near = doc.children(t).flat_map(|c| std::iter::once(c).chain(doc.children(c)));
            served.extend(near.filter(about));
        }
        let from = out.len();
        out.extend(whole);
        out.extend(told.into_iter().filter_map(|a| finish(scene, index, a)));
        // Where nobody plays, the words stay free to be frames of their own.
        if let Some(first) = out.get_mut(from) {
            first.claims = served;
        }
        // One word heads one act: the most specific unit that has players.
        if !out.is_empty() {
            break;
        }
    }
    out
}

/// An infinitive that a plain verb carries: "is to meet".
fn reaches_finite(scene: Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    doc.head(t).is_none()
        || doc.rel(t) == Rel::Xcomp && doc.head(t).is_some_and(|up| matches!(doc.lemma(up), "be" | "go"))
        || doc.children(t).any(|c| doc.rel(c).base() == Rel::Aux && doc.lemma(c) != "to")
        || doc.rel(t) == Rel::Conj
            && doc.head(t).is_some_and(|up| reaches_finite(scene, up) && !is_infinitive(doc, up))
}

/// "Promised to cut off supplies if Kenya does not pay": what is promised on a condition, and harms, is threatened.
fn threatened<'a>(
    scene: Scene<'_>,
    index: &'a Index,
    hit: &Hit<'_>,
) -> Option<(&'a Outcome, Vec<Participant>)> {
    let doc = scene.text.doc;
    if hit.unit.op.as_deref() != Some("promise") {
        return None;
    }
    let deeds: Vec<TokenId> = hit
        .roles()
        .content
        .iter()
        .filter(|s| **s == Slot::Infinitive)
        .flat_map(|s| s.fill(doc, hit.head))
        .collect();
    let conditional = |t: TokenId| modality::local(scene.text, index, t).hypothetical;
    let told = deeds.iter().copied().chain(std::iter::once(hit.head)).any(conditional);
    let harm =
        |p: &Plover| matches!(p, Plover::Sanction | Plover::Coerce | Plover::Assault | Plover::Mobilize);
    let deed = deeds
        .iter()
        .flat_map(|&t| index.hits(doc, t))
        .find(|h| h.unit.plover.as_ref().is_some_and(harm))
        .filter(|_| told)?;
    let outcome = index.table.outcome("threaten", deed.unit.plover)?;
    Some((outcome, fillers(scene, &deed, &deed.roles().recipient, true)))
}

/// "Assured them that Chad had imposed nothing on anybody": what lies behind is not promised.
fn vouches_for_past(scene: Scene<'_>, index: &Index, hit: &Hit<'_>) -> bool {
    let doc = scene.text.doc;
    let past = |c: TokenId| {
        let aux = || doc.children(c).filter(|&a| matches!(doc.rel(a).base(), Rel::Aux | Rel::Cop));
        let own = doc.feats(c).tense == Some(Tense::Past) && doc.feats(c).form == Some(VerbForm::Fin);
        let would = aux().any(|a| index.cues.is(doc.lang(a), Cue::Would, doc.lemma(a)));
        (own || aux().any(|a| doc.feats(a).tense == Some(Tense::Past))) && !would
    };
    let promises = hit.unit.op.as_deref().is_some_and(|op| matches!(op, "promise" | "vow" | "propose"));
    // «Заверил, что Китай не причастен»: how things are.
    let state = |c: TokenId| {
        doc.lang(c) == Lang::Ru
            && doc.upos(c) == Upos::Adj
            && !index.hits(doc, c).iter().any(|h| h.unit.op.is_some())
    };
    promises && hit.class == Class::Verb && doc.children_by(hit.head, Rel::Ccomp).any(|c| past(c) || state(c))
}

/// "Insists that the claims were settled": the clause tells how things are, not what shall be.
fn tells_a_fact(scene: Scene<'_>, index: &Index, t: TokenId) -> bool {
    let doc = scene.text.doc;
    let told = |a: TokenId| {
        matches!(doc.rel(a).base(), Rel::Aux | Rel::Cop)
            && doc.feats(a).form == Some(VerbForm::Fin)
            && doc.feats(a).tense.is_some()
            && !index.cues.is(doc.lang(a), Cue::Duty, doc.lemma(a))
    };
    doc.children_by(t, Rel::Ccomp).any(|c| doc.children(c).any(told))
}

/// "Мы поговорили с экспертом", "we spoke to the minister": said by nobody of the story, it is the paper's own talk.
fn asks_for_readers(scene: Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    let we = |c: TokenId| {
        doc.rel(c) == Rel::Nsubj && doc.upos(c) == Upos::Pron && doc.feats(c).person == Some(Person::First)
    };
    !scene.said && scene.speaker.is_none() && doc.children(t).any(we)
}

fn base(scene: Scene<'_>, index: &Index, hit: &Hit<'_>) -> Option<Act> {
    let unit = hit.unit;
    let (plover, modes, forced) = match (unit.plover, &unit.op) {
        (Some(plover), _) => (plover, unit.modes.clone(), None),
        (None, Some(op)) => match index.table.outcome(op, None)? {
            Outcome::Becomes { plover, modes, status } => {
                (*plover, if unit.modes.is_empty() { modes.clone() } else { unit.modes.clone() }, *status)
            }
            _ => return None,
        },
        (None, None) => return None,
    };
    if vouches_for_past(scene, index, hit) || plover == Plover::Consult && asks_for_readers(scene, hit.head) {
        return None;
    }
    let threat = threatened(scene, index, hit);
    let (plover, modes) = match &threat {
        Some((Outcome::Becomes { plover, modes, .. }, _)) => (*plover, modes.clone()),
        _ => (plover, modes),
    };
    if unit.needs.iter().any(|n| n == "finite") && !is_finite(scene.text.doc, hit.head) {
        return None;
    }
    let roles = hit.roles();
    let deep = !matches!(plover, Plover::Consult);
    let mut actors = nominal::actors(scene, hit, roles);
    let both = fillers(scene, hit, &roles.both, false);
    let mutual = doers::is_mutual(scene.text.doc, hit.head);
    let reciprocal = !roles.both.is_empty() || mutual;
    roles::add(&mut actors, both);
    actors.retain(|p| !is_described(scene, hit.head, p));
    if actors.is_empty() {
        actors = roles::players(scene, &roles.otherwise, hit.head, false);
    }
    if actors.is_empty() && hit.class == Class::Verb && addressee::is_spoken(plover) {
        actors = addressee::unsaid(scene, hit.head);
    }
    if actors.is_empty() && takes_stand(plover) && hit.class != Class::Noun {
        actors = roles::capital(scene, hit.head);
    }
    if actors.is_empty() && matches!(plover, Plover::Assault | Plover::Coerce | Plover::Mobilize) {
        actors = roles::armed(scene, hit.head);
    }
    if plover == Plover::Assault {
        actors.retain(|p| !is_town(scene, p));
    }
    let home = authority::crowd_of(scene, hit.head, plover)
        .filter(|_| actors.is_empty() && hit.class == Class::Noun);
    if home.is_some() {
        actors.push(Participant { actor: None, tokens: hit.head..hit.head + 1, head: hit.head });
    }
    let crowd = unnamed::crowd(scene, hit, plover).filter(|_| actors.is_empty());
    let home = crowd.as_ref().map(|(_, place)| place.clone()).or(home);
    actors.extend(crowd.map(|(people, _)| people));
    if unit.needs.iter().any(|n| n == "content")
        && roles.content.iter().all(|s| s.fill(scene.text.doc, hit.head).is_empty())
    {
        return None;
    }
    let mut recipients = roles::without(&fillers(scene, hit, &roles.recipient, deep), &actors);
    let needs = |need: &str| unit.needs.iter().any(|n| n == need);
    let untold = || roles.content.iter().all(|s| s.fill(scene.text.doc, hit.head).is_empty());
    let person = |p: &Participant| p.actor.is_some_and(|ix| scene.cast.actor(ix).kind == ActorKind::Person);
    if needs("whom-or-what") && recipients.is_empty() && untold()
        || needs("content-or-house") && recipients.iter().all(person) && untold()
        || needs("wished") && tells_a_fact(scene, index, hit.head)
    {
        return None;
    }
    // "Вышли на площадь": the square is where they stand, not against whom.
    if plover == Plover::Protest {
        recipients.retain(|p| !hit.parts.contains(&p.head) || country(scene.cast, p).is_some());
    }
    if recipients.is_empty() {
        recipients = nominal::befallen(scene, hit, roles, &actors);
    }
    if let Some((_, harmed)) = threat.as_ref().filter(|_| recipients.is_empty()) {
        recipients = roles::without(harmed, &actors);
    }
    if recipients.is_empty() && unit.recipient_acts {
        // "demanded that Germany pay": whoever must act is the subject of the clause.
        for slot in &roles.content {
            for verb in slot.fill(scene.text.doc, hit.head) {
                let subject = roles::players(scene, &[Slot::Subject], verb, true);
                roles::add(&mut recipients, roles::without(&subject, &actors));
            }
        }
    }
    if recipients.is_empty() && unit.modes.contains(&Mode::Visit) {
        recipients = hosts(scene, &roles.recipient, hit.head, &actors);
    }
    if recipients.is_empty() {
        recipients = beside_verb(scene, hit, &roles.recipient, &actors);
    }
    // A town that only the list of cities knows stands for its state too.
    if recipients.iter().all(|p| roles::is_stranger(scene.text, scene.cast, p))
        && (matches!(plover, Plover::Assault | Plover::Coerce) || modes.contains(&Mode::Withdraw))
    {
        let towns = cities(scene, hit, &roles.recipient, &actors);
        if !towns.is_empty() {
            recipients = towns;
        }
    }
    // "An attack in Chad": a noun of violence tells where, not upon whom.
    let beyond = (hit.class != Class::Noun || plover != Plover::Assault) && !roles.beyond.is_empty();
    if recipients.is_empty() && beyond {
        recipients = roles::without(&fillers(scene, hit, &roles.beyond, deep), &actors);
    }
    if recipients.is_empty() && beyond {
        recipients = cities(scene, hit, &roles.beyond, &actors);
    }
    if recipients.is_empty() {
        recipients = unnamed::recipients(scene, hit, plover, &roles.recipient);
    }
    if is_label(scene, hit, plover, &recipients) {
        return None;
    }
    // "Court action", "air defence systems": a common noun before another is nobody to whom something is given or said.
    if !matches!(plover, Plover::Assault | Plover::Coerce | Plover::Mobilize | Plover::Protest) {
        let doc = scene.text.doc;
        recipients.retain(|p| {
            country(scene.cast, p).is_some()
                || doc.rel(p.head).base() != Rel::Compound
                || doc.upos(p.head) != Upos::Noun
        });
    }
    let mut recipients = foreign_first(scene, &actors, outermost(scene.cast, &recipients));
    if plover == Plover::Retreat && modes.contains(&Mode::Withdraw) && countries(scene.cast, &actors) == 1 {
        // What is withdrawn is one's own.
        let own = actors.iter().find_map(|p| country(scene.cast, p));
        recipients.retain(|p| country(scene.cast, p) != own);
    }
    let mut gathered = modality::local(scene.text, index, hit.head);
    gathered.negated &= !hit.negation;
    gathered.hypothetical &= threat.is_none();
    gathered.planned |= unit.needs.iter().any(|n| n == "planned");
    let we = reciprocal
        && hit.class != Class::Noun
        && Slot::Subject.fill(scene.text.doc, hit.head).into_iter().any(|c| first_plural(scene, c));
    if we && !gathered.negated && scene.met.len() > 1 && countries(scene.cast, &actors) < 2 {
        let met = scene.met.to_vec();
        if actors.iter().any(|a| {
            met.iter()
                .any(|m| country(scene.cast, m).is_some() && country(scene.cast, m) == country(scene.cast, a))
        }) {
            actors = met;
        }
    }
    // "Accused each other": each is the recipient of the other.
    let told_of_both = mutual && countries(scene.cast, &actors) > 1;
    if told_of_both {
        recipients.clear();
    }
    Some(Act {
        plover,
        modes,
        cameo: unit
            .cameo
            .clone()
            .or_else(|| index.cameo.over(unit.op.as_deref()?, scene.text.doc.lemma(hit.head), None)),
        actors,
        recipients,
        reciprocal,
        trigger: (hit.first, hit.last, hit.head),
        at: hit.head,
        inner: None,
        rule: unit.name.clone(),
        needs: if told_of_both { Vec::new() } else { unit.needs.clone() },
        teller: Vec::new(),
        shared: reciprocal && matches!(plover, Plover::Agree | Plover::Support)
            || unit.needs.iter().any(|n| n.starts_with("joint")),
        performed: unit.plover.is_none(),
        omitted: false,
        attends: !roles.actor.is_empty() && !roles.both.is_empty(),
        forced,
        gathered,
        bound: unit.bound && home.is_none(),
        noun: hit.class == Class::Noun,
        transitive: hit.class == Class::Noun && unit.verb.recipient.contains(&Slot::Object),
        operators: 0,
        turned: false,
        vowed: false,
        called_off: false,
        home,
        claims: Vec::new(),
    })
}

/// Done with words that a government's spokesmen say: "в Минске отвергли".
pub(super) fn takes_stand(plover: Plover) -> bool {
    matches!(plover, Plover::Accuse | Plover::Reject | Plover::Request | Plover::Threaten | Plover::Support)
}

/// "Hackers sponsored by X", "rebels backed by Y": the participle tells which band is meant, not a deed of the story.
fn is_label(scene: Scene<'_>, hit: &Hit<'_>, plover: Plover, recipients: &[Participant]) -> bool {
    let doc = scene.text.doc;
    let band = |p: &Participant| {
        p.actor.is_none_or(|ix| scene.cast.actor(ix).kind == ActorKind::Group)
            && doc.head(hit.head) == Some(p.head)
    };
    matches!(plover, Plover::Support | Plover::Aid)
        && hit.class == Class::Verb
        && matches!(doc.rel(hit.head), Rel::Acl | Rel::Amod)
        && !recipients.is_empty()
        && recipients.iter().all(band)
}

/// "Обстрел Донецка": a town that is no seat of a state is shelled, it shells nobody.
fn is_town(scene: Scene<'_>, p: &Participant) -> bool {
    let doc = scene.text.doc;
    let befalls = |up: TokenId| scene.index.cues.is(doc.lang(up), Cue::Befalls, doc.lemma(up));
    let how = scene.cast.at(p.head).map(|m| m.how);
    crate::place::city(scene.text, p.head).is_some()
        && (!matches!(how, Some(How::Metonym | How::Title)) || doc.head(p.head).is_some_and(befalls))
}

/// "The countries that recognised Kosovo": a common noun that the clause of `verb` describes points back to nobody.
fn is_described(scene: Scene<'_>, verb: TokenId, p: &Participant) -> bool {
    let doc = scene.text.doc;
    matches!(doc.rel(verb).base(), Rel::Acl | Rel::Amod)
        && doc.head(verb) == Some(p.head)
        && scene.cast.at(p.head).is_some_and(|m| m.how == How::Pronoun)
}
