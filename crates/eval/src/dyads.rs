//! Sets of sentences with PLOVER, CAMEO or WEIS events between coded actors.

use std::collections::BTreeSet;
use std::str::FromStr as _;

use legation_model::{Plover, ontology};
use serde::Deserialize;

use crate::pairing::{Pairs, pair};
use crate::record::{self, Actor, Output, nullable};
use crate::report::{Miss, Report};
use crate::tally::{By, Count, Key, Resampling, Unit, report};

/// Measures in the order of reports. `full`: actors with their sectors, else by country; `unfolded`: what is planned
/// counts by its own type, else by that of the planned deed.
pub const KINDS: [&str; 7] =
    ["dyad+type", "dyad+type full", "dyad+type unfolded", "dyad", "dyad full", "type", "type unfolded"];

/// Which scheme a set's codes are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Codes {
    /// The field `plover` as given.
    Plover,
    /// The field `code` is a CAMEO code.
    Cameo,
    /// The field `code` is a WEIS code.
    Weis,
}

/// One sentence with the events expected of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Sentence {
    /// Its key.
    pub id: String,
    /// ISO 639-1.
    pub lang: String,
    /// The sentence.
    pub text: String,
    /// Day of the report.
    pub date: Option<String>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) events: Vec<Event>,
    /// No events are expected.
    pub(crate) noevents: bool,
    pub(crate) evaluate: Option<bool>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) category: String,
    /// Of which scheme this row's codes are, where not of that of the set.
    #[serde(skip)]
    pub codes: Option<Codes>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Event {
    pub(crate) source: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) plover: Option<String>,
}

impl Sentence {
    /// Whether it is scored: the set may leave a row out, and a row whose events have neither actors nor code tests
    /// another program's errors.
    fn counts(&self) -> bool {
        let empty =
            |e: &Event| e.source.is_none() && e.target.is_none() && e.code.is_none() && e.plover.is_none();
        self.evaluate != Some(false)
            && (self.events.is_empty() || self.noevents || !self.events.iter().all(empty))
    }
}

/// A source, a target and a type; of gold, the type may be unknown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Dyad {
    source: Code,
    target: Code,
    plover: Option<Plover>,
    /// Type of what is planned, where it is another.
    deed: Option<Plover>,
}

/// An actor code: country or kind of organisation, and sectors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Code {
    head: Option<String>,
    rest: BTreeSet<String>,
}

impl Code {
    /// A code of the set, in groups of three letters; marks for an unknown actor give no head.
    fn gold(code: &str) -> Self {
        let letters: Vec<char> = code.chars().collect();
        let mut parts = letters.chunks(3).map(|c| c.iter().collect::<String>());
        let known = |p: &String| p.chars().any(char::is_alphanumeric);
        let head = parts.next().filter(known);
        Self { head, rest: parts.filter(known).map(|p| alias(&p)).collect() }
    }

    fn ours(actor: &Actor) -> Self {
        let state = matches!(actor.kind.as_str(), "state" | "polity");
        let own = if state { actor.id.clone() } else { None };
        // A state as a whole is its country alone.
        let mut parts = actor.sectors.iter().filter(|_| !state).map(|s| alias(s));
        let head = actor.country.clone().or(own).or_else(|| parts.next());
        Self { head, rest: parts.collect() }
    }

    /// Whether `ours` is this gold actor by country alone.
    fn country(&self, ours: &Code) -> bool {
        match (&self.head, &ours.head) {
            (None, None) => true,
            (Some(_), Some(head)) => self.head == ours.head || self.rest.contains(head),
            _ => false,
        }
    }

    /// Whether `ours` has the same parts.
    fn full(&self, ours: &Code) -> bool {
        let all = |c: &Code| c.head.iter().cloned().chain(c.rest.iter().cloned()).collect::<BTreeSet<_>>();
        all(self) == all(ours)
    }
}

/// Sectors that the schemes spell differently; a former office is no sector of PLOVER.
fn alias(part: &str) -> String {
    match part {
        "CIV" => "CVL".to_owned(),
        other => other.to_owned(),
    }
}

/// PLOVER type of a gold event, `None` where its scheme has none.
fn typed(event: &Event, codes: Codes) -> Option<Plover> {
    match codes {
        Codes::Plover => Plover::from_str(event.plover.as_deref()?).ok(),
        Codes::Cameo => ontology::from_cameo(event.code.as_deref()?).map(|found| found.0),
        Codes::Weis => weis(event.code.as_deref()?),
    }
}

/// PLOVER type of a WEIS code.
fn weis(code: &str) -> Option<Plover> {
    let rows = include_str!("../data/weis.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
    let mut cells = rows.map(|l| l.split('\t'));
    let row = cells.find_map(|mut row| (row.next() == Some(code)).then(|| row.next()))?;
    Plover::from_str(row?).ok()
}

fn gold_dyads(sentence: &Sentence, codes: Codes) -> Vec<Dyad> {
    let codes = sentence.codes.unwrap_or(codes);
    let mut dyads = Vec::new();
    for event in &sentence.events {
        let (Some(sources), Some(targets)) = (&event.source, &event.target) else { continue };
        for source in sources.split('/') {
            for target in targets.split('/') {
                dyads.push(Dyad {
                    source: Code::gold(source),
                    target: Code::gold(target),
                    plover: typed(event, codes),
                    deed: None,
                });
            }
        }
    }
    dyads.sort();
    dyads.dedup();
    dyads
}

/// Each actor with each recipient; of a deed among equals, each with each, but where some stand before the trigger and
/// some behind it ("A agreed with B and C") those before with those behind; of a visit the host with the guest as well,
/// as CAMEO's pair of codes (042, 043) has it.
fn our_dyads(event: &record::Event) -> Vec<Dyad> {
    let plover = event.plover.as_deref().and_then(|p| Plover::from_str(p).ok());
    let future = matches!(event.status.as_deref(), Some("planned" | "possible" | "hypothetical"))
        && matches!(plover, Some(Plover::Agree | Plover::Concede));
    let deed = event.deed.as_deref().filter(|_| future).and_then(|p| Plover::from_str(p).ok());
    let actors: Vec<Code> = event.actors.iter().map(Code::ours).collect();
    let recipients: Vec<Code> = event.recipients.iter().map(Code::ours).collect();
    let equals = recipients.is_empty();
    let visit = event.modes.iter().any(|m| m == "visit");
    let first = |i: usize| equals && stands_before(&event.actors[i], event);
    let apart = equals && (0..actors.len()).any(first) && !(0..actors.len()).all(first);
    // CAMEO's meetings are told of both.
    let back = visit && !equals || apart && [plover, deed].contains(&Some(Plover::Consult));
    let others = if equals { &actors } else { &recipients };
    let mut dyads = Vec::new();
    for (i, source) in actors.iter().enumerate() {
        for (j, target) in others.iter().enumerate() {
            let meets = !equals || if apart { first(i) && !first(j) } else { i != j };
            if meets {
                dyads.push(Dyad { source: source.clone(), target: target.clone(), plover, deed });
                if back {
                    dyads.push(Dyad { source: target.clone(), target: source.clone(), plover, deed });
                }
            }
        }
    }
    dyads
}

/// Whether the actor's words stand before the trigger.
fn stands_before(actor: &Actor, event: &record::Event) -> bool {
    let trigger = event.trigger.as_ref().and_then(|t| t.first());
    actor.spans.first().zip(trigger).is_some_and(|(words, trigger)| words.end <= trigger.start)
}

/// How two dyads are compared: each flag is one way.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools)]
struct Measure {
    kind: usize,
    actors: bool,
    full: bool,
    types: bool,
    fold: bool,
}

const MEASURES: [Measure; 7] = [
    Measure { kind: 0, actors: true, full: false, types: true, fold: true },
    Measure { kind: 1, actors: true, full: true, types: true, fold: true },
    Measure { kind: 2, actors: true, full: false, types: true, fold: false },
    Measure { kind: 3, actors: true, full: false, types: false, fold: true },
    Measure { kind: 4, actors: true, full: true, types: false, fold: true },
    Measure { kind: 5, actors: false, full: false, types: true, fold: true },
    Measure { kind: 6, actors: false, full: false, types: true, fold: false },
];

impl Measure {
    fn plover(self, dyad: &Dyad) -> Option<Plover> {
        if self.fold { dyad.deed.or(dyad.plover) } else { dyad.plover }
    }

    fn same_actors(self, gold: &Dyad, ours: &Dyad) -> bool {
        let same = if self.full { Code::full } else { Code::country };
        !self.actors || (same(&gold.source, &ours.source) && same(&gold.target, &ours.target))
    }

    fn same(self, gold: &Dyad, ours: &Dyad) -> bool {
        self.same_actors(gold, ours) && (!self.types || gold.plover == self.plover(ours))
    }

    /// What of a list is told apart.
    fn distinct(self, dyads: &[Dyad], ours: bool) -> Vec<Dyad> {
        let mut kept: Vec<Dyad> = Vec::new();
        for dyad in dyads {
            let twin = |k: &Dyad| {
                let same = |a: &Code, b: &Code| if self.full { a == b } else { a.head == b.head };
                let plover = |d: &Dyad| if ours { self.plover(d) } else { d.plover };
                (!self.actors || (same(&k.source, &dyad.source) && same(&k.target, &dyad.target)))
                    && (!self.types || plover(k) == plover(dyad))
            };
            if !kept.iter().any(twin) {
                kept.push(dyad.clone());
            }
        }
        kept
    }
}

/// Scores each sentence against its records. Rows that their set does not evaluate are left out. Where types count,
/// gold events without a PLOVER type are left out, and with them what the program finds between the same actors.
pub fn score(sentences: &[Sentence], outputs: &[Option<Output>], codes: Codes, how: Resampling) -> Report {
    let none = None;
    let (mut units, mut left, mut untyped, mut half) = (Vec::new(), 0, 0, 0);
    for (sentence, output) in sentences.iter().zip(outputs.iter().chain(std::iter::repeat(&none))) {
        if !sentence.counts() {
            left += 1;
            continue;
        }
        let gold = gold_dyads(sentence, codes);
        untyped += gold.iter().filter(|d| d.plover.is_none()).count();
        half += sentence.events.iter().filter(|e| e.source.is_none() != e.target.is_none()).count();
        let events = output.iter().flat_map(|o| &o.events).filter(|e| e.status.as_deref() != Some("denied"));
        let ours: Vec<Dyad> = events.flat_map(our_dyads).collect();
        let mut unit = Unit::default();
        for measure in MEASURES {
            one(sentence, &gold, &ours, measure, &mut unit);
        }
        units.push(unit);
    }
    let mut report = report("sentences", &KINDS, units, how);
    report.notes.push(format!(
        "{left} rows are left out by their set; {untyped} gold events have no PLOVER type and count only for dyads; \
         {half} lack an actor and do not count"
    ));
    report
}

fn one(sentence: &Sentence, gold: &[Dyad], ours: &[Dyad], measure: Measure, unit: &mut Unit) {
    let (gold, free): (Vec<Dyad>, Vec<Dyad>) =
        gold.iter().cloned().partition(|d| !measure.types || d.plover.is_some());
    let (gold, mut ours) = (measure.distinct(&gold, false), measure.distinct(ours, true));
    let mut pairs = match_up(&gold, &ours, measure);
    // What stands beside an event that has no type cannot be called false.
    let excused: Vec<usize> = if measure.actors {
        let beside = |j: &usize| free.iter().any(|f| measure.same_actors(f, &ours[*j]));
        pairs.extra.iter().copied().filter(beside).collect()
    } else {
        pairs.extra.iter().copied().take(free.len()).collect()
    };
    if !excused.is_empty() {
        let mut at = 0..;
        ours.retain(|_| at.next().is_none_or(|j| !excused.contains(&j)));
        pairs = match_up(&gold, &ours, measure);
    }
    let count = Count::of(gold.len(), ours.len(), pairs.matched.len());
    let kind = measure.kind;
    unit.counts.push((Key { by: By::All, kind, value: String::new() }, count));
    // Groups of the first measure only: a table for each tells no more.
    if kind == 0 {
        unit.counts.push((Key { by: By::Category, kind, value: sentence.category.clone() }, count));
        let mut add = |plover: Option<Plover>, count| {
            let value = plover.map_or_else(|| "?".to_owned(), |p| p.to_string());
            unit.counts.push((Key { by: By::Type, kind, value }, count));
        };
        for g in &gold {
            add(g.plover, Count::of(1, 0, 0));
        }
        for o in &ours {
            add(measure.plover(o), Count::of(0, 1, 0));
        }
        for &(i, _) in &pairs.matched {
            add(gold[i].plover, Count::of(0, 0, 1));
        }
    }
    let mut miss = |side, dyad: &Dyad, plover: Option<Plover>| {
        let what = format!(
            "{} → {} {}",
            shown(&dyad.source),
            shown(&dyad.target),
            plover.map_or("–", Plover::as_str)
        );
        let (id, kind) = (sentence.id.clone(), KINDS[kind]);
        unit.misses.push(Miss { id, kind, side, record: None, what, sentence: sentence.text.clone() });
    };
    for &i in &pairs.missed {
        miss("missed", &gold[i], gold[i].plover);
    }
    for &j in &pairs.extra {
        miss("false", &ours[j], measure.plover(&ours[j]));
    }
}

fn match_up(gold: &[Dyad], ours: &[Dyad], measure: Measure) -> Pairs {
    pair(gold, ours, 1.0, |g, o| if measure.same(g, o) { 1.0 } else { 0.0 })
}

fn shown(code: &Code) -> String {
    let head = code.head.as_deref().unwrap_or("---");
    std::iter::once(head).chain(code.rest.iter().map(String::as_str)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weis_row_is_a_type_or_none() {
        let rows: Vec<Vec<&str>> = include_str!("../data/weis.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .skip(1)
            .map(|l| l.split('\t').collect())
            .collect();
        for row in &rows {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(row[1] == "-" || Plover::from_str(row[1]).is_ok(), "{row:?}");
        }
        let categories: BTreeSet<&str> = rows.iter().map(|r| &r[0][..2]).collect();
        assert_eq!(categories.len(), 22);
        assert_eq!(weis("122"), Some(Plover::Accuse));
        assert_eq!(weis("023"), None);
        assert_eq!(weis("1717"), None);
    }

    #[test]
    fn codes_compare_by_country_and_in_full() {
        let gold = Code::gold("RUSGOVMIL");
        let sectors = ["MIL", "GOV"].map(str::to_owned).to_vec();
        let ours = Code::ours(&Actor { country: Some("RUS".to_owned()), sectors, ..Actor::default() });
        assert!(gold.country(&ours) && gold.full(&ours));
        assert!(Code::gold("RUS").country(&ours) && !Code::gold("RUS").full(&ours));
        assert!(Code::gold("---").country(&Code::ours(&Actor::default())));
        assert!(!Code::gold("BLR").country(&ours));
    }
}
