//! spaCy's rule lemmatizer: suffix rules, exceptions and a list of known lemmas.

use std::collections::HashMap;

use super::meta::LemmaMeta;
use crate::tags::{Degree, Feats, Number, Tense, Upos, VerbForm};

/// Sorted words, one a line.
#[derive(Debug, Default)]
struct Words {
    text: &'static str,
    starts: Vec<u32>,
}

impl Words {
    fn new(text: &'static str) -> Self {
        let mut at = 0;
        let starts = text
            .lines()
            .map(|l| {
                at += l.len() as u32 + 1;
                at - l.len() as u32 - 1
            })
            .collect();
        Self { text, starts }
    }

    fn has(&self, word: &str) -> bool {
        let line = |at: u32| self.text[at as usize..].split('\n').next().unwrap_or_default();
        self.starts.binary_search_by(|&at| line(at).cmp(word)).is_ok()
    }
}

#[derive(Debug, Default)]
struct Tables {
    rules: Vec<(String, String)>,
    exceptions: HashMap<String, Vec<String>>,
    index: Words,
}

/// Tables by part of speech.
#[derive(Debug, Default)]
pub(crate) struct Lemmatizer {
    tables: HashMap<Upos, Tables>,
}

impl Lemmatizer {
    /// `index` gives the sorted list of a part of speech.
    pub(crate) fn new(meta: &LemmaMeta, index: impl Fn(&str) -> Option<&'static str>) -> Option<Self> {
        let mut tables: HashMap<Upos, Tables> = HashMap::new();
        let upos = |name: &str| Upos::parse(&name.to_uppercase());
        for (name, rules) in &meta.rules {
            tables.entry(upos(name)?).or_default().rules.clone_from(rules);
        }
        for (name, forms) in &meta.exceptions {
            tables.entry(upos(name)?).or_default().exceptions =
                forms.iter().map(|(f, l)| (f.clone(), l.clone())).collect();
        }
        for name in &meta.index {
            tables.entry(upos(name)?).or_default().index = Words::new(index(name)?);
        }
        Some(Self { tables })
    }

    /// Lemma of `form`.
    pub(crate) fn lemma(&self, form: &str, pos: Option<Upos>, feats: Feats) -> String {
        let Some(pos) = pos else { return form.to_lowercase() };
        if is_base(pos, feats) {
            return form.to_lowercase();
        }
        let Some(tables) = self.tables.get(&pos) else {
            return if pos == Upos::Propn { form.to_owned() } else { form.to_lowercase() };
        };
        let lower = form.to_lowercase();
        // An exception goes before everything; the last of several goes first.
        let by_exception = tables.exceptions.get(&lower).map_or(&[][..], |l| l.as_slice());
        let (mut known, mut odd, mut unknown): (Vec<String>, Vec<String>, Option<String>) =
            Default::default();
        for (old, new) in &tables.rules {
            let Some(stem) = lower.strip_suffix(old.as_str()) else { continue };
            let lemma = format!("{stem}{new}");
            if lemma.is_empty() {
                continue;
            }
            if tables.index.has(&lemma) {
                known.insert(0, lemma);
            } else if !lemma.chars().all(char::is_alphabetic) {
                odd.push(lemma);
            } else if unknown.is_none() {
                unknown = Some(lemma);
            }
        }
        known.extend(odd);
        let fresh = by_exception.iter().rev().find(|e| !known.contains(e)).cloned();
        fresh.or(known.into_iter().next()).or(unknown).unwrap_or_else(|| form.to_owned())
    }
}

/// Whether the features say that the form is its own lemma.
fn is_base(pos: Upos, f: Feats) -> bool {
    match pos {
        Upos::Noun if f.number == Some(Number::Sing) => true,
        Upos::Verb if f.form == Some(VerbForm::Fin) && f.tense == Some(Tense::Pres) && f.number.is_none() => {
            true
        }
        _ => f.form == Some(VerbForm::Inf) || f.degree == Some(Degree::Pos),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_then_known_lemmas_then_guesses() -> Result<(), &'static str> {
        let mut meta = LemmaMeta::default();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        meta.rules.insert(
            "verb".to_owned(),
            vec![pair("s", ""), pair("ed", "e"), pair("ed", ""), pair("ing", "e"), pair("ing", "")],
        );
        meta.exceptions
            .insert("verb".to_owned(), [("met".to_owned(), vec!["meet".to_owned()])].into_iter().collect());
        meta.index.push("verb".to_owned());
        let lemmas = Lemmatizer::new(&meta, |_| Some("agree\nhope\nvisit")).ok_or("tables")?;
        let past = Feats::parse("Tense=Past|VerbForm=Fin");
        let verb = |form: &str| lemmas.lemma(form, Some(Upos::Verb), past);
        assert_eq!(verb("Met"), "meet");
        assert_eq!(verb("visited"), "visit");
        assert_eq!(verb("hoped"), "hope");
        assert_eq!(verb("brokered"), "brokere");
        assert_eq!(lemmas.lemma("Lavrov", Some(Upos::Propn), Feats::default()), "Lavrov");
        assert_eq!(lemmas.lemma("talks", Some(Upos::Noun), Feats::parse("Number=Sing")), "talks");
        Ok(())
    }
}
