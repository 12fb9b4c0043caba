//! Titles without names, pronouns, "the sides": whom they mean, in the order of the text.

use std::collections::BTreeSet;
use std::ops::Range;

use legation_lexicon::agents::{Link, Refers};
use legation_lexicon::offices::{Key, Takes};
use legation_lexicon::persons::Sex;
use legation_lexicon::small::Small;
use legation_lexicon::{Class, Form};
use legation_model::{ActorKind, Lang, Office, Phase, Sector};
use legation_nlp::tags::{Number, Rel};
use legation_nlp::{TokenId, Upos};

use super::make::Maker;
use super::offices::{country_of_owner, office_of};
use super::titles::{Owner, TitleHit};
use super::{Actor, ActorIx, How};

/// Somebody named before.
#[derive(Debug, Clone)]
pub(super) struct Past {
    at: TokenId,
    sentence: usize,
    actors: Vec<ActorIx>,
    subject: bool,
    how: How,
}

/// What stands at a place of the text and may be, or refer to, an actor.
#[derive(Debug, Clone)]
enum Spot {
    /// A mention already made: its index.
    Made(usize),
    /// A title without a name.
    Title(usize),
    /// A word that refers back, and the title in it.
    Refers(Range<TokenId>, &'static Refers, Option<usize>),
    /// An agent noun.
    Agent(usize),
}

/// Resolves everything that names nobody by itself.
///
/// Gives the titles without a name that mean a person of the article, with that person.
pub(super) fn resolve(maker: &mut Maker<'_, '_>) -> Vec<(usize, ActorIx)> {
    let mut told: Vec<(usize, ActorIx)> = Vec::new();
    let mut spots = spots(maker);
    spots.sort_by_key(|(at, _)| *at);
    let mut past: Vec<Past> = Vec::new();
    let mut told_at: BTreeSet<TokenId> = BTreeSet::new();
    for (at, spot) in spots {
        let made = match spot {
            Spot::Made(ix) => {
                again(maker, &past, ix);
                let m = &maker.cast.mentions[ix];
                Some((m.head, m.actors.clone(), m.how))
            }
            Spot::Title(ix) => {
                let made = title(maker, &past, ix);
                if let Some((_, actors, _)) = &made {
                    told.extend(actors.iter().map(|&actor| (ix, actor)));
                }
                made
            }
            Spot::Refers(tokens, refers, title) => {
                let made = reference(maker, &past, tokens.clone(), refers);
                if let Some((_, actors, _)) = &made {
                    told_at.extend(tokens);
                    told.extend(title.iter().flat_map(|&t| actors.iter().map(move |&a| (t, a))));
                }
                made
            }
            // "Ведомство" that means a body named before is not one more.
            Spot::Agent(ix) if told_at.contains(&maker.found.agents[ix].core.start) => None,
            Spot::Agent(ix) => agent(maker, ix),
        };
        if let Some((head, actors, how)) = made {
            note(maker, &mut past, at, head, actors, how);
        }
    }
    told
}

fn note(
    maker: &Maker<'_, '_>,
    past: &mut Vec<Past>,
    at: TokenId,
    head: TokenId,
    actors: Vec<ActorIx>,
    how: How,
) {
    let doc = maker.found.scan.text.doc;
    let sentence = doc.sentence_index(at);
    let subject = doc.rel(head).is_subject();
    // Coordinated names make a group: "Лавров и Рыженков", "Russia, Turkey and Iran".
    if doc.rel(head) == Rel::Conj
        && let Some(first) = doc.head(head)
        && let Some(before) = past.iter().rposition(|p| {
            p.sentence == sentence && (p.at..=p.at + 12).contains(&first) && !p.actors.is_empty()
        })
        && same_kind(maker, &past[before].actors, &actors)
    {
        let mut all = past[before].actors.clone();
        all.extend(actors.iter().copied().filter(|a| !past[before].actors.contains(a)));
        let subject = past[before].subject;
        past.push(Past { at, sentence, actors: actors.clone(), subject, how });
        past.push(Past { at, sentence, actors: all, subject, how });
        return;
    }
    let partner = if actors.len() == 1 && how != How::Adjective {
        met(maker, past, sentence, head, &actors)
    } else {
        None
    };
    past.push(Past { at, sentence, actors: actors.clone(), subject, how });
    if let Some(mut pair) = partner {
        pair.extend(actors);
        past.push(Past { at, sentence, actors: pair, subject: true, how });
    }
}

/// "Ведомство", "the ministry" that names no body by itself is the one named before.
fn again(maker: &mut Maker<'_, '_>, past: &[Past], ix: usize) {
    let scan = &maker.found.scan;
    let m = &maker.cast.mentions[ix];
    let (t, own) = (m.tokens.start, m.actors[0]);
    if m.tokens.len() > 1 || maker.cast.actor(own).kind != ActorKind::Body || m.how != How::Name {
        return;
    }
    let low = scan.sentence(t).start;
    let refers = |t: TokenId, len: usize| {
        scan.text
            .lexicon
            .agents()
            .refers(scan.lang(t), scan.ahead(t))
            .is_some_and(|(l, r)| l == len && matches!(r, Refers::Body))
    };
    let back = refers(t, 1) || t > low && refers(t - 1, 2);
    let told = scan.entity_over(t).is_some_and(|h| h.owner_tokens.is_some() || h.stranger.is_some());
    if !back || told || modified(maker, &(t..t + 1)) {
        return;
    }
    if let Some(body) = last_body(maker, past)
        && body != own
    {
        let m = &mut maker.cast.mentions[ix];
        m.actors = vec![body];
        m.how = How::Title;
    }
}

/// The subject of the clause in which `head` is met, called or talked with: "A встретился с Б", "A met B".
fn met(
    maker: &Maker<'_, '_>,
    past: &[Past],
    sentence: usize,
    head: TokenId,
    actors: &[ActorIx],
) -> Option<Vec<ActorIx>> {
    let doc = maker.found.scan.text.doc;
    let lang = doc.lang(head);
    let with = doc.child(head, Rel::Case).is_some_and(|c| {
        maker.found.scan.text.lexicon.agents().links(lang, Link::With, &doc.form(c).to_lowercase())
    });
    let object = doc.rel(head).base() == Rel::Obj
        && lang != Lang::Ru
        && doc.head(head).is_some_and(|v| {
            maker.found.scan.smalls().parts(doc.lemma(v)).any(&[Small::Meets])
        });
    if !with && !object {
        return None;
    }
    let verb = doc.ancestors(head).find(|&v| doc.upos(v) == Upos::Verb)?;
    let subject = past.iter().rev().take_while(|p| p.sentence == sentence).find(|p| {
        p.subject
            && p.actors.len() == 1
            && p.actors[0] != actors[0]
            && same_kind(maker, &p.actors, actors)
            && doc.children(verb).any(|c| doc.rel(c).is_subject() && (p.at..=p.at + 12).contains(&c))
    })?;
    Some(subject.actors.clone())
}

fn same_kind(maker: &Maker<'_, '_>, a: &[ActorIx], b: &[ActorIx]) -> bool {
    let person = |all: &[ActorIx]| all.iter().all(|&x| maker.cast.actor(x).kind == ActorKind::Person);
    person(a) == person(b)
}

fn spots(maker: &Maker<'_, '_>) -> Vec<(TokenId, Spot)> {
    let found = maker.found;
    let doc = found.scan.text.doc;
    let mut out: Vec<(TokenId, Spot)> = Vec::new();
    let mut taken = vec![false; doc.len()];
    for (ix, m) in maker.cast.mentions.iter().enumerate() {
        if m.how != How::Adjective {
            for t in m.tokens.clone() {
                taken[t as usize] = true;
            }
        }
        out.push((m.tokens.start, Spot::Made(ix)));
    }
    // "Оба министра", "both presidents": the reference holds the title.
    for (ix, title) in found.titles.iter().enumerate() {
        let Some(t) = title.core.start.checked_sub(1) else { continue };
        if found.scan.sentence(title.core.start).contains(&t)
            && let Some((len, refers @ Refers::Leaders)) =
                found.scan.text.lexicon.agents().refers(found.scan.lang(t), found.scan.ahead(t))
            && len > 1
            && title.owners.is_empty()
            && !taken[t as usize..t as usize + len].contains(&true)
        {
            for t in &mut taken[t as usize..t as usize + len] {
                *t = true;
            }
            out.push((t, Spot::Refers(t..t + len as u32, refers, Some(ix))));
        }
    }
    for (ix, title) in found.titles.iter().enumerate() {
        if !found.ties.iter().any(|t| t.title == ix) && !taken[title.core.start as usize] {
            out.push((title.core.start, Spot::Title(ix)));
            for t in title.core.clone() {
                taken[t as usize] = true;
            }
        }
    }
    for title in &found.titles {
        for t in title.core.clone() {
            taken[t as usize] = true;
        }
    }
    let mut t = 0;
    while t < doc.len() as u32 {
        if let Some((len, refers)) =
            found.scan.text.lexicon.agents().refers(found.scan.lang(t), found.scan.ahead(t))
            && !matches!(refers, Refers::Me | Refers::Us | Refers::Ours)
            && !taken[t as usize..t as usize + len].contains(&true)
        {
            let tokens = t..t + len as u32;
            out.push((t, Spot::Refers(tokens, refers, None)));
            t += len as u32;
            continue;
        }
        t += 1;
    }
    for (ix, agent) in found.agents.iter().enumerate() {
        if !taken[agent.core.end as usize - 1] {
            out.push((agent.core.start, Spot::Agent(ix)));
        }
    }
    out
}

type Made = Option<(TokenId, Vec<ActorIx>, How)>;

#[allow(clippy::unnecessary_wraps, reason = "the last step of every function that gives a Made")]
fn finish(maker: &mut Maker<'_, '_>, tokens: Range<TokenId>, actors: Vec<ActorIx>, how: How) -> Made {
    let head = maker.found.scan.head_of(&tokens);
    maker.mention(tokens, actors.clone(), how);
    Some((head, actors, how))
}

fn indefinite(maker: &Maker<'_, '_>, start: TokenId) -> bool {
    start > 0 && maker.found.scan.small(start - 1, &[Small::Fresh])
}

fn title(maker: &mut Maker<'_, '_>, past: &[Past], ix: usize) -> Made {
    let found = maker.found;
    let hit = &found.titles[ix];
    if hit.title.takes == Takes::Member || maker.found.scan.text.doc.upos(hit.core.start) == Upos::Verb {
        return None;
    }
    let fresh = indefinite(maker, hit.tokens.start);
    let owners: Vec<&Owner> = hit.owners.iter().collect();
    if hit.plural {
        if owners.is_empty() && hit.charge {
            return anonymous(maker, ix, None);
        }
        if owners.is_empty() {
            let group = last_group(maker, past, |a| {
                a.kind == ActorKind::Person && (a.office.is_none() || suits(maker, hit, a.office))
            });
            return match group {
                Some(actors) => finish(maker, hit.tokens.clone(), actors, How::Title),
                None => anonymous(maker, ix, None),
            };
        }
        let mut actors = Vec::new();
        for owner in owners {
            let actor = if let Some(known) = holder(maker, past, hit, Some(owner)) {
                known
            } else {
                let actor = anonymous_actor(maker, hit, Some(owner));
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
    // A body speaks through a spokesperson: "представитель МИД сообщил" is the ministry.
    if matches!(hit.title.key, Key::Representative | Key::Office(Office::Spokesperson))
        && let Some(Owner::Entity { ix: body, owner: of, tokens }) = owner
        && found.scan.text.lexicon.entity(*body).class == Class::Body
        && holder(maker, past, hit, Some(&Owner::Entity { ix: *body, owner: *of, tokens: tokens.clone() }))
            .is_none()
    {
        let name = found.scan.text.words(found.scan.text.doc.cover(tokens.clone())).to_owned();
        let actor = maker.entity_actor(*body, *of, &name);
        return finish(maker, hit.tokens.clone(), vec![actor], How::Title);
    }
    if !fresh
        && hit.phase != Phase::Former
        && let Some(actor) = holder(maker, past, hit, owner)
    {
        return finish(maker, hit.tokens.clone(), vec![actor], How::Title);
    }
    anonymous(maker, ix, owner)
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
        Key::Head => office_of(&maker.found.scan, hit, hit.owners.last()).is_some_and(|(o, _)| o == office),
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
    let fitting = |ix: ActorIx| {
        let actor = maker.cast.actor(ix);
        if actor.kind != ActorKind::Person || actor.id.is_none() {
            return false;
        }
        if country.is_some_and(|c| actor.country.as_deref() != Some(c)) {
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
    let before =
        past.iter().rev().filter(|p| p.actors.len() == 1).map(|p| p.actors[0]).find(|&ix| fitting(ix));
    if before.is_some() {
        return before;
    }
    // One of many deputies or ministers is not whoever is named later.
    if hit.deputy || office == Office::Other {
        return None;
    }
    let all: Vec<ActorIx> =
        (0..maker.cast.actors.len() as u32).map(ActorIx).filter(|&ix| fitting(ix)).collect();
    if let [one] = all.as_slice() {
        return Some(*one);
    }
    let day = super::read::day(scan)?;
    let country = country.or(maker.home)?;
    let known = scan.persons.holder(office, country, &day)?;
    (office != Office::Other).then(|| maker.known(known, office, country))
}

fn same_core(maker: &Maker<'_, '_>, hit: &TitleHit, core: &Range<TokenId>) -> bool {
    maker.found.scan.text.doc.lemma(hit.core.start) == maker.found.scan.text.doc.lemma(core.start)
}

/// Somebody in an office whose name is not told.
fn anonymous(maker: &mut Maker<'_, '_>, ix: usize, owner: Option<&Owner>) -> Made {
    let hit = &maker.found.titles[ix];
    let actor = anonymous_actor(maker, hit, owner);
    let ix = maker.push(actor);
    finish(maker, hit.tokens.clone(), vec![ix], How::Title)
}

fn anonymous_actor(maker: &Maker<'_, '_>, hit: &TitleHit, owner: Option<&Owner>) -> Actor {
    let scan = &maker.found.scan;
    let country = owner.and_then(|o| country_of_owner(scan, o));
    let (office, mut sectors) = office_of(scan, hit, owner).unwrap_or((Office::Other, Vec::new()));
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
    Actor {
        id: None,
        label: place.map_or_else(|| name.clone(), |p| format!("{gloss} of {p}")),
        name,
        kind: ActorKind::Person,
        country: country.map(str::to_owned),
        sectors,
        office: Some(office).filter(|_| hit.phase != Phase::Former),
    }
}

/// Those named together last who pass `test`: persons before states, subjects before others; else the last two
/// of different countries.
fn last_group(maker: &Maker<'_, '_>, past: &[Past], test: impl Fn(&Actor) -> bool) -> Option<Vec<ActorIx>> {
    let named = |a: &Actor| a.id.is_some() && test(a);
    let passes = |p: &&Past| p.actors.iter().all(|&a| named(maker.cast.actor(a)));
    let persons = |p: &&Past| p.actors.iter().all(|&a| maker.cast.actor(a).kind == ActorKind::Person);
    let groups = || past.iter().rev().filter(|p| p.actors.len() > 1).filter(passes);
    let group = groups().find(persons).or_else(|| groups().find(|p| p.subject));
    if let Some(group) = group {
        return Some(group.actors.clone());
    }
    for person in [true, false] {
        let mut two: Vec<ActorIx> = Vec::new();
        for p in past.iter().rev().filter(|p| p.actors.len() == 1 && p.how != How::Adjective).filter(passes) {
            if person && !persons(&p) {
                continue;
            }
            let country = |ix: ActorIx| maker.cast.actor(ix).country.as_deref();
            if two.iter().all(|&t| t != p.actors[0] && country(t) != country(p.actors[0])) {
                two.push(p.actors[0]);
            }
            if two.len() == 2 {
                two.reverse();
                return Some(two);
            }
        }
        if person && let Some(states) = groups().next() {
            return Some(states.actors.clone());
        }
    }
    None
}

fn reference(maker: &mut Maker<'_, '_>, past: &[Past], tokens: Range<TokenId>, refers: &Refers) -> Made {
    let found = maker.found;
    let scan = &found.scan;
    let doc = scan.text.doc;
    let t = tokens.start;
    let russian = scan.lang(t) == Lang::Ru;
    let plural = doc.feats(tokens.end - 1).number == Some(Number::Plur);
    let real = |a: &Actor| matches!(a.kind, ActorKind::Person | ActorKind::State | ActorKind::Polity);
    match refers {
        Refers::Pair | Refers::States | Refers::State | Refers::Leaders if russian && tokens.len() == 1 => {
            if modified(maker, &tokens) {
                return None;
            }
            match (refers, plural) {
                (Refers::State | Refers::States, false) => {
                    let state =
                        last(maker, past, |a| matches!(a.kind, ActorKind::State | ActorKind::Polity))?;
                    finish(maker, tokens, vec![state], How::Title)
                }
                (Refers::Pair | Refers::Leaders, false) => None,
                (Refers::State | Refers::States, true) => {
                    let states = states_of(maker, &last_group(maker, past, real)?);
                    finish(maker, tokens, states, How::Pronoun)
                }
                _ => {
                    let group = last_group(maker, past, real)?;
                    finish(maker, tokens, group, How::Pronoun)
                }
            }
        }
        Refers::Pair => {
            if followed_by_noun(maker, &tokens) {
                return None;
            }
            let group = last_group(maker, past, real)?;
            finish(maker, tokens, group, How::Pronoun)
        }
        Refers::States => {
            let states = states_of(maker, &last_group(maker, past, real)?);
            finish(maker, tokens, states, How::Pronoun)
        }
        Refers::Leaders => {
            let group = last_group(maker, past, |a| a.kind == ActorKind::Person)?;
            finish(maker, tokens, group, How::Pronoun)
        }
        Refers::State => {
            let state = last(maker, past, |a| matches!(a.kind, ActorKind::State | ActorKind::Polity))?;
            finish(maker, tokens, vec![state], How::Title)
        }
        Refers::Body => {
            if modified(maker, &tokens) {
                return None;
            }
            let body = last_body(maker, past)?;
            finish(maker, tokens, vec![body], How::Title)
        }
        Refers::Organisation => {
            if modified(maker, &tokens) {
                return None;
            }
            let org = last(maker, past, |a| a.kind == ActorKind::Organisation)?;
            finish(maker, tokens, vec![org], How::Title)
        }
        Refers::Side => {
            let owner = scan.entity_over(t.checked_sub(1)?)?;
            if owner.form == Form::Demonym || owner.tokens.end != t {
                return None;
            }
            let class = scan.text.lexicon.entity(owner.entity).class;
            if !matches!(class, Class::State | Class::Polity) {
                return None;
            }
            let (start, entity) = (owner.tokens.start, owner.entity);
            let name = scan.text.words(doc.cover(start..tokens.end)).to_owned();
            let actor = maker.entity_actor(entity, None, &name);
            finish(maker, start..tokens.end, vec![actor], How::Title)
        }
        Refers::Latter => {
            if followed_by_noun(maker, &tokens) || modified(maker, &tokens) {
                return None;
            }
            let group = past.iter().rev().find(|p| p.actors.len() > 1 && scan.distance(p.at, t) <= 2)?;
            let one = *group.actors.last()?;
            let agrees = !russian
                || match (doc.feats(t).gender, maker.sex(one)) {
                    (Some(g), Some(s)) => (g == legation_nlp::tags::Gender::Masc) == (s == Sex::Masc),
                    _ => true,
                };
            if !agrees || plural {
                return None;
            }
            finish(maker, tokens, vec![one], How::Pronoun)
        }
        Refers::Counterpart => counterpart(maker, past, tokens),
        Refers::Person(offices) => {
            if modified(maker, &tokens) || plural {
                return None;
            }
            let fits = |ix: ActorIx| {
                let a = maker.cast.actor(ix);
                a.kind == ActorKind::Person
                    && a.id.is_some()
                    && (offices.is_empty() || a.office.is_none_or(|o| offices.contains(&o)))
            };
            let one = recent(maker, past, t, 3, fits)?;
            finish(maker, tokens, vec![one], How::Title)
        }
        Refers::He | Refers::She => {
            if possessive(maker, t) || doc.rel(t) == Rel::NsubjPass && russian {
                return None;
            }
            let sex = if *refers == Refers::He { Sex::Masc } else { Sex::Fem };
            let fits = |ix: ActorIx| {
                maker.cast.actor(ix).kind == ActorKind::Person && maker.sex(ix).is_none_or(|s| s == sex)
            };
            let one = recent(maker, past, t, 2, fits)?;
            finish(maker, tokens, vec![one], How::Pronoun)
        }
        Refers::They => {
            if doc.upos(t) != Upos::Pron {
                return None;
            }
            let sentence = doc.sentence_index(t);
            let group = past
                .iter()
                .rev()
                .find(|p| p.actors.len() > 1 && sentence - p.sentence <= 2 && p.how != How::Adjective)?;
            let actors = group.actors.clone();
            finish(maker, tokens, actors, How::Pronoun)
        }
        Refers::Me | Refers::Us | Refers::Ours => None,
    }
}

/// *His*, *его* before a noun.
fn possessive(maker: &Maker<'_, '_>, t: TokenId) -> bool {
    let doc = maker.found.scan.text.doc;
    doc.upos(t) != Upos::Pron
        || doc.feats(t).poss
        || matches!(doc.rel(t).base(), Rel::Det | Rel::Amod)
        || doc.rel(t).base() == Rel::Nmod && doc.child(t, Rel::Case).is_none()
}

/// Another word beside it says which one is meant: "страны Запада", "западные страны".
fn modified(maker: &Maker<'_, '_>, tokens: &Range<TokenId>) -> bool {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let next = tokens.end;
    let same =
        |t: TokenId| (t as usize) < doc.len() && doc.sentence_index(t) == doc.sentence_index(tokens.start);
    let after = same(next)
        && (scan.entity_from(next).is_some_and(|h| matches!(h.form, Form::Name | Form::Acronym))
            || scan.is(next, &["-"])
            || scan.small(next, &[Small::Of])
            || matches!(doc.upos(next), Upos::Noun | Upos::Propn)
                && doc.feats(next).case == Some(legation_nlp::tags::Case::Gen));
    let before = tokens.start > 0
        && same(tokens.start - 1)
        && (doc.upos(tokens.start - 1) == Upos::Adj
            || scan.small(tokens.start - 1, &[Small::WhichOne])
            || matches!(doc.upos(tokens.start - 1), Upos::Num));
    after || before
}

fn followed_by_noun(maker: &Maker<'_, '_>, tokens: &Range<TokenId>) -> bool {
    let doc = maker.found.scan.text.doc;
    let next = tokens.end;
    (next as usize) < doc.len()
        && (matches!(doc.upos(next), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Det)
            || maker.found.scan.small(next, &[Small::Of]))
}

/// The states behind actors, each once.
fn states_of(maker: &mut Maker<'_, '_>, actors: &[ActorIx]) -> Vec<ActorIx> {
    let mut out = Vec::new();
    for &ix in actors {
        let actor = maker.cast.actor(ix);
        let state = match (actor.kind, actor.country.clone()) {
            (ActorKind::Person | ActorKind::Body, Some(country)) => {
                maker.found.scan.text.lexicon.by_id(&country).map(|e| maker.entity_actor(e, None, &country))
            }
            _ => Some(ix),
        };
        out.extend(state.filter(|s| !out.contains(s)));
    }
    out
}

/// The last single actor that passes `test`.
fn last(maker: &Maker<'_, '_>, past: &[Past], test: impl Fn(&Actor) -> bool) -> Option<ActorIx> {
    let mut named = past.iter().rev().filter(|p| p.actors.len() == 1 && test(maker.cast.actor(p.actors[0])));
    named.next().map(|p| p.actors[0])
}

/// Bodies back among which one that acted comes before those that were only named.
const BODIES: usize = 3;

/// The body told of last: "the ministry expelled two men of the embassy. The ministry…".
fn last_body(maker: &Maker<'_, '_>, past: &[Past]) -> Option<ActorIx> {
    let bodies = || {
        let body = |p: &&Past| p.actors.len() == 1 && maker.cast.actor(p.actors[0]).kind == ActorKind::Body;
        past.iter().rev().filter(body).take(BODIES)
    };
    bodies().find(|p| p.subject).or_else(|| bodies().next()).map(|p| p.actors[0])
}

/// The best single actor of the last `reach` sentences: subjects before others, near before far.
fn recent(
    maker: &Maker<'_, '_>,
    past: &[Past],
    at: TokenId,
    reach: usize,
    fits: impl Fn(ActorIx) -> bool,
) -> Option<ActorIx> {
    let scan = &maker.found.scan;
    let quoted = |t: TokenId| scan.quoted.get(t as usize).copied().unwrap_or(false);
    let mut best: Option<(usize, ActorIx)> = None;
    for p in past.iter().rev() {
        let far = scan.distance(p.at, at);
        if far > reach {
            break;
        }
        if p.actors.len() != 1 || !fits(p.actors[0]) || p.at >= at {
            continue;
        }
        // What a quotation names is rarely meant outside of it.
        let strange = quoted(p.at) && !quoted(at);
        let cost = far * 2 + usize::from(!p.subject) * 3 + usize::from(strange) * 6;
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, p.actors[0]));
        }
    }
    best.map(|(_, ix)| ix)
}

/// "His Turkish counterpart", "с турецким коллегой": the same office of that country.
fn counterpart(maker: &mut Maker<'_, '_>, past: &[Past], tokens: Range<TokenId>) -> Made {
    let found = maker.found;
    let scan = &found.scan;
    let before = tokens.start.checked_sub(1)?;
    let owner = scan.entity_over(before).filter(|h| h.tokens.end == tokens.start).or_else(|| {
        let next = tokens.end;
        let step = u32::from(scan.small(next, &[Small::From]));
        scan.entity_from(next + step).filter(|_| step == 1)
    })?;
    let class = scan.text.lexicon.entity(owner.entity).class;
    if !matches!(class, Class::State | Class::Polity | Class::Organisation) {
        return None;
    }
    let country = super::entities::country_of(&scan.text, owner.entity, owner.owner)?;
    let range = owner.tokens.start.min(tokens.start)..owner.tokens.end.max(tokens.end);
    let office = past
        .iter()
        .rev()
        .filter(|p| p.actors.len() == 1)
        .map(|p| maker.cast.actor(p.actors[0]))
        .find(|a| a.kind == ActorKind::Person && a.office.is_some() && a.country.as_deref() != Some(country))
        .and_then(|a| a.office)?;
    let named = (0..maker.cast.actors.len() as u32).map(ActorIx).find(|&ix| {
        let a = maker.cast.actor(ix);
        a.kind == ActorKind::Person && a.country.as_deref() == Some(country) && a.office == Some(office)
    });
    let known = || {
        let day = super::read::day(scan)?;
        scan.persons.holder(office, country, &day)
    };
    let actor = if let Some(ix) = named {
        ix
    } else if let Some(person) = known() {
        maker.known(person, office, country)
    } else {
        let name = scan.text.words(scan.text.doc.cover(range.clone())).to_owned();
        maker.push(Actor {
            id: None,
            label: name.clone(),
            name,
            kind: ActorKind::Person,
            country: Some(country.to_owned()),
            sectors: vec![legation_model::Sector::Gov],
            office: Some(office),
        })
    };
    finish(maker, range, vec![actor], How::Title)
}

fn agent(maker: &mut Maker<'_, '_>, ix: usize) -> Made {
    let found = maker.found;
    let scan = &found.scan;
    let hit = &found.agents[ix];
    let lexicon = scan.text.lexicon;
    let country = hit.owner.and_then(|(e, o)| super::entities::country_of(&scan.text, e, o)).or(hit.town);
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
