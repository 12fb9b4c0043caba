//! How circumstances (times, places) hang on deeds in a tree.

use legation_nlp::{Doc, Rel, TokenId, Upos};

/// How far the circumstance headed by `at` is from the deed headed by `deed`; `end` is one past its last token.
/// `None` where it belongs to another clause.
///
/// It may stand below the deed, or beside it below a verb that shares its time and place with the deed: the verb
/// whose subject, object or infinitive the deed is, or an earlier verb of the same chain.
pub(crate) fn distance(doc: &Doc, at: TokenId, end: TokenId, deed: TokenId) -> Option<u32> {
    if at == deed {
        return None;
    }
    if let Some(steps) = below(doc, at, deed) {
        return Some(steps);
    }
    let mut lifted = 0;
    let mut low = deed;
    while let Some(up) = doc.head(low) {
        let shares = match doc.rel(low).base() {
            Rel::Nsubj | Rel::Obj | Rel::Obl | Rel::Iobj | Rel::Xcomp | Rel::Aux | Rel::Cop => true,
            Rel::Ccomp => doc.feats(low).form == Some(legation_nlp::tags::VerbForm::Inf),
            // A conjoined verb inherits what stands before its first conjunct.
            Rel::Conj => end <= up || (end <= low && doc.upos(low) != Upos::Verb),
            Rel::Nmod => doc.upos(up) == Upos::Noun,
            _ => false,
        };
        if !shares {
            return None;
        }
        lifted += 10;
        if at == up {
            return None;
        }
        if let Some(steps) = below(doc, at, up).filter(|&s| s == 1 || doc.upos(up) != Upos::Verb) {
            return Some(lifted + steps);
        }
        low = up;
    }
    None
}

/// Steps from `at` up to `top` without leaving the clause.
fn below(doc: &Doc, at: TokenId, top: TokenId) -> Option<u32> {
    let mut steps = 0;
    let mut here = at;
    while let Some(up) = doc.head(here) {
        if opens_clause(doc, here) {
            return None;
        }
        steps += 1;
        if up == top {
            return Some(steps);
        }
        here = up;
    }
    None
}

/// Whether `t` heads a clause of its own under its governor.
pub(crate) fn opens_clause(doc: &Doc, t: TokenId) -> bool {
    match doc.rel(t).base() {
        Rel::Ccomp | Rel::Advcl | Rel::Acl | Rel::Csubj | Rel::Parataxis => true,
        Rel::Conj => matches!(doc.upos(t), Upos::Verb | Upos::Aux),
        // "договор, подписанный в мае": a participle after its noun is a clause.
        Rel::Amod => {
            doc.feats(t).form == Some(legation_nlp::tags::VerbForm::Part)
                && doc.head(t).is_some_and(|up| up < t)
        }
        _ => false,
    }
}
