//! Those who act without a name: authorities, rebels, observers.

use std::ops::Range;

use legation_lexicon::agents::{Agent, Agents, Link};
use legation_lexicon::{Class, EntityIx, Form};
use legation_model::Lang;
use legation_nlp::tags::Number;
use legation_nlp::{TokenId, Upos};

use super::names::NameHit;
use super::scan::Scan;
use super::titles::TitleHit;

/// An agent noun with its country.
#[derive(Debug, Clone)]
pub(super) struct AgentHit {
    pub(super) tokens: Range<TokenId>,
    /// The noun itself.
    pub(super) core: Range<TokenId>,
    pub(super) agent: &'static Agent,
    /// Whose they are.
    pub(super) owner: Option<(EntityIx, Option<EntityIx>)>,
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
        match read(scan, t).filter(|hit| known.is_none_or(|end| hit.core.end > end)) {
            Some(hit) => {
                t = hit.core.end;
                out.push(hit);
            }
            None => t += 1,
        }
    }
    out
}

fn read(scan: &Scan<'_>, t: TokenId) -> Option<AgentHit> {
    let doc = scan.text.doc;
    let lang = scan.lang(t);
    let (len, agent) = Agents::builtin().agent(lang, scan.ahead(t))?;
    let core = t..t + len as u32;
    let last = core.end - 1;
    if len == 1
        && !matches!(doc.upos(t), Upos::Noun | Upos::Propn)
        && !(doc.upos(t) == Upos::Adj && lang == Lang::Ru)
    {
        return None;
    }
    let plural = (t..core.end).any(|t| doc.feats(t).number == Some(Number::Plur));
    let mut hit = AgentHit { tokens: core.clone(), core, agent, owner: None, plural };
    before(scan, &mut hit);
    if hit.owner.is_none() {
        after(scan, &mut hit, last);
    }
    Some(hit)
}

fn fits(scan: &Scan<'_>, at: EntityIx) -> bool {
    matches!(
        scan.text.lexicon.entity(at).class,
        Class::State | Class::Polity | Class::Organisation | Class::Body | Class::Party
    )
}

fn before(scan: &Scan<'_>, hit: &mut AgentHit) {
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
            }
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

fn after(scan: &Scan<'_>, hit: &mut AgentHit, last: TokenId) {
    let doc = scan.text.doc;
    let lang = scan.lang(last);
    let end = scan.sentence(last).end;
    let mut at = hit.core.end;
    if at >= end {
        return;
    }
    if Agents::builtin().links(lang, Link::From, scan.folded(at)) {
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
            }
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
