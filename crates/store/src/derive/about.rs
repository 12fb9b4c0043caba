//! Where a record stands in the ledger, and what others say otherwise; for `legation show`.

use rusqlite::Connection;

use crate::error::Result;
use crate::look::Told;

/// What each part answers: a heading and the question for its lines.
const PARTS: [(&str, &str); 4] = [
    (
        "Event over all articles",
        "SELECT h.rid || ' ' || h.status || coalesce(' ' || h.start, '') || ', ' || h.reports || ' reports, ' || h.copies
           || ' copies'
         FROM happening_report x JOIN happening h ON h.id = x.happening WHERE x.record = ?1
         UNION ALL
         SELECT coalesce(o.said || ' ', '') || o.status || coalesce(' on the word of ' || o.holder, '') || ', ' || d.source
         FROM happening_report x JOIN happening_report o ON o.happening = x.happening AND o.record <> x.record
         JOIN record r ON r.id = o.record JOIN article a ON a.id = r.article JOIN document d ON d.id = a.document
         WHERE x.record = ?1",
    ),
    (
        "Told otherwise",
        "SELECT g.field || ': ' || g.value || ', ' || d.source
         FROM happening_report x JOIN disagreement g ON g.happening = x.happening JOIN record r ON r.id = g.record
         JOIN article a ON a.id = r.article JOIN document d ON d.id = a.document
         WHERE x.record = ?1 ORDER BY g.field, g.value, g.record",
    ),
    (
        "Agreement over all articles",
        "SELECT a.rid || ' ' || a.instrument || ' of ' || a.parties || coalesce(', ' || a.stage, '') || ', ' || a.reports
           || ' reports'
         FROM accord_report x JOIN accord a ON a.id = x.accord WHERE x.record = ?1",
    ),
    (
        "Commitment over all articles",
        "SELECT p.rid || coalesce(', due until ' || p.due_end, '') || coalesce(', kept on ' || p.kept_on, '')
           || coalesce(', called off on ' || p.off_on, '') || ', ' || p.reports || ' reports'
         FROM pledge_report x JOIN pledge p ON p.id = x.pledge WHERE x.record = ?1",
    ),
];

/// Headings with their lines.
pub(crate) fn about(db: &Connection, record: i64) -> Result<Vec<Told>> {
    let mut out = Vec::new();
    for (head, sql) in PARTS {
        let mut ask = db.prepare_cached(sql)?;
        let lines: Vec<String> = ask.query_map([record], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        if !lines.is_empty() {
            out.push(Told { head: head.to_owned(), lines });
        }
    }
    Ok(out)
}
