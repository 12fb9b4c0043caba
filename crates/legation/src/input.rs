//! From paths to raw articles: files, folders, JSON Lines, standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use legation_intake::JsonLines;
use legation_model::RawArticle;

/// A raw article, or why it could not be had; `source` says where.
pub(crate) struct Item {
    /// Path, or path and line.
    pub(crate) source: String,
    /// The bytes, or what failed in words.
    pub(crate) raw: Result<RawArticle, String>,
}

/// Walks `paths` in order, folders in the order of their names, and hands every article to `take` until it says no.
///
/// # Errors
/// Only what stops everything: a path named by the user that does not exist.
pub(crate) fn walk(
    paths: &[PathBuf],
    max_bytes: usize,
    take: &mut dyn FnMut(Item) -> bool,
) -> anyhow::Result<()> {
    for path in paths {
        let on = if path.as_os_str() == "-" {
            stdin(max_bytes, take)
        } else {
            if !path.exists() {
                anyhow::bail!("{}: no such file or folder", path.display());
            }
            visit(path, max_bytes, take)
        };
        if !on {
            break;
        }
    }
    Ok(())
}

/// The one article of `path` (`-`: standard input).
///
/// # Errors
/// It cannot be read, or is a folder.
pub(crate) fn single(path: &Path, max_bytes: usize) -> anyhow::Result<RawArticle> {
    let mut found = None;
    walk(std::slice::from_ref(&path.to_path_buf()), max_bytes, &mut |item| {
        found = Some(item);
        false
    })?;
    let item = found.ok_or_else(|| anyhow::anyhow!("{}: holds no article", path.display()))?;
    item.raw.map_err(|problem| anyhow::anyhow!("{}: {problem}", item.source))
}

/// A file or folder; false when `take` has had enough.
fn visit(path: &Path, max_bytes: usize, take: &mut dyn FnMut(Item) -> bool) -> bool {
    let source = path.to_string_lossy().replace('\\', "/");
    let fail = |problem: String| Item { source: source.clone(), raw: Err(problem) };
    if path.is_dir() {
        let entries = match std::fs::read_dir(path) {
            Ok(entries) => entries,
            Err(e) => return take(fail(format!("cannot list the folder: {e}"))),
        };
        let mut inside: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        inside.sort();
        return inside.iter().filter(|p| !is_hidden(p)).all(|p| visit(p, max_bytes, take));
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) => return take(fail(format!("cannot open: {e}"))),
    };
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("jsonl" | "ndjson" | "json") => lines(BufReader::new(file), &source, max_bytes, take),
        None | Some("txt" | "text" | "html" | "htm" | "xhtml" | "shtml") => {
            take(whole(file, &source, max_bytes))
        }
        Some(other) => take(fail(format!(
            "files of kind .{other} are not read yet; give plain text, HTML or JSON Lines"
        ))),
    }
}

/// Standard input: JSON Lines when its first character opens an object, else one article.
fn stdin(max_bytes: usize, take: &mut dyn FnMut(Item) -> bool) -> bool {
    let mut input = BufReader::new(io::stdin().lock());
    let first = match input.fill_buf() {
        Ok(bytes) => bytes.iter().copied().find(|b| !b.is_ascii_whitespace()),
        Err(e) => return take(Item { source: "-".to_owned(), raw: Err(format!("cannot read: {e}")) }),
    };
    if first == Some(b'{') { lines(input, "-", max_bytes, take) } else { take(whole(input, "-", max_bytes)) }
}

fn lines(input: impl BufRead, source: &str, max_bytes: usize, take: &mut dyn FnMut(Item) -> bool) -> bool {
    let mut lines = JsonLines::new(input, source, max_bytes);
    while let Some(line) = lines.next() {
        let item = match line {
            Ok(raw) => Item { source: raw.source.clone(), raw: Ok(raw) },
            Err(e) => {
                Item { source: format!("{source}:{}", lines.line()), raw: Err(format!("{}: {e}", e.code())) }
            }
        };
        if !take(item) {
            return false;
        }
    }
    true
}

fn whole(input: impl io::Read, source: &str, max_bytes: usize) -> Item {
    let mut bytes = Vec::new();
    // One byte more than allowed, so that intake can say that there is too much.
    let read = input.take(max_bytes as u64 + 1).read_to_end(&mut bytes);
    let raw = match read {
        Ok(_) => Ok(RawArticle { source: source.to_owned(), bytes, ..RawArticle::default() }),
        Err(e) => Err(format!("cannot read: {e}")),
    };
    Item { source: source.to_owned(), raw }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with('.'))
}
