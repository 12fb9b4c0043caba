//! What an event is about: words of its sentence, and its frame, to PLOVER contexts.

use std::collections::{BTreeMap, BTreeSet};

use legation_lexicon::Fault;
use legation_model::{Context, Lang};
use legation_nlp::TokenId;

use super::act::Act;
use crate::rules::Sources;
use crate::text::Text;

/// Lemmas that follow a first one, with the context of the whole.
type Phrases = Vec<(Vec<String>, Context)>;

/// Words and frames with the contexts that they name.
#[derive(Debug, Default)]
pub(super) struct Contexts {
    /// By first lemma: the lemmas that follow it, and the context.
    words: BTreeMap<Lang, BTreeMap<String, Phrases>>,
    /// By type, type and mode, or frame.
    frames: BTreeMap<String, Vec<Context>>,
}

impl Contexts {
    /// Reads the files.
    pub(super) fn read(sources: &Sources<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut out = Self::default();
        for source in sources.files("contexts/", ".tsv") {
            for (at, line) in source.rows() {
                match row(line) {
                    Some((Some(lang), words, context)) => {
                        let mut lemmas = words.split(' ').map(str::to_owned);
                        let first = lemmas.next().unwrap_or_default();
                        let rows = out.words.entry(lang).or_default().entry(first).or_default();
                        rows.push((lemmas.collect(), context));
                    }
                    Some((None, frame, context)) => {
                        out.frames.entry(frame.to_owned()).or_default().push(context);
                    }
                    None => {
                        faults
                            .push(source.fault(at, "the row is not: language or \"frame\", lemma, context"));
                    }
                }
            }
        }
        out
    }

    fn of_words(&self, text: &Text<'_>, t: TokenId) -> impl Iterator<Item = Context> {
        let doc = text.doc;
        let rows = self.words.get(&doc.lang(t)).and_then(|words| words.get(doc.lemma(t)));
        rows.into_iter().flatten().filter_map(move |(rest, context)| {
            let follows =
                |(at, lemma): (TokenId, &String)| (at as usize) < doc.len() && doc.lemma(at) == lemma;
            (t + 1..).zip(rest).all(follows).then_some(*context)
        })
    }

    fn of_frame(&self, frame: &str) -> impl Iterator<Item = Context> {
        self.frames.get(frame).into_iter().flatten().copied()
    }
}

/// A row of a file: language, lemmas, context; or "frame" (no language), type or frame, context.
fn row(line: &str) -> Option<(Option<Lang>, &str, Context)> {
    let mut cells = line.split('\t');
    let lang = match cells.next()? {
        "ru" => Some(Lang::Ru),
        "en" => Some(Lang::En),
        "frame" => None,
        _ => return None,
    };
    Some((lang, cells.next()?, cells.next()?.parse().ok()?))
}

/// Contexts that the clause of the act names and those that its modes bring, in the order of the codebook.
pub(super) fn of(text: &Text<'_>, act: &Act) -> Vec<Context> {
    let doc = text.doc;
    let contexts = &text.rules.index.contexts;
    let tokens = doc.subtree(act.trigger.2).chain(doc.subtree(act.at));
    let mut found: BTreeSet<Context> = tokens.flat_map(|t| contexts.of_words(text, t)).collect();
    let plover = act.plover.as_str();
    found.extend(contexts.of_frame(plover));
    for mode in &act.modes {
        found.extend(contexts.of_frame(&format!("{plover}/{mode}")));
    }
    // The rule of an act begins with the frame at its core.
    found.extend(contexts.of_frame(act.rule.split('+').next().unwrap_or_default()));
    found.into_iter().collect()
}
