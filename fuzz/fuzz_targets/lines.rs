//! `cargo +nightly fuzz run -s none lines CORPUS crates/intake/tests/cases`: scraped text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| legation_fuzz::article(bytes, false));
