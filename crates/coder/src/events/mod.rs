//! Frames and operators over trees: PLOVER events with a status.
//!
//! `lexicon/frames` ties words to types and roles, `lexicon/operators` holds the words that take an act as their
//! content and the table of what becomes of it. [`compose`] puts them together over the tree, [`filter`] and
//! [`dedupe`] keep one record a deed, [`assemble`] writes it down with its evidence.

pub mod modality;

mod act;
mod addressee;
mod apply;
mod assemble;
mod authority;
mod cameo;
mod compose;
mod conditions;
mod contexts;
mod cues;
mod dedupe;
mod doers;
mod filter;
mod finish;
mod frames;
mod index;
mod nominal;
mod operators;
mod parties;
mod reaction;
mod relief;
mod roles;
mod sides;
mod slots;
mod undertaking;
mod unnamed;

use legation_model::{Agreement, Event};
use legation_nlp::TokenId;

use crate::cast::{Cast, Participant};
use crate::statements::Statements;
use crate::text::Text;
use crate::time::Times;
use crate::trace::Reason;

pub use modality::Modality;

use act::Act;
pub(crate) use index::Index;
use roles::Scene;

/// An event with what later stages need of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// The record.
    pub record: Event,
    /// The trigger's head token.
    pub trigger: TokenId,
    /// The token of the inner act ("promised to *help*"), where an operator made the type.
    pub inner: Option<TokenId>,
    /// Type of the inner act.
    pub inner_type: Option<legation_model::Plover>,
    /// What is promised, asked or thanked for, by its head word.
    pub matter: Option<String>,
    /// What had been to come was cancelled or put off.
    pub called_off: bool,
    /// It is to come if a condition is met.
    pub on_condition: bool,
    /// The words tell who joined a gathering.
    attends: bool,
    /// Actors in order.
    pub actors: Vec<Participant>,
    /// Recipients in order.
    pub recipients: Vec<Participant>,
}

/// All events of an article in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// In the order of the text.
    pub list: Vec<Deed>,
}

impl Events {
    /// Finds them. Who signed an instrument of which a sentence says no more is taken from `instruments`.
    pub fn read(
        text: &Text<'_>,
        times: &Times,
        cast: &Cast,
        statements: &Statements,
        instruments: &[Agreement],
    ) -> Self {
        let index = &text.rules.index;
        let first = acts(text, cast, statements, index, &[]);
        let met = filter::met(cast, &first);
        // Once it is known who met, "we", "you" and what was agreed find their players.
        let mut found =
            if met.players.is_empty() { first } else { acts(text, cast, statements, index, &met.players) };
        filter::complete(text, times, cast, &met, &mut found);
        for act in &mut found {
            let long_ago = filter::is_long_ago(text, times, act);
            parties::of_instrument(text, cast, instruments, act, long_ago);
            if act.home.is_none() {
                act.home = filter::home(text, cast, act).or_else(|| filter::own_people(text, cast, act));
            }
            authority::supply(text, cast, act);
        }
        found.retain(|act| match filter::keep(text, cast, act) {
            Ok(()) => true,
            Err(reason) => {
                reject(text, act, reason);
                false
            }
        });
        let mut list: Vec<Deed> =
            found.into_iter().map(|act| assemble::deed(text, times, cast, statements, act)).collect();
        assemble::set_history(text, &mut list);
        assemble::set_places(text, &mut list);
        list.sort_by_key(|d| (d.record.trigger.byte_start, d.record.trigger.byte_end));
        dedupe::merge(text, &mut list);
        Self { list }
    }
}

/// All acts of the article; a word that served as the operator of another act makes none of its own.
fn acts(
    text: &Text<'_>,
    cast: &Cast,
    statements: &Statements,
    index: &Index,
    met: &[Participant],
) -> Vec<Act> {
    let mut found: Vec<Act> = Vec::new();
    let mut used = Vec::new();
    for t in 0..text.doc.len() as TokenId {
        let scene = Scene { told: &found, ..scene_at(text, cast, statements, index, met, t) };
        let more = compose::acts(scene, index, t, &mut used);
        found.extend(more);
    }
    // A word that serves another act makes none of its own; of two that claim each other the first stays.
    let told = |act: &Act| {
        let t = act.trigger.2;
        let claimed = || {
            found.iter().any(|other| {
                !std::ptr::eq(other, act)
                    && other.claims.contains(&t)
                    && (t > other.trigger.2 || !act.claims.contains(&other.trigger.2))
            })
        };
        act.inner.is_some() || act.omitted || !(used.contains(&t) || claimed())
    };
    let keep: Vec<bool> = found.iter().map(told).collect();
    let mut keep = keep.into_iter();
    found.retain(|act| {
        let stays = keep.next().unwrap_or(true);
        if !stays {
            reject(text, act, Reason::Serves);
        }
        stays
    });
    let known: std::collections::BTreeSet<TokenId> = found
        .iter()
        .flat_map(|a| [a.trigger.2, a.at].into_iter().chain(a.claims.iter().copied()))
        .chain(used.iter().copied())
        .collect();
    for t in (0..text.doc.len() as TokenId).filter(|t| !known.contains(t) && !statements.is_cue(*t)) {
        let scene = scene_at(text, cast, statements, index, met, t);
        let told = |c: TokenId| known.contains(&c);
        found.extend(undertaking::undertaking(scene, index, t, &told));
    }
    found
}

/// What is known around the token `t`: on whose word it is told, and whether as a warning.
fn scene_at<'a>(
    text: &'a Text<'a>,
    cast: &'a Cast,
    statements: &Statements,
    index: &'a Index,
    met: &'a [Participant],
    t: TokenId,
) -> Scene<'a> {
    let said = statements.holding(text.doc.span(t));
    Scene {
        text,
        cast,
        index,
        met,
        told: &[],
        speaker: said.and_then(|s| s.speaker),
        said: said.is_some(),
        warning: said.and_then(|s| s.cue).is_some_and(|c| index.warns(text.doc, c)),
    }
}

fn reject(text: &Text<'_>, act: &Act, reason: Reason) {
    text.reject("event", &act.rule, text.doc.span(act.trigger.2), reason);
}
