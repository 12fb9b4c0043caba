//! The generated parts of `docs/`: tables of the codebook, the JSON Schema and the page of frames, written from the
//! code and the word files.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, bail};
use legation_model::ontology;

/// Writes the parts, or with `check` says whether they are as they should be.
pub(crate) fn run(check: bool) -> anyhow::Result<()> {
    let root = crate::root();
    let codebook = root.join("docs/codebook.md");
    let old = fs::read_to_string(&codebook).with_context(|| codebook.display().to_string())?;
    let mut new = old.clone();
    for (name, table) in [
        ("plover", plover()),
        ("contexts", contexts()),
        ("sectors", sectors()),
        ("offices", offices()),
        ("steps", steps()),
    ] {
        new = replace(&new, name, &table)?;
    }
    let schema = serde_json::to_string_pretty(&legation_model::json_schema())? + "\n";
    let frames = crate::frames_page::page(&root)?;
    let mut stale = Vec::new();
    for (path, old, new) in [
        (codebook, Some(old), new),
        (root.join("docs/schema.json"), fs::read_to_string(root.join("docs/schema.json")).ok(), schema),
        (root.join("docs/frames.md"), fs::read_to_string(root.join("docs/frames.md")).ok(), frames),
    ] {
        if old.as_deref() != Some(new.as_str()) {
            if check {
                stale.push(path.display().to_string());
            } else {
                fs::write(&path, new).with_context(|| path.display().to_string())?;
                println!("written {}", path.display());
            }
        }
    }
    if !stale.is_empty() {
        bail!("not what the code says: {}; run `cargo xtask docs`", stale.join(", "));
    }
    Ok(())
}

/// Puts `table` between the marks of `name`.
fn replace(text: &str, name: &str, table: &str) -> anyhow::Result<String> {
    let (open, close) = (format!("<!-- generated: {name} -->\n"), "<!-- end -->");
    let start = text.find(&open).with_context(|| format!("the codebook has no part {name}"))? + open.len();
    let end = start + text[start..].find(close).with_context(|| format!("part {name} has no end"))?;
    Ok(format!("{}{table}{}", &text[..start], &text[end..]))
}

// Writing to a string cannot fail: the results below are let go.

fn plover() -> String {
    let mut out = "| type | quad | recipient | score | covers | modes (score) |\n|---|---|---|---|---|---|\n"
        .to_owned();
    for row in ontology::plover() {
        let modes: Vec<String> = ontology::modes(row.plover).map(|(m, s)| format!("{m} {s}")).collect();
        let recipient = if row.needs_recipient { "required" } else { "optional" };
        let _ = writeln!(
            out,
            "| {} | {} | {recipient} | {} | {} | {} |",
            row.plover,
            row.quad,
            row.score,
            row.covers,
            modes.join(", ")
        );
    }
    out
}

fn contexts() -> String {
    let mut out = "| context | meaning |\n|---|---|\n".to_owned();
    for (context, meaning) in ontology::contexts() {
        let _ = writeln!(out, "| {context} | {meaning} |");
    }
    out
}

fn sectors() -> String {
    let mut out = "| sector | meaning |\n|---|---|\n".to_owned();
    for ontology::SectorRow { sector, meaning, .. } in ontology::sectors() {
        let _ = writeln!(out, "| {sector} | {meaning} |");
    }
    out
}

fn offices() -> String {
    let mut out = "| office | meaning |\n|---|---|\n".to_owned();
    for (office, meaning) in ontology::offices() {
        let _ = writeln!(out, "| {office} | {meaning} |");
    }
    out
}

fn steps() -> String {
    let mut out = "| step | Vienna Convention | per party |\n|---|---|---|\n".to_owned();
    for row in ontology::steps() {
        let _ = writeln!(
            out,
            "| {} | {} | {} |",
            row.step,
            row.articles,
            if row.per_party { "yes" } else { "no" }
        );
    }
    out
}
