//! Lines of bounded length.

use std::io;

use crate::input::{Input, Reached};

/// The next line.
pub(crate) enum Line {
    /// Its bytes, without the break, are in the buffer.
    Whole,
    /// It is longer than allowed and was passed over.
    TooLong,
    /// There is none.
    End,
}

/// Reads the next line into `kept`; of one that is too long nothing is kept.
pub(crate) fn next(input: &mut Input<'_>, limit: usize, kept: &mut Vec<u8>) -> io::Result<Line> {
    kept.clear();
    let mut long = false;
    let mut any = false;
    let reached = input.until(b'\n', |part| {
        any = true;
        if kept.len() + part.len() > limit + 1 {
            long = true;
            // The memory goes with the line.
            *kept = Vec::new();
        } else if !long {
            kept.extend_from_slice(part);
        }
    })?;
    if reached == Reached::End && !any {
        return Ok(Line::End);
    }
    if long {
        return Ok(Line::TooLong);
    }
    if kept.last() == Some(&b'\n') {
        kept.pop();
    }
    Ok(Line::Whole)
}
