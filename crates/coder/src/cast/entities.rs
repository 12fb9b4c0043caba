//! States, organisations, bodies and the rest of the lexicon, as they stand in the article.

use std::ops::Range;

use legation_lexicon::agents::Link;
use legation_lexicon::small::Small;
use legation_lexicon::{Class, Entity, EntityIx, Form, Lexicon, Word};
use legation_model::{Lang, Sector};
use legation_nlp::tags::Number;
use legation_nlp::{NameKind, Rel, TokenId, Upos};

use super::setting::Setting;
use crate::text::Text;

/// An entity of the lexicon in the text.
#[derive(Debug, Clone)]
pub(super) struct EntityHit {
    /// Its words, the owner's among them.
    pub(super) tokens: Range<TokenId>,
    /// Which one.
    pub(super) entity: EntityIx,
    /// By which kind of word.
    pub(super) form: Form,
    /// Whose body it is.
    pub(super) owner: Option<EntityIx>,
    /// Words of the owner.
    pub(super) owner_tokens: Option<Range<TokenId>>,
    /// Whose body it is, by a name that the lexicon does not know.
    pub(super) stranger: Option<Range<TokenId>>,
}

/// Finds entities sentence by sentence.
pub(super) fn find(text: &Text<'_>) -> Vec<EntityHit> {
    let doc = text.doc;
    let mut out = Vec::new();
    for sentence in doc.sentences() {
        let words: Vec<Word<'_>> = sentence
            .tokens
            .clone()
            .map(|t| Word {
                form: doc.form(t),
                lemma: doc.lemma(t),
                lang: sentence.lang,
                initial: t == sentence.tokens.start,
            })
            .collect();
        let base = sentence.tokens.start;
        let shift = |r: Range<u32>| r.start + base..r.end + base;
        out.extend(text.lexicon.mentions(&words).into_iter().map(|m| EntityHit {
            tokens: shift(m.tokens),
            entity: m.entity,
            form: m.form,
            owner: m.owner,
            owner_tokens: m.owner_tokens.map(shift),
            stranger: None,
        }));
    }
    spelt_out(text, &mut out);
    out
}

/// "The Rapid Support Forces … the RSF": letters that begin the words of a name of the article mean that name.
fn spelt_out(text: &Text<'_>, hits: &mut [EntityHit]) {
    let doc = text.doc;
    let initials = |h: &EntityHit| -> String {
        h.tokens.clone().filter_map(|t| doc.form(t).chars().next()).filter(|c| c.is_uppercase()).collect()
    };
    let named = |h: &&EntityHit| {
        h.form == Form::Name
            && h.tokens.len() > 2
            && matches!(
                text.lexicon.entity(h.entity).class,
                Class::Organisation | Class::ArmedGroup | Class::Party
            )
    };
    let mut known: Vec<(String, EntityIx)> =
        hits.iter().filter(named).map(|h| (initials(h), h.entity)).filter(|(i, _)| i.len() > 2).collect();
    // "Reporters Without Borders (RSF)": so do those that stand in brackets behind it.
    let class = |h: &&EntityHit| {
        matches!(text.lexicon.entity(h.entity).class, Class::Organisation | Class::ArmedGroup | Class::Party)
    };
    for name in hits.iter().filter(|h| h.form == Form::Name).filter(class) {
        let letters = name.tokens.end + 1;
        let inside = |h: &&EntityHit| h.form == Form::Acronym && h.tokens == (letters..letters + 1);
        if hits.iter().any(|h| inside(&h)) && doc.form(letters - 1) == "(" {
            known.insert(0, (doc.form(letters).to_owned(), name.entity));
        }
    }
    if known.is_empty() {
        return;
    }
    for hit in hits.iter_mut().filter(|h| h.form == Form::Acronym && h.tokens.len() == 1) {
        let form = doc.form(hit.tokens.start);
        let own = known.iter().any(|(_, e)| *e == hit.entity);
        if let Some((_, entity)) = known.iter().find(|(i, _)| i == form).filter(|_| !own) {
            hit.entity = *entity;
        }
    }
}

/// «Лидер демократов» in a story of Korea: a party of another state, of which the story tells nothing else, is not meant; names of parties
/// recur everywhere.
fn foreign_parties(text: &Text<'_>, hits: &mut Vec<EntityHit>) {
    let party = |h: &EntityHit| text.lexicon.entity(h.entity).class == Class::Party;
    let states: Vec<&str> = hits
        .iter()
        .filter(|h| !party(h))
        .filter_map(|h| country_of(text, h.entity, h.owner))
        .filter(|id| text.lexicon.by_id(id).is_some_and(|ix| is_country(text.lexicon.entity(ix))))
        .collect();
    let towns: Vec<String> = if hits.iter().any(party) {
        let all = text.doc.sentences().iter().flat_map(|s| crate::place::cities(text, s.tokens.start));
        all.map(|(_, of)| of).collect()
    } else {
        Vec::new()
    };
    hits.retain(|h| {
        let of = text.lexicon.entity(h.entity).country.filter(|_| party(h));
        of.is_none_or(|of| states.is_empty() || states.contains(&of) || towns.iter().any(|t| t == of))
    });
}

/// Bodies that any state may have take the owner that the same words have elsewhere in the article, the nearest
/// before, or else the first after; with none, the only state of the article, that of the body before in the
/// sentence, or the one where the story plays.
///
/// Several such bodies of nobody in particular ("to reopen embassies", "коллегия министерств") are no actor.
pub(super) fn adopt(text: &Text<'_>, hits: &mut Vec<EntityHit>, setting: Option<Setting>) {
    let open = |h: &EntityHit| {
        let entity = text.lexicon.entity(h.entity);
        entity.class == Class::Body && entity.country.is_none() && entity.parent.is_none()
    };
    unowned(text, hits, setting);
    foreign_parties(text, hits);
    hits.retain(|h| h.owner.is_some() || !open(h) || !several(text, h));
    let mut states = hits.iter().filter(|h| is_country(text.lexicon.entity(h.entity))).map(|h| h.entity);
    let first = states.next();
    let only = first
        .filter(|f| states.all(|s| s == *f))
        .filter(|f| !super::offices::towns_elsewhere(text, text.lexicon.entity(*f).id));
    let owners: Vec<Option<EntityIx>> = hits.iter().map(|h| h.owner).collect();
    for at in 0..hits.len() {
        if hits[at].owner.is_some() || !open(&hits[at]) {
            continue;
        }
        let same = |&i: &usize| hits[i].entity == hits[at].entity && owners[i].is_some();
        let near = (0..at).rev().find(same).or_else(|| (at + 1..hits.len()).find(same));
        // "Congo's minister said that the army had struck": his own, not the one told of before.
        if let Some(state) = told_by(text, hits, at) {
            hits[at].owner = Some(state);
            continue;
        }
        // "Московский суд" is of that city, not of the state that the story names beside it.
        let start = hits[at].tokens.start;
        // In news of a war the air defence that shoots is often the other side's.
        let armed = text.lexicon.entity(hits[at].entity).sectors.contains(&Sector::Mil);
        let setting = setting.filter(|s| s.told || !armed).map(|s| s.state);
        let region = |t: TokenId| {
            let endings = text.lexicon.agents().small().words(Small::RegionEnding);
            text.doc.upos(t) == Upos::Adj && endings.iter().any(|e| text.doc.form(t).ends_with(e))
        };
        if text.doc.sentence(start).tokens.start < start && region(start - 1) {
            continue;
        }
        // "The Danish parliament and government": joined by "and" they have one owner.
        let joined = at.checked_sub(1).map(|i| &hits[i]).filter(|first| {
            let link = first.tokens.end;
            let and = link + 1 == start
                && text.lexicon.agents().small().parts(text.doc.form(link)).any(&[Small::And]);
            and && first.owner_tokens.as_ref().is_some_and(|o| o.start == first.tokens.start)
        });
        if let Some(owner) = joined.and_then(|first| first.owner) {
            hits[at].owner = Some(owner);
            continue;
        }
        // "The ministry of defence of the republic": of the state where the story plays, or that was named last.
        let small = |t: TokenId, part| text.lexicon.agents().small().parts(text.doc.form(t)).any(&[part]);
        let end = hits[at].tokens.end;
        if end < text.doc.sentence(start).tokens.end && small(end, Small::StateGenitive) {
            let state =
                |h: &&EntityHit| is_country(text.lexicon.entity(h.entity)) && h.form != Form::Adjective;
            let first = text.doc.sentence(start).tokens.start;
            let last = hits[..at].iter().rev().find(state);
            let near = last.filter(|h| h.tokens.start >= first).map(|h| h.entity);
            hits[at].owner = near.or(setting).or(last.map(|h| h.entity));
            continue;
        }
        match seat(text, hits, end) {
            Seat::Known(state) => {
                hits[at].owner = Some(state);
                continue;
            }
            Seat::Unknown => continue,
            Seat::Untold => {}
        }
        // What another paragraph tells is less than the state that this one is about.
        let paragraph = |i: usize| text.doc.sentence(hits[i].tokens.start).segment;
        let here = near.filter(|&i| paragraph(i) == paragraph(at));
        hits[at].owner = super::scene::of(text, hits, start)
            .or_else(|| here.and_then(|i| owners[i]))
            .or_else(|| super::scene::about(text, hits, start).filter(|_| is_ministry(text, hits[at].entity)))
            .or_else(|| near.and_then(|i| owners[i]))
            .or(only)
            .or_else(|| before(text, &hits[..at], start))
            .or_else(|| opening(text, hits, start))
            .or_else(|| of_town(text, hits[at].entity, start))
            .or(setting);
    }
}

/// The state of the one official who reports, before the body in its sentence, what the body did. "The health ministry" is rather the one
/// told of before: every state has an army, but a reader of news of Gaza knows which ministry counts the dead.
fn told_by(text: &Text<'_>, hits: &[EntityHit], at: usize) -> Option<EntityIx> {
    let doc = text.doc;
    if is_ministry(text, hits[at].entity) {
        return None;
    }
    let start = hits[at].tokens.start;
    let sentence = doc.sentence(start).tokens.clone();
    let root = sentence.clone().find(|&t| doc.head(t).is_none_or(|h| !sentence.contains(&h)))?;
    // The body acts in a clause that the verb of the sentence reports.
    let clause = doc.ancestors(start).find(|&t| doc.rel(t) == Rel::Ccomp)?;
    if doc.head(clause) != Some(root) || clause < root {
        return None;
    }
    let subject = doc.children_by(root, Rel::Nsubj).next()?;
    let mut states = hits.iter().filter(|h| {
        sentence.contains(&h.tokens.start)
            && h.tokens.end <= root
            && is_country(text.lexicon.entity(h.entity))
            && doc.is_under(h.tokens.start, subject)
    });
    let first = states.next()?.entity;
    let named = hits
        .iter()
        .any(|h| (root..start).contains(&h.tokens.start) && is_country(text.lexicon.entity(h.entity)));
    (states.all(|h| h.entity == first) && !named).then_some(first)
}

/// Whether a body is called a ministry.
fn is_ministry(text: &Text<'_>, body: EntityIx) -> bool {
    let small = text.lexicon.agents().small();
    let label = text.lexicon.entity(body).label_en.to_lowercase();
    label.split(' ').any(|word| small.parts(word).any(&[Small::Ministry]))
}

/// "Congress" in a story that names no America: the house that any state may have, not that of the state for which the bare word mostly
/// stands.
fn unowned(text: &Text<'_>, hits: &mut [EntityHit], setting: Option<Setting>) {
    let bare = |h: &EntityHit| {
        let entity = text.lexicon.entity(h.entity);
        let known = entity.class == Class::Body && entity.country.is_some();
        (known && h.tokens.len() == 1 && h.form == Form::Name).then(|| text.doc.form(h.tokens.start))
    };
    for at in 0..hits.len() {
        let Some(word) = bare(&hits[at]) else { continue };
        let open = text.lexicon.entities().find(|(_, e)| {
            e.class == Class::Body && e.country.is_none() && e.parent.is_none() && e.label_en == word
        });
        let state = country_of(text, hits[at].entity, None);
        let others = hits.iter().enumerate().filter(|(i, _)| *i != at);
        let mut of = others.map(|(_, h)| (h.entity, country_of(text, h.entity, h.owner)));
        let named = of.any(|(entity, c)| c == state && entity != hits[at].entity);
        // In a story that plays elsewhere it is that state's, though America is named too.
        let abroad = setting.is_some_and(|s| s.told && Some(text.lexicon.entity(s.state).id) != state);
        if let Some((open, _)) = open.filter(|_| !named || abroad) {
            hits[at].entity = open;
        }
    }
}

/// Where a body sits by the words behind it.
enum Seat {
    Known(EntityIx),
    /// In a place that nobody knows.
    Unknown,
    Untold,
}

/// "Police in Nampula said": of the state of that town; "police in Ancuabe district": of nobody knows which.
fn seat(text: &Text<'_>, hits: &[EntityHit], end: TokenId) -> Seat {
    let doc = text.doc;
    let small = text.lexicon.agents().small();
    let first = end + 1;
    let sentence = (first as usize) < doc.len() && doc.sentence(end).tokens.contains(&first);
    let within = sentence
        && doc.lang(end) == Lang::En
        && small.parts(doc.form(end)).any(&[Small::Within])
        && doc.form(first).starts_with(char::is_uppercase)
        && !small.parts(&doc.form(first).to_lowercase()).any(&[Small::Weekday])
        && !doc.names().iter().any(|n| n.kind == NameKind::Date && n.tokens.contains(&first));
    if !within {
        return Seat::Untold;
    }
    let named =
        hits.iter().find(|h| h.tokens.start == first).and_then(|h| country_of(text, h.entity, h.owner));
    let town =
        || crate::place::cities(text, first).into_iter().find(|(t, _)| t.start == first).map(|(_, id)| id);
    let state = named.map(str::to_owned).or_else(town).and_then(|id| text.lexicon.by_id(&id));
    match state.filter(|ix| is_country(text.lexicon.entity(*ix))) {
        Some(state) => Seat::Known(state),
        None => Seat::Unknown,
    }
}

/// "In London the foreign office summoned …": the state of the town with which the English sentence opens.
fn opening(text: &Text<'_>, hits: &[EntityHit], start: TokenId) -> Option<EntityIx> {
    let doc = text.doc;
    let first = doc.sentence(start).tokens.start;
    let within = text.lexicon.agents().links(Lang::En, Link::From, &doc.form(first).to_lowercase());
    if doc.lang(start) != Lang::En || !within || start > first + OPENING {
        return None;
    }
    let named =
        hits.iter().find(|h| h.tokens.start == first + 1).map(|h| country_of(text, h.entity, h.owner));
    let town = || {
        crate::place::cities(text, start).into_iter().find(|(t, _)| t.start == first + 1).map(|(_, id)| id)
    };
    let id = named.flatten().map(str::to_owned).or_else(town)?;
    text.lexicon.by_id(&id).filter(|ix| is_country(text.lexicon.entity(*ix)))
}

/// "Shells hit a market in Omdurman, the health ministry said": a service at home is that of the towns that the sentence names.
fn of_town(text: &Text<'_>, body: EntityIx, start: TokenId) -> Option<EntityIx> {
    let sectors = &text.lexicon.entity(body).sectors;
    let towns = crate::place::cities(text, start);
    let (_, first) = towns.first()?;
    let alone = towns.iter().all(|(_, country)| country == first);
    let serves = sectors.iter().any(|s| SERVICES.contains(s));
    text.lexicon.by_id(first).filter(|ix| alone && serves && is_country(text.lexicon.entity(*ix)))
}

/// Sectors of bodies that act at home.
const SERVICES: [Sector; 3] = [Sector::Med, Sector::Cop, Sector::Jud];

/// Words between the opening of a sentence and the body that it places.
const OPENING: TokenId = 5;

/// The owner of the body told of before in the sentence, if no state comes between: "Госпогранкомитет Белоруссии
/// сообщил, а МИД осудил".
fn before(text: &Text<'_>, hits: &[EntityHit], start: TokenId) -> Option<EntityIx> {
    let first = text.doc.sentence(start).tokens.start;
    let near = hits.iter().rev().take_while(|h| h.tokens.start >= first);
    let owned =
        |h: &EntityHit| text.lexicon.entity(h.entity).class == Class::Body && h.owner_tokens.is_some();
    let hit = near.into_iter().find(|h| owned(h) || country_of(text, h.entity, h.owner).is_some())?;
    hit.owner.filter(|_| owned(hit))
}

/// Whether the words tell of more than one of what the lexicon has as one.
fn several(text: &Text<'_>, hit: &EntityHit) -> bool {
    let doc = text.doc;
    let head = hit.tokens.clone().find(|&t| doc.head(t).is_none_or(|up| !hit.tokens.contains(&up)));
    // "Armed Forces", "Police" are many by name.
    let one = !text.lexicon.entity(hit.entity).label_en.ends_with('s');
    hit.form == Form::Name
        && one
        && head.is_some_and(|t| doc.upos(t) == Upos::Noun && doc.feats(t).number == Some(Number::Plur))
}

/// The organisation whose organ the organisation with this key is.
pub(super) fn union_of(lexicon: &Lexicon, id: &str) -> Option<&'static str> {
    let entity = lexicon.entity(lexicon.by_id(id)?);
    let parent = lexicon.entity(entity.parent.filter(|_| entity.class == Class::Organisation)?);
    // The Fund and the agencies act in their own name; what Europe's unions have are organs.
    let named = entity.id.strip_prefix(parent.id).is_some_and(|rest| rest.starts_with('-'));
    let own = named || entity.sectors.contains(&Sector::Eur);
    (own && parent.class == Class::Organisation).then_some(parent.id)
}

/// Whether it can have offices of state.
pub(super) fn is_country(entity: &Entity) -> bool {
    matches!(entity.class, Class::State | Class::Polity)
}

/// Key of the state, polity or organisation that an entity belongs to or is.
pub(super) fn country_of(text: &Text<'_>, ix: EntityIx, owner: Option<EntityIx>) -> Option<&'static str> {
    let mut entity = text.lexicon.entity(ix);
    if is_country(entity) || matches!(entity.class, Class::Organisation | Class::Region) {
        return Some(entity.country.unwrap_or(entity.id));
    }
    if let Some(owner) = owner {
        return country_of(text, owner, None);
    }
    // A chain of parents is short; the bound keeps a faulty file from going round.
    for _ in 0..8 {
        if let Some(country) = entity.country {
            return Some(country);
        }
        let parent = entity.parent?;
        entity = text.lexicon.entity(parent);
        if entity.class == Class::Organisation {
            return Some(entity.id);
        }
    }
    None
}
