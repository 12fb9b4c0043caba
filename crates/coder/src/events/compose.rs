//! Composes acts out of frames and the operators over them.

use legation_model::{ActorKind, Mode, Plover, Status};
use legation_nlp::tags::{Number, Person};
use legation_nlp::{Rel, TokenId, Upos};

use crate::agreements;
use crate::cast::Participant;
use crate::trace::Reason;

use super::cues::Cue;
use super::filter;
use super::frames::Class;
use super::index::{Hit, Index};
use super::modality::{self, Gathered, Modality};
use super::nominal;
use super::operators::Outcome;
use super::roles::{self, Scene};
use super::slots::{Slot, is_finite, is_infinitive, is_passive, preposition};

/// An act with its players, before it becomes a record.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Act {
    pub(super) plover: Plover,
    pub(super) modes: Vec<Mode>,
    pub(super) cameo: Option<String>,
    pub(super) actors: Vec<Participant>,
    pub(super) recipients: Vec<Participant>,
    /// All players are actors.
    pub(super) reciprocal: bool,
    /// First, last and head token of the words that make it.
    pub(super) trigger: (TokenId, TokenId, TokenId),
    /// The word whose clause dates and places it.
    pub(super) at: TokenId,
    pub(super) inner: Option<(TokenId, Plover)>,
    pub(super) rule: String,
    pub(super) needs: Vec<String>,
    /// On whose word, where an act is told through an operator ("accused Iran of …").
    pub(super) teller: Vec<Participant>,
    /// Agreed or signed by whoever met, when nobody is named.
    pub(super) shared: bool,
    /// Whether an operator with words of its own made the type (a promise, a request).
    pub(super) performed: bool,
    /// What is promised or asked is that the act be left undone.
    pub(super) omitted: bool,
    /// The words tell who joined a gathering, not who met whom.
    pub(super) attends: bool,
    forced: Option<Status>,
    gathered: Gathered,
    bound: bool,
    noun: bool,
    operators: usize,
    /// Words that it takes for its own: those of its operators and of its wording.
    pub(super) claims: Vec<TokenId>,
}

impl Act {
    /// What the words say of its status.
    pub(super) fn modality(&self) -> Modality {
        let mut m = self.gathered.modality();
        if let Some(status) = self.forced
            && matches!(m.status, Status::Asserted | Status::Planned)
        {
            m.status = status;
        }
        m
    }
}

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
        let mut told = Vec::new();
        let mut kept = true;
        let mut served = Vec::new();
        for op in &over {
            let Some(next) = apply(scene, index, act.clone(), op, &mut told) else {
                kept = false;
                break;
            };
            served.push(op.head);
            act = next;
        }
        // The wording's other words are told with it.
        if kept {
            served.extend(hit.parts.iter().copied());
        } else {
            // A topic or an attempt makes no record, nor does its own word.
            used.append(&mut served);
        }
        let whole =
            kept.then(|| finish(scene, index, act)).flatten().filter(|a| filter::has_players(scene, a));
        if whole.is_none() && told.is_empty() {
            let reason = if kept { Reason::NoPlayers } else { Reason::Content };
            scene.text.reject("event", &hit.unit.name, doc.span(t), reason);
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

/// What two or more sides will do together, in a verb without a frame: an agreement for the future.
pub(super) fn undertaking(
    scene: Scene<'_>,
    index: &Index,
    t: TokenId,
    told: &dyn Fn(TokenId) -> bool,
) -> Option<Act> {
    let doc = scene.text.doc;
    let (lang, lemma) = (doc.lang(t), doc.lemma(t));
    if doc.upos(t) != Upos::Verb
        || matches!(doc.rel(t).base(), Rel::Advcl | Rel::Acl)
        || scene.text.in_title(t)
        || agreements::is_state(lang, lemma)
        || agreements::is_continuing(lang, lemma)
        || is_passive(doc, t)
    {
        return None;
    }
    // The verb that carries a deed already told is not another one.
    if doc.children(t).any(|c| told(c) && matches!(doc.rel(c).base(), Rel::Obj | Rel::Nsubj | Rel::Xcomp)) {
        return None;
    }
    let gathered = modality::local(scene.text, index, t);
    if gathered.modality().status != Status::Planned || !is_finite(doc, t) {
        return None;
    }
    let actors = roles::players(scene, &[Slot::Subject], t, false);
    if countries(scene, &actors) < 2 {
        return None;
    }
    Some(Act {
        plover: Plover::Agree,
        modes: Vec::new(),
        cameo: None,
        actors,
        recipients: Vec::new(),
        reciprocal: true,
        trigger: (t, t, t),
        at: t,
        inner: None,
        rule: "undertaking".to_owned(),
        needs: Vec::new(),
        teller: Vec::new(),
        shared: false,
        performed: true,
        omitted: false,
        attends: false,
        forced: Some(Status::Planned),
        gathered,
        bound: false,
        noun: false,
        operators: 0,
        claims: Vec::new(),
    })
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
    if unit.needs.iter().any(|n| n == "finite") && !is_finite(scene.text.doc, hit.head) {
        return None;
    }
    let roles = hit.roles();
    let deep = !matches!(plover, Plover::Consult);
    let mut actors = nominal::actors(scene, hit, roles);
    let both = fillers(scene, hit, &roles.both, false);
    let reciprocal = !roles.both.is_empty();
    roles::add(&mut actors, both);
    if actors.is_empty() {
        actors = roles::players(scene, &roles.otherwise, hit.head, false);
    }
    if unit.needs.iter().any(|n| n == "content")
        && roles.content.iter().all(|s| s.fill(scene.text.doc, hit.head).is_empty())
    {
        return None;
    }
    let mut recipients = roles::without(&fillers(scene, hit, &roles.recipient, deep), &actors);
    if recipients.is_empty() {
        recipients = nominal::befallen(scene, hit, roles, &actors);
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
    let recipients = foreign_first(scene, &actors, recipients);
    let mut gathered = modality::local(scene.text, index, hit.head);
    gathered.negated &= !hit.negation;
    gathered.planned |= unit.needs.iter().any(|n| n == "planned");
    let we = reciprocal
        && hit.class != Class::Noun
        && Slot::Subject.fill(scene.text.doc, hit.head).into_iter().any(|c| first_plural(scene, c));
    if we && scene.met.len() > 1 && countries(scene, &actors) < 2 {
        let met = scene.met.to_vec();
        if actors.iter().any(|a| {
            met.iter().any(|m| country(scene, m).is_some() && country(scene, m) == country(scene, a))
        }) {
            actors = met;
        }
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
        needs: unit.needs.clone(),
        teller: Vec::new(),
        shared: reciprocal && matches!(plover, Plover::Agree | Plover::Support)
            || unit.needs.iter().any(|n| n == "joint"),
        performed: unit.plover.is_none(),
        omitted: false,
        attends: !roles.actor.is_empty() && !roles.both.is_empty(),
        forced,
        gathered,
        bound: unit.bound,
        noun: hit.class == Class::Noun,
        operators: 0,
        claims: Vec::new(),
    })
}

/// The act under one more operator; `None` when the two make no record. Inner acts told as well go to `told`.
fn apply(scene: Scene<'_>, index: &Index, mut act: Act, op: &Hit<'_>, told: &mut Vec<Act>) -> Option<Act> {
    let key = op.unit.op.as_deref()?;
    let roles = op.roles();
    let actors = players_of(scene, op, &roles.actor, &roles.both);
    // "agreed not to attack": what the operator takes is the omission of the act.
    let omitted = act.gathered.negated
        && act.operators == 0
        && index.table.outcome(&format!("{key}-not"), Some(act.plover)).is_some();
    let row = if omitted { format!("{key}-not") } else { key.to_owned() };
    let outcome = index.table.outcome(&row, Some(act.plover))?;
    // What is announced as done stays done.
    if key == "announce" && act.gathered.told_done() {
        act.operators += 1;
        if act.actors.is_empty() {
            act.actors = actors;
        }
        return Some(act);
    }
    act.operators += 1;
    act.rule = format!("{}+{}", act.rule, op.unit.name.rsplit('/').next().unwrap_or(key));
    match outcome {
        Outcome::Drop => None,
        Outcome::Keep => {
            if act.reciprocal {
                let ours = actors.iter().any(|p| first_plural(scene, p.head));
                roles::add(&mut act.actors, actors);
                if ours && countries(scene, &act.actors) < 2 && scene.met.len() > 1 {
                    act.actors = scene.met.to_vec();
                }
            } else if act.noun && key == "light" && act.recipients.is_empty() && !actors.is_empty() {
                // "оказала помощь Сирии": beside a giver the noun's own genitive is who receives.
                act.recipients = roles::without(&std::mem::take(&mut act.actors), &actors);
                act.actors = actors;
            } else if act.actors.is_empty() {
                act.actors = actors;
            }
            if act.recipients.is_empty() && !act.reciprocal {
                act.recipients = roles::without(&fillers(scene, op, &roles.recipient, true), &act.actors);
                if act.recipients.is_empty() && act.modes.contains(&Mode::Visit) {
                    act.recipients = hosts(scene, &roles.recipient, op.head, &act.actors);
                }
            }
            act.gathered = act.gathered.under(scene.text, index, op);
            act.bound = false;
            Some(act)
        }
        Outcome::Becomes { plover, modes, status } => {
            let given = fillers(scene, op, &roles.recipient, true);
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
                if !beside.actors.is_empty() && !beside.recipients.is_empty() {
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
                shared: matches!(key, "agree" | "decide"),
                performed: true,
                omitted,
                attends: false,
                forced: *status,
                gathered: {
                    let mut own = modality::local(scene.text, index, op.head);
                    own.negated &= !op.negation;
                    own
                },
                bound: false,
                noun: op.class == Class::Noun,
                operators: act.operators,
                claims: Vec::new(),
            })
        }
    }
}

fn players_of(scene: Scene<'_>, op: &Hit<'_>, actor: &[Slot], both: &[Slot]) -> Vec<Participant> {
    let mut out = fillers(scene, op, actor, false);
    roles::add(&mut out, fillers(scene, op, both, false));
    out
}

/// Players in the slots beside the head of a wording, and in those with a preposition beside its other words:
/// "imposed sanctions on X" hangs X on the sanctions.
pub(super) fn fillers(scene: Scene<'_>, hit: &Hit<'_>, slots: &[Slot], deep: bool) -> Vec<Participant> {
    let mut out = roles::players(scene, slots, hit.head, deep);
    let loose: Vec<Slot> =
        slots.iter().filter(|s| matches!(s, Slot::Prep(..) | Slot::Dative)).cloned().collect();
    for &part in hit.parts.iter().filter(|&&p| matches!(scene.text.doc.upos(p), Upos::Noun | Upos::Propn)) {
        roles::add(&mut out, roles::players(scene, &loose, part, deep));
    }
    out
}

/// The act as it stands once no operator is left over it.
fn finish(scene: Scene<'_>, index: &Index, mut act: Act) -> Option<Act> {
    if act.gathered.purpose {
        return None;
    }
    // "На встрече с X Лавров заявил": the subject of the clause met X.
    if act.noun && act.reciprocal && act.actors.len() == 1 {
        let above = scene.text.doc.ancestors(act.at).filter(|&a| scene.text.doc.upos(a) == Upos::Verb);
        for verb in above.take(2) {
            let subject = roles::players(scene, &[Slot::Subject], verb, false);
            if countries(scene, &subject) == 1 && countries(scene, &act.actors) == 1 {
                roles::add(&mut act.actors, subject);
            }
        }
    }
    if act.modes.contains(&Mode::Visit) {
        host(scene, &mut act);
        if act.recipients.is_empty() && act.operators > 0 && !act.actors.is_empty() {
            // "находится в Москве с визитом".
            let country = crate::place::of_clause(scene.text, act.at).and_then(|p| p.country);
            act.recipients = roles::without(
                &state_of(scene, country.as_deref()).into_iter().collect::<Vec<_>>(),
                &act.actors,
            );
        }
    }
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
            let own: Vec<Option<&str>> = act.actors.iter().map(|p| country(scene, p)).collect();
            if act.needs.iter().any(|n| n == "abroad") {
                act.recipients.retain(|p| country(scene, p).is_some() && !own.contains(&country(scene, p)));
                if act.recipients.is_empty() {
                    act.recipients =
                        scene.met.iter().filter(|p| !own.contains(&country(scene, p))).cloned().collect();
                }
            }
        }
    }
    let status = act.modality().status;
    if is_warning(scene, &act, status)
        && let Some(Outcome::Becomes { plover, modes, .. }) =
            index.table.outcome("threaten", Some(act.plover))
    {
        act.inner = Some((act.trigger.2, act.plover));
        act.rule = format!("{}+warning", act.rule);
        act.cameo = index.cameo.over("threaten", "", act.cameo.as_deref());
        act.plover = *plover;
        act.modes.clone_from(modes);
        act.forced = Some(Status::Asserted);
        act.gathered = Gathered::default();
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

/// "The visit to Malaysia" is the speaker's own where nobody else is named; "your visit" goes to the speaker's country.
fn host(scene: Scene<'_>, act: &mut Act) {
    let Some(speaker) = scene.speaker else { return };
    let home = scene.cast.actor(speaker).country.as_deref();
    if home.is_none() {
        return;
    }
    let at_home = |list: &[Participant]| list.iter().any(|p| country(scene, p) == home);
    if act.actors.is_empty() && !act.recipients.is_empty() && act.noun && !at_home(&act.recipients) {
        act.actors = speaker_as_participant(scene);
    } else if act.recipients.is_empty() && !act.actors.is_empty() && !at_home(&act.actors) {
        let addressed = scene.text.doc.children(act.trigger.2).any(|c| {
            let feats = scene.text.doc.feats(c);
            feats.person == Some(Person::Second)
                || matches!(scene.text.doc.lemma(c), "ваш" | "your" | "наш" | "our")
        });
        if addressed {
            act.recipients = state_of(scene, home).into_iter().collect();
        }
    }
}

/// A mention of the state itself.
fn state_of(scene: Scene<'_>, home: Option<&str>) -> Option<Participant> {
    scene
        .cast
        .mentions()
        .iter()
        .flat_map(|m| m.actors.iter().map(move |&ix| (m, ix)))
        .find(|&(_, ix)| {
            let actor = scene.cast.actor(ix);
            matches!(actor.kind, ActorKind::State | ActorKind::Polity) && actor.id.as_deref() == home
        })
        .map(|(m, ix)| Participant { actor: Some(ix), tokens: m.tokens.clone(), head: m.head })
}

/// A hostile act of the speaker's own side, on a condition or told as a warning.
fn is_warning(scene: Scene<'_>, act: &Act, status: Status) -> bool {
    let hostile = matches!(
        act.plover,
        Plover::Sanction | Plover::Coerce | Plover::Assault | Plover::Mobilize | Plover::Protest
    );
    let Some(speaker) = scene.speaker else { return false };
    let own = scene.cast.actor(speaker).country.as_deref();
    hostile
        && (status == Status::Hypothetical
            || scene.warning && matches!(status, Status::Possible | Status::Planned))
        && own.is_some()
        && act.actors.iter().any(|p| country(scene, p) == own)
}

fn speaker_as_participant(scene: Scene<'_>) -> Vec<Participant> {
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
    if act.bound && act.reciprocal {
        // "Cooperation between X and Y has grown": told of as going on only where it is the subject.
        return countries(scene, &act.actors) > 1 && doc.rel(t).is_subject();
    }
    if act.bound {
        return !act.actors.is_empty() && !act.recipients.is_empty();
    }
    !act.actors.is_empty() || !act.recipients.is_empty()
}

fn first_plural(scene: Scene<'_>, t: TokenId) -> bool {
    let feats = scene.text.doc.feats(t);
    feats.person == Some(Person::First) && feats.number == Some(Number::Plur)
}

fn country<'a>(scene: Scene<'a>, p: &Participant) -> Option<&'a str> {
    let actor = scene.cast.actor(p.actor?);
    actor.country.as_deref().or(actor.id.as_deref())
}

fn countries(scene: Scene<'_>, list: &[Participant]) -> usize {
    list.iter().filter_map(|p| country(scene, p)).collect::<std::collections::BTreeSet<_>>().len()
}

/// The states whose capitals are visited, other than the visitors' own.
fn hosts(scene: Scene<'_>, slots: &[Slot], head: TokenId, visitors: &[Participant]) -> Vec<Participant> {
    let own: Vec<Option<&str>> = visitors.iter().map(|p| country(scene, p)).collect();
    let mut out = roles::hosts(scene, slots, head);
    out.retain(|p| !own.contains(&country(scene, p)));
    out
}

/// Of several recipients those of the actor's own country go: "withdrew the US from a deal with Iran".
fn foreign_first(scene: Scene<'_>, actors: &[Participant], recipients: Vec<Participant>) -> Vec<Participant> {
    let own: Vec<Option<&str>> = actors.iter().map(|p| country(scene, p)).collect();
    let foreign: Vec<Participant> = recipients
        .iter()
        .filter(|p| country(scene, p).is_some() && !own.contains(&country(scene, p)))
        .cloned()
        .collect();
    if foreign.is_empty() || countries(scene, actors) != 1 { recipients } else { foreign }
}
