//! `legation add`: articles into a store.

use clap::Args as ClapArgs;
use legation_intake::Options;
use legation_intake::copies::Fingerprints;
use legation_model::RawArticle;
use legation_nlp::{Analyzer, Doc, Worker};
use legation_store::{Input, Known, Lemmas, Put, Reading, Sentence, Store};

use super::{StoreFile, clock};
use crate::args::{InputArgs, OwnWords, WorkArgs, share};
use crate::progress::Progress;
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
    let run = ingest.run();
    let mut progress = Progress::start(&args.input.paths, args.work.quiet);

    let reader = || {
        let mut worker = Analyzer::builtin().worker();
        let known = Known::open(&args.store.db, run);
        let (options, words) = (&options, &words);
        move |item: input::Item| {
            let raw = &item.article()?.raw;
            let input = Input::of(raw);
            // A store that cannot be asked is told of by the writer.
            if known.as_ref().is_ok_and(|k| k.has(&input).unwrap_or(false)) {
                return Ok(Work::Known(input));
            }
            let reading = pipeline::guarded(|| read(input, raw, options, &mut worker, words))?;
            Ok(Work::Read(Box::new(reading)))
        }
    };
    let feed = |take: &mut dyn FnMut(input::Item) -> bool| input::articles(&args.input, take);
    let passed = pipeline::spread(feed, args.work.jobs(), reader, &mut |done| {
        progress.step(done.bytes);
        match done.result {
            Ok(Work::Known(input)) => ingest.known(&input),
            Ok(Work::Read(mut reading)) => {
                legation_coder::confidence::keep_above(&mut reading.extraction, args.min_confidence);
                let _: Put = ingest.put(&reading)?;
            }
            Err(problem) => {
                ingest.failed(&done.source, &problem)?;
                progress.say(&format!("legation: {}: {problem}", done.source));
            }
        }
        Ok(())
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

/// Reads an article for the store.
fn read(
    input: Input,
    raw: &RawArticle,
    options: &Options,
    worker: &mut Worker<'_>,
    words: &Words,
) -> Result<Reading, String> {
    let article = legation_intake::read(raw, options).map_err(|e| format!("{}: {e}", e.code()))?;
    let doc = open::analyse(&article, worker);
    let extraction = words.code(&article, &doc);
    let prints = Fingerprints::of(&article.text).0.into_iter();
    let sentences = prints.map(|print| Sentence { hash: print.hash, letters: print.letters }).collect();
    Ok(Reading { input, lemmas: lemmas(&doc), sentences, extraction, blocks: article.blocks })
}

/// The words that an analysed text is found by.
fn lemmas(doc: &Doc) -> Lemmas {
    let mut lemmas = Lemmas::default();
    for token in 0..doc.len() as u32 {
        lemmas.push(doc.lemma(token), doc.span(token));
    }
    lemmas
}
