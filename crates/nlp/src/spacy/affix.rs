//! The part of regular expressions that spaCy's affix patterns use, matched without backtracking over characters.
//!
//! A pattern is a list of alternatives; an alternative is a look-behind of single characters, a run of literals,
//! classes (maybe repeated with `+`) and groups of literals, and a look-ahead of one character.

/// A set of characters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Class {
    ascii: u128,
    /// Sorted, not overlapping.
    ranges: Vec<(char, char)>,
}

impl Class {
    fn new(mut ranges: Vec<(char, char)>) -> Self {
        ranges.sort_unstable();
        let mut joined: Vec<(char, char)> = Vec::with_capacity(ranges.len());
        for (low, high) in ranges {
            match joined.last_mut() {
                Some(last) if low <= last.1 => last.1 = last.1.max(high),
                _ => joined.push((low, high)),
            }
        }
        let mut ascii = 0;
        for c in 0..128u8 {
            if joined.iter().any(|&(low, high)| low <= c as char && c as char <= high) {
                ascii |= 1 << c;
            }
        }
        Self { ascii, ranges: joined }
    }

    fn one(c: char) -> Self {
        Self::new(vec![(c, c)])
    }

    /// Reads the inside of `[…]`.
    pub(crate) fn parse(text: &str) -> Self {
        let mut reader = Reader::new(text);
        let mut ranges = Vec::new();
        while let Some((low, _)) = reader.escaped() {
            let range = reader.peek() == Some('-') && reader.peek_at(1).is_some();
            if range {
                reader.next();
            }
            let high = if range { reader.escaped().map_or(low, |(c, _)| c) } else { low };
            ranges.push((low, high.max(low)));
        }
        Self::new(ranges)
    }

    /// Whether `c` is in the set.
    pub(crate) fn has(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> (c as u32) & 1 == 1;
        }
        let at = self.ranges.partition_point(|&(_, high)| high < c);
        self.ranges.get(at).is_some_and(|&(low, _)| low <= c)
    }
}

#[derive(Debug, Clone)]
enum Item {
    One(Class),
    Many(Class),
    Group(Vec<Vec<char>>),
    Ahead(Class),
    NotAhead(Class),
}

#[derive(Debug, Clone, Default)]
struct Alternative {
    behind: Vec<Class>,
    items: Vec<Item>,
    to_end: bool,
}

/// A compiled pattern.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pattern {
    alternatives: Vec<Alternative>,
}

impl Pattern {
    /// Compiles `text`; what is not understood matches nothing.
    pub(crate) fn parse(text: &str) -> Self {
        let alternatives = split(text).into_iter().filter_map(|a| alternative(&a)).collect();
        Self { alternatives }
    }

    /// End of the match that starts at `at`: the first alternative that fits.
    pub(crate) fn at(&self, text: &[char], at: usize) -> Option<usize> {
        self.alternatives.iter().find_map(|a| a.end(text, at))
    }

    /// The leftmost match.
    pub(crate) fn search(&self, text: &[char]) -> Option<(usize, usize)> {
        (0..text.len()).find_map(|at| Some((at, self.at(text, at)?)))
    }
}

impl Alternative {
    fn end(&self, text: &[char], at: usize) -> Option<usize> {
        if self.behind.len() > at {
            return None;
        }
        let before = &text[at - self.behind.len()..at];
        if !before.iter().zip(&self.behind).all(|(&c, class)| class.has(c)) {
            return None;
        }
        run(&self.items, self.to_end, text, at)
    }
}

/// Matches `items` from `at` on.
fn run(items: &[Item], to_end: bool, text: &[char], mut at: usize) -> Option<usize> {
    for (i, item) in items.iter().enumerate() {
        let next = text.get(at).copied();
        match item {
            Item::One(class) => {
                if !class.has(next?) {
                    return None;
                }
                at += 1;
            }
            Item::Many(class) => {
                let count = text[at.min(text.len())..].iter().take_while(|&&c| class.has(c)).count();
                if count == 0 {
                    return None;
                }
                at += count;
            }
            Item::Group(options) => {
                return options
                    .iter()
                    .filter(|o| text[at.min(text.len())..].starts_with(o))
                    .find_map(|o| run(&items[i + 1..], to_end, text, at + o.len()));
            }
            Item::Ahead(class) => {
                if !next.is_some_and(|c| class.has(c)) {
                    return None;
                }
            }
            Item::NotAhead(class) => {
                if next.is_some_and(|c| class.has(c)) {
                    return None;
                }
            }
        }
    }
    (!to_end || at == text.len()).then_some(at)
}

/// Splits at `|` outside brackets.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut class, mut escaped) = (0usize, false, false);
    for c in text.chars() {
        let plain = !escaped;
        match c {
            '[' if plain && !class => class = true,
            ']' if plain && class => class = false,
            '(' if plain && !class => depth += 1,
            ')' if plain && !class => depth = depth.saturating_sub(1),
            '|' if plain && !class && depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        escaped = c == '\\' && plain;
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

fn alternative(text: &str) -> Option<Alternative> {
    let mut out = Alternative::default();
    let mut reader = Reader::new(text);
    while let Some(c) = reader.peek() {
        match c {
            '^' => {
                reader.next();
            }
            '$' => {
                reader.next();
                out.to_end = true;
            }
            '(' => {
                let inside = reader.balanced('(', ')')?;
                if let Some(list) = inside.strip_prefix("?<=") {
                    out.behind = classes(list)?;
                } else if let Some(list) = inside.strip_prefix("?=") {
                    out.items.push(Item::Ahead(classes(list)?.pop()?));
                } else if let Some(list) = inside.strip_prefix("?!") {
                    out.items.push(Item::NotAhead(classes(list)?.pop()?));
                } else {
                    let options = split(inside.strip_prefix("?:")?);
                    out.items.push(Item::Group(options.iter().map(|o| Reader::new(o).literal()).collect()));
                }
            }
            _ => {
                let class = reader.class()?;
                let many = reader.peek() == Some('+');
                if many {
                    reader.next();
                }
                out.items.push(if many { Item::Many(class) } else { Item::One(class) });
            }
        }
    }
    (!out.items.is_empty()).then_some(out)
}

fn classes(text: &str) -> Option<Vec<Class>> {
    let mut reader = Reader::new(text);
    let mut out = Vec::new();
    while reader.peek().is_some() {
        out.push(reader.class()?);
    }
    Some(out)
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn new(text: &str) -> Self {
        Self { chars: text.chars().collect(), at: 0 }
    }

    fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += 1;
        c
    }

    /// A character, its escape undone; whether it was escaped.
    fn escaped(&mut self) -> Option<(char, bool)> {
        let c = self.next()?;
        if c != '\\' {
            return Some((c, false));
        }
        let digits = match self.next()? {
            'u' => 4,
            'U' => 8,
            other => return Some((other, true)),
        };
        let hex: String = self.chars.get(self.at..self.at + digits)?.iter().collect();
        self.at += digits;
        Some((char::from_u32(u32::from_str_radix(&hex, 16).ok()?)?, true))
    }

    /// One character or a class in brackets.
    fn class(&mut self) -> Option<Class> {
        if self.peek() == Some('[') {
            return Some(Class::parse(&self.balanced('[', ']')?));
        }
        Some(Class::one(self.escaped()?.0))
    }

    /// The inside of a bracket that opens here, brackets of the same kind nested unless they are classes.
    fn balanced(&mut self, open: char, close: char) -> Option<String> {
        let mut out = String::new();
        let (mut depth, mut class) = (0usize, false);
        while let Some(c) = self.next() {
            if c == '\\' {
                out.push(c);
                out.push(self.next()?);
                continue;
            }
            if open == '(' && c == '[' {
                class = true;
            } else if open == '(' && c == ']' {
                class = false;
            } else if c == open && !class && (open == '(' || depth == 0) {
                depth += 1;
                if depth == 1 {
                    continue;
                }
            } else if c == close && !class {
                depth -= 1;
                if depth == 0 {
                    return Some(out);
                }
            }
            out.push(c);
        }
        None
    }

    fn literal(mut self) -> Vec<char> {
        let mut out = Vec::new();
        while let Some((c, _)) = self.escaped() {
            out.push(c);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(pattern: &str, text: &str) -> Option<(usize, usize)> {
        Pattern::parse(pattern).search(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn the_leftmost_suffix_wins() {
        let p = r"\.$|(?<=[0-9])(?:km|km²|US\$)$|\.\.+$|(?<=[A-Z][A-Z])\.$|[\u00A6\u2100-\u2103]$";
        assert_eq!(search(p, "5km²"), Some((1, 4)));
        assert_eq!(search(p, "5US$"), Some((1, 4)));
        assert_eq!(search(p, "km"), None);
        assert_eq!(search(p, "so..."), Some((2, 5)));
        assert_eq!(search(p, "20℃"), Some((2, 3)));
    }

    #[test]
    fn looks_around() {
        let p = r"(?<=[a-z0-9])(?:-|--)(?=[a-z])|(?<=[0-9])[+\-\*^](?=[0-9-])|^\+(?![0-9])";
        assert_eq!(search(p, "well-known"), Some((4, 5)));
        assert_eq!(search(p, "so--called"), Some((2, 4)));
        assert_eq!(search(p, "2-3"), Some((1, 2)));
        assert_eq!(search(p, "-x"), None);
        assert_eq!(Pattern::parse(p).at(&['+', '1'], 0), None);
        assert_eq!(Pattern::parse(p).at(&['+', 'a'], 0), Some(1));
    }

    #[test]
    fn a_bar_in_a_class_is_a_character() {
        assert_eq!(search(r"(?<=[a|b(?:'»)])\.$", "»."), Some((1, 2)));
        assert_eq!(search(r"(?<=[a|b(?:'»)])\.$", "c."), None);
    }
}
