//! What actors say they will do.
//!
//! A commitment is read off an event that promises or plans an act: the promise tells by whom and to whom, the act
//! tells the type and the words of the action. Hopes, proposals to others and steps of instruments are none.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::trace::Reason;
use legation_model::{
    ActorKind, ActorRef, Commitment, CommitmentStatus, DateRef, Event, Mode, Plover, Polarity, RecordId,
    Sector, Status, Step, ontology,
};
use legation_nlp::tags::{Number, Person, Tense, VerbForm};
use legation_nlp::{Doc, Rel, TokenId, Upos};

use crate::agreements;
use crate::cast::{ActorIx, Cast, How, Mention, Participant};
use crate::confidence::UNGRADED;
use crate::events::{Deed, Events, modality};
use crate::statements::Statements;
use crate::text::Text;
use crate::time::value::Bound;
use crate::time::{Direction, Times, deadline_of};

/// Finds the commitments.
pub fn read(
    text: &Text<'_>,
    times: &Times,
    cast: &Cast,
    statements: &Statements,
    events: &Events,
) -> Vec<Commitment> {
    let scene = Plans { text, times, cast, statements };
    let plans = scene.acts();
    let coded: BTreeSet<TokenId> = events.list.iter().map(|d| act(text.doc, d)).collect();
    // Each of several things promised has a record and words of its own.
    let listed = plans.iter().filter(|p| p.listed).map(|p| p.act);
    let acts: BTreeSet<TokenId> = coded.iter().copied().chain(listed).collect();
    let mut taken = BTreeSet::new();
    let mut spans = BTreeSet::new();
    let mut out: Vec<Commitment> = Vec::new();
    let mut agenda = Agenda::default();
    let body: BTreeSet<String> = events
        .list
        .iter()
        .filter(|d| !text.in_title(d.trigger) && promised(text.doc, d, act(text.doc, d)).is_some())
        .flat_map(|d| d.record.actors.iter().filter_map(side))
        .collect();
    for deed in &events.list {
        let act = act(text.doc, deed);
        // A headline says what the body says of the same side.
        if text.in_title(deed.trigger)
            && deed.record.actors.iter().filter_map(side).any(|s| body.contains(&s))
        {
            continue;
        }
        let Some((plover, status)) = promised(text.doc, deed, act) else { continue };
        if foretold(deed.record.holder.as_ref()) {
            continue;
        }
        if deed.record.actors.is_empty() || of_instrument(text.doc, deed, act) || !taken.insert(act) {
            continue;
        }
        if !agenda.admits(text.doc, act, &deed.record.actors, deed.record.holder.as_ref()) {
            continue;
        }
        let mut words = phrase(text.doc, carrier(text.doc, act, deed.trigger), &acts);
        if !spans.insert((words.start, words.end)) {
            words = phrase(text.doc, act, &acts);
            spans.insert((words.start, words.end));
        }
        let action = text.tokens(words.clone());
        let due = due(text, times, deed, act, status);
        let carried = carrier(text.doc, act, deed.trigger);
        let status = match status {
            CommitmentStatus::Announced
                if !agreements::is_continuing(text.doc.lang(carried), text.doc.lemma(carried))
                    && fixed(text.doc, deed, plover, act, due.as_ref()) =>
            {
                CommitmentStatus::Scheduled
            }
            other => other,
        };
        let by = deed.record.actors.clone();
        let to = if deed.record.recipients.is_empty() {
            named(text, cast, &words, &by)
        } else {
            // "Reopen embassies": a body of nobody known is what is dealt with, not to whom it is promised.
            let owned = |a: &&ActorRef| a.kind != ActorKind::Body || a.country.is_some();
            deed.record.recipients.iter().filter(owned).cloned().collect()
        };
        let plover = plover.or_else(|| (sides(&by) > 1).then_some(Plover::Cooperate));
        let (start, end) = (action.byte_start.to_string(), action.byte_end.to_string());
        out.push(Commitment {
            id: RecordId::of("commitment", &[text.article.id.as_str(), &start, &end]),
            article: text.article.id.clone(),
            by,
            to,
            plover,
            action,
            due,
            status,
            statement: deed.record.statement.clone(),
            trigger: deed.record.trigger.clone(),
            rule: deed.record.rule.clone(),
            confidence: UNGRADED,
        });
    }
    let triggers: BTreeSet<TokenId> = events.list.iter().map(|d| d.trigger).collect();
    for Plan { act, cue, listed } in plans {
        let known = |t: TokenId| coded.contains(&t) || triggers.contains(&t);
        // "проведёт встречу": the noun is the deed, the verb only carries it.
        let carries = objects(text.doc, act).any(|o| {
            known(o)
                || coded
                    .iter()
                    .any(|&a| a > act && text.doc.rel(a).base() == Rel::Nmod && text.doc.head(a) == Some(o))
        });
        if known(act) || (known(cue) && !listed) || carries || !taken.insert(act) {
            continue;
        }
        if let Some(made) = scene.commitment(act, cue, &acts, events) {
            let said = statements.holding(text.doc.span(cue));
            let holder = said.map(|s| &s.record.speaker);
            // Whoever warns of what it will do threatens.
            let warns = |t| text.rules.index.warns(text.doc, t);
            if said.and_then(|s| s.cue).is_some_and(warns) || foretold(holder) {
                continue;
            }
            if agenda.admits(text.doc, act, &made.by, holder) {
                out.push(made);
            }
        }
    }
    // What firms and clubs promise their customers is no affair of state; a firm of a known country may be.
    let public = |a: &ActorRef| {
        ontology::is_public(a.kind, &a.sectors, a.office)
            || a.kind != ActorKind::Person && a.country.is_some()
    };
    out.retain(|c| {
        let stays = c.by.iter().chain(&c.to).any(public);
        if !stays {
            text.reject("commitment", &c.rule, c.action.span(), Reason::Private);
        }
        stays
    });
    out.sort_by_key(|c| (c.action.byte_start, c.action.byte_end));
    out
}

/// Whether the act is only foreseen, by a person of no office ("an analyst believes that …").
fn foretold(holder: Option<&ActorRef>) -> bool {
    holder.is_some_and(|h| {
        h.kind == ActorKind::Person && h.office.is_none() && !h.sectors.contains(&Sector::Gov)
    })
}

/// Agendas already told, by those who meet and on whose word: one item of each is kept.
#[derive(Debug, Default)]
struct Agenda {
    seen: BTreeSet<(BTreeSet<String>, Option<String>)>,
}

impl Agenda {
    fn admits(&mut self, doc: &Doc, act: TokenId, by: &[ActorRef], holder: Option<&ActorRef>) -> bool {
        if !agreements::is_agenda(doc.lang(act), doc.lemma(act)) {
            return true;
        }
        let sides: BTreeSet<String> = by.iter().filter_map(side).collect();
        sides.len() < 2 || self.seen.insert((sides, holder.and_then(side)))
    }
}

/// The country or organisation an actor stands for.
fn side(actor: &ActorRef) -> Option<String> {
    actor.country.clone().or_else(|| actor.id.clone())
}

fn sides(list: &[ActorRef]) -> usize {
    list.iter().filter_map(side).collect::<BTreeSet<_>>().len()
}

/// Whether an actor is one to whom something can be promised: known, and no mere group or office.
fn whole(actor: &ActorRef) -> bool {
    match actor.kind {
        ActorKind::Group => false,
        ActorKind::Body => actor.country.is_some(),
        _ => actor.id.is_some() || actor.country.is_some(),
    }
}

/// Whom the words of an action name beside those who act: the one that it is for.
fn named(text: &Text<'_>, cast: &Cast, words: &Range<TokenId>, by: &[ActorRef]) -> Vec<ActorRef> {
    let own: BTreeSet<String> = by.iter().filter_map(side).collect();
    if own.len() != 1 {
        return Vec::new();
    }
    let mut seen = own;
    let mut out = Vec::new();
    let plain =
        |m: &&Mention| words.contains(&m.head) && matches!(m.how, How::Name | How::Adjective | How::Metonym);
    for m in cast.mentions().iter().filter(plain) {
        for &ix in &m.actors {
            let participant = Participant { actor: Some(ix), tokens: m.tokens.clone(), head: m.head };
            let actor = cast.reference(text, &participant);
            if whole(&actor) && side(&actor).is_some_and(|s| seen.insert(s)) {
                out.push(actor);
            }
        }
    }
    out.truncate(2);
    out
}

fn objects(doc: &Doc, act: TokenId) -> impl Iterator<Item = TokenId> + '_ {
    doc.children(act).filter(move |&c| matches!(doc.rel(c).base(), Rel::Obj | Rel::Nsubj) && c > act)
}

/// An act with the word that promises it.
#[derive(Debug, Clone, Copy)]
struct Plan {
    act: TokenId,
    cue: TokenId,
    /// A further one of several acts of one promise ("agreed to restore ties and *reopen* embassies").
    listed: bool,
}

/// Plans and promises told by the future or by a word of intention, whose act has no frame of its own.
struct Plans<'a> {
    text: &'a Text<'a>,
    times: &'a Times,
    cast: &'a Cast,
    statements: &'a Statements,
}

impl Plans<'_> {
    /// The acts with the words that promise them.
    fn acts(&self) -> Vec<Plan> {
        let doc = self.text.doc;
        let mut plans = Vec::new();
        for t in (0..doc.len() as TokenId).filter(|&t| !self.text.in_title(t)) {
            let Some((act, cue)) = self.act_at(t) else { continue };
            plans.push(Plan { act, cue, listed: false });
            if act == cue {
                continue;
            }
            let more = doc.children_by(act, Rel::Conj).filter(|&c| {
                doc.upos(c) == Upos::Verb
                    && !matches!(doc.feats(c).form, Some(VerbForm::Fin | VerbForm::Part))
            });
            plans.extend(more.map(|act| Plan { act, cue, listed: true }));
        }
        plans
    }

    fn act_at(&self, t: TokenId) -> Option<(TokenId, TokenId)> {
        let doc = self.text.doc;
        let (lang, lemma) = (doc.lang(t), doc.lemma(t));
        if !matches!(doc.upos(t), Upos::Verb | Upos::Adj) || self.statements.is_cue(t) {
            return None;
        }
        let inner = |t: TokenId| doc.children_by(t, Rel::Xcomp).find(|&x| doc.upos(x) == Upos::Verb && x > t);
        let modality = modality::of(self.text, self.statements, t);
        if modality.polarity == Polarity::Negative {
            return None;
        }
        if agreements::is_intention(lang, lemma)
            && matches!(modality.status, Status::Asserted | Status::Planned)
        {
            return inner(t).map(|act| (act, t));
        }
        let will = doc.children_by(t, Rel::Aux).any(|c| {
            doc.feats(c).tense == Some(Tense::Fut) || matches!(doc.form(c), "will" | "shall" | "'ll" | "’ll")
        });
        let future =
            will || (doc.feats(t).tense == Some(Tense::Fut) && doc.feats(t).form == Some(VerbForm::Fin));
        if !future || modality.status != Status::Planned || doc.upos(t) != Upos::Verb {
            return None;
        }
        if agreements::is_continuing(lang, lemma) {
            return inner(t).map(|act| (act, t));
        }
        (!agreements::is_state(lang, lemma)).then_some((t, t))
    }

    /// Those who promise: the subject of the cue, or of the verb that it hangs on.
    fn by(&self, cue: TokenId, act: TokenId, events: &Events) -> Vec<Participant> {
        let doc = self.text.doc;
        let mut at = cue;
        for _ in 0..3 {
            if let Some(subject) = doc.child(at, Rel::Nsubj).filter(|&s| doc.rel(s) == Rel::Nsubj) {
                let feats = doc.feats(subject);
                let we = feats.person == Some(Person::First) && feats.number == Some(Number::Plur);
                if we && let Some(both) = self.both(act, events) {
                    return both;
                }
                return self.cast.participants(self.text, subject, self.speaker(subject));
            }
            match doc.head(at) {
                Some(up) if matches!(doc.rel(at).base(), Rel::Conj | Rel::Xcomp) => at = up,
                _ => break,
            }
        }
        Vec::new()
    }

    fn speaker(&self, t: TokenId) -> Option<ActorIx> {
        self.statements.holding(self.text.doc.span(t)).and_then(|s| s.speaker)
    }

    /// Those who met, where "we" do what takes both: talk, or act jointly.
    fn both(&self, act: TokenId, events: &Events) -> Option<Vec<Participant>> {
        let doc = self.text.doc;
        let (lang, lemma) = (doc.lang(act), doc.lemma(act));
        let joint = agreements::is_agenda(lang, lemma)
            || doc.subtree(act).any(|t| agreements::is_joint(doc.lang(t), doc.lemma(t)));
        if !joint {
            return None;
        }
        let own = self.cast.actor(self.speaker(act)?).country.clone()?;
        let meeting = events.list.iter().find(|d| {
            d.record.plover == Plover::Consult
                && d.record.recipients.is_empty()
                && d.record.actors.len() > 1
                && d.record.actors.iter().any(|a| a.country.as_ref() == Some(&own))
        })?;
        Some(meeting.actors.clone())
    }

    fn commitment(
        &self,
        act: TokenId,
        cue: TokenId,
        acts: &BTreeSet<TokenId>,
        events: &Events,
    ) -> Option<Commitment> {
        let (text, doc) = (self.text, self.text.doc);
        if doc.rel(cue) == Rel::AclRelcl || matches!(doc.rel(cue).base(), Rel::Advcl) {
            return None;
        }
        if agreements::object_step(doc.lang(act), doc.lemma(act)) == Some(Step::Signature) {
            return None;
        }
        // "It will work out": an act without an object, place or time promises nothing that could be kept.
        let bare = !doc
            .children(act)
            .any(|c| matches!(doc.rel(c).base(), Rel::Obj | Rel::Iobj | Rel::Obl | Rel::Xcomp | Rel::Ccomp));
        if bare {
            return None;
        }
        let by: Vec<Participant> =
            self.by(cue, act, events).into_iter().filter(|p| p.actor.is_some()).collect();
        if by.is_empty() {
            return None;
        }
        let mut to: Vec<Participant> = Vec::new();
        for child in
            doc.children(act).filter(|&c| matches!(doc.rel(c).base(), Rel::Obj | Rel::Iobj | Rel::Obl))
        {
            for p in self.cast.participants(text, child, self.speaker(child)) {
                if p.actor.is_some() && !by.iter().chain(&to).any(|q| q.actor == p.actor) {
                    to.push(p);
                }
            }
        }
        let words = phrase(doc, act, acts);
        let action = text.tokens(words.clone());
        let due = self.times.of_clause(text, act, Direction::Future).or_else(|| ahead(text, self.times, act));
        let near =
            due.as_ref().is_some_and(bounded) && !agreements::is_continuing(doc.lang(cue), doc.lemma(cue));
        let (start, end) = (action.byte_start.to_string(), action.byte_end.to_string());
        let refer = |list: &[Participant]| -> Vec<ActorRef> {
            list.iter().map(|p| self.cast.reference(text, p)).collect()
        };
        let by = refer(&by);
        let mut to = refer(&to);
        let mut told = BTreeSet::new();
        to.retain(|a| whole(a) && side(a).is_some_and(|s| told.insert(s)));
        if to.is_empty() {
            to = named(text, self.cast, &words, &by);
        }
        Some(Commitment {
            id: RecordId::of("commitment", &[text.article.id.as_str(), &start, &end]),
            article: text.article.id.clone(),
            plover: (sides(&by) > 1).then_some(Plover::Cooperate),
            by,
            to,
            action,
            due,
            status: if near { CommitmentStatus::Scheduled } else { CommitmentStatus::Announced },
            statement: self.statements.holding(doc.span(cue)).map(|s| s.record.id.clone()),
            trigger: text.tokens(cue..cue + 1),
            rule: if act == cue { "future" } else { "intention" }.to_owned(),
            confidence: UNGRADED,
        })
    }
}

/// The token of what is promised: the inner act, or the infinitive or clause that the promise governs.
fn act(doc: &Doc, deed: &Deed) -> TokenId {
    let verb = |t: TokenId| {
        matches!(doc.upos(t), Upos::Verb)
            && matches!(doc.rel(t).base(), Rel::Xcomp | Rel::Ccomp | Rel::Acl | Rel::Csubj)
    };
    let intends = agreements::is_intention(doc.lang(deed.trigger), doc.lemma(deed.trigger));
    let open = deed.record.plover == Plover::Agree && (deed.record.status != Status::Planned || intends);
    // What an instrument provides for stands beside the verb that says so.
    if deed.inner.is_none() && deed.record.plover == Plover::Agree {
        let terms = doc
            .children(deed.trigger)
            .any(|c| doc.rel(c).is_subject() && agreements::is_instrument(doc.lang(c), doc.lemma(c)));
        let what = doc.children(deed.trigger).find(|&c| {
            c > deed.trigger && matches!(doc.rel(c).base(), Rel::Obj | Rel::Obl) && doc.upos(c) == Upos::Noun
        });
        if terms && let Some(what) = what {
            return what;
        }
    }
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
    if invited
        || deed.record.plover == Plover::Concede
            && agreements::is_yielding(doc.lang(deed.trigger), doc.lemma(deed.trigger))
    {
        return None;
    }
    let event: &Event = &deed.record;
    let told = matches!(event.status, Status::Asserted | Status::Historical);
    match event.plover {
        Plover::Agree | Plover::Concede if event.status == Status::Planned => {
            Some((deed.inner_type, CommitmentStatus::Announced))
        }
        // "Will take him in should he be convicted": promised on a condition.
        Plover::Agree | Plover::Concede if event.status == Status::Hypothetical => {
            deed.on_condition.then_some((deed.inner_type, CommitmentStatus::Announced))
        }
        Plover::Agree | Plover::Concede if told && act != deed.trigger => {
            Some((deed.inner_type, CommitmentStatus::Announced))
        }
        // A meeting called off had been promised; one that somebody will not come to had not.
        Plover::Reject
            if deed.called_off
                && event.modes.contains(&Mode::Meet)
                && deed.inner_type == Some(Plover::Consult) =>
        {
            let off = told || event.status == Status::Possible;
            off.then_some((Some(Plover::Consult), CommitmentStatus::Cancelled))
        }
        Plover::Request | Plover::Accuse | Plover::Reject | Plover::Threaten => None,
        other
            if event.status == Status::Planned
                || event.status == Status::Hypothetical && deed.on_condition =>
        {
            Some((Some(other), CommitmentStatus::Announced))
        }
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
fn fixed(doc: &Doc, deed: &Deed, plover: Option<Plover>, act: TokenId, due: Option<&DateRef>) -> bool {
    // "We will meet" of a speaker is a word, not a date.
    let own = doc
        .children(deed.trigger)
        .any(|c| doc.rel(c) == Rel::Nsubj && doc.feats(c).person == Some(Person::First));
    let plain = (act == deed.trigger || deed.inner.is_none()) && !own;
    let planned = deed.record.status == Status::Planned;
    due.is_some_and(bounded) || (planned && plover == Some(Plover::Consult) && plain)
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
        .filter(|t| {
            Some(t.expr.span.start) != own
                && (text.doc.is_under(t.head, act)
                    || text.doc.head(t.head) == Some(carrier(text.doc, act, deed.trigger))
                    || deadline_of(text.doc, t) == Some(act))
        })
        .find_map(|t| times.date_ref(text, t, Direction::Future))
        .or_else(|| ahead(text, times, act))
}

/// A term after the act, wherever the parser hung it: what a promise may last until or take is never the time of the
/// promise ("agreed to meet by the end of the year").
fn ahead(text: &Text<'_>, times: &Times, act: TokenId) -> Option<DateRef> {
    let doc = text.doc;
    let sentence = &doc.sentence(act).tokens;
    let term = times.all().iter().find(|t| {
        t.tokens.start > act
            && t.tokens.start < sentence.end
            && matches!(t.expr.value.bound, Bound::Until | Bound::By | Bound::Within)
    })?;
    // A verb between them that is not the act's own opens a clause whose time it is.
    let other = (act + 1..term.tokens.start).any(|t| {
        doc.upos(t) == Upos::Verb && !doc.is_under(t, act)
            || doc.rel(t).base() == Rel::Conj && doc.upos(t) == Upos::Verb
    });
    // "to restore ties and within two months to reopen embassies": the term opens the next part.
    let before = (act + 1..term.tokens.start).rev().find(|&t| doc.upos(t) != Upos::Adp);
    if other || before.is_some_and(|t| doc.upos(t) == Upos::Cconj) {
        return None;
    }
    times.date_ref(text, term, Direction::Future)
}

/// Whether the due time is one that can be kept or missed.
fn bounded(due: &DateRef) -> bool {
    due.end.is_some()
}

/// The verb that carries a noun's act where it is not itself the promise ("agreed to *hold* a meeting").
fn carrier(doc: &Doc, act: TokenId, cue: TokenId) -> TokenId {
    let noun = doc.upos(act) == Upos::Noun && doc.rel(act).base() == Rel::Obj;
    doc.head(act)
        .filter(|&up| {
            noun && up != cue
                && up < act
                && doc.upos(up) == Upos::Verb
                && (doc.feats(up).form == Some(VerbForm::Inf)
                    || doc.feats(up).tense == Some(Tense::Fut)
                    || doc
                        .children_by(up, Rel::Aux)
                        .any(|a| matches!(doc.lemma(a), "will" | "shall" | "быть")))
        })
        .unwrap_or(act)
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
            Rel::Parataxis | Rel::Nsubj | Rel::Csubj | Rel::Discourse | Rel::Vocative | Rel::Punct => true,
            Rel::Acl => rel == Rel::AclRelcl,
            Rel::Advcl => doc.head(at) == Some(act),
            // A further act has a record of its own; a finite verb another subject.
            Rel::Conj if doc.head(at) == Some(act) && verb => {
                acts.contains(&at) || doc.feats(at).form == Some(VerbForm::Fin)
            }
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
    if verb
        && let Some(not) = doc.children(act).find(|&c| {
            c < act && doc.feats(c).negative || c + 1 == act && matches!(doc.lemma(c), "не" | "not")
        })
    {
        start = not;
    }
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
