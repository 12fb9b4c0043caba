//! `cargo +nightly fuzz run -s none feed CORPUS`: RSS, RDF, Atom.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| legation_fuzz::stream("input.rss", bytes, &[]));
