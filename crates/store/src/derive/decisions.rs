//! What the user decided of actors: which are one, and which are not after all.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{names, rows, settle};
use crate::error::Result;

/// Keys that actors are left under.
#[derive(Debug, Default)]
pub(crate) struct Renamed(BTreeMap<String, String>);

impl Renamed {
    /// The key of an actor.
    pub(crate) fn of(&self, id: &str) -> String {
        let mut at = id;
        // Each step leads to another actor; a circle ends after all of them.
        for _ in 0..=self.0.len() {
            match self.0.get(at) {
                Some(next) if next != id => at = next,
                _ => break,
            }
        }
        at.to_owned()
    }
}

/// The decisions as they stand: the last word on an actor counts.
pub(crate) fn read(db: &Connection) -> Result<Renamed> {
    let mut ask = db.prepare_cached(
        "SELECT kind, subject, object FROM decision WHERE kind IN ('merge', 'split') ORDER BY id",
    )?;
    let mut map = BTreeMap::new();
    let mut found = ask.query([])?;
    while let Some(row) = found.next()? {
        let (kind, subject): (String, String) = (row.get(0)?, row.get(1)?);
        if kind == "merge" {
            map.insert(subject, row.get(2)?);
        } else {
            map.remove(&subject);
        }
    }
    Ok(Renamed(map))
}

/// Makes anew what rests on actors that a decision is about.
pub(crate) fn changed(db: &Connection, actors: &[&str]) -> Result<()> {
    let renamed = read(db)?;
    for actor in actors {
        let mut ask = db.prepare_cached(
            "SELECT DISTINCT r.article FROM facet f JOIN facet_record x ON x.facet = f.id JOIN record r ON r.id = x.record
             JOIN article a ON a.id = r.article WHERE f.key = ? AND a.current ORDER BY 1",
        )?;
        let articles: Vec<i64> = ask.query_map([actor], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        for article in articles {
            rows::remove(db, article)?;
            rows::add(db, article, &renamed)?;
        }
    }
    names::mark_all(db)?;
    settle(db)
}
