//! Whom the text has named before a place of it, and who of them is meant. No words are read here.

use legation_lexicon::agents::Link;
use legation_lexicon::small::Small;
use legation_model::{ActorKind, Lang, Sector};
use legation_nlp::{Rel, TokenId, Upos};

use super::super::make::Maker;
use super::super::{Actor, ActorIx, How};

/// Somebody named before.
#[derive(Debug, Clone)]
pub(super) struct Past {
    pub(super) at: TokenId,
    /// The word that the others of a list hang on.
    pub(super) root: TokenId,
    pub(super) sentence: usize,
    pub(super) actors: Vec<ActorIx>,
    pub(super) subject: bool,
    pub(super) how: How,
}

/// Those named together last who pass `test`: persons before states, subjects before others; else the last two
/// of different countries.
///
/// Whoever does something to `at` is not among them ("X called on the sides"), and two who were not named together are
/// looked for no further than `reach` sentences back.
pub(super) fn last_group(
    maker: &Maker<'_, '_>,
    past: &[Past],
    at: TokenId,
    reach: usize,
    test: impl Fn(&Actor) -> bool,
) -> Option<Vec<ActorIx>> {
    let doer = doer(maker, past, at);
    let named = |ix: ActorIx| {
        let a = maker.cast.actor(ix);
        a.id.is_some() && test(a) && !doer.contains(&ix)
    };
    let passes = |p: &&Past| p.actors.iter().all(|&a| named(a)) && !mediates(maker, p);
    let persons = |p: &&Past| p.actors.iter().all(|&a| maker.cast.actor(a).kind == ActorKind::Person);
    let groups = || past.iter().rev().filter(|p| p.actors.len() > 1).filter(passes);
    let group = groups().find(persons).or_else(|| groups().find(|p| p.subject));
    if let Some(group) = group {
        return Some(group.actors.clone());
    }
    let single = |p: &&Past| {
        p.actors.len() == 1
            && p.how != How::Adjective
            && !is_town(maker, p)
            && !matches!(
                maker.cast.actor(p.actors[0]).kind,
                ActorKind::Organisation | ActorKind::Group | ActorKind::Body
            )
    };
    for person in [true, false] {
        let mut two: Vec<ActorIx> = Vec::new();
        let near = |p: &&Past| maker.found.scan.distance(p.at, at) <= reach;
        for p in past.iter().rev().take_while(near).filter(single).filter(passes) {
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
        // "Polish and Lithuanian papers" bring nobody together; "Russian-Ethiopian ties" do.
        let scan = &maker.found.scan;
        let papers = |p: &&Past| p.how != How::Adjective || scan.form(p.at).contains('-');
        if person && let Some(states) = groups().find(papers) {
            return Some(states.actors.clone());
        }
    }
    None
}

/// "In the capital, Addis Ababa": where something is takes no side.
fn is_town(maker: &Maker<'_, '_>, p: &Past) -> bool {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let place =
        |c: TokenId| scan.text.lexicon.agents().links(doc.lang(c), Link::Place, &doc.form(c).to_lowercase());
    let within = |t: TokenId| doc.child(t, Rel::Case).is_some_and(place);
    doc.lang(p.at) == Lang::En
        && matches!(p.how, How::Metonym | How::Name)
        && matches!(doc.rel(p.root).base(), Rel::Obl | Rel::Appos)
        && (within(p.root) || doc.rel(p.root) == Rel::Appos && doc.head(p.root).is_some_and(within))
        && p.actors
            .iter()
            .all(|&ix| matches!(maker.cast.actor(ix).kind, ActorKind::State | ActorKind::Polity))
}

/// «Об обстановке в Ираке и Сирии», "the situation in Iraq and Syria": where something is does nothing.
pub(super) fn located(maker: &Maker<'_, '_>, p: &Past) -> bool {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let place =
        |c: TokenId| scan.text.lexicon.agents().links(doc.lang(c), Link::Place, &doc.form(c).to_lowercase());
    let person = |&ix: &ActorIx| maker.cast.actor(ix).kind == ActorKind::Person;
    [p.at, p.root].iter().any(|&t| doc.child(t, Rel::Case).is_some_and(place)) && !p.actors.iter().any(person)
}

/// Just so many of those who pass `test`, named together before; whoever does something to `at` is not among them.
pub(super) fn group_of(
    maker: &Maker<'_, '_>,
    past: &[Past],
    at: TokenId,
    count: usize,
    test: impl Fn(&Actor) -> bool,
) -> Option<Vec<ActorIx>> {
    let doer = doer(maker, past, at);
    let passes = |p: &&Past| {
        p.actors.len() == count
            && p.actors.iter().all(|&ix| test(maker.cast.actor(ix)) && !doer.contains(&ix))
    };
    past.iter().rev().find(passes).map(|p| p.actors.clone())
}

/// "Посредниками выступили Малайзия и США", "Qatar and Egypt are mediating": they stand between the sides.
fn mediates(maker: &Maker<'_, '_>, p: &Past) -> bool {
    let scan = &maker.found.scan;
    let doc = scan.text.doc;
    let says = |t: TokenId| scan.smalls().parts(doc.lemma(t)).any(&[Small::Mediates]);
    p.subject
        && doc
            .ancestors(p.at)
            .take(3)
            .find(|&v| doc.upos(v) == Upos::Verb || doc.children(v).any(|c| doc.rel(c).is_subject()))
            .is_some_and(|v| says(v) || doc.children(v).any(says))
}

/// Sentences back within which two who were named apart are "the sides".
pub(super) const NEAR: usize = 2;

/// The subjects of the verb that has `at` for its object or complement.
pub(super) fn doer(maker: &Maker<'_, '_>, past: &[Past], at: TokenId) -> Vec<ActorIx> {
    let doc = maker.found.scan.text.doc;
    if doc.rel(at).is_subject() {
        return Vec::new();
    }
    let verb = doc.ancestors(at).find(|&v| doc.upos(v) == Upos::Verb);
    let Some(subject) = verb.and_then(|v| doc.children(v).find(|&c| doc.rel(c).is_subject())) else {
        return Vec::new();
    };
    let of = |p: &&Past| {
        doc.sentence(at).tokens.contains(&p.at) && (p.at == subject || doc.is_under(p.at, subject))
    };
    past.iter()
        .rev()
        .take_while(|p| p.sentence >= doc.sentence_index(at))
        .filter(of)
        .flat_map(|p| p.actors.clone())
        .collect()
}

/// The last single actor that passes `test`.
pub(super) fn last(maker: &Maker<'_, '_>, past: &[Past], test: impl Fn(&Actor) -> bool) -> Option<ActorIx> {
    let mut named = past.iter().rev().filter(|p| p.actors.len() == 1 && test(maker.cast.actor(p.actors[0])));
    named.next().map(|p| p.actors[0])
}

/// Bodies back among which one that acted comes before those that were only named.
const BODIES: usize = 3;

/// The body told of last: "the ministry expelled two men of the embassy. The ministry…".
pub(super) fn last_body(maker: &Maker<'_, '_>, past: &[Past], word: &str) -> Option<ActorIx> {
    // Troops and parliaments are no ministries.
    let office = |a: &Actor| {
        a.kind == ActorKind::Body
            && (a.sectors.is_empty() || a.sectors.iter().any(|s| !matches!(s, Sector::Mil | Sector::Leg)))
    };
    let body = |p: &&Past| p.actors.len() == 1 && office(maker.cast.actor(p.actors[0]));
    // "The ministry" is the one told of as a ministry, not the service named since.
    let called = |p: &&Past| {
        let actor = maker.cast.actor(p.actors[0]);
        [&actor.name, &actor.label].iter().any(|name| name.to_lowercase().contains(word))
    };
    let mut same = past.iter().rev().filter(body).filter(called);
    if let Some(p) = same.next() {
        return Some(p.actors[0]);
    }
    let bodies = || past.iter().rev().filter(body).take(BODIES);
    bodies().find(|p| p.subject).or_else(|| bodies().next()).map(|p| p.actors[0])
}

/// The best single actor of the last `reach` sentences: subjects before others, near before far.
pub(super) fn recent(
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

/// The states behind actors, each once.
pub(super) fn states_of(maker: &mut Maker<'_, '_>, actors: &[ActorIx]) -> Vec<ActorIx> {
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
