//! What every target asks of intake and of the readers. The targets only say which bytes go where.

use legation_intake::{Options, decode, draft};
use legation_model::RawArticle;
use legation_reader::{Columns, Found, Options as Reading, read};

/// Bytes an article may have while fuzzing: longer ones only slow the search down.
const MOST: usize = 1 << 16;

/// Any bytes give an article or a named error, and every span of the article lies inside its text and its input; what its site has in common, here every
/// line of it, changes nothing in that.
pub fn article(bytes: &[u8], markup: bool) {
    let raw = RawArticle { source: "fuzz".into(), bytes: bytes.to_vec(), markup, ..RawArticle::default() };
    for common in [false, true] {
        let Ok(draft) = draft(&raw, &Options::default()) else { return };
        let mut lines = draft.site(&raw).map(|(_, lines)| lines).filter(|_| common).unwrap_or_default();
        lines.sort_unstable();
        let Ok(reading) = draft.finish(&raw, &lines) else { return };
        let article = &reading.article;
        for block in &article.blocks {
            assert!(article.text.get(block.span.start as usize..block.span.end as usize).is_some());
            assert!(block.raw.iter().all(|s| s.start <= s.end && s.end as usize <= bytes.len()));
        }
        assert!(article.dropped.iter().all(|d| d.raw_start <= d.raw_end && d.raw_end as usize <= bytes.len()));
        assert!(reading.claims.iter().all(|c| (0.0..=1.0).contains(&c.confidence)));
    }
}

/// Any bytes under a declared set are text that leads back to them, or a named error.
pub fn charset(bytes: &[u8], declared: Option<&str>) {
    if let Ok(decoded) = decode(bytes, declared) {
        assert!(decoded.text.len() <= bytes.len() * 4 + 4);
        let raw = RawArticle { charset: declared.map(str::to_owned), bytes: bytes.to_vec(), ..RawArticle::default() };
        let _ = legation_intake::read(&raw, &Options::default());
    }
}

/// Any bytes under a name are read to their end, and what comes out fits the limits. `rules` are those of `--map`.
pub fn stream(name: &str, bytes: &[u8], rules: &[&str]) {
    let mut columns = Columns::default();
    for rule in rules {
        columns = columns.with(rule).expect("the rules are in order");
    }
    let options = Reading { max_bytes: MOST, columns, ..Reading::default() };
    let mut items = 0usize;
    let mut stream = bytes;
    read(&mut stream, name, &options, &mut |item| {
        items += 1;
        if let Ok(Found::Article(article)) = item.found {
            assert!(article.raw.bytes.len() <= MOST * 4, "the limit holds, in UTF-8 at most");
        }
        items < 100_000
    });
}
