//! Just enough of addresses: scheme, host, path, and where a relative one leads.

/// An absolute address of the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Url {
    pub(crate) secure: bool,
    /// Host in lower case, with its port where it is not the usual one.
    pub(crate) host: String,
    /// Path and query; begins with a slash.
    pub(crate) path: String,
}

impl Url {
    /// Parses an absolute address; `None` for other schemes, user names and hosts with odd characters.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let (scheme, rest) = text.split_once("://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let usual = if secure { ":443" } else { ":80" };
        let host = host.to_ascii_lowercase();
        let host = host.strip_suffix(usual).unwrap_or(&host).to_owned();
        if host.is_empty() || host.contains(['@', '\\', '%']) {
            return None;
        }
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Some(Self { secure, host, path })
    }

    /// Where `target`, found at this address, leads.
    pub(crate) fn join(&self, target: &str) -> Option<Self> {
        let target = target.trim();
        if target.contains("://") {
            return Self::parse(target);
        }
        if let Some(rest) = target.strip_prefix("//") {
            return Self::parse(&format!("{}://{rest}", self.scheme()));
        }
        let base = self.path.split('?').next().unwrap_or("/");
        let path = if target.starts_with('/') {
            target.to_owned()
        } else if target.starts_with('?') {
            format!("{base}{target}")
        } else {
            format!("{}/{target}", base.rsplit_once('/').map_or("", |(folder, _)| folder))
        };
        Self::parse(&format!("{}://{}{path}", self.scheme(), self.host))
    }

    fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    /// The host without its port.
    pub(crate) fn name(&self) -> &str {
        self.host.rsplit_once(':').map_or(&self.host, |(name, _)| name)
    }

    /// Scheme and host: what a robots.txt speaks for.
    pub(crate) fn origin(&self) -> String {
        format!("{}://{}", self.scheme(), self.host)
    }
}

impl std::fmt::Display for Url {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}{}", self.scheme(), self.host, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart_and_joined() {
        let url = Url::parse("HTTPS://Example.org:443/a/b?x=1#top").expect("address");
        assert_eq!(url.to_string(), "https://example.org/a/b?x=1");
        let joined = |target: &str| url.join(target).map(|u| u.to_string());
        assert_eq!(joined("/c").as_deref(), Some("https://example.org/c"));
        assert_eq!(joined("c").as_deref(), Some("https://example.org/a/c"));
        assert_eq!(joined("//other.org/c").as_deref(), Some("https://other.org/c"));
        assert_eq!(joined("http://other.org").as_deref(), Some("http://other.org/"));
        assert_eq!(joined("?y").as_deref(), Some("https://example.org/a/b?y"));
        for bad in
            ["ftp://example.org/", "https://", "example.org", "https://user@example.org/", "https://a b/"]
        {
            assert_eq!(Url::parse(bad), None, "{bad}");
        }
        assert_eq!(Url::parse("http://localhost:8080/").expect("address").name(), "localhost");
    }
}
