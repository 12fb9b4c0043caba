//! Commands of the `legation` binary. The only crate that prints, reads files and starts threads.
//!
//! Data goes to standard output, talk to standard error. Exit codes: 0 done, 1 some inputs failed under `--strict`
//! or a check said no, 2 usage or fatal.

// Talking to the user is what this crate is for.
#![allow(clippy::print_stdout, clippy::print_stderr)]

pub mod args;

mod cameo;
mod code;
mod copies;
mod crew;
mod digest;
mod docview;
mod eval;
mod explain;
mod input;
mod open;
mod output;
mod pipeline;
mod progress;
mod read;
mod rows;
mod sites;
pub mod store;
mod version;
mod watch;
mod words;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use crate::args::{Args, Command, LexiconCommand};
use crate::words::Words;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All done.
    Done,
    /// Some inputs failed under `--strict`, or a check said no.
    Failed,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let args = Args::parse();
    match run(args) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::from(1),
        // The reader went away (`| head`): nothing is wrong.
        Err(e) if is_closed_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("legation: {e:#}");
            ExitCode::from(2)
        }
    }
}

fn run(args: Args) -> anyhow::Result<Outcome> {
    match args.command {
        Command::Code(options) => code::run(&options),
        Command::Read(options) => read::run(&options),
        Command::Watch(options) => watch::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Doc(options) => docview::run(&options),
        Command::Eval(options) => eval::run(&options),
        Command::Add(options) => store::add::run(&options),
        Command::Statements(options) => store::statements::run(&options),
        Command::Search(options) => store::search::run(&options),
        Command::Show(options) => store::show::run(&options),
        Command::Note(options) => store::show::note(&options),
        Command::Changes(options) => store::changes::run(&options),
        Command::Export(options) => store::export::run(&options),
        Command::Verify(options) => store::verify::run(&options),
        Command::Events(options) => store::ledger::events(&options),
        Command::Agreements(options) => store::ledger::agreements(&options),
        Command::Commitments(options) => store::ledger::commitments(&options),
        Command::Actors(options) => store::people::actors(&options),
        Command::Offices(options) => store::people::offices(&options),
        Command::Relations(options) => store::ledger::relations(&options),
        Command::Timeline(options) => store::ledger::timeline(&options),
        Command::Stories(options) => store::ledger::stories(&options),
        Command::Sql(options) => store::ask::sql(&options),
        Command::Stats(options) => store::ask::stats(&options),
        Command::Schema => {
            output::line(&serde_json::to_string_pretty(&legation_model::json_schema())?)?;
            Ok(Outcome::Done)
        }
        Command::Version(own) => {
            output::line(&version::text(&Words::load(&own.lexicon)?))?;
            Ok(Outcome::Done)
        }
        Command::Lexicon(LexiconCommand::Check { folders }) => {
            let faults = words::check(&folders)?;
            if faults.is_empty() {
                return Ok(Outcome::Done);
            }
            output::line(&words::list(&faults))?;
            Ok(Outcome::Failed)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "legation", &mut script);
            output::bytes(&script)?;
            Ok(Outcome::Done)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut page)?;
            output::bytes(&page)?;
            Ok(Outcome::Done)
        }
    }
}

fn is_closed_pipe(e: &anyhow::Error) -> bool {
    e.chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
