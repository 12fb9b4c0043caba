//! The words that a run reads with: the built-in ones, and folders of the user's own over them.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use legation_coder::trace::{Rejected, Trace};
use legation_coder::{Rules, code_traced, code_with};
use legation_lexicon::{Fault, Lexicon, Overlay};
use legation_model::{Article, Extraction};
use legation_nlp::Doc;

/// Digits of the hash of a folder that are shown.
const DIGITS: usize = 8;

/// Lexicon and rules, and how the output names the folders among them.
pub(crate) struct Words {
    lexicon: Lexicons,
    rules: Option<Rules>,
    /// `name@hash` of each folder.
    own: Vec<String>,
}

enum Lexicons {
    Builtin,
    Own(Box<Lexicon>),
}

impl Words {
    /// The built-in words with those of `folders` over them, the last folder topmost.
    ///
    /// # Errors
    /// A folder that cannot be read, or what is wrong in its files.
    pub(crate) fn load(folders: &[PathBuf]) -> anyhow::Result<Self> {
        if folders.is_empty() {
            return Ok(Self { lexicon: Lexicons::Builtin, rules: None, own: Vec::new() });
        }
        let overlays: Vec<Overlay> = folders.iter().map(|f| read(f)).collect::<anyhow::Result<_>>()?;
        let (lexicon, rules) = compile(&overlays).map_err(|faults| anyhow::anyhow!(list(&faults)))?;
        let own = folders.iter().zip(&overlays).map(|(f, o)| format!("{}@{}", name(f), hash(o))).collect();
        Ok(Self { lexicon: Lexicons::Own(Box::new(lexicon)), rules: Some(rules), own })
    }

    /// Codes one article.
    pub(crate) fn code(&self, article: &Article, doc: &Doc) -> Extraction {
        let rules = self.rules.as_ref().unwrap_or_else(|| Rules::builtin());
        let mut out = code_with(article, doc, self.lexicon(), rules);
        out.article.made_by = self.version();
        out
    }

    /// Codes one article and tells what was found and not kept.
    pub(crate) fn code_traced(&self, article: &Article, doc: &Doc) -> (Extraction, Vec<Rejected>) {
        let rules = self.rules.as_ref().unwrap_or_else(|| Rules::builtin());
        let trace = Trace::default();
        let mut out = code_traced(article, doc, self.lexicon(), rules, &trace);
        out.article.made_by = self.version();
        let rejected = trace.into_list(&out.records);
        (out, rejected)
    }

    /// The lexicon.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        match &self.lexicon {
            Lexicons::Builtin => Lexicon::builtin(),
            Lexicons::Own(own) => own,
        }
    }

    /// The user's folders: `name@hash`.
    pub(crate) fn own(&self) -> &[String] {
        &self.own
    }

    /// The program and the user's folders: `legation 0.1.0 lexicon:mine@1a2b3c4d`; nothing where there are none.
    pub(crate) fn version(&self) -> Option<String> {
        if self.own.is_empty() {
            return None;
        }
        let own: Vec<String> = self.own.iter().map(|o| format!("lexicon:{o}")).collect();
        Some(format!("legation {} {}", env!("CARGO_PKG_VERSION"), own.join(" ")))
    }
}

/// What is wrong in the files of `folders`, each laid over those before it: where they can be read, the examples of
/// their frames that do not hold.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn check(folders: &[PathBuf]) -> anyhow::Result<Vec<Fault>> {
    let overlays: Vec<Overlay> = folders.iter().map(|f| read(f)).collect::<anyhow::Result<_>>()?;
    Ok(match compile(&overlays) {
        Ok((lexicon, rules)) if !overlays.is_empty() => rules.examples(&overlays, &lexicon).faults,
        Ok(_) => Vec::new(),
        Err(faults) => faults,
    })
}

fn compile(overlays: &[Overlay]) -> Result<(Lexicon, Rules), Vec<Fault>> {
    match (Lexicon::with_overlays(overlays), Rules::with_overlays(overlays)) {
        (Ok(lexicon), Ok(rules)) => Ok((lexicon, rules)),
        (lexicon, rules) => {
            let mut faults = lexicon.err().unwrap_or_default();
            faults.extend(rules.err().unwrap_or_default());
            Err(faults)
        }
    }
}

/// Faults, one a line.
pub(crate) fn list(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// The files of words under `folder`.
fn read(folder: &Path) -> anyhow::Result<Overlay> {
    if !folder.is_dir() {
        anyhow::bail!("{}: no such folder", folder.display());
    }
    let mut files = Vec::new();
    visit(folder, "", &mut files)?;
    files.sort();
    let root = folder.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned();
    Ok(Overlay { root, files })
}

fn visit(folder: &Path, under: &str, files: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let shown = || folder.display().to_string();
    for entry in std::fs::read_dir(folder).with_context(shown)? {
        let entry = entry.with_context(shown)?;
        let file = entry.file_name().to_string_lossy().into_owned();
        if file.starts_with('.') {
            continue;
        }
        let (at, path) = (format!("{under}{file}"), entry.path());
        if path.is_dir() {
            visit(&path, &format!("{at}/"), files)?;
        } else if path.extension().is_some_and(|e| e == "tsv" || e == "toml") {
            let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            files.push((at, text));
        }
    }
    Ok(())
}

/// The name of a folder, as the output gives it.
fn name(folder: &Path) -> String {
    let path = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    path.file_name().map_or_else(|| "own".to_owned(), |n| n.to_string_lossy().replace([' ', '@'], "-"))
}

/// Hash over the paths and texts of a folder.
fn hash(overlay: &Overlay) -> String {
    let mut hash = blake3::Hasher::new();
    for part in overlay.files.iter().flat_map(|(path, text)| [path, text]) {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().to_hex().chars().take(DIGITS).collect()
}
