//! Names of people: the first word leads, the others are flat; a title in front belongs to the name.

use super::Work;
use super::labels::Dep;
use crate::tags::{Rel, Upos};

/// Gives names of people the shape of UD.
pub(super) fn names(w: &mut Work<'_>, persons: &[(usize, usize)]) {
    for &(low, high) in persons {
        let mut low = low;
        while low < high && w.upos[low] != Upos::Propn {
            low += 1;
        }
        // The possessive mark is no part of the name.
        let high = (low..high).find(|&t| w.upos[t] != Upos::Propn).unwrap_or(high);
        if high <= low {
            continue;
        }
        let top = high - 1;
        let flat = (low..top).all(|t| w.head[t] == top && w.rel[t] == Rel::Compound);
        if !flat {
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
