//! `legation verify`: every quote still equals its span.

use legation_store::Store;

use super::StoreFile;
use crate::{Outcome, output};

/// Runs the command.
pub(crate) fn run(args: &StoreFile) -> anyhow::Result<Outcome> {
    let verdict = Store::read(&args.db)?.verify()?;
    for fault in &verdict.faults {
        output::line(fault)?;
    }
    let (articles, quotes, faults) = (verdict.articles, verdict.quotes, verdict.faults.len());
    eprintln!("legation: {quotes} quotes of {articles} articles held to their texts, {faults} faults");
    Ok(if faults == 0 { Outcome::Done } else { Outcome::Failed })
}
