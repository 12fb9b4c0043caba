//! Compiles the files under `lexicon/` into the automata that the library carries.

// A build script reads files and speaks to cargo.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

#[path = "../src/compile.rs"]
mod compile;
#[path = "../src/inflect.rs"]
#[allow(dead_code, unreachable_pub)]
mod inflect;
#[path = "../src/layout.rs"]
#[allow(dead_code)]
mod layout;
#[path = "../src/table.rs"]
#[allow(dead_code, unreachable_pub)]
mod table;
#[path = "../src/trie.rs"]
mod trie;

use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../lexicon");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build");
    for file in ["compile", "inflect", "layout", "table", "trie"] {
        println!("cargo::rerun-if-changed=src/{file}.rs");
    }
    let mut files = Vec::new();
    for name in compile::FILES {
        let path = root.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        files.push((*name, std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?));
    }
    let mut hash = blake3::Hasher::new();
    for (_, text) in &files {
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let (numbers, text) = compile::compile(&[files], &hash.finalize().to_hex());
    let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
    std::fs::write(out.join("lexicon.bin"), bytes)?;
    std::fs::write(out.join("lexicon.txt"), text)?;
    Ok(())
}
