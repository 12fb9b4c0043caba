//! `cargo +nightly fuzz run -s none table CORPUS`: CSV, TSV, JSON and JSON Lines with named columns. The first byte chooses the name.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    const NAMES: [&str; 4] = ["a.csv", "a.tsv", "a.json", "a.jsonl"];
    const RULES: [&str; 3] = ["title=headline", "text=story.body", "published=meta.dates.first"];
    if let Some((first, bytes)) = bytes.split_first() {
        legation_fuzz::stream(NAMES[usize::from(*first) % NAMES.len()], bytes, if *first > 127 { &RULES } else { &[] });
    }
});
