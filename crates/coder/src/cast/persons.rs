//! Names that mean the same person, and whom of the known persons they mean.

use legation_lexicon::names::{self, Support, Verdict};
use legation_lexicon::persons::{PersonIx, Sex, consonants};
use legation_model::Lang;
use legation_nlp::tags::{Gender, Number};
use legation_nlp::{Rel, Upos};

use super::names::{NameHit, NameWord, same_reading};
use super::scan::Scan;

/// A person of the article.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Names in the order of the text.
    pub(super) names: Vec<usize>,
    pub(super) surname: NameWord,
    pub(super) given: Option<NameWord>,
    pub(super) sex: Option<Sex>,
    pub(super) known: Option<PersonIx>,
}

/// Joins names into persons; the draft of each name comes second.
pub(super) fn join(scan: &Scan<'_>, names: &[NameHit]) -> (Vec<Draft>, Vec<Option<usize>>) {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut of: Vec<Option<usize>> = vec![None; names.len()];
    let mut order: Vec<usize> = (0..names.len()).collect();
    // Full names first, so that a bare surname finds its owner wherever it stands.
    order.sort_by_key(|&n| (names[n].bare_given, names[n].given.is_none(), names[n].tokens.start));
    for n in order {
        let name = &names[n];
        let mut fitting: Vec<usize> = (0..drafts.len()).filter(|&d| fits(scan, &drafts[d], name)).collect();
        if fitting.is_empty() && name.given.is_none() {
            // A single word may be the first word of a name: "Xi", "John".
            fitting = (0..drafts.len())
                .filter(|&d| drafts[d].given.as_ref().is_some_and(|g| g.meets(&name.surname)))
                .collect();
            if fitting.len() > 1 {
                fitting.clear();
            }
        }
        // Of several with one surname the last one named before this place is meant.
        let at = names[n].tokens.start;
        let best = fitting.into_iter().max_by_key(|&d| {
            drafts[d]
                .names
                .iter()
                .map(|&m| names[m].tokens.start)
                .filter(|&s| s < at)
                .max()
                .map_or(0, |s| s + 1)
        });
        if let Some(d) = best {
            let draft = &mut drafts[d];
            draft.names.push(n);
            narrow(&mut draft.surname, &name.surname);
            if let (Some(mine), Some(other)) = (&mut draft.given, &name.given) {
                narrow(mine, other);
            } else if draft.given.is_none() {
                draft.given.clone_from(&name.given);
            }
            draft.sex = draft.sex.or(name.sex);
            of[n] = Some(d);
        } else {
            of[n] = Some(drafts.len());
            drafts.push(Draft {
                names: vec![n],
                surname: name.surname.clone(),
                given: name.given.clone(),
                sex: name.sex,
                known: None,
            });
        }
    }
    for draft in &mut drafts {
        draft.names.sort_by_key(|&n| names[n].tokens.start);
        draft.sex = draft.sex.or_else(|| sex_of(scan, names, draft));
    }
    (drafts, of)
}

fn fits(scan: &Scan<'_>, draft: &Draft, name: &NameHit) -> bool {
    let given = match (&draft.given, &name.given) {
        (Some(a), Some(b)) => a.meets(b) || initial(scan, a, b),
        _ => true,
    };
    if name.bare_given {
        return given && draft.given.is_some();
    }
    let sexes = draft.sex.is_none() || name.sex.is_none() || draft.sex == name.sex;
    given && sexes && draft.surname.meets(&name.surname)
}

/// One is the initial of the other.
fn initial(scan: &Scan<'_>, a: &NameWord, b: &NameWord) -> bool {
    let short = |w: &NameWord| scan.form(w.token).trim_end_matches('.').chars().count() == 1;
    (short(a) || short(b)) && scan.folded(a.token).chars().next() == scan.folded(b.token).chars().next()
}

/// Keeps the readings that both words allow.
fn narrow(word: &mut NameWord, other: &NameWord) {
    let both: Vec<_> = word
        .readings
        .iter()
        .filter_map(|a| {
            let b = other.readings.iter().find(|b| same_reading(a, b))?;
            Some((a.0.clone(), a.1.or(b.1)))
        })
        .collect();
    if !both.is_empty() {
        word.readings = both;
    }
}

fn sex_of(scan: &Scan<'_>, names: &[NameHit], draft: &Draft) -> Option<Sex> {
    // "Александру" is a name of its own, and a form of two others.
    let given = draft.given.iter().flat_map(|g| &g.readings);
    one_sex(given.filter_map(|(name, _)| scan.persons.given(name)))
        .or_else(|| one_sex(draft.names.iter().filter_map(|&n| told_by_verb(scan, &names[n]))))
        .or_else(|| {
            let russian = draft.given.as_ref().filter(|g| scan.lang(g.token) == Lang::Ru);
            russian.filter(|g| g.readings.len() == 1).and_then(|g| g.readings[0].1)
        })
        .or_else(|| {
            let mut sexes: Vec<Option<Sex>> = draft.surname.readings.iter().map(|r| r.1).collect();
            sexes.dedup();
            if sexes.len() == 1 { sexes[0] } else { None }
        })
}

/// The sex on which all agree.
fn one_sex(mut sexes: impl Iterator<Item = Sex>) -> Option<Sex> {
    let first = sexes.next()?;
    sexes.all(|s| s == first).then_some(first)
}

/// "Министр Раду Попа прибыл": the sex that a past verb tells of its subject.
fn told_by_verb(scan: &Scan<'_>, name: &NameHit) -> Option<Sex> {
    let doc = scan.text.doc;
    let head = scan.head_of(&name.tokens);
    let title = doc.head(head).filter(|_| matches!(doc.rel(head).base(), Rel::Appos | Rel::Flat));
    let subject = [Some(head), title].into_iter().flatten().find(|&t| doc.rel(t).base() == Rel::Nsubj)?;
    let verb = doc.head(subject).filter(|&v| doc.upos(v) == Upos::Verb)?;
    let feats = doc.feats(verb);
    if scan.lang(head) != Lang::Ru
        || feats.number != Some(Number::Sing)
        || doc.child(subject, Rel::Conj).is_some()
    {
        return None;
    }
    match feats.gender? {
        Gender::Masc => Some(Sex::Masc),
        Gender::Fem => Some(Sex::Fem),
        Gender::Neut => None,
    }
}

/// Known persons whose name this may be: surname and, where one stands there, given name.
pub(super) fn candidates(scan: &Scan<'_>, draft: &Draft) -> Vec<PersonIx> {
    let mut out: Vec<PersonIx> = Vec::new();
    let mut surnames: Vec<&str> = draft.surname.readings.iter().map(|r| r.0.as_str()).collect();
    if let (Some(given), 1) = (&draft.given, 1) {
        // Family name first: "Xi Jinping" is found by either word.
        surnames.extend(given.readings.iter().map(|r| r.0.as_str()));
    }
    for surname in surnames {
        for &ix in scan.persons.named(surname) {
            if !out.contains(&ix) && agrees(scan, draft, ix) {
                out.push(ix);
            }
        }
    }
    if out.is_empty() && draft.given.is_some() && scan.lang(draft.surname.token) == Lang::Ru {
        // The morphology took an oblique form for a nominative: the given name vouches for the other readings.
        let wide = |w: &NameWord| NameWord {
            token: w.token,
            readings: scan.persons.nominatives(scan.form(w.token)),
        };
        let wider = Draft {
            surname: wide(&draft.surname),
            given: draft.given.as_ref().map(wide),
            sex: None,
            ..draft.clone()
        };
        for (surname, _) in &wider.surname.readings {
            for &ix in scan.persons.named(surname) {
                if !out.contains(&ix) && agrees(scan, &wider, ix) {
                    out.push(ix);
                }
            }
        }
    }
    if let (true, Some(given)) = (out.is_empty(), &draft.given) {
        // Another spelling of the surname, where the given name is the same too.
        // Thousands are listed: only those are compared letter by letter whose given name sounds alike at its beginning.
        let near = |ix: PersonIx| given.readings.iter().any(|(g, _)| scan.persons.begins_like(ix, g));
        for (surname, _) in &draft.surname.readings {
            for (ix, like) in scan.persons.alike(surname, near) {
                let same = given.readings.iter().any(|(g, _)| {
                    let mut words = scan.persons.words(ix).iter();
                    words.any(|w| names::given(g, w) && !names::compare(w, surname).is_spelling())
                });
                let beside = Support { given: Some(same), office: false, country: false, chain: false };
                if names::support(&like, beside) == Verdict::Same && !out.contains(&ix) {
                    out.push(ix);
                }
            }
        }
    }
    if out.is_empty() && draft.given.is_none() {
        // A given name alone, cut off from its surname: the office has to tell.
        for (name, _) in &draft.surname.readings {
            let more = scan.persons.with_word(name).iter().filter(|ix| !out.contains(ix));
            let more: Vec<PersonIx> = more.copied().collect();
            out.extend(more);
        }
        out.sort();
    }
    out
}

/// Whether the known person does not bear the draft's surname.
pub(super) fn by_given_only(scan: &Scan<'_>, draft: &Draft, ix: PersonIx) -> bool {
    draft.given.is_none() && !draft.surname.readings.iter().any(|(n, _)| scan.persons.named(n).contains(&ix))
}

fn agrees(scan: &Scan<'_>, draft: &Draft, ix: PersonIx) -> bool {
    let known = scan.persons.known(ix);
    if draft.sex.is_some_and(|s| s != known.sex) && draft.given.is_some() {
        return false;
    }
    let words = scan.persons.words(ix);
    let Some(given) = &draft.given else {
        return draft.sex.is_none_or(|s| s == known.sex);
    };
    let short = scan.form(given.token).trim_end_matches('.').chars().count() == 1;
    let meets = |word: &NameWord| {
        word.readings.iter().filter(|(_, sex)| sex.is_none_or(|s| s == known.sex)).any(|(name, _)| {
            words.iter().any(|w| {
                w == name
                    || short && w.starts_with(name.as_str())
                    || name.is_ascii() && w.is_ascii() && consonants(w) == consonants(name) && name.len() > 3
            })
        })
    };
    meets(given) && meets(&draft.surname)
}
