//! Slots: where in the tree a word's players stand.

use legation_model::Lang;
use legation_nlp::tags::{Case, VerbForm, Voice};
use legation_nlp::{Doc, Rel, TokenId, Upos};

use super::cues::Cue;
pub(super) use super::doers::objects as objects_of;
use super::doers::{agents, objects, subjects};

/// A place beside a head word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// Subject of the deed (agent of a passive).
    Subject,
    /// What the deed is done to (subject of a passive).
    Object,
    /// Dative without preposition, English indirect object.
    Dative,
    /// Instrumental without preposition.
    Instrumental,
    /// Genitive without preposition, English possessive and `of`.
    Genitive,
    /// Adjective of an actor, English compound.
    Adjective,
    /// Infinitive.
    Infinitive,
    /// English verb in -ing without preposition.
    Gerund,
    /// English infinitive without "to": "helped X build".
    Bare,
    /// Clause.
    Clause,
    /// The verb that a phrase stands under: *held* for "at the request of X it was *held*".
    Above,
    /// A slot beside what fills another: `obj/between`.
    Under(Box<Slot>, Box<Slot>),
    /// Preposition, with its case where it matters.
    Prep(String, Option<Case>),
}

/// A gerund, by itself or by its auxiliary: "firing", "having fired", "being held".
fn is_ing(doc: &Doc, t: TokenId) -> bool {
    let ing = |t: TokenId| doc.form(t).ends_with("ing");
    ing(t) || doc.children(t).any(|c| matches!(doc.rel(c), Rel::Aux | Rel::AuxPass) && c < t && ing(c))
}

impl Slot {
    /// Reads `subj`, `obj`, `с:ins`, `with`…
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some((outer, inner)) = text.split_once('/') {
            return Some(Self::Under(Box::new(Self::parse(outer)?), Box::new(Self::parse(inner)?)));
        }
        Some(match text {
            "subj" => Self::Subject,
            "obj" => Self::Object,
            "dat" => Self::Dative,
            "ins" => Self::Instrumental,
            "gen" => Self::Genitive,
            "adj" => Self::Adjective,
            "inf" => Self::Infinitive,
            "gerund" => Self::Gerund,
            "bare" => Self::Bare,
            "clause" => Self::Clause,
            "above" => Self::Above,
            "" => return None,
            other => match other.split_once(':') {
                Some((prep, case)) => {
                    let mut name = case.to_owned();
                    name.get_mut(..1)?.make_ascii_uppercase();
                    Self::Prep(prep.to_owned(), Some(Case::parse(&name)?))
                }
                None => Self::Prep(other.to_owned(), None),
            },
        })
    }

    /// Heads of the phrases that stand in the slot beside `head`, coordination not unfolded.
    pub(super) fn fill(&self, doc: &Doc, head: TokenId) -> Vec<TokenId> {
        let found: Vec<TokenId> = match self {
            Self::Subject => subjects(doc, head),
            Self::Object => objects(doc, head).into_iter().flat_map(|t| parted(doc, t)).collect(),
            Self::Under(outer, inner) => {
                let under = |t: TokenId| {
                    let own = inner.fill(doc, t);
                    // "Launched 68 drones and four missiles against Ukraine": what stands behind the last is of all of them.
                    let last = doc.children_by(t, Rel::Conj).last().filter(|_| own.is_empty());
                    last.map_or(own, |last| inner.fill(doc, last))
                };
                let mut at = outer.fill(doc, head);
                // "Объявил персоной нон грата посла".
                if **outer == Self::Instrumental {
                    let named =
                        |c: &TokenId| doc.upos(*c) == Upos::Noun && doc.feats(*c).case == Some(Case::Ins);
                    at.extend(doc.children_by(head, Rel::Xcomp).filter(named));
                }
                at.into_iter().flat_map(under).collect()
            }
            Self::Above => {
                let up = doc
                    .head(head)
                    .filter(|&up| doc.rel(head).base() == Rel::Obl && doc.upos(up) == Upos::Verb);
                up.into_iter().collect()
            }
            Self::Dative => bare(doc, head, Case::Dat),
            Self::Instrumental => bare(doc, head, Case::Ins),
            Self::Genitive => genitives(doc, head),
            Self::Adjective => {
                let own = |head: TokenId| {
                    doc.children(head).filter(|&c| {
                        matches!(doc.rel(c).base(), Rel::Amod | Rel::Compound | Rel::Nmod | Rel::Det)
                            && preposition(doc, c).is_none()
                            && (doc.upos(c) == Upos::Adj || doc.lang(c) == Lang::En)
                    })
                };
                let halves = |c: TokenId| own(c).filter(move |&half| half + 2 == c && hyphen(doc, half + 1));
                own(head).flat_map(|c| halves(c).chain(std::iter::once(c))).collect()
            }
            Self::Infinitive => doc
                .children(head)
                .filter(|&c| {
                    matches!(
                        doc.rel(c).base(),
                        Rel::Xcomp | Rel::Csubj | Rel::Ccomp | Rel::Acl | Rel::Advcl | Rel::Nsubj | Rel::Obj
                    ) && is_infinitive(doc, c)
                        // "О готовности вернуться": the tree takes it for a noun's complement.
                        || doc.rel(c) == Rel::Nmod && doc.feats(c).form == Some(VerbForm::Inf)
                })
                .collect(),
            Self::Bare => doc
                .children(head)
                .filter(|&c| {
                    matches!(doc.rel(c), Rel::Xcomp | Rel::Ccomp)
                        && doc.feats(c).form == Some(VerbForm::Inf)
                        && !has_that(doc, c)
                })
                .collect(),
            Self::Gerund => doc
                .children(head)
                .filter(|&c| {
                    matches!(doc.rel(c).base(), Rel::Xcomp | Rel::Ccomp | Rel::Advcl | Rel::Obj)
                        && doc.upos(c) == Upos::Verb
                        && is_ing(doc, c)
                        && !stands_apart(doc, head, c)
                })
                .collect(),
            Self::Clause => doc
                .children(head)
                .filter(|&c| {
                    matches!(
                        doc.rel(c).base(),
                        Rel::Ccomp | Rel::Csubj | Rel::Acl | Rel::Advcl | Rel::Parataxis
                    ) && !is_infinitive(doc, c)
                        && (doc.rel(c) == Rel::Ccomp || doc.rel(c).base() == Rel::Csubj || has_that(doc, c))
                })
                .collect(),
            Self::Prep(prep, case) => doc
                .children(head)
                .filter(|&c| {
                    matches!(
                        doc.rel(c).base(),
                        Rel::Obl
                            | Rel::Nmod
                            | Rel::Obj
                            | Rel::Iobj
                            | Rel::Advcl
                            | Rel::Acl
                            | Rel::Xcomp
                            | Rel::Ccomp
                    ) && preposition(doc, c).is_some_and(|p| {
                        doc.lemma(p) == prep.as_str()
                            && case.is_none_or(|k| {
                                doc.feats(c).case.is_none_or(|have| have == k) || has_no_cases(doc, c)
                            })
                            || faces(doc, p, prep)
                    })
                })
                .collect(),
        };
        found.into_iter().map(|t| told_by(doc, antecedent(doc, t))).collect()
    }
}

/// "Receiving X, Y thanked …", "called off talks, accusing X": a phrase before the verb or behind a comma tells what else
/// the subject did.
fn stands_apart(doc: &Doc, verb: TokenId, phrase: TokenId) -> bool {
    let first = doc.subtree(phrase).start;
    doc.rel(phrase) == Rel::Advcl
        && (phrase < verb || first.checked_sub(1).is_some_and(|before| doc.form(before) == ","))
}

/// "Most of the sanctions": the part, and that of which it is one.
fn parted(doc: &Doc, t: TokenId) -> Vec<TokenId> {
    let mut out = vec![t];
    if doc.lang(t) == Lang::En && is(doc, t, Cue::Part) {
        out.extend(genitives(doc, t).into_iter().filter(|&c| preposition(doc, c).is_some()));
    }
    out
}

/// "Russian-Turkish": the sign between the halves of a compound that is written as three words.
pub(super) fn hyphen(doc: &Doc, t: TokenId) -> bool {
    matches!(doc.form(t), "-" | "–")
}

/// "О том, что …": the clause behind a pronoun that only points to it.
pub(super) fn told_by(doc: &Doc, t: TokenId) -> TokenId {
    let points = matches!(doc.upos(t), Upos::Pron | Upos::Det);
    let clause = || {
        doc.children(t).find(|&c| {
            matches!(doc.rel(c).base(), Rel::Acl | Rel::Ccomp)
                && doc.upos(c) == Upos::Verb
                && has_that(doc, c)
        })
    };
    points.then(clause).flatten().unwrap_or(t)
}

/// Whether the word has no cases whatever the tagger says: an abbreviation ("вызван в МИД"), a name that does not bend
/// ("на Гаити").
fn has_no_cases(doc: &Doc, t: TokenId) -> bool {
    let form = doc.form(t);
    let abbreviation = form.chars().count() > 1 && form.chars().all(char::is_uppercase);
    let bends_not = || {
        doc.upos(t) == Upos::Propn
            && form.ends_with(['и', 'о', 'у', 'е', 'э', 'ю'])
            && form.to_lowercase() == doc.lemma(t)
    };
    abbreviation || bends_not()
}

/// The word that introduces the phrase headed by `t`.
pub(super) fn preposition(doc: &Doc, t: TokenId) -> Option<TokenId> {
    doc.children(t).find(|&c| {
        matches!(doc.rel(c).base(), Rel::Case | Rel::Mark)
            && matches!(doc.upos(c), Upos::Adp | Upos::Sconj | Upos::Verb)
            && !matches!(doc.lemma(c), "'s" | "’s" | "'")
    })
}

/// "В отношении", "по отношению к" say what the plain preposition `prep` says.
fn faces(doc: &Doc, preposition: TokenId, prep: &str) -> bool {
    let facing =
        |word: &str| crate::rules::Rules::builtin().index.cues.is(doc.lang(preposition), Cue::Facing, word);
    doc.children_by(preposition, Rel::Fixed).any(|f| facing(doc.lemma(f))) && facing(prep)
}

pub(super) fn has_that(doc: &Doc, clause: TokenId) -> bool {
    doc.children_by(clause, Rel::Mark).any(|m| is(doc, m, Cue::That))
}

/// Whether the word is an infinitive.
pub(super) fn is_infinitive(doc: &Doc, t: TokenId) -> bool {
    match doc.lang(t) {
        Lang::En => {
            matches!(doc.upos(t), Upos::Verb | Upos::Aux | Upos::Adj | Upos::Noun)
                && doc
                    .children(t)
                    .any(|c| doc.lemma(c) == "to" && matches!(doc.upos(c), Upos::Part | Upos::Sconj))
        }
        _ => {
            doc.feats(t).form == Some(VerbForm::Inf)
                || doc
                    .children_by(t, Rel::Aux)
                    .chain(doc.children_by(t, Rel::Cop))
                    .any(|c| doc.feats(c).form == Some(VerbForm::Inf))
        }
    }
}

/// "Правительство намерено ужесточить", "Минск уверен, что": a short participle with a subject and a content of its own
/// tells what somebody means or holds true.
fn is_state(doc: &Doc, t: TokenId) -> bool {
    let content = |c: TokenId| matches!(doc.rel(c), Rel::Xcomp | Rel::Ccomp);
    doc.feats(t).short && doc.child(t, Rel::Nsubj).is_some() && doc.children(t).any(content)
}

/// Whether the verb or participle is passive.
pub(super) fn is_passive(doc: &Doc, t: TokenId) -> bool {
    if doc.children(t).any(|c| matches!(doc.rel(c), Rel::NsubjPass | Rel::AuxPass | Rel::CsubjPass)) {
        return true;
    }
    match doc.lang(t) {
        Lang::En => {
            // A bare past participle after its noun, or before the clause: "the treaty signed in Moscow"; "Rebuked by X, Y …".
            let own = |c: TokenId| doc.rel(c).is_subject() || doc.rel(c).base() == Rel::Aux;
            let free =
                doc.rel(t).base() == Rel::Acl && doc.rel(t) != Rel::AclRelcl && !doc.children(t).any(own)
                    || doc.rel(t) == Rel::Advcl
                        && doc.child(t, Rel::Obj).is_none()
                        && !doc.children(t).any(own)
                        && !agents(doc, t).is_empty();
            free && doc.feats(t).form == Some(VerbForm::Part)
                && doc.feats(t).tense == Some(legation_nlp::tags::Tense::Past)
                || shares_passive(doc, t)
        }
        _ => {
            doc.feats(t).voice == Some(Voice::Pass)
                && doc.child(t, Rel::Obj).is_none()
                && !reflexive_active(doc, t)
                && !is_state(doc, t)
        }
    }
}

/// "Was evicted and sentenced to a year": an English past form joined to a passive, with nobody beside it who acts or is acted
/// on, shares its auxiliary, whatever the tagger says.
fn shares_passive(doc: &Doc, t: TokenId) -> bool {
    let feats = doc.feats(t);
    let own = |c: TokenId| {
        doc.rel(c).is_subject() || matches!(doc.rel(c).base(), Rel::Aux | Rel::Obj | Rel::Ccomp | Rel::Xcomp)
    };
    doc.rel(t) == Rel::Conj
        && feats.tense == Some(legation_nlp::tags::Tense::Past)
        && doc.form(t).ends_with("ed")
        && !doc.children(t).any(own)
        && doc.head(t).is_some_and(|up| doc.child(up, Rel::AuxPass).is_some())
}

/// Past forms of reflexive verbs that the tagger takes for passives although a person acts: "договорились".
fn reflexive_active(doc: &Doc, t: TokenId) -> bool {
    let form = doc.form(t).to_lowercase();
    // "США готовятся ввести": whoever has an infinitive to do acts.
    if (form.ends_with("ся") || form.ends_with("сь"))
        && doc.children(t).any(|c| doc.rel(c) == Rel::Nsubj)
        && doc.children(t).any(|c| doc.rel(c) == Rel::Xcomp && is_infinitive(doc, c))
    {
        return true;
    }
    (doc.lemma(t).ends_with("ся") || doc.lemma(t).ends_with("сь"))
        && doc.feats(t).form != Some(VerbForm::Part)
        && doc.children(t).any(|c| doc.rel(c) == Rel::Nsubj)
        || (form.ends_with("сь") || form.ends_with("ся"))
            && (doc.lemma(t).ends_with("ся") || doc.lemma(t).ends_with("сь"))
}

/// Whether the word is such a cue of the built-in lists.
pub(super) fn is(doc: &Doc, t: TokenId, cue: Cue) -> bool {
    crate::rules::Rules::builtin().index.cues.is(doc.lang(t), cue, doc.lemma(t))
}

fn bare(doc: &Doc, head: TokenId, case: Case) -> Vec<TokenId> {
    doc.children(head)
        .filter(|&c| match doc.rel(c).base() {
            // Genitive and dative of "Турции" look alike: where the tree says indirect object, it is one.
            Rel::Iobj => {
                preposition(doc, c).is_none()
                    && (has_no_cases(doc, c)
                        || doc.feats(c).case.is_none_or(|k| k == case || k == Case::Gen && case == Case::Dat))
            }
            Rel::Obl | Rel::Nmod | Rel::Obj => {
                preposition(doc, c).is_none() && doc.feats(c).case == Some(case)
            }
            _ => false,
        })
        .collect()
}

fn genitives(doc: &Doc, noun: TokenId) -> Vec<TokenId> {
    doc.children(noun)
        .filter(|&c| {
            if doc.lang(noun) == Lang::En {
                return matches!(doc.rel(c).base(), Rel::Nmod | Rel::Obl | Rel::Det | Rel::Acl)
                    && match preposition(doc, c) {
                        Some(p) => doc.lemma(p) == "of",
                        None => {
                            doc.rel(c) == Rel::NmodPoss
                                || doc.feats(c).poss
                                || doc
                                    .children_by(c, Rel::Case)
                                    .any(|k| matches!(doc.form(k), "'s" | "’s" | "'" | "’"))
                        }
                    };
            }
            match doc.rel(c).base() {
                Rel::Nmod | Rel::Obl => {
                    preposition(doc, c).is_none()
                        && (doc.feats(c).case == Some(Case::Gen)
                            // Abbreviations have no cases: "удар США".
                            || doc.feats(c).case.is_none() && doc.rel(c).base() == Rel::Nmod && doc.upos(c) != Upos::Adj)
                }
                Rel::Det | Rel::Amod => {
                    is(doc, c, Cue::Possessive)
                }
                _ => false,
            }
        })
        .collect()
}

/// A relative pronoun stands for the noun that its clause describes.
fn antecedent(doc: &Doc, t: TokenId) -> TokenId {
    // "That" is one only as a pronoun.
    if !is(doc, t, Cue::Relative) || is(doc, t, Cue::That) && doc.upos(t) != Upos::Pron {
        return t;
    }
    let mut at = t;
    while let Some(up) = doc.head(at) {
        if doc.rel(at).base() == Rel::Acl {
            return up;
        }
        at = up;
    }
    t
}

pub(super) fn is_participle(doc: &Doc, t: TokenId) -> bool {
    doc.feats(t).form == Some(VerbForm::Part) || doc.lang(t) == Lang::En && doc.form(t).ends_with("ing")
}

/// Whether the verb has a finite form of its own.
pub(super) fn is_finite(doc: &Doc, t: TokenId) -> bool {
    doc.feats(t).form == Some(VerbForm::Fin)
        || doc
            .children_by(t, Rel::Aux)
            .chain(doc.children_by(t, Rel::Cop))
            .any(|c| doc.feats(c).form == Some(VerbForm::Fin))
}
