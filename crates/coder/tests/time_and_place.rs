//! Times and places as they hang on deeds in analysed sentences.

use legation_coder::time::Direction;
use legation_coder::{code, place};
use legation_lexicon::Lexicon;
use legation_model::{Lang, Record};
use legation_nlp::{Doc, TokenId};
use legation_text::Span;

mod common;

fn at(doc: &Doc, form: &str) -> TokenId {
    (0..doc.len() as TokenId).find(|&t| doc.form(t) == form).expect("the word is in the sentence")
}

/// The words of the time and of the place of the deed `head`.
fn circumstances(
    lang: Lang,
    text: &str,
    head: &str,
    direction: Direction,
) -> (Option<String>, Option<String>) {
    common::with_cast(lang, text, |text, times, _| {
        let head = at(text.doc, head);
        let when = times.of_clause(text, head, direction);
        (when.and_then(|d| d.span).map(|s| s.quote), place::of_clause(text, head).map(|p| p.name))
    })
}

fn ru(text: &str, head: &str) -> (Option<String>, Option<String>) {
    circumstances(Lang::Ru, text, head, Direction::Past)
}

fn both(time: &str, place: &str) -> (Option<String>, Option<String>) {
    (Some(time.to_owned()), Some(place.to_owned()))
}

#[test]
fn a_deed_has_the_time_and_place_of_its_clause() {
    assert_eq!(ru("Министры встретились 5 мая в Минске.", "встретились"), both("5 мая", "Минске"));
    assert_eq!(ru("Встреча министров прошла в среду в Минске.", "Встреча"), both("среду", "Минске"));
    assert_eq!(ru("Президент России заявил, что в мае он посетил Минск.", "заявил"), (None, None));
}

#[test]
fn the_date_of_a_paper_is_not_the_date_of_the_deed() {
    assert_eq!(ru("Стороны обсудили закон от 3 апреля 2023 года.", "обсудили").0, None);
}

#[test]
fn eve_of_something_is_no_day() {
    assert_eq!(ru("Он выступил накануне саммита.", "выступил").0, None);
    assert_eq!(ru("Накануне он выступил в Минске.", "выступил"), both("Накануне", "Минске"));
}

/// `TYPE day place` of every event of a story of 4 July 2024; `line` are the words of its dateline.
fn told(lang: Lang, text: &str, line: &str) -> Vec<String> {
    let (mut article, doc) = common::article(lang, text, Some("2024-07-04"));
    article.dateline = (!line.is_empty()).then(|| Span::of(0, line.len()));
    code(&article, &doc, Lexicon::builtin())
        .records
        .into_iter()
        .filter_map(|r| match r {
            Record::Event(e) => {
                let day = e.date.and_then(|d| d.start).map_or("-".to_owned(), |d| d.to_string());
                Some(format!("{} {day} {}", e.plover, e.place.map_or("-".to_owned(), |p| p.label)))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn a_participle_of_holding_dates_and_places_its_noun() {
    assert_eq!(
        ru("Переговоры министров, прошедшие 5 мая в Минске, завершились.", "Переговоры"),
        both("5 мая", "Минске")
    );
    let head = "talks";
    let got = circumstances(
        Lang::En,
        "The talks held on May 5 in Minsk ended without result.",
        head,
        Direction::Past,
    );
    assert_eq!(got, both("May 5", "Minsk"));
}

#[test]
fn an_adjectival_time_is_that_of_its_noun() {
    // The condemnation is not of March.
    assert_eq!(ru("Франция осудила мартовскую атаку.", "осудила").0, None);
    assert_eq!(ru("Франция осудила мартовскую атаку.", "атаку").0.as_deref(), Some("мартовскую"));
    assert_eq!(
        ru("На вчерашней встрече стороны договорились о торговле.", "договорились").0.as_deref(),
        Some("вчерашней")
    );
}

#[test]
fn what_is_spoken_of_is_elsewhere() {
    assert_eq!(told(Lang::Ru, "Греция обвинила Турцию в поставках оружия в Триполи.", ""), ["ACCUSE - -"]);
    assert_eq!(
        told(Lang::En, "Norway invited the president of Peru to visit Oslo in May 2023.", "")[..1],
        ["AGREE - -"]
    );
}

#[test]
fn a_meeting_under_way_is_of_the_dateline_day() {
    assert_eq!(
        told(
            Lang::Ru,
            "АНКАРА, 4 июля. Министры иностранных дел Турции и Греции проводят переговоры.",
            "АНКАРА, 4 июля."
        )[..1],
        ["CONSULT 2024-07-04 -"]
    );
}

#[test]
fn what_is_signed_after_a_meeting_is_signed_there() {
    let got = told(
        Lang::En,
        "The presidents of Brazil and Chile met in Lima on Monday. Brazil and Chile signed a trade agreement.",
        "",
    );
    assert_eq!(got, ["CONSULT 2024-07-01 Lima", "SUPPORT - Lima"]);
}

#[test]
fn a_relative_clause_tells_where() {
    let got =
        told(Lang::En, "The president of Brazil arrived in Lima, where he met the president of Chile.", "");
    assert!(got.iter().all(|e| e.ends_with(" Lima")), "{got:?}");
}

#[test]
fn the_dateline_places_what_is_said() {
    let text = "ОСЛО, 4 июля. Министр иностранных дел Норвегии Эспен Барт Эйде заявил, что переговоры будут трудными.";
    let (mut article, doc) = common::article(Lang::Ru, text, Some("2024-07-04"));
    article.dateline = Some(Span::of(0, "ОСЛО, 4 июля.".len()));
    let said: Vec<_> = code(&article, &doc, Lexicon::builtin())
        .records
        .into_iter()
        .filter_map(|r| match r {
            Record::Statement(s) => Some(s.place.map(|p| p.label)),
            _ => None,
        })
        .collect();
    assert_eq!(said, [Some("Oslo".to_owned())]);
}

#[test]
fn the_time_of_what_is_agreed_lies_ahead_of_the_agreeing() {
    for (lang, text, start) in [
        (Lang::Ru, "Индия и Непал договорились провести консультации в марте.", "2025-03-01"),
        (Lang::Ru, "Достигнута договоренность о проведении консультаций Индии и Непала в мае.", "2025-05-01"),
        (Lang::Ru, "Индия и Непал согласовали визит министра в апреле.", "2025-04-01"),
        (Lang::En, "India and Nepal agreed to hold consultations in March.", "2025-03-01"),
    ] {
        let (article, doc) = common::article(lang, text, Some("2024-07-04"));
        let records = code(&article, &doc, Lexicon::builtin()).records;
        let agreed = records.iter().find_map(|r| match r {
            Record::Event(e) => Some(e.date.clone()),
            _ => None,
        });
        assert_eq!(agreed, Some(None), "{text}");
        let due = records.iter().find_map(|r| match r {
            Record::Commitment(c) => c.due.as_ref().and_then(|d| d.start).map(|d| d.to_string()),
            _ => None,
        });
        assert_eq!(due.as_deref(), Some(start), "{text}");
    }
}

/// Days of the deeds of an article without a day of publication.
fn days(text: &str) -> Vec<String> {
    let (article, doc) = common::article(Lang::Ru, text, None);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let day = |r: Record| match r {
        Record::Event(e) => e.date.and_then(|d| d.end).map(|d| d.to_string()),
        _ => None,
    };
    records.into_iter().filter_map(day).collect()
}

#[test]
fn a_story_without_a_day_of_its_own_goes_on_after_the_day_it_tells() {
    let got = days(
        "18 августа 2020 года Чад и Нигер подписали договор. Совет Безопасности ООН провел 19 августа заседание.",
    );
    assert_eq!(got, ["2020-08-18", "2020-08-19"]);
}

#[test]
fn the_same_year_is_the_one_told_of() {
    let (article, doc) = common::article(
        Lang::Ru,
        "Чад и Нигер начали переговоры в мае 2022 года. Чад и Нигер подписали договор 5 июля того же года.",
        Some("2024-02-10"),
    );
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let signed = records.iter().any(|r| {
        matches!(r, Record::Event(e) if e.date.as_ref().and_then(|d| d.start).is_some_and(|d| d.to_string() == "2022-07-05"))
    });
    assert!(signed, "{records:?}");
}
