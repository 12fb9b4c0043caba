//! What an event is about: words of its sentence to PLOVER contexts.

use std::collections::{BTreeMap, BTreeSet};

use legation_lexicon::Fault;
use legation_model::{Context, Lang};
use legation_nlp::TokenId;

use super::compose::Act;
use crate::rules::Sources;
use crate::text::Text;

/// Words with the contexts that they name.
#[derive(Debug, Default)]
pub(super) struct Contexts {
    words: BTreeMap<Lang, BTreeMap<String, Vec<Context>>>,
}

impl Contexts {
    /// Reads the files.
    pub(super) fn read(sources: &Sources<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut out = Self::default();
        for source in sources.files("contexts/", ".tsv") {
            for (at, line) in source.rows() {
                match row(line) {
                    Some((lang, word, context)) => {
                        out.words.entry(lang).or_default().entry(word.to_owned()).or_default().push(context);
                    }
                    None => faults.push(source.fault(at, "the row is not: language, lemma, context")),
                }
            }
        }
        out
    }

    fn of(&self, lang: Lang, lemma: &str) -> &[Context] {
        self.words.get(&lang).and_then(|words| words.get(lemma)).map_or(&[], Vec::as_slice)
    }
}

/// A row of a file: language, lemma, context.
fn row(line: &str) -> Option<(Lang, &str, Context)> {
    let mut cells = line.split('\t');
    let lang = match cells.next()? {
        "ru" => Lang::Ru,
        "en" => Lang::En,
        _ => return None,
    };
    Some((lang, cells.next()?, cells.next()?.parse().ok()?))
}

/// Contexts that the clause of the act names, in the order of the codebook.
pub(super) fn of(text: &Text<'_>, act: &Act) -> Vec<Context> {
    let doc = text.doc;
    let contexts = &text.rules.index.contexts;
    let tokens = doc.subtree(act.trigger.2).chain(doc.subtree(act.at));
    let found: BTreeSet<Context> =
        tokens.flat_map(|t: TokenId| contexts.of(doc.lang(t), doc.lemma(t))).copied().collect();
    found.into_iter().collect()
}
