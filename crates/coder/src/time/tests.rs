use super::*;

fn read(lang: Lang, text: &str, anchor: &str, toward: Direction) -> Vec<String> {
    let day = anchor.parse().ok();
    find(text, Span::of(0, text.len()), lang)
        .iter()
        .map(|e| {
            let show = |d: Option<Day>| d.map_or("…".to_owned(), |d| d.to_string());
            let when = e
                .resolve(&Anchor { day }, toward)
                .map_or("-".to_owned(), |r| format!("{}..{}", show(r.start), show(r.end)));
            format!("{} {when}", e.span.slice(text))
        })
        .collect()
}

fn ru(text: &str) -> Vec<String> {
    read(Lang::Ru, text, "2024-07-04", Direction::Past)
}

fn en(text: &str) -> Vec<String> {
    read(Lang::En, text, "2024-07-04", Direction::Past)
}

#[test]
fn full_dates() {
    assert_eq!(ru("Встреча прошла 4 июля 2023 года."), ["4 июля 2023 года 2023-07-04..2023-07-04"]);
    assert_eq!(ru("Минск, 04.07.2023"), ["04.07.2023 2023-07-04..2023-07-04"]);
    assert_eq!(en("on July 4, 2023 in Oslo"), ["July 4, 2023 2023-07-04..2023-07-04"]);
    assert_eq!(en("the 4th of July 2023"), ["4th of July 2023 2023-07-04..2023-07-04"]);
    assert_eq!(en("Thu, 28/12/2023"), ["Thu, 28/12/2023 2023-12-28..2023-12-28"]);
    assert_eq!(en("2023-12-28"), ["2023-12-28 2023-12-28..2023-12-28"]);
}

#[test]
fn words_that_only_look_like_time() {
    assert!(ru("Депутат Мартов и 2008 человек. Вс и чт, что в среде экспертов.").is_empty());
    assert!(ru("охрана окружающей среды; в 17:25").is_empty());
    assert!(en("We may march on; a second man, 2008 people, version 1.1.30").is_empty());
    assert!(ru("Олимпиада-2014 и закон № 2008").is_empty());
}

#[test]
fn partial_dates_follow_the_direction_of_the_clause() {
    assert_eq!(ru("в декабре"), ["декабре 2023-12-01..2023-12-31"]);
    let next = read(Lang::Ru, "в декабре", "2024-07-04", Direction::Future);
    assert_eq!(next, ["декабре 2024-12-01..2024-12-31"]);
    assert_eq!(en("On Thursday"), ["Thursday 2024-07-04..2024-07-04"]);
    let same = read(Lang::En, "On Thursday", "2024-07-04", Direction::Future);
    assert_eq!(same, ["Thursday 2024-07-04..2024-07-04"]);
    assert_eq!(en("on June 18"), ["June 18 2024-06-18..2024-06-18"]);
    assert_eq!(ru("в понедельник"), ["понедельник 2024-07-01..2024-07-01"]);
    assert_eq!(ru("в минувшую среду"), ["минувшую среду 2024-07-03..2024-07-03"]);
    assert_eq!(en("next Monday"), ["next Monday 2024-07-08..2024-07-08"]);
}

#[test]
fn without_an_anchor_only_full_dates_resolve() {
    assert_eq!(
        read(Lang::Ru, "в мае и 5 мая 2020 г.", "", Direction::Past),
        ["мае -", "5 мая 2020 г. 2020-05-05..2020-05-05"]
    );
}

#[test]
fn years_and_ranges() {
    assert_eq!(ru("план на 2025 год"), ["2025 год 2025-01-01..2025-12-31"]);
    assert_eq!(ru("на 2024–2026 годы"), ["2024–2026 годы 2024-01-01..2026-12-31"]);
    assert_eq!(ru("с 2012 по 2015 год"), ["с 2012 по 2015 год 2012-01-01..2015-12-31"]);
    assert_eq!(en("from 2012 to 2015"), ["from 2012 to 2015 2012-01-01..2015-12-31"]);
    assert_eq!(en("gas in 2009–2028"), ["2009–2028 2009-01-01..2028-12-31"]);
    assert_eq!(ru("3 и 4 июля 2023 г."), ["3 и 4 июля 2023 г. 2023-07-03..2023-07-04"]);
    assert_eq!(
        ru("с 10 августа по 12 сентября 2013"),
        ["с 10 августа по 12 сентября 2013 2013-08-10..2013-09-12"]
    );
    assert_eq!(en("the 1990s"), ["1990s 1990-01-01..1999-12-31"]);
}

#[test]
fn parts_of_periods() {
    assert_eq!(ru("в начале июня"), ["начале июня 2024-06-01..2024-06-10"]);
    assert_eq!(en("in mid-June"), ["mid-June 2024-06-11..2024-06-20"]);
    assert_eq!(en("late June"), ["late June 2024-06-21..2024-06-30"]);
    assert_eq!(ru("в конце года"), ["конце года 2024-12-01..2024-12-31"]);
    assert_eq!(ru("в III квартале 2023 года"), ["III квартале 2023 года 2023-07-01..2023-09-30"]);
    assert_eq!(en("the second half of December"), ["second half of December 2023-12-16..2023-12-31"]);
    assert_eq!(en("earlier this year"), ["earlier this year 2024-01-01..2024-07-04"]);
    let open = read(Lang::Ru, "до конца 2024 года", "2024-07-04", Direction::Future);
    assert_eq!(open, ["до конца 2024 года 2024-07-04..2024-12-31"]);
}

#[test]
fn counted_units() {
    assert_eq!(ru("три дня назад"), ["три дня назад 2024-07-01..2024-07-01"]);
    assert_eq!(en("two years ago"), ["two years ago 2022-01-01..2022-12-31"]);
    assert_eq!(ru("через две недели"), ["через две недели -"]);
    let ahead = read(Lang::En, "in three days", "2024-07-04", Direction::Future);
    assert_eq!(ahead, ["in three days 2024-07-07..2024-07-07"]);
    assert_eq!(en("over the past 15 years"), ["past 15 years -"]);
    assert_eq!(ru("25 лет дружбы"), ["25 лет -"]);
    assert_eq!(ru("в прошлом году"), ["прошлом году 2023-01-01..2023-12-31"]);
    assert_eq!(en("last week"), ["last week 2024-06-24..2024-06-30"]);
    assert_eq!(ru("на днях"), ["днях 2024-06-27..2024-07-03"]);
}

#[test]
fn impossible_days_give_nothing() {
    // A number that is no day is left alone.
    assert_eq!(ru("32 августа 2014"), ["августа 2014 2014-08-01..2014-08-31"]);
    assert_eq!(ru("29 февраля 2023 года"), ["29 февраля 2023 года -"]);
}
