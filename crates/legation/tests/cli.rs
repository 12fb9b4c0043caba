//! The binary as a user meets it: formats, exit codes, order, evidence.

mod common;

use common::{legation, samples, stdout, with_input};
use serde_json::Value;

fn sample_records(jobs: &str) -> String {
    let out = legation(&["code", samples().to_str().expect("path"), "--jobs", jobs]);
    stdout(&out)
}

fn lines(ndjson: &str) -> Vec<Value> {
    ndjson.lines().map(|l| serde_json::from_str(l).expect("a JSON object a line")).collect()
}

#[test]
fn output_is_the_same_for_any_number_of_threads() {
    let one = sample_records("1");
    assert_eq!(one, sample_records("2"));
    assert_eq!(one, sample_records("7"));
}

#[test]
fn every_record_is_of_the_wire_format_and_every_quote_stands_in_the_text() {
    let ndjson = sample_records("2");
    let (mut text, mut quotes) = (String::new(), 0);
    for line in ndjson.lines() {
        let record: legation_model::Record = serde_json::from_str(line).expect("a record");
        assert_eq!(serde_json::to_string(&record).expect("JSON"), line, "the types and the wire differ");
        let value: Value = serde_json::from_str(line).expect("JSON");
        if value["type"] == "article" {
            value["text"].as_str().expect("text").clone_into(&mut text);
        }
        check_quotes(&value, &text, &mut quotes);
    }
    assert!(quotes > 200, "only {quotes} quotes in the samples");
}

fn check_quotes(value: &Value, text: &str, count: &mut usize) {
    match value {
        Value::Object(fields) => {
            if let (Some(Value::String(quote)), Some(start)) = (fields.get("quote"), fields.get("byte_start"))
            {
                let at = |key: &str| fields[key].as_u64().expect("offset") as usize;
                let bytes = start.as_u64().expect("offset") as usize..at("byte_end");
                assert_eq!(text.get(bytes), Some(quote.as_str()));
                let points: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
                assert_eq!(&points, quote);
                *count += 1;
            }
            fields.values().for_each(|v| check_quotes(v, text, count));
        }
        Value::Array(items) => items.iter().for_each(|v| check_quotes(v, text, count)),
        _ => {}
    }
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    let records = lines(&sample_records("2"));
    let mut ids = std::collections::BTreeSet::new();
    for record in &records {
        assert!(ids.insert(record["id"].as_str().expect("id").to_owned()), "twice: {record}");
    }
    for record in &records {
        if let Some(inside) = record["records"].as_array() {
            assert!(inside.iter().all(|id| ids.contains(id.as_str().expect("id"))));
        }
        for key in ["statement", "article"] {
            if let Some(id) = record[key].as_str() {
                assert!(ids.contains(id), "{key} {id} leads nowhere");
            }
        }
    }
}

#[test]
fn every_format_holds_every_article() {
    let path = samples();
    let path = path.to_str().expect("path");
    let articles = lines(&sample_records("2")).iter().filter(|r| r["type"] == "article").count();
    let files = std::fs::read_dir(samples()).expect("samples").filter_map(Result::ok);
    assert_eq!(articles, files.filter(|f| f.path().extension().is_some_and(|e| e == "txt")).count());
    let json = legation(&["code", path, "--format", "json"]);
    let all: Value = serde_json::from_slice(&json.stdout).expect("one JSON array");
    assert_eq!(all.as_array().expect("array").len(), articles);
    for format in ["csv", "table"] {
        let out = legation(&["code", path, "--format", format]);
        let text = String::from_utf8(out.stdout).expect("UTF-8");
        assert_eq!(text.lines().filter(|l| l.starts_with("article")).count(), articles, "{format}");
    }
    let digest = legation(&["code", path, "--format", "digest"]);
    let text = String::from_utf8(digest.stdout).expect("UTF-8");
    assert!(text.contains("Who said what") && text.contains("What happened"));
}

#[test]
fn json_lines_come_in_by_standard_input() {
    let input = "{\"id\":\"one\",\"text\":\"MOSCOW, 5 July 2024 - Interfax. Russian Foreign Minister Sergey Lavrov said that talks would go on.\"}\n\
                 not json\n\
                 {\"id\":\"two\",\"text\":\"Президент России Владимир Путин заявил, что переговоры продолжатся.\"}\n";
    let out = with_input(&["code", "-"], input.as_bytes());
    assert!(out.status.success());
    let records = lines(&String::from_utf8(out.stdout).expect("UTF-8"));
    let sources: Vec<&str> = records
        .iter()
        .filter(|r| r["type"] == "article")
        .map(|r| r["source"].as_str().expect("source"))
        .collect();
    assert_eq!(sources, ["one", "two"]);
    let talk = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(talk.contains("1 inputs failed"), "{talk}");
    assert_eq!(with_input(&["code", "-", "--strict"], input.as_bytes()).status.code(), Some(1));
}

#[test]
fn bad_input_is_named_and_counted_and_loses_nothing_else() {
    let dir = tempfile::tempdir().expect("folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(dir.path().join(name), bytes).expect("file");
    write("a-empty.txt", b"");
    write("b-binary.txt", &(0..4000u32).map(|i| (i * 7 % 251) as u8).collect::<Vec<_>>());
    write("c-nuls.txt", &[0; 5000]);
    write("d-long.txt", &vec![b'a'; 6 << 20]);
    write("e-page.css", b"p { margin: 0 }");
    let good = std::fs::read(samples().join("treaty-04-agency-ru.txt")).expect("sample");
    write("f-good.txt", &good);
    let path = dir.path().to_str().expect("path");
    let out = legation(&["code", path]);
    assert_eq!(out.status.code(), Some(0));
    let articles = lines(&String::from_utf8(out.stdout).expect("UTF-8"))
        .iter()
        .filter(|r| r["type"] == "article")
        .count();
    assert_eq!(articles, 1);
    let talk = String::from_utf8_lossy(&out.stderr).into_owned();
    for name in ["a-empty.txt", "b-binary.txt", "c-nuls.txt", "d-long.txt", "e-page.css"] {
        assert!(talk.lines().any(|l| l.contains(name)), "{name} is not named in:\n{talk}");
    }
    assert!(talk.contains("5 inputs failed"), "{talk}");
    assert_eq!(legation(&["code", path, "--strict"]).status.code(), Some(1));
}

#[test]
fn usage_and_missing_paths_exit_with_2() {
    assert_eq!(legation(&["code"]).status.code(), Some(2));
    assert_eq!(legation(&["no-such-command"]).status.code(), Some(2));
    let out = legation(&["code", "no/such/path"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("no/such/path"));
}

#[test]
fn one_article_can_be_looked_into() {
    let path = samples().join("treaty-01-agency-ru.txt");
    let path = path.to_str().expect("path");
    let conllu = legation(&["doc", path, "--format", "conllu"]);
    let text = String::from_utf8(conllu.stdout).expect("UTF-8");
    assert!(text.lines().any(|l| l.split('\t').count() == 10));
    let explained = legation(&["explain", path]);
    let text = String::from_utf8(explained.stdout).expect("UTF-8");
    assert!(text.contains("rule:") && text.contains("tree of the trigger's sentence"), "{text}");
    assert_eq!(legation(&["explain", path, "--record", "zzzz"]).status.code(), Some(1));
}

#[test]
fn what_was_found_and_not_kept_is_told_with_its_reason() {
    let text = "Envoys leave\n\nNAIROBI, 3 July 2024. The ministers of Kenya and Uganda met on Wednesday in Nairobi. \
                Over the years about 130 agreements have been signed by the two countries. The weather was praised.\n";
    let explained = stdout(&with_input(&["explain", "-"], text.as_bytes()));
    let (records, rejected) = explained.split_once("found and not kept:").expect("a list");
    assert!(records.contains("event "), "{explained}");
    let praised = rejected.lines().find(|line| line.contains("praised")).expect("the verb was seen");
    assert!(praised.contains("event") && praised.contains("nobody"), "{praised}");
    // A record that stands is not in the list.
    assert!(!rejected.contains("“met”"), "{rejected}");
}

#[test]
fn schema_version_man_and_completions_are_written() {
    let schema: Value = serde_json::from_slice(&legation(&["schema"]).stdout).expect("JSON");
    assert!(schema["oneOf"].as_array().is_some_and(|kinds| kinds.len() == 7));
    let version = String::from_utf8(legation(&["version"]).stdout).expect("UTF-8");
    assert!(version.contains("lexicon ") && version.matches("pack ").count() == 2, "{version}");
    assert!(String::from_utf8_lossy(&legation(&["man"]).stdout).contains(".TH"));
    assert!(!legation(&["completions", "bash"]).stdout.is_empty());
}

#[test]
fn every_record_has_a_confidence_and_the_less_sure_can_be_left_out() {
    let path = samples();
    let path = path.to_str().expect("path");
    let graded = |out: std::process::Output| -> Vec<(String, f64)> {
        lines(&String::from_utf8(out.stdout).expect("UTF-8"))
            .iter()
            .filter(|r| !matches!(r["type"].as_str(), Some("article" | "diagnostic")))
            .map(|r| {
                (r["id"].as_str().expect("id").to_owned(), r["confidence"].as_f64().expect("confidence"))
            })
            .collect()
    };
    let all = graded(legation(&["code", path]));
    assert!(all.iter().all(|(_, share)| (0.01..=0.99).contains(share)));
    let least = 0.8;
    let kept = graded(legation(&["code", path, "--min-confidence", "0.8"]));
    let wanted: Vec<_> = all.iter().filter(|(_, share)| *share >= least).cloned().collect();
    assert!(!wanted.is_empty() && wanted.len() < all.len(), "{} of {}", wanted.len(), all.len());
    assert_eq!(kept, wanted);
    assert_eq!(legation(&["code", path, "--min-confidence", "2"]).status.code(), Some(2));
}

#[test]
fn an_article_in_a_language_without_networks_is_kept_and_marked() {
    let articles = [
        (
            "uk",
            "Міністри двох країн підписали угоду\n\nКиїв, 5 липня 2024 року. Міністр закордонних справ України Дмитро Кулеба та глава МЗС Польщі Радослав Сікорський підписали угоду про співпрацю. «Ми засуджуємо удари Росії», — заявив Кулеба.\n",
        ),
        (
            "bg",
            "Министрите на двете страни подписаха споразумение\n\nСофия, 5 юли 2024 г. Външният министър на България се срещна с президента на Русия Владимир Путин и осъди нападението. „Ще продължим преговорите“, заяви министърът.\n",
        ),
        (
            "sr",
            "Председник Србије разговарао са Путином\n\nБеоград, 5. јул 2024. Председник Србије Александар Вучић разговарао је са председником Русије Владимиром Путином о испоруци гаса. „Договорили смо се“, изјавио је Вучић.\n",
        ),
        (
            "de",
            "Scholz trifft Putin in Berlin\n\nBerlin, 5. Juli 2024. Bundeskanzler Olaf Scholz hat den russischen Präsidenten Wladimir Putin getroffen und ein Abkommen unterzeichnet. „Wir verurteilen den Angriff“, sagte Scholz.\n",
        ),
    ];
    for (code, text) in articles {
        let out = with_input(&["code", "-"], text.as_bytes());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let records = lines(&String::from_utf8(out.stdout).expect("UTF-8"));
        let kinds: Vec<&str> = records.iter().filter_map(|r| r["type"].as_str()).collect();
        assert_eq!(kinds, ["article", "diagnostic"], "{code}");
        assert_eq!(records[0]["lang"], code);
        assert_eq!(records[1]["code"], "LG0001");
    }
}

#[test]
fn a_quotation_in_another_language_is_left_alone() {
    let text = "Совет собрался в Осло\n\nМинистр иностранных дел России Сергей Лавров прибыл в Осло с визитом в пятницу.\n\n«Ми засуджуємо удари Росії по наших містах і продовжимо переговори з партнерами», — написав міністр закордонних справ України.\n\nПереговоры пройдут в субботу, сообщили в ведомстве.\n";
    let out = with_input(&["code", "-"], text.as_bytes());
    let records = lines(&String::from_utf8(out.stdout).expect("UTF-8"));
    assert_eq!(records[0]["lang"], "ru");
    let quoted =
        |r: &Value| r["trigger"]["quote"].as_str().is_some_and(|q| q.contains('і') || q.contains('ї'));
    assert!(!records.iter().any(quoted), "{records:#?}");
}

#[test]
fn read_writes_articles_with_their_bytes_and_code_takes_them_again() {
    let dir = tempfile::tempdir().expect("folder");
    let page = "<html><head><title>Ministers meet in Oslo</title></head><body><div>Menu</div><article><h1>Ministers meet in Oslo</h1>\
                <p>The foreign ministers of Norway and Iceland met in Oslo on Thursday and discussed fisheries.</p>\
                <p>They agreed to meet again in the autumn, the Norwegian ministry said in a statement.</p></article></body></html>";
    let row = serde_json::json!({ "body_html": page, "head": "Ministers meet in Oslo", "url": "https://example.org/a", "date": "2024-07-04" });
    std::fs::write(dir.path().join("a.jsonl"), format!("{row}\n{{\"url\":\"https://example.org/b\"}}\n"))
        .expect("file");
    std::fs::write(dir.path().join("b.html"), page).expect("file");
    let path = dir.path().to_str().expect("path");
    let out = legation(&["read", path, "--map", "text=body_html", "--map", "title=head"]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let all = lines(&String::from_utf8(out.stdout.clone()).expect("UTF-8"));
    let kinds: Vec<&str> = all.iter().map(|r| r["type"].as_str().expect("type")).collect();
    assert_eq!(kinds, ["article", "listing", "article"]);
    assert_eq!(all[0]["published"]["start"], "2024-07-04");
    assert_eq!(all[0]["place"]["record"], 1);
    let text = all[0]["text"].as_str().expect("text");
    let mut found = 0;
    for block in all[0]["blocks"].as_array().expect("blocks") {
        let at = |v: &Value| usize::try_from(v.as_u64().expect("offset")).expect("small");
        let line = &text[at(&block["byte_start"])..at(&block["byte_end"])];
        for raw in block["raw"].as_array().expect("ranges") {
            found += usize::from(line.contains(&page[at(&raw[0])..at(&raw[1])]));
        }
    }
    assert!(found >= 2, "lines lead back to the bytes of the page");
    let again = with_input(&["code", "-"], &out.stdout);
    let sources = lines(&String::from_utf8(again.stdout).expect("UTF-8"));
    assert_eq!(sources.iter().filter(|r| r["type"] == "article").count(), 2);
    assert!(String::from_utf8_lossy(&again.stderr).contains("1 listed without text"));
    for format in ["csv", "table"] {
        let out = legation(&["read", path, "--map", "text=body_html", "--format", format]);
        let text = String::from_utf8(out.stdout).expect("UTF-8");
        assert_eq!(
            text.lines().filter(|l| l.starts_with("article") || l.starts_with("listing")).count(),
            3,
            "{text}"
        );
    }
    assert_eq!(legation(&["read", path, "--map", "nothing"]).status.code(), Some(2));
}

#[test]
fn parts_of_one_article_in_another_are_told_and_doubles_marked() {
    let agency = "Послы обсудили мост\n\nОСЛО, 4 июля 2024 - РИА Новости. Послы двух стран обсудили в четверг открытие нового моста через пограничную реку. Представитель стройки сказал, что работы закончат к осени этого года. Следующая встреча пройдет в конце месяца в столице.";
    let double = agency.replace(". ", ".  ").replace("РИА Новости.", "РИА Новости .");
    let part = "Мост откроют к осени\n\nНаш корреспондент побывал на стройке и увидел там двух рабочих с лопатами. Представитель стройки сказал, что работы закончат к осени этого года. Следующая встреча пройдет в конце месяца в столице.";
    let rows: Vec<String> = [agency, &double, part]
        .iter()
        .enumerate()
        .map(|(i, text)| {
            serde_json::json!({"url": format!("https://example.org/{i}"), "text": text}).to_string()
        })
        .collect();
    let input = rows.join("\n");
    let run = |jobs: &str| {
        let out = with_input(&["code", "-", "--jobs", jobs], input.as_bytes());
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).expect("UTF-8")
    };
    let records = lines(&run("1"));
    let articles: Vec<&Value> = records.iter().filter(|r| r["type"] == "article").collect();
    assert_eq!(articles.len(), 3, "{records:#?}");
    assert_eq!(articles[1]["duplicate_of"], articles[0]["id"]);
    assert!(articles[0]["duplicate_of"].is_null() && articles[2]["duplicate_of"].is_null());
    let told: Vec<&Value> = records.iter().filter(|r| r["code"] == "LG0002").collect();
    assert!(!told.is_empty());
    assert!(told.iter().all(|r| r["article"] == articles[2]["id"]));
    assert!(told[0]["span"]["quote"].as_str().expect("words").starts_with("Представитель стройки"));
    assert_eq!(run("1"), run("3"));
}
