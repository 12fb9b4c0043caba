//! Joining what belongs together, best pairs first, for any kind of thing.
//!
//! The result depends on the scores and on the order of the things' own keys, never on the order they came in: callers
//! sort their things by key first.

use std::collections::BTreeMap;

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

/// Groups of the numbers `0..count`, each in order, in the order of their first members.
///
/// A pair is joined when no pair across the two groups is [`Pair::Apart`]. A thing that two others fit equally well,
/// which cannot be one, is left alone: nobody can tell.
pub fn agglomerate(count: usize, pair: impl Fn(usize, usize) -> Pair) -> Vec<Vec<usize>> {
    let mut table = BTreeMap::<(usize, usize), Pair>::new();
    for a in 0..count {
        for b in a + 1..count {
            match pair(a, b) {
                Pair::Unlike => {}
                found => drop(table.insert((a, b), found)),
            }
        }
    }
    let get = |a: usize, b: usize| table.get(&(a.min(b), a.max(b))).copied().unwrap_or(Pair::Unlike);
    let mut likes: Vec<(f32, usize, usize)> = table
        .iter()
        .filter_map(|(&(a, b), &p)| if let Pair::Like(score) = p { Some((score, a, b)) } else { None })
        .collect();
    likes.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut by_thing = vec![Vec::<(usize, f32)>::new(); count];
    for &(score, a, b) in &likes {
        by_thing[a].push((b, score));
        by_thing[b].push((a, score));
    }
    let torn = |a: usize, b: usize, score: f32| {
        by_thing[a].iter().any(|&(c, other)| c != b && other >= score - TIE && get(b, c) == Pair::Apart)
    };
    let mut home: Vec<usize> = (0..count).collect();
    let mut groups: Vec<Vec<usize>> = (0..count).map(|i| vec![i]).collect();
    for &(score, a, b) in &likes {
        let (x, y) = (home[a].min(home[b]), home[a].max(home[b]));
        if x == y || torn(a, b, score) || torn(b, a, score) {
            continue;
        }
        if groups[x].iter().any(|&m| groups[y].iter().any(|&n| get(m, n) == Pair::Apart)) {
            continue;
        }
        let moved = std::mem::take(&mut groups[y]);
        for &m in &moved {
            home[m] = x;
        }
        groups[x].extend(moved);
        groups[x].sort_unstable();
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
