//! The person whom a title serves, beside it. Owners that are no persons are found before and after the title.

use legation_lexicon::offices::{Part, Takes};
use legation_lexicon::small::Small;
use legation_model::Lang;
use legation_nlp::TokenId;
use legation_nlp::tags::Case;

use super::super::names::NameHit;
use super::super::scan::Scan;
use super::{TitleHit, name_from};

/// The person whose representative, aide or spokesman somebody is: that person is not the holder.
pub(super) fn boss(scan: &Scan<'_>, names: &[NameHit], hit: &mut TitleHit, floor: TokenId) {
    if !matches!(hit.title.takes, Takes::Body | Takes::Tail | Takes::Post | Takes::Staff) && !hit.deputy {
        return;
    }
    let doc = scan.text.doc;
    let end = scan.sentence(hit.core.start).end;
    if scan.lang(hit.core.start) == Lang::Ru {
        let Some(name) = name_from(names, hit.tokens.end) else { return };
        let case = doc.feats(name.surname.token).case;
        let own = doc.feats(hit.core.start).case;
        let next = name.tokens.end;
        let another = next < end && name_from(names, next).is_some();
        // "представителя Петрова" may be either; a role that serves somebody, beside a bare surname, is not his.
        let serves = hit.owners.is_empty()
            && !hit.charge
            && name.given.is_none()
            && scan.part(hit.core.start..hit.core.end) == Some(Part::Serves);
        // "Посол Николь Терио": a surname that does not bend beside a given name in the case of the title.
        let held = name.given.as_ref().is_some_and(|g| own.is_some() && doc.feats(g.token).case == own);
        if case == Some(Case::Gen)
            && !held
            && !is_whole(scan, name)
            && (own != case && own.is_some() && own != Some(Case::Acc) || another || serves)
        {
            hit.boss = Some(name.tokens.clone());
            hit.tokens.end = name.tokens.end;
        }
        return;
    }
    let at = hit.tokens.end;
    let serves = scan.part(hit.core.clone()) == Some(Part::Serves);
    if serves
        && scan.small(at, &[Small::Serves])
        && let Some(name) = name_from(names, at + 1)
        && scan.entity_from(at + 1).is_none()
    {
        hit.boss = Some(name.tokens.clone());
        hit.tokens.end = name.tokens.end;
        return;
    }
    let start = hit.tokens.start;
    if serves && start > floor {
        let possessive = scan.is_possessive(start - 1);
        let stop = if possessive { start - 1 } else { start };
        if let Some(name) = names.iter().find(|n| n.tokens.end == stop && n.tokens.start >= floor)
            && (possessive || name.tokens.len() == 1)
            && scan.entity_over(name.tokens.start).is_none()
        {
            hit.boss = Some(name.tokens.clone());
            hit.tokens.start = name.tokens.start;
        }
    }
}

/// "Лидер оппозиции Раила Одинга": as it stands the name is that of somebody who has held an office, not a genitive of another.
fn is_whole(scan: &Scan<'_>, name: &NameHit) -> bool {
    let Some(given) = &name.given else { return false };
    let (given, surname) = (scan.folded(given.token), scan.folded(name.surname.token));
    let bearers = scan.persons.named(surname).iter();
    bearers.map(|&ix| scan.persons.words(ix)).any(|words| words.iter().any(|w| w == given))
}
