//! `cargo xtask pack`: turns the weights of installed packages into the packs in `models/`.

mod en;
mod quantise;
mod ru;

use std::fs;
use std::io::Read;
use std::path::Path;

/// What may go wrong in a chore; it is shown, never handled.
pub(crate) type Error = Box<dyn std::error::Error>;

/// Makes the pack of `lang` from the packages under `from` and writes it to `to`, else to `models/`.
#[allow(clippy::print_stderr)]
pub(crate) fn run(lang: &str, from: &Path, to: Option<&str>) -> Result<(), Error> {
    let bytes = match lang {
        "en" => en::make(from)?,
        "ru" => ru::make(from, false)?,
        "ru-whole" => ru::make(from, true)?,
        _ => return Err(format!("no pack is made for the language {lang}").into()),
    };
    let path = to.map_or_else(|| format!("models/{lang}.pack"), str::to_owned);
    fs::write(&path, &bytes)?;
    eprintln!("{path}: {} bytes, BLAKE3 {}", bytes.len(), blake3::hash(&bytes).to_hex());
    Ok(())
}

/// Reads a file and compares its BLAKE3 with the pinned one: weights of another version would pass unseen.
fn read_pinned(path: &Path, blake3: &str) -> Result<Vec<u8>, Error> {
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let found = blake3::hash(&bytes).to_hex();
    if found.as_str() != blake3 {
        return Err(format!("{}: BLAKE3 is {found}, expected {blake3}", path.display()).into());
    }
    Ok(bytes)
}

/// Unpacks a gzip member.
fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut out)?;
    Ok(out)
}

/// The file `name` of a plain tar archive.
fn untar<'a>(tar: &'a [u8], name: &str) -> Result<&'a [u8], Error> {
    let mut rest = tar;
    while let Some((head, body)) = rest.split_at_checked(512) {
        let text = |range: std::ops::Range<usize>| {
            str::from_utf8(&head[range]).unwrap_or_default().trim_end_matches(['\0', ' '])
        };
        if text(0..100).is_empty() {
            break;
        }
        let size = usize::from_str_radix(text(124..136), 8)?;
        if text(0..100) == name {
            return body.get(..size).ok_or_else(|| "the archive is cut".into());
        }
        rest = body.get(size.next_multiple_of(512)..).unwrap_or_default();
    }
    Err(format!("no file {name} in the archive").into())
}

/// Little-endian single-precision numbers.
fn f32s(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks().0.iter().map(|c| f32::from_le_bytes(*c)).collect()
}

/// Little-endian integers.
fn u32s(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|c| u32::from_le_bytes(*c)).collect()
}
