//! The arrows between crates, and where heavy crates may live. A new arrow is the rarest kind of change: it is made
//! here and in ARCHITECTURE.md, with its reason, before it is made in a `Cargo.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Crate → the workspace crates it may use.
const ARROWS: [(&str, &[&str]); 14] = [
    ("legation-text", &[]),
    ("legation-model", &["legation-text"]),
    ("legation-intake", &["legation-text", "legation-model"]),
    ("legation-reader", &["legation-model", "legation-intake"]),
    ("legation-watch", &["legation-intake", "legation-reader"]),
    ("legation-nlp", &["legation-text", "legation-model"]),
    ("legation-lexicon", &["legation-text", "legation-model"]),
    ("legation-coder", &["legation-text", "legation-model", "legation-nlp", "legation-lexicon"]),
    ("legation-eval", &["legation-text", "legation-model"]),
    ("legation-ledger", &["legation-text", "legation-model", "legation-lexicon"]),
    ("legation-export", &["legation-model"]),
    ("legation-store", &["legation-text", "legation-model", "legation-ledger"]),
    (
        "legation",
        &[
            "legation-text",
            "legation-model",
            "legation-intake",
            "legation-reader",
            "legation-watch",
            "legation-nlp",
            "legation-lexicon",
            "legation-coder",
            "legation-eval",
            "legation-ledger",
            "legation-store",
            "legation-export",
        ],
    ),
    (
        "xtask",
        &[
            "legation-text",
            "legation-model",
            "legation-intake",
            "legation-nlp",
            "legation-lexicon",
            "legation-coder",
        ],
    ),
];

/// Crates that may stand only in some edge crates.
const EDGES: [(&str, &[&str]); 7] = [
    ("tokio", &[]),
    ("rusqlite", &["legation-store"]),
    ("parquet", &["legation-export"]),
    ("ureq", &["legation-watch"]),
    ("rustls", &["legation-watch"]),
    ("clap", &["legation"]),
    ("indicatif", &["legation"]),
];

fn metadata() -> serde_json::Value {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).expect("cargo metadata is JSON")
}

/// Normal and build dependencies of each package of the workspace.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let meta = metadata();
    let packages = meta["packages"].as_array().expect("packages");
    packages
        .iter()
        .map(|p| {
            let deps = p["dependencies"].as_array().expect("dependencies");
            let names = deps
                .iter()
                .filter(|d| d["kind"].as_str() != Some("dev"))
                .map(|d| d["name"].as_str().expect("name").to_owned())
                .collect();
            (p["name"].as_str().expect("name").to_owned(), names)
        })
        .collect()
}

#[test]
fn arrows_are_those_of_the_architecture() {
    let found = dependencies();
    let workspace: BTreeSet<&str> = found.keys().map(String::as_str).collect();
    let known: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    assert_eq!(workspace, known, "a crate came or went: say so in ARROWS and in ARCHITECTURE.md");
    for (name, allowed) in ARROWS {
        for dep in found[name].iter().filter(|d| workspace.contains(d.as_str())) {
            assert!(allowed.contains(&dep.as_str()), "{name} may not use {dep}");
        }
    }
}

#[test]
fn heavy_crates_stay_at_the_edge() {
    for (name, deps) in dependencies() {
        for (heavy, homes) in EDGES {
            assert!(!deps.contains(heavy) || homes.contains(&name.as_str()), "{name} may not use {heavy}");
        }
    }
}

/// Crates whose clippy.toml forbids files, clocks, environment, threads.
const PURE: [&str; 10] =
    ["text", "model", "nlp", "lexicon", "coder", "intake", "reader", "eval", "ledger", "export"];

#[test]
fn pure_crates_forbid_the_outside_world() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let shared = std::fs::read_to_string(root.join("text/clippy.toml")).expect("text has a clippy.toml");
    for word in ["std::fs", "std::env", "std::time", "std::thread", "std::process", "std::net"] {
        assert!(shared.contains(word), "clippy.toml does not forbid {word}");
    }
    for name in PURE {
        let own = std::fs::read_to_string(root.join(name).join("clippy.toml")).unwrap_or_default();
        assert_eq!(own, shared, "{name}/clippy.toml is not the shared one");
    }
}

#[test]
fn unsafe_code_stands_in_the_kernel_alone() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut todo = vec![root];
    while let Some(dir) = todo.pop() {
        for entry in std::fs::read_dir(&dir).expect("folder").filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("nlp/src/kernel.rs") {
                let code = std::fs::read_to_string(&path).expect("source");
                let has = code.lines().any(|l| {
                    !l.trim_start().starts_with("//") && (l.contains("unsafe {") || l.contains("unsafe fn"))
                });
                assert!(!has, "{} holds unsafe code", path.display());
            }
        }
    }
}
