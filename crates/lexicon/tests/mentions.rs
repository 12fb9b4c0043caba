//! Names in running text.

use legation_lexicon::{Form, Lexicon, Word};
use legation_model::Lang;

/// Mentions of `text` as `id form [owner]`, words cut at blanks and marks.
fn found(text: &str) -> Vec<String> {
    let lang = if text.chars().any(|c| ('а'..='я').contains(&c)) { Lang::Ru } else { Lang::En };
    let mut forms: Vec<String> = Vec::new();
    for raw in text.split_whitespace() {
        let core = raw.trim_end_matches([',', '.', '!', '?', ':', '»']);
        let core = if raw.contains('.')
            && raw.chars().next().is_some_and(char::is_uppercase)
            && core.contains('.')
        {
            raw
        } else {
            core
        };
        let core = core.trim_start_matches('«');
        if let Some(stem) = core.strip_suffix("'s") {
            forms.push(stem.to_owned());
            forms.push("'s".to_owned());
        } else {
            forms.push(core.to_owned());
        }
        if raw.ends_with(',') {
            forms.push(",".to_owned());
        }
    }
    let words: Vec<Word<'_>> = forms
        .iter()
        .enumerate()
        .map(|(at, form)| Word { form, lemma: form, lang, initial: at == 0 })
        .collect();
    let lexicon = Lexicon::builtin();
    lexicon
        .mentions(&words)
        .iter()
        .map(|m| {
            let kind = match m.form {
                Form::Name => "name",
                Form::Acronym => "acronym",
                Form::Adjective => "adjective",
                Form::Demonym => "people",
                Form::Capital => "capital",
                Form::Seat => "seat",
            };
            format!("{} {kind}", lexicon.body_id(m.entity, m.owner))
        })
        .collect()
}

#[test]
fn russian_names_are_found_in_every_case() {
    assert_eq!(found("Делегация Республики Южная Осетия прибыла"), ["south-ossetia name"]);
    assert_eq!(found("встреча с Южной Осетией"), ["south-ossetia name"]);
    assert_eq!(found("в рамках Организации Договора о коллективной безопасности"), ["csto name"]);
    assert_eq!(found("страны Содружества Независимых Государств"), ["cis name"]);
    assert_eq!(found("между Россией и Белоруссией"), ["RUS name", "BLR name"]);
    assert_eq!(found("Переговоры в США с россиянами"), ["USA acronym", "RUS people"]);
}

#[test]
fn bodies_take_the_owner_beside_them() {
    assert_eq!(found("заявил глава МИД России"), ["rus-foreign-ministry acronym"]);
    assert_eq!(found("в белорусском МИДе сообщили"), ["blr-foreign-ministry acronym"]);
    assert_eq!(found("Министерство иностранных дел Южной Осетии"), ["south-ossetia-foreign-ministry name"]);
    assert_eq!(found("the Russian Foreign Ministry said"), ["rus-foreign-ministry name"]);
    assert_eq!(found("Belarus's Foreign Ministry said"), ["blr-foreign-ministry name"]);
    assert_eq!(
        found("the Ministry of Foreign Affairs of the Russian Federation"),
        ["rus-foreign-ministry name"]
    );
}

#[test]
fn compounds_name_both() {
    assert_eq!(found("российско-белорусские переговоры"), ["RUS adjective", "BLR adjective"]);
    assert_eq!(found("Американо-российский диалог"), ["USA adjective", "RUS adjective"]);
    assert_eq!(found("US-Russian talks"), ["USA adjective", "RUS adjective"]);
}
