//! Prints the article of each file named as one JSON line: `cargo run -p legation-intake --example read FILE…`
#![allow(clippy::disallowed_methods, reason = "an example reads files and prints")]

use std::io::Write;

use legation_intake::{Options, read};
use legation_model::{ArticleRecord, RawArticle, Record};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let raw = RawArticle { source: path.clone(), bytes: std::fs::read(&path)?, ..RawArticle::default() };
        match read(&raw, &Options::default()) {
            Ok(article) => {
                serde_json::to_writer(&mut out, &Record::Article(ArticleRecord::from(&article)))?;
                writeln!(out)?;
            }
            Err(e) => writeln!(std::io::stderr(), "{path}: {} {e}", e.code())?,
        }
    }
    Ok(())
}
