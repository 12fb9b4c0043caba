//! From the words of the article to its cast.

use legation_lexicon::offices::Takes;
use legation_lexicon::persons::PersonIx;
use legation_model::Office;

use super::groups::{self, AgentHit};
use super::names::NameHit;
use super::offices::{Fact, Tied};
use super::persons::Draft;
use super::scan::Scan;
use super::setting::Setting;
use super::ties::Tie;
use super::titles::TitleHit;
use super::{entities, heads, joined, make, names, offices, persons, setting, somebody, ties, titles};
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
    pub(super) agents: Vec<AgentHit>,
    /// The state where the story plays.
    pub(super) setting: Option<Setting>,
    /// The state of which the outlet writes as its own.
    pub(super) home: Option<&'static str>,
    /// Day of publication; where nothing tells it the first year that the text names. For the list of holders.
    pub(super) about: Option<String>,
}

impl<'a> Found<'a> {
    pub(super) fn read(text: &Text<'a>) -> Self {
        let mut hits = entities::find(text);
        let setting = setting::of(text, &hits);
        entities::adopt(text, &mut hits, setting.filter(|s| s.told));
        let mut scan = Scan::new(text, hits);
        let mut names = names::from_model(&scan);
        names.extend(names::known(&scan, &names));
        names.extend(somebody::find(&scan, &names));
        // A person's name of several words is not the state or city that one of them names.
        let whole: Vec<_> = names.iter().filter(|n| n.tokens.len() > 1).map(|n| n.tokens.clone()).collect();
        scan.entities.retain(|h| !whole.iter().any(|n| n.contains(&h.tokens.start)));
        scan.index();
        groups::place_bodies(&mut scan, &names);
        let mut titles = titles::find(&scan, &names);
        titles::refer(&scan, &mut titles, setting);
        let mut ties = ties::find(&scan, &mut titles, &mut names);
        drop_idle(&mut titles, &mut ties);
        heads::find(&scan, &names, &mut titles, &mut ties);
        names.extend(names::repeated(&scan, &names));
        names::part(&mut names);
        let (mut drafts, mut draft_of) = persons::join(&scan, &names);
        recognise(&scan, &titles, &ties, &draft_of, &mut drafts);
        for (at, draft) in drafts.iter().enumerate() {
            let tied = ties.iter().any(|t| draft_of[t.name] == Some(at));
            if draft.known.is_none() && !tied && draft.names.iter().all(|&n| names[n].guess) {
                for &n in &draft.names {
                    draft_of[n] = None;
                }
            }
        }
        let about = about(&scan);
        let home =
            make::home(&scan).or_else(|| opener(&scan, &names, &ties, &drafts, &draft_of, about.as_deref()));
        let facts = offices::facts(
            &scan,
            &Tied { names: &names, titles: &titles, ties: &ties, drafts: &drafts, draft_of: &draft_of },
            home,
            setting,
        );
        let mut agents = groups::find(&scan, &names, &titles);
        joined::share_with_titles(&scan, &mut titles, &agents);
        joined::share_with_bodies(&mut scan, &agents);
        joined::share_with_agents(&scan, &mut agents);
        Self { scan, names, titles, ties, drafts, draft_of, facts, agents, setting, home, about }
    }
}

/// The state whose leader opens the story by name alone ("Dmitry Medvedev will visit …"): who writes so writes of his own.
fn opener(
    scan: &Scan<'_>,
    names: &[NameHit],
    ties: &[Tie],
    drafts: &[Draft],
    draft_of: &[Option<usize>],
    day: Option<&str>,
) -> Option<&'static str> {
    let doc = scan.text.doc;
    let first = (0..names.len()).filter(|&n| draft_of[n].is_some()).min_by_key(|&n| names[n].tokens.start)?;
    let (at, draft) = (names[first].tokens.start, draft_of[first]?);
    let titled = ties.iter().any(|t| draft_of[t.name] == Some(draft));
    let leads = names[first].tokens.clone().any(|t| doc.rel(t).is_subject());
    if titled || !leads || names[first].given.is_none() || doc.sentence_index(at) > 1 {
        return None;
    }
    let mut held = scan.persons.holdings(drafts[draft].known?);
    held.find(|h| {
        matches!(h.office, Office::HeadOfState | Office::HeadOfGovernment) && day.is_none_or(|d| h.on(d))
    })
    .map(|h| h.of)
}

/// Occupations of no named person are left to the agent nouns.
fn drop_idle(titles: &mut Vec<TitleHit>, ties: &mut [Tie]) {
    let mut kept = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        if title.title.takes != Takes::Staff || ties.iter().any(|t| t.title == at) {
            kept.push(at);
        }
    }
    for tie in ties.iter_mut() {
        if let Ok(at) = kept.binary_search(&tie.title) {
            tie.title = at;
        }
    }
    let mut at = 0;
    titles.retain(|_| {
        at += 1;
        kept.binary_search(&(at - 1)).is_ok()
    });
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
        let mut best: Option<((u32, bool), PersonIx)> = None;
        let mut tied = false;
        for ix in persons::candidates(scan, draft) {
            let mut score = 0;
            if draft.given.is_some() {
                score += 2;
            }
            let mut told = false;
            let mut best_support = 0;
            for tie in ties.iter().filter(|t| draft_of[t.name] == Some(at)) {
                let found = support(scan, &titles[tie.title], ix);
                told |= elsewhere(scan, &titles[tie.title], ix);
                best_support = best_support.max(found);
                score += found;
            }
            // "President Petrov of X" is not the Petrov who was minister there, where X has a president of that name.
            if told && best_support < 4 && draft.given.is_none() {
                continue;
            }
            // "Defence Minister Pedro Sanchez" in a story without Spain is not the Pedro Sanchez who leads it.
            if best_support == 0
                && !named_at_home(scan, ix)
                && holds_another(scan, titles, ties, draft_of, at, ix)
            {
                continue;
            }
            // Of an article without a day, those still in office are meant before those of the past.
            let on = |d: Option<&str>| {
                scan.persons.holdings(ix).any(|h| d.map_or_else(|| h.to.is_empty(), |d| h.on(d)))
            };
            let current = on(day.as_deref());
            if scan.persons.holdings(ix).any(|h| country_named(scan, h.of)) {
                score += u32::from(current) + 1;
            }
            if persons::by_given_only(scan, draft, ix) && score < 4 {
                continue;
            }
            // "Встретился с Петровым": a surname alone is that of whoever leads a state with it, if nobody else does.
            let untitled = !ties.iter().any(|t| draft_of[t.name] == Some(at));
            let borne = scan.form(draft.surname.token).chars().count() >= TELLING;
            let leads = draft.given.is_none() && untitled && borne && leads(scan, ix, day.as_deref());
            if leads {
                score = score.max(2);
            }
            // Of two who bear it the one who leads a state: "встреча Пашиняна и Алиева".
            let score = (score, leads);
            match best {
                Some((most, _)) if score < most => {}
                Some((most, _)) if score == most => tied = true,
                _ => {
                    best = Some((score, ix));
                    tied = false;
                }
            }
        }
        if let Some(((score, _), ix)) = best
            && score >= 2
            && !tied
        {
            draft.known = Some(ix);
            draft.sex = Some(scan.persons.known(ix).sex);
        }
    }
}

/// Whether the text names a state that the person has served.
fn named_at_home(scan: &Scan<'_>, ix: PersonIx) -> bool {
    scan.persons.holdings(ix).any(|h| country_named(scan, h.of))
}

/// Whether the titles of a draft tell an office that the person is not known to have held.
fn holds_another(
    scan: &Scan<'_>,
    titles: &[TitleHit],
    ties: &[Tie],
    draft_of: &[Option<usize>],
    draft: usize,
    ix: PersonIx,
) -> bool {
    let mut told = ties.iter().filter(|t| draft_of[t.name] == Some(draft)).filter_map(|t| {
        let hit = &titles[t.title];
        offices::office_of(scan, hit, hit.owners.last()).map(|(office, _)| office)
    });
    told.any(|office| office != Office::Other && !scan.persons.holdings(ix).any(|h| h.office == office))
}

/// Whether the title names an office of a state that the person is not known to have held there.
fn elsewhere(scan: &Scan<'_>, hit: &TitleHit, ix: PersonIx) -> bool {
    let owner = hit.owners.last();
    let Some((office, _)) = offices::office_of(scan, hit, owner) else { return false };
    let Some(country) = owner.and_then(|o| offices::country_of_owner(scan, o)) else { return false };
    office != Office::Other && !scan.persons.holdings(ix).any(|h| h.of == country && h.office == office)
}

/// Letters of a surname that tells somebody apart by itself.
const TELLING: usize = 5;

/// Whether a person with a surname of some length leads a state, a government or its diplomacy on the day.
fn leads(scan: &Scan<'_>, ix: PersonIx, day: Option<&str>) -> bool {
    let heads = [Office::HeadOfState, Office::HeadOfGovernment, Office::ForeignMinister];
    let long = |name: &str| name.split(' ').next_back().is_some_and(|s| s.chars().count() >= TELLING);
    let known = scan.persons.known(ix);
    long(known.name_ru)
        && long(known.name_en)
        && day.is_some_and(|d| scan.persons.holdings(ix).any(|h| h.on(d) && heads.contains(&h.office)))
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
fn about(scan: &Scan<'_>) -> Option<String> {
    let doc = scan.text.doc;
    let year = |form: &&str| form.len() == 4 && form.parse().is_ok_and(|y| YEARS.contains(&y));
    day(scan).or_else(|| {
        (0..doc.len() as legation_nlp::TokenId).map(|t| doc.form(t)).find(year).map(str::to_owned)
    })
}

/// Years of which the list of holders tells.
const YEARS: std::ops::RangeInclusive<u32> = 1991..=2099;

pub(super) fn day(scan: &Scan<'_>) -> Option<String> {
    Some(scan.text.article.published.as_ref()?.start?.to_string())
}
