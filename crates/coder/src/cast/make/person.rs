//! Actors that are persons, with their fullest names, countries and offices.

use std::ops::Range;

use legation_lexicon::offices::Takes;
use legation_lexicon::persons::{Holding, PersonIx, Sex};
use legation_lexicon::{Class, Form};
use legation_model::{ActorKind, Lang, Office, Phase, Sector};
use legation_nlp::{TokenId, Upos};

use super::super::entities::EntityHit;
use super::super::names::NameWord;
use super::super::offices::Fact;
use super::super::persons::Draft;
use super::super::scan::Scan;
use super::super::titles::Owner;
use super::super::{Actor, ActorIx, entities, groups, offices, titles, whose};
use super::Maker;
use super::nominative::full_name;
use crate::place;

/// Words behind a name within which the house of a person is told.
const BEHIND: TokenId = 12;

/// Fit of a name to a state below which the story alone does not tell that its bearer is of that state: one in a hundred known holders has
/// a name that fits the own state less (`docs/adr/0014`).
const ALIEN: f64 = -2.0;

impl<'f> Maker<'f, '_> {
    pub(super) fn persons(&mut self) {
        for at in 0..self.found.drafts.len() {
            let actor = self.person(at);
            let ix = self.push(actor);
            self.persons.push(ix);
        }
        self.families();
    }

    fn person(&self, at: usize) -> Actor {
        let found = self.found;
        let scan = &found.scan;
        let draft = &found.drafts[at];
        let day = found.about.as_deref();
        let name = full_name(found, at);
        let facts: Vec<&Fact> = found.facts.iter().filter(|f| f.person == at).collect();
        let current = facts.iter().find(|f| f.phase != Phase::Former);
        let fact = current.or(facts.first());
        // An office with a key of its own before one among the others.
        let ranked = facts.iter().find(|f| f.phase != Phase::Former && f.office != Office::Other).or(current);
        let mut office = ranked.map(|f| f.office);
        // A state before an organisation: the president of Egypt who chairs the African Union is Egypt's.
        let of = |f: &&Fact| offices::country_of_owner(scan, f.of.as_ref()?);
        let state = |c: &&str| {
            scan.text.lexicon.by_id(c).is_some_and(|ix| entities::is_country(scan.text.lexicon.entity(ix)))
        };
        // "Глава меджлиса, депутат Рады": a state before one of its autonomies.
        let held = |f: &&&Fact| f.phase == Phase::Current;
        let sovereign = |c: &&str| {
            let class = |c: &str| scan.text.lexicon.by_id(c).map(|ix| scan.text.lexicon.entity(ix).class);
            class(c) == Some(Class::State) && facts.iter().filter(held).filter_map(&of).any(|own| own == *c)
        };
        let mut country = facts
            .iter()
            .filter_map(of)
            .find(sovereign)
            .or_else(|| facts.iter().filter_map(of).find(state))
            .or_else(|| facts.iter().find_map(of))
            .map(str::to_owned);
        let mut sectors: Vec<Sector> = match (current, fact) {
            (Some(f), _) => f.sectors.clone(),
            (None, Some(_)) => vec![Sector::Eli],
            _ => Vec::new(),
        };
        if let Some(f) = current
            && sectors.contains(&Sector::Igo)
            && offices::country_of_owner(scan, f.of.as_ref().unwrap_or(&Owner::Phrase(0..0))) == Some("eu")
        {
            sectors = vec![Sector::Eur];
        }
        let (id, label) = if let Some(ix) = draft.known {
            let known = scan.persons.known(ix);
            let holdings: Vec<_> = scan.persons.holdings(ix).collect();
            let now = holdings.iter().rev().find(|h| day.is_none_or(|d| h.on(d)));
            if country.is_none() {
                country = now.or(holdings.last()).map(|h| h.of.to_owned());
            }
            if office.is_none() && facts.is_empty() {
                office = now.map(|h| h.office);
            }
            if sectors.is_empty() {
                sectors = vec![if now.is_some() { Sector::Gov } else { Sector::Eli }];
            }
            (known.id.to_owned(), known.name_en.to_owned())
        } else {
            let latin = scan.persons.latin(&name);
            (scan.persons.slug(&latin), latin)
        };
        if country.is_none() {
            country = facts.iter().find_map(|f| match f.of.as_ref()? {
                Owner::Phrase(tokens) => self.town_country(f, tokens).or_else(|| self.phrase_country(tokens)),
                Owner::Entity { .. } => None,
            });
        }
        if country.is_none() {
            // A bare surname may be anybody's, whatever state the story names.
            let full = draft.given.is_some() || !facts.is_empty();
            // "The governor arrived in London": not of the state where he goes.
            let goes = |state: &&str| {
                let titles = || facts.iter().map(|f| &found.titles[f.title]);
                titles().any(|hit| {
                    offices::counterpart(scan, hit, state) || offices::only_spoken_of(scan, hit, state)
                })
            };
            let only = || offices::only_state(scan).filter(|s| full && !goes(s)).map(str::to_owned);
            // In a story of one state's own affairs.
            let local = self.is_local(at);
            let story = || {
                let state = found.setting?.domestic(&scan.text)?;
                // "The Russian businessman" of the story may be this very person.
                let foreign = found.agents.iter().any(|a| {
                    let of = a.owner.and_then(|(ix, owner)| entities::country_of(&scan.text, ix, owner));
                    !a.agent.many && !a.plural && of.is_some_and(|of| of != state)
                });
                (full && local && !foreign && draft.known.is_none()).then(|| state.to_owned())
            };
            let town = || {
                let mut names = draft.names.iter().map(|&n| &found.names[n].tokens).filter(|_| full);
                names.find_map(|name| whose::town_of_person(scan, name))
            };
            let house =
                || draft.names.iter().find_map(|&n| whose::house_of_person(scan, &found.names[n].tokens));
            // An expert with a Spanish name in a story of China alone.
            let alien = |state: &String| scan.persons.fits_state(&name, state) < ALIEN;
            country = self
                .apposition(draft)
                .or_else(house)
                .or_else(|| self.house(draft))
                .or_else(|| only().filter(|s| !alien(s)))
                .or_else(town)
                .or_else(|| story().filter(|s| !alien(s)));
        }
        Actor { id: Some(id), name, label, kind: ActorKind::Person, country, sectors, office }
    }

    /// Whether no words tell of the person of the draft a house whose foreign name nobody knows.
    pub(super) fn is_local(&self, at: usize) -> bool {
        let scan = &self.found.scan;
        let mut facts = self.found.facts.iter().filter(|f| f.person == at);
        facts.all(|f| match &f.of {
            None => true,
            Some(Owner::Phrase(tokens)) => !tokens.clone().any(|t| foreign_name(scan, t)),
            // "Army spokesman": a body that any state may have.
            Some(Owner::Entity { ix, owner, .. }) => {
                let body = scan.text.lexicon.entity(*ix).class == Class::Body;
                body && entities::country_of(&scan.text, *ix, *owner).is_none()
            }
        })
    }

    /// "Governor of Smolensk region", "mayor of Lyon": the country of the town in whose name the office is.
    fn town_country(&self, fact: &Fact, owner: &Range<TokenId>) -> Option<String> {
        let found = self.found;
        if found.titles[fact.title].title.takes != Takes::Place {
            return None;
        }
        let cities = place::cities(&found.scan.text, owner.start);
        let inside = |tokens: &Range<TokenId>| owner.start <= tokens.start && tokens.end <= owner.end;
        cities.into_iter().find(|(tokens, _)| inside(tokens)).map(|(_, country)| country)
    }

    /// Those who bear the name of one whose state is told are of the same family and state.
    pub(super) fn families(&mut self) {
        let drafts = &self.found.drafts;
        for at in 0..drafts.len() {
            let ix = self.persons[at];
            if self.cast.actor(ix).country.is_some() || drafts[at].given.is_none() {
                continue;
            }
            let kin = |&other: &usize| {
                other != at
                    && drafts[other].given.is_some()
                    && related(&drafts[other].surname, &drafts[at].surname)
            };
            let of = |other: usize| self.cast.actor(self.persons[other]).country.clone();
            let country = (0..drafts.len()).filter(kin).find_map(of);
            self.cast.actors[ix.0 as usize].country = country;
        }
    }

    /// Country of an organisation that the lexicon does not know, or its own key.
    pub(super) fn phrase_country(&self, tokens: &Range<TokenId>) -> Option<String> {
        let scan = &self.found.scan;
        // "Глава Химок", "директор музея в Перми": the town tells.
        let town =
            || tokens.clone().find_map(|t| groups::town(scan, t)).map(|(_, country)| country.to_owned());
        let Some(name) = titles::model_organisation(scan, tokens.start) else { return town() };
        self.country_beside(&name).or_else(town).or_else(|| {
            // An oblique case makes no key.
            let english = scan.lang(name.start) != Lang::Ru;
            english.then(|| scan.persons.slug(scan.text.words(scan.text.doc.cover(name))))
        })
    }

    /// "X, who heads the delegation of the Red Cross": the organisation that the words behind the name tell.
    fn house(&self, draft: &Draft) -> Option<String> {
        let scan = &self.found.scan;
        let doc = scan.text.doc;
        let name = &self.found.names[*draft.names.first()?].tokens;
        let head = scan.head_of(name);
        let told = |hit: &&EntityHit| {
            hit.tokens.start > name.end
                && hit.tokens.start < name.end + BEHIND
                && scan.text.lexicon.entity(hit.entity).class == Class::Organisation
                && doc.is_under(scan.head_of(&hit.tokens), head)
        };
        let set_off = scan.lang(name.start) == Lang::En && scan.is(name.end, &[","]);
        let hit = scan.entities.iter().filter(|_| set_off).find(told)?;
        Some(scan.text.lexicon.entity(hit.entity).id.to_owned())
    }

    /// Country told by an adjective before the name: *Russian businessman X*.
    fn apposition(&self, draft: &Draft) -> Option<String> {
        let scan = &self.found.scan;
        for &n in &draft.names {
            let start = self.found.names[n].tokens.start;
            let low = scan.sentence(start).start;
            let mut t = start;
            while t > low && start - t < 4 {
                t -= 1;
                if let Some(hit) = scan.entity_over(t)
                    && (hit.form == Form::Adjective
                        || scan.lang(t) != Lang::Ru && matches!(hit.form, Form::Name | Form::Acronym))
                {
                    return entities::country_of(&scan.text, hit.entity, hit.owner).map(str::to_owned);
                }
                if !matches!(scan.text.doc.upos(t), Upos::Noun | Upos::Adj | Upos::Propn) {
                    break;
                }
            }
        }
        None
    }

    /// A known person whom the text means without naming.
    pub(in crate::cast) fn known(&mut self, person: PersonIx, office: Office, country: &str) -> ActorIx {
        let known = self.found.scan.persons.known(person);
        let russian = self.found.scan.text.article.lang == Lang::Ru;
        self.push(Actor {
            id: Some(known.id.to_owned()),
            name: if russian { known.name_ru } else { known.name_en }.to_owned(),
            label: known.name_en.to_owned(),
            kind: ActorKind::Person,
            country: Some(country.to_owned()),
            sectors: vec![Sector::Gov],
            office: Some(office),
        })
    }

    /// Offices that the text gives a person, with the words of the title.
    pub(in crate::cast) fn offices_of(
        &self,
        ix: ActorIx,
    ) -> impl Iterator<Item = (Office, Phase, &'f Range<TokenId>)> {
        let found = self.found;
        let drafts: Vec<usize> =
            self.persons.iter().enumerate().filter(|(_, p)| **p == ix).map(|(d, _)| d).collect();
        found
            .facts
            .iter()
            .filter(move |f| drafts.contains(&f.person))
            .map(|f| (f.office, f.phase, &found.titles[f.title].core))
    }

    /// Whether the list of holders tells an office of the person, of that state if one is told.
    pub(in crate::cast) fn has_held(&self, ix: ActorIx, office: Office, of: Option<&str>) -> bool {
        let draft = self.persons.iter().position(|p| *p == ix);
        let known = draft.and_then(|d| self.found.drafts[d].known);
        let about = self.found.about.as_deref();
        let own = |k| {
            let fits = |h: &Holding| h.office == office && of.is_none_or(|of| h.of == of);
            self.found.scan.persons.holdings(k).any(|h| fits(h) && about.is_none_or(|d| h.on(d)))
        };
        // The premier whom the text names so is not its president.
        let called =
            |(o, phase, _): (Office, Phase, _)| o != office && o != Office::Other && phase != Phase::Former;
        if self.offices_of(ix).any(called) {
            return false;
        }
        known.is_some_and(own)
    }

    /// Whether a person has a given name beside the surname.
    pub(in crate::cast) fn has_given(&self, ix: ActorIx) -> bool {
        let own = |d: usize| self.persons[d] == ix && self.found.drafts[d].given.is_some();
        (0..self.persons.len()).any(own)
    }

    /// Gender of a person, where it is known.
    pub(in crate::cast) fn sex(&self, ix: ActorIx) -> Option<Sex> {
        let draft = self.persons.iter().position(|p| *p == ix)?;
        self.found.drafts[draft].sex
    }
}

/// A word of a name that is not written in the letters of a Russian text; in other languages any name, but the first word of a
/// sentence is none for its capital.
fn foreign_name(scan: &Scan<'_>, t: TokenId) -> bool {
    let latin = |form: &str| form.chars().any(|c| c.is_ascii_alphabetic());
    let foreign = if scan.lang(t) == Lang::Ru { latin(scan.form(t)) } else { t > scan.sentence(t).start };
    scan.is_capital(t) && foreign
}

/// Whether two surnames are one, whatever the gender of those who bear them.
fn related(a: &NameWord, b: &NameWord) -> bool {
    a.readings.iter().any(|(name, _)| b.readings.iter().any(|(other, _)| name == other))
}
