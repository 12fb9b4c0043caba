//! `cargo +nightly fuzz run -s none warc CORPUS`: crawls.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| legation_fuzz::stream("input.warc", bytes, &[]));
