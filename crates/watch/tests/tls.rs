//! The poller against servers of this machine that speak TLS, with certificates made for the test.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use legation_watch::{Client, Config, FetchError, Limits, Outcome, Poll, State, System, Watcher};
use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

const FEED: &str = "<rss version='2.0'><channel><title>Wire</title><item><title>Talks</title><link>/a</link>\
                    <description>The ministers met.</description></item></channel></rss>";

/// A certificate that vouches for itself, for one name, until some year.
fn certificate(name: &str, until: i32) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
    let key = KeyPair::generate().expect("key");
    let mut params = CertificateParams::new(vec![name.to_owned()]).expect("name");
    params.not_before = rcgen::date_time_ymd(2020, 1, 1);
    params.not_after = rcgen::date_time_ymd(until, 1, 1);
    let made = params.self_signed(&key).expect("certificate");
    (made.der().clone(), PrivatePkcs8KeyDer::from(key.serialize_der()).into())
}

/// A server of one feed without robots.txt; its address.
fn serve(certificate: CertificateDer<'static>, key: PrivateKeyDer<'static>) -> String {
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("key of the certificate");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("port");
    let port = listener.local_addr().expect("address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let session = ServerConnection::new(Arc::clone(&config)).expect("session");
            let mut tls = StreamOwned::new(session, stream);
            let (mut head, mut byte) = (Vec::new(), [0]);
            // A client that does not trust the certificate goes away before it asks.
            while !head.ends_with(b"\r\n\r\n") && tls.read(&mut byte).is_ok_and(|n| n == 1) {
                head.push(byte[0]);
            }
            let (status, body) =
                if head.starts_with(b"GET /feed ") { ("200 OK", FEED) } else { ("404 Not Found", "") };
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            let _ = tls.write_all(answer.as_bytes()).and_then(|()| tls.flush());
            tls.conn.send_close_notify();
            let _ = tls.flush();
        }
    });
    format!("https://localhost:{port}/feed")
}

fn limits() -> Limits {
    Limits { time: Duration::from_secs(5), proxy: false, ..Limits::default() }
}

/// Polls the feed once, trusting these roots beside none of the machine's.
fn poll(url: &str, roots: &[CertificateDer<'static>]) -> (Poll, String) {
    let config = format!("contact = \"me@example.org\"\npause = \"0s\"\n[[feed]]\nurl = \"{url}\"\n");
    let config = Config::parse(&config).expect("config");
    let client = Client::trusting(&config.user_agent(), limits(), roots.iter().map(|c| c.to_vec()));
    let mut watcher = Watcher::new(&config, State::default(), &client, &System);
    let mut out = Vec::new();
    let poll = watcher.poll(&config.feeds[0], &mut out).expect("memory");
    (poll, String::from_utf8(out).expect("UTF-8"))
}

fn failed(poll: &Poll) -> &str {
    match &poll.outcome {
        Outcome::Failed(words) => words,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_trusted_server_is_read() {
    let (certificate, key) = certificate("localhost", 2090);
    let url = serve(certificate.clone(), key);
    let (poll, lines) = poll(&url, &[certificate]);
    assert_eq!(poll.outcome, Outcome::Read { new: 1, listed: 0 });
    assert!(lines.contains("The ministers met."));
}

#[test]
fn a_certificate_that_is_not_trusted_is_named() {
    let (untrusted, key) = certificate("localhost", 2090);
    let url = serve(untrusted, key);
    let (stranger, _) = certificate("localhost", 2090);
    for roots in [vec![], vec![stranger]] {
        let (poll, lines) = poll(&url, &roots);
        assert!(failed(&poll).starts_with("the certificate of the server is not trusted: "), "{poll:?}");
        assert!(lines.is_empty() && poll.is_failure());
    }
    // With what the machine trusts as well.
    let request = legation_watch::Request { url, ..Default::default() };
    let answer = legation_watch::Fetch::get(&Client::new("test", limits()), &request);
    assert!(matches!(answer, Err(FetchError::Untrusted(_))), "{answer:?}");
}

#[test]
fn a_certificate_of_another_name_or_time_is_refused() {
    for (name, until) in [("elsewhere.example", 2090), ("localhost", 2021)] {
        let (certificate, key) = certificate(name, until);
        let url = serve(certificate.clone(), key);
        let (poll, lines) = poll(&url, &[certificate]);
        assert!(failed(&poll).contains("not trusted") && lines.is_empty(), "{poll:?}");
    }
}

#[test]
fn a_server_without_tls_is_a_failure_of_the_network() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("port");
    let port = listener.local_addr().expect("address").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
    });
    let (poll, _) = poll(&format!("https://localhost:{port}/feed"), &[]);
    assert!(!failed(&poll).contains("not trusted"), "{poll:?}");
}
