//! Names of people: the first word leads, the others are flat; a title in front belongs to the name.

use super::Work;
use super::labels::Dep;
use crate::en::words::Words;
use crate::tags::{Rel, Upos};

/// Gives names of people the shape of UD; `persons` are those that the model found.
pub(super) fn names(w: &mut Work<'_>, persons: &[(usize, usize)], words: &Words) {
    let mut all: Vec<(usize, usize)> = persons.to_vec();
    // Proper nouns after a title are a name even where the model found none.
    for t in 1..w.len() {
        let open = w.upos[t] == Upos::Propn && is_title(w, t - 1, words) && !is_title(w, t, words);
        if open && !persons.iter().any(|&(low, high)| low <= t && t < high) {
            let high = (t..w.len()).find(|&k| w.upos[k] != Upos::Propn).unwrap_or(w.len());
            all.push((t, high));
        }
    }
    for (mut low, high) in all {
        while low < high && (w.upos[low] != Upos::Propn || is_title(w, low, words)) {
            low += 1;
        }
        // The possessive mark is no part of the name.
        let high = (low..high).find(|&t| w.upos[t] != Upos::Propn).unwrap_or(high);
        if high <= low {
            continue;
        }
        let top = high - 1;
        if !(low..top).all(|t| w.head[t] == top && w.rel[t] == Rel::Compound) {
            continue;
        }
        if top > low {
            w.promote(low, top);
            for t in low + 1..high {
                w.head[t] = low;
                w.rel[t] = Rel::Flat;
            }
        }
        title(w, low);
    }
}

fn is_title(w: &Work<'_>, t: usize, words: &Words) -> bool {
    matches!(w.upos[t], Upos::Noun | Upos::Propn) && words.titles.contains(w.lower[t].as_str())
}

/// A noun right before the name takes the modifiers before it and describes the name.
fn title(w: &mut Work<'_>, name: usize) {
    let Some(title) = name.checked_sub(1) else { return };
    if w.head[title] != name || w.rel[title] != Rel::Compound || w.dep[title] != Dep::Compound {
        return;
    }
    w.rel[title] = Rel::NmodDesc;
    let before: Vec<usize> = w
        .kids(name)
        .filter(|&k| k < title)
        .filter(|&k| matches!(w.rel[k], Rel::Compound | Rel::Amod | Rel::NmodPoss | Rel::Det | Rel::Nummod))
        .collect();
    for k in before {
        w.head[k] = title;
    }
}
