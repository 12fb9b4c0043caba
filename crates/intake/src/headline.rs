//! Which line is the headline.

use std::collections::HashSet;
use std::ops::Range;

use crate::chars::{capital, letter, lower, push_lower};
use crate::features::{Begin, End};
use crate::furniture::{key, opens_text, stamped};
use crate::lexicon::BODIES;
use crate::lines::head;
use crate::unit::Unit;

/// Units of the article in which a headline may still stand, when a box above it was taken for text.
const REACH: usize = 3;
/// Lines at the head of the page, and right above the text, in which the headline is looked for.
const TOP: usize = 16;
const ABOVE: usize = 200;
/// What a line loses that is the banner of the site rather than a headline.
const BANNER: f32 = 3.0;
/// A line with less than this is not taken for a headline.
const FLOOR: f32 = 1.0;

/// The unit that holds the headline: the line above the text that looks like one and shares the text's words.
///
/// `known` is the headline as the carrier gave it, if it did.
pub(crate) fn headline(units: &[Unit], body: &Range<usize>, known: Option<&str>) -> Option<usize> {
    let last = (body.start + REACH).min(body.end).min(units.len());
    let known = known.map(stems).filter(|k| !k.is_empty());
    let mut best: Option<(f32, usize)> = None;
    let window = last.saturating_sub(ABOVE);
    let rival = rival(units, body, window..last);
    let mut page = Head { known, lead: None, rival };
    for i in (0..window.min(TOP)).chain(window..last) {
        let Some(score) = score(units, body, i, &mut page) else { continue };
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, i));
        }
    }
    best.filter(|(score, _)| *score >= FLOOR).map(|(_, i)| i)
}

/// What all candidates are weighed against.
struct Head {
    known: Option<HashSet<String>>,
    /// Words of the text's opening, for candidates above it.
    lead: Option<HashSet<String>>,
    /// The line right before the date or the text that could be a headline.
    rival: Option<usize>,
}

/// The last line above the text that looks like a headline and stands right before a date or the text.
fn rival(units: &[Unit], body: &Range<usize>, window: Range<usize>) -> Option<usize> {
    window.rev().find(|i| {
        let unit = &units[*i];
        let f = &unit.features;
        let shape = (3..=30).contains(&f.words)
            && f.bars <= 1
            && f.inner == 0
            && !f.address
            && matches!(f.begin, Begin::Upper | Begin::Quote | Begin::Digit)
            && (matches!(f.end, End::Word | End::Close) || unit.text.ends_with(['?', '!', '…']));
        let plain = unit.dropped.is_none() && unit.label.is_none() && !unit.same_line && !stamped(unit);
        shape
            && plain
            && !banner(unit)
            && units[i + 1..].iter().find(|u| u.dropped.is_none()).is_some_and(|n| {
                stamped(n)
                    || opens_text(n)
                    || n.label.is_some_and(|l| l.reason == "meta")
                    || i + 1 == body.start
            })
    })
}

/// Whether the line names an institution or its site and tells nothing.
fn banner(unit: &Unit) -> bool {
    let f = &unit.features;
    !f.verb && f.words <= 14 && f.digits == 0 && BODIES.names(&lower(&unit.text))
}

/// Whether the line is a row of a menu: entries set off by bars, and no date.
fn menu(unit: &Unit) -> bool {
    let f = &unit.features;
    !stamped(unit) && unit.stamp.is_none() && f.bars > 0 && f.words < 8 * f.bars && f.end != End::Full
}

/// Whether the line is a paragraph of whole sentences that speaks of the same as `text`: no box that was taken for text.
fn tells_of(unit: &Unit, text: &HashSet<String>) -> bool {
    let f = &unit.features;
    let own = stems(&unit.text);
    let shared = own.iter().filter(|s| text.contains(*s)).count();
    unit.dropped.is_none() && f.words >= PARAGRAPH && f.end == End::Full && shared * MATTER >= own.len()
}

/// Words from which a line is a paragraph.
const PARAGRAPH: usize = 20;
/// A paragraph on the same matter shares one in so many of its words.
const MATTER: usize = 6;

fn score(units: &[Unit], body: &Range<usize>, i: usize, page: &mut Head) -> Option<f32> {
    let unit = &units[i];
    let f = &unit.features;
    if unit.dropped.is_some() || unit.same_line || stamped(unit) || f.words < 2 || f.chars > 350 || f.address
    {
        return None;
    }
    let own = stems(&unit.text);
    let same = page.known.as_ref().map_or(0.0, |known| overlap(&own, known));
    if same > 0.7 {
        return Some(5.0 + same);
    }
    if unit.label.is_some() || matches!(f.begin, Begin::Close | Begin::Lower) {
        return None;
    }
    let next = units[i + 1..].iter().find(|u| u.dropped.is_none())?;
    let set_off = next.blank > 0 || stamped(next) || next.label.is_some();
    if i >= body.start {
        // In the text itself only a line that could not be a sentence of it, or that stands apart, qualifies.
        let sentence = f.end == End::Full || f.inner > 0;
        let tall = f.words > 30 || f.inner > 0;
        if tall || (sentence && !(set_off && f.words <= 16)) || matches!(f.end, End::Open) {
            return None;
        }
    }
    if i >= body.start || page.lead.is_none() {
        page.lead = Some(opening(&units[body.start.max(i + 1)..body.end])?);
    }
    let text = page.lead.as_ref()?;
    // Below paragraphs on the same matter it heads a section, not the article.
    if i > body.start && units[body.start..i].iter().any(|u| tells_of(u, text)) {
        return None;
    }
    let shared = own.iter().filter(|s| text.contains(*s)).count();
    let mut s = 4.0 * shared as f32 / own.len().max(2) as f32;
    s += match f.words {
        0..=2 => -1.2,
        3 => -0.4,
        4..=22 => 1.0,
        23..=34 => 0.2,
        _ => -2.0,
    };
    s += match f.end {
        End::Word | End::Close => 0.6,
        End::Full if unit.text.ends_with(['?', '!', '…']) => 0.4,
        End::Full => -1.2,
        _ => -1.5,
    };
    if f.inner > 0 {
        s -= 1.0;
    }
    if i == 0 {
        s += 0.7;
    }
    if unit.blank > 0 || i == 0 {
        s += 0.2;
    }
    if set_off {
        s += 0.4;
    }
    if unit.stamp.is_some() {
        s -= 0.7;
    }
    if f.bars > 1 {
        s -= 1.0;
    }
    // What is said twice above the text (a bread crumb repeats the headline) is the headline, said first.
    let own_key = key(&unit.text);
    let echoes = |u: &Unit| u.text.len() < 600 && key(&u.text).contains(&own_key);
    if own_key.len() > 20 {
        let to = last_above(units, body).max(i + 1);
        let near = units[i + 1..to.min(i + ABOVE)].iter().chain(&units[to.saturating_sub(4).max(i + 1)..to]);
        if near.into_iter().any(|u| u.text == unit.text || echoes(u)) {
            s += 2.0;
        }
    }
    // Each line of another kind between it and the text makes it less likely; captions come after headlines.
    let between = units[i + 1..body.start.max(i + 1)]
        .iter()
        .filter(|u| u.dropped.is_none() && u.label.is_none() && !stamped(u))
        .take(6)
        .count();
    s -= 0.3 * between as f32;
    s -= 0.8 * i.saturating_sub(body.start).min(4) as f32;
    // The banner of a site has the headline further down, right before the date or the text.
    if page.rival.is_some_and(|rival| rival > i) && (menu(next) || banner(unit)) {
        s -= BANNER;
    }
    if !f.verb && f.caps + 1 >= f.words.saturating_sub(f.function) && f.words < 8 {
        s -= 0.5;
    }
    Some(s)
}

/// The words with which the text opens.
fn opening(units: &[Unit]) -> Option<HashSet<String>> {
    let mut found = HashSet::new();
    let lines = units.iter().filter(|u| u.dropped.is_none() && u.label.is_none());
    let mut some = false;
    for unit in lines.take(4) {
        some = true;
        found.extend(stems(head(&unit.text, 600)));
    }
    some.then_some(found)
}

/// One past the last unit that may repeat the headline above the text.
fn last_above(units: &[Unit], body: &Range<usize>) -> usize {
    (body.start + 2).min(units.len())
}

/// Words of four letters and more, cut to five: enough to meet across cases and endings.
fn stems(text: &str) -> HashSet<String> {
    text.split(|c: char| !(letter(c) || c.is_alphanumeric()))
        .filter(|w| w.chars().nth(3).is_some() || w.chars().filter(|c| capital(*c)).count() > 1)
        .map(|w| {
            let mut stem = String::with_capacity(12);
            w.chars().take(5).for_each(|c| push_lower(&mut stem, c));
            stem
        })
        .collect()
}

/// Share of the words of both that both have.
fn overlap(a: &HashSet<String>, b: &HashSet<String>) -> f32 {
    2.0 * a.intersection(b).count() as f32 / (a.len() + b.len()).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::{region, repeated};
    use crate::inline::units;
    use crate::lines::lines;

    fn title(text: &str) -> Option<String> {
        let units = units(text, &lines(text));
        let body = region(&units, &repeated(&units)).expect("an article");
        headline(&units, &body, None).map(|i| units[i].text.clone())
    }

    const LEAD: &str = "Министр иностранных дел Норвегии прибыл в Осло после переговоров о поставках зерна в Африку, \
                        сообщили в посольстве.";

    #[test]
    fn the_line_that_shares_the_words() {
        let text = format!(
            "Вестник Севера\nВсе новости\nНовости региона сегодня\nМинистр Норвегии вернулся с переговоров о зерне\n\
             12.03.2023 10:00\n{LEAD}"
        );
        assert_eq!(title(&text).as_deref(), Some("Министр Норвегии вернулся с переговоров о зерне"));
    }

    #[test]
    fn a_caption_is_none() {
        let text = format!("Норвегия и зерно: министр вернулся в Осло\n\nОсло, порт\n{LEAD}");
        assert_eq!(title(&text).as_deref(), Some("Норвегия и зерно: министр вернулся в Осло"));
    }

    #[test]
    fn text_without_one_has_none() {
        assert_eq!(title(&format!("{LEAD}\n{LEAD} Он добавил, что доволен.")), None);
    }
}
