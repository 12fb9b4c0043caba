//! `cargo +nightly fuzz run -s none sitemap CORPUS`: sitemaps and their indexes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| legation_fuzz::stream("sitemap.xml", bytes, &[]));
