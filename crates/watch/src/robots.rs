//! robots.txt as RFC 9309 has it.

use std::fmt::Write as _;

/// The name that groups are matched with.
const NAME: &str = "legation";
/// What is read of a file at most, as the RFC asks.
const LIMIT: usize = 500 * 1024;

/// What a host allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Robots {
    /// Everything: there is no robots.txt.
    All,
    /// Nothing: it could not be had.
    None,
    /// What the rules say.
    Rules(Vec<Rule>),
}

/// A line of a group: whether it allows, and its pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    allow: bool,
    pattern: String,
}

impl Robots {
    /// Parses a file: the groups for this program, or else those for everybody.
    pub fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LIMIT)]);
        let (mut own, mut all): (Option<Vec<Rule>>, Vec<Rule>) = (None, Vec::new());
        let (mut names, mut in_names) = (Vec::new(), false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if !in_names {
                        names.clear();
                    }
                    in_names = true;
                    // The product alone counts: `Name/1.0` means `Name`.
                    let product: String = value
                        .chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '*'))
                        .collect();
                    let product = product.to_ascii_lowercase();
                    if product == NAME {
                        own.get_or_insert_default();
                    }
                    names.push(product);
                }
                key @ ("allow" | "disallow") => {
                    in_names = false;
                    if value.is_empty() {
                        continue;
                    }
                    let rule = Rule { allow: key == "allow", pattern: normal(value) };
                    if names.iter().any(|n| n == "*") {
                        all.push(rule.clone());
                    }
                    if names.iter().any(|n| n == NAME) {
                        own.get_or_insert_default().push(rule);
                    }
                }
                _ => {}
            }
        }
        Self::Rules(own.unwrap_or(all))
    }

    /// Whether a path with its query may be fetched: the longest pattern that fits decides, of equal ones the allowing.
    pub fn allows(&self, path: &str) -> bool {
        match self {
            Self::All => true,
            Self::None => path == "/robots.txt",
            Self::Rules(_) if path == "/robots.txt" => true,
            Self::Rules(rules) => {
                let path = normal(path);
                let fitting = rules.iter().filter(|r| fits(r.pattern.as_bytes(), path.as_bytes()));
                fitting.max_by_key(|r| (r.pattern.len(), r.allow)).is_none_or(|r| r.allow)
            }
        }
    }
}

/// Characters outside of ASCII as percent signs, those in capitals, and what need not be so as it is.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let hex = (bytes[i] == b'%').then(|| bytes.get(i + 1..i + 3)).flatten();
        let byte = hex.and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
        let (b, coded) = byte.map_or((bytes[i], false), |b| (b, true));
        i += if coded { 3 } else { 1 };
        let plain = b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
        if b.is_ascii_graphic() && (plain || !coded) {
            out.push(char::from(b));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

/// Whether a pattern with `*` and a closing `$` fits the beginning of a path.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, whole) = match pattern.strip_suffix(b"$") {
        Some(open) => (open, true),
        None => (pattern, false),
    };
    // The last star and how much of the path it has taken: going back there is enough, so time has a bound.
    let (mut p, mut s, mut star) = (0, 0, None);
    loop {
        if p == pattern.len() && (!whole || s == path.len()) {
            return true;
        }
        if p < pattern.len() && pattern[p] == b'*' {
            star = Some((p, s));
            p += 1;
        } else if p < pattern.len() && s < path.len() && pattern[p] == path[s] {
            p += 1;
            s += 1;
        } else if let Some((at, taken)) = star.filter(|(_, taken)| *taken < path.len()) {
            star = Some((at, taken + 1));
            p = at + 1;
            s = taken + 1;
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(robots: &str, path: &str) -> bool {
        Robots::parse(robots.as_bytes()).allows(path)
    }

    #[test]
    fn the_longest_pattern_decides_and_allowing_wins_a_tie() {
        let robots = "User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /tie\nAllow: /tie\n";
        assert!(!allows(robots, "/private/x"));
        assert!(allows(robots, "/private/open/x"));
        assert!(allows(robots, "/tie"));
        assert!(allows(robots, "/"));
        assert!(allows("User-agent: *\nDisallow:\n", "/x"));
        assert!(!allows("user-agent:*\r\ndisallow:/ # all\r\n", "/x"));
        assert!(allows("User-agent: *\nDisallow: /", "/robots.txt"));
    }

    #[test]
    fn groups_of_this_program_stand_for_those_of_all() {
        let robots = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-Agent: Legation/1.0\nDisallow: /no\n\
                      User-agent: legation\nDisallow: /never\n";
        assert!(allows(robots, "/yes"));
        assert!(!allows(robots, "/no"));
        assert!(!allows(robots, "/never"));
        assert!(!allows("User-agent: legationary\nDisallow: /x\nUser-agent: *\nDisallow: /y", "/y"));
        assert!(allows("User-agent: legation\nUser-agent: *\nSitemap: https://x/\n", "/y"));
    }

    #[test]
    fn stars_ends_and_percent_signs_are_read() {
        let robots = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow: /ы\nDisallow: /x%2fy\n";
        assert!(!allows(robots, "/files/a.pdf"));
        assert!(allows(robots, "/files/a.pdf?x"));
        assert!(!allows(robots, "/a1b2c3"));
        assert!(allows(robots, "/a1c2"));
        assert!(!allows(robots, "/%d1%8B/x"));
        assert!(!allows(robots, "/x%2Fy"));
        assert!(allows(robots, "/x/y"));
        let slow = format!("User-agent: *\nDisallow: /{}$\n", "*a".repeat(2000));
        assert!(allows(&slow, &format!("/{}b", "a".repeat(20_000))));
    }

    #[test]
    fn without_a_file_all_is_allowed_and_without_an_answer_nothing() {
        assert!(Robots::All.allows("/x") && !Robots::None.allows("/x"));
        assert!(allows("\u{feff}<html>not robots</html>", "/x"));
    }
}
