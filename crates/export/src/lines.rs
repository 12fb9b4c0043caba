//! NDJSON: as on the wire.

use std::io::Write;

use legation_model::{ArticleRecord, Record, RecordId};

use crate::{Export, Result};

pub(crate) struct Wire<W> {
    out: W,
    article: Option<RecordId>,
}

impl<W: Write> Wire<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, article: None }
    }
}

impl<W: Write> Export for Wire<W> {
    fn add(&mut self, article: &ArticleRecord, record: &Record) -> Result<()> {
        if self.article.as_ref() != Some(&article.id) {
            self.article = Some(article.id.clone());
            serde_json::to_writer(&mut self.out, &Record::Article(article.clone()))?;
            self.out.write_all(b"\n")?;
        }
        serde_json::to_writer(&mut self.out, record)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}
