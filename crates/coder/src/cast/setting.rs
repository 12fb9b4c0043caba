//! The state where the story plays: whose a "foreign minister" or "the government" is when nobody says.

use std::collections::BTreeMap;

use legation_lexicon::EntityIx;

use super::entities::{EntityHit, country_of, is_country};
use crate::place;
use crate::text::Text;

/// Mentions below which no state stands out.
const ENOUGH: usize = 3;

/// The state and whether the dateline tells it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) state: EntityIx,
    pub(super) told: bool,
}

/// The state of the dateline if the story is about it as much as about any other; else the one that is named at
/// least twice as often as any other.
pub(super) fn of(text: &Text<'_>, hits: &[EntityHit]) -> Option<Setting> {
    let mut counts: BTreeMap<EntityIx, usize> = BTreeMap::new();
    let line = text.article.dateline;
    for hit in hits {
        if line.is_some_and(|l| l.contains(text.doc.cover(hit.tokens.clone()))) {
            continue;
        }
        let state = country_of(text, hit.entity, hit.owner).and_then(|id| text.lexicon.by_id(id));
        if let Some(ix) = state.filter(|ix| is_country(text.lexicon.entity(*ix))) {
            *counts.entry(ix).or_default() += 1;
        }
    }
    let most = counts.values().copied().max()?;
    let told = place::of_dateline(text).and_then(|p| p.country).and_then(|id| text.lexicon.by_id(&id));
    if let Some(ix) = told
        && counts.get(&ix).is_some_and(|n| n * 2 > most)
    {
        return Some(Setting { state: ix, told: true });
    }
    let mut top = counts.iter().filter(|(_, n)| **n * 2 > most);
    let (ix, n) = top.next()?;
    (top.next().is_none() && *n >= ENOUGH).then_some(Setting { state: *ix, told: false })
}
