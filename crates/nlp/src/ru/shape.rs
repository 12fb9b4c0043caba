//! The outline of a word (`RU_Xx`, `PUNCT_«`, `NUM`), the second input of the networks.

use std::collections::BTreeMap;

use crate::pack::PackError;

/// Index of a shape in the networks' embeddings.
pub(crate) type Shape = u8;

/// Letters' outlines in the order of [`Shapes`]' tables.
const OUTLINES: [&str; 7] = ["X", "x", "XX", "xx", "Xx", "Xx-Xx", "OTHER"];

/// Shapes by what they outline.
#[derive(Debug)]
pub(crate) struct Shapes {
    cyrillic: [Shape; 7],
    latin: [Shape; 7],
    marks: BTreeMap<char, Shape>,
    mark_other: Shape,
    number: Shape,
    other: Shape,
}

impl Shapes {
    /// Reads the list of the networks, one shape a line.
    pub(crate) fn read(list: &str) -> Result<Self, PackError> {
        let find = |name: &str| {
            let at = list.lines().position(|line| line == name);
            at.map(|i| i as Shape).ok_or_else(|| PackError::Section(format!("shape {name}")))
        };
        let table = |script: &str| -> Result<[Shape; 7], PackError> {
            let mut out = [0; 7];
            for (slot, outline) in out.iter_mut().zip(OUTLINES) {
                *slot = find(&format!("{script}_{outline}"))?;
            }
            Ok(out)
        };
        let marks = list.lines().enumerate().filter_map(|(i, line)| {
            let mut rest = line.strip_prefix("PUNCT_")?.chars();
            let mark = rest.next()?;
            rest.next().is_none().then_some((mark, i as Shape))
        });
        Ok(Self {
            cyrillic: table("RU")?,
            latin: table("EN")?,
            marks: marks.collect(),
            mark_other: find("PUNCT_OTHER")?,
            number: find("NUM")?,
            other: find("OTHER")?,
        })
    }

    /// The shape of a word: its first character decides the script, all of them the outline.
    pub(crate) fn of(&self, word: &str) -> Shape {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { return self.other };
        let second = chars.next();
        let lower = first.to_lowercase().next().unwrap_or(first);
        if matches!(lower, 'а'..='я' | 'ё') {
            self.cyrillic[outline(word)]
        } else if matches!(lower, 'a'..='z' | 'ı' | 'ſ') {
            self.latin[outline(word)]
        } else if first.is_ascii_digit()
            || matches!(first, '+' | '-') && second.is_some_and(|c| c.is_ascii_digit())
        {
            self.number
        } else if let Some(&mark) = self.marks.get(&first) {
            if second.is_none() { mark } else { self.mark_other }
        } else {
            self.other
        }
    }
}

/// Index in [`OUTLINES`].
fn outline(word: &str) -> usize {
    let one = word.chars().nth(1).is_none();
    if is_upper(word) {
        return if one { 0 } else { 2 };
    }
    if one {
        return 1;
    }
    if is_lower(word) {
        3
    } else if is_title(word) {
        4
    } else if word.split_once('-').is_some_and(|(a, b)| is_title(a) && is_title(b)) {
        5
    } else {
        6
    }
}

/// Some capital letter and no small one.
pub(crate) fn is_upper(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// Some small letter and no capital.
pub(crate) fn is_lower(word: &str) -> bool {
    word.chars().any(char::is_lowercase) && !word.chars().any(char::is_uppercase)
}

/// A capital letter, then small ones.
pub(crate) fn is_title(word: &str) -> bool {
    let mut rest = word.chars();
    rest.next().is_some_and(char::is_uppercase) && is_lower(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_shape_that_the_networks_were_trained_on() -> Result<(), PackError> {
        let mut list: Vec<String> = vec!["<pad>".into()];
        list.extend(OUTLINES.map(|o| format!("RU_{o}")));
        list.extend(OUTLINES.map(|o| format!("EN_{o}")));
        list.extend([",", "«", "-", "OTHER"].map(|m| format!("PUNCT_{m}")));
        list.extend(["NUM".to_owned(), "OTHER".to_owned()]);
        let shapes = Shapes::read(&list.join("\n"))?;
        let name = |word: &str| list[usize::from(shapes.of(word))].clone();
        for (word, shape) in [
            ("Я", "RU_X"),
            ("и", "RU_x"),
            ("МИД", "RU_XX"),
            ("договор", "RU_xx"),
            ("Минск", "RU_Xx"),
            ("Санкт-Петербург", "RU_Xx-Xx"),
            ("СИЗО-6", "RU_XX"),
            ("Ростов-на-Дону", "RU_OTHER"),
            ("НАТО", "RU_XX"),
            ("NATO", "EN_XX"),
            ("Le", "EN_Xx"),
            ("2024-й", "NUM"),
            ("-5", "NUM"),
            ("-", "PUNCT_-"),
            ("«", "PUNCT_«"),
            ("...", "OTHER"),
            (",,", "PUNCT_OTHER"),
            ("½", "OTHER"),
            ("", "OTHER"),
            ("Ёлка", "RU_Xx"),
            ("МиГ", "RU_OTHER"),
        ] {
            assert_eq!(name(word), shape, "{word}");
        }
        Ok(())
    }
}
