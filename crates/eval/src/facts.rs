//! factRuEval facts: Occupation from offices, Meeting from consultations, Deal from what is traded, lent, fined or
//! invested. A fact may be found in part: its weight is the mean of how many of its arguments were found, and that
//! times how many pairs of them stand in one of our facts.

// Fields are called as they are on the wire.
#![allow(clippy::struct_field_names)]

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::record::{Actor, Output, nullable, words};
use crate::report::{Miss, Report};
use crate::stem::{same, stems};
use crate::tally::{By, Count, Key, Resampling, Unit, report};
use crate::words::norm;

/// The one kind; types of facts are its groups.
pub const KINDS: [&str; 1] = ["fact"];

/// Types that are read.
const TYPES: [&str; 3] = ["Occupation", "Meeting", "Deal"];

/// An annotated document.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Its key.
    pub id: String,
    /// The text.
    pub text: String,
    #[serde(deserialize_with = "nullable")]
    mentions: Vec<Mention>,
    #[serde(deserialize_with = "nullable")]
    entities: Vec<Entity>,
    /// `null`: the document was not annotated for facts.
    facts: Option<Vec<Fact>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Mention {
    id: String,
    text: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Entity {
    id: String,
    #[serde(deserialize_with = "nullable")]
    mentions: Vec<String>,
    #[serde(deserialize_with = "nullable")]
    attrs: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Fact {
    #[serde(rename = "type")]
    kind: String,
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Slot {
    role: String,
    alternatives: Vec<Value>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Value {
    #[serde(rename = "ref")]
    refers: Option<String>,
    id: Option<String>,
    value: Option<String>,
    text: Option<String>,
}

/// An argument: its role and everything it may be called, as stems.
#[derive(Debug, Clone)]
struct Argument {
    role: String,
    shown: String,
    values: Vec<Vec<String>>,
}

impl Argument {
    fn new(role: &str, values: impl IntoIterator<Item = String>) -> Self {
        let values: Vec<String> = values.into_iter().collect();
        Self {
            role: role.to_owned(),
            shown: values.first().cloned().unwrap_or_default(),
            values: values.iter().map(|v| stems(v)).collect(),
        }
    }

    fn is(&self, other: &Argument) -> bool {
        self.role == other.role && self.values.iter().any(|a| other.values.iter().any(|b| same(a, b)))
    }
}

#[derive(Debug, Clone)]
struct Typed {
    kind: &'static str,
    arguments: Vec<Argument>,
}

/// Scores each document against its records; documents without a layer of facts are left out.
pub fn score(documents: &[Document], outputs: &[Option<Output>], how: Resampling) -> Report {
    let none = None;
    let mut left = 0;
    let mut units = Vec::new();
    for (document, output) in documents.iter().zip(outputs.iter().chain(std::iter::repeat(&none))) {
        let Some(facts) = &document.facts else {
            left += 1;
            continue;
        };
        let gold = gold_facts(document, facts);
        let ours = output.as_ref().map_or_else(Vec::new, our_facts);
        units.push(one(document, &gold, &ours));
    }
    let mut report = report("documents", &KINDS, units, how);
    report.notes.push(format!(
        "{left} documents without a layer of facts are left out; of the facts, Ownership and isPartOf are not read"
    ));
    report
}

fn one(document: &Document, gold: &[Typed], ours: &[Typed]) -> Unit {
    // Each of ours goes to the gold fact that shares most with it.
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); gold.len()];
    let mut home = vec![None; ours.len()];
    for (j, fact) in ours.iter().enumerate() {
        let shared =
            |g: &Typed| g.arguments.iter().filter(|a| fact.arguments.iter().any(|b| a.is(b))).count();
        let mut best = (0, 0);
        for (i, g) in gold.iter().enumerate().filter(|(_, g)| g.kind == fact.kind) {
            let count = shared(g);
            // Of equals, one that is still free.
            if count > best.0
                || (count == best.0 && count > 0 && groups[i].is_empty() && !groups[best.1].is_empty())
            {
                best = (count, i);
            }
        }
        if best.0 > 0 {
            groups[best.1].push(j);
            home[j] = Some(best.1);
        }
    }
    let quality: Vec<f64> = gold
        .iter()
        .zip(&groups)
        .map(|(g, group)| weight(g, &group.iter().map(|&j| &ours[j]).collect::<Vec<_>>()))
        .collect();
    let mut unit = Unit::default();
    let mut add = |kind: &str, count: Count| {
        unit.counts.push((Key { by: By::All, kind: 0, value: String::new() }, count));
        unit.counts.push((Key { by: By::Type, kind: 0, value: kind.to_owned() }, count));
    };
    for (g, q) in gold.iter().zip(&quality) {
        add(g.kind, Count { gold: 1.0, found: *q, ..Count::default() });
    }
    for (fact, home) in ours.iter().zip(&home) {
        add(fact.kind, Count { predicted: 1.0, right: home.map_or(0.0, |i| quality[i]), ..Count::default() });
    }
    let mut miss = |side, fact: &Typed| {
        let arguments = fact.arguments.iter().map(|a| format!("{}: {}", a.role, a.shown));
        let what = format!("{} {}", fact.kind, arguments.collect::<Vec<_>>().join("; "));
        let id = document.id.clone();
        unit.misses.push(Miss { id, kind: KINDS[0], side, record: None, what, sentence: String::new() });
    };
    gold.iter().zip(&groups).filter(|(_, g)| g.is_empty()).for_each(|(g, _)| miss("missed", g));
    ours.iter().zip(&home).filter(|(_, h)| h.is_none()).for_each(|(o, _)| miss("false", o));
    unit
}

/// How well a gold fact was found by a group of ours.
fn weight(gold: &Typed, group: &[&Typed]) -> f64 {
    if group.is_empty() {
        return 0.0;
    }
    let holds = |fact: &Typed, a: &Argument| fact.arguments.iter().any(|b| a.is(b));
    let found: Vec<&Argument> =
        gold.arguments.iter().filter(|a| group.iter().any(|fact| holds(fact, a))).collect();
    let stray: BTreeSet<String> = group
        .iter()
        .flat_map(|fact| &fact.arguments)
        .filter(|b| !gold.arguments.iter().any(|a| a.is(b)))
        .map(|b| format!("{} {}", b.role, b.values.first().map_or_else(String::new, |v| v.join(" "))))
        .collect();
    let arguments = found.len() as f64 / (gold.arguments.len() + stray.len()) as f64;
    let mut pairs = (0.0, 0.0);
    for (i, a) in found.iter().enumerate() {
        for b in &found[i + 1..] {
            pairs.1 += 1.0;
            if group.iter().any(|fact| holds(fact, a) && holds(fact, b)) {
                pairs.0 += 1.0;
            }
        }
    }
    let together = if group.len() == 1 || pairs.1 == 0.0 { 1.0 } else { pairs.0 / pairs.1 };
    f64::midpoint(arguments, together * arguments)
}

fn gold_facts(document: &Document, facts: &[Fact]) -> Vec<Typed> {
    let entities: BTreeMap<&str, &Entity> = document.entities.iter().map(|e| (e.id.as_str(), e)).collect();
    let mentions: BTreeMap<&str, &str> =
        document.mentions.iter().map(|m| (m.id.as_str(), m.text.as_str())).collect();
    let called = |id: &str| entities.get(id).map_or_else(Vec::new, |e| names(e, &mentions));
    let entity = |v: &Value| if v.refers.as_deref() == Some("entity") { v.id.clone() } else { None };
    // What is part of what, both ways.
    let mut tied: Vec<(String, String)> = Vec::new();
    for fact in facts.iter().filter(|f| f.kind == "isPartOf") {
        let ids: Vec<String> = fact.slots.iter().flat_map(|s| &s.alternatives).filter_map(entity).collect();
        for a in &ids {
            tied.extend(ids.iter().filter(|b| *b != a).map(|b| (a.clone(), b.clone())));
        }
    }
    let mut found = Vec::new();
    for fact in facts {
        let Some(kind) = TYPES.iter().find(|t| **t == fact.kind) else { continue };
        let arguments = fact.slots.iter().map(|slot| {
            let mut values = Vec::new();
            for v in &slot.alternatives {
                values.extend(v.value.iter().chain(&v.text).cloned());
                if let Some(id) = entity(v) {
                    values.extend(called(&id));
                    if slot.role == "Where" {
                        let whole = tied.iter().filter(|(a, _)| *a == id);
                        values.extend(whole.flat_map(|(_, b)| called(b)));
                    }
                }
            }
            Argument::new(&slot.role, values)
        });
        found.push(Typed { kind, arguments: arguments.collect() });
    }
    found
}

/// Everything an entity is called: its mentions, its names, and a person's given name and family name together.
fn names(entity: &Entity, mentions: &BTreeMap<&str, &str>) -> Vec<String> {
    let mut all: Vec<String> =
        entity.mentions.iter().filter_map(|m| mentions.get(m.as_str())).map(|m| (*m).to_owned()).collect();
    let attr = |prefix: &str| -> Vec<&String> {
        entity.attrs.iter().filter(|(k, _)| k.starts_with(prefix)).flat_map(|(_, v)| v).collect()
    };
    for key in ["name", "lastname", "nickname"] {
        all.extend(attr(key).into_iter().cloned());
    }
    for descriptor in attr("descriptor") {
        all.extend(attr("name").into_iter().map(|name| format!("{descriptor} {name}")));
    }
    for last in attr("lastname") {
        for first in attr("firstname") {
            all.push(format!("{first} {last}"));
            all.push(format!("{last} {first}"));
            for middle in attr("patronymic") {
                all.push(format!("{first} {middle} {last}"));
                all.push(format!("{last} {first} {middle}"));
            }
        }
    }
    all
}

fn our_facts(output: &Output) -> Vec<Typed> {
    let mut facts = Vec::new();
    for office in &output.offices {
        let Some(person) = &office.person else { continue };
        let mut arguments = vec![Argument::new("Who", [person.name.clone()])];
        let title = words(office.title.as_ref());
        if !title.is_empty() {
            arguments.push(Argument::new("Position", positions(&title, office.of.as_ref())));
        }
        if let Some(of) = &office.of {
            arguments.push(Argument::new("Where", [of.name.clone()]));
        }
        facts.push(Typed { kind: "Occupation", arguments });
    }
    for event in output.events.iter().filter(|e| e.status.as_deref() != Some("denied")) {
        let who: Vec<&Actor> = event.actors.iter().chain(&event.recipients).collect();
        if who.len() < 2 {
            continue;
        }
        if event.plover.as_deref() == Some("CONSULT") {
            facts.push(Typed { kind: "Meeting", arguments: participants(&who) });
        } else if let Some(deal) = deal(&words(event.trigger.as_ref())) {
            facts.push(Typed { kind: "Deal", arguments: dealt(&who, deal) });
        }
    }
    for agreement in &output.agreements {
        let who: Vec<&Actor> = agreement.parties.iter().collect();
        if let Some(deal) = deal(&words(agreement.name.as_ref())).filter(|_| who.len() > 1) {
            facts.push(Typed { kind: "Deal", arguments: dealt(&who, deal) });
        }
    }
    let key = |f: &Typed| {
        let mut parts: Vec<String> =
            f.arguments.iter().map(|a| format!("{} {:?}", a.role, a.values.first())).collect();
        parts.sort();
        (f.kind, parts)
    };
    let mut seen = BTreeSet::new();
    facts.retain(|f| seen.insert(key(f)));
    facts
}

/// The title as it stands, and without the words that say of whom it is.
fn positions(title: &str, of: Option<&Actor>) -> Vec<String> {
    let mut all = vec![title.to_owned()];
    if let Some(of) = of {
        let whose = stems(&of.name);
        let kept: Vec<&str> =
            title.split_whitespace().filter(|w| !stems(w).iter().all(|s| whose.contains(s))).collect();
        all.push(kept.join(" "));
    }
    all
}

fn participants(who: &[&Actor]) -> Vec<Argument> {
    who.iter().map(|a| Argument::new("Participant", [a.name.clone()])).collect()
}

fn dealt(who: &[&Actor], kind: &str) -> Vec<Argument> {
    let mut arguments = participants(who);
    arguments.push(Argument::new("Type", [kind.to_owned()]));
    arguments
}

/// The kind of deal that words name.
fn deal(words: &str) -> Option<&'static str> {
    let words = norm(words);
    let rows = include_str!("../data/deals.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| l.split_once('\t'))
        .find(|(begins, _)| words.split(' ').any(|w| w.starts_with(begins)))
        .map(|(_, kind)| kind)
}
