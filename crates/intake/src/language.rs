//! Which language a paragraph is in: letters first, then frequent words.

use legation_model::Lang;

use crate::chars;
use crate::lexicon::LANGUAGES;

/// Letters read of one paragraph; more would not change the answer.
const ENOUGH: usize = 1500;

/// The language of `text`, [`Lang::Und`] when it does not tell.
///
/// Letters that a language never has count against it, letters of its own and its frequent words for it. One foreign
/// name or quotation does not turn a paragraph.
pub fn language(text: &str) -> Lang {
    let known = &*LANGUAGES;
    let (mut cyrillic, mut latin, mut other) = (0usize, 0usize, 0usize);
    let mut score = vec![0i32; known.speech.len()];
    let mut word = String::new();
    let mut words = 0;
    for c in text.chars().take(ENOUGH).chain(std::iter::once(' ')) {
        if chars::letter(c) || (c == '\'' && !word.is_empty()) {
            match c {
                '\u{400}'..='\u{52f}' => cyrillic += 1,
                'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' => latin += 1,
                _ => other += 1,
            }
            chars::push_lower(&mut word, c);
            continue;
        }
        if word.is_empty() {
            continue;
        }
        words += 1;
        if let Some(bits) = known.words.get(word.as_str()) {
            for (i, s) in score.iter_mut().enumerate() {
                *s += if bits >> i & 1 == 1 { 10 } else { 0 };
            }
        }
        // Only letters outside the common stock can decide, so plain ASCII words cost nothing here.
        if !word.is_ascii() {
            for votes in word.chars().filter_map(|c| known.votes(c)) {
                for (s, vote) in score.iter_mut().zip(votes) {
                    *s += i32::from(*vote);
                }
            }
        }
        word.clear();
    }
    let letters = cyrillic + latin + other;
    if letters < 2 || other * 2 > letters {
        return Lang::Und;
    }
    let best = |cyrillic: bool| {
        let mut best: Option<(i32, Lang)> = None;
        for (s, speech) in score.iter().zip(&known.speech).filter(|(_, l)| l.cyrillic == cyrillic) {
            if best.is_none_or(|(top, _)| *s > top) {
                best = Some((*s, speech.lang));
            }
        }
        best
    };
    // Where both scripts stand side by side, the frequent words decide which one carries the sentence.
    let mixed = cyrillic * 5 >= latin * 2 && latin * 5 >= cyrillic * 2;
    let top = |cyrillic| best(cyrillic).map_or(0, |(top, _)| top);
    let is_cyrillic =
        if mixed && top(true) != top(false) { top(true) > top(false) } else { cyrillic >= latin };
    match best(is_cyrillic) {
        // A Latin text needs a word that speaks for it; Cyrillic without any sign is Russian.
        Some((top, lang)) if top > 0 || (is_cyrillic && top == 0 && words > 0) => lang,
        _ => Lang::Und,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_told_apart() {
        let cases = [
            ("Министры подписали план консультаций на следующий год.", Lang::Ru),
            ("Міністри підписали план консультацій на наступний рік.", Lang::Uk),
            ("Міністры падпісалі план кансультацый на наступны год.", Lang::Be),
            ("Министрите подписаха план за консултации през следващата година.", Lang::Bg),
            ("Министри су потписали план консултација за следећу годину.", Lang::Sr),
            ("The ministers signed a plan of consultations for next year.", Lang::En),
            ("Die Minister haben einen Plan für das nächste Jahr unterzeichnet.", Lang::De),
            ("Les ministres ont signé un plan de consultations pour l'année prochaine.", Lang::Fr),
            ("Los ministros firmaron un plan de consultas para el próximo año.", Lang::Es),
            ("Ministrowie podpisali plan konsultacji na przyszły rok.", Lang::Pl),
        ];
        for (text, lang) in cases {
            assert_eq!(language(text), lang, "{text}");
        }
    }

    #[test]
    fn a_foreign_name_does_not_turn_a_paragraph() {
        assert_eq!(language("Компания Rheinmetall Landsysteme открыла завод, сообщил Reuters."), Lang::Ru);
        assert_eq!(language("The paper Московский комсомолец said that it would go on."), Lang::En);
        assert_eq!(language("Переговоры"), Lang::Ru);
    }

    #[test]
    fn no_letters_no_language() {
        assert_eq!(language("12 345 — 2024"), Lang::Und);
        assert_eq!(language("日本語の文章です"), Lang::Und);
    }
}
