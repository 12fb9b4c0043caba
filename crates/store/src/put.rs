//! Writing one article: rows of documents, texts, articles and records. Opens and closes no transaction.

use std::collections::{BTreeMap, HashMap};

use legation_model::{ActorRef, DateRef, Day, Evidence, PlaceRef, Record, RecordId};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::copies::Shared;
use crate::error::{Error, Result};
use crate::field::{self, Field, Found};
use crate::ingest::Reading;
use crate::kinds;
use crate::manifest::digest;
use crate::{sites, wire};

/// Bits of a record's row number that count inside its article.
pub const SEQ_BITS: u32 = 20;
/// Day of a record of which neither its own nor its article's date is known.
pub const NO_DAY: i64 = -1_000_000;

/// Values remembered with their ids; more are asked for anew, so that memory stays flat.
const REMEMBERED: usize = 50_000;

/// Row numbers of values that come again and again.
#[derive(Default)]
pub(crate) struct Interned {
    rules: HashMap<String, i64>,
    places: HashMap<String, i64>,
    mentions: HashMap<String, i64>,
    facets: HashMap<String, i64>,
    uses: BTreeMap<i64, i64>,
}

/// A new article.
pub(crate) struct Row {
    pub(crate) id: i64,
    /// The reading that it takes the place of.
    pub(crate) replaced: Option<i64>,
}

/// Writes an article that the run has not read yet.
pub(crate) fn article(
    db: &Connection,
    run: i64,
    addition: i64,
    interned: &mut Interned,
    reading: &Reading,
) -> Result<Row> {
    let input = &reading.input;
    let article = &reading.extraction.article;
    let known: Option<i64> = db
        .prepare_cached("SELECT id FROM document WHERE key = ?")?
        .query_row([&input.key], |r| r.get(0))
        .optional()?;
    let document = match known {
        Some(id) => id,
        None => db
            .prepare_cached(
                "INSERT INTO document (key, source, url, raw_hash, raw_size, addition) VALUES (?, ?, ?, ?, ?, ?)",
            )?
            .insert(params![
                input.key,
                input.source,
                article.url,
                input.raw_hash,
                input.raw_size as i64,
                addition
            ])?,
    };
    let text = text(db, reading)?;
    let replaced: Option<i64> = db
        .prepare_cached("SELECT id FROM article WHERE document = ? AND current")?
        .query_row([document], |r| r.get(0))
        .optional()?;
    if replaced.is_some() {
        db.prepare_cached("UPDATE article SET current = 0 WHERE document = ?")?.execute([document])?;
    }
    let first: Option<(i64, String)> = db
        .prepare_cached("SELECT id, rid FROM article WHERE text = ? AND run = ? AND duplicate_of IS NULL")?
        .query_row([text, run], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let is_same = first.is_some();
    let shared = Shared::of(db, run, &reading.sentences)?;
    let first = if is_same { first } else { shared.original(db)? };
    let published = article.published.as_ref();
    let (start, end, precision) = date(published);
    let id = db
        .prepare_cached(
            "INSERT INTO article (run, document, text, rid, current, lang, title, published, published_end, precision,
             time, publisher, author, relay, duplicate_of, records, letters)
             VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .insert(params![
            run,
            document,
            text,
            article.id.as_str(),
            article.lang.code(),
            article.title,
            start,
            end,
            precision,
            published.and_then(|p| p.time.as_deref()),
            article.publisher,
            article.author,
            serde_json::Value::from(article.relay.clone()).to_string(),
            first.as_ref().map(|f| f.0),
            reading.extraction.records.len() as i64,
            shared.letters() as i64,
        ])?;
    if !is_same {
        shared.remember(db, run, id)?;
    }
    sites::note(db, run, &reading.lines)?;
    let packed = match first {
        Some((_, first)) => {
            let mut copy = reading.extraction.clone();
            copy.article.duplicate_of = Some(RecordId(first));
            wire::pack(&copy)?
        }
        None => wire::pack(&reading.extraction)?,
    };
    db.prepare_cached("INSERT INTO wire (article, lines) VALUES (?, ?)")?.execute(params![id, packed])?;
    blocks(db, id, reading)?;
    records(db, id, interned, reading)?;
    Ok(Row { id, replaced })
}

/// The row of the clean text, with its entry in the index.
fn text(db: &Connection, reading: &Reading) -> Result<i64> {
    let body = &reading.extraction.article.text;
    let hash = digest([body.as_bytes(), reading.lemmas.words().as_bytes()]);
    let known = db
        .prepare_cached("SELECT id FROM text WHERE hash = ?")?
        .query_row([&hash], |r| r.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    let id = db.prepare_cached("INSERT INTO text (hash, body, lemmas) VALUES (?, ?, ?)")?.insert(params![
        hash,
        body,
        reading.lemmas.pack()?
    ])?;
    db.prepare_cached("INSERT INTO lemma (rowid, words) VALUES (?, ?)")?
        .execute(params![id, reading.lemmas.words()])?;
    Ok(id)
}

fn blocks(db: &Connection, article: i64, reading: &Reading) -> Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO block (article, seq, byte_start, byte_end, kind, lang, raw) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (seq, block) in reading.blocks.iter().enumerate() {
        let raw: Vec<[u32; 2]> = block.raw.iter().map(|s| [s.start, s.end]).collect();
        let kind = serde_json::to_value(block.kind).ok();
        insert.execute(params![
            article,
            seq as i64,
            block.span.start,
            block.span.end,
            kind.as_ref().and_then(|k| k.as_str()),
            block.lang.code(),
            serde_json::to_string(&raw).unwrap_or_default(),
        ])?;
    }
    Ok(())
}

fn records(db: &Connection, article: i64, interned: &mut Interned, reading: &Reading) -> Result<()> {
    let records = &reading.extraction.records;
    // Line 0 of the wire is the article.
    if records.len() + 1 >= 1 << SEQ_BITS {
        return Err(Error::TooMany(reading.input.source.clone()));
    }
    let mut rows = HashMap::with_capacity(records.len());
    for (at, record) in records.iter().enumerate() {
        let row = (article << SEQ_BITS) + at as i64 + 1;
        rows.entry(kinds::common(record).id.as_str()).or_insert(row);
    }
    let published = reading.extraction.article.published.as_ref().and_then(|d| d.start.or(d.end));
    let publisher = reading.extraction.article.publisher.as_deref();
    // Statements first: others point to them.
    let (first, rest): (Vec<_>, Vec<_>) =
        records.iter().enumerate().partition(|(_, r)| matches!(r, Record::Statement(_)));
    for (at, record) in first.into_iter().chain(rest) {
        let row = (article << SEQ_BITS) + at as i64 + 1;
        let context = Context { db, article, row, seq: at as i64 + 1, published, publisher, rows: &rows };
        context.record(interned, record)?;
    }
    Ok(())
}

/// What the rows of one record need to know.
pub(crate) struct Context<'a> {
    pub(crate) db: &'a Connection,
    pub(crate) article: i64,
    pub(crate) row: i64,
    seq: i64,
    published: Option<Day>,
    publisher: Option<&'a str>,
    rows: &'a HashMap<&'a str, i64>,
}

impl Context<'_> {
    fn record(&self, interned: &mut Interned, record: &Record) -> Result<()> {
        let common = kinds::common(record);
        let (start, end, precision) = date(common.date);
        let place = common.place.map(|p| interned.place(self.db, p)).transpose()?;
        let rule = common.rule.map(|r| interned.rule(self.db, r)).transpose()?;
        let statement = self.statement(common.statement);
        self.db
            .prepare_cached(
                "INSERT INTO record (id, article, seq, kind, rid, start, \"end\", precision, place, statement, rule,
                 confidence, byte_start, byte_end) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                self.row,
                self.article,
                self.seq,
                common.kind.as_str(),
                common.id.as_str(),
                start,
                end,
                precision,
                place,
                statement,
                rule,
                common.confidence,
                common.shown.map(|e| e.byte_start),
                common.shown.map(|e| e.byte_end),
            ])?;
        kinds::insert(self, interned, record)?;
        self.parts(interned, record, &common)
    }

    /// The row of a statement of the same article.
    pub(crate) fn statement(&self, id: Option<&RecordId>) -> Option<i64> {
        id.and_then(|id| self.rows.get(id.as_str()).copied())
    }

    /// Actors, evidence, and what the record is looked for by.
    fn parts(&self, interned: &mut Interned, record: &Record, common: &kinds::Common<'_>) -> Result<()> {
        let mut found = Vec::new();
        field::each(record, &mut |f| found.push(f));
        let mut seqs: BTreeMap<Field, i64> = BTreeMap::new();
        let mut facets: BTreeMap<String, i64> = BTreeMap::from([("*".to_owned(), 0)]);
        let mut actors = self
            .db
            .prepare_cached("INSERT INTO record_actor (record, role, seq, mention) VALUES (?, ?, ?, ?)")?;
        let mut words = self.db.prepare_cached(
            "INSERT OR IGNORE INTO evidence (record, field, byte_start, byte_end) VALUES (?, ?, ?, ?)",
        )?;
        for part in found {
            match part {
                Found::Words(field, e) => {
                    words.execute(params![self.row, field.id(), e.byte_start, e.byte_end])?;
                }
                Found::Name(role, name) => {
                    let mention = interned.name(self.db, name)?;
                    let seq = seqs.entry(role).or_insert(0);
                    actors.execute(params![self.row, role.id(), *seq, mention])?;
                    *seq += 1;
                }
                Found::Actor(role, actor) => {
                    let mention = interned.mention(self.db, actor)?;
                    let seq = seqs.entry(role).or_insert(0);
                    actors.execute(params![self.row, role.id(), *seq, mention])?;
                    *seq += 1;
                    for key in [&actor.id, &actor.country].into_iter().flatten() {
                        *facets.entry(key.clone()).or_insert(0) |= role.bit();
                    }
                }
            }
        }
        let Some(kind) = common.kind.number() else { return Ok(()) };
        if let Some(place) = common.place {
            for key in std::iter::once(&place.label).chain(&place.country) {
                facets.insert(place_key(key), Field::Place.bit());
            }
        }
        if let Some(publisher) = self.publisher {
            facets.insert(publisher_key(publisher), 0);
        }
        let own = common.date.filter(|_| common.dated).and_then(|d| d.start.or(d.end));
        let day = own.or(self.published).map_or(NO_DAY, days);
        let mut insert = self.db.prepare_cached(
            "INSERT OR IGNORE INTO facet_record (facet, kind, day, record, roles) VALUES (?, ?, ?, ?, ?)",
        )?;
        for (key, roles) in facets {
            let facet = interned.facet(self.db, &key)?;
            insert.execute(params![facet, kind, day, self.row, roles])?;
        }
        Ok(())
    }
}

/// The facet of a place or a country where something is.
pub fn place_key(place: &str) -> String {
    format!("place:{}", place.to_lowercase())
}

/// The facet of a publisher.
pub fn publisher_key(publisher: &str) -> String {
    format!("from:{}", publisher.to_lowercase())
}

/// Days since 1970-01-01.
pub fn days(day: Day) -> i64 {
    let epoch = Day::constant(1970, 1, 1);
    i64::from((day - epoch).get_days())
}

/// The day so many days after 1970-01-01.
pub fn day_of(days: i64) -> Option<Day> {
    Day::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Columns of a date: first day, last day, precision.
pub(crate) fn date(date: Option<&DateRef>) -> (Option<String>, Option<String>, Option<String>) {
    let Some(date) = date else { return (None, None, None) };
    let precision = serde_json::to_value(date.precision).ok().and_then(|p| p.as_str().map(str::to_owned));
    (date.start.map(|d| d.to_string()), date.end.map(|d| d.to_string()), precision)
}

impl Interned {
    fn rule(&mut self, db: &Connection, rule: &str) -> Result<i64> {
        remember(&mut self.rules, rule, || {
            db.prepare_cached("INSERT INTO rule (name) VALUES (?) ON CONFLICT (name) DO NOTHING")?
                .execute([rule])?;
            Ok(db.prepare_cached("SELECT id FROM rule WHERE name = ?")?.query_row([rule], |r| r.get(0))?)
        })
    }

    fn place(&mut self, db: &Connection, place: &PlaceRef) -> Result<i64> {
        let country = place.country.as_deref().unwrap_or_default();
        let geonames = place.geonames.unwrap_or(0);
        let key = format!("{}\n{country}\n{geonames}", place.label);
        remember(&mut self.places, &key, || {
            db.prepare_cached(
                "INSERT INTO place (label, country, geonames, lat, lon) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(params![place.label, country, geonames, place.lat, place.lon])?;
            let mut ask =
                db.prepare_cached("SELECT id FROM place WHERE label = ? AND country = ? AND geonames = ?")?;
            Ok(ask.query_row(params![place.label, country, geonames], |r| r.get(0))?)
        })
    }

    pub(crate) fn mention(&mut self, db: &Connection, actor: &ActorRef) -> Result<i64> {
        let sectors: Vec<&str> = actor.sectors.iter().map(|s| s.as_str()).collect();
        let cells = [
            actor.id.as_deref().unwrap_or_default(),
            &actor.name,
            &actor.label,
            actor.kind.as_str(),
            actor.country.as_deref().unwrap_or_default(),
            &sectors.join(" "),
            actor.office.map_or("", |o| o.as_str()),
        ];
        self.cells(db, cells)
    }

    fn name(&mut self, db: &Connection, name: &str) -> Result<i64> {
        self.cells(db, ["", name, name, "", "", "", ""])
    }

    fn cells(&mut self, db: &Connection, cells: [&str; 7]) -> Result<i64> {
        remember(&mut self.mentions, &cells.join("\n"), || {
            db.prepare_cached(
                "INSERT INTO mention (actor, name, label, kind, country, sectors, office) VALUES (?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(cells)?;
            let mut ask = db.prepare_cached(
                "SELECT id FROM mention WHERE actor = ? AND name = ? AND label = ? AND kind = ? AND country = ?
                 AND sectors = ? AND office = ?",
            )?;
            Ok(ask.query_row(cells, |r| r.get(0))?)
        })
    }

    fn facet(&mut self, db: &Connection, key: &str) -> Result<i64> {
        let id = remember(&mut self.facets, key, || {
            db.prepare_cached("INSERT INTO facet (key) VALUES (?) ON CONFLICT (key) DO NOTHING")?
                .execute([key])?;
            Ok(db.prepare_cached("SELECT id FROM facet WHERE key = ?")?.query_row([key], |r| r.get(0))?)
        })?;
        *self.uses.entry(id).or_insert(0) += 1;
        Ok(id)
    }

    /// Writes what was counted since the last batch; forgets what grew too large.
    pub(crate) fn flush(&mut self, db: &Connection) -> Result<()> {
        let mut update = db.prepare_cached("UPDATE facet SET uses = uses + ? WHERE id = ?")?;
        for (facet, uses) in std::mem::take(&mut self.uses) {
            update.execute([uses, facet])?;
        }
        for map in [&mut self.rules, &mut self.places, &mut self.mentions, &mut self.facets] {
            if map.len() > REMEMBERED {
                map.clear();
            }
        }
        Ok(())
    }
}

fn remember(known: &mut HashMap<String, i64>, key: &str, ask: impl FnOnce() -> Result<i64>) -> Result<i64> {
    if let Some(&id) = known.get(key) {
        return Ok(id);
    }
    let id = ask()?;
    known.insert(key.to_owned(), id);
    Ok(id)
}

/// The words that show a record best.
pub(crate) type Shown<'a> = Option<&'a Evidence>;
