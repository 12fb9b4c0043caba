//! Office records, from what the text says of persons.

use legation_model::{Office, OfficeRecord, Phase, RecordId};

use super::super::offices::Fact;
use super::super::read::day;
use super::super::titles::Owner;
use super::super::{ActorIx, house, offices};
use super::{Maker, entity_actor};
use crate::confidence::UNGRADED;

impl Maker<'_, '_> {
    /// Office records: of titles beside names, then of titles that mean a named person known to hold the office.
    pub(super) fn records(&mut self, told: &[(usize, ActorIx)]) {
        let found = self.found;
        let mut facts = found.facts.clone();
        for &(title, actor) in told {
            facts.extend(self.confirmed(title, actor));
        }
        let mut seen: Vec<(usize, Office, Phase)> = Vec::new();
        for (at, fact) in facts.iter().enumerate() {
            // What the text says of a person elsewhere is not said again by a title alone.
            if at >= found.facts.len() && seen.contains(&(fact.person, fact.office, fact.phase)) {
                continue;
            }
            seen.push((fact.person, fact.office, fact.phase));
            let title = &found.titles[fact.title];
            let person = self.persons[fact.person];
            let text = &found.scan.text;
            let name = found.drafts[fact.person]
                .names
                .iter()
                .copied()
                .min_by_key(|&n| found.names[n].tokens.start.abs_diff(title.core.start));
            let Some(name) = name else { continue };
            let words = text.tokens(found.names[name].tokens.clone());
            let actor = self.cast.actor(person);
            let person = actor.called(actor.name.clone(), [words]);
            let of = house::owner_ref(&found.scan, fact, title);
            let office = fact.office.as_str();
            let of_id = of.as_ref().and_then(|o| o.id.clone()).unwrap_or_default();
            let person_id = person.id.clone().unwrap_or_default();
            self.cast.offices.push(OfficeRecord {
                id: RecordId::of(
                    "office",
                    &[text.article.id.as_str(), &person_id, office, &of_id, fact.phase.as_str()],
                ),
                article: text.article.id.clone(),
                person,
                office: fact.office,
                title: text.tokens(house::split(&found.scan, title).position),
                of,
                phase: fact.phase,
                as_of: text.article.published.clone(),
                rule: fact.rule.to_owned(),
                confidence: UNGRADED,
            });
        }
        self.counterpart_records();
    }

    /// Offices of those who are named as somebody's counterparts, where nothing else tells an office of them.
    fn counterpart_records(&mut self) {
        let text = &self.found.scan.text;
        for told in std::mem::take(&mut self.counterparts) {
            let actor = self.cast.actor(told.person);
            let (Some(id), country) = (actor.id.clone(), text.lexicon.entity(told.of).id) else { continue };
            if self.cast.offices.iter().any(|o| o.person.id.as_ref() == Some(&id)) {
                continue;
            }
            let person = actor.called(actor.name.clone(), [text.tokens(told.name)]);
            let title = text.tokens(told.title);
            let of = entity_actor(&self.found.scan, told.of, None, &title.quote);
            let (office, phase) = (told.office.as_str(), Phase::Current.as_str());
            self.cast.offices.push(OfficeRecord {
                id: RecordId::of("office", &[text.article.id.as_str(), &id, office, country, phase]),
                article: text.article.id.clone(),
                person,
                office: told.office,
                of: Some(of.called(of.label.clone(), [title.clone()])),
                title,
                phase: Phase::Current,
                as_of: text.article.published.clone(),
                rule: "office.counterpart".to_owned(),
                confidence: UNGRADED,
            });
        }
    }

    /// The office that a title without a name tells of the person it means, if the list of holders confirms it.
    fn confirmed(&self, title: usize, actor: ActorIx) -> Option<Fact> {
        let found = self.found;
        let scan = &found.scan;
        let hit = &found.titles[title];
        let person = self.persons.iter().position(|p| *p == actor)?;
        let known = found.drafts[person].known?;
        let day = day(scan);
        let (office, sectors) = offices::office_of(scan, hit, hit.owners.last())?;
        if office == Office::Other || hit.phase != Phase::Current {
            return None;
        }
        let holding = scan
            .persons
            .holdings(known)
            .find(|h| h.office == office && day.as_deref().is_none_or(|d| h.on(d)))?;
        let ix = scan.text.lexicon.by_id(holding.of)?;
        Some(Fact {
            person,
            office,
            sectors,
            of: Some(Owner::Entity { ix, owner: None, tokens: 0..0 }),
            phase: Phase::Current,
            title,
            rule: "office.title-alone",
        })
    }
}
