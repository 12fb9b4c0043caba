//! Progress of long work: on a terminal only, rate and time left.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A line on standard error that says how far the work is.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Begins; silent in pipes, under `quiet`, and where the records themselves go to the same terminal.
    pub(crate) fn start(paths: &[PathBuf], quiet: bool) -> Self {
        if quiet || !io::stderr().is_terminal() || io::stdout().is_terminal() {
            return Self { bar: None };
        }
        let total: u64 = paths.iter().map(size).sum();
        let bar = if total == 0 { ProgressBar::new_spinner() } else { ProgressBar::new(total) };
        let template = "{elapsed_precise} {bytes}/{total_bytes} {bytes_per_sec}, {msg} articles, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar: Some(bar) }
    }

    /// One more article of so many bytes.
    pub(crate) fn step(&mut self, bytes: usize) {
        if let Some(bar) = &self.bar {
            bar.inc(bytes as u64);
            let count = bar.message().parse::<u64>().unwrap_or(0) + 1;
            bar.set_message(count.to_string());
        }
    }

    /// Says something without tearing the line.
    pub(crate) fn say(&self, words: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{words}")),
            None => eprintln!("{words}"),
        }
    }

    /// Whether a line was shown.
    pub(crate) fn shown(&self) -> bool {
        self.bar.is_some()
    }

    /// Takes the line away.
    pub(crate) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Bytes under a path, as far as they can be seen.
fn size(path: &PathBuf) -> u64 {
    match std::fs::metadata(path) {
        Ok(meta) if meta.is_dir() => std::fs::read_dir(path)
            .map_or(0, |entries| entries.filter_map(|e| Some(size(&e.ok()?.path()))).sum()),
        Ok(meta) => meta.len(),
        Err(_) => 0,
    }
}
