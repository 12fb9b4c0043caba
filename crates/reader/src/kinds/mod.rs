//! The kinds of input, one file each. To add one: a file here with a `KIND`, and its line in [`KINDS`].

mod csv;
mod feed;
mod foreign;
mod gzip;
mod json;
mod sitemap;
mod tar;
mod text;
mod warc;
mod zip;
mod zstd;

use crate::ReadError;
use crate::input::Input;
use crate::out::{Flow, Out};

/// One kind of input.
pub struct Kind {
    /// Short name.
    pub name: &'static str,
    /// Usual extensions, the first one for choice.
    pub extensions: &'static [&'static str],
    /// Whether other inputs lie inside of it.
    pub container: bool,
    /// Whether an input with these first bytes and this extension (lower case) is of this kind.
    is: fn(&[u8], &str, &Out<'_>) -> bool,
    read: fn(&mut Input<'_>, &mut Out<'_>) -> Flow,
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Every kind, asked in this order; text takes what is left.
pub const KINDS: &[Kind] = &[
    gzip::KIND,
    zstd::KIND,
    zip::KIND,
    tar::KIND,
    warc::KIND,
    foreign::KIND,
    csv::KIND,
    sitemap::KIND,
    feed::KIND,
    json::KIND,
    text::KIND,
];

/// How many first bytes tell the kind.
const HEAD: usize = 2048;

/// Extensions of text that is never told by its first bytes to be something else that is text.
pub(crate) const PLAIN: [&str; 8] = ["txt", "text", "html", "htm", "xhtml", "shtml", "md", "php"];

/// Finds out what `input` is and reads it.
pub(crate) fn open(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let extension = input.extension();
    let mut failed = false;
    let kind = loop {
        match input.peek(HEAD) {
            // All there was has failed.
            Ok([]) if failed => return Flow::Continue(()),
            Ok(head) => break KINDS.iter().find(|k| (k.is)(head, &extension, out)).unwrap_or(&text::KIND),
            Err(e) => {
                failed = true;
                let error = ReadError::from(e);
                let goes_on = error.goes_on();
                out.problem(input.whole(), error)?;
                if !goes_on {
                    return Flow::Continue(());
                }
            }
        }
    };
    if kind.container && out.depth >= out.options.max_depth {
        let limit = out.options.max_depth;
        return out.problem(input.whole(), ReadError::TooDeep { limit });
    }
    (kind.read)(input, out)
}

/// Reads what lies inside of a container.
pub(crate) fn inside(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    out.depth += 1;
    let flow = open(input, out);
    out.depth -= 1;
    flow
}

/// Whether a member of an archive is none that was meant: folders' own files, the system's.
pub(crate) fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\'])
        .any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX")
}

/// The head without a byte-order mark and leading white space.
pub(crate) fn start(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start()
}
