//! Any bytes under any name are read to their end without a panic: the corpus of the fuzzer's kind, made by the test.

mod common;
#[path = "../../intake/tests/dice/mod.rs"]
mod dice;

use common::{Pack, gzip, page, read_with, record, response, tar, zip, zstd};
use dice::Dice;
use legation_reader::{KINDS, Options};

/// Inputs that are in order, one of each kind at least.
fn seeds() -> Vec<Vec<u8>> {
    let crawl = [
        record("warcinfo", "", b"x: y\r\n"),
        response(
            "https://example.org/1",
            "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
            &gzip(page(1).as_bytes()),
        ),
        response(
            "https://example.org/2",
            "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
            b"3\r\nabc\r\n0\r\n\r\n",
        ),
    ]
    .concat();
    let feed = b"<?xml version='1.0' encoding='koi8-r'?><rss><channel><title>T</title><item><title><![CDATA[a]]></title>\
                 <link>https://example.org</link><description>&lt;p&gt;Text.&lt;/p&gt;</description></item></channel></rss>";
    let atom = b"<feed xml:lang='en'><entry><title>T</title><link href='/x'/><content type='xhtml'><div>Text.</div></content></entry></feed>";
    let json = b"{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"id\": 1, \"content_text\": \"T\"}]}";
    vec![
        b"Plain text.".to_vec(),
        b"title;text\n\"a\";\"b\nc\"\n".to_vec(),
        b"{\"text\": \"a\"}\n[{\"text\": \"b\"}]\n".to_vec(),
        json.to_vec(),
        feed.to_vec(),
        atom.to_vec(),
        b"<urlset><url><loc>https://example.org</loc></url></urlset>".to_vec(),
        crawl.clone(),
        gzip(&crawl),
        [gzip(&crawl[..100]), gzip(&crawl[100..])].concat(),
        zstd(&crawl),
        [b"\x5d\x2a\x4d\x18\x04\0\0\0abcd".to_vec(), zstd(b"Text.")].concat(),
        zip(&[("a.html", page(1).as_bytes()), ("b/c.csv", b"title,text\na,b\n")], Pack::Deflated),
        zip(&[("a.xml", feed)], Pack::Trailing),
        zip(&[("a.warc", &crawl)], Pack::Stored),
        tar(&[("a.html", page(1).as_bytes()), (&"long".repeat(60), b"Text.")]),
        gzip(&tar(&[("a.json", json)])),
    ]
}

#[test]
fn every_cut_and_many_changes_of_every_kind_are_read_to_the_end() {
    let names: Vec<&str> = KINDS.iter().flat_map(|k| k.extensions).copied().collect();
    let options = Options { max_bytes: 2000, ..Options::default() };
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for seed in seeds() {
        for cut in 0..100 {
            let at = seed.len() * cut / 100;
            read_with("-", &seed[..at], &options);
        }
        for _ in 0..100 {
            let mut bytes = seed.clone();
            dice.damage(&mut bytes, 4, &[]);
            let name = format!("input.{}", names[dice.roll(names.len())]);
            let got = read_with(&name, &bytes, &options);
            assert!(got.articles.iter().all(|a| a.raw.bytes.len() <= 8000));
            assert!(got.errors.len() < 2000);
        }
    }
}

#[test]
fn noise_is_read_to_the_end_under_every_name() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let options = Options { max_bytes: 2000, ..Options::default() };
    for kind in KINDS {
        for extension in kind.extensions.iter().chain(&["", "bin"]) {
            let bytes: Vec<u8> = (0..dice.roll(6000)).map(|_| dice.byte()).collect();
            read_with(&format!("input.{extension}"), &bytes, &options);
        }
    }
}
