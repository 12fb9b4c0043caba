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
    assert!(ru("охрана окружающей среды; тот факт, тем временем, в 10.25 раза больше").is_empty());
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
    // A number that is no day takes the month with it.
    assert!(ru("32 августа 2014").is_empty());
    assert_eq!(ru("29 февраля прошло"), ["29 февраля 2024-02-29..2024-02-29"]);
    assert_eq!(read(Lang::Ru, "29 февраля", "2023-08-10", Direction::Past), ["29 февраля -"]);
    assert_eq!(ru("29 февраля 2023 года"), ["29 февраля 2023 года -"]);
}

/// As inside a text: each expression may hang on the one before it.
fn told(lang: Lang, text: &str) -> Vec<String> {
    let mut view = View { anchor: Anchor { day: "2024-07-04".parse().ok() }, ..View::default() };
    let mut out = Vec::new();
    for e in find(text, Span::of(0, text.len()), lang) {
        let Some(r) = e.seen(&view, Direction::Past) else { continue };
        if let (Some(a), Some(b)) = (r.start, r.end) {
            view.told = [Some((a, b)); 2];
            out.push(format!("{} {a}..{b}", e.span.slice(text)));
        }
    }
    out
}

#[test]
fn days_told_from_another_day() {
    assert_eq!(
        told(
            Lang::Ru,
            "Послы встретились 3 мая. На следующий день они подписали акт, а двумя днями позже уехали."
        ),
        [
            "3 мая 2024-05-03..2024-05-03",
            "следующий день 2024-05-04..2024-05-04",
            "двумя днями позже 2024-05-06..2024-05-06"
        ]
    );
    assert_eq!(
        told(
            Lang::Ru,
            "Граница закрыта 6 марта 2014 года. В тот же день посол уехал. За день до этого он был в МИД."
        ),
        [
            "6 марта 2014 года 2014-03-06..2014-03-06",
            "тот же день 2014-03-06..2014-03-06",
            "За день до этого 2014-03-05..2014-03-05"
        ]
    );
    assert_eq!(
        told(Lang::En, "They met on May 3. The next day they signed; two days later it was rejected."),
        [
            "May 3 2024-05-03..2024-05-03",
            "next day 2024-05-04..2024-05-04",
            "two days later 2024-05-06..2024-05-06"
        ]
    );
    // Nothing was told before.
    assert!(told(Lang::En, "The same day he left; the day before, he had signed.").is_empty());
    assert!(told(Lang::Ru, "В этот день министр прибыл, спустя неделю уехал.").is_empty());
}

#[test]
fn days_counted_from_a_named_day() {
    assert_eq!(en("three days before May 9"), ["three days before May 9 2024-05-06..2024-05-06"]);
    assert_eq!(ru("за два дня до 9 мая"), ["за два дня до 9 мая 2024-05-07..2024-05-07"]);
    assert_eq!(ru("через неделю после 1 июня"), ["через неделю после 1 июня 2024-06-08..2024-06-08"]);
    assert_eq!(en("the day before the summit"), Vec::<String>::new());
}

#[test]
fn nights_and_clock_times() {
    assert_eq!(ru("в ночь на 5 мая"), ["5 мая 2024-05-04..2024-05-05"]);
    assert_eq!(ru("в ночь с 6 на 7 мая"), ["с 6 на 7 мая 2024-05-06..2024-05-07"]);
    assert_eq!(ru("2 июля в 15.30 мск"), ["2 июля в 15.30 мск 2024-07-02..2024-07-02"]);
    assert_eq!(
        en("at 3 p.m. (1200 GMT) on Tuesday"),
        ["3 p.m. (1200 GMT) on Tuesday 2024-07-02..2024-07-02"]
    );
    assert_eq!(en("on Monday night"), ["Monday night 2024-07-01..2024-07-01"]);
    // A clock time by itself dates nothing.
    let alone = "в 17:25 по местному времени";
    let found = find(alone, Span::of(0, alone.len()), Lang::Ru);
    assert_eq!(found.iter().map(|e| e.kind).collect::<Vec<_>>(), [Kind::Clock]);
    assert!(en("won 3:2, a 7-8 vote, 20 to 30 people, 6 at the table").is_empty());
}

#[test]
fn centuries_decades_and_days_of_months() {
    assert_eq!(ru("в XIX веке"), ["XIX веке 1801-01-01..1900-12-31"]);
    assert_eq!(en("in the early 1990s"), ["early 1990s 1990-01-01..1993-12-31"]);
    assert_eq!(ru("в начале девяностых"), ["начале девяностых 1990-01-01..1993-12-31"]);
    assert_eq!(ru("в первой декаде июня"), ["первой декаде июня 2024-06-01..2024-06-10"]);
    assert_eq!(ru("в последних числах мая"), ["последних числах мая 2024-05-21..2024-05-31"]);
    assert_eq!(en("the first week of June"), ["first week of June 2024-06-01..2024-06-07"]);
    assert_eq!(
        en("H1 2024 and Q3 2023"),
        ["H1 2024 2024-01-01..2024-06-30", "Q3 2023 2023-07-01..2023-09-30"]
    );
    assert_eq!(ru("15 мая с. г."), ["15 мая с. г. 2024-05-15..2024-05-15"]);
}

#[test]
fn lengths_and_comparisons_are_no_dates() {
    assert_eq!(en("over the last decade"), ["last decade -"]);
    assert_eq!(ru("за минувшие сутки"), ["минувшие сутки 2024-07-03..2024-07-04"]);
    assert_eq!(ru("больше, чем в прошлом году"), ["прошлом году -"]);
    assert_eq!(en("compared to 2023"), ["2023 -"]);
    assert_eq!(ru("с начала года"), ["с начала года 2024-01-01..2024-07-04"]);
    assert_eq!(en("between March and May"), ["between March and May 2024-03-01..2024-05-31"]);
    assert_eq!(en("earlier in the month"), ["earlier in the month 2024-07-01..2024-07-04"]);
    assert_eq!(en("The June summit"), ["June 2024-06-01..2024-06-30"]);
}
