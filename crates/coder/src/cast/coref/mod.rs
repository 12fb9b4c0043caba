//! Titles without names, pronouns, "the sides": the order in which they are read, and what each adds to those named
//! before. Whom each kind of word means is told in the rooms below.

mod agent;
mod echo;
mod epithet;
mod past;
mod refers;
mod title;

use std::collections::BTreeSet;
use std::ops::Range;

use legation_lexicon::agents::{Link, Refers};

use legation_lexicon::Class;
use legation_lexicon::small::Small;
use legation_model::{ActorKind, Lang};
use legation_nlp::tags::Rel;
use legation_nlp::{TokenId, Upos};

use super::groups::AgentHit;
use super::make::Maker;
use super::titles::TitleHit;
use super::{ActorIx, How};
use agent::{agent, whose};
use echo::{Echoes, echo, echoes};
use past::{Past, last_body};
use refers::{modified, reference};
use title::title;

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
    /// A word that the name of an actor ends in.
    Echo(ActorIx),
    /// "His country".
    Home(Range<TokenId>),
}

/// Resolves everything that names nobody by itself.
///
/// Gives the titles without a name that mean a person of the article, with that person.
pub(super) fn resolve(maker: &mut Maker<'_, '_>) -> Vec<(usize, ActorIx)> {
    let mut told: Vec<(usize, ActorIx)> = Vec::new();
    let echoes = echoes(maker);
    let mut spots = spots(maker, &echoes);
    spots.sort_by_key(|(at, _)| *at);
    let mut past: Vec<Past> = Vec::new();
    let mut told_at: BTreeSet<TokenId> = BTreeSet::new();
    let scan = &maker.found.scan;
    let line = scan.text.article.dateline;
    // The town and the outlet of the dateline are nobody that the story refers back to.
    let outside: Vec<bool> =
        spots.iter().map(|&(at, _)| line.is_none_or(|l| !l.contains(scan.text.doc.span(at)))).collect();
    for ((at, spot), outside) in spots.into_iter().zip(outside) {
        let made = match spot {
            Spot::Made(ix) => {
                again(maker, &past, &echoes, ix);
                belongs(maker, &past, ix);
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
            Spot::Agent(ix) => agent(maker, &past, ix),
            Spot::Echo(actor) => finish(maker, at..at + 1, vec![actor], How::Title),
            Spot::Home(tokens) => home(maker, &past, tokens),
        };
        if let Some((head, actors, how)) = made.filter(|_| outside) {
            note(maker, &mut past, at, head, actors, how);
        }
    }
    told
}

/// "Said his country would help": the state of whom the pronoun means.
fn home(maker: &mut Maker<'_, '_>, past: &[Past], tokens: Range<TokenId>) -> Made {
    let person = whose(maker, past, tokens.end - 1)?;
    let lexicon = maker.found.scan.text.lexicon;
    let state = lexicon.by_id(maker.cast.actor(person).country.as_deref()?)?;
    matches!(lexicon.entity(state).class, Class::State | Class::Polity).then_some(())?;
    let actor = maker.entity_actor(state, None, lexicon.entity(state).label_en);
    finish(maker, tokens, vec![actor], How::Title)
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
    // "The speaker of the house, A, has …": the name beside a subject is one.
    let title =
        doc.ancestors(head).find(|&up| doc.rel(up).base() != Rel::Appos && doc.rel(up).base() != Rel::Flat);
    let beside = matches!(doc.rel(head).base(), Rel::Appos | Rel::Flat);
    let subject = doc.rel(head).is_subject() || beside && title.is_some_and(|t| doc.rel(t).is_subject());
    // Coordinated names make a group: "Лавров и Рыженков", "Russia, Turkey and Iran".
    if doc.rel(head) == Rel::Conj
        && let Some(first) = doc.head(head)
        && let Some(before) = past.iter().rposition(|p| {
            p.sentence == sentence
                && (p.root == first || (p.at..=p.at + 12).contains(&first))
                && !p.actors.is_empty()
        })
        && same_kind(maker, &past[before].actors, &actors)
    {
        // "Niger, Mali and Chad": the third joins the first two.
        let base = past[before].actors.clone();
        let grown =
            |p: &&Past| p.sentence == sentence && p.actors.len() > base.len() && p.actors.starts_with(&base);
        let mut all = past[before..].iter().rfind(grown).map_or_else(|| base.clone(), |p| p.actors.clone());
        let new: Vec<ActorIx> = actors.iter().copied().filter(|a| !all.contains(a)).collect();
        all.extend(new);
        let subject = past[before].subject;
        past.push(Past { at, root: head, sentence, actors: actors.clone(), subject, how });
        past.push(Past { at, root: first, sentence, actors: all, subject, how });
        return;
    }
    let partner = if actors.len() == 1 && how != How::Adjective {
        met(maker, past, sentence, head, &actors)
    } else {
        None
    };
    past.push(Past { at, root: head, sentence, actors: actors.clone(), subject, how });
    if let Some(mut pair) = partner {
        pair.extend(actors);
        past.push(Past { at, root: head, sentence, actors: pair, subject: true, how });
    }
}

/// "Ведомство", "the ministry" that names no body by itself is the one named before.
fn again(maker: &mut Maker<'_, '_>, past: &[Past], echoes: &Echoes, ix: usize) {
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
    let echoed = echo(maker, echoes, t);
    let told = scan.entity_over(t).is_some_and(|h| h.owner_tokens.is_some() || h.stranger.is_some());
    if !(back || echoed.is_some()) || told || modified(maker, &(t..t + 1)) {
        return;
    }
    if let Some(body) = echoed.or_else(|| last_body(maker, past, scan.text.doc.lemma(t)))
        && body != own
    {
        let m = &mut maker.cast.mentions[ix];
        m.actors = vec![body];
        m.how = How::Title;
    }
}

/// "His government", "её парламент": the body of the state of whom the pronoun means.
fn belongs(maker: &mut Maker<'_, '_>, past: &[Past], ix: usize) {
    let scan = &maker.found.scan;
    let m = &maker.cast.mentions[ix];
    let Some(hit) = scan.entity_from(m.tokens.start).filter(|h| h.tokens == m.tokens) else { return };
    let (entity, start) = (hit.entity, m.tokens.start);
    let known = scan.text.lexicon.entity(entity);
    let open = known.class == Class::Body && known.country.is_none() && known.parent.is_none();
    if !open || hit.owner_tokens.is_some() || hit.stranger.is_some() {
        return;
    }
    let Some(whose) = whose(maker, past, start) else { return };
    let state = maker.cast.actor(whose).country.as_deref().and_then(|id| scan.text.lexicon.by_id(id));
    if let Some(state) = state {
        let name = scan.text.words(scan.text.doc.cover(m.tokens.clone())).to_owned();
        let body = maker.entity_actor(entity, Some(state), &name);
        maker.cast.mentions[ix].actors = vec![body];
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
        && doc.head(head).is_some_and(|v| maker.found.scan.smalls().parts(doc.lemma(v)).any(&[Small::Meets]));
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

fn spots(maker: &Maker<'_, '_>, echoes: &Echoes) -> Vec<(TokenId, Spot)> {
    let found = maker.found;
    let doc = found.scan.text.doc;
    // "Opposition leaders": the word for them is longer than the title in it.
    let longer = |agent: &AgentHit, title: &TitleHit| {
        agent.core.start < title.core.start && agent.core.end == title.core.end
    };
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
        let agent = found.agents.iter().any(|a| longer(a, title));
        if !found.ties.iter().any(|t| t.title == ix) && !taken[title.core.start as usize] && !agent {
            out.push((title.core.start, Spot::Title(ix)));
            for t in title.core.clone() {
                taken[t as usize] = true;
            }
        }
    }
    for title in found.titles.iter().filter(|t| !found.agents.iter().any(|a| longer(a, t))) {
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
        let next = t as usize + 1;
        if next < doc.len()
            && !taken[t as usize]
            && !taken[next]
            && found.scan.lang(t) == Lang::En
            && found.scan.small(t, &[Small::WhosePerson])
            && found.scan.small(t + 1, &[Small::StateNoun])
        {
            taken[next] = true;
            out.push((t, Spot::Home(t..t + 2)));
        }
        if !taken[t as usize]
            && let Some(actor) = echo(maker, echoes, t)
        {
            taken[t as usize] = true;
            out.push((t, Spot::Echo(actor)));
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
