//! Several who act or are meant together: owners in a list, acting ministers, counted states, those who stand between.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Event, Lang, Record};

mod common;

use common::{events, who};

fn told(text: &str) -> Vec<String> {
    common::told(Lang::Ru, text)
}

fn records(text: &str) -> Vec<Record> {
    let (article, doc) = common::article(Lang::Ru, text, Some("2024-07-04"));
    code(&article, &doc, Lexicon::builtin()).records
}

#[test]
fn heads_of_one_body_of_several_states_are_several() {
    assert_eq!(told("Главы МИД Ирана и Турции провели переговоры."), ["CONSULT asserted IRN TUR > "]);
    assert_eq!(
        told("Главы Минобороны Индии, Непала и Бутана встретились в Дели."),
        ["CONSULT asserted IND NPL BTN > "]
    );
}

#[test]
fn who_acts_for_a_minister_is_met() {
    let got = told("Министр энергетики Катара провел встречу с и. о. главы МИД Ливана Самиром Халадом.");
    assert_eq!(got, ["CONSULT asserted LBN QAT > "]);
}

#[test]
fn mediators_are_no_sides() {
    let got = told(
        "Эфиопия и Сомали договорились о встрече. Посредниками выступили Турция и Катар. Накануне стороны обвинили друг друга в обстрелах.",
    );
    assert!(got.iter().any(|e| e == "ACCUSE asserted ETH SOM > "), "{got:?}");
}

#[test]
fn so_many_states_are_the_last_so_many() {
    let got = told(
        "Чад, Нигер и Бенин провели переговоры. Гана их приветствовала. В мае три страны вышли из соглашения о торговле.",
    );
    assert!(got.iter().any(|e| e.starts_with("SANCTION") && e.contains("TCD NER BEN >")), "{got:?}");
}

#[test]
fn names_that_do_not_bend_are_subjects_before_a_plural() {
    assert_eq!(
        told("Таджикистан, Непал и Бутан подписали в Душанбе соглашение о торговле."),
        ["SUPPORT asserted TJK NPL BTN > "]
    );
    assert_eq!(
        told("За ночь силы ПВО Израиля сбили три иранских беспилотника."),
        ["ASSAULT asserted ISR > IRN"]
    );
}

#[test]
fn a_body_named_with_letters_of_its_owner_speaks_as_that_body() {
    for (text, speaker) in [
        ("В МИД КНР отметили, что переговоры продолжатся.", "chn-foreign-ministry"),
        ("Переговоры продолжатся, сообщили в Минобороны США.", "usa-defence-ministry"),
        ("Генштаб ВСУ сообщил, что бои продолжаются.", "ukr-general-staff"),
    ] {
        let speakers: Vec<String> = records(text)
            .into_iter()
            .filter_map(|r| if let Record::Statement(s) = r { s.speaker.id } else { None })
            .collect();
        assert_eq!(speakers, [speaker], "{text}");
    }
}

#[test]
fn by_his_words_is_whom_the_sentence_before_is_about() {
    let all = records(
        "Премьер-министр Непала Кеша Орли назвал закон полезным. Посол Индии Павел Гердин раскритиковал решение парламента. По его словам, торговля может остановиться.",
    );
    let last =
        all.iter().filter_map(|r| if let Record::Statement(s) = r { Some(s) } else { None }).next_back();
    assert!(last.is_some_and(|s| s.speaker.name.contains("Гердин")), "{last:?}");
}

#[test]
fn what_is_handed_over_passes_no_words_on() {
    let all = records(
        "Индия и Непал обменялись пленными, стороны передали друг другу по 20 человек, сообщило Минобороны Индии.",
    );
    let relays: Vec<usize> = all
        .iter()
        .filter_map(|r| if let Record::Statement(s) = r { Some(s.relay.len()) } else { None })
        .collect();
    assert_eq!(relays, [0]);
}

#[test]
fn what_is_said_elsewhere_is_not_said_in_the_town_of_the_story() {
    let places = |text: &str| -> Vec<String> {
        let (article, doc) = common::dated(Lang::Ru, text);
        let records = code(&article, &doc, Lexicon::builtin()).records;
        let events =
            records.into_iter().filter_map(|r| if let Record::Event(e) = r { Some(e) } else { None });
        let country = |e: &Event| e.place.as_ref().and_then(|p| p.country.clone()).unwrap_or_default();
        let mut out: Vec<String> = events.map(|e| format!("{} {}", who(&e.actors), country(&e))).collect();
        out.sort();
        out
    };
    assert_eq!(places("Президент Индии призвал Непал вывести войска."), ["IND IND"]);
    let two = "Министр обороны Индии призвал Шри-Ланку открыть границу. Президент Непала призвал Бутан вывести войска.";
    assert_eq!(places(two), ["IND IND", "NPL "]);
}

#[test]
fn a_list_before_its_own_verb_is_not_more_of_the_subject_before_it() {
    assert_eq!(
        told("За резолюцию проголосовали 12 стран, Россия, Китай и Иран воздержались."),
        Vec::<String>::new()
    );
    assert_eq!(
        told("Договор подписали Индия и Непал, Бутан и Мьянма отказались."),
        ["SUPPORT asserted IND NPL > ", "REJECT asserted BTN MMR > "]
    );
}

#[test]
fn nameless_groups_are_of_the_state_told_of_last() {
    let (article, doc) =
        common::dated(Lang::Ru, "Военные захватили власть в Гвинее-Бисау. Мятежники закрыли границы.");
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let who: Vec<String> = records
        .iter()
        .filter_map(|r| if let Record::Event(e) = r { Some(who(&e.actors)) } else { None })
        .collect();
    assert_eq!(who, ["GNB", "GNB"]);
}

#[test]
fn whoever_speaks_for_a_body_is_that_body_not_the_presidents_voice() {
    let all = records("Представитель Минобороны Белоруссии сообщил о начале учений.");
    let speaker =
        all.iter().find_map(|r| if let Record::Statement(s) = r { s.speaker.id.as_deref() } else { None });
    assert_eq!(speaker, Some("blr-defence-ministry"));
}

#[test]
fn who_is_elected_is_not_the_one_in_office() {
    let got =
        told("Президент Боливии Луис Арсе выступил с речью. Марко Рубио поздравил избранного президента.");
    assert_eq!(got, ["SUPPORT asserted USA > ?"]);
}

#[test]
fn a_double_given_name_finds_its_bearer() {
    let got = events(Lang::Ru, "Касым-Жомарт Токаев встретился с Ильхамом Алиевым.");
    let mut ids: Vec<&str> = got.iter().flat_map(|e| &e.actors).filter_map(|a| a.id.as_deref()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["ilham-aliyev", "kassym-jomart-tokayev"]);
}

#[test]
fn the_minister_is_the_one_called_so() {
    let all = records(
        "Министр иностранных дел Максим Рыженков встретился с вице-президентом Зимбабве Константино Чивенгой. Министр заявил, что торговля растет.",
    );
    let speaker =
        all.iter().find_map(|r| if let Record::Statement(s) = r { s.speaker.id.as_deref() } else { None });
    assert_eq!(speaker, Some("maxim-ryzhenkov"));
}
