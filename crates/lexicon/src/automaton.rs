//! Names as a trie over words; words as stems with their sets of endings.

use crate::blob::{Blob, Section};
use crate::entity::Form;
use crate::inflect::{self, Endings, LONGEST};
use crate::layout::{AUTOMATA, EDGE, NONE, OUTPUT, PARTS, STEM, edge_hash, hash};

/// What a name stands for: a number of the caller's and the kind of name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) value: u32,
    pub(crate) form: Form,
    /// Counts only where the text marks it as a name.
    pub(crate) weak: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Automaton {
    slots: Section,
    stems: Section,
    entries: Section,
    edges: Section,
    firsts: Section,
    outputs: Section,
}

/// A word of the text, or a part of one set off by a hyphen, with the pattern words that it may be.
#[derive(Debug)]
pub(crate) struct Piece<'a> {
    /// Which token.
    pub(crate) token: u32,
    /// First part of its token.
    pub(crate) first: bool,
    /// Last part of its token.
    pub(crate) last: bool,
    pub(crate) text: &'a str,
    pub(crate) ids: Vec<u32>,
}

/// A name found, up to piece `end`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) end: usize,
    pub(crate) node: u32,
}

impl Automaton {
    /// The automaton of that number.
    pub(crate) fn of(blob: &'static Blob, at: usize) -> Self {
        let part = |n| blob.section(AUTOMATA + at * PARTS + n);
        Self {
            slots: part(0),
            stems: part(1),
            entries: part(2),
            edges: part(3),
            firsts: part(4),
            outputs: part(5),
        }
    }

    /// Pattern words that `word` may be.
    pub(crate) fn lookup(&self, word: &str, lemma: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        let capital = inflect::capital(word);
        let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        let word = stem.filter(|stem| !stem.is_empty()).unwrap_or(word);
        if capital {
            let plain: String;
            let acronym = if word.contains('.') {
                plain = word.chars().filter(|c| *c != '.').collect();
                if inflect::all_capitals(&plain) { plain.as_str() } else { word }
            } else {
                word
            };
            self.cut(acronym, &mut ids, |class, _| matches!(class, Endings::Exact | Endings::Acronym));
        }
        let folded = inflect::fold(word);
        let fits = |class: Endings, need: bool| {
            (capital || !need) && !matches!(class, Endings::Exact | Endings::Acronym)
        };
        self.cut(&folded, &mut ids, fits);
        if ids.is_empty() && capital && lemma != word {
            let lemma = inflect::fold(lemma);
            if lemma != folded {
                self.cut(&lemma, &mut ids, fits);
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Cuts endings of every length off `word` and looks for the stems left.
    fn cut(&self, word: &str, ids: &mut Vec<u32>, fits: impl Fn(Endings, bool) -> bool) {
        let mut at = word.len();
        for _ in 0..=LONGEST {
            if let Some((first, count)) = self.stem(&word[..at]) {
                for entry in (first..first + count).map(|e| self.entries.get(e)) {
                    let Some(class) = Endings::of_code((entry >> 24) as u8 & 0x7f) else { continue };
                    if class.admits(&word[at..]) && fits(class, entry >> 31 == 1) {
                        ids.push(entry & 0x00ff_ffff);
                    }
                }
            }
            match word[..at].char_indices().next_back() {
                Some((before, _)) if before > 0 => at = before,
                _ => break,
            }
        }
    }

    fn stem(&self, stem: &str) -> Option<(usize, usize)> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash(stem.bytes()) & mask;
        loop {
            let at = (self.slots.get(slot) as usize).checked_sub(1)? * STEM;
            if self.stems.text(at) == stem {
                return Some((self.stems.get(at + 2) as usize, self.stems.get(at + 3) as usize));
            }
            slot = (slot + 1) & mask;
        }
    }

    fn next(&self, node: u32, word: u32) -> Option<u32> {
        let mask = (self.edges.len() / EDGE).checked_sub(1)?;
        let mut slot = edge_hash(node, word) & mask;
        loop {
            let at = slot * EDGE;
            match self.edges.get(at) {
                NONE => return None,
                from if from == node && self.edges.get(at + 1) == word => {
                    return Some(self.edges.get(at + 2));
                }
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// The names that begin with piece `start` and end with a token, the longest first.
    pub(crate) fn hits(&self, pieces: &[Piece<'_>], start: usize) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut open = vec![(0_u32, start)];
        while let Some((node, at)) = open.pop() {
            let Some(piece) = pieces.get(at) else { continue };
            for next in piece.ids.iter().filter_map(|id| self.next(node, *id)) {
                if piece.last && self.outputs(next).next().is_some() {
                    hits.push(Hit { end: at + 1, node: next });
                }
                open.push((next, at + 1));
            }
            // A hyphen may be a token of its own.
            if at > start && piece.text == "-" {
                open.push((node, at + 1));
            }
        }
        hits.sort_unstable_by_key(|hit| (std::cmp::Reverse(hit.end), hit.node));
        hits.dedup_by_key(|hit| (hit.end, hit.node));
        hits
    }

    /// What the name that ends at `node` stands for.
    pub(crate) fn outputs(&self, node: u32) -> impl Iterator<Item = Output> + Clone + use<> {
        let at = node as usize;
        let outputs = self.outputs;
        (self.firsts.get(at) as usize..self.firsts.get(at + 1) as usize).map(move |o| {
            let code = outputs.get(o * OUTPUT + 1);
            Output { value: outputs.get(o * OUTPUT), form: Form::of_code(code & 0xff), weak: code >> 8 == 1 }
        })
    }

    /// What one word, given by its pattern words, stands for; nothing if it is no name.
    pub(crate) fn single(&self, ids: &[u32]) -> Vec<Output> {
        ids.iter()
            .filter_map(|id| self.next(0, *id))
            .map(|node| self.outputs(node).collect::<Vec<_>>())
            .find(|outputs| !outputs.is_empty())
            .unwrap_or_default()
    }
}
