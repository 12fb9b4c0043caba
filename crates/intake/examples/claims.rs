//! What pages claim of themselves, and which day is believed.
//!
//!     cargo run --release -p legation-intake --example claims -- PAGE…
// A tool, not the library: it opens files and prints.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::error::Error;

use legation_intake::{Options, Reading, reading};
use legation_model::RawArticle;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let raw = RawArticle { source: path.clone(), bytes: std::fs::read(&path)?, ..RawArticle::default() };
        let Ok(Reading { article, claims }) = reading(&raw, &Options::default()) else {
            println!("{path}: no article");
            continue;
        };
        let published = article.published.as_ref().and_then(|p| Some((p.start?, p.from.clone()?)));
        let published = published.map_or("no day".to_owned(), |(day, from)| format!("{day} by {from}"));
        let title = article.title.map_or("", |t| t.slice(&article.text));
        println!("{path}: {published}, {}, {title}", article.lang.code());
        for claim in claims {
            println!("    {}\t{}\t{:.2}\t{}", claim.field, claim.from, claim.confidence, claim.value);
        }
    }
    Ok(())
}
