//! Agreements read out of analysed sentences.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{ActorRef, Agreement, Commitment, Lang, Record};

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

fn key(a: &ActorRef) -> String {
    a.country.clone().or_else(|| a.id.clone()).unwrap_or_else(|| "?".to_owned())
}

fn or_none(told: &[String]) -> String {
    if told.is_empty() { "-".to_owned() } else { told.join(" & ") }
}

/// Kind, parties and steps of each instrument of a sentence, as the data file writes them.
fn lives(lang: Lang, text: &str) -> String {
    let list = agreements(lang, text);
    let told = list.iter().map(|a| {
        let mut parties: Vec<String> = a.parties.iter().map(key).collect();
        parties.sort();
        let steps: Vec<String> = a
            .assertions
            .iter()
            .map(|s| {
                let party = s.party.as_ref().map(|p| format!(" {}", key(p))).unwrap_or_default();
                let day = s.due.as_ref().or(s.date.as_ref()).and_then(|d| d.start);
                let day = day.map(|d| format!(" {d}")).unwrap_or_default();
                format!("{} {}{party}{day}", s.step, s.status)
            })
            .collect();
        format!("{} [{}] {}", a.instrument, parties.join(" "), steps.join(", ")).trim().to_owned()
    });
    or_none(&told.collect::<Vec<_>>())
}

/// By whom, to whom, what, its type, status and last day of each commitment of a sentence.
fn promises(lang: Lang, text: &str) -> String {
    let (article, doc) = common::article(lang, text, Some("2024-07-04"));
    let told = code(&article, &doc, Lexicon::builtin()).records.into_iter().filter_map(|r| match r {
        Record::Commitment(c) => Some(promise(&c)),
        _ => None,
    });
    or_none(&told.collect::<Vec<_>>())
}

fn promise(c: &Commitment) -> String {
    let who = |list: &[ActorRef]| list.iter().map(key).collect::<Vec<_>>().join(" ");
    let plover = c.plover.map_or("-".to_owned(), |p| p.to_string());
    let day = c.due.as_ref().and_then(|d| d.end).map_or("-".to_owned(), |d| d.to_string());
    format!("{} > {}: {} | {plover} {} {day}", who(&c.by), who(&c.to), c.action.quote, c.status)
}

/// Reads every row of a data file and compares.
fn rows(data: &str, read: fn(Lang, &str) -> String) {
    let mut wrong = Vec::new();
    for line in data.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let lang = if cells[0] == "ru" { Lang::Ru } else { Lang::En };
        let got = read(lang, cells[1]);
        if got != cells[2] {
            wrong.push(format!("{}\n    wanted {}\n    got    {got}", cells[1], cells[2]));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn lives_of_instruments() {
    rows(include_str!("data/agreements.tsv"), lives);
}

#[test]
fn what_is_promised() {
    rows(include_str!("data/commitments.tsv"), promises);
}

#[test]
fn who_welcomes_a_signing_is_no_party() {
    let got = told(
        Lang::Ru,
        "Непал и Бутан подписали договор о границе. Генсек ООН приветствовал подписание договора. Индия и Китай поздравили соседей с подписанием договора.",
    );
    assert_eq!(got.len(), 1, "{got:?}");
    assert_eq!(got[0].1, "NPL BTN");
}

#[test]
fn a_pronoun_that_is_ratified_is_the_instrument() {
    let got = told(
        Lang::Ru,
        "Договор о дружбе между Индией и Непалом подписан. Парламент Индии ратифицировал его в июне.",
    );
    assert_eq!(got.len(), 1, "{got:?}");
    assert!(got[0].2.contains("ratification ратифицировал"), "{got:?}");
    // What only a man can be done to is no instrument.
    let got = told(Lang::Ru, "Договор между Индией и Непалом подписан. Полиция Индии задержала его автора.");
    assert_eq!(got[0].2, "signature подписан");
}

#[test]
fn who_denounces_leaves_no_instrument_by_a_pronoun() {
    let got = told(Lang::En, "Chile and Peru signed a trade treaty in 2015. Bolivia denounced it.");
    assert!(got.iter().all(|(_, _, steps)| !steps.contains("denunciation")), "{got:?}");
}

#[test]
fn a_word_before_another_noun_names_no_instrument() {
    assert!(told(Lang::En, "Laos and Chile met their treaty obligations on Monday.").is_empty());
    let got = told(Lang::En, "Laos and Chile signed a ceasefire agreement.");
    assert_eq!(got, one("ceasefire agreement", "LAO CHL", "signature signed"));
}
