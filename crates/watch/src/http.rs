//! One request, one answer, with bounds on time and size. Redirects are not followed here.

use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Absolute address.
    pub url: String,
    /// `If-None-Match`, as the server gave it.
    pub etag: Option<String>,
    /// `If-Modified-Since`, as the server gave it.
    pub last_modified: Option<String>,
}

/// What is answered.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// Status code.
    pub status: u16,
    /// Names in lower case, values as they are.
    pub headers: Vec<(String, String)>,
    /// Body, packed if the server packed it.
    pub body: Vec<u8>,
}

impl Reply {
    /// The first value of a header, named in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FetchError {
    /// The body is longer than the limit.
    #[error("the answer is longer than {0} bytes")]
    TooLarge(usize),
    /// The server's certificate is not one that this machine trusts for it.
    #[error("the certificate of the server is not trusted: {0}")]
    Untrusted(String),
    /// No connection, no end, nonsense.
    #[error("{0}")]
    Network(String),
}

impl FetchError {
    /// What the client says, with the certificate told apart from the rest.
    fn of(error: &ureq::Error) -> Self {
        let tls = match error {
            ureq::Error::Rustls(tls) => Some(tls),
            ureq::Error::Io(io) => io.get_ref().and_then(|e| e.downcast_ref()),
            _ => None,
        };
        match tls {
            Some(rustls::Error::InvalidCertificate(why)) => Self::Untrusted(why.to_string()),
            _ => Self::Network(error.to_string()),
        }
    }
}

/// Something that answers requests; of several threads at once.
pub trait Fetch: Sync {
    /// Answers one.
    ///
    /// # Errors
    /// There is no whole answer.
    fn get(&self, request: &Request) -> Result<Reply, FetchError>;
}

/// Bounds of a request.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the name to the last byte.
    pub time: Duration,
    /// The largest body on the wire.
    pub max_bytes: usize,
    /// Whether the proxy that the environment names is used.
    pub proxy: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(60), max_bytes: 16 << 20, proxy: true }
    }
}

/// The network.
pub struct Client {
    agent: Agent,
    limits: Limits,
}

impl Client {
    /// Says of every request who sends it.
    pub fn new(user_agent: &str, limits: Limits) -> Self {
        // Those the machine trusts; what cannot be loaded is not trusted.
        let trusted = rustls_native_certs::load_native_certs().certs;
        Self::trusting(user_agent, limits, trusted.iter().map(|c| c.as_ref().to_vec()))
    }

    /// The same, with certificates (DER) of one's own choice at the roots.
    pub fn trusting(user_agent: &str, limits: Limits, roots: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let trusted: Vec<_> = roots.into_iter().map(|c| Certificate::from_der(&c).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(trusted)))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let mut config = Agent::config_builder()
            .tls_config(tls)
            .user_agent(user_agent)
            .accept("application/rss+xml, application/atom+xml, application/feed+json, application/xml, text/html;q=0.9, */*;q=0.1")
            .accept_encoding("gzip")
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections_per_host(1)
            .timeout_connect(Some(limits.time.min(Duration::from_secs(15))))
            .timeout_global(Some(limits.time));
        if !limits.proxy {
            config = config.proxy(None);
        }
        Self { agent: config.build().new_agent(), limits }
    }
}

impl Fetch for Client {
    fn get(&self, request: &Request) -> Result<Reply, FetchError> {
        let network = |e: &dyn std::fmt::Display| FetchError::Network(e.to_string());
        let mut get = self.agent.get(&request.url);
        if let Some(etag) = &request.etag {
            get = get.header("if-none-match", etag);
        }
        if let Some(date) = &request.last_modified {
            get = get.header("if-modified-since", date);
        }
        let mut response = get.call().map_err(|e| FetchError::of(&e))?;
        let headers = response.headers().iter();
        let headers = headers
            .filter_map(|(n, v)| {
                Some((n.as_str().to_owned(), std::str::from_utf8(v.as_bytes()).ok()?.to_owned()))
            })
            .collect();
        let limit = self.limits.max_bytes;
        let mut body = Vec::new();
        let reader = response.body_mut().with_config().limit(u64::MAX).reader();
        reader.take(limit as u64 + 1).read_to_end(&mut body).map_err(|e| network(&e))?;
        if body.len() > limit {
            return Err(FetchError::TooLarge(limit));
        }
        Ok(Reply { status: response.status().as_u16(), headers, body })
    }
}
