//! Status of a clause: whether its deed took place, is planned, possible, denied…

use legation_model::{Certainty, Lang, Polarity, Status, Tense};
use legation_nlp::tags::{Aspect, Tense as VerbTense, VerbForm};
use legation_nlp::{Doc, Rel, TokenId, Upos};

use crate::statements::Statements;
use crate::text::Text;

use super::cues::Cue;
use super::index::{Hit, Index};

/// What a clause says of its deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modality {
    /// Derived status.
    pub status: Status,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// How sure.
    pub certainty: Certainty,
    /// Time seen from the story.
    pub tense: Tense,
}

/// The modality of the deed headed by `head` (verb, participle or noun), its governors included.
pub fn of(text: &Text<'_>, statements: &Statements, head: TokenId) -> Modality {
    let index = &text.rules.index;
    let over = index.over(text.doc, head);
    let mut local = local(text, index, head);
    for hit in &over {
        local = local.under(text, index, hit);
    }
    // "If X does not sign": the signing still lies ahead.
    local.negated &= !super::conditions::opens_condition(text, index, head);
    let _ = statements;
    local.modality()
}

/// What has been gathered on the way up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Gathered {
    pub(super) negated: bool,
    pub(super) hypothetical: bool,
    pub(super) called_for: bool,
    pub(super) possible: bool,
    pub(super) planned: bool,
    pub(super) historical: bool,
    /// Told as somebody's purpose ("чтобы").
    pub(super) purpose: bool,
    past: bool,
    present: bool,
}

impl Gathered {
    /// The modality that the cues add up to: what has not happened outranks when it was told.
    pub(super) fn modality(self) -> Modality {
        let status = if self.negated {
            Status::Denied
        } else if self.hypothetical {
            Status::Hypothetical
        } else if self.called_for || self.purpose {
            Status::CalledFor
        } else if self.possible {
            Status::Possible
        } else if self.planned {
            Status::Planned
        } else if self.historical {
            Status::Historical
        } else {
            Status::Asserted
        };
        Modality {
            status,
            polarity: if self.negated { Polarity::Negative } else { Polarity::Positive },
            certainty: if self.hypothetical {
                Certainty::Conditional
            } else if self.possible {
                Certainty::Possible
            } else if self.called_for || self.planned {
                Certainty::Probable
            } else {
                Certainty::Certain
            },
            tense: if self.planned || self.called_for || self.possible && !self.past {
                Tense::Future
            } else if self.past || self.historical {
                Tense::Past
            } else if self.present {
                Tense::Present
            } else {
                Tense::None
            },
        }
    }

    /// Told as a deed already done.
    pub(super) fn told_done(self) -> bool {
        self.past && self.modality().status == Status::Asserted
    }

    /// Seen through the operator `hit` over it.
    pub(super) fn under(self, text: &Text<'_>, index: &Index, hit: &Hit<'_>) -> Self {
        let mut op = local(text, index, hit.head);
        op.negated &= !hit.negation;
        let mut out = self;
        out.historical |= op.historical && !self.planned;
        out.hypothetical |= op.hypothetical;
        match index.table.effect(hit.unit.op.as_deref().unwrap_or_default()) {
            Effect::Keep => {
                out.negated |= op.negated;
                out.planned |= op.planned;
                out.possible |= op.possible;
                out.called_for |= op.called_for;
                out.past |= op.past;
                out.present |= op.present;
            }
            // What is announced as done stays done.
            Effect::Announced if self.told_done() => {}
            Effect::Planned | Effect::Announced => {
                out.planned = true;
                out.past = false;
                out.negated |= op.negated;
                out.possible |= op.possible;
            }
            Effect::Possible => {
                out.possible = true;
                out.past = false;
                out.negated |= op.negated;
            }
            Effect::Hypothetical => out.hypothetical = true,
            Effect::CalledFor => {
                out.called_for = true;
                out.past = false;
            }
            Effect::Denied => out.negated = !op.negated,
            // "не мог не поблагодарить" thanks; "не мог поблагодарить" does not.
            Effect::Inverted => out.negated = !out.negated,
            // "did not rule out" leaves the deed possible.
            Effect::Excluded => {
                if op.negated {
                    out.possible = true;
                    out.past = false;
                } else {
                    out.negated = true;
                }
            }
            Effect::Historical => out.historical = true,
        }
        out
    }
}

/// What an operator does to the status of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Keep,
    Planned,
    /// Planned, unless it is told as done.
    Announced,
    Possible,
    Hypothetical,
    CalledFor,
    Denied,
    Inverted,
    Excluded,
    Historical,
}

/// «За неделю до визита»: how long before something that did happen.
fn measured(doc: &Doc, preposition: TokenId) -> bool {
    preposition > doc.sentence(preposition).tokens.start
        && matches!(doc.upos(preposition - 1), Upos::Noun | Upos::Num)
}

/// What the clause of `t` says by itself.
pub(super) fn local(text: &Text<'_>, index: &Index, t: TokenId) -> Gathered {
    let doc = text.doc;
    let lang = doc.lang(t);
    let cues = &index.cues;
    let mut out = Gathered::default();
    let noun = matches!(doc.upos(t), Upos::Noun | Upos::Propn) && doc.child(t, Rel::Cop).is_none();
    let mut awaited = false;
    for c in doc.children(t) {
        let lemma = doc.lemma(c);
        let rel = doc.rel(c).base();
        // "Not only finances them": what is not all that is done is done.
        if cues.is(lang, Cue::Negation, lemma) && c + 1 < doc.len() as TokenId {
            let next = doc.lemma(c + 1);
            if cues.is(lang, Cue::Only, next) {
                continue;
            }
        }
        if doc.feats(c).negative && matches!(rel, Rel::Advmod | Rel::Det | Rel::Aux | Rel::Discourse)
            || cues.is(lang, Cue::Negation, lemma)
                && matches!(rel, Rel::Advmod | Rel::Det | Rel::Aux | Rel::Discourse | Rel::Dep | Rel::Cc)
        {
            out.negated = true;
        }
        match rel {
            Rel::Aux | Rel::Cop => {
                out.planned |= cues.is(lang, Cue::Future, lemma) || lang == Lang::Ru && is_future_be(doc, c);
                out.possible |= cues.is(lang, Cue::Possible, lemma);
                out.called_for |= cues.is(lang, Cue::Duty, lemma);
                if cues.is(lang, Cue::Would, lemma) {
                    // "He said it would come"; a Russian particle is never the future of a report.
                    if lang == Lang::En && reported(doc, t) {
                        out.planned = true;
                    } else {
                        out.hypothetical = true;
                    }
                }
                if doc.feats(c).tense == Some(VerbTense::Past) {
                    out.past = true;
                }
            }
            Rel::Advmod | Rel::Discourse | Rel::Parataxis => {
                out.possible |= cues.is(lang, Cue::Likely, lemma);
                out.historical |= cues.is(lang, Cue::History, lemma);
                out.hypothetical |= cues.is(lang, Cue::Would, lemma);
            }
            Rel::Mark => {
                out.hypothetical |= cues.is(lang, Cue::Condition, lemma);
                // "No talks until they lay down their arms".
                out.hypothetical |= lang == Lang::En
                    && cues.is(lang, Cue::Until, lemma)
                    && is_in_tense(doc, t, VerbTense::Pres);
                out.purpose |= cues.is(lang, Cue::Purpose, lemma);
            }
            Rel::Amod | Rel::Det | Rel::Acl => {
                out.planned |= cues.is(lang, Cue::PlannedAdjective, lemma);
                out.possible |= cues.is(lang, Cue::PossibleAdjective, lemma);
                out.historical |= cues.is(lang, Cue::PastAdjective, lemma);
            }
            // "Will stay in the street until the release of the mayor".
            Rel::Case => awaited |= noun && cues.is(lang, Cue::AwaitedNoun, lemma) && !measured(doc, c),
            Rel::Advcl => {
                // Under a condition of its own.
                out.hypothetical |= super::conditions::opens_condition(text, index, c)
                    && !super::conditions::concedes(doc, index, c);
            }
            Rel::Fixed if cues.is(lang, Cue::Would, lemma) => out.hypothetical = true,
            Rel::Nsubj | Rel::NsubjPass => out.negated |= is_nobody(text, index, c),
            _ => {}
        }
    }
    out.hypothetical |= awaited && !out.planned;
    out.hypothetical |= super::conditions::inverted(doc, index, t);
    if doc.feats(t).tense == Some(VerbTense::Past) || lang == Lang::Ru && doc.feats(t).short {
        out.past = true;
    }
    if is_future_form(doc, t)
        || shares_future(doc, t)
        || lang == Lang::Ru && (is_future_be(doc, t) || of_both_aspects(text, index, t))
    {
        out.planned = true;
        out.past = false;
    }
    out.present = !out.past && doc.feats(t).tense == Some(VerbTense::Pres);
    // «Подпишет ли X»
    let next = t + 1;
    out.hypothetical |=
        lang == Lang::Ru && (next as usize) < doc.len() && cues.is(lang, Cue::Asked, doc.lemma(next));
    let tied = tied_ahead(text, index, t);
    let ahead = going_to(doc, t) || pending(text, index, t) || tied;
    if ahead {
        // "Would not trade until Kenya expelled them" tells a condition.
        out.hypothetical |= tied && is_in_tense(doc, t, VerbTense::Past);
        out.planned = true;
        out.past = false;
        out.historical = false;
    }
    if noun {
        // A noun's own words set its status; the clause around it speaks through operators.
        out.past = false;
    }
    out.historical |= !ahead && told_as_past(text, index, t);
    if question(text, t) && !noun {
        out.possible = true;
    }
    out
}

/// "Not the army nor the police did so", "neither side attacked": an English subject that is denied.
fn is_nobody(text: &Text<'_>, index: &Index, subject: TokenId) -> bool {
    let doc = text.doc;
    let denied = |k: TokenId| {
        k < subject
            && matches!(doc.rel(k).base(), Rel::Advmod | Rel::Det | Rel::Cc)
            && index.cues.is(Lang::En, Cue::Negation, doc.lemma(k))
            && !index.cues.is(Lang::En, Cue::Only, doc.lemma(k + 1))
    };
    doc.lang(subject) == Lang::En && doc.children(subject).any(denied)
}

fn is_future_be(doc: &Doc, t: TokenId) -> bool {
    doc.lemma(t) == "быть" && doc.form(t).to_lowercase().starts_with("буд")
}

/// "Будет терпеливо, но настойчиво вести переговоры": the tree joins the infinitive to the adverb.
fn shares_future(doc: &Doc, t: TokenId) -> bool {
    doc.lang(t) == Lang::Ru
        && doc.rel(t) == Rel::Conj
        && doc.feats(t).form == Some(VerbForm::Inf)
        && doc.head(t).is_some_and(|up| {
            doc.children(up).any(|c| matches!(doc.rel(c).base(), Rel::Aux | Rel::Cop) && is_future_be(doc, c))
        })
}

fn is_future_form(doc: &Doc, t: TokenId) -> bool {
    let feats = doc.feats(t);
    let perfective = doc.lang(t) == Lang::Ru && feats.aspect == Some(Aspect::Perf);
    feats.form == Some(VerbForm::Fin)
        && match feats.tense {
            Some(VerbTense::Fut) => true,
            // A perfective has no present.
            Some(VerbTense::Pres) => perfective,
            // Every past form ends alike; where a perfective does not, the tagger erred.
            Some(VerbTense::Past) => perfective && !ends_like_past(doc.form(t)),
            None => false,
        }
}

/// «Госдума ратифицирует договор»: a present that stands for the future.
fn of_both_aspects(text: &Text<'_>, index: &Index, t: TokenId) -> bool {
    let (doc, feats) = (text.doc, text.doc.feats(t));
    feats.form == Some(VerbForm::Fin)
        && feats.tense == Some(VerbTense::Pres)
        && index.cues.is(doc.lang(t), Cue::BothAspects, doc.lemma(t))
}

fn ends_like_past(form: &str) -> bool {
    let form = form.to_lowercase();
    let stem = form.strip_suffix("ся").or_else(|| form.strip_suffix("сь")).unwrap_or(&form);
    stem.ends_with(['л', 'а', 'о', 'и', 'г', 'к', 'х', 'с', 'з', 'р', 'б', 'п'])
}

/// "is to meet", "is going to meet", "is set to meet" where the parser hangs the infinitive on "be".
fn going_to(doc: &Doc, t: TokenId) -> bool {
    // "Petrov to visit Oslo": a headline leaves out the verb.
    let headline = doc.rel(t) == Rel::Root
        && doc.children_by(t, Rel::Mark).any(|m| doc.lemma(m) == "to")
        && doc.children(t).any(|c| doc.rel(c).is_subject() && c < t);
    doc.lang(t) == Lang::En && headline
        || doc.lang(t) == Lang::En
            && doc.rel(t) == Rel::Xcomp
            && doc.head(t).is_some_and(|up| {
                matches!(doc.lemma(up), "be" | "go") && matches!(doc.upos(up), Upos::Verb | Upos::Aux)
            })
}

/// "has yet to be approved", "is still to be approved".
fn pending(text: &Text<'_>, index: &Index, t: TokenId) -> bool {
    let doc = text.doc;
    let lang = doc.lang(t);
    let yet = |at: TokenId| {
        doc.children_by(at, Rel::Advmod).any(|c| index.cues.is(lang, Cue::Pending, doc.lemma(c)) && c < t)
    };
    let to = doc.children_by(t, Rel::Mark).any(|m| doc.lemma(m) == "to");
    lang == Lang::En
        && to
        && (yet(t)
            || doc.rel(t) == Rel::Xcomp
                && doc.head(t).is_some_and(|up| matches!(doc.lemma(up), "have" | "be" | "remain") && yet(up)))
}

/// "The pact, once ratified, would let …": a participle is as far ahead as the clause it hangs on.
fn tied_ahead(text: &Text<'_>, index: &Index, t: TokenId) -> bool {
    let doc = text.doc;
    let lang = doc.lang(t);
    // "Must change its laws before a treaty is signed": the present of such a clause is as far ahead too; so is the past under "would".
    let present = is_in_tense(doc, t, VerbTense::Pres);
    let participle =
        doc.feats(t).form == Some(VerbForm::Part) && doc.children(t).all(|c| doc.rel(c).base() != Rel::Aux);
    let tied = matches!(doc.rel(t).base(), Rel::Acl | Rel::Advcl)
        && (participle || present || is_in_tense(doc, t, VerbTense::Past))
        && doc.children(t).any(|c| {
            matches!(doc.rel(c).base(), Rel::Mark | Rel::Advmod)
                && index.cues.is(lang, Cue::Once, doc.lemma(c))
                && c < t
        });
    // A noun in between takes part in the clause above it.
    let mut above = doc.head(t);
    while let Some(at) = above.filter(|_| tied) {
        if doc.upos(at) == Upos::Verb {
            return doc.children_by(at, Rel::Aux).any(|c| {
                let is = |cue| index.cues.is(lang, cue, doc.lemma(c));
                is(Cue::Would)
                    || (participle || present) && (is(Cue::Future) || is(Cue::Possible) || is(Cue::Duty))
            });
        }
        above = doc.head(at);
    }
    false
}

/// Whether an English adverbial clause is in this tense by its verb or auxiliary.
fn is_in_tense(doc: &Doc, t: TokenId, tense: VerbTense) -> bool {
    let finite = |v: TokenId| doc.feats(v).tense == Some(tense) && doc.feats(v).form == Some(VerbForm::Fin);
    let mut aux = doc.children(t).filter(|&c| matches!(doc.rel(c), Rel::Aux | Rel::AuxPass)).peekable();
    let own = aux.peek().is_none() && finite(t);
    doc.lang(t) == Lang::En
        && doc.rel(t) == Rel::Advcl
        && (own || aux.any(|c| doc.feats(c).tense == Some(tense)))
}

/// "said it would help": the future of a past report.
fn reported(doc: &Doc, t: TokenId) -> bool {
    let at = super::index::conjunct(doc, t);
    matches!(doc.rel(at), Rel::Ccomp | Rel::AclRelcl | Rel::Acl | Rel::Parataxis | Rel::Root)
        && doc
            .head(at)
            .is_some_and(|up| doc.feats(up).tense == Some(VerbTense::Past) || doc.upos(up) == Upos::Noun)
}

fn question(text: &Text<'_>, t: TokenId) -> bool {
    text.words(text.doc.sentence(t).span).trim_end_matches(['"', '”', '»', ')', ' ']).ends_with('?')
}

/// Whether the clause of `t`, or the sentence as a whole, says that it tells of earlier things.
fn told_as_past(text: &Text<'_>, index: &Index, t: TokenId) -> bool {
    let doc = text.doc;
    let lang = doc.lang(t);
    let sentence = doc.sentence(t);
    // "Ранее …", "Previously …", "Напомним, …" open a sentence and hold for all of it.
    let opening = sentence.tokens.clone().find(|&k| doc.upos(k) != Upos::Punct);
    let cue = |k: TokenId| {
        index.cues.is(lang, Cue::History, doc.lemma(k))
            || index.cues.is(lang, Cue::History, &doc.form(k).to_lowercase())
    };
    let opens = opening.is_some_and(cue)
        && opening.is_some_and(|k| {
            doc.feats(k).degree != Some(legation_nlp::tags::Degree::Cmp)
                || doc.lang(k) == Lang::Ru
                || doc.rel(k) == Rel::Advmod
        });
    if opens && opening.is_some_and(|k| !matches!(doc.rel(k).base(), Rel::Case | Rel::Mark | Rel::Amod)) {
        return true;
    }
    let clause = clause_span(doc, t);
    let words = if lang == Lang::En { own_words(text, t, clause) } else { text.words(clause).to_lowercase() };
    if index.cues.words(lang, Cue::HistoryPhrase).any(|p| words.contains(p)) {
        return true;
    }
    past_year(text, t, clause)
}

/// The words of a clause without those that only describe one of its nouns: "X, who was elected last year, condemned …".
fn own_words(text: &Text<'_>, t: TokenId, clause: legation_text::Span) -> String {
    let doc = text.doc;
    let describes = |k: TokenId| {
        let clause = matches!(
            doc.rel(k).base(),
            Rel::Acl | Rel::Ccomp | Rel::Advcl | Rel::Parataxis | Rel::Csubj | Rel::Xcomp
        );
        let joined = doc.rel(k) == Rel::Conj && doc.upos(k) == Upos::Verb;
        let own = !(clause || joined) || k == t || doc.is_under(t, k);
        let behind_name = || {
            doc.head(k).is_some_and(|s| {
                doc.head(s) == Some(t)
                    && doc.rel(s).is_subject()
                    && doc.upos(s) == Upos::Propn
                    && s < k
                    && k < t
            })
        };
        !own || behind_name()
    };
    let own =
        |k: &TokenId| !std::iter::once(*k).chain(doc.ancestors(*k)).take_while(|a| *a != t).any(describes);
    let words: Vec<String> = doc.tokens_in(clause).filter(own).map(|k| doc.form(k).to_lowercase()).collect();
    words.join(" ")
}

/// A year before the year of the story stands in the clause.
fn past_year(text: &Text<'_>, t: TokenId, clause: legation_text::Span) -> bool {
    let doc = text.doc;
    let Some(now) = text.article.published.as_ref().and_then(|p| p.start).map(jiff::civil::Date::year) else {
        return false;
    };
    let mut years = doc
        .tokens_in(clause)
        .filter(|&k| doc.head(k).is_none_or(|up| up == t || doc.is_under(k, t)))
        .filter(|&k| !in_name(doc, k) && !in_clause_below(doc, k, t))
        .filter_map(|k| doc.form(k).parse::<i16>().ok())
        .filter(|y| (1900..2100).contains(y))
        .peekable();
    years.peek().is_some() && years.all(|y| y < now)
}

/// Whether a participle or clause of its own stands between `k` and `t` ("ratified the treaty signed in 2023").
fn in_clause_below(doc: &Doc, k: TokenId, t: TokenId) -> bool {
    let mut at = k;
    for _ in 0..16 {
        if at == t {
            return false;
        }
        let participle = doc.rel(at).base() == Rel::Amod && doc.feats(at).form == Some(VerbForm::Part);
        if participle || crate::attach::opens_clause(doc, at) {
            return true;
        }
        match doc.head(at) {
            Some(up) => at = up,
            None => return false,
        }
    }
    false
}

/// Whether the number belongs to a name of something ("the 2021 treaty") rather than to the clause.
fn in_name(doc: &Doc, k: TokenId) -> bool {
    doc.head(k)
        .is_some_and(|up| !matches!(doc.upos(up), Upos::Verb | Upos::Aux) && doc.upos(up) == Upos::Propn)
}

/// The words of the clause headed by `t`, other clauses left out at its edges.
pub(super) fn clause_span(doc: &Doc, t: TokenId) -> legation_text::Span {
    let (mut low, mut high) = (t, t + 1);
    let mut todo = vec![t];
    while let Some(at) = todo.pop() {
        low = low.min(at);
        high = high.max(at + 1);
        todo.extend(doc.children(at).filter(|&c| {
            let apart = matches!(
                doc.rel(c).base(),
                Rel::Ccomp | Rel::Advcl | Rel::Parataxis | Rel::Csubj | Rel::Xcomp | Rel::Acl
            );
            !apart && (doc.rel(c) != Rel::Conj || doc.upos(c) != Upos::Verb)
        }));
    }
    doc.cover(low..high)
}

/// Whether what the word has for its content lies ahead of it ("agreed", "договоренность").
pub(crate) fn looks_ahead(text: &Text<'_>, t: TokenId) -> bool {
    text.rules.index.cues.is(text.doc.lang(t), Cue::Ahead, text.doc.lemma(t))
}

/// Whether the word says that something is set for a time to come ("scheduled", "намеченный").
pub(crate) fn is_planning(text: &Text<'_>, t: TokenId) -> bool {
    let doc = text.doc;
    let is = |cue| text.rules.index.cues.is(doc.lang(t), cue, doc.lemma(t));
    let participle =
        doc.feats(t).form == Some(VerbForm::Part) && matches!(doc.rel(t).base(), Rel::Acl | Rel::Amod);
    is(Cue::PlannedAdjective) || participle && is(Cue::PlannedParticiple)
}
