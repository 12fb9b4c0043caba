//! What the tests share: containers made in memory, and what comes out of them.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::Write as _;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use legation_reader::{Article, Found, Item, Listing, Options, Skipped};

/// Everything that came out of an input.
#[derive(Default)]
pub(crate) struct Got {
    pub(crate) articles: Vec<Article>,
    pub(crate) listings: Vec<Listing>,
    /// Place and code of each error.
    pub(crate) errors: Vec<(String, &'static str)>,
    pub(crate) skipped: Skipped,
}

impl Got {
    pub(crate) fn texts(&self) -> Vec<String> {
        self.articles.iter().map(|a| String::from_utf8_lossy(&a.raw.bytes).into_owned()).collect()
    }

    pub(crate) fn sources(&self) -> Vec<&str> {
        self.articles.iter().map(|a| a.raw.source.as_str()).collect()
    }

    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.errors.iter().map(|(_, code)| *code).collect()
    }
}

pub(crate) fn read_with(name: &str, bytes: &[u8], options: &Options) -> Got {
    let mut got = Got::default();
    let mut stream = bytes;
    let (skipped, on) = legation_reader::read(&mut stream, name, options, &mut |Item { place, found }| {
        match found {
            Ok(Found::Article(article)) => got.articles.push(*article),
            Ok(Found::Listing(listing)) => got.listings.push(*listing),
            Err(e) => got.errors.push((place.to_string(), e.code())),
        }
        true
    });
    assert!(on);
    got.skipped = skipped;
    got
}

pub(crate) fn read(name: &str, bytes: &[u8]) -> Got {
    read_with(name, bytes, &Options::default())
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(bytes).expect("memory");
    out.finish().expect("memory")
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut out = DeflateEncoder::new(Vec::new(), Compression::best());
    out.write_all(bytes).expect("memory");
    out.finish().expect("memory")
}

/// How a member of a zip archive is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pack {
    Stored,
    Deflated,
    /// Sizes behind the bytes, as streams are written.
    Trailing,
}

pub(crate) fn zip(members: &[(&str, &[u8])], pack: Pack) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in members {
        let at = u32::try_from(out.len()).expect("small");
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let packed = if pack == Pack::Stored { bytes.to_vec() } else { deflate(bytes) };
        let (method, flags) =
            (if pack == Pack::Stored { 0u16 } else { 8 }, if pack == Pack::Trailing { 8u16 } else { 0 });
        let sizes = [
            crc.sum(),
            u32::try_from(packed.len()).expect("small"),
            u32::try_from(bytes.len()).expect("small"),
        ];
        let header = |out: &mut Vec<u8>, sizes: [u32; 3]| {
            for field in [20, flags, method, 0, 0] {
                out.extend_from_slice(&field.to_le_bytes());
            }
            for field in sizes {
                out.extend_from_slice(&field.to_le_bytes());
            }
            out.extend_from_slice(&u16::try_from(name.len()).expect("short").to_le_bytes());
            out.extend_from_slice(&0u16.to_le_bytes());
        };
        out.extend_from_slice(b"PK\x03\x04");
        header(&mut out, if pack == Pack::Trailing { [0; 3] } else { sizes });
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&packed);
        if pack == Pack::Trailing {
            out.extend_from_slice(b"PK\x07\x08");
            for size in sizes {
                out.extend_from_slice(&size.to_le_bytes());
            }
        }
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        header(&mut directory, sizes);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&at.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let count = u16::try_from(members.len()).expect("few").to_le_bytes();
    let (size, at) =
        (u32::try_from(directory.len()).expect("small"), u32::try_from(out.len()).expect("small"));
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count);
    out.extend_from_slice(&count);
    out.extend_from_slice(&size.to_le_bytes());
    out.extend_from_slice(&at.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

pub(crate) fn tar_header(name: &[u8], size: usize, kind: u8) -> Vec<u8> {
    let mut block = vec![0u8; 512];
    block[..name.len().min(100)].copy_from_slice(&name[..name.len().min(100)]);
    block[100..108].copy_from_slice(b"0000644\0");
    block[124..136].copy_from_slice(format!("{size:011o}\0").as_bytes());
    block[148..156].copy_from_slice(b"        ");
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = block.iter().map(|b| u32::from(*b)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

pub(crate) fn tar_member(out: &mut Vec<u8>, name: &[u8], bytes: &[u8], kind: u8) {
    out.extend(tar_header(name, bytes.len(), kind));
    out.extend_from_slice(bytes);
    out.resize(out.len().next_multiple_of(512), 0);
}

pub(crate) fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in members {
        if name.len() > 100 {
            tar_member(&mut out, b"././@LongLink", format!("{name}\0").as_bytes(), b'L');
        }
        tar_member(&mut out, name.as_bytes(), bytes, b'0');
    }
    out.extend_from_slice(&[0; 1024]);
    out
}

/// A record of a crawl.
pub(crate) fn record(kind: &str, headers: &str, block: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-07-04T16:25:00Z\r\n{headers}Content-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    out.extend_from_slice(block);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

/// A response record with a page.
pub(crate) fn response(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 200 OK\r\n{head}\r\n").into_bytes();
    block.extend_from_slice(body);
    record(
        "response",
        &format!("WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"),
        &block,
    )
}

/// The page number `n`.
pub(crate) fn page(n: usize) -> String {
    format!(
        "<html><body><h1>Ministers meet, part {n}</h1><p>The ministers met in Oslo on day {n} and signed nothing.</p></body></html>"
    )
}
