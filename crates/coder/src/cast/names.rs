//! Names of persons: where they stand and of which words they are made.

use std::collections::BTreeSet;
use std::ops::Range;

use legation_lexicon::offices::{Key, Part, Takes};
use legation_lexicon::persons::{Sex, is_numeral};
use legation_lexicon::small::Small;
use legation_lexicon::{Class, Form};
use legation_model::{Lang, Office, Sector};
use legation_nlp::tags::{Case, Gender};
use legation_nlp::{NameKind, Rel, TokenId, Upos};

use super::entities::EntityHit;
use super::scan::Scan;
use crate::place;

/// A word of a name with the nominatives that it may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameWord {
    pub(super) token: TokenId,
    pub(super) readings: Vec<(String, Option<Sex>)>,
}

impl NameWord {
    /// Whether the two words may be forms of one name.
    pub(super) fn meets(&self, other: &NameWord) -> bool {
        self.readings.iter().any(|a| other.readings.iter().any(|b| same_reading(a, b)))
    }
}

/// Equal names of which no gender contradicts.
pub(super) fn same_reading(a: &(String, Option<Sex>), b: &(String, Option<Sex>)) -> bool {
    a.0 == b.0 && (a.1 == b.1 || a.1.is_none() || b.1.is_none())
}

/// A name of a person in the text.
#[derive(Debug, Clone)]
pub(super) struct NameHit {
    /// Its words, a possessive *'s* left out.
    pub(super) tokens: Range<TokenId>,
    /// Given name, if one stands there.
    pub(super) given: Option<NameWord>,
    /// Surname; or the only word.
    pub(super) surname: NameWord,
    /// Gender told by a patronymic or an honorific.
    pub(super) sex: Option<Sex>,
    /// The name is a patronymic or given name alone.
    pub(super) bare_given: bool,
    /// Found by a known surname only: stands if the person is recognised.
    pub(super) guess: bool,
}

/// "Супруга рассчитывает": a Russian noun in the dictionary that only begins a sentence is nobody's name.
fn common_noun(scan: &Scan<'_>, tokens: &Range<TokenId>) -> bool {
    let t = tokens.start;
    tokens.len() == 1
        && scan.lang(t) == Lang::Ru
        && t == scan.sentence(t).start
        && scan.text.doc.upos(t) == Upos::Noun
        && scan.text.doc.feats(t).animacy == Some(legation_nlp::tags::Animacy::Anim)
}

/// Names that the model found, trimmed; a name that the lexicon knows as something else is left out.
pub(super) fn from_model(scan: &Scan<'_>) -> Vec<NameHit> {
    let mut out = Vec::new();
    for name in scan.text.doc.names() {
        if name.kind != NameKind::Person || common_noun(scan, &name.tokens) {
            continue;
        }
        let mut tokens = name.tokens.clone();
        while !tokens.is_empty() && (scan.is_possessive(tokens.end - 1) || !is_part(scan, tokens.end - 1)) {
            tokens.end -= 1;
        }
        while !tokens.is_empty() && !is_part(scan, tokens.start) {
            tokens.start += 1;
        }
        // "ministers of Georgia and Armenia Anna Petrova": the state is no part of the name.
        while let Some(hit) = scan.entity_from(tokens.start)
            && hit.form == Form::Name
            && matches!(
                scan.text.lexicon.entity(hit.entity).class,
                Class::State | Class::Polity | Class::Region | Class::ArmedGroup
            )
            && hit.tokens.end + 1 < tokens.end
        {
            tokens.start = hit.tokens.end;
        }
        // "Губернатор округа Марсабит Мохамуд Али": the region's own name came along.
        let region = tokens.start > 0
            && tokens.len() > 2
            && scan.lang(tokens.start) == Lang::Ru
            && scan.small(tokens.start - 1, &[Small::PlaceNoun])
            && scan.persons.given(scan.form(tokens.start)).is_none();
        if region {
            tokens.start += 1;
        }
        // Titles and honorifics that the model took for a part of the name.
        while tokens.len() > 1 {
            let words = scan.ahead(tokens.start);
            let title = scan.offices.title(scan.lang(tokens.start), words).map(|(len, _)| len as u32);
            let honorific = (scan.part(tokens.start..tokens.start + 1) == Some(Part::Honorific)).then_some(1);
            // "Trade Minister Ali Ozturk": what the holder is in charge of came along.
            let inner = (tokens.start + 1..tokens.end.min(tokens.start + 4)).find_map(|t| {
                let (len, _) = scan.offices.title(scan.lang(t), scan.ahead(t))?;
                Some(t - tokens.start + len as u32)
            });
            let plural = super::groups::titled_plural(scan, tokens.start).then_some(1);
            match title.or(honorific).or(plural).or(inner) {
                Some(len) if len < tokens.len() as u32 => tokens.start += len,
                _ => break,
            }
        }
        // A name said twice over ("Guterres Guterres") ends before its repetition.
        let again = (tokens.start + 1..tokens.end).find(|&t| {
            // Initials may be alike ("В.В. Петров").
            let word = scan.is_name_word(t) && scan.form(t).chars().count() > 1;
            word && (tokens.start..t).any(|b| scan.folded(b) == scan.folded(t))
        });
        if let Some(again) = again {
            tokens.end = again;
        }
        if let Some(verb) = (tokens.start + 1..tokens.end).find(|&t| headline_verb(scan, t)) {
            tokens.end = verb;
        }
        if tokens.is_empty() || tokens.clone().any(|t| !is_part(scan, t)) {
            continue;
        }
        // "Joseph Petrov, Jr.": what tells father and son apart is nobody's name.
        if tokens.clone().all(|t| scan.small(t, &[Small::NameTail])) {
            continue;
        }
        // "Lt Col": a rank that the model took for a name of its own.
        let rank = scan.offices.title(scan.lang(tokens.start), scan.ahead(tokens.start));
        if tokens.len() > 1 && rank.is_some_and(|(len, _)| len >= tokens.len()) {
            continue;
        }
        tokens.start = begun(scan, tokens.clone());
        tokens.end = whole(scan, tokens.clone());
        if out.last().is_some_and(|n: &NameHit| tokens.start < n.tokens.end) {
            continue;
        }
        // "Alexander Vucic V. Putin": a label runs on from the name before it.
        let label = (tokens.start + 2..tokens.end.saturating_sub(1))
            .find(|&t| is_initial(scan, t) && !is_initial(scan, t - 1) && !is_initial(scan, tokens.start));
        let later = label.map(|t| std::mem::replace(&mut tokens.end, t)).zip(label);
        out.extend(make(scan, tokens));
        out.extend(later.and_then(|(end, t)| make(scan, t..end)));
    }
    out.retain(|n| !is_entity(scan, n) && !is_city(scan, n) && !is_label(scan, n));
    unmix(scan, &mut out);
    out
}

/// "President Petrov Receives Envoys": the verb of a headline that writes every word with a capital.
fn headline_verb(scan: &Scan<'_>, t: TokenId) -> bool {
    let text = &scan.text;
    scan.lang(t) == Lang::En
        && text.in_title(t)
        && scan.is_capital(t)
        && t + 1 < scan.sentence(t).end
        && text.rules.index.is_present(Lang::En, scan.folded(t))
}

/// Where a surname begins whose given name the model left out: "Aide Ivan" + "Petrov".
fn begun(scan: &Scan<'_>, tokens: Range<TokenId>) -> TokenId {
    let doc = scan.text.doc;
    let start = tokens.start;
    let given = |t: TokenId| {
        scan.lang(t) == Lang::En
            && doc.upos(t) == Upos::Propn
            && doc.head(t) == Some(tokens.end - 1)
            && scan.is_name_word(t)
            && scan.persons.given(scan.form(t)).is_some()
            && scan.entity_over(t).is_none()
            && !doc.names().iter().any(|n| n.tokens.contains(&t))
    };
    let before = start.checked_sub(1).filter(|&t| tokens.len() == 1 && t >= scan.sentence(start).start);
    before.filter(|&t| given(t)).unwrap_or(start)
}

/// Where a name ends whose last words the model left out: those that the tree hangs it on ("Espen Barth" + "Eide", "Асеин" + "Исаев").
fn whole(scan: &Scan<'_>, tokens: Range<TokenId>) -> TokenId {
    let doc = scan.text.doc;
    let sentence = scan.sentence(tokens.start).end;
    let mut end = tokens.end;
    // "Ursula von der Leyen": a name goes on behind its particles.
    if scan.lang(tokens.start) == Lang::En && tokens.len() > 1 {
        let particle = |t: TokenId| t < sentence && scan.persons.is_particle(scan.form(t));
        let mut at = end;
        while particle(at) && !scan.is_capital(at) {
            at += 1;
        }
        if particle(at.saturating_sub(1))
            && at < sentence
            && doc.upos(at) == Upos::Propn
            && scan.is_name_word(at)
            && scan.entity_over(at).is_none()
        {
            end = at + 1;
        }
    }
    while end < sentence
        && (doc.upos(end) == Upos::Propn || scan.lang(end) == Lang::Ru && doc.rel(end).base() == Rel::Flat)
        && scan.is_name_word(end)
        && !scan.is_possessive(end)
        && scan.entity_over(end).is_none()
        && scan.offices.title(scan.lang(end), scan.ahead(end)).is_none()
        && scan.part(end..end + 1).is_none()
        && !headline_verb(scan, end)
        && joined(doc, end)
    {
        end += 1;
    }
    end
}

/// Whether the tree takes a word and the one before it for one name.
fn joined(doc: &legation_nlp::Doc, t: TokenId) -> bool {
    let before = t - 1;
    let inside = |rel: Rel| matches!(rel.base(), Rel::Compound | Rel::Flat);
    // "Ursula von der" + "Leyen": the words before hang on the first, and that one on the last.
    let mut first = before;
    while let Some(up) = doc.head(first).filter(|&up| up < first && inside(doc.rel(first))) {
        first = up;
    }
    let hangs = inside(doc.rel(first)) || doc.rel(first) == Rel::NmodDesc;
    hangs && doc.head(first).is_some_and(|h| h >= t)
        || inside(doc.rel(before)) && doc.head(before).is_some_and(|h| h >= t)
        || inside(doc.rel(t)) && doc.head(t).is_some_and(|h| h <= before)
        || inside(doc.rel(t)) && doc.head(t) == doc.head(before) && inside(doc.rel(before))
}

/// A genitive surname that the model took into the name after it ("правительства Петрова Иван Сидоров").
fn unmix(scan: &Scan<'_>, names: &mut [NameHit]) {
    let surnames: Vec<NameWord> =
        names.iter().filter(|n| n.given.is_some()).map(|n| n.surname.clone()).collect();
    for name in names.iter_mut() {
        let words: Vec<TokenId> = name.tokens.clone().filter(|&t| scan.is_name_word(t)).collect();
        if words.len() < 3 || name.sex.is_some() || scan.lang(words[0]) != Lang::Ru {
            continue;
        }
        let first = NameWord { token: words[0], readings: readings(scan, words[0]) };
        if surnames.iter().any(|s| s.meets(&first) && s.token != name.surname.token)
            && let Some(shorter) = make(scan, words[1]..name.tokens.end)
        {
            *name = shorter;
        }
    }
}

fn is_part(scan: &Scan<'_>, t: TokenId) -> bool {
    scan.is_name_word(t)
        || scan.persons.is_particle(scan.form(t))
        || scan.is(t, &["-"])
        || is_initials_stop(scan, t)
}

/// A capital letter with a full stop: "J."
fn is_initial(scan: &Scan<'_>, t: TokenId) -> bool {
    (t as usize) < scan.text.doc.len()
        && scan.is_capital(t)
        && scan.form(t).trim_end_matches('.').chars().count() == 1
}

/// The full stop of an initial, where the tokens part the two ("С.В.Лаврова").
fn is_initials_stop(scan: &Scan<'_>, t: TokenId) -> bool {
    scan.is(t, &["."]) && t > 0 && scan.form(t - 1).chars().count() == 1 && scan.is_name_word(t - 1)
}

/// Whether the words name an entity or an office rather than a person.
fn is_entity(scan: &Scan<'_>, name: &NameHit) -> bool {
    let title = scan.offices.title(scan.lang(name.tokens.start), scan.ahead(name.tokens.start));
    if title.is_some_and(|(len, _)| len >= name.tokens.len()) {
        return true;
    }
    if is_described_state(scan, name) {
        return true;
    }
    let Some(hit) = scan.entity_over(name.tokens.start) else { return false };
    let class = scan.text.lexicon.entity(hit.entity).class;
    if name.tokens.len() == 1 {
        return hit.tokens.contains(&name.tokens.start);
    }
    hit.tokens.start <= name.tokens.start && hit.tokens.end >= name.tokens.end
        || hit.form == Form::Adjective && class == Class::State
}

/// "Mighty Poland, tiny Malta and …": the capital of the first word is that of the sentence.
fn is_described_state(scan: &Scan<'_>, name: &NameHit) -> bool {
    let Range { start, end } = name.tokens;
    let opens = end - start == 2 && scan.lang(start) == Lang::En && scan.sentence(start).start == start;
    let state = |h: &EntityHit| {
        let class = scan.text.lexicon.entity(h.entity).class;
        h.form == Form::Name && h.tokens == (start + 1..end) && matches!(class, Class::State | Class::Polity)
    };
    opens
        && scan.persons.given(scan.folded(start)).is_none()
        && scan.entity_over(start + 1).is_some_and(state)
}

/// "Travelled to Vladivostok": a city where a place stands, which the model took for a person.
fn is_city(scan: &Scan<'_>, name: &NameHit) -> bool {
    let t = name.tokens.start;
    name.tokens.len() == 1
        && place::cities(&scan.text, t).iter().any(|(tokens, _)| *tokens == name.tokens)
        && place::is_goal(scan.text.doc, t)
}

/// "Вопрос: …": a common noun before a colon, which the model took for a person.
fn is_label(scan: &Scan<'_>, name: &NameHit) -> bool {
    let t = name.tokens.start;
    name.tokens.len() == 1 && scan.is(t + 1, &[":"]) && scan.text.doc.upos(t) == Upos::Noun
}

/// The name on `tokens`, cut into its parts.
pub(super) fn make(scan: &Scan<'_>, tokens: Range<TokenId>) -> Option<NameHit> {
    let lang = scan.lang(tokens.start);
    let syllables = syllables(scan, &tokens);
    let (tokens, family) = match &syllables {
        Some(end) => (tokens.start..*end, true),
        None => (tokens, false),
    };
    let mut parts: Vec<TokenId> = tokens
        .clone()
        .filter(|&t| {
            scan.is_name_word(t) && !scan.persons.is_particle(scan.form(t)) && !is_numeral(scan.form(t))
        })
        .collect();
    let mut sex = None;
    let mut patronymic = None;
    if lang == Lang::Ru
        && parts.len() >= 2
        && let Some(at) =
            parts.iter().skip(1).position(|&t| scan.persons.patronymic(scan.folded(t)).is_some())
    {
        let at = at + 1;
        sex = scan.persons.patronymic(scan.folded(parts[at]));
        patronymic = Some(at);
    }
    let (given, surname, bare) = match (parts.len(), patronymic) {
        (0, _) => return None,
        (1, _) => (None, parts[0], false),
        // The family name stands first.
        _ if family => (Some(parts[1]), parts[0], false),
        // "Ortega-Lopez": the two halves of one surname.
        (2, None) if lang == Lang::En && tokens.len() == 3 && scan.is(tokens.start + 1, &["-"]) => {
            (None, parts[1], false)
        }
        // "Сергей Викторович" has no surname, "Сергей Гордиевич" has one: the rest of the article tells.
        (2, Some(1)) => (Some(parts[0]), parts[1], true),
        (n, Some(at)) => {
            let rest: Vec<TokenId> = (0..n).filter(|i| *i != at && *i + 1 != at).map(|i| parts[i]).collect();
            (Some(parts[at - 1]), *rest.last()?, false)
        }
        (_, None) => {
            let last = parts.pop()?;
            (Some(parts[0]), last, false)
        }
    };
    let word = |t: TokenId| NameWord { token: t, readings: readings(scan, t) };
    Some(NameHit {
        tokens,
        given: given.map(word),
        surname: word(surname),
        sex,
        bare_given: bare,
        guess: false,
    })
}

/// Where a Korean or Chinese name ends whose last syllable is set off by a hyphen: *Kim Yong-nam*, *Cheuk Hau-yip*.
fn syllables(scan: &Scan<'_>, tokens: &Range<TokenId>) -> Option<TokenId> {
    let doc = scan.text.doc;
    if tokens.len() < 2 {
        return None;
    }
    let hyphen = (tokens.start + 2..=tokens.end).find(|&t| scan.is(t, &["-"]))?;
    let last = hyphen + 1;
    // A small letter after the hyphen tells that the family name stands first.
    let small = || {
        scan.lang(tokens.start) == Lang::En
            && hyphen == tokens.start + 2
            && (last as usize) < doc.len()
            && scan.form(last).chars().all(char::is_lowercase)
            && scan.form(last).chars().count() > 1
    };
    if !scan.persons.is_family(scan.folded(tokens.start)) && !small() {
        return None;
    }
    let glued = |a: TokenId, b: TokenId| doc.span(a).end == doc.span(b).start;
    let syllable = scan.sentence(tokens.start).contains(&last)
        && glued(hyphen - 1, hyphen)
        && glued(hyphen, last)
        && scan.form(last).chars().count() <= SYLLABLE
        && scan.form(last).chars().all(char::is_alphabetic);
    syllable.then_some(last + 1)
}

/// Letters of the longest syllable of a Korean name.
const SYLLABLE: usize = 6;

/// A given name and what looks like a patronymic is a whole name unless somebody of that given name has a surname:
/// *Милош Вучевич*.
pub(super) fn part(names: &mut [NameHit]) {
    let givens: Vec<NameWord> =
        names.iter().filter(|n| !n.bare_given).filter_map(|n| n.given.clone()).collect();
    for name in names.iter_mut().filter(|n| n.bare_given) {
        name.bare_given = name.given.as_ref().is_some_and(|g| givens.iter().any(|o| o.meets(g)));
    }
}

/// Nominatives of a word: what the morphology says first, then what the endings allow.
pub(super) fn readings(scan: &Scan<'_>, t: TokenId) -> Vec<(String, Option<Sex>)> {
    let doc = scan.text.doc;
    let key = scan.persons.surname_key(scan.form(t).trim_end_matches('.'));
    if scan.lang(t) != Lang::Ru {
        return vec![(key, None)];
    }
    let all = scan.persons.nominatives(&key);
    let feats = doc.feats(t);
    let sex = feats.gender.and_then(|g| match g {
        Gender::Masc => Some(Sex::Masc),
        Gender::Fem => Some(Sex::Fem),
        Gender::Neut => None,
    });
    // In the nominative the word stands for itself.
    if feats.case == Some(Case::Nom) {
        let own: Vec<_> = all.iter().filter(|(n, _)| *n == key).cloned().collect();
        let agreeing: Vec<_> =
            own.iter().filter(|(_, s)| s.is_none() || sex.is_none() || *s == sex).cloned().collect();
        if !agreeing.is_empty() {
            return agreeing;
        }
        if !own.is_empty() {
            return own;
        }
    }
    all
}

/// Capitalised words that begin at `t` and may be a name after a title: at most four, particles inside allowed.
pub(super) fn after_title(scan: &Scan<'_>, t: TokenId) -> Option<NameHit> {
    if t as usize >= scan.text.doc.len() {
        return None;
    }
    let end = scan.sentence(t).end;
    // "Army spokesman Brigadier General Petrov": a rank before the name is no part of it.
    if let Some((len, rank)) = scan.offices.title(scan.lang(t), scan.ahead(t))
        && scan.lang(t) == Lang::En
        && rank.sectors.contains(&Sector::Mil)
        && rank.takes == Takes::Staff
        && t + (len as TokenId) < end
    {
        return after_title(scan, t + len as TokenId);
    }
    // "Principal Deputy Spokesperson Ann Lee": a title that goes on as another.
    if scan.lang(t) == Lang::En
        && let Some((len, next)) = scan.offices.title(Lang::En, scan.ahead(t))
        && t + (len as TokenId) < end
        && next.key == Key::Office(Office::Spokesperson)
    {
        return None;
    }
    let mut at = t;
    let mut last = t;
    let mut count = 0;
    while at < end && count < 4 {
        // "President Santiago Peña": a given name that is a city as well.
        let given = |h: &EntityHit| {
            h.form == Form::Capital && h.tokens.len() == 1 && at + 1 < end && scan.is_name_word(at + 1)
        };
        if scan.entity_from(at).is_some_and(|h| at == t && !given(h) || h.tokens.len() > 1) {
            break;
        }
        let acronym = scan.lang(at) == Lang::Ru
            && scan.form(at).chars().count() > 2
            && scan.form(at).chars().all(char::is_uppercase);
        if acronym {
            break;
        }
        if count > 0 && headline_verb(scan, at) {
            break;
        }
        // "Presidents Sadyr Japarov and …": a rare given name that the tagger took for a verb.
        let rare = count == 0
            && scan.is_capital(at)
            && scan.text.doc.upos(at) == Upos::Verb
            && !scan.text.in_title(at)
            && at + 1 < end
            && scan.is_name_word(at + 1);
        if (scan.is_name_word(at) || rare) && !scan.is_possessive(at) {
            if scan.text.doc.upos(at) == Upos::Adj && count == 0 {
                break;
            }
            count += 1;
            at += 1;
            last = at;
        } else if (count > 0 || scan.is_capital(at)) && scan.persons.is_particle(scan.form(at))
            || count > 0 && scan.is(at, &["-"])
        {
            at += 1;
        } else {
            break;
        }
    }
    if count == 0 {
        return None;
    }
    make(scan, t..last)
}

/// Bare surnames of persons already found, where the model missed them; and first names that are no common ones: "Abiy", "Sonthi".
pub(super) fn repeated(scan: &Scan<'_>, names: &[NameHit]) -> Vec<NameHit> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for name in names.iter().filter(|n| !n.bare_given) {
        known.extend(name.surname.readings.iter().map(|(n, _)| n.clone()));
        let first = name.given.iter().flat_map(|g| &g.readings).map(|(n, _)| n);
        let rare = |n: &&String| n.chars().count() > 3 && scan.persons.given(n).is_none();
        known.extend(first.filter(rare).cloned());
    }
    let mut taken = vec![false; scan.text.doc.len()];
    for name in names {
        for t in name.tokens.clone() {
            taken[t as usize] = true;
        }
    }
    let mut out = Vec::new();
    for t in 0..scan.text.doc.len() as u32 {
        if taken[t as usize] || !scan.is_name_word(t) || scan.entity_over(t).is_some() {
            continue;
        }
        let word = NameWord { token: t, readings: readings(scan, t) };
        if word.readings.iter().any(|(n, _)| known.contains(n))
            && let Some(hit) = make(scan, whole_surname(scan, t, &taken)..t + 1)
        {
            out.push(hit);
        }
    }
    out
}

/// Where a surname of two halves begins whose second half stands at `t`: *Weber-Holt*.
fn whole_surname(scan: &Scan<'_>, t: TokenId, taken: &[bool]) -> TokenId {
    let doc = scan.text.doc;
    let glued = |a: TokenId| doc.span(a).end == doc.span(a + 1).start;
    let first = t.checked_sub(2).filter(|&f| f >= scan.sentence(t).start && scan.is(t - 1, &["-"]));
    first.filter(|&f| glued(f) && glued(t - 1) && scan.is_name_word(f) && !taken[f as usize]).unwrap_or(t)
}

/// Capitalised words whose surname belongs to a known holder of an office.
pub(super) fn known(scan: &Scan<'_>, names: &[NameHit]) -> Vec<NameHit> {
    let doc = scan.text.doc;
    let mut taken = vec![false; doc.len()];
    for name in names {
        for t in name.tokens.clone() {
            taken[t as usize] = true;
        }
    }
    let mut out = Vec::new();
    for t in 0..doc.len() as u32 {
        if taken[t as usize]
            || !scan.is_name_word(t)
            || scan.entity_over(t).is_some()
            || scan.offices.title(scan.lang(t), scan.ahead(t)).is_some()
            || doc.names().iter().any(|n| {
                n.tokens.contains(&t)
                    && (n.kind == NameKind::Date
                        || matches!(n.kind, NameKind::Organisation | NameKind::Place) && n.tokens.len() > 1)
            })
        {
            continue;
        }
        let listed = |t: TokenId| readings(scan, t).iter().any(|(n, _)| !scan.persons.named(n).is_empty());
        if !listed(t) {
            continue;
        }
        // "Antony J. Blinken": what is somebody's surname elsewhere is a given name here.
        let next = t + 1 + u32::from(is_initial(scan, t + 1));
        let given = readings(scan, t).iter().any(|(n, _)| scan.persons.given(n).is_some());
        let follows = |at: TokenId| at < scan.sentence(t).end && scan.is_name_word(at) && listed(at);
        if (given || next > t + 1) && follows(next) && scan.entity_over(next).is_none() {
            continue;
        }
        // The words before it, if they are free and look like a given name.
        let mut start = t;
        while start > scan.sentence(t).start
            && t - start < 2
            && !taken[start as usize - 1]
            && scan.is_name_word(start - 1)
            && scan.entity_over(start - 1).is_none()
            && (readings(scan, start - 1).iter().any(|(n, _)| scan.persons.given(n).is_some())
                || start == t && is_initial(scan, start - 1))
        {
            start -= 1;
        }
        if start < t && is_initial(scan, start) {
            start += 1;
        }
        if let Some(hit) = make(scan, start..t + 1) {
            out.push(NameHit { guess: true, ..hit });
        }
    }
    out
}
