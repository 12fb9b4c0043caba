//! What the sample stories say together, by command, in both languages.

mod common;

use std::path::{Path, PathBuf};
use std::process::Output;

use common::{legation, samples, stdout};
use serde_json::Value;

/// A store with the samples, less those whose names begin with one of `without`.
fn store(without: &[&str]) -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().expect("folder");
    let db = dir.path().join("test.db").to_string_lossy().into_owned();
    let paths = texts(without);
    let mut args = vec!["add", "--quiet", "--db", &db];
    args.extend(paths.iter().map(|p| p.to_str().expect("path")));
    done(&legation(&args));
    (dir, db)
}

fn texts(without: &[&str]) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(samples()).expect("samples").map(|e| e.expect("entry").path());
    let name = |p: &Path| p.file_name().expect("name").to_string_lossy().into_owned();
    let mut paths: Vec<PathBuf> =
        entries.filter(|p| !without.iter().any(|w| name(p).starts_with(w))).collect();
    paths.sort();
    paths
}

fn done(out: &Output) {
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

/// Rows that a command answers.
fn ask(db: &str, args: &[&str]) -> Vec<Value> {
    let mut all = args.to_vec();
    all.extend(["--db", db, "--format", "ndjson"]);
    let out = legation(&all);
    done(&out);
    stdout(&out).lines().map(|l| serde_json::from_str(l).expect("a JSON object a line")).collect()
}

fn text<'a>(row: &'a Value, column: &str) -> &'a str {
    row[column].as_str().unwrap_or_default()
}

fn treaty(db: &str) -> Value {
    let all = ask(db, &["agreements", "--pair", "RUS", "BLR"]);
    let found: Vec<&Value> = all.iter().filter(|r| text(r, "topics") == "security-guarantees").collect();
    assert_eq!(found.len(), 1, "{all:#?}");
    found[0].clone()
}

#[test]
fn the_treaty_has_its_steps_in_order_with_days_and_holders() {
    let (_dir, db) = store(&[]);
    let treaty = treaty(&db);
    assert_eq!((text(&treaty, "stage"), treaty["reports"].as_i64()), ("entry_into_force", Some(9)));
    let life = ask(&db, &["agreements", text(&treaty, "id")]);
    let steps: Vec<String> = life
        .iter()
        .filter(|r| text(r, "kind") == "step")
        .map(|r| format!("{} {} {}", text(r, "date"), text(r, "what"), text(r, "party")).trim().to_owned())
        .collect();
    assert_eq!(
        steps,
        [
            "2024-06-06 negotiation",
            "2024-12-06 signature",
            "2025-02-18 ratification RUS",
            "2025-02-26 ratification BLR",
            "2025-03-13 exchange",
            "2025-03-13 entry_into_force",
        ]
    );
    // Told in both languages, by both sides.
    assert_eq!(text(&life[0], "holder"), "maxim-ryzhenkov mikhail-galuzin");
    assert_eq!(life[0]["reports"], 3);
    let story = ask(&db, &["timeline", text(&treaty, "id")]);
    assert!(
        story.iter().any(|r| text(r, "kind") == "event" && text(r, "what").starts_with("CONSULT meeting"))
    );
    assert!(story.is_sorted_by(|a, b| text(a, "date") <= text(b, "date")));
}

#[test]
fn events_are_asked_for_by_what_they_are() {
    let (_dir, db) = store(&[]);
    for who in [&["events", "-n", "0"][..], &["events", "-n", "0", "--actor", "RUS"]] {
        let all = ask(&db, who);
        for (flag, field) in
            [("--quad", "quad"), ("--status", "status"), ("--type", "type"), ("--context", "contexts")]
        {
            let words = |e: &Value| text(e, field).split(' ').map(str::to_owned).collect::<Vec<_>>();
            let values: std::collections::BTreeSet<String> =
                all.iter().flat_map(words).filter(|w| !w.is_empty()).collect();
            assert!(values.len() > 1, "{field}: {values:?}");
            for value in values {
                let mut fit = all.clone();
                fit.retain(|e| words(e).contains(&value));
                assert_eq!(ask(&db, &[who, &[flag, &value]].concat()), fit, "{flag} {value}");
            }
        }
    }
    assert!(ask(&db, &["events", "--quad", "material-conflict", "--type", "CONSULT"]).is_empty());
}

#[test]
fn the_story_of_the_treaty_runs_from_the_promise_to_the_thanks() {
    let (_dir, db) = store(&[]);
    let treaty = &ask(&db, &["agreements", "--pair", "RUS", "BLR"])
        .into_iter()
        .find(|a| text(a, "instrument") == "treaty")
        .expect("the treaty");
    let story = ask(&db, &["stories", text(treaty, "id")]);
    assert!(story.is_sorted_by(|a, b| text(a, "date") <= text(b, "date")), "{story:#?}");
    let has = |kind: &str, what: &str, date: &str| {
        story
            .iter()
            .any(|r| text(r, "kind") == kind && text(r, "what").starts_with(what) && text(r, "date") == date)
    };
    assert!(has("agreement", "treaty", text(treaty, "first")), "{story:#?}");
    assert!(has("event", "SUPPORT signing", "2024-12-06"), "{story:#?}");
    assert!(has("event", "SUPPORT ratification", "2025-02-18"), "{story:#?}");
    assert!(has("event", "CONSULT meeting", "2025-03-13"), "{story:#?}");
    // Others, and what the two did elsewhere, are no part of it.
    assert!(story.iter().all(|r| text(r, "who").contains("BLR") || !text(r, "who").contains("IRN")));
    // Whichever thing of it is asked for, it is the same story, and the list has it once.
    let of_signing =
        story.iter().find(|r| text(r, "what").starts_with("SUPPORT signing")).expect("the signing");
    assert_eq!(ask(&db, &["stories", text(of_signing, "id")]), story);
    let list = ask(&db, &["stories", "--pair", "RUS", "BLR"]);
    assert_eq!(list.iter().filter(|r| text(r, "id") == text(&story[0], "id")).count(), 1, "{list:#?}");
    assert_eq!(list[0]["parties"], "BLR RUS");
}

#[test]
fn its_expectation_is_met_and_overdue_where_nobody_tells_of_the_signing() {
    let expected = |db: &str, more: &[&str]| -> Vec<Value> {
        let mut args = vec!["agreements", "--expectations", "--as-of", "2025-01-01", "--pair", "RUS", "BLR"];
        args.extend(more);
        let mut all = ask(db, &args);
        all.retain(|r| text(r, "step") == "signature" && text(r, "name").contains("гаранти"));
        all
    };
    let (_dir, db) = store(&[]);
    let all = expected(&db, &[]);
    assert_eq!(all.len(), 1, "{all:#?}");
    assert_eq!((text(&all[0], "state"), text(&all[0], "taken")), ("met", "2024-12-06"));
    assert_eq!((text(&all[0], "due"), text(&all[0], "until")), ("2024-12-01", "2024-12-31"));
    assert_eq!(text(&all[0], "holders"), "mikhail-galuzin");
    assert!(expected(&db, &["--overdue"]).is_empty());
    // Both reports of the signing are left out.
    let (_dir, db) = store(&["treaty-04", "treaty-05"]);
    let overdue = expected(&db, &["--overdue"]);
    assert_eq!(overdue.len(), 1, "{overdue:#?}");
    assert_eq!(text(&overdue[0], "until"), "2024-12-31");
}

#[test]
fn lavrov_is_one_actor_in_two_scripts() {
    let (_dir, db) = store(&[]);
    let found = ask(&db, &["actors", "--like", "Лавров"]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((text(&found[0], "id"), text(&found[0], "country")), ("sergey-lavrov", "RUS"));
    assert!(text(&found[0], "cyrillic").contains("Лавров") && text(&found[0], "latin").contains("Lavrov"));
    let names = ask(&db, &["actors", "Sergey Lavrov"]);
    let in_lang = |lang: &str| names.iter().any(|n| text(n, "lang") == lang && !text(n, "first").is_empty());
    assert!(in_lang("ru") && in_lang("en"), "{names:#?}");
    let offices = ask(&db, &["offices", "--person", "sergey-lavrov"]);
    assert_eq!(offices.len(), 1);
    assert_eq!((text(&offices[0], "office"), text(&offices[0], "first")), ("foreign-minister", "2024-07-04"));
    assert!(text(&offices[0], "listed").starts_with("2004-03-09"), "{offices:#?}");
}

#[test]
fn the_sochi_meeting_is_one_event_with_two_reports() {
    let (_dir, db) = store(&[]);
    let args = ["events", "--pair", "RUS", "south-ossetia", "--type", "CONSULT", "--since", "2024-10-01"];
    let found = ask(&db, &args);
    assert_eq!(found.len(), 1, "{found:#?}");
    let meeting = &found[0];
    assert_eq!(
        (text(meeting, "date"), text(meeting, "place"), text(meeting, "langs")),
        ("2024-10-04", "Sochi", "en ru")
    );
    assert_eq!((meeting["reports"].as_i64(), meeting["copies"].as_i64()), (Some(2), Some(0)));
    let reports = ask(&db, &["events", text(meeting, "id")]);
    assert_eq!(reports.len(), 2);
    assert_eq!(ask(&db, &["events", "--place", "Sochi", "--lang", "ru", "--type", "CONSULT"]).len(), 2);
    assert_eq!(ask(&db, &["events", "--source", "caucasus-04", "--place", "Sochi"]).len(), 1);
    let months = ask(&db, &["relations", "RUS", "south-ossetia"]);
    assert_eq!((text(&months[0], "month"), months[0]["verbal_cooperation"].as_i64()), ("2024-10", Some(3)));
}

#[test]
fn commitments_come_due() {
    let (_dir, db) = store(&[]);
    let embassies = |on: &str, more: &[&str]| -> Vec<Value> {
        let mut args = vec!["commitments", "--pair", "IRN", "SAU", "--as-of", on];
        args.extend(more);
        let mut all = ask(&db, &args);
        all.retain(|r| text(r, "until") == "2023-05-10");
        all
    };
    assert_eq!(text(&embassies("2023-04-01", &[])[0], "status"), "scheduled");
    assert!(embassies("2023-04-01", &["--overdue"]).is_empty());
    assert_eq!(embassies("2023-06-01", &["--overdue"]).len(), 1);
    assert!(embassies("2023-03-01", &[]).is_empty(), "nobody had said it yet");
}

#[test]
fn a_point_of_view_groups_and_changes_no_byte() {
    let (_dir, db) = store(&[]);
    let bytes = || std::fs::read(&db).expect("store");
    let before = bytes();
    let own = ask(&db, &["events", "--actor", "south-ossetia", "--view", "own"]);
    let geo = ask(&db, &["events", "--actor", "south-ossetia", "--view", "GEO"]);
    assert!(!own.is_empty() && own.len() == geo.len());
    assert!(own.iter().all(|r| text(r, "under").contains("south-ossetia")));
    assert!(geo.iter().all(|r| text(r, "under").contains("GEO") && !text(r, "under").contains("ossetia")));
    // What a state took part in under its own name counts with another where a view puts it there.
    let events = |args: &[&str]| -> i64 {
        let months = ask(&db, &[&["relations"], args].concat());
        months.iter().map(|r| r["events"].as_i64().expect("a number")).sum()
    };
    let (apart, together) = (events(&["RUS", "GEO"]), events(&["RUS", "GEO", "--view", "GEO"]));
    let theirs = events(&["RUS", "south-ossetia"]) + events(&["RUS", "abkhazia"]);
    assert!(theirs > 0 && together > apart && together <= apart + theirs, "{apart} {theirs} {together}");
    assert_eq!(events(&["RUS", "south-ossetia", "--view", "GEO"]), 0);
    assert_eq!(events(&["RUS", "GEO", "--view", "RUS"]), apart);
    let line = ask(&db, &["timeline", "--actor", "south-ossetia", "--view", "GEO"]);
    assert!(!line.is_empty());
    assert!(line.iter().all(|r| text(r, "under").contains("GEO") && text(r, "parties").contains("ossetia")));
    for view in ["RUS", "control", "GEO"] {
        ask(&db, &["actors", "--kind", "polity", "--view", view]);
        ask(&db, &["agreements", "--view", view]);
        ask(&db, &["commitments", "--view", view]);
    }
    assert!(bytes() == before, "a point of view changed the store");
    assert!(
        !Path::new(&format!("{db}-wal")).exists()
            || std::fs::metadata(format!("{db}-wal")).is_ok_and(|m| m.len() == 0)
    );
}

fn dump(db: &str) -> String {
    let store = legation_store::Store::open(Path::new(db)).expect("opens");
    let mut out = Vec::new();
    store.dump(&mut out).expect("dumps");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn additions_one_by_one_give_what_one_addition_gives() {
    let (_dir, at_once) = store(&[]);
    let dir = tempfile::tempdir().expect("folder");
    let db = dir.path().join("steps.db").to_string_lossy().into_owned();
    let paths = texts(&[]);
    for part in paths.chunks(7) {
        let mut args = vec!["add", "--quiet", "--db", &db];
        args.extend(part.iter().map(|p| p.to_str().expect("path")));
        done(&legation(&args));
    }
    let (a, b) = (dump(&at_once), dump(&db));
    for (x, y) in a.lines().zip(b.lines()) {
        assert_eq!(x, y);
    }
    assert_eq!(a.len(), b.len());
}

#[test]
fn actors_are_merged_and_split_again() {
    let (_dir, db) = store(&[]);
    let before = dump(&db);
    let lukashenko = |db: &str| ask(db, &["events", "--actor", "alexander-lukashenko"]).len();
    let many = lukashenko(&db);
    assert!(many > 3);
    done(&legation(&[
        "actors",
        "merge",
        "alexander-lukashenko",
        "valentina-matviyenko",
        "--note",
        "a test",
        "--db",
        &db,
    ]));
    let gone = legation(&["events", "--actor", "alexander-lukashenko", "--db", &db]);
    assert_eq!(gone.status.code(), Some(2), "a merged actor has no events of its own");
    assert!(ask(&db, &["events", "--actor", "valentina-matviyenko"]).len() >= many);
    done(&legation(&["actors", "split", "alexander-lukashenko", "--db", &db]));
    let history = ask(&db, &["actors", "--decisions"]);
    assert_eq!(history.iter().map(|d| text(d, "kind")).collect::<Vec<_>>(), ["merge", "split"]);
    let without =
        |dump: &str| dump.split("-- ").filter(|t| !t.starts_with("decision")).collect::<Vec<_>>().concat();
    assert!(without(&dump(&db)) == without(&before), "splitting does not undo merging");
    let unknown = legation(&["actors", "merge", "nobody-at-all", "neither", "--db", &db]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn lists_come_as_table_and_csv_too() {
    let (_dir, db) = store(&["treaty", "gulf"]);
    for command in ["events", "agreements", "commitments", "actors", "offices", "timeline", "stories"] {
        let csv = stdout(&legation(&[command, "--db", &db, "--format", "csv"]));
        assert!(csv.lines().count() > 1 && csv.contains(','), "{command}: {csv}");
        let table = stdout(&legation(&[command, "--db", &db, "--format", "table"]));
        assert!(table.lines().count() == csv.lines().count() || csv.contains('"'), "{command}");
    }
}
