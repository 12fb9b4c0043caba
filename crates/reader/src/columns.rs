//! What the fields of tables and JSON are called: the usual names, and the user's own.

use std::borrow::Cow;

use jiff::Timestamp;
use legation_model::RawArticle;
use serde_json::{Map, Value};

use crate::item::Article;
use crate::{Listing, ReadError};

/// The fields that are read, each with the names it usually has, first choice first.
pub const FIELDS: [(&str, &[&str]); 8] = [
    (
        "text",
        &[
            "text",
            "raw",
            "body",
            "content",
            "maintext",
            "article",
            "articleBody",
            "content_html",
            "content_text",
            "html",
        ],
    ),
    ("title", &["title", "headline", "name"]),
    ("url", &["url", "link", "canonical_url"]),
    (
        "published",
        &[
            "published",
            "date",
            "date_published",
            "date_publish",
            "datePublished",
            "pubDate",
            "published_at",
            "created_at",
            "time",
            "timestamp",
        ],
    ),
    ("source", &["source", "id", "guid"]),
    ("lang", &["lang", "language"]),
    ("publisher", &["publisher", "site", "domain", "source_domain", "outlet"]),
    ("author", &["author", "authors", "byline"]),
];

const TEXT: usize = 0;

/// Names of the fields in the input at hand.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    own: [Option<String>; FIELDS.len()],
}

impl Columns {
    /// With one more name: `title=headline` takes titles from `headline`; `meta.title` leads into an object.
    ///
    /// # Errors
    /// In words, when it is not `FIELD=COLUMN` with a known field.
    pub fn with(mut self, rule: &str) -> Result<Self, String> {
        let (field, column) = rule
            .split_once('=')
            .filter(|(f, c)| !f.is_empty() && !c.is_empty())
            .ok_or_else(|| format!("`{rule}` is not FIELD=COLUMN"))?;
        let at = FIELDS.iter().position(|(name, _)| *name == field).ok_or_else(|| {
            format!("`{field}` is no field; there are {}", FIELDS.map(|(name, _)| name).join(", "))
        })?;
        self.own[at] = Some(column.to_owned());
        Ok(self)
    }

    /// Which columns of a table hold the fields.
    ///
    /// # Errors
    /// No column holds the text.
    pub(crate) fn of_table(&self, head: &[String]) -> Result<[Option<usize>; FIELDS.len()], ReadError> {
        let find = |name: &str| head.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
        let mut found = [None; FIELDS.len()];
        for (at, slot) in found.iter_mut().enumerate() {
            *slot = match &self.own[at] {
                Some(own) => find(own),
                None => FIELDS[at].1.iter().find_map(|name| find(name)),
            };
        }
        if found[TEXT].is_none() {
            return Err(ReadError::NoTextColumn { found: head.join(", ") });
        }
        Ok(found)
    }

    /// Whether the cells look like names of columns, the text's among them.
    pub(crate) fn is_head(&self, cells: &[String]) -> bool {
        self.of_table(cells).is_ok_and(|found| found.iter().flatten().count() > 1)
    }

    /// The fields of a JSON object as text.
    pub(crate) fn of_object(&self, object: &Map<String, Value>) -> Fields {
        let mut fields = Fields::default();
        for (at, slot) in fields.0.iter_mut().enumerate() {
            *slot = match &self.own[at] {
                Some(own) => path(object, own).and_then(words),
                None => FIELDS[at].1.iter().find_map(|name| object.get(*name).and_then(words)),
            };
        }
        fields
    }
}

/// The value under `name`, or under the dotted path.
fn path<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    if let Some(value) = object.get(name) {
        return Some(value);
    }
    let mut parts = name.split('.');
    let mut value = object.get(parts.next()?)?;
    for part in parts {
        value = value.get(part)?;
    }
    Some(value)
}

/// A value as text: numbers as they are written, the first name or date of an object, lists joined.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => Cow::Borrowed(text.as_str()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Array(list) => Cow::Owned(list.iter().filter_map(words).collect::<Vec<_>>().join(", ")),
        Value::Object(object) if object.contains_key("start") => {
            // A date as this program writes it.
            let time = object.get("time").and_then(Value::as_str).map(|t| format!("T{t}"));
            Cow::Owned(object.get("start")?.as_str()?.to_owned() + &time.unwrap_or_default())
        }
        Value::Object(object) => {
            Cow::Owned(["name", "rendered", "value"].iter().find_map(|k| object.get(*k).and_then(words))?)
        }
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.trim().is_empty()).then(|| text.into_owned())
}

/// The fields of one record, in the order of [`FIELDS`].
#[derive(Debug, Default)]
pub(crate) struct Fields(pub(crate) [Option<String>; FIELDS.len()]);

/// What a record is.
pub(crate) enum Made {
    Article(Article),
    Listing(Listing),
}

impl Fields {
    /// The article of the record, or its listing where it has no text; `place` names it where it has no name itself.
    ///
    /// # Errors
    /// Neither text nor address nor headline.
    pub(crate) fn make(self, place: &str) -> Result<Made, ReadError> {
        let [text, title, url, published, source, lang, publisher, author] = self.0;
        let published = published.map(day_of_seconds);
        let Some(text) = text else {
            if url.is_none() && title.is_none() {
                return Err(ReadError::NoBody);
            }
            return Ok(Made::Listing(Listing { url, title, published, lang, publisher }));
        };
        let notes = [("publisher", publisher), ("author", author)];
        Ok(Made::Article(Article {
            raw: RawArticle {
                source: source.unwrap_or_else(|| place.to_owned()),
                markup: is_markup(&text),
                bytes: text.into_bytes(),
                charset: Some("utf-8".into()),
                url,
                title,
                published,
                lang,
            },
            notes: notes.into_iter().filter_map(|(k, v)| Some((k, v?))).collect(),
        }))
    }
}

/// Seconds or milliseconds since 1970 as a date; anything else as it stands.
fn day_of_seconds(text: String) -> String {
    let Ok(number) = text.trim().parse::<f64>() else { return text };
    // Between 1990 and 2100; a number like 20240704 is no such time.
    let seconds = if number > 1e11 { number / 1000.0 } else { number };
    if !(6.3e8..4.1e9).contains(&seconds) {
        return text;
    }
    Timestamp::from_second(seconds as i64).map_or(text, |t| t.to_string())
}

/// Whether a text that was carried inside of something is markup: it closes a tag, or breaks lines with one.
pub(crate) fn is_markup(text: &str) -> bool {
    [
        "</p>",
        "</div>",
        "<br>",
        "<br/>",
        "<br />",
        "</a>",
        "</li>",
        "</h2>",
        "</strong>",
        "</em>",
        "</span>",
        "<p>",
        "</figure>",
    ]
    .iter()
    .any(|tag| memchr::memmem::find(text.as_bytes(), tag.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(json: &str) -> Map<String, Value> {
        serde_json::from_str(json).expect("object")
    }

    #[test]
    fn own_names_replace_the_usual_ones() {
        let columns =
            Columns::default().with("title=meta.kicker").expect("rule").with("text=lead").expect("rule");
        let fields = columns
            .of_object(&object(r#"{"text":"No.","lead":"Yes.","title":"No","meta":{"kicker":"Yes"}}"#));
        assert_eq!(fields.0[0].as_deref(), Some("Yes."));
        assert_eq!(fields.0[1].as_deref(), Some("Yes"));
        assert!(Columns::default().with("headline=title").is_err());
        assert!(Columns::default().with("title").is_err());
    }

    #[test]
    fn values_of_all_kinds_become_words() {
        let fields = Columns::default().of_object(&object(
            r#"{"body":"Text.","id":17,"authors":[{"name":"A. B."},"C. D."],"timestamp":1720092240,"title":null,"headline":"H"}"#,
        ));
        let Made::Article(article) = fields.make("f:1").expect("article") else { panic!("text is there") };
        assert_eq!(article.raw.source, "17");
        assert_eq!(article.raw.title.as_deref(), Some("H"));
        assert_eq!(article.raw.published.as_deref(), Some("2024-07-04T11:24:00Z"));
        assert_eq!(article.notes, [("author", "A. B., C. D.".to_owned())]);
    }

    #[test]
    fn without_text_there_is_a_listing_or_nothing() {
        let columns = Columns::default();
        let made = columns.of_object(&object(r#"{"url":"https://example.org/a","text":" "}"#)).make("f:1");
        assert!(matches!(made, Ok(Made::Listing(l)) if l.url.as_deref() == Some("https://example.org/a")));
        assert!(matches!(columns.of_object(&object("{}")).make("f:1"), Err(ReadError::NoBody)));
    }
}
