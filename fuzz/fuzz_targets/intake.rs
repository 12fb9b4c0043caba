//! `cargo +nightly fuzz run intake crates/intake/tests/corpus`: any bytes give an article or a named error, and every
//! span of the article lies inside its text and its input.
#![no_main]

use legation_intake::{Options, read};
use legation_model::RawArticle;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let raw = RawArticle { source: "fuzz".into(), bytes: bytes.to_vec(), ..RawArticle::default() };
    if let Ok(article) = read(&raw, &Options::default()) {
        for block in &article.blocks {
            assert!(article.text.get(block.span.start as usize..block.span.end as usize).is_some());
            assert!(block.raw.iter().all(|s| s.start <= s.end && s.end as usize <= bytes.len()));
        }
        assert!(article.dropped.iter().all(|d| d.raw_start <= d.raw_end && d.raw_end as usize <= bytes.len()));
    }
});
