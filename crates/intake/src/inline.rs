//! Pages flattened to one line: labels, stamps and repeated headlines between sentences become lines of their own.

use legation_text::Span;

use crate::lexicon::INLINE;
use crate::lines::{Line, head};
use crate::stamp::stamp;
use crate::unit::Unit;

/// Lines shorter than this are never split.
const LONG: usize = 300;
/// Bytes from the start of a line in which the headline may be repeated.
const ECHO_ZONE: usize = 100;
/// Bytes that the footer of a flattened page may have.
const FOOTER: usize = 6000;
/// Dated titles that one label can introduce.
const TITLES: usize = 8;

/// A range of a line that is no running text.
struct Chrome {
    span: Span,
    reason: &'static str,
}

/// Makes units of the lines; ranges that are no text stand apart with their reason.
pub(crate) fn units(source: &str, lines: &[Line]) -> Vec<Unit> {
    let mut found = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        if line.span.len() < LONG {
            found.push(Unit::new(source, line.span, line.blank, false));
            continue;
        }
        let mut chrome = Vec::new();
        echo(source, &lines[i.saturating_sub(6)..i], line.span, &mut chrome);
        labels(source, line.span, &mut chrome);
        stamps(source, line.span, &mut chrome);
        chrome.sort_by_key(|c| (c.span.start, c.span.end));
        pieces(source, line, &chrome, &mut found);
    }
    found
}

fn pieces(source: &str, line: &Line, chrome: &[Chrome], found: &mut Vec<Unit>) {
    let mut at = line.span.start;
    let mut first = true;
    let mut put = |span: Span, reason: Option<&'static str>| {
        let span = span.trim(source);
        if span.is_empty() {
            return;
        }
        let mut unit = Unit::new(source, span, if first { line.blank } else { 0 }, !first);
        unit.dropped = reason;
        found.push(unit);
        first = false;
    };
    for c in chrome {
        if c.span.end <= at {
            continue;
        }
        put(Span::new(at, c.span.start.max(at)), None);
        put(Span::new(c.span.start.max(at), c.span.end), Some(c.reason));
        at = c.span.end;
    }
    put(Span::new(at, line.span.end), None);
}

/// An earlier short line that the long one repeats near its start, with at most a few words of path before it.
fn echo(source: &str, before: &[Line], span: Span, chrome: &mut Vec<Chrome>) {
    let text = span.slice(source);
    for title in before {
        let title = title.span.slice(source);
        if title.len() < 24 || title.len() > 600 || title.ends_with('.') {
            continue;
        }
        let zone = head(text, ECHO_ZONE + title.len());
        let Some(at) = zone.find(title) else { continue };
        let path = &text[..at];
        if path.split_whitespace().count() > 6 || path.contains(". ") {
            continue;
        }
        let end = at + title.len();
        let rest = text[end..].trim_start();
        if rest.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '«' | '“' | '–' | '—')
        }) {
            chrome.push(Chrome {
                span: Span::of(span.start as usize, span.start as usize + end),
                reason: "repeat",
            });
            // Captions say the headline again further on.
            let mut from = end;
            while let Some(again) = text[from..].find(title).map(|i| from + i) {
                let start = span.start as usize + again;
                chrome.push(Chrome { span: Span::of(start, start + title.len()), reason: "repeat" });
                from = again + title.len();
            }
        }
        return;
    }
}

fn labels(source: &str, span: Span, chrome: &mut Vec<Chrome>) {
    let text = span.slice(source);
    let base = span.start as usize;
    let (automaton, labels) = &*INLINE;
    let hits: Vec<(usize, usize, usize)> = automaton
        .find_iter(text)
        .map(|m| (m.start(), m.end(), m.pattern().as_usize()))
        .filter(|(start, end, _)| {
            text[*end..].chars().next().is_none_or(|c| !c.is_alphanumeric() || c.is_lowercase())
                && text[..*start].chars().next_back().is_none_or(char::is_whitespace)
        })
        .collect();
    // A label inside what an earlier one introduces is covered with it.
    let mut covered = 0;
    for (i, (start, end, pattern)) in hits.iter().enumerate() {
        let (start, end) = (*start, *end);
        let label = labels[*pattern];
        let opens = after_sentence(&text[..start]);
        match label.reach {
            "rest" if opens && text.len() - start < FOOTER => {
                let rest = &text[start..];
                let others = hits[i + 1..].iter().filter(|h| labels[h.2].reach == "rest").count();
                // A footer is made of labels and names: hardly a sentence ends in it.
                let room = 1 + others / 2;
                if (others > 0 || rest.len() < 300) && sentences(rest) <= room {
                    footer(base, text, &hits[i..], chrome, label.reason);
                    return;
                }
            }
            "dated" if opens && start >= covered => {
                let mut to = end;
                for _ in 0..TITLES {
                    let Some(date) = next_date(&text[to..]) else { break };
                    to += date;
                }
                if to > end {
                    covered = to;
                    chrome.push(Chrome { span: Span::of(base + start, base + to), reason: label.reason });
                }
            }
            "date" => {
                if let Some(date) = stamp(head(&text[end..], 60)).filter(|s| s.start <= 3) {
                    let span = Span::of(base + start, base + end + date.time_end);
                    let rest = &text[end + date.time_end..];
                    let year = ["года", "г."].iter().find(|y| rest.trim_start().starts_with(**y));
                    let more = year.map_or(0, |y| rest.len() - rest.trim_start().len() + y.len());
                    chrome.push(Chrome {
                        span: Span::new(span.start, span.end + more as u32),
                        reason: label.reason,
                    });
                }
            }
            _ => {}
        }
    }
}

/// Each label of the footer with what follows it is a piece of its own, so that its date can be read.
fn footer(
    base: usize,
    text: &str,
    hits: &[(usize, usize, usize)],
    chrome: &mut Vec<Chrome>,
    reason: &'static str,
) {
    for (i, hit) in hits.iter().enumerate() {
        let to = hits.get(i + 1).map_or(text.len(), |next| next.0);
        chrome.push(Chrome { span: Span::of(base + hit.0, base + to), reason });
    }
}

/// Whether `before` is empty or ends like a sentence.
fn after_sentence(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', '…', '>', '»', '”', '"', ')'])
}

/// Sentence ends inside: a full stop, a space and a capital.
fn sentences(text: &str) -> usize {
    let mut count = 0;
    let mut last = ' ';
    let mut stop = false;
    for c in text.chars() {
        if stop && c.is_uppercase() && last.is_whitespace() {
            count += 1;
        }
        if matches!(c, '.' | '!' | '?') {
            stop = last.is_lowercase();
        } else if !c.is_whitespace() {
            stop = false;
        }
        last = c;
    }
    count
}

/// Where the next full date ends, if no sentence ends before it.
fn next_date(text: &str) -> Option<usize> {
    let zone = head(text, 300);
    let date = stamp(zone)?;
    if sentences(&zone[..date.start]) > 0 {
        return None;
    }
    let rest = &text[date.time_end..];
    let year = ["года", "г."].iter().find(|y| rest.trim_start().starts_with(**y));
    Some(date.time_end + year.map_or(0, |y| rest.len() - rest.trim_start().len() + y.len()))
}

/// Date and clock between two sentences, with the place after them: the stamp of a flattened page.
fn stamps(source: &str, span: Span, chrome: &mut Vec<Chrome>) {
    let text = span.slice(source);
    let bytes = text.as_bytes();
    let base = span.start as usize;
    for colon in memchr::memchr_iter(b':', bytes) {
        let digits = |range: std::ops::Range<usize>| {
            bytes.get(range).is_some_and(|b| b.iter().all(u8::is_ascii_digit))
        };
        if colon == 0 || !digits(colon - 1..colon) || !digits(colon + 1..colon + 3) {
            continue;
        }
        let mut from = colon.saturating_sub(60);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        // The stamp begins after the last sentence before it, or at the line's start.
        let begin = text[from..colon].rfind(['.', '!', '?', '>', '»']).map(|i| {
            let at = from + i;
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
        let begin = match begin {
            Some(begin) => begin,
            None if from == 0 => 0,
            None => continue,
        };
        let end = colon + 3;
        let Some(date) = stamp(&text[begin..end]).filter(|s| s.strangers == 0 && s.time.is_some()) else {
            continue;
        };
        if text[begin..begin + date.start].trim().chars().count() > 12 {
            continue;
        }
        let to = end + place(&text[end..]);
        chrome.push(Chrome { span: Span::of(base + begin, base + to), reason: "date" });
    }
}

/// Length of a place such as `City, Building` at the start of `text`: two names with a comma between them.
fn place(text: &str) -> usize {
    let name = |s: &str| {
        let lead = s.len() - s.trim_start().len();
        let s = s.trim_start();
        let len = s.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(s.len());
        (s.starts_with(char::is_uppercase) && s[..len].chars().count() > 2).then_some(lead + len)
    };
    let Some(first) = name(text) else { return 0 };
    let Some(rest) = text[first..].strip_prefix(',') else { return 0 };
    name(rest).map_or(0, |second| first + 1 + second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    #[test]
    fn a_flattened_page_comes_apart() {
        let text = "Встреча с послом Норвегии в Осло\n\nНовости Встреча с послом Норвегии в Осло Министр принял посла \
                    Норвегии и поблагодарил его за многолетнюю работу в стране. 3 марта 2023 года 11:40 Осло, Ратуша \
                    В беседе также участвовали советники и представители деловых кругов двух стран, которые готовят \
                    форум. География Норвегия Темы Дипломатия Статус материала Опубликован в разделе: Новости Дата \
                    публикации: 3 марта 2023 года, 12:00 Текстовая версия";
        let units = units(text, &lines(text));
        let kept: Vec<&str> = units.iter().filter(|u| u.dropped.is_none()).map(|u| u.text.as_str()).collect();
        assert_eq!(kept.len(), 3, "{kept:?}");
        assert!(kept[1].starts_with("Министр принял") && kept[1].ends_with("в стране."));
        assert!(kept[2].starts_with("В беседе") && kept[2].ends_with("готовят форум."), "{kept:?}");
        let dated: Vec<&str> = units.iter().filter(|u| u.stamp.is_some()).map(|u| u.text.as_str()).collect();
        assert_eq!(dated.len(), 2, "{dated:?}");
    }

    #[test]
    fn prose_with_such_words_stays_whole() {
        let text = "Темы встречи были согласованы заранее, сообщил посол. Он уточнил, что стороны говорили о зерне. \
                    Дополнительно были обсуждены поставки угля. Поезд ушел в 12:30, и делегация осталась в городе до \
                    вечера. Смотрите также на эти цифры с другой стороны: рост составил пять процентов. Так считают \
                    многие. Так думают не все.";
        let units = units(text, &lines(text));
        assert_eq!(units.len(), 1, "{:?}", units.iter().map(|u| &u.text).collect::<Vec<_>>());
    }
}
