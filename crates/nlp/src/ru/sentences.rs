//! Sentence boundaries that survive agency copy: abbreviations, initials, datelines, quotes, speech dashes.

use std::collections::HashMap;

use legation_text::Span;

use crate::abbreviation::{Kind, LONGEST, WIDEST_BRACKETS, rows};
use crate::ru::shape;
use crate::ru::tokens::tokens;

/// Tokens before a year's `г.` from which on a capital letter after it begins a sentence.
const OPENING: usize = 7;

/// Draws sentence boundaries.
#[derive(Debug)]
pub(crate) struct Splitter {
    /// Kind of an abbreviation, and the word that goes on after it despite its capital letter.
    abbreviations: HashMap<&'static str, (Kind, &'static str)>,
}

impl Splitter {
    /// The splitter with the list in `lexicon/`.
    pub(crate) fn new() -> Self {
        let abbreviations = rows(include_str!("../../../../lexicon/nlp/ru/abbreviations.tsv"))
            .map(|(form, kind, goes_on)| (form, (kind, goes_on)))
            .collect();
        Self { abbreviations }
    }

    /// Calls `each` with every sentence of `text[within]` and its tokens.
    pub(crate) fn sentences(&self, text: &str, within: Span, mut each: impl FnMut(Span, &[Span])) {
        let mut spans = Vec::new();
        tokens(text, within, &mut spans);
        let view = View { text, bracketed: bracketed(text, &spans), tokens: &spans };
        let mut start = 0;
        let mut at = 0;
        while at < spans.len() {
            let end = self.end(&view, start, at).unwrap_or(at);
            let last = end + 1 == spans.len();
            if last || self.end(&view, start, at).is_some() || view.blank_line_after(end) {
                each(spans[start].cover(spans[end]), &spans[start..=end]);
                start = end + 1;
            } else if end + 1 - start >= LONGEST {
                let cut = (start + LONGEST / 2..=end)
                    .rev()
                    .find(|&i| matches!(view.word(i), ";" | ",") && !view.touches(i))
                    .unwrap_or(end);
                each(spans[start].cover(spans[cut]), &spans[start..=cut]);
                start = cut + 1;
            }
            at = end + 1;
        }
    }

    /// Last token of the sentence from `start` when token `at` ends it.
    fn end(&self, view: &View<'_>, start: usize, at: usize) -> Option<usize> {
        let stop = view.word(at);
        if !stop.ends_with(['.', '?', '!', '…']) || view.bracketed[at] {
            return None;
        }
        // Closing quotes and brackets belong to the sentence that they close.
        let mut end = at;
        while view.touches(end) && is_closing(view.word(end + 1)) {
            end += 1;
        }
        let next = end + 1;
        if next >= view.tokens.len() {
            return Some(end);
        }
        if view.bracketed[end] {
            return None;
        }
        if view.touches(end) {
            return (end == at && stop == "." && self.lost_space(view, at)).then_some(end);
        }
        let dot = stop == "." && at > start && view.touches(at - 1);
        if stop == "." && !begins(view, next, at) || stop != "." && !begins_after_cry(view, next, end > at) {
            return None;
        }
        if dot && end == at && self.abbreviated(view, start, at) {
            return None;
        }
        if at == start || at == start + 1 && view.is_number(start) && stop == "." {
            // A lone number is that of a list's item.
            return None;
        }
        Some(end)
    }

    /// `слово.Слово`: a full stop after which a space was lost.
    fn lost_space(&self, view: &View<'_>, at: usize) -> bool {
        let Some(left) = at.checked_sub(1).map(|i| view.word(i)) else { return false };
        let right = view.word(at + 1);
        let cyrillic = |w: &str| w.chars().all(|c| matches!(c, 'а'..='я' | 'ё' | 'А'..='Я' | 'Ё' | '-'));
        let long = |w: &str| w.chars().nth(2).is_some();
        cyrillic(left)
            && cyrillic(right)
            && long(left)
            && shape::is_lower(left)
            && (shape::is_title(right) && (long(right) || !view.touches(at + 1)))
            && !self.abbreviations.contains_key(left)
    }

    /// Whether the full stop `at` ends an abbreviation or an initial and not the sentence.
    fn abbreviated(&self, view: &View<'_>, start: usize, at: usize) -> bool {
        let word = view.word(at - 1);
        let one = word.chars().nth(1).is_none();
        if one && shape::is_upper(word) {
            return true;
        }
        let lower = word.to_lowercase();
        // `т. д.`: the part before belongs to it.
        let pair = (at >= start + 4 && view.word(at - 2) == ".")
            .then(|| format!("{}.{lower}", view.word(at - 3).to_lowercase()));
        let number_before = |i: usize| i > start && (view.is_number(i - 1) || view.is_roman(i - 1));
        let first = at
            - if pair.as_ref().is_some_and(|p| self.abbreviations.contains_key(p.as_str())) { 3 } else { 1 };
        let kind = pair.and_then(|p| self.abbreviations.get(p.as_str())).or_else(|| {
            let kind = self.abbreviations.get(lower.as_str());
            // A capital makes an ordinary word of what is short for something else: "Стр." but not "Им.".
            kind.filter(|_| one || shape::is_lower(word) || at == start + 2 || shape::is_title(word))
        });
        let next = view.word(at + 1);
        match kind {
            Some((_, follower)) if !follower.is_empty() && next == *follower => true,
            Some((Kind::Date, _)) if number_before(first) => at - start < OPENING,
            Some((Kind::Head | Kind::Date, _)) => true,
            Some((Kind::Number, _)) => next.starts_with(|c: char| c.is_ascii_digit()) || next == "№",
            Some((Kind::Tail | Kind::Clock, _)) | None => false,
        }
    }
}

/// Tokens of a text and what is known of them.
struct View<'a> {
    text: &'a str,
    tokens: &'a [Span],
    /// Whether a token stands between brackets.
    bracketed: Vec<bool>,
}

impl<'a> View<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |span| span.slice(self.text))
    }

    /// No space between token `i` and the next one.
    fn touches(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|next| next.start == self.tokens[i].end)
    }

    fn blank_line_after(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|next| {
            let gap = Span::new(self.tokens[i].end, next.start).slice(self.text);
            gap.contains('\u{2029}') || gap.bytes().filter(|b| *b == b'\n').nth(1).is_some()
        })
    }

    fn is_number(&self, i: usize) -> bool {
        self.word(i).starts_with(|c: char| c.is_ascii_digit())
    }

    fn is_roman(&self, i: usize) -> bool {
        let word = self.word(i);
        !word.is_empty() && word.chars().all(|c| "IVXLCМХ-".contains(c))
    }
}

/// Whether each token stands between brackets that are not too far apart.
fn bracketed(text: &str, tokens: &[Span]) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    for (i, span) in tokens.iter().enumerate() {
        match span.slice(text) {
            "(" | "[" => open.push(i),
            ")" | "]" => {
                if let Some(from) = open.pop().filter(|from| i - from <= WIDEST_BRACKETS) {
                    inside[from..i].fill(true);
                }
            }
            _ => {}
        }
    }
    inside
}

fn is_closing(word: &str) -> bool {
    matches!(word, "»" | "”" | "“" | "’" | "\"" | "'" | ")" | "]" | "}")
}

fn is_opening(word: &str) -> bool {
    matches!(word, "«" | "“" | "„" | "‘" | "\"" | "'" | "(" | "[")
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "−" | "‑" | "―")
}

/// Whether a sentence may begin at `next` after a full stop at `at`.
fn begins(view: &View<'_>, next: usize, at: usize) -> bool {
    let mut i = next;
    // A dash before a capital opens direct speech; before a small letter it goes on after it.
    while is_opening(view.word(i)) || is_dash(view.word(i)) {
        i += 1;
    }
    let word = view.word(i);
    let Some(first) = word.chars().next() else { return next >= view.tokens.len() };
    if first.is_lowercase() {
        return false;
    }
    if first.is_alphanumeric() || matches!(first, '№' | '#' | '@' | '$' | '€') {
        return true;
    }
    // Bullets and the like begin a line; after an ellipsis or a slash the sentence goes on.
    matches!(first, '•' | '*' | '●' | '■' | '►' | '➤' | '→' | '…') || view.word(at) != "." && first == '…'
}

/// As [`begins`] after `?`, `!` or `…`; within quotes, the sentence around may go on.
fn begins_after_cry(view: &View<'_>, next: usize, closed: bool) -> bool {
    let word = view.word(next);
    if closed && is_dash(word) {
        // `«…!» – Сказал` does not occur; `«…?» – Лавров ответил` does.
        return false;
    }
    begins(view, next, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        Splitter::new().sentences(text, Span::of(0, text.len()), |span, _| out.push(span.slice(text)));
        out
    }

    /// `|` marks the boundaries that must be found, and no others.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(split(&text), wanted);
    }

    #[test]
    fn initials_and_offices() {
        check("Министр иностранных дел Д.Н. Орлов прибыл в Сухум. | Его встретил зам. министра А. Б. Кация.");
        check("Об этом сообщил корр. агентства И.Петров. | Встреча прошла в им. Горького парке.");
        check("Акад. С. П. Ковалёв и проф. Н. Ким подписали письмо.");
    }

    #[test]
    fn abbreviations_of_measure_and_time() {
        check("Товарооборот составил 3,5 млрд долл. США. | Рост за год – 12 %.");
        check("Договор подписан 6 декабря 2024 г. в Минске.");
        check(
            "Документ о гарантиях безопасности подписан в Минске 6 декабря 2024 г. | Стороны обменялись нотами.",
        );
        check("В 2023 г. Сербия получила кредит.");
        check("Закупят трубы, краны и т.д. и т.п. для порта. | Срок – 2 года.");
        check("Визит в г. Цхинвал состоится в 1-м кв. 2025 г.");
        check("На ул. Ленина, д. 5, открыто посольство.");
    }

    #[test]
    fn datelines_and_notes() {
        check("МИНСК, 3 мая - РИА Новости. | Глава МИД провёл встречу.");
        check("4 июля, Минск /Корр. агентства/. | Президент принял посла.");
        check("Он поблагодарил партнёров (России. - Прим. ред.) за помощь. | Встреча завершилась.");
    }

    #[test]
    fn direct_speech() {
        check("«Мы готовы!» – сказал посол. | Он уехал.");
        check("– Когда подпишут договор? – спросил журналист.");
        check("«Мы едины. | Мы ждём ответа», – подчеркнул министр. | – «Работа идёт».");
        check("Посол спросил: «Что дальше?» | Ответа не было.");
        check("«Переговоры шли час.» | После них вышли оба.");
    }

    #[test]
    fn a_lost_space_is_no_lost_boundary() {
        check("Стороны договорились.|Следующая встреча будет в мае.");
        check("Сайт mid.ru не работает.");
    }

    #[test]
    fn blank_lines_and_endless_lines() {
        check("Заголовок без точки\n\n| Первая фраза.");
        let endless = "слово, ".repeat(5000);
        let mut tokens = 0;
        Splitter::new().sentences(&endless, Span::of(0, endless.len()), |_, t| {
            assert!(t.len() <= LONGEST);
            tokens += t.len();
        });
        assert_eq!(tokens, 10_000);
        assert!(split("").is_empty() && split(" \n\n ").is_empty());
    }
}
