//! A compiled lexicon: the built-in one as the build script wrote it, or one made with a user's own words.

/// Numbers, four bytes each, and the text that they point into.
#[derive(Debug)]
pub(crate) struct Blob {
    numbers: &'static [u8],
    text: &'static str,
}

/// What the program carries.
pub(crate) static BUILTIN: Blob = Blob {
    numbers: include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin")),
    text: include_str!(concat!(env!("OUT_DIR"), "/lexicon.txt")),
};

impl Blob {
    /// A compiled lexicon that lasts as long as the program.
    pub(crate) fn leak(numbers: &[u32], text: String) -> &'static Self {
        let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        Box::leak(Box::new(Self { numbers: bytes.leak(), text: text.leak() }))
    }

    fn number(&self, at: usize) -> u32 {
        let bytes = self.numbers.get(at * 4..at * 4 + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_le_bytes)
    }

    /// The section of that number.
    pub(crate) fn section(&'static self, at: usize) -> Section {
        Section { blob: self, start: self.number(at * 2) as usize, len: self.number(at * 2 + 1) as usize }
    }
}

/// A run of numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section {
    blob: &'static Blob,
    start: usize,
    len: usize,
}

impl Section {
    /// Numbers in it.
    pub(crate) fn len(self) -> usize {
        self.len
    }

    /// The number at `at`, zero beyond its end.
    pub(crate) fn get(self, at: usize) -> u32 {
        if at < self.len { self.blob.number(self.start + at) } else { 0 }
    }

    /// The string that begins at number `at`.
    pub(crate) fn text(self, at: usize) -> &'static str {
        let start = self.get(at) as usize;
        self.blob.text.get(start..start + self.get(at + 1) as usize).unwrap_or("")
    }
}
