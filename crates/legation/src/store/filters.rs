//! Filters that the commands share.

use clap::Args as ClapArgs;
use legation_model::{Context, Day, Plover, Quad, Status};
use legation_store::{Bounds, Filter, Sort, Who};

use crate::args::share;

/// When, where, from whom.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct BoundsArgs {
    /// This day or later; a record without a day counts with the day of its article
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Day>,
    /// This day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<Day>,
    /// Language of the article
    #[arg(long, value_name = "ru|en")]
    pub lang: Option<String>,
    /// Publisher of the article, or part of its path or address
    #[arg(long)]
    pub source: Option<String>,
    /// A run by its number (see `legation sql "SELECT * FROM v_run"`) instead of the newest readings
    #[arg(long)]
    pub run: Option<i64>,
}

impl BoundsArgs {
    /// The bounds, at `place`, at most `limit` answers (0: all).
    pub(crate) fn bounds(&self, place: Option<&String>, limit: usize) -> Bounds {
        Bounds {
            since: self.since,
            until: self.until,
            place: place.cloned(),
            lang: self.lang.clone(),
            source: self.source.clone(),
            run: self.run,
            limit: (limit > 0).then_some(limit),
        }
    }
}

/// Who and where.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct PartyArgs {
    /// An actor: id (sergey-lavrov), country (RUS), or a name; of several all must be there
    #[arg(long, value_name = "ACTOR")]
    pub actor: Vec<String>,
    /// Two actors, both of which must be there
    #[arg(long, num_args = 2, value_names = ["ACTOR", "ACTOR"])]
    pub pair: Vec<String>,
    /// Where it is: a place (Sochi) or a country (RUS)
    #[arg(long)]
    pub place: Option<String>,
}

impl PartyArgs {
    /// All who must be there.
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        self.actor.iter().chain(&self.pair)
    }
}

/// Which events.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct SortArgs {
    /// PLOVER type: CONSULT, SANCTION…
    #[arg(long = "type", value_name = "TYPE")]
    pub plover: Option<Plover>,
    /// Quad: verbal-cooperation, material-conflict…
    #[arg(long)]
    pub quad: Option<Quad>,
    /// Context: military, economic…
    #[arg(long)]
    pub context: Option<Context>,
    /// Status: asserted, planned, denied…
    #[arg(long)]
    pub status: Option<Status>,
}

impl SortArgs {
    pub(crate) fn sort(&self) -> Sort {
        Sort {
            plover: self.plover.map(|p| p.to_string()),
            quad: self.quad.map(|q| q.to_string()),
            context: self.context.map(|c| c.to_string()),
            status: self.status.map(|s| s.to_string()),
        }
    }
}

/// Which records.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct FilterArgs {
    /// Who and where
    #[command(flatten)]
    pub parties: PartyArgs,
    /// When, from whom
    #[command(flatten)]
    pub bounds: BoundsArgs,
    /// Leave out records that are less sure than this share
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub min_confidence: Option<f64>,
    /// With articles that repeat the text of another
    #[arg(long)]
    pub copies: bool,
}

impl FilterArgs {
    /// The filter, for at most `limit` records (0: all).
    pub(crate) fn filter(&self, limit: usize) -> Filter {
        Filter {
            who: self.parties.all().map(|a| Who::any(a)).collect(),
            bounds: self.bounds.bounds(self.parties.place.as_ref(), limit),
            sort: Sort::default(),
            min_confidence: self.min_confidence,
            copies: self.copies,
            once: false,
        }
    }
}
