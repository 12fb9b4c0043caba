//! Which merged things are asked for.

use rusqlite::OptionalExtension as _;
use rusqlite::types::Value;

use crate::Store;
use crate::bounds::{Bounds, Sort, only};
use crate::derive::{EVERY, pair};
use crate::error::Result;
use crate::put::{NO_DAY, days, place_key};

/// Filters; what is not set does not matter.
#[derive(Debug, Clone, Default)]
pub struct Which {
    /// Id of one thing, or its beginning.
    pub id: Option<String>,
    /// All of these are in it: ids, countries, or names that one actor has.
    pub actors: Vec<String>,
    /// Of events, which; the status may be the stage of an agreement, or that of a commitment.
    pub sort: Sort,
    /// When, where; language, source and run of a report.
    pub bounds: Bounds,
}

/// Conditions with their values.
pub(super) struct Clause {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

impl Clause {
    pub(super) fn add(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(sql);
        self.values.extend(values);
    }
}

impl Clause {
    /// What things are sorted by, the newest first; by an index, whichever way they are looked for.
    pub(super) fn by_day(&self, t: &Tables) -> String {
        if self.sql.starts_with("FROM ledger_facet") {
            "f.day DESC, h.id".to_owned()
        } else {
            format!("h.{} DESC, h.id", t.day)
        }
    }
}

/// The tables of a kind: things, their reports, the column that names the thing there.
pub(super) struct Tables {
    pub(super) kind: i64,
    pub(super) things: &'static str,
    pub(super) reports: &'static str,
    pub(super) of: &'static str,
    /// Column of the day for a list without actors.
    pub(super) day: &'static str,
}

impl Store {
    /// `FROM … WHERE …` over `h` (the things): actors, place, days, language, source and run. The newest come first.
    pub(super) fn which(&self, which: &Which, t: &Tables) -> Result<Clause> {
        let bounds = &which.bounds;
        let mut keys = Vec::new();
        for actor in &which.actors {
            keys.push(self.ledger_key(actor)?);
        }
        if let [a, b] = keys.as_slice()
            && self.ledger_has(t.kind, &pair(a, b))?
        {
            keys = vec![pair(a, b)];
        }
        keys.extend(bounds.place.as_deref().map(place_key));
        // All events have this key, and with it what they are, in the order of their days.
        if keys.is_empty() && t.kind == super::events::EVENTS.kind && which.id.is_none() {
            keys.push(EVERY.to_owned());
        }
        let mut c = Clause { sql: String::new(), values: Vec::new() };
        if let Some((first, rest)) = keys.split_first() {
            c.add(
                &format!(
                    "FROM ledger_facet f JOIN {} h ON h.id = f.id WHERE f.kind = ? AND f.key = ?",
                    t.things
                ),
                [t.kind.into(), first.clone().into()],
            );
            if let Some(day) = bounds.since {
                c.add(" AND f.day >= ?", [days(day).into()]);
            }
            if let Some(day) = bounds.until {
                c.add(" AND f.day BETWEEN ? AND ?", [(NO_DAY + 1).into(), days(day).into()]);
            }
            for name in which.sort.codes().filter(|_| t.kind == super::events::EVENTS.kind) {
                c.add(
                    " AND f.sort & coalesce((SELECT mask FROM ledger_sort WHERE name = ?), -1)",
                    [name.to_owned().into()],
                );
            }
            for key in rest {
                c.add(
                    " AND EXISTS (SELECT 1 FROM ledger_facet g WHERE g.kind = f.kind AND g.key = ? AND g.day = f.day
                      AND g.id = f.id)",
                    [key.clone().into()],
                );
            }
        } else {
            c.add(&format!("FROM {} h WHERE 1", t.things), []);
            if let Some(day) = bounds.since {
                c.add(&format!(" AND h.{} >= ?", t.day), [day.to_string().into()]);
            }
            if let Some(day) = bounds.until {
                c.add(&format!(" AND h.{} <= ?", t.day), [day.to_string().into()]);
            }
        }
        if let Some(id) = &which.id {
            c.add(" AND h.rid >= ? AND h.rid < ? || 'g'", [id.clone().into(), id.clone().into()]);
        }
        let mut report = String::new();
        let mut values = Vec::new();
        if let Some(lang) = &bounds.lang {
            report.push_str(" AND a.lang = ?");
            values.push(lang.clone().into());
        }
        if let Some(source) = &bounds.source {
            report.push_str(" AND (a.publisher = ? OR d.source LIKE ? OR d.url LIKE ?)");
            let like = format!("%{source}%");
            values.extend([Value::from(source.clone()), like.clone().into(), like.into()]);
        }
        if let Some(run) = bounds.run {
            report.push_str(" AND a.run = ?");
            values.push(run.into());
        }
        if !report.is_empty() {
            c.add(
                &format!(
                    " AND EXISTS (SELECT 1 FROM {} x JOIN record r ON r.id = x.record JOIN article a ON a.id = r.article
                      JOIN document d ON d.id = a.document WHERE x.{} = h.id{report})",
                    t.reports, t.of
                ),
                values,
            );
        }
        Ok(c)
    }

    fn ledger_has(&self, kind: i64, key: &str) -> Result<bool> {
        let mut ask =
            self.db.prepare_cached("SELECT 1 FROM ledger_facet WHERE kind = ? AND key = ? LIMIT 1")?;
        Ok(ask.query_row((kind, key), |_| Ok(())).optional()?.is_some())
    }

    /// The key of the actor that the user means: an id in any case, or a name that only one actor has.
    ///
    /// # Errors
    /// Nobody is called so, or several are.
    pub fn ledger_key(&self, named: &str) -> Result<String> {
        let mut ask = self.db.prepare_cached("SELECT 1 FROM actor_seen WHERE actor = ?")?;
        for key in [named.to_owned(), named.to_uppercase(), named.to_lowercase()] {
            let known = ask.query_row([&key], |_| Ok(())).optional()?.is_some();
            if known || self.ledger_has(3, &key)? {
                return Ok(key);
            }
        }
        let mut ask = self.db.prepare_cached(
            "SELECT actor FROM actor_name WHERE name = ?1 UNION SELECT actor FROM actor_seen WHERE label = ?1 ORDER BY 1",
        )?;
        let found: Vec<String> = ask.query_map([named], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        only(named, found)
    }
}
