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

/// Step and status of each assertion.
fn statuses(lang: Lang, text: &str) -> Vec<String> {
    let list = agreements(lang, text);
    list.iter().flat_map(|a| &a.assertions).map(|s| format!("{} {:?}", s.step, s.status)).collect()
}

#[test]
fn a_refused_step_is_denied() {
    assert_eq!(
        statuses(Lang::En, "The Senate of Chile refused to ratify the trade agreement with Peru."),
        ["ratification Denied"]
    );
    assert_eq!(
        statuses(Lang::Ru, "Парламент Грузии отказался ратифицировать договор с Арменией о границе."),
        ["ratification Denied"]
    );
}

#[test]
fn an_exchange_of_ratifications_is_told_of_the_instrument_beside_it() {
    let told = statuses(
        Lang::Ru,
        "Сербия и Венгрия обменялись ратификационными грамотами, договор о транзите газа вступил в силу.",
    );
    assert!(told.contains(&"exchange Asserted".to_owned()), "{told:?}");
    assert!(told.contains(&"entry_into_force Asserted".to_owned()), "{told:?}");
}
