//! How likely each line of a scraped page is the article's, by what stands around it: a small forest over shapes, masses of prose, marks of
//! threads and lists. No word is looked at but by the labels of `lexicon/intake`; what is done with the judgement is decided elsewhere.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::features::End;
use crate::furniture::stamped;
use crate::lexicon::{Reach, rows};
use crate::lines::head;
use crate::unit::Unit;

/// What is told of a line, in the order of [`Around::row`].
pub(crate) const NAMES: [&str; 31] = [
    "words",
    "shape",
    "full",
    "bars",
    "digits",
    "caps",
    "sentence",
    "label",
    "words-before",
    "words-after",
    "solid-near",
    "solid",
    "mass-near",
    "mass-around",
    "share-before",
    "share-after",
    "mass-before",
    "mass-after",
    "position",
    "most-before",
    "most-after",
    "labels-before",
    "stamps-after",
    "stamps-before",
    "counts-after",
    "counts-before",
    "short",
    "twice",
    "comments",
    "list",
    "topic",
];

/// Letters of a line that count as its mass.
const MASS: usize = 800;
/// Mass above which a label opens a section of the page.
const ENOUGH: usize = 250;
/// Bytes of a line whose words are compared with the other lines'.
const TOPIC: usize = 600;

/// Sums over the lines before each.
struct Sums(Vec<u32>);

impl Sums {
    fn of(values: impl Iterator<Item = usize>) -> Self {
        let mut sums = vec![0];
        let mut sum = 0u32;
        for value in values {
            sum = sum.saturating_add(u32::try_from(value).unwrap_or(u32::MAX));
            sums.push(sum);
        }
        Self(sums)
    }

    /// Over the lines `from..to`, as far as there are any.
    fn over(&self, from: isize, to: isize) -> f32 {
        let last = self.0.len() as isize - 1;
        let (from, to) = (from.clamp(0, last) as usize, to.clamp(0, last) as usize);
        (self.0[to.max(from)] - self.0[from]) as f32
    }

    fn all(&self) -> f32 {
        self.0.last().copied().unwrap_or(0) as f32
    }
}

/// All lines of a page, counted once.
pub(crate) struct Around<'u> {
    units: &'u [Unit],
    sentence: Vec<bool>,
    mass: Sums,
    sentences: Sums,
    /// Sentences that another follows at once.
    solid: Sums,
    short: Sums,
    twice: Sums,
    stamps: Sums,
    labels: Sums,
    /// Short lines with a number: ages, votes, counts of comments.
    counts: Sums,
    most_before: Vec<u32>,
    most_after: Vec<u32>,
    /// Whether a label of comments stands before, and where the last label of other articles did, once text was read.
    sections: Vec<(bool, Option<u32>)>,
    topic: Vec<f32>,
}

/// The least that the shape of a sentence is worth.
const SENTENCE: f32 = 0.7;

/// Whether the line is a sentence of somebody's text, in any language.
fn sentence(unit: &Unit) -> bool {
    let f = &unit.features;
    let endless = matches!(f.end, End::Word | End::Close) && f.words < 28 && f.inner == 0;
    f.shape() >= SENTENCE && !endless && unit.label.is_none() && !stamped(unit)
}

impl<'u> Around<'u> {
    pub(crate) fn of(units: &'u [Unit], twice: &[bool]) -> Self {
        let sentence: Vec<bool> = units.iter().map(sentence).collect();
        let masses: Vec<usize> = units
            .iter()
            .zip(&sentence)
            .map(|(u, s)| if *s { u.features.mass().min(MASS) } else { 0 })
            .collect();
        let mass = Sums::of(masses.iter().copied());
        let is = |of: &dyn Fn(usize) -> bool| Sums::of((0..units.len()).map(|i| usize::from(of(i))));
        let near: Vec<u32> = (0..units.len() as isize).map(|i| mass.over(i - 3, i + 4) as u32).collect();
        let (mut most_before, mut most_after) = (vec![0; units.len()], vec![0; units.len()]);
        for i in 0..units.len() {
            let last = if i > 0 { most_before[i - 1] } else { 0 };
            most_before[i] = if i > 3 { last.max(near[i - 4]) } else { 0 };
        }
        for i in (0..units.len()).rev() {
            let next = most_after.get(i + 1).copied().unwrap_or(0);
            most_after[i] = near.get(i + 4).copied().unwrap_or(0).max(next);
        }
        Self {
            units,
            sentences: is(&|i| sentence[i]),
            solid: is(&|i| sentence[i] && sentence.get(i + 1) == Some(&true)),
            short: is(&|i| units[i].features.words <= 5),
            twice: is(&|i| twice[i]),
            stamps: is(&|i| units[i].stamp.is_some()),
            labels: is(&|i| units[i].label.is_some()),
            counts: is(&|i| units[i].features.digits > 0 && units[i].features.words <= 10 && !sentence[i]),
            most_before,
            most_after,
            sections: sections(units, &masses),
            topic: topic(units, &sentence),
            sentence,
            mass,
        }
    }

    /// What is told of line `i`.
    pub(crate) fn row(&self, i: usize) -> [f32; NAMES.len()] {
        let unit = &self.units[i];
        let f = &unit.features;
        let at = i as isize;
        let share = |part: usize, of: usize| part as f32 / of.max(1) as f32;
        let truth = |is: bool| f32::from(u8::from(is));
        let log = |x: f32| x.ln_1p();
        let words = |unit: Option<&Unit>| unit.map_or(0.0, |u| (u.features.words as f32).ln_1p());
        let (before, after) = (self.mass.over(0, at), self.mass.all() - self.mass.over(0, at + 1));
        let all = self.mass.all() + 1.0;
        let (comments, list) = self.sections[i];
        [
            words(Some(unit)),
            f.shape(),
            truth(f.end == End::Full),
            truth(f.bars > 0),
            share(f.digits, f.letters + f.digits),
            share(f.caps, f.words),
            truth(self.sentence[i]),
            truth(unit.label.is_some()),
            words(i.checked_sub(1).and_then(|b| self.units.get(b))),
            words(self.units.get(i + 1)),
            self.solid.over(at - 3, at + 3),
            (self.solid.over(at - 10, at + 10) + 1.0) / (self.sentences.over(at - 10, at + 11) + 1.0),
            log(self.mass.over(at - 3, at + 4)),
            log(self.mass.over(at - 20, at + 21)),
            before / all,
            after / all,
            log(before),
            log(after),
            share(i, self.units.len()),
            log(self.most_before[i] as f32),
            log(self.most_after[i] as f32),
            self.labels.over(at - 12, at).min(3.0),
            self.stamps.over(at + 1, at + 12).min(3.0),
            self.stamps.over(at - 12, at).min(3.0),
            self.counts.over(at + 1, at + 12).min(4.0),
            self.counts.over(at - 12, at).min(4.0),
            self.short.over(at - 8, at + 9) / 17.0,
            self.twice.over(at - 8, at + 9) / 17.0,
            truth(comments),
            list.map_or(0.0, |from| 1.0 / (1.0 + (i as f32 - from as f32) / 5.0)),
            self.topic[i],
        ]
    }
}

/// For each line which labels of sections stand before it.
fn sections(units: &[Unit], masses: &[usize]) -> Vec<(bool, Option<u32>)> {
    let (mut read, mut comments, mut list) = (0, false, None);
    let mut found = Vec::with_capacity(units.len());
    for (i, (unit, mass)) in units.iter().zip(masses).enumerate() {
        let label = unit.label.filter(|l| l.reach != Reach::Line && read >= ENOUGH);
        if label.is_some_and(|l| matches!(l.reason, "related" | "teaser" | "editorial")) {
            list = Some(i as u32);
        }
        found.push((comments, list));
        comments |= label.is_some_and(|l| l.reason == "comments" && l.reach == Reach::Section);
        read += mass;
    }
    found
}

/// For each line the share of its stems that stand in another sentence of the page.
fn topic(units: &[Unit], sentence: &[bool]) -> Vec<f32> {
    let stems: Vec<Vec<u64>> = units.iter().map(|u| stems(head(&u.text, TOPIC))).collect();
    let mut count: HashMap<u64, u32> = HashMap::new();
    for (stems, _) in stems.iter().zip(sentence).filter(|(_, s)| **s) {
        for stem in stems {
            *count.entry(*stem).or_default() += 1;
        }
    }
    let shared = |own: &Vec<u64>, alone: u32| {
        let met = own.iter().filter(|s| count.get(s).is_some_and(|n| *n > alone)).count();
        met as f32 / own.len().max(1) as f32
    };
    stems.iter().zip(sentence).map(|(own, s)| shared(own, u32::from(*s))).collect()
}

/// Hashes of the words of four letters and more, cut to five, each once.
fn stems(text: &str) -> Vec<u64> {
    let mut found: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().nth(3).is_some())
        .map(|w| {
            let letters = w.chars().take(5).flat_map(char::to_lowercase);
            letters.fold(0xcbf2_9ce4_8422_2325, |h, c| {
                (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
            })
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A question of a tree, or its answer.
#[derive(Debug, Clone, Copy)]
enum Node {
    /// Feature, the most it may be for the first of two nodes; the second is for all else.
    Ask(usize, f32, usize, usize),
    Answer(f32),
}

/// The trees of `models/lines.tsv` one after the other, with their first nodes.
struct Forest {
    nodes: Vec<Node>,
    roots: Vec<usize>,
    bias: f32,
}

static FOREST: LazyLock<Forest> = LazyLock::new(|| {
    let mut forest = Forest { nodes: Vec::new(), roots: Vec::new(), bias: 0.0 };
    let mut root = 0;
    for row in rows(include_str!("../../../models/lines.tsv")) {
        match row.as_slice() {
            ["bias", value] => forest.bias = number(value),
            ["tree"] => {
                root = forest.nodes.len();
                forest.roots.push(root);
            }
            ["=", value] => forest.nodes.push(Node::Answer(number(value))),
            [name, most, yes, no] => {
                let at = NAMES.iter().position(|n| n == name).expect("the table names known features");
                let to = |cell: &str| root + cell.parse::<usize>().expect("a node");
                forest.nodes.push(Node::Ask(at, number(most), to(yes), to(no)));
            }
            _ => panic!("models/lines.tsv: {row:?}"),
        }
    }
    forest
});

fn number(cell: &str) -> f32 {
    cell.parse().expect("the table holds numbers")
}

impl Forest {
    /// The odds, as a logarithm, that a line is the article's.
    fn odds(&self, row: &[f32; NAMES.len()]) -> f32 {
        let tree = |root: &usize| {
            let mut at = *root;
            loop {
                match self.nodes[at] {
                    Node::Answer(value) => return value,
                    Node::Ask(feature, most, yes, no) => at = if row[feature] <= most { yes } else { no },
                }
            }
        };
        self.bias + self.roots.iter().map(tree).sum::<f32>()
    }
}

/// The odds of every line, as logarithms.
pub(crate) fn odds(units: &[Unit], twice: &[bool]) -> Vec<f32> {
    let around = Around::of(units, twice);
    (0..units.len()).map(|i| FOREST.odds(&around.row(i))).collect()
}

/// Added to the odds of a line inside the stretch: a text is left whole rather than cut.
const WHOLE: f32 = 0.5;

/// The stretch whose lines are most likely the article's, long lines weighing more.
pub(crate) fn stretch(units: &[Unit], twice: &[bool], odds: &[f32]) -> Option<Range<usize>> {
    let (mut best, mut found) = (0.0, None);
    let (mut sum, mut start) = (0.0_f32, 0);
    for (i, (unit, odds)) in units.iter().zip(odds).enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, i);
        }
        sum += (odds + WHOLE) * (1.0 + unit.features.words as f32).sqrt();
        if sum > best {
            (best, found) = (sum, Some(start..i + 1));
        }
    }
    // Lines at its ends that are rather none of it, or stand elsewhere too, came in by the bonus alone.
    let mut found = found?;
    let alien = |i: usize| (odds[i] < 0.0 || twice[i]) && !sentence(&units[i]);
    while found.len() > 1 && alien(found.end - 1) {
        found.end -= 1;
    }
    while found.len() > 1 && alien(found.start) {
        found.start += 1;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::repeated;
    use crate::inline::units;
    use crate::lines::lines;

    #[test]
    fn every_tree_ends() {
        let forest = &*FOREST;
        assert!(forest.roots.len() > 10);
        for (at, node) in forest.nodes.iter().enumerate() {
            if let Node::Ask(_, most, yes, no) = node {
                assert!(
                    most.is_finite() && *yes > at && *no > at && yes.max(no) < &forest.nodes.len(),
                    "{node:?}"
                );
            }
        }
    }

    #[test]
    fn counts_of_what_stands_around() {
        let text = "Home\nThe envoys met in the harbour office on Monday and agreed to meet again.\n\
                    They said that the harbour would open in spring, after the ice has gone.\nHome";
        let units = units(text, &lines(text));
        let around = Around::of(&units, &repeated(&units));
        let told = |i: usize, name: &str| around.row(i)[NAMES.iter().position(|n| *n == name).expect(name)];
        assert_eq!((told(0, "sentence"), told(1, "sentence"), told(2, "solid-near")), (0.0, 1.0, 1.0));
        assert_eq!((told(1, "share-before"), told(0, "mass-before")), (0.0, 0.0));
        assert!(told(1, "topic") > 0.0 && told(0, "topic") == 0.0);
        assert!(told(1, "share-after") > 0.3 && told(3, "share-after") == 0.0);
    }
}
