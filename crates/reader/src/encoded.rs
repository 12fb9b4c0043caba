//! Packed streams: gzip members and zstd frames one after the other, and what to do when one is damaged.

use std::cell::Cell;
use std::io::{self, BufRead, ErrorKind, Read};
use std::mem;
use std::rc::Rc;

use flate2::bufread::GzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};

use crate::ReadError;
use crate::input::{Input, Reached};

/// Unpacked bytes that are never a bomb, whatever their ratio.
const HARMLESS: u64 = 16 << 20;
/// The same for everything unpacked out of one file, archives in archives included.
const HARMLESS_ALL: u64 = 1 << 30;
/// The largest window of a zstd frame; the command line tool has the same limit.
const WINDOW: u64 = 128 << 20;
/// The largest dictionary.
const DICTIONARY: usize = 16 << 20;

/// What one file took and what was made of it, counted over all layers.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    pub(crate) taken: Cell<u64>,
    made: Cell<u64>,
}

/// Says no to a stream that grows beyond measure.
#[derive(Debug)]
pub(crate) struct Guard {
    ratio: u64,
    made: u64,
    budget: Rc<Budget>,
}

impl Guard {
    pub(crate) fn new(ratio: u64, budget: &Rc<Budget>) -> Self {
        Self { ratio, made: 0, budget: Rc::clone(budget) }
    }

    /// A new member begins.
    fn reset(&mut self) {
        self.made = 0;
    }

    /// Counts `made` bytes more; `taken` is what this member took so far.
    pub(crate) fn count(&mut self, made: usize, taken: u64) -> io::Result<()> {
        self.made += made as u64;
        let all = self.budget.made.get() + made as u64;
        self.budget.made.set(all);
        let one = self.made > HARMLESS && self.made / self.ratio > taken;
        if one || all > HARMLESS_ALL && all / self.ratio / 4 > self.budget.taken.get() {
            return Err(ReadError::Bomb { ratio: self.ratio }.into_io());
        }
        Ok(())
    }
}

/// What a decoder said, as an error with a name; an error that came through it stays what it is.
pub(crate) fn named(error: io::Error, what: &'static str) -> io::Error {
    if error.get_ref().and_then(|e| e.downcast_ref::<crate::error::Carried>()).is_some() {
        return error;
    }
    match error.kind() {
        ErrorKind::UnexpectedEof => ReadError::CutOff { what }.into_io(),
        ErrorKind::InvalidInput | ErrorKind::InvalidData => ReadError::damaged(error).into_io(),
        _ => error,
    }
}

/// Whether `head` begins a gzip member.
pub(crate) fn is_gzip(head: &[u8]) -> bool {
    head.len() >= 10
        && head[..3] == [0x1f, 0x8b, 8]
        && head[3] < 0x20
        && matches!(head[8], 0 | 2 | 4)
        && (head[9] <= 13 || head[9] == 255)
}

/// Whether `head` begins a zstd frame, or one to be skipped.
pub(crate) fn is_zstd(head: &[u8]) -> bool {
    head.len() >= 4 && (head[..4] == [0x28, 0xb5, 0x2f, 0xfd] || is_skippable(head))
}

fn is_skippable(head: &[u8]) -> bool {
    head[0] & 0xf0 == 0x50 && head[1..4] == [0x2a, 0x4d, 0x18]
}

/// A stream that remembers what was lately taken from it: a decoder that runs over the end of a cut member takes the
/// beginning of the next one.
struct Recorder<'a, 'b> {
    input: &'a mut Input<'b>,
    kept: Vec<u8>,
    /// First byte of the member at hand.
    start: u64,
    /// Bytes that were gone over again, which must have an end.
    replayed: usize,
}

/// How much is remembered, at least.
const REMEMBERED: usize = 128 * 1024;
/// The most that is gone over again in one file.
const REPLAYED: usize = 64 << 20;

impl<'a, 'b> Recorder<'a, 'b> {
    fn new(input: &'a mut Input<'b>) -> Self {
        Self { input, kept: Vec::new(), start: 0, replayed: 0 }
    }

    /// A member begins here.
    fn begin(&mut self) {
        self.start = self.input.offset();
        self.kept.clear();
    }

    /// What the member took so far.
    fn taken(&self) -> u64 {
        self.input.offset() - self.start
    }

    /// Goes back as far as is remembered, but behind the first byte of the member, and on to where the next begins.
    fn resume(&mut self, width: usize, fits: impl Fn(&[u8]) -> bool) -> bool {
        let known = self.taken() == self.kept.len() as u64;
        let again = self.kept.get(usize::from(known)..).unwrap_or_default();
        if self.replayed + again.len() <= REPLAYED {
            self.replayed += again.len();
            self.input.give_back(again);
        }
        self.kept.clear();
        // Where nothing was taken the search must not find the same place again.
        if self.taken() == 0 && self.input.pass(1).is_err() {
            return false;
        }
        matches!(self.input.seek(width, fits), Ok(Reached::Found))
    }
}

impl Read for Recorder<'_, '_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buf)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Recorder<'_, '_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        if self.kept.len() > REMEMBERED * 2 {
            self.kept.drain(..REMEMBERED);
        }
        // What is taken lies in the buffer: looking at it cannot fail.
        if let Ok(chunk) = self.input.fill_buf() {
            self.kept.extend_from_slice(&chunk[..count.min(chunk.len())]);
        }
        self.input.consume(count);
    }
}

enum Member<'a, 'b> {
    Between(Recorder<'a, 'b>),
    Inside(Box<GzDecoder<Recorder<'a, 'b>>>),
    Done,
}

/// The members of a gzip file as one stream. A damaged one is an error, and the next call goes on behind it.
pub(crate) struct Gzip<'a, 'b> {
    member: Member<'a, 'b>,
    guard: Guard,
}

impl<'a, 'b> Gzip<'a, 'b> {
    pub(crate) fn new(input: &'a mut Input<'b>, guard: Guard) -> Self {
        Self { member: Member::Between(Recorder::new(input)), guard }
    }
}

impl Read for Gzip<'_, '_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        loop {
            match mem::replace(&mut self.member, Member::Done) {
                Member::Done => return Ok(0),
                Member::Between(mut source) => {
                    source.begin();
                    let head = source.input.peek(10)?;
                    if head.is_empty() {
                        return Ok(0);
                    }
                    if is_gzip(head) {
                        self.guard.reset();
                        self.member = Member::Inside(Box::new(GzDecoder::new(source)));
                        continue;
                    }
                    // Tapes and mirrors fill up with zeros.
                    let padding = head.iter().all(|b| *b == 0);
                    if source.resume(10, is_gzip) {
                        self.member = Member::Between(source);
                    }
                    if !padding {
                        return Err(ReadError::damaged("bytes between gzip members").into_io());
                    }
                }
                Member::Inside(mut decoder) => {
                    let got = decoder.read(buf).map_err(|e| named(e, "a gzip member"));
                    let taken = decoder.get_ref().taken();
                    match got.and_then(|n| self.guard.count(n, taken).map(|()| n)) {
                        Ok(0) if !buf.is_empty() => self.member = Member::Between(decoder.into_inner()),
                        Ok(n) => {
                            self.member = Member::Inside(decoder);
                            return Ok(n);
                        }
                        Err(e) => {
                            let mut source = decoder.into_inner();
                            if source.resume(10, is_gzip) {
                                self.member = Member::Between(source);
                            }
                            return Err(e);
                        }
                    }
                }
            }
        }
    }
}

/// The frames of a zstd file as one stream, with the dictionary that may stand at its start (as WARC has it).
pub(crate) struct Zstd<'a, 'b> {
    source: Recorder<'a, 'b>,
    decoder: FrameDecoder,
    /// Whether a frame is.
    open: bool,
    dictionary: Option<u32>,
    guard: Guard,
    done: bool,
}

impl<'a, 'b> Zstd<'a, 'b> {
    pub(crate) fn new(input: &'a mut Input<'b>, guard: Guard) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Self { source: Recorder::new(input), decoder, open: false, dictionary: None, guard, done: false }
    }

    /// Opens the next frame; false at the end.
    fn frame(&mut self) -> Result<bool, ReadError> {
        self.source.begin();
        let input = &mut *self.source.input;
        let at_start = input.offset() == 0;
        let head = input.peek(8)?;
        if head.is_empty() {
            return Ok(false);
        }
        if head.len() < 8 && is_zstd(head) {
            return Err(ReadError::CutOff { what: "a zstd frame" });
        }
        if head.len() < 8 || !is_zstd(head) {
            return Err(ReadError::damaged("bytes between zstd frames"));
        }
        if is_skippable(head) {
            let holds_dictionary = head[0] == 0x5d && at_start;
            let size = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
            input.consume(8);
            if holds_dictionary {
                self.dictionary(size)?;
            } else if input.pass(size)? < size {
                return Err(ReadError::CutOff { what: "a zstd frame" });
            }
            return Ok(true);
        }
        self.open = true;
        self.guard.reset();
        self.decoder.init(&mut self.source).map_err(|e| ReadError::damaged(format!("zstd: {e}")))?;
        if let Some(id) = self.dictionary {
            self.decoder.force_dict(id).map_err(|e| ReadError::damaged(format!("zstd: {e}")))?;
        }
        Ok(true)
    }

    /// Takes the dictionary, itself packed or not.
    fn dictionary(&mut self, size: u64) -> Result<(), ReadError> {
        let mut bytes = Vec::new();
        if self.source.input.take_bytes(size, DICTIONARY, &mut bytes)? < size || size > DICTIONARY as u64 {
            return Err(ReadError::CutOff { what: "the zstd dictionary" });
        }
        if is_zstd(&bytes) {
            bytes = unzstd(&bytes, DICTIONARY)?;
        }
        let bad = |e: &dyn std::fmt::Display| ReadError::damaged(format!("zstd dictionary: {e}"));
        let dictionary = Dictionary::decode_dict(&bytes).map_err(|e| bad(&e))?;
        self.dictionary = Some(dictionary.id);
        self.decoder.add_dict(dictionary).map_err(|e| bad(&e))
    }

    fn step(&mut self, buf: &mut [u8]) -> Result<Option<usize>, ReadError> {
        if !self.open {
            return Ok(if self.frame()? { None } else { Some(0) });
        }
        if self.decoder.can_collect() > 0 {
            let count = self.decoder.read(buf)?;
            self.guard.count(count, self.source.taken())?;
            return Ok(Some(count));
        }
        if self.decoder.is_finished() {
            self.open = false;
            let sums = (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum());
            return match sums {
                (Some(told), Some(found)) if told != found => Err(ReadError::damaged("zstd: wrong checksum")),
                _ => Ok(None),
            };
        }
        let strategy = BlockDecodingStrategy::UptoBytes(64 * 1024);
        if let Err(e) = self.decoder.decode_blocks(&mut self.source, strategy) {
            let cut = self.source.input.peek(1).is_ok_and(<[u8]>::is_empty);
            return Err(if cut {
                ReadError::CutOff { what: "a zstd frame" }
            } else {
                ReadError::damaged(format!("zstd: {e}"))
            });
        }
        Ok(None)
    }
}

impl Read for Zstd<'_, '_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while !self.done && !buf.is_empty() {
            match self.step(buf) {
                Ok(None) => {}
                Ok(Some(count)) => {
                    self.done = count == 0;
                    return Ok(count);
                }
                Err(e) => {
                    self.open = false;
                    // A frame's magic number is four bytes: nothing else has them by chance.
                    self.done = !self.source.resume(4, is_zstd);
                    return Err(e.into_io());
                }
            }
        }
        Ok(0)
    }
}

/// A zstd frame in memory.
pub(crate) fn unzstd(bytes: &[u8], limit: usize) -> Result<Vec<u8>, ReadError> {
    let mut source = bytes;
    let mut input = Input::new("", &mut source);
    let guard = Guard::new(u64::MAX, &Rc::default());
    limited(&mut Zstd::new(&mut input, guard), limit)
}

/// All of a stream, or an error where it is longer than `limit`.
pub(crate) fn limited(stream: &mut dyn Read, limit: usize) -> Result<Vec<u8>, ReadError> {
    let mut kept = Vec::new();
    let read = stream.take(limit as u64 + 1).read_to_end(&mut kept);
    if kept.len() > limit {
        return Err(ReadError::TooLarge { limit });
    }
    read.map(|_| kept).map_err(|e| named(e, "packed bytes").into())
}
