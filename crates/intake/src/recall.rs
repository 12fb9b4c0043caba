//! What was worked out of the words read on a thread, so that a word that comes again is not taken apart again. Values only: what is decided
//! never depends on what is remembered.

use std::hash::Hasher;

use crate::chars::WordHash;

/// Bytes of the longest word that is remembered.
const LONGEST: usize = 23;
/// Words remembered at a time; a newer one takes the place of an older.
const MOST: usize = 2048;

/// What a word says for each language of its script.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<const N: usize> {
    pub(crate) says: [i16; N],
    /// The most of them.
    pub(crate) top: i16,
    /// Its letters.
    pub(crate) count: u32,
    /// The languages, a bit each, in which it is frequent.
    pub(crate) frequent: u32,
}

#[derive(Clone, Copy)]
struct Slot<const N: usize> {
    word: [u8; LONGEST],
    len: u8,
    said: Said<N>,
}

/// The words of one script.
#[derive(Default)]
pub(crate) struct Recall<const N: usize> {
    slots: Vec<Slot<N>>,
    /// Whether anything is remembered at all: for one sentence it does not pay.
    on: bool,
}

impl<const N: usize> Recall<N> {
    /// Remembers from now on.
    pub(crate) fn on() -> Self {
        Self { slots: Vec::new(), on: true }
    }

    /// What `word` says: remembered, or worked out now.
    pub(crate) fn get(&mut self, word: &str, work_out: impl FnOnce() -> Said<N>) -> Said<N> {
        let bytes = word.as_bytes();
        if !self.on || bytes.len() > LONGEST || bytes.is_empty() {
            return work_out();
        }
        if self.slots.is_empty() {
            let said = Said { says: [0; N], top: 0, count: 0, frequent: 0 };
            self.slots = vec![Slot { word: [0; LONGEST], len: 0, said }; MOST];
        }
        let mut hash = WordHash::default();
        hash.write(bytes);
        let slot = &mut self.slots[hash.finish() as usize % MOST];
        if slot.len as usize != bytes.len() || slot.word[..bytes.len()] != *bytes {
            slot.said = work_out();
            slot.len = bytes.len() as u8;
            slot.word[..bytes.len()].copy_from_slice(bytes);
        }
        slot.said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(count: u32) -> Said<8> {
        Said { says: [0; 8], top: 0, count, frequent: 0 }
    }

    #[test]
    fn each_word_is_worked_out_once_and_never_taken_for_another() {
        let words: Vec<String> = (0..5000u32).map(|i| format!("w{i}")).collect();
        let mut recall = Recall::on();
        for (i, word) in (0u32..).zip(&words) {
            assert_eq!(recall.get(word, || said(i)).count, i);
            assert_eq!(recall.get(word, || unreachable!("it was said a moment ago")).count, i);
        }
        // Those forgotten meanwhile are worked out again, the others are as they were.
        for (i, word) in (0u32..).zip(&words) {
            assert_eq!(recall.get(word, || said(i)).count, i);
        }
        let long = "w".repeat(LONGEST + 1);
        assert_eq!(recall.get(&long, || said(1)).count, 1);
        assert_eq!(recall.get(&long, || said(2)).count, 2, "too long to be remembered");
        assert_eq!(Recall::default().get("w1", || said(9)).count, 9);
    }
}
