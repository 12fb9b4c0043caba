//! Whether a string is an address: what spaCy's `url_match` accepts.

use super::affix::Class;

/// Whether the whole of `text` is an address; `tld` holds the characters of a top-level domain.
pub(crate) fn is_url(text: &[char], tld: &Class) -> bool {
    if !text.contains(&'.') {
        return false;
    }
    let after_scheme = text
        .windows(3)
        .position(|w| w == [':', '/', '/'])
        .filter(|&at| at >= 2 && text[..at].iter().all(|&c| is_word(c) || "+-.".contains(c)))
        .map(|at| at + 3);
    let after_user = text.iter().enumerate().filter(|&(i, &c)| c == '@' && i > 0).map(|(i, _)| i + 1);
    std::iter::once(0).chain(after_scheme).chain(after_user).any(|at| authority(&text[at..], tld))
}

/// Host, port and path.
fn authority(text: &[char], tld: &Class) -> bool {
    let end = text.iter().position(|c| matches!(c, ':' | '/' | '?' | '#')).unwrap_or(text.len());
    let (host, mut rest) = text.split_at(end);
    if !is_domain(host, tld) && !is_ip(host) {
        return false;
    }
    if rest.first() == Some(&':') {
        let digits = rest[1..].iter().take_while(|c| c.is_ascii_digit()).count();
        if !(2..=5).contains(&digits) {
            return false;
        }
        rest = &rest[1 + digits..];
    }
    rest.first().is_none_or(|c| matches!(c, '/' | '?' | '#'))
}

fn is_domain(host: &[char], tld: &Class) -> bool {
    let edge = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    let mut labels: Vec<&[char]> = host.split(|&c| c == '.').collect();
    let Some(top) = labels.pop() else { return false };
    (2..=63).contains(&top.len())
        && top.iter().all(|&c| tld.has(c))
        && !labels.is_empty()
        && labels.iter().all(|l| {
            (1..=64).contains(&l.len())
                && l.first().is_some_and(|&c| edge(c))
                && l.last().is_some_and(|&c| edge(c))
                && l.iter().all(|&c| edge(c) || c == '_' || c == '-')
        })
}

/// A public IPv4 address.
fn is_ip(host: &[char]) -> bool {
    let parts: Vec<Option<u8>> = host
        .split(|&c| c == '.')
        .map(|p| p.iter().collect::<String>())
        .map(|p| if p.len() > 1 && p.starts_with('0') { None } else { p.parse().ok() })
        .collect();
    let [Some(a), Some(b), Some(_), Some(d)] = parts[..] else { return false };
    let private = matches!((a, b), (10 | 127, _) | (169, 254) | (192, 168) | (172, 16..=31));
    (1..=223).contains(&a) && (1..=254).contains(&d) && !private
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known() {
        let tld = Class::parse("a-z");
        let url = |s: &str| is_url(&s.chars().collect::<Vec<_>>(), &tld);
        assert!(url("example.com"));
        assert!(url("https://www.example.org/a?b=1"));
        assert!(url("user@mail.example.net"));
        assert!(url("example.com:8080/x"));
        assert!(url("8.8.8.8"));
        assert!(!url("10.0.0.1"));
        assert!(!url("U.S."));
        assert!(!url("end.Next"));
        assert!(!url("example.com,"));
    }
}
