//! To whom thanks, wishes and condolences go that are told without their recipient, and who says them without a word for himself: in the
//! story of two who met, each to the other.

use legation_model::{Lang, Mode, Plover};
use legation_nlp::TokenId;
use legation_nlp::tags::{Person, Rel};

use crate::cast::Participant;

use super::act::Act;
use super::finish::speaker_as_participant;
use super::roles::Scene;
use super::sides::country;

/// The mark of units whose words are said to somebody.
const MARK: &str = "addressee";

/// "Expressed his condolences over the loss of life" in a talk of two: to the other one.
pub(super) fn supply(scene: Scene<'_>, act: &mut Act) {
    let doc = scene.text.doc;
    let marked = is_addressed(act);
    if marked {
        // "Thank you for what you sent us": who thanks is not thanked.
        act.recipients.retain(|p| doc.feats(p.head).person != Some(Person::First));
    }
    // "The Chadian side requested assistance": of the other one too.
    let asks = act.plover == Plover::Request && act.modes.contains(&Mode::Assist);
    let said = asks || marked && act.plover == Plover::Support;
    if !said || !act.recipients.is_empty() || act.actors.is_empty() {
        return;
    }
    let own: Vec<Option<&str>> = act.actors.iter().map(|p| country(scene.cast, p)).collect();
    let (mine, others): (Vec<Participant>, Vec<Participant>) =
        scene.met.iter().cloned().partition(|p| own.contains(&country(scene.cast, p)));
    let first = others.first().and_then(|p| country(scene.cast, p));
    if !mine.is_empty() && first.is_some() && others.iter().all(|p| country(scene.cast, p) == first) {
        act.recipients = others;
    }
}

/// Whether the words are said to somebody.
pub(super) fn is_addressed(act: &Act) -> bool {
    act.needs.iter().any(|need| need == MARK)
}

/// Whether it is done by saying so.
pub(super) fn is_spoken(plover: Plover) -> bool {
    let verbal = [Plover::Support, Plover::Request, Plover::Accuse, Plover::Reject, Plover::Threaten];
    verbal.contains(&plover)
}

/// "Благодарю за приглашение", "хочу поблагодарить": the Russian verb alone tells that the speaker does it.
pub(super) fn unsaid(scene: Scene<'_>, verb: TokenId) -> Vec<Participant> {
    let doc = scene.text.doc;
    let bare = |t: TokenId| !doc.children(t).any(|c| doc.rel(c).is_subject());
    let mut at = verb;
    while doc.rel(at).base() == Rel::Xcomp && doc.feats(at).person.is_none() && bare(at) {
        let Some(up) = doc.head(at) else { break };
        at = up;
    }
    let said = doc.lang(at) == Lang::Ru && doc.feats(at).person == Some(Person::First) && bare(at);
    if said && scene.said { speaker_as_participant(scene) } else { Vec::new() }
}
