//! Those who act without a name: authorities, rebels, observers.

use std::ops::Range;

use legation_lexicon::agents::{Agent, Link};
use legation_lexicon::offices::Part;
use legation_lexicon::phrase::Seen;
use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx, Form, Word};
use legation_model::{Lang, Phase};
use legation_nlp::tags::{Case, Number, Rel, VerbForm};
use legation_nlp::{NameKind, TokenId, Upos};

use super::entities::EntityHit;
use super::joined;
use super::names::NameHit;
use super::scan::Scan;
use super::titles::TitleHit;

/// A state, organisation or body, and whose body it is.
pub(super) type Owner = (EntityIx, Option<EntityIx>);

/// An agent noun with its country.
#[derive(Debug, Clone)]
pub(super) struct AgentHit {
    pub(super) tokens: Range<TokenId>,
    /// The noun itself.
    pub(super) core: Range<TokenId>,
    pub(super) agent: &'static Agent,
    /// Whose they are.
    pub(super) owner: Option<Owner>,
    /// Those beside the owner: *Russian and Chinese troops*, *officials in Russia and China*.
    pub(super) also: Vec<Owner>,
    /// Whose, by a name that the lexicon does not know: *Zubrowka soldiers*.
    pub(super) stranger: Option<Range<TokenId>>,
    /// Country of the town they are in.
    pub(super) town: Option<&'static str>,
    /// They are no longer what the noun says: *former officials*.
    pub(super) former: bool,
    pub(super) plural: bool,
}

/// Finds agent nouns that are not part of a name or title.
pub(super) fn find(scan: &Scan<'_>, names: &[NameHit], titles: &[TitleHit]) -> Vec<AgentHit> {
    let doc = scan.text.doc;
    let mut taken = vec![false; doc.len()];
    for tokens in names.iter().map(|n| &n.tokens).chain(titles.iter().map(|t| &t.core)) {
        for t in tokens.clone() {
            taken[t as usize] = true;
        }
    }
    let mut out = Vec::new();
    let mut t = 0;
    while t < doc.len() as u32 {
        if taken[t as usize] {
            t += 1;
            continue;
        }
        // "police officer" goes on past the body "police".
        let known = scan.entity_over(t).filter(|h| h.form != Form::Adjective).map(|h| h.tokens.end);
        match read(scan, names, t).filter(|hit| known.is_none_or(|end| hit.core.end > end)) {
            Some(mut hit) => {
                t = hit.core.end;
                if let Some(first) = out.last_mut() {
                    joined::share(scan, first, &mut hit);
                }
                out.push(hit);
            }
            None => t += 1,
        }
    }
    out
}

/// A body that any state may have, with no words that say whose it is.
pub(super) fn is_open(scan: &Scan<'_>, hit: &EntityHit) -> bool {
    is_body(scan, hit) && hit.owner_tokens.is_none()
}

/// A body that any state may have.
fn is_body(scan: &Scan<'_>, hit: &EntityHit) -> bool {
    is_anybodys(scan, hit.entity)
}

/// Whether the lexicon has the body without a state: *army*, *parliament*.
pub(super) fn is_anybodys(scan: &Scan<'_>, body: EntityIx) -> bool {
    let entity = scan.text.lexicon.entity(body);
    entity.class == Class::Body && entity.country.is_none() && entity.parent.is_none()
}

/// "30 человек", "десятки человек".
fn is_counted(scan: &Scan<'_>, t: TokenId) -> bool {
    let doc = scan.text.doc;
    let by_number = doc.children(t).any(|c| doc.rel(c).base() == Rel::Nummod || doc.upos(c) == Upos::Num);
    by_number
        || doc.head(t).is_some_and(|up| doc.upos(up) == Upos::Num || scan.text.rules.index.counts(doc, up))
}

fn read(scan: &Scan<'_>, names: &[NameHit], t: TokenId) -> Option<AgentHit> {
    let doc = scan.text.doc;
    let lang = scan.lang(t);
    let (len, agent) = agent_at(scan, t)?;
    let core = t..t + len as u32;
    let last = core.end - 1;
    if len == 1
        && !matches!(doc.upos(t), Upos::Noun | Upos::Propn)
        && !(lang == Lang::Ru && (doc.upos(t) == Upos::Adj || stands_for_noun(scan, t)))
        && !(lang == Lang::En && agent.many && stands_alone(scan, t))
    {
        return None;
    }
    if len == 1 && lang == Lang::Ru && is_power(scan, t) || agent.counted && !is_counted(scan, t) {
        return None;
    }
    let plural = (t..core.end).any(|t| doc.feats(t).number == Some(Number::Plur));
    let mut hit = AgentHit {
        tokens: core.clone(),
        core,
        agent,
        owner: None,
        also: Vec::new(),
        stranger: None,
        town: None,
        former: false,
        plural,
    };
    before(scan, names, &mut hit);
    // "A trade ministry official in Kampala": the town tells whose ministry it is, where no other word does.
    let guessed = hit.owner.is_some_and(|(owner, _)| {
        scan.entities.iter().any(|h| {
            h.entity == owner
                && hit.tokens.contains(&h.tokens.start)
                && h.owner_tokens.is_none()
                && is_body(scan, h)
        })
    });
    if guessed {
        let mut there = AgentHit { owner: None, ..hit.clone() };
        after(scan, names, &mut there, last);
        if let Some(state) = there.town.and_then(|id| scan.text.lexicon.by_id(id)) {
            hit.owner = hit.owner.map(|(body, _)| (body, Some(state)));
            hit.tokens.end = there.tokens.end;
        }
    }
    if hit.owner.is_none() && hit.stranger.is_none() {
        after(scan, names, &mut hit, last);
    }
    hit.former = (hit.tokens.start.saturating_sub(1)..hit.core.start)
        .any(|t| scan.part(t..t + 1) == Some(Part::Phase(Phase::Former)));
    Some(hit)
}

/// "Передача власти", "захват власти": a singular under another noun whose own word is nobody's name is no plural.
fn is_power(scan: &Scan<'_>, t: TokenId) -> bool {
    let doc = scan.text.doc;
    let under = doc.rel(t).base() == Rel::Nmod && doc.child(t, Rel::Case).is_none();
    let own = [Seen::new(doc.lemma(t), doc.lemma(t))];
    under
        && doc.feats(t).number == Some(Number::Sing)
        && scan.text.lexicon.agents().agent(Lang::Ru, &own).is_none()
}

/// *The military said*: an adjective behind an article with no noun of its own.
fn stands_alone(scan: &Scan<'_>, t: TokenId) -> bool {
    let doc = scan.text.doc;
    let behind_article = || t.checked_sub(1).is_some_and(|b| scan.small(b, &[Small::The]));
    let place =
        doc.rel(t).is_subject() || matches!(doc.rel(t).base(), Rel::Obj | Rel::Obl | Rel::Nmod | Rel::Conj);
    doc.upos(t) == Upos::Adj && place && behind_article()
}

/// *Протестующие*: a participle where a noun would stand.
fn stands_for_noun(scan: &Scan<'_>, t: TokenId) -> bool {
    let doc = scan.text.doc;
    doc.upos(t) == Upos::Verb
        && doc.feats(t).form == Some(VerbForm::Part)
        && (doc.rel(t).is_subject()
            || matches!(doc.rel(t).base(), Rel::Obj | Rel::Iobj | Rel::Obl | Rel::Nmod))
}

/// *Heads*, *Ministers* in capitals.
pub(super) fn titled_plural(scan: &Scan<'_>, t: TokenId) -> bool {
    scan.lang(t) != Lang::Ru
        && scan
            .folded(t)
            .strip_suffix('s')
            .is_some_and(|single| scan.offices.title(Lang::En, &[Seen::new(single, single)]).is_some())
}

/// The agent noun at `t`; a plural in capitals ("Rebels") may have no lemma.
fn agent_at(scan: &Scan<'_>, t: TokenId) -> Option<(usize, &'static Agent)> {
    let lang = scan.lang(t);
    let words = scan.ahead(t);
    let agents = scan.text.lexicon.agents();
    agents.agent(lang, words).or_else(|| {
        let first =
            words.first().filter(|w| lang != Lang::Ru && scan.is_capital(t) && w.folded.ends_with('s'))?;
        let single = first.folded.strip_suffix('s')?;
        agents.agent(lang, &[Seen::new(single, single)])
    })
}

/// The capitalised words up to `end` that neither the lexicon nor the names of persons know.
pub(super) fn stranger_before(
    scan: &Scan<'_>,
    names: &[NameHit],
    end: TokenId,
    floor: TokenId,
) -> Option<Range<TokenId>> {
    let mut start = end;
    while start > floor && stranger(scan, names, start - 1) {
        start -= 1;
    }
    (start < end).then_some(start..end)
}

/// Whether `t` is a word of a name that nobody knows.
pub(super) fn stranger(scan: &Scan<'_>, names: &[NameHit], t: TokenId) -> bool {
    let doc = scan.text.doc;
    let lang = scan.lang(t);
    matches!(doc.upos(t), Upos::Propn | Upos::X)
        && scan.is_name_word(t)
        && scan.entity_over(t).is_none()
        && !names.iter().any(|n| n.tokens.contains(&t) && (lang == Lang::Ru || n.tokens.len() > 1))
        && !doc.names().iter().any(|n| {
            n.tokens.contains(&t)
                && !matches!(n.kind, NameKind::Organisation | NameKind::Place | NameKind::Person)
        })
        && scan.offices.title(lang, scan.ahead(t)).is_none()
        && !titled_plural(scan, t)
        && agent_at(scan, t).is_none()
        && scan.offices.house(lang, scan.ahead(t)).is_none()
        && !scan.form(t).chars().all(char::is_uppercase)
        && scan.part(t..t + 1).is_none()
}

pub(super) fn fits(scan: &Scan<'_>, at: EntityIx) -> bool {
    matches!(
        scan.text.lexicon.entity(at).class,
        Class::State
            | Class::Polity
            | Class::Region
            | Class::Organisation
            | Class::Body
            | Class::Party
            | Class::ArmedGroup
    )
}

fn before(scan: &Scan<'_>, names: &[NameHit], hit: &mut AgentHit) {
    let doc = scan.text.doc;
    let floor = scan.sentence(hit.core.start).start;
    let english = scan.lang(hit.core.start) != Lang::Ru;
    let mut at = hit.core.start;
    // "Guyanese police officers": the body is named with its owner.
    if let Some(body) = scan.entity_over(at)
        && let Some(owner) = body.owner
    {
        hit.owner = Some((owner, None));
        hit.tokens.start = body.tokens.start;
        return;
    }
    while at > floor && hit.core.start - at < 5 {
        let end = if english && scan.is_possessive(at - 1) && at - 1 > floor { at - 1 } else { at };
        if let Some(owner) = scan.entity_over(end - 1)
            && owner.tokens.end == end
            && (english || owner.form == Form::Adjective)
        {
            if fits(scan, owner.entity) {
                hit.owner = Some((owner.entity, owner.owner));
                hit.tokens.start = owner.tokens.start;
                if end == at {
                    (hit.also, hit.tokens.start) = joined::adjectives_before(scan, owner.tokens.start, floor);
                }
            }
            return;
        }
        // "Zubrowka soldiers", "Zubrowka's government"
        if english && let Some(name) = stranger_before(scan, names, end, floor) {
            hit.tokens.start = name.start;
            // "The Swedish Prosecution Authority"
            let state = name.start.checked_sub(1).filter(|&t| t >= floor).and_then(|t| scan.entity_over(t));
            if let Some(state) = state.filter(|h| h.form == Form::Adjective && fits(scan, h.entity)) {
                hit.tokens.start = state.tokens.start;
                hit.owner = Some((state.entity, state.owner));
            }
            hit.stranger = Some(name);
            return;
        }
        if english && let Some(owner) = led_by(scan, at, floor) {
            hit.owner = Some((owner.entity, owner.owner));
            hit.tokens.start = owner.tokens.start;
            return;
        }
        if end != at
            || !matches!(doc.upos(at - 1), Upos::Adj | Upos::Noun | Upos::Propn)
            || doc.rel(at - 1).is_subject()
        {
            return;
        }
        if !english && doc.upos(at - 1) != Upos::Adj {
            return;
        }
        at -= 1;
        hit.tokens.start = at;
    }
}

/// "The Saudi-led coalition": the state or organisation before the hyphen of the participle that ends at `end`.
fn led_by<'s>(scan: &'s Scan<'_>, end: TokenId, floor: TokenId) -> Option<&'s EntityHit> {
    let hyphen = end.checked_sub(2).filter(|&t| t > floor && scan.is(t, &["-", "‑", "–"]))?;
    let led = scan.small(end - 1, &[Small::Led]);
    let owner = scan.entity_over(hyphen - 1).filter(|h| led && h.tokens.end == hyphen)?;
    fits(scan, owner.entity).then_some(owner)
}

/// The town named at `t`: where the name ends, and its country.
pub(super) fn town(scan: &Scan<'_>, t: TokenId) -> Option<(TokenId, &'static str)> {
    if !scan.is_capital(t) || scan.entity_from(t).is_some_and(|h| h.form != Form::Capital) {
        return None;
    }
    let doc = scan.text.doc;
    let end = scan.sentence(t).end.min(t + 5);
    let words: Vec<Word<'_>> = (t..end)
        .map(|t| Word { form: doc.form(t), lemma: doc.lemma(t), lang: doc.lang(t), initial: false })
        .collect();
    let found = scan.text.lexicon.places(&words);
    let place = found.first().filter(|m| m.tokens.start == 0)?;
    // "Института Латинской Америки": a state inside a longer name is no town.
    let state = |m: &legation_lexicon::Mention| m.tokens.start == 0 && m.form != Form::Capital;
    if scan.entity_from(t).is_none() && scan.text.lexicon.mentions(&words[..1]).iter().any(state) {
        return None;
    }
    Some((t + place.tokens.end, scan.text.lexicon.place(place.place).country?))
}

fn after(scan: &Scan<'_>, names: &[NameHit], hit: &mut AgentHit, last: TokenId) {
    let doc = scan.text.doc;
    let lang = scan.lang(last);
    let end = scan.sentence(last).end;
    let mut at = hit.core.end;
    // "Companies based in Chad"
    if at + 1 < end && scan.small(at, &[Small::Based]) {
        at += 1;
    }
    if at >= end {
        return;
    }
    if scan.text.lexicon.agents().links(lang, Link::From, scan.folded(at)) {
        if is_left(scan, last, at) {
            return;
        }
        at += 1;
    } else if lang != Lang::Ru {
        return;
    }
    let mut steps = 0;
    while at < end && steps < 3 {
        if let Some(owner) = scan.entity_from(at)
            && matches!(owner.form, Form::Name | Form::Acronym)
        {
            if fits(scan, owner.entity) && !doc.rel(at).is_subject() {
                hit.owner = Some((owner.entity, owner.owner));
                hit.tokens.end = owner.tokens.end;
                hit.also = joined::states_after(scan, scan.head_of(&owner.tokens));
            }
            return;
        }
        // "a court in Minsk": people and bodies in a town are of its country; a person is no town.
        if names.iter().any(|n| n.tokens.contains(&at)) {
            return;
        }
        if let Some((end, country)) = town(scan, at) {
            hit.town = Some(country);
            hit.tokens.end = end;
            return;
        }
        if stranger(scan, names, at) && (lang != Lang::Ru || doc.feats(at).case != Some(Case::Nom)) {
            let mut stop = at + 1;
            while stop < end && stranger(scan, names, stop) {
                stop += 1;
            }
            hit.stranger = Some(at..stop);
            hit.tokens.end = stop;
            return;
        }
        // "rebels in eastern Chad", "власти соседней Грузии"
        let modifier = matches!(doc.upos(at), Upos::Adj | Upos::Det)
            || lang != Lang::Ru && matches!(doc.upos(at), Upos::Noun | Upos::Propn);
        if !modifier {
            return;
        }
        at += 1;
        steps += 1;
    }
}

/// "Withdraw its forces from southern Lebanon", "the withdrawal of troops from Syria": where they were, not whose they are.
fn is_left(scan: &Scan<'_>, noun: TokenId, from: TokenId) -> bool {
    let doc = scan.text.doc;
    let leaves = |t: TokenId| scan.smalls().parts(doc.lemma(t)).any(&[Small::Leaves]);
    scan.small(from, &[Small::Away]) && doc.ancestors(noun).take(2).any(leaves)
}

/// Bodies without an owner beside a town or a name that nobody knows: *a court in Gomel*, *Zubrowka's government*.
pub(super) fn place_bodies(scan: &mut Scan<'_>, names: &[NameHit]) {
    let mut found: Vec<(usize, Option<EntityIx>, Option<Range<TokenId>>)> = Vec::new();
    for (at, hit) in scan.entities.iter().enumerate() {
        if !is_open(scan, hit) {
            continue;
        }
        let sentence = scan.sentence(hit.tokens.start);
        let english = scan.lang(hit.tokens.start) != Lang::Ru;
        let mut next = hit.tokens.end;
        let linked = next < sentence.end
            && scan.text.lexicon.agents().links(scan.lang(next), Link::From, scan.folded(next));
        next += u32::from(linked);
        if next < sentence.end
            && (linked || !english)
            && !names.iter().any(|n| n.tokens.contains(&next))
            && let Some((_, country)) = town(scan, next)
            && let Some(state) = scan.text.lexicon.by_id(country)
        {
            found.push((at, Some(state), None));
            continue;
        }
        // "Police in Belarus".
        if linked
            && let Some(state) = scan.entity_from(next)
            && matches!(state.form, Form::Name | Form::Acronym)
            && matches!(
                scan.text.lexicon.entity(state.entity).class,
                Class::State | Class::Polity | Class::Region
            )
        {
            found.push((at, Some(state.entity), None));
            continue;
        }
        let start = hit.tokens.start;
        let end = if english && start > sentence.start && scan.is_possessive(start - 1) {
            start - 1
        } else {
            start
        };
        let before = english.then(|| stranger_before(scan, names, end, sentence.start)).flatten();
        let after = (next < sentence.end
            && (linked && english || !english && scan.text.doc.feats(next).case == Some(Case::Gen))
            && stranger(scan, names, next))
        .then(|| next..next + 1);
        if let Some(name) = before.or(after) {
            found.push((at, None, Some(name)));
        }
    }
    for (at, owner, name) in found {
        let hit = &mut scan.entities[at];
        hit.owner = owner;
        if let Some(name) = name {
            hit.tokens = hit.tokens.start.min(name.start)..hit.tokens.end.max(name.end);
            hit.stranger = Some(name);
        }
    }
    scan.index();
}
