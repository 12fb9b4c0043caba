//! Text and pages: one article, the whole input.

use legation_model::RawArticle;

use super::Kind;
use crate::ReadError;
use crate::input::Input;
use crate::item::Article;
use crate::out::{Flow, Out};

pub(super) const KIND: Kind = Kind {
    name: "text",
    extensions: &["txt", "html", "htm", "xhtml"],
    container: false,
    is: |_, _, _| true,
    read,
};

/// Text that is written for machines: it lies beside pages in folders and archives.
const CODE: [&str; 16] = [
    "css", "js", "mjs", "json5", "map", "svg", "py", "rs", "c", "h", "sh", "yml", "yaml", "toml", "ini",
    "sql",
];

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let limit = out.options.max_bytes;
    let mut bytes = Vec::new();
    let place = input.whole();
    let extension = input.extension();
    if CODE.contains(&extension.as_str()) {
        let what = format!("a file of kind .{extension}");
        return out.problem(place, ReadError::Unsupported { what });
    }
    match input.take_bytes(limit as u64 + 1, limit + 1, &mut bytes) {
        Err(e) => return out.problem(place, e),
        Ok(_) if bytes.len() > limit => return out.problem(place, ReadError::TooLarge { limit }),
        Ok(_) => {}
    }
    let raw = RawArticle { source: input.name.clone(), bytes, ..RawArticle::default() };
    out.article(place, Article { raw, notes: Vec::new() })
}
