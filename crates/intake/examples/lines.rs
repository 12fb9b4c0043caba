//! Scores scraped text: pages rendered to lines with all their furniture, read as plain text, against bodies written down by hand.
//!
//!     cargo run --release -p legation-intake --example lines -- DIR BODIES.json [WORST]
//!
//! DIR and BODIES are those of the example `pages`, and so is the measure. A page is rendered as text browsers do: every element that begins a
//! line begins one, scripts and styles are left out, nothing else is; menus, side columns, comments and footers stay.
// A tool, not the library: it opens files and prints.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::error::Error;

use legation_intake::{Options, decode, read, rendered};
use legation_model::RawArticle;

#[path = "measure/shingles.rs"]
mod shingles;

fn main() -> Result<(), Box<dyn Error>> {
    let (dir, bodies, rest) = shingles::set("usage: lines DIR BODIES.json [WORST]")?;
    let mut score = shingles::Score::default();
    let mut whole = shingles::Score::default();
    for (id, page) in &bodies {
        let bytes = std::fs::read(dir.join(format!("{id}.html")))?;
        let text = rendered(&decode(&bytes, Some("utf-8"))?.text);
        let wanted = shingles::wanted(page);
        whole.add(id, wanted, &text);
        let raw = RawArticle { source: id.clone(), bytes: text.into_bytes(), ..RawArticle::default() };
        score.add(
            id,
            wanted,
            &read(&raw, &Options::default()).map_or_else(|_| String::new(), |a| shingles::body(&a)),
        );
    }
    println!("all lines  {}", whole.line());
    println!("the text   {}", score.line());
    for line in score.worst(rest.first().map_or(Ok(0), |n| n.parse())?) {
        println!("{line}");
    }
    Ok(())
}
