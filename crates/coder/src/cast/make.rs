//! Actors, mentions and office records out of what was found.

use std::ops::Range;

use legation_lexicon::persons::{PersonIx, Sex};
use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx, Form};
use legation_model::{ActorKind, ActorRef, Lang, Office, OfficeRecord, Phase, RecordId, Sector};
use legation_nlp::tags::{Case, Rel};
use legation_nlp::{NameKind, TokenId, Upos};

use super::offices::Fact;
use super::persons::Draft;
use super::read::{Found, day};
use super::scan::Scan;
use super::titles::Owner;
use super::{Actor, ActorIx, Cast, How, Mention, coref, entities, groups, house, offices, titles};
use crate::confidence::UNGRADED;
use crate::text::Text;

/// Makes actors, mentions and records.
pub(super) fn cast(text: &Text<'_>) -> Cast {
    let found = Found::read(text);
    let home = home(&found.scan);
    let mut maker = Maker { found: &found, cast: Cast::default(), persons: Vec::new(), home };
    maker.persons();
    maker.entities();
    maker.unknown();
    maker.names();
    maker.groups();
    maker.strangers();
    maker.cast.mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    let told = coref::resolve(&mut maker);
    maker.records(&told);
    let mut cast = maker.cast;
    cast.mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    cast
}

/// Country of the outlet, where it is known.
pub(super) fn home(scan: &Scan<'_>) -> Option<&'static str> {
    let article = scan.text.article;
    let outlet = |name: &str| {
        let words: Vec<legation_lexicon::Word<'_>> = name
            .split(' ')
            .map(|form| legation_lexicon::Word { form, lemma: form, lang: article.lang, initial: false })
            .collect();
        let found = scan.text.lexicon.mentions(&words);
        found.iter().find_map(|m| scan.text.lexicon.entity(m.entity).country)
    };
    let told = article.publisher.as_deref().and_then(outlet);
    told.or_else(|| article.relay.iter().find_map(|r| outlet(r))).or_else(|| {
        // An outlet in the dateline or the first lines: "/Корр. БЕЛТА/".
        scan.entities
            .iter()
            .filter(|h| scan.text.lexicon.entity(h.entity).class == Class::Outlet)
            .find_map(|h| scan.text.lexicon.entity(h.entity).country)
    })
}

/// Builds the cast.
pub(super) struct Maker<'f, 'a> {
    pub(super) found: &'f Found<'a>,
    pub(super) cast: Cast,
    /// Actor of each draft.
    pub(super) persons: Vec<ActorIx>,
    /// Country of the outlet.
    pub(super) home: Option<&'static str>,
}

impl<'f> Maker<'f, '_> {
    /// Adds an actor; one with the id of another is that one.
    pub(super) fn push(&mut self, actor: Actor) -> ActorIx {
        if let Some(at) = self.cast.actors.iter().position(|a| a.id.is_some() && a.id == actor.id) {
            return ActorIx(at as u32);
        }
        self.cast.actors.push(actor);
        ActorIx(self.cast.actors.len() as u32 - 1)
    }

    fn persons(&mut self) {
        for at in 0..self.found.drafts.len() {
            let actor = self.person(at);
            let ix = self.push(actor);
            self.persons.push(ix);
        }
    }

    fn person(&self, at: usize) -> Actor {
        let found = self.found;
        let scan = &found.scan;
        let draft = &found.drafts[at];
        let day = day(scan);
        let name = full_name(found, draft);
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
        let mut country =
            facts.iter().filter_map(of).find(state).or_else(|| facts.iter().find_map(of)).map(str::to_owned);
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
            let now = holdings.iter().rev().find(|h| day.as_deref().is_none_or(|d| h.on(d)));
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
                Owner::Phrase(tokens) => self.phrase_country(tokens),
                Owner::Entity { .. } => None,
            });
        }
        if country.is_none() {
            country = self.apposition(draft).or_else(|| offices::only_state(scan).map(str::to_owned));
        }
        Actor { id: Some(id), name, label, kind: ActorKind::Person, country, sectors, office }
    }

    /// Country of an organisation that the lexicon does not know, or its own key.
    fn phrase_country(&self, tokens: &Range<TokenId>) -> Option<String> {
        let scan = &self.found.scan;
        let name = titles::model_organisation(scan, tokens.start)?;
        self.country_beside(&name).or_else(|| {
            // An oblique case makes no key.
            let english = scan.lang(name.start) != Lang::Ru;
            english.then(|| scan.persons.slug(scan.text.words(scan.text.doc.cover(name))))
        })
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
    pub(super) fn known(&mut self, person: PersonIx, office: Office, country: &str) -> ActorIx {
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
    pub(super) fn offices_of(
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

    /// Gender of a person, where it is known.
    pub(super) fn sex(&self, ix: ActorIx) -> Option<Sex> {
        let draft = self.persons.iter().position(|p| *p == ix)?;
        self.found.drafts[draft].sex
    }

    pub(super) fn entity_actor(&mut self, ix: EntityIx, owner: Option<EntityIx>, name: &str) -> ActorIx {
        let actor = entity_actor(&self.found.scan, ix, owner, name);
        self.push(actor)
    }

    fn entities(&mut self) {
        let found = self.found;
        for hit in &found.scan.entities {
            let quote = found.scan.text.words(found.scan.text.doc.cover(hit.tokens.clone())).to_owned();
            let actor = match &hit.stranger {
                Some(name) => self.body_of(hit.entity, name, &quote),
                None => self.entity_actor(hit.entity, hit.owner, &quote),
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
            self.mention(hit.tokens.clone(), vec![actor], how);
        }
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

    /// Names that the model found and the lexicon does not know.
    fn unknown(&mut self) {
        let found = self.found;
        let scan = &found.scan;
        let text = &scan.text;
        let mut made: Vec<(String, ActorIx)> = Vec::new();
        for name in text.doc.names() {
            let mut tokens = name.tokens.clone();
            while !tokens.is_empty() && scan.is_possessive(tokens.end - 1) {
                tokens.end -= 1;
            }
            while !tokens.is_empty() && text.doc.upos(tokens.start) == Upos::Det {
                tokens.start += 1;
            }
            // A verb inside means that the model joined more than a name.
            let verb = |t: TokenId| matches!(text.doc.upos(t), Upos::Verb | Upos::Aux) && !scan.is_capital(t);
            if let Some(at) = tokens.clone().find(|&t| verb(t)) {
                if at == tokens.start {
                    tokens.start += 1;
                } else {
                    tokens.end = at;
                }
            }
            let overlaps = |r: &Range<TokenId>| r.start < tokens.end && tokens.start < r.end;
            if tokens.is_empty()
                || !matches!(name.kind, NameKind::Organisation | NameKind::Place)
                || !tokens.clone().any(|t| scan.is_capital(t))
                || scan.entities.iter().any(|h| overlaps(&h.tokens))
                || found.names.iter().any(|n| overlaps(&n.tokens))
                || found.titles.iter().any(|t| overlaps(&t.core))
            {
                continue;
            }
            let words = text.words(text.doc.cover(tokens.clone())).to_owned();
            let key: String = tokens.clone().map(|t| text.doc.lemma(t)).collect::<Vec<_>>().join(" ");
            let organisation = name.kind == NameKind::Organisation;
            let known = made.iter().find(|(k, _)| *k == key).map(|(_, ix)| *ix);
            let ix = known.unwrap_or_else(|| {
                let latin = scan.persons.latin(&words);
                let country = if organisation { self.country_beside(&tokens) } else { None };
                self.push(Actor {
                    id: organisation.then(|| scan.persons.slug(&latin)).or_else(|| Some(self.key(&tokens))),
                    name: words,
                    label: latin,
                    kind: if organisation { ActorKind::Organisation } else { ActorKind::Group },
                    country,
                    sectors: Vec::new(),
                    office: None,
                })
            });
            if known.is_none() {
                made.push((key, ix));
            }
            self.mention(tokens, vec![ix], How::Name);
        }
    }

    /// The key of an unknown name: of its lemmas where the language bends names.
    fn key(&self, tokens: &Range<TokenId>) -> String {
        let scan = &self.found.scan;
        let russian = scan.lang(tokens.start) == Lang::Ru;
        let words: Vec<&str> =
            tokens.clone().map(|t| if russian { scan.text.doc.lemma(t) } else { scan.form(t) }).collect();
        scan.persons.slug(&scan.persons.latin(&words.join(" ")))
    }

    /// Capitalised names that nobody knows, where they act or are acted on.
    fn strangers(&mut self) {
        let found = self.found;
        let scan = &found.scan;
        let doc = scan.text.doc;
        let mut taken = vec![false; doc.len()];
        let mentioned = self.cast.mentions.iter().map(|m| &m.tokens);
        for tokens in mentioned
            .chain(found.titles.iter().map(|t| &t.tokens))
            .chain(found.agents.iter().map(|a| &a.tokens))
        {
            for t in tokens.clone() {
                taken[t as usize] = true;
            }
        }
        let free = |t: TokenId| !taken[t as usize] && groups::stranger(scan, &found.names, t);
        let mut t = 0;
        while t < doc.len() as TokenId {
            if !free(t) {
                t += 1;
                continue;
            }
            let end = scan.sentence(t).end;
            let stop = (t..end).take_while(|&t| free(t)).last().map_or(t + 1, |l| l + 1);
            let tokens = t..stop;
            t = stop;
            let head = scan.head_of(&tokens);
            let acts = doc.rel(head).is_subject()
                || matches!(doc.rel(head).base(), Rel::Obj | Rel::Iobj | Rel::Conj | Rel::Nmod)
                || doc.rel(head).base() == Rel::Obl && doc.child(head, Rel::Case).is_some();
            // Common nouns in capitals ("the Summit") and halves of longer names are no names by themselves.
            let low = scan.sentence(tokens.start).start;
            let leads = tokens.start > low && {
                let t = tokens.start - 1;
                matches!(doc.upos(t), Upos::Det | Upos::Num) || scan.is_possessive(t) || scan.is_name_word(t)
            };
            if leads || tokens.end < end && scan.is_name_word(tokens.end) {
                continue;
            }
            let joined =
                tokens.end < end && (scan.is(tokens.end, &["-"]) || doc.upos(tokens.end) == Upos::Num);
            if !acts || joined || !tokens.clone().all(|t| scan.form(t).chars().count() > 2) {
                continue;
            }
            let words = scan.text.words(doc.cover(tokens.clone())).to_owned();
            let latin = scan.persons.latin(&words);
            let ix = self.push(Actor {
                id: Some(self.key(&tokens)),
                name: words,
                label: latin,
                kind: ActorKind::Group,
                country: None,
                sectors: Vec::new(),
                office: None,
            });
            self.mention(tokens, vec![ix], How::Name);
        }
    }

    /// Country told beside a name: *Mahan Air of Iran*, *Iran's Mahan Air*, *иранская «Махан Эйр»*.
    fn country_beside(&self, tokens: &Range<TokenId>) -> Option<String> {
        let scan = &self.found.scan;
        let mut at = tokens.start;
        let low = scan.sentence(at).start;
        for _ in 0..3 {
            if at <= low {
                break;
            }
            at -= 1;
            if let Some(hit) = scan.entity_over(at) {
                return entities::country_of(&scan.text, hit.entity, hit.owner).map(str::to_owned);
            }
            let passes = scan.is_possessive(at)
                || scan.is(at, &["«", "\"", "“"])
                || matches!(scan.text.doc.upos(at), Upos::Noun | Upos::Adj);
            if !passes {
                break;
            }
        }
        let step = u32::from(scan.small(tokens.end, &[Small::Of]));
        let after = scan.entity_from(tokens.end + step).filter(|h| step == 1 && h.form != Form::Adjective)?;
        entities::country_of(&scan.text, after.entity, after.owner).map(str::to_owned)
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

    /// Office records: of titles beside names, then of titles that mean a named person known to hold the office.
    fn records(&mut self, told: &[(usize, ActorIx)]) {
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
            let person = ActorRef {
                id: actor.id.clone(),
                name: actor.name.clone(),
                label: actor.label.clone(),
                kind: actor.kind,
                country: actor.country.clone(),
                sectors: actor.sectors.clone(),
                office: actor.office,
                spans: vec![words],
            };
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
    }
}

impl Maker<'_, '_> {
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

/// The person's fullest name in the article, in the nominative where one stands there.
fn full_name(found: &Found<'_>, draft: &Draft) -> String {
    let scan = &found.scan;
    let text = &scan.text;
    let best = draft.names.iter().copied().max_by_key(|&n| {
        let name = &found.names[n];
        let nominative = text.doc.feats(name.surname.token).case == Some(Case::Nom);
        (name.given.is_some() && !name.bare_given, nominative, std::cmp::Reverse(name.tokens.start))
    });
    let Some(best) = best else { return String::new() };
    let name = &found.names[best];
    if scan.lang(name.tokens.start) != Lang::Ru {
        return text.words(text.doc.cover(name.tokens.clone())).to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    for t in name.tokens.clone() {
        let form = scan.form(t);
        let chosen = if t == name.surname.token {
            nominative(&draft.surname.readings, form, scan, t)
        } else if name.given.as_ref().is_some_and(|g| g.token == t) {
            draft.given.as_ref().map_or_else(|| form.to_owned(), |g| nominative(&g.readings, form, scan, t))
        } else {
            form.to_owned()
        };
        words.push(chosen);
    }
    words.join(" ")
}

/// The nominative with the capitals of `form`.
fn nominative(readings: &[(String, Option<Sex>)], form: &str, scan: &Scan<'_>, t: TokenId) -> String {
    let folded = scan.folded(t);
    let key = scan.persons.surname_key(form);
    if text_is_nominative(scan, t) || readings.iter().any(|r| r.0 == key) && readings.len() == 1 {
        return form.to_owned();
    }
    let lemma = scan.text.doc.lemma(t);
    let best = readings
        .iter()
        .find(|r| r.0 == lemma)
        .or_else(|| readings.iter().find(|r| r.0 != folded))
        .or_else(|| readings.first());
    let Some((name, _)) = best else { return form.to_owned() };
    let prefix = form.len().saturating_sub(key.len());
    let mut out = form.get(..prefix).unwrap_or("").to_owned();
    let mut start = true;
    for c in name.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        start = c == '-';
    }
    out
}

fn text_is_nominative(scan: &Scan<'_>, t: TokenId) -> bool {
    scan.text.doc.feats(t).case == Some(Case::Nom)
}
