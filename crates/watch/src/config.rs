//! What the user lists: `FEEDS.toml`.

use std::time::Duration;

use serde::Deserialize;

use crate::WatchError;
use crate::url::Url;

/// The shortest time between two polls of a feed.
const SHORTEST: Duration = Duration::from_secs(300);

/// The user's list of feeds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// How the people who run the servers reach whoever runs this: an address of the web or of mail.
    pub contact: String,
    /// Time between two polls of a feed: `30m`, `1h`.
    #[serde(default = "half_an_hour", deserialize_with = "duration")]
    pub interval: Duration,
    /// Time between two requests to one host.
    #[serde(default = "two_seconds", deserialize_with = "duration")]
    pub pause: Duration,
    /// The largest body, unpacked.
    #[serde(default = "sixteen_megabytes")]
    pub max_bytes: usize,
    /// The feeds.
    #[serde(default, rename = "feed")]
    pub feeds: Vec<Feed>,
}

/// One feed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Where it is.
    pub url: String,
    /// Whether the pages that it links to are fetched too, from its own host and from `hosts`.
    #[serde(default)]
    pub articles: bool,
    /// Other hosts that pages may be fetched from, and the feed itself if it moves.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Time between two polls, where it is not that of all feeds.
    #[serde(default, deserialize_with = "perhaps")]
    pub interval: Option<Duration>,
}

fn half_an_hour() -> Duration {
    Duration::from_secs(1800)
}

fn two_seconds() -> Duration {
    Duration::from_secs(2)
}

fn sixteen_megabytes() -> usize {
    16 << 20
}

fn duration<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(from)?;
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let unit = match unit.trim() {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(serde::de::Error::custom(format!("`{text}` is no time such as 90s, 30m, 1h"))),
    };
    let seconds = number.parse::<u64>().ok().and_then(|n| n.checked_mul(unit)).filter(|s| *s <= 366 * 86_400);
    seconds
        .map(Duration::from_secs)
        .ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no time such as 90s, 30m, 1h")))
}

fn perhaps<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Duration>, D::Error> {
    duration(from).map(Some)
}

impl Config {
    /// Parses and checks.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse(text: &str) -> Result<Self, WatchError> {
        let config: Self = toml::from_str(text).map_err(|e| WatchError::Config(e.to_string()))?;
        let bad = |words: String| Err(WatchError::Config(words));
        let contact = config.contact.trim();
        if !(contact.contains('@') || contact.starts_with("http")) || contact.chars().any(char::is_control) {
            return bad(format!("contact `{contact}` is neither an address of the web nor of mail"));
        }
        if config.feeds.is_empty() {
            return bad("no [[feed]] is listed".to_owned());
        }
        for feed in &config.feeds {
            if Url::parse(&feed.url).is_none() {
                return bad(format!("`{}` is no address with http or https", feed.url));
            }
            if feed.interval.unwrap_or(config.interval) < SHORTEST {
                return bad(format!(
                    "{}: polled more often than every {} minutes",
                    feed.url,
                    SHORTEST.as_secs() / 60
                ));
            }
        }
        for (i, feed) in config.feeds.iter().enumerate() {
            if config.feeds[..i].iter().any(|f| f.url == feed.url) {
                return bad(format!("{} is listed twice", feed.url));
            }
        }
        Ok(config)
    }

    /// What requests say of who sends them.
    pub fn user_agent(&self) -> String {
        format!("legation/{} (+{})", env!("CARGO_PKG_VERSION"), self.contact.trim())
    }
}

impl Feed {
    /// Whether the user listed this host with the feed.
    pub(crate) fn lists(&self, url: &Url) -> bool {
        let own = Url::parse(&self.url);
        own.is_some_and(|own| own.host == url.host)
            || self
                .hosts
                .iter()
                .any(|h| h.eq_ignore_ascii_case(&url.host) || h.eq_ignore_ascii_case(url.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_checked() {
        let good = "contact = \"me@example.org\"\ninterval = \"1h\"\n[[feed]]\nurl = \"https://example.org/rss\"\nhosts = [\"www.example.org\"]\n";
        let config = Config::parse(good).expect("config");
        assert_eq!(config.interval.as_secs(), 3600);
        assert!(config.user_agent().ends_with("(+me@example.org)"));
        let url = |u: &str| Url::parse(u).expect("address");
        assert!(config.feeds[0].lists(&url("https://www.example.org/x")));
        assert!(!config.feeds[0].lists(&url("https://example.org.evil.net/x")));
        for bad in [
            "[[feed]]\nurl = \"https://example.org/rss\"",
            "contact = \"nobody\"\n[[feed]]\nurl = \"https://example.org/rss\"",
            "contact = \"me@example.org\"",
            "contact = \"me@example.org\"\n[[feed]]\nurl = \"example.org\"",
            "contact = \"me@example.org\"\ninterval = \"10s\"\n[[feed]]\nurl = \"https://example.org/rss\"",
            "contact = \"me@example.org\"\ninterval = \"soon\"\n[[feed]]\nurl = \"https://example.org/rss\"",
            "contact = \"me@example.org\"\nspeed = 1\n[[feed]]\nurl = \"https://example.org/rss\"",
        ] {
            assert!(Config::parse(bad).is_err(), "{bad}");
        }
    }
}
