//! What this program is made of.

use legation_nlp::Analyzer;
use legation_store::Manifest;

use crate::words::Words;

/// Hash of the code and data that decide what is read of an article.
const RULES: &str = env!("LEGATION_RULES");

/// What reads, with `config`, for a store.
pub(crate) fn manifest(words: &Words, config: Vec<(String, String)>) -> Manifest {
    let packs = Analyzer::builtin().packs();
    Manifest {
        program: format!("legation {}", env!("CARGO_PKG_VERSION")),
        rules: RULES.to_owned(),
        packs: packs.iter().map(|(lang, hash)| (lang.code().to_owned(), hash.clone())).collect(),
        lexicon: words.lexicon().hash().to_owned(),
        own: words.own().to_vec(),
        config,
    }
}

/// Versions and hashes, one a line.
pub(crate) fn text(words: &Words) -> String {
    let name = words.version().unwrap_or_else(|| format!("legation {}", env!("CARGO_PKG_VERSION")));
    let mut lines = vec![name, format!("rules {RULES}")];
    lines.extend(
        Analyzer::builtin().packs().iter().map(|(lang, hash)| format!("pack {} {hash}", lang.code())),
    );
    lines.push(format!("lexicon {}", words.lexicon().hash()));
    lines.join("\n")
}
