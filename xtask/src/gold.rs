//! Writes the raw articles of a gold file out, so that the program can be run on them and scored.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

/// One file `ID.txt` for each line of `gold`, in `dir`.
pub(crate) fn run(gold: &Path, dir: &Path) -> anyhow::Result<()> {
    let lines = fs::read_to_string(gold).with_context(|| gold.display().to_string())?;
    fs::create_dir_all(dir).with_context(|| dir.display().to_string())?;
    let mut count = 0;
    for (i, line) in lines.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let at = || format!("{}:{}", gold.display(), i + 1);
        let article: serde_json::Value = serde_json::from_str(line).with_context(at)?;
        let text = |key: &str| article[key].as_str().with_context(|| format!("{}: no {key}", at()));
        fs::write(dir.join(format!("{}.txt", text("id")?)), text("raw")?)?;
        count += 1;
    }
    println!("{count} articles written");
    Ok(())
}
