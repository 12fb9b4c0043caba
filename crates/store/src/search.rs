//! Full text: texts by lemmas, with the true words.

use std::collections::{BTreeSet, HashSet};

use legation_text::Span;
use rusqlite::{OptionalExtension as _, params, params_from_iter, types::Value};

use crate::Store;
use crate::error::{Error, Result};
use crate::filter::Filter;
use crate::lemmas::Lemmas;

/// Texts looked at for each answer before all are, and at least.
const SPARE: usize = 8;
const LEAST: usize = 200;
/// Texts that are weighed at first where more have the words: those added last. Weighing a text takes longer than finding it,
/// and a word that so many have tells little of any.
const NEWEST: usize = 8_000;
/// Bytes of a snippet, about.
const SNIPPET: usize = 240;

/// A part of a query. A word is a list of alternatives (its lemmas, its form), of which one must fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A word.
    Word(Vec<String>),
    /// A word's beginning.
    Prefix(String),
    /// Words one after the other.
    Phrase(Vec<Vec<String>>),
    /// A word that must not occur.
    Not(Vec<String>),
}

/// A text that fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Row of the article.
    pub article: i64,
    /// Id of the article.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// First day of publication.
    pub published: Option<String>,
    /// Language.
    pub lang: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Where it came from.
    pub source: String,
    /// Whether the words stand next to each other.
    pub together: bool,
    /// How many words of the text fit.
    pub count: usize,
    /// Where the first of the best ones stand in the text.
    pub span: Span,
    /// A piece of the text.
    pub snippet: String,
    /// What fits, in bytes of the snippet.
    pub marks: Vec<Span>,
}

/// A query with the terms that it was made of.
#[derive(Clone, Copy)]
struct Asked<'a> {
    query: &'a str,
    terms: &'a [Term],
    /// Whether the words stand next to each other.
    together: bool,
}

/// Which texts are looked at.
#[derive(Clone, Copy)]
enum Among {
    /// The best of those behind a row, whose ever they are.
    Best { best: usize, from: i64 },
    /// The newest of those that the filter lets through.
    Passing { newest: usize },
}

/// A number of rows as SQLite takes it.
fn rows(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

impl Store {
    /// Texts that have all of `terms`, those with the words next to each other first, then by weight.
    ///
    /// # Errors
    /// No word to look for, or what SQLite says.
    pub fn search(&self, terms: &[Term], filter: &Filter) -> Result<Vec<Hit>> {
        let limit = filter.bounds.limit.unwrap_or(usize::MAX);
        let (all, near) = (every(terms)?, together(terms));
        let mut hits = Vec::new();
        let mut seen = HashSet::new();
        let goes = near.iter().map(|query| (query, true)).chain(std::iter::once((&all, near.is_none())));
        for (query, together) in goes {
            let room = limit.saturating_sub(hits.len());
            if room == 0 {
                break;
            }
            // Those that were found together come again among all.
            let asked = Asked { query, terms, together };
            for hit in self.matching(asked, filter, room.saturating_add(seen.len()), NEWEST)? {
                if hits.len() < limit && seen.insert(hit.article) {
                    hits.push(hit);
                }
            }
        }
        Ok(hits)
    }

    /// The best texts first. Where many have the words, the newest are weighed, without looking up whose they are; where those make
    /// too few answers, the newest that the filter lets through. Of fewer texts the best are looked at, then all.
    fn matching(&self, asked: Asked<'_>, filter: &Filter, limit: usize, newest: usize) -> Result<Vec<Hit>> {
        let best = limit.saturating_mul(SPARE).saturating_add(LEAST);
        let floor = if best < newest { self.nth_newest(asked, newest)? } else { None };
        if let Some(from) = floor {
            let found = self.among(asked, filter, limit, Among::Best { best, from })?;
            if found.len() >= limit {
                return Ok(found);
            }
            return self.among(asked, filter, limit, Among::Passing { newest });
        }
        let found = self.among(asked, filter, limit, Among::Best { best, from: 0 })?;
        let mut ask = self
            .db
            .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM lemma WHERE lemma MATCH ? LIMIT ?)")?;
        let enough = found.len() >= limit || {
            let texts: i64 = ask.query_row(params![asked.query, rows(best)], |r| r.get(0))?;
            texts < rows(best)
        };
        if enough {
            return Ok(found);
        }
        self.among(asked, filter, limit, Among::Best { best: usize::MAX, from: 0 })
    }

    /// The text from which on so many have the words; nothing where fewer have.
    fn nth_newest(&self, asked: Asked<'_>, nth: usize) -> Result<Option<i64>> {
        let mut ask = self.db.prepare_cached(
            "SELECT rowid FROM lemma WHERE lemma MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
        )?;
        Ok(ask.query_row(params![asked.query, rows(nth)], |r| r.get(0)).optional()?)
    }

    /// Answers among some of the texts.
    fn among(&self, asked: Asked<'_>, filter: &Filter, limit: usize, which: Among) -> Result<Vec<Hit>> {
        let mut sql =
            "SELECT a.id, a.rid, a.title, a.published, a.lang, a.publisher, d.source, a.text".to_owned();
        let mut values = vec![Value::from(asked.query.to_owned())];
        match which {
            Among::Best { best, from } => {
                sql.push_str(
                    " FROM (SELECT rowid AS text, rank AS weight FROM lemma WHERE lemma MATCH ? AND rowid > ? ORDER BY rank
                     LIMIT ?) l CROSS JOIN article a ON a.text = l.text CROSS JOIN document d ON d.id = a.document WHERE 1",
                );
                values.extend([from.into(), rows(best).into()]);
            }
            Among::Passing { .. } => sql.push_str(
                ", bm25(lemma) AS weight FROM lemma CROSS JOIN article a ON a.text = lemma.rowid
                 CROSS JOIN document d ON d.id = a.document WHERE lemma MATCH ?",
            ),
        }
        let mut add = |words: &str, value: Option<Value>| {
            sql.push_str(words);
            values.extend(value);
        };
        match filter.bounds.run {
            Some(run) => add(" AND a.run = ?", Some(run.into())),
            None => add(" AND a.current", None),
        }
        if !filter.copies {
            add(" AND a.duplicate_of IS NULL", None);
        }
        if let Some(lang) = &filter.bounds.lang {
            add(" AND a.lang = ?", Some(lang.clone().into()));
        }
        if let Some(day) = filter.bounds.since {
            add(" AND a.published >= ?", Some(day.to_string().into()));
        }
        if let Some(day) = filter.bounds.until {
            add(" AND a.published <= ?", Some(day.to_string().into()));
        }
        if let Some(source) = &filter.bounds.source {
            let like = format!("%{source}%");
            add(" AND (a.publisher LIKE ?", Some(like.clone().into()));
            add(" OR d.source LIKE ?", Some(like.clone().into()));
            add(" OR d.url LIKE ?)", Some(like.into()));
        }
        match which {
            Among::Best { .. } => add(" ORDER BY l.weight, a.id LIMIT ?", Some(rows(limit).into())),
            Among::Passing { newest } => {
                add(" ORDER BY lemma.rowid DESC LIMIT ?", Some(rows(newest).into()));
                sql = format!("SELECT * FROM ({sql}) ORDER BY weight, id LIMIT ?");
                values.push(rows(limit).into());
            }
        }
        let mut ask = self.db.prepare_cached(&sql)?;
        let mut rows = ask.query(params_from_iter(values))?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            let mut hit = Hit {
                article: row.get(0)?,
                id: row.get(1)?,
                title: row.get(2)?,
                published: row.get(3)?,
                lang: row.get(4)?,
                publisher: row.get(5)?,
                source: row.get(6)?,
                together: asked.together,
                count: 0,
                span: Span::default(),
                snippet: String::new(),
                marks: Vec::new(),
            };
            self.show(row.get(7)?, asked.terms, &mut hit)?;
            hits.push(hit);
        }
        Ok(hits)
    }

    /// Finds the words in the text.
    fn show(&self, text: i64, terms: &[Term], hit: &mut Hit) -> Result<()> {
        let mut ask = self.db.prepare_cached("SELECT body, lemmas FROM text WHERE id = ?")?;
        let (body, packed): (String, Vec<u8>) =
            ask.query_row(params![text], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let lemmas = Lemmas::unpack(&packed)
            .map_err(|e| Error::Broken { article: hit.article, what: format!("lemmas: {e}") })?;
        let words: Vec<(&str, Span)> = lemmas.iter().collect();
        let fitting = fitting(&words, terms, hit.together);
        hit.count = fitting.len();
        let Some(best) = densest(&fitting) else { return Ok(()) };
        hit.span = fitting[best];
        let window = window(&body, fitting[best]);
        hit.marks = fitting
            .iter()
            .filter(|s| window.contains(**s))
            .map(|s| Span::new(s.start - window.start, s.end - window.start))
            .collect();
        window.slice(&body).clone_into(&mut hit.snippet);
        Ok(())
    }
}

/// Places of the words that fit; neighbours of one phrase as one.
fn fitting(words: &[(&str, Span)], terms: &[Term], together: bool) -> Vec<Span> {
    let mut phrases: Vec<Vec<&[String]>> = Vec::new();
    let mut prefixes = Vec::new();
    for term in terms {
        match term {
            Term::Word(word) => phrases.push(vec![word]),
            Term::Phrase(phrase) => phrases.push(phrase.iter().map(Vec::as_slice).collect()),
            Term::Prefix(prefix) => prefixes.push(prefix.as_str()),
            Term::Not(_) => {}
        }
    }
    if together {
        let whole: Vec<&[String]> = phrases.iter().flatten().copied().collect();
        phrases = vec![whole];
    }
    let fits = |word: &str, alternatives: &[String]| alternatives.iter().any(|a| a == word);
    let mut found = BTreeSet::new();
    for at in 0..words.len() {
        for phrase in phrases.iter().filter(|p| !p.is_empty() && at + p.len() <= words.len()) {
            let here = &words[at..at + phrase.len()];
            if here.iter().zip(phrase).all(|((word, _), alternatives)| fits(word, alternatives)) {
                found.insert(here[0].1.cover(here[here.len() - 1].1));
            }
        }
        if prefixes.iter().any(|p| words[at].0.starts_with(p)) {
            found.insert(words[at].1);
        }
    }
    found.into_iter().collect()
}

/// The first of the words that have the most others in reach behind them.
fn densest(spans: &[Span]) -> Option<usize> {
    let reach = |at: usize| {
        let last = spans[at].start as usize + SNIPPET;
        spans[at..].iter().take_while(|s| s.end as usize <= last).count()
    };
    (0..spans.len()).max_by_key(|&at| (reach(at), std::cmp::Reverse(at)))
}

/// A piece of the text around `span`, cut at spaces and ends of lines.
fn window(text: &str, span: Span) -> Span {
    let (start, end) = (span.start as usize, span.end as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let mut from = start.saturating_sub(SNIPPET / 3).max(line_start);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    if from > line_start {
        from = text[from..start].find(' ').map_or(start, |at| from + at + 1);
    }
    let mut to = (start + SNIPPET).max(end).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    if to < text.len() {
        to = text[end..to].rfind(' ').map_or(end, |at| end + at);
    }
    // A piece may run over the end of a line only where the words themselves do.
    to = text[end..to].find('\n').map_or(to, |at| end + at);
    Span::of(from, to)
}

/// All terms, in the language of the index.
fn every(terms: &[Term]) -> Result<String> {
    let wanted: Vec<String> = terms.iter().filter_map(positive).collect();
    if wanted.is_empty() {
        return Err(Error::Question("there is no word to look for".to_owned()));
    }
    Ok(without(wanted.join(" AND "), terms))
}

/// The terms as one phrase; nothing where that would ask the same.
fn together(terms: &[Term]) -> Option<String> {
    let mut words: Vec<&[String]> = Vec::new();
    for term in terms {
        match term {
            Term::Word(word) => words.push(word),
            Term::Phrase(phrase) => words.extend(phrase.iter().map(Vec::as_slice)),
            Term::Prefix(_) => return None,
            Term::Not(_) => {}
        }
    }
    let count = terms.iter().filter(|t| !matches!(t, Term::Not(_))).count();
    (count > 1).then(|| without(phrase(&words), terms))
}

fn without(query: String, terms: &[Term]) -> String {
    terms.iter().fold(query, |query, term| match term {
        Term::Not(word) => format!("({query}) NOT ({})", any(word)),
        _ => query,
    })
}

fn positive(term: &Term) -> Option<String> {
    match term {
        Term::Word(word) => Some(format!("({})", any(word))),
        Term::Prefix(prefix) => Some(format!("\"{prefix}\"*")),
        Term::Phrase(words) => {
            Some(format!("({})", phrase(&words.iter().map(Vec::as_slice).collect::<Vec<_>>())))
        }
        Term::Not(_) => None,
    }
}

/// One of the alternatives. They hold letters and digits alone, so that quoting is safe.
fn any(word: &[String]) -> String {
    word.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(" OR ")
}

/// Every way to read a phrase, up to a bound; the first reading of each word comes first.
fn phrase(words: &[&[String]]) -> String {
    const MOST: usize = 64;
    let mut ways = vec![String::new()];
    for word in words {
        let longer = ways.iter().flat_map(|way| {
            word.iter().map(move |w| if way.is_empty() { w.clone() } else { format!("{way} {w}") })
        });
        ways = longer.take(MOST).collect();
    }
    ways.iter().map(|way| format!("\"{way}\"")).collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(alternatives: &[&str]) -> Vec<String> {
        alternatives.iter().map(|a| (*a).to_owned()).collect()
    }

    #[test]
    fn queries_are_put_in_the_language_of_the_index() {
        let terms = [
            Term::Word(word(&["гарантия", "гарантии"])),
            Term::Phrase(vec![word(&["мир"]), word(&["договор"])]),
            Term::Not(word(&["война"])),
        ];
        assert_eq!(
            every(&terms).expect("a query"),
            "((\"гарантия\" OR \"гарантии\") AND (\"мир договор\")) NOT (\"война\")"
        );
        assert_eq!(
            together(&terms).expect("two terms"),
            "(\"гарантия мир договор\" OR \"гарантии мир договор\") NOT (\"война\")"
        );
        assert!(every(&terms[2..]).is_err());
        assert!(together(&terms[..1]).is_none());
    }

    /// A store with texts under numbers, whose articles have nothing else.
    fn texts(dir: &std::path::Path, words: &[&str]) -> Store {
        let store = Store::open(&dir.join("a.db")).expect("opens");
        let made = "PRAGMA foreign_keys = 0;
            INSERT INTO addition (id, run, began, paths) VALUES (1, 1, '2024-01-01', '[]')";
        store.db.execute_batch(made).expect("makes");
        for (id, words) in (1i64..).zip(words) {
            let mut lemmas = Lemmas::default();
            let mut at = 0;
            for word in words.split(' ') {
                lemmas.push(word, Span::of(at, at + word.len()));
                at += word.len() + 1;
            }
            let packed = lemmas.pack().expect("packs");
            let put = |sql: &str, values: &[&dyn rusqlite::ToSql]| store.db.execute(sql, values).expect(sql);
            put(
                "INSERT INTO text (id, hash, body, lemmas) VALUES (?, ?, ?, ?)",
                &[&id, &id.to_string(), words, &packed],
            );
            put("INSERT INTO lemma (rowid, words) VALUES (?, ?)", &[&id, words]);
            put(
                "INSERT INTO document (id, key, source, raw_hash, raw_size, addition) VALUES (?1, ?2, '', '', 0, 1)",
                &[&id, &id.to_string()],
            );
            put(
                "INSERT INTO article (id, run, document, text, rid, current, lang, relay, records)
                 VALUES (?1, 1, ?1, ?1, ?2, 1, ?3, '[]', 0)",
                &[&id, &id.to_string(), &if id % 10 == 0 { "ru" } else { "en" }],
            );
        }
        store
    }

    #[test]
    fn of_many_texts_the_newest_are_weighed_first() {
        let dir = tempfile::tempdir().expect("folder");
        // The word is told most in the first text; rare ones are in the tenth and the last.
        let words: Vec<String> = (0..600)
            .map(|i| match i {
                0 => "peace peace peace peace".to_owned(),
                9 => "peace rare talks talks".to_owned(),
                590 => "peace peace talks talks".to_owned(),
                _ => "peace talks talks talks".to_owned(),
            })
            .collect();
        let store = texts(dir.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
        let found = |query: &str, filter: &Filter, limit, newest| -> Vec<i64> {
            let terms = [Term::Word(word(&[query]))];
            let query = every(&terms).expect("a query");
            let asked = Asked { query: &query, terms: &terms, together: false };
            let hits = store.matching(asked, filter, limit, newest).expect("answers");
            hits.iter().map(|hit| hit.article).collect()
        };
        let any = Filter::default();
        assert_eq!(found("peace", &any, 1, 300), [591], "the best of the newest");
        assert_eq!(found("peace", &any, 1, 1000), [1], "fewer have it: the best of all");
        assert_eq!(found("rare", &any, 5, 300), [10], "a rare word is found wherever it stands");
        assert_eq!(found("peace", &any, usize::MAX, 300).len(), 600);
        // A filter that the newest do not pass is answered from all.
        let mut old = Filter::default();
        store.db.execute("UPDATE article SET lang = 'en' WHERE id > 20", []).expect("marks");
        old.bounds.lang = Some("ru".to_owned());
        assert_eq!(found("peace", &old, 5, 300), [10, 20]);
    }

    #[test]
    fn a_snippet_ends_at_words_and_lines() {
        let text = format!("Заголовок\n{}слово здесь{}\nдальше", "раз два ".repeat(60), " три".repeat(100));
        let at = text.find("слово").expect("there");
        let cut = window(&text, Span::of(at, at + 10));
        let piece = cut.slice(&text);
        assert!(piece.starts_with("раз ") || piece.starts_with("два "), "{piece}");
        assert!(piece.contains("слово здесь") && piece.ends_with("три"), "{piece}");
        let near = window("Мир\nвойна", Span::new(0, 6));
        assert_eq!(near.slice("Мир\nвойна"), "Мир");
    }
}
