//! Who goes on speaking: a pronoun or a bare title behind a cue is most often whoever spoke last.

use legation_lexicon::persons::Sex;
use legation_model::{ActorKind, Named, Office};
use legation_nlp::tags::{Gender, Number};
use legation_nlp::{Rel, TokenId, Upos};

use super::anew;
use super::read::Draft;
use super::relay::named;
use super::scene::Scene;
use crate::cast::{How, Mention, Participant};

/// Sentences over which a speaker is remembered for a pronoun.
pub(super) const REACH: usize = 6;

/// Who spoke last, and in which sentence.
#[derive(Default)]
struct Last {
    /// Those who are named, in order.
    known: Vec<(Participant, usize)>,
    /// A person, named or not.
    person: Option<(Participant, usize)>,
    /// A person without a name.
    nameless: Option<(Participant, usize)>,
    /// Several people together.
    several: Option<(Participant, usize)>,
}

impl Last {
    /// The last one named; where a pronoun is of the other gender, the last whom it fits.
    fn meant(&self, scene: &Scene<'_>, t: TokenId) -> Option<&(Participant, usize)> {
        let last = self.known.last()?;
        let of = |p: &Participant| p.actor.and_then(|a| scene.cast.sex(a));
        match pronoun_sex(scene, t) {
            Some(sex) if of(&last.0).is_some_and(|s| s != sex) => {
                self.known.iter().rev().find(|(p, _)| of(p) == Some(sex))
            }
            _ => Some(last),
        }
    }

    /// "…, сообщил источник. По его словам, …": the one without a name who spoke in this sentence or the one before, after all who are named.
    fn nameless(&self, scene: &Scene<'_>, now: &Participant, sentence: usize) -> Option<Participant> {
        let doc = scene.text.doc;
        let (person, at) = self.nameless.as_ref()?;
        let pronoun = doc.upos(now.head) == Upos::Pron || is_possessive(scene, now.head);
        let one = doc.feats(now.head).number != Some(Number::Plur) && !scene.is_in(now.head, |l| &l.mute);
        let later = self.known.last().is_none_or(|(k, _)| k.head < person.head);
        let near = sentence.saturating_sub(*at) <= 1 && !acted_since(scene, person, now.head);
        (pronoun && one && later && near).then(|| person.clone())
    }
}

/// The gender of an English "he", "she", "his" or "her".
pub(super) fn pronoun_sex(scene: &Scene<'_>, t: TokenId) -> Option<Sex> {
    let doc = scene.text.doc;
    let pronoun = !scene.ru(t) && (doc.upos(t) == Upos::Pron || is_possessive(scene, t));
    match doc.feats(t).gender.filter(|_| pronoun)? {
        Gender::Masc => Some(Sex::Masc),
        Gender::Fem => Some(Sex::Fem),
        Gender::Neut => None,
    }
}

/// Settles the speakers of drafts that stand in the order of the text.
pub(super) fn settle(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let mut last = Last::default();
    let spoken: Vec<(Option<TokenId>, Vec<legation_text::Span>, Participant)> = drafts
        .iter()
        .filter_map(|d| {
            let quoted = d.content.iter().filter(|c| c.1).map(|c| c.0).collect();
            d.speakers.first().map(|p| (d.cue, quoted, p.clone()))
        })
        .collect();
    // "A Chadian official said … The official added": the cast has him as one already.
    let spoke = |p: &Participant| {
        p.actor.is_some() && spoken.iter().any(|(_, _, q)| q.actor == p.actor && q.head < p.head)
    };
    for draft in drafts.iter_mut() {
        let Some(first) = draft.speakers.first().cloned() else { continue };
        let head = first.head;
        // "We" inside a quote is whoever is quoted.
        if scene.is_in(head, |l| &l.first) {
            let span = scene.span(head);
            if let Some((_, _, p)) =
                spoken.iter().find(|(c, q, _)| *c != draft.cue && q.iter().any(|s| s.contains(span)))
            {
                draft.speakers = vec![p.clone()];
            } else if first.actor.is_none() && !scene.is_quoted(head) {
                draft.speakers[0].actor = issuer(scene, head);
            }
            continue;
        }
        let sentence = scene.text.doc.sentence_index(head);
        if is_possessive(scene, head) && first.actor.is_none() && last.known.is_empty() {
            draft.speakers[0].actor = subject_before(scene, head);
        }
        if let [only] = draft.speakers.as_slice()
            && let Some(nameless) = last.nameless(scene, only, sentence)
        {
            draft.speakers[0] = nameless;
        } else if draft.speakers.len() == 1
            && let Some((previous, at)) = last.meant(scene, head)
            && goes_on(scene, &first, previous, sentence.saturating_sub(*at))
        {
            draft.speakers[0].actor = previous.actor;
        } else if draft.speakers.len() == 1 && !spoke(&first) && anew::is_description(scene, &first) {
            if let Some(who) = anew::described(scene, &first, last.person.as_ref()) {
                draft.speakers[0] = who;
            }
        } else if draft.speakers.len() == 1 && anew::is_several(scene, &first) {
            let near = last.several.as_ref().filter(|l| sentence.saturating_sub(l.1) <= REACH);
            match near {
                Some((group, _)) => draft.speakers[0] = group.clone(),
                None => draft.speakers[0].actor = None,
            }
        }
        if draft.speakers.len() == 1
            && let Some(sides) = anew::counted(scene, &draft.speakers[0])
        {
            draft.speakers = sides;
        }
        if is_pair(scene, head) && draft.speakers.len() < 2 {
            let sides = super::readout::sides(scene, head);
            if sides.len() == 2 {
                draft.speakers = sides;
            }
        }
        // "По его словам" behind somebody who has not spoken yet: the person whom the sentence before is about.
        if is_possessive(scene, head) && draft.speakers[0].actor.is_none() {
            draft.speakers[0].actor = subject_before(scene, head);
        }
        let p = &draft.speakers[0];
        let inside = draft.cue_span.is_some_and(|s| {
            spoken.iter().any(|(c, q, _)| *c != draft.cue && q.iter().any(|x| x.contains(s)))
        });
        if inside {
            continue;
        }
        if p.actor.is_some_and(|a| scene.cast.actor(a).id.is_some()) {
            last.known.push((p.clone(), sentence));
        }
        let source = scene.is_in(p.head, |l| &l.sources) && !anew::is_plural(scene, p.head);
        if (source || anew::is_person(scene, p)) && p.actor.is_none_or(|a| scene.cast.actor(a).id.is_none()) {
            last.nameless = Some((p.clone(), sentence));
        }
        if anew::is_person(scene, p) {
            last.person = Some((p.clone(), sentence));
        } else if anew::is_plural(scene, p.head) && scene.text.doc.upos(p.head) == Upos::Noun {
            last.several = Some((p.clone(), sentence));
        }
    }
}

/// "The United States is imposing sanctions today. … We call on all sides": the state that opens what a house issues in its own name.
fn issuer(scene: &Scene<'_>, we: TokenId) -> Option<crate::cast::ActorIx> {
    let doc = scene.text.doc;
    let plural = doc.feats(we).number == Some(Number::Plur);
    let body = doc.sentences().iter().find(|s| !scene.text.in_title(s.tokens.start))?;
    let m = scene.cast.mentions().iter().find(|m| {
        body.tokens.contains(&m.head)
            && doc.rel(m.head).is_subject()
            && doc.head(m.head).is_some_and(|v| doc.head(v).is_none())
    })?;
    let one = *m.actors.first().filter(|_| m.actors.len() == 1 && plural)?;
    matches!(scene.cast.actor(one).kind, ActorKind::State | ActorKind::Organisation | ActorKind::Body)
        .then_some(one)
}

/// "По его словам": a possessive stands for the speaker.
fn is_possessive(scene: &Scene<'_>, t: TokenId) -> bool {
    scene.text.doc.upos(t) != Upos::Pron
        && scene.words(t).lists.possessives.contains(scene.form(t).to_lowercase().as_str())
}

/// The person whom the sentences before `t` are about, where no other is their subject.
fn subject_before(scene: &Scene<'_>, t: TokenId) -> Option<crate::cast::ActorIx> {
    let doc = scene.text.doc;
    let here = doc.sentence_index(t);
    let m = scene.cast.mentions().iter().rev().find(|m| {
        m.head < t
            && m.how == How::Name
            && m.actors.len() == 1
            && scene.cast.actor(m.actors[0]).kind == ActorKind::Person
            && here.saturating_sub(doc.sentence_index(m.head)) <= 2
            && doc.ancestors(m.head).next().is_some()
            && (doc.rel(m.head) == Rel::Nsubj || doc.head(m.head).is_some_and(|h| doc.rel(h) == Rel::Nsubj))
    })?;
    m.actors.first().copied()
}

/// Whether `now` names the one who spoke before.
fn goes_on(scene: &Scene<'_>, now: &Participant, before: &Participant, distance: usize) -> bool {
    let doc = scene.text.doc;
    let Some(last) = before.actor.map(|a| scene.cast.actor(a)) else { return false };
    if now.actor == before.actor {
        return false;
    }
    if doc.upos(now.head) == Upos::Pron || is_possessive(scene, now.head) {
        let feats = doc.feats(now.head);
        let neuter = feats.gender == Some(Gender::Neut) || scene.is_in(now.head, |l| &l.mute);
        return distance <= REACH
            && !neuter
            && feats.number != Some(Number::Plur)
            && last.kind == ActorKind::Person
            && !acted_since(scene, before, now.head);
    }
    if last.kind != ActorKind::Person {
        return false;
    }
    // "Prosecutors said" after a minister: several are not the one who spoke.
    if anew::is_plural(scene, now.head) {
        return false;
    }
    let mention = scene.mention(now.head);
    if mention.is_some_and(|m| m.how == How::Name) || doc.upos(now.head) == Upos::Propn {
        return false;
    }
    let spokes = (now.tokens.clone()).any(|t| scene.is_in(t, |l| &l.spokespersons));
    if spokes {
        return last.office == Some(Office::Spokesperson) && !of_another(scene, now, last.country.as_deref());
    }
    let resolved = now.actor.map(|a| scene.cast.actor(a));
    match resolved {
        Some(r) => {
            // "Other" offices are one only where they are of one kind: a judge is no editor.
            let kind = r.office != Some(Office::Other) || r.sectors == last.sectors;
            let same_office = r.office.is_some() && r.office == last.office && kind;
            // "The President" whom the cast knows as another state's than the guest who spoke last.
            let known = r.id.is_some() && !(scene.ru(now.head) && r.office == Some(Office::HeadOfState));
            let of_same = known || r.country.is_none() || r.country == last.country;
            // A title that names its country decides for itself.
            let named_country = now.tokens.clone().any(|t| {
                t != now.head
                    && scene.cast.at(t).is_some_and(|m| {
                        matches!(m.how, How::Name | How::Adjective | How::Metonym)
                            && m.actors.iter().any(|&a| {
                                matches!(scene.cast.actor(a).kind, ActorKind::State | ActorKind::Polity)
                                    && scene.cast.actor(a).country != last.country
                            })
                    })
            });
            same_office && of_same && !named_country
        }
        None => false,
    }
}

/// "A spokesman for the Chadian ministry": whoever speaks for a house of another country.
fn of_another(scene: &Scene<'_>, now: &Participant, country: Option<&str>) -> bool {
    let of = |m: &Mention| {
        m.actors.iter().any(|&a| scene.cast.actor(a).country.as_deref().is_some_and(|c| Some(c) != country))
    };
    let inside = |m: &&Mention| now.tokens.contains(&m.head) || scene.text.doc.is_under(m.head, now.head);
    scene.cast.mentions().iter().filter(inside).any(of)
}

/// Whether another person became the subject of the text between the last speaker's words and `t`.
fn acted_since(scene: &Scene<'_>, before: &Participant, t: TokenId) -> bool {
    let sex = pronoun_sex(scene, t);
    scene.cast.mentions().iter().any(|m| {
        m.head > before.head
            && m.head < t
            && m.how == How::Name
            && !scene.is_quoted(m.head)
            && is_told_of(scene, m.head)
            && m.actors.iter().any(|&a| {
                Some(a) != before.actor
                    && scene.cast.actor(a).kind == ActorKind::Person
                    && scene.cast.sex(a).zip(sex).is_none_or(|(own, meant)| own == meant)
            })
    })
}

/// Whether a person's name is the subject of a clause that the text tells itself: "The speaker, A, took over; he announced …".
fn is_told_of(scene: &Scene<'_>, name: TokenId) -> bool {
    let doc = scene.text.doc;
    let mut at = name;
    while matches!(doc.rel(at).base(), Rel::Appos | Rel::Flat | Rel::Nmod | Rel::Compound)
        && let Some(up) = doc.head(at).filter(|&up| doc.upos(up) == Upos::Noun || doc.upos(up) == Upos::Propn)
        && (doc.rel(at).base() == Rel::Appos || doc.child(at, Rel::Case).is_none() || at != name)
    {
        at = up;
    }
    let Some(verb) = doc.head(at).filter(|_| doc.rel(at) == Rel::Nsubj) else { return false };
    let fronted = matches!(doc.rel(verb).base(), Rel::Ccomp | Rel::Parataxis)
        && doc.head(verb).is_some_and(|up| up > verb);
    doc.head(verb).is_none() || fronted
}

/// "The leaders", "стороны": both sides of the talks.
fn is_pair(scene: &Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    scene.is_in(t, |l| &l.pairs)
        && (doc.feats(t).number == Some(Number::Plur) || !scene.ru(t) && doc.form(t).ends_with('s'))
        && doc.children(t).all(|c| {
            // "The leaders of the two countries".
            let both = scene.is_in(c, |l| &l.groups)
                && doc.children(c).any(|n| super::anew::number(scene, n) == Some(2));
            both || !matches!(doc.rel(c).base(), Rel::Nmod | Rel::Amod | Rel::Appos)
        })
}

/// "Источник издания", "a source at the agency": whose source it is passes the words on.
pub(super) fn sources(scene: &Scene<'_>, drafts: &mut [Draft]) {
    let doc = scene.text.doc;
    let mut outlet: Option<Named> = None;
    for draft in drafts.iter_mut() {
        let Some(p) = draft.speakers.first() else { continue };
        if scene.is_outlet(p.head) {
            outlet = Some(named(scene, p.head));
            continue;
        }
        if !scene.is_in(p.head, |l| &l.sources) || !draft.relay.is_empty() {
            continue;
        }
        let owner = doc.children(p.head).find(|&c| {
            doc.rel(c).base() == Rel::Nmod && (scene.is_outlet(c) || scene.is_in(c, |l| &l.media))
        });
        if let Some(o) = owner {
            // "The agency": the outlet named last.
            let generic = scene.noun_phrase(o).len() == 1 && scene.form(o).starts_with(char::is_lowercase);
            if scene.is_in(o, |l| &l.media) && (generic || !scene.is_outlet(o)) {
                draft.relay.extend(outlet.clone());
            } else {
                draft.relay.push(named(scene, o));
            }
        }
    }
}
