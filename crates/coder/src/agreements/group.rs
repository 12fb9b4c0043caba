//! Mentions of one instrument joined, and which of them are instruments at all.

use std::collections::BTreeSet;

use legation_model::{ActorKind, ActorRef, Instrument, Step, ontology};

use legation_nlp::{TokenId, Upos};

use super::mentions::Mention;
use super::parties::{Parties, add, same};
use super::steps::Told;
use super::words::{Hold, Words, holds};
use crate::trace::Reason;

/// One instrument.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) members: Vec<usize>,
    /// The member whose words are its name.
    pub(super) named: usize,
    pub(super) parties: Vec<ActorRef>,
    topics: BTreeSet<String>,
}

/// Joins mentions and drops what is no instrument between parties.
pub(super) fn groups(parties: &Parties<'_>, mentions: &[Mention], told: &[Vec<Told>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut acting: Vec<Vec<ActorRef>> = vec![Vec::new(); mentions.len()];
    // The body first: a headline says less.
    let order = (0..mentions.len())
        .filter(|&m| !mentions[m].title)
        .chain((0..mentions.len()).filter(|&m| mentions[m].title));
    for m in order {
        let mention = &mentions[m];
        let signs = signers(parties, mention, &told[m]);
        let others = |g: &Group| {
            let signed = g.members.iter().find(|&&o| acting[o].len() > 1);
            signed.is_some_and(|&o| signs.len() > 1 && !alike_parties(&acting[o], &signs))
        };
        let home = groups.iter().rposition(|g| joins(parties, mentions, g, mention) && !others(g));
        acting[m] = signs;
        if let Some(group) = home.and_then(|g| groups.get_mut(g)) {
            group.members.push(m);
            group.topics.extend(mention.topics.iter().cloned());
            add(&mut group.parties, mention.parties.clone());
        } else if !mention.anaphor {
            groups.push(Group {
                members: vec![m],
                named: m,
                parties: mention.parties.clone(),
                topics: mention.topics.clone(),
            });
        }
    }
    for group in &mut groups {
        group.named = group
            .members
            .iter()
            .copied()
            .filter(|&m| !mentions[m].anaphor)
            .min_by_key(|&m| {
                let told = mentions[m].topics.len().min(2) + mentions[m].parties.len().min(2);
                (mentions[m].title, usize::MAX - told, m)
            })
            .unwrap_or(group.named);
    }
    let standing: Vec<bool> = groups.iter().map(|g| stands(parties, mentions, told, g)).collect();
    let sealed = |g: &Group| -> BTreeSet<TokenId> {
        let steps = g.members.iter().flat_map(|&m| &told[m]);
        steps.filter(|t| matches!(t.cue.step, Step::Signature | Step::Initialled)).map(|t| t.at).collect()
    };
    // What is signed together with an instrument is one too.
    let company: BTreeSet<TokenId> =
        groups.iter().zip(&standing).filter(|(_, s)| **s).flat_map(|(g, _)| sealed(g)).collect();
    let mut stays = standing.into_iter();
    groups.retain(|g| {
        let stays = stays.next().unwrap_or(false) || sealed(g).intersection(&company).next().is_some();
        if !stays {
            let name = parties.text.doc.cover(mentions[g.named].name.clone());
            parties.text.reject("agreement", "", name, Reason::NoSteps);
        }
        stays
    });
    for group in &mut groups {
        complete(parties, mentions, told, group);
    }
    join_headlines(mentions, &mut groups);
    groups.retain(|g| {
        let union = g.parties.iter().any(|p| p.kind == ActorKind::Organisation);
        // "The treaty with Iran" leaves the other side to the reader; a "deal" of one side, or of firms, is none.
        let common = matches!(
            mentions[g.named].kind,
            Instrument::Agreement | Instrument::Protocol | Instrument::Other
        );
        let reason = if g.parties.is_empty() || common && g.parties.len() < 2 && !union {
            Reason::NoParties
        } else if common && !g.parties.iter().any(of_states) {
            Reason::Private
        } else {
            return true;
        };
        let name = parties.text.doc.cover(mentions[g.named].name.clone());
        parties.text.reject("agreement", "", name, reason);
        false
    });
    groups
}

/// A party of public life, or a firm of a known country.
fn of_states(party: &ActorRef) -> bool {
    ontology::is_public(party.kind, &party.sectors, party.office) || party.country.is_some()
}

/// Between whom a mention says the instrument is, or who signs it there.
fn signers(parties: &Parties<'_>, mention: &Mention, told: &[Told]) -> Vec<ActorRef> {
    if mention.parties.len() > 1 || mention.anaphor {
        return mention.parties.clone();
    }
    let mut out = mention.parties.clone();
    for step in told.iter().filter(|t| matches!(t.cue.step, Step::Signature | Step::Initialled)) {
        add(&mut out, parties.agents(step.at));
    }
    out
}

fn alike_parties(a: &[ActorRef], b: &[ActorRef]) -> bool {
    let within = |a: &[ActorRef], b: &[ActorRef]| a.iter().all(|p| b.iter().any(|q| same(p, q)));
    within(a, b) || within(b, a)
}

/// "A and B sign defence pact": an instrument of the headline alone is the only one of the same two that the body tells of,
/// whatever it is called there.
fn join_headlines(mentions: &[Mention], groups: &mut Vec<Group>) {
    let headline = |g: &Group| g.members.iter().all(|&m| mentions[m].title);
    let mut at = groups.len();
    while at > 0 {
        at -= 1;
        let Some(g) = groups.get(at).filter(|g| headline(g) && g.parties.len() > 1) else { continue };
        let fits = |o: &Group| {
            !headline(o) && o.parties.len() == g.parties.len() && alike_parties(&o.parties, &g.parties)
        };
        let mut found = (0..groups.len()).filter(|&o| fits(&groups[o]));
        if let (Some(body), None) = (found.next(), found.next()) {
            let members = groups[at].members.clone();
            groups[body].members.extend(members);
            groups.remove(at);
        }
    }
}

/// Whether a mention means the instrument of a group.
fn joins(parties: &Parties<'_>, mentions: &[Mention], group: &Group, m: &Mention) -> bool {
    let first = &mentions[group.named];
    if m.anaphor {
        return !m.plural && !m.title && group.members.last().is_some_and(|&l| near(parties, mentions, l, m));
    }
    let kinds = first.kind == m.kind || loose(first.kind, m.kind) || loose(m.kind, first.kind);
    if !kinds || (m.plural != first.plural && (m.topics.is_empty() || group.topics.is_empty())) {
        return false;
    }
    let strangers = !m.parties.is_empty()
        && !group.parties.is_empty()
        && !m.parties.iter().any(|p| group.parties.iter().any(|q| same(p, q)));
    if strangers {
        return false;
    }
    if m.topics.is_empty() || group.topics.is_empty() {
        // A bare "agreement" points back only where nothing else tells it apart.
        return first.kind == m.kind || m.topics.is_empty();
    }
    alike(parties, m, group) || acronym(parties, m, &group.members, mentions)
}

/// Whether half of what the poorer name says stands in the other one; words that any instrument could have
/// ("сотрудничество") count only where there is nothing else.
fn alike(parties: &Parties<'_>, m: &Mention, group: &Group) -> bool {
    let words = Words::of(parties.text.doc.lang(m.head));
    let telling = |topics: &BTreeSet<String>| -> BTreeSet<String> {
        topics
            .iter()
            .filter(|t| !words.lists.mutual.iter().any(|w| w.starts_with(t.as_str())))
            .cloned()
            .collect()
    };
    let (a, b) = (telling(&m.topics), telling(&group.topics));
    if a.is_empty() || b.is_empty() {
        return m.topics == group.topics;
    }
    a.intersection(&b).count() * 2 >= a.len().min(b.len())
}

/// "Agreement" and "document" may name an instrument of another kind.
fn loose(a: Instrument, b: Instrument) -> bool {
    a == Instrument::Agreement
        && matches!(
            b,
            Instrument::Treaty
                | Instrument::Convention
                | Instrument::Memorandum
                | Instrument::Protocol
                | Instrument::Other
        )
}

/// Not more than three sentences apart.
fn near(parties: &Parties<'_>, mentions: &[Mention], last: usize, m: &Mention) -> bool {
    let doc = parties.text.doc;
    doc.sentence_index(m.head).abs_diff(doc.sentence_index(mentions[last].head)) <= 3
}

/// "договор по СНВ" and "договор о … стратегических наступательных вооружений": letters of a short form begin words
/// of the long one.
fn acronym(parties: &Parties<'_>, m: &Mention, members: &[usize], mentions: &[Mention]) -> bool {
    let doc = parties.text.doc;
    let short = |m: &Mention| -> Vec<String> {
        m.name
            .clone()
            .map(|t| doc.form(t))
            .filter(|f| f.chars().count() > 1 && f.chars().all(char::is_uppercase))
            .map(str::to_lowercase)
            .collect()
    };
    let initials = |m: &Mention| -> String {
        m.name.clone().filter_map(|t| doc.form(t).chars().next()).flat_map(char::to_lowercase).collect()
    };
    members.iter().map(|&o| &mentions[o]).any(|o| {
        let (a, b) = (initials(m), initials(o));
        short(m).iter().any(|s| b.contains(s.as_str())) || short(o).iter().any(|s| a.contains(s.as_str()))
    })
}

/// Whether the group is an instrument between parties.
fn stands(parties: &Parties<'_>, mentions: &[Mention], told: &[Vec<Told>], group: &Group) -> bool {
    let first = &mentions[group.named];
    let steps = || group.members.iter().flat_map(|&m| &told[m]);
    let sealed = steps().any(|t| !matches!(t.cue.step, Step::Adoption | Step::Negotiation | Step::Proposed));
    let many = steps().any(|t| {
        matches!(t.cue.step, Step::Signature | Step::Adoption | Step::Initialled)
            && parties.agents(t.at).len() >= 2
    });
    let union = group.parties.iter().any(|p| p.kind == ActorKind::Organisation);
    let topic = !group.topics.is_empty();
    let sides = !group.parties.is_empty();
    // A ceasefire that nobody agreed to is a deed, not an instrument.
    if first.kind == Instrument::Ceasefire && !(many || sealed) {
        return false;
    }
    let proper = matches!(first.kind, Instrument::Declaration | Instrument::Communique)
        && first.proper
        && steps().next().is_some();
    let every = group.members.iter().all(|&m| mentions[m].plural);
    if every {
        let about = group.members.iter().any(|&m| mentions[m].about.is_some())
            || first.name.clone().any(|t| t < first.head && parties.text.doc.upos(t) == Upos::Propn);
        // "About 130 agreements have been signed" is one assertion about all of them.
        if first.counted {
            let named = sides || parties.in_sentence(first.head).len() >= 2;
            return first.many && named && steps().next().is_some();
        }
        return about && (sides || steps().next().is_some()) && first.hold != Hold::Weak;
    }
    match first.hold {
        Hold::Strong => topic || sides || steps().next().is_some(),
        Hold::Plain => topic || sides || sealed,
        Hold::Weak => {
            let words = Words::of(parties.text.doc.lang(first.head));
            let joint = group.members.iter().any(|&m| mentions[m].joint);
            let doc = parties.text.doc;
            let mutual = first.name.clone().any(|t| holds(&words.lists.mutual, doc.lemma(t)));
            (joint && (topic || steps().next().is_some()))
                || group.parties.len() >= 2
                || (union && first.kind != Instrument::Other && (topic || steps().next().is_some()))
                || mutual
                || proper
                || many
        }
    }
}

/// Parties that the names do not tell: who signs, who is in the sentence, who the story is about.
fn complete(parties: &Parties<'_>, mentions: &[Mention], told: &[Vec<Told>], group: &mut Group) {
    if let [only] = group.parties.as_slice()
        && let Some(states) = parties.pair_of(only)
    {
        group.parties = states;
    }
    let union = group.parties.iter().any(|p| p.kind == ActorKind::Organisation);
    if group.parties.len() >= 2 || union {
        return;
    }
    // "The Vienna Convention" has more parties than a story names.
    let told_of = group.members.iter().any(|&m| !told[m].is_empty());
    if mentions[group.named].kind == Instrument::Convention && group.parties.is_empty() && !told_of {
        return;
    }
    for step in group.members.iter().flat_map(|&m| &told[m]) {
        let agents = parties.agents(step.at);
        add(&mut group.parties, agents);
    }
    if group.parties.len() >= 2 {
        return;
    }
    for &m in &group.members {
        let here = parties.in_sentence(mentions[m].head);
        if here.len() >= 2 || (here.len() == 1 && group.parties.len() == 1) {
            add(&mut group.parties, here);
        }
        if group.parties.len() >= 2 {
            group.parties.truncate(4);
            return;
        }
    }
    for state in parties.of_article().into_iter().take(2) {
        if group.parties.len() < 2 {
            add(&mut group.parties, vec![state]);
        }
    }
}
