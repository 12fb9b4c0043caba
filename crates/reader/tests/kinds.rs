//! Every kind of input gives its articles, alone, packed, and inside of every container.

mod common;

use common::{Pack, gzip, page, read, record, response, tar, zip, zstd};
use legation_reader::KINDS;

const TEXT: &str = "The ministers met in Oslo and agreed to meet again.";

/// An input of a kind with two articles (one where it can hold only one); containers hold a table.
fn sample(kind: &str) -> Vec<u8> {
    let table = format!("title;text\nOne;{TEXT}\nTwo;{TEXT}\n");
    match kind {
        "text" => TEXT.as_bytes().to_vec(),
        "table" => table.into_bytes(),
        "json" => format!("{{\"title\":\"One\",\"text\":\"{TEXT}\"}}\n{{\"title\":\"Two\",\"text\":\"{TEXT}\"}}\n").into_bytes(),
        "feed" => format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>One</title><description>{TEXT}</description>\
             </item><item><title>Two</title><description>{TEXT}</description></item></channel></rss>"
        )
        .into_bytes(),
        "sitemap" => b"<urlset><url><loc>https://example.org/1</loc></url><url><loc>https://example.org/2</loc></url></urlset>"
            .to_vec(),
        "warc" => [
            record("warcinfo", "", b"software: test\r\n"),
            response("https://example.org/1", "Content-Type: text/html\r\n", page(1).as_bytes()),
            record("request", "", b"GET / HTTP/1.1\r\n\r\n"),
            response("https://example.org/2", "Content-Type: text/html\r\n", page(2).as_bytes()),
        ]
        .concat(),
        "gzip" => gzip(table.as_bytes()),
        "zstd" => zstd(table.as_bytes()),
        "zip" => zip(&[("a.csv", table.as_bytes())], Pack::Deflated),
        "tar" => tar(&[("a.csv", table.as_bytes())]),
        "foreign" => b"%PDF-1.7\n\x80\x81".to_vec(),
        other => panic!("the kind {other} has no sample: add one here"),
    }
}

/// How many articles, listings and errors the sample of a kind gives.
fn expected(kind: &str) -> (usize, usize, usize) {
    match kind {
        "text" => (1, 0, 0),
        "sitemap" => (0, 2, 0),
        "foreign" => (0, 0, 1),
        _ => (2, 0, 0),
    }
}

fn check(kind: &str, name: &str, bytes: &[u8]) {
    let got = read(name, bytes);
    let counts = (got.articles.len(), got.listings.len(), got.errors.len());
    assert_eq!(counts, expected(kind), "{kind} as {name}: {:?}", got.errors);
}

#[test]
fn every_kind_is_read_by_name_and_by_its_bytes() {
    for kind in KINDS {
        let bytes = sample(kind.name);
        for extension in kind.extensions {
            check(kind.name, &format!("input.{extension}"), &bytes);
        }
        check(kind.name, "-", &bytes);
    }
}

#[test]
fn every_kind_is_read_inside_of_every_container() {
    for kind in KINDS {
        let bytes = sample(kind.name);
        let extension = kind.extensions.first().copied().unwrap_or("bin");
        let name = format!("input.{extension}");
        check(kind.name, &format!("{name}.gz"), &gzip(&bytes));
        check(kind.name, &format!("{name}.zst"), &zstd(&bytes));
        check(kind.name, "all.tar", &tar(&[(&name, &bytes)]));
        check(kind.name, "all.tgz", &gzip(&tar(&[(&name, &bytes)])));
        for pack in [Pack::Stored, Pack::Deflated, Pack::Trailing] {
            // A stored member of unknown length cannot be written by this test.
            check(kind.name, "all.zip", &zip(&[(&name, &bytes)], pack));
        }
        check(kind.name, "all.zip", &zip(&[("all.tar.gz", &gzip(&tar(&[(&name, &bytes)])))], Pack::Deflated));
    }
}

#[test]
fn places_name_the_member_and_the_record() {
    let table = sample("table");
    let got = read("a.zip", &zip(&[("x/t.csv", &table), ("y.txt", TEXT.as_bytes())], Pack::Trailing));
    assert_eq!(got.sources(), ["a.zip:x/t.csv:1", "a.zip:x/t.csv:2", "a.zip:y.txt"]);
    let long = format!("{}/page.txt", "folder".repeat(30));
    let got = read("a.tar", &tar(&[(&long, TEXT.as_bytes()), ("__MACOSX/._x", b"no"), ("b.txt", b"Text.")]));
    assert_eq!(got.sources(), [format!("a.tar:{long}").as_str(), "a.tar:b.txt"]);
    assert_eq!(got.skipped.get("hidden files"), Some(&1));
}

#[test]
fn crawls_give_pages_with_address_set_and_time() {
    let body = "<html><body><p>Министр прибыл в Осло, переговоры продолжатся.</p></body></html>";
    let (koi, _, _) = encoding_rs::KOI8_R.encode(body);
    let chunked = format!("{:x}\r\n{}\r\n0\r\n\r\n", page(2).len(), page(2));
    let warc = [
        response("<https://example.org/ru>", "Content-Type: text/html; charset=koi8-r\r\n", &koi),
        response(
            "https://example.org/2",
            "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
            chunked.as_bytes(),
        ),
        response(
            "https://example.org/3",
            "Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
            &gzip(page(3).as_bytes()),
        ),
        response("https://example.org/4.png", "Content-Type: image/png\r\n", b"\x89PNG"),
        record("response", "", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\ngone"),
        record(
            "resource",
            "WARC-Target-URI: https://example.org/5\r\nContent-Type: text/html\r\n",
            page(5).as_bytes(),
        ),
        record(
            "conversion",
            "WARC-Target-URI: https://example.org/6\r\nContent-Type: text/plain\r\n",
            TEXT.as_bytes(),
        ),
        response("https://example.org/7", "Content-Type: text/html; charset=klingon\r\n", page(7).as_bytes()),
    ]
    .concat();
    let members: Vec<u8> = warc.split_inclusive(|b| *b == b'\n').flat_map(gzip).collect();
    for (name, bytes) in [
        ("c.warc", warc.clone()),
        ("c.warc.gz", gzip(&warc)),
        ("c.warc.gz", members),
        ("c.warc.zst", zstd(&warc)),
    ] {
        let got = read(name, &bytes);
        assert_eq!(got.codes(), [""; 0], "{name}");
        let urls: Vec<&str> = got.articles.iter().filter_map(|a| a.raw.url.as_deref()).collect();
        assert_eq!(
            urls.iter().map(|u| &u[u.len() - 2..]).collect::<Vec<_>>(),
            ["ru", "/2", "/3", "/5", "/6", "/7"]
        );
        assert_eq!(got.articles[0].raw.charset.as_deref(), Some("koi8-r"));
        assert_eq!(got.articles[5].raw.charset, None);
        assert_eq!(got.texts()[1..4], [page(2), page(3), page(5)]);
        assert!(got.articles[0].notes.contains(&("fetched", "2024-07-04T16:25:00Z".to_owned())));
        assert_eq!((got.skipped["media that are no page"], got.skipped["responses without success"]), (1, 1));
        assert!(got.articles[0].raw.markup && !got.articles[4].raw.markup);
    }
}

#[test]
fn feeds_of_every_family_give_text_address_and_date() {
    let rss = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Ведомость</title><language>ru</language>\
        <item><title><![CDATA[Встреча & итоги]]></title><link>https://example.org/1</link>\
        <pubDate>Thu, 04 Jul 2024 19:25:00 +0300</pubDate><description>Коротко.</description><author>А. Автор</author>\
        <content:encoded><![CDATA[<p>Министры встретились.</p><p>Итогов нет.</p>]]></content:encoded></item>\
        <item><title>Only a headline</title><guid>https://example.org/2</guid></item><item></item></channel></rss>";
    let got = read("feed.xml", rss.as_bytes());
    let first = &got.articles[0];
    assert_eq!(got.texts(), ["<p>Министры встретились.</p><p>Итогов нет.</p>"]);
    assert_eq!(first.raw.title.as_deref(), Some("Встреча & итоги"));
    assert_eq!(first.raw.published.as_deref(), Some("2024-07-04T19:25:00+03:00"));
    assert_eq!((first.raw.lang.as_deref(), first.raw.markup), (Some("ru"), true));
    assert!(
        first.notes.contains(&("feed", "Ведомость".to_owned()))
            && first.notes.contains(&("author", "А. Автор".to_owned()))
    );
    assert_eq!(got.listings[0].url.as_deref(), Some("https://example.org/2"));
    assert_eq!(
        got.codes(),
        ["LG1003"].iter().map(|_| got.codes()[0]).collect::<Vec<_>>(),
        "an empty item is one error"
    );

    let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Wire</title>\
        <entry><title type='html'>Talks &amp;amp; tea</title><link rel='self' href='https://example.org/self'/>\
        <link href='https://example.org/a?x=1&amp;y=2'/><id>tag:1</id><published>2024-07-04T19:25:00Z</published>\
        <author><name>C. Author</name></author>\
        <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>The talks went on.</p></div></content></entry>\
        <entry><title>Two</title><updated>2024-07-05</updated><content type='html'>&lt;p&gt;Nothing new.&lt;/p&gt;</content></entry></feed>";
    let got = read("-", atom.as_bytes());
    assert_eq!(got.articles[0].raw.title.as_deref(), Some("Talks & tea"));
    assert_eq!(got.articles[0].raw.url.as_deref(), Some("https://example.org/a?x=1&y=2"));
    assert!(got.texts()[0].ends_with("<p>The talks went on.</p></div>"));
    assert_eq!(got.texts()[1], "<p>Nothing new.</p>");
    assert_eq!(got.articles[1].raw.published.as_deref(), Some("2024-07-05"));
    assert_eq!(got.articles[1].raw.lang.as_deref(), Some("en"));
    assert!(got.articles[0].notes.contains(&("author", "C. Author".to_owned())));

    let rdf = "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel rdf:about='x'><title>Old</title></channel>\
        <item rdf:about='https://example.org/1'><title>One</title><link>https://example.org/1</link>\
        <dc:date>2004-07-04T10:00:00Z</dc:date><description>The ministers met.</description></item></rdf:RDF>";
    let got = read("old.rdf", rdf.as_bytes());
    assert_eq!(
        (got.texts().as_slice(), got.articles[0].raw.published.as_deref()),
        (["The ministers met.".to_owned()].as_slice(), Some("2004-07-04T10:00:00Z"))
    );

    let json = "{\n\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Wire\", \"authors\": [{\"name\": \"X\"}],\n\
        \"items\": [{\"id\": \"1\", \"url\": \"https://example.org/1\", \"content_html\": \"<p>The {ministers} met.</p>\", \
        \"date_published\": \"2024-07-04T19:25:00Z\", \"authors\": [{\"name\": \"C. A.\"}]},\n{\"id\": 2, \"content_text\": \"Two \\\"}\"}]}";
    for json in [json.to_owned(), json.replace('\n', "")] {
        let got = read("feed.json", json.as_bytes());
        assert_eq!(got.texts(), ["<p>The {ministers} met.</p>", "Two \"}"]);
        assert_eq!(got.sources(), ["1", "2"]);
    }
}

#[test]
fn feeds_in_old_sets_are_decoded_by_their_declaration() {
    let rss = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><item><title>Встреча</title>\
               <description>Министры встретились.</description></item></channel></rss>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(rss);
    let got = read("feed.xml", &bytes);
    assert_eq!(
        (got.texts()[0].as_str(), got.articles[0].raw.title.as_deref()),
        ("Министры встретились.", Some("Встреча"))
    );
}

#[test]
fn news_sitemaps_are_listings_with_headline_and_date() {
    let map = "<?xml version='1.0'?><!-- made --><urlset xmlns:news='x'><url><loc>https://example.org/1</loc><news:news>\
        <news:publication><news:name>Wire</news:name><news:language>en</news:language></news:publication>\
        <news:publication_date>2024-07-04</news:publication_date><news:title>Talks &amp; tea</news:title></news:news></url>\
        <url><loc>https://example.org/2</loc><lastmod>2024-07-05</lastmod></url></urlset>";
    let got = read("news.xml", map.as_bytes());
    assert_eq!(got.listings[0].title.as_deref(), Some("Talks & tea"));
    assert_eq!(got.listings[0].publisher.as_deref(), Some("Wire"));
    assert_eq!(got.listings[1].published.as_deref(), Some("2024-07-05"));
}

#[test]
fn tables_have_any_separator_set_and_quotes() {
    let tsv = "id\theadline\tbody\n7\tOne\tThe \"ministers\" met.\n\n8\tTwo\t\n";
    let got = read("t.tsv", tsv.as_bytes());
    assert_eq!((got.sources(), got.texts()), (vec!["7"], vec!["The \"ministers\" met.".to_owned()]));
    assert_eq!(got.listings.len(), 1);
    let csv = "\u{feff}Title,Text\r\n\"A, B\",\"One\r\n\"\"two\"\"\"\r\n";
    let got = read("t.csv", csv.as_bytes());
    assert_eq!(
        (got.articles[0].raw.title.as_deref(), got.texts()[0].as_str()),
        (Some("A, B"), "One\r\n\"two\"")
    );
    let (old, _, _) =
        encoding_rs::WINDOWS_1251.encode("title;text\nВстреча министров;Министры встретились в Осло.\n");
    let got = read("t.csv", &old);
    assert_eq!(got.articles[0].raw.title.as_deref(), Some("Встреча министров"));
    assert_eq!(read("t.csv", b"a,b\n1,2\n").codes(), ["LG1106"]);
}

#[test]
fn json_comes_as_lines_list_or_object() {
    let one = "{\"text\":\"One.\",\"tags\":[{\"text\":\"no\"}]}";
    let two = "{\n \"title\": \"x\",\n \"text\": \"Two.\"\n}";
    assert_eq!(read("a.json", format!("[{one},\n{two}]").as_bytes()).texts(), ["One.", "Two."]);
    assert_eq!(read("a.json", two.as_bytes()).texts(), ["Two."]);
    assert_eq!(read("-", format!("{two}\n{two}").as_bytes()).texts(), ["Two.", "Two."]);
    let got = read("a.jsonl", format!("{one}\nnot json\n[1]\n\n{one}").as_bytes());
    assert_eq!((got.sources(), got.codes()), (vec!["a.jsonl:1", "a.jsonl:5"], vec!["LG1006", "LG1006"]));
    assert_eq!(got.errors[0].0, "a.jsonl:2");
}
