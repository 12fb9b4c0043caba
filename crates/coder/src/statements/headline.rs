//! Headlines: they repeat a statement of the body, and stand for it only where the body has none.

use super::read::Draft;
use super::scene::Scene;

/// Drops a headline's statement when the body gives one by the same speaker.
pub(super) fn settle(scene: &Scene<'_>, drafts: &mut Vec<Draft>) {
    let Some(title) = scene.text.article.title else { return };
    let in_title = |d: &Draft| d.content.iter().all(|c| title.contains(c.0));
    let body: Vec<(Option<crate::cast::ActorIx>, String)> = drafts
        .iter()
        .filter(|d| !in_title(d))
        .filter_map(|d| d.speakers.first())
        .map(|p| (p.actor, scene.lemma(p.head).to_owned()))
        .collect();
    drafts.retain(|d| {
        if !in_title(d) {
            return true;
        }
        let Some(p) = d.speakers.first() else { return false };
        !body
            .iter()
            .any(|(actor, lemma)| actor.is_some() && *actor == p.actor || lemma == scene.lemma(p.head))
    });
}
