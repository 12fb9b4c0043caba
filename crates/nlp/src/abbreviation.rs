//! What sentence boundaries of every language share: how abbreviations behave, how far things reach. No language's
//! own words or rules.

/// A longer sentence is cut: a page without a full stop must not cost the square of its length.
pub(crate) const LONGEST: usize = 300;
/// Brackets further apart do not hold a sentence together.
pub(crate) const WIDEST_BRACKETS: usize = 60;

/// How an abbreviation behaves; see the lists in `lexicon/nlp`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Head,
    Tail,
    Date,
    Number,
    Clock,
}

/// Rows of a list: form, kind, what else a language says of it.
pub(crate) fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, Kind, &'static str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let form = cells.next()?;
        let kind = match cells.next()? {
            "head" => Kind::Head,
            "tail" => Kind::Tail,
            "date" => Kind::Date,
            "number" => Kind::Number,
            "clock" => Kind::Clock,
            _ => return None,
        };
        Some((form, kind, cells.next().unwrap_or_default()))
    })
}
