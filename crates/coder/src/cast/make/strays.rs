//! Whose those are whom no words of the text tell, when all others are known: by how much of the story each state fills, and for a person
//! by the sound of the name. What words tell is read before, in the other rooms.

use std::collections::{BTreeMap, BTreeSet};

use legation_lexicon::EntityIx;
use legation_nlp::TokenId;

use super::super::entities::is_country;
use super::super::offices;
use super::Maker;

/// Sentences, and how many times as many as of any other, in which the state acts or is named that fills the story.
const FILLS: usize = 4;
const TIMES: usize = 3;

/// How much the states' shares of the story weigh and how much the sound of a name, how likely one of none of them is beforehand (as likely as
/// one of a state of three sentences), and how likely the best state must be: set by hand on articles annotated for development (`docs/adr/0014`).
const SHARE: f64 = 4.0;
const SOUND: f64 = 1.5;
const ELSEWHERE: f64 = 100.0;
const SURE: f64 = 0.8;

/// How many sentences speak of each state.
type Shares = BTreeMap<EntityIx, usize>;

impl Maker<'_, '_> {
    /// Gives those without a country the one of the story or of their names.
    pub(super) fn strays(&mut self) {
        let shares = self.shares();
        if shares.is_empty() {
            return;
        }
        let lexicon = self.found.scan.text.lexicon;
        for at in 0..self.persons.len() {
            let ix = self.persons[at];
            if self.cast.actor(ix).country.is_none()
                && let Some(state) = self.by_name(at, &shares)
                && !self.speaks_of(at, lexicon.entity(state).id)
            {
                self.cast.actors[ix.0 as usize].country = Some(lexicon.entity(state).id.to_owned());
            }
        }
        let Some(state) = filling(&shares) else { return };
        for ix in self.homeless.clone() {
            let actor = &mut self.cast.actors[ix.0 as usize];
            if actor.country.is_none() {
                // A house has its own name for a label.
                if actor.id.is_none() {
                    actor.label = format!("{} of {}", actor.label, lexicon.entity(state).label_en);
                }
                actor.country = Some(lexicon.entity(state).id.to_owned());
            }
        }
    }

    /// Whether the article names the state only in what the person, told by an office, says or does.
    fn speaks_of(&self, at: usize, state: &str) -> bool {
        let found = self.found;
        let mut titles = found.facts.iter().filter(|f| f.person == at).map(|f| &found.titles[f.title]);
        titles.any(|hit| offices::only_spoken_of(&found.scan, hit, state))
    }

    fn shares(&self) -> Shares {
        let scan = &self.found.scan;
        let (doc, article) = (scan.text.doc, scan.text.article);
        let outside = |t: TokenId| article.dateline.is_none_or(|l| !l.contains(doc.span(t)));
        let mut seen: BTreeSet<(usize, EntityIx)> = BTreeSet::new();
        for mention in self.cast.mentions.iter().filter(|m| outside(m.tokens.start)) {
            for &ix in &mention.actors {
                let state = self.cast.actor(ix).country.as_deref().and_then(|id| scan.text.lexicon.by_id(id));
                if let Some(state) = state.filter(|ix| is_country(scan.text.lexicon.entity(*ix))) {
                    seen.insert((doc.sentence_index(mention.tokens.start), state));
                }
            }
        }
        let mut shares = Shares::new();
        for (_, state) in seen {
            *shares.entry(state).or_default() += 1;
        }
        shares
    }

    fn by_name(&self, at: usize, shares: &Shares) -> Option<EntityIx> {
        let scan = &self.found.scan;
        let actor = self.cast.actor(self.persons[at]);
        let goes = |state: EntityIx| {
            let id = scan.text.lexicon.entity(state).id;
            let mut facts = self.found.facts.iter().filter(|f| f.person == at);
            facts.any(|f| offices::counterpart(scan, &self.found.titles[f.title], id))
        };
        let score = |(state, n): (&EntityIx, &usize)| {
            let fit = scan.persons.fits_state(&actor.name, scan.text.lexicon.entity(*state).id);
            (SHARE * ((*n as f64) + 0.5).ln() + SOUND * fit, *state)
        };
        let scores: Vec<(f64, EntityIx)> = shares.iter().map(score).collect();
        let (best, state) = scores.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0))?;
        let sum: f64 = scores.iter().map(|s| s.0.exp()).sum::<f64>() + ELSEWHERE;
        (best.exp() / sum >= SURE && !goes(state)).then_some(state)
    }
}

/// The state that fills the story.
fn filling(shares: &Shares) -> Option<EntityIx> {
    let (state, most) = shares.iter().max_by_key(|(_, n)| **n)?;
    let far = shares.iter().all(|(other, n)| other == state || n * TIMES <= *most);
    (far && *most >= FILLS).then_some(*state)
}
