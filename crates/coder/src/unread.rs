//! Articles that are kept and not coded: those in a language without networks.

use legation_model::{Article, Diagnostic, Lang, Record, RecordId, Severity};

/// Languages whose texts are coded. What is too short to tell is left to its blocks.
const CODED: [Lang; 3] = [Lang::Ru, Lang::En, Lang::Und];

/// Says why the article has no records, if its language is the reason.
pub(crate) fn diagnostic(article: &Article) -> Option<Record> {
    if CODED.contains(&article.lang) {
        return None;
    }
    let code = "LG0001";
    Some(Record::Diagnostic(Diagnostic {
        id: RecordId::of("diagnostic", &[&article.id.0, code]),
        article: article.id.clone(),
        code: code.to_owned(),
        severity: Severity::Info,
        message: format!("the article is in a language that is not coded: {}", article.lang.code()),
        span: None,
    }))
}
