//! Pages of markup: what is read, what is left out and why, and the way back to the bytes.

use std::time::{Duration, Instant};

use legation_intake::{Options, read};
use legation_model::{Article, BlockKind, Lang, RawArticle};

fn article(bytes: impl Into<Vec<u8>>) -> Article {
    let raw = RawArticle { source: "page.html".to_owned(), bytes: bytes.into(), ..RawArticle::default() };
    read(&raw, &Options::default()).expect("an article")
}

fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks.iter().map(|b| (b.kind, b.span.slice(&article.text))).collect()
}

const AGENCY: &str = r#"<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>Министры двух стран обсудили порты — Вестник гавани</title>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Министры двух стран обсудили порты",
"datePublished":"2024-03-14T18:20:00+03:00","publisher":{"@type":"Organization","name":"Вестник гавани"},"author":[{"name":"Мария Озерова"}]}</script>
<style>.a{color:red}</style></head>
<body class="has-sidebar">
<header><nav><ul><li><a href="/">Главная</a><li><a href="/w">В мире</a><li><a href="/e">Экономика</a></ul></nav></header>
<div class="breadcrumbs"><a href="/">Главная</a> / <a href="/w">В мире</a></div>
<div class="layout"><div class="content">
<h1>Министры двух стран обсудили порты</h1>
<div class="share">Поделиться: <a>VK</a> <a>Telegram</a></div>
<div class="article__body">
<p>Министры транспорта Норвегии и&nbsp;Исландии обсудили в&nbsp;Осло работу портов, сообщила пресс-служба ведомства.
<p>&laquo;Мы договорились открыть линию к&nbsp;осени&raquo;, &mdash; сказал <b>министр</b> после <a href="/t">переговоров</a>.<br><br>По его словам, стороны подпишут меморандум в&nbsp;мае.
<div class="related-inline"><a href="/x">Читайте также: Порты ждут кораблей</a></div>
<p>Следующая встреча пройдет в&nbsp;Рейкьявике.</p>
</div>
<div class="comments"><h3>Комментарии</h3><p>Я давно говорил, что линия нужна, и вот наконец договорились, посмотрим.</p>
<p>А билеты сколько будут стоить? Никто опять ничего не сказал про цены, как всегда.</p></div>
</div><aside><h4>Популярное</h4><p>Цена на рыбу выросла, рассказали продавцы на рынке в субботу утром.</p></aside></div>
<footer>© 2024 Вестник гавани. Все права защищены.</footer></body></html>"#;

#[test]
fn an_agency_page() {
    let a = article(AGENCY);
    let got = blocks(&a);
    assert_eq!(got[0], (BlockKind::Title, "Министры двух стран обсудили порты"));
    let text: Vec<&str> = got[1..].iter().map(|b| b.1).collect();
    assert_eq!(
        text,
        [
            "Министры транспорта Норвегии и Исландии обсудили в Осло работу портов, сообщила пресс-служба ведомства.",
            "«Мы договорились открыть линию к осени», — сказал министр после переговоров.",
            "По его словам, стороны подпишут меморандум в мае.",
            "Следующая встреча пройдет в Рейкьявике.",
        ]
    );
    assert_eq!(a.lang, Lang::Ru);
    let published = a.published.as_ref().expect("a date");
    assert_eq!(published.start.expect("a day").to_string(), "2024-03-14");
    assert_eq!(published.time.as_deref(), Some("18:20+03:00"));
    assert_eq!(published.from.as_deref(), Some("json-ld"));
    assert_eq!(a.author.as_deref(), Some("Мария Озерова"));
    assert_eq!(a.publisher.as_deref(), Some("Вестник гавани"));
}

#[test]
fn what_is_left_out_has_its_reason_and_place() {
    let a = article(AGENCY);
    let reason_of = |words: &str| {
        let at = u32::try_from(AGENCY.find(words).expect("words of the page")).expect("small");
        a.dropped.iter().find(|d| (d.raw_start..d.raw_end).contains(&at)).map(|d| d.reason.as_str())
    };
    assert_eq!(reason_of("Я давно говорил"), Some("comments"));
    assert_eq!(reason_of("Цена на рыбу"), Some("side"));
    assert_eq!(reason_of("Читайте также"), Some("related"));
    assert_eq!(reason_of("Экономика"), Some("menu"));
    assert_eq!(reason_of("© 2024"), Some("footer"));
}

#[test]
fn every_block_leads_back_to_its_bytes() {
    for page in [
        AGENCY.as_bytes().to_vec(),
        encoding_rs::WINDOWS_1251.encode(&AGENCY.replace("utf-8", "windows-1251")).0.into_owned(),
    ] {
        let encoding =
            if std::str::from_utf8(&page).is_ok() { encoding_rs::UTF_8 } else { encoding_rs::WINDOWS_1251 };
        let a = article(page.clone());
        for block in &a.blocks {
            let words: String = block
                .raw
                .iter()
                .map(|s| {
                    encoding
                        .decode_without_bom_handling(&page[s.start as usize..s.end as usize])
                        .0
                        .into_owned()
                })
                .collect();
            let plain = |s: &str| s.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let words = words
                .replace("&nbsp;", "")
                .replace("&laquo;", "")
                .replace("&raquo;", "")
                .replace("&mdash;", "");
            assert_eq!(plain(&words), plain(block.span.slice(&a.text)));
        }
    }
}

#[test]
fn the_character_set_that_a_page_declares() {
    let page = AGENCY.replace("utf-8", "koi8-r").replace('©', "(c)").replace('—', "-");
    let a = article(encoding_rs::KOI8_R.encode(&page).0.into_owned());
    assert!(a.text.contains("Министры транспорта Норвегии"), "{}", a.text);
}

#[test]
fn cards_of_other_articles_stay_out() {
    let card = |i: u32| {
        format!(
            "<li><div><h3><a href='/{i}'>Harbour story number {i} with a long headline</a></h3><p>The first sentence of story {i} tells in short what it is about, and no more.</p></div></li>"
        )
    };
    let cards: String = (1..9).map(card).collect();
    let page = format!(
        "<html><body><main><h1>Envoys meet in Bergen</h1><p>Envoys of both countries met in Bergen on Monday and agreed to meet again.</p>\
         <p>The talks lasted four hours, according to a statement of the foreign ministry.</p><p>No date was set for the next round.</p>\
         <ul>{cards}</ul></main></body></html>"
    );
    let a = article(page);
    let got = blocks(&a);
    assert_eq!(got.len(), 4, "{got:?}");
    assert_eq!(got[3].1, "No date was set for the next round.");
}

#[test]
fn a_stub_before_a_paywall_is_read() {
    let a = article(
        "<html><head><meta property='og:title' content='Two capitals reopen embassies'></head><body><div class='menu'>Home World</div>\
         <article><h1>Two capitals reopen embassies</h1><div class='paywall-content'><p>The two governments said on Friday that embassies would reopen.</p></div>\
         <div class='subscribe'><p>Subscribe now to read the rest of this story and get full access every day.</p></div></article></body></html>",
    );
    assert_eq!(blocks(&a).len(), 2);
    assert!(a.text.ends_with("embassies would reopen."), "{}", a.text);
}

#[test]
#[allow(clippy::disallowed_methods)] // A test may look at the clock.
fn hostile_pages_end_soon() {
    let text = "<p>The ministers met in Bergen on Monday and agreed to meet again in the spring, officials said.</p>";
    let nested = "<div>".repeat(1_000_000) + text;
    let cells = "<table><tr><td>".repeat(200_000) + text;
    let quotes = "<a href=\"".repeat(300_000) + text;
    let links = "<li><a href=x>A linked headline of five words</a></li>".repeat(40_000) + text;
    let entities = "&#1;&bogus;&#x110000;&".repeat(100_000) + text;
    let comments = "<!-- <p>".repeat(200_000) + text;
    let json = format!("<script type='application/ld+json'>{}</script>{text}", "[".repeat(500_000));
    for (name, page) in [
        ("nested", nested),
        ("cells", cells),
        ("quotes", quotes),
        ("links", links),
        ("entities", entities),
        ("comments", comments),
        ("json", json),
    ] {
        let raw = RawArticle {
            source: name.to_owned(),
            bytes: format!("<html><body>{page}").into_bytes(),
            ..RawArticle::default()
        };
        let start = Instant::now();
        let _ = read(&raw, &Options::default());
        // Generous: the tests run unoptimised and side by side.
        assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn what_the_pages_of_a_site_have_in_common_is_left_out() {
    let page = |i: u32, words: &str| {
        RawArticle {
        source: format!("{i}.html"),
        url: Some(format!("https://harbour.example/{i}")),
        bytes: format!(
            "<html><body><article><h1>Story number {i} of the coast</h1><p>{words} met in Bergen on Monday and agreed to meet again in spring.</p>\
             <p>The talks of {words} lasted four hours, according to a statement.</p>\
             <p>Harbour News has told the stories of the coast since the lighthouse was built.</p></article></body></html>"
        )
        .into_bytes(),
        ..RawArticle::default()
    }
    };
    let pages = [page(1, "Envoys"), page(2, "Ministers"), page(3, "Captains")];
    let slogan = "since the lighthouse was built";
    assert!(read(&pages[0], &Options::default()).expect("an article").text.contains(slogan));
    for article in legation_intake::read_all(&pages, &Options::default()) {
        let article = article.expect("an article");
        assert!(
            !article.text.contains(slogan) && article.text.contains("lasted four hours"),
            "{}",
            article.text
        );
        assert!(article.dropped.iter().any(|d| d.reason == "site"));
    }
    // Two pages are too few to tell.
    let two = legation_intake::read_all(&pages[..2], &Options::default());
    assert!(two.into_iter().all(|a| a.expect("an article").text.contains(slogan)));
}

#[test]
fn claims_that_contradict_each_other_stay_side_by_side() {
    let page = AGENCY.replace("<h1>", "<time datetime='2024-03-15T08:00:00+03:00'>15 марта</time><h1>");
    let raw =
        RawArticle { source: "page.html".to_owned(), bytes: page.into_bytes(), ..RawArticle::default() };
    let claims = legation_intake::reading(&raw, &Options::default()).expect("an article").claims;
    let days: Vec<(&str, &str)> =
        claims.iter().filter(|c| c.field == "published").map(|c| (c.from, c.value.as_str())).collect();
    assert_eq!(days, [("json-ld", "2024-03-14 18:20+03:00"), ("time", "2024-03-15 08:00+03:00")]);
    assert!(claims.iter().any(|c| c.field == "publisher" && c.value == "Вестник гавани"));
    assert!(claims.iter().all(|c| c.confidence > 0.0 && c.confidence <= 1.0));
}

#[test]
fn a_live_blog_keeps_its_entries() {
    let entry = |i: u32| {
        format!(
            "<div class='live-entry'><time datetime='2024-07-04T1{i}:00:00Z'>1{i}:00</time><p>Entry number {i}: the envoys left the hall after another hour of talks, witnesses said.</p></div>"
        )
    };
    let page = format!(
        "<html><body><main><h1>Talks in Bergen: live</h1><p>Envoys of both countries meet in Bergen today to discuss the bridge.</p>{}</main></body></html>",
        (0..8).rev().map(entry).collect::<String>()
    );
    let a = article(page);
    assert!(a.text.contains("Entry number 0:") && a.text.contains("Entry number 7:"), "{}", a.text);
}
