//! Which acts become records, and what the article adds to those that lack a player.

use std::collections::BTreeSet;

use legation_model::{ActorKind, Lang, Mode, Office, Plover, Sector, Status, ontology};
use legation_nlp::tags::{Animacy, Number, VerbForm};
use legation_nlp::{Rel, TokenId, Upos};

use crate::agreements;
use crate::cast::{Cast, How, Participant};
use crate::place;
use crate::text::Text;
use crate::time::{Direction, Times};
use crate::trace::Reason;

use super::act::Act;
use super::cues::Cue;
use super::parties;
use super::roles::{self, Scene};
use super::sides::{countries, country, is_union, key};
use super::slots::{Slot, is_passive, preposition};

/// Days between the news and what is past for it: a deed of then is not that of those who meet now, and an undated one of the
/// news is not the one of then.
pub(super) const PAST: i32 = 30;

/// The meeting that the story is about: the first one told of with two countries or more.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// Who met.
    pub(super) players: Vec<Participant>,
    /// The word that tells it.
    at: TokenId,
    /// Nobody else meets in the story.
    only: bool,
}

/// Who met in the story.
pub(super) fn met(cast: &Cast, acts: &[Act]) -> Met {
    // What may come to pass, or did not, brings nobody together.
    let takes_place = |a: &&Act| {
        matches!(a.gathered.modality().status, Status::Asserted | Status::Historical | Status::Planned)
    };
    let meets = |a: &&Act| {
        (a.plover == Plover::Consult && a.reciprocal && !a.modes.contains(&Mode::ThirdParty)
            || a.inner.is_some_and(|(_, p)| p == Plover::Consult) && a.plover != Plover::Request)
            && countries(cast, &a.actors) >= 2
    };
    let held = acts.iter().find(|a| a.plover == Plover::Consult && meets(a) && takes_place(a));
    let found = held.or_else(|| acts.iter().find(|a| meets(a) && takes_place(a)));
    let sides = |a: &Act| -> BTreeSet<String> {
        a.actors.iter().filter_map(|p| country(cast, p)).map(str::to_owned).collect()
    };
    let all: BTreeSet<BTreeSet<String>> = acts.iter().filter(meets).map(sides).collect();
    found
        .map(|a| Met { players: a.actors.clone(), at: a.trigger.2, only: all.len() == 1 })
        .unwrap_or_default()
}

/// Fills in players that the codebook lets the story supply: whoever met, for what was agreed or signed there. A meeting
/// told of later supplies nobody.
pub(super) fn complete(text: &Text<'_>, times: &Times, cast: &Cast, met: &Met, acts: &mut [Act]) {
    let (doc, at) = (text.doc, met.at);
    // "The treaty signed in 2021": whoever meets today need not have signed it.
    let long_ago = |act: &Act| is_long_ago(text, times, act);
    let told = |act: &Act| {
        text.in_title(act.trigger.2) || doc.sentence_index(at) <= doc.sentence_index(act.trigger.2)
    };
    let parties = parties::named(text, cast);
    for act in acts.iter_mut() {
        if parties::unsigned(text, act) && nobody_known(cast, act) && !parties.is_empty() {
            act.actors.clone_from(&parties);
        }
    }
    for act in acts.iter_mut().filter(|act| told(act)) {
        let nobody = nobody_known(cast, act);
        // "Agreed measures": a participle with nothing beside it is an adjective.
        let bare = doc.rel(act.trigger.2).base() == Rel::Amod && doc.children(act.trigger.2).next().is_none()
            // "Honour the agreements reached in Sochi": which ones are meant.
            || act.plover == Plover::Agree && doc.lang(act.trigger.2) == Lang::En && doc.rel(act.trigger.2) == Rel::Acl;
        // "The next session will be held in May": of those who meet in the story, where nobody else does.
        let consults = act.plover == Plover::Consult || act.inner.is_some_and(|(_, p)| p == Plover::Consult);
        let own = !matches!(doc.rel(act.trigger.2).base(), Rel::Nmod | Rel::Amod | Rel::Compound);
        let next = met.only
            && own
            && act.reciprocal
            && consults
            && act.trigger.2 > at
            && act.modality().status == Status::Planned;
        if nobody && (act.shared || next) && !bare && !long_ago(act) {
            act.actors.clone_from(&met.players);
        }
        if act.plover == Plover::Cooperate && act.recipients.is_empty() && act.actors.len() == 1 {
            act.recipients = roles::without(&met.players, &act.actors);
        }
    }
}

/// Whether the clause dates the act to long before the news.
pub(super) fn is_long_ago(text: &Text<'_>, times: &Times, act: &Act) -> bool {
    let published = text.article.published.as_ref().and_then(|p| p.start);
    let date = times.of_clause(text, act.trigger.2, Direction::Past).and_then(|d| d.end);
    date.zip(published).is_some_and(|(end, news)| (news - end).get_days() > PAST)
}

/// "It was agreed that the health ministries would keep in touch": nobody, or only those of whom nobody knows whose they are.
pub(super) fn nobody_known(cast: &Cast, act: &Act) -> bool {
    let mut players = act.actors.iter().chain(&act.recipients);
    players.all(|p| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            actor.country.is_none() && (actor.id.is_none() || actor.kind == ActorKind::Body)
        })
    })
}

/// Whether the entry's own demands on its players are met, or need not be.
pub(super) fn has_players(scene: Scene<'_>, act: &Act) -> bool {
    has(scene, act, stands_alone(scene, act))
}

/// Whether all are told whom the entry asks for.
pub(super) fn has_all_players(scene: Scene<'_>, act: &Act) -> bool {
    has(scene, act, false)
}

fn has(scene: Scene<'_>, act: &Act, alone: bool) -> bool {
    !with_itself(scene, act)
        && !act.needs.iter().any(|role| match role.as_str() {
            "actor" => act.actors.is_empty() && !is_blamed(scene.text, scene.cast, act),
            "recipient" | "both" | "both-or-passive" | "foreign" if alone => false,
            "recipient" | "abroad" => act.recipients.is_empty(),
            "both" => !has_both(act) && !by_a_blow(scene, act),
            "both-or-passive" => !has_both(act) && !is_blamed(scene.text, scene.cast, act),
            "two" => act.actors.len() + act.recipients.len() < 2 && !gathers(scene, act),
            "joint" => !is_joint(scene, act),
            "joint-or-abroad" => !is_joint(scene, act) && !goes_abroad(scene, act),
            "inner" => act.inner.is_none(),
            "foreign" => !names_foreigner(scene, act),
            "foreign-or-official" => {
                !names_foreigner(scene, act) && !act.actors.iter().any(|p| governs(scene.cast, p))
            }
            "official" => !act.actors.iter().any(|p| is_official(scene.cast, p)),
            "crowd" => act
                .actors
                .iter()
                .all(|p| is_official(scene.cast, p) && !in_numbers(scene, p) && !is_a_people(scene, p)),
            _ => false,
        })
}

/// "The president complained that …", "accused unnamed foreign powers", "will buy five submarines": what those in office say or promise is news
/// though nobody is named to whom (units marked `needs = ["alone"]`, and plans to help, trade or meet). Not what something is only called
/// ("condemned what he called a provocation").
fn stands_alone(scene: Scene<'_>, act: &Act) -> bool {
    let doc = scene.text.doc;
    let t = act.trigger.2;
    let marked = act.needs.iter().any(|need| need == "alone");
    let status = act.modality().status;
    let promised = act.plover == Plover::Agree
        && act.inner.is_some_and(|(_, p)| match p {
            Plover::Aid => true,
            Plover::Cooperate | Plover::Consult | Plover::Retreat => status == Status::Planned,
            _ => false,
        });
    let told = marked && matches!(status, Status::Asserted | Status::Historical);
    let called = || {
        let what = |c: TokenId| doc.rel(c).base() == Rel::Obj && doc.lemma(c) == "what";
        doc.lang(t) == Lang::En && doc.children(t).any(what)
    };
    // "Complained that the road was icy": nobody's deed.
    let state = || {
        let is = |c: TokenId| doc.upos(c) != Upos::Verb;
        act.plover == Plover::Accuse && doc.children_by(t, Rel::Ccomp).any(is)
    };
    let office = |p: &Participant| governs(scene.cast, p) && country(scene.cast, p).is_some();
    let officials = || !act.actors.is_empty() && act.actors.iter().all(office);
    (told || promised) && !act.noun && officials() && !called() && !state()
}

fn has_both(act: &Act) -> bool {
    !act.actors.is_empty() && !roles::without(&act.recipients, &act.actors).is_empty()
}

/// "A bomb killed four soldiers", "claimed responsibility for the bombings": a blow of nobody known, or upon nobody named.
fn by_a_blow(scene: Scene<'_>, act: &Act) -> bool {
    let doc = scene.text.doc;
    let slays = |t: TokenId| scene.index.cues.is(doc.lang(t), Cue::Slays, doc.lemma(t));
    let struck = || {
        !act.noun
            && act.actors.is_empty()
            && !act.recipients.is_empty()
            && Slot::Subject.fill(doc, act.trigger.2).into_iter().any(slays)
    };
    let claimed =
        || act.noun && act.operators > 0 && !act.actors.is_empty() && doc.lang(act.trigger.2) == Lang::En;
    act.plover == Plover::Assault && (struck() || claimed())
}

/// "Chad has been accused of smuggling", "США обвиняются в том, что …": by whom is not told. Of a Russian only where a state or somebody in
/// office is blamed, and not in passing.
fn is_blamed(text: &Text<'_>, cast: &Cast, act: &Act) -> bool {
    let (doc, t) = (text.doc, act.trigger.2);
    let prominent = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            matches!(actor.kind, ActorKind::State | ActorKind::Polity) || actor.office.is_some()
        })
    };
    let told = || !matches!(doc.rel(t).base(), Rel::Acl | Rel::Amod) && act.recipients.iter().any(prominent);
    act.plover == Plover::Accuse
        && !act.noun
        && act.actors.is_empty()
        && !act.recipients.is_empty()
        && is_passive(doc, t)
        && (doc.lang(t) == Lang::En || told())
}

/// A state beside its own ministry: the words were taken from two clauses, no state meets itself.
fn with_itself(scene: Scene<'_>, act: &Act) -> bool {
    let all = || act.actors.iter().chain(&act.recipients);
    let bare = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            matches!(
                scene.cast.actor(ix).kind,
                ActorKind::State | ActorKind::Polity | ActorKind::Organisation
            ) && country(scene.cast, p).is_some()
        })
    };
    // "The president held a cabinet meeting".
    let nobodys = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            let actor = scene.cast.actor(ix);
            actor.kind == ActorKind::Body && actor.country.is_none() && actor.sectors.contains(&Sector::Gov)
        })
    };
    let meets = act.plover == Plover::Consult || act.inner.is_some_and(|(_, p)| p == Plover::Consult);
    meets
        && act.reciprocal
        && all().count() > 1
        && all().any(|p| bare(p) || nobodys(p))
        && all().filter(|p| !nobodys(p)).map(|p| country(scene.cast, p)).collect::<BTreeSet<_>>().len() == 1
}

/// Done by several countries, or by whoever met.
fn is_joint(scene: Scene<'_>, act: &Act) -> bool {
    let story_tells = act.actors.is_empty() && !scene.met.is_empty();
    countries(scene.cast, &act.actors) >= 2 || story_tells
}

/// Done by one country to another.
fn goes_abroad(scene: Scene<'_>, act: &Act) -> bool {
    let of = |p: &Participant| p.actor.and_then(|ix| scene.cast.actor(ix).country.as_deref());
    let own: Vec<&str> = act.actors.iter().filter_map(of).collect();
    act.inner.is_some() && !own.is_empty() && act.recipients.iter().filter_map(of).any(|c| !own.contains(&c))
}

/// "Thousands of Georgians": people of a state, not the state.
fn in_numbers(scene: Scene<'_>, p: &Participant) -> bool {
    let doc = scene.text.doc;
    let many = |t: TokenId| scene.index.cues.is(doc.lang(t), Cue::Many, doc.lemma(t));
    doc.head(p.head).is_some_and(many) || doc.children(p.head).any(many)
}

/// "Serbs protested", «сербы вышли на улицы»: those of a state, named otherwise than the state.
fn is_a_people(scene: Scene<'_>, p: &Participant) -> bool {
    let doc = scene.text.doc;
    let plural = doc.feats(p.head).number == Some(Number::Plur);
    let Some(actor) = p.actor.map(|ix| scene.cast.actor(ix)).filter(|_| plural) else { return false };
    match doc.lang(p.head) {
        Lang::Ru => doc.feats(p.head).animacy == Some(Animacy::Anim),
        _ => p.tokens.len() == 1 && !actor.label.contains(doc.form(p.head)),
    }
}

/// Likewise, but for those whose office is none of a state or of states: a coach, a professor.
pub(super) fn governs(cast: &Cast, p: &Participant) -> bool {
    let private =
        |s: &Sector| matches!(s, Sector::Cvl | Sector::Bus | Sector::Edu | Sector::Jrn | Sector::Med);
    is_official(cast, p) && p.actor.is_some_and(|ix| !cast.actor(ix).sectors.iter().any(private))
}

/// A state, its bodies and its people in office, not its crowds, parties or citizens.
pub(super) fn is_official(cast: &Cast, p: &Participant) -> bool {
    p.actor.is_some_and(|ix| {
        let actor = cast.actor(ix);
        match actor.kind {
            ActorKind::State | ActorKind::Polity | ActorKind::Organisation | ActorKind::Body => {
                actor.sectors.iter().all(|s| {
                    matches!(
                        s,
                        Sector::Gov
                            | Sector::Mil
                            | Sector::Leg
                            | Sector::Jud
                            | Sector::Igo
                            | Sector::Uno
                            | Sector::Eur
                    )
                })
            }
            ActorKind::Person => actor.office.is_some(),
            ActorKind::Group => false,
        }
    })
}

/// A body of several states, or those who lead it, that meets, holds a session, takes counsel.
fn gathers(scene: Scene<'_>, act: &Act) -> bool {
    let consults = act.plover == Plover::Consult || act.inner.is_some_and(|(_, p)| p == Plover::Consult);
    consults
        && act.reciprocal
        && act.actors.iter().filter_map(|p| p.actor).any(|ix| {
            let actor = scene.cast.actor(ix);
            // "Michel is due to meet": one person of a union is not its gathering.
            let alone =
                act.plover != Plover::Consult && actor.kind == ActorKind::Person && actor.id.is_some();
            match &actor.country {
                Some(_) if alone => false,
                Some(country) => is_union(scene.text, country),
                None => {
                    actor.id.is_some()
                        && (actor.kind == ActorKind::Organisation
                            || actor
                                .sectors
                                .iter()
                                .any(|s| matches!(s, Sector::Igo | Sector::Uno | Sector::Eur)))
                }
            }
        })
}

/// Whether the words of the act name another country or organisation than the actors'.
fn names_foreigner(scene: Scene<'_>, act: &Act) -> bool {
    let own: Vec<Option<&str>> =
        act.actors.iter().filter_map(|p| p.actor).map(|ix| key(scene.cast, ix)).collect();
    let under = scene.text.doc.subtree(act.trigger.2);
    !own.is_empty()
        && scene
            .cast
            .mentions()
            .iter()
            .filter(|m| under.contains(&m.head))
            .flat_map(|m| m.actors.iter().map(move |ix| (m.head, ix)))
            .filter(|&(head, &ix)| {
                // "Warned of court action": the word for any court names no other side.
                let doc = scene.text.doc;
                let common = doc.lang(head) == Lang::En && doc.form(head).starts_with(char::is_lowercase);
                !common || scene.cast.actor(ix).country.is_some()
            })
            .any(|(_, &ix)| key(scene.cast, ix).is_some() && !own.contains(&key(scene.cast, ix)))
}

/// Whether it is said who plays.
fn known(text: &Text<'_>, cast: &Cast, p: &Participant) -> bool {
    let Some(ix) = p.actor else { return place::city(text, p.head).is_some() };
    let actor = cast.actor(ix);
    // A body of nobody known ("its embassy") is known no more than its owner.
    (actor.id.is_some() && actor.kind != ActorKind::Body || actor.country.is_some())
        && (actor.kind != ActorKind::Person || actor.country.is_some() || actor.office.is_some())
}

/// "Thousands marched in Belgrade", "police detained protesters": where crowds, police and armed men are told without a
/// country, they are of the place where they act: that of the clause, or the dateline's.
pub(super) fn home(text: &Text<'_>, cast: &Cast, act: &Act) -> Option<String> {
    let of_place =
        matches!(act.plover, Plover::Protest | Plover::Coerce | Plover::Assault | Plover::Mobilize);
    let counted = |p: &Participant| {
        let doc = text.doc;
        doc.lang(p.head) == Lang::En
            && (doc.upos(p.head) == Upos::Num || text.rules.index.counts(doc, p.head))
    };
    let nameless = |p: &Participant| {
        p.actor.map_or_else(
            || counted(p),
            |ix| {
                let actor = cast.actor(ix);
                matches!(actor.kind, ActorKind::Group | ActorKind::Body)
                    && actor.country.is_none()
                    && (actor.id.is_none() || actor.kind == ActorKind::Body)
                    && !actor.sectors.is_empty()
            },
        )
    };
    let (crowds, others): (Vec<&Participant>, Vec<&Participant>) =
        act.actors.iter().chain(&act.recipients).partition(|p| nameless(p));
    // "Convicted of the murder of journalists": a noun of nobody's deed is not told as news of the place.
    let bare = act.noun && act.actors.is_empty();
    if !of_place || crowds.is_empty() || bare {
        return None;
    }
    // "In the south of Chad" is where it is; a country elsewhere in the sentence may be whose the others are.
    let near = place::of_clause(text, act.at).and_then(|p| p.country);
    let mut around: Vec<String> =
        place::towns_of_sentence(text, act.at).into_iter().filter_map(|p| p.country).collect();
    around.sort_unstable();
    around.dedup();
    let place = match (near, around.as_slice()) {
        (Some(country), _) => Some(country),
        (None, []) if in_the_capital(text, act) && cast.story().is_some() => cast.story().map(str::to_owned),
        (None, [one]) => Some(one.clone()),
        (None, []) => match told_of(text, cast, act).as_slice() {
            [] => {
                // "Protesters stormed the Russian embassy": the only state that is named is the other side.
                let done_to = !act.actors.iter().any(nameless);
                let story = || cast.story().filter(|_| others.is_empty() || done_to).map(str::to_owned);
                place::written_in(text).or_else(story)
            }
            [one] => Some(one.clone()),
            _ => None,
        },
        (None, _) => None,
    }?;
    // Beside others they are of the place only where the others are too.
    let unheard = |p: &Participant| roles::is_stranger(text, cast, p);
    let at_home = |p: &&Participant| unheard(p) || country(cast, p).is_some_and(|c| c == place);
    others.iter().all(at_home).then_some(place)
}

/// "The Peruvian president urged all parties to …", "told rail unions to …": people of public life of nobody known, to whom those who govern one
/// state speak or against whom they act, where the sentence names no other: they are its own.
pub(super) fn own_people(text: &Text<'_>, cast: &Cast, act: &Act) -> Option<String> {
    let first = act.actors.first()?.actor?;
    let state = cast.actor(first).country.as_deref()?;
    let governs = |p: &Participant| {
        country(cast, p) == Some(state)
            && is_official(cast, p)
            && p.actor.is_some_and(|ix| !cast.actor(ix).sectors.contains(&Sector::Mil))
    };
    let public = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            // "Congratulated the president-elect": who leads a state is another's.
            let leads = matches!(actor.office, Some(Office::HeadOfState | Office::HeadOfGovernment));
            actor.country.is_none()
                && !leads
                && (actor.id.is_none() || actor.kind == ActorKind::Body)
                && actor.sectors.iter().any(|s| PUBLIC.contains(s))
        })
    };
    let towards = !matches!(act.plover, Plover::Consult | Plover::Cooperate | Plover::Aid | Plover::Mobilize);
    let fits = towards
        && !is_union(text, state)
        && !act.recipients.is_empty()
        && act.actors.iter().all(governs)
        && act.recipients.iter().all(public);
    if !fits {
        return None;
    }
    let tokens = text.doc.sentence(act.trigger.2).tokens.clone();
    let mut named = cast.mentions().iter().filter(|m| tokens.contains(&m.head)).flat_map(|m| &m.actors);
    let alone = named.all(|&ix| cast.actor(ix).country.as_deref().is_none_or(|c| c == state));
    alone.then(|| state.to_owned())
}

/// Sectors of people and bodies that every state has of its own.
const PUBLIC: [Sector; 9] = [
    Sector::Cop,
    Sector::Jud,
    Sector::Leg,
    Sector::Opp,
    Sector::Gov,
    Sector::Cvl,
    Sector::Med,
    Sector::Lab,
    Sector::Edu,
];

/// "Thousands marched in the capital", whose is not told beside it.
fn in_the_capital(text: &Text<'_>, act: &Act) -> bool {
    let doc = text.doc;
    let bare = |t: TokenId| {
        doc.children(t).all(|c| !matches!(doc.rel(c).base(), Rel::Amod | Rel::Nmod | Rel::NmodPoss))
    };
    doc.children_by(act.at, Rel::Obl)
        .any(|t| text.rules.index.cues.is(doc.lang(t), Cue::Capital, doc.lemma(t)) && bare(t))
}

/// The states that the sentence of the act names, or else the one before it.
fn told_of(text: &Text<'_>, cast: &Cast, act: &Act) -> Vec<String> {
    let doc = text.doc;
    let here = doc.sentence_index(act.at);
    let line = text.article.dateline;
    // "… were marching, as neighbouring South Africa announced an envoy": another's deed of the same time.
    let beside = |t: TokenId| {
        doc.lang(t) == Lang::En
            && doc.rel(t) == Rel::Nsubj
            && doc.head(t).is_some_and(|v| doc.rel(v).base() == Rel::Advcl && v != act.at)
    };
    for back in 0..2 {
        let Some(sentence) = here.checked_sub(back).and_then(|s| doc.sentences().get(s)) else { break };
        let mut states: Vec<String> = cast
            .mentions()
            .iter()
            .filter(|m| sentence.tokens.contains(&m.head) && m.how != How::Adjective)
            .filter(|m| line.is_none_or(|l| !l.contains(doc.span(m.head))))
            .filter(|m| !beside(m.head))
            .flat_map(|m| &m.actors)
            .map(|&ix| cast.actor(ix))
            .filter(|a| matches!(a.kind, ActorKind::State | ActorKind::Polity))
            .filter_map(|a| a.country.clone())
            .collect();
        states.sort_unstable();
        states.dedup();
        if !states.is_empty() {
            return states;
        }
    }
    Vec::new()
}

/// Whether the act is of political account and told well enough.
pub(super) fn keep(text: &Text<'_>, cast: &Cast, act: &Act) -> Result<(), Reason> {
    if act.home.is_none() && !act.actors.iter().chain(&act.recipients).any(|p| known(text, cast, p)) {
        return Err(Reason::Unknown);
    }
    // Business, sport and crime among private people are others' affair, unless somebody is forced or hurt.
    let forced = matches!(
        act.plover,
        Plover::Assault | Plover::Protest | Plover::Coerce | Plover::Sanction | Plover::Mobilize
    ) || act.plover == Plover::Retreat && act.modes.contains(&Mode::Release);
    let public = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            ontology::is_public(actor.kind, &actor.sectors, actor.office)
                // "OSCE observers": people of an organisation of states.
                || actor.country.as_deref().is_some_and(|c| is_union(text, c))
        })
    };
    if !forced && !act.actors.iter().chain(&act.recipients).any(public) {
        return Err(Reason::Private);
    }
    // "Asked by a journalist": the press that reports is no side.
    let press = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            actor.id.is_none() && actor.office.is_none() && actor.sectors.first() == Some(&Sector::Jrn)
        })
    };
    if act.plover == Plover::Request && !act.actors.is_empty() && act.actors.iter().all(press) {
        return Err(Reason::Private);
    }
    // "Speaking to the ABC": an interview is no meeting.
    let outlet = |p: &&Participant| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            actor.kind != ActorKind::Person && actor.sectors.first() == Some(&Sector::Jrn)
        })
    };
    let met = || act.actors.iter().chain(&act.recipients);
    if act.plover == Plover::Consult && met().any(|p| outlet(&p)) && met().filter(|p| !outlet(p)).count() < 2
    {
        return Err(Reason::Private);
    }
    // "The army will not go out into the streets".
    let army = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            actor.kind == ActorKind::Body && actor.sectors.contains(&Sector::Mil)
        })
    };
    if act.plover == Plover::Protest && !act.actors.is_empty() && act.actors.iter().all(army) {
        return Err(Reason::Private);
    }
    // Words are somebody's; so is help.
    let spoken = matches!(
        act.plover,
        Plover::Agree
            | Plover::Support
            | Plover::Concede
            | Plover::Request
            | Plover::Accuse
            | Plover::Reject
            | Plover::Threaten
            | Plover::Aid
            | Plover::Cooperate
    );
    if spoken && act.actors.is_empty() && !is_blamed(text, cast, act) {
        return Err(Reason::NoActor);
    }
    let mutual =
        matches!(act.plover, Plover::Cooperate | Plover::Sanction) && countries(cast, &act.actors) >= 2;
    // Whoever leaves an instrument leaves all its parties.
    let leaves =
        act.plover == Plover::Sanction && act.modes.contains(&Mode::Withdraw) && !act.actors.is_empty();
    if ontology::of(act.plover).needs_recipient && act.recipients.is_empty() && !mutual && !leaves {
        return Err(Reason::NoRecipient);
    }
    // The words of a name ("Meeting on Interaction", "Peace Support Force") tell no deed.
    if inside_name(text, cast, act) {
        return Err(Reason::InName);
    }
    if only_a_time(text, cast, act) || agreements::is_awaited(text.doc, act.trigger.2) {
        return Err(Reason::Time);
    }
    if counted(text, act) || is_quality(text, cast, act) { Err(Reason::Counted) } else { Ok(()) }
}

/// "Число арестованных журналистов": a Russian participle of nobody's deed that describes people without a name tells
/// who they are, not what happened.
fn is_quality(text: &Text<'_>, cast: &Cast, act: &Act) -> bool {
    let doc = text.doc;
    let t = act.trigger.2;
    let described = matches!(doc.rel(t).base(), Rel::Acl | Rel::Amod)
        && doc.feats(t).form == Some(VerbForm::Part)
        && !doc.feats(t).short;
    let named = |p: &Participant| {
        p.actor.is_some_and(|ix| {
            let actor = cast.actor(ix);
            actor.kind != ActorKind::Group || actor.id.is_some()
        })
    };
    // "Арестованных в Турции": the country is where they are held.
    let within = |t: TokenId| text.rules.index.cues.is(Lang::Ru, Cue::Within, doc.lemma(t));
    let place = |p: &Participant| preposition(doc, p.head).is_some_and(within);
    matches!(act.plover, Plover::Coerce | Plover::Sanction)
        && doc.lang(t) == Lang::Ru
        && described
        && act.operators == 0
        && act.actors.iter().all(place)
        && !act.recipients.iter().any(named)
}

/// "About 130 agreements have been signed", "27 were ratified": what is counted in tens adds up the deeds of years.
fn counted(text: &Text<'_>, act: &Act) -> bool {
    let doc = text.doc;
    let done =
        |&c: &TokenId| doc.rel(c) == Rel::NsubjPass || agreements::is_instrument(doc.lang(c), doc.lemma(c));
    act.plover == Plover::Support
        && doc.children(act.trigger.2).filter(done).any(|c| agreements::is_cumulative(doc, c))
}

/// "Five years after crowds burned the embassy": a deed named only to say how long ago something was is a time; so is
/// one of nobody known.
fn only_a_time(text: &Text<'_>, cast: &Cast, act: &Act) -> bool {
    let doc = text.doc;
    let is = |t: TokenId, cue| text.rules.index.cues.is(doc.lang(t), cue, doc.lemma(t));
    let numbered = |t: TokenId| {
        is(t, Cue::Age) && doc.children(t).any(|n| matches!(doc.rel(n).base(), Rel::Nummod | Rel::Amod))
    };
    let clause = std::iter::once(act.at).chain(doc.ancestors(act.at)).take(8).find(|&t| {
        doc.rel(t).base() == Rel::Advcl && doc.children_by(t, Rel::Mark).any(|m| is(m, Cue::After))
    });
    let Some(clause) = clause else { return false };
    let measured = doc.children(clause).chain(doc.head(clause)).any(numbered);
    measured || !act.actors.is_empty() && countries(cast, &act.actors) == 0
}

fn inside_name(text: &Text<'_>, cast: &Cast, act: &Act) -> bool {
    let t = act.trigger.2;
    // "The Liberation Front of Tigray" liberates nobody by its name.
    let named = cast.covering(t).is_some_and(|m| {
        m.how == How::Name
            && m.actors.iter().any(|&ix| {
                // "The National Assembly", "the Congress": a house is no gathering by its name.
                if m.head == t {
                    return cast.actor(ix).kind == ActorKind::Body && act.plover == Plover::Consult;
                }
                matches!(
                    cast.actor(ix).kind,
                    ActorKind::Organisation | ActorKind::Body | ActorKind::Group | ActorKind::Polity
                )
            })
    });
    named
        || text.doc.names().iter().any(|n| n.tokens.contains(&t) && n.tokens.len() > 1)
            && matches!(text.doc.rel(t).base(), Rel::Compound | Rel::Flat | Rel::Amod)
}
