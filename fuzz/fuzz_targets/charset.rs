//! `cargo +nightly fuzz run -s none charset CORPUS`: bytes in any set, declared rightly, wrongly or not; text that was decoded wrongly before. The first byte chooses.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    const SETS: [Option<&str>; 9] = [
        None,
        Some("utf-8"),
        Some("windows-1251"),
        Some("koi8-r"),
        Some("ibm866"),
        Some("windows-1252"),
        Some("utf-16le"),
        Some("shift_jis"),
        Some("gb18030"),
    ];
    if let Some((first, bytes)) = bytes.split_first() {
        legation_fuzz::charset(bytes, SETS[usize::from(*first) % SETS.len()]);
    }
});
