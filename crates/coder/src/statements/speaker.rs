//! Who a cue's speaker is.

use legation_model::ActorKind;
use legation_nlp::tags::{Case, Number, VerbForm};
use legation_nlp::{Rel, TokenId, Upos};

use super::scene::Scene;
use crate::cast::{How, Mention};

/// Heads of the speakers of verb `t`: its subject, that of the verb it is joined to, or the body in which "they" spoke.
pub(super) fn of(scene: &Scene<'_>, t: TokenId) -> Vec<TokenId> {
    let doc = scene.text.doc;
    let mut at = t;
    if doc.children(t).any(|c| doc.rel(c) == Rel::Nsubj && is_opener(scene, c)) || told(scene, t) {
        return Vec::new();
    }
    // A participle taken for the subject ("избранный премьером Нода объявил").
    if let Some(s) = subject(scene, t).filter(|&s| doc.upos(s) == Upos::Verb && !scene.speaks(s))
        && let Some(name) = near(scene, t).filter(|&n| n != s)
    {
        return vec![name];
    }
    if let Some((who, _)) = cited(scene, t) {
        return vec![who];
    }
    if let Some(name) = behind_comma(scene, t) {
        return vec![name];
    }
    for _ in 0..6 {
        // "X was quoted as saying": X spoke.
        if at != t
            && scene.is_in(at, |l| &l.citing)
            && let Some(s) = doc.children(at).find(|&c| doc.rel(c) == Rel::NsubjPass)
        {
            return vec![s];
        }
        if let Some(s) =
            subject(scene, at).map(|s| resolve_relative(scene, s)).filter(|&s| at == t || scene.speaks(s))
        {
            return vec![apposed(scene, s)];
        }
        let rel = doc.rel(at).base();
        let Some(head) = doc.head(at) else { break };
        let dependent_form = matches!(
            doc.feats(at).form,
            Some(VerbForm::Conv | VerbForm::Part | VerbForm::Inf | VerbForm::Ger)
        ) || doc.upos(at) == Upos::Verb && scene.ends(at, |l| &l.gerunds);
        if doc.feats(at).form == Some(VerbForm::Conv) {
            // A converb has the subject of a verb, whatever noun the tree hangs it on.
            let verb = doc.ancestors(at).find(|&h| scene.is_finite(h) && doc.upos(h) == Upos::Verb);
            let left = || {
                (scene.sentence(t).start..at).rev().find(|&k| scene.is_finite(k) && doc.upos(k) == Upos::Verb)
            };
            let Some(verb) = verb.or_else(left) else { break };
            at = verb;
            continue;
        }
        // "Направил письмо, в котором потребовал": whoever sent it.
        if doc.rel(at) == Rel::AclRelcl && behind_preposition(scene, at) {
            let Some(verb) = doc.ancestors(head).find(|&h| scene.is_finite(h) && scene.is_verb(h)) else {
                break;
            };
            at = verb;
            continue;
        }
        match rel {
            Rel::Acl if scene.speaks(head) => return vec![head],
            Rel::Conj | Rel::Xcomp => at = head,
            Rel::Advcl | Rel::Parataxis | Rel::Dep | Rel::Acl | Rel::Obl if dependent_form => at = head,
            Rel::Ccomp if at != t => at = head,
            // "Passed a resolution demanding that …": who passed it demands.
            Rel::Obj if at != t && scene.is_verb(head) => at = head,
            Rel::NsubjPass if at != t => return passive_agent(scene, head).into_iter().collect(),
            _ => break,
        }
    }
    // «В посольстве Чада «Ведомостям» ответили»: whoever asked is not who answered.
    let beside = near(scene, t);
    let within = || people_of_body(scene, t);
    // «В Минске обвинили польские власти»: nor is whoever is blamed.
    let object = |n: TokenId| doc.head(n) == Some(t) && doc.rel(n) == Rel::Obj && n > t;
    let asked = beside.filter(|&n| scene.is_outlet(n) || object(n)).and_then(|_| within());
    asked.or(beside).or_else(within).into_iter().collect()
}

/// "It killed two people in Chad, the army of Niger said": all that stands between comma and cue speaks, wherever the tree
/// finds a subject before the comma.
fn behind_comma(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    let floor = scene.sentence(t).start;
    let subject = subject(scene, t).filter(|_| !scene.ru(t))?;
    let opens = |m: &Mention| {
        let first = m.tokens.start;
        let article = first > floor && doc.upos(first - 1) == Upos::Det;
        let start = first - u32::from(article);
        (start > floor && scene.is_comma(start - 1)).then(|| start - 1)
    };
    // "Speaking in Oslo, where he had met B, the new minister, A, said": commas on both sides, behind a participle.
    let end = if t > floor && scene.is_comma(t - 1) && doc.upos(floor) == Upos::Verb { t - 1 } else { t };
    let named = scene.cast.mentions().iter().filter(|m| m.tokens.end == end && m.tokens.start > floor);
    let (comma, name) = named.filter_map(|m| Some((opens(m)?, m.head))).min()?;
    let clause = (floor..comma).any(|k| scene.is_finite(k));
    (subject < comma && clause && scene.speaks(name)).then_some(name)
}

/// "Was summoned and told that …": who was told said nothing.
fn told(scene: &Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    let passive = |v: TokenId| doc.children(v).any(|c| doc.rel(c) == Rel::AuxPass);
    let own = doc.children(t).any(|c| doc.rel(c).is_subject() || doc.rel(c).base() == Rel::Aux);
    !scene.ru(t)
        && doc.rel(t) == Rel::Conj
        && doc.feats(t).form == Some(VerbForm::Part)
        && !own
        && passive_agent(scene, t).is_none()
        && doc.head(t).is_some_and(passive)
}

/// Who did what a passive tells.
fn passive_agent(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    doc.children(t).find(|&c| doc.rel(c) == Rel::OblAgent && scene.speaks(c))
}

/// "Цитирует X слова Y": Y, whose words they are, and X, who passes them on.
pub(super) fn cited(scene: &Scene<'_>, t: TokenId) -> Option<(TokenId, Option<TokenId>)> {
    let doc = scene.text.doc;
    if !scene.is_in(t, |l| &l.citing) {
        return None;
    }
    let object = doc.children(t).find(|&c| doc.rel(c) == Rel::Obj)?;
    let who = if scene.is_in(object, |l| &l.remarks) {
        doc.children(object).find(|&c| doc.rel(c).base() == Rel::Nmod && scene.speaks(c))?
    } else {
        // "Передали друг другу по 20 человек" cites nobody.
        let named = |o: TokenId| scene.mention(o).is_some() && doc.child(t, Rel::Iobj).is_none();
        Some(object).filter(|&o| scene.ru(t) && scene.speaks(o) && !scene.is_outlet(o) && named(o))?
    };
    Some((who, doc.children(t).find(|&c| doc.rel(c) == Rel::Nsubj)))
}

/// Subject among the dependants.
fn subject(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    let fits = |&c: &TokenId| {
        // A time taken for the subject.
        let time = super::clause::dated(scene, c) && scene.mention(c).is_none();
        doc.rel(c) == Rel::Nsubj && !is_opener(scene, c) && !time
    };
    // "A tried to calm allies: a week before B had promised": of two the one behind the colon.
    let behind = |&c: &TokenId| c < t && (c..t).all(|k| scene.form(k) != ":");
    let several = doc.children(t).filter(fits).count() > 1;
    let first =
        doc.children(t).filter(fits).find(|c| several && behind(c)).or_else(|| doc.children(t).find(fits));
    // "Wikileaks editor-in-chief Kristinn Hrafnsson said": of two subjects the person with a name speaks.
    let person = |&c: &TokenId| {
        first.is_some_and(|f| f < c && c < t && !scene.text.doc.children(c).any(|k| doc.rel(k) == Rel::Cc))
            && doc.upos(c) == Upos::Propn
            && scene
                .mention(c)
                .is_some_and(|m| m.actors.iter().all(|&ix| scene.cast.actor(ix).kind == ActorKind::Person))
    };
    let person = || doc.children(t).filter(fits).find(person).filter(|_| !scene.ru(t));
    // "Прокомментировал писатель и журналист X": what one person is, for the verb is singular.
    let named = |c: &TokenId| {
        let mention = scene.cast.at(*c).or_else(|| doc.child(*c, Rel::Appos).and_then(|a| scene.cast.at(a)));
        mention.is_some_and(|m| names_person(scene, m))
    };
    let one = first.filter(|&s| {
        scene.ru(t)
            && doc.feats(t).number == Some(Number::Sing)
            && doc.upos(s) == Upos::Noun
            && doc.child(s, Rel::Conj).is_some()
            && scene.cast.at(s).is_none_or(|m| m.how != How::Name)
    });
    let joined = |s: TokenId| doc.children_by(s, Rel::Appos).chain(doc.children_by(s, Rel::Conj)).find(named);
    if let Some(c) = one.and_then(joined) {
        return Some(c);
    }
    person()
        .or(first)
        .or_else(|| doc.children(t).find(|&c| doc.rel(c) == Rel::NsubjPass && doc.upos(t) == Upos::Adj))
}

/// "Его глава, шейх X, сообщил": the one whom a common noun's apposition names.
fn apposed(scene: &Scene<'_>, s: TokenId) -> TokenId {
    let doc = scene.text.doc;
    let known = |m: &Mention| m.actors.iter().any(|&ix| scene.cast.actor(ix).id.is_some());
    if !scene.ru(s) || doc.upos(s) != Upos::Noun || scene.mention(s).is_some_and(known) {
        return s;
    }
    let person = |t: &TokenId| scene.cast.at(*t).is_some_and(|m| names_person(scene, m));
    let below = |t: TokenId| doc.children_by(t, Rel::Appos);
    below(s).chain(below(s).flat_map(below)).find(person).unwrap_or(s)
}

/// Whether the words are the name of a person, or of several.
fn names_person(scene: &Scene<'_>, m: &Mention) -> bool {
    m.how == How::Name && m.actors.iter().all(|&ix| scene.cast.actor(ix).kind == ActorKind::Person)
}

fn is_opener(scene: &Scene<'_>, t: TokenId) -> bool {
    // "It accused Somalia": a pronoun that means somebody opens nothing.
    let means = !scene.ru(t) && scene.cast.at(t).is_some_and(|m| !m.actors.is_empty());
    scene.is_in(t, |l| &l.expletives) && !means
}

/// "which", "который", "who": the noun they stand for.
fn resolve_relative(scene: &Scene<'_>, t: TokenId) -> TokenId {
    let doc = scene.text.doc;
    if scene.is_in(t, |l| &l.relatives) {
        let verb = doc.head(t);
        if let Some(noun) = verb.and_then(|v| doc.head(v)) {
            return noun;
        }
    }
    t
}

/// Whether the relative clause of `verb` begins with a preposition before its pronoun: *в котором*.
fn behind_preposition(scene: &Scene<'_>, verb: TokenId) -> bool {
    let doc = scene.text.doc;
    doc.children(verb).any(|c| {
        c < verb
            && doc.rel(c).base() == Rel::Obl
            && scene.is_in(c, |l| &l.relatives)
            && doc.children(c).any(|p| p < c && doc.rel(p) == Rel::Case)
    })
}

/// A nominative or a name right beside a verb whose subject the tree does not show.
fn near(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    let sentence = scene.sentence(t);
    if matches!(doc.feats(t).form, Some(VerbForm::Conv | VerbForm::Inf)) {
        return None;
    }
    let top = |k: TokenId| {
        let mut k = k;
        while let Some(h) = doc.head(k) {
            let name = matches!(doc.rel(k).base(), Rel::Flat | Rel::Compound);
            let title = matches!(doc.rel(k).base(), Rel::Appos | Rel::Nmod | Rel::Amod | Rel::Det)
                && (!scene.ru(t) || doc.feats(h).case.is_none_or(|c| c == Case::Nom));
            // "In talks with Petrova, the new minister, Ivanov, said": the one behind a preposition is another.
            let object = matches!(doc.rel(h).base(), Rel::Obj | Rel::Obl | Rel::Iobj)
                && doc.rel(k).base() == Rel::Appos;
            let behind = !scene.ru(t)
                && h < k
                && (object || doc.children(h).any(|c| doc.rel(c) == Rel::Case && c < h));
            if (name || title && !behind) && h.abs_diff(t) < 14 && h != t && !scene.is_verb(h) {
                k = h;
            } else {
                break;
            }
        }
        k
    };
    let fits = |k: TokenId| {
        let time = super::clause::dated(scene, k) && scene.mention(k).is_none();
        if !matches!(doc.upos(k), Upos::Noun | Upos::Propn | Upos::Pron) || !scene.speaks(k) || time {
            return false;
        }
        if scene.ru(t) {
            // "В МИД РФ отметили": letters that do not bend hang on a noun that does.
            let owner = || {
                let body = doc.head(k).filter(|_| doc.rel(k).base() == Rel::Nmod);
                body.and_then(|b| scene.cast.at(b)).is_some_and(|m| m.tokens.contains(&k))
            };
            // "В Пекине назвали меры США незаконными": nor does the owner of what is spoken of speak.
            let of_object = || {
                let noun = doc.head(k).filter(|&h| doc.rel(k).base() == Rel::Nmod && h + 1 == k);
                noun.is_some_and(|h| doc.rel(h) == Rel::Obj && doc.upos(h) == Upos::Noun)
            };
            doc.feats(k).case.map_or_else(|| !owner() && !of_object(), |c| c == Case::Nom)
        } else {
            !doc.children(k).any(|c| doc.rel(c) == Rel::Case && c < k)
        }
    };
    // "Brown, said he would stay": the subject of what is said is not its speaker.
    let of_clause =
        |k: TokenId| !scene.ru(t) && doc.rel(k).is_subject() && doc.head(k).is_some_and(|v| v != t && v > k);
    let after = (t + 1..sentence.end.min(t + 8))
        .take_while(|&k| !scene.is_comma(k) && !scene.is_verb(k) && !opens_speech(scene, k) && !of_clause(k))
        .find(|&k| fits(top(k)));
    if let Some(k) = after.filter(|_| scene.ru(t) || t.checked_sub(1).is_none_or(|p| scene.is_punct(p))) {
        return Some(top(k));
    }
    let before = (sentence.start.max(t.saturating_sub(8))..t)
        .rev()
        .take_while(|&k| !scene.is_verb(k) || doc.upos(k) == Upos::Aux)
        .find(|&k| fits(top(k)));
    // The subject of another clause says nothing: "was told that the employees must leave".
    let others =
        |k: &TokenId| doc.rel(*k).is_subject() && doc.head(*k).is_some_and(|h| h > t && !scene.ru(t));
    before.map(top).or(after.map(top).filter(|k| !others(k)))
}

/// "В МИД пообещали": the body in which people, unnamed, spoke.
fn people_of_body(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    if !scene.ru(t) || doc.feats(t).number != Some(Number::Plur) {
        return None;
    }
    doc.children(t).find(|&c| {
        doc.rel(c).base() == Rel::Obl
            && doc.children(c).any(|p| scene.is_in(p, |l| &l.bodies))
            && doc.feats(c).case == Some(Case::Loc)
            && (scene.speaks(c) || scene.is_in(c, |l| &l.spokespersons))
    })
}

/// A colon or a quote mark: behind it others' words begin.
fn opens_speech(scene: &Scene<'_>, t: TokenId) -> bool {
    scene.form(t) == ":"
        || scene.quotes.iter().any(|q| q.outer.start == scene.span(t).start && scene.is_speech(q))
}
