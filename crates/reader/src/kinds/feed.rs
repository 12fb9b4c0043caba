//! Feeds in XML: RSS 0.9 to 2.0, RDF, Atom. (JSON Feed is read by `json.rs`.)

use jiff::fmt::rfc2822::DateTimeParser;
use legation_intake::{decode, unescape};
use legation_model::RawArticle;

use super::{Kind, PLAIN, start};
use crate::columns::is_markup;
use crate::input::Input;
use crate::item::{Article, Listing};
use crate::out::{Flow, Out};
use crate::xml::{Child, Elements, children, declared, local, text};
use crate::{Place, ReadError};

pub(super) const KIND: Kind = Kind {
    name: "feed",
    extensions: &["rss", "atom", "xml", "rdf"],
    container: false,
    is: |head, extension, _| {
        !PLAIN.contains(&extension) && has_root(head, &["rss", "feed", "rdf:rdf", "channel"])
    },
    read,
};

/// Whether the first tag that is neither declaration nor comment has one of these names (lower case).
pub(super) fn has_root(head: &[u8], names: &[&str]) -> bool {
    let head = String::from_utf8_lossy(start(head));
    let mut rest = head.as_ref();
    while let Some(tag) = rest.strip_prefix('<') {
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, r)| r).trim_start();
        } else if tag.starts_with(['?', '!']) {
            rest = tag.split_once('>').map_or("", |(_, r)| r).trim_start();
        } else {
            let end =
                tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
            let name = tag[..end].to_ascii_lowercase();
            return names.iter().any(|n| *n == name || *n == local(&name));
        }
    }
    false
}

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let mut channel: Option<Channel> = None;
    records(input, out, &["item", "entry"], &mut |head, inner, place, out| {
        let channel = channel.get_or_insert_with(|| Channel::of(head));
        article(inner, channel, place, out)
    })
}

/// Hands every record of a document with its place to `take`, decoded; what is too long, cut off or no text is told.
pub(super) fn records(
    input: &mut Input<'_>,
    out: &mut Out<'_>,
    names: &[&str],
    take: &mut dyn FnMut(&str, &str, Place, &mut Out<'_>) -> Flow,
) -> Flow {
    let limit = out.options.max_bytes;
    let mut elements = Elements::new(names);
    let mut about: Option<(Option<String>, String)> = None;
    let mut record = 0;
    loop {
        let begin = input.offset();
        let next = elements.next(input, limit);
        record += 1;
        let element = match next {
            Ok(Some(element)) => element,
            Ok(None) => return Flow::Continue(()),
            Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
                return out.problem(input.place(record, begin), ReadError::CutOff { what: "a record" });
            }
            Err(e) => {
                let error = ReadError::from(e);
                let goes_on = error.goes_on();
                out.problem(input.place(record, begin), error)?;
                if goes_on {
                    continue;
                }
                return Flow::Continue(());
            }
        };
        let place = input.place(record, element.byte);
        if element.long {
            out.problem(place, ReadError::TooLarge { limit })?;
            continue;
        }
        let (charset, head) = about.get_or_insert_with(|| {
            let charset = declared(&elements.head);
            let head = decode(&elements.head, charset.as_deref()).map(|d| d.text).unwrap_or_default();
            (charset, head)
        });
        let decoded = match decode(&element.inner, charset.as_deref()) {
            Ok(decoded) => decoded,
            Err(e) => {
                out.problem(place, e)?;
                continue;
            }
        };
        take(head, &decoded.text, place, out)?;
    }
}

/// What a feed says of all its articles.
struct Channel {
    lang: Option<String>,
    title: Option<String>,
}

impl Channel {
    fn of(head: &str) -> Self {
        // The tags around the records are open here: their children are read as if they stood alone.
        let inner = head.split_once("<channel").map_or(head, |(_, rest)| rest);
        let inner = inner.split_once("<feed").map_or(inner, |(_, rest)| rest);
        let (tag, rest) = inner.split_once('>').unwrap_or(("", inner));
        let all = children(rest);
        let get = |name: &str| all.iter().find(|c| c.name == name).map(Child::text).filter(|t| !t.is_empty());
        let attribute =
            tag.split_once("xml:lang=").and_then(|(_, v)| v.split(['"', '\'']).nth(1)).map(str::to_owned);
        Self { lang: get("language").or_else(|| get("dc:language")).or(attribute), title: get("title") }
    }
}

/// Where the text of a record may stand, the fullest first.
const BODIES: [&str; 6] =
    ["content:encoded", "yandex:full-text", "turbo:content", "content", "description", "summary"];

fn article(inner: &str, channel: &Channel, place: Place, out: &mut Out<'_>) -> Flow {
    let all = children(inner);
    let get = |name: &str| all.iter().find(|c| c.name == name || c.name.strip_prefix("atom:") == Some(name));
    let words = |name: &str| get(name).map(Child::text).filter(|t| !t.is_empty());
    let title = words("title").map(|t| plain(&t)).filter(|t| !t.is_empty());
    let guid = words("guid").filter(|g| g.starts_with("http"));
    let url = words("link")
        .or_else(|| link(&all))
        .or(guid)
        .or_else(|| words("id").filter(|i| i.starts_with("http")));
    let published =
        ["pubDate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "updated"]
            .iter()
            .find_map(|n| words(n))
            .map(|d| iso(&d));
    let lang = words("dc:language").or_else(|| get("content")?.attribute("xml:lang").map(Into::into));
    let lang = lang.or_else(|| channel.lang.clone());
    let author = words("dc:creator").or_else(|| {
        get("author").map(|a| {
            children(a.inner).iter().find(|c| c.name == "name").map_or_else(|| a.text(), Child::text)
        })
    });
    let body = BODIES.iter().filter_map(|n| get(n)).map(body).find(|b| !b.trim().is_empty());
    let Some(body) = body else {
        if url.is_none() && title.is_none() {
            return out.problem(place, ReadError::NoBody);
        }
        return out.listing(place, Listing { url, title, published, lang, publisher: channel.title.clone() });
    };
    let notes = [("feed", channel.title.clone()), ("author", author), ("section", words("category"))];
    let raw = RawArticle {
        source: place.to_string(),
        markup: is_markup(&body),
        bytes: body.into_bytes(),
        charset: Some("utf-8".into()),
        url,
        title,
        published,
        lang,
    };
    let notes = notes.into_iter().filter_map(|(k, v)| Some((k, v.filter(|v| !v.is_empty())?))).collect();
    out.article(place, Article { raw, notes })
}

/// The markup or text of a body. XHTML stands in it as it is; everything else is text that may be markup.
fn body(child: &Child<'_>) -> String {
    if child.attribute("type").as_deref() == Some("xhtml") {
        child.inner.trim().to_owned()
    } else {
        child.text()
    }
}

/// The address of an Atom entry: the alternate link.
fn link(all: &[Child<'_>]) -> Option<String> {
    let links = || all.iter().filter(|c| local(c.name) == "link");
    let plain = links().find(|c| c.attribute("rel").is_none_or(|r| r == "alternate"));
    plain.or_else(|| links().next())?.attribute("href").map(Into::into)
}

/// A headline without markup and references, which feeds often escape twice.
pub(super) fn plain(title: &str) -> String {
    let once = text(title);
    unescape(&once).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Dates of mail as ISO 8601; anything else as it stands.
fn iso(date: &str) -> String {
    static PARSER: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    PARSER
        .parse_zoned(date.trim())
        .map_or_else(|_| date.trim().to_owned(), |z| z.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}
