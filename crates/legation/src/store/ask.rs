//! `legation sql` and `legation stats`.

use clap::Args as ClapArgs;
use legation_store::{Cell, Store};

use super::{ListArgs, Table};
use crate::Outcome;

/// Options of `legation sql`.
#[derive(Debug, ClapArgs)]
pub struct SqlArgs {
    /// One SELECT; docs/store.md tells the tables and views
    pub query: String,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// Runs `legation sql`.
pub(crate) fn sql(args: &SqlArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.list.store.db)?;
    let mut answer = store.question(&args.query)?;
    let mut table = Table::open(&args.list, answer.columns())?;
    answer.each(|cells| table.row(&cells))?;
    table.finish()?;
    Ok(Outcome::Done)
}

/// Runs `legation stats`.
pub(crate) fn stats(args: &ListArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.store.db)?;
    let mut table = Table::open(args, vec!["count".to_owned(), "of".to_owned()])?;
    for (name, count) in store.stats()? {
        table.row(&[Cell::Integer(count), Cell::Text(name)])?;
    }
    table.finish()?;
    Ok(Outcome::Done)
}
