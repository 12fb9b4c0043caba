//! The words after a cue that say what was said.

use std::ops::Range;

use legation_nlp::tags::{Case, VerbForm};
use legation_nlp::{Rel, TokenId, Upos};

use super::clip::{back_over, clip};
use super::cue::Cue;
use super::paren::{bounds, group};
use super::scene::Scene;
use super::words::{Class, Lists};

/// Tokens over which a conjunction is looked for.
const GAP: u32 = 34;

/// Content of a cue to its right, and the rule that found it.
pub(super) fn after(scene: &Scene<'_>, cue: &Cue, cues: &[Cue]) -> Option<(Range<TokenId>, &'static str)> {
    let frames = &cue.frames;
    if frames.inf
        && let Some(start) = infinitive(scene, cue.at)
        && that(scene, cue.at).is_none_or(|other| start < other)
    {
        return Some((deed(scene, clip(scene, cue, start, cues), cue), "cue-verb-infinitive"));
    }
    if let Some(range) = topic_before_clause(scene, cue, cues) {
        return Some((range, "cue-verb-preposition"));
    }
    if frames.that
        && let Some(start) = that(scene, cue.at).filter(|&s| !super::told::anothers(scene, cue.at, s))
    {
        return Some((clip(scene, cue, start, cues), "cue-verb-that"));
    }
    if frames.say
        && let Some(range) = behind_colon(scene, cue)
    {
        return Some((range, "cue-colon"));
    }
    if frames.on_inf
        && cue.at + 1 < scene.sentence(cue.at).end
        && scene.words(cue.at).lists.upon.contains(scene.form(cue.at + 1))
        && let Some(start) = infinitive(scene, cue.at)
    {
        return Some((deed(scene, clip(scene, cue, start, cues), cue), "cue-verb-infinitive"));
    }
    if frames.name
        && let Some(range) = naming(scene, cue, cues)
    {
        return Some((range, "cue-verb-naming"));
    }
    let phrases = frames.preps.iter().filter_map(|prep| preposition(scene, cue, prep, cues));
    let range = if scene.ru(cue.at) {
        { phrases }.next()
    } else {
        phrases.min_by_key(|r| (!is_own(scene, cue, r.start), of_whom(scene, cue, r), r.start))
    };
    if let Some(range) = range {
        return Some((range, "cue-verb-preposition"));
    }
    // "…, noting their support": the participle only colours what the main cue reports.
    let gerund = is_gerund(scene, cue.at);
    if frames.np
        && !gerund
        && let Some(range) = object(scene, cue, cues)
    {
        return Some((range, "cue-verb-object"));
    }
    if frames.ins
        && let Some(c) = scene.text.doc.children(cue.at).find(|&c| {
            c > cue.at
                && scene.text.doc.rel(c).base() == Rel::Obl
                && scene.text.doc.feats(c).case == Some(Case::Ins)
        })
    {
        return Some((scene.hull(c, &(cue.at + 1..bounds(scene, cue.at).end)), "cue-verb-object"));
    }
    quoted(scene, cue, cues).map(|range| (range, "cue-verb-quoted"))
}

/// Words between a verb and the quotation that it governs.
const BEFORE_QUOTE: u32 = 6;

/// "Threatened "asymmetric" retaliation", «назвал случившееся «изменой»»: words in quotation marks in what the verb governs are those of whoever
/// speaks.
fn quoted(scene: &Scene<'_>, cue: &Cue, cues: &[Cue]) -> Option<Range<TokenId>> {
    let doc = scene.text.doc;
    if is_gerund(scene, cue.at) {
        return None;
    }
    let range = clip(scene, cue, cue.at + 1, cues);
    let span = doc.cover(cue.at..range.end.max(cue.at + 1));
    let near = |q: &&super::quotes::Quote| {
        if !span.contains(q.outer) {
            return false;
        }
        let tokens = doc.tokens_in(q.outer);
        let between = cue.at + 1..tokens.start;
        scene.is_speech(q)
            && q.depth == 0
            && between.start <= between.end
            && between.len() <= BEFORE_QUOTE as usize
            && tokens.end <= range.end
            && !between.clone().any(|t| scene.is_comma(t) || scene.is_finite(t) || scene.form(t) == ":")
            // "Reports in "The News"": a phrase of place or source.
            && !between.clone().any(|t| doc.upos(t) == Upos::Adp)
    };
    let quote = scene.quotes.iter().find(near)?;
    let tokens = doc.tokens_in(quote.outer);
    let noun = |&t: &TokenId| matches!(doc.upos(t), Upos::Noun | Upos::Adj);
    let end = (tokens.end..range.end).take_while(noun).last().map_or(tokens.end, |last| last + 1);
    (cue.at + 1 < end).then_some(cue.at + 1..end)
}

/// «Ответил уклончиво: надо подождать»: a clause behind the colon that follows a Russian cue, up to the end of the sentence.
fn behind_colon(scene: &Scene<'_>, cue: &Cue) -> Option<Range<TokenId>> {
    let doc = scene.text.doc;
    let bounds = bounds(scene, cue.at);
    let beside = |k: &TokenId| doc.upos(*k) == Upos::Adv;
    let colon = cue.at + 1 + (cue.at + 1..bounds.end).take_while(beside).count() as TokenId;
    let (start, mut end) = (colon + 1, bounds.end);
    while end > start && scene.is_punct(end - 1) {
        end -= 1;
    }
    let quoted = || {
        (start..end)
            .any(|k| scene.quotes.iter().any(|q| scene.is_speech(q) && q.outer.start == scene.span(k).start))
    };
    // «Надо дождаться» has no finite verb.
    let clause = || (start..end).any(|k| scene.is_finite(k) || doc.feats(k).form == Some(VerbForm::Inf));
    (scene.ru(cue.at) && end > start && scene.form(colon) == ":" && clause() && !quoted())
        .then_some(start..end)
}

/// "объявил о переименовании …, что означает": the clause hangs on the topic, not on the cue.
fn topic_before_clause(scene: &Scene<'_>, cue: &Cue, cues: &[Cue]) -> Option<Range<TokenId>> {
    if !scene.ru(cue.at) || !cue.frames.that {
        return None;
    }
    let clause = that(scene, cue.at)?;
    let range = cue
        .frames
        .preps
        .iter()
        .find_map(|p| preposition(scene, cue, p, cues))
        .filter(|r| r.start > cue.at)?;
    let comma = (range.start..clause).rev().find(|&k| scene.is_comma(k))?;
    (range.start < comma && !range.contains(&(comma + 1)) || range.start + 1 < comma)
        .then(|| range.start..range.end.min(comma))
}

/// A converb, or an English participle in -ing without an auxiliary.
pub(super) fn is_gerund(scene: &Scene<'_>, t: TokenId) -> bool {
    let doc = scene.text.doc;
    match doc.feats(t).form {
        Some(VerbForm::Conv) => true,
        _ => {
            !scene.ru(t)
                && scene.ends(t, |l| &l.gerunds)
                && !doc.children(t).any(|c| doc.rel(c).base() == Rel::Aux)
        }
    }
}

/// "Said at a briefing that China had taken measures": a clause that the tree hung on the venue.
fn of_venue(scene: &Scene<'_>, cue: TokenId, that: TokenId) -> bool {
    let doc = scene.text.doc;
    let Some(verb) = doc.head(that).filter(|&v| v > that && doc.rel(v) == Rel::AclRelcl) else {
        return false;
    };
    let noun = doc.head(verb).filter(|&n| scene.is_in(n, |l| &l.venues) && doc.head(n) == Some(cue));
    let venue = noun.is_some();
    // "Told a briefing that the talks had failed": whom an object of telling is told, a clause tells what.
    let told = noun.is_some_and(|n| doc.rel(n) == Rel::Obj) && scene.is_in(cue, |l| &l.tells);
    let own = |rel: Rel| doc.children(verb).any(|c| c != that && doc.rel(c).base() == rel);
    // "At a briefing that the ministry held": the venue is what was held.
    let whole = own(Rel::Obj) || own(Rel::Ccomp) || own(Rel::Xcomp) || doc.child(verb, Rel::Cop).is_some();
    venue && own(Rel::Nsubj) && (whole || told)
}

/// First token of a content clause behind `t`.
pub(super) fn that(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    let bounds = bounds(scene, t);
    let lists = &scene.words(t).lists;
    let limit = bounds.end.min(t + GAP);
    let mut gap = 0;
    let mut in_aside = false;
    let mut k = t + 1;
    while k < limit {
        let form = scene.form(k).to_lowercase();
        if scene.ru(t) {
            if scene.is_comma(k) && k + 1 < limit {
                let mut o = k + 1;
                let preposed = doc.upos(o) == Upos::Adp && o + 1 < limit;
                if preposed {
                    o += 1;
                }
                let opener = scene.form(o).to_lowercase();
                let lemma = doc.lemma(o);
                if lists.silent.contains(opener.as_str()) {
                    // "…, что означает": a relative clause about the noun before it.
                    let relative = doc.upos(o) == Upos::Pron && gap > 2 && !question_fits(scene, t, k, gap);
                    if !relative {
                        return (o + 1 < limit).then_some(o + 1);
                    }
                    break;
                }
                if doc.upos(o) == Upos::Sconj && lists.purpose.contains(opener.as_str()) && gap <= 12 {
                    return Some(o);
                }
                if (lists.openers.contains(opener.as_str()) || lists.openers.contains(lemma))
                    && question_fits(scene, t, k, gap)
                {
                    return Some(k + 1);
                }
                in_aside = doc.upos(k + 1) == Upos::Verb && doc.feats(k + 1).form == Some(VerbForm::Conv);
            }
            // "… ли": a question without a conjunction.
            if lists.question.contains(&form) && gap <= 4 {
                return Some(if scene.is_comma(t + 1) { t + 2 } else { t + 1 });
            }
        } else {
            if lists.silent.contains(&form)
                && (doc.upos(k) == Upos::Sconj
                    || doc.rel(k) == Rel::Mark
                    || gap == 0
                    || of_venue(scene, t, k))
                && k + 1 < limit
            {
                return Some(k + 1);
            }
            if gap <= 3
                && !lists.silent.contains(&form)
                && lists.openers.contains(form.as_str())
                && doc.children(t).any(|c| c >= k && matches!(doc.rel(c), Rel::Ccomp))
            {
                return Some(k);
            }
        }
        if scene.form(k) == ":"
            || scene
                .quotes
                .iter()
                .any(|q| q.outer.start == doc.span(k).start && scene.is_speech(q) && gap > 2)
                && scene.ru(t)
        {
            break;
        }
        if scene.is_finite(k) && doc.upos(k) != Upos::Adj && !in_aside {
            break;
        }
        // "X stressed, adding that …": the clause is the participle's.
        if !scene.ru(t)
            && scene.is_comma(k - 1)
            && is_gerund(scene, k)
            && scene.words(k).cues.contains_key(doc.lemma(k))
        {
            break;
        }
        // "announced A, and that B": the clause goes on with what came before.
        if !scene.ru(t) && doc.upos(k) == Upos::Cconj && gap > 0 && k > 0 && scene.is_comma(k - 1) {
            break;
        }
        if !scene.is_punct(k) {
            gap += 1;
        }
        k += 1;
    }
    if scene.ru(t) { None } else { bare(scene, t, &bounds) }
}

/// Whether a question word behind the comma at `k` opens content and not a relative clause.
fn question_fits(scene: &Scene<'_>, t: TokenId, k: TokenId, gap: u32) -> bool {
    let doc = scene.text.doc;
    if gap == 0 {
        return true;
    }
    // Between cue and question there may stand the subject or hearers alone.
    gap <= 6
        && (t + 1..k).all(|m| !scene.is_comma(m))
        && (t + 1..k).filter(|&m| matches!(doc.upos(m), Upos::Noun | Upos::Propn)).all(|m| {
            let lists = &scene.words(m).lists;
            doc.feats(m).case == Some(Case::Nom)
                || lists.hearers.contains(doc.lemma(m))
                || doc.feats(m).case == Some(Case::Gen)
        })
        && !scene.is_in(k + 1, |l| &l.relatives)
}

/// An English content clause without "that".
fn bare(scene: &Scene<'_>, t: TokenId, bounds: &Range<TokenId>) -> Option<TokenId> {
    let doc = scene.text.doc;
    let mut from = t + 1;
    if from < bounds.end && scene.is_comma(from) {
        // "alleged, by way of example, X had …"
        from = (from + 1..bounds.end.min(from + 9)).find(|&k| scene.is_comma(k))? + 1;
    }
    if from >= bounds.end {
        return None;
    }
    let clause = doc.children(t).find(|&c| {
        c > t + 1
            && matches!(doc.rel(c), Rel::Ccomp)
            && !doc.children(c).any(|m| scene.is_in(m, |l| &l.to) && m + 1 == c)
            && (doc.children(c).any(|s| doc.rel(s).is_subject() || doc.rel(s) == Rel::Expl)
                || scene.is_finite(c))
    });
    // ", X said in an interview published on …": what lies behind a cue set off by a comma only describes the telling.
    let described = |c: TokenId| {
        !doc.children(c).any(|s| doc.rel(s).is_subject() || doc.rel(s) == Rel::Expl)
            && group(scene, t, &super::speaker::of(scene, t)).is_some()
    };
    if let Some(c) = clause.filter(|&c| !described(c)) {
        let hull = scene.hull(c, bounds);
        let mut start = hull.start.max(from);
        while start < c
            && (scene.is_punct(start) && !matches!(scene.form(start), "\"" | "“" | "'")
                || start == t + 1 && scene.is_in(start, |l| &l.earlier))
        {
            start += 1;
        }
        return Some(start);
    }
    None
}

/// First token of an infinitive that a verb governs.
pub(super) fn infinitive(scene: &Scene<'_>, t: TokenId) -> Option<TokenId> {
    let doc = scene.text.doc;
    let bounds = bounds(scene, t);
    let limit = bounds.end.min(t + 24);
    for k in t + 1..limit {
        if scene.ru(t) {
            if doc.upos(k) == Upos::Verb && doc.feats(k).form == Some(VerbForm::Inf) {
                // "Попросил не называть его имени".
                if scene.is_in(k, |l| &l.anonymity)
                    && (k + 1..limit.min(k + 4)).any(|n| scene.is_in(n, |l| &l.names))
                {
                    return None;
                }
                let negated = k > t + 1 && scene.is_in(k - 1, |l| &l.negations);
                return Some(if negated { k - 1 } else { k });
            }
            if scene.is_comma(k) && scene.is_finite_ahead(k + 1, limit) {
                return None;
            }
        } else if scene.is_in(k, |l| &l.to) && k + 1 < limit {
            let mut v = k + 1;
            while v < limit && doc.upos(v) == Upos::Adv {
                v += 1;
            }
            if (v..limit.min(v + 2)).any(|n| scene.is_in(n, |l| &l.anonymity)) && scene.is_in(v, |l| &l.being)
            {
                return None;
            }
            // "Threatened tariffs, accusing X of failing to stop Y": the infinitive is another verb's.
            let other = doc.ancestors(v).find(|&a| matches!(doc.upos(a), Upos::Verb));
            if other.is_some_and(|o| t < o && o < k && doc.rel(v) != Rel::Conj) {
                continue;
            }
            if v < limit && matches!(doc.upos(v), Upos::Verb | Upos::Aux) && doc.upos(k) != Upos::Adp {
                return Some(if k > t + 1 && scene.is_in(k - 1, |l| &l.negations) { k - 1 } else { k });
            }
        } else if scene.form(k) == ":" || scene.form(k) == "\"" {
            return None;
        }
        if scene.is_finite(k) && doc.upos(k) == Upos::Verb {
            return None;
        }
    }
    None
}

/// An infinitive ends where its subject goes on with a finite verb of its own ("обещал помочь и помог").
fn deed(scene: &Scene<'_>, range: Range<TokenId>, cue: &Cue) -> Range<TokenId> {
    let doc = scene.text.doc;
    let tense = doc.feats(cue.at).tense;
    let next = range.clone().skip(1).find(|&t| {
        scene.is_finite(t)
            && doc.upos(t) == Upos::Verb
            && doc.feats(t).tense == tense
            && (doc.rel(t) == Rel::Conj || doc.children(t).any(|c| doc.rel(c) == Rel::Cc && c < t))
            && !doc.children(t).any(|c| doc.rel(c).is_subject() || doc.rel(c) == Rel::Mark)
            && doc.head(t).is_some_and(|h| h == cue.at || doc.feats(h).form == Some(VerbForm::Inf))
    });
    match next {
        Some(t) => {
            let edge = scene.hull(t, &range).start.min(t).max(range.start);
            let cc = (edge..=t).find(|&k| doc.upos(k) == Upos::Cconj).unwrap_or(edge);
            range.start..back_over(scene, cc, range.start)
        }
        None => range,
    }
}

/// "назвал X Y-ом", "called X Y".
fn naming(scene: &Scene<'_>, cue: &Cue, cues: &[Cue]) -> Option<Range<TokenId>> {
    let doc = scene.text.doc;
    let object = doc
        .children(cue.at)
        .find(|&c| c > cue.at && doc.rel(c) == Rel::Obj && scene.text.doc.upos(c) != Upos::Adv)
        // «Считает себя наследником» tells what one is.
        .filter(|&c| !(scene.ru(c) && doc.upos(c) == Upos::Pron && scene.is_in(c, |l| &l.mute)))?;
    let end = clip(scene, cue, cue.at + 1, cues).end;
    let predicate = (cue.at + 1..end).any(|k| {
        // «Политическим» may look like another case.
        let bare = || doc.head(k) == Some(cue.at) && doc.rel(k) == Rel::Xcomp && doc.upos(k) == Upos::Adj;
        if scene.ru(k) {
            bare()
                || doc.feats(k).case == Some(Case::Ins)
                    && (matches!(doc.upos(k), Upos::Noun | Upos::Adj | Upos::Propn)
                        || doc.feats(k).form == Some(VerbForm::Part))
        } else {
            let named = doc.head(k) == Some(cue.at) && doc.rel(k) == Rel::Xcomp && doc.upos(k) != Upos::Verb;
            // "Described the talks as substantive".
            let likened = || {
                let word = scene.form(k).to_lowercase();
                let prep = || cue.frames.preps.iter().any(|p| *p == word);
                k > object
                    && !opens_clause(scene, k)
                    && scene.words(k).lists.likening.contains(&word)
                    && prep()
            };
            named || likened()
        }
    });
    if !predicate {
        return None;
    }
    let start = scene.hull(object, &(cue.at + 1..end)).start;
    Some(start..end)
}

/// A phrase with preposition `prep` that a cue governs.
fn preposition(scene: &Scene<'_>, cue: &Cue, prep: &str, cues: &[Cue]) -> Option<Range<TokenId>> {
    let doc = scene.text.doc;
    let bounds = bounds(scene, cue.at);
    let lists = &scene.words(cue.at).lists;
    if scene.ru(cue.at) {
        // "Призвал стороны к сдержанности": the phrase may hang on whoever is asked.
        let asked = doc
            .child(cue.at, Rel::Obj)
            .filter(|&o| cue.class == super::words::Class::Ask && o > cue.at && scene.mention(o).is_some());
        let below = asked.into_iter().flat_map(|o| doc.children(o).filter(move |&c| c > o));
        let noun = doc.children(cue.at).chain(below).find(|&c| {
            // A stance ("выступил против") has its object behind it; before it stand votes and the like.
            (cue.frames.that || cue.frames.say || c > cue.at)
                && matches!(doc.rel(c).base(), Rel::Obl | Rel::Nmod)
                && !scene.is_in(c, |l| &l.mute)
                && doc.upos(c) != Upos::Pron
                && !scene.words(c).lists.venues.contains(doc.lemma(c))
                && doc
                    .children(c)
                    .any(|p| p < c && doc.rel(p) == Rel::Case && same_preposition(lists, doc.lemma(p), prep))
                && case_fits(lists, prep, doc.feats(c).case)
                && !dated(scene, c)
                // «В Брюсселе министр заверил»: where it was said.
                && (c > cue.at || scene.name_kind(c) != Some(legation_nlp::NameKind::Place))
        })?;
        let mut range = scene.hull(noun, &bounds);
        if range.contains(&cue.at) {
            range = noun..range.end.max(noun + 1);
            while range.start > cue.at + 1 && doc.is_under(range.start - 1, noun) {
                range.start -= 1;
            }
        }
        if noun > cue.at {
            // What hangs on the phrase goes with it, a place or time of the telling does not.
            let end = clip(scene, cue, range.start, cues).end;
            let next = range.end;
            let accusing = cue.class == super::words::Class::Accuse;
            let goes_on = accusing && next < end
                || next < end
                    && !scene.is_comma(next)
                    && doc.upos(next) != Upos::Cconj
                    && !dated(scene, next)
                    && !(doc.upos(next) == Upos::Adp && place_of_telling(scene, cue.at, next, end));
            range.end = if goes_on { end } else { range.end.min(end) };
        }
        return Some(range);
    }
    let near = matches!(cue.class, super::words::Class::Thank | super::words::Class::Accuse)
        && !lists.likening.contains(prep);
    let limit = bounds.end.min(cue.at + if near { 22 } else { 8 });
    let p = (cue.at + 1..limit).take_while(|&k| near || !(scene.is_comma(k) || scene.is_finite(k))).find(
        |&k| {
            scene.form(k).to_lowercase() == prep
                && !opens_clause(scene, k)
                && (near || k <= cue.at + 2 || !scene.words(k).lists.loose.contains(prep))
        },
    )?;
    let range = clip(scene, cue, p + 1, cues);
    let first = range.start;
    let noun = doc.head(p).filter(|&n| n > p).unwrap_or(first);
    if range.is_empty() || dated(scene, first) || [first, noun].iter().any(|&n| scene.is_in(n, |l| &l.venues))
    {
        return None;
    }
    Some(range)
}

/// "Warned the people of Sweden about the storm": the first preposition only says who was told.
fn of_whom(scene: &Scene<'_>, cue: &Cue, content: &Range<TokenId>) -> bool {
    let doc = scene.text.doc;
    let noun = doc.head(content.start - 1).and_then(|n| doc.head(n)).filter(|&n| n > cue.at);
    noun.is_some_and(|n| n < content.start && doc.head(n) == Some(cue.at) && doc.rel(n).base() == Rel::Obj)
}

/// "Condemned the raid as troops advanced": a conjunction before a clause with a subject of its own.
fn opens_clause(scene: &Scene<'_>, p: TokenId) -> bool {
    let doc = scene.text.doc;
    let own = |h: TokenId| doc.children(h).any(|c| doc.rel(c).is_subject());
    doc.upos(p) == Upos::Sconj && doc.head(p).is_some_and(|h| h > p && own(h))
}

/// Whether the preposition at `p` opens a phrase of place or time that belongs to the cue.
fn place_of_telling(scene: &Scene<'_>, cue: TokenId, p: TokenId, end: TokenId) -> bool {
    let doc = scene.text.doc;
    let noun = doc.head(p).unwrap_or(p);
    noun < end && (doc.head(noun) == Some(cue) || dated(scene, noun) || scene.is_in(noun, |l| &l.venues))
}

/// Whether a preposition is `prep`, with or without the vowel or consonant that eases it ("об", "ко", "во").
fn same_preposition(lists: &Lists, word: &str, prep: &str) -> bool {
    word == prep || word.strip_prefix(prep).is_some_and(|rest| lists.eased.iter().any(|e| e == rest))
}

/// Whether `prep` takes that case with a cue.
fn case_fits(lists: &Lists, prep: &str, case: Option<Case>) -> bool {
    match (lists.cases.get(prep), case) {
        (Some(cases), Some(case)) => cases.iter().any(|name| Case::parse(name) == Some(case)),
        _ => true,
    }
}

/// Whether `t` is (in) a time expression.
pub(super) fn dated(scene: &Scene<'_>, t: TokenId) -> bool {
    scene.name_kind(t) == Some(legation_nlp::NameKind::Date)
        || scene.form(t).chars().all(|c| c.is_ascii_digit())
        || scene.is_in(t, |l| &l.days)
}

/// "Informed the President of Chad about the talks": whether the phrase behind the preposition is the cue's, not its hearer's.
fn is_own(scene: &Scene<'_>, cue: &Cue, start: TokenId) -> bool {
    let doc = scene.text.doc;
    let noun = start.checked_sub(1).and_then(|p| doc.head(p));
    noun.is_some_and(|n| doc.head(n) == Some(cue.at))
}

/// Object of a cue that may take one.
fn object(scene: &Scene<'_>, cue: &Cue, cues: &[Cue]) -> Option<Range<TokenId>> {
    let doc = scene.text.doc;
    let object = doc
        .children(cue.at)
        .find(|&c| {
            matches!(doc.rel(c), Rel::Obj | Rel::Ccomp)
                && c.abs_diff(cue.at) < 20
                && matches!(doc.upos(c), Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj)
                && !dated(scene, c)
                && !scene.words(c).lists.hearers.contains(doc.lemma(c))
                && (!scene.ru(c) || !matches!(doc.feats(c).case, Some(Case::Nom | Case::Dat)))
        })
        .filter(|&c| !scene.is_hollow(c))
        // "Denied visas to the athletes": what is withheld is not what is said not to be so.
        .filter(|&c| cue.class != Class::Deny || !scene.is_in(c, |l| &l.withheld))?;
    let bounds = bounds(scene, cue.at);
    if object < cue.at {
        let hull = scene.hull(object, &(bounds.start..cue.at));
        return Some(hull);
    }
    let start = scene.hull(object, &(cue.at + 1..bounds.end)).start;
    let end = clip(scene, cue, start, cues).end;
    Some(start..end)
}
