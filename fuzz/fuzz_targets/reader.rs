//! `cargo +nightly fuzz run reader`: any bytes under any name are read to their end, in bounded
//! time, and what comes out fits the limits. The first byte chooses the name, so that every kind is tried.
#![no_main]

use legation_reader::{Found, KINDS, Options, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let names: Vec<&str> = KINDS.iter().flat_map(|k| k.extensions).copied().collect();
    let name = format!("input.{}", names[usize::from(*first) % names.len()]);
    let options = Options { max_bytes: 1 << 16, ..Options::default() };
    let mut items = 0usize;
    let mut stream = bytes;
    read(&mut stream, &name, &options, &mut |item| {
        items += 1;
        if let Ok(Found::Article(article)) = item.found {
            assert!(article.raw.bytes.len() <= (1 << 16) * 4, "the limit holds, in UTF-8 at most");
        }
        items < 100_000
    });
});
