//! What a store does with articles made by hand.

use legation_model::{
    Block, BlockKind, Context, Extraction, Lang, Plover, Quad, RawArticle, Record, RecordId, Status, ontology,
};
use legation_store::field::{self, Found};
use legation_store::{
    Cell, Error, Filter, Input, Kind, Lemmas, Manifest, Put, Reading, Sentence, Store, Term, Who,
};
use legation_text::Span;
use serde_json::{Value, json};

const TEXT: &str = "Ministers met\nAda Vale of Freedonia met Bo Reed of Sylvania in Port Grey and said the treaty was signed.";

fn words(text: &str, words: &str) -> Value {
    let at = text.find(words).expect("words of the text");
    let (start, end) = (text[..at].chars().count(), text[..at + words.len()].chars().count());
    json!({"start": start, "end": end, "byte_start": at, "byte_end": at + words.len(), "quote": words})
}

fn actor(text: &str, id: &str, name: &str, country: &str) -> Value {
    json!({"id": id, "name": name, "label": name, "kind": "person", "country": country, "sectors": ["GOV"],
           "office": null, "spans": [words(text, name)]})
}

/// An extraction that uses every kind of record and every field that holds evidence.
fn extraction(text: &str) -> Extraction {
    let (ada, bo) = (actor(text, "ada-vale", "Ada Vale", "FRE"), actor(text, "bo-reed", "Bo Reed", "SYL"));
    let day =
        json!({"start": "2024-05-01", "end": "2024-05-01", "precision": "day", "span": words(text, "met")});
    let place = json!({"name": "Port Grey", "label": "Port Grey", "country": "FRE", "geonames": 7, "lat": 1.5,
                       "lon": 2.5, "span": words(text, "Port Grey")});
    let more = json!({"rule": "hand", "confidence": 0.9});
    let record = |own: Value| {
        let mut all = own;
        all.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
        all["article"] = json!("00000000000000aa");
        serde_json::from_value::<Record>(all).expect("a record")
    };
    let article = json!({"id": "00000000000000aa", "source": "hand.txt", "url": null, "lang": "en",
        "title": "Ministers met", "published": {"start": "2024-05-02", "end": "2024-05-02", "precision": "day", "span": null},
        "dateline": null, "publisher": "The Gazette", "author": null, "relay": [], "text": text, "dropped": [],
        "duplicate_of": null});
    let records = vec![
        record(
            json!({"type": "office", "id": "0000000000000001", "person": ada, "office": "foreign-minister",
            "title": words(text, "Ministers"), "of": bo, "phase": "current", "as_of": day}),
        ),
        record(json!({"type": "statement", "id": "0000000000000002", "speaker": ada, "co_speakers": [bo],
            "on_behalf_of": ada, "cue": words(text, "said"), "mode": "indirect", "content": [words(text, "the treaty was signed")],
            "addressee": [bo], "venue": words(text, "Port"), "relay": ["Somebody", bo], "date": day, "place": place,
            "records": ["0000000000000004"]})),
        record(
            json!({"type": "event", "id": "0000000000000003", "plover": "CONSULT", "deed": null, "modes": ["visit"],
            "contexts": [], "cameo": "040", "quad": "verbal-cooperation", "score": 1.0, "actors": [ada],
            "recipients": [bo], "date": day, "place": place, "status": "asserted", "polarity": "positive",
            "certainty": "certain", "tense": "past", "holder": bo, "relay": [ada], "statement": null,
            "trigger": words(text, "met")}),
        ),
        record(
            json!({"type": "agreement", "id": "0000000000000004", "instrument": "treaty", "name": words(text, "treaty"),
            "parties": [ada, bo], "topics": ["security"], "stage": "signature", "assertions": [{"step": "signature",
            "party": ada, "status": "asserted", "date": day, "due": day, "holder": ada,
            "statement": "0000000000000002", "trigger": words(text, "signed"), "rule": "hand"}]}),
        ),
        record(
            json!({"type": "commitment", "id": "0000000000000005", "by": [ada], "to": [bo], "plover": "AID",
            "action": words(text, "treaty was"), "due": day, "status": "announced", "statement": "0000000000000002",
            "trigger": words(text, "signed")}),
        ),
        serde_json::from_value(
            json!({"type": "diagnostic", "id": "0000000000000006", "article": "00000000000000aa",
            "code": "LG0001", "severity": "info", "message": "by hand", "span": words(text, "met")}),
        )
        .expect("a record"),
    ];
    Extraction { article: serde_json::from_value(article).expect("an article"), records }
}

fn reading(source: &str, text: &str) -> Reading {
    let raw =
        RawArticle { source: source.to_owned(), bytes: text.as_bytes().to_vec(), ..RawArticle::default() };
    let mut lemmas = Lemmas::default();
    let mut at = 0;
    for word in text.split([' ', '\n']) {
        lemmas.push(&word.to_lowercase(), Span::of(at, at + word.len()));
        at += word.len() + 1;
    }
    let span = Span::of(0, text.len());
    let blocks = vec![Block { span, raw: vec![span], kind: BlockKind::Paragraph, lang: Lang::En }];
    let mut extraction = extraction(text);
    extraction.article.id = RecordId::of("article", &[source, text]);
    Reading { input: Input::of(&raw), blocks, lemmas, sentences: Vec::new(), lines: Vec::new(), extraction }
}

fn manifest(rules: &str) -> Manifest {
    Manifest {
        program: "legation test".to_owned(),
        rules: rules.to_owned(),
        packs: vec![("en".to_owned(), "1".to_owned())],
        lexicon: "2".to_owned(),
        own: Vec::new(),
        config: Vec::new(),
    }
}

fn put(store: &mut Store, rules: &str, readings: &[Reading]) -> Vec<Put> {
    let mut ingest = store.ingest(&manifest(rules), &[], "2025-01-01T00:00:00Z").expect("begins");
    let done = readings.iter().map(|r| ingest.put(r).expect("is put")).collect();
    ingest.finish("2025-01-01T00:00:01Z").expect("ends");
    done
}

/// Every span of a JSON value, however deep.
fn spans(value: &Value, out: &mut Vec<(u64, u64)>) {
    match value {
        Value::Object(fields) => {
            if let (Some(start), Some(end)) = (fields.get("byte_start"), fields.get("byte_end")) {
                out.push((start.as_u64().expect("offset"), end.as_u64().expect("offset")));
            }
            fields.values().for_each(|v| spans(v, out));
        }
        Value::Array(items) => items.iter().for_each(|v| spans(v, out)),
        _ => {}
    }
}

#[test]
fn no_span_and_no_actor_of_a_record_is_missed() {
    for record in &extraction(TEXT).records {
        let (mut ours, mut all, mut actors) = (Vec::new(), Vec::new(), 0);
        field::each(record, &mut |found| match found {
            Found::Words(_, e) => ours.push((u64::from(e.byte_start), u64::from(e.byte_end))),
            Found::Actor(..) => actors += 1,
            Found::Name(..) => {}
        });
        let wire = serde_json::to_value(record).expect("JSON");
        spans(&wire, &mut all);
        ours.sort_unstable();
        all.sort_unstable();
        assert_eq!(ours, all, "{wire}");
        assert_eq!(actors, wire.to_string().matches("\"sectors\"").count(), "{wire}");
    }
}

#[test]
fn fields_are_those_of_the_schema() {
    let dir = tempfile::tempdir().expect("folder");
    let path = dir.path().join("a.db");
    Store::open(&path).expect("makes");
    let store = Store::read(&path).expect("opens");
    let mut rows = Vec::new();
    let mut ask = store.question("SELECT id || ' ' || name FROM field ORDER BY id").expect("a question");
    ask.each::<legation_store::Error>(|cells| {
        rows.extend(cells);
        Ok(())
    })
    .expect("answers");
    let known: Vec<_> = legation_store::field::Field::ALL
        .iter()
        .map(|f| legation_store::Cell::Text(format!("{} {}", f.id(), f.as_str())))
        .collect();
    assert_eq!(rows, known);
}

#[test]
fn every_code_of_an_event_has_its_bits() {
    let dir = tempfile::tempdir().expect("folder");
    let store = Store::open(&dir.path().join("a.db")).expect("makes");
    let mut bits = std::collections::BTreeMap::new();
    let mut ask = store.question("SELECT name, mask FROM ledger_sort").expect("a question");
    ask.each::<Error>(|row| {
        if let [Cell::Text(name), Cell::Integer(mask)] = row.as_slice() {
            bits.insert(name.clone(), *mask);
        }
        Ok(())
    })
    .expect("answers");
    let mut seen = 0;
    let codes = Plover::ALL.iter().map(|c| c.as_str()).chain(Status::ALL.iter().map(|c| c.as_str()));
    for code in codes.chain(Context::ALL.iter().map(|c| c.as_str())) {
        let mask = bits.get(code).copied().unwrap_or_default();
        assert!(mask.count_ones() == 1 && seen & mask == 0, "{code}");
        seen |= mask;
    }
    for quad in Quad::ALL {
        let types = Plover::ALL.iter().filter(|p| ontology::quad(**p) == *quad);
        let mask = types.fold(0, |all, p| all | bits[p.as_str()]);
        assert_eq!(bits.get(quad.as_str()), Some(&mask));
    }
}

#[test]
fn copies_point_to_the_first_and_other_rules_read_anew() {
    let dir = tempfile::tempdir().expect("folder");
    let path = dir.path().join("a.db");
    let mut store = Store::open(&path).expect("makes");
    let (first, copy) = (reading("a.txt", TEXT), reading("b.txt", TEXT));
    assert_eq!(put(&mut store, "1", &[first, copy]), [Put::Added, Put::Added]);
    assert_eq!(put(&mut store, "1", &[reading("elsewhere/a.txt", TEXT)]), [Put::Known]);
    let second = store.article(2).expect("is there");
    assert_eq!(second.duplicate_of, Some(1));
    assert_eq!(
        second.extraction.article.duplicate_of,
        Some(store.article(1).expect("is there").extraction.article.id)
    );
    let who = |actor: &str| Filter { who: vec![Who::speaking(actor)], ..Filter::default() };
    assert_eq!(
        store.statements(&who("ada-vale")).expect("answers").rows.len(),
        1,
        "a copy is not told again"
    );
    let all = Filter { copies: true, ..who("ada-vale") };
    assert_eq!(store.statements(&all).expect("answers").rows.len(), 2);
    assert_eq!(put(&mut store, "2", &[reading("a.txt", TEXT)]), [Put::Added]);
    let (old, new) = (store.article(1).expect("is there"), store.article(3).expect("is there"));
    assert!(!old.current && new.current && new.run == 2);
    assert!(store.verify().expect("is checked").faults.is_empty());
    let hits = store.search(&[Term::Word(vec!["treaty".to_owned()])], &Filter::default()).expect("answers");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].marks[0].slice(&hits[0].snippet), "treaty");
}

#[test]
fn what_was_tampered_with_is_told() {
    let dir = tempfile::tempdir().expect("folder");
    let path = dir.path().join("a.db");
    put(&mut Store::open(&path).expect("makes"), "1", &[reading("a.txt", TEXT)]);
    let change = |sql: &str| {
        rusqlite::Connection::open(&path).expect("opens").execute_batch(sql).expect("changes");
        let faults = Store::read(&path).expect("opens").verify().expect("is checked").faults;
        assert!(!faults.is_empty(), "{sql}");
    };
    change("UPDATE evidence SET byte_end = byte_end + 1 WHERE field = 18");
    change(
        "UPDATE evidence SET byte_end = byte_end - 1 WHERE field = 18; UPDATE text SET body = replace(body, 'met', 'fought')",
    );
    change("UPDATE wire SET lines = x'00'");
}

#[test]
fn an_addition_that_is_dropped_leaves_whole_batches() {
    let dir = tempfile::tempdir().expect("folder");
    let path = dir.path().join("a.db");
    let mut store = Store::open(&path).expect("makes");
    let mut ingest = store.ingest(&manifest("1"), &[], "2025-01-01T00:00:00Z").expect("begins").batches_of(2);
    for at in 0..5 {
        ingest.put(&reading(&format!("{at}.txt"), &format!("{TEXT} {at}"))).expect("is put");
    }
    drop(ingest);
    assert_eq!(store.stats().expect("counts")[0], ("documents".to_owned(), 4));
}

/// An article of these sentences, a hundred letters each.
fn telling(source: &str, sentences: &[u64]) -> Reading {
    let sentences = sentences.iter().map(|&hash| Sentence { hash, letters: 100 }).collect();
    Reading { sentences, ..reading(source, &format!("{TEXT} {source}")) }
}

/// Articles with the source of what each copies.
fn copies(store: &Store) -> Vec<(String, String)> {
    let sql = "SELECT d.source, (SELECT x.source FROM article o JOIN document x ON x.id = o.document WHERE o.id = a.duplicate_of)
               FROM article a JOIN document d ON d.id = a.document WHERE a.current AND a.duplicate_of IS NOT NULL ORDER BY a.id";
    let mut out = Vec::new();
    let mut question = store.question(sql).expect("asks");
    question
        .each::<Error>(|row| {
            if let [Cell::Text(copy), Cell::Text(original)] = row.as_slice() {
                out.push((copy.clone(), original.clone()));
            }
            Ok(())
        })
        .expect("answers");
    out
}

#[test]
fn near_copies_count_once_however_they_were_added() {
    let dir = tempfile::tempdir().expect("folder");
    let first: Vec<u64> = (0..20).collect();
    let changed: Vec<u64> = (1..20).chain([100]).collect();
    let again: Vec<u64> = (2..20).chain([100, 101]).collect();
    let longer: Vec<u64> = (0..20).chain(200..210).collect();
    let articles = [
        telling("first", &first),
        telling("other", &[300, 301]),
        telling("changed", &changed),
        telling("again", &again),
        telling("longer", &longer),
        telling("lead", &first[..8]),
        telling("empty", &[]),
        telling("void", &[]),
    ];
    let made = |name: &str, batch: usize, goes: &[(usize, usize)]| {
        let mut store = Store::open(&dir.path().join(name)).expect("makes");
        for go in goes {
            let ingest = store.ingest(&manifest("1"), &[], "2025-01-01T00:00:00Z").expect("begins");
            let mut ingest = ingest.batches_of(batch);
            for reading in &articles[go.0..go.1] {
                ingest.put(reading).expect("is put");
            }
            ingest.finish("2025-01-01T00:00:01Z").expect("ends");
        }
        let mut dump = Vec::new();
        store.dump(&mut dump).expect("dumps");
        (copies(&store), dump)
    };
    let whole = made("a.db", 200, &[(0, 8)]);
    let pair = |copy: &str| (copy.to_owned(), "first".to_owned());
    // A copy of a copy is one of the first; a part of a text and a text with as much of its own are none.
    assert_eq!(whole.0, [pair("changed"), pair("again")]);
    assert_eq!(made("b.db", 1, &[(0, 3), (0, 8), (2, 5)]), whole);

    // A newer run finds its own.
    let mut store = Store::open(&dir.path().join("a.db")).expect("opens");
    put(&mut store, "2", &articles);
    assert_eq!(copies(&store), whole.0);
}

#[test]
fn a_sentence_of_many_texts_is_a_formula() {
    let dir = tempfile::tempdir().expect("folder");
    let mut store = Store::open(&dir.path().join("a.db")).expect("makes");
    let mut articles: Vec<Reading> = (0..64u64).map(|n| telling(&format!("{n}"), &[7, 1000 + n])).collect();
    articles.push(telling("formula alone", &[7]));
    articles.push(telling("formula again", &[7]));
    put(&mut store, "1", &articles);
    assert_eq!(copies(&store), []);
}

#[test]
fn a_page_is_counted_once_a_run_and_with_its_article() {
    let dir = tempfile::tempdir().expect("folder");
    let mut store = Store::open(&dir.path().join("a.db")).expect("makes");
    let page =
        |n: u64| Reading { lines: vec![7, 7, 100 + n], ..reading(&format!("{n}"), &format!("{TEXT} {n}")) };
    put(&mut store, "1", &[page(0), page(1), page(0)]);
    put(&mut store, "1", &[page(1)]);
    let mut ingest = store.ingest(&manifest("1"), &[], "2025-01-01T00:00:00Z").expect("begins").batches_of(2);
    for (n, of_all) in [(2, 3), (3, 4), (4, 5)] {
        ingest.put(&page(n)).expect("is put");
        assert_eq!(ingest.pages_with(7).expect("counts"), of_all);
        assert_eq!(ingest.pages_with(100 + n).expect("counts"), 1);
        assert!(ingest.has(&page(n).input).expect("asks") && !ingest.has(&page(9).input).expect("asks"));
    }
    // The last one's batch was not finished.
    drop(ingest);
    let ingest = store.ingest(&manifest("1"), &[], "2025-01-01T00:00:00Z").expect("begins");
    assert_eq!(ingest.pages_with(7).expect("counts"), 4);
    assert_eq!(ingest.pages_with(104).expect("counts"), 0);
    drop(ingest);
    let ingest = store.ingest(&manifest("2"), &[], "2025-01-01T00:00:00Z").expect("begins");
    assert_eq!(ingest.pages_with(7).expect("counts"), 0, "another run counts for itself");
}

#[test]
fn what_is_new_of_many_articles_is_chosen_as_of_few() {
    let dir = tempfile::tempdir().expect("folder");
    let mut store = Store::open(&dir.path().join("a.db")).expect("makes");
    // Of some days, told by some persons: events and agreements of many reports, and of one.
    let news = |from: usize, to: usize, began: &str, store: &mut Store| {
        let mut ingest = store.ingest(&manifest("1"), &[], began).expect("begins");
        for n in from..to {
            let text = format!("{TEXT} {n}");
            let mut new = reading(&format!("{n}.txt"), &text);
            let day = (n * n % 28 + 1).to_string();
            let line = serde_json::to_string(&new.extraction).expect("JSON");
            let line = line.replace("2024-05-01", &format!("2024-05-{day:0>2}"));
            let line = line.replace("\"FRE\"", &format!("\"F{}\"", n % 7 * (n % 5)));
            new.extraction = serde_json::from_str(&line).expect("an extraction");
            for (at, record) in new.extraction.records.iter_mut().enumerate() {
                *own_id(record) = RecordId::of("record", &[&n.to_string(), &at.to_string()]);
            }
            if n % 50 == 0 {
                new.sentences = vec![Sentence { hash: 7, letters: 100 }];
            }
            ingest.put(&new).expect("is put");
        }
        ingest.finish(began).expect("ends");
    };
    news(0, 300, "2025-01-01T00:00:00Z", &mut store);
    news(300, 1600, "2025-01-02T00:00:00Z", &mut store);
    let kinds = [Kind::Statement, Kind::Event, Kind::Agreement, Kind::Commitment, Kind::Office];
    for since in ["2025-01-01", "2025-01-02"] {
        let whole = store.news(since, &kinds, None).expect("answers");
        for most in [1, 7, 40, 400] {
            let some = store.news(since, &kinds, Some(most)).expect("answers");
            for ((some, whole), kind) in some.iter().zip(&whole).zip(kinds) {
                assert_eq!(some.all, whole.all, "{since} {kind:?}");
                let first = &whole.list.rows[..most.min(whole.list.rows.len())];
                assert_eq!(some.list.rows, first, "{since} {kind:?} {most}");
            }
        }
    }
    assert_eq!(store.new_articles("2025-01-01").expect("answers"), (1600, 31));
    assert_eq!(store.new_articles("2025-01-02").expect("answers"), (1300, 26));
    // Read anew by other rules the documents are no newer.
    put(&mut store, "2", &[reading("3.txt", &format!("{TEXT} 3"))]);
    assert_eq!(store.new_articles("2025-01-02").expect("answers"), (1300, 26));
}

/// The id of a record.
fn own_id(record: &mut Record) -> &mut RecordId {
    match record {
        Record::Article(r) => &mut r.id,
        Record::Office(r) => &mut r.id,
        Record::Statement(r) => &mut r.id,
        Record::Event(r) => &mut r.id,
        Record::Agreement(r) => &mut r.id,
        Record::Commitment(r) => &mut r.id,
        Record::Diagnostic(r) => &mut r.id,
    }
}

/// Makes the committed file of this schema: `cargo test -p legation-store --test made -- --ignored`, then commit it.
#[test]
#[ignore = "writes a file of the repository"]
fn make_the_file_of_this_schema() {
    let dir = tempfile::tempdir().expect("folder");
    let path = dir.path().join("a.db");
    put(&mut Store::open(&path).expect("makes"), "1", &[reading("a.txt", TEXT), reading("b.txt", TEXT)]);
    let bytes = std::fs::read(&path).expect("reads");
    let packed = zstd::bulk::compress(&bytes, 19).expect("packs");
    let to = schemas().join(format!("{:03}.db.zst", legation_store::VERSION));
    std::fs::write(to, packed).expect("writes");
}

fn schemas() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas")
}

#[test]
fn files_of_every_earlier_schema_open_and_keep_what_they_hold() {
    for version in 1..=legation_store::VERSION {
        let file = schemas().join(format!("{version:03}.db.zst"));
        let packed = std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let dir = tempfile::tempdir().expect("folder");
        let path = dir.path().join("old.db");
        std::fs::write(&path, zstd::bulk::decompress(&packed, 1 << 26).expect("unpacks")).expect("writes");
        let mut store = Store::open(&path).expect("migrates");
        assert!(store.verify().expect("is checked").faults.is_empty());
        assert_eq!(store.article(1).expect("is there").extraction.records.len(), 6);
        let done = put(
            &mut store,
            "1",
            &[
                reading("a.txt", TEXT),
                reading(
                    "c.txt",
                    "Ada Vale met Bo Reed in Port Grey and said the treaty was signed. Ministers",
                ),
            ],
        );
        assert_eq!(done, [Put::Known, Put::Added], "schema {version}");
        assert_eq!(tallied(&store), counted(&store), "schema {version}");
        // A newer reading takes the place of the older one in the counts too.
        put(&mut store, "2", &[reading("a.txt", TEXT)]);
        assert_eq!(tallied(&store), counted(&store), "schema {version}");
    }
}

/// Records by kind as `stats` tells them.
fn tallied(store: &Store) -> Vec<(String, i64)> {
    let of = |(name, n): (String, i64)| Some((name.strip_prefix("records: ")?.to_owned(), n));
    store.stats().expect("counts").into_iter().filter_map(of).collect()
}

/// Records by kind, counted one by one.
fn counted(store: &Store) -> Vec<(String, i64)> {
    let sql = "SELECT r.kind, count(*) FROM record r JOIN article a ON a.id = r.article WHERE a.current
               GROUP BY r.kind ORDER BY r.kind";
    let mut out = Vec::new();
    let mut question = store.question(sql).expect("asks");
    question
        .each::<Error>(|row| {
            if let [Cell::Text(kind), Cell::Integer(n)] = row.as_slice() {
                out.push((kind.clone(), *n));
            }
            Ok(())
        })
        .expect("answers");
    out
}
