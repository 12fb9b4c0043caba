//! To whom help goes that is told without its recipient: "Britain has sent rescuers" in the story of another state's need.

use legation_model::Plover;

use crate::cast::{Cast, Participant};
use crate::place;
use crate::text::Text;

use super::act::Act;
use super::authority::state_of;
use super::cues::Cue;
use super::sides::country;

/// Sentences in which a story tells of its disaster, the headline among them.
const LEAD: usize = 3;

/// Gives help from abroad, told without a recipient and of relief or in the story of a disaster, the state where the story plays.
pub(super) fn supply(text: &Text<'_>, cast: &Cast, act: &mut Act) {
    let helps = act.plover == Plover::Aid
        || act.plover == Plover::Agree && act.inner.is_some_and(|(_, deed)| deed == Plover::Aid);
    if helps
        && act.recipients.is_empty()
        && let Some(story) = cast.story()
        && comes_from_abroad(cast, act, story)
        && place::of_clause(text, act.at).is_none_or(|p| p.country.as_deref().is_none_or(|c| c == story))
        && is_relief(text, act)
    {
        act.recipients.extend(state_of(text, cast, story, act.at));
        // The story tells what its clause need not.
        act.needs.retain(|need| need != "foreign");
    }
}

/// Whether all who help are of states or organisations other than the one in need.
fn comes_from_abroad(cast: &Cast, act: &Act, story: &str) -> bool {
    let abroad = |p: &Participant| country(cast, p).is_some_and(|c| c != story);
    !act.actors.is_empty() && act.actors.iter().all(abroad)
}

/// Whether the sentence tells of relief, or the story begins with a disaster.
fn is_relief(text: &Text<'_>, act: &Act) -> bool {
    let doc = text.doc;
    let any = |sentence: usize, cue: Cue| {
        let tokens = doc.sentences().get(sentence).map(|s| s.tokens.clone()).unwrap_or_default();
        let cues = &text.rules.index.cues;
        tokens.into_iter().any(|t| cues.is(doc.lang(t), cue, doc.lemma(t)))
    };
    any(doc.sentence_index(act.trigger.2), Cue::Relief) || (0..LEAD).any(|s| any(s, Cue::Disaster))
}
