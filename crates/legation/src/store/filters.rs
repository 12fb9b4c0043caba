//! Filters that the commands share.

use clap::Args as ClapArgs;
use legation_model::Day;
use legation_store::{Filter, Who};

use crate::args::share;

/// Which records.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct FilterArgs {
    /// An actor: id (sergey-lavrov), country (RUS), or a name; of several all must be there
    #[arg(long, value_name = "ACTOR")]
    pub actor: Vec<String>,
    /// Two actors, both of which must be there
    #[arg(long, num_args = 2, value_names = ["ACTOR", "ACTOR"])]
    pub pair: Vec<String>,
    /// Where it is: a place (Sochi) or a country (RUS)
    #[arg(long)]
    pub place: Option<String>,
    /// Records of this day or later; undated ones count with the day of their article
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Day>,
    /// Records of this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<Day>,
    /// Language of the article
    #[arg(long, value_name = "ru|en")]
    pub lang: Option<String>,
    /// Publisher, or part of a path or address
    #[arg(long)]
    pub source: Option<String>,
    /// A run by its number (see `legation sql "SELECT * FROM v_run"`) instead of the newest readings
    #[arg(long)]
    pub run: Option<i64>,
    /// Leave out records that are less sure than this share
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub min_confidence: Option<f64>,
    /// With articles that repeat the text of another
    #[arg(long)]
    pub copies: bool,
}

impl FilterArgs {
    /// The filter.
    pub(crate) fn filter(&self, limit: Option<usize>) -> Filter {
        Filter {
            who: self.actor.iter().chain(&self.pair).map(|a| Who::any(a)).collect(),
            since: self.since,
            until: self.until,
            place: self.place.clone(),
            lang: self.lang.clone(),
            source: self.source.clone(),
            run: self.run,
            min_confidence: self.min_confidence,
            copies: self.copies,
            limit,
        }
    }
}
