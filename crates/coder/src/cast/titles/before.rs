//! What stands before a title: phase, owner, deputy, what it is in charge of. Nothing behind it.

use legation_lexicon::offices::{Part, Takes};
use legation_lexicon::small::Small;
use legation_lexicon::{Class, Form, Word};
use legation_model::{Lang, Phase};
use legation_nlp::tags::Number;
use legation_nlp::{NameKind, TokenId, Upos};

use super::super::groups::stranger_before;
use super::super::names::NameHit;
use super::super::scan::Scan;
use super::{Owner, TitleHit, model_organisation, model_place};

/// Words before the title: phase, adjective or owner, deputy, what it is in charge of.
pub(super) fn before(
    scan: &Scan<'_>,
    names: &[NameHit],
    hit: &mut TitleHit,
    floor: TokenId,
    phase: &mut Option<Phase>,
    deputy: &mut bool,
) {
    let doc = scan.text.doc;
    let floor = floor.max(scan.sentence(hit.core.start).start);
    let english = scan.lang(hit.core.start) != Lang::Ru;
    let mut at = hit.core.start;
    let mut owned = false;
    'words: while at > floor {
        // "Tonga - minister resigns": a dash between spaces is none of the title's.
        if scan.is(at - 1, &["-"]) && at - 1 > floor && doc.span(at - 1).start > doc.span(at - 2).end {
            break;
        }
        if scan.is(at - 1, &["-"]) && at - 1 > floor {
            at -= 1;
            continue;
        }
        // "И. о." is four tokens.
        for len in (1..=4).rev() {
            if at < floor + len {
                continue;
            }
            match scan.part(at - len..at) {
                Some(Part::Phase(p)) => {
                    phase.get_or_insert(p);
                    at -= len;
                    hit.tokens.start = at;
                    continue 'words;
                }
                Some(Part::Deputy) => {
                    *deputy = true;
                    at -= len;
                    hit.tokens.start = at;
                    continue 'words;
                }
                Some(Part::Skip) => {
                    at -= len;
                    hit.tokens.start = at;
                    continue 'words;
                }
                _ => {}
            }
        }
        if owned {
            break;
        }
        let mut end = at;
        if english && scan.is_possessive(at - 1) {
            end = at - 1;
        }
        if end > floor
            && let Some(owner) = scan.entity_over(end - 1)
            && owner.tokens.end == end
            && owner.tokens.start >= floor
            && (english || owner.form == Form::Adjective)
        {
            let class = scan.text.lexicon.entity(owner.entity).class;
            let body_with_owner = owner.owner;
            hit.owners.insert(
                0,
                Owner::Entity { ix: owner.entity, owner: body_with_owner, tokens: owner.tokens.clone() },
            );
            at = owner.tokens.start;
            hit.tokens.start = at;
            // "Russian and Belarusian foreign ministers"
            if hit.plural
                && at > floor + 1
                && (scan.small(at - 1, &[Small::And]) || scan.is(at - 1, &[","]))
                && scan.entity_over(at - 2).is_some_and(|h| h.form == owner.form)
            {
                at -= 1;
                owned = false;
                continue;
            }
            // Before a state only a phase may stand: "former Irish prime minister".
            owned = matches!(class, Class::State | Class::Polity | Class::Region)
                || !english
                || owner.owner.is_some();
            continue;
        }
        // "заречный губернатор": the adjective of a region that the lexicon does not know.
        if !english
            && hit.title.takes == Takes::Place
            && hit.owners.is_empty()
            && doc.upos(at - 1) == Upos::Adj
            && scan.ends(doc.lemma(at - 1), Small::RegionEnding)
        {
            hit.owners.push(Owner::Phrase(at - 1..at));
            hit.tokens.start = at - 1;
            break;
        }
        // An organisation that the lexicon does not know: "Acme Bank president"; not "Interior Minister".
        let charge = english && end == at && is_charge(scan, at - 1);
        if english
            && !charge
            && end > floor
            && hit.owners.is_empty()
            && let Some(name) = model_organisation(scan, end - 1)
            && name.end == end
            && name.start >= floor
        {
            // "National Security Minister": ministers serve states, words before them tell what is in their charge.
            let portfolio = end == at && name.len() > 1 && scan.small(hit.core.end - 1, &[Small::Minister]);
            if !portfolio {
                hit.owners.push(Owner::Phrase(name.clone()));
            }
            hit.charge = true;
            hit.tokens.start = name.start;
            break;
        }
        // "Zubrowka's foreign minister", "Zubrowka President Zeller"
        if english
            && !charge
            && hit.owners.is_empty()
            && (end != at || scan.is_capital(hit.core.start) && end > floor && model_place(scan, end - 1))
            && let Some(name) = stranger_before(scan, names, end, floor)
        {
            hit.tokens.start = name.start;
            // "Sudani's adviser": a person, whom the title serves.
            if end != at && names.iter().any(|n| n.tokens == name) {
                hit.boss = Some(name);
            } else {
                hit.owners.push(Owner::Phrase(name));
            }
            break;
        }
        if english
            && hit.charge
            && at > floor + 1
            && (scan.small(at - 1, &[Small::And]) || scan.is(at - 1, &["&"]))
            && doc.upos(at - 2) == Upos::Noun
            && !scan.is_capital(at - 2)
        {
            at -= 1;
            continue;
        }
        // English puts what the holder is in charge of before the title.
        if english
            && hit.owners.is_empty()
            && end == at
            && matches!(hit.title.takes, Takes::Tail | Takes::Body | Takes::State | Takes::Member)
            && matches!(doc.upos(at - 1), Upos::Noun | Upos::Adj | Upos::Propn)
            && doc.feats(at - 1).number != Some(Number::Plur)
            && !is_date(scan, at - 1)
            && !scan.is_capital_mid(at - 1, hit.core.start)
            && hit.core.start - at < 4
        {
            at -= 1;
            hit.charge = true;
            hit.tokens.start = at;
            continue;
        }
        break;
    }
}

/// Whether a ministry is called after the word: what a minister is in charge of is no owner.
fn is_charge(scan: &Scan<'_>, t: TokenId) -> bool {
    let lang = scan.lang(t);
    let word = |form| Word { form, lemma: form, lang, initial: false };
    scan.smalls().words(Small::Ministry).iter().any(|house| {
        let found = scan.text.lexicon.mentions(&[word(scan.form(t)), word(house)]);
        found.iter().any(|m| m.tokens.len() == 2)
    })
}

fn is_date(scan: &Scan<'_>, t: TokenId) -> bool {
    scan.text.doc.names().iter().any(|n| n.kind == NameKind::Date && n.tokens.contains(&t))
        || scan.text.doc.upos(t) == Upos::Propn && scan.small(t, &[Small::Weekday])
}

impl Scan<'_> {
    /// A capital before a small title belongs to something else: *Boeing chief*.
    fn is_capital_mid(&self, t: TokenId, core: TokenId) -> bool {
        let opens = t == self.sentence(t).start && self.text.doc.upos(t) == Upos::Noun;
        self.is_capital(t) && !self.is_capital(core) && !opens
    }
}
