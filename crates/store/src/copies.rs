//! Near copies: an article nine tenths of which stand in an earlier one of its run, and the other way round, is its
//! copy. Sentences come as hashes; how they are cut is not decided here. What is found depends on the order of input
//! alone, since the writer asks and answers in that order.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::Result;

/// A long sentence of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Hash of its letters and digits.
    pub hash: u64,
    /// How many they are.
    pub letters: u32,
}

/// Articles that may share a sentence; what more of them share is a formula, not a copy.
const MANY: usize = 64;
/// Shared letters of both texts, of so many, from which one is the other's copy.
const WHOLE: (u64, u64) = (9, 10);

/// Sentences of an article that is to be written, with the articles that have them.
pub(crate) struct Shared<'a> {
    sentences: &'a [Sentence],
    articles: BTreeMap<u64, Vec<i64>>,
}

impl<'a> Shared<'a> {
    /// Looks the sentences up among those of the run.
    pub(crate) fn of(db: &Connection, run: i64, sentences: &'a [Sentence]) -> Result<Self> {
        let mut ask = db.prepare_cached(&format!(
            "SELECT article FROM sentence WHERE run = ? AND hash = ? ORDER BY article LIMIT {MANY}"
        ))?;
        let mut articles = BTreeMap::new();
        for s in sentences {
            let rows = ask.query_map(params![run, s.hash.cast_signed()], |r| r.get(0))?;
            articles.insert(s.hash, rows.collect::<rusqlite::Result<Vec<i64>>>()?);
        }
        Ok(Self { sentences, articles })
    }

    /// Letters of all the sentences.
    pub(crate) fn letters(&self) -> u64 {
        self.sentences.iter().map(|s| u64::from(s.letters)).sum()
    }

    /// The article, with its id on the wire, of which the text is a near copy: the first of those that share most. Where
    /// that is a copy itself, what it copies.
    pub(crate) fn original(&self, db: &Connection) -> Result<Option<(i64, String)>> {
        let all = self.letters();
        let mut sums: BTreeMap<i64, u64> = BTreeMap::new();
        for s in self.sentences {
            for &article in self.articles.get(&s.hash).filter(|a| a.len() < MANY).into_iter().flatten() {
                *sums.entry(article).or_default() += u64::from(s.letters);
            }
        }
        let whole = |shared: u64, of: u64| shared > 0 && shared * WHOLE.1 >= of * WHOLE.0;
        let mut near: Vec<(u64, i64)> =
            sums.into_iter().filter(|(_, shared)| whole(*shared, all)).map(|(id, n)| (n, id)).collect();
        near.sort_by_key(|(shared, id)| (std::cmp::Reverse(*shared), *id));
        let mut ask = db.prepare_cached(
            "SELECT a.letters, o.id, o.rid FROM article a JOIN article o ON o.id = coalesce(a.duplicate_of, a.id)
             WHERE a.id = ?",
        )?;
        for (shared, article) in near {
            let row = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(0)?, (r.get(1)?, r.get(2)?)));
            if let Some((letters, original)) = ask.query_row([article], row).optional()?
                && whole(shared, letters.cast_unsigned())
            {
                return Ok(Some(original));
            }
        }
        Ok(None)
    }

    /// Remembers the sentences of the article, but for formulas.
    pub(crate) fn remember(&self, db: &Connection, run: i64, article: i64) -> Result<()> {
        let mut insert = db.prepare_cached("INSERT INTO sentence (run, hash, article) VALUES (?, ?, ?)")?;
        for (hash, articles) in &self.articles {
            if articles.len() < MANY {
                insert.execute(params![run, hash.cast_signed(), article])?;
            }
        }
        Ok(())
    }
}
