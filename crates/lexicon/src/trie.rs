//! The automaton while it is built.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::inflect::Pattern;
use crate::layout::{EDGE, NONE, PARTS, edge_hash, hash};

/// A name of the files: the marks before it (`?` weak, `~` after all others) and the name itself.
pub(crate) fn split_marks(text: &str) -> (&str, &str) {
    let name = text.trim_start_matches(['?', '~']);
    text.split_at(text.len() - name.len())
}

/// The words that a text has for a word of a name: the English genitive is a word of its own ("People", "'s").
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let cut = ["'s", "’s"].iter().find_map(|s| word.strip_suffix(s)).filter(|stem| !stem.is_empty());
    let (stem, end) = cut.map_or((word, None), |stem| (stem, Some("'s")));
    std::iter::once(stem).chain(end)
}

/// Names as a trie over words, words as stems with sets of endings.
#[derive(Default)]
pub(crate) struct Trie {
    stems: BTreeMap<String, Vec<u32>>,
    ids: HashMap<String, u32>,
    edges: BTreeMap<(u32, u32), u32>,
    /// Value and code of each name that ends at a node.
    outputs: Vec<Vec<(u32, u32)>>,
    /// Nodes that take no further name.
    sealed: HashSet<u32>,
}

impl Trie {
    /// Adds the name `text`.
    pub(crate) fn add(&mut self, text: &str, value: u32, form: u32) {
        let (marks, name) = split_marks(text);
        let node = self.node(name);
        self.put(node, value, form | u32::from(marks.contains('?')) << 8);
    }

    /// Adds the first half of compounds with the adjective `word`.
    pub(crate) fn add_half(&mut self, word: &str, value: u32, form: u32) {
        let (_, word) = split_marks(word);
        if let Some(pattern) = Pattern::half(word) {
            let id = self.intern(format!("{word}+о"), vec![pattern]);
            let node = self.path(&[id]);
            self.put(node, value, form);
        }
    }

    /// The node of the name `text`.
    pub(crate) fn node(&mut self, text: &str) -> u32 {
        let words: Vec<u32> = text
            .split([' ', '-'])
            .filter(|w| !w.is_empty())
            .flat_map(parts)
            .map(|w| self.intern(w.to_owned(), Pattern::of(w)))
            .collect();
        self.path(&words)
    }

    fn path(&mut self, words: &[u32]) -> u32 {
        let mut node = 0;
        if self.outputs.is_empty() {
            self.outputs.push(Vec::new());
        }
        for word in words {
            let next = self.outputs.len() as u32;
            node = *self.edges.entry((node, *word)).or_insert(next);
            if node == next {
                self.outputs.push(Vec::new());
            }
        }
        node
    }

    /// Closes the names that stand now: what is added later does not share them, unless they are weak.
    pub(crate) fn seal(&mut self) {
        let strong = |list: &[(u32, u32)]| list.iter().any(|(_, code)| code >> 8 == 0);
        let nodes = self.outputs.iter().enumerate().filter(|(_, list)| strong(list));
        self.sealed = nodes.map(|(node, _)| node as u32).collect();
    }

    fn put(&mut self, node: u32, value: u32, code: u32) {
        if self.sealed.contains(&node) {
            return;
        }
        let outputs = &mut self.outputs[node as usize];
        if node != 0 && !outputs.iter().any(|o| o.0 == value) {
            outputs.push((value, code));
        }
    }

    fn intern(&mut self, key: String, patterns: Vec<Pattern>) -> u32 {
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(key, id);
        for p in patterns {
            let entry = id | u32::from(p.class.code()) << 24 | u32::from(p.capital) << 31;
            self.stems.entry(p.stem).or_default().push(entry);
        }
        id
    }

    /// The sections of the automaton; strings go through `string`.
    pub(crate) fn bake(&self, mut string: impl FnMut(&str) -> [u32; 2]) -> [Vec<u32>; PARTS] {
        let mut slots = vec![0_u32; (self.stems.len() * 2).next_power_of_two().max(2)];
        let (mut stems, mut entries) = (Vec::new(), Vec::new());
        for (at, (stem, ids)) in self.stems.iter().enumerate() {
            let mut slot = hash(stem.bytes()) & (slots.len() - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = at as u32 + 1;
            stems.extend(string(stem));
            stems.extend([entries.len() as u32, ids.len() as u32]);
            entries.extend(ids);
        }
        let places = (self.edges.len() * 2).next_power_of_two().max(2);
        let mut edges = vec![NONE; places * EDGE];
        for ((node, word), next) in &self.edges {
            let mut slot = edge_hash(*node, *word) & (places - 1);
            while edges[slot * EDGE] != NONE {
                slot = (slot + 1) & (places - 1);
            }
            edges[slot * EDGE..][..EDGE].copy_from_slice(&[*node, *word, *next]);
        }
        let (mut firsts, mut outputs) = (vec![0_u32], Vec::new());
        for list in &self.outputs {
            for (value, code) in list {
                outputs.extend([*value, *code]);
            }
            firsts.push(outputs.len() as u32 / 2);
        }
        [slots, stems, entries, edges, firsts, outputs]
    }
}
