//! `cargo xtask speed`: how fast one thread analyses a text, how long the models load, how much memory it takes.

use std::fs;
use std::time::{Duration, Instant};

use legation_model::Lang;
use legation_nlp::{Analyzer, Segment};
use legation_text::Span;

use crate::pack::Error;

/// Passes over the text; the best one counts, as with the programs compared.
const PASSES: usize = 4;

/// Analyses the articles of `file` (parted by blank lines) and prints one line of JSON.
#[allow(clippy::print_stdout)]
pub(crate) fn run(lang: &str, file: &str) -> Result<(), Error> {
    let lang = match lang {
        "ru" => Lang::Ru,
        "en" => Lang::En,
        _ => return Err(format!("no model for {lang}").into()),
    };
    let text = fs::read_to_string(file)?;
    let articles: Vec<&str> = text.split("\n\n").filter(|a| !a.trim().is_empty()).collect();
    let start = Instant::now();
    let models = Analyzer::builtin();
    let load = start.elapsed();
    let loaded = memory("VmRSS");
    let (mut best, mut best_cpu, mut first) = (Duration::MAX, f64::MAX, Duration::ZERO);
    let (mut tokens, mut sentences) = (0, 0);
    let mut worker = models.worker();
    for pass in 0..PASSES {
        (tokens, sentences) = (0, 0);
        let (start, cpu) = (Instant::now(), processor_time());
        for article in &articles {
            let segment = Segment { span: Span::of(0, article.len()), lang };
            let doc = worker.analyze(article, &[segment]);
            tokens += doc.len();
            sentences += doc.sentences().len();
        }
        let took = start.elapsed();
        best_cpu = best_cpu.min(match (cpu, processor_time()) {
            (Some(before), Some(after)) => after - before,
            _ => took.as_secs_f64(),
        });
        if pass == 0 {
            first = took;
        }
        best = best.min(took);
    }
    let rate = |took: Duration| (tokens as f64 / took.as_secs_f64()).round();
    println!(
        "{}",
        serde_json::json!({
            "system": "legation", "articles": articles.len(), "sentences": sentences, "tokens": tokens,
            "load_s": load.as_secs_f64(), "best_s": best.as_secs_f64(), "tokens_per_s": rate(best),
            "tokens_per_cpu_s": (tokens as f64 / best_cpu).round(), "tokens_per_s_first_pass": rate(first), "memory_after_load_mb": loaded, "memory_peak_mb": memory("VmHWM"),
        })
    );
    Ok(())
}

/// Processor time of this process in seconds, where the system tells.
fn processor_time() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(stat.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

/// Memory of this process in MB, where the system tells.
fn memory(what: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}
