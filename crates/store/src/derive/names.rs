//! Actors by the names they were given, in which language, from when to when.

use std::collections::BTreeMap;

use legation_ledger::actors::{script, sound, tidy};
use rusqlite::{Connection, params};

use super::decisions::{self, Renamed};
use super::{mark, marked};
use crate::error::Result;
use crate::ingest::Changed;

/// Adds the names of new articles; where a reading was replaced, all are counted anew later.
pub(super) fn after_batch(db: &Connection, changed: &Changed) -> Result<()> {
    if !changed.replaced.is_empty() {
        return mark_all(db);
    }
    let renamed = decisions::read(db)?;
    changed.added.iter().try_for_each(|&article| add(db, article, &renamed))
}

/// Marks all names.
pub(super) fn mark_all(db: &Connection) -> Result<()> {
    mark(db, "names", "", 0)
}

/// Counts anew where that is marked.
pub(super) fn settle(db: &Connection) -> Result<()> {
    if marked(db, "names")?.is_empty() {
        return Ok(());
    }
    db.execute_batch("DELETE FROM actor_name; DELETE FROM actor_seen; DELETE FROM office_seen")?;
    let renamed = decisions::read(db)?;
    let mut ask = db.prepare("SELECT id FROM article WHERE current ORDER BY id")?;
    let all: Vec<i64> = ask.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    all.into_iter().try_for_each(|article| add(db, article, &renamed))
}

/// What is known of an actor's names in one article.
struct Named {
    name: String,
    label: String,
    kind: String,
    country: String,
}

fn add(db: &Connection, article: i64, renamed: &Renamed) -> Result<()> {
    let mut ask = db.prepare_cached(
        "SELECT m.actor, m.name, m.label, m.kind, m.country, a.lang, a.published, count(*)
         FROM record r JOIN record_actor x ON x.record = r.id JOIN mention m ON m.id = x.mention
         JOIN article a ON a.id = r.article
         WHERE r.id BETWEEN ?1 << 20 AND (?1 + 1 << 20) - 1 AND m.actor <> '' AND a.duplicate_of IS NULL
         GROUP BY m.id ORDER BY m.actor, m.name, m.label, m.kind, m.country",
    )?;
    let mut uses = BTreeMap::<(String, String), (Named, i64, String, Option<String>)>::new();
    let mut rows = ask.query([article])?;
    while let Some(row) = rows.next()? {
        let actor = renamed.of(&row.get::<_, String>(0)?);
        let named = Named {
            name: tidy(&row.get::<_, String>(1)?),
            label: row.get(2)?,
            kind: row.get(3)?,
            country: row.get(4)?,
        };
        let count: i64 = row.get(7)?;
        let key = (actor, named.name.clone());
        let entry = uses.entry(key).or_insert((named, 0, row.get(5)?, row.get(6)?));
        entry.1 += count;
    }
    for ((actor, name), (named, count, lang, published)) in uses {
        db.prepare_cached(
            "INSERT INTO actor_name (actor, name, lang, script, first, last, uses) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)
             ON CONFLICT (actor, name, lang) DO UPDATE SET uses = uses + excluded.uses,
             first = min(coalesce(first, excluded.first), coalesce(excluded.first, first)),
             last = max(coalesce(last, excluded.last), coalesce(excluded.last, last))",
        )?
        .execute(params![actor, name, lang, script(&name), published, count])?;
        let sound = if named.kind == "person" { sound(&named.label) } else { String::new() };
        // Where articles differ the first in the alphabet stands, so that the order of adding changes nothing.
        db.prepare_cached(
            "INSERT INTO actor_seen (actor, label, kind, country, sound, uses) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (actor) DO UPDATE SET uses = uses + excluded.uses,
             sound = iif(excluded.label < label, excluded.sound, sound), label = min(label, excluded.label),
             kind = min(kind, excluded.kind), country = max(country, excluded.country)",
        )?
        .execute(params![actor, named.label, named.kind, named.country, sound, count])?;
    }
    offices(db, article, renamed)
}

/// Offices that an article tells of.
fn offices(db: &Connection, article: i64, renamed: &Renamed) -> Result<()> {
    let mut ask = db.prepare_cached(
        "SELECT m.actor, k.office, coalesce(o.actor, ''), k.phase, coalesce(r.start, a.published)
         FROM record r JOIN office k ON k.record = r.id JOIN article a ON a.id = r.article
         JOIN record_actor x ON x.record = r.id AND x.role = 1 JOIN mention m ON m.id = x.mention
         LEFT JOIN record_actor y ON y.record = r.id AND y.role = 2 LEFT JOIN mention o ON o.id = y.mention
         WHERE r.id BETWEEN ?1 << 20 AND (?1 + 1 << 20) - 1 AND m.actor <> '' AND a.duplicate_of IS NULL ORDER BY r.id",
    )?;
    let mut rows = ask.query([article])?;
    while let Some(row) = rows.next()? {
        let (person, of) = (renamed.of(&row.get::<_, String>(0)?), renamed.of(&row.get::<_, String>(2)?));
        let (office, phase): (String, String) = (row.get(1)?, row.get(3)?);
        let day: Option<String> = row.get(4)?;
        db.prepare_cached(
            "INSERT INTO office_seen (person, office, of, phase, first, last, uses) VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1)
             ON CONFLICT (person, office, of, phase) DO UPDATE SET uses = uses + 1,
             first = min(coalesce(first, excluded.first), coalesce(excluded.first, first)),
             last = max(coalesce(last, excluded.last), coalesce(excluded.last, last))",
        )?
        .execute(params![person, office, of, phase, day])?;
    }
    Ok(())
}
