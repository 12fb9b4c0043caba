//! How circumstances (times, places) hang on deeds in a tree.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use legation_model::Lang;
use legation_nlp::tags::VerbForm;
use legation_nlp::{Doc, Rel, TokenId, Upos};

/// Words that tell how a circumstance is meant.
#[derive(Debug, Default)]
pub(crate) struct Words {
    rows: BTreeSet<(&'static str, Lang, &'static str)>,
}

impl Words {
    pub(crate) fn get() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let mut words = Words::default();
            for row in
                include_str!("../../../lexicon/places/words.tsv").lines().filter(|l| !l.starts_with('#'))
            {
                let mut cells = row.split('\t');
                if let (Some(class), Some(lang), Some(lemmas)) = (cells.next(), cells.next(), cells.next()) {
                    let lang = if lang == "ru" { Lang::Ru } else { Lang::En };
                    words.rows.extend(lemmas.split_whitespace().map(|l| (class, lang, l)));
                }
            }
            words
        });
        &WORDS
    }

    pub(crate) fn has(&self, class: &'static str, doc: &Doc, t: TokenId) -> bool {
        // Tuples of static strings cannot be looked up by a borrowed lemma; the classes are small.
        let (lang, lemma) = (doc.lang(t), doc.lemma(t));
        self.rows.range((class, lang, "")..).take_while(|r| r.0 == class && r.1 == lang).any(|r| r.2 == lemma)
    }
}

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
            Rel::Nsubj | Rel::Obj | Rel::Iobj | Rel::Xcomp | Rel::Aux | Rel::Cop => true,
            // "thanked in Oslo for the help": the help was elsewhere, at another time.
            Rel::Obl => !doc.child(low, Rel::Case).is_some_and(|c| Words::get().has("apart", doc, c)),
            Rel::Ccomp => is_open(doc, low),
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

/// Whether the infinitive `t` has no finite verb over it in its own clause: "would visit" is a clause with a time of its own.
fn is_open(doc: &Doc, t: TokenId) -> bool {
    let finite = |a: TokenId| doc.rel(a).base() == Rel::Aux && doc.feats(a).form == Some(VerbForm::Fin);
    doc.feats(t).form == Some(VerbForm::Inf) && !doc.children(t).any(finite)
}

/// Steps from `at` up to `top` without leaving the clause.
fn below(doc: &Doc, at: TokenId, top: TokenId) -> Option<u32> {
    let mut steps = 0;
    let mut here = at;
    while let Some(up) = doc.head(here) {
        if opens_clause(doc, here) && !(up == top && held(doc, here)) {
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

/// Whether clause `t` only says when and where the noun above it is held ("переговоры, прошедшие в мае", "talks
/// scheduled for Monday").
fn held(doc: &Doc, t: TokenId) -> bool {
    let noun = doc.head(t).is_some_and(|up| matches!(doc.upos(up), Upos::Noun | Upos::Propn));
    noun && doc.rel(t) != Rel::AclRelcl
        && matches!(doc.rel(t).base(), Rel::Acl | Rel::Amod)
        && Words::get().has("held", doc, t)
}

/// Whether `at` stands behind an infinitive that `deed` governs ("invited him to come to Oslo in May"): it tells of
/// what is asked or promised, not of the asking. An infinitive among the words of the trigger is the deed itself.
pub(crate) fn in_complement(
    doc: &Doc,
    at: TokenId,
    deed: TokenId,
    trigger: &std::ops::Range<TokenId>,
) -> bool {
    let mut here = at;
    while let Some(up) = doc.head(here) {
        let open = matches!(doc.rel(here).base(), Rel::Xcomp | Rel::Ccomp)
            && is_open(doc, here)
            && at > here
            && !trigger.contains(&here);
        if open {
            return up == deed || doc.head(up) == Some(deed);
        }
        if up == deed {
            return false;
        }
        here = up;
    }
    false
}

/// Whether `t` heads a clause of its own under its governor.
pub(crate) fn opens_clause(doc: &Doc, t: TokenId) -> bool {
    match doc.rel(t).base() {
        Rel::Ccomp | Rel::Advcl | Rel::Acl | Rel::Csubj | Rel::Parataxis => true,
        Rel::Conj => matches!(doc.upos(t), Upos::Verb | Upos::Aux),
        // "договор, подписанный в мае": a participle after its noun is a clause.
        Rel::Amod => doc.feats(t).form == Some(VerbForm::Part) && doc.head(t).is_some_and(|up| up < t),
        _ => false,
    }
}
