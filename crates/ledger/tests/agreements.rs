//! Lives of agreements, told by hand-made records.

mod common;

use common::{agreement, source};
use legation_ledger::agreements::{Life, Mention, State, join};
use legation_model::{Lang, Step};

fn told(id: &str, lang: Lang, day: &str, what: &str, steps: &[&str]) -> Mention {
    Mention::of(&agreement(id, what, "ARM AZE", steps), &source(id, lang, day), &str::to_owned)
}

fn one(mentions: &[Mention]) -> Life {
    let all = join(mentions);
    assert_eq!(all.len(), 1, "{all:#?}");
    all.into_iter().next().expect("one")
}

fn story() -> Vec<Mention> {
    vec![
        told(
            "a",
            Lang::Ru,
            "2024-03-01",
            "treaty договор о мире",
            &[
                "negotiation asserted by ARM/-/ararat-mirzoyan",
                "signature possible due 2024-06-01..2024-06-30 by ARM/-/ararat-mirzoyan",
            ],
        ),
        told(
            "b",
            Lang::En,
            "2024-07-10",
            "treaty peace treaty",
            &["signature planned due 2024-09-01..2024-09-30"],
        ),
        told("c", Lang::En, "2024-09-12", "treaty peace treaty", &["signature asserted on 2024-09-12"]),
        told("d", Lang::Ru, "2024-09-13", "treaty мирный договор", &["signature asserted"]),
        told(
            "e",
            Lang::En,
            "2024-11-02",
            "treaty peace treaty",
            &["ratification asserted on 2024-11-01 of AZE", "signature historical on 2024-09-12"],
        ),
        told("f", Lang::En, "2024-11-20", "treaty peace treaty", &["adoption asserted on 2024-11-19"]),
    ]
}

fn day(text: &str) -> legation_model::Day {
    text.parse().expect("day")
}

#[test]
fn mentions_of_two_languages_make_one_life() {
    let life = one(&story());
    let steps: Vec<(Step, String)> = life
        .steps
        .iter()
        .map(|s| (s.step, s.on.map(legation_ledger::days::Days::shown).unwrap_or_default()))
        .collect();
    let on = |s: &str| s.to_owned();
    assert_eq!(
        steps,
        [
            (Step::Negotiation, on("2024-03-01")),
            (Step::Signature, on("2024-09-12")),
            (Step::Ratification, on("2024-11-01")),
            // Approval of what was signed is consent, not adoption.
            (Step::Ratification, on("2024-11-19")),
        ]
    );
    assert_eq!(life.by_party.get("AZE"), Some(&Step::Ratification));
    assert_eq!(life.by_party.get("ARM"), Some(&Step::Signature));
    assert!(life.contradictions.is_empty(), "{:?}", life.contradictions);
    let mut turned = story();
    turned.reverse();
    assert_eq!(one(&turned), life);
}

#[test]
fn expectations_come_due_slip_and_are_met() {
    let life = one(&story());
    let [hope, plan] = life.expectations.as_slice() else { panic!("{:?}", life.expectations) };
    assert_eq!(hope.on(day("2024-02-01")), None);
    assert_eq!(hope.on(day("2024-06-30")), Some(State::Open));
    assert_eq!(hope.on(day("2024-07-01")), Some(State::Overdue));
    assert_eq!(hope.on(day("2024-07-10")), Some(State::Slipped));
    assert_eq!((hope.at_last(), plan.at_last()), (State::Late, State::Met));
    assert_eq!(plan.on(day("2024-09-11")), Some(State::Open));
    assert_eq!(plan.on(day("2024-10-01")), Some(State::Met));
    // Nobody reports the signing.
    let silent: Vec<Mention> = story().into_iter().take(2).collect();
    assert_eq!(one(&silent).expectations[1].on(day("2024-10-01")), Some(State::Overdue));
}

#[test]
fn accounts_that_differ_are_shown() {
    let mut all = story();
    all.push(told(
        "g",
        Lang::Ru,
        "2024-09-14",
        "treaty договор о мире",
        &["signature asserted on 2024-09-11"],
    ));
    all.push(told("h", Lang::Ru, "2024-09-15", "treaty договор о мире", &["signature denied"]));
    let life = one(&all);
    let what: Vec<&str> = life.contradictions.iter().map(|c| c.what.as_str()).collect();
    assert_eq!(what, ["date", "denied"]);
    assert_eq!(life.contradictions[0].accounts.len(), 2);
}

#[test]
fn what_differs_in_kind_topic_year_or_signing_is_another_instrument() {
    let base =
        || told("a", Lang::Ru, "2024-03-01", "treaty договор о мире", &["signature asserted on 2024-03-01"]);
    let others = [
        told(
            "b",
            Lang::En,
            "2024-03-02",
            "treaty treaty on extradition",
            &["signature asserted on 2024-03-01"],
        ),
        told(
            "b",
            Lang::En,
            "2024-03-02",
            "memorandum memorandum on peace",
            &["signature asserted on 2024-03-01"],
        ),
        told("b", Lang::En, "2026-03-02", "treaty treaty on peace", &["signature asserted on 2026-03-01"]),
        told("b", Lang::En, "2024-08-02", "treaty treaty", &[]),
    ];
    for other in others {
        assert_eq!(join(&[base(), other.clone()]).len(), 2, "{}", other.name);
    }
    let named = told("b", Lang::En, "2024-03-02", "treaty treaty", &["signature asserted on 2024-03-01"]);
    assert_eq!(join(&[base(), named]).len(), 1);
}

/// A crowd is compared by neighbours in time, and still three treaties are three.
#[test]
fn a_crowd_of_mentions_makes_as_many_lives_as_there_are_agreements() {
    let mut mentions = Vec::new();
    let mut told_of = |at: u64, topic: [&str; 2], lang: Lang, steps: &[&str]| {
        let day = legation_ledger::days::later(day("2020-01-01"), (at % 900) as i64).to_string();
        let what = if lang == Lang::Ru { topic[0] } else { topic[1] };
        // No two tell the same of it.
        let due = format!("ratification planned due {day}..{day}");
        let steps: Vec<&str> = steps.iter().copied().chain([due.as_str()]).collect();
        mentions.push(told(&format!("{at:05}"), lang, &day, what, &steps));
    };
    let treaties = [
        (["treaty договор о мире", "treaty peace treaty"], "signature historical on 2019-05-01"),
        (
            ["agreement соглашение о визах", "agreement agreement on visas"],
            "signature historical on 2019-06-01",
        ),
        (
            ["agreement соглашение о рыболовстве", "agreement agreement on fisheries"],
            "signature historical on 2019-07-01",
        ),
    ];
    for at in 0..3_000u64 {
        let (topic, signed) = treaties[at as usize % 3];
        let lang = if at % 2 == 0 { Lang::Ru } else { Lang::En };
        // Most say when it was signed.
        told_of(at, topic, lang, if at % 5 == 0 { &[] } else { std::slice::from_ref(&signed) });
    }
    let lives = join(&mentions);
    let sizes: Vec<usize> = lives.iter().map(|l| l.reports).collect();
    assert_eq!(sizes, [1_000, 1_000, 1_000]);
    mentions.reverse();
    assert_eq!(join(&mentions), lives);
}
