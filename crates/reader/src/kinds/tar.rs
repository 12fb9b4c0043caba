//! Tar archives: each file inside, whatever it is. Long names by GNU and by pax.

use std::io::{self, BufRead as _, Read};

use super::{Kind, inside, is_hidden};
use crate::ReadError;
use crate::input::{Input, Reached};
use crate::out::{Flow, Out};

pub(super) const KIND: Kind = Kind {
    name: "tar",
    extensions: &["tar"],
    container: true,
    is: |head, extension, _| {
        head.get(257..262) == Some(b"ustar") || extension == "tar" && header(head).is_some()
    },
    read,
};

const BLOCK: usize = 512;
/// The longest name, which stands in a member of its own.
const NAME: usize = 64 * 1024;

/// What the header of a member says.
struct Header {
    name: String,
    size: u64,
    kind: u8,
}

/// Parses a header; `None` where the checksum is wrong.
fn header(block: &[u8]) -> Option<Header> {
    let block = block.get(..BLOCK)?;
    let told = number(&block[148..156])?;
    let found: u64 = block
        .iter()
        .enumerate()
        .map(|(i, b)| if (148..156).contains(&i) { u64::from(b' ') } else { u64::from(*b) })
        .sum();
    if told != found {
        return None;
    }
    let mut name = string(&block[..100]);
    let prefix = string(&block[345..500]);
    if block[257..263] == *b"ustar\0" && !prefix.is_empty() {
        name = format!("{prefix}/{name}");
    }
    Some(Header { name, size: number(&block[124..136])?, kind: block[156] })
}

fn string(field: &[u8]) -> String {
    let end = field.iter().position(|b| *b == 0).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

/// Octal, or binary where the first bit is set.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let bytes = &field[field.len().saturating_sub(8)..];
        return Some(bytes.iter().fold(0u64, |n, b| n << 8 | u64::from(*b)) & (u64::MAX >> 1));
    }
    let digits = std::str::from_utf8(field).ok()?.trim_matches(['\0', ' ']);
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let archive = input.name.clone();
    let mut record = 0;
    // What the next header does not say itself.
    let (mut name, mut size): (Option<String>, Option<u64>) = (None, None);
    loop {
        let byte = input.offset();
        let block = match input.exactly(BLOCK) {
            Ok(block) if block.is_empty() => return Flow::Continue(()),
            Ok(block) if block.len() < BLOCK => {
                return out.problem(input.place(record, byte), ReadError::CutOff { what: "a tar header" });
            }
            Ok(block) => block,
            Err(e) => return out.problem(input.place(record, byte), e),
        };
        if block.iter().all(|b| *b == 0) {
            // Two of these end the archive; some follow in the middle of joined ones.
            continue;
        }
        record += 1;
        let Some(mut found) = header(&block) else {
            out.problem(input.place(record, byte), ReadError::damaged("a tar header with a wrong checksum"))?;
            input.give_back(&block[1..]);
            match input.seek(BLOCK, |b| b[257..262] == *b"ustar" && header(b).is_some()) {
                Ok(Reached::Found) => continue,
                _ => return Flow::Continue(()),
            }
        };
        found.name = name.take().unwrap_or(found.name);
        found.size = size.take().unwrap_or(found.size);
        match found.kind {
            b'L' | b'x' => {
                let mut bytes = Vec::new();
                if let Err(e) = body(input, found.size, &mut bytes) {
                    return out.problem(input.place(record, byte), e);
                }
                if found.kind == b'L' {
                    name = Some(string(&bytes));
                } else {
                    (name, size) = pax(&bytes);
                }
                record -= 1;
            }
            b'0' | 0 | b'7' if !found.name.ends_with('/') => {
                if is_hidden(&found.name) {
                    out.skip("hidden files");
                    record -= 1;
                } else {
                    member(input, out, &format!("{archive}:{}", found.name), found.size)?;
                    let padding = (BLOCK as u64 - found.size % BLOCK as u64) % BLOCK as u64;
                    if let Err(e) = input.pass(padding) {
                        return out.problem(input.place(record, byte), e);
                    }
                    continue;
                }
                if let Err(e) = body(input, found.size, &mut Vec::new()) {
                    return out.problem(input.place(record, byte), e);
                }
            }
            _ => {
                record -= 1;
                if let Err(e) = body(input, found.size, &mut Vec::new()) {
                    return out.problem(input.place(record, byte), e);
                }
            }
        }
    }
}

/// Takes a member's bytes with their padding; keeps as many as a name may have.
fn body(input: &mut Input<'_>, size: u64, kept: &mut Vec<u8>) -> io::Result<()> {
    input.take_bytes(size, NAME, kept)?;
    input.pass((BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64)?;
    Ok(())
}

/// Name and size out of pax records: `LENGTH KEY=VALUE\n`.
fn pax(bytes: &[u8]) -> (Option<String>, Option<u64>) {
    let (mut name, mut size) = (None, None);
    let mut rest = bytes;
    while let Some(blank) = memchr::memchr(b' ', rest) {
        let length = std::str::from_utf8(&rest[..blank]).ok().and_then(|n| n.parse::<usize>().ok());
        let Some(record) = length.and_then(|n| rest.get(blank + 1..n)) else { break };
        rest = &rest[blank + 1 + record.len()..];
        let record = String::from_utf8_lossy(record);
        match record.trim_end_matches('\n').split_once('=') {
            Some(("path", value)) => name = Some(value.to_owned()),
            Some(("size", value)) => size = value.parse().ok(),
            _ => {}
        }
    }
    (name, size)
}

fn member(input: &mut Input<'_>, out: &mut Out<'_>, name: &str, size: u64) -> Flow {
    let begin = input.offset();
    let mut part = Part { input, left: size };
    {
        let mut stream = io::BufReader::new(&mut part);
        inside(&mut Input::new(name, &mut stream), out)?;
    }
    let left = part.left;
    match input.pass(left) {
        Ok(passed) if passed == left => Flow::Continue(()),
        Ok(_) => out.problem(input.place(0, begin), ReadError::CutOff { what: "a tar member" }),
        // The member itself has told it.
        Err(_) => Flow::Continue(()),
    }
}

/// The bytes of one member; an end before its end is an error.
struct Part<'a, 'b> {
    input: &'a mut Input<'b>,
    left: u64,
}

impl Read for Part<'_, '_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 || buf.is_empty() {
            return Ok(0);
        }
        let chunk = self.input.fill_buf()?;
        if chunk.is_empty() {
            self.left = 0;
            return Err(ReadError::CutOff { what: "a tar member" }.into_io());
        }
        let count = chunk.len().min(buf.len()).min(usize::try_from(self.left).unwrap_or(usize::MAX));
        buf[..count].copy_from_slice(&chunk[..count]);
        self.input.consume(count);
        self.left -= count as u64;
        Ok(count)
    }
}
