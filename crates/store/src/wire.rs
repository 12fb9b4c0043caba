//! An article's lines as on the wire, packed: the article first, its text left out, then its records.

use std::io;

use legation_model::{ArticleRecord, Extraction, Record};

/// Level of zstd: an article packs in a sixth of a millisecond, to a tenth.
const LEVEL: i32 = 3;
/// No article has more than this, in bytes.
const MOST: u64 = 1 << 30;

/// Packs an extraction.
pub(crate) fn pack(extraction: &Extraction) -> io::Result<Vec<u8>> {
    let mut article = extraction.article.clone();
    article.text.clear();
    let mut lines = serde_json::to_string(&Record::Article(article))?;
    for record in &extraction.records {
        lines.push('\n');
        lines.push_str(&serde_json::to_string(record)?);
    }
    squeeze(lines.as_bytes())
}

/// The lines.
pub(crate) fn unpack(packed: &[u8]) -> io::Result<String> {
    String::from_utf8(stretch(packed)?).map_err(io::Error::other)
}

/// The extraction that was packed, with its `text` back.
pub(crate) fn extraction(packed: &[u8], text: String) -> io::Result<Extraction> {
    let lines = unpack(packed)?;
    let mut lines = lines.lines();
    let Record::Article(article) = serde_json::from_str(lines.next().unwrap_or_default())? else {
        return Err(io::Error::other("the first line is no article"));
    };
    let records = lines.map(serde_json::from_str).collect::<Result<_, _>>()?;
    Ok(Extraction { article: ArticleRecord { text, ..article }, records })
}

/// Packs bytes.
pub(crate) fn squeeze(bytes: &[u8]) -> io::Result<Vec<u8>> {
    zstd::bulk::compress(bytes, LEVEL)
}

/// Unpacks bytes.
pub(crate) fn stretch(packed: &[u8]) -> io::Result<Vec<u8>> {
    let size = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten().filter(|s| *s <= MOST);
    let size = size.ok_or_else(|| io::Error::other("broken packing"))?;
    zstd::bulk::decompress(packed, size as usize)
}
