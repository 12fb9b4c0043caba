//! Sentence boundaries of English agency copy: abbreviations, initials, datelines, nested quotes.

use std::collections::{HashMap, HashSet};

use crate::abbreviation::{Kind, LONGEST, WIDEST_BRACKETS, rows};
use crate::spacy::Token;

/// Tokens that a dateline may have before its dash.
const LONGEST_DATELINE: usize = 14;

/// Draws sentence boundaries.
#[derive(Debug)]
pub(crate) struct Splitter {
    abbreviations: HashMap<&'static str, Kind>,
    starters: HashSet<&'static str>,
    clock: HashSet<&'static str>,
}

impl Splitter {
    /// The splitter with the lists in `lexicon/`.
    pub(crate) fn new() -> Self {
        let abbreviations = rows(include_str!("../../../../lexicon/nlp/en/abbreviations.tsv"))
            .map(|(form, kind, _)| (form, kind))
            .collect();
        let list = |text: &'static str| {
            text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
        };
        Self {
            abbreviations,
            starters: list(include_str!("../../../../lexicon/nlp/en/starters.tsv")),
            clock: list(include_str!("../../../../lexicon/nlp/en/clock.tsv")),
        }
    }

    /// Which of the tokens of one block begin a sentence.
    pub(crate) fn starts(&self, text: &str, tokens: &[Token], out: &mut Vec<bool>) {
        out.clear();
        out.resize(tokens.len(), false);
        let view = View { text, tokens, bracketed: bracketed(text, tokens) };
        let mut start = 0;
        let mut at = 0;
        if let Some(first) = out.first_mut() {
            *first = true;
        }
        if let Some(end) = dateline(&view).filter(|&e| e < tokens.len()) {
            out[end] = true;
            (start, at) = (end, end);
        }
        while at < tokens.len() {
            let mut next = at + 1;
            if let Some(end) = self.end(&view, start, at) {
                next = end + 1;
            } else if !view.blank_line_after(at) {
                if next - start >= LONGEST {
                    let cut = (start + LONGEST / 2..next).rev().find(|&i| matches!(view.word(i), ";" | ","));
                    next = cut.map_or(next, |c| c + 1);
                } else {
                    at += 1;
                    continue;
                }
            }
            if let Some(first) = out.get_mut(next) {
                *first = true;
            }
            start = next;
            at = next;
        }
    }

    /// Last token of the sentence from `start` when token `at` ends it.
    fn end(&self, view: &View<'_>, start: usize, at: usize) -> Option<usize> {
        let stop = view.word(at);
        if !stop.ends_with(['.', '?', '!', '…']) || view.bracketed[at] {
            return None;
        }
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
        if view.touches(end) && !(stop == "." && end == at && view.lost_space(at)) {
            return None;
        }
        if !view.begins(next) {
            return None;
        }
        // A lone number, letter or Roman numeral is that of a list's item.
        if at <= start + 1 && stop.ends_with('.') && view.is_item(start) {
            return None;
        }
        if stop.ends_with('.') && end == at && self.goes_on(view, start, at, next) {
            return None;
        }
        Some(end)
    }

    /// Whether the full stop at `at` belongs to an abbreviation after which the sentence goes on.
    fn goes_on(&self, view: &View<'_>, start: usize, at: usize, next: usize) -> bool {
        let stop = view.word(at);
        let word = match stop.strip_suffix('.') {
            Some("") if at > 0 && view.touches(at - 1) => view.word(at - 1),
            Some(word) if !word.ends_with('.') => word,
            _ => return false,
        };
        let follower = view.word(next);
        let starter = self.starters.contains(follower);
        let digit = follower.starts_with(|c: char| c.is_ascii_digit());
        match self.abbreviations.get(word) {
            Some(Kind::Head) => true,
            Some(Kind::Date) => digit || !starter,
            Some(Kind::Number) => digit || follower.chars().all(|c| "IVXLC".contains(c)) && follower != "I",
            Some(Kind::Tail) => !starter && !is_opening(follower),
            // "At 8 a.m. President Osei left": so few words are no sentence.
            Some(Kind::Clock) => self.clock.contains(follower) || at - start < 5 && !starter,
            None => {
                let mut chars = word.chars();
                let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
                let initials = word.contains('.') && word.split('.').all(|p| p.chars().nth(1).is_none());
                // "J. Smith"; "in group C. The" ends.
                (initial && !(starter && view.after_small_word(at, stop))) || initials && !starter
            }
        }
    }
}

struct View<'a> {
    text: &'a str,
    tokens: &'a [Token],
    bracketed: Vec<bool>,
}

impl<'a> View<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.slice(self.text))
    }

    fn touches(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|next| next.span.start == self.tokens[i].span.end)
    }

    fn blank_line_after(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|next| {
            let gap = self.text.get(self.tokens[i].span.end as usize..next.span.start as usize).unwrap_or("");
            gap.contains('\u{2029}') || gap.bytes().filter(|b| *b == b'\n').nth(1).is_some()
        })
    }

    /// Whether a sentence may begin here.
    fn begins(&self, mut i: usize) -> bool {
        while is_opening(self.word(i)) || is_dash(self.word(i)) {
            i += 1;
        }
        let Some(first) = self.word(i).chars().next() else { return true };
        first.is_alphanumeric() && !first.is_lowercase()
            || matches!(first, '$' | '€' | '£' | '#' | '@' | '•' | '*' | '●' | '■')
    }

    fn is_item(&self, i: usize) -> bool {
        let word = self.word(i).trim_end_matches('.');
        !word.is_empty()
            && (word.chars().all(|c| c.is_ascii_digit()) || word.chars().all(|c| "IVX".contains(c)))
    }

    /// `agreed.The`: a full stop after which a space was lost.
    fn lost_space(&self, at: usize) -> bool {
        let Some(left) = at.checked_sub(1).map(|i| self.word(i)) else { return false };
        let right = self.word(at + 1);
        left.chars().count() > 2
            && left.chars().all(char::is_lowercase)
            && right.chars().next().is_some_and(char::is_uppercase)
            && right.chars().skip(1).all(char::is_lowercase)
    }

    /// Whether the word before the initial `at` begins with a small letter.
    fn after_small_word(&self, at: usize, stop: &str) -> bool {
        let before = if stop == "." { at.checked_sub(2) } else { at.checked_sub(1) };
        before.is_some_and(|i| self.word(i).starts_with(char::is_lowercase))
    }
}

/// One past the dash of `CITY, 3 May (Agency) -` at the beginning of a block.
fn dateline(view: &View<'_>) -> Option<usize> {
    let caps = |w: &str| w.chars().count() > 1 && w.chars().all(|c| c.is_uppercase() || "-.'’".contains(c));
    let first = view.word(0);
    if !first.chars().next()?.is_uppercase() {
        return None;
    }
    let mut evidence = caps(first);
    for i in 1..view.tokens.len().min(LONGEST_DATELINE) {
        let word = view.word(i);
        if is_dash(word) && !view.touches(i) && !view.touches(i - 1) {
            let begins = view.begins(i + 1) && !view.word(i + 1).is_empty();
            // "- RIA." signs the dateline, which then ends at its full stop.
            let signed = (i + 1..i + 5).any(|t| view.word(t) == ".");
            return (evidence && begins && !signed).then_some(i + 1);
        }
        // A bracketed agency or a number, as in "(Reuters)" or "25".
        evidence |= word == "(" || caps(word);
        let known = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            || matches!(word, "," | "(" | ")" | "/" | "." | "of" | "de" | "-");
        if !known {
            return None;
        }
    }
    None
}

/// Whether each token stands between brackets that are not too far apart.
fn bracketed(text: &str, tokens: &[Token]) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        match token.span.slice(text) {
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
    matches!(word, "»" | "”" | "’" | "\"" | "'" | "''" | ")" | "]" | "}")
}

fn is_opening(word: &str) -> bool {
    matches!(word, "«" | "“" | "„" | "‘" | "\"" | "'" | "``" | "(" | "[")
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "--" | "−" | "―")
}

#[cfg(test)]
mod tests {
    use legation_text::Span;

    use crate::{Analyzer, Lang, Segment};

    /// `|` marks the boundaries that must be found, and no others.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        let segment = Segment { span: Span::of(0, text.len()), lang: Lang::En };
        let doc = Analyzer::builtin().worker().analyze(&text, &[segment]);
        let found: Vec<&str> = doc.sentences().iter().map(|s| s.span.slice(&text)).collect();
        assert_eq!(found, wanted);
        assert_eq!(doc.check(), Ok(()));
    }

    #[test]
    fn abbreviations_and_initials() {
        check("U.S. Secretary of State A. B. Carver met Mr. Osei on Sept. 3. | They spoke for an hour.");
        check("The envoy left the U.S. | He will return in Jan. 2027.");
        check("Gen. R. Moyo and Lt. Col. Ito signed. | St. Petersburg hosts the talks.");
        check("Acme Corp. shares fell. | The firm, based in Washington D.C., gave no reason.");
        check("Talks start at 10 a.m. Monday. | They end at 6 p.m. | No statement is planned.");
        check("The two ministers met at 8:22 a.m. | South Korean President Yoon called it useful.");
        check("At 9 a.m. President Osei left.");
        check("Article No. 5 was invoked. | Resolution 2231 stays in force.");
    }

    #[test]
    fn quotes_and_brackets() {
        check("“We agreed.” | The two sides will meet again, he said.");
        check("\"Will you come?\" he asked. | \"Yes!\" | She smiled.");
        check("He praised the «Friendship 2026» drill. | Ten states took part.");
        check("The minister (he took office in May. He is 50) flew home. | Nobody saw him off.");
        check("“‘No deal’ is what he said.” | That was it.");
    }

    #[test]
    fn datelines() {
        check("MINSK, 25 Nov - RIA. | The sides held consultations.");
        check("ANKARA (Reuters) - |Turkey will host the summit.");
        check("GENEVA, March 3 (Xinhua) -- |Delegates from ten states met. | They agreed on nothing.");
        check("The long-awaited visit - the first in years - was called off.");
    }

    #[test]
    fn lost_spaces_blank_lines_and_lists() {
        check("The ministers met.|They signed a deal.");
        check("Headline without a stop\n\n|The text begins here.");
        check("1. Open the border. | 2. Free the prisoners.");
        check("Visit www.example.org for more. | Call now.");
    }
}
