//! Pages in languages and layouts beyond those of `styles.rs`, and the same pages as lines with all their furniture: the day and the text.

use legation_intake::{Options, read, rendered};
use legation_model::{Article, BlockKind, RawArticle};

/// An article, and what its site writes around it.
struct Text {
    lang: &'static str,
    title: &'static str,
    body: [&'static str; 4],
    /// As the site prints the day.
    date: &'static str,
    day: &'static str,
    menu: &'static str,
    other: [&'static str; 2],
    /// Heading of the comments and one of them.
    comments: &'static str,
    comment: &'static str,
}

include!("wide/texts.rs");

/// Where the day stands.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Layout {
    /// Names of elements say nothing, paragraphs are boxes.
    Nameless,
    /// A caption above the text, a linked headline inside it (not in lines, where nothing tells it from one of its own).
    Gallery,
    /// Paragraphs by double line breaks inside of nested tables, the day below the text.
    Below,
}

fn page(t: &Text, layout: Layout, lines: bool) -> String {
    let menu = t.menu.split(' ').flat_map(|m| ["<li><a href='/m'>", m, "</a>"]).collect::<String>();
    let menu = format!("<ul>{}</ul>", menu.repeat(4));
    let card = |i: usize| format!("<div><a href='/{i}'>{}</a></div>", t.other[i % 2]);
    let cards: String = (0..6).map(card).collect();
    let talk = |i: usize| {
        format!(
            "<div><b>user{i}</b> <span>{i}.7.2024 12:0{i}</span><p>{0} {0}</p><a href='#'>+{i}</a></div>",
            t.comment
        )
    };
    let talks: String = (1..8).map(talk).collect();
    let (title, date) = (t.title, t.date);
    let body = match layout {
        Layout::Nameless => format!(
            "<div>{menu}</div><div><div><h1>{title}</h1><div>{date}</div>{}</div><div>{cards}</div></div><div><h3>{}</h3>{talks}</div>",
            t.body.map(|p| format!("<div>{p}</div>")).concat(),
            t.comments
        ),
        Layout::Gallery => format!(
            "<nav>{menu}</nav><main><h1>{title}</h1><p><span>{date}</span></p><figure><img src=x><figcaption>{}</figcaption></figure>\
             <p>{}</p><p>{}</p>{}<p>{}</p><p>{}</p></main><section id=comments><h3>{}</h3>{talks}</section><footer>{menu}</footer>",
            t.other[0],
            t.body[0],
            t.body[1],
            if lines { String::new() } else { card(1) },
            t.body[2],
            t.body[3],
            t.comments
        ),
        Layout::Below => format!(
            "<table><tr><td>{menu}<td><table><tr><td><b>{title}</b><tr><td>{}<tr><td><i>{date}</i></table><td>{cards}</table>",
            t.body.join("<br><br>")
        ),
    };
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    )
}

fn article(bytes: &str) -> Article {
    let raw =
        RawArticle { source: "x".to_owned(), bytes: bytes.as_bytes().to_vec(), ..RawArticle::default() };
    read(&raw, &Options::default()).expect("an article")
}

/// What is wrong with the article: its day, the lines of its text.
fn faults(t: &Text, a: &Article, markup: bool, what: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let day = a.published.as_ref().and_then(|p| p.start).map(|d| d.to_string());
    if day.as_deref() != Some(t.day) {
        faults.push(format!("{} {what}: day {day:?}, not {}", t.lang, t.day));
    }
    let body: Vec<&str> =
        a.blocks.iter().filter(|b| b.kind != BlockKind::Title).map(|b| b.span.slice(&a.text)).collect();
    if body != t.body {
        faults.push(format!("{} {what}: {body:#?}", t.lang));
    }
    if markup && a.title.map(|s| s.slice(&a.text)) != Some(t.title) {
        faults.push(format!("{} {what}: title {:?}", t.lang, a.title.map(|s| s.slice(&a.text))));
    }
    if a.lang.code() != t.lang {
        faults.push(format!("{} {what}: read as {}", t.lang, a.lang.code()));
    }
    faults
}

const LAYOUTS: [Layout; 3] = [Layout::Nameless, Layout::Gallery, Layout::Below];

#[test]
fn pages_in_other_languages() {
    let told =
        |t: &Text| LAYOUTS.map(|l| faults(t, &article(&page(t, l, false)), true, &format!("{l:?}"))).concat();
    let faults: Vec<String> = TEXTS.iter().flat_map(told).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_same_pages_as_lines() {
    let told = |t: &Text| {
        LAYOUTS
            .map(|l| faults(t, &article(&rendered(&page(t, l, true))), false, &format!("{l:?} as lines")))
            .concat()
    };
    let faults: Vec<String> = TEXTS.iter().flat_map(told).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
