//! Agreements read out of analysed sentences.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Agreement, Lang, Record};

mod common;

fn agreements(lang: Lang, text: &str) -> Vec<Agreement> {
    let (article, doc) = common::article(lang, text, Some("2024-07-04"));
    code(&article, &doc, Lexicon::builtin())
        .records
        .into_iter()
        .filter_map(|r| match r {
            Record::Agreement(a) => Some(a),
            _ => None,
        })
        .collect()
}

/// Name, parties and steps of each.
fn told(lang: Lang, text: &str) -> Vec<(String, String, String)> {
    agreements(lang, text)
        .into_iter()
        .map(|a| {
            let parties: Vec<String> = a.parties.iter().filter_map(|p| p.id.clone()).collect();
            let steps: Vec<String> =
                a.assertions.iter().map(|s| format!("{} {}", s.step, s.trigger.quote)).collect();
            (a.name.quote, parties.join(" "), steps.join(", "))
        })
        .collect()
}

fn one(name: &str, parties: &str, steps: &str) -> Vec<(String, String, String)> {
    vec![(name.to_owned(), parties.to_owned(), steps.to_owned())]
}

#[test]
fn the_name_holds_parties_and_topic() {
    assert_eq!(
        told(
            Lang::Ru,
            "Парламент одобрил договор между Арменией и Казахстаном о взаимной защите инвестиций."
        ),
        one(
            "договор между Арменией и Казахстаном о взаимной защите инвестиций",
            "ARM KAZ",
            "adoption одобрил"
        )
    );
}

#[test]
fn a_bare_word_points_back() {
    assert_eq!(
        told(Lang::Ru, "Россия и Армения подписали соглашение о туризме. Соглашение вступит в силу осенью."),
        one("соглашение о туризме", "RUS ARM", "signature подписали, entry_into_force вступит в силу")
    );
}

#[test]
fn acts_of_one_side_are_none() {
    assert!(
        told(Lang::Ru, "Правительство России приняло программу развития сельского хозяйства.").is_empty()
    );
    assert!(told(Lang::Ru, "Эксперты пришли к соглашению, что цены вырастут.").is_empty());
}
