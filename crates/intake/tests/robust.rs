//! Whatever comes in, an article or a named error comes out, in bounded time.
#![allow(clippy::disallowed_methods, reason = "the cases are files")]

mod dice;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use dice::Dice;
use legation_intake::{IntakeError, Options, read};
use legation_model::{Article, RawArticle};

fn article(bytes: &[u8]) -> Result<Article, IntakeError> {
    let raw = RawArticle { source: "test".into(), bytes: bytes.to_vec(), ..RawArticle::default() };
    let result = read(&raw, &Options::default());
    if let Ok(article) = &result {
        check(article, bytes.len());
    }
    result
}

/// Every span fits, blocks tile the text line by line, the title is the first line.
fn check(article: &Article, len: usize) {
    let mut at = 0;
    for block in &article.blocks {
        assert_eq!(block.span.start as usize, at, "blocks follow each other");
        assert!(article.text.get(at..block.span.end as usize).is_some());
        at = block.span.end as usize + 1;
        for raw in &block.raw {
            assert!(raw.start <= raw.end && raw.end as usize <= len);
        }
    }
    assert_eq!(at, article.text.len() + 1);
    assert!(article.title.is_none_or(|t| t.start == 0));
    let mut last = 0;
    for dropped in &article.dropped {
        assert!(dropped.raw_start >= last && dropped.raw_end as usize <= len, "dropped ranges are in order");
        last = dropped.raw_end;
    }
}

const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    " ",
    " ",
    "\t",
    ". ",
    ", ",
    "-0-",
    "<…>",
    "…",
    "12.09.2024",
    " | ",
    "19:25",
    "Комментарии",
    "Читайте также:",
    "География",
    "Темы",
    "Дополнительно ",
    "Background information ",
    "Анонс на ",
    "Новости",
    "Анна Берг",
    "Берг Анна",
    "Министр",
    " иностранных дел ",
    "Thu, 12/09/2024 - 16:00",
    "https://ria.ru/20240912/x.html",
    "МИНСК, 12 сен - РИА Новости. ",
    "/Корр. БЕЛТА/",
    "передает ТАСС",
    "«",
    "»",
    "\"",
    "(",
    ")",
    "©",
    "/",
    "й",
    "Ё",
    "ы",
    "Стороны обсудили поставки зерна и договорились о встрече весной.",
    "The ministers met in Oslo to discuss trade.",
    "\u{feff}",
    "\u{0}",
    "\u{ad}",
    "\u{2028}",
    "😀",
    "№ 53-ФЗ",
    "2024",
    "1",
    ":",
    "By ",
    "İ",
    "ß",
    "ǅ",
    "日本語",
    "e\u{301}",
];

#[test]
fn pieces_in_any_order() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..dice.roll(60) {
            text.push_str(PIECES[dice.roll(PIECES.len())]);
        }
        let _ = article(text.as_bytes());
    }
}

#[test]
fn broken_pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    for entry in fs::read_dir(folder).expect("cases") {
        let bytes = fs::read(entry.expect("entry").path()).expect("bytes");
        for _ in 0..60 {
            let mut broken = bytes.clone();
            dice.damage(&mut broken, 8, PIECES);
            let _ = article(&broken);
        }
    }
}

#[test]
fn the_corpus_of_the_fuzzer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    for entry in fs::read_dir(folder).expect("corpus") {
        let _ = article(&fs::read(entry.expect("entry").path()).expect("bytes"));
    }
}

#[test]
fn bad_input_has_a_name() {
    let code = |bytes: &[u8]| article(bytes).map_or_else(|e| e.code(), |_| "ok");
    assert_eq!(code(b""), "LG1001");
    assert_eq!(code(b"  \n \t"), "LG1001");
    assert_eq!(code(&[0; 64]), "LG1003");
    assert_eq!(
        code(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12"),
        "LG1003"
    );
    assert_eq!(code("Поделиться\nКомментарии".as_bytes()), "LG1005");
    let small = Options { max_bytes: 10 };
    let raw = RawArticle { bytes: vec![b'a'; 11], ..RawArticle::default() };
    assert_eq!(read(&raw, &small).expect_err("too large").code(), "LG1002");
    let raw =
        RawArticle { bytes: b"text".to_vec(), charset: Some("klingon".into()), ..RawArticle::default() };
    assert_eq!(read(&raw, &Options::default()).expect_err("charset").code(), "LG1004");
}

#[test]
fn long_input_takes_bounded_time() {
    let most = 1 << 20;
    let units = [
        "а",
        "a ",
        "a\n",
        "Темы ",
        ". Темы ",
        ". Дополнительно 01.01.2024 ",
        "12:30 ",
        "Анна Берг Берг Анна ",
        "Стороны обсудили поставки зерна. ",
        "заголовок без точки\n",
        "- ",
        "Комментарии\n",
        "Background information ",
        ", СНГ\n",
    ];
    for unit in units {
        let text = unit.repeat(most / unit.len());
        let begun = Instant::now();
        let _ = article(text.as_bytes());
        assert!(begun.elapsed() < Duration::from_secs(20), "{unit:?} took {:?}", begun.elapsed());
    }
}

#[test]
fn one_line_of_fifty_megabytes() {
    let unit = "Стороны обсудили поставки зерна. ";
    let raw =
        RawArticle { bytes: unit.repeat((50 << 20) / unit.len()).into_bytes(), ..RawArticle::default() };
    assert_eq!(read(&raw, &Options::default()).expect_err("over the limit").code(), "LG1002");
    let begun = Instant::now();
    let article = read(&raw, &Options { max_bytes: 64 << 20 }).expect("one long paragraph");
    assert_eq!(article.blocks.len(), 1);
    assert!(begun.elapsed() < Duration::from_secs(30), "took {:?}", begun.elapsed());
}

#[test]
fn a_line_at_the_limit_takes_time_in_proportion() {
    // Each of these made a reader that looks back, or ahead, read the same bytes again and again.
    for (unit, end) in [(".", "x"), (". Дополнительно 01.01.2024 ", ""), ("12.03.2023\n", ""), ("aб ", "")]
    {
        let took = |most: usize| {
            let text = unit.repeat(most / unit.len()) + end;
            let begun = Instant::now();
            let _ = article(text.as_bytes());
            begun.elapsed()
        };
        let (small, large) = (took(1 << 19), took(1 << 22));
        // Eight times the bytes; a busy machine is allowed for, a square of sixty-four times is not.
        assert!(large < small * 40 + Duration::from_secs(1), "{unit:?}: {small:?}, then {large:?}");
    }
}
