//! Quotation marks of an article, paired.
//!
//! Marks nest and are sometimes missing. A quote left open at the end of a paragraph runs on when the next paragraph
//! opens the same mark again or holds its closing mark; otherwise it ends with its paragraph. A closing mark without
//! an opening one closes what began after the quote before it.

use legation_model::{Article, BlockKind};
use legation_text::Span;

/// A quote: marks included and without them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quote {
    /// From the opening to the closing mark, both included where they stand.
    pub outer: Span,
    /// The quoted words, one span a paragraph.
    pub inner: Vec<Span>,
    /// How many quotes hold it.
    pub depth: usize,
}

/// Paragraphs over which an open quote may run.
const REACH: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    Open(char),
    Close(char),
    /// A straight mark whose side the neighbours do not tell.
    Either(char),
}

/// All quotes of the article in the order of their opening marks.
pub(super) fn read(article: &Article) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut carried: Option<Carried> = None;
    for (b, block) in article.blocks.iter().enumerate() {
        if block.kind == BlockKind::Title {
            paragraph(article, block.span, &mut quotes, &mut None, b);
        } else {
            paragraph(article, block.span, &mut quotes, &mut carried, b);
        }
    }
    if let Some(open) = carried {
        quotes.push(open.quote);
    }
    quotes.sort_by_key(|q| (q.outer.start, std::cmp::Reverse(q.outer.end)));
    nest(&mut quotes);
    quotes
}

/// A quote left open by an earlier paragraph.
struct Carried {
    quote: Quote,
    mark: char,
    block: usize,
}

fn paragraph(
    article: &Article,
    block: Span,
    quotes: &mut Vec<Quote>,
    carried: &mut Option<Carried>,
    index: usize,
) {
    let text = &article.text;
    let mut marks = marks(block.slice(text), block.start as usize);
    if let Some(mut open) = carried.take() {
        let reopened = marks.first().is_some_and(|&(at, m, _)| {
            at == block.start as usize && matches!(m, Mark::Open(c) | Mark::Either(c) if c == open.mark)
        });
        if reopened {
            marks.remove(0);
        }
        let lone_close = first_lone_close(&marks, open.mark);
        match lone_close {
            Some(i) if reopened || index - open.block <= REACH => {
                let (at, _, len) = marks.remove(i);
                let start = block.start as usize + if reopened { open.mark.len_utf8() } else { 0 };
                open.quote.inner.push(Span::of(start, at.max(start)).trim(text));
                open.quote.outer.end = (at + len) as u32;
                quotes.push(open.quote);
            }
            _ if reopened => {
                let start = block.start as usize + open.mark.len_utf8();
                open.quote.inner.push(Span::of(start, block.end as usize).trim(text));
                open.quote.outer.end = block.end;
                open.block = index;
                *carried = Some(open);
                return;
            }
            _ if marks.is_empty() && runs_on(article, index, open.mark) && index - open.block <= REACH => {
                open.quote.inner.push(block);
                open.quote.outer.end = block.end;
                *carried = Some(open);
                return;
            }
            _ => quotes.push(open.quote),
        }
    }
    let mut stack: Vec<(usize, char, usize)> = Vec::new();
    let mut last_end = block.start as usize;
    for &(at, mark, len) in &marks {
        let close = |stack: &mut Vec<(usize, char, usize)>, quotes: &mut Vec<Quote>, k: usize| {
            let (from, _, open_len) = stack[k];
            stack.truncate(k);
            quotes.push(Quote {
                outer: Span::of(from, at + len),
                inner: vec![Span::of(from + open_len, at.max(from + open_len)).trim(text)],
                depth: 0,
            });
        };
        match mark {
            Mark::Open(c) => stack.push((at, c, len)),
            Mark::Close(c) => match stack.iter().rposition(|&(_, open, _)| pairs(open, c)) {
                Some(k) => {
                    close(&mut stack, quotes, k);
                    last_end = at + len;
                }
                None if c != '\'' && c != '’' => {
                    if let Some(from) = resumed(text, last_end, at) {
                        quotes.push(Quote {
                            outer: Span::of(from, at + len),
                            inner: vec![Span::of(from, at).trim(text)],
                            depth: 0,
                        });
                        last_end = at + len;
                    }
                }
                None => {}
            },
            Mark::Either(c) => match stack.iter().rposition(|&(_, open, _)| pairs(open, c)) {
                Some(k) => {
                    close(&mut stack, quotes, k);
                    last_end = at + len;
                }
                None => stack.push((at, c, len)),
            },
        }
    }
    if let Some(&(at, mark, len)) = stack.first() {
        let quote = Quote {
            outer: Span::of(at, block.end as usize),
            inner: vec![Span::of(at + len, block.end as usize).trim(text)],
            depth: 0,
        };
        if mark != '\'' && mark != '‘' && quote.inner[0].len() > 1 {
            *carried = Some(Carried { quote, mark, block: index });
        }
    }
}

/// Index of the first closing mark that has no opening one before it in the paragraph.
fn first_lone_close(marks: &[(usize, Mark, usize)], open: char) -> Option<usize> {
    let mut depth = 0usize;
    let start =
        usize::from(matches!(marks.first(), Some((_, Mark::Open(c) | Mark::Either(c), _)) if *c == open));
    for (i, &(_, mark, _)) in marks.iter().enumerate().skip(start) {
        match mark {
            Mark::Open(c) if c == open => depth += 1,
            Mark::Close(c) | Mark::Either(c) if pairs(open, c) => {
                if depth == 0 {
                    return Some(i);
                }
                depth -= 1;
            }
            _ => {}
        }
    }
    None
}

/// Whether one of the next paragraphs closes or re-opens the mark before any other quote is opened.
fn runs_on(article: &Article, index: usize, open: char) -> bool {
    for block in article.blocks.iter().skip(index + 1).take(REACH) {
        let marks = marks(block.span.slice(&article.text), block.span.start as usize);
        if marks.is_empty() {
            continue;
        }
        return first_lone_close(&marks, open).is_some();
    }
    false
}

/// Where the words began that a lone closing mark closes: after a dash or a sentence end behind the last quote.
fn resumed(text: &str, from: usize, to: usize) -> Option<usize> {
    let words = text.get(from..to)?;
    let end = words.find(". ").or_else(|| words.find(".\u{a0}"))?;
    let rest = &words[end + 1..];
    let skipped = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '-', '–', '—']).len();
    Some(from + end + 1 + skipped)
}

fn pairs(open: char, close: char) -> bool {
    match open {
        '«' => close == '»',
        '„' => matches!(close, '“' | '”' | '"'),
        '“' | '"' => matches!(close, '”' | '"'),
        '‘' => close == '’',
        '\'' => close == '\'',
        '‹' => close == '›',
        _ => false,
    }
}

/// Marks of a paragraph with the byte where they stand and their length.
fn marks(words: &str, base: usize) -> Vec<(usize, Mark, usize)> {
    let chars: Vec<(usize, char)> = words.char_indices().collect();
    let mut out: Vec<(usize, Mark, usize)> = Vec::new();
    let mut low = 0usize;
    for (i, &(at, c)) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|k| chars[k].1);
        let after = chars.get(i + 1).map(|x| x.1);
        let opens = before.is_none_or(|b| b.is_whitespace() || "([{«„“‘—–-/\"".contains(b))
            && after.is_some_and(|a| !a.is_whitespace());
        let closes = after.is_none_or(|a| !a.is_alphanumeric()) && before.is_some_and(|b| !b.is_whitespace());
        let mark = match c {
            '«' | '„' | '‹' => Mark::Open(c),
            '»' | '”' | '›' => Mark::Close(c),
            '“' => {
                if low > 0 && !opens {
                    Mark::Close(c)
                } else {
                    Mark::Open(c)
                }
            }
            '"' => match (opens, closes) {
                (true, false) => Mark::Open(c),
                (false, true) => Mark::Close(c),
                // A mark between spaces: closes after sentence punctuation, else undecided.
                _ => Mark::Either(c),
            },
            '‘' if opens => Mark::Open(c),
            '\'' if opens && after.is_some_and(char::is_alphabetic) && later_close(&chars, i) => {
                Mark::Open(c)
            }
            '’' | '\''
                if closes
                    && !before.is_some_and(|b| b == 's' && c == '\'' && !single_open(&out))
                    && single_open(&out) =>
            {
                Mark::Close(c)
            }
            _ => continue,
        };
        if c == '„' {
            low += 1;
        } else if matches!(mark, Mark::Close('“' | '”')) {
            low = low.saturating_sub(1);
        }
        out.push((base + at, mark, c.len_utf8()));
    }
    out
}

/// Whether a single mark is open.
fn single_open(marks: &[(usize, Mark, usize)]) -> bool {
    marks.iter().fold(0i32, |n, (_, m, _)| match m {
        Mark::Open('\'' | '‘') => n + 1,
        Mark::Close('\'' | '’') => n - 1,
        _ => n,
    }) > 0
}

/// Whether a straight single mark after `i` can close: behind sentence punctuation or before a space.
fn later_close(chars: &[(usize, char)], i: usize) -> bool {
    chars.iter().enumerate().skip(i + 2).any(|(k, &(_, c))| {
        c == '\''
            && chars[k - 1].1 != 's'
            && !chars[k - 1].1.is_whitespace()
            && chars.get(k + 1).is_none_or(|x| !x.1.is_alphanumeric())
    })
}

/// Counts for each quote how many hold it.
fn nest(quotes: &mut [Quote]) {
    let mut open: Vec<Span> = Vec::new();
    for quote in quotes {
        open.retain(|o| o.end > quote.outer.start);
        quote.depth = open.iter().filter(|o| o.contains(quote.outer)).count();
        open.push(quote.outer);
    }
}
