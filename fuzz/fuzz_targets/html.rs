//! `cargo +nightly fuzz run -s none html CORPUS`: pages, whether they look like one or not.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| legation_fuzz::article(bytes, true));
