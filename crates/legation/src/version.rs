//! What this program is made of.

use legation_nlp::Analyzer;

use crate::words::Words;

/// Versions and hashes, one a line.
pub(crate) fn text(words: &Words) -> String {
    let name = words.version().unwrap_or_else(|| format!("legation {}", env!("CARGO_PKG_VERSION")));
    let mut lines = vec![name];
    lines.extend(
        Analyzer::builtin().packs().iter().map(|(lang, hash)| format!("pack {} {hash}", lang.code())),
    );
    lines.push(format!("lexicon {}", words.lexicon().hash()));
    lines.join("\n")
}
