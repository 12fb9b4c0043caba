//! Joining what belongs together, best pairs first, for any kind of thing.
//!
//! The result depends on the scores and on the order of the things' own keys, never on the order they came in: callers
//! sort their things by key first.

use std::collections::BTreeSet;

/// What is known of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pair {
    /// Cannot be one.
    Apart,
    /// Says nothing for or against.
    Unlike,
    /// May be one, this strongly.
    Like(f32),
}

/// Scores nearer than this tell nothing.
const TIE: f32 = 0.05;

/// What a group is known by: whether it and another may be one.
pub trait Marks {
    /// Whether something in one cannot be one with something in the other.
    fn apart(&self, other: &Self) -> bool;

    /// Takes another group in.
    fn absorb(&mut self, other: Self);
}

/// Groups of the numbers `0..count`, each in order, in the order of their first members. Looks at every pair: for some
/// hundreds of things.
///
/// A pair is joined when no pair across the two groups is [`Pair::Apart`]. A thing that two others fit equally well,
/// which cannot be one, is left alone: nobody can tell.
pub fn agglomerate(count: usize, pair: impl Fn(usize, usize) -> Pair) -> Vec<Vec<usize>> {
    let mut apart = BTreeSet::<(usize, usize)>::new();
    let mut likes = Vec::new();
    for a in 0..count {
        for b in a + 1..count {
            match pair(a, b) {
                Pair::Unlike => {}
                Pair::Apart => drop(apart.insert((a, b))),
                Pair::Like(score) => likes.push((score, a, b)),
            }
        }
    }
    let singles = (0..count).map(|i| Tabled { apart: &apart, members: vec![i] });
    join(&singles.collect::<Vec<_>>(), likes)
}

/// Numbers, with the pairs that cannot be one.
#[derive(Clone)]
struct Tabled<'t> {
    apart: &'t BTreeSet<(usize, usize)>,
    members: Vec<usize>,
}

impl Marks for Tabled<'_> {
    fn apart(&self, other: &Self) -> bool {
        let apart = |a: usize, b: usize| self.apart.contains(&(a.min(b), a.max(b)));
        self.members.iter().any(|&m| other.members.iter().any(|&n| apart(m, n)))
    }

    fn absorb(&mut self, other: Self) {
        self.members.extend(other.members);
    }
}

/// As [`agglomerate`], for many things: `likes` are the pairs that may be one, however they were found, and `singles`
/// what each thing is known by.
pub fn join<M: Marks + Clone>(singles: &[M], mut likes: Vec<(f32, usize, usize)>) -> Vec<Vec<usize>> {
    let count = singles.len();
    likes.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut by_thing = vec![Vec::<(usize, f32)>::new(); count];
    for &(score, a, b) in &likes {
        by_thing[a].push((b, score));
        by_thing[b].push((a, score));
    }
    let torn = |a: usize, b: usize, score: f32| {
        // The best come first.
        let rivals = by_thing[a].iter().take_while(|r| r.1 >= score - TIE);
        rivals.filter(|r| r.0 != b).any(|r| singles[b].apart(&singles[r.0]))
    };
    let mut home: Vec<usize> = (0..count).collect();
    let mut groups: Vec<Vec<usize>> = (0..count).map(|i| vec![i]).collect();
    let mut marks: Vec<Option<M>> = singles.iter().cloned().map(Some).collect();
    for &(score, a, b) in &likes {
        // The larger takes the smaller in.
        let (x, y) = (home[a], home[b]);
        let (x, y) = if groups[x].len() < groups[y].len() { (y, x) } else { (x, y) };
        if x == y || torn(a, b, score) || torn(b, a, score) {
            continue;
        }
        let (Some(own), Some(other)) = (&marks[x], &marks[y]) else { continue };
        if own.apart(other) {
            continue;
        }
        let moved = std::mem::take(&mut groups[y]);
        for &m in &moved {
            home[m] = x;
        }
        groups[x].extend(moved);
        if let (Some(other), Some(own)) = (marks[y].take(), &mut marks[x]) {
            own.absorb(other);
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.retain(|g| !g.is_empty());
    groups.sort();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_what_cannot_be_one_apart() {
        // 1 fits 0 better than 2; 0 and 2 cannot be one.
        let pair = |a, b| match (a, b) {
            (0, 1) => Pair::Like(0.9),
            (1, 2) => Pair::Like(0.7),
            (0, 2) => Pair::Apart,
            _ => Pair::Unlike,
        };
        assert_eq!(agglomerate(4, pair), [vec![0, 1], vec![2], vec![3]]);
    }

    #[test]
    fn what_fits_two_strangers_equally_stays_alone() {
        let pair = |a, b| match (a, b) {
            (0, 2) => Pair::Apart,
            _ => Pair::Like(0.8),
        };
        assert_eq!(agglomerate(3, pair), [vec![0], vec![1], vec![2]]);
    }
}
