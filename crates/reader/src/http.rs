//! An HTTP response as crawls keep it: head, transfer coding, content coding.

use std::borrow::Cow;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use memchr::memmem;

use crate::ReadError;
use crate::encoded::{is_gzip, is_zstd, limited, unzstd};

/// Name and value lines, names compared without case.
#[derive(Debug, Default)]
pub(crate) struct Head(Vec<(String, String)>);

impl Head {
    /// Parses lines up to the first empty one; lines that begin with a blank go on.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let mut lines: Vec<(String, String)> = Vec::new();
        for line in String::from_utf8_lossy(bytes).lines() {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = lines.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                lines.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(lines)
    }

    /// The first value under `name` (lower case).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Media type and character set of the content type.
    pub(crate) fn content_type(&self) -> (String, Option<String>) {
        media_type(self.get("content-type").unwrap_or_default())
    }
}

/// Media type and character set.
pub(crate) fn media_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|p| {
        let (name, value) = p.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (media, charset)
}

/// A response.
pub(crate) struct Response<'a> {
    /// Status code; 0 where the line has none.
    pub(crate) status: u16,
    pub(crate) head: Head,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// Parses `bytes`; what has no head at all is all body.
    pub(crate) fn parse(bytes: &'a [u8]) -> Self {
        if !bytes.starts_with(b"HTTP/") {
            return Self { status: 0, head: Head::default(), body: bytes };
        }
        let crlf = memmem::find(bytes, b"\r\n\r\n").map(|i| (i, i + 4));
        let lf = memmem::find(bytes, b"\n\n").map(|i| (i, i + 2));
        let (end, body) = match (crlf, lf) {
            (Some(a), Some(b)) => a.min(b),
            (a, b) => a.or(b).unwrap_or((bytes.len(), bytes.len())),
        };
        let head = &bytes[..end];
        let first = head.split(|b| *b == b'\n').next().unwrap_or_default();
        let status = String::from_utf8_lossy(first).split_whitespace().nth(1).and_then(|s| s.parse().ok());
        Self {
            status: status.unwrap_or(0),
            head: Head::parse(&head[first.len().min(head.len())..]),
            body: &bytes[body..],
        }
    }

    /// The body without its codings. Crawlers often store it decoded under the old head: then it is taken as it is.
    ///
    /// # Errors
    /// A coding that is not read, or damage, or more than `limit` bytes.
    pub(crate) fn body(&self, limit: usize) -> Result<Vec<u8>, ReadError> {
        let mut body = Cow::Borrowed(self.body);
        if self.head.get("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked"))
            && let Some(joined) = dechunked(&body)
        {
            body = Cow::Owned(joined);
        }
        for coding in self.head.get("content-encoding").unwrap_or_default().split(',').rev() {
            body = match coding.trim().to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" if is_gzip(&body) => {
                    Cow::Owned(limited(&mut MultiGzDecoder::new(&*body), limit)?)
                }
                "zstd" if is_zstd(&body) => Cow::Owned(unzstd(&body, limit)?),
                "deflate" => match limited(&mut ZlibDecoder::new(&*body), limit) {
                    Ok(plain) => Cow::Owned(plain),
                    Err(ReadError::TooLarge { limit }) => return Err(ReadError::TooLarge { limit }),
                    Err(_) => match limited(&mut DeflateDecoder::new(&*body), limit) {
                        Ok(plain) => Cow::Owned(plain),
                        Err(_) => body,
                    },
                },
                "br" if !looks_plain(&body) => {
                    return Err(ReadError::Unsupported { what: "content coding br".into() });
                }
                _ => body,
            };
        }
        if body.len() > limit {
            return Err(ReadError::TooLarge { limit });
        }
        Ok(body.into_owned())
    }
}

/// Whether bytes begin like a page or text: no control character among the first.
fn looks_plain(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    !head.is_empty() && head.iter().all(|b| *b >= b' ' && *b < 0x7f || b.is_ascii_whitespace())
}

/// Joins the chunks; `None` if the first one is none. A body that ends early keeps what came.
pub(crate) fn dechunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(bytes.len());
    let mut first = true;
    while let Some(end) = memchr::memchr(b'\n', bytes) {
        let line = std::str::from_utf8(&bytes[..end]).unwrap_or_default();
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok().filter(|_| !size.starts_with('+'));
        let Some(size) = size else { break };
        first = false;
        bytes = &bytes[end + 1..];
        if size == 0 {
            break;
        }
        let part = size.min(bytes.len());
        joined.extend_from_slice(&bytes[..part]);
        bytes = &bytes[part..];
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes);
    }
    (!first).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(head: &str, body: &[u8]) -> Result<Vec<u8>, ReadError> {
        let mut bytes = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").into_bytes();
        bytes.extend_from_slice(body);
        Response::parse(&bytes).body(10_000)
    }

    #[test]
    fn codings_are_taken_off_or_known_to_be_off() {
        let chunked = "Transfer-Encoding: chunked";
        assert_eq!(
            body(chunked, b"4\r\nPlai\r\n3;x=y\r\nn t\r\n3\r\next\r\n0\r\n\r\n").expect("body"),
            b"Plain text"
        );
        assert_eq!(body(chunked, b"<html>plain").expect("body"), b"<html>plain");
        assert_eq!(body(chunked, b"ff\r\ncut").expect("body"), b"cut");
        assert_eq!(body("Content-Encoding: gzip", b"<html>plain").expect("body"), b"<html>plain");
        assert_eq!(body("Content-Encoding: br", b"<html>plain").expect("body"), b"<html>plain");
        assert_eq!(body("Content-Encoding: br", b"\x1b\x01").expect_err("coding").code(), "LG1105");
    }

    #[test]
    fn heads_are_read_as_servers_write_them() {
        let response =
            Response::parse(b"HTTP/2 200\nCONTENT-TYPE: Text/HTML;\n Charset=\"windows-1251\"\n\nbody");
        assert_eq!(response.status, 200);
        assert_eq!(response.head.content_type(), ("text/html".into(), Some("windows-1251".into())));
        assert_eq!(response.body(100).expect("body"), b"body");
        assert_eq!(response.body(3).expect_err("long").code(), "LG1002");
    }
}
