//! Agent nouns: "rebels in eastern Chad", "власти Грузии".

use legation_lexicon::persons::Sex;
use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx};
use legation_model::{ActorKind, Lang, Sector};
use legation_nlp::tags::{Case, Gender};
use legation_nlp::{Rel, TokenId, Upos};

use super::super::entities::EntityHit;
use super::super::make::Maker;
use super::super::scene::{self, undisturbed};
use super::super::{Actor, ActorIx, How, Mention};
use super::epithet::epithet;
use super::past::{Past, recent};
use super::{Made, finish};

/// Whose the noun at `t` is by the pronoun before it: "his government", "its troops".
pub(super) fn whose(maker: &Maker<'_, '_>, past: &[Past], t: TokenId) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let word =
        t.checked_sub(1).filter(|&w| scan.sentence(t).contains(&w) && scan.small(w, &[Small::Whose]))?;
    let person = scan.small(word, &[Small::WhosePerson]);
    let here = scan.text.doc.sentence_index(word);
    let subject = |p: &&Past| p.sentence == here && p.subject && p.at < word;
    let acts: Vec<ActorIx> = past.iter().rev().find(subject).map(|p| p.actors.clone()).unwrap_or_default();
    let fits = |ix: ActorIx| {
        let actor = maker.cast.actor(ix);
        let kind = match actor.kind {
            ActorKind::Person => person,
            ActorKind::State | ActorKind::Polity | ActorKind::Organisation => {
                scan.small(word, &[Small::WhoseState])
            }
            // "The UN mission said its peacekeepers": where it acts, not one of many that are named.
            ActorKind::Body | ActorKind::Group => {
                scan.small(word, &[Small::WhoseState]) && acts.contains(&ix)
            }
        };
        kind && actor.country.is_some()
    };
    recent(maker, past, word, 1, fits)
}

/// Those who are of the state in whose affairs they are told.
pub(super) const HOME: [Sector; 6] =
    [Sector::Cop, Sector::Jud, Sector::Leg, Sector::Opp, Sector::Gov, Sector::Mil];

/// So are crowds in Russian.
const CROWD: [Sector; 2] = [Sector::Cvl, Sector::Lab];

/// So are, in English, people without an office.
const PEOPLE: [Sector; 3] = [Sector::Cvl, Sector::Med, Sector::Lab];

/// Those who are of the state where the story plays, though it tells of others' affairs as well.
const LOCAL: [Sector; 6] = [Sector::Opp, Sector::Leg, Sector::Jud, Sector::Cop, Sector::Med, Sector::Gov];

/// "Войска Каддафи", "правительство премьера Блэра", "supporters of A": the person whom those of the agent noun `ix` serve.
fn leader(maker: &Maker<'_, '_>, ix: usize) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let hit = &maker.found.agents[ix];
    let doc = scan.text.doc;
    let noun = hit.core.end - 1;
    let english = scan.lang(noun) == Lang::En;
    if hit.owner.is_some() || !(hit.agent.many || english && hit.plural) {
        return None;
    }
    let bent = |t: TokenId| doc.rel(t) == Rel::Nmod && doc.child(t, Rel::Case).is_none();
    let of = |t: TokenId| {
        doc.rel(t) == Rel::Nmod
            && doc.head(t) == Some(noun)
            && doc.child(t, Rel::Case).is_some_and(|c| scan.small(c, &[Small::Of]))
    };
    let told = |m: &&Mention| {
        let right = if english { of(m.head) } else { m.tokens.start == hit.core.end && bent(m.head) };
        right && m.how == How::Name && m.actors.len() == 1
    };
    let mention = maker.cast.mentions.iter().find(told)?;
    (maker.cast.actor(mention.actors[0]).kind == ActorKind::Person).then_some(mention.actors[0])
}

/// "Иван Петров арестован …, российскому бизнесмену разрешили": the one person named so far of whom no state is told, if he
/// was named just before in another clause.
fn described(maker: &Maker<'_, '_>, ix: usize, country: Option<&str>) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let hit = &maker.found.agents[ix];
    let start = hit.core.start;
    let private = !hit.agent.sectors.iter().any(|s| HOME.contains(s)) && !hit.agent.many && !hit.plural;
    let told = country.is_some() && hit.owner.is_some() && hit.tokens.start < start && !hit.former;
    let low = scan.sentence(start).start;
    let fresh = hit.tokens.start > low && scan.small(hit.tokens.start - 1, &[Small::Fresh]);
    if !private || !told || fresh || scan.lang(start) != Lang::Ru {
        return None;
    }
    let unknown = |m: &&Mention| {
        let [one] = m.actors[..] else { return false };
        let actor = maker.cast.actor(one);
        m.how == How::Name
            && m.tokens.end <= hit.tokens.start
            && actor.kind == ActorKind::Person
            && actor.country.is_none()
            && maker.has_given(one)
    };
    let mut named = maker.cast.mentions.iter().filter(unknown);
    let last = named.next_back()?;
    let one = last.actors[0];
    let alone = named.all(|m| m.actors[0] == one);
    let opens = |v: TokenId| {
        matches!(doc.rel(v).base(), Rel::Root | Rel::Advcl | Rel::Ccomp | Rel::Acl | Rel::Parataxis)
            || doc.rel(v) == Rel::Conj && doc.upos(v) == Upos::Verb
    };
    let clause = |t: TokenId| doc.ancestors(t).find(|&v| opens(v));
    let apart = clause(last.head).is_some_and(|own| !doc.is_under(start, own));
    let near = scan.distance(last.tokens.start, start) <= 1 && apart;
    let agrees = match (doc.feats(start).gender, maker.sex(one)) {
        (Some(gender), Some(sex)) => (gender == Gender::Masc) == (sex == Sex::Masc),
        _ => true,
    };
    (alone && near && agrees).then_some(one)
}

/// "The guerrillas released four", «Террористы отпустили»: the one armed group of the article, named before.
fn the_band(maker: &Maker<'_, '_>, ix: usize) -> Option<(EntityIx, Option<EntityIx>)> {
    let scan = &maker.found.scan;
    let hit = &maker.found.agents[ix];
    let start = hit.tokens.start;
    let fights = hit.agent.sectors.iter().any(|s| matches!(s, Sector::Reb | Sector::Uaf));
    let meant = hit.owner.is_none() && hit.stranger.is_none() && hit.town.is_none() && !hit.former;
    let the = scan.lang(start) == Lang::Ru || start > 0 && scan.small(start - 1, &[Small::The]);
    let plain = hit.tokens == hit.core && (hit.plural || hit.agent.many);
    let band = |h: &&EntityHit| scan.text.lexicon.entity(h.entity).class == Class::ArmedGroup;
    let mut bands = scan.entities.iter().filter(band);
    let first = bands.next().filter(|h| h.tokens.end <= start && fights && meant && the && plain)?;
    bands.all(|h| h.entity == first.entity).then_some((first.entity, first.owner))
}

/// "The Congolese army spokesman said government forces had shelled the town": troops and police are of the army or police that tells of them.
fn of_those_who_say_so(maker: &Maker<'_, '_>, ix: usize) -> Option<EntityIx> {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let hit = &maker.found.agents[ix];
    let armed = |sectors: &[Sector]| sectors.iter().any(|s| matches!(s, Sector::Mil | Sector::Cop));
    if !armed(&hit.agent.sectors) {
        return None;
    }
    let start = hit.core.start;
    let clause = std::iter::once(start).chain(doc.ancestors(start)).find(|&t| doc.rel(t) == Rel::Ccomp)?;
    let subject = doc.children_by(doc.head(clause)?, Rel::Nsubj).next()?;
    let told = maker.cast.mentions.iter().filter(|m| doc.is_under(m.head, subject));
    let mut own = told.flat_map(|m| &m.actors).map(|&ix| maker.cast.actor(ix)).filter(|a| armed(&a.sectors));
    let state = own.next()?.country.as_deref()?;
    own.all(|a| a.country.as_deref() == Some(state)).then(|| scan.text.lexicon.by_id(state))?
}

/// "Hezbollah accused the government of concessions": those who do not govern speak to the government of their own state.
fn their_rulers(maker: &Maker<'_, '_>, ix: usize) -> Option<EntityIx> {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let hit = &maker.found.agents[ix];
    let noun = hit.core.end - 1;
    let verb = doc.head(noun).filter(|_| matches!(doc.rel(noun), Rel::Obj | Rel::Iobj))?;
    if !hit.agent.sectors.contains(&Sector::Gov) || doc.children_by(noun, Rel::Nmod).next().is_some() {
        return None;
    }
    let subject = doc.children_by(verb, Rel::Nsubj).next()?;
    let told = maker.cast.mentions.iter().find(|m| m.head == subject)?;
    let [one] = told.actors[..] else { return None };
    let actor = maker.cast.actor(one);
    let ruled = actor.sectors.iter().any(|s| {
        matches!(s, Sector::Opp | Sector::Reb | Sector::Uaf | Sector::Cvl | Sector::Lab | Sector::Pty)
    });
    let rules = actor.sectors.contains(&Sector::Gov) || actor.office.is_some();
    actor.country.as_deref().filter(|_| ruled && !rules).and_then(|c| scan.text.lexicon.by_id(c))
}

/// "The opposition", "opposition groups": of the state where the story plays, if the paragraph speaks of no other before.
fn parties(maker: &Maker<'_, '_>, ix: usize) -> Option<&'static str> {
    let scan = &maker.found.scan;
    let hit = &maker.found.agents[ix];
    let state = maker.found.setting?.state;
    let own = |s: &Sector| LOCAL.contains(s);
    let home = hit.agent.sectors.iter().any(own) && undisturbed(scan, state, hit.core.start);
    // "Delegations of the two countries", "a delegation of Chadian clerics": whose they are is told.
    let doc = scan.text.doc;
    let start = hit.core.start;
    let Some(told) = doc.children_by(start, Rel::Nmod).find(|&c| !hit.tokens.contains(&c) && c > start)
    else {
        return home.then(|| scan.text.lexicon.entity(state).id);
    };
    let of = |h: &EntityHit| {
        let within = h.tokens.start > start && doc.is_under(h.tokens.start, told);
        crate::cast::entities::country_of(&scan.text, h.entity, h.owner).filter(|_| within)
    };
    let mut states = scan.entities.iter().filter_map(of);
    let first = states.next()?;
    states.all(|s| s == first).then_some(first)
}

/// "Скульптор Иван Петров … скульптор": the person who was named last with that very word.
fn called_so(maker: &Maker<'_, '_>, ix: usize) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let hit = &maker.found.agents[ix];
    let plain = hit.core == hit.tokens && hit.core.len() == 1 && !hit.plural && !hit.agent.many;
    let start = hit.core.start;
    let fresh = start > scan.sentence(start).start && scan.small(start - 1, &[Small::Fresh]);
    if !plain || fresh || scan.lang(start) != Lang::Ru {
        return None;
    }
    maker.cast.called(doc, start)
}

pub(super) fn agent(maker: &mut Maker<'_, '_>, past: &[Past], ix: usize) -> Made {
    let found = maker.found;
    let scan = &found.scan;
    let hit = &found.agents[ix];
    let lexicon = scan.text.lexicon;
    let of = |owner: &(_, _)| crate::cast::entities::country_of(&scan.text, owner.0, owner.1);
    let mut country = hit.owner.as_ref().and_then(of).or(hit.town);
    let mut homeless = false;
    // Partners, allies and critics of somebody are others.
    if country.is_none() && hit.owner.is_none() && hit.stranger.is_none() && !hit.agent.sectors.is_empty() {
        let whose = whose(maker, past, hit.tokens.start);
        let of = whose.and_then(|ix| maker.cast.actor(ix).country.as_deref());
        country = of.and_then(|id| lexicon.by_id(id)).map(|ix| lexicon.entity(ix).id);
    }
    if country.is_none() && hit.stranger.is_none() {
        let of = leader(maker, ix).and_then(|ix| maker.cast.actor(ix).country.as_deref());
        country = of.and_then(|id| lexicon.by_id(id)).map(|ix| lexicon.entity(ix).id);
    }
    // In a story of one state's own affairs its police, courts, opposition are meant.
    if country.is_none()
        && hit.owner.is_none()
        && hit.stranger.is_none()
        && !hit.former
        && leader(maker, ix).is_none()
    {
        let russian = scan.lang(hit.core.start) == Lang::Ru;
        let stranger = scan.small(hit.core.end - 1, &[Small::Outsider]);
        let crowd = russian && (hit.agent.many || hit.plural && !hit.agent.counted);
        let people = |s: &Sector| if russian { crowd && CROWD.contains(s) } else { PEOPLE.contains(s) };
        let home = !stranger && hit.agent.sectors.iter().any(|s| HOME.contains(s) || people(s));
        country = of_those_who_say_so(maker, ix)
            .or_else(|| their_rulers(maker, ix))
            .or_else(|| scene::of(&scan.text, &scan.entities, hit.core.start))
            .map(|ix| lexicon.entity(ix).id)
            .or_else(|| found.setting?.domestic(&scan.text))
            .filter(|_| home)
            .or_else(|| parties(maker, ix));
        homeless = home && country.is_none();
    }
    let sectors = if hit.former { vec![Sector::Eli] } else { hit.agent.sectors.clone() };
    // "Iranian airline Mahan Air", "бизнесмен Иван Петров": one actor, told by both.
    let named = maker.cast.mentions.iter().find(|m| m.tokens.start == hit.core.end && m.how == How::Name);
    if let Some(m) = named
        && let [one] = m.actors[..]
    {
        let kind = maker.cast.actor(one).kind;
        // "Адвокат Иванова": whom he serves is another.
        let doc = scan.text.doc;
        let case = |t: TokenId| doc.feats(t).case;
        let served = scan.lang(hit.core.start) == Lang::Ru
            && doc.rel(m.head).base() == Rel::Nmod
            && case(m.head) == Some(Case::Gen)
            && case(hit.core.start) != Some(Case::Gen);
        let fits = match kind {
            ActorKind::Person => !hit.agent.many && !served,
            ActorKind::Organisation | ActorKind::Group | ActorKind::Body => hit.agent.many,
            ActorKind::State | ActorKind::Polity => false,
        };
        if fits {
            let tokens = hit.tokens.start.min(hit.core.start)..m.tokens.end;
            let actor = &mut maker.cast.actors[one.0 as usize];
            if actor.country.is_none() {
                actor.country = country.map(str::to_owned);
            }
            if actor.sectors.is_empty() {
                actor.sectors = sectors;
            }
            return finish(maker, tokens, vec![one], How::Name);
        }
    }
    // "Al-Shabaab gunmen": the band itself.
    if let Some((band, owner)) = hit.owner
        && lexicon.entity(band).class == Class::ArmedGroup
        && hit.plural
        && !hit.former
        && !hit.agent.sectors.is_empty()
    {
        let own = maker.entity_actor(band, owner, lexicon.entity(band).label_en);
        return finish(maker, hit.tokens.clone(), vec![own], How::Name);
    }
    if let Some((band, owner)) = the_band(maker, ix).filter(|_| country.is_none()) {
        let own = maker.entity_actor(band, owner, lexicon.entity(band).label_en);
        return finish(maker, hit.tokens.clone(), vec![own], How::Title);
    }
    if let Some(one) = described(maker, ix, country) {
        maker.cast.actors[one.0 as usize].country = country.map(str::to_owned);
        return finish(maker, hit.tokens.clone(), vec![one], How::Title);
    }
    let private =
        country.is_none() && hit.owner.is_none() && hit.stranger.is_none() && !hit.agent.many && !hit.plural;
    let one = called_so(maker, ix).or_else(|| epithet(maker, past, &hit.core).filter(|_| private));
    if let Some(one) = one {
        return finish(maker, hit.tokens.clone(), vec![one], How::Title);
    }
    let name = scan.text.words(scan.text.doc.cover(hit.tokens.clone())).to_owned();
    let place = country.and_then(|c| lexicon.by_id(c)).map(|ix| lexicon.entity(ix).label_en);
    let label = match place {
        Some(place) => format!("{} of {place}", hit.agent.label),
        None => hit.agent.label.to_owned(),
    };
    let stranger = hit.stranger.clone().map(|t| scan.persons.latin(scan.text.words(scan.text.doc.cover(t))));
    let label = match &stranger {
        Some(stranger) => format!("{} of {stranger}", hit.agent.label),
        None => label,
    };
    // Authorities of one country are one actor; of a town and of a former kind there may be several.
    let id = |of: Option<String>| {
        of.filter(|_| hit.agent.many && hit.town.is_none() && !hit.former)
            .map(|of| format!("{of}-{}", scan.persons.slug(hit.agent.label)))
    };
    let of = country.map(str::to_ascii_lowercase).or_else(|| stranger.map(|s| scan.persons.slug(&s)));
    let kind = if hit.agent.many || hit.plural { ActorKind::Group } else { ActorKind::Person };
    let mut actors = vec![maker.push(Actor {
        id: id(of),
        name: name.clone(),
        label,
        kind,
        country: country.map(str::to_owned),
        sectors: sectors.clone(),
        office: None,
    })];
    if homeless && hit.also.is_empty() {
        maker.homeless.push(actors[0]);
    }
    for &(entity, owner) in &hit.also {
        // "The authorities of Iraq, the EU and the US": an organisation is itself, it has no authorities.
        if lexicon.entity(entity).class == Class::Organisation {
            let own = maker.entity_actor(entity, owner, lexicon.entity(entity).label_en);
            if !actors.contains(&own) {
                actors.push(own);
            }
            continue;
        }
        let Some(country) = crate::cast::entities::country_of(&scan.text, entity, owner) else { continue };
        let place = lexicon.by_id(country).map_or(country, |ix| lexicon.entity(ix).label_en);
        let other = maker.push(Actor {
            id: id(Some(country.to_ascii_lowercase())),
            name: name.clone(),
            label: format!("{} of {place}", hit.agent.label),
            kind,
            country: Some(country.to_owned()),
            sectors: sectors.clone(),
            office: None,
        });
        if !actors.contains(&other) {
            actors.push(other);
        }
    }
    // In the order of their words: the adjective next to the noun is the last.
    if hit.tokens.start < hit.core.start {
        actors.rotate_left(1);
    }
    finish(maker, hit.tokens.clone(), actors, How::Title)
}
