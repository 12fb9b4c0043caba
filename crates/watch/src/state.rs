//! What is remembered between polls, in one JSON file that is replaced whole.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::WatchError;

/// How many articles of a feed are remembered as seen.
const SEEN: usize = 5000;

/// All that is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// By the address as listed.
    #[serde(default)]
    pub feeds: BTreeMap<String, FeedState>,
    /// By scheme and host.
    #[serde(default)]
    pub hosts: BTreeMap<String, HostState>,
}

/// What is remembered of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedState {
    /// Where it has moved for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<String>,
    /// As the server sent it, with its quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// As the server sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// Not before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Timestamp>,
    /// Failures in a row.
    #[serde(default)]
    pub failures: u32,
    /// The server says that it is gone for good.
    #[serde(default)]
    pub gone: bool,
    /// Articles that were written, oldest first.
    #[serde(default)]
    pub seen: Vec<String>,
}

/// What is remembered of a host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostState {
    /// Its robots.txt: `null` for none, or the text.
    #[serde(default)]
    pub robots: Option<String>,
    /// It could not be had: nothing is allowed.
    #[serde(default)]
    pub unreachable: bool,
    /// Until when that is believed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// The host asked for silence until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_until: Option<Timestamp>,
}

impl FeedState {
    /// Remembers an article, and forgets the oldest.
    pub(crate) fn remember(&mut self, key: String) {
        self.seen.push(key);
        if self.seen.len() > SEEN {
            self.seen.drain(..self.seen.len() - SEEN);
        }
    }
}

impl State {
    /// Reads the file; where there is none nothing is remembered.
    ///
    /// # Errors
    /// It is there but cannot be read.
    pub fn load(path: &Path) -> Result<Self, WatchError> {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|e| WatchError::State(format!("{}: {e}", path.display()))),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(e) => Err(WatchError::State(format!("{}: {e}", path.display()))),
        }
    }

    /// Writes a new file beside the old one and puts it in its place.
    ///
    /// # Errors
    /// The disk says no; then the old file stands.
    pub fn save(&self, path: &Path) -> Result<(), WatchError> {
        let fail = |e: std::io::Error| WatchError::State(format!("{}: {e}", path.display()));
        let mut name = path.as_os_str().to_owned();
        name.push(".new");
        let fresh = Path::new(&name);
        let mut file = File::create(fresh).map_err(fail)?;
        let bytes = serde_json::to_vec_pretty(self).map_err(|e| WatchError::State(e.to_string()))?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(fail)?;
        fs::rename(fresh, path).map_err(fail)
    }
}
