//! Scores and times dom_smoothie: `cargo run --release --manifest-path tools/peers/smoothie/Cargo.toml -- DIR BODIES.json`.

use std::error::Error;
use std::time::{Duration, Instant};

#[path = "../../../../crates/intake/examples/measure/clock.rs"]
mod clock;
#[path = "../../../../crates/intake/examples/measure/shingles.rs"]
mod shingles;

fn main() -> Result<(), Box<dyn Error>> {
    let (dir, bodies, _) = shingles::set("usage: smoothie DIR BODIES.json")?;
    let (mut spent, mut worked) = (Duration::ZERO, Some(Duration::ZERO));
    let mut score = shingles::Score::default();
    for (id, page) in &bodies {
        let bytes = std::fs::read(dir.join(format!("{id}.html")))?;
        let (start, before) = (Instant::now(), clock::processor());
        let html = String::from_utf8_lossy(&bytes);
        let read = dom_smoothie::Readability::new(html.as_ref(), None, None).and_then(|mut r| r.parse());
        spent += start.elapsed();
        worked = worked.zip(before).zip(clock::processor()).map(|((sum, from), to)| sum + to.saturating_sub(from));
        score.add(id, shingles::wanted(page), &read.map_or_else(|_| String::new(), |a| a.text_content.to_string()));
    }
    println!("{}", score.line());
    let rate = |time: Duration| bodies.len() as f64 / time.as_secs_f64();
    println!("{:.0} pages a second", rate(spent));
    if let Some(worked) = worked {
        println!("{:.0} pages a second of processor time", rate(worked));
    }
    Ok(())
}
