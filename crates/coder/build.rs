//! Lists the word files of the coder, so that a new file is read without a change of code.

// A build script reads files and talks to cargo.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unnecessary_debug_formatting)]
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../lexicon");
    let mut out = String::from(
        "/// Word files: path under `lexicon/`, text.\npub(crate) static FILES: &[(&str, &str)] = &[\n",
    );
    for folder in ["confidence", "contexts", "frames", "operators"] {
        list(&root, &root.join(folder), &mut out)?;
    }
    out.push_str("];\n");
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("words.rs");
    fs::write(target, out)
}

fn list(root: &Path, folder: &Path, out: &mut String) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            list(root, &path, out)?;
        } else if path.extension().is_some_and(|x| x == "toml" || x == "tsv") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let full = path.canonicalize()?;
            let _ = writeln!(out, "    ({name:?}, include_str!({full:?})),");
        }
    }
    Ok(())
}
