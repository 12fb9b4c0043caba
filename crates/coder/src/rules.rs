//! What the word files of the coder say, as one value: the built-in rules, or those with a user's own over them.

use std::sync::LazyLock;

use legation_lexicon::{Fault, Overlay};

use crate::events::Index;

mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// Frames, operators, cues and contexts, compiled.
#[derive(Debug, Default)]
pub struct Rules {
    pub(crate) index: Index,
}

static BUILTIN: LazyLock<Rules> = LazyLock::new(|| {
    // Broken files give empty rules; a test keeps them whole.
    let index = Index::read(&Sources::builtin()).unwrap_or_default();
    Rules { index }
});

impl Rules {
    /// Those that the program carries.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The built-in rules with those of `overlays` over them, the last one topmost: a unit takes the place of the
    /// one of the same file and name, the others are added and tried first.
    ///
    /// # Errors
    /// What is wrong in the files, with its line.
    pub fn with_overlays(overlays: &[Overlay]) -> Result<Self, Vec<Fault>> {
        Ok(Self { index: Index::read(&Sources::with(overlays))? })
    }
}

/// The files that ship with the program under one folder: path, text.
pub(crate) fn word_files(start: &str) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
    words::FILES.iter().copied().filter(move |(path, _)| path.starts_with(start))
}

/// A word file of the coder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    /// Where the folder lies, for messages.
    pub(crate) root: &'a str,
    /// Path under the folder.
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    /// Number of the layer; the built-in one is 0.
    pub(crate) layer: usize,
}

impl Source<'_> {
    /// A fault of the line at byte `at`.
    pub(crate) fn fault(&self, at: usize, message: impl std::fmt::Display) -> Fault {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() as u32 + 1;
        Fault { path: format!("{}/{}", self.root, self.path), line, message: message.to_string() }
    }

    /// Lines that hold a row, each with the byte where it begins.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut at = 0;
        let lines = self.text.split_inclusive('\n').map(move |line| {
            at += line.len();
            (at - line.len(), line.trim_end_matches(['\n', '\r']))
        });
        lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
    }
}

/// The word files of all layers, the lowest layer first.
#[derive(Debug)]
pub(crate) struct Sources<'a>(Vec<Source<'a>>);

impl<'a> Sources<'a> {
    /// The files that ship with the program.
    pub(crate) fn builtin() -> Self {
        let all = word_files("");
        Self(all.map(|(path, text)| Source { root: "lexicon", path, text, layer: 0 }).collect())
    }

    /// The same with the files of `overlays` over them.
    pub(crate) fn with(overlays: &'a [Overlay]) -> Self {
        let mut all = Self::builtin();
        for (at, overlay) in overlays.iter().enumerate() {
            all.0.extend(overlay.files.iter().map(|(path, text)| Source {
                root: &overlay.root,
                path,
                text,
                layer: at + 1,
            }));
        }
        all
    }

    /// Files whose path begins with `start` and ends with `end`.
    pub(crate) fn files(&self, start: &str, end: &str) -> impl Iterator<Item = &Source<'a>> {
        self.0.iter().filter(move |s| s.path.starts_with(start) && s.path.ends_with(end))
    }
}
