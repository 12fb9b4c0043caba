//! Times and places as they hang on deeds in analysed sentences.

use legation_coder::time::{Direction, Times};
use legation_coder::{Rules, Text, place};
use legation_lexicon::Lexicon;
use legation_model::Lang;
use legation_nlp::{Doc, TokenId};

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
    let (article, doc) = common::article(lang, text, Some("2024-07-04"));
    let text = Text { article: &article, doc: &doc, lexicon: Lexicon::builtin(), rules: Rules::builtin() };
    let head = at(&doc, head);
    let when = Times::read(&text).of_clause(&text, head, direction);
    (when.and_then(|d| d.span).map(|s| s.quote), place::of_clause(&text, head).map(|p| p.name))
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
