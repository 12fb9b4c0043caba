//! Zip archives, read from front to back, so that pipes and archives without their end can be read too: each file
//! inside, whatever it is. The directory at the end is not asked.

use std::io::{self, BufRead, BufReader, Read};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::{Kind, inside, is_hidden};
use crate::ReadError;
use crate::encoded::{Guard, named};
use crate::input::{Input, Reached};
use crate::out::{Flow, Out};

pub(super) const KIND: Kind = Kind {
    name: "zip",
    extensions: &["zip"],
    container: true,
    is: |head, _, _| is_local(head) || head.starts_with(b"PK\x05\x06"),
    read,
};

fn is_local(head: &[u8]) -> bool {
    // The version needed is below 100 in every archive there is.
    head.starts_with(b"PK\x03\x04") && head.get(4).is_some_and(|v| *v < 100)
}

/// The header of a member.
struct Local {
    name: String,
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
}

impl Local {
    /// Sizes and checksum follow the bytes instead of standing before them.
    fn trails(&self) -> bool {
        self.flags & 8 != 0 && self.packed == 0
    }
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

fn local(input: &mut Input<'_>) -> Result<Local, ReadError> {
    let cut = || ReadError::CutOff { what: "a zip header" };
    let fixed = input.exactly(30)?;
    let (names, extras) = (usize::from(u16_at(&fixed, 26)), usize::from(u16_at(&fixed, 28)));
    let name = input.exactly(names)?;
    let extra = input.exactly(extras)?;
    if fixed.len() < 30 || name.len() < names || extra.len() < extras {
        return Err(cut());
    }
    let mut found = Local {
        name: match String::from_utf8(name) {
            Ok(name) => name,
            // Archives made under DOS and Windows.
            Err(e) => legation_intake::decode(e.as_bytes(), Some("ibm866"))
                .map_or_else(|_| String::from_utf8_lossy(e.as_bytes()).into_owned(), |d| d.text),
        },
        flags: u16_at(&fixed, 6),
        method: u16_at(&fixed, 8),
        crc: u32_at(&fixed, 14),
        packed: u64::from(u32_at(&fixed, 18)),
        size: u64::from(u32_at(&fixed, 22)),
    };
    // The field of large archives: the sizes that did not fit.
    let mut rest = &extra[..];
    while rest.len() >= 4 {
        let (tag, length) = (u16_at(rest, 0), usize::from(u16_at(rest, 2)));
        let Some(field) = rest.get(4..4 + length) else { break };
        if tag == 1 {
            let mut at = 0;
            for slot in [&mut found.size, &mut found.packed] {
                if *slot == u64::from(u32::MAX) {
                    *slot = u64_at(field, at);
                    at += 8;
                }
            }
        }
        rest = &rest[4 + length..];
    }
    Ok(found)
}

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let mut record = 0;
    loop {
        let byte = input.offset();
        let head = match input.peek(30) {
            Ok(head) => head,
            Err(e) => return out.problem(input.place(record, byte), e),
        };
        if head.starts_with(b"PK\x01\x02")
            || head.starts_with(b"PK\x05\x06")
            || head.starts_with(b"PK\x06\x06")
        {
            return Flow::Continue(());
        }
        if !is_local(head) {
            let what = if head.is_empty() {
                ReadError::CutOff { what: "a zip archive" }
            } else {
                ReadError::damaged("no zip member where one should begin")
            };
            out.problem(input.place(record, byte), what)?;
            match input.seek(30, |b| is_local(b) || b.starts_with(b"PK\x01\x02")) {
                Ok(Reached::Found) => continue,
                _ => return Flow::Continue(()),
            }
        }
        record += 1;
        let found = match local(input) {
            Ok(found) => found,
            Err(e) => return out.problem(input.place(record, byte), e),
        };
        if record == 1 && matches!(found.name.as_str(), "[Content_Types].xml" | "mimetype") {
            return out.problem(
                input.whole(),
                ReadError::Unsupported { what: "an office document or book".into() },
            );
        }
        if let Err(e) = member(input, out, &found)? {
            out.problem(input.place(record, byte), e)?;
        }
    }
}

/// Reads one member and puts the stream behind it; the error is one of the archive, not of what lies inside.
fn member(
    input: &mut Input<'_>,
    out: &mut Out<'_>,
    found: &Local,
) -> std::ops::ControlFlow<(), Result<(), ReadError>> {
    use std::ops::ControlFlow::Continue;
    let pass = |input: &mut Input<'_>| -> Result<(), ReadError> {
        if found.trails() {
            // Where it ends can only be searched for.
            input.seek(30, |b| is_local(b) || b.starts_with(b"PK\x01\x02"))?;
            return Ok(());
        }
        if input.pass(found.packed)? < found.packed {
            return Err(ReadError::CutOff { what: "a zip member" });
        }
        Ok(())
    };
    if found.name.ends_with('/') {
        return Continue(pass(input));
    }
    if is_hidden(&found.name) {
        out.skip("hidden files");
        return Continue(pass(input));
    }
    let method = found.method;
    let unsupported = match method {
        _ if found.flags & 1 != 0 => Some("an encrypted zip member".to_owned()),
        8 => None,
        0 if !found.trails() => None,
        0 => Some("a stored zip member of unknown size".to_owned()),
        other => Some(format!("zip method {other}")),
    };
    let name = format!("{}:{}", input.name, found.name);
    if let Some(what) = unsupported {
        let place = crate::Place { file: name, record: 0, byte: input.offset() };
        out.problem(place, ReadError::Unsupported { what })?;
        return Continue(pass(input));
    }
    let begin = input.offset();
    let packed = if found.trails() { u64::MAX } else { found.packed };
    let guard = out.guard();
    let part = (&mut *input).take(packed);
    let stream = if method == 8 { Stream::Deflated(DeflateDecoder::new(part)) } else { Stream::Stored(part) };
    let told = if found.trails() { None } else { Some((found.crc, found.size)) };
    let mut checked = Checked { stream, crc: Crc::new(), told, guard, packed, state: State::Open };
    {
        let mut buffered = BufReader::new(&mut checked);
        inside(&mut Input::new(name, &mut buffered), out)?;
    }
    // What the reader inside left must be passed to find the end, where only the packing knows it.
    if found.trails() && checked.state == State::Open {
        let mut waste = [0u8; 8192];
        while checked.read(&mut waste).is_ok_and(|n| n > 0) {}
    }
    let whole = checked.state == State::End;
    if !found.trails() {
        let left = packed - (input.offset() - begin);
        return Continue(match input.pass(left) {
            Ok(passed) if passed < left && whole => Err(ReadError::CutOff { what: "a zip member" }),
            // A member that was cut has told it itself.
            Ok(_) => Ok(()),
            Err(e) => Err(e.into()),
        });
    }
    Continue(if whole { Ok(()) } else { pass(input) })
}

/// What follows a member whose header has no sizes: checksum and two sizes of four or eight bytes. Gives its length and
/// the checksum.
fn descriptor(input: &mut Input<'_>) -> io::Result<(usize, u32)> {
    let head = input.peek(28)?;
    let marked = if head.starts_with(b"PK\x07\x08") { 4 } else { 0 };
    let next = |at: usize| head.get(at..at + 2) == Some(b"PK");
    let length = if next(marked + 12) || !next(marked + 20) { marked + 12 } else { marked + 20 };
    Ok((length.min(head.len()), u32_at(head, marked)))
}

enum Stream<'a, 'b> {
    Stored(io::Take<&'a mut Input<'b>>),
    Deflated(DeflateDecoder<io::Take<&'a mut Input<'b>>>),
}

impl<'a, 'b> Stream<'a, 'b> {
    fn part(&mut self) -> &mut io::Take<&'a mut Input<'b>> {
        match self {
            Self::Stored(part) => part,
            Self::Deflated(decoder) => decoder.get_mut(),
        }
    }
}

#[derive(PartialEq, Eq)]
enum State {
    Open,
    End,
    Failed,
}

/// A member's bytes; at their end checksum and size must be as told.
struct Checked<'a, 'b> {
    stream: Stream<'a, 'b>,
    crc: Crc,
    /// Checksum and size, where the header has them.
    told: Option<(u32, u64)>,
    guard: Guard,
    /// The most that may be taken.
    packed: u64,
    state: State,
}

impl Checked<'_, '_> {
    /// At the end of the bytes: are they those that were packed?
    fn check(&mut self) -> io::Result<()> {
        let (crc, size) = (self.crc.sum(), u64::from(self.crc.amount()));
        let told = match self.told {
            Some((told, whole)) if size < whole && told != crc => {
                return Err(ReadError::CutOff { what: "a zip member" }.into_io());
            }
            Some((told, _)) => told,
            None => {
                let input = self.stream.part().get_mut();
                let (length, told) = descriptor(input)?;
                input.consume(length);
                told
            }
        };
        if told == crc {
            Ok(())
        } else {
            Err(ReadError::damaged("a zip member with a wrong checksum").into_io())
        }
    }
}

impl Read for Checked<'_, '_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.state != State::Open || buf.is_empty() {
            return Ok(0);
        }
        let got = match &mut self.stream {
            Stream::Stored(part) => part.read(buf),
            Stream::Deflated(decoder) => decoder.read(buf),
        };
        let checked = got.map_err(|e| named(e, "a zip member")).and_then(|count| {
            if count == 0 {
                self.check()?;
                self.state = State::End;
            } else {
                self.crc.update(&buf[..count]);
                let taken = self.packed - self.stream.part().limit();
                self.guard.count(count, taken)?;
            }
            Ok(count)
        });
        if checked.is_err() {
            self.state = State::Failed;
        }
        checked
    }
}
