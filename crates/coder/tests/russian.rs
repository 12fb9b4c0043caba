//! Constructions of Russian news: what is due, demanded, backed, voted for, and names behind words for a group.

use legation_model::Lang;

mod common;

/// `TYPE status actors > recipients` of every event.
fn told(text: &str) -> Vec<String> {
    common::told(Lang::Ru, text)
}

/// Each text gives just these events.
fn hold(cases: &[(&str, &[&str])]) {
    for (text, want) in cases {
        assert_eq!(&told(text), want, "{text}");
    }
}

#[test]
fn what_is_due_is_planned_and_what_others_must_do_is_asked() {
    hold(&[
        ("Министр иностранных дел Норвегии должен прибыть в Чили в среду.", &["AGREE planned NOR > CHL"]),
        ("Министр юстиции Сербии должен был посетить Чили.", &[]),
        ("Президент Чехии заявил, что Словакия должна изменить закон.", &["REQUEST asserted CZE > SVK"]),
        ("Тренер сборной Чехии заявил, что Словакия должна изменить тактику.", &[]),
        ("Накануне визита президента Латвии в Индию выпал снег.", &["AGREE planned LVA > IND"]),
    ]);
}

#[test]
fn a_paper_speaks_for_those_who_vote_for_it() {
    hold(&[
        (
            "Сенат Чили проголосовал за резолюцию, осуждающую политику Венесуэлы.",
            &["ACCUSE asserted CHL > VEN"],
        ),
        ("Чили заблокировала резолюцию, осуждающую политику Венесуэлы.", &["REJECT asserted CHL > "]),
    ]);
}

#[test]
fn what_is_backed_or_described_is_not_told() {
    hold(&[
        ("Дания поддержала вступление Молдавии в альянс.", &["SUPPORT asserted DNK > MDA"]),
        ("Число арестованных в Турции журналистов выросло.", &[]),
        ("В Стокгольме открылась сессия парламента Швеции.", &[]),
    ]);
}

#[test]
fn not_only_denies_nothing() {
    hold(&[(
        "Кения не только осудила удар, но и выслала дипломатов Уганды.",
        &["ACCUSE asserted KEN > ", "SANCTION asserted KEN > UGA"],
    )]);
}

#[test]
fn harm_promised_on_a_condition_is_threatened() {
    hold(&[(
        "Президент Судана пообещал ввести санкции, если Чад не заплатит долг.",
        &["THREATEN asserted SDN > TCD"],
    )]);
}

#[test]
fn a_group_is_known_by_the_name_behind_its_word() {
    hold(&[
        ("Группировка «Хезболла» осудила действия Сирии.", &["ACCUSE asserted LBN > SYR"]),
        ("Глава ОАО «Газпром» прибыл в Минск.", &["CONSULT asserted RUS > BLR"]),
        ("Правительство Олафа Шольца осудило Судан.", &["ACCUSE asserted DEU > SDN"]),
    ]);
}

#[test]
fn whoever_went_to_a_place_acts_where_a_clause_tells_of_it() {
    hold(&[
        (
            "Председатель парламента Грузии прибыл в Баку, откуда отправится в Ереван.",
            &["CONSULT asserted GEO > AZE", "AGREE planned GEO > ARM"],
        ),
        ("Президент Финляндии посетил завод, где работают граждане России.", &[]),
    ]);
}

#[test]
fn nobody_gives_to_the_country_that_he_is() {
    hold(&[(
        "После наводнения в Пакистане Китай выделил стране 20 млн долларов.",
        &["AID asserted CHN > PAK"],
    )]);
}

#[test]
fn a_participle_before_its_noun_keeps_the_preposition() {
    for text in [
        "Сергей Лавров встретился с находящимся в России с рабочим визитом министром иностранных дел Чада А.Юсефом.",
        "Состоялась встреча министра иностранных дел России С.В.Лаврова с прибывшим в Москву с рабочим визитом министром иностранных дел Чада А.Юсефом.",
    ] {
        let got = told(text);
        assert!(got.contains(&"CONSULT asserted RUS TCD > ".to_owned()), "{text}: {got:?}");
        assert!(!got.iter().any(|e| e.starts_with("CONSULT asserted RUS >")), "{text}: {got:?}");
    }
}

#[test]
fn an_accusative_behind_a_genitive_is_the_verb_s_object() {
    assert_eq!(told("Министр Чада обвинил в срыве перемирия Киншасу."), ["ACCUSE asserted TCD > COD"]);
}

#[test]
fn cases_tell_whose_the_deed_and_the_gift_are() {
    assert_eq!(told("Стачка докеров парализовала порты Чили."), ["PROTEST asserted CHL > "]);
    assert_eq!(told("Соединённые Штаты возобновили поставки оружия Украине."), ["AID asserted USA > UKR"]);
    let got = told(
        "Он встретил президента Кении Уильяма Руто. Лидер оппозиции Раила Одинга потребовал отставки министра.",
    );
    assert!(got.iter().any(|e| e.starts_with("REQUEST asserted KEN")), "{got:?}");
}
