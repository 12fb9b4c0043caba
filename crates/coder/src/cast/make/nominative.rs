//! The name of a person in the nominative, as all its forms in the article tell it.

use legation_lexicon::persons::Sex;
use legation_model::Lang;
use legation_nlp::tags::{Case, Rel};

use super::super::names::{NameHit, NameWord};
use super::super::persons::Draft;
use super::super::read::Found;

/// What speaks for a nominative: the form is its form in just that case, or in some; and what the lemma adds.
const EXACT: u32 = 8;
const SOME: u32 = 2;
const LEMMA: u32 = 1;
/// A foreign name that stands as it is in all cases: less than an ending that fits its case, more than one that does
/// not.
const UNBENT: u32 = 6;
/// A soft ending behind a consonant that foreign names rarely have: *Эслами* is seldom *Эсламя*.
const SOFT: u32 = 4;

/// The person's fullest name in the article, in the nominative.
pub(super) fn full_name(found: &Found<'_>, at: usize) -> String {
    let scan = &found.scan;
    let text = &scan.text;
    let draft = &found.drafts[at];
    let best = draft.names.iter().copied().max_by_key(|&n| {
        let name = &found.names[n];
        let nominative = case_of(found, n) == Some(Case::Nom);
        let whole = name.given.as_ref().is_some_and(|g| !is_initial(found, g));
        (whole && !name.bare_given, nominative, name.given.is_some(), std::cmp::Reverse(name.tokens.start))
    });
    let Some(best) = best else { return String::new() };
    let name = &found.names[best];
    if scan.lang(name.tokens.start) != Lang::Ru {
        return text.words(text.doc.cover(name.tokens.clone())).to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    for t in name.tokens.clone() {
        let form = scan.form(t);
        let part = if t == name.surname.token {
            nominative(found, draft, &draft.surname, |n| Some(&n.surname))
        } else if name.given.as_ref().is_some_and(|g| g.token == t && !is_initial(found, g)) {
            draft.given.as_ref().and_then(|g| nominative(found, draft, g, |n| n.given.as_ref()))
        } else {
            None
        };
        let word = part.map_or_else(|| form.to_owned(), |part| capitals(found, form, &part));
        match words.last_mut().filter(|_| form == ".") {
            Some(initial) => initial.push('.'),
            None => words.push(word),
        }
    }
    words.join(" ")
}

/// *С.* for *Сергей*.
fn is_initial(found: &Found<'_>, word: &NameWord) -> bool {
    found.scan.form(word.token).trim_end_matches('.').chars().count() == 1
}

/// The case in which a name stands: that of its office before it, the nominative of a subject, else what its
/// surname looks like.
fn case_of(found: &Found<'_>, n: usize) -> Option<Case> {
    let doc = found.scan.text.doc;
    let name = &found.names[n];
    let title = found.ties.iter().find(|t| t.name == n && t.rule == "office.title-name").map(|t| {
        let title = &found.titles[t.title];
        (title.plural, doc.feats(title.core.start).case)
    });
    if let Some((false, Some(case))) = title {
        return Some(case);
    }
    let head = found.scan.head_of(&name.tokens);
    if doc.rel(head).is_subject() && doc.rel(head).base() == Rel::Nsubj {
        return Some(Case::Nom);
    }
    // "Джон" is no other case of any name.
    let given = name.given.as_ref().filter(|g| {
        let folded = found.scan.folded(g.token);
        found.scan.persons.given(folded) == Some(Sex::Masc) && folded.ends_with(is_hard)
    });
    if given.is_some() {
        return Some(Case::Nom);
    }
    doc.feats(name.surname.token).case
}

fn is_hard(c: char) -> bool {
    c.is_alphabetic() && !is_vowel(c) && c != 'ь' && c != 'й'
}

fn is_vowel(c: char) -> bool {
    "аеёиоуыэюя".contains(c)
}

fn letter(case: Case) -> char {
    match case {
        Case::Nom | Case::Voc => 'n',
        Case::Gen | Case::Par => 'g',
        Case::Dat => 'd',
        Case::Acc => 'a',
        Case::Ins => 'i',
        Case::Loc => 'l',
    }
}

/// The nominative of a word of the name that fits its forms in the article best.
fn nominative<'f>(
    found: &'f Found<'_>,
    draft: &Draft,
    word: &NameWord,
    of: impl Fn(&'f NameHit) -> Option<&'f NameWord>,
) -> Option<String> {
    let scan = &found.scan;
    let mut forms: Vec<(String, Option<Case>, &str)> = Vec::new();
    for &n in &draft.names {
        if let Some(own) = of(&found.names[n])
            && scan.lang(own.token) == Lang::Ru
        {
            let key = scan.persons.surname_key(scan.form(own.token));
            forms.push((key, case_of(found, n), scan.text.doc.lemma(own.token)));
        }
    }
    if let Some(known) = draft.known {
        let known = scan.persons.known(known);
        let mut words = known.name_ru.split(' ').map(|w| scan.persons.surname_key(w));
        if let Some(same) = words.find(|w| word.readings.iter().any(|r| r.0 == *w)) {
            return Some(same);
        }
    }
    let told = |key: &str| word.readings.iter().any(|r| r.0 == key);
    if let Some((key, ..)) = forms.iter().find(|(key, case, _)| *case == Some(Case::Nom) && told(key)) {
        return Some(key.clone());
    }
    let first = forms.first().map(|f| f.0.clone())?;
    let unbent = forms.iter().all(|f| f.0 == first) && !first.ends_with(['а', 'я', 'ь', 'й']);
    let mut names: Vec<&str> = word.readings.iter().map(|r| r.0.as_str()).collect();
    if !names.contains(&first.as_str()) && unbent {
        names.push(&first);
    }
    let mut best: Option<(u32, &str)> = None;
    for name in names {
        let mut score = 0;
        for (form, case, lemma) in &forms {
            let cases = ['g', 'd', 'a', 'i', 'l'];
            let exact = case.is_some_and(|c| scan.persons.declines(name, form, letter(c)));
            let some = cases.iter().any(|c| scan.persons.declines(name, form, *c));
            let soft = form.ends_with('и') && name.ends_with(['ь', 'я']) && !form.ends_with("ии");
            score += match () {
                () if exact && soft => SOFT,
                () if exact => EXACT,
                () if name == form && unbent && form.ends_with(is_vowel) => UNBENT,
                () if some || name == form => SOME,
                () => 0,
            };
            score += u32::from(name == *lemma) * LEMMA;
        }
        score += u32::from(scan.persons.given(name).is_some()) * EXACT;
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name.to_owned())
}

/// `name` with the capitals, and the particle, of `form`.
fn capitals(found: &Found<'_>, form: &str, name: &str) -> String {
    let key = found.scan.persons.surname_key(form);
    if key == *name {
        return form.to_owned();
    }
    let prefix = form.len().saturating_sub(key.len());
    let mut out = form.get(..prefix).unwrap_or("").to_owned();
    let mut start = true;
    for c in name.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        start = c == '-';
    }
    out
}
