//! Scraped pages of many kinds, each with what must be read from it: `cases/NAME.txt` beside `cases/NAME.json`.
#![allow(clippy::disallowed_methods, reason = "the cases are files")]

use std::fs;
use std::path::Path;

use legation_intake::{Options, read};
use legation_model::{Article, RawArticle};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Want {
    title: Option<String>,
    published: Option<String>,
    time: Option<String>,
    /// How the text below the headline begins.
    first: String,
    /// How the text ends.
    last: String,
    lang: String,
    publisher: Option<String>,
    author: Option<String>,
    url: Option<String>,
    dateline: Option<String>,
    relay: Option<Vec<String>>,
    #[serde(default)]
    contains: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
}

fn faults(article: &Article, want: &Want) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |what: &str, ok: bool, got: String| {
        if !ok {
            faults.push(format!("{what}: {got}"));
        }
    };
    let title = article.title.map(|t| t.slice(&article.text));
    check("title", title == want.title.as_deref(), format!("{title:?}"));
    let published = article.published.as_ref();
    let day = published.and_then(|p| p.start).map(|d| d.to_string());
    check("published", day == want.published, format!("{published:?}"));
    let time = published.and_then(|p| p.time.as_deref());
    check("time", want.time.is_none() || time == want.time.as_deref(), format!("{time:?}"));
    let body = article.title.map_or(0, |t| t.end as usize);
    let body = article.text[body..].trim_start();
    check("first", body.starts_with(&want.first), format!("{:?}", body.lines().next()));
    check("last", body.ends_with(&want.last), format!("{:?}", body.lines().last()));
    check("lang", format!("{:?}", article.lang).to_lowercase() == want.lang, format!("{:?}", article.lang));
    let some = |want: &Option<String>, got: Option<&str>| want.is_none() || want.as_deref() == got;
    check(
        "publisher",
        some(&want.publisher, article.publisher.as_deref()),
        format!("{:?}", article.publisher),
    );
    check("author", some(&want.author, article.author.as_deref()), format!("{:?}", article.author));
    check("url", some(&want.url, article.url.as_deref()), format!("{:?}", article.url));
    let dateline = article.dateline.map(|d| d.slice(&article.text));
    check("dateline", some(&want.dateline, dateline), format!("{dateline:?}"));
    check("relay", want.relay.as_ref().is_none_or(|r| *r == article.relay), format!("{:?}", article.relay));
    for words in &want.contains {
        check("contains", article.text.contains(words.as_str()), words.clone());
    }
    for words in &want.absent {
        check("absent", !article.text.contains(words.as_str()), words.clone());
    }
    faults
}

/// Every byte of the input that is no white space is in a block or in a dropped range, and none is in both.
fn covers(raw: &[u8], article: &Article) -> Option<String> {
    let mut owner = vec![0u8; raw.len()];
    let blocks = article.blocks.iter().flat_map(|b| b.raw.iter().map(|s| (s.start, s.end)));
    for (start, end) in blocks.chain(article.dropped.iter().map(|d| (d.raw_start, d.raw_end))) {
        for slot in &mut owner[start as usize..end as usize] {
            *slot += 1;
        }
    }
    let text = String::from_utf8_lossy(raw);
    text.char_indices().find_map(|(at, c)| match owner[at] {
        0 if !c.is_whitespace() => {
            Some(format!("byte {at} is lost: {:?}", text[at..].chars().take(30).collect::<String>()))
        }
        2.. => {
            Some(format!("byte {at} is told twice: {:?}", text[at..].chars().take(30).collect::<String>()))
        }
        _ => None,
    })
}

#[test]
fn every_case_reads_as_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .expect("cases")
        .map(|e| e.expect("entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    names.sort();
    assert!(names.len() >= 25);
    let mut report = String::new();
    for path in names {
        let bytes = fs::read(&path).expect("text");
        let want = fs::read_to_string(path.with_extension("json")).expect("expectations");
        let want: Want = serde_json::from_str(&want).expect("expectations in JSON");
        let name = path.file_stem().expect("name").to_string_lossy().into_owned();
        let raw = RawArticle { source: name.clone(), bytes, ..RawArticle::default() };
        let found = match read(&raw, &Options::default()) {
            Ok(article) => {
                let mut found = faults(&article, &want);
                found.extend(covers(&raw.bytes, &article));
                found
            }
            Err(e) => vec![e.to_string()],
        };
        if !found.is_empty() {
            report.push_str(&["\n", &name, "\n    ", &found.join("\n    ")].concat());
        }
    }
    assert!(report.is_empty(), "{report}");
}
