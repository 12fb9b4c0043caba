//! Place, date and agency that open an agency story.

use legation_text::Span;

use crate::lexicon::{DATELINE_WORDS, PUBLISHERS};
use crate::lines::head;
use crate::stamp::{Stamp, day_month, stamp};

/// A dateline found at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// Its bytes, from 0, without the dash or full stop that sets it off from the story.
    pub(crate) span: Span,
    /// The agency named in it.
    pub(crate) agency: Option<&'static str>,
    /// Its date, where day, month and year are given.
    pub(crate) stamp: Option<Stamp>,
}

/// Bytes from the start in which a dateline must end.
const ZONE: usize = 160;
/// The most words of a place with its region.
const PLACE: usize = 6;

/// Reads the dateline that opens `text`.
///
/// It ends with a dash, a slash or a full stop; before that stand only a place (capitals or names), a date and an
/// agency, and at least two of the three, or a place in capitals set off by a dash, or a full date alone.
pub(crate) fn dateline(text: &str) -> Option<Dateline> {
    let zone = head(text, ZONE);
    let mut best: Option<Dateline> = None;
    for (at, end) in ends(zone) {
        // An agency may follow a first dash; anything else after one is the story.
        match judge(&zone[..at], end).or_else(|| plain(&zone[..at], &text[at..], end)) {
            Some(found) if best.as_ref().is_none_or(|b| adds(b, &found)) => best = Some(found),
            // "БИШКЕК, 13 марта 2025 года. АКИpress – …": a dash sets off an agency that no list has.
            Some(found) if end == SetOff::Dash && best.as_ref().is_some_and(|b| names(zone, b, &found)) => {
                best = Some(found);
                break;
            }
            _ => {}
        }
        if best.as_ref().is_some_and(|b| b.agency.is_some() && b.stamp.is_some()) {
            break;
        }
    }
    best
}

/// "OSLO, Norway (AP) — March 12, 2024.", "OSLO, 12 Mar. 2024 (Nord) -": the longer one tells an agency or a day that the
/// shorter one does not, and loses none.
fn adds(short: &Dateline, long: &Dateline) -> bool {
    let agency = long.agency.is_some() && short.agency.is_none();
    let day = long.stamp.is_some() && short.stamp.is_none();
    agency || day && (long.agency.is_some() || short.agency.is_none())
}

/// Letters of a word in capitals that may be no agency's.
const SHORT: usize = 5;
/// Words of an agency's name at most.
const AGENCY: usize = 3;

/// Whether only a name in capitals stands between the end of a dateline with its date and that of a longer one.
fn names(zone: &str, short: &Dateline, long: &Dateline) -> bool {
    let between = zone.get(short.span.end as usize..long.span.end as usize).unwrap_or_default();
    let words: Vec<&str> =
        between.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).collect();
    // "США – крупнейший партнёр": a short word in capitals alone may begin the story.
    let shouted = |w: &&str| {
        w.chars().take(2).filter(|c| c.is_uppercase()).count() == 2
            && (w.chars().any(char::is_lowercase) || w.chars().count() > SHORT)
    };
    // "Астана. 23 июня 2025 года. Steppe News – ": so is a name in other letters than the place's.
    let front = zone.get(..short.span.end as usize).unwrap_or_default();
    let cyrillic = front.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c));
    let latin = |w: &&str| cyrillic && w.starts_with(|c: char| c.is_ascii_uppercase()) && w.is_ascii();
    short.stamp.is_some()
        && (1..=AGENCY).contains(&words.len())
        && (words.iter().all(shouted) || words.iter().all(latin))
}

/// How the candidate is set off from the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SetOff {
    Dash,
    Stop,
}

/// Places where a dateline could end, in order.
fn ends(zone: &str) -> Vec<(usize, SetOff)> {
    let mut found = Vec::new();
    for (at, c) in zone.char_indices() {
        let before = zone[..at].chars().next_back().unwrap_or(' ');
        let after = zone[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        match c {
            '—' | '–' | '―' if before.is_whitespace() || after.is_whitespace() || before == ')' => {
                found.push((at, SetOff::Dash));
            }
            '-' if (before.is_whitespace() && (after.is_whitespace() || after == '-'))
                || (before == ')' && after.is_whitespace()) =>
            {
                found.push((at, SetOff::Dash));
            }
            '.' | ':' if after.is_whitespace() => found.push((at, SetOff::Stop)),
            ')' | '/' if after.is_whitespace() => found.push((at + 1, SetOff::Stop)),
            _ => {}
        }
        if found.len() > 12 {
            break;
        }
    }
    found
}

fn judge(front: &str, end: SetOff) -> Option<Dateline> {
    let front = front.trim_end().trim_end_matches(['-', '–', '—', ',', '.', ':']).trim_end();
    if front.is_empty() || front.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return None;
    }
    let agency = PUBLISHERS.find(front).filter(|(_, _, p)| p.kind != "official").last();
    // What is left once agency and date are taken out must be a place or the usual company.
    let mut rest = front.to_owned();
    let mut blank = |from: usize, to: usize| {
        rest.replace_range(from..to, &" ".repeat(to - from));
    };
    if let Some((from, to, _)) = agency {
        blank(from, to);
    }
    let full = stamp(front).filter(|s| s.strangers <= 12);
    let mut dated = false;
    if let Some(s) = &full {
        blank(s.start, s.time_end);
        dated = true;
    } else if let Some((from, to)) = short_date(front) {
        blank(from, to);
        dated = true;
    }
    let (mut place, mut shouted, mut slashed) = (0, 0, false);
    slashed |= front.contains('/') || front.contains('(');
    for word in rest.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.'))) {
        let word = word.trim_matches(['.', '-', '\'']);
        if word.is_empty() {
            continue;
        }
        if DATELINE_WORDS.contains(word.to_lowercase().as_str()) {
            continue;
        }
        if !word.starts_with(char::is_uppercase) || word.chars().any(char::is_numeric) {
            return None;
        }
        place += 1;
        shouted += usize::from(word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase));
    }
    if place > PLACE {
        return None;
    }
    let named = agency.is_some() || (slashed && dated);
    let all_shout = place > 0 && shouted == place;
    let signs = usize::from(place > 0) + usize::from(dated) + usize::from(named);
    let fits = match end {
        SetOff::Dash => signs >= 2 || (all_shout && front.chars().count() > 3),
        // A full stop may just end a short sentence: date and agency, or place and agency in brackets, must be there.
        SetOff::Stop => signs >= 2 && (named || (dated && all_shout)) && (dated || slashed),
    };
    fits.then(|| Dateline { span: Span::of(0, front.len()), agency: agency.map(|a| a.2.name), stamp: full })
}

/// The most words of a place in plain letters, with its country.
const PLAIN_PLACE: usize = 4;
/// The least words of the sentence behind a dateline in plain letters: a feature may open with a date and two words.
const STORY: usize = 5;

/// A full date as opening, alone or behind a place in plain letters: `Oslo, 12 March 2025.`, `12 March 2025 -`.
fn plain(front: &str, story: &str, end: SetOff) -> Option<Dateline> {
    let front = front.trim_end();
    let full = stamp(front).filter(|s| s.time.is_none())?;
    let rest = &front[full.end..];
    let year = |w: &str| w.is_empty() || DATELINE_WORDS.contains(w.to_lowercase().as_str());
    if !rest.split(|c: char| !c.is_alphanumeric()).all(year) {
        return None;
    }
    let place = front[..full.start].trim_end();
    let set_off = place.is_empty() || place.ends_with([',', '.']);
    let mut words = 0;
    for word in place.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()) {
        let small = DATELINE_WORDS.contains(word.trim_end_matches('.').to_lowercase().as_str());
        if !small && (!word.starts_with(char::is_uppercase) || word.chars().any(char::is_numeric)) {
            return None;
        }
        words += 1;
    }
    // In Russian and its neighbours a dash behind a date says what the day is.
    let copula = end == SetOff::Dash && front.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c));
    let story = story.trim_start_matches(|c: char| !c.is_alphanumeric());
    let sentence = story.split(". ").next().unwrap_or(story);
    let told = story.starts_with(char::is_uppercase) || story.starts_with(char::is_numeric);
    if !set_off || words > PLAIN_PLACE || copula && words == 0 || !told {
        return None;
    }
    if sentence.split_whitespace().count() < STORY {
        return None;
    }
    let front = front.trim_end_matches(['-', '–', '—', ',', '.', ':']).trim_end();
    Some(Dateline { span: Span::of(0, front.len()), agency: None, stamp: Some(full) })
}

/// Day and month without a year inside `text`.
fn short_date(text: &str) -> Option<(usize, usize)> {
    let mut begins = true;
    for (at, c) in text.char_indices() {
        if begins
            && c.is_alphanumeric()
            && let Some((_, _, end)) = day_month(&text[at..])
        {
            return Some((at, at + end));
        }
        begins = !c.is_alphanumeric();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Option<&'static str>)> {
        dateline(text).map(|d| (d.span.slice(text), d.agency))
    }

    #[test]
    fn agency_openings() {
        let cases = [
            (
                "ОСЛО, 12 мар - РИА Новости. Министр прибыл.",
                Some(("ОСЛО, 12 мар - РИА Новости", Some("РИА Новости"))),
            ),
            (
                "12 марта, Осло /Корр. БЕЛТА/. Министр прибыл.",
                Some(("12 марта, Осло /Корр. БЕЛТА/", Some("БЕЛТА"))),
            ),
            ("ОСЛО, 12 марта. /ТАСС/. Министр прибыл.", Some(("ОСЛО, 12 марта. /ТАСС/", Some("ТАСС")))),
            (
                "ОСЛО, 12 марта 2025 года. НОРДПресс - Министр прибыл.",
                Some(("ОСЛО, 12 марта 2025 года. НОРДПресс", None)),
            ),
            (
                "ОСЛО, 12 марта 2025 года. США - крупнейший партнёр, сказал министр.",
                Some(("ОСЛО, 12 марта 2025 года", None)),
            ),
            (
                "ОСЛО, 12 марта 2025 года. /ТАСС/. Министр прибыл.",
                Some(("ОСЛО, 12 марта 2025 года. /ТАСС/", Some("ТАСС"))),
            ),
            (
                "Осло. 12 марта. INTERFAX.RU - Министр прибыл.",
                Some(("Осло. 12 марта. INTERFAX.RU", Some("Интерфакс"))),
            ),
            ("OSLO (Reuters) - The minister arrived.", Some(("OSLO (Reuters)", Some("Reuters")))),
            (
                "OSLO, March 12 (Xinhua) -- The minister arrived.",
                Some(("OSLO, March 12 (Xinhua)", Some("Xinhua"))),
            ),
            ("OSLO — The minister arrived.", Some(("OSLO", None))),
            ("OSLO — March 12, 2024. The minister arrived.", Some(("OSLO — March 12, 2024", None))),
            (
                "BERGEN, Norway (AP) — Mar. 12, 2024. The minister arrived.",
                Some(("BERGEN, Norway (AP) — Mar. 12, 2024", Some("AP"))),
            ),
            ("OSLO, 12 Mar. 2024 (Nord) - The minister arrived.", Some(("OSLO, 12 Mar. 2024 (Nord)", None))),
            (
                "OSLO (Reuters) - The minister arrived. He left on May 3, 2024.",
                Some(("OSLO (Reuters)", Some("Reuters"))),
            ),
            ("NEW YORK, March 12, 2023 — The minister arrived.", Some(("NEW YORK, March 12, 2023", None))),
        ];
        for (text, want) in cases {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn running_text_is_none() {
        for text in [
            "12 марта министр прибыл в Осло. Его встретил посол.",
            "Осло – столица Норвегии. Здесь живут министры.",
            "Норвегия и Швеция подписали договор - пишет газета.",
            "NATO is an alliance. It has members.",
            "В марте 2023 года прошла встреча. Ее организовал посол.",
            "12 марта 2023 года министр прибыл в Осло. Его встретил посол.",
            "12 марта 2023 года — День дипломата. Его отмечают все послы этой страны.",
            "Осло, 12 марта 2023 года. Раннее утро. Министр едет на работу в пустом трамвае.",
            "Министр Олсен родился 12 марта 1973. Он начал работать в посольстве в Риме.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn places_in_plain_letters_and_dates_alone() {
        let cases = [
            ("Осло, 12 марта 2024. Министр прибыл в город с визитом.", "Осло, 12 марта 2024"),
            ("Осло. 12 марта 2024 г. Министр прибыл в город с визитом.", "Осло. 12 марта 2024 г"),
            (
                "Нью-Йорк, 12 марта 2024 года — Министр прибыл в город с визитом.",
                "Нью-Йорк, 12 марта 2024 года",
            ),
            ("12 марта 2024 года. Министр прибыл в Осло с рабочим визитом.", "12 марта 2024 года"),
            ("12 March 2024 - The minister arrived in Oslo on Monday.", "12 March 2024"),
            ("Oslo, 12 March 2024. The minister arrived in the city.", "Oslo, 12 March 2024"),
            (
                "San José, Costa Rica, March 12, 2024 – The minister arrived in the city.",
                "San José, Costa Rica, March 12, 2024",
            ),
        ];
        for (text, want) in cases {
            let found = dateline(text);
            assert_eq!(found.as_ref().map(|d| d.span.slice(text)), Some(want), "{text}");
            let day = found.and_then(|d| d.stamp).map(|s| s.day.to_string());
            assert_eq!(day.as_deref(), Some("2024-03-12"), "{text}");
        }
    }

    #[test]
    fn an_agency_in_other_letters_belongs_to_it() {
        let text = "Осло. 12 марта 2024 года. Fjord News – Министр прибыл в город с визитом.";
        let found = dateline(text).map(|d| d.span.slice(text));
        assert_eq!(found, Some("Осло. 12 марта 2024 года. Fjord News"));
        let text = "Осло. 12 марта 2024 года. Министр – в городе с визитом, сообщили в посольстве.";
        assert_eq!(dateline(text).map(|d| d.span.slice(text)), Some("Осло. 12 марта 2024 года"));
    }

    #[test]
    fn a_full_date_is_read() {
        let found = dateline("NEW YORK, March 12, 2023 — The minister arrived.").and_then(|d| d.stamp);
        assert_eq!(found.map(|s| s.day.to_string()).as_deref(), Some("2023-03-12"));
    }
}
