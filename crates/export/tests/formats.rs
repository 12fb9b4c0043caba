//! Every format, opened again by a reader that is not ours.

use std::sync::{Arc, Mutex};

use legation_export::{Format, open};
use legation_model::{ArticleRecord, Record};
use serde_json::{Value, json};

/// An output that a test can look into.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("lock").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

const TEXT: &str = "Vale, Reed \"meet\" & <sign>\nAda Vale met Bo Reed in Port Grey.";

fn span(words: &str) -> Value {
    let at = TEXT.find(words).expect("words of the text");
    json!({"start": at, "end": at + words.len(), "byte_start": at, "byte_end": at + words.len(), "quote": words})
}

fn person(id: &str, name: &str, country: &str) -> Value {
    json!({"id": id, "name": name, "label": format!("{name} & <co>"), "kind": "person", "country": country,
           "sectors": ["GOV"], "office": null, "spans": []})
}

fn day(start: &str, end: &str) -> Value {
    json!({"start": start, "end": end, "precision": "day", "span": null})
}

fn event(id: &str, status: &str, recipients: &[Value], date: &Value) -> Value {
    let place = json!({"name": "Port Grey", "label": "Port Grey", "country": "FRE", "geonames": 7, "lat": 1.5,
                       "lon": -2.25, "span": span("Port Grey")});
    let actors = if recipients.is_empty() {
        json!([person("ada-vale", "Ada Vale", "FRE"), person("bo-reed", "Bo Reed", "SYL")])
    } else {
        json!([person("ada-vale", "Ada Vale", "FRE")])
    };
    json!({"type": "event", "id": id, "article": "00000000000000aa", "plover": "CONSULT", "deed": null,
        "modes": ["visit"], "contexts": ["diplomatic", "military"], "cameo": "042", "quad": "verbal-cooperation",
        "score": 1.5, "actors": actors, "recipients": recipients, "date": date, "place": place, "status": status,
        "polarity": "positive", "certainty": "certain", "tense": "past", "holder": null, "relay": [],
        "statement": null, "trigger": span("met"), "rule": "hand", "confidence": 0.9})
}

fn records() -> (ArticleRecord, Vec<Record>) {
    let article = json!({"id": "00000000000000aa", "source": "hand.txt", "url": null, "lang": "en",
        "title": TEXT.lines().next(), "published": day("2024-05-02", "2024-05-02"), "dateline": null,
        "publisher": "The Gazette", "author": null, "relay": [], "text": TEXT, "dropped": [], "duplicate_of": null});
    let (ada, bo) = (person("ada-vale", "Ada Vale", "FRE"), person("bo-reed", "Bo Reed", "SYL"));
    let records = [
        event("0000000000000001", "asserted", std::slice::from_ref(&bo), &day("2024-05-01", "2024-05-01")),
        event("0000000000000002", "historical", &[], &day("2023-01-01", "2023-12-31")),
        event("0000000000000003", "planned", std::slice::from_ref(&bo), &day("2024-09-01", "2024-09-30")),
        event("0000000000000004", "asserted", std::slice::from_ref(&bo), &Value::Null),
        json!({"type": "statement", "id": "0000000000000005", "article": "00000000000000aa", "speaker": ada,
            "co_speakers": [], "on_behalf_of": null, "cue": null, "mode": "direct", "content": [span("\"meet\" & <sign>")],
            "addressee": [bo], "venue": null, "relay": [], "date": null, "place": null, "records": [], "rule": "hand",
            "confidence": 0.8}),
        json!({"type": "agreement", "id": "0000000000000006", "article": "00000000000000aa", "instrument": "treaty",
            "name": span("sign"), "parties": [ada, bo], "topics": [], "stage": null, "assertions": [{"step": "signature",
            "party": null, "status": "planned", "date": null, "due": day("2024-12-01", "2024-12-31"), "holder": null,
            "statement": null, "trigger": span("sign"), "rule": "hand"}], "rule": "hand", "confidence": 0.7}),
        json!({"type": "commitment", "id": "0000000000000007", "article": "00000000000000aa", "by": [ada], "to": [bo],
            "plover": "AID", "action": span("Reed"), "due": day("2025-01-01", "2025-01-31"), "status": "announced",
            "statement": null, "trigger": span("Reed"), "rule": "hand", "confidence": 0.6}),
        json!({"type": "office", "id": "0000000000000008", "article": "00000000000000aa", "person": ada,
            "office": "foreign-minister", "title": span("Vale"), "of": bo, "phase": "current", "as_of": null,
            "rule": "hand", "confidence": 0.5}),
    ];
    let records = records.into_iter().map(|r| serde_json::from_value(r).expect("a record")).collect();
    (serde_json::from_value(article).expect("an article"), records)
}

fn export(format: Format) -> Vec<u8> {
    let out = Shared::default();
    let (article, records) = records();
    let mut export = open(format, Box::new(out.clone())).expect("opens");
    for record in &records {
        export.add(&article, record).expect("adds");
    }
    export.finish().expect("ends");

    out.0.lock().expect("lock").clone()
}

fn text(format: Format) -> String {
    String::from_utf8(export(format)).expect("UTF-8")
}

/// Elements of an XML file with their attributes, by name; well-formed, or the test ends here.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(e) | quick_xml::events::Event::Empty(e) => {
                let name = String::from_utf8(e.name().as_ref().to_vec()).expect("UTF-8");
                let attributes = e.attributes().map(|a| {
                    let a = a.expect("an attribute");
                    let key = String::from_utf8(a.key.as_ref().to_vec()).expect("UTF-8");
                    (key, a.unescape_value().expect("escaped").into_owned())
                });
                found.push((name, attributes.collect()));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn ndjson_is_the_wire() {
    let (article, records) = records();
    let mut lines = vec![serde_json::to_string(&Record::Article(article)).expect("JSON")];
    lines.extend(records.iter().map(|r| serde_json::to_string(r).expect("JSON")));
    assert_eq!(text(Format::Ndjson).trim_end(), lines.join("\n"));
}

#[test]
fn csv_has_a_row_a_record_and_quotes_what_needs_it() {
    let csv = text(Format::Csv);
    let mut lines = csv.split("\r\n");
    assert_eq!(lines.next().expect("a head").split(',').count(), 34);
    assert_eq!(lines.filter(|l| !l.is_empty()).count(), 8);
    assert!(csv.contains("\"\"\"meet\"\" & <sign>\""), "{csv}");
    assert!(csv.contains(",2024-09-01,2024-09-30,day,Port Grey,FRE,7,1.5,-2.25,"));
}

#[test]
fn parquet_is_read_back_by_the_crate_of_apache() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field;

    let file = SerializedFileReader::new(bytes::Bytes::from(export(Format::Parquet))).expect("opens");
    let meta = file.metadata().file_metadata();
    assert_eq!(meta.num_rows(), 8);
    let rows: Vec<_> = file.get_row_iter(None).expect("rows").map(|r| r.expect("a row")).collect();
    let cell = |row: usize, name: &str| {
        let found = rows[row].get_column_iter().find(|c| c.0 == name).expect("a column");
        found.1.clone()
    };
    assert_eq!(cell(0, "id"), Field::Str("0000000000000001".to_owned()));
    // 2024-05-01 is day 19,844.
    assert_eq!(cell(0, "start"), Field::Date(19_844));
    assert_eq!(cell(3, "start"), Field::Null);
    assert_eq!(cell(0, "geonames"), Field::Long(7));
    assert_eq!(cell(0, "lon"), Field::Double(-2.25));
    assert_eq!(cell(1, "who_ids"), Field::Str("ada-vale;bo-reed".to_owned()));
    for column in meta.schema_descr().columns() {
        assert!(!format!("{:?}", column.logical_type_ref()).contains("is_signed: false"), "{column:?}");
    }
    for group in file.metadata().row_groups() {
        assert!(group.columns().iter().all(|c| c.dictionary_page_offset().is_none()), "a dictionary");
    }
}

#[test]
fn gexf_holds_deeds_with_their_days() {
    let found = elements(&text(Format::Gexf));
    let of = |name: &str| found.iter().filter(|e| e.0 == name).map(|e| &e.1).collect::<Vec<_>>();
    assert_eq!(of("node").len(), 2);
    assert!(of("node").iter().all(|n| n.contains(&("start".to_owned(), "2023-01-01".to_owned()))));
    assert_eq!(of("edge").len(), 2, "one each way of being a tie; what was only planned is none");
    let spells = of("spell");
    assert_eq!(spells.len(), 3, "{spells:?}");
    assert!(of("node")[0].contains(&("label".to_owned(), "Ada Vale & <co>".to_owned())));
}

#[test]
fn graphml_has_a_tie_an_event() {
    let found = elements(&text(Format::GraphMl));
    assert_eq!(found.iter().filter(|e| e.0 == "edge").count(), 3);
    let keys: Vec<&str> = found.iter().filter(|e| e.0 == "key").map(|e| e.1[0].1.as_str()).collect();
    let used = found.iter().filter(|e| e.0 == "data").map(|e| e.1[0].1.as_str());
    for key in used {
        assert!(keys.contains(&key), "{key} is not declared");
    }
}

#[test]
fn the_time_line_is_in_order() {
    let line: Value = serde_json::from_str(&text(Format::TimelineJs)).expect("JSON");
    let slides = line["events"].as_array().expect("events");
    let years: Vec<_> = slides.iter().map(|s| s["start_date"]["year"].as_i64().expect("year")).collect();
    assert_eq!(years, [2023, 2024, 2024, 2024]);
    assert_eq!(slides[3]["group"], "agreements");
    assert!(slides.iter().all(|s| !s["text"]["headline"].as_str().expect("head").contains('<')));
}

#[test]
fn linked_data_names_each_actor_once() {
    let graph: Value = serde_json::from_str(&text(Format::JsonLd)).expect("JSON");
    let nodes = graph["@graph"].as_array().expect("nodes");
    let of = |kind: &str| nodes.iter().filter(|n| n["@type"] == kind).count();
    assert_eq!((of("Person"), of("NewsArticle"), of("Event"), of("Quotation")), (2, 1, 4, 1));
    let out = Shared::default();
    open(Format::JsonLd, Box::new(out.clone())).expect("opens").finish().expect("ends");
    let empty: Value = serde_json::from_slice(&out.0.lock().expect("lock")).expect("JSON");
    assert_eq!(empty["@graph"], json!([]));
}

#[test]
fn plover_records_keep_their_status() {
    let lines: Vec<Value> =
        text(Format::Plover).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[2]["eventStatus"], "planned");
    assert_eq!(lines[0]["placeInfo"]["geonames"], 7);
    assert_eq!(lines[3]["date"], Value::Null);
}

#[test]
fn icews_rows_are_pairs_of_deeds() {
    let tsv = text(Format::Icews);
    let rows: Vec<Vec<&str>> = tsv.lines().map(|l| l.split('\t').collect()).collect();
    assert!(rows.iter().all(|r| r.len() == 20));
    // Two one-sided deeds, one of both sides, told each way.
    assert_eq!(rows.len(), 1 + 4);
    assert_eq!(&rows[1][..2], ["0000000000000001", "2024-05-01"]);
    assert_eq!(rows[1][12], "2", "the line of the trigger");
}
