//! Why a part of an input gave no article. What text itself may lack is `legation_intake::IntakeError`.

use std::fmt;
use std::io;

use legation_intake::IntakeError;
use thiserror::Error;

/// Why a part of an input gave no article. Each kind has a code that stays the same from version to version.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// More bytes than the limit; they were skipped.
    #[error("the document is longer than {limit} bytes")]
    TooLarge {
        /// The limit in force.
        limit: usize,
    },
    /// Not JSON, or not an article in it.
    #[error("not an article in JSON: {reason}")]
    Json {
        /// What is wrong.
        reason: String,
    },
    /// A line over the limit; it was skipped.
    #[error("the line is longer than {limit} bytes")]
    LineTooLong {
        /// The limit in force.
        limit: usize,
    },
    /// The carrier of the bytes failed.
    #[error("reading failed: {reason}")]
    Read {
        /// What the carrier said.
        reason: String,
    },
    /// Packed or structured bytes that cannot be as they are.
    #[error("damaged: {what}")]
    Damaged {
        /// What is wrong.
        what: String,
    },
    /// The input ends in the middle of something.
    #[error("cut off inside {what}")]
    CutOff {
        /// What has no end.
        what: &'static str,
    },
    /// Packed bytes that grow beyond all measure.
    #[error("unpacks to more than {ratio} times its size")]
    Bomb {
        /// The limit in force.
        ratio: u64,
    },
    /// Archives inside archives inside archives.
    #[error("archives nested more than {limit} deep")]
    TooDeep {
        /// The limit in force.
        limit: usize,
    },
    /// A kind of file, method of packing or coding that is not read.
    #[error("{what} is not read")]
    Unsupported {
        /// Its name.
        what: String,
    },
    /// A table or object without a column for the text.
    #[error("no column holds the text (there are: {found}); name it with --map text=COLUMN")]
    NoTextColumn {
        /// The columns there are.
        found: String,
    },
    /// A record that names an article but has no text for it.
    #[error("the record has no text")]
    NoBody,
    /// The text is none.
    #[error(transparent)]
    Text(#[from] IntakeError),
}

impl ReadError {
    /// Stable code of the kind.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "LG1002",
            Self::Json { .. } => "LG1006",
            Self::LineTooLong { .. } => "LG1007",
            Self::Read { .. } => "LG1008",
            Self::Damaged { .. } => "LG1101",
            Self::CutOff { .. } => "LG1102",
            Self::Bomb { .. } => "LG1103",
            Self::TooDeep { .. } => "LG1104",
            Self::Unsupported { .. } => "LG1105",
            Self::NoTextColumn { .. } => "LG1106",
            Self::NoBody => "LG1107",
            Self::Text(e) => e.code(),
        }
    }

    /// As an error of a stream behind which reading may go on.
    pub(crate) fn into_io(self) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, Carried(self))
    }

    pub(crate) fn damaged(what: impl fmt::Display) -> Self {
        Self::Damaged { what: what.to_string() }
    }
}

/// A [`ReadError`] on its way through [`io::Error`].
#[derive(Debug)]
pub(crate) struct Carried(ReadError);

impl fmt::Display for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Carried {}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Carried>()) {
            Some(Carried(inner)) => inner.clone(),
            None => Self::Read { reason: error.to_string() },
        }
    }
}

impl ReadError {
    /// Whether the stream that said so may have more to give.
    pub(crate) fn goes_on(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::CutOff { .. } | Self::Bomb { .. })
    }
}
