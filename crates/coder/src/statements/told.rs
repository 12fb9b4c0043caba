//! Words told by a noun and whose it is: "Chad's announcement that …", «утверждение посольства Чада о том, что …».

use std::ops::Range;

use legation_nlp::tags::Case;
use legation_nlp::{Rel, TokenId, Upos};

use super::clause::that;
use super::clip::clip;
use super::cue::{Cue, What};
use super::scene::Scene;
use super::words::{Class, Frames};

/// Tokens between such a noun and the words, its owner included.
const GAP: TokenId = 9;

/// Every such noun as a cue with its content.
pub(super) fn find(scene: &Scene<'_>, cues: &[Cue]) -> Vec<(Cue, Option<Range<TokenId>>)> {
    let nouns = (0..scene.text.doc.len() as TokenId).filter_map(|noun| {
        let (owner, start) = owned(scene, noun)?;
        let cue = Cue {
            at: noun,
            tokens: noun..noun + 1,
            class: Class::Neutral,
            frames: Frames { that: true, say: true, ..Frames::default() },
            what: What::Verb,
            speakers: vec![owner],
        };
        let content = clip(scene, &cue, start, cues);
        Some((cue, Some(content).filter(|c| c.len() > 1)))
    });
    nouns.collect()
}

/// Whether the clause that begins at `start` is told by such a noun between it and the cue: "rejected Chad's claim that …".
pub(super) fn anothers(scene: &Scene<'_>, cue: TokenId, start: TokenId) -> bool {
    (cue + 1..start).any(|noun| owned(scene, noun).is_some_and(|(_, at)| at == start))
}

/// Whose the noun is, and where its clause begins.
fn owned(scene: &Scene<'_>, noun: TokenId) -> Option<(TokenId, TokenId)> {
    let doc = scene.text.doc;
    if doc.upos(noun) != Upos::Noun || !scene.is_in(noun, |l| &l.told) {
        return None;
    }
    let whose = |c: &TokenId| {
        let genitive = || {
            doc.rel(*c) == Rel::Nmod
                && doc.child(*c, Rel::Case).is_none()
                && doc.feats(*c).case == Some(Case::Gen)
        };
        let named = doc.upos(*c) != Upos::Pron && !doc.feats(*c).poss && scene.speaks(*c);
        named && if scene.ru(noun) { genitive() } else { doc.rel(*c) == Rel::NmodPoss }
    };
    let owner = doc.children(noun).find(whose)?;
    let start = that(scene, noun).filter(|&s| s <= noun + GAP && s > owner)?;
    // The clause hangs on the noun, not on a verb behind it.
    let verb = (noun + 1..start).any(|k| scene.is_finite(k));
    (!verb).then_some((owner, start))
}
