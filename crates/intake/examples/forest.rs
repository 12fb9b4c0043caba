//! Writes what is told of each line of known pages, for fitting `models/lines.tsv` (`tools/lines/forest.py`).
//!
//!     cargo run --release -p legation-intake --example forest -- DIR BODIES.json [page]
//!
//! DIR and BODIES are those of the example `pages`; a file of BODIES that has no `.html` in DIR is read as text. With `page` the lines are those of
//! the markup, without as the example `lines` renders them. A line of output is a line of a page: page, address, words, whether it is the body's,
//! and what is told of it.
// A tool, not the library: it opens files and prints.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use legation_intake::{decode, rendered, told};

#[path = "measure/shingles.rs"]
mod shingles;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, dir, bodies, rest @ ..] = args.as_slice() else {
        return Err("usage: forest DIR BODIES.json [page]".into());
    };
    let bodies: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(bodies)?)?;
    let mut head = false;
    for (id, wanted) in &bodies {
        let file = Path::new(dir).join(format!("{id}.html"));
        let markup = file.exists();
        let bytes = std::fs::read(if markup { file } else { Path::new(dir).join(id) })?;
        let text = decode(&bytes, Some("utf-8"))?.text;
        let text = if markup && rest.is_empty() { rendered(&text) } else { text };
        let (names, lines) = told(&text);
        if !std::mem::replace(&mut head, true) {
            println!("page\taddress\twords\tbody\t{}", names.join("\t"));
        }
        let texts: Vec<&str> = lines.iter().map(|(text, _)| text.as_str()).collect();
        let shares = shingles::inside(wanted["articleBody"].as_str().unwrap_or_default(), &texts);
        for ((text, row), share) in lines.iter().zip(shares) {
            let cells: Vec<String> = row.iter().map(f32::to_string).collect();
            let words = text.split_whitespace().count();
            let address = wanted["url"].as_str().unwrap_or(id);
            println!("{id}\t{address}\t{words}\t{}\t{}", u8::from(share > 0.5), cells.join("\t"));
        }
    }
    Ok(())
}
