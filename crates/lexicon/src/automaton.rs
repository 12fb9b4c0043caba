//! Names as a trie over words; words as stems with their sets of endings.

use std::collections::HashMap;

use crate::inflect::{self, Endings, LONGEST, Pattern};

/// What a name stands for: a number of the caller's and the kind of name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Output<F> {
    pub(crate) value: u32,
    pub(crate) form: F,
    /// Counts only where the text marks it as a name.
    pub(crate) weak: bool,
}

#[derive(Debug)]
pub(crate) struct Automaton<F> {
    stems: HashMap<String, Vec<(Endings, bool, u32)>>,
    ids: HashMap<String, u32>,
    edges: HashMap<(u32, u32), u32>,
    outputs: Vec<Vec<Output<F>>>,
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

/// A name found: pieces `start..end`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) end: usize,
    pub(crate) node: u32,
}

impl<F: Copy + PartialEq> Automaton<F> {
    pub(crate) fn new() -> Self {
        Self { stems: HashMap::new(), ids: HashMap::new(), edges: HashMap::new(), outputs: vec![Vec::new()] }
    }

    /// Adds the name `text`; a mark before it (`?` weak, `~` after all others) is not part of it.
    pub(crate) fn add(&mut self, text: &str, value: u32, form: F) {
        let (marks, name) = split_marks(text);
        let node = self.node(name);
        self.put(node, Output { value, form, weak: marks.contains('?') });
    }

    /// Adds the first half of compounds with the adjective `word`.
    pub(crate) fn add_half(&mut self, word: &str, value: u32, form: F) {
        let (_, word) = split_marks(word);
        if let Some(pattern) = Pattern::half(word) {
            let id = self.intern(format!("{word}+о"), vec![pattern]);
            let node = self.path(&[id]);
            self.put(node, Output { value, form, weak: false });
        }
    }

    /// The node of the name `text`.
    pub(crate) fn node(&mut self, text: &str) -> u32 {
        let words: Vec<u32> =
            text.split([' ', '-']).filter(|w| !w.is_empty()).map(|w| self.word(w)).collect();
        self.path(&words)
    }

    fn path(&mut self, words: &[u32]) -> u32 {
        let mut node = 0;
        for word in words {
            let next = self.outputs.len() as u32;
            node = *self.edges.entry((node, *word)).or_insert(next);
            if node == next {
                self.outputs.push(Vec::new());
            }
        }
        node
    }

    fn put(&mut self, node: u32, output: Output<F>) {
        let outputs = &mut self.outputs[node as usize];
        if node != 0 && !outputs.iter().any(|o| o.value == output.value) {
            outputs.push(output);
        }
    }

    fn word(&mut self, word: &str) -> u32 {
        self.intern(word.to_owned(), Pattern::of(word))
    }

    fn intern(&mut self, key: String, patterns: Vec<Pattern>) -> u32 {
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(key, id);
        for p in patterns {
            self.stems.entry(p.stem).or_default().push((p.class, p.capital, id));
        }
        id
    }

    /// Pattern words that `word` may be.
    pub(crate) fn lookup(&self, word: &str, lemma: &str) -> Vec<u32> {
        let mut ids = Vec::new();
        let capital = inflect::capital(word);
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
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

    fn cut(&self, word: &str, ids: &mut Vec<u32>, fits: impl Fn(Endings, bool) -> bool) {
        let mut at = word.len();
        for _ in 0..=LONGEST {
            if let Some(found) = self.stems.get(&word[..at]) {
                for (class, capital, id) in found {
                    if class.admits(&word[at..]) && fits(*class, *capital) {
                        ids.push(*id);
                    }
                }
            }
            match word[..at].char_indices().next_back() {
                Some((before, _)) if before > 0 => at = before,
                _ => break,
            }
        }
    }

    /// The names that begin with piece `start` and end with a token, the longest first.
    pub(crate) fn hits(&self, pieces: &[Piece<'_>], start: usize) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut open = vec![(0_u32, start)];
        while let Some((node, at)) = open.pop() {
            let Some(piece) = pieces.get(at) else { continue };
            for id in &piece.ids {
                if let Some(next) = self.edges.get(&(node, *id)) {
                    if piece.last && !self.outputs[*next as usize].is_empty() {
                        hits.push(Hit { end: at + 1, node: *next });
                    }
                    open.push((*next, at + 1));
                }
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

    pub(crate) fn outputs(&self, node: u32) -> &[Output<F>] {
        &self.outputs[node as usize]
    }

    /// What one word, given by its pattern words, stands for.
    pub(crate) fn single(&self, ids: &[u32]) -> Option<&[Output<F>]> {
        ids.iter()
            .filter_map(|id| self.edges.get(&(0, *id)))
            .map(|node| self.outputs(*node))
            .find(|outputs| !outputs.is_empty())
    }
}

/// The marks before a name of the files, and the name.
pub(crate) fn split_marks(text: &str) -> (&str, &str) {
    let name = text.trim_start_matches(['?', '~']);
    text.split_at(text.len() - name.len())
}
