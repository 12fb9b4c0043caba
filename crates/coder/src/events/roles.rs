//! Who plays which part in an act.

use legation_model::{ActorKind, Lang};
use legation_nlp::tags::{Case, Number, Person};
use legation_nlp::{Rel, TokenId, Upos};

use crate::agreements;
use crate::cast::{ActorIx, Cast, How, Participant};
use crate::text::Text;

use super::act::Act;
use super::cues::Cue;
use super::index::Index;
use super::sides::country;
use super::slots::{Slot, hyphen, is_passive, preposition};

/// What roles are resolved against.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) cast: &'a Cast,
    pub(super) index: &'a Index,
    /// Who met, as the story tells; empty while that is not known.
    pub(super) met: &'a [Participant],
    /// The acts found before this one.
    pub(super) told: &'a [Act],
    /// Who says the words of the act: "we", "our country" are theirs.
    pub(super) speaker: Option<ActorIx>,
    /// The words are told as a warning.
    pub(super) warning: bool,
    /// The words stand in a statement.
    pub(super) said: bool,
}

/// Everyone in the slots beside `head`. With `deep`, a phrase that is no actor gives the actors that it belongs to
/// ("the actions of Israel", "Iranian vessels").
pub(super) fn players(scene: Scene<'_>, slots: &[Slot], head: TokenId, deep: bool) -> Vec<Participant> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for slot in slots {
        for t in slot.fill(doc, head) {
            let t = if *slot == Slot::Subject { beside_host(scene, head, t) } else { t };
            let mut found = participants(scene, t);
            if *slot == Slot::Adjective {
                // "The Geneva talks", "a Moscow conference": a city before a noun is where it is held.
                if names_city(scene, t) {
                    continue;
                }
                // "A working meeting", "военные учения": an adjective that names nobody known is no player.
                found.retain(|p| {
                    p.actor
                        .map(|ix| scene.cast.actor(ix))
                        .is_some_and(|a| a.id.is_some() || a.country.is_some())
                });
            }
            // "В МИД назвали": a house speaks, "в таком режиме открыли" names nobody.
            if *slot == Slot::Subject && doc.rel(t).base() == Rel::Obl && doc.feats(t).case == Some(Case::Loc)
            {
                found.retain(|p| p.actor.is_some());
            }
            // "A statement of the ministry condemned": whose paper it is speaks in it.
            let paper = *slot == Slot::Subject && scene.index.cues.is(doc.lang(t), Cue::Paper, doc.lemma(t));
            if found.is_empty() && paper && doc.lang(t) == Lang::En && doc.upos(t) == Upos::Noun {
                found = owners(scene, t, 2);
            }
            if found.is_empty() && doc.feats(t).person == Some(Person::Second) {
                found = counterpart(scene);
            }
            if found.is_empty() && deep {
                found = owners(scene, t, 2);
            }
            for other in doc.children_by(t, Rel::Conj).filter(|&c| doc.upos(c) != Upos::Verb) {
                if !gapped(scene, other) {
                    add(&mut found, participants(scene, other));
                }
            }
            add(&mut out, found);
        }
    }
    out
}

/// "At the invitation of the President of Chad, Omar Deby, the President of Niger, Hassan Sani, paid a visit": the tree takes the host, whose
/// title stands in the phrase before, for the subject, and the guest for his apposition.
fn beside_host(scene: Scene<'_>, verb: TokenId, subject: TokenId) -> TokenId {
    let doc = scene.text.doc;
    let person = |t: TokenId| {
        let mention = scene.cast.at(t).filter(|m| m.how == How::Name && m.actors.len() == 1)?;
        let kind = scene.cast.actor(mention.actors[0]).kind;
        (kind == ActorKind::Person).then_some((mention.tokens.start, mention.actors[0]))
    };
    let Some((start, host)) = person(subject).filter(|_| doc.lang(subject) == Lang::En) else {
        return subject;
    };
    let comma = (0..start).rev().find(|&t| doc.rel(t) != Rel::NmodDesc).filter(|&t| doc.form(t) == ",");
    let title = comma.and_then(|comma| comma.checked_sub(1));
    let phrase = |t: TokenId| doc.rel(t).base() == Rel::Obl && doc.head(t) == Some(verb);
    if !title.is_some_and(|t| doc.ancestors(t).any(phrase)) {
        return subject;
    }
    let guest = |&c: &TokenId| person(c).is_some_and(|(_, other)| other != host);
    doc.children_by(subject, Rel::Appos).find(guest).unwrap_or(subject)
}

/// "В Минске отвергли": the capital or seat within which a Russian verb without a subject is said.
pub(super) fn capital(scene: Scene<'_>, verb: TokenId) -> Vec<Participant> {
    let doc = scene.text.doc;
    let within = |t: &TokenId| doc.rel(*t).base() == Rel::Obl && doc.feats(*t).case == Some(Case::Loc);
    let seats = Slot::Subject.fill(doc, verb).into_iter().filter(within);
    let meant = seats.filter_map(|t| scene.cast.at(t).filter(|m| m.how == How::Metonym).map(|m| (t, m)));
    let actors = meant.flat_map(|(head, m)| {
        m.actors.iter().map(move |&ix| Participant { actor: Some(ix), tokens: m.tokens.clone(), head })
    });
    actors.collect()
}

/// Whose weapons, ships or strikes do the deed: "Ukrainian drones struck", "was killed in an Israeli strike".
pub(super) fn armed(scene: Scene<'_>, head: TokenId) -> Vec<Participant> {
    let doc = scene.text.doc;
    let is = |t: TokenId, cue| scene.index.cues.is(doc.lang(t), cue, doc.lemma(t));
    let blow = |t: TokenId| is(t, Cue::Blow);
    let subject = Slot::Subject.fill(doc, head).into_iter().find(|&t| is(t, Cue::Weapon) || blow(t));
    // "В результате удара": the deed stands behind the word for its outcome.
    let amid = || {
        doc.children_by(head, Rel::Obl)
            .filter(|&c| preposition(doc, c).is_some_and(|p| is(p, Cue::Amid)))
            .flat_map(|c| std::iter::once(c).chain(doc.children_by(c, Rel::Nmod)))
            .find(|&t| blow(t))
    };
    let mut out = subject.or_else(amid).map(|t| owners(scene, t, 2)).unwrap_or_default();
    out.retain(|p| p.actor.is_some_and(|ix| scene.cast.actor(ix).country.is_some()));
    out
}

/// Whether an English word before a noun names a city, not those who act.
fn names_city(scene: Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    doc.lang(t) == Lang::En
        && doc.rel(t).base() == Rel::Compound
        && doc.upos(t) == Upos::Propn
        && doc.children_by(t, Rel::Conj).next().is_none()
        && scene.cast.at(t).is_none_or(|m| {
            m.how == How::Metonym || m.actors.iter().all(|&ix| scene.cast.actor(ix).kind == ActorKind::Group)
        })
        && crate::place::city(scene.text, t).is_some()
}

/// Whom a visit to the places in the slots goes to: a capital or seat stands for its state.
pub(super) fn hosts(scene: Scene<'_>, slots: &[Slot], head: TokenId) -> Vec<Participant> {
    let mut out = Vec::new();
    for t in slots.iter().flat_map(|slot| slot.fill(scene.text.doc, head)) {
        let Some(mention) = scene.cast.at(t) else { continue };
        let states = mention.actors.iter().map(|&actor| Participant {
            actor: Some(actor),
            tokens: mention.tokens.clone(),
            head: t,
        });
        add(&mut out, states);
    }
    out
}

/// Whose cities stand in the slots: what is done to a city in a war is done to its state.
pub(super) fn cities(
    scene: Scene<'_>,
    slots: &[Slot],
    head: TokenId,
    actors: &[Participant],
) -> Vec<Participant> {
    let mut out = hosts(scene, slots, head);
    let own: Vec<Option<&str>> = actors.iter().map(|p| country(scene.cast, p)).collect();
    // A town that the lexicon does not know by itself is looked up among the cities.
    out.retain(|p| !own.contains(&country(scene.cast, p)) && !is_stranger(scene.text, scene.cast, p));
    for t in slots.iter().flat_map(|slot| slot.fill(scene.text.doc, head)) {
        let Some((tokens, place)) = crate::place::city(scene.text, t) else { continue };
        if out.is_empty() && place.country.is_some() && !own.contains(&place.country.as_deref()) {
            out.push(Participant { actor: None, tokens, head: t });
        }
    }
    out
}

/// Who the phrase names; a treaty named like an organisation, or an adjective of quality, acts not.
fn participants(scene: Scene<'_>, t: TokenId) -> Vec<Participant> {
    let doc = scene.text.doc;
    let mut found = scene.cast.participants(scene.text, t, scene.speaker);
    if doc.lang(t) == Lang::En {
        for other in listed(scene, t, 4).into_iter().chain(also_named(scene, t)) {
            add(&mut found, scene.cast.participants(scene.text, other, scene.speaker));
        }
    }
    // "The two states, Chad and Niger": all whom the apposition of several names.
    if doc.lang(t) == Lang::En && doc.feats(t).number == Some(Number::Plur) && !found.is_empty() {
        for c in doc.children_by(t, Rel::Appos) {
            let named = scene.cast.participants(scene.text, c, scene.speaker);
            if named.len() > 1
                && named.iter().all(|p| is_state(scene, p))
                && named.iter().any(|p| found.iter().any(|f| same(f, p)))
            {
                add(&mut found, named);
            }
        }
    }
    if let [only] = found.as_slice()
        && country(scene.cast, only).is_none()
    {
        let homes = homes(scene, t);
        if !homes.is_empty() {
            found = homes;
        }
    }
    // "A group of lawmakers": those of whom it is one.
    let part = |cue| scene.index.cues.is(doc.lang(t), cue, doc.lemma(t));
    if found.is_empty() && (part(Cue::Part) || part(Cue::Many)) {
        for inner in Slot::Genitive.fill(doc, t).into_iter().filter(|&inner| doc.head(inner) == Some(t)) {
            add(&mut found, participants(scene, inner));
        }
    }
    for p in &mut found {
        let unknown = p.actor.is_none_or(|ix| {
            let actor = scene.cast.actor(ix);
            actor.id.is_none() && actor.country.is_none()
        });
        if unknown && let Some(member) = organisation(scene, t) {
            *p = member;
        }
    }
    if found.is_empty() {
        found.extend(organisation(scene, t));
    }
    found.retain(|p| {
        (!crate::agreements::is_instrument(doc.lang(p.head), doc.lemma(p.head))
            || scene.cast.is_house(scene.text, p.head))
            && (doc.upos(p.head) != Upos::Adj
                || p.actor.is_some_and(|ix| {
                    let actor = scene.cast.actor(ix);
                    actor.id.is_some() || actor.country.is_some()
                }))
    });
    found
}

/// "Lawmakers in Chile and Peru": whose they are, where two states are named.
fn homes(scene: Scene<'_>, t: TokenId) -> Vec<Participant> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for c in doc.children_by(t, Rel::Nmod) {
        if preposition(doc, c).is_some_and(|p| scene.index.cues.is(doc.lang(p), Cue::Within, doc.lemma(p))) {
            add(&mut out, scene.cast.participants(scene.text, c, scene.speaker));
        }
    }
    if out.len() > 1 && out.iter().all(|p| is_state(scene, p)) { out } else { Vec::new() }
}

/// A name that nobody knows.
pub(super) fn is_stranger(text: &Text<'_>, cast: &Cast, p: &Participant) -> bool {
    p.actor.is_none_or(|ix| {
        let actor = cast.actor(ix);
        let listed = actor.id.as_deref().is_some_and(|id| text.lexicon.by_id(id).is_some());
        actor.kind != ActorKind::Person && !listed && actor.country.is_none() && actor.sectors.is_empty()
    })
}

fn is_state(scene: Scene<'_>, p: &Participant) -> bool {
    p.actor.is_some_and(|ix| matches!(scene.cast.actor(ix).kind, ActorKind::State | ActorKind::Polity))
}

/// States listed after the state `t` that the tree takes for its apposition, or for words before its name: one state is
/// not another, and no name is followed by a comma inside a compound ("A, the B, C and D").
fn listed(scene: Scene<'_>, t: TokenId, depth: usize) -> Vec<TokenId> {
    let doc = scene.text.doc;
    let state = |t: TokenId| {
        scene.cast.mentions().iter().find_map(|m| {
            let one = m.how == How::Name && m.actors.len() == 1 && m.tokens.contains(&t);
            let actor = scene.cast.actor(*m.actors.first()?);
            (one && matches!(actor.kind, ActorKind::State | ActorKind::Polity)).then_some(m.actors[0])
        })
    };
    let Some(own) = state(t).filter(|_| depth > 0) else { return Vec::new() };
    let mut out = Vec::new();
    for c in doc.children(t) {
        let apart = match doc.rel(c).base() {
            Rel::Appos => true,
            Rel::Compound => {
                c < t && doc.children(c).any(|k| doc.rel(k).base() == Rel::Conj || doc.form(k) == ",")
            }
            _ => false,
        };
        if apart && state(c).is_some_and(|other| other != own) {
            out.push(c);
            out.extend(listed(scene, c, depth - 1));
        }
    }
    out
}

/// "Petrov, President of Chad Ali Deby and President of Niger Omar Sani met": persons with titles of their own that the
/// tree takes for an apposition of the first.
fn also_named(scene: Scene<'_>, t: TokenId) -> Vec<TokenId> {
    let doc = scene.text.doc;
    let person = |actors: &[ActorIx]| {
        matches!(actors, [one] if scene.cast.actor(*one).kind == ActorKind::Person
            && scene.cast.actor(*one).id.is_some())
    };
    let Some(own) = scene.cast.at(t).filter(|m| m.how == How::Name && person(&m.actors)) else {
        return Vec::new();
    };
    let mut out: Vec<TokenId> = Vec::new();
    for c in doc.children_by(t, Rel::Appos).filter(|&c| c > t && doc.form(c - 1) == ",") {
        let inside = doc.subtree(c);
        let others: Vec<_> = scene
            .cast
            .mentions()
            .iter()
            .filter(|m| inside.contains(&m.tokens.start) && person(&m.actors) && m.actors != own.actors)
            .filter(|m| {
                let apart = |p: TokenId| m.tokens.contains(&p);
                m.tokens.clone().all(|k| preposition(doc, k).is_none_or(apart) && doc.rel(k) != Rel::NmodPoss)
            })
            .collect();
        // The title that opens the apposition has a holder of its own.
        if others.iter().any(|m| m.tokens.start == c) {
            out.extend(others.iter().map(|m| m.head));
        }
    }
    out
}

/// "Leaders of SCO member states": the organisation acts.
fn organisation(scene: Scene<'_>, t: TokenId) -> Option<Participant> {
    let doc = scene.text.doc;
    let leads = |c: TokenId| {
        doc.is_under(c, t)
            && doc.ancestors(c).take_while(|&a| a != t).all(|a| {
                matches!(doc.upos(a), Upos::Noun | Upos::Propn | Upos::Adj)
                    && !crate::attach::opens_clause(doc, a)
                    && preposition(doc, a).is_none_or(|p| doc.lemma(p) == "of")
            })
    };
    if doc.feats(t).number != Some(Number::Plur)
        || !scene.index.cues.is(doc.lang(t), Cue::Leader, doc.lemma(t))
    {
        return None;
    }
    scene
        .cast
        .mentions()
        .iter()
        .find(|m| {
            leads(m.head)
                && m.actors.len() == 1
                && scene.cast.actor(m.actors[0]).kind == ActorKind::Organisation
                && scene.cast.actor(m.actors[0]).id.is_some()
        })
        .map(|m| Participant { actor: Some(m.actors[0]), tokens: m.tokens.clone(), head: m.head })
}

/// "A did this, B — that": the second of a gapped pair heads a clause of its own.
fn gapped(scene: Scene<'_>, t: TokenId) -> bool {
    scene.text.doc.children_by(t, Rel::Orphan).next().is_some()
}

/// "You" of a speaker at a meeting: whoever else met.
fn counterpart(scene: Scene<'_>) -> Vec<Participant> {
    let Some(speaker) = scene.speaker else { return Vec::new() };
    let own = &scene.cast.actor(speaker).country;
    scene
        .met
        .iter()
        .filter(|p| {
            p.actor.is_some_and(|ix| ix != speaker && (own.is_none() || scene.cast.actor(ix).country != *own))
        })
        .cloned()
        .collect()
}

/// Adds participants that are not there yet.
pub(super) fn add(to: &mut Vec<Participant>, more: impl IntoIterator<Item = Participant>) {
    for p in more {
        if !to.iter().any(|q| same(q, &p)) {
            to.push(p);
        }
    }
}

/// Whether two participants are the same actor, or the same words.
pub(super) fn same(a: &Participant, b: &Participant) -> bool {
    match (a.actor, b.actor) {
        (Some(x), Some(y)) => x == y,
        _ => a.head == b.head,
    }
}

/// `list` without those in `other`.
pub(super) fn without(list: &[Participant], other: &[Participant]) -> Vec<Participant> {
    list.iter().filter(|p| !other.iter().any(|q| same(p, q))).cloned().collect()
}

/// Actors that a thing belongs to: possessors, genitives, adjectives.
fn owners(scene: Scene<'_>, thing: TokenId, depth: usize) -> Vec<Participant> {
    let doc = scene.text.doc;
    let mut out = Vec::new();
    for c in doc.children(thing) {
        // "the priorities that Germany has chosen".
        if doc.rel(c) == Rel::AclRelcl && !is_passive(doc, c) {
            for subject in doc.children(c).filter(|&s| doc.rel(s) == Rel::Nsubj && s < c) {
                if doc.upos(subject) != Upos::Pron {
                    add(&mut out, participants(scene, subject));
                }
            }
            continue;
        }
        // "A boat carrying Sudanese migrants".
        if doc.rel(c) == Rel::Acl && scene.index.cues.is(doc.lang(c), Cue::Carries, doc.lemma(c)) {
            for load in doc.children_by(c, Rel::Obj).filter(|_| depth > 1) {
                let found = participants(scene, load);
                let whose = if found.is_empty() { owners(scene, load, depth - 1) } else { found };
                add(&mut out, whose);
            }
            continue;
        }
        // "Firms based in Iran".
        if doc.rel(c) == Rel::Acl && scene.index.cues.is(doc.lang(c), Cue::Seated, doc.lemma(c)) {
            for seat in doc.children_by(c, Rel::Obl).filter(|_| depth > 1) {
                let mut found = participants(scene, seat);
                found.retain(|p| p.actor.is_some());
                add(&mut out, found);
            }
            continue;
        }
        // "the steps taken by Germany".
        if doc.rel(c) == Rel::Acl && is_passive(doc, c) {
            for agent in Slot::Subject.fill(doc, c) {
                add(&mut out, participants(scene, agent));
            }
            continue;
        }
        // "A Greek-owned tanker".
        if doc.rel(c) == Rel::Amod && scene.index.cues.is(doc.lang(c), Cue::Seated, doc.lemma(c)) {
            for half in doc.children(c).filter(|&half| half + 2 == c && hyphen(doc, half + 1)) {
                add(&mut out, participants(scene, half));
            }
            continue;
        }
        let belongs = match doc.rel(c).base() {
            Rel::Amod | Rel::Compound | Rel::Det => true,
            Rel::Nmod | Rel::Appos => preposition(doc, c).is_none_or(|p| {
                let cues = &scene.index.cues;
                doc.lemma(p) == "of"
                    || cues.is(doc.lang(p), Cue::Source, doc.lemma(p))
                    || cues.is(doc.lang(p), Cue::Example, doc.lemma(p))
                    || cues.is(doc.lang(p), Cue::Party, doc.lemma(p))
            }),
            _ => false,
        };
        // "Left the Ottawa Convention": nothing is done to the country of Ottawa.
        let called = scene.cast.at(c).is_some_and(|m| agreements::parties::names_instrument(scene.text, m));
        if belongs && !called {
            let found = participants(scene, c);
            if found.is_empty() && depth > 1 && doc.upos(c) == Upos::Noun {
                add(&mut out, owners(scene, c, depth - 1));
            } else {
                add(&mut out, found);
            }
        }
    }
    out
}
