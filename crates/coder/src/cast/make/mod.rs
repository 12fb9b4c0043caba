//! Actors and mentions out of what was found. Whom words without a name mean is told by `coref`.

mod nominative;
mod person;
mod records;
mod strays;
mod unknown;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx, Form};
use legation_model::{ActorKind, Lang, Office};
use legation_nlp::{Rel, TokenId, Upos};

use super::entities::EntityHit;
use super::read::Found;
use super::scan::Scan;
use super::{Actor, ActorIx, Cast, How, Mention, coref, entities, groups, joined};
use crate::text::Text;

/// Makes actors, mentions and records.
pub(super) fn cast(text: &Text<'_>) -> Cast {
    let found = Found::read(text);
    let home = found.home;
    let mut maker = Maker {
        found: &found,
        cast: Cast::default(),
        persons: Vec::new(),
        home,
        counterparts: Vec::new(),
        homeless: Vec::new(),
    };
    maker.persons();
    maker.entities();
    maker.unknown();
    maker.names();
    maker.groups();
    maker.strangers();
    maker.cast.mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    let told = coref::resolve(&mut maker);
    maker.families();
    maker.unions();
    maker.strays();
    maker.records(&told);
    let sexes = maker.persons.iter().filter_map(|&ix| Some((ix, maker.sex(ix)?))).collect();
    let mut cast = maker.cast;
    cast.sexes = sexes;
    let told = found.setting.filter(|s| s.told);
    cast.story = told.map(|s| text.lexicon.entity(s.state).id.to_owned());
    cast.mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    cast
}

/// Outlets that write from everywhere: whose country says nothing of whose minister they mean.
static WORLD: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let file = include_str!("../../../../../lexicon/agents/world-outlets.tsv");
    file.lines().filter(|l| !l.starts_with('#')).skip(1).collect()
});

/// Country of the outlet, where it is known and tells whose offices are meant.
pub(super) fn home(scan: &Scan<'_>) -> Option<&'static str> {
    let article = scan.text.article;
    let country = |entity: legation_lexicon::EntityIx| {
        let outlet = scan.text.lexicon.entity(entity);
        outlet.country.filter(|_| !WORLD.contains(outlet.id))
    };
    let outlet = |name: &str| {
        let words: Vec<legation_lexicon::Word<'_>> = name
            .split(' ')
            .map(|form| legation_lexicon::Word { form, lemma: form, lang: article.lang, initial: false })
            .collect();
        let found = scan.text.lexicon.mentions(&words);
        found.iter().find_map(|m| country(m.entity))
    };
    let told = article.publisher.as_deref().and_then(outlet);
    let told = told.or_else(|| article.relay.iter().find_map(|r| outlet(r))).or_else(|| {
        // An outlet in the dateline or the first lines: "/Корр. БЕЛТА/"; one that is quoted further on is not its own.
        let title = article.title.map_or(0, |t| t.end);
        let lead = article.blocks.iter().find(|b| b.span.end > title).map_or(0, |b| b.span.end);
        scan.entities
            .iter()
            .filter(|h| scan.text.doc.cover(h.tokens.clone()).end <= lead)
            .filter(|h| scan.text.lexicon.entity(h.entity).class == Class::Outlet)
            .find_map(|h| country(h.entity))
    });
    // Written abroad, "the foreign minister" may be that of either state.
    let abroad = crate::place::written_in(&scan.text);
    told.filter(|home| abroad.is_none_or(|c| c == *home))
}

/// Words before a name for several states among which a number counts some of them.
const COUNT_REACH: TokenId = 3;

/// Builds the cast.
pub(super) struct Maker<'f, 'a> {
    pub(super) found: &'f Found<'a>,
    pub(super) cast: Cast,
    /// Actor of each draft.
    pub(super) persons: Vec<ActorIx>,
    /// Country of the outlet.
    pub(super) home: Option<&'static str>,
    /// Persons told by name as somebody's counterparts.
    pub(super) counterparts: Vec<Counterpart>,
    /// Those of the state in whose affairs they are told, where nothing said which before all were known.
    pub(in crate::cast) homeless: Vec<ActorIx>,
}

/// "His Somali counterpart, Ahmed Fiqi": the office is that of the one named before.
pub(super) struct Counterpart {
    pub(super) person: ActorIx,
    pub(super) office: Office,
    /// The state.
    pub(super) of: EntityIx,
    /// *Somali counterpart*.
    pub(super) title: Range<TokenId>,
    pub(super) name: Range<TokenId>,
}

impl Maker<'_, '_> {
    /// Adds an actor; one with the id of another is that one.
    pub(super) fn push(&mut self, actor: Actor) -> ActorIx {
        if let Some(at) = self.cast.actors.iter().position(|a| a.id.is_some() && a.id == actor.id) {
            return ActorIx(at as u32);
        }
        self.cast.actors.push(actor);
        ActorIx(self.cast.actors.len() as u32 - 1)
    }

    /// Organs of unions, and those who serve in them, are of the union: the European Commission of the EU.
    fn unions(&mut self) {
        let lexicon = self.found.scan.text.lexicon;
        for actor in &mut self.cast.actors {
            let organ = match (&actor.country, &actor.id) {
                (Some(country), _) => Some(country),
                (None, Some(id)) if matches!(actor.kind, ActorKind::Organisation | ActorKind::Body) => {
                    Some(id)
                }
                _ => None,
            };
            if let Some(union) = organ.and_then(|id| entities::union_of(lexicon, id)) {
                actor.country = Some(union.to_owned());
            }
        }
    }

    pub(super) fn entity_actor(&mut self, ix: EntityIx, owner: Option<EntityIx>, name: &str) -> ActorIx {
        let actor = entity_actor(&self.found.scan, ix, owner, name);
        self.push(actor)
    }

    fn entities(&mut self) {
        let found = self.found;
        for hit in &found.scan.entities {
            let quote = found.scan.text.words(found.scan.text.doc.cover(hit.tokens.clone())).to_owned();
            if self.collective(hit, &quote) {
                continue;
            }
            let actor = match (&hit.stranger, &self.leader(hit)) {
                (Some(name), _) | (None, Some((name, None))) => self.body_of(hit.entity, name, &quote),
                (None, Some((_, state))) => self.entity_actor(hit.entity, *state, &quote),
                (None, None) => self.entity_actor(hit.entity, hit.owner, &quote),
            };
            let how = match hit.form {
                Form::Name | Form::Acronym | Form::Demonym => How::Name,
                Form::Adjective => How::Adjective,
                Form::Capital | Form::Seat => How::Metonym,
            };
            if let (Some(owner), Some(tokens)) = (hit.owner, hit.owner_tokens.clone()) {
                let name = found.scan.text.words(found.scan.text.doc.cover(tokens.clone())).to_owned();
                let state = self.entity_actor(owner, None, &name);
                self.mention(tokens, vec![state], How::Adjective);
            }
            let (also, tokens) = beside(&found.scan, hit);
            let mut actors = vec![actor];
            for owner in also {
                let body = self.entity_actor(hit.entity, Some(owner), &quote);
                if !actors.contains(&body) {
                    actors.push(body);
                }
            }
            if hit.owner_tokens.as_ref().is_some_and(|o| o.start == hit.tokens.start) {
                actors.rotate_left(1);
            }
            // "Российско-турецкие": both halves of the word name their states.
            match self.cast.mentions.last_mut() {
                Some(half) if half.tokens == tokens && half.how == how && how == How::Adjective => {
                    half.actors.extend(actors);
                }
                _ => self.mention(tokens, actors, how),
            }
        }
    }

    /// "The Baltic states", "правительства стран Балтии": each of the states meant, or the body of each.
    fn collective(&mut self, hit: &EntityHit, quote: &str) -> bool {
        let lexicon = self.found.scan.text.lexicon;
        let owned = hit.owner.map(|owner| lexicon.collective(owner).collect::<Vec<_>>()).unwrap_or_default();
        let states: Vec<EntityIx> = lexicon.collective(hit.entity).collect();
        if !states.is_empty() && self.counts_others(hit.tokens.start, states.len()) {
            return true;
        }
        let mut actors: Vec<ActorIx> =
            owned.iter().map(|state| self.entity_actor(hit.entity, Some(*state), quote)).collect();
        actors.extend(states.iter().map(|state| self.entity_actor(*state, None, quote)));
        let how = if hit.form == Form::Adjective { How::Adjective } else { How::Name };
        let found = !actors.is_empty();
        if found {
            self.mention(hit.tokens.clone(), actors, how);
        }
        found
    }

    /// "Two other Baltic states", "одна из стран Балтии": fewer than all of them.
    fn counts_others(&self, start: TokenId, all: usize) -> bool {
        let scan = &self.found.scan;
        let low = scan.sentence(start).start.max(start.saturating_sub(COUNT_REACH));
        let of = |t: TokenId| match scan.form(t).parse::<usize>() {
            Ok(number) => number,
            Err(_) if scan.small(t, &[Small::Two]) => 2,
            Err(_) if scan.small(t, &[Small::Three]) => 3,
            Err(_) if scan.small(t, &[Small::Four]) => 4,
            Err(_) => 0,
        };
        (low..start).filter(|&t| scan.text.doc.upos(t) == Upos::Num).any(|t| of(t) != all)
    }

    /// "Правительство Блэра", "войска президента Асада": the name of the person whose such a body is, and his state.
    fn leader(&self, hit: &EntityHit) -> Option<(Range<TokenId>, Option<EntityIx>)> {
        let (found, scan) = (self.found, &self.found.scan);
        if !groups::is_open(scan, hit) || scan.lang(hit.tokens.start) != Lang::Ru {
            return None;
        }
        let end = hit.tokens.end;
        let title = found.titles.iter().find(|t| t.tokens.start == end && !t.plural);
        let at = title.map_or(end, |t| t.tokens.end);
        let name = found.names.iter().position(|n| n.tokens.start == at)?;
        let genitive = scan.text.doc.rel(scan.head_of(&(end..found.names[name].tokens.end))) == Rel::Nmod;
        let person = self.persons[found.draft_of[name].filter(|_| genitive)?];
        let state = self.cast.actor(person).country.as_deref().and_then(|id| scan.text.lexicon.by_id(id));
        Some((found.names[name].tokens.clone(), state))
    }

    /// The body of a state that nobody knows.
    fn body_of(&mut self, ix: EntityIx, name: &Range<TokenId>, quote: &str) -> ActorIx {
        let scan = &self.found.scan;
        let body = scan.text.lexicon.entity(ix);
        let whose = scan.persons.latin(scan.text.words(scan.text.doc.cover(name.clone())));
        self.push(Actor {
            id: Some(format!("{}-{}", scan.persons.slug(&whose), body.id)),
            name: quote.to_owned(),
            label: format!("{} of {whose}", body.label_en),
            kind: body.kind,
            country: None,
            sectors: body.sectors.clone(),
            office: None,
        })
    }

    pub(super) fn mention(&mut self, tokens: Range<TokenId>, actors: Vec<ActorIx>, how: How) {
        let head = self.found.scan.head_of(&tokens);
        self.cast.mentions.push(Mention { tokens, head, actors, how });
    }

    fn names(&mut self) {
        let found = self.found;
        for (n, name) in found.names.iter().enumerate() {
            let Some(draft) = found.draft_of[n] else { continue };
            let actor = self.persons[draft];
            self.mention(name.tokens.clone(), vec![actor], How::Name);
            let before = found
                .ties
                .iter()
                .filter(|t| t.name == n && found.titles[t.title].tokens.end <= name.tokens.start)
                .filter(|t| t.rule != "office.verb" && !found.titles[t.title].plural)
                .map(|t| found.titles[t.title].tokens.start)
                .min();
            if let Some(start) = before {
                self.mention(start..name.tokens.end, vec![actor], How::Name);
            }
        }
    }

    /// "министры России и Белоруссии Лавров и Рыженков" is one mention of both.
    fn groups(&mut self) {
        let found = self.found;
        for (ix, title) in found.titles.iter().enumerate() {
            let tied: Vec<_> = found.ties.iter().filter(|t| t.title == ix).collect();
            if tied.len() < 2 && !title.plural {
                continue;
            }
            let mut actors: Vec<ActorIx> = Vec::new();
            let mut end = title.tokens.end;
            for tie in tied {
                let Some(draft) = found.draft_of[tie.name] else { continue };
                let actor = self.persons[draft];
                if !actors.contains(&actor) {
                    actors.push(actor);
                }
                end = end.max(found.names[tie.name].tokens.end);
            }
            if actors.len() > 1 {
                self.mention(title.tokens.start..end, actors, How::Name);
            }
        }
    }
}

/// "The armies of Chad and Niger", "Russian and Chinese troops": the other states that have such a body, and all the words.
fn beside(scan: &Scan<'_>, hit: &EntityHit) -> (Vec<EntityIx>, Range<TokenId>) {
    let mut tokens = hit.tokens.clone();
    let Some(owner) = hit.owner_tokens.clone().filter(|_| hit.owner.is_some()) else {
        return (Vec::new(), tokens);
    };
    let also = if owner.start == hit.tokens.start {
        let (also, start) = joined::adjectives_before(scan, owner.start, scan.sentence(owner.start).start);
        tokens.start = start;
        also
    } else {
        joined::states_after(scan, scan.head_of(&owner))
    };
    (also.into_iter().map(|(state, _)| state).collect(), tokens)
}

/// The actor that an entity is.
pub(super) fn entity_actor(scan: &Scan<'_>, ix: EntityIx, owner: Option<EntityIx>, name: &str) -> Actor {
    let lexicon = scan.text.lexicon;
    let entity = lexicon.entity(ix);
    let country = match entity.class {
        Class::Organisation => entity.country,
        _ => entities::country_of(&scan.text, ix, owner),
    };
    let label = match owner {
        Some(owner) => format!("{} of {}", entity.label_en, lexicon.entity(owner).label_en),
        None => entity.label_en.to_owned(),
    };
    Actor {
        id: Some(lexicon.body_id(ix, owner)),
        name: name.to_owned(),
        label,
        kind: entity.kind,
        country: country.map(str::to_owned),
        sectors: entity.sectors.clone(),
        office: None::<Office>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_of_the_world_are_outlets() {
        let lexicon = legation_lexicon::Lexicon::builtin();
        assert!(!WORLD.is_empty());
        for id in WORLD.iter() {
            let known = lexicon.by_id(id).is_some_and(|ix| lexicon.entity(ix).class == Class::Outlet);
            assert!(known, "{id} of lexicon/agents/world-outlets.tsv is no outlet of lexicon/entities");
        }
    }
}
