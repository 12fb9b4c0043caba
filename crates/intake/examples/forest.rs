//! Writes what is told of each line of known pages, for fitting `models/lines.tsv` (`tools/lines/forest.py`).
//!
//!     cargo run --release -p legation-intake --example forest -- DIR BODIES.json [page]
//!
//! DIR and BODIES are those of the example `pages`; a file of BODIES that has no `.html` in DIR is read as text. With `page` the lines are those of
//! the markup, without as the example `lines` renders them. A line of output is a line of a page: page, address, words, whether it is the body's,
//! and what is told of it.
// A tool, not the library: it opens files and prints.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::error::Error;

use legation_intake::{decode, rendered, told};
use legation_model::RawArticle;

#[path = "measure/shingles.rs"]
mod shingles;

fn main() -> Result<(), Box<dyn Error>> {
    let (dir, bodies, rest) = shingles::set("usage: forest DIR BODIES.json [page]")?;
    let mut head = false;
    for (id, wanted) in &bodies {
        let file = dir.join(format!("{id}.html"));
        let markup = file.exists();
        let bytes = std::fs::read(if markup { file } else { dir.join(id) })?;
        let text = decode(&bytes, Some("utf-8"))?.text;
        let text = if markup && rest.is_empty() { rendered(&text) } else { text };
        let raw = RawArticle { source: id.clone(), bytes: text.into_bytes(), ..RawArticle::default() };
        let (names, lines) = told(&raw)?;
        if !std::mem::replace(&mut head, true) {
            println!("page\taddress\twords\tbody\t{}", names.join("\t"));
        }
        let texts: Vec<&str> = lines.iter().map(|(text, _)| text.as_str()).collect();
        let shares = shingles::inside(shingles::wanted(wanted), &texts);
        for ((text, row), share) in lines.iter().zip(shares) {
            let cells: Vec<String> = row.iter().map(f32::to_string).collect();
            let words = text.split_whitespace().count();
            let address = wanted["url"].as_str().unwrap_or(id);
            println!("{id}\t{address}\t{words}\t{}\t{}", u8::from(share > 0.5), cells.join("\t"));
        }
    }
    Ok(())
}
