//! Numbers and damage that are the same everywhere, for the tests that break their inputs here and in `legation-reader`.

/// A small generator of numbers.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % below.max(1)
    }

    pub(crate) fn byte(&mut self) -> u8 {
        u8::try_from(self.roll(256)).unwrap_or(0)
    }

    /// Changes `bytes` in up to `most` places: a byte, a bit, the end; a part out, a part twice, one of `pieces` in.
    pub(crate) fn damage(&mut self, bytes: &mut Vec<u8>, most: usize, pieces: &[&str]) {
        for _ in 0..=self.roll(most) {
            let at = self.roll(bytes.len());
            let to = (at + self.roll(40)).min(bytes.len());
            match self.roll(5 + usize::from(!pieces.is_empty())) {
                0 => bytes[at] = self.byte(),
                1 => bytes[at] ^= 1 << self.roll(8),
                2 => bytes.truncate(at.max(1)),
                3 => drop(bytes.drain(at..to)),
                4 => drop(bytes.splice(at..at, bytes[at..to].to_vec())),
                _ => drop(bytes.splice(at..at, pieces[self.roll(pieces.len())].bytes())),
            }
            if bytes.is_empty() {
                return;
            }
        }
    }
}
