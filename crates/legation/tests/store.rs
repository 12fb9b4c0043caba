//! Commands on a store, as a user meets them.

mod common;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use common::{legation, samples, stdout};
use legation_store::Store;
use serde_json::Value;

/// A store in a folder of its own.
struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("folder") }
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().expect("path").to_owned()
    }

    fn add(&self, name: &str, from: &Path, more: &[&str]) {
        let db = self.path(name);
        let from = from.to_str().expect("path");
        stdout(&legation(&[&["add", from, "--db", &db, "--quiet"], more].concat()));
    }

    fn ask(&self, name: &str, args: &[&str]) -> Vec<Value> {
        let db = self.path(name);
        let out = stdout(&legation(&[args, &["--db", &db, "--format", "ndjson"]].concat()));
        out.lines().map(|l| serde_json::from_str(l).expect("a JSON object a line")).collect()
    }

    fn dump(&self, name: &str) -> String {
        let mut out = Vec::new();
        let store = Store::read(&self.dir.path().join(name)).expect("opens");
        store.dump(&mut out).expect("dumps");
        String::from_utf8(out).expect("UTF-8")
    }
}

fn filled() -> Place {
    let place = Place::new();
    place.add("a.db", &samples(), &[]);
    place
}

#[test]
fn adding_twice_or_with_other_threads_or_batches_changes_nothing() {
    let place = Place::new();
    place.add("a.db", &samples(), &["--jobs", "1"]);
    let once = place.dump("a.db");
    assert!(once.contains("-- facet_record") && once.lines().count() > 2000);
    place.add("a.db", &samples(), &["--jobs", "4"]);
    assert_eq!(place.dump("a.db"), once);
    place.add("b.db", &samples(), &["--jobs", "4", "--batch", "3"]);
    assert_eq!(place.dump("b.db"), once);
    let counts = place.ask("a.db", &["sql", "SELECT added, known, failed, ended FROM addition ORDER BY id"]);
    assert_eq!((counts[0]["added"].as_i64(), counts[1]["known"].as_i64()), (Some(20), Some(20)));
}

#[test]
fn what_comes_out_is_what_code_writes() {
    let place = filled();
    let wire = stdout(&legation(&["code", samples().to_str().expect("path")]));
    let mut lines = Vec::new();
    let store = Store::read(&place.dir.path().join("a.db")).expect("opens");
    store
        .each_article::<legation_store::Error>(legation_store::Scope::Current, |stored| {
            let article = legation_model::Record::Article(stored.extraction.article.clone());
            lines.push(serde_json::to_string(&article).expect("JSON"));
            lines.extend(stored.records().map(|r| serde_json::to_string(r.record).expect("JSON")));
            Ok(())
        })
        .expect("reads");
    assert_eq!(lines.join("\n"), wire.trim_end());
}

#[test]
fn words_are_found_in_any_form() {
    let place = filled();
    let hits = place.ask("a.db", &["search", "гарантии безопасности"]);
    assert!(hits.len() >= 4, "{} hits", hits.len());
    assert!(hits.iter().all(|h| h["words"].as_str().is_some_and(|w| w.contains("гарантиях безопасности"))));
    let base = place.ask("a.db", &["search", "\"naval base\" Abkhaz*"]);
    assert!(!base.is_empty());
    assert!(
        base.iter().all(|h| h["snippet"].as_str().is_some_and(|s| s.contains("**naval base"))),
        "{base:?}"
    );
    assert!(place.ask("a.db", &["search", "\"base naval\""]).is_empty());
    assert!(place.ask("a.db", &["search", "база -военный -морской -Абхазия -Абхазии -пункт"]).len() < 3);
    let only = place.ask("a.db", &["search", "договор", "--since", "2025-01-01", "--lang", "ru"]);
    assert!(!only.is_empty() && only.iter().all(|h| h["published"].as_str() >= Some("2025-01-01")));
    let db = place.path("a.db");
    assert_eq!(legation(&["search", " -", "--db", &db]).status.code(), Some(2));
}

#[test]
fn statements_are_filtered() {
    let place = filled();
    let all = place.ask("a.db", &["statements", "--limit", "0"]);
    assert!(all.len() > 20);
    let dates: Vec<&str> = all.iter().filter_map(|s| s["date"].as_str()).collect();
    assert!(dates.windows(2).all(|d| d[0] >= d[1]), "not newest first: {dates:?}");
    let said = |args: &[&str]| place.ask("a.db", &[&["statements"], args].concat());
    let lavrov = said(&["--speaker", "sergey-lavrov"]);
    assert!(
        !lavrov.is_empty()
            && lavrov.iter().all(|s| s["speaker"].as_str().is_some_and(|w| w.contains("Lavrov")))
    );
    assert_eq!(lavrov, said(&["--speaker", "Sergey Lavrov"]), "a label stands for its actor");
    assert_eq!(lavrov, said(&["--speaker", "Сергей Лавров"]), "so does a name");
    assert!(said(&["--speaker", "rus"]).len() > lavrov.len(), "a country stands for all of its own");
    assert!(said(&["--place", "Sochi"]).iter().all(|s| s["place"] == "Sochi"));
    let russian = said(&["--lang", "ru", "--since", "2024-01-01", "--until", "2024-12-31"]);
    assert!(!russian.is_empty() && russian.len() < all.len());
    assert!(
        russian
            .iter()
            .all(|s| s["lang"] == "ru" && s["date"].as_str().is_some_and(|d| d.starts_with("2024")))
    );
    assert_eq!(said(&["--source", "тасс"]), said(&["--source", "ТАСС"]));
    assert!(
        said(&["--source", "treaty-06"]).iter().all(|s| s["source"] == "samples/treaty-06-agency-ru.txt"
            || s["source"].as_str().is_some_and(|p| p.ends_with("treaty-06-agency-ru.txt")))
    );
    assert_eq!(said(&["--limit", "2"]).len(), 2);
    let out = legation(&["statements", "--speaker", "nobody-at-all", "--db", &place.path("a.db")]);
    assert_eq!(out.status.code(), Some(2));
}

#[test]
fn new_words_make_a_new_run_and_a_note_outlives_it() {
    let place = filled();
    let id = place.ask("a.db", &["sql", "SELECT id FROM v_event_report ORDER BY id LIMIT 1"])[0]["id"]
        .as_str()
        .expect("id")
        .to_owned();
    let db = place.path("a.db");
    stdout(&legation(&["note", &id, "to be checked", "--db", &db]));
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/lexicon-example");
    place.add("a.db", &samples(), &["--lexicon", own.to_str().expect("path")]);
    let counts = place.ask(
        "a.db",
        &[
            "sql",
            "SELECT count(*) AS articles, sum(current) AS current, count(DISTINCT run) AS runs FROM article",
        ],
    );
    assert_eq!(counts[0].to_string(), r#"{"articles":40,"current":20,"runs":2}"#);
    let shown = stdout(&legation(&["show", &id[..10], "--db", &db]));
    for words in ["to be checked", "run 1", "run 2", "older reading", "newest reading", "Evidence"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let first = place.ask("a.db", &["statements", "--run", "1", "--limit", "0"]);
    assert_eq!(first.len(), filled().ask("a.db", &["statements", "--limit", "0"]).len());
}

#[test]
fn a_record_is_shown_with_its_words_in_context() {
    let place = filled();
    let db = place.path("a.db");
    let id =
        place.ask("a.db", &["statements", "--speaker", "sergey-lavrov", "--limit", "1"])[0]["id"].clone();
    let out = stdout(&legation(&["show", id.as_str().expect("id"), "--json", "--db", &db]));
    let shown: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(shown["record"]["id"], id);
    let evidence = shown["evidence"].as_array().expect("evidence");
    let content = evidence.iter().find(|e| e["field"] == "content").expect("content");
    assert_eq!(content["quote"], shown["record"]["content"][0]["quote"]);
    let article = shown["article"]["id"].as_str().expect("id").to_owned();
    assert!(stdout(&legation(&["show", &article, "--db", &db])).contains("Who said what"));
    assert_eq!(legation(&["show", "ffffffffffff", "--db", &db]).status.code(), Some(2));
    assert_eq!(legation(&["show", "no id", "--db", &db]).status.code(), Some(2));
}

#[test]
fn the_page_of_a_morning_tells_what_is_new() {
    let place = filled();
    let db = place.path("a.db");
    let page = stdout(&legation(&["changes", "--since", "2020-01-01", "--db", &db]));
    assert!(page.starts_with("# New since 2020-01-01\n\n20 articles, 0 of them copies"), "{page}");
    assert!(page.contains("## What happened"));
    let html = place.path("page.html");
    stdout(&legation(&["changes", "--since", "2020-01-01", "--format", "html", "-o", &html, "--db", &db]));
    let html = std::fs::read_to_string(html).expect("written");
    assert!(html.contains("<h2>Who said what</h2>") && html.ends_with("</html>\n"));
    let rows = place.ask("a.db", &["changes", "--since", "2020-01-01", "-n", "0"]);
    let told: u64 = rows.iter().filter_map(|r| r["told"].as_u64()).sum();
    assert_eq!(told as usize, place.ask("a.db", &["sql", "SELECT id FROM v_record"]).len());
    // What five articles tell of a signing is one line, and no plan for it.
    let signing = rows.iter().find(|r| r["type"] == "event" && r["told"] == 5).expect("the signing");
    assert_eq!(
        (&signing["status"], &signing["date"]),
        (&"asserted".into(), &"2024-12-06".into()),
        "{signing}"
    );
    let few = place.ask("a.db", &["changes", "--since", "2020-01-01", "-n", "2"]);
    assert!(few.len() <= 10 && few.iter().all(|r| rows.contains(r)), "{few:#?}");
    let none = stdout(&legation(&["changes", "--since", "2999-01-01", "--db", &db]));
    assert!(none.contains("0 articles"));
    assert_eq!(legation(&["changes", "--since", "soon", "--db", &db]).status.code(), Some(2));
}

#[test]
fn a_near_copy_is_no_second_report() {
    let place = Place::new();
    let rest = "The two sides spoke about trade in grain and about the new bridge at the border. They agreed to open \
                a second crossing before the end of the summer. Customs officers of both countries will train together. \
                The price of gas was not on the table this time. Journalists were not let into the hall. \
                Farmers in the north have waited for the crossing for many years.";
    let lead = "MINSK, July 4. Russian Foreign Minister Sergey Lavrov met Belarusian Foreign Minister Maxim Ryzhenkov in Minsk on July 4, 2024.";
    let own = "On July 4, 2024, Russian Foreign Minister Sergey Lavrov met Belarusian Foreign Minister Maxim Ryzhenkov in Minsk. \
               A dinner followed.";
    let press = place.dir.path().join("press");
    std::fs::create_dir(&press).expect("folder");
    for (name, text) in [
        ("a.txt", format!("Ministers meet\n\n{lead} {rest}\n")),
        ("b.txt", format!("Ministers meet\n\n{lead} {rest} More is to be told tomorrow.\n")),
        ("c.txt", format!("Lavrov in Minsk\n\n{own}\n")),
    ] {
        std::fs::write(press.join(name), text).expect("writes");
    }
    place.add("a.db", &press, &[]);
    let counts = |place: &Place| {
        let met = place.ask("a.db", &["events", "--pair", "RUS", "BLR", "--type", "CONSULT"]);
        let told = |e: &Value| (e["reports"].as_i64(), e["copies"].as_i64());
        met.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(counts(&place), [(Some(2), Some(1))]);
    let copies = place.ask("a.db", &["sql", "SELECT d.source FROM article a JOIN document d ON d.id = a.document WHERE a.duplicate_of IS NOT NULL"]);
    assert!(copies.len() == 1 && copies[0]["source"].as_str().is_some_and(|s| s.ends_with("b.txt")));
    let before = place.dump("a.db");
    place.add("a.db", &press, &[]);
    assert_eq!(place.dump("a.db"), before);
}

#[test]
fn an_export_takes_the_events_that_are_asked_for() {
    let place = filled();
    let db = place.path("a.db");
    let lines = |args: &[&str]| -> Vec<Value> {
        let all: Vec<&str> =
            ["export", "--format", "ndjson", "--db", &db].iter().chain(args).copied().collect();
        stdout(&legation(&all)).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
    };
    let met = lines(&["--type", "CONSULT", "--status", "asserted"]);
    let events: Vec<&Value> = met.iter().filter(|r| r["type"] != "article").collect();
    assert!(!events.is_empty());
    assert!(
        events.iter().all(|e| e["type"] == "event" && e["plover"] == "CONSULT" && e["status"] == "asserted"),
        "{events:#?}"
    );
    // Of what several articles tell one report is left, and every merged thing has one.
    let (told, once) = (lines(&["--kind", "event"]), lines(&["--kind", "event", "--once"]));
    let events = |rows: &[Value]| rows.iter().filter(|r| r["type"] == "event").count();
    let merged = place.ask("a.db", &["events", "-n", "0"]);
    assert!(events(&once) < events(&told));
    assert_eq!(events(&once), merged.len());
    let asserted = |rows: &[Value]| rows.iter().filter(|r| r["status"] == "asserted").count();
    assert_eq!(asserted(&once), asserted(&merged));
    // Other kinds are written where they are asked for by name.
    assert!(lines(&["--type", "CONSULT", "--kind", "office"]).iter().any(|r| r["type"] == "office"));
}

#[test]
fn sql_reads_only_and_verify_is_content() {
    let place = filled();
    let db = place.path("a.db");
    assert_eq!(legation(&["sql", "DELETE FROM record", "--db", &db]).status.code(), Some(2));
    let out = stdout(&legation(&[
        "sql",
        "SELECT 1 AS one, 'a,b' AS two, NULL AS three",
        "--format",
        "csv",
        "--db",
        &db,
    ]));
    assert_eq!(out, "one,two,three\n1,\"a,b\",\n");
    stdout(&legation(&["verify", "--db", &db]));
    assert_eq!(legation(&["stats", "--db", &place.path("none.db")]).status.code(), Some(2));
    let views =
        place.ask("a.db", &["sql", "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name"]);
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/store.md"))
        .expect("docs");
    for view in views {
        let name = view["name"].as_str().expect("name").to_owned();
        place.ask("a.db", &["sql", &format!("SELECT * FROM {name} LIMIT 1")]);
        assert!(page.contains(&name), "docs/store.md does not tell of {name}");
    }
}

#[test]
fn what_cannot_be_read_is_noted() {
    let place = Place::new();
    let feed = place.path("feed.jsonl");
    std::fs::write(
        &feed,
        "{\"text\": \"Moscow said on Monday that talks would go on.\"}\n{broken\n{\"text\": \"\"}\n",
    )
    .expect("writes");
    place.add("a.db", Path::new(&feed), &[]);
    let failures = place.ask("a.db", &["sql", "SELECT source, message FROM failure ORDER BY source"]);
    assert_eq!(failures.len(), 2, "{failures:?}");
    let strict = legation(&["add", &feed, "--db", &place.path("a.db"), "--strict", "--quiet"]);
    assert_eq!(strict.status.code(), Some(1));
}

/// A page of a site. All have the slogan, three that follow each other a series, two a pair.
fn page(i: usize) -> Value {
    let (series, pair) = (i / 3, i / 2);
    let html = format!(
        "<html><body><article><h1>Story number {i} of the coast</h1><p>Envoys of harbour {i} met in Bergen on Monday and agreed to \
         meet again in spring of the year {i}.</p><p>The talks in hall {i} lasted four hours, according to a statement.</p>\
         <p>Part of series {series} on the fishing of the north.</p><p>Photographs {pair} were taken by the harbour office.</p>\
         <p>Harbour News has told the stories of the coast for years.</p></article></body></html>"
    );
    serde_json::json!({"source": format!("page-{i}"), "text": html, "url": format!("https://harbour.example/{i}")})
}

/// Pages in a file, and the texts of a store by their names.
fn pages(place: &Place, name: &str, which: std::ops::Range<usize>) -> PathBuf {
    let path = place.dir.path().join(name);
    let lines: Vec<String> = which.map(|i| page(i).to_string()).collect();
    std::fs::write(&path, lines.join("\n")).expect("writes");
    path
}

fn texts(place: &Place, name: &str) -> Vec<String> {
    let rows = place
        .ask(name, &["sql", "SELECT body AS text FROM article a JOIN text t ON t.id = a.text ORDER BY a.id"]);
    rows.iter().map(|row| row["text"].as_str().expect("text").to_owned()).collect()
}

#[test]
fn what_the_pages_of_a_site_have_in_common_is_left_out_of_the_store() {
    let place = Place::new();
    let all = pages(&place, "all.jsonl", 0..6);
    place.add("a.db", &all, &["--jobs", "1"]);
    let found = texts(&place, "a.db");
    assert_eq!(found.len(), 6);
    for text in &found {
        assert!(!text.contains("Harbour News") && !text.contains("Part of series"), "{text}");
        assert!(text.contains("Photographs") && text.contains("lasted four hours"), "{text}");
    }
    let wire = stdout(&legation(&["code", all.to_str().expect("path")]));
    let articles = wire.lines().map(|l| serde_json::from_str::<Value>(l).expect("JSON"));
    let coded: Vec<String> = articles
        .filter(|r| r["type"] == "article")
        .map(|r| r["text"].as_str().expect("text").to_owned())
        .collect();
    assert_eq!(found, coded);
    let once = place.dump("a.db");
    place.add("a.db", &all, &["--jobs", "3", "--batch", "2"]);
    assert_eq!(place.dump("a.db"), once, "a page is counted once");
}

#[test]
fn a_store_remembers_the_pages_of_earlier_additions() {
    let place = Place::new();
    place.add("a.db", &pages(&place, "one.jsonl", 0..2), &[]);
    // Two pages are too few to tell; what was read so stays.
    place.add("a.db", &pages(&place, "two.jsonl", 2..4), &[]);
    let told = |what: &str| texts(&place, "a.db").iter().map(|t| t.contains(what)).collect::<Vec<_>>();
    assert_eq!(told("Harbour News"), [true, true, false, false]);
    assert_eq!(told("Part of series"), [true, true, false, true]);
    // The same page twice in one input is one page.
    let twice = place.dir.path().join("twice.jsonl");
    std::fs::write(&twice, [12, 12, 12, 13].map(|i| page(i).to_string()).join("\n")).expect("writes");
    place.add("b.db", &twice, &[]);
    assert!(texts(&place, "b.db").iter().all(|t| t.contains("Harbour News")));
}

/// Many short articles, no two alike, and pages of a site.
fn corpus(place: &Place, copies: usize) -> PathBuf {
    let mut lines = String::new();
    let mut texts: Vec<PathBuf> =
        std::fs::read_dir(samples()).expect("samples").map(|e| e.expect("entry").path()).collect();
    texts.sort();
    for copy in 0..copies {
        for (at, text) in texts.iter().enumerate() {
            lines.push_str(&(page(copy * texts.len() + at).to_string() + "\n"));
            let text = std::fs::read_to_string(text).expect("reads");
            let name = format!("feed-{copy}-{}", lines.len());
            let line = serde_json::json!({"source": name, "text": format!("{text}\nNote {copy} was added later.\n")});
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
    }
    let path = place.dir.path().join("feed.jsonl");
    std::fs::write(&path, lines).expect("writes");
    path
}

fn start(from: &Path, db: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_legation"))
        .args(["add", from.to_str().expect("path"), "--db", db, "--batch", "4", "--jobs", "2", "--quiet"])
        .stdin(Stdio::null())
        .spawn()
        .expect("the binary runs")
}

/// Adds a corpus, killed so many times at moments spread over the time that it takes, and compares with one that was not.
fn killed(times: u32, copies: usize) {
    let place = Place::new();
    let from = corpus(&place, copies);
    let began = std::time::Instant::now();
    assert!(start(&from, &place.path("whole.db")).wait().expect("ends").success());
    let whole = began.elapsed();
    let db = place.path("killed.db");
    let mut seed = 0x2545_f491_u32;
    let mut cut = 0;
    for _ in 0..times {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        let mut child = start(&from, &db);
        // Early enough that some are cut before their first batch, and most are cut at all.
        std::thread::sleep(
            whole.mul_f64(f64::from(seed % 1000) / 1000.0 * 0.3).max(Duration::from_millis(5)),
        );
        child.kill().expect("is killed");
        cut += u32::from(!child.wait().expect("ends").success());
        if !Path::new(&db).exists() {
            continue;
        }
        // A kill before the schema is there leaves an empty file, which is as good as none.
        let Ok(store) = Store::read(Path::new(&db)) else { continue };
        let verdict = store.verify().expect("is checked");
        assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
        let rows = place.ask("killed.db", &["sql", "SELECT count(*) AS n FROM article"]);
        let all = (copies * 40) as u64;
        let articles = rows[0]["n"].as_u64().expect("count");
        assert!(articles.is_multiple_of(4) || articles == all, "{articles} articles are no whole batches");
    }
    assert!(cut > 0, "nothing was cut off");
    assert!(start(&from, &db).wait().expect("ends").success());
    assert_eq!(place.dump("killed.db"), place.dump("whole.db"));
}

#[test]
fn what_was_cut_off_is_whole_and_completes() {
    killed(5, 3);
}

/// `cargo test --release -p legation --test store -- --ignored`
#[test]
#[ignore = "takes minutes"]
fn a_hundred_kills() {
    killed(100, 25);
}
