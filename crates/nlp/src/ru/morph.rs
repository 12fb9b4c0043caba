//! Lemmas, parts of speech and features from the dictionary and context model of `rumorph`.

use rumorph::{Analysis, Dictionary};

use crate::tags::{Feats, Upos};

/// The dictionary and its tags in our own terms.
#[derive(Debug)]
pub(crate) struct Morph {
    dictionary: Dictionary,
    tags: Vec<(Upos, Feats)>,
}

/// A word analysed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Word {
    /// Lemma as the dictionary writes it.
    pub(crate) lemma: String,
    /// Part of speech; `None` for what is no word.
    pub(crate) tag: Option<(Upos, Feats)>,
}

impl Morph {
    pub(crate) fn open() -> Result<Self, String> {
        let dictionary = Dictionary::bundled().map_err(|e| e.to_string())?;
        let tags = dictionary
            .ud_tags()
            .map(|tag| {
                let feats = tag.feats().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("|");
                (Upos::parse(tag.pos()).unwrap_or(Upos::X), Feats::parse(&feats))
            })
            .collect();
        Ok(Self { dictionary, tags })
    }

    /// The words of one sentence, disambiguated by their neighbours.
    pub(crate) fn sentence(&self, words: &[&str]) -> Vec<Word> {
        let analyses = self
            .dictionary
            .analyze_sentence(words)
            .unwrap_or_else(|_| words.iter().map(|word| self.dictionary.analyze(word)).collect());
        analyses
            .into_iter()
            .map(|list| list.into_iter().next().map_or_else(Word::default, |a| self.word(a)))
            .collect()
    }

    fn word(&self, analysis: Analysis) -> Word {
        Word { tag: self.tags.get(usize::from(analysis.ud)).copied(), lemma: analysis.lemma }
    }
}
