//! Articles as JSON Lines that `legation code` and `legation add` take.

use std::io::{self, Read as _, Write};

use flate2::read::MultiGzDecoder;
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::http::Reply;

/// An article on its way out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) text: Option<String>,
}

impl Entry {
    /// Writes one line.
    pub(crate) fn write(&self, feed: &str, fetched: Timestamp, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Map::new();
        let mut put = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                line.insert(name.to_owned(), Value::String(value.to_owned()));
            }
        };
        put("id", Some(&self.key));
        put("url", self.url.as_deref());
        put("title", self.title.as_deref());
        put("published", self.published.as_deref());
        put("lang", self.lang.as_deref());
        put("publisher", self.publisher.as_deref());
        put("author", self.author.as_deref());
        put("feed", Some(feed));
        put("fetched", Some(&fetched.to_string()));
        put("text", self.text.as_deref());
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")
    }
}

/// The body of an answer without its packing.
///
/// # Errors
/// In words: damaged, or more than `limit` bytes.
pub(crate) fn unpacked(reply: Reply, limit: usize) -> Result<Vec<u8>, String> {
    if !reply.body.starts_with(&[0x1f, 0x8b, 8]) {
        return Ok(reply.body);
    }
    let mut plain = Vec::new();
    let read = MultiGzDecoder::new(&*reply.body).take(limit as u64 + 1).read_to_end(&mut plain);
    if plain.len() > limit {
        return Err(format!("unpacks to more than {limit} bytes"));
    }
    read.map(|_| plain).map_err(|e| e.to_string())
}
