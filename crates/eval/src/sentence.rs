//! The sentence around a span of a text, for tying triggers to gold sentences and for showing misses. Deliberately
//! its own rule: a scorer that used the program's sentences would hide their mistakes.

/// Code points of a text with the places where its sentences may end.
pub(crate) struct Sentences {
    chars: Vec<char>,
    /// First and one-past-last code point of each end.
    ends: Vec<(usize, usize)>,
}

impl Sentences {
    pub(crate) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let ends = (0..chars.len()).filter(|&i| ends_at(&chars, i)).map(|i| (i, i + 1)).collect();
        Self { chars, ends }
    }

    /// The sentence around code points `start..end`.
    pub(crate) fn around(&self, start: usize, end: usize) -> String {
        let (mut a, mut b) = (0, self.chars.len());
        for &(from, to) in &self.ends {
            if to <= start {
                a = to;
            } else if from >= end {
                b = from;
                break;
            }
        }
        self.chars.get(a..b).unwrap_or_default().iter().collect()
    }

    /// The sentence that holds the first place of `words`.
    pub(crate) fn holding(&self, words: &str) -> String {
        let wanted: Vec<char> = words.trim().chars().collect();
        if wanted.is_empty() {
            return String::new();
        }
        match self.chars.windows(wanted.len()).position(|w| w == wanted) {
            Some(at) => self.around(at, at + wanted.len()).trim().to_owned(),
            None => words.trim().to_owned(),
        }
    }
}

fn is_capital(c: char) -> bool {
    c.is_ascii_uppercase() || ('А'..='Я').contains(&c) || c == 'Ё'
}

fn ends_at(chars: &[char], at: usize) -> bool {
    match chars[at] {
        '\n' => true,
        '.' => opens_after(chars, at + 1) && !after_abbreviation(&chars[at.saturating_sub(8)..at]),
        '!' | '?' | '…' => opens_after(chars, at + 1),
        _ => false,
    }
}

/// White space or closing marks, then what can open a sentence.
fn opens_after(chars: &[char], from: usize) -> bool {
    let closes = |c: &&char| c.is_whitespace() || matches!(c, '»' | '"' | '”' | ')');
    let opens = |c: char| is_capital(c) || matches!(c, '«' | '"' | '“' | '—' | '–' | '-');
    let run = chars[from..].iter().take_while(closes).count();
    run > 0 && (1..=run).any(|i| chars.get(from + i).is_some_and(|&c| opens(c)))
}

/// Whether the last word is an initial or an abbreviation of the list.
fn after_abbreviation(before: &[char]) -> bool {
    let before = before.strip_suffix(&['\n']).unwrap_or(before);
    let starts_word = |at: usize| at == 0 || !(before[at - 1].is_alphanumeric() || before[at - 1] == '_');
    if let Some((last, rest)) = before.split_last()
        && is_capital(*last)
        && starts_word(rest.len())
    {
        return true;
    }
    include_str!("../data/abbreviations.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).any(
        |word| {
            let word: Vec<char> = word.chars().collect();
            before.ends_with(&word) && starts_word(before.len() - word.len())
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_ends_a_sentence_unless_it_shortens_a_word() {
        let text = "Заголовок\nНа ул. Мира 5 г. Москвы прошёл митинг. Все ушли.";
        let s = Sentences::of(text);
        assert_eq!(s.holding("митинг"), "На ул. Мира 5 г. Москвы прошёл митинг");
        assert_eq!(s.holding("ушли"), "Все ушли.");
        assert_eq!(Sentences::of("Mr. Hall left. J. Hall stayed.").holding("stayed"), "J. Hall stayed.");
    }
}
