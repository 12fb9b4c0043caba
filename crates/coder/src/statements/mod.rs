//! Who said what, to whom, where, through whom.
//!
//! Quotes are paired over the whole article ([`quotes`]) and given to cues by the structure of the text ([`direct`]);
//! indirect speech is read from the tree and the words around a cue ([`clause`], [`paren`], [`light`]). Transcripts have
//! turns ([`transcript`]). [`read`] puts the parts together and [`assemble`] makes records.

mod anew;
mod assemble;
mod clause;
mod clip;
mod continuity;
mod cue;
mod direct;
mod headline;
mod light;
mod owner;
mod paren;
mod quotes;
mod read;
mod readout;
mod relay;
mod scene;
mod settle;
mod speaker;
mod told;
mod transcript;
mod words;

use legation_model::{Agreement, Commitment, Statement};
use legation_nlp::TokenId;
use legation_text::Span;

use crate::cast::{ActorIx, Cast};
use crate::events::Events;
use crate::text::Text;
use crate::time::Times;

/// A statement with what later stages need of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The record; its `records` are linked last.
    pub record: Statement,
    /// The speaker, where resolved: the holder of what stands inside.
    pub speaker: Option<ActorIx>,
    /// The reporting word.
    pub cue: Option<TokenId>,
    /// The content in the text.
    pub content: Vec<Span>,
}

/// All statements of an article in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    /// In the order of the text.
    pub list: Vec<Said>,
}

impl Statements {
    /// Finds them.
    pub fn read(text: &Text<'_>, times: &Times, cast: &Cast) -> Self {
        let scene = scene::Scene { text, times, cast, quotes: quotes::read(text.article) };
        let drafts = read::drafts(&scene);
        Self { list: assemble::records(&scene, drafts) }
    }

    /// The innermost statement whose content holds `span`.
    pub fn holding(&self, span: Span) -> Option<&Said> {
        self.list
            .iter()
            .filter(|s| s.content.iter().any(|c| c.contains(span)))
            .min_by_key(|s| s.content.iter().map(|c| c.len()).sum::<usize>())
    }

    /// Whether token `t` is a reporting word of a statement.
    pub fn is_cue(&self, t: TokenId) -> bool {
        self.list.iter().any(|s| s.cue == Some(t))
    }

    /// Lists in each statement the ids of the records inside its content.
    pub fn link(&mut self, events: &Events, agreements: &[Agreement], commitments: &[Commitment]) {
        for said in &mut self.list {
            let id = Some(&said.record.id);
            let mut ids = Vec::new();
            ids.extend(
                events.list.iter().filter(|e| e.record.statement.as_ref() == id).map(|e| e.record.id.clone()),
            );
            ids.extend(
                agreements
                    .iter()
                    .filter(|a| a.assertions.iter().any(|s| s.statement.as_ref() == id))
                    .map(|a| a.id.clone()),
            );
            ids.extend(commitments.iter().filter(|c| c.statement.as_ref() == id).map(|c| c.id.clone()));
            said.record.records = ids;
        }
    }
}
