//! Files that hold no text that is read: known by their first bytes, named, and left alone.

use super::Kind;
use crate::ReadError;
use crate::input::Input;
use crate::out::{Flow, Out};

/// First bytes and what they mean.
const MARKS: [(&[u8], &str); 16] = [
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xFD7zXZ", "an xz file"),
    (b"BZh", "a bzip2 file"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"SQLite format 3", "an SQLite file"),
    (b"PAR1", "a Parquet file"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
];

pub(super) const KIND: Kind =
    Kind { name: "foreign", extensions: &[], container: false, is: |head, _, _| mark(head).is_some(), read };

fn mark(head: &[u8]) -> Option<&'static str> {
    // Words may begin like some of the marks; bytes that no text has follow in those files.
    let odd = || head.iter().take(512).any(|b| *b < 9 || *b >= 0x80);
    MARKS.iter().find(|(bytes, _)| head.starts_with(bytes) && odd()).map(|(_, name)| *name)
}

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    let what = input.peek(64).ok().and_then(mark).unwrap_or("this kind of file").to_owned();
    out.problem(input.whole(), ReadError::Unsupported { what })
}
