//! Hashes the code and data that decide what is read of an article, so that a store can tell by which of them a record
//! was made. What only shows or keeps records does not count.

// A build script reads files and talks to cargo.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const DECIDE: [&str; 8] = [
    "crates/coder/src",
    "crates/intake/src",
    "crates/lexicon/src",
    "crates/model/src",
    "crates/nlp/src",
    "crates/text/src",
    "lexicon",
    "models",
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../..");
    let mut hash = blake3::Hasher::new();
    for folder in DECIDE {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        add(&root, &root.join(folder), &mut hash)?;
    }
    let digits: String = hash.finalize().to_hex().chars().take(16).collect();
    println!("cargo::rustc-env=LEGATION_RULES={digits}");
    Ok(())
}

fn add(root: &Path, folder: &Path, hash: &mut blake3::Hasher) -> io::Result<()> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            add(root, &path, hash)?;
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&path)?;
        for part in [name.as_bytes(), &bytes] {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    Ok(())
}
