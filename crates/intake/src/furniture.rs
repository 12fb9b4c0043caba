//! Where the article begins and ends among what surrounds it.

use std::collections::HashMap;
use std::ops::Range;

use crate::chars::{self, Piece};
use crate::features::{Begin, End};
use crate::lexicon::Reach;
use crate::stamp::Role;
use crate::unit::Unit;

/// Characters of prose after which a label such as "Comments" ends the article; before that it is a button.
const ENOUGH: usize = 250;
/// A stretch of prose is the article rather than a later, longer one (comments) from this share of its weight on.
const FIRST_COMES: f32 = 0.5;

/// What a unit weighs for the article: much for prose, little for short sentences, negative for the rest.
///
/// `list`: it follows a label that introduces headlines; `run`: how many light lines stand before it.
fn weight(unit: &Unit, repeated: bool, list: bool, run: usize) -> f32 {
    if unit.label.is_some() {
        return -0.8;
    }
    if stamped(unit) {
        return -0.2;
    }
    let f = &unit.features;
    let prose = f.prose() - if repeated { 0.8 } else { 0.0 };
    // A line without an end is a headline or the start of a broken sentence, unless it is too long for either.
    let endless = matches!(f.end, End::Word | End::Close) && f.words < 28 && f.inner == 0;
    if prose >= 1.0 && !endless {
        return 1.5 + f.chars.min(800) as f32 / 40.0;
    }
    let spoken = f.begin == Begin::Dash || f.begin == Begin::Quote;
    let ends = matches!(f.end, End::Full | End::Colon);
    if !endless && (prose > 0.0 || (ends && (f.words > 1 || spoken))) {
        return if ends || f.end == End::Open || spoken { 0.3 } else { -0.4 };
    }
    if list {
        return -0.4;
    }
    // The longer a run of short lines without an end, the surer it is a list of links.
    -0.5 - 0.3 * run.min(6) as f32
}

/// Whether the line is a date with its usual company and nothing else.
pub(crate) fn stamped(unit: &Unit) -> bool {
    unit.stamp.as_ref().is_some_and(|s| {
        let company = if s.time.is_some() { 4 } else { 2 };
        let labelled = s.role != Role::Plain && s.strangers <= 6 && unit.features.words < 14;
        // A full stop after words of another kind makes it a sentence that tells a date. Where the date stands last, a
        // verb among more words must show it, or a word that names a term.
        let ends_early = s.time_end < unit.text.len() - 6;
        let tells = unit.features.verb && s.strangers >= 4 || s.role == Role::Other && s.strangers > 1;
        let sentence = unit.features.end == End::Full && s.strangers > 1 && (ends_early || tells);
        !sentence && (s.strangers <= company || labelled)
    })
}

/// Whether the text proper can begin with this unit: it ends like a sentence, or is too long for a caption.
pub(crate) fn opens_text(unit: &Unit) -> bool {
    let f = &unit.features;
    if unit.dropped.is_some() || unit.label.is_some() || stamped(unit) {
        return false;
    }
    let ends = matches!(f.end, End::Full | End::Colon | End::Open);
    (ends && (f.words >= 4 || f.begin == Begin::Quote || f.begin == Begin::Dash) && f.prose() > 0.2)
        || f.words >= 28
}

/// Letters and digits in lower case: what makes two lines the same.
pub(crate) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    chars::runs(text, |piece| match piece {
        Piece::Run(run) => {
            let kept = run.bytes().filter(u8::is_ascii_alphanumeric);
            key.extend(kept.map(|b| char::from(b.to_ascii_lowercase())));
        }
        Piece::Wide(c) if keeps(c) => chars::push_lower(&mut key, c),
        Piece::Wide(_) => {}
    });
    key
}

fn keeps(c: char) -> bool {
    chars::letter(c) || c.is_alphanumeric()
}

/// Whether the key of `text` is `want`; the rest of a long text is not looked at once it differs.
pub(crate) fn has_key(text: &str, want: &str) -> bool {
    begins_key(text, want) == Some(want.len())
}

/// Whether `want` stands in the key of `text`.
pub(crate) fn holds_key(text: &str, want: &str) -> bool {
    // No letter grows by more than half in lower case.
    text.len() * 3 >= want.len() * 2 && key(text).contains(want)
}

/// Bytes of the key of `text`, if `want` begins with it.
pub(crate) fn begins_key(text: &str, want: &str) -> Option<usize> {
    let mut rest = want;
    let mut one = String::new();
    for c in text.chars().filter(|c| keeps(*c)) {
        one.clear();
        chars::push_lower(&mut one, c);
        rest = rest.strip_prefix(one.as_str())?;
    }
    Some(want.len() - rest.len())
}

/// Which units stand more than once among `units`.
pub(crate) fn repeated(units: &[Unit]) -> Vec<bool> {
    let mut count: HashMap<&str, u32> = HashMap::with_capacity(units.len());
    for unit in units {
        *count.entry(unit.text.as_str()).or_default() += 1;
    }
    units.iter().map(|u| count.get(u.text.as_str()).is_some_and(|n| *n > 1)).collect()
}

/// The units from the first to the last that belong to the article's text, chrome between them included.
///
/// The stretch of the greatest weight, closed early by labels that end an article once enough of one was read.
pub(crate) fn region(units: &[Unit], repeated: &[bool]) -> Option<Range<usize>> {
    let mut found: Vec<(f32, Range<usize>)> = Vec::new();
    let (mut sum, mut top, mut start, mut end) = (0.0_f32, 0.0_f32, 0, 0);
    let (mut prose, mut run, mut list) = (0, 0, false);
    for (i, unit) in units.iter().enumerate() {
        if unit.dropped.is_some() {
            continue;
        }
        let section = unit.label.is_some_and(|l| l.reach == Reach::Section);
        let w = weight(unit, repeated[i], list, run);
        run = if w < -0.35 && unit.label.is_none() { run + 1 } else { 0 };
        list = match unit.label {
            Some(label) => label.reach != Reach::Line,
            None => list && w < 0.0,
        };
        // At zero too: a stretch that goes on would keep its old end under a new start.
        if section && prose >= ENOUGH || sum + w <= 0.0 {
            if top > 0.0 {
                found.push((top, start..end));
            }
            (sum, top, prose) = (0.0, 0.0, 0);
            continue;
        }
        if sum <= 0.0 && w > 0.0 {
            start = i;
        }
        sum += w;
        if w >= 0.5 {
            prose += unit.features.mass();
        }
        if sum > top {
            top = sum;
            end = i + 1;
        }
    }
    if top > 0.0 {
        found.push((top, start..end));
    }
    let best = found.iter().map(|(w, _)| *w).fold(0.0, f32::max);
    let found = across_lists(units, found);
    let first = found.into_iter().find(|(w, _)| *w >= best * FIRST_COMES).map(|(_, range)| range);
    first.map(|range| whole_start(units, range)).or_else(|| fallback(units))
}

/// The most lines of a list of links between two stretches of one article.
const LIST: usize = 16;
/// What both stretches must weigh to be two halves of one article.
const HALF: f32 = 8.0;

/// Makes one of two stretches that only a list of links parts, if the second goes on as running text.
fn across_lists(units: &[Unit], found: Vec<(f32, Range<usize>)>) -> Vec<(f32, Range<usize>)> {
    let hard = |u: &Unit| {
        u.label.is_some_and(|l| l.reach == Reach::Section && l.reason != "related" && l.reason != "teaser")
    };
    let prose = |u: &&Unit| matches!(u.features.end, End::Full | End::Colon) && u.features.prose() >= 1.0;
    let mut out: Vec<(f32, Range<usize>)> = Vec::with_capacity(found.len());
    for (weight, range) in found {
        if let Some((sum, last)) = out.last_mut() {
            let gap = &units[last.end..range.start];
            let links = gap.len() <= LIST && gap.iter().all(|u| !hard(u) && !prose(&u) && u.stamp.is_none());
            let on =
                units[range.clone()].iter().filter(|u| u.dropped.is_none()).take(3).filter(prose).count()
                    == 3;
            if links && on && *sum >= HALF && weight >= HALF {
                *sum += weight;
                last.end = range.end;
                continue;
            }
        }
        out.push((weight, range));
    }
    out
}

/// Takes in the lines before a start in the middle of a sentence: they were no prose only because they were cut short.
fn whole_start(units: &[Unit], range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while start > 0 && range.start - start < 6 {
        let (unit, before) = (&units[start], &units[start - 1]);
        let middle = matches!(unit.features.begin, Begin::Lower | Begin::Close)
            || (start < range.start && unit.features.words <= 3);
        let open = matches!(before.features.end, End::Word | End::Open) && before.label.is_none();
        if !middle || !open || unit.blank > 0 || stamped(before) || before.dropped.is_some() {
            break;
        }
        start -= 1;
    }
    start..range.end
}

/// Where nothing reads like prose: all that bears no label, if it has words enough to be a message.
fn fallback(units: &[Unit]) -> Option<Range<usize>> {
    let plain = |u: &Unit| u.dropped.is_none() && u.label.is_none() && !stamped(u) && u.features.words > 0;
    let words: usize = units.iter().filter(|u| plain(u)).map(|u| u.features.words).sum();
    if words < 3 {
        return None;
    }
    let start = units.iter().position(plain)?;
    let end = units.iter().rposition(plain)? + 1;
    Some(start..end)
}

/// Marks what inside the article is none of it: labelled lines, the headlines that a label introduces, lists of links.
pub(crate) fn inside(units: &mut [Unit], body: Range<usize>) {
    let mut list: Option<&'static str> = None;
    for unit in &mut units[body] {
        if unit.dropped.is_some() {
            continue;
        }
        if let Some(label) = unit.label {
            unit.dropped = Some(label.reason);
            let alone = unit.features.words <= 5 || unit.features.end == End::Colon;
            list = (alone && label.reach != Reach::Line).then_some(label.reason);
            continue;
        }
        if stamped(unit) {
            unit.dropped = Some("date");
            continue;
        }
        let f = &unit.features;
        let headline = matches!(f.end, End::Word | End::Close) && f.inner == 0 && f.words <= 25;
        match list {
            Some(reason) if headline => unit.dropped = Some(reason),
            _ => list = None,
        }
        if unit.dropped.is_none() && f.prose() < -0.6 && (f.letters == 0 || f.address || f.bars > 1) {
            unit.dropped = Some(if f.letters == 0 { "noise" } else { "menu" });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inline::units;
    use crate::lines::lines;

    fn kept(text: &str) -> Vec<String> {
        let mut units = units(text, &lines(text));
        let body = region(&units, &repeated(&units)).expect("an article");
        inside(&mut units, body.clone());
        units[body].iter().filter(|u| u.dropped.is_none()).map(|u| u.text.clone()).collect()
    }

    const A: &str =
        "Министры обсудили поставки зерна и договорились провести следующую встречу весной в Осло.";
    const B: &str =
        "По словам посла, стороны довольны ходом работы и намерены завершить ее до конца этого года.";
    const C: &str = "Я так и думал, что они договорятся, потому что давно пора было это сделать всем вместе.";

    #[test]
    fn comments_and_menus_stay_out() {
        let text = format!(
            "Главная\nПолитика\nЭкономика\n{A}\nЧитайте также:\nДругая встреча прошла вчера\n{B}\n{A} {B}\n\
             Комментарии (2)\nВася\n{C}\nПетя\n{C} {C}"
        );
        let got = kept(&text);
        assert_eq!(got.len(), 3, "{got:?}");
        assert_eq!((got[0].as_str(), got[1].as_str()), (A, B));
    }

    #[test]
    fn a_sentence_that_ends_with_a_date_stays() {
        for last in [
            "The ministers prolonged the present measures until 30 June 2026.",
            "The truce was prolonged until 30 June 2026.",
            "Режим тишины в районе города продлили до 30 июня 2026 года.",
            "Действие мандата продлено до 30 июня 2026 года.",
        ] {
            assert_eq!(kept(&format!("{A}\n{B}\n{last}\n{A} {B}")).get(2).map(String::as_str), Some(last));
        }
        for line in [
            "Опубликовано: 30 июня 2025 г.",
            "Posted on June 30, 2025.",
            "Published by Anna Holm on 30 June 2025.",
        ] {
            assert_eq!(kept(&format!("{A}\n{B}\n{line}\n{A} {B}")).len(), 3, "{line}");
        }
    }

    #[test]
    fn a_comment_button_above_the_article_ends_nothing() {
        let got = kept(&format!("Комментарии\nПоделиться\n{A}\n{B}"));
        assert_eq!(got, [A, B]);
    }

    #[test]
    fn keys_are_compared_without_being_made() {
        let text = "«Ветка Ёлки», No. 5: İLK — ok";
        let want = key(text);
        assert_eq!(want, "веткаёлкиno5i\u{307}lkok");
        assert!(has_key(text, &want) && !has_key("Ветка", &want));
        assert_eq!(begins_key("ВЕТКА, ёл", &want), Some("веткаёл".len()));
        assert_eq!(begins_key("ветки", &want), None);
        assert!(holds_key(text, "ёлкиno5") && holds_key(text, &want) && !holds_key(text, "no6"));
        let grown = "İ".repeat(20);
        assert!(holds_key(&grown, &key(&grown)), "what grows in lower case is still found");
    }
}
