//! What actors say they will do.
//!
//! A commitment is read off an event that promises or plans an act: the promise tells by whom and to whom, the act
//! tells the type and the words of the action. Hopes, proposals to others and steps of instruments are none.

use std::collections::BTreeSet;
use std::ops::Range;

use legation_model::{
    Commitment, CommitmentStatus, DateRef, Event, Mode, Plover, Precision, RecordId, Status, Step,
};
use legation_nlp::tags::VerbForm;
use legation_nlp::{Doc, Rel, TokenId, Upos};

use crate::agreements;
use crate::cast::Cast;
use crate::events::{Deed, Events};
use crate::statements::Statements;
use crate::text::Text;
use crate::time::{Direction, Times};

/// Finds the commitments.
pub fn read(
    text: &Text<'_>,
    times: &Times,
    _cast: &Cast,
    _statements: &Statements,
    events: &Events,
) -> Vec<Commitment> {
    let acts: BTreeSet<TokenId> = events.list.iter().map(|d| act(text.doc, d)).collect();
    let mut taken = BTreeSet::new();
    let mut out: Vec<Commitment> = Vec::new();
    for deed in &events.list {
        let act = act(text.doc, deed);
        let Some((plover, status)) = promised(text.doc, deed, act) else { continue };
        if deed.record.actors.is_empty() || of_instrument(text.doc, deed, act) || !taken.insert(act) {
            continue;
        }
        let words = phrase(text.doc, act, &acts);
        let action = text.tokens(words);
        let due = due(text, times, deed, act, status);
        let status = match status {
            CommitmentStatus::Announced if fixed(deed, plover, act, due.as_ref()) => {
                CommitmentStatus::Scheduled
            }
            other => other,
        };
        let (start, end) = (action.byte_start.to_string(), action.byte_end.to_string());
        out.push(Commitment {
            id: RecordId::of("commitment", &[text.article.id.as_str(), &start, &end]),
            article: text.article.id.clone(),
            by: deed.record.actors.clone(),
            to: deed.record.recipients.clone(),
            plover,
            action,
            due,
            status,
            statement: deed.record.statement.clone(),
            trigger: deed.record.trigger.clone(),
            rule: deed.record.rule.clone(),
        });
    }
    out.sort_by_key(|c| (c.action.byte_start, c.action.byte_end));
    out
}

/// The token of what is promised: the inner act, or the infinitive or clause that the promise governs.
fn act(doc: &Doc, deed: &Deed) -> TokenId {
    let verb = |t: TokenId| {
        matches!(doc.upos(t), Upos::Verb)
            && matches!(doc.rel(t).base(), Rel::Xcomp | Rel::Ccomp | Rel::Acl | Rel::Csubj)
    };
    let open = deed.record.plover == Plover::Agree && deed.record.status != Status::Planned;
    deed.inner
        .or_else(|| {
            let near = doc.children(deed.trigger).filter(|_| open);
            let all: Vec<TokenId> = near.flat_map(|c| std::iter::once(c).chain(doc.children(c))).collect();
            all.into_iter().find(|&t| t > deed.trigger && verb(t) && doc.rel(t) != Rel::AclRelcl)
        })
        .unwrap_or(deed.trigger)
}

/// The type of the promised act and where the promise stands; `None` where nothing is promised.
fn promised(doc: &Doc, deed: &Deed, act: TokenId) -> Option<(Option<Plover>, CommitmentStatus)> {
    let invited = agreements::is_invitation(doc.lang(deed.trigger), doc.lemma(deed.trigger));
    if invited {
        return None;
    }
    let event: &Event = &deed.record;
    let told = matches!(event.status, Status::Asserted | Status::Historical);
    match event.plover {
        Plover::Agree | Plover::Concede if event.status == Status::Planned => {
            Some((deed.inner_type, CommitmentStatus::Announced))
        }
        Plover::Agree | Plover::Concede if told && act != deed.trigger => {
            Some((deed.inner_type, CommitmentStatus::Announced))
        }
        // A meeting called off had been promised.
        Plover::Reject if event.modes.contains(&Mode::Meet) && deed.inner_type == Some(Plover::Consult) => {
            let off = told || event.status == Status::Possible;
            off.then_some((Some(Plover::Consult), CommitmentStatus::Cancelled))
        }
        Plover::Request | Plover::Accuse | Plover::Reject | Plover::Threaten => None,
        other if event.status == Status::Planned => Some((Some(other), CommitmentStatus::Announced)),
        _ => None,
    }
}

/// Signing and ratifying are steps of an instrument.
fn of_instrument(doc: &Doc, deed: &Deed, act: TokenId) -> bool {
    let steps = [Step::Signature, Step::Ratification, Step::Exchange, Step::Initialled];
    matches!(deed.inner_type, Some(Plover::Support) | None)
        && agreements::object_step(doc.lang(act), doc.lemma(act)).is_some_and(|s| steps.contains(&s))
}

/// Whether the act is on a schedule: it has a day, or it is a meeting or visit told in the plain future.
fn fixed(deed: &Deed, plover: Option<Plover>, act: TokenId, due: Option<&DateRef>) -> bool {
    let plain = act == deed.trigger || deed.inner.is_none();
    let near = due.is_some_and(|d| {
        matches!(d.precision, Precision::Minute | Precision::Hour | Precision::Day | Precision::Week)
    });
    deed.record.status == Status::Planned && (near || (plover == Some(Plover::Consult) && plain))
}

/// When the act is due: the date of a plan, or the time in the words of the act.
fn due(
    text: &Text<'_>,
    times: &Times,
    deed: &Deed,
    act: TokenId,
    status: CommitmentStatus,
) -> Option<DateRef> {
    if deed.record.status == Status::Planned || status == CommitmentStatus::Cancelled {
        return deed.record.date.clone();
    }
    if act == deed.trigger {
        return None;
    }
    // The promise may have a time of its own, which is not that of the act.
    let own = deed.record.date.as_ref().and_then(|d| d.span.as_ref()).map(|s| s.byte_start);
    times
        .for_clause(text, act)
        .into_iter()
        .filter(|t| Some(t.expr.span.start) != own && text.doc.is_under(t.head, act))
        .find_map(|t| times.date_ref(text, t, Direction::Future))
}

/// The words of an act: a verb with its complements, a noun with its own.
fn phrase(doc: &Doc, act: TokenId, acts: &BTreeSet<TokenId>) -> Range<TokenId> {
    let verb = matches!(doc.upos(act), Upos::Verb | Upos::Aux | Upos::Adj);
    let mut end = act + 1;
    let mut todo: Vec<TokenId> = doc.children(act).filter(|&c| c > act).collect();
    let stop = doc.sentence(act).tokens.end;
    while let Some(at) = todo.pop() {
        let rel = doc.rel(at);
        let out = match rel.base() {
            Rel::Parataxis | Rel::Nsubj | Rel::Csubj | Rel::Discourse | Rel::Vocative => true,
            Rel::Acl => rel == Rel::AclRelcl,
            Rel::Advcl => doc.head(at) == Some(act),
            // A further act has a record of its own; a finite verb another subject.
            Rel::Conj if doc.head(at) == Some(act) && verb => {
                acts.contains(&at) || doc.feats(at).form == Some(VerbForm::Fin)
            }
            Rel::Punct => true,
            _ => acts.contains(&at) && matches!(doc.upos(at), Upos::Verb),
        };
        if out || at >= stop {
            continue;
        }
        end = end.max(at + 1);
        todo.extend(doc.children(at).filter(|&c| c > act));
    }
    while end > act + 1 && matches!(doc.upos(end - 1), Upos::Punct | Upos::Cconj | Upos::Adp) {
        end -= 1;
    }
    let mut start = act;
    if !verb {
        while start > doc.sentence(act).tokens.start
            && doc.head(start - 1) == Some(act)
            && matches!(doc.rel(start - 1).base(), Rel::Amod | Rel::Compound)
        {
            start -= 1;
        }
    }
    start..end
}
