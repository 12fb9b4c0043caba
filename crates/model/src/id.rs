//! Stable record ids.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Id of a record: 16 hex digits of a BLAKE3 hash over what makes the record, never over the rule that found it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct RecordId(pub String);

impl RecordId {
    /// Hash of `kind` and `parts`, each set off from the next, so that no two lists of parts run together.
    pub fn of(kind: &str, parts: &[&str]) -> Self {
        let mut hash = blake3::Hasher::new();
        for part in std::iter::once(&kind).chain(parts) {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        let mut hex = String::with_capacity(16);
        for byte in &hash.finalize().as_bytes()[..8] {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        Self(hex)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
