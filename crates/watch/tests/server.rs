//! The poller against a server that misbehaves in every way there is.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use legation_watch::{Client, Clock, Config, Limits, Outcome, Poll, State, Watcher};
use serde_json::Value;

type Script = Box<dyn Fn(&str, &mut TcpStream) + Send>;
type Scripts = Arc<Mutex<BTreeMap<String, Script>>>;

/// A server on this machine: what it does at which path, and what it was asked.
struct Server {
    host: String,
    asked: Arc<Mutex<Vec<String>>>,
    scripts: Scripts,
}

impl Server {
    fn start() -> Self {
        Self::on("127.0.0.1")
    }

    fn on(host: &str) -> Self {
        let listener = TcpListener::bind((host, 0)).expect("port");
        let host = listener.local_addr().expect("address").to_string();
        let (asked, scripts) =
            (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(BTreeMap::<String, Script>::new())));
        let (log, plan) = (Arc::clone(&asked), Arc::clone(&scripts));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut head = String::new();
                let mut lines = BufReader::new(stream.try_clone().expect("socket"));
                while !head.ends_with("\r\n\r\n") && lines.read_line(&mut head).is_ok_and(|n| n > 0) {}
                let path = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
                log.lock().expect("log").push(head.clone());
                match plan.lock().expect("plan").get(&path) {
                    Some(script) => script(&head, &mut stream),
                    None => send(&mut stream, "404 Not Found", "", b""),
                }
            }
        });
        Self { host, asked, scripts }
    }

    fn at(&self, path: &str, script: impl Fn(&str, &mut TcpStream) + Send + 'static) {
        self.scripts.lock().expect("plan").insert(path.to_owned(), Box::new(script));
    }

    fn says(&self, path: &str, status: &'static str, headers: &str, body: &[u8]) {
        let (headers, body) = (headers.to_owned(), body.to_vec());
        self.at(path, move |_, stream| send(stream, status, &headers, &body));
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }

    /// The heads of requests for a path.
    fn asked(&self, path: &str) -> Vec<String> {
        let log = self.asked.lock().expect("log");
        log.iter().filter(|h| h.split_whitespace().nth(1) == Some(path)).cloned().collect()
    }

    fn config(&self, feed: &str) -> Config {
        Config::parse(&format!(
            "contact = \"https://example.org/about-this-reader\"\nmax_bytes = 1000000\n[[feed]]\nurl = \"{}\"\n{feed}\n",
            self.url("/feed")
        ))
        .expect("config")
    }
}

fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let head =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    // The client may be gone already: that is what some tests are about.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

/// A clock that jumps instead of waiting.
struct Jump(Mutex<Timestamp>);

impl Jump {
    fn new() -> Self {
        Self(Mutex::new("2024-07-04T12:00:00Z".parse().expect("time")))
    }

    fn on(&self, seconds: i64) {
        *self.0.lock().expect("time") += jiff::SignedDuration::from_secs(seconds);
    }
}

impl Clock for Jump {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("time")
    }

    fn sleep(&self, time: Duration) {
        *self.0.lock().expect("time") += time;
    }
}

fn rss(items: &[(&str, &str)]) -> Vec<u8> {
    let items: Vec<String> = items
        .iter()
        .map(|(path, text)| format!("<item><title>Title of {path}</title><link>{path}</link><description>{text}</description></item>"))
        .collect();
    format!(
        "<rss version='2.0'><channel><title>Wire</title><language>en</language>{}</channel></rss>",
        items.concat()
    )
    .into_bytes()
}

fn client(config: &Config) -> Client {
    let limits = Limits { time: Duration::from_millis(700), max_bytes: config.max_bytes, proxy: false };
    Client::new(&config.user_agent(), limits)
}

/// Polls once whatever is due; gives the poll and the lines written.
fn round(watcher: &mut Watcher<'_>) -> (Option<Poll>, Vec<Value>) {
    let mut out = Vec::new();
    let mut polls = Vec::new();
    watcher
        .round(&mut out, &mut |poll, _| {
            polls.push(poll.clone());
            Ok(())
        })
        .expect("memory");
    let lines = String::from_utf8(out).expect("UTF-8");
    (polls.pop(), lines.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect())
}

fn first_poll(server: &Server) -> Outcome {
    let config = server.config("");
    let (client, clock) = (client(&config), Jump::new());
    let mut watcher = Watcher::new(&config, State::default(), &client, &clock);
    let (poll, lines) = round(&mut watcher);
    let outcome = poll.expect("due").outcome;
    if !matches!(outcome, Outcome::Read { .. }) {
        assert!(lines.is_empty());
        let next = watcher.next();
        assert!(next.is_none_or(|n| n > clock.now()), "asked again later, not at once");
    }
    outcome
}

fn failed(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Failed(_))
}

#[test]
fn validators_go_back_byte_for_byte_and_304_means_unchanged() {
    let server = Server::start();
    let body = rss(&[("/a", "The ministers met.")]);
    server.at("/feed", move |head, stream| {
        let known = head.contains("if-none-match: W/\"odd  \\tag\"\r\n")
            && head.contains("if-modified-since: Thu, 04 jul 2024 10:00:00 +0000\r\n");
        if known {
            send(stream, "304 Not Modified", "", b"");
        } else {
            send(
                stream,
                "200 OK",
                "ETag: W/\"odd  \\tag\"\r\nLast-Modified: Thu, 04 jul 2024 10:00:00 +0000\r\n",
                &body,
            );
        }
    });
    let config = server.config("");
    let (client, clock) = (client(&config), Jump::new());
    let mut watcher = Watcher::new(&config, State::default(), &client, &clock);
    let (poll, lines) = round(&mut watcher);
    assert_eq!(poll.expect("due").outcome, Outcome::Read { new: 1, listed: 0 });
    assert_eq!(lines[0]["text"], "The ministers met.");
    assert_eq!(lines[0]["title"], "Title of /a");
    assert_eq!(round(&mut watcher).0, None, "not due yet");
    clock.on(3600);
    assert_eq!(round(&mut watcher).0.expect("due").outcome, Outcome::Unchanged);
    let heads = server.asked("/feed");
    assert!(
        heads[0].contains("(+https://example.org/about-this-reader)") && !heads[0].contains("if-none-match")
    );
    assert!(
        heads.iter().all(
            |h| !h.to_ascii_lowercase().contains("cookie") && !h.to_ascii_lowercase().contains("referer")
        )
    );
}

#[test]
fn a_run_that_was_cut_off_goes_on_where_it_was() {
    let server = Server::start();
    server.says("/feed", "200 OK", "", &rss(&[("/a", "One."), ("/b", "Two.")]));
    let config = server.config("");
    let (client, clock) = (client(&config), Jump::new());
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("state.json");
    let mut watcher = Watcher::new(&config, State::load(&path).expect("none yet"), &client, &clock);
    assert_eq!(round(&mut watcher).1.len(), 2);
    watcher.state().save(&path).expect("saved");
    server.says("/feed", "200 OK", "", &rss(&[("/c", "Three."), ("/a", "One."), ("/b", "Two.")]));
    let mut again = Watcher::new(&config, State::load(&path).expect("state"), &client, &clock);
    assert_eq!(round(&mut again).0, None, "the pause holds over runs");
    clock.on(3600);
    let (_, lines) = round(&mut again);
    assert_eq!(lines.iter().map(|l| l["text"].as_str().expect("text")).collect::<Vec<_>>(), ["Three."]);
    assert_eq!(server.asked("/robots.txt").len(), 1, "believed for a day");
    assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1, "no file is left beside");
    std::fs::write(&path, "{ broken").expect("file");
    assert!(State::load(&path).is_err());
}

#[test]
fn moves_for_good_are_remembered_and_others_are_not() {
    for (status, path) in [
        ("301 Moved Permanently", "/new"),
        ("308 Permanent Redirect", "/new"),
        ("302 Found", "/feed"),
        ("307 Temporary Redirect", "/feed"),
    ] {
        let server = Server::start();
        server.says("/feed", status, "Location: /new\r\n", b"");
        server.says("/new", "200 OK", "", &rss(&[("/a", "One.")]));
        let config = server.config("");
        let (client, clock) = (client(&config), Jump::new());
        let mut watcher = Watcher::new(&config, State::default(), &client, &clock);
        assert_eq!(round(&mut watcher).1.len(), 1, "{status}");
        clock.on(3600);
        let before = server.asked(path).len();
        round(&mut watcher);
        assert_eq!(server.asked(path).len(), before + 1, "{status}");
        assert_eq!(server.asked("/feed").len(), if path == "/new" { 1 } else { 2 }, "{status}");
    }
}

#[test]
fn gone_is_for_good_and_silence_is_kept() {
    let server = Server::start();
    server.says("/feed", "410 Gone", "", b"");
    let config = server.config("");
    let (http, clock) = (client(&config), Jump::new());
    let mut watcher = Watcher::new(&config, State::default(), &http, &clock);
    assert_eq!(round(&mut watcher).0.expect("due").outcome, Outcome::Gone);
    clock.on(40 * 86_400);
    assert_eq!(round(&mut watcher).0, None);
    assert!(!watcher.wait(), "nothing left to wait for");

    for (header, status) in [
        ("Retry-After: 7200\r\n", "429 Too Many Requests"),
        ("Retry-After: Thu, 04 Jul 2024 14:00:00 GMT\r\n", "503 Service Unavailable"),
    ] {
        let server = Server::start();
        server.says("/feed", status, header, b"");
        let config = server.config("");
        let (http, clock) = (client(&config), Jump::new());
        let mut watcher = Watcher::new(&config, State::default(), &http, &clock);
        assert!(matches!(round(&mut watcher).0.expect("due").outcome, Outcome::Silence(_)));
        clock.on(7100);
        assert_eq!(round(&mut watcher).0, None, "{header}");
        assert_eq!(server.asked("/feed").len(), 1);
        clock.on(200);
        assert!(round(&mut watcher).0.is_some(), "{header}");
    }
}

#[test]
fn failures_are_answered_with_growing_pauses() {
    let server = Server::start();
    server.says("/feed", "500 Internal Server Error", "", b"");
    let config = server.config("");
    let (client, clock) = (client(&config), Jump::new());
    let mut watcher = Watcher::new(&config, State::default(), &client, &clock);
    let mut pauses = Vec::new();
    for _ in 0..6 {
        assert!(failed(&round(&mut watcher).0.expect("due").outcome));
        pauses.push(watcher.next().expect("later").duration_since(clock.now()).as_secs());
        assert!(watcher.wait());
    }
    assert!(pauses.windows(2).all(|p| p[1] > p[0]), "{pauses:?}");
    assert!(pauses[0] >= 1800 && pauses[5] <= 24 * 3600 * 6 / 5, "{pauses:?}");
    server.says("/feed", "200 OK", "", &rss(&[("/a", "One.")]));
    assert_eq!(round(&mut watcher).1.len(), 1);
    assert!(watcher.next().expect("later").duration_since(clock.now()).as_secs() <= 2200);
}

#[test]
fn answers_that_lie_or_never_end_are_failures_in_bounded_time() {
    let server = Server::start();
    let feed = rss(&[("/a", "One.")]);
    let begun = std::time::Instant::now();
    // Slow: a byte now and then.
    server.at("/feed", |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        for _ in 0..30 {
            std::thread::sleep(Duration::from_millis(50));
            if stream.write_all(b"x").is_err() {
                break;
            }
        }
    });
    assert!(failed(&first_poll(&server)));
    // Less than announced.
    let half = feed.clone();
    server.at("/feed", move |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n");
        let _ = stream.write_all(&half);
    });
    assert!(failed(&first_poll(&server)));
    // A chunk that is cut.
    server.at("/feed", |_, stream| {
        let _ = stream.write_all(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nffff\r\n<rss>",
        );
    });
    assert!(failed(&first_poll(&server)));
    // More than allowed.
    server.says("/feed", "200 OK", "", &vec![b' '; 3_000_000]);
    assert_eq!(first_poll(&server), Outcome::Failed("the answer is longer than 1000000 bytes".to_owned()));
    // Little that becomes much.
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    bomb.write_all(b"<rss><item><description>")
        .and_then(|()| bomb.write_all(&vec![b' '; 300 << 20]))
        .expect("memory");
    let bomb = bomb.finish().expect("memory");
    assert!(bomb.len() < 1_000_000);
    server.says("/feed", "200 OK", "Content-Encoding: gzip\r\n", &bomb);
    assert!(failed(&first_poll(&server)));
    // No HTTP at all, and a page where a feed should be.
    server.at("/feed", |_, stream| {
        let _ = stream.write_all(b"SSH-2.0-server\r\n");
    });
    assert!(failed(&first_poll(&server)));
    server.says(
        "/feed",
        "200 OK",
        "Content-Type: text/html\r\n",
        b"<html><body><p>Under repair.</p></body></html>",
    );
    assert!(failed(&first_poll(&server)));
    // A circle.
    server.says("/feed", "302 Found", "Location: /feed\r\n", b"");
    assert_eq!(first_poll(&server), Outcome::Failed("more than 5 redirects".to_owned()));
    server.says("/feed", "302 Found", "", b"");
    assert!(failed(&first_poll(&server)));
    assert!(begun.elapsed().as_secs() < 60);
    // And packed honestly.
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&feed).expect("memory");
    server.says("/feed", "200 OK", "Content-Encoding: gzip\r\n", &packed.finish().expect("memory"));
    assert_eq!(first_poll(&server), Outcome::Read { new: 1, listed: 0 });
}

#[test]
fn nothing_is_fetched_that_was_not_listed() {
    let server = Server::start();
    let other = Server::start();
    other.says("/page", "200 OK", "Content-Type: text/html\r\n", b"<html><body><p>Never.</p></body></html>");
    server.says("/feed", "301 Moved Permanently", &format!("Location: {}\r\n", other.url("/page")), b"");
    assert_eq!(first_poll(&server), Outcome::Unlisted(other.host.clone()));
    let page = "<html><head><meta charset='windows-1251'></head><body><h1>Встреча</h1><p>Министры встретились.</p></body></html>";
    let page: Vec<u8> = page
        .chars()
        .map(|c| if c.is_ascii() { c as u8 } else { u8::try_from(u32::from(c) - 0x350).expect("Cyrillic") })
        .collect();
    server.says("/own", "200 OK", "Content-Type: text/html\r\n", &page);
    server.says("/image", "200 OK", "Content-Type: image/png\r\n", b"\x89PNG");
    let links = [server.url("/own"), other.url("/page"), server.url("/image"), server.url("/no")];
    let items: Vec<(&str, &str)> = links.iter().map(|l| (l.as_str(), "Short.")).collect();
    server.says("/feed", "200 OK", "", &rss(&items));
    // Not asked for: no page at all.
    assert_eq!(first_poll(&server), Outcome::Read { new: 4, listed: 0 });
    assert!(server.asked("/own").is_empty());
    // Asked for: from the feed's own host, and the text of the feed where a page cannot be had.
    let config = server.config("articles = true");
    let (http, clock) = (client(&config), Jump::new());
    let mut watcher = Watcher::new(&config, State::default(), &http, &clock);
    let (poll, lines) = round(&mut watcher);
    assert_eq!(lines.len(), 4);
    assert!(lines[0]["text"].as_str().expect("text").contains("Министры встретились."));
    assert!(lines[1..].iter().all(|l| l["text"] == "Short."));
    assert_eq!(poll.expect("due").problems.len(), 3);
    assert!(other.asked.lock().expect("log").is_empty(), "the other host was never spoken to");
    // Listed: then it is.
    let config = server.config(&format!("articles = true\nhosts = [\"{}\"]", other.host));
    let mut watcher = Watcher::new(&config, State::default(), &http, &clock);
    assert!(round(&mut watcher).1[1]["text"].as_str().expect("text").contains("Never."));
}

#[test]
fn robots_are_asked_first_and_obeyed() {
    let server = Server::start();
    server.says("/feed", "200 OK", "", &rss(&[("/a", "One.")]));
    server.says("/robots.txt", "200 OK", "", b"User-agent: legation\nDisallow: /feed\n");
    assert_eq!(first_poll(&server), Outcome::Forbidden);
    assert!(server.asked("/feed").is_empty());
    server.says("/robots.txt", "500 Oops", "", b"");
    assert_eq!(first_poll(&server), Outcome::Forbidden);
    assert!(server.asked("/feed").is_empty());
    server.says("/robots.txt", "302 Found", "Location: /rules\r\n", b"");
    server.says("/rules", "200 OK", "", b"User-agent: *\nDisallow: /a\n");
    assert_eq!(first_poll(&server), Outcome::Read { new: 1, listed: 0 });
    assert_eq!(server.asked("/robots.txt").len(), 3);
}

#[test]
fn a_host_is_asked_by_one_connection_at_a_time_with_pauses() {
    let server = Server::start();
    let links: Vec<String> = (0..5).map(|n| server.url(&format!("/{n}"))).collect();
    for n in 0..5 {
        server.says(
            &format!("/{n}"),
            "200 OK",
            "Content-Type: text/html\r\n",
            b"<html><body><p>Text.</p></body></html>",
        );
    }
    let items: Vec<(&str, &str)> = links.iter().map(|l| (l.as_str(), "Short.")).collect();
    server.says("/feed", "200 OK", "", &rss(&items));
    let config = server.config("articles = true");
    let (http, clock) = (client(&config), Jump::new());
    let begun = clock.now();
    let mut watcher = Watcher::new(&config, State::default(), &http, &clock);
    assert_eq!(round(&mut watcher).1.len(), 5);
    // robots.txt, the feed and five pages: six pauses of two seconds.
    assert!(clock.now().duration_since(begun).as_secs() >= 12);
}

#[test]
fn what_is_written_is_read_again() {
    let server = Server::start();
    server.says("/feed", "200 OK", "", &rss(&[("/a", "&lt;p&gt;The ministers met.&lt;/p&gt;"), ("/b", "")]));
    let config = server.config("");
    let (client, clock) = (client(&config), Jump::new());
    let mut watcher = Watcher::new(&config, State::default(), &client, &clock);
    let mut out = Vec::new();
    let feed = &config.feeds[0];
    assert_eq!(watcher.poll(feed, &mut out).expect("memory").outcome, Outcome::Read { new: 1, listed: 1 });
    let mut found = Vec::new();
    let options = legation_reader::Options::default();
    legation_reader::read(&mut &*out, "-", &options, &mut |item| {
        found.push(item.found);
        true
    });
    let Ok(legation_reader::Found::Article(article)) = &found[0] else { panic!("an article") };
    assert_eq!(article.raw.url, Some(server.url("/a")));
    assert!(article.raw.markup);
    let mut rest = String::new();
    (&*out).read_to_string(&mut rest).expect("UTF-8");
    assert_eq!(rest.lines().count(), 1);
}

/// Several addresses of the machine itself: Linux has them without being asked.
#[cfg(target_os = "linux")]
#[test]
fn hosts_are_asked_side_by_side_and_told_in_the_order_of_the_list() {
    let servers: Vec<Server> = (1..=3).map(|n| Server::on(&format!("127.0.0.{n}"))).collect();
    // Nobody is answered before all have asked.
    let all = Arc::new(std::sync::Barrier::new(3));
    for (n, server) in servers.iter().enumerate() {
        let (all, body) = (Arc::clone(&all), rss(&[("/a", &format!("News of {n}."))]));
        server.at("/feed", move |_, stream| {
            all.wait();
            // The first of the list is the last to answer.
            std::thread::sleep(Duration::from_millis(if n == 0 { 150 } else { 0 }));
            send(stream, "200 OK", "", &body);
        });
        server.says("/more", "200 OK", "", &rss(&[("/b", &format!("More of {n}."))]));
    }
    let mut list = "contact = \"me@example.org\"\n".to_owned();
    for path in ["/feed", "/more"] {
        for server in &servers {
            list += "[[feed]]\nurl = \"";
            list += &server.url(path);
            list += "\"\n";
        }
    }
    let config = Config::parse(&list).expect("config");
    let (client, clock) = (client(&config), Jump::new());
    let mut watcher = Watcher::new(&config, State::default(), &client, &clock);
    let (mut out, mut polls) = (Vec::new(), Vec::new());
    let mut after = |poll: &Poll, state: &State| {
        assert!(state.feeds.contains_key(&poll.feed), "remembered when it is told");
        polls.push(poll.clone());
        Ok(())
    };
    watcher.round(&mut out, &mut after).expect("memory");
    assert!(polls.iter().all(|p| p.outcome == Outcome::Read { new: 1, listed: 0 }), "{polls:?}");
    let told: Vec<&str> = polls.iter().map(|p| p.feed.as_str()).collect();
    let listed: Vec<&str> = config.feeds.iter().map(|f| f.url.as_str()).collect();
    assert_eq!(told, listed);
    let lines = String::from_utf8(out).expect("UTF-8");
    let texts: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let texts: Vec<&str> = texts.iter().filter_map(|t| t["text"].as_str()).collect();
    assert_eq!(texts, ["News of 0.", "News of 1.", "News of 2.", "More of 0.", "More of 1.", "More of 2."]);
    for server in &servers {
        assert_eq!(server.asked("/robots.txt").len(), 1, "two feeds of one host ask once");
    }
    assert_eq!(watcher.state().hosts.len(), 3);
    assert!(watcher.next().is_some_and(|n| n > clock.now()), "all were remembered");
}
