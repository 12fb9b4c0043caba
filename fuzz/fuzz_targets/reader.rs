//! `cargo +nightly fuzz run -s none reader CORPUS`: any bytes under the name of any kind. The first byte chooses the name.
#![no_main]

use legation_reader::KINDS;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some((first, bytes)) = bytes.split_first() {
        let names: Vec<&str> = KINDS.iter().flat_map(|k| k.extensions).copied().collect();
        legation_fuzz::stream(&format!("input.{}", names[usize::from(*first) % names.len()]), bytes, &[]);
    }
});
