//! Instruments between parties with the steps of their lives.
//!
//! [`mentions`] finds where an instrument is named, [`group`] joins what is said of the same one, [`steps`] reads the
//! cues that govern it, [`parties`] tells between whom it is. Words are in `lexicon/agreements/`.

mod group;
mod mentions;
pub(crate) mod parties;
mod steps;
mod words;

use legation_model::{
    ActorRef, Agreement, Assertion, DateRef, Day, Lang, Precision, RecordId, Status, Step, Tense,
};
use legation_nlp::{Doc, TokenId, Upos};

use crate::cast::Cast;
use crate::confidence::UNGRADED;
use crate::events::modality;
use crate::statements::Statements;
use crate::text::Text;
use crate::time::{Direction, Time, Times};
use group::Group;
use parties::{Parties, same};
use steps::Told;
use words::{Role, Words};

/// Finds the instruments and what is said of them.
pub fn read(text: &Text<'_>, times: &Times, cast: &Cast, statements: &Statements) -> Vec<Agreement> {
    let parties = Parties { text, cast, statements };
    let mentions = mentions::find(&parties, times);
    let mut told: Vec<Vec<Told>> = mentions.iter().map(|m| steps::told(text.doc, m)).collect();
    steps::share(text.doc, &mentions, &mut told);
    steps::exchanges(text.doc, &mentions, &mut told);
    let mut out = Vec::new();
    for group in group::groups(&parties, &mentions, &told) {
        out.push(record(&parties, times, &group, &mentions, &told));
    }
    out.sort_by_key(|a| (a.name.byte_start, a.name.byte_end));
    out
}

/// The step of an instrument that a verb or noun names as done to it (`sign`, `ratification`).
pub(crate) fn object_step(lang: Lang, lemma: &str) -> Option<Step> {
    Words::of(lang).cues(lemma).find(|c| c.role == Role::Object).map(|c| c.step)
}

/// Whether the word tells of a ratification or the like that an instrument waits for ("after both sides ratify it").
pub(crate) fn is_awaited(doc: &Doc, t: TokenId) -> bool {
    steps::is_awaited(doc, t)
}

/// Whether a noun is an instrument's: a date in its name is not that of what is done with it.
pub(crate) fn is_instrument(lang: Lang, lemma: &str) -> bool {
    Words::of(lang).head(lemma).is_some()
}

/// Whether a word tells an intention, by its infinitive.
pub(crate) fn is_intention(lang: Lang, lemma: &str) -> bool {
    words::holds(&Words::of(lang).lists.intentions, lemma)
}

/// Whether a verb's future promises nothing ("will be", "станет").
pub(crate) fn is_state(lang: Lang, lemma: &str) -> bool {
    words::holds(&Words::of(lang).lists.states, lemma)
}

/// Whether a verb only says that an act goes on or begins.
pub(crate) fn is_continuing(lang: Lang, lemma: &str) -> bool {
    words::holds(&Words::of(lang).lists.continuing, lemma)
}

/// Whether a verb names an item of a meeting's agenda.
pub(crate) fn is_agenda(lang: Lang, lemma: &str) -> bool {
    words::holds(&Words::of(lang).lists.agenda, lemma)
}

/// Whether what stands under a word is done because it must be, not promised.
pub(crate) fn is_yielding(lang: Lang, lemma: &str) -> bool {
    words::holds(&Words::of(lang).lists.yielding, lemma)
}

/// Whether a word says that a thing is joint.
pub(crate) fn is_joint(lang: Lang, lemma: &str) -> bool {
    words::holds(&Words::of(lang).lists.joint, lemma)
}

/// Whether a noun is counted in tens: what was signed over years, not at one sitting.
pub(crate) fn is_cumulative(doc: &Doc, noun: TokenId) -> bool {
    doc.children(noun).any(|c| {
        doc.upos(c) == Upos::Num
            && doc
                .form(c)
                .chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
                .parse::<u32>()
                .is_ok_and(|n| n >= 10)
    })
}

/// Whether a word invites: what is promised there is for the other side to do.
pub(crate) fn is_invitation(lang: Lang, lemma: &str) -> bool {
    words::holds(&Words::of(lang).lists.invitations, lemma)
}

fn record(
    parties: &Parties<'_>,
    times: &Times,
    group: &Group,
    mentions: &[mentions::Mention],
    told: &[Vec<Told>],
) -> Agreement {
    let text = parties.text;
    let named = &mentions[group.named];
    let name = text.tokens(named.name.clone());
    let names: Vec<_> = mentions.iter().map(|m| m.name.clone()).collect();
    let mut assertions: Vec<Assertion> = Vec::new();
    // The headline repeats the body: its steps come last and only where the body has none such.
    let (body, title): (Vec<usize>, Vec<usize>) = group.members.iter().partition(|&&m| !mentions[m].title);
    for &m in body.iter().chain(&title) {
        for (step, party) in told[m].iter().flat_map(|t| takers(parties, t).into_iter().map(move |p| (t, p)))
        {
            let mut assertion = assertion(parties, times, step, party, &names);
            if mentions[m].many && assertion.status == Status::Asserted {
                assertion.status = Status::Historical;
            }
            let repeats = |old: &Assertion| {
                old.step == assertion.step
                    && (mentions[m].title || old.status == assertion.status)
                    && same_party(old, &assertion)
                    && (mentions[m].title || same_holder(old, &assertion))
            };
            if !assertions.iter().any(repeats) {
                assertions.push(assertion);
            }
        }
    }
    assertions.sort_by_key(|a| a.trigger.byte_start);
    let stage = stage(&assertions);
    let instrument = named.kind;
    let start = name.byte_start.to_string();
    Agreement {
        id: RecordId::of("agreement", &[text.article.id.as_str(), instrument.as_str(), &start]),
        article: text.article.id.clone(),
        instrument,
        parties: group.parties.clone(),
        topics: group
            .members
            .iter()
            .find_map(|&m| mentions[m].about.clone())
            .map(|t| text.tokens(t).quote)
            .into_iter()
            .collect(),
        name,
        stage,
        assertions,
        rule: "instrument".to_owned(),
        confidence: UNGRADED,
    }
}

fn same_party(a: &Assertion, b: &Assertion) -> bool {
    match (&a.party, &b.party) {
        (Some(a), Some(b)) => same(a, b),
        _ => true,
    }
}

fn same_holder(a: &Assertion, b: &Assertion) -> bool {
    match (&a.holder, &b.holder) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    }
}

/// The furthest step that took place.
fn stage(assertions: &[Assertion]) -> Option<Step> {
    assertions
        .iter()
        .filter(|a| matches!(a.status, Status::Asserted | Status::Historical))
        .map(|a| a.step)
        .max()
}

/// Those who take a step that each party takes for itself ("Chad and Niger ratified it" are two ratifications); one
/// without a name for a step of all, or of nobody told.
fn takers(parties: &Parties<'_>, told: &Told) -> Vec<Option<ActorRef>> {
    if !told.cue.per_party {
        return vec![None];
    }
    let agents = parties.agents(told.at);
    if agents.is_empty() {
        return vec![parties.object(told.at)];
    }
    agents.into_iter().map(Some).collect()
}

fn assertion(
    parties: &Parties<'_>,
    times: &Times,
    told: &Told,
    party: Option<ActorRef>,
    names: &[std::ops::Range<TokenId>],
) -> Assertion {
    let (text, cue) = (parties.text, told.at);
    let modality = modality::of(text, parties.statements, cue);
    let status = told.status.unwrap_or(modality.status);
    // "Expires in 2025": a present with a day to come.
    let status =
        if status == Status::Asserted && modality.tense == Tense::Present && is_ahead(text, times, cue) {
            Status::Planned
        } else {
            status
        };
    let past = matches!(status, Status::Asserted | Status::Historical | Status::Denied);
    let direction = if past { Direction::Past } else { Direction::Future };
    // A time in the name of an instrument ("план на 2025 год") is not that of the step.
    let named = |t: &&Time| names.iter().any(|n| n.start <= t.tokens.start && t.tokens.end <= n.end);
    let when = times
        .for_clause(text, cue)
        .into_iter()
        .filter(|t| !named(t))
        .find_map(|t| times.date_ref(text, t, direction));
    let when = match told.anniversary {
        Some(word) => years_before(text, times, word),
        None => when,
    };
    let said = parties.statements.holding(text.doc.span(cue));
    // Told as background: two or more days before the news; in an undated story its latest full date tells when that is.
    let now = times.published().or_else(|| latest(text, times));
    let old = when
        .as_ref()
        .and_then(|w| w.end)
        .zip(now)
        .is_some_and(|(end, now)| end.tomorrow().is_ok_and(|next| next < now));
    let status = if status == Status::Asserted && old { Status::Historical } else { status };
    Assertion {
        step: told.cue.step,
        party,
        status,
        date: if past { when.clone() } else { None },
        due: if past { None } else { when },
        holder: said.map(|s| s.record.speaker.clone()),
        statement: said.map(|s| s.record.id.clone()),
        trigger: text.tokens(words_of(text, told)),
        rule: told.cue.step.as_str().to_owned(),
    }
}

/// Whether the clause of a step names a time after the story's.
fn is_ahead(text: &Text<'_>, times: &Times, cue: TokenId) -> bool {
    let Some(now) = times.published() else { return false };
    times.for_clause(text, cue).into_iter().any(|t| {
        times.date_ref(text, t, Direction::Past).is_none_or(|d| d.start.is_some_and(|s| s > now))
            && times
                .date_ref(text, t, Direction::Future)
                .and_then(|d| d.start)
                .is_some_and(|start| start > now)
    })
}

/// The latest day that an undated story names.
fn latest(text: &Text<'_>, times: &Times) -> Option<Day> {
    times
        .all()
        .iter()
        .filter_map(|t| times.date_ref(text, t, Direction::Past))
        .filter(|d| d.precision == Precision::Day)
        .filter_map(|d| d.end)
        .max()
}

/// The year that lies as many years back as the anniversary counts.
fn years_before(text: &Text<'_>, times: &Times, word: TokenId) -> Option<DateRef> {
    let doc = text.doc;
    let (number, years) = doc.children(word).find_map(|c| {
        let digits: String = doc.form(c).chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<i16>().ok().map(|n| (c, n))
    })?;
    let year = times.published()?.year().checked_sub(years)?;
    let start = Day::new(year, 1, 1).ok()?;
    let end = Day::new(year, 12, 31).ok()?;
    let span = doc.span(number).cover(doc.span(word));
    Some(DateRef::interval(Some(start), Some(end), Precision::Year, Some(text.evidence(span))))
}

/// The cue with what completes it ("вступил в силу").
fn words_of(text: &Text<'_>, told: &Told) -> std::ops::Range<TokenId> {
    let doc = text.doc;
    let mut range = told.at..told.at + 1;
    for child in doc.children(told.at).filter(|&c| {
        words::holds(&told.cue.with, doc.lemma(c)) || words::holds(&told.cue.cased, doc.lemma(c))
    }) {
        range.start = range.start.min(child);
        range.end = range.end.max(child + 1);
    }
    if range.len() > 4 { told.at..told.at + 1 } else { range }
}
