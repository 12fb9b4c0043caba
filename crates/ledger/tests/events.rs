//! Which reports are one event, and which are not.

mod common;

use common::{Made, event, source};
use legation_ledger::events::{HORIZON, Merged, Report, merge};
use legation_model::{Lang, Status};

const MINISTERS: &str = "RUS/foreign-minister/sergey-lavrov BLR/foreign-minister/maxim-ryzhenkov";
const PRESIDENTS: &str = "RUS/head-of-state/vladimir-putin BLR/head-of-state/alexander-lukashenko";

fn report(article: &str, lang: Lang, day: &str, made: Made<'_>) -> Report {
    Report::of(&event(&made), &source(article, lang, day), &str::to_owned)
}

fn ru(id: &'static str, day: &str, made: Made<'_>) -> Report {
    report(id, Lang::Ru, day, Made { id, ..made })
}

fn en(id: &'static str, day: &str, made: Made<'_>) -> Report {
    report(id, Lang::En, day, Made { id, ..made })
}

fn sizes(reports: &[Report]) -> Vec<usize> {
    let mut sizes: Vec<usize> = merge(reports).iter().map(|e| e.history.len()).collect();
    sizes.sort_unstable();
    sizes
}

fn one(reports: &[Report]) -> Merged {
    let all = merge(reports);
    assert_eq!(all.len(), 1, "{all:#?}");
    all.into_iter().next().expect("one")
}

#[test]
fn two_languages_tell_one_meeting() {
    let a = ru(
        "a",
        "2024-07-04",
        Made {
            what: "CONSULT встреча",
            actors: MINISTERS,
            date: "2024-07-04",
            place: "Astana",
            ..Made::default()
        },
    );
    let b = en("b", "2024-07-05", Made { actors: MINISTERS, date: "2024-07-04", ..Made::default() });
    let undated = en("c", "2024-07-05", Made { actors: "BLR RUS", ..Made::default() });
    let merged = one(&[a, b, undated]);
    assert_eq!((merged.reports, merged.copies, merged.status), (3, 0, Status::Asserted));
    assert_eq!(merged.place.map(|p| p.label).as_deref(), Some("Astana"));
    assert!(merged.disagreements.is_empty(), "{:?}", merged.disagreements);
}

#[test]
fn copies_count_once() {
    let a = ru("a", "2024-07-04", Made { actors: MINISTERS, ..Made::default() });
    let mut b = ru("b", "2024-07-04", Made { actors: MINISTERS, ..Made::default() });
    b.source.copy_of = Some(a.source.article.clone());
    let merged = one(&[b, a]);
    assert_eq!((merged.reports, merged.copies, merged.id.as_str()), (1, 1, "a"));
}

#[test]
fn the_same_day_and_countries_are_not_enough() {
    let day = "2024-12-06";
    let base = || Made { actors: MINISTERS, date: day, place: "Minsk", ..Made::default() };
    let others = [
        Made { actors: PRESIDENTS, ..base() },
        Made { what: "CONSULT позвонил", ..base() },
        Made { place: "Moscow", ..base() },
        Made { what: "SUPPORT подписали", ..base() },
        Made { actors: "RUS/foreign-minister/sergey-lavrov KAZ/foreign-minister/murat-nurtleu", ..base() },
        Made { status: "called_for", ..base() },
    ];
    for other in others {
        let told = format!("{} {}", other.what, other.actors);
        assert_eq!(sizes(&[ru("a", day, base()), en("b", day, other)]), [1, 1], "{told}");
    }
    let thanks =
        Made { what: "SUPPORT thanked", actors: "BLR", recipients: "RUS", date: day, ..Made::default() };
    let signed = Made { what: "SUPPORT signed", actors: "BLR RUS", date: day, ..Made::default() };
    assert_eq!(sizes(&[en("a", day, thanks), en("b", day, signed)]), [1, 1]);
}

#[test]
fn who_did_it_to_whom_counts() {
    let day = "2024-05-01";
    let accuse = |id, by: &'static str, to: &'static str| {
        en(
            id,
            day,
            Made {
                what: "ACCUSE accused",
                actors: by,
                recipients: to,
                contexts: &["military"],
                ..Made::default()
            },
        )
    };
    assert_eq!(sizes(&[accuse("a", "ARM", "AZE"), accuse("b", "AZE", "ARM")]), [1, 1]);
    assert_eq!(
        sizes(&[
            accuse("a", "ARM//arm-foreign-ministry", "AZE"),
            accuse("b", "ARM/foreign-minister/ararat-mirzoyan", "AZE")
        ]),
        [2]
    );
    // One article tells two accusations.
    let mut second = accuse("b", "ARM", "AZE");
    second.source.article = legation_model::RecordId("a".into());
    assert_eq!(sizes(&[accuse("a", "ARM", "AZE"), second]), [1, 1]);
}

#[test]
fn a_plan_and_its_deed_are_one_event_with_a_history() {
    let plan = ru(
        "a",
        "2024-06-30",
        Made {
            what: "AGREE переговоры",
            deed: Some("CONSULT"),
            actors: "RUS BLR",
            date: "2024-07-04",
            status: "planned",
            ..Made::default()
        },
    );
    let done = en(
        "b",
        "2024-07-05",
        Made { what: "CONSULT talks", actors: MINISTERS, date: "2024-07-04", ..Made::default() },
    );
    let merged = one(&[done.clone(), plan.clone()]);
    assert_eq!(merged.status, Status::Asserted);
    assert_eq!(
        merged.history.iter().map(|t| t.status).collect::<Vec<_>>(),
        [Status::Planned, Status::Asserted]
    );
    let hoped = ru(
        "c",
        "2024-06-01",
        Made {
            what: "AGREE встреча",
            deed: Some("CONSULT"),
            actors: "RUS BLR",
            date: "2024-07-01..2024-07-31",
            status: "possible",
            ..Made::default()
        },
    );
    assert_eq!(one(&[done.clone(), hoped.clone()]).history.len(), 2);
    // Two meetings in that month: nobody can tell which was hoped for.
    let again = en(
        "d",
        "2024-07-20",
        Made { what: "CONSULT talks", actors: MINISTERS, date: "2024-07-19", ..Made::default() },
    );
    assert_eq!(sizes(&[done, again, hoped]), [1, 1, 1]);
}

#[test]
fn a_denial_and_another_day_are_disagreements() {
    let base = |date: &'static str| Made { actors: MINISTERS, date, place: "Minsk", ..Made::default() };
    let a = ru("a", "2024-07-05", base("2024-07-04"));
    let denied = en("b", "2024-07-05", Made { status: "denied", ..base("2024-07-04") });
    let merged = one(&[a.clone(), denied]);
    assert_eq!((merged.status, merged.disagreements[0].field.as_str()), (Status::Asserted, "status"));
    let other = en("b", "2024-07-06", base("2024-07-05"));
    let merged = one(&[a.clone(), other.clone()]);
    assert_eq!(merged.disagreements[0].field, "date");
    assert_eq!(merged.disagreements[0].values.len(), 2);
    // A third day in a row: three meetings.
    assert_eq!(sizes(&[a, other, en("c", "2024-07-07", base("2024-07-06"))]), [1, 1, 1]);
}

#[test]
fn what_fits_two_events_stays_alone() {
    let day = "2024-12-06";
    let a = ru("a", day, Made { actors: MINISTERS, date: day, ..Made::default() });
    let b = ru("b", day, Made { actors: PRESIDENTS, date: day, ..Made::default() });
    let c = en("c", day, Made { actors: "RUS BLR", date: day, ..Made::default() });
    assert_eq!(sizes(&[a, b, c]), [1, 1, 1]);
}

/// Reports of many days, some of them about the same.
fn many() -> Vec<Report> {
    let mut out = Vec::new();
    let ids: Vec<&'static str> = (0..240).map(|i| &*format!("r{i:03}").leak()).collect();
    for (i, &id) in ids.iter().enumerate() {
        let day = legation_ledger::days::later("2024-01-01".parse().expect("day"), (i as i64 * 7) % 200)
            .to_string();
        let sides = ["RUS BLR", MINISTERS, PRESIDENTS, "RUS", "RUS KAZ", "ARM AZE RUS"];
        let date = match i % 4 {
            0 => String::new(),
            1 => format!("{day}..{}", legation_ledger::days::later(day.parse().expect("day"), 20)),
            _ => day.clone(),
        };
        let place = ["", "Minsk", "Moscow"][i % 3];
        let what = ["CONSULT met", "SUPPORT signed", "CONSULT talks"][i % 3];
        let status = ["asserted", "asserted", "planned", "historical"][i / 7 % 4];
        let deed = (status == "planned").then_some("CONSULT");
        let what = if status == "planned" { "AGREE talks" } else { what };
        out.push(en(
            id,
            &day,
            Made {
                what,
                deed,
                actors: sides[i % 5 + i / 120],
                date: &date,
                place,
                status,
                ..Made::default()
            },
        ));
    }
    out
}

#[test]
fn the_order_of_reports_changes_nothing() {
    let mut reports = many();
    let all = merge(&reports);
    assert!(all.len() < reports.len() && all.iter().any(|e| e.reports > 2), "the test says nothing");
    reports.reverse();
    assert_eq!(merge(&reports), all);
    reports.rotate_left(77);
    assert_eq!(merge(&reports), all);
}

#[test]
fn days_around_a_report_give_what_all_days_give() {
    let reports = many();
    let all = merge(&reports);
    for centre in ["2024-02-10", "2024-05-01"] {
        let centre = centre.parse().expect("day");
        let near =
            |r: &&Report, by| r.day().is_some_and(|d| legation_ledger::days::between(centre, d).abs() <= by);
        let window: Vec<Report> = reports.iter().filter(|r| near(r, HORIZON + 5)).cloned().collect();
        let here = |list: &[Merged]| -> Vec<Merged> {
            let inside =
                |e: &&Merged| e.anchor.is_some_and(|a| legation_ledger::days::between(centre, a).abs() <= 5);
            list.iter().filter(inside).cloned().collect()
        };
        assert!(window.len() < reports.len());
        assert!(!here(&all).is_empty());
        assert_eq!(here(&merge(&window)), here(&all));
    }
}
