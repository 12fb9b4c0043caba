//! "С находящимся в стране с визитом министром": a participle before its noun, with phrases between, whose preposition the network
//! gave to one of these. No words.

use crate::doc::TokenRow;
use crate::tags::{Animacy, Case, Feats, Number, Rel, Upos, VerbForm};

/// Words between a participle and its noun.
const REACH: usize = 14;

/// Gives each such participle to the noun that agrees with it, the preposition before it too, and the phrases between to the participle.
pub(super) fn by_noun(rows: &mut [TokenRow<'_>]) {
    for participle in 0..rows.len() {
        let feats = rows[participle].feats;
        let full = feats.form == Some(VerbForm::Part) && !feats.short && feats.case.is_some();
        if full && let Some((noun, between)) = phrases(rows, participle) {
            attach(rows, participle, noun, &between);
        }
    }
}

/// The noun of a participle and the nouns between that prepositions govern; nothing where no phrase stands between.
fn phrases(rows: &[TokenRow<'_>], participle: usize) -> Option<(usize, Vec<usize>)> {
    let mut governed = Vec::new();
    let mut open = false;
    for t in participle + 1..rows.len().min(participle + REACH) {
        match rows[t].upos {
            Upos::Adp => open = true,
            Upos::Noun | Upos::Propn if open => {
                open = false;
                governed.push(t);
            }
            Upos::Noun | Upos::Propn if agree(rows[participle].feats, rows[t].feats) => {
                return (!governed.is_empty()).then_some((t, governed));
            }
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num | Upos::Adv => {}
            _ => return None,
        }
    }
    None
}

fn agree(participle: Feats, noun: Feats) -> bool {
    // One form of persons serves for both.
    let alike = |case: Option<Case>| if case == Some(Case::Acc) { Some(Case::Gen) } else { case };
    let gender = noun.number == Some(Number::Plur) || participle.gender == noun.gender;
    alike(participle.case) == alike(noun.case) && participle.number == noun.number && gender
}

fn attach(rows: &mut [TokenRow<'_>], participle: usize, noun: usize, between: &[usize]) {
    let inside = |t: Option<usize>| t.is_some_and(|t| (participle..=noun).contains(&t));
    let preposition = participle.checked_sub(1).filter(|&t| rows[t].upos == Upos::Adp);
    // Whatever stands for the noun in the clause above.
    let wrong = preposition.and_then(|p| rows[p].head).filter(|&h| h != noun && inside(Some(h)));
    let place = [wrong, Some(participle)].into_iter().flatten().find(|&t| !inside(rows[t].head));
    if preposition.is_none() && !inside(rows[noun].head) || preposition.is_some() && wrong.is_none() {
        // The network has it right, or has the noun elsewhere; "принял прибывшего с визитом премьера" is no complement.
        let verb = rows[noun].head.is_some_and(|h| rows[h].upos == Upos::Verb);
        if rows[noun].rel == Rel::Xcomp && verb && rows[noun].feats.animacy == Some(Animacy::Anim) {
            rows[noun].rel = Rel::Obj;
        }
        return;
    }
    if let Some(place) = place {
        (rows[noun].head, rows[noun].rel) = (rows[place].head, rows[place].rel);
    }
    if let Some(p) = preposition {
        (rows[p].head, rows[p].rel) = (Some(noun), Rel::Case);
    }
    for &t in between {
        if !inside(rows[t].head) || rows[t].head == Some(noun) {
            (rows[t].head, rows[t].rel) = (Some(participle), Rel::Obl);
        }
    }
    (rows[participle].head, rows[participle].rel) = (Some(noun), Rel::Acl);
}
