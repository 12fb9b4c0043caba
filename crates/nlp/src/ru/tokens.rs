//! Tokens as razdel draws them: runs of letters, of digits, single marks, and what joins them.

use legation_text::Span;

const ENDINGS: &str = ".?!…";
const DASHES: &str = "‑–—−-";
const MARKS: &str = "\\/!#$%&*+,.:;<=>?@^_`|~№…‑–—−-«“‘»”’\"„'([{)]}";

/// What an atom is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Cyrillic,
    Latin,
    Digits,
    Mark,
    Other,
}

impl Kind {
    fn of(c: char) -> Kind {
        let lower = c.to_lowercase().next().unwrap_or(c);
        match lower {
            'а'..='я' | 'ё' => Kind::Cyrillic,
            'a'..='z' | 'ı' | 'ſ' => Kind::Latin,
            _ if c.is_ascii_digit() => Kind::Digits,
            _ if MARKS.contains(c) => Kind::Mark,
            _ => Kind::Other,
        }
    }

    /// Whether neighbours of this kind make one atom.
    fn runs(self) -> bool {
        matches!(self, Kind::Cyrillic | Kind::Latin | Kind::Digits)
    }
}

/// The smallest piece: a run of letters or digits, or one other character.
#[derive(Debug, Clone, Copy)]
struct Atom {
    span: Span,
    kind: Kind,
    first: char,
}

/// Appends the tokens of `text[within]`, as spans of `text`.
pub(crate) fn tokens(text: &str, within: Span, out: &mut Vec<Span>) {
    let atoms = atoms(text, within);
    let mut open: Option<Span> = None;
    for (i, atom) in atoms.iter().enumerate() {
        match open {
            Some(token) if token.end == atom.span.start && joins(text, &atoms, i, token) => {
                open = Some(token.cover(atom.span));
            }
            _ => out.extend(open.replace(atom.span)),
        }
    }
    out.extend(open);
}

fn atoms(text: &str, within: Span) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    for (at, c) in within.slice(text).char_indices() {
        if c.is_whitespace() {
            continue;
        }
        let start = within.start as usize + at;
        let span = Span::of(start, start + c.len_utf8());
        let kind = Kind::of(c);
        match atoms.last_mut() {
            Some(last) if last.kind == kind && kind.runs() && last.span.end == span.start => {
                last.span.end = span.end;
            }
            _ => atoms.push(Atom { span, kind, first: c }),
        }
    }
    atoms
}

/// Whether atom `i` belongs to the token before it, which it touches.
fn joins(text: &str, atoms: &[Atom], i: usize, token: Span) -> bool {
    let (left, right) = (atoms[i - 1], atoms[i]);
    // The two atoms that a single mark stands between, and the mark.
    let touching = |a: Option<&Atom>, b: Option<&Atom>| match (a, b) {
        (Some(a), Some(b)) => a.span.end == b.span.start,
        _ => false,
    };
    let between = if left.kind == Kind::Mark && i >= 2 && touching(atoms.get(i - 2), Some(&left)) {
        Some((left.first, atoms[i - 2], right))
    } else {
        None
    };
    let between = match between {
        Some(found) if "‑–—−-_.,/\\".contains(found.0) => Some(found),
        _ if right.kind == Kind::Mark && touching(Some(&right), atoms.get(i + 1)) => {
            Some((right.first, left, atoms[i + 1]))
        }
        _ => None,
    };
    if let Some((mark, a, b)) = between {
        let joined = if DASHES.contains(mark) || mark == '_' {
            a.kind != Kind::Mark && b.kind != Kind::Mark
        } else {
            ".,/\\".contains(mark) && a.kind == Kind::Digits && b.kind == Kind::Digits
        };
        if joined {
            return true;
        }
    }
    match (left.kind, right.kind) {
        (Kind::Mark, Kind::Mark) => {
            let both = (left.first, right.first);
            ENDINGS.contains(both.0) && ENDINGS.contains(both.1)
                || both == ('-', '-')
                || both == ('*', '*')
                || is_smile(token.cover(right.span).slice(text))
        }
        (Kind::Other, Kind::Other | Kind::Cyrillic | Kind::Latin)
        | (Kind::Cyrillic | Kind::Latin, Kind::Other) => true,
        _ => false,
    }
}

/// `:)`, `;(`, `=(((`.
fn is_smile(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['=', ':', ';']) else { return false };
    (1..=3).contains(&rest.len()) && rest.bytes().all(|b| matches!(b, b'(' | b')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokens(text, Span::of(0, text.len()), &mut out);
        out.iter().map(|s| s.slice(text)).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(split("Глава МИД, посол."), ["Глава", "МИД", ",", "посол", "."]);
        assert_eq!(split("в 12,5 раза и 25.11.2025 г."), ["в", "12,5", "раза", "и", "25.11.2025", "г", "."]);
        assert_eq!(split("1/2 и 18:30"), ["1/2", "и", "18", ":", "30"]);
        assert_eq!(split("Д.Н. Орлов"), ["Д", ".", "Н", ".", "Орлов"]);
        assert_eq!(split("№5 (10%)"), ["№", "5", "(", "10", "%", ")"]);
    }

    #[test]
    fn hyphens_join_and_dashes_part() {
        assert_eq!(split("кто-то, Ростов-на-Дону"), ["кто-то", ",", "Ростов-на-Дону"]);
        assert_eq!(split("мир – это"), ["мир", "–", "это"]);
        assert_eq!(split("–сказал он"), ["–", "сказал", "он"]);
        assert_eq!(split("Минск—Москва"), ["Минск—Москва"]);
        assert_eq!(split("СИЗО-6"), ["СИЗО-6"]);
        assert_eq!(split("а- б"), ["а", "-", "б"]);
    }

    #[test]
    fn endings_stay_together() {
        assert_eq!(split("Что?! Да..."), ["Что", "?!", "Да", "..."]);
        assert_eq!(split("*** =) ;("), ["***", "=)", ";("]);
        assert_eq!(split("Δσ ёж"), ["Δσ", "ёж"]);
    }

    #[test]
    fn quotes_and_brackets_stand_alone() {
        assert_eq!(split("«“Да”», (нет)"), ["«", "“", "Да", "”", "»", ",", "(", "нет", ")"]);
        assert_eq!(split("\"Газпром\""), ["\"", "Газпром", "\""]);
    }
}
