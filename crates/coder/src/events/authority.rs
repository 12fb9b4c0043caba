//! Whose deed is told without its doer: an arrest, a verdict, a release is the state's where it is done; a riot is of people there.

use legation_model::{ActorKind, Lang, Mode, Plover, Sector};
use legation_nlp::{Rel, TokenId, Upos};

use crate::cast::{Actor, Cast, How, Participant};
use crate::place;
use crate::text::Text;

use super::act::Act;
use super::cues::Cue;
use super::roles::{self, Scene};
use super::sides::{first_named, is_state_itself};
use super::slots::{Slot, preposition};

/// Gives an act that only a state can do, told without its doer, the state of its place; else the state whose own people it is
/// done to, where the story plays there. "Two editors were detained in Ankara": Turkey.
pub(super) fn supply(text: &Text<'_>, cast: &Cast, act: &mut Act) {
    // "They had arrested two men": somebody is told to do it, though nobody knows who.
    let doc = text.doc;
    let doer = !act.noun
        && doc
            .children_by(act.at, Rel::Nsubj)
            .any(|s| doc.rel(s) == Rel::Nsubj && doc.feats(s).person.is_some())
        && !doc.children(act.at).any(|c| doc.rel(c) == Rel::AuxPass)
        && doc.lang(act.at) == Lang::En;
    if act.actors.is_empty() && !doer && act.operators == 0 && is_states_own(text, act) && told_of(cast, act)
    {
        let state = of_place(text, cast, act).or_else(|| of_story(text, cast, act));
        act.actors.extend(state);
    }
}

/// "МВД Грузии сообщило о задержании двух журналистов": of its own deed; "адвокат сообщил об аресте X в Тбилиси": of the deed of
/// the state of the place, which is told later.
pub(super) fn announced(scene: Scene<'_>, act: &mut Act) {
    let doc = scene.text.doc;
    let noun = act.trigger.2;
    let news =
        act.noun && act.bound && act.operators == 0 && act.actors.is_empty() && doc.lang(noun) == Lang::Ru;
    let custody = matches!(act.plover, Plover::Coerce | Plover::Sanction) && is_states_own(scene.text, act);
    let harm = act.plover == Plover::Assault;
    if !news || !(custody || harm) || !told_of(scene.cast, act) {
        return;
    }
    let Some(verb) = doc.head(noun).filter(|&v| doc.upos(v) == Upos::Verb) else { return };
    let about =
        preposition(doc, noun).is_some_and(|p| scene.index.cues.is(Lang::Ru, Cue::Topic, doc.lemma(p)));
    if about && custody && doc.rel(noun).base() == Rel::Obl {
        let own = |p: &Participant| {
            p.actor.map(|ix| scene.cast.actor(ix)).is_some_and(|a| {
                a.country.is_some()
                    && matches!(a.kind, ActorKind::Body | ActorKind::Group)
                    && a.sectors.iter().any(|s| FORCE.contains(s))
            })
        };
        let subject = roles::players(scene, &[Slot::Subject], verb, false);
        act.actors.extend(subject.into_iter().filter(own));
    }
    let tells = about || doc.rel(noun) == Rel::Nsubj;
    if act.actors.is_empty() && tells && place::of_clause(scene.text, noun).is_some() {
        act.bound = false;
    }
}

/// Sectors of the bodies that take people into custody.
const FORCE: [Sector; 4] = [Sector::Cop, Sector::Spy, Sector::Jud, Sector::Mil];

/// The country of a crowd that only the noun of what it does tells: "riots broke out in Lyon", "по всей Ботсване проходят забастовки".
pub(super) fn crowd_of(scene: Scene<'_>, noun: TokenId, plover: Plover) -> Option<String> {
    let doc = scene.text.doc;
    // A topic or a part of another noun tells no news of its own.
    let told = matches!(doc.rel(noun).base(), Rel::Nsubj | Rel::NsubjPass)
        && doc.head(noun).is_some_and(|verb| doc.upos(verb) == Upos::Verb);
    if plover != Plover::Protest || !told {
        return None;
    }
    let verb = doc.head(noun)?;
    let place = place::of_clause(scene.text, noun).or_else(|| place::of_clause(scene.text, verb));
    place.and_then(|p| p.country).or_else(|| whose_towns(scene, verb)).or_else(|| {
        let told = doc.children_by(noun, Rel::Acl).any(|c| !super::doers::agents(doc, c).is_empty());
        let story = scene.cast.story().filter(|_| !told)?;
        alone(scene.text, scene.cast, noun, story).then(|| story.to_owned())
    })
}

/// "In several French cities", "в польских городах": the state whose places the clause names.
pub(super) fn whose_towns(scene: Scene<'_>, verb: TokenId) -> Option<String> {
    let doc = scene.text.doc;
    let within = |c: &TokenId| {
        preposition(doc, *c).is_some_and(|p| scene.index.cues.is(doc.lang(p), Cue::Within, doc.lemma(p)))
    };
    let towns = doc.children_by(verb, Rel::Obl).filter(within).flat_map(|o| doc.children_by(o, Rel::Amod));
    towns
        .filter_map(|t| scene.cast.covering(t).filter(|m| m.how == How::Adjective))
        .find_map(|m| scene.cast.actor(*m.actors.first()?).country.clone())
}

/// Custody, verdicts, bans of work or words, inquiries; letting go only from custody, for captors free their captives too.
fn is_states_own(text: &Text<'_>, act: &Act) -> bool {
    let any = |modes: &[Mode]| act.modes.iter().any(|m| modes.contains(m));
    match act.plover {
        Plover::Coerce => any(&[Mode::Arrest, Mode::Deport, Mode::Censor]),
        Plover::Sanction => any(&[Mode::Convict]),
        Plover::Accuse => any(&[Mode::Investigate]) || any(&[Mode::Allege]) && charges(text, act.trigger.2),
        Plover::Retreat => any(&[Mode::Release]) && from_custody(text, act.trigger.2),
        _ => false,
    }
}

/// "Ему предъявлено обвинение": a prosecutor's word.
fn charges(text: &Text<'_>, head: TokenId) -> bool {
    text.rules.index.cues.is(text.doc.lang(head), Cue::Charges, text.doc.lemma(head))
}

/// "Freed from prison", "выпущен из-под ареста".
fn from_custody(text: &Text<'_>, head: TokenId) -> bool {
    let doc = text.doc;
    let custody = |t: &TokenId| text.rules.index.cues.is(doc.lang(*t), Cue::Custody, doc.lemma(*t));
    doc.children(head).flat_map(|c| std::iter::once(c).chain(doc.children(c))).any(|t| custody(&t))
}

/// Whether it is done to people and those that they form, not to a state or its own bodies.
fn told_of(cast: &Cast, act: &Act) -> bool {
    let people = |a: &Actor| matches!(a.kind, ActorKind::Person | ActorKind::Group) || a.id.is_none();
    // "Возбуждено уголовное дело": against whom need not be known yet.
    let unknown = act.plover == Plover::Accuse && act.modes.contains(&Mode::Investigate) && !act.noun;
    (unknown || !act.recipients.is_empty())
        && act.recipients.iter().all(|p| p.actor.is_none_or(|ix| people(cast.actor(ix))))
}

pub(super) fn of_place(text: &Text<'_>, cast: &Cast, act: &Act) -> Option<Participant> {
    let place = place::of_clause(text, act.at)?;
    let state = place.country?;
    state_of(text, cast, &state, act.at).or_else(|| {
        let head = text.doc.token_at(place.span.byte_start)?;
        let (tokens, _) = place::city(text, head)?;
        Some(Participant { actor: None, head: tokens.end - 1, tokens })
    })
}

/// The state of the story, if those to whom it is done are its own, or nobody's, and the sentence has no other.
fn of_story(text: &Text<'_>, cast: &Cast, act: &Act) -> Option<Participant> {
    let story = cast.story()?;
    let of = |p: &Participant| p.actor.and_then(|ix| cast.actor(ix).country.as_deref());
    // A foreigner is charged or sentenced where the story plays.
    let tried = act.plover == Plover::Sanction || charges(text, act.trigger.2);
    let own = |p: &Participant| of(p).is_none_or(|c| c == story) || tried;
    if act.noun || !alone(text, cast, act.at, story) || !act.recipients.iter().all(own) {
        return None;
    }
    state_of(text, cast, story, act.at)
}

/// Whether the sentence names no other state or organisation of states, and no place elsewhere.
fn alone(text: &Text<'_>, cast: &Cast, at: TokenId, story: &str) -> bool {
    let tokens = text.doc.sentence(at).tokens.clone();
    let mut others = cast.mentions().iter().filter(|m| tokens.contains(&m.head)).flat_map(|m| &m.actors);
    let foreign = |a: &Actor| {
        matches!(a.kind, ActorKind::State | ActorKind::Polity | ActorKind::Organisation)
            && a.country.as_deref().or(a.id.as_deref()).is_some_and(|c| c != story)
    };
    let elsewhere =
        place::of_sentence(text, at).iter().any(|p| p.country.as_deref().is_some_and(|c| c != story));
    !elsewhere && !others.any(|&ix| foreign(cast.actor(ix)))
}

/// A mention of the state itself: in the sentence, the last one before it, or a later one; else one of its government.
pub(super) fn state_of(text: &Text<'_>, cast: &Cast, state: &str, at: TokenId) -> Option<Participant> {
    let itself = |actor: &Actor| is_state_itself(actor, state);
    let organ = |actor: &Actor| {
        actor.kind == ActorKind::Body
            && actor.country.as_deref() == Some(state)
            && actor.sectors.iter().any(|s| matches!(s, Sector::Gov | Sector::Jud | Sector::Cop))
    };
    last_before(text, cast, at, itself)
        .or_else(|| first_named(cast, state))
        .or_else(|| last_before(text, cast, at, organ))
}

fn last_before(
    text: &Text<'_>,
    cast: &Cast,
    at: TokenId,
    wanted: impl Fn(&Actor) -> bool,
) -> Option<Participant> {
    let end = text.doc.sentence(at).tokens.end;
    let before = cast.mentions().iter().rev().filter(|m| m.head < end);
    before
        .filter_map(|m| m.actors.iter().find(|ix| wanted(cast.actor(**ix))).map(|ix| (m, *ix)))
        .map(|(m, ix)| Participant { actor: Some(ix), tokens: m.tokens.clone(), head: m.head })
        .next()
}
