//! A user's own words, laid over the built-in ones.

use std::fmt;

/// The texts of a folder laid out like `lexicon/`. Who reads the folder is not this crate's business.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    /// Where the folder lies, for messages.
    pub root: String,
    /// Path under the folder, with `/`, and text; in the order of the paths.
    pub files: Vec<(String, String)>,
}

/// What is wrong in a file of words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub struct Fault {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}
