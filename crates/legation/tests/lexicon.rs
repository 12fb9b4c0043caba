//! `--lexicon`: words of one's own over the built-in ones.

mod common;

use std::path::{Path, PathBuf};

use common::{legation, stdout};
use serde_json::Value;

fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/lexicon-example");
    path.to_str().expect("path").to_owned()
}

const EN: &str = "Ruvenia and Osmark exchange charts\n\nLINDHAVEN, 5 July 2024. The High Steward of Ruvenia, Elin \
                  Marsk, said that Tarvik would answer for the attack.\n\nRuvenia and Osmark exchanged charts in Grell \
                  Harbour on Thursday. The Free Fells Front attacked Osmarkan soldiers on Wednesday. Tollkeepers \
                  blocked the road, the government of Osmark said.\n";
const RU: &str = "Рувения и Осмарк обменялись лоциями\n\nЛИНДХАВЕН, 5 июля 2024 года. Верховный смотритель Рувении \
                  Элин Марск заявила, что переговоры с Осмарком продолжатся.\n\nРувения обменялась лоциями с \
                  Осмарком в Грельской гавани в четверг. Министр иностранных дел Осмарка Йоран Велл прибыл в Рувению.\n";

/// Records of `text` read with the folders.
fn records(text: &str, folders: &[&str]) -> Vec<Value> {
    let dir = tempfile::tempdir().expect("folder");
    let path = dir.path().join("article.txt");
    std::fs::write(&path, text).expect("file");
    let mut args = vec!["code", path.to_str().expect("path")];
    for folder in folders {
        args.extend(["--lexicon", folder]);
    }
    stdout(&legation(&args)).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

fn of_type<'a>(records: &'a [Value], kind: &str) -> Vec<&'a Value> {
    records.iter().filter(|r| r["type"] == kind).collect()
}

fn ids(actors: &Value) -> Vec<&str> {
    actors.as_array().into_iter().flatten().filter_map(|a| a["id"].as_str()).collect()
}

#[test]
fn invented_actors_frames_offices_and_places_are_read() {
    let own = records(EN, &[&example()]);
    let events = of_type(&own, "event");
    let charts = events.iter().find(|e| e["rule"].as_str().is_some_and(|r| r.contains("exchange charts")));
    let charts = charts.unwrap_or_else(|| panic!("{events:#?}"));
    assert_eq!(charts["plover"], "COOPERATE");
    let mut parties: Vec<&str> = [ids(&charts["actors"]), ids(&charts["recipients"])].concat();
    parties.sort_unstable();
    parties.dedup();
    assert_eq!(parties, ["OSM", "RUV"]);
    assert_eq!(charts["place"]["label"], "Grell Harbour");
    assert_eq!(charts["place"]["country"], "RUV");
    let attack = events.iter().find(|e| e["plover"] == "ASSAULT").expect("the attack");
    assert_eq!(ids(&attack["actors"]), ["free-fells-front"]);
    assert_eq!(attack["recipients"][0]["country"], "OSM");
    let steward = of_type(&own, "office").into_iter().find(|o| o["person"]["label"] == "Elin Marsk");
    let steward = steward.expect("the High Steward");
    assert_eq!(steward["office"], "head-of-state");
    assert_eq!(steward["of"]["id"], "RUV");
    assert!(of_type(&own, "statement").iter().any(|s| s["speaker"]["id"] == "elin-marsk"));
    let plain = records(EN, &[]);
    assert!(!plain.iter().any(|r| r.to_string().contains("RUV")));
}

#[test]
fn russian_forms_are_made_of_the_nominative() {
    let own = records(RU, &[&example()]);
    let text = format!("{own:#?}");
    let events = of_type(&own, "event");
    assert!(
        events.iter().any(|e| e["rule"].as_str().is_some_and(|r| r.contains("exchange charts"))),
        "{text}"
    );
    let vell = of_type(&own, "office").into_iter().find(|o| o["person"]["id"] == "joran-vell").expect("Vell");
    assert_eq!(vell["of"]["id"], "OSM");
    assert!(of_type(&own, "statement").iter().any(|s| s["speaker"]["id"] == "elin-marsk"), "{text}");
}

#[test]
fn the_version_line_names_folder_and_hash() {
    let own = records(EN, &[&example()]);
    let made_by = own[0]["made_by"].as_str().expect("made_by").to_owned();
    let hash =
        made_by.strip_prefix(concat!("legation ", env!("CARGO_PKG_VERSION"), " lexicon:lexicon-example@"));
    assert!(hash.is_some_and(|h| h.len() == 8 && h.bytes().all(|b| b.is_ascii_hexdigit())), "{made_by}");
    assert!(records(EN, &[])[0].get("made_by").is_none());
    let version = stdout(&legation(&["version", "--lexicon", &example()]));
    assert!(version.starts_with(&made_by), "{version}");
    let dir = tempfile::tempdir().expect("folder");
    let path = dir.path().join("article.txt");
    std::fs::write(&path, EN).expect("file");
    let path = path.to_str().expect("path");
    assert!(stdout(&legation(&["explain", path, "--lexicon", &example()])).starts_with(&made_by));
    let doc = stdout(&legation(&["doc", path, "--lexicon", &example()]));
    assert!(doc.lines().any(|l| l.starts_with("actor Free Fells Front") && l.contains("free-fells-front")));
    assert!(doc.lines().any(|l| l.starts_with("place Grell Harbour") && l.ends_with("(RUV)")), "{doc}");
}

/// A folder with one file.
fn folder(path: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("folder");
    let file = dir.path().join(path);
    std::fs::create_dir_all(file.parent().expect("parent")).expect("folder");
    std::fs::write(&file, text).expect("file");
    let root = dir.path().to_owned();
    (dir, root)
}

#[test]
fn a_fault_is_named_with_file_and_line() {
    let cases = [
        (
            "entities/states.tsv",
            "# Source: x\n# Licence: x\nid\tlabel_en\tnames_en\nQX\tQuix\tQuix\n",
            ":4: bad id",
        ),
        (
            "frames/en/aid.toml",
            "# Source: x\n# Licence: x\nlang = \"en\"\nplover = \"AID\"\n\n[[unit]]\nname = \"x\"\nverb = [\"x\"]\nactor = [\"по:xyz\"]\n",
            ":6: no slot",
        ),
        ("frames/en/aid.toml", "# Source: x\n# Licence: x\nlang = \"en\"\nplover = \"AIDE\"\n", ":4: "),
        ("agents/en.tsv", "pattern\tlabel\tsectors\tnumber\nbard\tbards\tGOV\tone\n", ":1: the head has no"),
        ("words.tsv", "# Source: x\n# Licence: x\na\nb\n", ":1: no file of this name"),
    ];
    for (path, text, wanted) in cases {
        let (_keep, root) = folder(path, text);
        let root = root.to_str().expect("path");
        let place = format!("{root}/{path}{wanted}");
        let out = legation(&["code", "no-article.txt", "--lexicon", root]);
        assert_eq!(out.status.code(), Some(2));
        let talk = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(talk.contains(&place), "{place} is not in\n{talk}");
        let out = legation(&["lexicon", "check", root]);
        assert_eq!(out.status.code(), Some(1), "{path}");
        assert!(String::from_utf8_lossy(&out.stdout).contains(&place), "{path}");
    }
    assert_eq!(legation(&["code", "x", "--lexicon", "no/such/folder"]).status.code(), Some(2));
    assert_eq!(legation(&["lexicon", "check", "no/such/folder"]).status.code(), Some(2));
}

#[test]
fn the_example_has_no_fault() {
    assert_eq!(stdout(&legation(&["lexicon", "check", &example()])), "");
}

#[test]
fn the_last_folder_wins() {
    let (_keep, root) = folder(
        "entities/states.tsv",
        "# Source: x\n# Licence: x\nid\tlabel_en\tnames_en\nQXA\tQuixa\tRuvenia\nFRA\t\tHexagonia\n",
    );
    let root = root.to_str().expect("path");
    let text = "TARVIK, 5 July 2024. Ruvenia attacked Hexagonia on Wednesday.\n";
    for (folders, wanted) in [(vec![example()], "RUV"), (vec![example(), root.to_owned()], "QXA")] {
        let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
        let own = records(text, &folders);
        let attack = of_type(&own, "event").into_iter().find(|e| e["plover"] == "ASSAULT");
        let attack = attack.unwrap_or_else(|| panic!("{own:#?}"));
        assert_eq!(ids(&attack["actors"]), [wanted]);
        if folders.len() == 2 {
            assert_eq!(ids(&attack["recipients"]), ["FRA"]);
        }
    }
}
