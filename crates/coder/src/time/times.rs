//! The time expressions of an article, tied to its trees.

use legation_model::{DateRef, Day};
use legation_nlp::{Rel, TokenId, Upos};
use legation_text::Span;

use super::{Anchor, Direction, Kind, TimeExpr, find};
use crate::text::Text;

/// A time expression with the tokens it covers and what it is seen from.
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    /// The expression.
    pub expr: TimeExpr,
    /// Tokens.
    pub tokens: std::ops::Range<TokenId>,
    /// What it is seen from.
    pub anchor: Anchor,
    /// The token among them that hangs on something outside.
    pub head: TokenId,
}

/// All time expressions of an article in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Times {
    list: Vec<Time>,
    published: Option<Day>,
}

impl Times {
    /// Finds them.
    pub fn read(text: &Text<'_>) -> Self {
        let (article, doc) = (text.article, text.doc);
        let blocks = &article.blocks;
        let found: Vec<(usize, TimeExpr)> = blocks
            .iter()
            .enumerate()
            .flat_map(|(b, block)| {
                find(&article.text, block.span, block.lang).into_iter().map(move |expr| (b, expr))
            })
            .collect();
        let published = published(text, &found);
        let mut list = Vec::new();
        for (at, &(block, expr)) in found.iter().enumerate() {
            let tokens = tokens_of(text, expr.span);
            let Some(head) = head_of(text, &tokens) else { continue };
            if expr.kind == Kind::Date && governs_noun(text, &tokens, &expr) {
                continue;
            }
            let day = published.or_else(|| told_before(&found, at, block));
            list.push(Time { expr, tokens, anchor: Anchor { day }, head });
        }
        let _ = doc;
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
            .filter(|t| t.expr.kind == Kind::Date)
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

    /// An expression placed in the calendar, with its words.
    pub fn date_ref(&self, text: &Text<'_>, time: &Time, direction: Direction) -> Option<DateRef> {
        let resolved = time.expr.resolve(&time.anchor, direction)?;
        Some(resolved.date_ref(Some(text.evidence(time.expr.span))))
    }
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
    let doc = text.doc;
    if time.tokens.contains(&head) {
        return None;
    }
    // Down from the deed.
    let mut steps = 0;
    let mut at = time.head;
    let mut crossed = false;
    while let Some(up) = doc.head(at) {
        crossed |= opens_clause(text, at);
        steps += 1;
        if up == head {
            return (!crossed).then_some(steps);
        }
        at = up;
    }
    // Up from a nominal deed, or from an infinitive or a conjoined verb, to the verb it shares its time with.
    let mut lifted = 10;
    let mut low = head;
    while let Some(up) = doc.head(low) {
        let rel = doc.rel(low);
        let shares = match rel.base() {
            Rel::Nsubj | Rel::Obj | Rel::Obl | Rel::Iobj | Rel::Xcomp | Rel::Aux | Rel::Cop => true,
            // A conjoined verb inherits what stands before its first conjunct.
            Rel::Conj => time.tokens.end <= up || time.tokens.end <= low && doc.upos(low) != Upos::Verb,
            Rel::Nmod => doc.upos(up) == Upos::Noun,
            _ => false,
        };
        if !shares {
            return None;
        }
        lifted += 10;
        let mut at = time.head;
        let mut steps = 0;
        let mut ok = false;
        while let Some(top) = doc.head(at) {
            if opens_clause(text, at) || at == low {
                break;
            }
            steps += 1;
            if top == up {
                ok = steps == 1 || doc.upos(up) != Upos::Verb;
                break;
            }
            at = top;
        }
        if ok {
            return Some(lifted + steps);
        }
        low = up;
    }
    None
}

/// Whether `t` heads a clause of its own under its governor.
fn opens_clause(text: &Text<'_>, t: TokenId) -> bool {
    let doc = text.doc;
    match doc.rel(t).base() {
        Rel::Ccomp | Rel::Advcl | Rel::Acl | Rel::Csubj | Rel::Parataxis => true,
        Rel::Conj => matches!(doc.upos(t), Upos::Verb | Upos::Aux),
        _ => false,
    }
}
