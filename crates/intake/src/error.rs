//! Why an input gave no article.

use thiserror::Error;

/// Why an input gave no article. Each kind has a code that stays the same from version to version.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IntakeError {
    /// No byte, or white space only.
    #[error("the input is empty")]
    Empty,
    /// More bytes than the limit.
    #[error("the input has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes of the input.
        size: usize,
        /// The limit in force.
        limit: usize,
    },
    /// Not text in any encoding.
    #[error("the input is binary data, not text")]
    Binary,
    /// The declared character set has no name that is known.
    #[error("unknown character set `{label}`")]
    UnknownEncoding {
        /// The label as declared.
        label: String,
    },
    /// Text, but nothing in it reads like an article.
    #[error("no article text found")]
    NoText,
}

impl IntakeError {
    /// Stable code of the kind; LG1006 to LG1008 and LG11.. are those of `legation-reader`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "LG1001",
            Self::TooLarge { .. } => "LG1002",
            Self::Binary => "LG1003",
            Self::UnknownEncoding { .. } => "LG1004",
            Self::NoText => "LG1005",
        }
    }
}
