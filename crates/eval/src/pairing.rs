//! One-to-one matching: best scores first, ties in the order of the gold and then of the records.

/// Pairs of indices, and the indices left on each side.
pub(crate) struct Pairs {
    pub(crate) matched: Vec<(usize, usize)>,
    pub(crate) missed: Vec<usize>,
    pub(crate) extra: Vec<usize>,
}

/// Matches `gold` with `ours` where `score` is at least `floor`.
pub(crate) fn pair<G, R>(gold: &[G], ours: &[R], floor: f64, score: impl Fn(&G, &R) -> f64) -> Pairs {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        candidates.extend(ours.iter().enumerate().map(|(j, r)| (score(g, r), i, j)).filter(|c| c.0 >= floor));
    }
    candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut used, mut taken) = (vec![false; gold.len()], vec![false; ours.len()]);
    let mut matched = Vec::new();
    for (_, i, j) in candidates {
        if !used[i] && !taken[j] {
            (used[i], taken[j]) = (true, true);
            matched.push((i, j));
        }
    }
    let left = |flags: Vec<bool>| (0..flags.len()).filter(|&i| !flags[i]).collect();
    Pairs { matched, missed: left(used), extra: left(taken) }
}
