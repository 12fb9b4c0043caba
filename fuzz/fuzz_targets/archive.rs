//! `cargo +nightly fuzz run -s none archive CORPUS`: zip, tar, gzip and zstd, one in the other. The first byte chooses the name.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    const NAMES: [&str; 6] = ["a.zip", "a.tar", "a.tar.gz", "a.html.gz", "a.warc.zst", "a"];
    if let Some((first, bytes)) = bytes.split_first() {
        legation_fuzz::stream(NAMES[usize::from(*first) % NAMES.len()], bytes, &[]);
    }
});
