//! Owners that a title names by what they are: "представитель ведомства", "president of the organisation".

use std::ops::Range;

use legation_lexicon::agents::Refers;
use legation_lexicon::small::Small;
use legation_lexicon::{Class, Form};
use legation_nlp::TokenId;

use super::super::entities::{EntityHit, country_of, is_country};
use super::super::scan::Scan;
use super::super::setting::Setting;
use super::{Owner, TitleHit};

/// Gives such titles the body or organisation told of last before them, or the state where the story plays.
pub(in crate::cast) fn refer(scan: &Scan<'_>, titles: &mut [TitleHit], setting: Option<Setting>) {
    for hit in titles {
        let at = match hit.owners.as_slice() {
            [Owner::Phrase(tokens)] => Some(tokens.clone()),
            [Owner::Entity { tokens, .. }] if back(scan, tokens.start) => Some(tokens.clone()),
            [] => (hit.core.end..hit.tokens.end)
                .find(|&t| scan.small(t, &[Small::StateGenitive]))
                .map(|t| t..t + 1),
            _ => None,
        };
        // "Республики Союз Мьянма" is a name; "республики" in small letters points back.
        let points = |at: &Range<TokenId>| {
            at.len() == 1 && !scan.is_capital(at.start) && !scan.small(at.end, &[Small::HouseGoesOn])
        };
        let alone = at.filter(points);
        if let Some(owner) = alone.and_then(|at| meant(scan, at.start, setting)) {
            hit.owners = vec![owner];
        }
    }
}

/// Whether the entity at `t` is a body called by what it is, without its owner: *ведомство*, *the ministry*.
fn back(scan: &Scan<'_>, t: TokenId) -> bool {
    scan.entity_over(t).is_some_and(|h| {
        h.tokens.len() == 1
            && h.owner_tokens.is_none()
            && h.stranger.is_none()
            && scan.text.lexicon.entity(h.entity).class == Class::Body
    }) && matches!(refers(scan, t), Some(Refers::Body))
}

fn refers<'s>(scan: &'s Scan<'_>, t: TokenId) -> Option<&'s Refers> {
    let agents = scan.text.lexicon.agents();
    let one = agents.refers(scan.lang(t), scan.ahead(t)).map(|(_, refers)| refers);
    let with_article = || {
        let before = t.checked_sub(1).filter(|&b| scan.small(b, &[Small::The]))?;
        agents.refers(scan.lang(t), scan.ahead(before)).filter(|(len, _)| *len == 2).map(|(_, refers)| refers)
    };
    one.or_else(with_article)
}

fn meant(scan: &Scan<'_>, t: TokenId, setting: Option<Setting>) -> Option<Owner> {
    let class = |h: &EntityHit| scan.text.lexicon.entity(h.entity).class;
    let state = |h: &EntityHit| is_country(scan.text.lexicon.entity(h.entity));
    let body = |h: &EntityHit| {
        class(h) == Class::Body
            && !back(scan, h.tokens.start)
            && country_of(&scan.text, h.entity, h.owner).is_some()
    };
    let band = scan.smalls().parts(scan.text.doc.lemma(t)).any(&[Small::Band]);
    let organisation =
        |h: &EntityHit| class(h) == Class::Organisation || band && class(h) == Class::ArmedGroup;
    let stated = scan.small(t, &[Small::StateGenitive]);
    let fits: &dyn Fn(&EntityHit) -> bool = match refers(scan, t) {
        Some(Refers::State) => &state,
        _ if stated => &state,
        Some(Refers::Body) => &body,
        Some(Refers::Organisation) => &organisation,
        _ => return None,
    };
    // "Сербское правительство, как сообщил президент страны": a state that the sentence names before is meant.
    let near = || {
        let first = scan.sentence(t).start;
        let hit = scan.entities.iter().rev().find(|h| {
            let plain = state(h) && h.form != Form::Adjective && !scan.quoted[h.tokens.start as usize];
            h.tokens.end <= t && h.tokens.start >= first && (plain || h.owner_tokens.is_some() && body(h))
        })?;
        if state(hit) { Some(hit.entity) } else { hit.owner }
    };
    if stated && let Some(ix) = near().or(setting.map(|s| s.state)) {
        return Some(Owner::Entity { ix, owner: None, tokens: 0..0 });
    }
    let hit = scan.entities.iter().rev().find(|h| h.tokens.end <= t && fits(h))?;
    Some(Owner::Entity { ix: hit.entity, owner: hit.owner, tokens: 0..0 })
}
