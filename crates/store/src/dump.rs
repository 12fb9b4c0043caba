//! A store as text that two stores can be compared by: every row of every table, in the order of their keys, without
//! what tells of the adding itself (when, and in how many goes).

use std::io::Write;

use rusqlite::types::ValueRef;

use crate::Store;
use crate::error::Result;

/// Tables that tell of the adding itself. Those of the index follow from it: its words are dumped instead.
const LEFT_OUT: [&str; 2] = ["addition", "addition_tally"];
/// Columns that tell of the adding itself.
const BLANK: [&str; 1] = ["addition"];

impl Store {
    /// Writes the dump.
    ///
    /// # Errors
    /// What SQLite or `out` says.
    pub fn dump(&self, out: &mut dyn Write) -> Result<()> {
        let mut ask = self.db.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             AND name NOT LIKE 'lemma%' ORDER BY name",
        )?;
        let tables: Vec<String> = ask.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        for table in tables.iter().filter(|t| !LEFT_OUT.contains(&t.as_str())) {
            writeln!(out, "-- {table}")?;
            self.rows(&format!("SELECT * FROM \"{table}\" ORDER BY {}", self.key(table)?), out)?;
        }
        writeln!(out, "-- lemma")?;
        // A table of this connection alone; a file that is open for reading stays as it is.
        let only: bool = self.db.pragma_query_value(None, "query_only", |r| r.get(0))?;
        self.db.pragma_update(None, "query_only", false)?;
        self.db.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.lemma_words USING fts5vocab(main, lemma, 'row')",
        )?;
        self.db.pragma_update(None, "query_only", only)?;
        self.rows("SELECT * FROM temp.lemma_words ORDER BY term", out)
    }

    /// Columns of the primary key.
    fn key(&self, table: &str) -> Result<String> {
        let mut ask = self.db.prepare("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk")?;
        let names: Vec<String> = ask.query_map([table], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(if names.is_empty() { "rowid".to_owned() } else { names.join(", ") })
    }

    fn rows(&self, sql: &str, out: &mut dyn Write) -> Result<()> {
        let mut ask = self.db.prepare(sql)?;
        let blank: Vec<bool> = ask.column_names().map(|n| BLANK.contains(&n)).collect();
        let mut rows = ask.query([])?;
        while let Some(row) = rows.next()? {
            for (at, blank) in blank.iter().enumerate() {
                let gap = if at == 0 { "" } else { "\t" };
                match row.get_ref(at)? {
                    _ if *blank => write!(out, "{gap}")?,
                    ValueRef::Null => write!(out, "{gap}NULL")?,
                    ValueRef::Integer(n) => write!(out, "{gap}{n}")?,
                    ValueRef::Real(x) => write!(out, "{gap}{x:?}")?,
                    ValueRef::Text(text) => write!(out, "{gap}{:?}", String::from_utf8_lossy(text))?,
                    ValueRef::Blob(bytes) => write!(out, "{gap}{}", blake3::hash(bytes).to_hex())?,
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
