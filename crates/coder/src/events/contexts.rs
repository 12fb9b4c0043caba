//! What an event is about: words of its sentence to PLOVER contexts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use legation_model::{Context, Lang};
use legation_nlp::TokenId;

use crate::text::Text;

use super::compose::Act;
use super::frames::files;

static WORDS: LazyLock<BTreeMap<(Lang, &'static str), Vec<Context>>> = LazyLock::new(|| {
    let mut out: BTreeMap<_, Vec<Context>> = BTreeMap::new();
    for (_, text) in files("contexts/") {
        for (lang, word, context) in rows(text).flatten() {
            out.entry((lang, word)).or_default().push(context);
        }
    }
    out
});

/// Rows of a file: language, lemma, context; `None` for a row that does not parse.
fn rows(text: &'static str) -> impl Iterator<Item = Option<(Lang, &'static str, Context)>> {
    text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|line| {
        let mut cells = line.split('\t');
        let lang = match cells.next()? {
            "ru" => Lang::Ru,
            "en" => Lang::En,
            _ => return None,
        };
        Some((lang, cells.next()?, cells.next()?.parse().ok()?))
    })
}

/// Contexts that the clause of the act names, in the order of the codebook.
pub(super) fn of(text: &Text<'_>, act: &Act) -> Vec<Context> {
    let doc = text.doc;
    let mut found = BTreeSet::new();
    let mut look = |t: TokenId| {
        if let Some(contexts) = WORDS.get(&(doc.lang(t), doc.lemma(t))) {
            found.extend(contexts.iter().copied());
        }
    };
    for t in doc.subtree(act.trigger.2).chain(doc.subtree(act.at)) {
        look(t);
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_parses() {
        for (path, text) in super::files("contexts/") {
            for (i, row) in super::rows(text).enumerate() {
                assert!(row.is_some(), "{path}: row {i}");
            }
        }
    }
}
