//! Who is party: actors of the text as states and organisations.

use std::collections::BTreeMap;
use std::ops::Range;

use legation_lexicon::Class;
use legation_model::{ActorKind, ActorRef, Lang, Sector};
use legation_nlp::tags::Case;
use legation_nlp::{Rel, TokenId, Upos};

use super::words::{Words, holds};
use crate::cast::{ActorIx, Cast, How, Mention};
use crate::statements::Statements;
use crate::text::Text;

/// Reads parties out of the cast.
#[derive(Clone, Copy)]
pub(crate) struct Parties<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) cast: &'a Cast,
    pub(crate) statements: &'a Statements,
}

impl Parties<'_> {
    /// Speaker of the statement around a token.
    pub(crate) fn speaker(&self, t: TokenId) -> Option<ActorIx> {
        self.statements.holding(self.text.doc.span(t)).and_then(|s| s.speaker)
    }

    /// States and organisations that a noun phrase names, coordination unfolded.
    pub(crate) fn states(&self, head: TokenId) -> Vec<ActorRef> {
        let speaker = self.speaker(head);
        let mut out = Vec::new();
        for p in self.cast.participants(self.text, head, speaker) {
            match p.actor.map(|a| state_of(self, a, p.tokens.clone())) {
                Some(Some(state)) => add(&mut out, vec![state]),
                Some(None) => {}
                // "The energy ministries": nobody knows whose.
                None if self.text.doc.lang(p.head) == Lang::En
                    && self.text.doc.upos(p.head) == Upos::Noun => {}
                None => {
                    let actor = self.cast.reference(self.text, &p);
                    add(&mut out, vec![actor]);
                }
            }
        }
        out
    }

    /// Who does what `cue` says: its subject or agent, or those of the verb that carries a noun.
    pub(crate) fn agents(&self, cue: TokenId) -> Vec<ActorRef> {
        let mut out = Vec::new();
        for t in self.agent_heads(cue) {
            add(&mut out, self.states(t));
        }
        out
    }

    /// The one that stands after the verb where the instrument stands before it ("документ должен ратифицировать
    /// парламент"): the cases do not tell them apart.
    pub(crate) fn object(&self, cue: TokenId) -> Option<ActorRef> {
        let object = self.text.doc.child(cue, Rel::Obj).filter(|&o| o > cue)?;
        self.states(object).into_iter().next()
    }

    fn agent_heads(&self, cue: TokenId) -> Vec<TokenId> {
        let doc = self.text.doc;
        let own = |t: TokenId| -> Vec<TokenId> {
            doc.children(t)
                .filter(|&c| match doc.rel(c) {
                    Rel::Nsubj | Rel::OblAgent => true,
                    Rel::Obl | Rel::Nmod => {
                        (doc.feats(c).case == Some(Case::Ins) && doc.child(c, Rel::Case).is_none())
                            || doc
                                .child(c, Rel::Case)
                                .is_some_and(|p| holds(&Words::of(doc.lang(p)).lists.agents, doc.lemma(p)))
                    }
                    _ => false,
                })
                .collect()
        };
        let mut at = cue;
        for _ in 0..4 {
            let found = own(at);
            let someone = found.iter().any(|&t| !self.states(t).is_empty());
            if someone {
                return found;
            }
            let Some(up) = doc.head(at) else { break };
            // "The UN welcomed the signing": those who look on take no step.
            if holds(&Words::of(doc.lang(up)).lists.onlookers, doc.lemma(up)) {
                break;
            }
            let carried = match doc.rel(at).base() {
                Rel::Obj | Rel::Obl | Rel::Xcomp | Rel::Conj => true,
                Rel::Nmod => doc.upos(up) == Upos::Noun,
                Rel::Nsubj => doc.upos(at) == Upos::Noun && found.is_empty() && self.states(at).is_empty(),
                _ => false,
            };
            if !carried {
                break;
            }
            at = up;
        }
        Vec::new()
    }

    /// States and organisations named in the sentence of `t`, in order, but not those that are only where, after what or
    /// about whom something is.
    pub(crate) fn in_sentence(&self, t: TokenId) -> Vec<ActorRef> {
        let sentence = &self.text.doc.sentence(t).tokens;
        let mut out = Vec::new();
        let told = |m: &&Mention| sentence.contains(&m.head) && self.takes_part(m) && !self.aside(m);
        for m in self.cast.mentions().iter().filter(told) {
            for &a in &m.actors {
                if let Some(state) = state_of(self, a, m.tokens.clone()).filter(is_state) {
                    add(&mut out, vec![state]);
                }
            }
        }
        out
    }

    /// Not the town and the outlet of the dateline, no outlet, and no town that an instrument is called after.
    fn takes_part(&self, m: &Mention) -> bool {
        let doc = self.text.doc;
        let line = self.text.article.dateline;
        let outlet = m.actors.iter().all(|&a| self.cast.actor(a).sectors.contains(&Sector::Jrn));
        !line.is_some_and(|l| l.contains(doc.span(m.head))) && !outlet && !names_instrument(self.text, m)
    }

    /// Behind a preposition other than those that join parties.
    fn aside(&self, m: &Mention) -> bool {
        let doc = self.text.doc;
        doc.child(m.head, Rel::Case).is_some_and(|p| {
            let lists = &Words::of(doc.lang(p)).lists;
            let joins = |list: &[String]| holds(list, doc.lemma(p));
            p < m.head
                && doc.upos(p) == Upos::Adp
                && !(joins(&lists.between) || joins(&lists.with) || joins(&lists.agents))
        })
    }

    /// The two members of a union that has no others, where the article tells of both: they are the parties of what
    /// is agreed within it.
    pub(crate) fn pair_of(&self, union: &ActorRef) -> Option<Vec<ActorRef>> {
        if union.kind != ActorKind::Organisation {
            return None;
        }
        let lexicon = self.text.lexicon;
        let org = lexicon.by_id(union.id.as_deref()?)?;
        let day = self.text.article.published.as_ref().and_then(|p| p.start)?;
        let members: Vec<&str> =
            lexicon.members(org, &day.to_string()).map(|m| lexicon.entity(m).id).collect();
        if members.len() != 2 {
            return None;
        }
        let told: Vec<ActorRef> = self
            .of_article()
            .into_iter()
            .filter(|a| a.id.as_deref().is_some_and(|id| members.contains(&id)))
            .collect();
        (told.len() == 2).then_some(told)
    }

    /// The states that the article names most often, the most frequent first.
    pub(crate) fn of_article(&self) -> Vec<ActorRef> {
        let mut count: BTreeMap<String, (usize, usize, ActorRef)> = BTreeMap::new();
        for (order, m) in self.cast.mentions().iter().enumerate().filter(|(_, m)| self.takes_part(m)) {
            for &a in &m.actors {
                let Some(state) = state_of(self, a, m.tokens.clone()).filter(is_state) else { continue };
                let Some(id) = state.id.clone() else { continue };
                count.entry(id).or_insert((0, order, state)).0 += 1;
            }
        }
        let mut all: Vec<_> = count.into_values().collect();
        all.sort_by_key(|(n, order, _)| (usize::MAX - n, *order));
        all.into_iter().map(|(_, _, state)| state).collect()
    }
}

/// "The Ottawa Convention", "Минские соглашения": a town in the name of an instrument stands for no state.
pub(crate) fn names_instrument(text: &Text<'_>, m: &Mention) -> bool {
    let doc = text.doc;
    m.how == How::Metonym
        && matches!(doc.rel(m.head).base(), Rel::Compound | Rel::Amod)
        && doc.head(m.head).is_some_and(|h| super::is_instrument(doc.lang(h), doc.lemma(h)))
}

fn is_state(actor: &ActorRef) -> bool {
    matches!(actor.kind, ActorKind::State | ActorKind::Polity)
}

/// Puts in those that are not there yet.
pub(crate) fn add(list: &mut Vec<ActorRef>, more: Vec<ActorRef>) {
    for actor in more {
        if !list.iter().any(|a| same(a, &actor)) {
            list.push(actor);
        }
    }
}

/// Whether two references mean one actor.
pub(crate) fn same(a: &ActorRef, b: &ActorRef) -> bool {
    if a.id.is_some() || b.id.is_some() { a.id == b.id } else { a.name == b.name }
}

/// An armed group or party by its own name is no state.
fn is_movement(text: &Text<'_>, id: Option<&str>) -> bool {
    let entity = id.and_then(|id| text.lexicon.by_id(id)).map(|ix| text.lexicon.entity(ix));
    entity.is_some_and(|e| matches!(e.class, Class::ArmedGroup | Class::Party))
}

/// The state or organisation for which an actor acts; companies and groups act for themselves.
pub(crate) fn state_of(parties: &Parties<'_>, ix: ActorIx, tokens: Range<TokenId>) -> Option<ActorRef> {
    let actor = parties.cast.actor(ix);
    let words = parties.text.tokens(tokens);
    let own = || ActorRef {
        id: actor.id.clone(),
        name: words.quote.clone(),
        label: actor.label.clone(),
        kind: actor.kind,
        country: actor.country.clone(),
        sectors: actor.sectors.clone(),
        office: None,
        spans: vec![words.clone()],
    };
    match actor.kind {
        ActorKind::State | ActorKind::Polity | ActorKind::Organisation => Some(own()),
        ActorKind::Group
            if actor.country.is_none()
                || is_movement(parties.text, actor.id.as_deref())
                || actor
                    .sectors
                    .iter()
                    .any(|s| matches!(s, legation_model::Sector::Bus | legation_model::Sector::Mnc)) =>
        {
            Some(own())
        }
        _ => {
            let entity = parties.text.lexicon.by_id(actor.country.as_deref()?)?;
            let entity = parties.text.lexicon.entity(entity);
            Some(ActorRef {
                id: Some(entity.id.to_owned()),
                name: words.quote.clone(),
                label: entity.label_en.to_owned(),
                kind: entity.kind,
                country: entity.country.or(Some(entity.id)).map(str::to_owned),
                sectors: entity.sectors.clone(),
                office: None,
                spans: vec![words.clone()],
            })
        }
    }
}
