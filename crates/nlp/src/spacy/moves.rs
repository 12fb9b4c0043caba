//! Names of the moves of a transition system.

/// What a move does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
    Begin,
    In,
    Last,
    Unit,
    Out,
}

/// A move with the index of its label.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Move {
    pub(crate) kind: Kind,
    pub(crate) label: u16,
}

/// Moves of `names` and their labels, each once, in the order of first sight; `None` when a name is unknown.
pub(crate) fn read(names: &[String], parser: bool) -> Option<(Vec<Move>, Vec<String>)> {
    let mut labels: Vec<String> = Vec::new();
    let mut moves = Vec::new();
    for name in names {
        let (kind, label) = name.split_once('-').unwrap_or((name, ""));
        let kind = match (kind, parser) {
            ("S", true) => Kind::Shift,
            ("D", true) => Kind::Reduce,
            ("L", true) => Kind::Left,
            ("R", true) => Kind::Right,
            ("B", true) => Kind::Break,
            ("B", false) => Kind::Begin,
            ("I", false) => Kind::In,
            ("L", false) => Kind::Last,
            ("U", false) => Kind::Unit,
            ("O", false) => Kind::Out,
            _ => return None,
        };
        let label = labels.iter().position(|l| l == label).unwrap_or_else(|| {
            labels.push(label.to_owned());
            labels.len() - 1
        });
        moves.push(Move { kind, label: label as u16 });
    }
    Some((moves, labels))
}

/// The best scored class among those that `valid` allows, the first among equals.
pub(crate) fn best(scores: &[f32], moves: &[Move], valid: impl Fn(Move) -> bool) -> Option<Move> {
    let mut best: Option<(f32, Move)> = None;
    for (&score, &m) in scores.iter().zip(moves) {
        if best.is_none_or(|(top, _)| score > top) && valid(m) {
            best = Some((score, m));
        }
    }
    best.map(|(_, m)| m)
}
