//! Scores scraped text: pages rendered to lines with all their furniture, read as plain text, against bodies written down by hand.
//!
//!     cargo run --release -p legation-intake --example lines -- DIR BODIES.json [WORST]
//!
//! DIR and BODIES are those of the example `pages`, and so is the measure. A page is rendered as text browsers do: every element that begins a
//! line begins one, scripts and styles are left out, nothing else is; menus, side columns, comments and footers stay.
// A tool, not the library: it opens files and prints.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use legation_intake::{Options, decode, read, rendered};
use legation_model::{BlockKind, RawArticle};

#[path = "measure/shingles.rs"]
mod shingles;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, dir, bodies, rest @ ..] = args.as_slice() else {
        return Err("usage: lines DIR BODIES.json [WORST]".into());
    };
    let bodies: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(bodies)?)?;
    let mut score = shingles::Score::default();
    let mut whole = shingles::Score::default();
    for (id, wanted) in &bodies {
        let bytes = std::fs::read(Path::new(dir).join(format!("{id}.html")))?;
        let text = rendered(&decode(&bytes, Some("utf-8"))?.text);
        let wanted = wanted["articleBody"].as_str().unwrap_or_default();
        whole.add(id, wanted, &text);
        let raw = RawArticle { source: id.clone(), bytes: text.into_bytes(), ..RawArticle::default() };
        let body = read(&raw, &Options::default()).map_or_else(
            |_| String::new(),
            |a| {
                let kept = a.blocks.iter().filter(|b| b.kind != BlockKind::Title);
                kept.map(|b| b.span.slice(&a.text)).collect::<Vec<_>>().join("\n")
            },
        );
        score.add(id, wanted, &body);
    }
    println!("all lines  {}", whole.line());
    println!("the text   {}", score.line());
    for line in score.worst(rest.first().map_or(Ok(0), |n| n.parse())?) {
        println!("{line}");
    }
    Ok(())
}
