//! `legation watch`: polls feeds politely and writes their articles as JSON Lines.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args as ClapArgs;
use legation_watch::{Client, Config, Limits, State, System, Watcher};

use crate::Outcome;

/// Options of `legation watch`.
#[derive(Debug, ClapArgs)]
pub struct WatchArgs {
    /// Feeds and contact, in TOML
    pub feeds: PathBuf,
    /// Where articles are appended, as JSON Lines [default: standard output]
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// What is remembered between runs [default: beside the list, FEEDS.toml.state]
    #[arg(long)]
    pub state: Option<PathBuf>,
    /// Poll what is due and end, instead of going on for ever
    #[arg(long)]
    pub once: bool,
    /// Exit with 1 if any feed failed (with --once)
    #[arg(long)]
    pub strict: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// Runs the command.
pub(crate) fn run(args: &WatchArgs) -> anyhow::Result<Outcome> {
    let list = args.feeds.display();
    let text = std::fs::read_to_string(&args.feeds).with_context(|| format!("{list}: cannot read"))?;
    let config = Config::parse(&text).with_context(|| list.to_string())?;
    let beside = || {
        let mut name = args.feeds.as_os_str().to_owned();
        name.push(".state");
        PathBuf::from(name)
    };
    let path = args.state.clone().unwrap_or_else(beside);
    let state = State::load(&path)?;
    let mut out: Box<dyn Write> = match &args.output {
        Some(file) => {
            let open = OpenOptions::new().create(true).append(true).open(file);
            Box::new(BufWriter::new(open.with_context(|| format!("{}: cannot write", file.display()))?))
        }
        None => Box::new(BufWriter::new(io::stdout())),
    };
    let limits = Limits { max_bytes: config.max_bytes, ..Limits::default() };
    let client = Client::new(&config.user_agent(), limits);
    let mut watcher = Watcher::new(&config, state, &client, &System);
    let mut failed = false;
    loop {
        watcher.round(&mut out, &mut |poll, state| {
            failed |= poll.is_failure();
            if !args.quiet || poll.is_failure() {
                eprintln!("legation: {}", poll.words());
            }
            for problem in &poll.problems {
                eprintln!("legation: {}: {problem}", poll.feed);
            }
            // Articles are on the disk before they are remembered: cut off in between, they come twice, never not.
            state.save(&path)
        })?;
        if args.once || !watcher.wait() {
            break;
        }
    }
    Ok(if failed && args.strict { Outcome::Failed } else { Outcome::Done })
}
