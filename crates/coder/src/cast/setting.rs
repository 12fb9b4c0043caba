//! The state where the story plays: whose a "foreign minister" or "the government" is when nobody says.

use std::collections::BTreeMap;
use std::ops::Range;

use legation_lexicon::small::Small;
use legation_lexicon::{Class, EntityIx};
use legation_model::Lang;
use legation_nlp::TokenId;

use super::entities::{EntityHit, country_of, is_country};
use crate::place;
use crate::text::Text;

/// Mentions below which no state stands out, and those that suffice where no other is named: a foreign embassy alone tells
/// of nobody's affairs.
const ENOUGH: usize = 3;
const SOLE: usize = 2;

/// The state, and whether the dateline tells it or no other is in headline and lead.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) state: EntityIx,
    /// By the dateline, or by headline and lead.
    pub(super) told: bool,
    /// By the dateline.
    pub(super) dateline: bool,
    /// No other state is named half as often, and the place is told or the headline names no other.
    own: bool,
}

impl Setting {
    /// Key of the state whose own affairs the story tells: whoever has no other country in it is of this one.
    pub(super) fn domestic(self, text: &Text<'_>) -> Option<&'static str> {
        self.own.then(|| text.lexicon.entity(self.state).id)
    }
}

/// The state of the dateline if the story is about it as much as about any other or begins with it; else the only one of headline and
/// first sentence; else the one that is named at least twice as often as any other, or first of all.
pub(super) fn of(text: &Text<'_>, hits: &[EntityHit]) -> Option<Setting> {
    let named = named(text, hits);
    let mut counts: BTreeMap<EntityIx, usize> = BTreeMap::new();
    for (_, ix) in &named {
        *counts.entry(*ix).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let told = place::written_in(text).and_then(|id| text.lexicon.by_id(&id));
    let lead = lead(text, &named);
    let first = lead.first().and_then(|l| l.first()).copied();
    let english = text.article.lang == Lang::En;
    let sole = counts.len() == 1;
    let rules = |ix: &EntityIx| {
        let own = counts.get(ix).copied().unwrap_or_default();
        // Headline and first sentence both name it alone; or a story of one town never names its state.
        let both = lead.len() == 2 && lead.iter().flatten().all(|other| other == ix);
        let few = own >= SOLE && (sole || both && !english);
        (own >= ENOUGH || few) && counts.iter().all(|(other, n)| other == ix || n * 2 <= own)
    };
    let headline = headline(text, &named);
    let heads =
        |ix: &EntityIx| english && (sole || !headline.is_empty() && headline.iter().all(|other| other == ix));
    let setting = |state: EntityIx, told: bool, dateline: bool| Setting {
        state,
        told,
        dateline,
        own: (told || heads(&state)) && rules(&state),
    };
    if let Some(ix) = told
        && (counts.get(&ix).is_some_and(|n| n * 2 > most) || lead.iter().any(|l| l.first() == Some(&ix)))
    {
        return Some(setting(ix, true, true));
    }
    let alone = |ix: &EntityIx| lead.iter().flatten().all(|other| other == ix) && counts[ix] * 2 >= most;
    if let Some(ix) = first.filter(alone) {
        return Some(setting(ix, true, false));
    }
    let mut top = counts.iter().filter(|(_, n)| **n * 2 > most);
    let (ix, n) = top.next()?;
    let far = top.next().is_none() && *n >= ENOUGH && first.is_none_or(|first| first == *ix);
    // Headline and first sentence begin with it.
    let opens =
        |ix: &EntityIx| lead.len() == 2 && lead.iter().all(|l| l.first() == Some(ix)) && counts[ix] >= ENOUGH;
    let ix = Some(*ix).filter(|_| far).or_else(|| first.filter(opens))?;
    Some(setting(ix, false, false))
}

/// The states that the text names, by their own words or by a city of theirs, with the first word, in order; not the dateline.
fn named(text: &Text<'_>, hits: &[EntityHit]) -> Vec<(TokenId, EntityIx)> {
    let line = text.article.dateline;
    let outside = |at: TokenId| line.is_none_or(|l| !l.contains(text.doc.cover(at..at + 1)));
    let state = |id: &str| text.lexicon.by_id(id).filter(|ix| is_country(text.lexicon.entity(*ix)));
    let mut out: Vec<(TokenId, EntityIx)> = Vec::new();
    // An outlet with a seat in a state does not name it.
    let outlet = |h: &EntityHit| text.lexicon.entity(h.entity).class == Class::Outlet;
    // Nor does the seat of a court or organisation of many.
    let seats = text.lexicon.agents().small().words(Small::Seat);
    let seat = |tokens: &Range<TokenId>| {
        let name = text.words(text.doc.cover(tokens.clone())).to_lowercase();
        seats.iter().any(|s| **s == *name)
    };
    for hit in hits.iter().filter(|h| outside(h.tokens.start) && !outlet(h) && !seat(&h.tokens)) {
        if let Some(ix) = country_of(text, hit.entity, hit.owner).and_then(state) {
            out.push((hit.tokens.start, ix));
        }
    }
    for sentence in text.doc.sentences() {
        for (tokens, country) in place::cities(text, sentence.tokens.start) {
            let taken = hits.iter().any(|h| h.tokens.start < tokens.end && tokens.start < h.tokens.end);
            if !taken
                && outside(tokens.start)
                && !seat(&tokens)
                && let Some(ix) = state(&country)
            {
                out.push((tokens.start, ix));
            }
        }
    }
    out.sort_by_key(|(at, _)| *at);
    out
}

/// The states that the headline names.
fn headline(text: &Text<'_>, named: &[(TokenId, EntityIx)]) -> Vec<EntityIx> {
    named.iter().filter(|(at, _)| text.in_title(*at)).map(|(_, ix)| *ix).collect()
}

/// The states of the headline and of the first sentence of the body, in order, where they name any.
fn lead(text: &Text<'_>, named: &[(TokenId, EntityIx)]) -> Vec<Vec<EntityIx>> {
    let title = text.article.title;
    let of_title = |t: TokenId| title.is_some_and(|span| span.contains(text.doc.cover(t..t + 1)));
    let states = |range: &Range<TokenId>| -> Vec<EntityIx> {
        named.iter().filter(|(at, _)| range.contains(at)).map(|(_, ix)| *ix).collect()
    };
    let mut sentences = text.doc.sentences().iter().map(|s| s.tokens.clone());
    let head: Vec<EntityIx> =
        sentences.clone().take_while(|s| of_title(s.start)).flat_map(|s| states(&s)).collect();
    let body = sentences.find(|s| !of_title(s.start)).map(|s| states(&s)).unwrap_or_default();
    [head, body].into_iter().filter(|l| !l.is_empty()).collect()
}
