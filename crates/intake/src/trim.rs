//! What hangs on the text itself: end marks, invitations to read on, name tooltips, the site's name on the headline.

use legation_text::Span;

use crate::chars::plain;
use crate::lexicon::{FURNITURE, INLINE, MARKS, PUBLISHERS};
use crate::lines::head;
use crate::unit::Unit;

/// What was cut: bytes of the decoded text and why.
pub(crate) type Cuts = Vec<(Span, &'static str)>;

/// Takes `span` out of the unit and notes it.
fn cut(unit: &mut Unit, span: Span, reason: &'static str, cuts: &mut Cuts) {
    cuts.extend(unit.cut(span).into_iter().map(|s| (s, reason)));
    unit.look();
}

/// Marks such as `-0-` at the very end, and dashes or bars left over before them.
pub(crate) fn end_marks(unit: &mut Unit, cuts: &mut Cuts) {
    for _ in 0..3 {
        let text = unit.text.trim_end();
        let Some((mark, reason)) = MARKS.iter().find(|(mark, _)| {
            text.strip_suffix(*mark).is_some_and(|front| {
                // A word that closes articles must not be the last word of a sentence.
                let edge = front.chars().next_back();
                !mark.starts_with(char::is_alphabetic)
                    || edge.is_none()
                    || front.trim_end().len() < front.len()
                        && front.trim_end().ends_with(['.', '!', '?', '"', '»'])
            })
        }) else {
            return;
        };
        let span = Span::of(text.len() - mark.len(), unit.text.len());
        cut(unit, span, reason, cuts);
        if unit.text.is_empty() {
            return;
        }
    }
}

/// The most sentences at the end of one paragraph that may be invitations.
const INVITATIONS: usize = 3;
/// Bytes that a sentence which invites can have.
const SENTENCE: usize = 2000;

/// Sentences at the end of a paragraph that send the reader elsewhere.
pub(crate) fn invitations(unit: &mut Unit, cuts: &mut Cuts) {
    for _ in 0..INVITATIONS {
        let Some(start) = last_sentence(&unit.text) else { return };
        let lower = plain(head(&unit.text[start..], 500));
        let words = lower.split_whitespace().count();
        let starts = FURNITURE.start(lower.trim()).filter(|l| !l.weak && words <= l.words);
        let reason = match starts.map(|l| l.reason) {
            Some(reason @ ("teaser" | "subscribe" | "share" | "error-box")) => Some(reason),
            _ => FURNITURE.invitation(&lower),
        };
        let Some(reason) = reason else { return };
        let span = Span::of(start, unit.text.len());
        cut(unit, span, reason, cuts);
    }
}

/// Where the last sentence of `text` begins, if there is one before it.
fn last_sentence(text: &str) -> Option<usize> {
    let body = text.trim_end().trim_end_matches(['.', '!', '?', '…', '»', '"', '”']);
    let mut floor = body.len().saturating_sub(SENTENCE);
    while !body.is_char_boundary(floor) {
        floor += 1;
    }
    let mut to = body.len();
    while let Some(at) = body[floor..to].rfind(['.', '!', '?', '…']).map(|at| floor + at) {
        let after = &body[at..];
        let rest = after.trim_start_matches(['.', '!', '?', '…', '"', '»', '”', ')']);
        let gap = rest.len() - rest.trim_start().len();
        let initial = body[..at].chars().rev().take_while(|c| c.is_alphabetic()).count() == 1;
        if gap > 0
            && !initial
            && rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"' | '“'))
        {
            return Some(body.len() - rest.trim_start().len());
        }
        to = at;
    }
    None
}

/// The site's name after the headline (`Headline | Site`, `Headline - Agency`) and path marks before it.
pub(crate) fn site_name(unit: &mut Unit, cuts: &mut Cuts) {
    let front =
        unit.text.len() - unit.text.trim_start_matches(['/', '»', '>', '|', '•', '›', '→', ' ']).len();
    if front > 0 {
        cut(unit, Span::of(0, front), "breadcrumb", cuts);
    }
    for bar in [" | ", " :: ", " » ", " — ", " – ", " - "] {
        let Some(at) = unit.text.rfind(bar) else { continue };
        let name = unit.text[at + bar.len()..].trim();
        let long = unit.text[..at].split_whitespace().count() >= 4;
        let dash = bar.contains(['—', '–', '-']);
        let known = PUBLISHERS.find(name).next().is_some_and(|(from, to, _)| from == 0 && to == name.len());
        let site = name.contains('.') && !name.contains(' ') && !name.ends_with('.');
        if long && (known || site || (!dash && name.split_whitespace().count() <= 5)) {
            let span = Span::of(at, unit.text.len());
            cut(unit, span, "site-name", cuts);
        }
    }
}

/// Names that a page says twice because the second stands in a tooltip: `Anna Berg Berg Anna Minister of Trade , who`.
pub(crate) fn tooltips(unit: &mut Unit, cuts: &mut Cuts) {
    let mut from = 0;
    for _ in 0..40 {
        let Some(span) = tooltip(&unit.text, from) else { return };
        cut(unit, span, "tooltip", cuts);
        // The words around the cut moved together; go on a little before it.
        from = head(&unit.text, (span.start as usize).saturating_sub(1)).len();
    }
}

/// Labels that introduce a word again (`the Union Background information Union met`), with the repeated words.
pub(crate) fn echoes(unit: &mut Unit, cuts: &mut Cuts) {
    for _ in 0..20 {
        let text = &unit.text;
        let span = INLINE.1.iter().filter(|l| l.reach == "echo").find_map(|l| {
            text.match_indices(l.phrase).find_map(|(at, phrase)| {
                let end = at + phrase.len();
                echoed(&text[..at], &text[end..]).map(|more| Span::of(at, end + more))
            })
        });
        let Some(span) = span else { return };
        cut(unit, span, "tooltip", cuts);
    }
}

/// How far `after` repeats the words at the end of `before`.
fn echoed(before: &str, after: &str) -> Option<usize> {
    let lead = after.len() - after.trim_start().len();
    let after = after.trim_start();
    let before = before.trim_end();
    let mut best = None;
    for (at, _) in before.char_indices().rev().take(120) {
        let edge = before[..at].chars().next_back().is_none_or(char::is_whitespace);
        if edge && after.starts_with(&before[at..]) {
            best = Some(lead + before.len() - at);
        }
    }
    best
}

/// A word of the text with where the spaces around it lie.
struct Word<'t> {
    text: &'t str,
    start: usize,
}

fn capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some_and(char::is_lowercase)
}

/// The next tooltip at or after byte `from`.
fn tooltip(text: &str, from: usize) -> Option<Span> {
    let words: Vec<Word> = text[from..]
        .split_whitespace()
        .map(|word| Word { text: word, start: word.as_ptr() as usize - text.as_ptr() as usize })
        .collect();
    for four in 0..words.len().saturating_sub(3) {
        let [a, b, c, d] = [0, 1, 2, 3].map(|i| &words[four + i]);
        if !(capitalised(a.text) && capitalised(b.text) && capitalised(c.text)) {
            continue;
        }
        let turned = c.text == b.text && d.text.starts_with(a.text);
        let again = c.text == a.text && d.text.starts_with(b.text) && a.text != b.text;
        if !turned && !again {
            continue;
        }
        let second = if turned { a.text } else { b.text };
        let glued = &d.text[second.len()..];
        if !(glued.is_empty() || glued.starts_with(char::is_uppercase)) {
            continue;
        }
        // The tooltip goes on over names and the post until a space before a comma, or a word that is neither.
        let mut end = d.start + d.text.len();
        let office = &words[four + 4..words.len().min(four + 24)];
        let detached = office
            .iter()
            .take_while(|w| !w.text.ends_with(['.', ';', '!', '?']) || w.text.len() == 1)
            .position(|w| w.text.starts_with([',', '.', ';', ')']));
        // Another name said twice before that comma has a tooltip of its own.
        let alone = |stop: usize| office[..stop].windows(2).all(|pair| pair[0].text != pair[1].text);
        if let Some(stop) = detached.filter(|stop| alone(*stop)) {
            let end = if stop == 0 { end } else { office[stop - 1].start + office[stop - 1].text.len() };
            return Some(Span::of(c.start, end));
        }
        if glued.is_empty() && !office.first().is_some_and(|w| w.text.starts_with(char::is_uppercase)) {
            // A bare name said twice, perhaps with the post in lower case: only the name is sure.
            return Some(Span::of(c.start, end));
        }
        for (i, w) in office.iter().enumerate() {
            let upper = w.text.starts_with(char::is_uppercase);
            let goes_on = office
                .get(i + 1)
                .is_some_and(|n| n.text.starts_with(char::is_uppercase) || FURNITURE.joins_post(n.text));
            if !(upper || FURNITURE.joins_post(w.text) && goes_on) || w.text.ends_with([',', '.', ':']) {
                break;
            }
            end = w.start + w.text.len();
        }
        return Some(Span::of(c.start, end));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Unit {
        Unit::new(text, Span::of(0, text.len()), 0, false)
    }

    /// What `cut` leaves of each text.
    fn leaves(cut: fn(&mut Unit, &mut Cuts), cases: &[(&str, &str)]) {
        for (text, want) in cases {
            let mut unit = unit(text);
            cut(&mut unit, &mut Vec::new());
            assert_eq!(unit.text, *want);
        }
    }

    #[test]
    fn end_marks_go_and_sentences_stay() {
        let cases = [
            ("Так и решили\", - сказал посол.-0-", "Так и решили\", - сказал посол."),
            ("They agreed. ### ", "They agreed."),
            ("They agreed. ENDS", "They agreed."),
            ("That is where it Ends.", "That is where it Ends."),
            ("Он уехал. <…>", "Он уехал."),
        ];
        leaves(end_marks, &cases);
    }

    #[test]
    fn invitations_at_the_end_of_a_paragraph() {
        let text =
            "Посол прибыл в Осло. Подробнее о том, что обсудили стороны, читайте в материале «Вестника».";
        let mut unit = unit(text);
        let mut cuts = Vec::new();
        invitations(&mut unit, &mut cuts);
        assert_eq!(unit.text, "Посол прибыл в Осло.");
        assert_eq!(cuts.len(), 1);
    }

    #[test]
    fn site_names_leave_the_headline() {
        let cases = [
            ("Посол прибыл в Осло на переговоры | Вестник Севера", "Посол прибыл в Осло на переговоры"),
            ("Посол прибыл в Осло на переговоры - РИА Новости", "Посол прибыл в Осло на переговоры"),
            ("/ Посол прибыл в Осло на переговоры", "Посол прибыл в Осло на переговоры"),
            ("Мир наступит, если все захотят - посол", "Мир наступит, если все захотят - посол"),
        ];
        leaves(site_name, &cases);
    }

    #[test]
    fn names_in_tooltips() {
        let cases = [
            (
                "Премьер Анна Берг Берг Анна Премьер-министр Норвегии , а также послы.",
                "Премьер Анна Берг, а также послы.",
            ),
            ("President Ola Dahl Dahl OlaPresident of Norway , who came", "President Ola Dahl, who came"),
            (
                "Министр Ола Даль Даль Ола Министр торговли Норвегии и посол Анна Берг Берг Анна посол , приехали.",
                "Министр Ола Даль и посол Анна Берг, приехали.",
            ),
            ("Ola Dahl and Anna Berg met Ola Dahl again.", "Ola Dahl and Anna Berg met Ola Dahl again."),
        ];
        leaves(tooltips, &cases);
    }

    #[test]
    fn labels_that_say_a_name_again() {
        let mut unit =
            unit("The leaders of the Nordic Union Background information Nordic Union met in Oslo.");
        echoes(&mut unit, &mut Vec::new());
        assert_eq!(unit.text, "The leaders of the Nordic Union met in Oslo.");
    }
}
