//! Conjuncts whose case tells that the network hung them too low. No words, no other relation.

use crate::doc::TokenRow;
use crate::tags::{Case, Rel, Upos};

/// "Правительство Эфиопии и Народный фронт": a nominative is no conjunct of a genitive; it hangs on the nearest noun above
/// that stands in its case.
pub(super) fn by_case(rows: &mut [TokenRow<'_>]) {
    for t in 0..rows.len() {
        let Some(low) = rows[t].head.filter(|_| rows[t].rel.base() == Rel::Conj) else { continue };
        let (Some(own), Some(Case::Gen)) = (case(rows, t), case(rows, low)) else { continue };
        if own == Case::Gen || low > t {
            continue;
        }
        let mut at = low;
        let mut steps = 0;
        while matches!(rows[at].rel.base(), Rel::Nmod | Rel::Conj) && steps < rows.len() {
            let Some(up) = rows[at].head.filter(|&up| up < t) else { break };
            if case(rows, up).is_some_and(|c| alike(c, own)) {
                rows[t].head = Some(up);
                break;
            }
            at = up;
            steps += 1;
        }
    }
}

/// Of most nouns the nominative and the accusative are one form.
fn alike(a: Case, b: Case) -> bool {
    let form = |c: Case| if c == Case::Acc { Case::Nom } else { c };
    form(a) == form(b)
}

fn case(rows: &[TokenRow<'_>], t: usize) -> Option<Case> {
    rows[t].feats.case.filter(|_| matches!(rows[t].upos, Upos::Noun | Upos::Propn))
}
