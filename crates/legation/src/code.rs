//! `legation code`: articles in, records out.

use legation_intake::Options;

use crate::Outcome;
use crate::args::CodeArgs;
use crate::input::{self, Item};
use crate::output::Writer;
use crate::progress::Progress;
use crate::words::Words;
use crate::{pipeline, sites};

/// Runs the command.
pub(crate) fn run(args: &CodeArgs) -> anyhow::Result<Outcome> {
    let options = Options { max_bytes: args.input.max_bytes };
    let words = Words::load(&args.own.lexicon)?;
    let mut writer = Writer::open(args.output.as_deref(), args.format, args.ontology)?;
    let mut progress = Progress::start(&args.input.paths, args.work.quiet);
    let (mut articles, mut records, mut failed) = (0usize, 0usize, 0usize);
    let found = |take: &mut dyn FnMut(Item) -> bool| input::articles(&args.input, take);
    let feed =
        |take: &mut dyn FnMut(Item) -> bool| sites::by_batches(found, &options, args.work.jobs(), take);
    let passed = pipeline::each(feed, &options, args.work.jobs(), &words, &mut |done| {
        progress.step(done.bytes);
        match done.result {
            Ok(mut extraction) => {
                legation_coder::confidence::keep_above(&mut extraction, args.min_confidence);
                articles += 1;
                records += extraction.records.len();
                writer.write(extraction)?;
            }
            Err(problem) => {
                failed += 1;
                progress.say(&format!("legation: {}: {problem}", done.source));
            }
        }
        Ok(())
    })?;
    writer.finish()?;
    progress.end();
    let passed = passed.to_string();
    if !args.work.quiet && (failed > 0 || !passed.is_empty() || progress.shown()) {
        eprintln!("legation: {articles} articles, {records} records, {failed} inputs failed{passed}");
    }
    Ok(args.work.outcome(failed))
}
