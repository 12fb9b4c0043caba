//! The time expressions of an article, tied to its trees.

use legation_model::{DateRef, Day, Lang};
use legation_nlp::tags::VerbForm;
use legation_nlp::{Doc, Rel, TokenId, Upos};
use legation_text::Span;

use super::value::{Bound, Core};
use super::{Anchor, Direction, Kind, TimeExpr, View, find};
use crate::agreements;
use crate::events::modality;
use crate::text::Text;

/// A time expression with the tokens it covers and what it is seen from.
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    /// The expression.
    pub expr: TimeExpr,
    /// Tokens.
    pub tokens: std::ops::Range<TokenId>,
    /// What it is seen from.
    pub view: View,
    /// The token among them that hangs on something outside.
    pub head: TokenId,
}

/// All time expressions of an article in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Times {
    list: Vec<Time>,
    published: Option<Day>,
}

/// "Buhari, who was elected last month, condemned …": a time that stands in the words behind an English name of the subject.
fn of_subject(doc: &Doc, time: TokenId, verb: TokenId) -> bool {
    let subject = doc.ancestors(time).find(|&a| doc.head(a) == Some(verb));
    subject.is_some_and(|s| {
        doc.lang(verb) == Lang::En
            && doc.rel(s).is_subject()
            && doc.upos(s) == Upos::Propn
            && s < time
            && time < verb
    })
}

impl Times {
    /// Finds them.
    pub fn read(text: &Text<'_>) -> Self {
        let article = text.article;
        let blocks = &article.blocks;
        let found: Vec<(usize, TimeExpr)> = blocks
            .iter()
            .enumerate()
            .flat_map(|(b, block)| {
                find(&article.text, block.span, block.lang).into_iter().map(move |expr| (b, expr))
            })
            .collect();
        let published = published(text, &found);
        let minute = article.published.as_ref().and_then(|p| minute(p.time.as_deref()?));
        let mut list: Vec<Time> = Vec::new();
        let mut told = Told::default();
        for (at, &(block, expr)) in found.iter().enumerate() {
            let tokens = tokens_of(text, expr.span);
            let Some(head) = head_of(text, &tokens) else { continue };
            if expr.kind == Kind::Date && governs_noun(text, &tokens, &expr) {
                continue;
            }
            let day = published.or_else(|| told_before(&found, at, block));
            let minute = minute.filter(|_| published.is_some());
            let told_there = told.at(block);
            let mut view =
                View { anchor: Anchor { day }, story: published.is_none(), minute, told: told_there };
            // "5 июля того же года": the year told of before.
            let same = found.get(at + 1).is_some_and(|(b, next)| {
                *b == block && next.is_same_year() && next.span.start <= expr.span.end + 1
            });
            if let Some((start, _)) = told_there[0].filter(|_| same && !expr.is_full()) {
                let end = start.last_of_year();
                view = View { anchor: Anchor { day: Some(end) }, story: false, ..view };
            }
            told.note(&expr, &view, block);
            list.push(Time { expr, tokens, view, head });
        }
        Self { list, published }
    }

    /// All of them.
    pub fn all(&self) -> &[Time] {
        &self.list
    }

    /// Publication or dateline: the day the story is told.
    pub fn published(&self) -> Option<Day> {
        self.published
    }

    /// Whether token `t` belongs to a time expression.
    pub fn covers(&self, t: TokenId) -> bool {
        let next = self.list.partition_point(|time| time.tokens.end <= t);
        self.list.get(next).is_some_and(|time| time.tokens.contains(&t))
    }

    /// Expressions that say when the deed headed by `head` is, best first.
    pub fn for_clause(&self, text: &Text<'_>, head: TokenId) -> Vec<&Time> {
        let sentence = &text.doc.sentence(head).tokens;
        let from = self.list.partition_point(|t| t.tokens.start < sentence.start);
        let mut ranked: Vec<(u32, u32, &Time)> = self.list[from..]
            .iter()
            .take_while(|t| t.tokens.start < sentence.end)
            .filter(|t| t.expr.kind == Kind::Date && !of_subject(text.doc, t.head, head))
            .filter_map(|t| Some((distance(text, t, head)?, t.head.abs_diff(head), t)))
            .collect();
        ranked.sort_by_key(|&(far, apart, t)| (far, apart, t.tokens.start));
        ranked.into_iter().map(|(_, _, t)| t).collect()
    }

    /// When the deed or utterance headed by `head` (verb or noun) took or takes place: the expression attached to
    /// its clause, resolved in `direction`; `None` when the clause names no time that resolves.
    pub fn of_clause(&self, text: &Text<'_>, head: TokenId, direction: Direction) -> Option<DateRef> {
        self.for_clause(text, head).into_iter().find_map(|t| self.date_ref(text, t, direction))
    }

    /// The day that the dateline says, with its words.
    pub fn of_dateline(&self, text: &Text<'_>) -> Option<DateRef> {
        let line = text.article.dateline?;
        let time = self.list.iter().find(|t| t.expr.kind == Kind::Date && line.contains(t.expr.span))?;
        self.date_ref(text, time, Direction::Past).filter(|d| d.start.is_some() && d.start == d.end)
    }

    /// An expression placed in the calendar, with its words.
    pub fn date_ref(&self, text: &Text<'_>, time: &Time, direction: Direction) -> Option<DateRef> {
        if direction == Direction::Past && deadline_of(text.doc, time).is_some() {
            return None;
        }
        let sees = |direction| time.expr.seen(&time.view, direction);
        // The time of what was agreed on is not that of the agreeing, unless it names one day in any case.
        let agreed = agreed_on(text, time);
        if agreed && direction == Direction::Past && sees(Direction::Past) != sees(Direction::Future) {
            return None;
        }
        let past = direction == Direction::Past && (agreed || !planned(text, time));
        let direction = if agreed || planned(text, time) { Direction::Future } else { direction };
        let resolved = sees(direction)?;
        // What lies ahead does not date what has taken place ("agreed to meet by the end of the year"); a day is
        // left to the clocks of another place.
        let ahead = |day: Day| self.published.and_then(|p| p.tomorrow().ok()).is_some_and(|next| day > next);
        let until = resolved.start.is_none().then_some(resolved.end).flatten();
        if past && resolved.start.or(until).is_some_and(ahead) {
            return None;
        }
        Some(resolved.date_ref(Some(text.evidence(time.expr.span))))
    }
}

/// Whether the time hangs on a word of planning ("намеченная на 10 июля", "scheduled for 10 July"): it lies ahead of what
/// is told, whatever the clause.
fn planned(text: &Text<'_>, time: &Time) -> bool {
    let doc = text.doc;
    doc.token_at(time.expr.span.start).is_some_and(|t| {
        doc.ancestors(t).take(3).any(|a| doc.upos(a) != Upos::Noun && modality::is_planning(text, a))
    })
}

/// Whether it is the time of what somebody agrees on, promises or asks for ("договорились провести встречу в марте", "an
/// arrangement for talks in March").
fn agreed_on(text: &Text<'_>, time: &Time) -> bool {
    let doc = text.doc;
    let mut at = time.head;
    // "Asked for his resignation Monday night": a bare day behind a noun may be that of the asking.
    let mut firm = time.tokens.start.checked_sub(1).is_some_and(|p| doc.upos(p) == Upos::Adp)
        || doc.upos(time.tokens.start) == Upos::Adp;
    for step in 0..5 {
        let Some(up) = doc.head(at) else { return false };
        if step > 0 && firm && modality::looks_ahead(text, up) {
            return true;
        }
        let infinitive = doc.feats(up).form == Some(VerbForm::Inf);
        firm |= infinitive;
        let content = infinitive || matches!(doc.upos(up), Upos::Noun | Upos::Propn);
        if !content || doc.rel(at).is_subject() {
            return false;
        }
        at = up;
    }
    false
}

/// A period as a past and as a future clause sees it.
type BothWays = [Option<(Day, Day)>; 2];

/// The period told of last, as a past and as a future clause sees it, with its block.
#[derive(Debug, Default)]
struct Told {
    last: Option<(usize, BothWays)>,
}

impl Told {
    /// What an expression in `block` may hang on: what the same paragraph or the one before tells of.
    fn at(&self, block: usize) -> [Option<(Day, Day)>; 2] {
        self.last.filter(|(b, _)| b + 1 >= block).map_or([None; 2], |(_, told)| told)
    }

    fn note(&mut self, expr: &TimeExpr, view: &View, block: usize) {
        let seen = |toward| {
            let r = expr.seen(view, toward).filter(|_| expr.kind == Kind::Date)?;
            Some((r.start?, r.end?))
        };
        let both = [seen(Direction::Past), seen(Direction::Future)];
        if both.iter().any(Option::is_some) {
            self.last = Some((block, both));
        }
    }
}

/// Minute of the day of "14:05+03:00".
fn minute(clock: &str) -> Option<u16> {
    let hour: u16 = clock.get(..2)?.parse().ok()?;
    let minute: u16 = clock.get(3..5)?.parse().ok()?;
    Some(hour * 60 + minute).filter(|&m| m < 24 * 60)
}

/// Day of publication, else of the dateline, else a full date that opens the story.
fn published(text: &Text<'_>, found: &[(usize, TimeExpr)]) -> Option<Day> {
    let article = text.article;
    if let Some(day) = article.published.as_ref().and_then(|p| p.start.filter(|&s| p.end == Some(s))) {
        return Some(day);
    }
    let full = |expr: &TimeExpr| {
        let day = expr.resolve(&Anchor::default(), Direction::Past)?;
        (day.start == day.end).then_some(day.start?)
    };
    if let Some(line) = article.dateline
        && let Some(day) = found.iter().filter(|(_, e)| line.contains(e.span)).find_map(|(_, e)| full(e))
    {
        return Some(day);
    }
    None
}

/// A full date said before expression `at` in the same or the preceding paragraph, or one that opens the story.
fn told_before(found: &[(usize, TimeExpr)], at: usize, block: usize) -> Option<Day> {
    let full = |expr: &TimeExpr| {
        let day = expr.resolve(&Anchor::default(), Direction::Past)?;
        (day.start == day.end).then_some(day.start?)
    };
    found[..at]
        .iter()
        .rev()
        .take_while(|(b, _)| b + 1 >= block)
        .find_map(|(_, e)| full(e))
        .or_else(|| found.first().filter(|(b, _)| *b <= 1).and_then(|(_, e)| full(e)))
}

fn tokens_of(text: &Text<'_>, span: Span) -> std::ops::Range<TokenId> {
    let doc = text.doc;
    let Some(first) = doc.token_at(span.start) else { return 0..0 };
    let mut end = first;
    while (end as usize) < doc.len() && doc.span(end).start < span.end {
        end += 1;
    }
    first..end
}

/// The token whose governor lies outside; the first one where there are several.
fn head_of(text: &Text<'_>, tokens: &std::ops::Range<TokenId>) -> Option<TokenId> {
    tokens
        .clone()
        .filter(|&t| text.doc.upos(t) != Upos::Adp && text.doc.upos(t) != Upos::Punct)
        .find(|&t| text.doc.head(t).is_none_or(|h| !tokens.contains(&h)))
        .or_else(|| tokens.clone().next())
}

/// "накануне саммита": the word is a preposition there.
fn governs_noun(text: &Text<'_>, tokens: &std::ops::Range<TokenId>, expr: &TimeExpr) -> bool {
    let doc = text.doc;
    if tokens.len() != 1 || !text.words(expr.span).to_lowercase().starts_with("накануне") {
        return false;
    }
    let t = tokens.start;
    doc.rel(t) == Rel::Case || doc.children(t).any(|c| matches!(doc.rel(c).base(), Rel::Nmod | Rel::Obl))
}

/// How far the expression is from the deed in the tree; `None` where it belongs to another clause.
fn distance(text: &Text<'_>, time: &Time, head: TokenId) -> Option<u32> {
    if time.tokens.contains(&head) {
        return None;
    }
    if of_paper(text, time, head) {
        return None;
    }
    if let Some(act) = deadline_of(text.doc, time) {
        if head == act {
            return Some(1);
        }
        if !text.doc.is_under(head, act) {
            return None;
        }
    }
    // "закон от 3 апреля": the date of the paper, not of what is done with it.
    let before = time.tokens.start.checked_sub(1);
    if before.is_some_and(|t| text.doc.form(t) == "от") {
        let paper = text.doc.head(time.head) == Some(head) && text.doc.upos(head) != Upos::Verb;
        return paper.then_some(1);
    }
    if let Some(noun) = modified(text.doc, time) {
        // "the June summit", "вчерашняя встреча": the time of that noun, and of what is done at it.
        let at = |case| crate::attach::Words::get().has("in", text.doc, case);
        let during = text.doc.head(noun) == Some(head) && text.doc.child(noun, Rel::Case).is_some_and(at);
        return (noun == head || during).then_some(1);
    }
    crate::attach::distance(text.doc, time.head, time.tokens.end, head)
}

/// The noun that a time without a preposition stands before as an adjective does.
fn modified(doc: &legation_nlp::Doc, time: &Time) -> Option<TokenId> {
    let noun = doc.head(time.head)?;
    // "on Sunday presidents signed": parsers often hang such a day on the next name.
    let before = time.tokens.start.checked_sub(1);
    if before.is_some_and(|t| doc.lang(t) != legation_model::Lang::Ru && matches!(doc.lemma(t), "on" | "in"))
    {
        return None;
    }
    let adjectival = matches!(doc.rel(time.head).base(), Rel::Amod | Rel::Nummod | Rel::Compound)
        || doc.rel(time.head) == Rel::NmodPoss;
    (adjectival
        && matches!(doc.upos(noun), Upos::Noun | Upos::Propn)
        && time.tokens.end <= noun
        && doc.child(time.head, Rel::Case).is_none_or(|c| doc.form(c).starts_with(['\'', '’'])))
    .then_some(noun)
}

/// The infinitive that a deadline before it is for, where the tree hangs it on the verb above: "договорились до 1 сентября
/// открыть", "agreed by the end of May to sign". What has been agreed was not agreed until then.
pub(crate) fn deadline_of(doc: &legation_nlp::Doc, time: &Time) -> Option<TokenId> {
    if !matches!(time.expr.value.bound, Bound::Until | Bound::By) {
        return None;
    }
    let verb = doc.head(time.head).filter(|&v| v < time.head && doc.upos(v) == Upos::Verb)?;
    doc.children_by(verb, Rel::Xcomp)
        .find(|&act| time.tokens.end <= act && doc.feats(act).form == Some(VerbForm::Inf))
}

/// "План консультаций на 2025 год", "the plan of action for 2025", "the 2021 treaty": the time is in the name of an
/// instrument, and what is done with the instrument has another one.
fn of_paper(text: &Text<'_>, time: &Time, head: TokenId) -> bool {
    let doc = text.doc;
    let first = time.tokens.start;
    let case = doc
        .child(time.head, Rel::Case)
        .filter(|&c| c <= first)
        .or_else(|| first.checked_sub(1).filter(|&p| doc.upos(p) == Upos::Adp));
    let from = case.unwrap_or(first).min(first);
    let meant_for = case.is_some_and(|c| matches!(doc.lemma(c), "на" | "for"));
    let year = matches!(time.expr.value.from.core, Core::Date { month: None, day: None, .. });
    if !(meant_for || (case.is_none() && year)) {
        return false;
    }
    let paper = |start: TokenId| {
        let mut at = start;
        for _ in 0..8 {
            if at == head {
                return false;
            }
            if !matches!(doc.upos(at), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num) {
                return false;
            }
            if agreements::is_instrument(doc.lang(at), doc.lemma(at)) {
                return true;
            }
            match doc.head(at) {
                Some(up) => at = up,
                None => return false,
            }
        }
        false
    };
    // Parsers often hang the last words of a name on the verb.
    let beside = from.checked_sub(1).filter(|&b| meant_for && b > head);
    doc.head(time.head).is_some_and(paper) || beside.is_some_and(paper)
}
