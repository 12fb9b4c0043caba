//! Russian names compared whatever their case: endings off, token by token.

use crate::words::norm;

/// Words of a text without their endings.
pub(crate) fn stems(text: &str) -> Vec<String> {
    norm(text).split(' ').filter(|w| !w.is_empty()).map(stem).collect()
}

fn stem(word: &str) -> String {
    let letters = word.chars().count();
    let cut = include_str!("../data/endings_ru.txt")
        .lines()
        .filter(|l| !l.starts_with('#') && word.ends_with(l))
        .map(|l| (l.chars().count(), l.len()))
        .filter(|(ending, _)| ending + 3 <= letters)
        .max();
    word[..word.len() - cut.map_or(0, |(_, bytes)| bytes)].to_owned()
}

/// Whether two texts are the same words, inflected or not.
pub(crate) fn same(a: &[String], b: &[String]) -> bool {
    !a.is_empty() && a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x == y || fleeting(x, y))
}

/// The same word but for a vowel that comes and goes (`посол`, `посла`).
fn fleeting(a: &str, b: &str) -> bool {
    let (a, b) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let at = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let mut rest = a.chars().skip(at);
    at > 1 && matches!(rest.next(), Some('о' | 'е')) && rest.eq(b.chars().skip(at)) && at < b.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_a_name_are_the_same() {
        let eq = |a: &str, b: &str| same(&stems(a), &stems(b));
        assert!(eq("Юрия Лужкова", "Юрий Лужков") && eq("министром обороны", "Министр обороны"));
        assert!(eq("посла", "посол") && eq("«Молдавия»", "Молдавией"));
        assert!(!eq("мэр", "мир") && !eq("президент", "вице-президент") && !eq("", ""));
    }
}
