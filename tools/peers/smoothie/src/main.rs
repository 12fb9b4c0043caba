//! Scores and times dom_smoothie: `cargo run --release --manifest-path tools/peers/smoothie/Cargo.toml -- DIR BODIES.json`.

use std::error::Error;
use std::time::{Duration, Instant};

#[path = "../../../../crates/intake/examples/measure/shingles.rs"]
mod shingles;

fn main() -> Result<(), Box<dyn Error>> {
    let (dir, bodies, _) = shingles::set("usage: smoothie DIR BODIES.json")?;
    let mut spent = Duration::ZERO;
    let mut score = shingles::Score::default();
    for (id, page) in &bodies {
        let bytes = std::fs::read(dir.join(format!("{id}.html")))?;
        let start = Instant::now();
        let html = String::from_utf8_lossy(&bytes);
        let read = dom_smoothie::Readability::new(html.as_ref(), None, None).and_then(|mut r| r.parse());
        spent += start.elapsed();
        score.add(id, shingles::wanted(page), &read.map_or_else(|_| String::new(), |a| a.text_content.to_string()));
    }
    println!("{}", score.line());
    println!("{:.0} pages a second", bodies.len() as f64 / spent.as_secs_f64());
    Ok(())
}
