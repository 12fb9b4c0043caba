//! `cargo xtask lint-lexicon`: every file of words, by the rules of `legation_lexicon::lint`.

use std::path::Path;

use anyhow::{Context as _, bail};
use legation_lexicon::{Fault, lint};

/// Checks the files under `root`/lexicon; an error lists what is wrong.
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    let faults = check(&root.join("lexicon"))?;
    if !faults.is_empty() {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        bail!("{} faults in the lexicon\n{}", faults.len(), lines.join("\n"));
    }
    Ok(())
}

fn check(folder: &Path) -> anyhow::Result<Vec<Fault>> {
    let mut files = Vec::new();
    for path in files_under(folder)? {
        let text = std::fs::read_to_string(folder.join(&path)).with_context(|| path.clone())?;
        files.push((path, text));
    }
    Ok(lint::builtin(&files))
}

/// Files of words under `folder`, as paths with `/`.
fn files_under(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut open = vec![String::new()];
    let mut out = Vec::new();
    while let Some(at) = open.pop() {
        let entries = std::fs::read_dir(folder.join(&at)).with_context(|| folder.display().to_string())?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if at.is_empty() { name } else { format!("{at}/{name}") };
            if entry.path().is_dir() {
                open.push(path);
            } else if Path::new(&path).extension().is_some_and(|e| e == "tsv" || e == "toml") {
                out.push(path);
            }
        }
    }
    out.sort();
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_has_no_fault() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert_eq!(check(&root.join("lexicon")).unwrap(), Vec::new());
    }
}
