//! Which records are asked for, and how they are found by facets in the order of days.

use rusqlite::OptionalExtension as _;
use rusqlite::types::Value;

use crate::Store;
use crate::bounds::{Bounds, Sort, only};
use crate::error::{Error, Result};
use crate::field::Field;
use crate::kinds::Kind;
use crate::meeting::{self, Facet};
use crate::put::{days, place_key, publisher_key};

/// Who must be in a record, and in which roles (bits of [`Field::bit`]; 0: any).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Id of an actor, a country, or a name that only one actor has.
    pub actor: String,
    /// Roles, any of which will do.
    pub roles: i64,
}

impl Who {
    /// In any role.
    pub fn any(actor: &str) -> Self {
        Self { actor: actor.to_owned(), roles: 0 }
    }

    /// As one who speaks.
    pub fn speaking(actor: &str) -> Self {
        let roles = [Field::Speaker, Field::CoSpeaker, Field::OnBehalfOf].map(Field::bit);
        Self { actor: actor.to_owned(), roles: roles.iter().sum() }
    }
}

/// Filters over records; what is not set does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// All of these are in the record.
    pub who: Vec<Who>,
    /// When, where, from whom; of a run instead of the newest readings.
    pub bounds: Bounds,
    /// Of events, which.
    pub sort: Sort,
    /// Records less sure are left out.
    pub min_confidence: Option<f64>,
    /// With articles that repeat the text of another.
    pub copies: bool,
    /// Of merged events, agreements and commitments one report each ([`Store::rows_matching`] alone).
    pub once: bool,
}

/// A question over records as SQL: `FROM … WHERE …` over `r` (record), `a` (article) and `d` (document), and its parameters.
pub(crate) struct Clause {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
    /// Whether only some of what may fit was looked at.
    pub(crate) cut: bool,
}

impl Store {
    /// The SQL of a filter for one kind of record, newest first. Where several busy actors are asked for, so `many` of the records
    /// that have them all are looked at.
    pub(crate) fn clause(&self, filter: &Filter, kind: Kind, many: Option<usize>) -> Result<Clause> {
        let Some(number) = kind.number() else {
            return Err(Error::Question(format!("records of kind {} cannot be listed", kind.as_str())));
        };
        let bounds = &filter.bounds;
        let mut facets = Vec::new();
        for who in &filter.who {
            let key = self.actor_key(&who.actor)?;
            facets.extend(self.facet(&key)?.map(|(id, uses)| Facet { id, uses, roles: who.roles }));
        }
        if let Some(place) = &bounds.place {
            let found = self.facet(&place_key(place))?;
            let (id, uses) = found.ok_or_else(|| Error::Question(format!("nothing is known of {place}")))?;
            facets.push(Facet { id, uses, roles: 0 });
        }
        let mut like = None;
        if let Some(source) = &bounds.source {
            match self.facet(&publisher_key(source))? {
                Some((id, uses)) => facets.push(Facet { id, uses, roles: 0 }),
                None => like = Some(format!("%{source}%")),
            }
        }
        facets.sort_by_key(|f| f.uses);
        if facets.is_empty() {
            // No record at all, no facet.
            facets.push(Facet { id: self.facet("*")?.map_or(0, |f| f.0), uses: 0, roles: 0 });
        }

        let busy = meeting::is_busy(&facets);
        let (from, mut values, cut) = if busy {
            let (since, until) = (bounds.since.map(days), bounds.until.map(days));
            let (records, cut) = self.meeting(&facets, number, (since, until), many)?;
            let from = "(SELECT value AS record, key AS day FROM json_each(?)) f";
            (from, vec![Value::from(serde_json::Value::from(records).to_string())], cut)
        } else {
            ("facet_record f", vec![], false)
        };
        let mut sql = format!(
            "FROM {from} CROSS JOIN record r ON r.id = f.record
             CROSS JOIN article a ON a.id = r.article CROSS JOIN document d ON d.id = a.document WHERE 1"
        );
        let mut add = |words: &str, more: Vec<Value>| {
            sql.push_str(words);
            values.extend(more);
        };
        if let Some((first, rest)) = facets.split_first().filter(|_| !busy) {
            add(" AND f.facet = ? AND f.kind = ?", vec![first.id.into(), number.into()]);
            if let Some(day) = bounds.since {
                add(" AND f.day >= ?", vec![days(day).into()]);
            }
            if let Some(day) = bounds.until {
                // Neither is what has no day.
                add(" AND f.day <= ? AND f.day > ?", vec![days(day).into(), crate::NO_DAY.into()]);
            }
            if first.roles != 0 {
                add(" AND f.roles & ?", vec![first.roles.into()]);
            }
            for Facet { id, roles, .. } in rest {
                let mask = if *roles == 0 { -1 } else { *roles };
                add(
                    " AND EXISTS (SELECT 1 FROM facet_record g WHERE g.facet = ? AND g.kind = f.kind AND g.day = f.day
                      AND g.record = f.record AND (? = -1 OR g.roles & ?))",
                    vec![(*id).into(), mask.into(), mask.into()],
                );
            }
        }
        match bounds.run {
            Some(run) => add(" AND a.run = ?", vec![run.into()]),
            None => add(" AND a.current", vec![]),
        }
        if !filter.copies {
            add(" AND a.duplicate_of IS NULL", vec![]);
        }
        if let Some(lang) = &bounds.lang {
            add(" AND a.lang = ?", vec![lang.clone().into()]);
        }
        if let Some(like) = like {
            add(" AND (d.source LIKE ? OR d.url LIKE ?)", vec![like.clone().into(), like.into()]);
        }
        if kind == Kind::Event && !filter.sort.is_open() {
            let (more, asked) = filter.sort.conditions("e");
            add(&format!(" AND EXISTS (SELECT 1 FROM event e WHERE e.record = r.id{more})"), asked);
        }
        if let Some(least) = filter.min_confidence {
            add(" AND r.confidence >= ?", vec![least.into()]);
        }
        add(if busy { " ORDER BY f.day" } else { " ORDER BY f.day DESC, f.record DESC" }, vec![]);
        if let Some(limit) = bounds.limit {
            add(" LIMIT ?", vec![(limit as i64).into()]);
        }
        Ok(Clause { sql, values, cut })
    }

    fn facet(&self, key: &str) -> Result<Option<(i64, i64)>> {
        let mut ask = self.db.prepare_cached("SELECT id, uses FROM facet WHERE key = ?")?;
        Ok(ask.query_row([key], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
    }

    /// The id or country that the user means: as it stands, in the other case, or the only actor of that name.
    ///
    /// # Errors
    /// Nobody is called so, or several are.
    pub fn actor_key(&self, named: &str) -> Result<String> {
        for key in [named.to_owned(), named.to_uppercase(), named.to_lowercase()] {
            // A key with a colon or a star is no actor's.
            if !key.contains(['*', ':']) && self.facet(&key)?.is_some() {
                return Ok(key);
            }
        }
        let mut ask = self.db.prepare_cached(
            "SELECT DISTINCT actor FROM mention WHERE (label = ?1 OR name = ?1) AND actor <> '' ORDER BY actor",
        )?;
        let found: Vec<String> = ask.query_map([named], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        only(named, found)
    }
}
