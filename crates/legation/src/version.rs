//! What this program is made of.

use legation_lexicon::Lexicon;
use legation_nlp::Analyzer;

/// Versions and hashes, one a line.
pub(crate) fn text() -> String {
    let mut lines = vec![format!("legation {}", env!("CARGO_PKG_VERSION"))];
    lines.extend(
        Analyzer::builtin().packs().iter().map(|(lang, hash)| format!("pack {} {hash}", lang.code())),
    );
    lines.push(format!("lexicon {}", Lexicon::builtin().hash()));
    lines.join("\n")
}
