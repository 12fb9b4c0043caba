//! Actors: their names, offices, which may be one, and the user's word on that.

use std::collections::BTreeMap;

use legation_ledger::actors::{Held, Person, Possible, possible};
use legation_model::{Office, Phase, RecordId};
use rusqlite::params;
use rusqlite::types::Value;

use super::Rows;
use crate::Store;
use crate::derive;
use crate::error::{Error, Result};

impl Store {
    /// Actors, those named most first; `like`: in id, label or name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn actors(
        &self,
        like: Option<&str>,
        kind: Option<&str>,
        country: Option<&str>,
        limit: Option<usize>,
    ) -> Result<Rows> {
        self.ledger_rows(
            "SELECT s.actor AS id, s.label, s.kind, s.country, s.uses,
               (SELECT min(first) FROM actor_name n WHERE n.actor = s.actor) AS first,
               (SELECT max(last) FROM actor_name n WHERE n.actor = s.actor) AS last,
               (SELECT group_concat(name, '; ') FROM (SELECT name FROM actor_name n WHERE n.actor = s.actor
                AND n.script = 'Cyrl' GROUP BY name ORDER BY sum(uses) DESC, name LIMIT 3)) AS cyrillic,
               (SELECT group_concat(name, '; ') FROM (SELECT name FROM actor_name n WHERE n.actor = s.actor
                AND n.script = 'Latn' GROUP BY name ORDER BY sum(uses) DESC, name LIMIT 3)) AS latin
             FROM (SELECT * FROM actor_seen s WHERE (?1 IS NULL OR s.actor LIKE ?1 OR s.label LIKE ?1
               OR s.actor IN (SELECT actor FROM actor_name WHERE name LIKE ?1))
               AND (?2 IS NULL OR s.kind = ?2) AND (?3 IS NULL OR s.country = ?3)
               ORDER BY s.uses DESC, s.actor LIMIT ?4) s",
            vec![
                like.map(|l| format!("%{l}%")).into(),
                kind.map(str::to_owned).into(),
                country.map(str::to_owned).into(),
                limit.map_or(Value::from(-1), |l| Value::from(l as i64)),
            ],
        )
    }

    /// The names of one actor.
    ///
    /// # Errors
    /// Nobody is called so, or what SQLite says.
    pub fn actor_names(&self, actor: &str) -> Result<Rows> {
        let actor = self.ledger_key(actor)?;
        self.ledger_rows(
            "SELECT actor AS id, name, lang, script, first, last, uses FROM actor_name WHERE actor = ?
             ORDER BY script, uses DESC, name",
            vec![actor.into()],
        )
    }

    /// Persons that may be one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn possible(&self) -> Result<Vec<Possible>> {
        let mut ask = self.db.prepare_cached(
            "SELECT sound, actor, label, country FROM actor_seen WHERE kind = 'person' AND sound <> ''
             ORDER BY sound, actor",
        )?;
        let mut by = BTreeMap::<String, Vec<Person>>::new();
        let mut rows = ask.query([])?;
        while let Some(row) = rows.next()? {
            let person = Person { id: row.get(1)?, label: row.get(2)?, country: row.get(3)? };
            by.entry(row.get(0)?).or_default().push(person);
        }
        Ok(by.into_values().flat_map(|persons| possible(&persons)).collect())
    }

    /// Offices as articles tell them: each on its first and last day.
    ///
    /// # Errors
    /// An actor that is not known, or what SQLite says.
    pub fn offices(&self, person: Option<&str>, of: Option<&str>, office: Option<&str>) -> Result<Vec<Held>> {
        let key = |named: Option<&str>| named.map(|n| self.ledger_key(n)).transpose();
        let mut ask = self.db.prepare_cached(
            "SELECT person, office, of, phase, first, last FROM office_seen
             WHERE (?1 IS NULL OR person = ?1) AND (?2 IS NULL OR of = ?2) AND (?3 IS NULL OR office = ?3)
             ORDER BY of, office, first, person, phase",
        )?;
        let mut rows = ask.query(params![key(person)?, key(of)?, office])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let (Ok(office), Ok(phase)) =
                (row.get::<_, String>(1)?.parse::<Office>(), row.get::<_, String>(3)?.parse::<Phase>())
            else {
                continue;
            };
            for at in [4, 5] {
                let day: Option<String> = row.get(at)?;
                out.push(Held {
                    person: row.get(0)?,
                    office,
                    of: row.get(2)?,
                    phase,
                    day: day.and_then(|d| d.parse().ok()),
                    record: RecordId(String::new()),
                });
            }
        }
        Ok(out)
    }

    /// Notes that an actor is another one, or (without `into`) that it is itself after all, and makes the ledger anew where
    /// that changes it. Nothing is deleted: undoing is a decision too.
    ///
    /// # Errors
    /// An actor that is not known, or what SQLite says.
    pub fn decide_actor(&mut self, actor: &str, into: Option<&str>, note: &str, now: &str) -> Result<()> {
        if into == Some(actor) {
            return Err(Error::Question(format!("{actor} is {actor} already")));
        }
        let tx = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let known: i64 =
            tx.query_row("SELECT count(*) FROM mention WHERE actor IN (?, ?)", params![actor, into], |r| {
                r.get(0)
            })?;
        if known == 0 {
            return Err(Error::Question(format!("no actor has the id {actor}")));
        }
        let kind = if into.is_some() { "merge" } else { "split" };
        tx.execute(
            "INSERT INTO decision (at, kind, subject, object, note) VALUES (?, ?, ?, ?, ?)",
            params![now, kind, actor, into.unwrap_or_default(), note],
        )?;
        derive::decisions_changed(&tx, &[actor])?;
        tx.commit()?;
        Ok(())
    }

    /// Decisions on actors, in order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn actor_decisions(&self) -> Result<Rows> {
        self.ledger_rows(
            "SELECT at, kind, subject, object, note FROM decision WHERE kind IN ('merge', 'split') ORDER BY id",
            Vec::new(),
        )
    }
}
