//! Where names come from: how well a name fits those of the known office-holders of a state, by the pieces of its words. It tells which of
//! a few states is likelier, never whose somebody is by the name alone.

use std::collections::BTreeMap;

use crate::inflect::fold;
use crate::persons::Persons;

/// Letters of the pieces, the marks of beginning and end included; the whole word is one more.
const PIECES: std::ops::RangeInclusive<usize> = 2..=4;
/// Added to how many people of a state have a piece and to how many would if its names were like all others: the fewer are known of a
/// state, the less their names tell.
const DOUBT: f64 = 0.5;
/// How often a piece that nobody's name has is taken to occur.
const UNSEEN: f64 = 0.3;

/// How often each piece of a name occurs among the known people of each state.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    /// Hash of the piece, number of the state, people; in that order.
    pieces: Vec<(u32, u16, u16)>,
    states: BTreeMap<&'static str, u16>,
    /// People of each state.
    people: Vec<u32>,
    all: u32,
}

impl Origins {
    /// Counts the names of all known people, in both scripts.
    pub(crate) fn of(persons: &Persons) -> Self {
        let mut out = Self::default();
        let mut seen: Vec<(u32, u16)> = Vec::new();
        for (ix, known) in persons.all() {
            let mut states: Vec<&'static str> = persons.holdings(ix).map(|h| h.of).collect();
            states.sort_unstable();
            states.dedup();
            for state in states {
                let next = out.people.len() as u16;
                let number = *out.states.entry(state).or_insert(next);
                if number == next {
                    out.people.push(0);
                }
                out.people[number as usize] += 1;
                out.all += 1;
                for name in [known.name_en, known.name_ru] {
                    seen.extend(pieces(name).into_iter().map(|piece| (piece, number)));
                }
            }
        }
        seen.sort_unstable();
        for run in seen.chunk_by(|a, b| a == b) {
            out.pieces.push((run[0].0, run[0].1, u16::try_from(run.len()).unwrap_or(u16::MAX)));
        }
        out
    }

    /// Sum over the pieces of `name` of the logarithm of how much more often people of the state have each than all people do, divided by the
    /// root of their number, since pieces of one word are no independent witnesses. Zero: tells nothing.
    pub(crate) fn fit(&self, name: &str, state: &str) -> f64 {
        let number = self.states.get(state).copied();
        let people = number.map_or(0.0, |n| f64::from(self.people[n as usize]));
        let pieces = pieces(name);
        let mut sum = 0.0;
        for piece in &pieces {
            let from = self.pieces.partition_point(|p| p.0 < *piece);
            let run = self.pieces[from..].iter().take_while(|p| p.0 == *piece);
            let (mut all, mut own) = (UNSEEN, 0.0);
            for (_, of, count) in run {
                all += f64::from(*count);
                if Some(*of) == number {
                    own = f64::from(*count);
                }
            }
            let expected = all / (f64::from(self.all) + 1.0) * people;
            sum += ((own + DOUBT) / (expected + DOUBT)).ln();
        }
        if pieces.is_empty() { 0.0 } else { sum / (pieces.len() as f64).sqrt() }
    }
}

/// Hashes of the pieces of a name, each once.
fn pieces(name: &str) -> Vec<u32> {
    let folded = fold(name);
    let mut out = Vec::new();
    for word in folded.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 1) {
        let marked: Vec<char> =
            std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
        for len in PIECES {
            out.extend(marked.windows(len).map(hash));
        }
        out.push(hash(&marked));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// FNV-1a (Fowler, Noll, Vo).
fn hash(piece: &[char]) -> u32 {
    piece.iter().fold(0x811c_9dc5, |h, &c| (h ^ c as u32).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
impl Origins {
    /// The counts without one person of a state.
    fn without(&self, names: &[&str], state: &str) -> Self {
        let number = self.states[state];
        let own: Vec<u32> = names.iter().flat_map(|name| pieces(name)).collect();
        let mut out = Self {
            pieces: self.pieces.clone(),
            states: self.states.clone(),
            people: self.people.clone(),
            all: self.all - 1,
        };
        out.people[number as usize] -= 1;
        for piece in own {
            if let Ok(at) = out.pieces.binary_search_by_key(&(piece, number), |p| (p.0, p.1)) {
                out.pieces[at].2 = out.pieces[at].2.saturating_sub(1);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_their_own_state_best() {
        let persons = Persons::builtin();
        let best = |name: &str, states: &[&'static str]| {
            let fit = |s: &&&str| persons.fits_state(name, s);
            states.iter().max_by(|a, b| fit(a).total_cmp(&fit(b))).copied()
        };
        // None of them is known.
        assert_eq!(best("Choi Eun-ja", &["NZL", "KOR", "USA"]), Some("KOR"));
        assert_eq!(best("Rimantas Vaitkus", &["LTU", "AZE", "POL"]), Some("LTU"));
        assert_eq!(best("Георгий Папандопулос", &["GRC", "TUR", "RUS"]), Some("GRC"));
        assert_eq!(best("Somchai Phrommin", &["THA", "USA", "MYS"]), Some("THA"));
        assert_eq!(best("Арман Тер-Саркисян", &["AZE", "ARM", "TUR"]), Some("ARM"));
    }

    /// Of the known people of one state, left out of the counting one at a time, the share whose name fits their own state better than two
    /// others drawn from the list; printed with `--nocapture`, told in `docs/adr/0014`.
    #[test]
    #[expect(clippy::print_stdout, reason = "the figure that the ADR tells")]
    fn names_left_out_are_told_between_three_states() {
        let persons = Persons::builtin();
        let all = Origins::of(persons);
        let states: Vec<&'static str> = all.states.keys().copied().filter(|s| s.len() == 3).collect();
        let (mut right, mut asked) = (0_u32, 0_u32);
        for (at, (ix, known)) in persons.all().enumerate() {
            let own: Vec<&'static str> = persons.holdings(ix).map(|h| h.of).collect();
            let Some(&of) = own.first().filter(|of| own.iter().all(|o| o == *of)) else { continue };
            let name = if at % 2 == 0 { known.name_en } else { known.name_ru };
            let others = [states[(at * 7 + 3) % states.len()], states[(at * 13 + 5) % states.len()]];
            if others.contains(&of) || of.len() != 3 {
                continue;
            }
            let rest = all.without(&[known.name_en, known.name_ru], of);
            let fit = rest.fit(name, of);
            right += u32::from(others.iter().all(|other| rest.fit(name, other) < fit));
            asked += 1;
        }
        println!("{right} of {asked}");
        assert!(asked > 4_000 && right * 100 > asked * 78, "{right} of {asked}");
    }

    #[test]
    fn what_nobody_knows_tells_nothing() {
        let persons = Persons::builtin();
        assert!(persons.fits_state("", "USA").abs() < f64::EPSILON);
        assert!(persons.fits_state("Choi Eun-ja", "nowhere").is_finite());
    }
}
