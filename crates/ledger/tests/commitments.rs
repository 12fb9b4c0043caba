//! Promises, and the events that keep them.

mod common;

use common::{Made, event, source};
use legation_ledger::commitments::{Deed, Kept, Promise, follow};
use legation_ledger::events::{Report, merge};
use legation_model::{Commitment, CommitmentStatus, Day, Lang};
use serde_json::{Value, json};

fn promise(id: &str, lang: Lang, day: &str, by: &str, to: &str, what: &str, due: &str) -> Promise {
    let actors = |list: &str| -> Vec<Value> { list.split_whitespace().map(common::actor).collect() };
    let (plover, action) = what.split_once(' ').unwrap_or((what, ""));
    let words = json!({ "start": 0, "end": 0, "byte_start": 0, "byte_end": 0, "quote": action });
    let due = due.split_once("..").map_or(
        Value::Null,
        |(start, end)| json!({ "start": start, "end": end, "precision": "range", "span": null }),
    );
    let record: Commitment = serde_json::from_value(json!({
        "id": id, "article": "", "by": actors(by), "to": actors(to), "plover": plover, "action": words, "due": due,
        "status": "announced", "statement": null, "trigger": words, "rule": "", "confidence": 1.0,
    }))
    .expect("a commitment record");
    Promise::of(&record, &source(id, lang, day), &str::to_owned)
}

fn deeds(made: &[(&str, Made<'_>)]) -> Vec<Deed> {
    let reports: Vec<Report> = made
        .iter()
        .map(|(day, m)| Report::of(&event(m), &source(m.id, Lang::En, day), &str::to_owned))
        .collect();
    merge(&reports).iter().filter_map(legation_ledger::events::Merged::deed).collect()
}

fn visit<'a>(id: &'a str, actors: &'a str, to: &'a str, date: &'a str) -> Made<'a> {
    Made { id, what: "CONSULT visit", actors, recipients: to, date, ..Made::default() }
}

fn on(kept: &Kept, day: &str) -> Option<CommitmentStatus> {
    kept.on(day.parse::<Day>().expect("day"))
}

#[test]
fn a_promise_told_twice_is_kept_by_the_deed_of_who_promised() {
    let by = "KAZ/foreign-minister/murat-nurtleu";
    let told = [
        promise("a", Lang::Ru, "2024-03-01", by, "UZB", "CONSULT посетит Ташкент", "2024-05-01..2024-05-31"),
        promise(
            "b",
            Lang::En,
            "2024-03-02",
            "KAZ",
            "UZB",
            "CONSULT visit Tashkent",
            "2024-05-01..2024-05-31",
        ),
    ];
    let none = follow(&told, &[]);
    assert_eq!(none.len(), 1);
    assert_eq!(none[0].reports, 2);
    assert_eq!(on(&none[0], "2024-02-28"), None);
    assert_eq!(on(&none[0], "2024-05-31"), Some(CommitmentStatus::Scheduled));
    assert_eq!(on(&none[0], "2024-06-01"), Some(CommitmentStatus::Overdue));

    let done = deeds(&[("2024-05-20", visit("v", by, "UZB", "2024-05-20"))]);
    let kept = follow(&told, &done);
    assert_eq!(on(&kept[0], "2024-05-19"), Some(CommitmentStatus::Scheduled));
    assert_eq!(on(&kept[0], "2024-06-01"), Some(CommitmentStatus::Fulfilled));

    // Another minister, the other direction, another act, too early: none of these.
    let others = [
        visit("v", "KAZ/defence-minister/ruslan-zhaksylykov", "UZB", "2024-05-20"),
        visit("v", "UZB", "KAZ", "2024-05-20"),
        Made { what: "CONSULT phone", actors: "KAZ UZB", date: "2024-05-20", id: "v", ..Made::default() },
        visit("v", by, "UZB", "2024-03-01"),
        visit("v", by, "TKM", "2024-05-20"),
    ];
    for other in others {
        let told_of = format!("{} {}", other.what, other.actors);
        let open = follow(&told, &deeds(&[("2024-05-20", other)]));
        assert_eq!(on(&open[0], "2024-06-01"), Some(CommitmentStatus::Overdue), "{told_of}");
    }
}

#[test]
fn open_ended_help_is_partly_kept_and_later_days_supersede() {
    let help = [promise("a", Lang::En, "2024-03-01", "CHN", "AFG", "AID continue to help", "")];
    let aid = Made {
        id: "x",
        what: "AID aid",
        actors: "CHN",
        recipients: "AFG",
        date: "2024-04-12",
        ..Made::default()
    };
    let kept = follow(&help, &deeds(&[("2024-04-12", aid)]));
    assert_eq!(on(&kept[0], "2024-04-01"), Some(CommitmentStatus::Announced));
    assert_eq!(on(&kept[0], "2024-05-01"), Some(CommitmentStatus::Partly));

    let moved = [
        promise(
            "a",
            Lang::En,
            "2024-03-01",
            "EGY",
            "GRC",
            "COOPERATE resume flights",
            "2024-04-01..2024-04-30",
        ),
        promise(
            "b",
            Lang::En,
            "2024-04-20",
            "EGY",
            "GRC",
            "COOPERATE resume flights",
            "2024-06-01..2024-06-30",
        ),
    ];
    let two = follow(&moved, &[]);
    assert_eq!(two.len(), 2);
    assert_eq!(on(&two[0], "2024-05-01"), Some(CommitmentStatus::Superseded));
    assert_eq!(on(&two[1], "2024-05-01"), Some(CommitmentStatus::Scheduled));
    let turned: Vec<Promise> = moved.iter().rev().cloned().collect();
    assert_eq!(follow(&turned, &[]), two);
}

#[test]
fn a_refusal_calls_it_off() {
    let told =
        [promise("a", Lang::En, "2024-03-01", "KAZ", "UZB", "CONSULT visit", "2024-05-01..2024-05-31")];
    let refusal = Made {
        id: "r",
        what: "REJECT cancelled",
        actors: "KAZ",
        recipients: "UZB",
        date: "2024-04-10",
        deed: Some("CONSULT"),
        ..Made::default()
    };
    let off = follow(&told, &deeds(&[("2024-04-10", refusal)]));
    assert_eq!(on(&off[0], "2024-04-09"), Some(CommitmentStatus::Scheduled));
    assert_eq!(on(&off[0], "2024-06-10"), Some(CommitmentStatus::Cancelled));
}

#[test]
fn many_promises_between_two_states_are_told_apart_by_their_time() {
    let mut told = Vec::new();
    for at in 0..2_000 {
        let month = at % 100;
        let due = format!(
            "20{:02}-{:02}-01..20{:02}-{:02}-28",
            10 + month / 12,
            month % 12 + 1,
            10 + month / 12,
            month % 12 + 1
        );
        let lang = if at % 2 == 0 { Lang::Ru } else { Lang::En };
        told.push(promise(
            &format!("{at:05}"),
            lang,
            "2009-10-01",
            "KAZ",
            "UZB",
            "CONSULT visit Tashkent",
            &due,
        ));
    }
    let kept = follow(&told, &[]);
    assert_eq!(kept.len(), 100);
    assert!(
        kept.iter().all(|k| k.reports == 20 && k.superseded.is_none()),
        "said on one day, none takes the place of another"
    );
    told.reverse();
    assert_eq!(follow(&told, &[]), kept);
}
