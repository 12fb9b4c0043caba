//! Places of deeds and statements.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use legation_lexicon::{Class, Form, Word};
use legation_model::{Lang, PlaceRef};
use legation_nlp::tags::{Animacy, Case};
use legation_nlp::{Doc, Rel, TokenId};

use crate::attach::{Words, distance};
use crate::text::Text;

/// A named place with its words, and whether it lies within a state: a town or region, no whole state nor seat of its government.
type Named = (std::ops::Range<TokenId>, PlaceRef, bool);

/// Named places of the sentences of one article, by first token. Every deed of a sentence asks for them.
#[derive(Debug, Default)]
pub struct Places(RefCell<BTreeMap<TokenId, Rc<[Named]>>>);

/// Where the deed headed by `head` took or takes place, as its own clause says.
pub fn of_clause(text: &Text<'_>, head: TokenId) -> Option<PlaceRef> {
    nearest(text, head, false)
}

/// Where an act of speech headed by `head` was made: only what hangs on the verb itself, for the places that its
/// objects name are those of what is spoken of ("accused them of supplies to Yemen").
pub fn of_speech(text: &Text<'_>, head: TokenId) -> Option<PlaceRef> {
    nearest(text, head, true)
}

fn nearest(text: &Text<'_>, head: TokenId, speech: bool) -> Option<PlaceRef> {
    let doc = text.doc;
    let mut best: Option<(u32, bool, TokenId, PlaceRef)> = None;
    let named = in_sentence(text, head);
    for (tokens, place, within) in named.iter() {
        let Some(top) = top_of(doc, tokens) else { continue };
        let far = standing(doc, top, tokens.end, head, *within)
            .filter(|far| !speech || (far % 10 == 1 && !toward(doc, top)))
            .or_else(|| antecedent(doc, top, head));
        let Some(far) = far else { continue };
        let whole = !within;
        let apart = top.abs_diff(head);
        let rank = (far, whole, apart);
        if best.as_ref().is_none_or(|(f, w, a, _)| rank < (*f, *w, *a)) {
            best = Some((far, whole, apart, place.clone()));
        }
    }
    best.map(|(_, _, _, place)| place)
}

/// The place that the dateline names: where statements are made when nothing else is said.
pub fn of_dateline(text: &Text<'_>) -> Option<PlaceRef> {
    let line = text.article.dateline?;
    let tokens = text.doc.tokens_in(line);
    named(text, tokens).into_iter().next().map(|(_, place, _)| place)
}

/// The state where the article was written: that of the dateline, or of the only town among the lines between headline and text.
pub fn written_in(text: &Text<'_>) -> Option<String> {
    of_dateline(text).and_then(|p| p.country).or_else(|| of_lines(text))
}

fn of_lines(text: &Text<'_>) -> Option<String> {
    let parted = |c: char| !(c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | '\'' | '’'));
    let mut states =
        text.article.lines.iter().flat_map(|l| l.split(parted)).filter_map(|part| town(text, part.trim()));
    let state = states.next()?;
    states.all(|other| other == state).then_some(state)
}

/// The state of the town whose name `name` is, and nothing else.
fn town(text: &Text<'_>, name: &str) -> Option<String> {
    let folded: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<Word<'_>> = name
        .split_whitespace()
        .zip(&folded)
        .enumerate()
        .map(|(i, (form, lemma))| Word { form, lemma, lang: text.article.lang, initial: i == 0 })
        .collect();
    let whole =
        |m: &&legation_lexicon::PlaceMention| m.tokens.start == 0 && m.tokens.end as usize == words.len();
    let found = text.lexicon.places(&words);
    let place = text.lexicon.place(found.iter().find(whole)?.place);
    place.country.filter(|_| !place.whole).map(str::to_owned)
}

/// The city or region whose name holds `t`, with its words.
pub fn city(text: &Text<'_>, t: TokenId) -> Option<(std::ops::Range<TokenId>, PlaceRef)> {
    in_sentence(text, t)
        .iter()
        .find(|(tokens, _, within)| tokens.contains(&t) && *within)
        .map(|(tokens, place, _)| (tokens.clone(), place.clone()))
}

/// The places that the sentence of `t` names outside of the dateline.
pub fn of_sentence(text: &Text<'_>, t: TokenId) -> Vec<PlaceRef> {
    outside_dateline(text, t, |_| true)
}

/// The cities and regions among them.
pub(crate) fn towns_of_sentence(text: &Text<'_>, t: TokenId) -> Vec<PlaceRef> {
    outside_dateline(text, t, |(_, _, within)| *within)
}

fn outside_dateline(text: &Text<'_>, t: TokenId, kept: impl Fn(&Named) -> bool) -> Vec<PlaceRef> {
    let line = text.article.dateline;
    let outside =
        |p: &PlaceRef| line.is_none_or(|l| p.span.byte_start >= l.end || p.span.byte_end <= l.start);
    let named = in_sentence(text, t);
    named.iter().filter(|n| kept(n)).map(|(_, place, _)| place).filter(|p| outside(p)).cloned().collect()
}

/// Cities and regions of the sentence of `t`: their words and countries.
pub(crate) fn cities(text: &Text<'_>, t: TokenId) -> Vec<(std::ops::Range<TokenId>, String)> {
    let city =
        |(tokens, place, within): &Named| Some((tokens.clone(), place.country.clone().filter(|_| *within)?));
    in_sentence(text, t).iter().filter_map(city).collect()
}

/// Named places of the sentence of `t`.
fn in_sentence(text: &Text<'_>, t: TokenId) -> Rc<[Named]> {
    let tokens = text.doc.sentence(t).tokens.clone();
    let mut kept = text.places.0.borrow_mut();
    Rc::clone(kept.entry(tokens.start).or_insert_with(|| named(text, tokens).into()))
}

fn named(text: &Text<'_>, tokens: std::ops::Range<TokenId>) -> Vec<Named> {
    let (doc, first) = (text.doc, tokens.start);
    let words: Vec<Word<'_>> = tokens
        .clone()
        .map(|t| Word { form: doc.form(t), lemma: doc.lemma(t), lang: doc.lang(t), initial: t == first })
        .collect();
    let mut found: Vec<Named> = Vec::new();
    for mention in text.lexicon.places(&words) {
        let place = text.lexicon.place(mention.place);
        let range = first + mention.tokens.start..first + mention.tokens.end;
        let span = text.tokens(range.clone());
        found.push((
            range,
            PlaceRef {
                name: span.quote.clone(),
                label: place.label_en.to_owned(),
                country: place.country.map(str::to_owned),
                geonames: place.geonames,
                lat: place.lat,
                lon: place.lon,
                span,
            },
            !place.whole,
        ));
    }
    // Seats of government are places too: "в Кремле", "at the White House".
    for mention in text.lexicon.mentions(&words) {
        let range = first + mention.tokens.start..first + mention.tokens.end;
        if !matches!(mention.form, Form::Seat | Form::Name)
            || found.iter().any(|(r, ..)| r.start < range.end && range.start < r.end)
        {
            continue;
        }
        let entity = text.lexicon.entity(mention.entity);
        if mention.form == Form::Name && !matches!(entity.class, Class::State | Class::Polity | Class::Region)
        {
            continue;
        }
        let span = text.tokens(range.clone());
        let label = if mention.form == Form::Seat { span.quote.clone() } else { entity.label_en.to_owned() };
        found.push((
            range,
            PlaceRef {
                name: span.quote.clone(),
                label,
                country: entity.country.or(Some(entity.id)).map(str::to_owned),
                geonames: None,
                lat: None,
                lon: None,
                span,
            },
            false,
        ));
    }
    found
}

/// The token of a name whose governor lies outside of it.
fn top_of(doc: &Doc, tokens: &std::ops::Range<TokenId>) -> Option<TokenId> {
    tokens.clone().find(|&t| doc.head(t).is_none_or(|h| !tokens.contains(&h)))
}

/// How far a place headed by `top` is from the deed; `None` where it is not said to be its place.
fn standing(doc: &Doc, top: TokenId, end: TokenId, deed: TokenId, city: bool) -> Option<u32> {
    let words = Words::get();
    // "the Geneva talks"
    if city && doc.rel(top).base() == Rel::Compound && doc.head(top) == Some(deed) && top < deed {
        return Some(1);
    }
    let mut top = top;
    // "в городе Сочи": the noun carries the preposition.
    while preposition(doc, top).is_none()
        && matches!(doc.rel(top).base(), Rel::Appos | Rel::Flat | Rel::Nmod | Rel::Compound)
        && let Some(up) = doc.head(top)
        && words.has("place", doc, up)
    {
        top = up;
    }
    let far = distance(doc, top, end, deed)?;
    let governor = doc.head(top)?;
    let goal = words.has("go", doc, governor)
        && (governor == deed
            || distance(doc, governor, governor + 1, deed).is_some()
            || doc.head(deed) == Some(governor));
    let Some(case) = preposition(doc, top) else {
        // "посетил Польшу", "visited Poland", "visited by": only the object of a journey.
        let object = doc.rel(top).base() == Rel::Obj
            || (doc.rel(top).base() == Rel::Nmod
                && doc.feats(top).case == Some(Case::Gen)
                && words.has("object", doc, governor));
        return (goal && object).then_some(far);
    };
    // "послом в Минске": the place of a person is not that of the deed.
    if governor != deed
        && doc.feats(governor).animacy == Some(Animacy::Anim)
        && doc.rel(top).base() == Rel::Nmod
    {
        return None;
    }
    if goal && words.has("to", doc, case) {
        return Some(far);
    }
    let still = words.has("in", doc, case)
        && (doc.lang(top) != Lang::Ru
            || matches!(doc.feats(top).case, None | Some(Case::Loc | Case::Gen | Case::Ins)));
    let over = words.has("over", doc, case) && doc.children(top).any(|c| words.has("whole", doc, c));
    (still || over).then_some(far)
}

/// Whether a name stands where only a place can: "in X", "travelled to X", "visited X".
pub(crate) fn is_goal(doc: &Doc, top: TokenId) -> bool {
    let words = Words::get();
    let goes = doc.head(top).is_some_and(|up| words.has("go", doc, up));
    match preposition(doc, top) {
        Some(case) => words.has("in", doc, case) || goes && words.has("to", doc, case),
        None => goes && doc.rel(top).base() == Rel::Obj,
    }
}

/// Whether a name stands behind a preposition of direction.
pub(crate) fn toward(doc: &Doc, top: TokenId) -> bool {
    preposition(doc, top).is_some_and(|case| {
        Words::get().has("to", doc, case)
            && (doc.lang(top) != Lang::Ru || doc.feats(top).case == Some(Case::Acc))
    })
}

/// "He will visit Ireland, where he meets the president": a relative adverb puts the deed in the place above.
fn antecedent(doc: &Doc, top: TokenId, deed: TokenId) -> Option<u32> {
    let words = Words::get();
    let mut clause = deed;
    for _ in 0..4 {
        if doc.rel(clause).base() == Rel::Acl || doc.rel(clause).base() == Rel::Advcl {
            let first = doc.children(clause).filter(|&c| c < clause).find(|&c| words.has("where", doc, c))?;
            let up = doc.head(clause)?;
            let beside = first.checked_sub(1).filter(|&t| doc.upos(t) == legation_nlp::Upos::Punct);
            let last = beside.unwrap_or(first).checked_sub(1)?;
            return (up == top || last == top).then_some(5);
        }
        clause = doc.head(clause)?;
    }
    None
}

/// The preposition of a noun.
fn preposition(doc: &Doc, t: TokenId) -> Option<TokenId> {
    doc.child(t, Rel::Case)
}
