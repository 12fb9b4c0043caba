//! Questions about actors: `legation actors` and `legation offices`.

use clap::{Args as ClapArgs, Subcommand};
use legation_ledger::actors::{Listed, tenures};
use legation_ledger::view::View;
use legation_lexicon::persons::Persons;
use legation_model::{ActorKind, Day, Office};
use legation_store::{Cell, Store};

use super::{ListArgs, StoreFile, clock, ledger};
use crate::Outcome;

/// Options of `legation actors`.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ActorsArgs {
    /// What to do with actors
    #[command(subcommand)]
    pub what: Option<ActorsCommand>,
    /// All names of one actor, by id or name
    pub actor: Option<String>,
    /// Actors with this in id or name
    #[arg(long)]
    pub like: Option<String>,
    /// Kind: person, state, polity, organisation, body, group
    #[arg(long)]
    pub kind: Option<String>,
    /// Country
    #[arg(long)]
    pub country: Option<String>,
    /// Pairs of persons that may be one
    #[arg(long)]
    pub possible: bool,
    /// What was decided of actors
    #[arg(long)]
    pub decisions: bool,
    /// At most so many, those named most first; 0: all
    #[arg(long, short = 'n', default_value_t = 100)]
    pub limit: usize,
    /// Group contested polities as a state sees them (RUS, GEO…), or by who controls them (control); nothing stored changes
    #[arg(long, value_name = "own|control|STATE")]
    pub view: Option<View>,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// What can be decided of actors.
#[derive(Debug, Subcommand)]
pub enum ActorsCommand {
    /// An actor is another one: its reports count as that one's
    Merge {
        /// Id of the actor
        actor: String,
        /// Id of who it is
        into: String,
        /// Why
        #[arg(long, default_value = "")]
        note: String,
        /// Which store
        #[command(flatten)]
        store: StoreFile,
    },
    /// An actor that was merged is itself after all
    Split {
        /// Id of the actor
        actor: String,
        /// Why
        #[arg(long, default_value = "")]
        note: String,
        /// Which store
        #[command(flatten)]
        store: StoreFile,
    },
}

/// Options of `legation offices`.
#[derive(Debug, ClapArgs)]
pub struct OfficesArgs {
    /// Offices of a person, by id or name
    #[arg(long)]
    pub person: Option<String>,
    /// Offices of a state, polity or organisation
    #[arg(long)]
    pub of: Option<String>,
    /// One office: foreign-minister, head-of-state…
    #[arg(long)]
    pub office: Option<Office>,
    /// Those told of around this day: first told before it, last told after it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<Day>,
    /// Only those that articles or the dated list speak against
    #[arg(long)]
    pub conflicts: bool,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// Runs `legation actors`.
pub(crate) fn actors(args: &ActorsArgs) -> anyhow::Result<Outcome> {
    match &args.what {
        Some(ActorsCommand::Merge { actor, into, note, store }) => {
            Store::open(&store.db)?.decide_actor(actor, Some(into), note, &clock::now())?;
            return Ok(Outcome::Done);
        }
        Some(ActorsCommand::Split { actor, note, store }) => {
            Store::open(&store.db)?.decide_actor(actor, None, note, &clock::now())?;
            return Ok(Outcome::Done);
        }
        None => {}
    }
    let store = Store::read(&args.list.store.db)?;
    if args.decisions {
        return ledger::write(&args.list, store.actor_decisions()?);
    }
    if args.possible {
        let rows = store.possible()?.into_iter().map(|p| {
            let score = (f64::from(p.score) * 100.0).round() / 100.0;
            vec![Cell::Text(p.a), Cell::Text(p.b), Cell::Real(score), Cell::Text(p.why)]
        });
        let columns = ["a", "b", "score", "why"].map(str::to_owned).to_vec();
        return ledger::write(&args.list, (columns, rows.collect()));
    }
    if let Some(actor) = &args.actor {
        return ledger::write(&args.list, store.actor_names(actor)?);
    }
    let kind = args.kind.as_deref();
    if let Some(kind) = kind {
        let known = serde_json::from_value::<ActorKind>(kind.into()).is_ok();
        anyhow::ensure!(known, "{kind}: no kind of actor");
    }
    let limit = (args.limit > 0).then_some(args.limit);
    let found = store.actors(args.like.as_deref(), kind, args.country.as_deref(), limit)?;
    ledger::write(&args.list, ledger::seen(found, args.view.as_ref()))
}

/// Runs `legation offices`.
pub(crate) fn offices(args: &OfficesArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.list.store.db)?;
    let office = args.office.map(|o| o.to_string());
    let held = store.offices(args.person.as_deref(), args.of.as_deref(), office.as_deref())?;
    let text = |text: String| if text.is_empty() { Cell::Null } else { Cell::Text(text) };
    let day = |d: Option<Day>| d.map_or(Cell::Null, |d| Cell::Text(d.to_string()));
    let listed = listed();
    let mut rows = Vec::new();
    for t in tenures(&held, &listed) {
        let around = |on: Day| t.first.is_none_or(|d| d <= on) && t.last.is_none_or(|d| on <= d);
        if args.on.is_some_and(|on| !around(on)) || (args.conflicts && t.conflicts.is_empty()) {
            continue;
        }
        let list = listed.iter().filter(|l| l.person == t.person && l.office == t.office && l.of == t.of);
        let dated: Vec<String> = list.map(|l| format!("{}..{}", l.from, l.to)).collect();
        rows.push(vec![
            Cell::Text(t.person.clone()),
            Cell::Text(t.office.to_string()),
            text(t.of.clone()),
            Cell::Text(t.phase.to_string()),
            day(t.first),
            day(t.last),
            text(dated.join("; ")),
            text(t.conflicts.join("; ")),
        ]);
    }
    let columns =
        "person office of phase first last listed conflicts".split(' ').map(str::to_owned).collect();
    ledger::write(&args.list, (columns, rows))
}

/// The dated list of offices that the program carries.
fn listed() -> Vec<Listed> {
    let persons = Persons::builtin();
    let of = |(ix, known): (_, &legation_lexicon::persons::Known)| {
        let person = known.id.to_owned();
        persons.holdings(ix).map(move |h| Listed {
            person: person.clone(),
            office: h.office,
            of: h.of.to_owned(),
            from: h.from.to_owned(),
            to: h.to.to_owned(),
        })
    };
    persons.all().flat_map(of).collect()
}
