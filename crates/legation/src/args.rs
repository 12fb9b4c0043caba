//! Every command and option, defined once: help, completions and the man page are made from here.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::Outcome;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "legation",
    version,
    about = "Reads the news the way a foreign ministry's political section does",
    long_about = "Reads raw news articles in Russian and English and writes what they say as records: statements with \
                  their speakers, PLOVER events with their status, agreements with their steps, commitments with \
                  their due dates, offices; each field with the words that prove it. Offline, one program.\n\n\
                  Exit codes: 0 done; 1 some inputs failed under --strict, or a check said no; 2 usage or fatal."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and write their records
    #[command(
        after_help = "Examples:\n  legation code samples/\n  legation code article.txt --format table\n  \
                            cat articles.jsonl | legation code - > records.ndjson"
    )]
    Code(CodeArgs),
    /// Read articles out of pages, feeds, crawls and archives and write them, uncoded
    #[command(after_help = "Examples:\n  legation read CC-NEWS-20240704.warc.gz > articles.ndjson\n  \
                            legation read feed.xml pages.zip --format table\n  \
                            legation read table.csv --map title=headline --map text=body")]
    Read(ReadArgs),
    /// Poll feeds politely and write their articles as JSON Lines; the only command that uses the network
    #[command(after_help = "Example:\n  legation watch feeds.toml --once --output articles.jsonl")]
    Watch(crate::watch::WatchArgs),
    /// Show why a record is there: rule, tree, evidence
    Explain(ExplainArgs),
    /// Show sentences, tokens, trees and names of an article
    Doc(DocArgs),
    /// Score the program, or records it wrote, against gold annotations
    Eval(crate::eval::EvalArgs),
    /// Read articles into a store
    #[command(
        after_help = "What the store has already is not read again; a new version of the program or of its words reads \
                      all articles anew, beside what was read before.\n\nExamples:\n  legation add samples/\n  \
                      cat articles.jsonl | legation add - --db news.db"
    )]
    Add(crate::store::add::AddArgs),
    /// List who said what
    #[command(after_help = "Examples:\n  legation statements --speaker sergey-lavrov --since 2024-07-01\n  \
                            legation statements --pair RUS BLR --format csv")]
    Statements(crate::store::statements::StatementsArgs),
    /// Find texts by their words, in any form
    #[command(after_help = "Examples:\n  legation search \"гарантии безопасности\"\n  \
                            legation search '\"naval base\" Abkhaz* -missiles'")]
    Search(crate::store::search::SearchArgs),
    /// Show a record or an article: evidence in context, history, what others say
    Show(crate::store::show::ShowArgs),
    /// Keep a note on a record or an article
    Note(crate::store::show::NoteArgs),
    /// Tell what is new since a day: the page of a morning
    Changes(crate::store::changes::ChangesArgs),
    /// Write records for the tools of others: Parquet, graphs, time lines, linked data
    #[command(after_help = "Examples:\n  legation export --format parquet -o records.parquet\n  \
                            legation export --format gexf --pair RUS BLR --since 2024-01-01 -o ties.gexf")]
    Export(crate::store::export::ExportArgs),
    /// Hold every quote of a store to its text; exit code 1 where one does not stand
    Verify(crate::store::StoreFile),
    /// Events over all articles: reports of one merged, with what they differ in
    Events(crate::store::ledger::EventsArgs),
    /// Agreements over all articles: steps, stages, what was expected and came of it
    Agreements(crate::store::ledger::AgreementsArgs),
    /// Commitments over all articles: kept, overdue, called off
    Commitments(crate::store::ledger::CommitmentsArgs),
    /// Actors by all their names; merge and split them
    Actors(crate::store::people::ActorsArgs),
    /// Offices over time, with conflicts
    Offices(crate::store::people::OfficesArgs),
    /// Two countries month by month: counts by quad, balance, turning points
    Relations(crate::store::ledger::RelationsArgs),
    /// Events and steps of agreements in order of time
    Timeline(crate::store::ledger::TimelineArgs),
    /// Stories: events, agreements and commitments that follow from one another
    Stories(crate::store::ledger::StoriesArgs),
    /// Ask a store in SQL, reading only
    Sql(crate::store::ask::SqlArgs),
    /// Count what a store holds
    Stats(crate::store::ListArgs),
    /// Write the JSON Schema of the records
    Schema,
    /// Write the versions of program, language packs and lexicon
    Version(OwnWords),
    /// Look after a lexicon of your own
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Write a completion script for a shell
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Write the man page (roff)
    Man,
}

/// What can be done with a lexicon of one's own.
#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Check folders of words; each fault with its file and line, exit code 1 if there is one
    Check {
        /// Folders laid out like `lexicon/`, each over those before it
        #[arg(required = true)]
        folders: Vec<PathBuf>,
    },
}

/// Words of one's own.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct OwnWords {
    /// A folder of your own actors, offices, places and frames, laid out like `lexicon/`, over the built-in ones;
    /// may be given several times, the last one wins
    #[arg(long, value_name = "DIR")]
    pub lexicon: Vec<PathBuf>,
}

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a line
    Ndjson,
    /// One JSON array, an object an article
    Json,
    /// Comma-separated, a row a record
    Csv,
    /// Aligned columns, a row a record
    Table,
    /// For reading: who said what, what happened, what was promised
    Digest,
}

/// In whose terms events are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ontology {
    /// PLOVER records with everything else that was read
    Plover,
    /// Events alone, a row a pair of source and target, with CAMEO codes
    Cameo,
}

/// What is read, by every command that reads many articles.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct InputArgs {
    /// Files, folders, or - for standard input: text, HTML, JSON Lines, CSV, feeds, WARC; zip, tar, gzip, zstd of any
    /// of them
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// What a field is called in tables and JSON (title=headline, text=meta.body); fields are text, title, url,
    /// published, source, lang, publisher, author
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
    /// Largest article, line or record, in bytes; a larger one is an error of its own
    #[arg(long, value_name = "BYTES", default_value_t = 4 << 20, value_parser = size)]
    pub max_bytes: usize,
}

/// How many articles are read.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct WorkArgs {
    /// Articles read at the same time; what comes out is the same for any number [default: one a core]
    #[arg(long, short, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Exit with 1 if any input failed
    #[arg(long)]
    pub strict: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

impl WorkArgs {
    /// Threads.
    pub(crate) fn jobs(&self) -> usize {
        threads(self.jobs)
    }

    /// How a command ends after `failed` inputs.
    pub(crate) fn outcome(&self, failed: usize) -> Outcome {
        if failed > 0 && self.strict { Outcome::Failed } else { Outcome::Done }
    }
}

/// Options of `legation read`.
#[derive(Debug, ClapArgs)]
pub struct ReadArgs {
    /// What to read
    #[command(flatten)]
    pub input: InputArgs,
    /// How to write the articles [default: table on a terminal, ndjson otherwise]
    #[arg(long, short, value_enum)]
    pub format: Option<Format>,
    /// Where to write them [default: standard output]
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// How many at a time
    #[command(flatten)]
    pub work: WorkArgs,
}

/// Options of `legation code`.
#[derive(Debug, ClapArgs)]
pub struct CodeArgs {
    /// What to read
    #[command(flatten)]
    pub input: InputArgs,
    /// How to write the records [default: digest on a terminal, ndjson otherwise]
    #[arg(long, short, value_enum)]
    pub format: Option<Format>,
    /// In whose terms events are written
    #[arg(long, value_enum, default_value = "plover")]
    pub ontology: Ontology,
    /// Where to write them [default: standard output]
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// How many at a time
    #[command(flatten)]
    pub work: WorkArgs,
    /// Leave out records that are less sure than this share
    #[arg(long, value_name = "SHARE", value_parser = share, default_value_t = 0.0)]
    pub min_confidence: f64,
    /// Words of one's own
    #[command(flatten)]
    pub own: OwnWords,
}

/// Options of `legation explain`.
#[derive(Debug, ClapArgs)]
pub struct ExplainArgs {
    /// One article, or - for standard input
    pub file: PathBuf,
    /// Only the record whose id begins so
    #[arg(long, short)]
    pub record: Option<String>,
    /// Words of one's own
    #[command(flatten)]
    pub own: OwnWords,
}

/// How an analysis is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DocFormat {
    /// Sentences with their trees drawn
    Text,
    /// CoNLL-U with byte offsets and names in MISC
    Conllu,
    /// One JSON object
    Json,
}

/// Options of `legation doc`.
#[derive(Debug, ClapArgs)]
pub struct DocArgs {
    /// One article, or - for standard input
    pub file: PathBuf,
    /// How to show it
    #[arg(long, short, value_enum, default_value = "text")]
    pub format: DocFormat,
    /// Words of one's own: the actors and places found with them are shown too
    #[command(flatten)]
    pub own: OwnWords,
}

/// Threads asked for, or one a core.
pub(crate) fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, NonZero::get), usize::from)
}

/// Bytes of an article, a gigabyte at most.
fn size(text: &str) -> Result<usize, String> {
    let fits = |bytes: &usize| (1..=legation_intake::MOST_BYTES).contains(bytes);
    text.parse()
        .ok()
        .filter(fits)
        .ok_or_else(|| format!("expected a number from 1 to {}", legation_intake::MOST_BYTES))
}

/// A share from 0 to 1.
pub(crate) fn share(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|s| (0.0..=1.0).contains(s))
        .ok_or_else(|| "expected a share from 0 to 1".to_owned())
}
