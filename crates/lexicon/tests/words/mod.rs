//! Words of a plain text, cut well enough for tests.

use legation_lexicon::Word;
use legation_model::Lang;

/// Cuts `text` into words and marks; a word begins a sentence after a full stop.
pub(crate) fn cut(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for raw in text.split_whitespace() {
        let mut rest = raw;
        while let Some(c) = rest.chars().next().filter(|c| !c.is_alphanumeric()) {
            out.push(c.to_string());
            rest = &rest[c.len_utf8()..];
        }
        let mut tail = Vec::new();
        while let Some(c) = rest.chars().next_back().filter(|c| !c.is_alphanumeric() && *c != '+') {
            let shortened = c == '.' && rest[..rest.len() - 1].contains('.') && rest.is_ascii();
            if shortened || c == '.' && matches!(rest, "St." | "Mr.") {
                break;
            }
            tail.push(c.to_string());
            rest = &rest[..rest.len() - c.len_utf8()];
        }
        if let Some(stem) = rest.strip_suffix("'s").or_else(|| rest.strip_suffix("’s")) {
            out.push(stem.to_owned());
            out.push("'s".to_owned());
        } else if !rest.is_empty() {
            out.push(rest.to_owned());
        }
        out.extend(tail.into_iter().rev());
    }
    out
}

/// The words of `forms`, each its own lemma.
pub(crate) fn words(forms: &[String]) -> Vec<Word<'_>> {
    let lang =
        if forms.iter().any(|f| f.chars().any(|c| ('а'..='я').contains(&c))) { Lang::Ru } else { Lang::En };
    let mut initial = true;
    forms
        .iter()
        .map(|form| {
            let word = Word { form, lemma: form, lang, initial };
            initial = matches!(form.as_str(), "." | "!" | "?")
                || initial && !form.chars().any(char::is_alphanumeric);
            word
        })
        .collect()
}
