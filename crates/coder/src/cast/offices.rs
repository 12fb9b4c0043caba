//! Who holds which office of whom, as ties between titles and names tell it.

use legation_lexicon::offices::{Key, Takes, Title};
use legation_lexicon::persons::{Holding, PersonIx};
use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx};
use legation_model::{Lang, Office, Phase, Sector};
use legation_nlp::{Rel, TokenId, Upos};

use super::entities::{EntityHit, country_of, is_country};
use super::names::NameHit;
use super::persons::Draft;
use super::regions::{leads_others, of_region, region_before, state_of_sentence};
use super::scan::Scan;
use super::scene::{self, undisturbed};
use super::setting::Setting;
use super::ties::Tie;
use super::titles::{Owner, TitleHit};
use super::whose;
use crate::place;
use crate::text::Text;

/// An office of a person of the article.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// Index of the person's draft.
    pub(super) person: usize,
    pub(super) office: Office,
    pub(super) sectors: Vec<Sector>,
    /// Whose office it is.
    pub(super) of: Option<Owner>,
    pub(super) phase: Phase,
    pub(super) title: usize,
    pub(super) rule: &'static str,
}

/// The office that a title names, given whose it is. `None`: the words name none.
pub(super) fn office_of(
    scan: &Scan<'_>,
    hit: &TitleHit,
    owner: Option<&Owner>,
) -> Option<(Office, Vec<Sector>)> {
    let title = hit.title;
    let lexicon = scan.text.lexicon;
    let entity = match owner {
        Some(Owner::Entity { ix, .. }) => Some(lexicon.entity(*ix)),
        _ => None,
    };
    let class = entity.map(|e| e.class);
    let sectors = sectors_of(title, class);
    let plain = |office: Office| Some((office, sectors.clone()));
    let mut office = match title.key {
        Key::Office(office) => office,
        Key::Leader => match class {
            Some(Class::State | Class::Polity) if !leads_others(scan, hit) => Office::HeadOfState,
            _ => Office::Other,
        },
        Key::Secretary => match class {
            Some(Class::Organisation) => Office::StateSecretary,
            _ => Office::ForeignMinister,
        },
        Key::Head => match class {
            Some(Class::State | Class::Polity) if !hit.charge && !leads_others(scan, hit) => {
                Office::HeadOfState
            }
            _ => match entity.map(|e| e.id) {
                Some("foreign-ministry") => Office::ForeignMinister,
                Some("defence-ministry") => Office::DefenceMinister,
                Some("government") => Office::HeadOfGovernment,
                Some("parliament") => Office::Speaker,
                Some("presidential-administration") => Office::ChiefOfStaff,
                _ => Office::Other,
            },
        },
        Key::Representative => match class {
            Some(Class::Body | Class::Party | Class::Company | Class::ArmedGroup | Class::Organisation) => {
                Office::Spokesperson
            }
            _ if employs(scan, owner) => Office::Other,
            _ => return None,
        },
    };
    if hit.deputy {
        return plain(if office == Office::ForeignMinister {
            Office::DeputyForeignMinister
        } else {
            Office::Other
        });
    }
    let foreign_owner = matches!(
        class,
        Some(
            Class::Organisation
                | Class::Region
                | Class::Company
                | Class::Party
                | Class::Body
                | Class::Outlet
                | Class::ArmedGroup
        )
    );
    let unknown_body = class.is_none() && hit.charge;
    if matches!(office, Office::HeadOfState | Office::HeadOfGovernment)
        && (foreign_owner || unknown_body)
        && !(office == Office::HeadOfGovernment && class == Some(Class::Body))
    {
        office = Office::Other;
    }
    // Who leads a region or its government leads no state.
    if matches!(office, Office::HeadOfState | Office::HeadOfGovernment)
        && owner.is_some_and(|o| of_region(scan, o))
    {
        office = Office::Other;
    }
    // The speaker of a government or ministry speaks to the press.
    if office == Office::Speaker
        && class == Some(Class::Body)
        && entity.is_some_and(|e| e.sectors.first() != Some(&Sector::Leg))
    {
        office = Office::Spokesperson;
    }
    plain(office)
}

fn sectors_of(title: &Title, class: Option<Class>) -> Vec<Sector> {
    let by_class = match class {
        Some(Class::Company) => Some(Sector::Bus),
        Some(Class::Outlet) => Some(Sector::Jrn),
        Some(Class::ArmedGroup) => Some(Sector::Reb),
        Some(Class::Party) => Some(Sector::Pty),
        Some(Class::Organisation) => Some(Sector::Igo),
        _ => None,
    };
    match by_class {
        Some(sector) => vec![sector],
        None => title.sectors.iter().copied().filter(|s| *s != Sector::Bus || class.is_none()).collect(),
    }
}

/// Country (or organisation) and whether it is told by the words.
pub(super) fn country_of_owner(scan: &Scan<'_>, owner: &Owner) -> Option<&'static str> {
    match owner {
        Owner::Entity { ix, owner, .. } => country_of(&scan.text, *ix, *owner),
        Owner::Phrase(_) => None,
    }
}

/// Names, titles and what ties them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tied<'t> {
    pub(super) names: &'t [NameHit],
    pub(super) titles: &'t [TitleHit],
    pub(super) ties: &'t [Tie],
    pub(super) drafts: &'t [Draft],
    pub(super) draft_of: &'t [Option<usize>],
}

impl Tied<'_> {
    /// The draft of the person whose name begins at `t`.
    fn draft_at(&self, t: TokenId) -> Option<usize> {
        self.draft_of.get(self.names.iter().position(|n| n.tokens.start == t)?).copied().flatten()
    }
}

/// Facts in the order of the text; each of a person's offices once for each owner and phase.
pub(super) fn facts(
    scan: &Scan<'_>,
    tied: &Tied<'_>,
    home: Option<&'static str>,
    setting: Option<Setting>,
) -> Vec<Fact> {
    let Tied { titles, drafts, draft_of, .. } = *tied;
    let mut out: Vec<Fact> = Vec::new();
    let mut ties: Vec<&Tie> = tied.ties.iter().collect();
    ties.sort_by_key(|t| (titles[t.title].tokens.start, t.order));
    for tie in &ties {
        let Some(person) = draft_of[tie.name] else { continue };
        let hit = &titles[tie.title];
        let holders = ties.iter().filter(|t| t.title == tie.title).count();
        let owner = tie.owner.as_ref().or_else(|| owner_for(hit, tie.order, holders));
        let owner = owner.filter(|o| !is_charge(scan, hit, o));
        let region = if owner.is_none() { region_before(scan, hit) } else { None };
        let owner = owner.or(region.as_ref());
        if hit.title.takes == Takes::Staff && !employs(scan, owner) {
            continue;
        }
        let Some((mut office, sectors)) = office_of(scan, hit, owner) else { continue };
        if let (None, Some(known)) = (owner, drafts[person].known) {
            office = listed_office(scan, hit, known).unwrap_or(office);
        }
        let phase = if hit.phase == Phase::Current { tie.phase.unwrap_or(Phase::Current) } else { hit.phase };
        out.push(Fact {
            person,
            office,
            sectors,
            of: owner.cloned(),
            phase,
            title: tie.title,
            rule: tie.rule,
        });
    }
    complete(scan, &mut out, tied, home, setting);
    listed(scan, &mut out, tied);
    settle(scan, titles, &mut out);
    out
}

/// What the dated list tells of known holders: whose the office is where no word by its side says so, and that it has ended.
fn listed(scan: &Scan<'_>, facts: &mut [Fact], tied: &Tied<'_>) {
    let day = super::read::day(scan);
    for fact in facts {
        let Some(known) = tied.drafts[fact.person].known else { continue };
        let all = || scan.persons.holdings(known);
        let told = fact.of.as_ref().is_some_and(|o| is_told(scan, o));
        let first = all().next().map(|h| h.of);
        if !told
            && fact.of.is_some()
            && let Some(of) = first.filter(|first| all().all(|h| h.of == *first))
            && let Some(owner) = entity_owner(scan, of)
            && country_of_owner(scan, &owner) != fact.of.as_ref().and_then(|o| country_of_owner(scan, o))
        {
            fact.of = Some(owner);
        }
        // "Toppled President Petrov in August": on the day of the article he no longer is.
        let of = fact.of.as_ref().and_then(|o| country_of_owner(scan, o));
        let own = |h: &&Holding| h.office == fact.office && Some(h.of) == of;
        if let Some(day) = day.as_deref()
            && fact.phase == Phase::Current
            && fact.office != Office::Other
            && all().any(|h| own(&h))
            && all().filter(own).all(|h| h.ended(day) && h.to < day)
        {
            fact.phase = Phase::Former;
        }
    }
}

/// Whether words of the text name the state or body that owns an office, and whose the body is.
fn is_told(scan: &Scan<'_>, owner: &Owner) -> bool {
    let Owner::Entity { tokens, .. } = owner else { return true };
    scan.entities.iter().any(|h| {
        let state = is_country(scan.text.lexicon.entity(h.entity));
        tokens.contains(&h.tokens.start) && (state || h.owner.is_none() || h.owner_tokens.is_some())
    })
}

/// Whether the words are what a minister is in charge of, not whose minister it is: *министр здравоохранения*.
fn is_charge(scan: &Scan<'_>, hit: &TitleHit, owner: &Owner) -> bool {
    let Owner::Phrase(tokens) = owner else { return false };
    hit.title.takes == Takes::Tail
        && is_public(hit.title)
        && tokens.start >= hit.core.end
        && tokens.clone().all(|t| !scan.is_capital(t))
        && !tokens.clone().any(|t| scan.offices.house(scan.lang(t), scan.ahead(t)).is_some())
}

/// Whether the office is one of a state.
fn is_public(title: &Title) -> bool {
    title.sectors.iter().any(|s| PUBLIC.contains(s))
}

/// Whether the owner is one that people work for: a house, not a state.
fn employs(scan: &Scan<'_>, owner: Option<&Owner>) -> bool {
    match owner {
        Some(Owner::Entity { ix, .. }) => {
            let entity = scan.text.lexicon.entity(*ix);
            !is_country(entity) && entity.class != Class::Region
        }
        Some(Owner::Phrase(tokens)) => {
            let house = |t| scan.offices.house(scan.lang(t), scan.ahead(t)).is_some();
            tokens.clone().any(|t| scan.is_capital(t) || house(t))
        }
        None => false,
    }
}

/// Whether an English title stands without words before it that say what it is in charge of.
fn is_plain(scan: &Scan<'_>, hit: &TitleHit) -> bool {
    let start = hit.core.start;
    scan.lang(start) == Lang::En
        && (start == scan.sentence(start).start
            || !matches!(scan.text.doc.upos(start - 1), Upos::Noun | Upos::Propn | Upos::Adj))
}

/// Of the offices that an open title may name the one that the person is known for.
fn listed_office(scan: &Scan<'_>, hit: &TitleHit, known: PersonIx) -> Option<Office> {
    let open: &[Office] = match hit.title.key {
        Key::Leader => &[Office::HeadOfState, Office::HeadOfGovernment],
        Key::Secretary => &[Office::StateSecretary, Office::ForeignMinister],
        // "Minister Petrov", "Secretary Smith": no word tells of what.
        Key::Office(Office::Other)
            if hit.title.takes == Takes::Tail && !hit.charge && is_plain(scan, hit) =>
        {
            &[Office::ForeignMinister, Office::DefenceMinister]
        }
        _ => return None,
    };
    // A minister of long ago may be the minister of something else now.
    let day = super::read::day(scan).filter(|_| matches!(hit.title.key, Key::Office(_)));
    scan.persons
        .holdings(known)
        .filter(|h| day.as_deref().is_none_or(|d| h.on(d)))
        .map(|h| h.office)
        .find(|o| open.contains(o) && !hit.deputy)
}

/// The owner for the holder at `order` of `holders`.
fn owner_for(hit: &TitleHit, order: usize, holders: usize) -> Option<&Owner> {
    let entity = |o: &&Owner| matches!(o, Owner::Entity { .. });
    if hit.owners.len() > 1 && hit.plural && hit.owners.len() == holders {
        return hit.owners.get(order);
    }
    if hit.plural && hit.owners.len() > 1 {
        return None;
    }
    hit.owners.iter().rev().find(entity).or(hit.owners.first())
}

/// The owner that the same title has elsewhere in the article, if there is one only.
fn elsewhere(scan: &Scan<'_>, titles: &[TitleHit], title: usize) -> Option<Owner> {
    let key = titles[title].title.key;
    let mut owners = titles
        .iter()
        .enumerate()
        .filter(|(at, t)| *at != title && t.title.key == key && t.deputy == titles[title].deputy)
        .filter_map(|(_, t)| match t.owners.as_slice() {
            [one @ Owner::Entity { .. }] => Some((country_of_owner(scan, one)?, one)),
            _ => None,
        });
    let (first, owner) = owners.next()?;
    owners.all(|(country, _)| country == first).then(|| owner.clone())
}

/// Offices told without their owner take it from other words on the same person, or from where the story plays.
fn complete(
    scan: &Scan<'_>,
    facts: &mut [Fact],
    tied: &Tied<'_>,
    home: Option<&'static str>,
    setting: Option<Setting>,
) {
    let Tied { titles, drafts, .. } = *tied;
    let only = only_state(scan);
    for at in 0..facts.len() {
        let takes = titles[facts[at].title].title.takes;
        // "High Representative for Foreign Affairs": of a person whose offices are known the list tells whose they are.
        let phrase = matches!(facts[at].of, Some(Owner::Phrase(_)));
        let known = drafts[facts[at].person].known.filter(|_| phrase && takes != Takes::Staff);
        if let Some(known) = known {
            let office = facts[at].office;
            let mut of =
                scan.persons.holdings(known).filter(|h| h.office == office && office != Office::Other);
            if let Some(owner) = of.next().and_then(|h| entity_owner(scan, h.of)) {
                facts[at].of = Some(owner);
            }
        }
        if let Some(owner) = of_open_body(scan, facts, tied, at) {
            facts[at].of = Some(owner);
        }
        if facts[at].of.is_none() {
            facts[at].of = its_house(scan, &titles[facts[at].title]);
        }
        if facts[at].of.is_some() || takes == Takes::Staff {
            continue;
        }
        let (person, office) = (facts[at].person, facts[at].office);
        let told = facts
            .iter()
            .filter(|f| f.person == person && matches!(f.of, Some(Owner::Entity { .. })))
            .min_by_key(|f| f.office != office)
            .and_then(|f| f.of.clone());
        let listed = || {
            let known = drafts[person].known?;
            let of = scan.persons.holdings(known).filter(|h| h.office == office || office == Office::Other);
            let id = of.min_by_key(|h| h.office != office)?.of;
            entity_owner(scan, id)
        };
        let near = || match office {
            Office::Ambassador | Office::Other => home.and_then(|h| entity_owner(scan, h)),
            _ => None,
        };
        let title = facts[at].title;
        // A governor is not the state's.
        if takes == Takes::Place {
            let same = |t: &&TitleHit| std::ptr::eq(t.title, titles[title].title) && !t.owners.is_empty();
            facts[at].of = titles.iter().find(same).and_then(|t| t.owners.first().cloned());
            continue;
        }
        let posted = titles[title].title.takes == Takes::Post;
        // Directors, editors, coaches are not the state's.
        let public = is_public(titles[title].title);
        // "Adviser of Petrov" serves the state that Petrov serves.
        let boss = titles[title].boss.as_ref().and_then(|b| tied.draft_at(b.start));
        let served = boss.and_then(|boss| {
            let of = facts.iter().find(|f| f.person == boss && f.of.is_some()).and_then(|f| f.of.clone());
            of.or_else(|| any_listed(scan, drafts, boss))
        });
        facts[at].of = served
            .or_else(listed)
            .or(told)
            .or_else(|| {
                let state = whose::style(scan, &titles[title])?;
                Some(Owner::Entity { ix: state, owner: None, tokens: 0..0 })
            })
            .or_else(|| if public { possessed(scan, facts, tied, title) } else { None })
            .or_else(|| if public { beside(scan, titles, title) } else { None })
            .or_else(|| {
                let sent = whose::envoy(scan, &titles[title]).filter(|_| office == Office::Ambassador)?;
                Some(Owner::Entity { ix: sent, owner: None, tokens: 0..0 })
            })
            .or_else(|| if posted { elsewhere(scan, titles, title) } else { None })
            .or_else(|| any_listed(scan, drafts, person))
            .or_else(|| {
                let hit = &titles[title];
                let minister = public && !hit.plural && office != Office::Ambassador;
                let own = |ix: &EntityIx| !counterpart(scan, hit, scan.text.lexicon.entity(*ix).id);
                let state = whose::venue(scan, hit)
                    .or_else(|| whose::neighbour(scan, hit).filter(own))
                    .filter(|_| minister)?;
                Some(Owner::Entity { ix: state, owner: None, tokens: 0..0 })
            })
            .or_else(|| {
                let plays = scene::of(&scan.text, &scan.entities, titles[title].tokens.start)?;
                let ours = public
                    && office != Office::Ambassador
                    && !counterpart(scan, &titles[title], scan.text.lexicon.entity(plays).id);
                ours.then_some(Owner::Entity { ix: plays, owner: None, tokens: 0..0 })
            })
            .or_else(|| {
                // "The band and its minister": of whom "its" means, not of the only state that is named.
                let whose = titles[title].tokens.start.checked_sub(1);
                let own = whose.is_none_or(|t| !scan.small(t, &[Small::Whose]));
                let ours = |o: &&str| {
                    public
                        && own
                        && !counterpart(scan, &titles[title], o)
                        && !only_spoken_of(scan, &titles[title], o)
                };
                only.filter(ours).and_then(|o| entity_owner(scan, o))
            })
            .or_else(|| near().filter(|_| public))
            .or_else(|| {
                let ours = |o: &EntityIx| {
                    let id = scan.text.lexicon.entity(*o).id;
                    let other =
                        counterpart(scan, &titles[title], id) || only_spoken_of(scan, &titles[title], id);
                    public && office != Office::Ambassador && !other
                };
                let state = state_of_sentence(scan, &titles[title]).filter(ours)?;
                Some(Owner::Entity { ix: state, owner: None, tokens: 0..0 })
            })
            .or_else(|| {
                let plain = match titles[title].title.key {
                    Key::Office(Office::Other) => matches!(takes, Takes::Tail | Takes::State),
                    Key::Office(_) => true,
                    Key::Leader | Key::Head | Key::Secretary | Key::Representative => false,
                };
                // An ambassador is not of the state where the story plays.
                let public = public && office != Office::Ambassador;
                let many = titles[title].plural;
                let s = setting.filter(|s| {
                    public
                        && plain
                        && !many
                        && (s.told || undisturbed(scan, s.state, titles[title].tokens.start))
                })?;
                let state = scan.text.lexicon.entity(s.state).id;
                if counterpart(scan, &titles[title], state) || only_spoken_of(scan, &titles[title], state) {
                    return None;
                }
                Some(Owner::Entity { ix: s.state, owner: None, tokens: 0..0 })
            })
            .or_else(|| titles[title].boss.clone().map(Owner::Phrase));
    }
}

/// "His government's spokesman": the body that any state has, as that of the state which the person named before serves.
fn of_open_body(scan: &Scan<'_>, facts: &[Fact], tied: &Tied<'_>, at: usize) -> Option<Owner> {
    let Some(Owner::Entity { ix, owner: None, tokens }) = &facts[at].of else { return None };
    let body = scan.text.lexicon.entity(*ix).class == Class::Body;
    if !body || country_of(&scan.text, *ix, None).is_some() {
        return None;
    }
    let Owner::Entity { ix: state, .. } = possessed(scan, facts, tied, facts[at].title)? else { return None };
    Some(Owner::Entity { ix: *ix, owner: Some(state), tokens: tokens.clone() })
}

/// Words of a title between "its" and the one it begins with: "its *Americas* director".
const CHARGE: TokenId = 2;

/// "Amnesty International condemned it. Its Americas director, …": the organisation that is the subject right before.
fn its_house(scan: &Scan<'_>, hit: &TitleHit) -> Option<Owner> {
    let doc = scan.text.doc;
    let low = scan.sentence(hit.core.start).start;
    let near = hit.tokens.start.saturating_sub(CHARGE + 1).max(low)..hit.core.start;
    let its =
        near.rev().find(|&t| scan.small(t, &[Small::WhoseState]) && doc.head(t) == Some(hit.core.end - 1))?;
    let here = doc.sentence_index(its);
    let acts = |h: &&EntityHit| h.tokens.end <= its && doc.rel(scan.head_of(&h.tokens)).is_subject();
    let last = scan.entities.iter().rev().find(acts)?;
    let organisation = scan.text.lexicon.entity(last.entity).class == Class::Organisation;
    let near = doc.sentence_index(last.tokens.start) + 1 >= here && !scan.quoted[last.tokens.start as usize];
    (organisation && near).then(|| Owner::of(last))
}

/// "X was in Y, and his army chief …": the state that the person named before serves.
fn possessed(scan: &Scan<'_>, facts: &[Fact], tied: &Tied<'_>, title: usize) -> Option<Owner> {
    let doc = scan.text.doc;
    let hit = &tied.titles[title];
    let word = hit.tokens.start.checked_sub(1)?;
    let here = doc.sentence_index(word);
    if doc.sentence_index(hit.tokens.start) != here {
        return None;
    }
    if scan.small(word, &[Small::WhoseState])
        && matches!(hit.title.key, Key::Office(_))
        && let Some(state) = whose::its(scan, tied.names, hit, word)
    {
        return Some(Owner::Entity { ix: state, owner: None, tokens: 0..0 });
    }
    if !scan.small(word, &[Small::WhosePerson]) {
        return None;
    }
    let near = |n: &&NameHit| n.tokens.end <= word && doc.sentence_index(n.tokens.start) + 1 >= here;
    let name = tied.names.iter().filter(near).max_by_key(|n| n.tokens.start)?;
    let boss = tied.draft_at(name.tokens.start)?;
    let of = facts.iter().filter(|f| f.person == boss).find_map(|f| f.of.clone());
    let of = &of.or_else(|| any_listed(scan, tied.drafts, boss))?;
    let state = record_owner(scan, of).filter(|ix| is_country(scan.text.lexicon.entity(*ix)))?;
    Some(Owner::Entity { ix: state, owner: None, tokens: 0..0 })
}

/// The state of the title before it in a list: *Turkish Foreign Minister A, Defence Minister B and spy chief C*.
fn beside(scan: &Scan<'_>, titles: &[TitleHit], title: usize) -> Option<Owner> {
    let doc = scan.text.doc;
    let mut at = title;
    while let Some(before) = at.checked_sub(1) {
        let (a, b) = (&titles[before], &titles[at]);
        let gap = a.tokens.end..b.tokens.start;
        let list = doc.sentence_index(a.core.start) == doc.sentence_index(b.core.start)
            && gap.len() <= LIST
            && gap.clone().any(|t| scan.is(t, &[","]) || scan.small(t, &[Small::And]))
            && gap.clone().all(|t| {
                scan.is_name_word(t)
                    || scan.persons.is_particle(scan.form(t))
                    || scan.is(t, &[",", "-"])
                    || scan.small(t, &[Small::And, Small::Article, Small::Also])
            });
        if !list {
            return None;
        }
        if let Some(owner) = a.owners.iter().find(|o| matches!(o, Owner::Entity { .. })) {
            let state = record_owner(scan, owner).filter(|ix| is_country(scan.text.lexicon.entity(*ix)))?;
            return Some(Owner::Entity { ix: state, owner: None, tokens: 0..0 });
        }
        at = before;
    }
    None
}

/// Words between two titles of a list.
const LIST: usize = 7;

/// Sectors of those who hold offices of a state.
const PUBLIC: &[Sector] =
    &[Sector::Gov, Sector::Mil, Sector::Leg, Sector::Jud, Sector::Cop, Sector::Spy, Sector::Eli];

/// The one state that the article speaks of, if it speaks of one only.
pub(super) fn only_state(scan: &Scan<'_>) -> Option<&'static str> {
    *scan.only.get_or_init(|| {
        let mut ids = scan.entities.iter().filter_map(|h| {
            let entity = scan.text.lexicon.entity(h.entity);
            match entity.class {
                Class::Region => entity.country,
                _ => is_country(entity).then_some(entity.id),
            }
        });
        let first = ids.next()?;
        (ids.all(|id| id == first) && !towns_elsewhere(&scan.text, first)).then_some(first)
    })
}

/// Whether the text names towns of other states as well: a story of Lyon that once names Chad is not Chad's.
pub(super) fn towns_elsewhere(text: &Text<'_>, state: &str) -> bool {
    let mut towns = text.doc.sentences().iter().flat_map(|s| place::cities(text, s.tokens.start));
    towns.any(|(_, of)| of != state)
}

/// Whether the state is what the holder's deed is done to or with: "заместитель министра потребовал от таджикской стороны".
pub(super) fn counterpart(scan: &Scan<'_>, hit: &TitleHit, state: &str) -> bool {
    let doc = scan.text.doc;
    // "The ambassador in Kenya": not Kenya's.
    if hit.posts.iter().any(|&post| scan.text.lexicon.entity(post).id == state) {
        return true;
    }
    let above = std::iter::once(hit.core.start).chain(doc.ancestors(hit.core.start));
    let verb = above.into_iter().find(|&t| !hit.tokens.contains(&t) && doc.upos(t) == Upos::Verb);
    let Some(verb) = verb else { return false };
    scan.entities.iter().any(|h| {
        let own = scan.text.lexicon.entity(h.entity).id == state;
        let path: Vec<TokenId> = std::iter::once(h.tokens.start)
            .chain(doc.ancestors(h.tokens.start))
            .take_while(|t| !hit.tokens.contains(t) && *t != verb)
            .collect();
        // "The minister agreed to send aid to Chad": below the verb's infinitive as well.
        let below = path.last().is_some_and(|&t| {
            doc.head(t) == Some(verb)
                && matches!(doc.rel(t).base(), Rel::Obj | Rel::Iobj | Rel::Obl | Rel::Xcomp)
        });
        own && h.tokens.start >= hit.tokens.end
            && below
            && path.iter().any(|&t| matches!(doc.rel(t).base(), Rel::Obj | Rel::Iobj | Rel::Obl))
    })
}

/// Whether the state is named only in what the holder says or does, behind the title: "the works minister said talks with Chad had failed".
pub(super) fn only_spoken_of(scan: &Scan<'_>, hit: &TitleHit, state: &str) -> bool {
    let doc = scan.text.doc;
    let here = scan.sentence(hit.core.start);
    let own = |id: Option<&str>| id == Some(state);
    let behind = |t: TokenId| here.contains(&t) && t >= hit.tokens.end;
    let named = scan.entities.iter().filter(|h| {
        own(country_of(&scan.text, h.entity, h.owner)) || own(Some(scan.text.lexicon.entity(h.entity).id))
    });
    let towns = doc.sentences().iter().flat_map(|s| place::cities(&scan.text, s.tokens.start));
    let mut at =
        named.map(|h| h.tokens.start).chain(towns.filter(|(_, of)| of == state).map(|(t, _)| t.start));
    scan.lang(hit.core.start) == Lang::En && at.all(behind)
}

fn any_listed(scan: &Scan<'_>, drafts: &[Draft], person: usize) -> Option<Owner> {
    let known = drafts[person].known?;
    let of = scan.persons.holdings(known).next()?.of;
    entity_owner(scan, of)
}

fn entity_owner(scan: &Scan<'_>, id: &str) -> Option<Owner> {
    let ix: EntityIx = scan.text.lexicon.by_id(id)?;
    Some(Owner::Entity { ix, owner: None, tokens: 0..0 })
}

/// One fact for each person, office, owner and phase.
fn settle(scan: &Scan<'_>, titles: &[TitleHit], facts: &mut Vec<Fact>) {
    let mut seen: Vec<(usize, Office, Option<&'static str>, Phase, String)> = Vec::new();
    facts.retain(|f| {
        // "Other" covers many offices: told apart by their titles.
        let hit = &titles[f.title];
        let title = match (f.office, hit.title.key) {
            (Office::Other, Key::Head | Key::Leader) => format!("head {}", hit.deputy),
            (Office::Other, _) => scan.text.doc.lemma(hit.core.start).to_lowercase(),
            _ => String::new(),
        };
        let key = (f.person, f.office, f.of.as_ref().and_then(|o| country_of_owner(scan, o)), f.phase, title);
        if seen.contains(&key) {
            return false;
        }
        seen.push(key);
        true
    });
}

/// The entity that a record of the office names as its owner: the state behind a ministry, else the entity.
pub(super) fn record_owner(scan: &Scan<'_>, owner: &Owner) -> Option<EntityIx> {
    let Owner::Entity { ix, owner, .. } = owner else { return None };
    let entity = scan.text.lexicon.entity(*ix);
    if is_country(entity) || entity.class == Class::Organisation {
        return Some(*ix);
    }
    if matches!(entity.class, Class::Body) {
        let id = country_of(&scan.text, *ix, *owner)?;
        return scan.text.lexicon.by_id(id);
    }
    Some(*ix)
}
