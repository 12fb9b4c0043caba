//! Places of deeds and statements.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use legation_lexicon::{Form, Word};
use legation_model::{Lang, PlaceRef};
use legation_nlp::tags::{Animacy, Case};
use legation_nlp::{Doc, Rel, TokenId};

use crate::attach::distance;
use crate::text::Text;

/// Words that tell how a place is meant.
#[derive(Debug, Default)]
struct Words {
    rows: BTreeSet<(&'static str, Lang, &'static str)>,
}

impl Words {
    fn get() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let mut words = Words::default();
            for row in
                include_str!("../../../lexicon/places/words.tsv").lines().filter(|l| !l.starts_with('#'))
            {
                let mut cells = row.split('\t');
                if let (Some(class), Some(lang), Some(lemmas)) = (cells.next(), cells.next(), cells.next()) {
                    let lang = if lang == "ru" { Lang::Ru } else { Lang::En };
                    words.rows.extend(lemmas.split_whitespace().map(|l| (class, lang, l)));
                }
            }
            words
        });
        &WORDS
    }

    fn has(&self, class: &'static str, doc: &Doc, t: TokenId) -> bool {
        // Tuples of static strings cannot be looked up by a borrowed lemma; the classes are small.
        let (lang, lemma) = (doc.lang(t), doc.lemma(t));
        self.rows.range((class, lang, "")..).take_while(|r| r.0 == class && r.1 == lang).any(|r| r.2 == lemma)
    }
}

/// Where the deed headed by `head` took or takes place, as its own clause says.
pub fn of_clause(text: &Text<'_>, head: TokenId) -> Option<PlaceRef> {
    let doc = text.doc;
    let mut best: Option<(u32, bool, TokenId, PlaceRef)> = None;
    for (tokens, place) in in_sentence(text, head) {
        let Some(top) = top_of(doc, &tokens) else { continue };
        let Some(far) = standing(doc, top, tokens.end, head) else { continue };
        let whole = place.geonames.is_none();
        let apart = top.abs_diff(head);
        let rank = (far, whole, apart);
        if best.as_ref().is_none_or(|(f, w, a, _)| rank < (*f, *w, *a)) {
            best = Some((far, whole, apart, place));
        }
    }
    best.map(|(_, _, _, place)| place)
}

/// The place that the dateline names: where statements are made when nothing else is said.
pub fn of_dateline(text: &Text<'_>) -> Option<PlaceRef> {
    let line = text.article.dateline?;
    let tokens = text.doc.tokens_in(line);
    named(text, tokens).into_iter().next().map(|(_, place)| place)
}

/// Named places of the sentence of `t`.
fn in_sentence(text: &Text<'_>, t: TokenId) -> Vec<(std::ops::Range<TokenId>, PlaceRef)> {
    named(text, text.doc.sentence(t).tokens.clone())
}

fn named(text: &Text<'_>, tokens: std::ops::Range<TokenId>) -> Vec<(std::ops::Range<TokenId>, PlaceRef)> {
    let (doc, first) = (text.doc, tokens.start);
    let words: Vec<Word<'_>> = tokens
        .clone()
        .map(|t| Word { form: doc.form(t), lemma: doc.lemma(t), lang: doc.lang(t), initial: t == first })
        .collect();
    let mut found: Vec<(std::ops::Range<TokenId>, PlaceRef)> = Vec::new();
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
        ));
    }
    // Seats of government are places too: "в Кремле", "at the White House".
    for mention in text.lexicon.mentions(&words) {
        let range = first + mention.tokens.start..first + mention.tokens.end;
        if !matches!(mention.form, Form::Seat | Form::Name)
            || found.iter().any(|(r, _)| r.start < range.end && range.start < r.end)
        {
            continue;
        }
        let entity = text.lexicon.entity(mention.entity);
        if mention.form == Form::Name
            && !matches!(entity.class, legation_lexicon::Class::State | legation_lexicon::Class::Polity)
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
        ));
    }
    found
}

/// The token of a name whose governor lies outside of it.
fn top_of(doc: &Doc, tokens: &std::ops::Range<TokenId>) -> Option<TokenId> {
    tokens.clone().find(|&t| doc.head(t).is_none_or(|h| !tokens.contains(&h)))
}

/// How far a place headed by `top` is from the deed; `None` where it is not said to be its place.
fn standing(doc: &Doc, top: TokenId, end: TokenId, deed: TokenId) -> Option<u32> {
    let words = Words::get();
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
                && doc.lemma(governor) == "посещение");
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
    still.then_some(far)
}

/// The preposition of a noun.
fn preposition(doc: &Doc, t: TokenId) -> Option<TokenId> {
    doc.child(t, Rel::Case)
}
