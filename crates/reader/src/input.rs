//! A stream with a name, a place in it, and a look ahead.

use std::io::{self, BufRead, Read};
use std::rc::Rc;

use memchr::memchr;

use crate::encoded::Budget;
use crate::item::Place;

/// A stream that knows its name and how far it was read.
pub(crate) struct Input<'a> {
    /// What it is called.
    pub(crate) name: String,
    /// The name less the extensions of packings that were taken off.
    pub(crate) inner: String,
    stream: &'a mut dyn BufRead,
    /// Bytes looked at or given back, not yet taken; from `at` on.
    ahead: Vec<u8>,
    at: usize,
    offset: u64,
    /// What the stream said while looking ahead; told once the bytes before it are taken.
    pending: Option<io::Error>,
    /// Told of every byte, where this is the file itself.
    budget: Option<Rc<Budget>>,
}

/// How a search in a stream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reached {
    /// The byte was found and taken.
    Found,
    /// The stream ended.
    End,
}

impl<'a> Input<'a> {
    pub(crate) fn new(name: impl Into<String>, stream: &'a mut dyn BufRead) -> Self {
        let name = name.into();
        Self {
            inner: name.clone(),
            name,
            stream,
            pending: None,
            ahead: Vec::new(),
            at: 0,
            offset: 0,
            budget: None,
        }
    }

    /// As a stream whose packing was taken off: called `inner` but for that.
    pub(crate) fn unpacked(mut self, inner: String) -> Self {
        self.inner = inner;
        self
    }

    /// Lower-case extension; empty where there is none.
    pub(crate) fn extension(&self) -> String {
        let base = self.inner.rsplit(['/', ':']).next().unwrap_or_default();
        base.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default()
    }

    /// As the file itself, whose bytes `budget` counts.
    pub(crate) fn counted(mut self, budget: &Rc<Budget>) -> Self {
        self.budget = Some(Rc::clone(budget));
        self
    }

    /// Bytes taken so far.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// The place of record `record`, which begins at `byte`.
    pub(crate) fn place(&self, record: u64, byte: u64) -> Place {
        Place { file: self.name.clone(), record, byte }
    }

    /// The place of the whole.
    pub(crate) fn whole(&self) -> Place {
        self.place(0, 0)
    }

    /// The next bytes, `count` of them if there are so many, without taking them.
    pub(crate) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        if self.ahead.len() == self.at
            && let Some(error) = self.pending.take()
        {
            return Err(error);
        }
        while self.ahead.len() - self.at < count && self.pending.is_none() {
            let chunk = match self.stream.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) if self.ahead.len() == self.at => return Err(e),
                Err(e) => {
                    self.pending = Some(e);
                    break;
                }
            };
            if chunk.is_empty() {
                break;
            }
            let part = chunk.len().min(count - (self.ahead.len() - self.at));
            self.ahead.extend_from_slice(&chunk[..part]);
            self.stream.consume(part);
        }
        Ok(&self.ahead[self.at..])
    }

    /// Gives bytes back that were taken last.
    pub(crate) fn give_back(&mut self, bytes: &[u8]) {
        self.offset = self.offset.saturating_sub(bytes.len() as u64);
        self.ahead.drain(..self.at);
        self.at = 0;
        self.ahead.splice(..0, bytes.iter().copied());
    }

    /// Takes bytes up to and with `stop`; they go to `keep`, which is told of every piece.
    pub(crate) fn until(&mut self, stop: u8, mut keep: impl FnMut(&[u8])) -> io::Result<Reached> {
        loop {
            let chunk = match self.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if chunk.is_empty() {
                return Ok(Reached::End);
            }
            let end = memchr(stop, chunk).map(|i| i + 1);
            let taken = end.unwrap_or(chunk.len());
            keep(&chunk[..taken]);
            self.consume(taken);
            if end.is_some() {
                return Ok(Reached::Found);
            }
        }
    }

    /// Takes up to `count` bytes, at most `limit` of which are kept; gives how many there were.
    pub(crate) fn take_bytes(&mut self, count: u64, limit: usize, kept: &mut Vec<u8>) -> io::Result<u64> {
        let mut taken = 0;
        while taken < count {
            let chunk = match self.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if chunk.is_empty() {
                break;
            }
            let part = usize::try_from(count - taken).unwrap_or(usize::MAX).min(chunk.len());
            kept.extend_from_slice(&chunk[..part.min(limit.saturating_sub(kept.len()))]);
            self.consume(part);
            taken += part as u64;
        }
        Ok(taken)
    }

    /// Takes exactly `count` bytes if there are so many; fewer mean the end.
    pub(crate) fn exactly(&mut self, count: usize) -> io::Result<Vec<u8>> {
        let mut kept = Vec::new();
        self.take_bytes(count as u64, count, &mut kept)?;
        Ok(kept)
    }

    /// Passes over `count` bytes; gives how many there were.
    pub(crate) fn pass(&mut self, count: u64) -> io::Result<u64> {
        self.take_bytes(count, 0, &mut Vec::new())
    }

    /// Passes over everything up to the next place where `fits` says yes to the `width` bytes there.
    pub(crate) fn seek(&mut self, width: usize, fits: impl Fn(&[u8]) -> bool) -> io::Result<Reached> {
        loop {
            let ahead = self.peek(64 * 1024)?;
            if ahead.len() < width {
                let rest = ahead.len();
                self.consume(rest);
                return Ok(Reached::End);
            }
            if let Some(at) = ahead.windows(width).position(&fits) {
                self.consume(at);
                return Ok(Reached::Found);
            }
            let known = ahead.len() + 1 - width;
            self.consume(known);
        }
    }
}

impl Read for Input<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let chunk = self.fill_buf()?;
        let count = chunk.len().min(buf.len());
        buf[..count].copy_from_slice(&chunk[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.ahead.len() {
            return Ok(&self.ahead[self.at..]);
        }
        match self.pending.take() {
            Some(error) => Err(error),
            None => self.stream.fill_buf(),
        }
    }

    fn consume(&mut self, mut count: usize) {
        self.offset += count as u64;
        if let Some(budget) = &self.budget {
            budget.taken.set(self.offset);
        }
        let ahead = count.min(self.ahead.len() - self.at);
        self.at += ahead;
        count -= ahead;
        if self.at == self.ahead.len() {
            self.ahead.clear();
            self.at = 0;
        }
        self.stream.consume(count);
    }
}
