//! Agent nouns: "rebels in eastern Chad", "власти Грузии".

use legation_lexicon::Class;
use legation_lexicon::small::Small;
use legation_model::{ActorKind, Lang, Sector};
use legation_nlp::{Rel, TokenId};

use super::super::make::Maker;
use super::super::{Actor, ActorIx, How};
use super::past::{Past, recent};
use super::{Made, finish};

/// Whose the noun at `t` is by the pronoun before it: "his government", "its troops".
pub(super) fn whose(maker: &Maker<'_, '_>, past: &[Past], t: TokenId) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let word =
        t.checked_sub(1).filter(|&w| scan.sentence(t).contains(&w) && scan.small(w, &[Small::Whose]))?;
    let person = scan.small(word, &[Small::WhosePerson]);
    let fits = |ix: ActorIx| {
        let actor = maker.cast.actor(ix);
        let kind = match actor.kind {
            ActorKind::Person => person,
            ActorKind::State | ActorKind::Polity | ActorKind::Organisation => {
                scan.small(word, &[Small::WhoseState])
            }
            ActorKind::Body | ActorKind::Group => false,
        };
        kind && actor.country.is_some()
    };
    recent(maker, past, word, 1, fits)
}

/// Those who are of the state in whose affairs they are told.
const HOME: [Sector; 6] = [Sector::Cop, Sector::Jud, Sector::Leg, Sector::Opp, Sector::Gov, Sector::Mil];

/// So are, in English, people without an office.
const CROWD: [Sector; 3] = [Sector::Cvl, Sector::Med, Sector::Lab];

/// "Войска Каддафи", "правительство премьера Блэра": the person whom those of the agent noun `ix` serve.
fn leader(maker: &Maker<'_, '_>, ix: usize) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let hit = &maker.found.agents[ix];
    let doc = scan.text.doc;
    let bent = |t: TokenId| doc.rel(t) == Rel::Nmod && doc.child(t, Rel::Case).is_none();
    let of = hit.agent.many && hit.owner.is_none() && scan.lang(hit.core.start) == Lang::Ru;
    let mut after = maker.cast.mentions.iter().filter(|m| of && m.tokens.start == hit.core.end);
    let mention = after.find(|m| bent(m.head) && m.how == How::Name && m.actors.len() == 1)?;
    (maker.cast.actor(mention.actors[0]).kind == ActorKind::Person).then_some(mention.actors[0])
}

pub(super) fn agent(maker: &mut Maker<'_, '_>, past: &[Past], ix: usize) -> Made {
    let found = maker.found;
    let scan = &found.scan;
    let hit = &found.agents[ix];
    let lexicon = scan.text.lexicon;
    let of = |owner: &(_, _)| crate::cast::entities::country_of(&scan.text, owner.0, owner.1);
    let mut country = hit.owner.as_ref().and_then(of).or(hit.town);
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
        let stranger = scan.small(hit.core.end - 1, &[Small::Outsider]);
        let english = scan.lang(hit.core.start) == Lang::En;
        let own = |s: &Sector| HOME.contains(s) || english && CROWD.contains(s);
        let home = !stranger && hit.agent.sectors.iter().any(own);
        country = found.setting.filter(|_| home).and_then(|s| s.domestic(&scan.text));
    }
    let sectors = if hit.former { vec![Sector::Eli] } else { hit.agent.sectors.clone() };
    // "Iranian airline Mahan Air", "бизнесмен Иван Петров": one actor, told by both.
    let named = maker.cast.mentions.iter().find(|m| m.tokens.start == hit.core.end && m.how == How::Name);
    if let Some(m) = named
        && let [one] = m.actors[..]
    {
        let kind = maker.cast.actor(one).kind;
        let fits = match kind {
            ActorKind::Person => !hit.agent.many,
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
