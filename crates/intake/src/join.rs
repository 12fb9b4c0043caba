//! Sentences that hyperlinks or hard wrapping broke over lines, made whole.

use crate::features::{Begin, End};
use crate::unit::Unit;

/// Joins a unit to the one before when it can only be its continuation: it begins in lower case or with a closing
/// mark, and the one before has not ended.
pub(crate) fn join(units: Vec<Unit>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    // The last unit of running text, which units dropped from the same line may follow.
    let mut open: Option<usize> = None;
    let mut touched = false;
    for unit in units {
        if unit.dropped.is_some() {
            if !unit.same_line {
                open = None;
            }
            out.push(unit);
            continue;
        }
        match open {
            Some(at) if continues(&out[at], &unit) => {
                out[at].append(&unit);
                // Only how it ends matters to the next step; the rest is counted once at the end.
                out[at].features.end = crate::features::Features::of(tail(&out[at].text)).end;
                touched = true;
            }
            _ => {
                open = Some(out.len());
                out.push(unit);
            }
        }
    }
    if touched {
        for unit in out.iter_mut().filter(|u| u.sources().nth(1).is_some()) {
            unit.look();
        }
    }
    out
}

/// The last few bytes, enough to see how a text ends.
fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(24);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

fn continues(before: &Unit, unit: &Unit) -> bool {
    if before.label.is_some() || furniture(unit) {
        return false;
    }
    let unfinished = matches!(before.features.end, End::Word | End::Open | End::Close);
    match unit.features.begin {
        // A lone full stop or `, word` belongs to what was before, whatever that was.
        Begin::Close => {
            let word_before = unfinished && (before.features.words > 2 || unit.blank == 0);
            word_before || (unit.features.words == 0 && unit.text.chars().count() == 1 && unit.blank == 0)
        }
        Begin::Lower => {
            unfinished && unit.blank == 0 && before.features.words > 1 && before.stamp.is_none_or_long()
        }
        _ => false,
    }
}

/// Whether a label or a date settles that the line is no text; labels inside a running sentence do not.
fn furniture(unit: &Unit) -> bool {
    // A date with its time of day is the page's, in whatever case its weekday is written.
    let dated = unit.stamp.as_ref().is_some_and(|s| s.time.is_some() && s.strangers <= 2);
    dated
        || unit.label.is_some() && unit.features.words > 1
        || unit.label.is_some_and(|l| l.reason == "comments")
}

trait NoneOrLong {
    fn is_none_or_long(&self) -> bool;
}

impl NoneOrLong for Option<crate::stamp::Stamp> {
    /// A line that is a stamp alone is never gone on with; a date inside a sentence is no hindrance.
    fn is_none_or_long(&self) -> bool {
        self.as_ref().is_none_or(|s| s.strangers > 4)
    }
}

/// Whether the page broke its lines in the middle of sentences throughout: then a capital does not begin a new one.
pub(crate) fn wrapped(units: &[Unit]) -> bool {
    let lines: usize = units.iter().map(|u| u.sources().count()).sum();
    let joined = lines - units.len();
    joined >= 3 && joined * 5 >= lines
}

/// Joins, in a wrapped text, units to unfinished ones right before them even where they begin with a capital.
pub(crate) fn join_wrapped(units: Vec<Unit>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        let goes_on = out.last().is_some_and(|before| {
            let open = matches!(before.features.end, End::Word | End::Open) && before.features.words > 2;
            let plain = before.dropped.is_none() && unit.dropped.is_none();
            let begins = !matches!(unit.features.begin, Begin::Dash | Begin::Other);
            plain && open && begins && unit.blank == 0 && before.label.is_none() && unit.label.is_none()
        });
        match out.last_mut() {
            Some(before) if goes_on => {
                before.append(&unit);
                before.look();
            }
            _ => out.push(unit),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inline::units;
    use crate::lines::lines;

    fn joined(text: &str) -> Vec<String> {
        let units = join(units(text, &lines(text)));
        let wrapped = wrapped(&units);
        let units = if wrapped { join_wrapped(units) } else { units };
        units.into_iter().map(|u| u.text).collect()
    }

    #[test]
    fn links_do_not_break_a_sentence() {
        let text = "Глава ведомства Петр Иванов\nи посол Норвегии\nвстретились в Осло\n.\nСтороны обсудили работу ЕАЭС\n\
                    , ШОС\nи других союзов.";
        let want = [
            "Глава ведомства Петр Иванов и посол Норвегии встретились в Осло.",
            "Стороны обсудили работу ЕАЭС, ШОС и других союзов.",
        ];
        assert_eq!(joined(text), want);
    }

    #[test]
    fn hard_wraps_before_capitals() {
        let text = "The ministers of the two\ncountries met with President John\nSmith on the margins of the\nsummit. \
                    They praised\nthe work of the\nCommission.";
        let want = "The ministers of the two countries met with President John Smith on the margins of the summit. \
                    They praised the work of the Commission.";
        assert_eq!(joined(text), [want]);
    }

    #[test]
    fn headings_menus_and_paragraphs_stay_apart() {
        let text = "Новая встреча в Осло\nСтороны обсудили зерно.\nинфографика\nПоделиться\n\nсмотри ниже";
        assert_eq!(joined(text).len(), 5);
    }
}
