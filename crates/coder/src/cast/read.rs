//! From the words of the article to its cast.

use legation_lexicon::persons::PersonIx;
use legation_lexicon::{Class, EntityIx, Form};
use legation_model::{ActorKind, ActorRef, Office, OfficeRecord, Phase, RecordId, Sector};
use legation_nlp::TokenId;

use super::names::NameHit;
use super::offices::Fact;
use super::persons::Draft;
use super::scan::Scan;
use super::ties::Tie;
use super::titles::{Owner, TitleHit};
use super::{Actor, ActorIx, Cast, How, Mention, entities, names, offices, persons, ties, titles};
use crate::text::Text;

/// All that was found before actors are made.
pub(super) struct Found<'a> {
    pub(super) scan: Scan<'a>,
    pub(super) names: Vec<NameHit>,
    pub(super) titles: Vec<TitleHit>,
    pub(super) ties: Vec<Tie>,
    pub(super) drafts: Vec<Draft>,
    pub(super) draft_of: Vec<Option<usize>>,
    pub(super) facts: Vec<Fact>,
}

impl<'a> Found<'a> {
    pub(super) fn read(text: &Text<'a>) -> Self {
        let mut scan = Scan::new(text, entities::find(text));
        let mut names = names::from_model(&scan);
        names.extend(names::known(&scan, &names));
        // A person's name of several words is not the state or city that one of them names.
        let whole: Vec<_> = names.iter().filter(|n| n.tokens.len() > 1).map(|n| n.tokens.clone()).collect();
        scan.entities.retain(|h| !whole.iter().any(|n| n.contains(&h.tokens.start)));
        scan.index();
        let mut titles = titles::find(&scan, &names);
        let ties = ties::find(&scan, &mut titles, &mut names);
        names.extend(names::repeated(&scan, &names));
        let (mut drafts, draft_of) = persons::join(&scan, &names);
        recognise(&scan, &titles, &ties, &draft_of, &mut drafts);
        let facts = offices::facts(&scan, &titles, &ties, &drafts, &draft_of);
        Self { scan, names, titles, ties, drafts, draft_of, facts }
    }
}

/// Tells which drafts are known holders of offices: the name must be theirs, and the office, the country or the
/// rest of the article must support it.
fn recognise(
    scan: &Scan<'_>,
    titles: &[TitleHit],
    ties: &[Tie],
    draft_of: &[Option<usize>],
    drafts: &mut [Draft],
) {
    let day = day(scan);
    for (at, draft) in drafts.iter_mut().enumerate() {
        let mut best: Option<(u32, PersonIx)> = None;
        let mut tied = false;
        for ix in persons::candidates(scan, draft) {
            let mut score = 0;
            if draft.given.is_some() {
                score += 2;
            }
            for tie in ties.iter().filter(|t| draft_of[t.name] == Some(at)) {
                score += support(scan, &titles[tie.title], ix);
            }
            let current = day.as_deref().is_none_or(|d| scan.persons.holdings(ix).any(|h| h.on(d)));
            if scan.persons.holdings(ix).any(|h| country_named(scan, h.of)) {
                score += u32::from(current) + 1;
            }
            match best {
                Some((most, _)) if score < most => {}
                Some((most, _)) if score == most => tied = true,
                _ => {
                    best = Some((score, ix));
                    tied = false;
                }
            }
        }
        if let Some((score, ix)) = best
            && score >= 2
            && !tied
        {
            draft.known = Some(ix);
            draft.sex = Some(scan.persons.known(ix).sex);
        }
    }
}

/// How much a title speaks for a known person.
fn support(scan: &Scan<'_>, hit: &TitleHit, ix: PersonIx) -> u32 {
    let owner = hit.owners.last();
    let Some((office, _)) = offices::office_of(scan, hit, owner) else { return 0 };
    let country = owner.and_then(|o| offices::country_of_owner(scan, o));
    let mut score = 0;
    for h in scan.persons.holdings(ix) {
        if country.is_none() && h.office == office {
            score = score.max(2);
        } else if country == Some(h.of) {
            score = score.max(if h.office == office { 4 } else { 2 });
        }
    }
    score
}

fn country_named(scan: &Scan<'_>, id: &str) -> bool {
    scan.entities.iter().any(|h| entities::country_of(&scan.text, h.entity, h.owner) == Some(id))
}

/// The article's day.
pub(super) fn day(scan: &Scan<'_>) -> Option<String> {
    Some(scan.text.article.published.as_ref()?.start?.to_string())
}

/// Makes actors, mentions and records.
pub(super) fn cast(text: &Text<'_>) -> Cast {
    let found = Found::read(text);
    let mut maker = Maker { found: &found, cast: Cast::default(), persons: Vec::new() };
    maker.persons();
    maker.entities();
    maker.names();
    maker.records();
    let mut cast = maker.cast;
    cast.mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    cast
}

struct Maker<'f, 'a> {
    found: &'f Found<'a>,
    cast: Cast,
    /// Actor of each draft.
    persons: Vec<ActorIx>,
}

impl Maker<'_, '_> {
    fn add(&mut self, actor: Actor) -> ActorIx {
        if let Some(at) = self.cast.actors.iter().position(|a| a.id.is_some() && a.id == actor.id) {
            return ActorIx(at as u32);
        }
        self.cast.actors.push(actor);
        ActorIx(self.cast.actors.len() as u32 - 1)
    }

    fn persons(&mut self) {
        for at in 0..self.found.drafts.len() {
            let actor = self.person(at);
            let ix = self.add(actor);
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
        let mut office = current.map(|f| f.office);
        let mut country =
            facts.iter().find_map(|f| offices::country_of_owner(scan, f.of.as_ref()?)).map(str::to_owned);
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
        let (id, label) = match draft.known.map(|ix| (ix, scan.persons.known(ix))) {
            Some((ix, known)) => {
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
            }
            None => {
                let latin = scan.persons.latin(&name);
                (scan.persons.slug(&latin), latin)
            }
        };
        if country.is_none() {
            country = self.apposition(draft);
        }
        Actor { id: Some(id), name, label, kind: ActorKind::Person, country, sectors, office }
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
                    && matches!(hit.form, Form::Adjective | Form::Name | Form::Acronym)
                {
                    return entities::country_of(&scan.text, hit.entity, hit.owner).map(str::to_owned);
                }
                if !matches!(
                    scan.text.doc.upos(t),
                    legation_nlp::Upos::Noun | legation_nlp::Upos::Adj | legation_nlp::Upos::Propn
                ) {
                    break;
                }
            }
        }
        None
    }

    fn entity_actor(&mut self, ix: EntityIx, owner: Option<EntityIx>, name: &str) -> ActorIx {
        let actor = entity_actor(&self.found.scan, ix, owner, name);
        self.add(actor)
    }

    fn entities(&mut self) {
        let found = self.found;
        for hit in &found.scan.entities {
            let quote = found.scan.text.words(found.scan.text.doc.cover(hit.tokens.clone())).to_owned();
            let actor = self.entity_actor(hit.entity, hit.owner, &quote);
            let how = match hit.form {
                Form::Name | Form::Acronym | Form::Demonym => How::Name,
                Form::Adjective => How::Adjective,
                Form::Capital | Form::Seat => How::Metonym,
            };
            if let (Some(owner), Some(tokens)) = (hit.owner, hit.owner_tokens.clone()) {
                let name = found.scan.text.words(found.scan.text.doc.cover(tokens.clone())).to_owned();
                let state = self.entity_actor(owner, None, &name);
                self.mention(tokens, vec![state], How::Adjective, None);
            }
            self.mention(hit.tokens.clone(), vec![actor], how, None);
        }
    }

    fn mention(
        &mut self,
        tokens: std::ops::Range<TokenId>,
        actors: Vec<ActorIx>,
        how: How,
        head: Option<TokenId>,
    ) {
        let head = head.unwrap_or_else(|| self.found.scan.head_of(&tokens));
        self.cast.mentions.push(Mention { tokens, head, actors, how });
    }

    fn names(&mut self) {
        let found = self.found;
        for (n, name) in found.names.iter().enumerate() {
            let Some(draft) = found.draft_of[n] else { continue };
            let actor = self.persons[draft];
            self.mention(name.tokens.clone(), vec![actor], How::Name, None);
            let before = found
                .ties
                .iter()
                .filter(|t| t.name == n && found.titles[t.title].tokens.end <= name.tokens.start)
                .filter(|t| t.rule != "office.verb" && !found.titles[t.title].plural)
                .map(|t| found.titles[t.title].tokens.start)
                .min();
            if let Some(start) = before {
                self.mention(start..name.tokens.end, vec![actor], How::Name, None);
            }
        }
    }

    fn records(&mut self) {
        let found = self.found;
        for fact in &found.facts {
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
            let of = fact.of.as_ref().and_then(|owner| owner_ref(&found.scan, owner));
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
                title: text.tokens(title.tokens.clone()),
                of,
                phase: fact.phase,
                as_of: text.article.published.clone(),
                rule: fact.rule.to_owned(),
            });
        }
    }
}

fn owner_ref(scan: &Scan<'_>, owner: &Owner) -> Option<ActorRef> {
    let text = &scan.text;
    match owner {
        Owner::Phrase(tokens) => {
            let words = text.tokens(tokens.clone());
            Some(ActorRef {
                id: None,
                name: words.quote.clone(),
                label: words.quote.clone(),
                kind: ActorKind::Group,
                country: None,
                sectors: Vec::new(),
                office: None,
                spans: vec![words],
            })
        }
        Owner::Entity { tokens, .. } => {
            let ix = offices::record_owner(scan, owner)?;
            let entity = text.lexicon.entity(ix);
            let spans = if tokens.is_empty() { Vec::new() } else { vec![text.tokens(tokens.clone())] };
            let name = spans.first().map_or_else(|| entity.label_en.to_owned(), |w| w.quote.clone());
            let actor = entity_actor(scan, ix, None, &name);
            Some(ActorRef {
                id: actor.id,
                name,
                label: actor.label,
                kind: actor.kind,
                country: actor.country,
                sectors: actor.sectors,
                office: None,
                spans,
            })
        }
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
        let nominative = text.doc.feats(name.surname.token).case == Some(legation_nlp::tags::Case::Nom);
        (name.given.is_some() && !name.bare_given, nominative, std::cmp::Reverse(name.tokens.start))
    });
    let Some(best) = best else { return String::new() };
    let name = &found.names[best];
    if scan.lang(name.tokens.start) != legation_model::Lang::Ru {
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
fn nominative(
    readings: &[(String, Option<legation_lexicon::persons::Sex>)],
    form: &str,
    scan: &Scan<'_>,
    t: TokenId,
) -> String {
    let folded = scan.folded(t);
    let key = scan.persons.surname_key(form);
    if text_is_nominative(scan, t) || readings.iter().any(|r| r.0 == key) && readings.len() == 1 {
        return form.to_owned();
    }
    let lemma = scan.text.doc.lemma(t);
    let best = readings
        .iter()
        .find(|r| r.0 == lemma && r.0 != folded)
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
    scan.text.doc.feats(t).case == Some(legation_nlp::tags::Case::Nom)
}
