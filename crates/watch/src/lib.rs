//! A polite poller of feeds: the only crate that touches the network, and it fetches nothing that the user did not list.
//!
//! One request at a time to a host, different hosts side by side; a pause between two requests to a host; robots.txt (RFC 9309);
//! validators sent back byte for byte; `Retry-After`, 301, 304 and 410 obeyed; failures answered with growing pauses.
//! What is known about feeds lies in a [`State`] that is written whole or not at all, so a run can be cut off anywhere.

mod clock;
mod config;
mod http;
mod output;
mod poll;
mod robots;
mod round;
mod schedule;
mod state;
mod url;

pub use clock::{Clock, System};
pub use config::{Config, Feed};
pub use http::{Client, Fetch, FetchError, Limits, Reply, Request};
pub use poll::{Outcome, Poll, Watcher};
pub use robots::Robots;
pub use state::{FeedState, HostState, State};

use thiserror::Error;

/// What stops the whole watch.
#[derive(Debug, Error)]
pub enum WatchError {
    /// The configuration is not as it should be.
    #[error("{0}")]
    Config(String),
    /// The state file cannot be read or written.
    #[error("state file: {0}")]
    State(String),
    /// Articles cannot be written.
    #[error("output: {0}")]
    Output(#[from] std::io::Error),
}
