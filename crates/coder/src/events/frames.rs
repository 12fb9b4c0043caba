//! Frames and operators as the word files give them.

use std::collections::BTreeMap;

use legation_lexicon::Fault;
use legation_model::{Lang, Mode, Plover};
use serde::Deserialize;
use toml::Spanned;

use super::slots::Slot;
use crate::rules::{Source, Sources};

/// Part of speech that an entry asks of its head word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Verb,
    Noun,
    Adj,
}

/// One way of wording a unit: a head lemma, and lemmas that must stand under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    pub(super) class: Class,
    pub(super) lemma: String,
    /// Each group of alternatives must be met by a dependant.
    pub(super) with: Vec<Vec<String>>,
}

/// Where the players of a unit stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Roles {
    pub(super) actor: Vec<Slot>,
    pub(super) recipient: Vec<Slot>,
    /// Participants on one footing.
    pub(super) both: Vec<Slot>,
    /// What an operator is about.
    pub(super) content: Vec<Slot>,
    /// Where the players stand when the slots above are empty (the parties of what is signed).
    pub(super) otherwise: Vec<Slot>,
    /// Where recipients stand when their slots are empty (whose affairs are judged).
    pub(super) beyond: Vec<Slot>,
}

/// A frame (it has a type) or an operator (it has a key), or both: "promise" is an AGREE of its own and an operator.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) name: String,
    pub(super) lang: Lang,
    pub(super) plover: Option<Plover>,
    pub(super) op: Option<String>,
    pub(super) modes: Vec<Mode>,
    pub(super) cameo: Option<String>,
    pub(super) wordings: Vec<Wording>,
    pub(super) verb: Roles,
    pub(super) noun: Roles,
    /// A noun counts only under a verb that performs it, or with players of its own.
    pub(super) bound: bool,
    /// Role that must be filled: `actor`, `recipient`.
    pub(super) needs: Vec<String>,
    /// The act inside belongs to the recipient (`urge X to …`).
    pub(super) recipient_acts: bool,
    /// Only in the passive.
    pub(super) passive: bool,
    /// Words of which one must stand under the head, lemma by lemma.
    pub(super) about: Vec<String>,
    /// Words none of which may stand under the head.
    pub(super) unless: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lang: Lang,
    #[serde(default)]
    plover: Option<Plover>,
    /// Entries.
    #[serde(default)]
    unit: Vec<Spanned<Entry>>,
    /// Role patterns that entries of this folder name.
    #[serde(default)]
    scheme: BTreeMap<String, Scheme>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Scheme {
    verb: Slots,
    noun: Slots,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Slots {
    actor: Vec<String>,
    recipient: Vec<String>,
    both: Vec<String>,
    content: Vec<String>,
    otherwise: Vec<String>,
    beyond: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    op: Option<String>,
    #[serde(default)]
    verb: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    adj: Vec<String>,
    #[serde(default)]
    modes: Vec<Mode>,
    #[serde(default)]
    cameo: Option<String>,
    /// Name of a scheme.
    #[serde(default)]
    like: Option<String>,
    /// Added to the scheme's slots.
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    recipient: Vec<String>,
    #[serde(default)]
    both: Vec<String>,
    #[serde(default)]
    content: Vec<String>,
    #[serde(default)]
    otherwise: Vec<String>,
    #[serde(default)]
    beyond: Vec<String>,
    #[serde(default)]
    passive: bool,
    #[serde(default)]
    bound: bool,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    recipient_acts: bool,
    #[serde(default)]
    about: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    /// Sentences that hold the unit, and such as do not: tests read them.
    #[serde(default, rename = "yes")]
    _yes: Vec<String>,
    #[serde(default, rename = "no")]
    _no: Vec<String>,
}

/// Every unit of the files, those of the topmost layer first; a unit takes the place of one of the same name in a
/// layer below.
pub(super) fn load(sources: &Sources<'_>, faults: &mut Vec<Fault>) -> Vec<Unit> {
    let mut parsed: Vec<(&Source<'_>, File)> = Vec::new();
    for source in sources.files("frames/", ".toml").chain(sources.files("operators/", ".toml")) {
        match toml::from_str(source.text) {
            Ok(file) => parsed.push((source, file)),
            Err(e) => faults.push(source.fault(e.span().map_or(0, |s| s.start), e.message())),
        }
    }
    // Later files and layers overrule earlier ones.
    parsed.sort_by_key(|(source, _)| source.layer);
    let mut schemes = BTreeMap::new();
    for (_, file) in &parsed {
        for (name, scheme) in &file.scheme {
            schemes.insert((file.lang, name.clone()), scheme.clone());
        }
    }
    let aspects = aspects(sources);
    let mut layers: Vec<Vec<Unit>> = Vec::new();
    for (source, file) in parsed {
        layers.resize_with(layers.len().max(source.layer + 1), Vec::new);
        for entry in file.unit {
            let at = entry.span().start;
            match unit(source.path, file.lang, file.plover, &schemes, &aspects, entry.into_inner()) {
                Ok(unit) => add(&mut layers, source.layer, unit),
                Err(message) => faults.push(source.fault(at, message)),
            }
        }
    }
    layers.into_iter().rev().flatten().collect()
}

fn add(layers: &mut [Vec<Unit>], layer: usize, unit: Unit) {
    let below = layers[..layer].iter_mut().flatten();
    match below.into_iter().find(|u| u.name == unit.name && u.lang == unit.lang) {
        Some(known) => *known = unit,
        None => layers[layer].push(unit),
    }
}

fn unit(
    path: &str,
    lang: Lang,
    plover: Option<Plover>,
    schemes: &BTreeMap<(Lang, String), Scheme>,
    aspects: &Aspects,
    entry: Entry,
) -> Result<Unit, String> {
    let scheme = match &entry.like {
        Some(name) => {
            schemes.get(&(lang, name.clone())).cloned().ok_or_else(|| format!("no scheme {name:?}"))?
        }
        None => Scheme::default(),
    };
    let read = |own: &[String], like: &[String]| -> Result<Vec<Slot>, String> {
        own.iter().chain(like).map(|s| Slot::parse(s).ok_or_else(|| format!("no slot {s:?}"))).collect()
    };
    let roles = |like: &Slots| -> Result<Roles, String> {
        Ok(Roles {
            actor: read(&entry.actor, &like.actor)?,
            recipient: read(&entry.recipient, &like.recipient)?,
            both: read(&entry.both, &like.both)?,
            content: read(&entry.content, &like.content)?,
            otherwise: read(&entry.otherwise, &like.otherwise)?,
            beyond: read(&entry.beyond, &like.beyond)?,
        })
    };
    let (verb, noun) = (roles(&scheme.verb)?, roles(&scheme.noun)?);
    if plover.is_none() && entry.op.is_none() {
        return Err(format!("{:?} is neither a frame nor an operator", entry.name));
    }
    if entry.verb.is_empty() && entry.noun.is_empty() && entry.adj.is_empty() {
        return Err(format!("{:?} has no words", entry.name));
    }
    let mut wordings = Vec::new();
    for (class, items) in [(Class::Verb, &entry.verb), (Class::Noun, &entry.noun), (Class::Adj, &entry.adj)] {
        for item in items {
            wordings.extend(wording(class, item, aspects));
        }
    }
    let stem = path.trim_start_matches("frames/").trim_start_matches("operators/").trim_end_matches(".toml");
    Ok(Unit {
        name: format!("{stem}/{}", entry.name),
        lang,
        plover,
        op: entry.op,
        modes: entry.modes,
        cameo: entry.cameo,
        wordings,
        verb,
        noun,
        bound: entry.bound,
        needs: entry.needs,
        recipient_acts: entry.recipient_acts,
        passive: entry.passive,
        about: entry.about,
        unless: entry.unless,
    })
}

/// Verbs of one meaning that differ in aspect, each to the other.
type Aspects = BTreeMap<String, Vec<String>>;

fn aspects(sources: &Sources<'_>) -> Aspects {
    let mut out = Aspects::new();
    for source in sources.files("operators/aspects", ".tsv") {
        for (_, line) in source.rows() {
            let verbs: Vec<&str> = line.split_whitespace().collect();
            for verb in &verbs {
                out.entry((*verb).to_owned())
                    .or_default()
                    .extend(verbs.iter().filter(|v| *v != verb).map(|v| (*v).to_owned()));
            }
        }
    }
    out
}

/// `a|b + c|d` asks for head lemma a or b with a dependant c or d.
fn wording(class: Class, item: &str, aspects: &Aspects) -> Vec<Wording> {
    let mut groups = item
        .split('+')
        .map(|group| group.split('|').map(|w| w.trim().to_lowercase().replace('ё', "е")).collect::<Vec<_>>());
    let mut heads = groups.next().unwrap_or_default();
    if class == Class::Verb {
        let partners: Vec<String> = heads.iter().filter_map(|h| aspects.get(h)).flatten().cloned().collect();
        heads.extend(partners);
        heads.sort_unstable();
        heads.dedup();
    }
    let with: Vec<Vec<String>> = groups.collect();
    heads.into_iter().map(|lemma| Wording { class, lemma, with: with.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use crate::events::Index;
    use crate::rules::Sources;

    #[test]
    fn every_file_loads() {
        assert_eq!(Index::read(&Sources::builtin()).map(|_| ()), Ok(()));
    }
}
