//! An act with its players, before it becomes a record.

use legation_model::{Mode, Plover, Status};
use legation_nlp::TokenId;

use crate::cast::Participant;

use super::modality::{Gathered, Modality};

/// An act with its players, before it becomes a record.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Act {
    pub(super) plover: Plover,
    pub(super) modes: Vec<Mode>,
    pub(super) cameo: Option<String>,
    pub(super) actors: Vec<Participant>,
    pub(super) recipients: Vec<Participant>,
    /// All players are actors.
    pub(super) reciprocal: bool,
    /// First, last and head token of the words that make it.
    pub(super) trigger: (TokenId, TokenId, TokenId),
    /// The word whose clause dates and places it.
    pub(super) at: TokenId,
    pub(super) inner: Option<(TokenId, Plover)>,
    pub(super) rule: String,
    pub(super) needs: Vec<String>,
    /// On whose word, where an act is told through an operator ("accused Iran of …").
    pub(super) teller: Vec<Participant>,
    /// Agreed or signed by whoever met, when nobody is named.
    pub(super) shared: bool,
    /// Whether an operator with words of its own made the type (a promise, a request).
    pub(super) performed: bool,
    /// What is promised or asked is that the act be left undone.
    pub(super) omitted: bool,
    /// The words tell who joined a gathering, not who met whom.
    pub(super) attends: bool,
    pub(super) forced: Option<Status>,
    pub(super) gathered: Gathered,
    pub(super) bound: bool,
    pub(super) noun: bool,
    /// A noun of doing something to somebody, who may stand in its genitive.
    pub(super) transitive: bool,
    pub(super) operators: usize,
    /// An operator has set its status.
    pub(super) turned: bool,
    /// Those who do it have promised or announced it.
    pub(super) vowed: bool,
    /// What had been to come was cancelled or put off.
    pub(super) called_off: bool,
    /// Country of the place, where the words name nobody but crowds, police and the like.
    pub(super) home: Option<String>,
    /// Words that it takes for its own: those of its operators and of its wording.
    pub(super) claims: Vec<TokenId>,
}

impl Act {
    /// What the verb `t` tells of `actors` by itself, under the name `rule`.
    pub(super) fn of_verb(
        t: TokenId,
        plover: Plover,
        actors: Vec<Participant>,
        gathered: Gathered,
        rule: &str,
    ) -> Self {
        Self {
            plover,
            modes: Vec::new(),
            cameo: None,
            actors,
            recipients: Vec::new(),
            reciprocal: false,
            trigger: (t, t, t),
            at: t,
            inner: None,
            rule: rule.to_owned(),
            needs: Vec::new(),
            teller: Vec::new(),
            shared: false,
            performed: true,
            omitted: false,
            attends: false,
            forced: None,
            gathered,
            bound: false,
            noun: false,
            transitive: false,
            operators: 0,
            turned: false,
            vowed: false,
            called_off: false,
            home: None,
            claims: Vec::new(),
        }
    }

    /// What the words say of its status.
    pub(super) fn modality(&self) -> Modality {
        let mut m = self.gathered.modality();
        if let Some(status) = self.forced
            && matches!(m.status, Status::Asserted | Status::Planned)
        {
            m.status = status;
        }
        m
    }
}
