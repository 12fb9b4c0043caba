//! What reads, and what is read: the keys by which the store knows a run and a document again.

use legation_model::RawArticle;
use serde::Serialize;

/// What reads: two runs with the same manifest read the same of the same bytes.
#[derive(Debug, Clone, Serialize)]
pub struct Manifest {
    /// Name and version of the program.
    pub program: String,
    /// Hash of the code and data that decide what is read.
    pub rules: String,
    /// Language packs: code, hash.
    pub packs: Vec<(String, String)>,
    /// Hash of the built-in lexicon.
    pub lexicon: String,
    /// Folders of the user's own words: `name@hash`.
    pub own: Vec<String>,
    /// Settings that change what is read: name, value.
    pub config: Vec<(String, String)>,
}

impl Manifest {
    /// The key of the run.
    pub(crate) fn key(&self) -> String {
        digest([serde_json::to_string(self).unwrap_or_default().as_bytes()])
    }

    /// Pairs as a JSON object in their order.
    pub(crate) fn object(pairs: &[(String, String)]) -> String {
        let fields = pairs.iter().map(|(k, v)| (k.clone(), serde_json::Value::from(v.as_str())));
        serde_json::Value::Object(fields.collect()).to_string()
    }
}

/// A raw article as the store knows it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Hash of address (or file name), bytes, and what the carrier said of them.
    pub key: String,
    /// Where it came from.
    pub source: String,
    /// Address.
    pub url: Option<String>,
    /// BLAKE3 of the bytes.
    pub raw_hash: String,
    /// How many bytes.
    pub raw_size: u64,
}

impl Input {
    /// Hashes a raw article.
    pub fn of(raw: &RawArticle) -> Self {
        let source = raw.source.replace('\\', "/");
        // As for the ids of articles: a file may be moved to another folder and stays the same.
        let place = raw.url.as_deref().unwrap_or_else(|| source.rsplit('/').next().unwrap_or_default());
        let said = [&raw.charset, &raw.title, &raw.published, &raw.lang];
        let said = said.map(|s| s.as_deref().map_or_else(|| "-".to_owned(), |s| format!("+{s}")));
        // What the carrier calls markup is read otherwise.
        let said = said.iter().map(String::as_bytes).chain(raw.markup.then_some(&b"markup"[..]));
        let parts = [place.as_bytes(), &raw.bytes].into_iter().chain(said);
        Self {
            key: digest(parts),
            url: raw.url.clone(),
            raw_hash: blake3::hash(&raw.bytes).to_hex().to_string(),
            raw_size: raw.bytes.len() as u64,
            source,
        }
    }
}

/// 32 hex digits over parts, each set off from the next.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = blake3::Hasher::new();
    for part in parts {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().to_hex().chars().take(32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_file_does_not_count_and_all_else_does() {
        let raw = |source: &str, bytes: &str, title: Option<&str>| {
            let raw = RawArticle {
                source: source.to_owned(),
                bytes: bytes.as_bytes().to_vec(),
                title: title.map(str::to_owned),
                ..RawArticle::default()
            };
            Input::of(&raw).key
        };
        let first = raw("a/1.txt", "Мир", None);
        assert_eq!(first, raw("b\\1.txt", "Мир", None));
        assert_ne!(first, raw("a/2.txt", "Мир", None));
        assert_ne!(first, raw("a/1.txt", "Мир.", None));
        assert_ne!(first, raw("a/1.txt", "Мир", Some("")));
    }
}
