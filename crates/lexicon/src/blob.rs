//! The compiled lexicon as the build script wrote it.

static NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.txt"));

fn number(at: usize) -> u32 {
    NUMBERS.get(at * 4..at * 4 + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// A run of numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section {
    start: usize,
    len: usize,
}

impl Section {
    /// The section of that number.
    pub(crate) fn of(at: usize) -> Self {
        Self { start: number(at * 2) as usize, len: number(at * 2 + 1) as usize }
    }

    /// Numbers in it.
    pub(crate) fn len(self) -> usize {
        self.len
    }

    /// The number at `at`, zero beyond its end.
    pub(crate) fn get(self, at: usize) -> u32 {
        if at < self.len { number(self.start + at) } else { 0 }
    }

    /// The string that begins at number `at`.
    pub(crate) fn text(self, at: usize) -> &'static str {
        let start = self.get(at) as usize;
        TEXT.get(start..start + self.get(at + 1) as usize).unwrap_or("")
    }
}
