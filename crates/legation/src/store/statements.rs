//! `legation statements`: who said what.

use clap::Args as ClapArgs;
use legation_store::{Store, Who};

use super::filters::FilterArgs;
use super::{ListArgs, Table};
use crate::Outcome;

/// Options of `legation statements`.
#[derive(Debug, ClapArgs)]
pub struct StatementsArgs {
    /// Who speaks, alone, with others or for somebody; of several all must
    #[arg(long, value_name = "ACTOR")]
    pub speaker: Vec<String>,
    /// Which statements
    #[command(flatten)]
    pub filter: FilterArgs,
    /// At most so many, the newest first; 0: all
    #[arg(long, short = 'n', default_value_t = 100)]
    pub limit: usize,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// Runs the command.
pub(crate) fn run(args: &StatementsArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.list.store.db)?;
    let mut filter = args.filter.filter(args.limit);
    filter.who.extend(args.speaker.iter().map(|s| Who::speaking(s)));
    Table::write(&args.list, store.statements(&filter)?)
}
