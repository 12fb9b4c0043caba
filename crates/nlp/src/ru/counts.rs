//! "Было задержано более 30 человек": the noun that is counted stands in the clause, not the adverb before the number. No words.

use crate::doc::TokenRow;
use crate::tags::{Case, Rel, Upos};

/// Gives the noun in the genitive behind an adverb and a number the adverb's place, and hangs both on it.
pub(super) fn by_number(rows: &mut [TokenRow<'_>]) {
    for adverb in 0..rows.len() {
        let role = matches!(rows[adverb].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obj);
        let Some(verb) = rows[adverb].head.filter(|_| role && rows[adverb].upos == Upos::Adv) else {
            continue;
        };
        let near = adverb + 1..rows.len().min(adverb + 6);
        let noun = near.clone().find(|&t| {
            rows[t].head == Some(adverb)
                && matches!(rows[t].upos, Upos::Noun | Upos::Propn)
                && rows[t].feats.case == Some(Case::Gen)
        });
        let Some(noun) = noun else { continue };
        let number = (adverb + 1..noun).find(|&t| rows[t].upos == Upos::Num);
        if number.is_none() || rows.iter().any(|r| r.head == Some(noun) && r.rel == Rel::Case) {
            continue;
        }
        (rows[noun].head, rows[noun].rel) = (Some(verb), rows[adverb].rel);
        (rows[adverb].head, rows[adverb].rel) = (Some(noun), Rel::Advmod);
        for row in &mut rows[adverb + 1..noun] {
            if row.head == Some(verb) || row.head == Some(adverb) {
                row.head = Some(noun);
                if row.upos == Upos::Num {
                    row.rel = Rel::Nummod;
                }
            }
        }
    }
}
