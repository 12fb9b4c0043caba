//! `legation add`: articles into a store.

use clap::Args as ClapArgs;
use legation_coder::confidence;
use legation_intake::Options;
use legation_intake::copies::Fingerprints;
use legation_nlp::{Analyzer, Doc, Worker};
use legation_store::{Input, Lemmas, Put, Reading, Sentence, Store};

use super::memory::{New, Task, look_up};
use super::{StoreFile, clock};
use crate::args::{InputArgs, OwnWords, WorkArgs, share};
use crate::crew::with_crew;
use crate::input::Item;
use crate::pipeline::Done;
use crate::progress::Progress;
use crate::sites::Batch;
use crate::words::Words;
use crate::{Outcome, input, open, pipeline, version};

/// Options of `legation add`.
#[derive(Debug, ClapArgs)]
pub struct AddArgs {
    /// What to read
    #[command(flatten)]
    pub input: InputArgs,
    /// Which store; it is made where there is none
    #[command(flatten)]
    pub store: StoreFile,
    /// How many at a time
    #[command(flatten)]
    pub work: WorkArgs,
    /// Leave out records that are less sure than this share
    #[arg(long, value_name = "SHARE", value_parser = share, default_value_t = 0.0)]
    pub min_confidence: f64,
    /// New articles in a transaction
    #[arg(long, hide = true, default_value_t = legation_store::BATCH)]
    pub batch: usize,
    /// Words of one's own
    #[command(flatten)]
    pub own: OwnWords,
}

/// What a thread makes of an input.
enum Work {
    Known(Input),
    Read(Box<Reading>),
}

/// Runs the command.
pub(crate) fn run(args: &AddArgs) -> anyhow::Result<Outcome> {
    let options = Options { max_bytes: args.input.max_bytes };
    let words = Words::load(&args.own.lexicon)?;
    let config = vec![
        ("max_bytes".to_owned(), args.input.max_bytes.to_string()),
        ("min_confidence".to_owned(), args.min_confidence.to_string()),
    ];
    let manifest = version::manifest(&words, config);
    let paths: Vec<String> =
        args.input.paths.iter().map(|p| p.to_string_lossy().replace('\\', "/")).collect();
    let mut store = Store::open(&args.store.db)?;
    let mut ingest = store.ingest(&manifest, &paths, &clock::now())?.batches_of(args.batch);
    let mut progress = Progress::start(&args.input.paths, args.work.quiet);

    let worker = || {
        let mut worker = Analyzer::builtin().worker();
        let (options, words) = (&options, &words);
        move |task: Task| done(task, options, &mut worker, words)
    };
    let jobs = args.work.jobs();
    let passed = with_crew(jobs, worker, |crew| {
        let mut write = |batch: Vec<Item>| -> anyhow::Result<()> {
            let tasks = look_up(batch, &ingest, &options, jobs)?;
            crew.work(tasks, &mut |done| {
                progress.step(done.bytes);
                match done.result {
                    Ok(Work::Known(input)) => ingest.known(&input),
                    Ok(Work::Read(mut reading)) => {
                        confidence::keep_above(&mut reading.extraction, args.min_confidence);
                        let _: Put = ingest.put(&reading)?;
                    }
                    Err(problem) => {
                        ingest.failed(&done.source, &problem)?;
                        progress.say(&format!("legation: {}: {problem}", done.source));
                    }
                }
                Ok(())
            })
        };
        let (mut batch, mut written) = (Batch::default(), Ok(()));
        let passed = input::articles(&args.input, &mut |item| {
            if batch.push(item) {
                written = write(batch.take());
            }
            written.is_ok()
        });
        written.and_then(|()| write(batch.take())).and(passed)
    })?;
    let totals = ingest.finish(&clock::now())?;
    progress.end();
    if !args.work.quiet {
        eprintln!(
            "legation: {} articles added with {} records, {} known already, {} inputs failed{passed}",
            totals.added, totals.records, totals.known, totals.failed
        );
    }
    Ok(args.work.outcome(totals.failed))
}

/// Does what is to be done of a task.
fn done(task: Task, options: &Options, worker: &mut Worker<'_>, words: &Words) -> Done<Work> {
    match task {
        Task::Known(input, bytes) => {
            Done { source: input.source.clone(), bytes, result: Ok(Work::Known(input)) }
        }
        Task::Read(new) => {
            let (source, bytes) = (new.item.source(), new.item.bytes());
            let result = pipeline::guarded(|| read(*new, options, worker, words));
            Done { source, bytes, result: result.map(|reading| Work::Read(Box::new(reading))) }
        }
    }
}

/// Reads an article for the store.
fn read(mut new: New, options: &Options, worker: &mut Worker<'_>, words: &Words) -> Result<Reading, String> {
    let known = new.item.known.take();
    let raw = new.item.article()?.raw;
    let article = input::reading(&raw, known, options)?.article;
    let doc = open::analyse(&article, worker);
    let extraction = words.code(&article, &doc);
    let prints = Fingerprints::of(&article.text).0.into_iter();
    let sentences = prints.map(|print| Sentence { hash: print.hash, letters: print.letters }).collect();
    let input = Input::of(&raw);
    let (lemmas, lines) = (lemmas(&doc), new.lines);
    Ok(Reading { input, lemmas, sentences, lines, extraction, blocks: article.blocks })
}

/// The words that an analysed text is found by.
fn lemmas(doc: &Doc) -> Lemmas {
    let mut lemmas = Lemmas::default();
    for token in 0..doc.len() as u32 {
        lemmas.push(doc.lemma(token), doc.span(token));
    }
    lemmas
}
