//! Governors into a tree: one root, no cycle.

/// Makes `heads` (words from 1, 0 for the root) a tree with one root. What is a tree already is kept; otherwise
/// the tree with the highest sum of `scores` replaces it (row: dependant, column: governor with 0 the root).
pub fn repair(heads: &mut [usize], scores: &[f32]) {
    let n = heads.len();
    if n == 0 || is_tree(heads) {
        return;
    }
    // A root costs more than all else together, so that there is one.
    let most = scores.iter().fold(1.0f64, |m, s| m.max(f64::from(s.abs())));
    let cost = 4.0 * most * (n as f64 + 1.0);
    let size = n + 1;
    let mut weights = vec![f64::NEG_INFINITY; size * size];
    for d in 1..=n {
        for g in 0..=n {
            if g != d {
                let score = scores.get((d - 1) * size + g).map_or(0.0, |s| f64::from(*s));
                weights[d * size + g] = if g == 0 { score - cost } else { score };
            }
        }
    }
    let best = arborescence(&weights, size);
    for (head, governor) in heads.iter_mut().zip(&best[1..]) {
        *head = *governor;
    }
}

/// One root, every word under it.
fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|&&h| h == 0).count() != 1 {
        return false;
    }
    // 0: not seen, 1: reaches the root, otherwise the round in which it was seen.
    let mut seen = vec![0u32; heads.len() + 1];
    seen[0] = 1;
    for start in 1..=heads.len() {
        let round = start as u32 + 1;
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = round;
            at = heads[at - 1];
        }
        if seen[at] == round {
            return false;
        }
        let mut at = start;
        while seen[at] == round {
            seen[at] = 1;
            at = heads[at - 1];
        }
    }
    true
}

/// Chu, Liu and Edmonds: the heaviest tree from node 0; `weights[d * size + g]` is the edge from `g` to `d`.
fn arborescence(weights: &[f64], size: usize) -> Vec<usize> {
    let mut heads = vec![0; size];
    for d in 1..size {
        let row = &weights[d * size..][..size];
        heads[d] = (0..size).fold(usize::from(d == 0), |best, g| if row[g] > row[best] { g } else { best });
    }
    let Some(cycle) = find_cycle(&heads) else { return heads };
    // The cycle becomes one node, the last of a smaller graph.
    let inside = |v: usize| cycle.contains(&v);
    let outside: Vec<usize> = (0..size).filter(|&v| !inside(v)).collect();
    let small = outside.len() + 1;
    let knot = outside.len();
    let mut smaller = vec![f64::NEG_INFINITY; small * small];
    // Where an edge into the cycle arrives, and from where one out of it leaves.
    let (mut enter, mut leave) = (vec![cycle[0]; small], vec![cycle[0]; small]);
    for (i, &v) in outside.iter().enumerate() {
        for (j, &u) in outside.iter().enumerate() {
            smaller[i * small + j] = weights[v * size + u];
        }
        for &c in &cycle {
            let gain = weights[c * size + v] - weights[c * size + heads[c]];
            if gain > smaller[knot * small + i] {
                smaller[knot * small + i] = gain;
                enter[i] = c;
            }
            if weights[v * size + c] > smaller[i * small + knot] {
                smaller[i * small + knot] = weights[v * size + c];
                leave[i] = c;
            }
        }
    }
    let solved = arborescence(&smaller, small);
    for (i, &v) in outside.iter().enumerate().skip(1) {
        heads[v] = if solved[i] == knot { leave[i] } else { outside[solved[i]] };
    }
    let from = solved[knot];
    heads[enter[from]] = outside[from];
    heads
}

/// Nodes of a cycle, if there is one.
fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut cycle = vec![at];
            let mut next = heads[at];
            while next != at {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_kept() {
        let mut heads = [2, 0, 2];
        repair(&mut heads, &[9.0; 12]);
        assert_eq!(heads, [2, 0, 2]);
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Words 1 and 2 choose each other; 2 under 3 loses less than 1 under 3.
        let scores = [
            0.0, 0.0, 5.0, 1.0, //
            0.0, 5.0, 0.0, 4.0, //
            8.0, 0.0, 0.0, 0.0,
        ];
        let mut heads = [2, 1, 0];
        repair(&mut heads, &scores);
        assert_eq!(heads, [2, 3, 0]);
    }

    #[test]
    fn of_several_roots_one_stays() {
        let mut heads = [0, 0, 2];
        repair(&mut heads, &[9.0, 0.0, 1.0, 0.0, 9.0, 2.0, 0.0, 0.0, 0.0, 1.0, 5.0, 0.0]);
        assert_eq!(heads, [0, 1, 2]);
    }

    #[test]
    fn whatever_the_scores_a_tree_comes_out() {
        let mut x = 7u32;
        let mut next = || {
            x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            x >> 8
        };
        for n in 1..40usize {
            let scores: Vec<f32> = (0..n * (n + 1)).map(|_| (next() % 7) as f32).collect();
            let mut heads: Vec<usize> = (0..n).map(|_| next() as usize % (n + 1)).collect();
            repair(&mut heads, &scores);
            assert!(is_tree(&heads), "{n}: {heads:?}");
        }
    }
}
