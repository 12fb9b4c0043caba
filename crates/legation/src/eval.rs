//! `legation eval`: the program, or records it wrote, scored against gold.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args as ClapArgs, ValueEnum};
use legation_eval::{By, Codes, Document, GoldArticle, Layout, Output, Report, Resampling, Sentence};
use legation_intake::Options;
use legation_model::{Extraction, RawArticle, Record};
use serde_json::Value;

use crate::args::{self, OwnWords};
use crate::input::Item;
use crate::words::Words;
use crate::{Outcome, output, pipeline};

/// Options of `legation eval`.
#[derive(Debug, ClapArgs)]
#[command(
    long_about = "Score the program, or records it wrote, against gold annotations.\n\n\
                  GOLD is JSON Lines; its form is told by its first line:\n  \
                  articles   `id`, `lang`, `raw` and the records expected of it\n  \
                  sentences  `id`, `text`, `date`, `events` [{`source`, `target`, `code`, `plover`}]\n  \
                  facts      `id`, `text`, `mentions`, `entities`, `facts` (factRuEval)\n\n\
                  The program reads every text and its records are matched with the gold; docs/quality.md says how. \
                  Intervals are 95 %, over resampled articles, sentences or documents.",
    after_help = "Examples:\n  legation eval gold.jsonl\n  legation eval gold.jsonl --only event --misses 20\n  \
                  legation eval gold.jsonl --records records.ndjson --format json\n  \
                  legation eval gold.jsonl --floor event=0.60 --floor statement=0.75"
)]
pub struct EvalArgs {
    /// Gold annotations, JSON Lines
    pub gold: PathBuf,
    /// Score these records (NDJSON of `legation code`) instead of reading the articles; tied by file name and gold id
    #[arg(long, value_name = "FILE")]
    pub records: Option<PathBuf>,
    /// Words of one's own
    #[command(flatten)]
    pub own: OwnWords,
    /// Only gold in this language (ISO 639-1)
    #[arg(long)]
    pub lang: Option<String>,
    /// Only this kind of record
    #[arg(long, value_name = "KIND")]
    pub only: Option<String>,
    /// Show so many missed and so many false records of each kind, with their sentences
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub misses: usize,
    /// Groups to score apart
    #[arg(long, value_enum, value_delimiter = ',', default_value = "language,type,category,attribute")]
    pub by: Vec<Group>,
    /// Resamples behind the intervals; 0: no intervals
    #[arg(long, value_name = "TIMES", default_value_t = 1000)]
    pub bootstrap: usize,
    /// Seed of the resamples: the same seed gives the same intervals
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How to write the figures
    #[arg(long, short, value_enum, default_value = "table")]
    pub format: EvalFormat,
    /// Exit with 1 if F1 of a kind is below
    #[arg(long, value_name = "KIND=F1", value_parser = floor)]
    pub floor: Vec<(String, f64)>,
    /// Of which scheme the codes of a set of sentences are
    #[arg(long, value_enum, default_value = "plover")]
    pub codes: Scheme,
    /// Rows of such a set whose codes are of another scheme: a table with the columns id, scheme, why
    #[arg(long, value_name = "FILE")]
    pub codes_of: Option<PathBuf>,
    /// Articles read at the same time [default: one a core]
    #[arg(long, short, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

/// How results are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Group {
    /// Language of the article
    Language,
    /// PLOVER type, step of an agreement, type of fact
    Type,
    /// Category of a set of sentences
    Category,
    /// Attributes of matched records
    Attribute,
}

/// Schemes of event codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Scheme {
    /// The field `plover` as given
    Plover,
    /// CAMEO in the field `code`
    Cameo,
    /// WEIS in the field `code`
    Weis,
}

impl Scheme {
    fn codes(self) -> Codes {
        match self {
            Self::Plover => Codes::Plover,
            Self::Cameo => Codes::Cameo,
            Self::Weis => Codes::Weis,
        }
    }
}

/// How figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EvalFormat {
    /// Aligned columns
    Table,
    /// One object
    Json,
    /// A row a measure
    Csv,
    /// A line a score, an attribute, a miss
    Ndjson,
}

fn floor(text: &str) -> Result<(String, f64), String> {
    let (kind, share) = text.split_once('=').ok_or("expected KIND=F1, such as event=0.60")?;
    let share: f64 = share.parse().map_err(|_| format!("{share:?} is no number"))?;
    if (0.0..=1.0).contains(&share) {
        Ok((kind.to_owned(), share))
    } else {
        Err("F1 is between 0 and 1".to_owned())
    }
}

/// Runs the command.
pub(crate) fn run(args: &EvalArgs) -> anyhow::Result<Outcome> {
    let lines = read_lines(&args.gold)?;
    let how = Resampling { times: args.bootstrap, seed: args.seed };
    let Some((_, first)) = lines.first() else { bail!("{}: holds no gold", args.gold.display()) };
    let has = |key: &str| first.get(key).is_some();
    let mut report = if has("raw") {
        articles(args, lines, how)?
    } else if has("text") && has("entities") {
        facts(args, lines, how)?
    } else if has("text") && has("events") {
        sentences(args, lines, how)?
    } else {
        bail!(
            "{}: no known form of gold: articles have `raw`, sentences `text` and `events`, facts `text` and `entities`",
            args.gold.display()
        );
    };
    finish(args, &mut report)
}

fn finish(args: &EvalArgs, report: &mut Report) -> anyhow::Result<Outcome> {
    let known: Vec<String> = report.rows.iter().map(|r| r.kind.to_owned()).collect();
    for kind in args.only.iter().chain(args.floor.iter().map(|f| &f.0)) {
        if !known.contains(kind) {
            let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
            names.sort_unstable();
            names.dedup();
            bail!("no kind {kind:?}; this gold has {}", names.join(", "));
        }
    }
    let low: Vec<String> = args
        .floor
        .iter()
        .filter_map(|(kind, floor)| {
            let f1 = report.f1(kind)?;
            (f1 < *floor).then(|| format!("legation: {kind} F1 {f1:.3} is below {floor}"))
        })
        .collect();
    match &args.only {
        Some(kind) => report.only(kind),
        // Its misses are those of the events.
        None => report.misses.retain(|m| m.kind != "event_asserted"),
    }
    report.cut(args.misses);
    let groups: Vec<By> = args
        .by
        .iter()
        .filter_map(|g| match g {
            Group::Language => Some(By::Language),
            Group::Type => Some(By::Type),
            Group::Category => Some(By::Category),
            Group::Attribute => None,
        })
        .collect();
    report.keep(&groups, args.by.contains(&Group::Attribute));
    let layout = match args.format {
        EvalFormat::Table => Layout::Table,
        EvalFormat::Json => Layout::Json,
        EvalFormat::Csv => Layout::Csv,
        EvalFormat::Ndjson => Layout::Ndjson,
    };
    output::bytes(report.write(layout).as_bytes())?;
    for line in &low {
        eprintln!("{line}");
    }
    Ok(if low.is_empty() { Outcome::Done } else { Outcome::Failed })
}

fn articles(args: &EvalArgs, lines: Vec<(usize, Value)>, how: Resampling) -> anyhow::Result<Report> {
    let mut gold: Vec<GoldArticle> = parse(&args.gold, lines)?;
    if let Some(lang) = &args.lang {
        gold.retain(|g| g.lang == *lang);
    }
    let raw = gold.iter().map(|g| RawArticle {
        source: g.id.clone(),
        bytes: g.raw.clone().into_bytes(),
        ..RawArticle::default()
    });
    let outputs = match &args.records {
        Some(path) => tied(path, gold.iter().map(|g| g.id.as_str()))?,
        None => code(args, raw)?,
    };
    Ok(legation_eval::score_articles(&gold, &outputs, how))
}

fn sentences(args: &EvalArgs, lines: Vec<(usize, Value)>, how: Resampling) -> anyhow::Result<Report> {
    let mut gold: Vec<Sentence> = parse(&args.gold, lines)?;
    if let Some(lang) = &args.lang {
        gold.retain(|g| g.lang == *lang);
    }
    let raw = gold.iter().map(|g| RawArticle {
        source: g.id.clone(),
        bytes: g.text.clone().into_bytes(),
        published: g.date.clone(),
        lang: Some(g.lang.clone()).filter(|l| !l.is_empty()),
        ..RawArticle::default()
    });
    let outputs = match &args.records {
        Some(path) => tied(path, gold.iter().map(|g| g.id.as_str()))?,
        None => code(args, raw)?,
    };
    if let Some(path) = &args.codes_of {
        own_schemes(path, &mut gold)?;
    }
    Ok(legation_eval::score_sentences(&gold, &outputs, args.codes.codes(), how))
}

/// Reads which rows have codes of another scheme than their set.
fn own_schemes(path: &Path, gold: &mut [Sentence]) -> anyhow::Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: cannot read", path.display()))?;
    let rows = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    for (at, line) in rows.skip(1) {
        let place = || format!("{}:{}", path.display(), at + 1);
        let mut cells = line.split('\t');
        let (Some(id), Some(scheme)) = (cells.next(), cells.next()) else {
            bail!("{}: expected id, scheme, why", place())
        };
        let scheme = Scheme::from_str(scheme, true).map_err(|e| anyhow::anyhow!("{}: {e}", place()))?;
        let Some(row) = gold.iter_mut().find(|row| row.id == id) else {
            bail!("{}: {id:?} is no row of the set", place())
        };
        row.codes = Some(scheme.codes());
    }
    Ok(())
}

fn facts(args: &EvalArgs, lines: Vec<(usize, Value)>, how: Resampling) -> anyhow::Result<Report> {
    let gold: Vec<Document> = parse(&args.gold, lines)?;
    let raw = gold.iter().map(|g| RawArticle {
        source: g.id.clone(),
        bytes: g.text.clone().into_bytes(),
        ..RawArticle::default()
    });
    let outputs = match &args.records {
        Some(path) => tied(path, gold.iter().map(|g| g.id.as_str()))?,
        None => code(args, raw)?,
    };
    Ok(legation_eval::score_facts(&gold, &outputs, how))
}

/// Records of a file, in the order of the gold ids.
fn tied<'a>(path: &Path, ids: impl Iterator<Item = &'a str>) -> anyhow::Result<Vec<Option<Output>>> {
    let lines = read_lines(path)?.into_iter().map(|(_, line)| line);
    let outputs = legation_eval::gather(lines).with_context(|| path.display().to_string())?;
    let mut by_key: BTreeMap<String, Output> = outputs.into_iter().map(|o| (o.key().to_owned(), o)).collect();
    Ok(ids.map(|id| by_key.remove(id)).collect())
}

/// The whole road on every article, in order; what fails is told and gives nothing.
fn code(
    args: &EvalArgs,
    raw: impl Iterator<Item = RawArticle> + Send,
) -> anyhow::Result<Vec<Option<Output>>> {
    let jobs = args::threads(args.jobs);
    let words = Words::load(&args.own.lexicon)?;
    let mut outputs = Vec::new();
    let feed = |take: &mut dyn FnMut(Item) -> bool| {
        for article in raw {
            if !take(Item::of(article)) {
                break;
            }
        }
        Ok(())
    };
    let options = Options::default();
    pipeline::each(feed, &options, jobs, &words, &mut |done| {
        outputs.push(match done.result {
            Ok(extraction) => gathered(extraction)?,
            Err(problem) => {
                eprintln!("legation: {}: {problem}", done.source);
                None
            }
        });
        Ok(())
    })?;
    Ok(outputs)
}

/// Records as they would go over the wire, read back.
fn gathered(extraction: Extraction) -> anyhow::Result<Option<Output>> {
    let mut lines = vec![serde_json::to_value(Record::Article(extraction.article))?];
    for record in &extraction.records {
        lines.push(serde_json::to_value(record)?);
    }
    Ok(legation_eval::gather(lines)?.pop())
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path, lines: Vec<(usize, Value)>) -> anyhow::Result<Vec<T>> {
    let parsed = lines.into_iter().map(|(number, line)| {
        serde_json::from_value(line).with_context(|| format!("{}:{number}", path.display()))
    });
    parsed.collect()
}

/// The JSON objects of a file with their line numbers.
fn read_lines(path: &Path) -> anyhow::Result<Vec<(usize, Value)>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}: cannot read", path.display()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| {
            let value =
                serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), i + 1))?;
            Ok((i + 1, value))
        })
        .collect()
}
