//! Agent nouns: "rebels in eastern Chad", "власти Грузии".

use legation_model::{ActorKind, Sector};

use super::super::make::Maker;
use super::super::{Actor, How};
use super::{Made, finish};

pub(super) fn agent(maker: &mut Maker<'_, '_>, ix: usize) -> Made {
    let found = maker.found;
    let scan = &found.scan;
    let hit = &found.agents[ix];
    let lexicon = scan.text.lexicon;
    let country =
        hit.owner.and_then(|(e, o)| crate::cast::entities::country_of(&scan.text, e, o)).or(hit.town);
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
    let of = country.map(str::to_ascii_lowercase).or_else(|| stranger.map(|s| scan.persons.slug(&s)));
    let id = of
        .filter(|_| hit.agent.many && hit.town.is_none() && !hit.former)
        .map(|of| format!("{of}-{}", scan.persons.slug(hit.agent.label)));
    let kind = if hit.agent.many || hit.plural { ActorKind::Group } else { ActorKind::Person };
    let actor = maker.push(Actor {
        id,
        name,
        label,
        kind,
        country: country.map(str::to_owned),
        sectors,
        office: None,
    });
    finish(maker, hit.tokens.clone(), vec![actor], How::Title)
}
