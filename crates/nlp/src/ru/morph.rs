//! Lemmas, parts of speech and features from the dictionary of `rumorph`.

use std::collections::HashMap;
use std::sync::Arc;

use rumorph::{Analysis, Dictionary, SENTENCE_CHUNK};

use crate::ru::context::{self, Context, Features};
use crate::tags::{Feats, Upos};

/// Words remembered, about 2 KB each.
const REMEMBERED: usize = 6000;

/// The dictionary and its tags in our own terms.
#[derive(Debug)]
pub(crate) struct Morph {
    dictionary: Dictionary,
    context: Context,
    tags: Vec<(Upos, Feats)>,
}

/// A word analysed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Word {
    /// Lemma as the dictionary writes it.
    pub(crate) lemma: Arc<str>,
    /// Part of speech; `None` for what is no word.
    pub(crate) tag: Option<(Upos, Feats)>,
}

/// A word form met lately: its analyses and what the context model makes of it alone.
#[derive(Debug, Default)]
struct Form {
    words: Vec<Word>,
    features: Features,
}

/// What a thread keeps between texts; an entry depends on its word alone.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    forms: HashMap<Box<str>, Arc<Form>>,
    scratch: context::Scratch,
    choices: Vec<usize>,
}

impl Morph {
    pub(crate) fn open() -> Result<Self, String> {
        let dictionary = Dictionary::bundled().map_err(|e| e.to_string())?;
        let context = Context::read(rumorph_dict_ru::DICTIONARY, &dictionary)
            .ok_or("the context model has another form than that of version 0.5.0")?;
        let tags = dictionary
            .ud_tags()
            .map(|tag| {
                let feats = tag.feats().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("|");
                (Upos::parse(tag.pos()).unwrap_or(Upos::X), Feats::parse(&feats))
            })
            .collect();
        Ok(Self { dictionary, context, tags })
    }

    /// Appends the words of one sentence, disambiguated by their neighbours.
    pub(crate) fn sentence(&self, memo: &mut Memo, words: &[&str], out: &mut Vec<Word>) {
        if !words.iter().all(|word| is_plain(word)) {
            // Stress marks and look-alikes of another script: `rumorph` knows how to clean them away.
            if let Ok(analyses) = self.dictionary.analyze_sentence(words) {
                out.extend(
                    analyses.iter().map(|list| list.first().map_or_else(Word::default, |a| self.word(a))),
                );
                return;
            }
        }
        if memo.forms.len() > REMEMBERED {
            memo.forms.clear();
        }
        for chunk in words.chunks(SENTENCE_CHUNK) {
            let forms: Vec<Arc<Form>> = chunk
                .iter()
                .map(|word| {
                    if let Some(form) = memo.forms.get(*word) {
                        return Arc::clone(form);
                    }
                    let analyses = self.dictionary.analyze(word);
                    let words = analyses.iter().map(|a| self.word(a)).collect();
                    let form = Arc::new(Form { words, features: self.context.features(word, &analyses) });
                    memo.forms.insert((*word).into(), Arc::clone(&form));
                    form
                })
                .collect();
            // Without neighbours the model chooses worse than the dictionary's frequencies.
            if forms.len() < 2 {
                out.extend(forms.iter().map(|form| form.words.first().cloned().unwrap_or_default()));
                continue;
            }
            let features: Vec<&Features> = forms.iter().map(|form| &form.features).collect();
            self.context.choose(&features, &mut memo.scratch, &mut memo.choices);
            out.extend(
                forms
                    .iter()
                    .zip(&memo.choices)
                    .map(|(form, &i)| form.words.get(i).cloned().unwrap_or_default()),
            );
        }
    }

    fn word(&self, analysis: &Analysis) -> Word {
        Word { tag: self.tags.get(usize::from(analysis.ud)).copied(), lemma: analysis.lemma.as_str().into() }
    }
}

/// Whether a word is what it looks like: one script, no combining or invisible marks.
fn is_plain(word: &str) -> bool {
    word.is_ascii()
        || word.chars().all(|c| {
            let cyrillic = matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё');
            cyrillic || c.is_ascii() && !c.is_ascii_alphabetic() || "«»„“”‘’—–−‑…№•°§".contains(c)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choices_are_those_of_the_dictionarys_own_model() -> Result<(), String> {
        let morph = Morph::open()?;
        let mut memo = Memo::default();
        for sentence in [
            "Министр иностранных дел вручил послу ноту протеста .",
            "Стороны договорились провести встречу в мае 2025 года , сообщили в МИД .",
            "« Мы стали друзьями » , – сказала она .",
            "Стекло стекло , а печь печь стала .",
            "Договор о гарантиях безопасности подписан президентами двух стран в Минске",
            "NATO и Газета.ru : -5 °C",
            "Нет",
        ] {
            let words: Vec<&str> = sentence.split(' ').collect();
            let theirs = morph.dictionary.analyze_sentence(&words).map_err(|e| e.to_string())?;
            let theirs: Vec<Word> = theirs.iter().map(|list| morph.word(&list[0])).collect();
            for _ in 0..2 {
                let mut ours = Vec::new();
                morph.sentence(&mut memo, &words, &mut ours);
                assert_eq!(ours, theirs, "{sentence}");
            }
        }
        Ok(())
    }
}
