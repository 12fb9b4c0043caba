//! Dates as pages print them: one stamp out of a short piece of text.

use std::fmt::Write as _;

use legation_model::Day;

use crate::chars::{letter, push_lower};
use crate::lexicon::{STAMP_WORDS, StampWord};

/// What the words beside a date say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is called the date of publication.
    Published,
    /// Nothing is said.
    Plain,
    /// It is called a later change.
    Updated,
    /// It is called something else.
    Other,
}

/// A full date read from a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) day: Day,
    /// The day if the month was written first, where the numbers allow both.
    pub(crate) other: Option<Day>,
    /// `HH:MM`, with the offset if one was given.
    pub(crate) time: Option<String>,
    pub(crate) role: Role,
    /// Words on the line that belong neither to the date nor to its usual company.
    pub(crate) strangers: usize,
    /// Bytes of the date (without the time).
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// One past the last byte of date and time.
    pub(crate) time_end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number { value: u32, digits: usize },
    Word(Option<StampWord>),
    Mark(char),
}

#[derive(Debug, Clone, Copy)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
    /// No space stands between it and the token before.
    glued: bool,
}

/// Tokens read of one piece: more than any line with a date has.
const MOST: usize = 80;

/// Reads the first full date of `text` (day, month and year), with its time of day.
///
/// Numbers alone are read day first; a weekday beside them, or a number over 12, can turn that round.
pub(crate) fn stamp(text: &str) -> Option<Stamp> {
    if !text.chars().any(|c| digit(c).is_some()) {
        return None;
    }
    let tokens = tokens(text);
    let weekday = tokens.iter().find_map(|t| match t.kind {
        Kind::Word(Some(StampWord::Weekday(day))) => Some(day),
        _ => None,
    });
    let dates = dates(&tokens, weekday);
    let (of, role) = chosen(&tokens, &dates)?;
    let (first, found) = &dates[of];
    let (first, last) = (*first, found.end);
    // Who writes a.m. and p.m. writes the month first.
    let half = tokens.windows(2).any(|t| {
        matches!(t[0].kind, Kind::Number { .. })
            && matches!(t[1].kind, Kind::Word(Some(StampWord::HalfDay(_))))
    });
    let (day, other) = match found.other {
        Some(month_first) if half => (month_first, Some(found.day)),
        other => (found.day, other),
    };
    let mut used = vec![false; tokens.len()];
    for (first, found) in &dates {
        used[*first..found.end].fill(true);
    }
    // Where the first date has its clock before it, all have.
    let before = clock(&tokens[..dates[0].0], &mut used, 0);
    let next = dates.get(of + 1).map_or(tokens.len(), |(first, _)| *first);
    let clock = match before {
        Some(time) if of == 0 => Some(time),
        Some(_) => clock(&tokens[..first], &mut used, dates[of - 1].1.end),
        None => clock(&tokens[..next], &mut used, last),
    };
    let strangers = tokens
        .iter()
        .zip(&used)
        .filter(|(t, used)| !**used && matches!(t.kind, Kind::Word(None | Some(StampWord::Month(_)))));
    let strangers = strangers.count();
    let (start, end) = (tokens[first].start, tokens[last - 1].end);
    let (time, time_end) = clock.map_or((None, end), |(time, to)| (Some(time), to.max(end)));
    Some(Stamp { day, other, time, role, strangers, start, end, time_end })
}

/// Dates of one piece that are looked at.
const DATES: usize = 4;

/// The full dates of a piece in their order, each with its first token.
fn dates(tokens: &[Token], weekday: Option<i8>) -> Vec<(usize, Found)> {
    let mut found: Vec<(usize, Found)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() && found.len() < DATES {
        match date_at(tokens, at, weekday) {
            Some(date) => {
                let first = at;
                at = date.end;
                found.push((first, date));
            }
            None => at += 1,
        }
    }
    found
}

/// Which of the dates is the date of publication, and what it is called: the words before a date tell, behind the last one also those after it.
fn chosen(tokens: &[Token], dates: &[(usize, Found)]) -> Option<(usize, Role)> {
    let called = |from: usize, to: usize| {
        let roles = tokens[from..to].iter().filter_map(|t| match t.kind {
            Kind::Word(Some(StampWord::Published)) => Some(Role::Published),
            Kind::Word(Some(StampWord::Updated)) => Some(Role::Updated),
            Kind::Word(Some(StampWord::Other)) => Some(Role::Other),
            _ => None,
        });
        roles.reduce(|a, b| if b == Role::Other { b } else { a }).unwrap_or(Role::Plain)
    };
    let mut best: Option<(usize, Role)> = None;
    let rank = |role: Role| {
        [Role::Published, Role::Plain, Role::Updated, Role::Other].iter().position(|r| *r == role)
    };
    let mut from = 0;
    for (i, (first, found)) in dates.iter().enumerate() {
        let mut role = called(from, *first);
        from = found.end;
        if role == Role::Plain && i + 1 == dates.len() {
            role = called(from, tokens.len());
        }
        if best.is_none_or(|(_, last)| rank(role) < rank(last)) {
            best = Some((i, role));
        }
    }
    best
}

/// A day and month without a year at the start of `text`: (month, day, end).
pub(crate) fn day_month(text: &str) -> Option<(i8, i8, usize)> {
    let tokens = tokens(text);
    match tokens.as_slice() {
        [a, b, ..] => match (a.kind, b.kind) {
            (Kind::Number { value, digits: 1 | 2 }, Kind::Word(Some(StampWord::Month(month))))
            | (Kind::Word(Some(StampWord::Month(month))), Kind::Number { value, digits: 1 | 2 })
                if (1..=31).contains(&value) =>
            {
                Some((month, value as i8, b.end))
            }
            (Kind::Word(Some(StampWord::Month(month))), Kind::Mark('.')) => match tokens.get(2)?.kind {
                Kind::Number { value, digits: 1 | 2 } if (1..=31).contains(&value) => {
                    Some((month, value as i8, tokens[2].end))
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut lower = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        if found.len() == MOST {
            break;
        }
        let glued = found.last().is_some_and(|t| t.end == start);
        let mut end = start + c.len_utf8();
        let kind = if let Some(mut value) = digit(c) {
            let mut digits = 1;
            while let Some((at, d)) = chars.next_if(|(_, d)| digit(*d).is_some()) {
                value = value.saturating_mul(10).saturating_add(digit(d).unwrap_or(0));
                digits += 1;
                end = at + d.len_utf8();
            }
            Kind::Number { value, digits }
        } else if sign(c) {
            // Signs stand without spaces: the longest word that is known, else the sign alone.
            let ends = text[start..].char_indices().map(|(at, c)| (start + at + c.len_utf8(), c));
            let ends: Vec<usize> =
                ends.take(WORD).take_while(|(_, c)| sign(*c)).map(|(end, _)| end).collect();
            let known = ends.iter().rev().find_map(|end| Some((*end, *STAMP_WORDS.get(&text[start..*end])?)));
            while known.is_some_and(|(to, _)| chars.next_if(|(at, _)| *at < to).is_some()) {}
            end = known.map_or(end, |(to, _)| to);
            Kind::Word(known.map(|(_, word)| word))
        } else if letter(c) {
            while let Some((at, d)) = chars.next_if(|(_, d)| !sign(*d) && (letter(*d) || mark(*d))) {
                end = at + d.len_utf8();
            }
            // Thai shortens its months to letters with dots between them.
            while chars.peek().is_some_and(|(_, d)| *d == '.') && text[end + 1..].starts_with(thai) && thai(c)
            {
                chars.next();
                while let Some((at, d)) = chars.next_if(|(_, d)| thai(*d)) {
                    end = at + d.len_utf8();
                }
            }
            let word = &text[start..end];
            // ISO 8601 sets the clock off with a `T` glued to both sides.
            if glued && matches!(word, "T" | "h") && chars.peek().is_some_and(|(_, d)| d.is_ascii_digit()) {
                Kind::Mark(if word == "T" { 'T' } else { 'h' })
            } else {
                lower.clear();
                word.chars().for_each(|c| push_lower(&mut lower, if c == '’' { '\'' } else { c }));
                Kind::Word(STAMP_WORDS.get(lower.as_str()).copied())
            }
        } else {
            Kind::Mark(c)
        };
        found.push(Token { kind, start, end, glued });
    }
    found
}

/// Where ten digits begin, of scripts that write dates with their own.
const ZEROS: [char; 15] = [
    '0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}', '\u{c66}',
    '\u{ce6}', '\u{d66}', '\u{e50}', '\u{1040}', '\u{ff10}',
];

/// The value of a digit; those of other scripts are read too.
fn digit(c: char) -> Option<u32> {
    let value = |zero: &char| u32::from(c).checked_sub(u32::from(*zero)).filter(|v| *v < 10);
    if c.is_ascii() { value(&'0') } else { ZEROS.iter().find_map(value) }
}

fn thai(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e4e}')
}

/// Signs of the longest word that is looked up.
const WORD: usize = 4;

/// Whether a character is a word by itself.
fn sign(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Marks inside words.
fn mark(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '\u{200c}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93c}'..='\u{94d}'
            | '\u{981}'..='\u{983}' | '\u{9bc}'..='\u{9cd}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
    )
}

/// A date in a row of tokens.
struct Found {
    /// One past its last token.
    end: usize,
    day: Day,
    other: Option<Day>,
}

impl Found {
    fn sure((end, day): (usize, Day)) -> Self {
        Self { end, day, other: None }
    }
}

/// A full date that begins at token `at`.
fn date_at(tokens: &[Token], at: usize, weekday: Option<i8>) -> Option<Found> {
    // A date does not begin inside a longer number such as 1.204.07.2024 or a code such as A-12.
    let inside = |t: &Token| match t.kind {
        Kind::Mark(mark) => ".-/№#:".contains(mark),
        _ => true,
    };
    if at > 0 && tokens[at].glued && inside(&tokens[at - 1]) {
        return None;
    }
    let kind = |i: usize| tokens.get(i).map(|t| t.kind);
    let number = |i: usize| match kind(i) {
        Some(Kind::Number { value, digits }) => Some((value, digits)),
        _ => None,
    };
    let month = |i: usize| match kind(i) {
        Some(Kind::Word(Some(StampWord::Month(month)))) => Some(month),
        _ => None,
    };
    let filler = |i: usize| matches!(kind(i), Some(Kind::Word(Some(StampWord::Filler))));
    let year = |i: usize| {
        let (value, _) = number(i).filter(|(_, d)| *d == 4)?;
        let value = value - if BUDDHIST.contains(&value) { SINCE_BUDDHA } else { 0 };
        (1900..2200).contains(&value).then_some(value as i16)
    };
    let unit = |i: usize| match kind(i) {
        Some(Kind::Word(Some(StampWord::Unit(unit)))) => Some(unit),
        _ => None,
    };
    let over = |mut i: usize, most: usize| {
        let end = i + most;
        while i < end && (filler(i) || matches!(kind(i), Some(Kind::Mark('.' | ',' | '-' | '/')))) {
            i += 1;
        }
        i
    };
    let written = |y: i16, m: i8, d: u32| day(u32::try_from(y).ok()?, u32::try_from(m).ok()?, d);
    if let Some(Kind::Word(Some(StampWord::Era(before)))) = kind(at) {
        // 令和6年7月4日
        let (Some(years), Some(month), Some(value)) =
            (value_of(tokens, at + 1), value_of(tokens, at + 3), value_of(tokens, at + 5))
        else {
            return None;
        };
        let whole = [b'y', b'm', b'd'].iter().zip([at + 2, at + 4, at + 6]).all(|(u, i)| unit(i) == Some(*u));
        return whole.then(|| {
            Some(Found::sure((at + 7, day(years.checked_add_signed(before.into())?, month, value)?)))
        })?;
    }
    let Some((value, digits)) = number(at) else {
        // July 4, 2024
        let month = month(at)?;
        let i = over(at + 1, 2);
        let (value, _) = number(i).filter(|(_, d)| *d <= 2)?;
        let i = over(i + 1, 4);
        return Some(Found::sure((i + 1, written(year(i)?, month, value)?)));
    };
    if digits == 8 {
        return Some(Found::sure((at + 1, day(value / 10000, value / 100 % 100, value % 100)?)));
    }
    if let Some(found) = numeric(tokens, at, weekday) {
        return Some(found);
    }
    if digits <= 2 {
        if unit(at + 1) == Some(b'm') {
            // ngày 4 tháng 7 năm 2024
            let (month, _) = number(at + 2).filter(|(_, d)| *d <= 2)?;
            let i = over(at + 3, 1);
            let i = i + usize::from(unit(i) == Some(b'y'));
            return Some(Found::sure((i + 1, day(u32::try_from(year(i)?).ok()?, month, value)?)));
        }
        // 4 July 2024, 4th of July, 2024, 4. Juli 2024, 4 de julio de 2024
        let i = over(at + 1, 3);
        if let Some(Kind::Word(Some(StampWord::Solar(month)))) = kind(i) {
            // 14 Tir 1403
            let i = over(i + 1, 2);
            let (years, _) = number(i).filter(|(v, d)| *d == 4 && SOLAR.contains(v))?;
            return Some(Found::sure((i + 1, solar(years, u32::try_from(month).ok()?, value)?)));
        }
        let month = month(i)?;
        let i = over(i + 1, 3);
        return Some(Found::sure((i + 1, written(year(i)?, month, value)?)));
    }
    if digits == 4 && unit(at + 1) == Some(b'y') {
        // 2024年7月4日
        let ((month, _), (value, _)) = (number(at + 2)?, number(at + 4)?);
        let whole = unit(at + 3) == Some(b'm') && unit(at + 5) == Some(b'd');
        return whole.then(|| Some(Found::sure((at + 6, day(value_of(tokens, at)?, month, value)?))))?;
    }
    // 2024 July 4, 2024. július 4., 2024 жылғы 4 шілде
    let year = year(at)?;
    let i = over(at + 1, 3);
    let ((month, value), end) = match (month(i), number(i)) {
        (Some(month), _) => ((month, number(over(i + 1, 1)).filter(|(_, d)| *d <= 2)?.0), over(i + 1, 1) + 1),
        (None, Some((value, 1 | 2))) => {
            let at = over(i + 1, 2);
            ((month(at)?, value), at + 1)
        }
        _ => return None,
    };
    Some(Found::sure((end, written(year, month, value)?)))
}

fn value_of(tokens: &[Token], at: usize) -> Option<u32> {
    match tokens.get(at)?.kind {
        Kind::Number { value, .. } => Some(value),
        _ => None,
    }
}

/// Three numbers with the same mark between them; dots may have spaces behind them.
fn numeric(tokens: &[Token], at: usize, weekday: Option<i8>) -> Option<Found> {
    let number = |i: usize| match tokens.get(i).map(|t| t.kind) {
        Some(Kind::Number { value, digits }) => Some((value, digits)),
        _ => None,
    };
    let mark = match (tokens.get(at + 1)?.kind, tokens.get(at + 3)?.kind) {
        (Kind::Mark(a), Kind::Mark(b)) if a == b && ".-/‑–".contains(a) => a,
        _ => return None,
    };
    let spaced = mark == '.' && tokens[at + 1].glued && tokens[at + 3].glued;
    if !spaced && !tokens.get(at + 1..at + 5)?.iter().all(|t| t.glued) {
        return None;
    }
    let (first, first_digits) = number(at)?;
    let (second, second_digits) = number(at + 2)?;
    let (third, third_digits) = number(at + 4)?;
    if second_digits > 2 {
        return None;
    }
    let end = at + 5;
    if first_digits == 4 && third_digits <= 2 && SOLAR.contains(&first) && mark == '/' {
        return Some(Found::sure((end, solar(first, second, third)?)));
    }
    if first_digits == 4 && third_digits <= 2 {
        return Some(Found::sure((end, day(first, second, third)?)));
    }
    let year = match third_digits {
        4 => third,
        2 if tokens[at + 2].glued => 2000 + third,
        _ => return None,
    };
    if first_digits > 2 {
        return None;
    }
    let (by_day, by_month) = (day(year, second, first), day(year, first, second));
    let fits = |d: &Day| weekday.is_none_or(|w| d.weekday().to_monday_one_offset() == w);
    let best = by_day.filter(fits).or(by_month.filter(fits)).or(by_day).or(by_month)?;
    // Dots are not written in countries that put the month first.
    let other =
        by_day.zip(by_month).filter(|(d, m)| mark != '.' && d != m && best == *d && weekday.is_none());
    Some(Found { end, day: best, other: other.map(|(_, month_first)| month_first) })
}

/// Years of the Buddhist era, and how many of them went before the first of ours.
const BUDDHIST: std::ops::Range<u32> = 2443..2643;
const SINCE_BUDDHA: u32 = 543;
/// Years of the Solar Hijri calendar that pages bear.
const SOLAR: std::ops::Range<u32> = 1350..1450;
/// Years of its cycle of 33 that have a day more; true for years 1343 to 1472.
const LEAP: [u32; 8] = [1, 5, 9, 13, 17, 22, 26, 30];

/// A day of the Solar Hijri calendar: six months of 31 days, five of 30, one of 29 or 30.
fn solar(year: u32, month: u32, of_month: u32) -> Option<Day> {
    let leap = |y: u32| LEAP.contains(&(y % 33));
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u32::from(leap(year)),
        _ => return None,
    };
    if !(1..=length).contains(&of_month) || !SOLAR.contains(&year) {
        return None;
    }
    let years: u32 = (SOLAR.start..year).map(|y| 365 + u32::from(leap(y))).sum();
    let months = (month - 1) * 30 + (month - 1).min(6);
    let first = Day::new(1971, 3, 21).ok()?;
    first.checked_add(jiff::Span::new().days(i64::from(years + months + of_month - 1))).ok()
}

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    let year = year - if BUDDHIST.contains(&year) { SINCE_BUDDHA } else { 0 };
    if !(1900..2200).contains(&year) {
        return None;
    }
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The first time of day from token `from` on and outside of dates, as `HH:MM` with its offset, and where it ends.
fn clock(tokens: &[Token], used: &mut [bool], from: usize) -> Option<(String, usize)> {
    let number = |i: usize| match tokens.get(i).map(|t| t.kind) {
        Some(Kind::Number { value, digits }) => Some((value, digits)),
        _ => None,
    };
    for at in from..tokens.len() {
        if used[at] {
            continue;
        }
        let Some((mut hour, 1..=2)) = number(at) else { continue };
        let colon = matches!(
            tokens.get(at + 1).map(|t| t.kind),
            Some(Kind::Mark(':' | '.' | 'h') | Kind::Word(Some(StampWord::Unit(b'h'))))
        ) && tokens[at + 1].glued
            && tokens.get(at + 2).is_some_and(|t| t.glued);
        let Some((minute, 2)) = number(at + 2).filter(|_| colon) else { continue };
        if hour > 24 || minute > 59 || used[at + 2] {
            continue;
        }
        let mut next = at + 3;
        if tokens.get(next).is_some_and(|t| t.kind == Kind::Mark(':')) && number(next + 1).is_some() {
            next += 2;
            if tokens.get(next).is_some_and(|t| t.kind == Kind::Mark('.') && t.glued)
                && number(next + 1).is_some()
            {
                next += 2;
            }
        }
        if matches!(tokens.get(next).map(|t| t.kind), Some(Kind::Word(Some(StampWord::Unit(b'n'))))) {
            next += 1;
        }
        if let Some(Kind::Word(Some(StampWord::HalfDay(afternoon)))) = tokens.get(next).map(|t| t.kind) {
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            next += 1;
            while matches!(
                tokens.get(next).map(|t| t.kind),
                Some(Kind::Mark('.') | Kind::Word(Some(StampWord::Filler)))
            ) {
                next += 1;
            }
        }
        if tokens.get(next).is_some_and(|t| t.kind == Kind::Mark('(')) {
            next += 1;
        }
        let mut time = format!("{:02}:{minute:02}", hour % 24);
        // GMT+0300: the number says it.
        let named = matches!(tokens.get(next).map(|t| t.kind), Some(Kind::Word(Some(StampWord::Zone(_)))));
        let signed = |t: &Token| t.glued && matches!(t.kind, Kind::Mark('+' | '-'));
        if named && tokens.get(next + 1).is_some_and(signed) && number(next + 2).is_some() {
            next += 1;
        }
        match tokens.get(next).map(|t| t.kind) {
            Some(Kind::Word(Some(StampWord::Zone(offset)))) => {
                time.push_str(offset);
                next += 1;
            }
            Some(Kind::Mark(sign @ ('+' | '-'))) if tokens.get(next + 1).is_some_and(|t| t.glued) => {
                match (number(next + 1), number(next + 3)) {
                    (Some((value, 4)), _) => {
                        let _ = write!(time, "{sign}{:02}:{:02}", value / 100, value % 100);
                        next += 2;
                    }
                    (Some((hours, 1..=2)), Some((minutes, 2)))
                        if tokens.get(next + 2).is_some_and(|t| t.kind == Kind::Mark(':')) =>
                    {
                        let _ = write!(time, "{sign}{hours:02}:{minutes:02}");
                        next += 4;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        used[at..next.min(tokens.len())].fill(true);
        return Some((time, tokens[next.min(tokens.len()) - 1].end));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>)> {
        stamp(text).map(|s| (s.day.to_string(), s.time))
    }

    fn at<'a>(day: &'a str, time: &'a str) -> (&'a str, Option<&'a str>) {
        (day, (!time.is_empty()).then_some(time))
    }

    #[test]
    fn forms_of_a_date() {
        let cases = [
            ("12 марта 2023 г. 09:05", at("2023-03-12", "09:05")),
            ("Tue, 05/11/2024 - 18:30", at("2024-11-05", "18:30")),
            ("Tue, 11/05/2024 - 18:30", at("2024-11-05", "18:30")),
            ("09.02.2024 | 08:45", at("2024-02-09", "08:45")),
            ("08:45, 9 февраля 2024", at("2024-02-09", "08:45")),
            ("date 2025-01-30 https://example.org/20250130/x.html", at("2025-01-30", "")),
            ("2024-07-04T19:25:31+03:00", at("2024-07-04", "19:25+03:00")),
            ("2024-07-04T19:25:31.120Z", at("2024-07-04", "19:25+00:00")),
            ("Mon, 15 Apr 2024 06:07:08 +0300", at("2024-04-15", "06:07+03:00")),
            ("April 15, 2024 6:07 p.m. EDT", at("2024-04-15", "18:07-04:00")),
            ("Apr. 15, 2024", at("2024-04-15", "")),
            ("15th of April, 2024", at("2024-04-15", "")),
            ("17 листопада 2022 року, 14:00", at("2022-11-17", "14:00")),
            ("3 жніўня 2021", at("2021-08-03", "")),
            ("Опубликовано: 01.03.24 в 10:15 (МСК)", at("2024-03-01", "10:15+03:00")),
            ("20240704", at("2024-07-04", "")),
            ("Berlin, 4. Juli 2024, 19:25 Uhr", at("2024-07-04", "19:25")),
            ("Freitag, 1. März 2024", at("2024-03-01", "")),
            ("Publié le 1er août 2024 à 18h30", at("2024-08-01", "18:30")),
            ("4 de julio de 2024", at("2024-07-04", "")),
            ("Quinta-feira, 4 de julho de 2024, às 18h05", at("2024-07-04", "18:05")),
            ("giovedì 4 luglio 2024 - 19.25", at("2024-07-04", "19:25")),
            ("4 lipca 2024 r., godz. 19:25", at("2024-07-04", "19:25")),
            ("4 Temmuz 2024 Perşembe 19:25", at("2024-07-04", "19:25")),
            ("4. 7. 2024 19:25", at("2024-07-04", "19:25")),
            ("2024. július 4. 19:25", at("2024-07-04", "19:25")),
            ("2024 m. liepos 4 d. 19:25", at("2024-07-04", "19:25")),
            ("4 юли 2024 г., четвъртък", at("2024-07-04", "")),
            ("4. јул 2024. године", at("2024-07-04", "")),
            ("2024 жылғы 4 шілде, 19:25", at("2024-07-04", "19:25")),
            ("2024年7月4日 19:25", at("2024-07-04", "19:25")),
            ("2024년 7월 4일", at("2024-07-04", "")),
            ("٤ يوليو ٢٠٢٤", at("2024-07-04", "")),
            ("4 Ιουλίου 2024", at("2024-07-04", "")),
            ("4 ביולי 2024", at("2024-07-04", "")),
            ("Thứ năm, ngày 4 tháng 7 năm 2024", at("2024-07-04", "")),
            ("تاریخ انتشار: ۱۴ تیر ۱۴۰۳ - ۱۸:۳۰", at("2024-07-04", "18:30")),
            ("۱۴۰۳/۱۲/۳۰", at("2025-03-20", "")),
            ("1403/01/01 08:05", at("2024-03-20", "08:05")),
            ("令和6年7月4日 18時30分", at("2024-07-04", "18:30")),
            ("民國113年7月4日", at("2024-07-04", "")),
            ("4 กรกฎาคม 2567 เวลา 18:30 น.", at("2024-07-04", "18:30")),
            ("4 ก.ค. 2567 18:30 น.", at("2024-07-04", "18:30")),
            ("४ जुलाई २०२४", at("2024-07-04", "")),
            ("4 جولائی 2024", at("2024-07-04", "")),
            ("입력 2024년 7월 4일 18:30", at("2024-07-04", "18:30")),
            ("发布时间：2024年07月04日18时30分", at("2024-07-04", "18:30")),
            ("Thu Jul 04 2024 19:25:00 GMT+0300", at("2024-07-04", "19:25+03:00")),
        ];
        for (text, want) in cases {
            let got = read(text);
            assert_eq!(got.as_ref().map(|(d, t)| (d.as_str(), t.as_deref())), Some(want), "{text}");
        }
    }

    #[test]
    fn what_is_no_full_date() {
        for text in [
            "20 мая",
            "в 2024 году",
            "31.02.2024",
            "1402/12/30",
            "1410-07-15",
            "версия 1.2.3",
            "12:30",
            "№ 1204.07.2024",
            "",
            "1999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_words_beside_it() {
        assert_eq!(stamp("Дата публикации: 6 мая 2024 года, 16:05").map(|s| s.role), Some(Role::Published));
        assert_eq!(stamp("Updated 6 May 2024").map(|s| s.role), Some(Role::Updated));
        assert_eq!(stamp("Анонс на 7 мая 2024 года").map(|s| s.role), Some(Role::Other));
        assert_eq!(stamp("Министры Иванов и Петров на Балу 6 мая 2024 года").map(|s| s.strangers), Some(5));
        assert_eq!(stamp("Пятница, 6 декабря 2024 г., 12:00 МСК").map(|s| s.strangers), Some(0));
    }

    #[test]
    fn several_dates_on_one_line() {
        for (text, day, time) in [
            (
                "Por Ana 12 de marzo de 2024 | 08:15 Actualizado: 14 de marzo de 2024 | 10:00",
                "2024-03-12",
                "08:15",
            ),
            ("Обновлено: 14.03.2024 10:00 Опубликовано: 12.03.2024 08:15", "2024-03-12", "08:15"),
            ("Mis à jour le 14 mars 2024 à 10h00, publié le 12 mars 2024 à 08h15", "2024-03-12", "08:15"),
            ("08:15, 12.03.2024", "2024-03-12", "08:15"),
            ("08:15 12.03.2024 (обновлено: 10:00 14.03.2024)", "2024-03-12", "08:15"),
            ("12.03.2024 08:15 (обновлено 14.03.2024 10:00)", "2024-03-12", "08:15"),
        ] {
            assert_eq!(read(text), Some((day.to_owned(), Some(time.to_owned()))), "{text}");
        }
        assert_eq!(stamp("Mis à jour le 14 mars 2024").map(|s| s.role), Some(Role::Updated));
    }

    #[test]
    fn day_and_month_without_a_year() {
        assert_eq!(day_month("25 ноя - "), Some((11, 25, 9)));
        assert_eq!(day_month("July 4 (Agency)"), Some((7, 4, 6)));
        assert_eq!(day_month("Dec. 6"), Some((12, 6, 6)));
        assert_eq!(day_month("2024"), None);
    }
}
