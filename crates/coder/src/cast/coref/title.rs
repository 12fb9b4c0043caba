//! Titles without a name: the person of the article, the holder of the dated list, the body, or somebody unnamed.

use std::ops::Range;

use legation_lexicon::offices::{Key, Takes};
use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx};
use legation_model::{ActorKind, Lang, Office, Phase, Sector};
use legation_nlp::tags::Number;
use legation_nlp::{TokenId, Upos};

use super::super::make::Maker;
use super::super::offices::{country_of_owner, office_of};
use super::super::titles::{Owner, TitleHit};
use super::super::{Actor, ActorIx, How, whose as by_words};
use super::agent::{HOME, whose};
use super::epithet::epithet;
use super::past::{Past, last_group};
use super::{Made, finish};

fn indefinite(maker: &Maker<'_, '_>, start: TokenId) -> bool {
    start > 0 && maker.found.scan.small(start - 1, &[Small::Fresh])
}

pub(super) fn title(maker: &mut Maker<'_, '_>, past: &[Past], ix: usize) -> Made {
    let found = maker.found;
    let hit = &found.titles[ix];
    if hit.title.takes == Takes::Member || maker.found.scan.text.doc.upos(hit.core.start) == Upos::Verb {
        return None;
    }
    let fresh = indefinite(maker, hit.tokens.start);
    // "Its defence minister", "his prime minister": of the state that the pronoun stands for.
    let theirs = whose(maker, past, hit.tokens.start)
        .filter(|_| {
            hit.owners.is_empty() && hit.boss.is_none() && found.scan.lang(hit.core.start) == Lang::En
        })
        .and_then(|ix| found.scan.text.lexicon.by_id(maker.cast.actor(ix).country.as_deref()?))
        .map(|ix| Owner::Entity { ix, owner: None, tokens: 0..0 });
    let owners: Vec<&Owner> = hit.owners.iter().chain(&theirs).collect();
    if hit.plural {
        if owners.is_empty() && (hit.charge || is_bare(maker, hit)) {
            return anonymous(maker, ix, None);
        }
        // "Thirty commanders": some.
        let start = hit.tokens.start;
        let counted = start.checked_sub(1).is_some_and(|w| {
            found.scan.sentence(start).contains(&w)
                && found.scan.text.doc.upos(w) == Upos::Num
                && !found.scan.small(w, &[Small::Two])
        });
        if owners.is_empty() && counted {
            return anonymous(maker, ix, None);
        }
        if owners.is_empty() {
            let group = last_group(maker, past, hit.tokens.start, usize::MAX, |a| {
                a.kind == ActorKind::Person && (a.office.is_none() || suits(maker, hit, a.office))
            });
            return match group {
                Some(actors) => finish(maker, hit.tokens.clone(), actors, How::Title),
                None => anonymous(maker, ix, None),
            };
        }
        let mut actors = Vec::new();
        // "Catalan leaders": several of one country are not the one who leads it.
        let several = owners.len() == 1 && found.scan.lang(hit.core.start) == Lang::En;
        for owner in owners {
            let one = if several { None } else { holder(maker, past, hit, Some(owner)) };
            let actor = if let Some(known) = one {
                known
            } else {
                let (actor, _) = anonymous_actor(maker, hit, Some(owner));
                maker.push(actor)
            };
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        return if actors.is_empty() { None } else { finish(maker, hit.tokens.clone(), actors, How::Title) };
    }
    let owner = owners.iter().rev().find(|o| matches!(o, Owner::Entity { .. })).or(owners.first()).copied();
    // "Представитель Петрова": somebody else of the same side.
    if let Some(boss) = &hit.boss {
        let country = maker
            .cast
            .mentions
            .iter()
            .find(|m| m.tokens == *boss)
            .and_then(|m| maker.cast.actor(m.actors[0]).country.clone())
            .and_then(|c| found.scan.text.lexicon.by_id(&c));
        let side = country.map(|ix| Owner::Entity { ix, owner: None, tokens: 0..0 });
        if !fresh
            && side.is_some()
            && let Some(actor) = holder(maker, past, hit, side.as_ref())
        {
            return finish(maker, hit.tokens.clone(), vec![actor], How::Title);
        }
        return anonymous(maker, ix, side.as_ref());
    }
    // A body speaks through a spokesperson: "представитель МИД сообщил" is the ministry, unless its own was named before.
    if matches!(hit.title.key, Key::Representative | Key::Office(Office::Spokesperson))
        && let Some(Owner::Entity { ix: body, owner: of, tokens }) = owner
        && found.scan.text.lexicon.entity(*body).class == Class::Body
    {
        let actor = spokesperson(maker, past, *body, *of).unwrap_or_else(|| {
            let name = found.scan.text.words(found.scan.text.doc.cover(tokens.clone())).to_owned();
            maker.entity_actor(*body, *of, &name)
        });
        return finish(maker, hit.tokens.clone(), vec![actor], How::Title);
    }
    // So does an organisation, but only who was named speaks for it.
    if matches!(hit.title.key, Key::Representative | Key::Office(Office::Spokesperson))
        && let Some(Owner::Entity { ix: house, owner: of, .. }) = owner
        && found.scan.text.lexicon.entity(*house).class == Class::Organisation
        && let Some(actor) = spokesperson(maker, past, *house, *of)
    {
        return finish(maker, hit.tokens.clone(), vec![actor], How::Title);
    }
    if !fresh
        && hit.phase != Phase::Former
        && let Some(actor) = holder(maker, past, hit, owner)
    {
        return finish(maker, hit.tokens.clone(), vec![actor], How::Title);
    }
    let plain =
        hit.title.key == Key::Office(Office::Other) && !hit.deputy && !hit.charge && hit.posts.is_empty();
    if owner.is_none()
        && plain
        && let Some(actor) = epithet(maker, past, &hit.core)
    {
        return finish(maker, hit.tokens.clone(), vec![actor], How::Title);
    }
    anonymous(maker, ix, owner)
}

/// "Prosecutors said": an English plural of lesser officials without an article is nobody named before.
fn is_bare(maker: &Maker<'_, '_>, hit: &TitleHit) -> bool {
    let scan = &maker.found.scan;
    let start = hit.tokens.start;
    let the = start
        .checked_sub(1)
        .is_some_and(|t| scan.small(t, &[Small::The, Small::Two, Small::Three, Small::Four]));
    scan.lang(start) == Lang::En
        && matches!(hit.title.key, Key::Office(Office::Other))
        && hit.title.takes != Takes::Tail
        && !(the || scan.small(start, &[Small::The, Small::Two, Small::Three, Small::Four]))
}

/// The person named last whose title says that he speaks for that very body.
fn spokesperson(
    maker: &Maker<'_, '_>,
    past: &[Past],
    body: EntityIx,
    of: Option<EntityIx>,
) -> Option<ActorIx> {
    let own = |o: &Owner| matches!(o, Owner::Entity { ix, owner, .. } if *ix == body && *owner == of);
    let state = of.map(|ix| maker.found.scan.text.lexicon.entity(ix).id);
    let speaks = |ix: ActorIx| {
        // A ministry that nobody calls another state's may have been taken for it.
        let country = maker.cast.actor(ix).country.as_deref();
        let same = state.is_none() || country.is_none() || country == state;
        same && maker.offices_of(ix).any(|(office, phase, core)| {
            let title = maker.found.titles.iter().find(|t| t.core == *core);
            office == Office::Spokesperson
                && phase != Phase::Former
                && title.is_some_and(|t| t.owners.iter().any(own))
        })
    };
    past.iter().rev().filter(|p| p.actors.len() == 1).map(|p| p.actors[0]).find(|&ix| speaks(ix))
}

/// Whether a person with `office` may be meant by the title.
fn suits(maker: &Maker<'_, '_>, hit: &TitleHit, office: Option<Office>) -> bool {
    let Some(office) = office else { return false };
    if hit.deputy {
        return matches!(office, Office::DeputyForeignMinister | Office::Other);
    }
    match hit.title.key {
        Key::Leader => matches!(office, Office::HeadOfState | Office::HeadOfGovernment | Office::Other),
        Key::Secretary => matches!(office, Office::ForeignMinister | Office::StateSecretary),
        Key::Head => {
            let organisation = hit.owners.last().is_some_and(|o| {
                matches!(o, Owner::Entity { ix, .. }
                    if maker.found.scan.text.lexicon.entity(*ix).class == Class::Organisation)
            });
            organisation && office == Office::SecretaryGeneral
                || office_of(&maker.found.scan, hit, hit.owners.last()).is_some_and(|(o, _)| o == office)
        }
        Key::Representative => matches!(office, Office::Spokesperson),
        // "The minister" alone may be any minister.
        Key::Office(Office::Other) if hit.title.takes == Takes::Tail && !hit.charge => {
            matches!(office, Office::ForeignMinister | Office::DefenceMinister | Office::Other)
        }
        Key::Office(key) => key == office,
    }
}

/// The person whom a title without a name means: of the article, else of the dated list.
fn holder(
    maker: &mut Maker<'_, '_>,
    past: &[Past],
    hit: &TitleHit,
    owner: Option<&Owner>,
) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let country = owner.and_then(|o| country_of_owner(scan, o));
    if owner.is_some() && country.is_none() {
        return None;
    }
    let (office, _) = office_of(scan, hit, owner)?;
    // Serbia has no Foreign Secretary.
    let styled_so = |ix: ActorIx| {
        let of = maker.cast.actor(ix).country.as_deref();
        hit.title.states.is_empty() || of.is_none_or(|c| hit.title.states.contains(&c))
    };
    let fitting = |ix: ActorIx| {
        let actor = maker.cast.actor(ix);
        if actor.kind != ActorKind::Person || actor.id.is_none() {
            return false;
        }
        if country.is_some_and(|c| actor.country.as_deref() != Some(c)) {
            return false;
        }
        if !styled_so(ix) {
            return false;
        }
        maker.offices_of(ix).any(|(o, phase, core)| {
            phase != Phase::Former
                && suits(maker, hit, Some(o))
                && (o != Office::Other
                    || hit.title.takes == Takes::Tail && !hit.charge
                    || same_core(maker, hit, core))
        }) || office != Office::Other && suits(maker, hit, actor.office)
    };
    let named = || past.iter().rev().filter(|p| p.actors.len() == 1).map(|p| p.actors[0]);
    // "The Deputy Secretary" is the Deputy Secretary of State named before.
    let short = |ix: ActorIx| {
        maker.offices_of(ix).any(|(_, phase, core)| phase != Phase::Former && shortens(maker, hit, core))
    };
    let told = || named().find(|&ix| maker.cast.actor(ix).id.is_some() && short(ix));
    if owner.is_none()
        && let Some(one) = told()
    {
        return Some(one);
    }
    // "The president-elect" is not the one in office.
    if hit.phase == Phase::Elect {
        let elect =
            |ix: ActorIx| maker.offices_of(ix).any(|(o, phase, _)| phase == Phase::Elect && o == office);
        return named().find(|&ix| elect(ix));
    }
    // "The Secretary" is the one who was called so, not another state's minister who was named since.
    let called = |ix: ActorIx| maker.offices_of(ix).any(|(_, _, core)| same_core(maker, hit, core));
    let own = || {
        let all = || named().filter(|&ix| fitting(ix) && called(ix));
        // "The President", as a house writes of its own: not the guest who was named last.
        let house = scan.lang(hit.core.start) == Lang::En
            && scan.is_capital(hit.core.start)
            && owner.is_none()
            && !hit.plural;
        let home = || {
            let home = maker.home.or_else(|| found_setting(maker))?;
            all().find(|&ix| maker.cast.actor(ix).country.as_deref() == Some(home))
        };
        // Nor one to whom a message goes: a house opens with what its own head does, and gives him no title.
        let opens = || {
            let acts = past.iter().filter(|p| p.actors.len() == 1 && p.subject).map(|p| p.actors[0]);
            acts.into_iter().find(|&ix| fitting(ix) && maker.offices_of(ix).next().is_none())
        };
        // A page that opens with its own leader: "the President" who acted last is he, though the guest is called so.
        let host = || {
            let office = hit.core.len() == 1 && owner.is_none() && !hit.plural;
            let russian = scan.lang(hit.core.start) == Lang::Ru && office;
            let home = maker.home.filter(|_| russian)?;
            let mut acts =
                past.iter().rev().filter(|p| p.actors.len() == 1 && p.subject).map(|p| p.actors[0]);
            acts.find(|&ix| fitting(ix)).filter(|&ix| maker.cast.actor(ix).country.as_deref() == Some(home))
        };
        if let Some(host) = host() {
            return Some(host);
        }
        if house { home().or_else(opens).or_else(|| all().next_back()) } else { all().next() }
    };
    // "The head of state": of two whom nobody has called so the one who opens the story, not the guest named last.
    let opening = || {
        // "Главы государств подпишут": the verb tells that they are several.
        let several = |t: TokenId| scan.text.doc.feats(t).number == Some(Number::Plur);
        let verb = scan.text.doc.head(hit.core.start);
        let one = !hit.plural && !several(hit.core.start) && !verb.is_some_and(several);
        let leads = office == Office::HeadOfState && owner.is_none() && one && hit.core.len() > 1;
        let acts = past.iter().filter(|p| leads && p.actors.len() == 1 && p.subject).map(|p| p.actors[0]);
        let first = acts.into_iter().find(|&ix| fitting(ix))?;
        let story = maker.home.or_else(|| found_setting(maker));
        let of = maker.cast.actor(first).country.as_deref();
        story.is_none_or(|s| of == Some(s)).then_some(first)
    };
    let before = own().or_else(opening).or_else(|| named().find(|&ix| fitting(ix)));
    if before.is_some() {
        return before;
    }
    // A text without a day: the one person named of whom the list tells that office.
    if crate::cast::read::day(scan).is_none() && office != Office::Other {
        let mut all: Vec<ActorIx> =
            named().filter(|&ix| styled_so(ix) && maker.has_held(ix, office, country)).collect();
        all.sort_unstable();
        all.dedup();
        if let [one] = all.as_slice() {
            return Some(*one);
        }
    }
    // A state has an ambassador in every capital: without the host nobody knows which one.
    if matches!(office, Office::Ambassador | Office::Envoy) && hit.posts.is_empty() {
        return None;
    }
    // One of many deputies or ministers is not whoever is named later.
    if hit.deputy || matches!(office, Office::Other | Office::DeputyForeignMinister) {
        return None;
    }
    let all: Vec<ActorIx> =
        (0..maker.cast.actors.len() as u32).map(ActorIx).filter(|&ix| fitting(ix)).collect();
    if let [one] = all.as_slice() {
        return Some(*one);
    }
    // Who leads is not always the head of state: "the leaders of France and Germany" name two states.
    if hit.plural && hit.title.key == Key::Leader {
        return None;
    }
    let day = crate::cast::read::day(scan)?;
    let setting = found_setting(maker);
    let styled = || by_words::style(scan, hit).map(|ix| scan.text.lexicon.entity(ix).id);
    let country = country.or_else(styled).or(maker.home).or(setting)?;
    let known = scan.persons.holder(office, country, &day)?;
    (office != Office::Other).then(|| maker.known(known, office, country))
}

/// Whether an English title of several words in capitals leaves words of another out: *Deputy Minister* of *Deputy Foreign Minister*.
fn shortens(maker: &Maker<'_, '_>, hit: &TitleHit, core: &Range<TokenId>) -> bool {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let house = scan.lang(hit.core.start) == Lang::En && hit.core.clone().all(|t| scan.is_capital(t));
    if !house || hit.core.len() < 2 || hit.core.len() >= core.len() || hit.plural {
        return false;
    }
    let mut rest = core.clone();
    let follows = |t: TokenId| rest.any(|c| doc.lemma(c).eq_ignore_ascii_case(doc.lemma(t)));
    doc.lemma(hit.core.start).eq_ignore_ascii_case(doc.lemma(core.start)) && hit.core.clone().all(follows)
}

fn same_core(maker: &Maker<'_, '_>, hit: &TitleHit, core: &Range<TokenId>) -> bool {
    let doc = maker.found.scan.text.doc;
    let first = doc.lemma(hit.core.start) == doc.lemma(core.start);
    let rest = || {
        let lemma = |t: TokenId| doc.lemma(t).to_lowercase();
        hit.core.clone().map(lemma).eq(core.clone().map(lemma))
    };
    first && (doc.lang(core.start) != Lang::En || hit.core.len() == 1 || rest())
}

/// Somebody in an office whose name is not told.
fn anonymous(maker: &mut Maker<'_, '_>, ix: usize, owner: Option<&Owner>) -> Made {
    let hit = &maker.found.titles[ix];
    let (actor, homeless) = anonymous_actor(maker, hit, owner);
    let ix = maker.push(actor);
    if homeless {
        maker.homeless.push(ix);
    }
    finish(maker, hit.tokens.clone(), vec![ix], How::Title)
}

/// In a story of one state's own affairs its judges, members of parliament, prosecutors, ministers are meant; an envoy may be
/// anybody's.
fn at_home(hit: &TitleHit, office: Office, sectors: &[Sector]) -> bool {
    let abroad = matches!(office, Office::Ambassador | Office::Envoy | Office::SecretaryGeneral);
    let whose = hit.owners.is_empty() && hit.boss.is_none() && hit.posts.is_empty() && !hit.charge;
    whose && !abroad && sectors.iter().any(|s| HOME.contains(s))
}

/// The actor, and whether he is of the story's own state, were that known.
fn anonymous_actor(maker: &Maker<'_, '_>, hit: &TitleHit, owner: Option<&Owner>) -> (Actor, bool) {
    let scan = &maker.found.scan;
    let (office, mut sectors) = office_of(scan, hit, owner).unwrap_or((Office::Other, Vec::new()));
    let told = owner.and_then(|o| country_of_owner(scan, o));
    let home = told.is_none() && at_home(hit, office, &sectors);
    let story = || maker.found.setting.filter(|_| home)?.domestic(&scan.text);
    let styled = || {
        let state = by_words::style(scan, hit).filter(|_| hit.owners.is_empty())?;
        Some(scan.text.lexicon.entity(state).id)
    };
    let country = told.or_else(styled).or_else(story);
    // "Opposition leaders", "лидеры повстанцев": what they lead tells their sectors.
    let led = hit.tokens.clone().filter(|t| !hit.core.contains(t)).find_map(|t| {
        let (_, agent) = scan.text.lexicon.agents().agent(scan.lang(t), scan.ahead(t))?;
        Some(agent.sectors.clone()).filter(|s| !s.is_empty())
    });
    if let Some(led) = led
        && matches!(hit.title.key, Key::Leader | Key::Head | Key::Representative)
    {
        sectors = led;
    }
    if hit.phase == Phase::Former {
        sectors = vec![Sector::Eli];
    }
    let name = scan.text.words(scan.text.doc.cover(hit.tokens.clone())).to_owned();
    let place =
        country.and_then(|c| scan.text.lexicon.by_id(c)).map(|ix| scan.text.lexicon.entity(ix).label_en);
    let gloss = office.as_str().replace('-', " ");
    let actor = Actor {
        id: None,
        // "Other" is no word for anybody: then the text's own words.
        label: place
            .filter(|_| office != Office::Other)
            .map_or_else(|| name.clone(), |p| format!("{gloss} of {p}")),
        name,
        kind: ActorKind::Person,
        country: country.map(str::to_owned),
        sectors,
        office: Some(office).filter(|_| hit.phase != Phase::Former),
    };
    (actor, home && country.is_none())
}

/// Key of the state where the story plays, if the dateline tells it.
fn found_setting(maker: &Maker<'_, '_>) -> Option<&'static str> {
    let setting = maker.found.setting.filter(|s| s.dateline)?;
    Some(maker.found.scan.text.lexicon.entity(setting.state).id)
}
