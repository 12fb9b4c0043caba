//! Damage, bombs and limits: each is one named error with its place, and nothing else is lost.

#![allow(clippy::disallowed_methods, reason = "it measures time")]

mod common;

use common::{Got, Pack, gzip, page, read, read_with, response, tar, tar_header, zip, zstd};
use legation_reader::Options;

fn crawl(count: usize) -> Vec<Vec<u8>> {
    (0..count)
        .map(|n| {
            response(&format!("https://example.org/{n}"), "Content-Type: text/html\r\n", page(n).as_bytes())
        })
        .collect()
}

fn numbers(got: &Got) -> Vec<usize> {
    let url = |a: &legation_reader::Article| a.raw.url.clone().unwrap_or_default();
    got.articles.iter().filter_map(|a| url(a).rsplit('/').next()?.parse().ok()).collect()
}

#[test]
fn a_truncated_or_broken_gzip_member_costs_its_own_record() {
    let members: Vec<Vec<u8>> = crawl(6).iter().map(|r| gzip(r)).collect();
    let mut cut = members.clone();
    let half = cut[2].len() / 2;
    cut[2].truncate(half);
    let got = read("c.warc.gz", &cut.concat());
    assert_eq!((numbers(&got), got.errors.len()), (vec![0, 1, 3, 4, 5], 1), "{:?}", got.errors);
    assert!(got.errors[0].0.starts_with("c.warc.gz:3"), "{:?}", got.errors);

    let mut broken = members.clone();
    for b in &mut broken[2][30..60] {
        *b ^= 0xff;
    }
    let got = read("c.warc.gz", &broken.concat());
    assert_eq!(numbers(&got), [0, 1, 3, 4, 5]);
    assert_eq!(got.codes(), ["LG1101"]);

    let mut end = members.concat();
    end.truncate(end.len() - 20);
    let got = read("c.warc.gz", &end);
    assert_eq!((numbers(&got), got.codes()), (vec![0, 1, 2, 3, 4], vec!["LG1102"]));

    let rubbish = [members[0].as_slice(), b"rubbish between", &members[1], &[0; 700]].concat();
    let got = read("c.warc.gz", &rubbish);
    assert_eq!((numbers(&got), got.codes()), (vec![0, 1], vec!["LG1101"]));
}

#[test]
fn a_broken_zstd_frame_costs_its_own_record() {
    let frames: Vec<Vec<u8>> = crawl(5).iter().map(|r| zstd(r)).collect();
    let mut broken = frames.clone();
    let half = broken[1].len() / 2;
    broken[1].truncate(half);
    let got = read("c.warc.zst", &broken.concat());
    assert_eq!(numbers(&got), [0, 2, 3, 4], "{:?}", got.errors);
    assert_eq!(got.errors.len(), 1);
    let mut end = frames.concat();
    end.truncate(end.len() - 9);
    let got = read("c.warc.zst", &end);
    assert_eq!((numbers(&got), got.codes()), (vec![0, 1, 2, 3], vec!["LG1102"]));
}

#[test]
fn a_crawl_with_false_lengths_and_rubbish_goes_on() {
    let records = crawl(5);
    let mut lies = records.clone();
    let text = String::from_utf8(lies[1].clone()).expect("UTF-8");
    let at = text.find("Content-Length: ").expect("length") + 16;
    lies[1][at] = b'9';
    let got = read("c.warc", &lies.concat());
    assert_eq!((numbers(&got), got.errors.len()), (vec![0, 2, 3, 4], 1), "{:?}", got.errors);
    lies[1][at] = b'0';
    let got = read("c.warc", &lies.concat());
    assert_eq!((numbers(&got), got.codes()), (vec![0, 2, 3, 4], vec!["LG1101"]));
    let broken = [
        records[0].as_slice(),
        b"WARC/1.0\r\nContent-Length: many\r\n\r\nx\r\n\r\n",
        b"rubbish\r\n",
        &records[4],
    ]
    .concat();
    let got = read("c.warc", &broken);
    assert_eq!((numbers(&got), got.codes()), (vec![0, 4], vec!["LG1101"]));
    let mut cut = records.concat();
    cut.truncate(cut.len() - 30);
    let got = read("c.warc", &cut);
    assert_eq!((numbers(&got), got.codes()), (vec![0, 1, 2, 3], vec!["LG1102"]));
}

#[test]
fn a_broken_or_cut_zip_gives_what_it_has() {
    let pages: Vec<(String, String)> = (0..5).map(|n| (format!("{n}.html"), page(n))).collect();
    let members: Vec<(&str, &[u8])> = pages.iter().map(|(n, p)| (n.as_str(), p.as_bytes())).collect();
    for pack in [Pack::Stored, Pack::Deflated, Pack::Trailing] {
        let whole = zip(&members, pack);
        let third = memchr::memmem::find(&whole, b"2.html").expect("name") + 6;
        let mut broken = whole.clone();
        for b in &mut broken[third + 20..third + 40] {
            *b ^= 0x5a;
        }
        let got = read("p.zip", &broken);
        assert_eq!(
            got.sources(),
            ["p.zip:0.html", "p.zip:1.html", "p.zip:3.html", "p.zip:4.html"],
            "{pack:?} {:?}",
            got.errors
        );
        assert_eq!(got.errors.len(), 1, "{:?}", got.errors);
        assert_eq!(got.errors[0].0, "p.zip:2.html");
        let got = read("p.zip", &whole[..third + 30]);
        assert_eq!(got.sources(), ["p.zip:0.html", "p.zip:1.html"]);
        assert!(got.codes().iter().all(|c| *c == "LG1102") && !got.codes().is_empty());
    }
}

#[test]
fn a_broken_or_cut_tar_gives_what_it_has() {
    let pages: Vec<(String, String)> = (0..4).map(|n| (format!("{n}.html"), page(n))).collect();
    let members: Vec<(&str, &[u8])> = pages.iter().map(|(n, p)| (n.as_str(), p.as_bytes())).collect();
    let whole = tar(&members);
    let mut broken = whole.clone();
    broken[1024 + 3] ^= 1;
    let got = read("p.tar", &broken);
    assert_eq!(got.sources(), ["p.tar:0.html", "p.tar:2.html", "p.tar:3.html"]);
    assert_eq!(got.codes(), ["LG1101"]);
    let got = read("p.tar", &whole[..1024 + 512 + 50]);
    assert_eq!((got.sources(), got.codes()), (vec!["p.tar:0.html"], vec!["LG1102"]));
    let got = read("p.tar", &whole[..1024 + 100]);
    assert_eq!((got.sources(), got.codes()), (vec!["p.tar:0.html"], vec!["LG1102"]));
    let mut packed = gzip(&whole);
    packed.truncate(packed.len() - 30);
    assert!(read("p.tgz", &packed).codes().contains(&"LG1102"));
    // A member that says it is larger than everything.
    let liar = [tar_header(b"0.html", 0o7_777_777_777, b'0'), b"<p>x</p>".to_vec()].concat();
    assert_eq!(read("p.tar", &liar).codes(), ["LG1102"]);
}

#[test]
fn bombs_are_cut_and_what_follows_is_read() {
    let zeros = vec![b' '; 64 << 20];
    let options = Options { max_bytes: 128 << 20, ..Options::default() };
    let bomb = zip(&[("bomb.txt", &zeros), ("good.txt", b"Text.")], Pack::Deflated);
    assert!(bomb.len() < 1 << 20);
    let got = read_with("b.zip", &bomb, &options);
    assert_eq!((got.sources(), got.codes()), (vec!["b.zip:good.txt"], vec!["LG1103"]));
    let bomb = zip(&[("bomb.txt", &zeros), ("good.txt", b"Text.")], Pack::Trailing);
    let got = read_with("b.zip", &bomb, &options);
    assert_eq!(got.sources(), ["b.zip:good.txt"], "{:?}", got.errors);
    assert!(!got.errors.is_empty());
    assert_eq!(read_with("b.txt.gz", &gzip(&zeros), &options).codes(), ["LG1103"]);
    assert_eq!(read_with("b.txt.zst", &zstd(&zeros), &options).codes(), ["LG1103"]);
    // Under the limit of a document nothing of it is kept to begin with.
    let small = Options { max_bytes: 1 << 20, ..Options::default() };
    assert_eq!(read_with("b.txt.gz", &gzip(&zeros), &small).codes(), ["LG1002"]);
    let body = gzip(&zeros);
    let warc = [
        response("https://example.org/0", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &body),
        crawl(2).concat(),
    ]
    .concat();
    let got = read_with("c.warc", &warc, &small);
    assert_eq!((numbers(&got), got.codes()), (vec![0, 1], vec!["LG1002"]));
}

#[test]
fn a_bomb_among_the_members_of_a_crawl_costs_its_own_record() {
    let bomb = response("https://example.org/9", "Content-Type: text/html\r\n", &vec![b' '; 64 << 20]);
    for (name, pack) in [("c.warc.gz", gzip as fn(&[u8]) -> Vec<u8>), ("c.warc.zst", zstd)] {
        let members: Vec<Vec<u8>> = crawl(4).iter().map(|r| pack(r)).collect();
        let bombs = pack(&bomb);
        let all = [&members[0], &bombs, &members[1], &bombs, &bombs, &members[2], &members[3]];
        let got = read(name, &all.map(Vec::as_slice).concat());
        assert_eq!(numbers(&got), [0, 1, 2, 3], "{name} {:?}", got.errors);
        assert!(got.codes().iter().all(|c| *c == "LG1103") && got.codes().len() >= 2, "{:?}", got.errors);
    }
}

#[test]
fn archives_lie_in_archives_so_deep_and_no_deeper() {
    let mut bytes = b"Text.".to_vec();
    let mut name = "a.txt".to_owned();
    for depth in 1..=6 {
        bytes = zip(&[(&name, &bytes), ("b.txt", b"Beside.")], Pack::Deflated);
        name = format!("{depth}.zip");
    }
    let got = read("deep.zip", &bytes);
    assert_eq!((got.texts(), got.codes()), (vec!["Beside.".to_owned(); 4], vec!["LG1104"]));
}

#[test]
fn long_lines_documents_and_records_are_passed_over() {
    let options = Options { max_bytes: 1000, ..Options::default() };
    let long = "x".repeat(100_000);
    let json = format!("{{\"text\":\"One.\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"Two.\"}}\n");
    let got = read_with("a.jsonl", json.as_bytes(), &options);
    assert_eq!(
        (got.texts(), got.errors),
        (vec!["One.".into(), "Two.".into()], vec![("a.jsonl:2".to_owned(), "LG1007")])
    );
    let list = format!("[{{\"text\":\"One.\"}},{{\"text\":\"{long}\"}},{{\"text\":\"Two.\"}}]");
    let got = read_with("a.json", list.as_bytes(), &options);
    assert_eq!(
        (got.texts(), got.errors),
        (vec!["One.".into(), "Two.".into()], vec![("a.json:2".to_owned(), "LG1002")])
    );
    let table = format!("title,text\na,One.\nb,\"{long}\n{long}\"\nc,Two.\n");
    let got = read_with("a.csv", table.as_bytes(), &options);
    assert_eq!(
        (got.texts(), got.errors),
        (vec!["One.".into(), "Two.".into()], vec![("a.csv:2".to_owned(), "LG1007")])
    );
    let feed = format!(
        "<rss><item><description>One.</description></item><item><description>{long}</description></item>\
                        <item><description>Two.</description></item></rss>"
    );
    let got = read_with("a.xml", feed.as_bytes(), &options);
    assert_eq!(
        (got.texts(), got.errors),
        (vec!["One.".into(), "Two.".into()], vec![("a.xml:2".to_owned(), "LG1002")])
    );
    let got = read_with(
        "a.zip",
        &zip(&[("1.txt", b"One."), ("2.txt", long.as_bytes()), ("3.txt", b"Two.")], Pack::Deflated),
        &options,
    );
    assert_eq!(
        (got.texts(), got.errors),
        (vec!["One.".into(), "Two.".into()], vec![("a.zip:2.txt".to_owned(), "LG1002")])
    );
    let warc = [
        crawl(1).concat(),
        response("https://example.org/1", "Content-Type: text/html\r\n", &vec![b'x'; 300_000]),
        crawl(3)[2].clone(),
    ]
    .concat();
    let got = read_with("a.warc", &warc, &options);
    assert_eq!((numbers(&got), got.codes()), (vec![0, 2], vec!["LG1002"]));
}

#[test]
fn cut_documents_say_so() {
    let got = read("a.csv", b"title,text\na,\"One.\nb,Two.\nc,Three.\n");
    assert_eq!(
        (got.texts(), got.errors),
        (vec!["Two.".into(), "Three.".into()], vec![("a.csv:1".to_owned(), "LG1102")])
    );
    assert_eq!(
        read("a.xml", b"<rss><item><description>One.</description></item><item><desc").codes(),
        ["LG1102"]
    );
    assert_eq!(read("a.json", b"[{\"text\":\"One.\"},{\"text\":\"Tw").codes(), ["LG1102"]);
    assert_eq!(read("a.csv", b"title,text\na,\"One.").codes(), ["LG1102"]);
    assert_eq!(read("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\n").codes(), ["LG1102"]);
}

#[test]
fn encrypted_strange_and_office_members_are_named() {
    let mut locked = zip(&[("a.txt", b"Text."), ("b.txt", b"Text.")], Pack::Stored);
    locked[6] |= 1;
    let got = read("a.zip", &locked);
    assert_eq!((got.sources(), got.codes()), (vec!["a.zip:b.txt"], vec!["LG1105"]));
    let mut strange = zip(&[("a.txt", b"Text."), ("b.txt", b"Text.")], Pack::Stored);
    strange[8] = 12;
    assert_eq!(read("a.zip", &strange).codes(), ["LG1105"]);
    assert_eq!(read("a.docx", &zip(&[("[Content_Types].xml", b"<x/>")], Pack::Deflated)).codes(), ["LG1105"]);
    assert_eq!(read("a.js", b"alert(1)").codes(), ["LG1105"]);
    assert_eq!(read("a.txt", b"%PDF- is how such files begin").codes(), [""; 0]);
}

#[test]
fn a_million_open_brackets_or_tags_take_no_stack_and_no_time() {
    let many = 1_000_000;
    for (name, bytes) in [
        ("a.json", "[".repeat(many)),
        ("a.jsonl", format!("{{\"text\":{}", "[".repeat(many))),
        ("a.xml", format!("<rss><item>{}", "<a>".repeat(many))),
        ("b.xml", format!("<rss><item>{}</item></rss>", "<item>".repeat(many))),
        ("c.xml", format!("<rss><item>{}</item></rss>", "<description><b>".repeat(many / 2))),
        ("d.xml", format!("<rss><item>{}</item></rss>", "<![CDATA[".repeat(many / 2))),
    ] {
        let begun = std::time::Instant::now();
        let got = read(name, bytes.as_bytes());
        assert!(got.articles.len() + got.errors.len() + got.listings.len() <= 1, "{name}");
        assert!(begun.elapsed().as_secs() < 20, "{name}");
    }
}

#[test]
fn a_dictionary_that_is_none_has_a_name() {
    let frame = |bytes: &[u8]| {
        let size = u32::try_from(bytes.len()).expect("small").to_le_bytes();
        [b"\x5d\x2a\x4d\x18".as_slice(), &size, bytes].concat()
    };
    // Noise, an empty one, one packed but damaged, one that ends before its size.
    for (what, head, code) in [
        ("noise", frame(b"abcd"), "LG1101"),
        ("nothing", frame(b""), "LG1101"),
        ("a packed one", frame(&zstd(b"no dictionary")), "LG1101"),
        ("a cut one", frame(b"abcdefgh")[..12].to_vec(), "LG1102"),
    ] {
        let rest = if code == "LG1102" { Vec::new() } else { zstd(b"Text.") };
        let got = read("a.warc.zst", &[head, rest].concat());
        assert_eq!(got.codes(), [code], "{what}");
        // Behind it reading goes on: this frame needs none.
        assert_eq!(got.texts(), if code == "LG1102" { vec![] } else { vec!["Text."] }, "{what}");
    }
    // A skippable frame of another kind is no dictionary.
    let other = [b"\x50\x2a\x4d\x18\x04\0\0\0abcd".to_vec(), zstd(b"Text.")].concat();
    assert_eq!(read("a.txt.zst", &other).texts(), ["Text."]);
}
