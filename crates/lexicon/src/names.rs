//! How alike two spellings of a name are, in Russian, Ukrainian or Belarusian letters and in Latin ones.
//!
//! The two words are cut into graphemes and aligned at the least cost. `lexicon/persons/sounds.tsv` says what it
//! costs that a Cyrillic grapheme stands for a Latin one; two graphemes of one script cost what they cost through
//! the grapheme of the other script that fits both best (*zh* and *j* meet in *ж*). A score says only that two
//! words may be one name. Whether two persons are one needs more: [`support`].

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use crate::table::Table;

/// From this score on two words may be one name.
pub const THRESHOLD: f32 = 0.7;

/// What a letter costs that the table does not pair: vowel for vowel, consonant for consonant, one for the other,
/// and one left out.
const VOWELS: f32 = 8.0;
const CONSONANTS: f32 = 8.0;
const MIXED: f32 = 9.0;
const GAP: f32 = 8.0;
/// What it costs that two letters of one script meet only through another script.
const THROUGH: f32 = 0.2;
/// Dearest pair of one script that is kept.
const DEAREST: f32 = 4.0;
/// Long words may differ in more, but not in proportion.
const POWER: f32 = 0.9;
/// Makes the cost per letter a score, so that [`THRESHOLD`] divides names best.
const SCALE: f32 = 0.3;
/// Letters of the longest name that is compared.
const LONGEST: usize = 40;

const SOUNDS: &str = include_str!("../../../lexicon/persons/sounds.tsv");
const SPELLINGS: &str = include_str!("../../../lexicon/persons/spellings.tsv");

/// How alike two words are.
#[derive(Debug, Clone, PartialEq)]
pub struct Similarity {
    /// From 0 (nothing in common) to 1 (letter by letter the same sounds).
    pub score: f32,
    /// Graphemes that were set against each other, with what each pair cost.
    pub pairs: Vec<(String, String, f32)>,
}

impl Similarity {
    /// Whether the two words may be one name.
    pub fn may_be_one(&self) -> bool {
        self.score >= THRESHOLD
    }

    /// Whether the words differ only in how sounds are spelt: no letter stands without a counterpart.
    pub fn is_spelling(&self) -> bool {
        self.may_be_one() && self.pairs.iter().all(|p| p.2 <= DEAREST)
    }

    const NONE: Self = Self { score: 0.0, pairs: Vec::new() };
}

/// The pairs that cost something: `0.84: ж=j, ов=off`.
impl fmt::Display for Similarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.score)?;
        let mut mark = ": ";
        for (a, b, _) in self.pairs.iter().filter(|p| p.2 >= 0.5) {
            let shown = |s: &str| match s.trim_matches(['^', '$']) {
                "" => "–".to_owned(),
                s => s.to_owned(),
            };
            write!(f, "{mark}{}={}", shown(a), shown(b))?;
            mark = ", ";
        }
        Ok(())
    }
}

/// What stands beside two like surnames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support {
    /// The given names are alike, or one is the initial of the other; `None`: one has none.
    pub given: Option<bool>,
    /// Both hold the same office of the same actor.
    pub office: bool,
    /// Both belong to one country.
    pub country: bool,
    /// One report passes on the other.
    pub chain: bool,
}

/// Whether two persons with like surnames are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One person.
    Same,
    /// Like names and nothing else.
    Possibly,
    /// Two persons.
    Different,
}

/// A like surname alone never joins two persons: it needs the same given name or initial, an office, a country or a
/// chain of reports; another given name keeps them apart whatever else is the same.
pub fn support(surname: &Similarity, beside: Support) -> Verdict {
    match beside.given {
        _ if !surname.is_spelling() => Verdict::Different,
        Some(false) => Verdict::Different,
        Some(true) => Verdict::Same,
        None if beside.office || beside.country || beside.chain => Verdict::Same,
        None => Verdict::Possibly,
    }
}

/// Whether two given names are alike; one may be an initial of the other.
pub fn given(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    if a.len() == 1 || b.len() == 1 {
        let (Some(&x), Some(&y)) = (a.first(), b.first()) else { return false };
        return x == y || SOUND.between(&a[..1], &b[..1]).find(&['^', x], &['^', y]).is_some_and(|c| c < 2.0);
    }
    align(&a, &b).is_spelling()
}

/// How alike two words are as spellings of one name.
pub fn compare(a: &str, b: &str) -> Similarity {
    align(&plain(a), &plain(b))
}

/// The steadiest consonants of a name by class, at most three, for finding names that are worth comparing: the same
/// for *Рыженков*, *Ryzhenkov* and *Ryzhankou*.
pub fn skeleton(name: &str) -> String {
    let mut out = String::new();
    let letters = plain(name);
    for c in letters {
        let class = match c {
            'б' | 'п' | 'b' | 'p' => 'p',
            'м' | 'm' => 'm',
            'н' | 'ń' | 'ñ' | 'n' => 'n',
            'л' | 'ł' | 'l' => 'l',
            'р' | 'ř' | 'r' => 'r',
            _ => continue,
        };
        if !out.ends_with(class) {
            out.push(class);
        }
        if out.len() == 3 {
            break;
        }
    }
    out
}

/// Letters without case, marks of stress and length, and apostrophes.
fn plain(word: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for c in word.chars().flat_map(char::to_lowercase).take(LONGEST) {
        if c.is_alphabetic() && !"ʻʼʿʾ".contains(c) {
            out.push(SOUND.bare.get(&c).copied().unwrap_or(c));
        }
    }
    out
}

fn vowel(c: char) -> bool {
    "аеёиоуыэюяіїєaeiouyöüäøåæıěőűęąœ".contains(c)
}

fn cyrillic(word: &[char]) -> bool {
    word.iter().any(|c| ('\u{400}'..'\u{530}').contains(c))
}

type Pairs = BTreeMap<Box<[char]>, Vec<(Box<[char]>, f32)>>;

/// Cheapest cost of each grapheme.
type Best = BTreeMap<Box<[char]>, f32>;

/// For each place in a word the graphemes that begin there, by length, with those they may meet and the cost.
type Turns = Vec<Vec<(usize, &'static Vec<(Box<[char]>, f32)>)>>;

/// Costs of graphemes of one script against those of another or the same.
#[derive(Debug, Default)]
struct Costs {
    pairs: Pairs,
    /// Letters of the longest grapheme on the left.
    longest: usize,
}

impl Costs {
    fn of(pairs: Pairs) -> Self {
        let longest = pairs.keys().map(|k| k.len()).max().unwrap_or(0);
        Self { pairs, longest }
    }

    /// What the letters of `a` from each place on may be spelt as, whatever stands on the other side.
    fn turns(&'static self, a: &[char]) -> Turns {
        let at = |i: usize| {
            (0..=self.longest.min(a.len() - i))
                .filter_map(|len| Some((len, self.pairs.get(&a[i..i + len])?)))
                .collect()
        };
        (0..=a.len()).map(at).collect()
    }

    fn find(&self, a: &[char], b: &[char]) -> Option<f32> {
        let get = |a: &[char], b: &[char]| {
            self.pairs.get(a)?.iter().find(|(y, _)| **y == *b).map(|(_, cost)| *cost)
        };
        let inner = || get(a.get(1..)?, b.get(1..)?);
        get(a, b).or_else(inner)
    }
}

#[derive(Debug, Default)]
struct Sounds {
    across: Costs,
    back: Costs,
    cyrillic: Costs,
    latin: Costs,
    bare: BTreeMap<char, char>,
}

impl Sounds {
    fn read() -> Self {
        let table = Table::parse("sounds.tsv", SOUNDS);
        let letters =
            |text: &str| -> Box<[char]> { if text == "0" { Box::default() } else { text.chars().collect() } };
        let mut across: Pairs = BTreeMap::new();
        let mut back: Pairs = BTreeMap::new();
        let mut bare = BTreeMap::new();
        for row in &table.rows {
            let cell = |name| table.cell(row, name);
            if cell("cost") == "bare" {
                let to = cell("latin").chars().next();
                bare.extend(cell("cyrillic").chars().filter_map(|c| Some((c, to?))));
                continue;
            }
            let Ok(cost) = cell("cost").parse::<f32>() else { continue };
            let (x, y) = (letters(cell("cyrillic")), letters(cell("latin")));
            across.entry(x.clone()).or_default().push((y.clone(), cost));
            back.entry(y).or_default().push((x, cost));
        }
        let (mut cyrillic_pairs, mut latin_pairs) = (within(&across), within(&back));
        let table = Table::parse("spellings.tsv", SPELLINGS);
        for row in &table.rows {
            let Ok(cost) = table.cell(row, "cost").parse::<f32>() else { continue };
            let (a, b) = (letters(table.cell(row, "a")), letters(table.cell(row, "b")));
            let own = if cyrillic(&a) { &mut cyrillic_pairs } else { &mut latin_pairs };
            cheapen(own, &a, &b, cost);
            cheapen(own, &b, &a, cost);
        }
        Self {
            cyrillic: Costs::of(cyrillic_pairs),
            latin: Costs::of(latin_pairs),
            across: Costs::of(across),
            back: Costs::of(back),
            bare,
        }
    }

    fn between(&'static self, a: &[char], b: &[char]) -> &'static Costs {
        match (cyrillic(a), cyrillic(b)) {
            (true, false) => &self.across,
            (false, true) => &self.back,
            (true, true) => &self.cyrillic,
            (false, false) => &self.latin,
        }
    }
}

/// Sets the cost of a pair that may be there already.
fn cheapen(pairs: &mut Pairs, a: &[char], b: &[char], cost: f32) {
    let list = pairs.entry(a.into()).or_default();
    match list.iter_mut().find(|(y, _)| **y == *b) {
        Some((_, old)) => *old = old.min(cost),
        None => list.push((b.into(), cost)),
    }
}

/// Graphemes of one script against each other: through the grapheme of the other script that fits both best.
fn within(pairs: &Pairs) -> Pairs {
    let mut through: Pairs = BTreeMap::new();
    for (x, list) in pairs {
        for (y, cost) in list {
            through.entry(y.clone()).or_default().push((x.clone(), *cost));
        }
    }
    let mut out: BTreeMap<Box<[char]>, Best> = BTreeMap::new();
    for (mid, list) in &through {
        // A letter that stands for nothing says nothing about two others that may.
        if mid.iter().all(|c| matches!(c, '^' | '$')) {
            continue;
        }
        for (a, first) in list {
            for (b, second) in list {
                let cost = if a == b { 0.0 } else { first + second + THROUGH };
                if cost <= DEAREST {
                    let best = out.entry(a.clone()).or_default().entry(b.clone()).or_insert(cost);
                    *best = best.min(cost);
                }
            }
        }
    }
    out.into_iter().map(|(a, list)| (a, list.into_iter().collect())).collect()
}

static SOUND: LazyLock<Sounds> = LazyLock::new(Sounds::read);

/// Where a cell of the alignment was reached from.
#[derive(Clone, Copy)]
struct Cell {
    cost: f32,
    from: (usize, usize),
    step: f32,
}

fn align(a: &[char], b: &[char]) -> Similarity {
    let costs = SOUND.between(a, b);
    let wrapped = wrap(a);
    meet(&wrapped, &costs.turns(&wrapped), b, f32::INFINITY)
}

/// One word that many others are set against.
pub struct Spelling {
    letters: Vec<char>,
    wrapped: Vec<char>,
    /// What it may be spelt as in its own script and in the other.
    turns: [OnceCell<Turns>; 2],
}

impl Spelling {
    /// Prepares `word`.
    pub fn of(word: &str) -> Self {
        let letters = plain(word);
        Self { wrapped: wrap(&letters), letters, turns: Default::default() }
    }

    /// How alike `word` is, if it may be a spelling of the same name.
    pub fn meets(&self, word: &str) -> Option<Similarity> {
        let other = plain(word);
        let costs = SOUND.between(&self.letters, &other);
        let own = cyrillic(&self.letters) == cyrillic(&other);
        let turns = self.turns[usize::from(own)].get_or_init(|| costs.turns(&self.wrapped));
        // A cost over this leaves the score under the threshold.
        let length = (self.letters.len() + other.len()) as f32 / 2.0;
        let most = -THRESHOLD.ln() / SCALE * length.powf(POWER) + 1e-3;
        Some(meet(&self.wrapped, turns, &other, most)).filter(Similarity::is_spelling)
    }
}

fn wrap(word: &[char]) -> Vec<char> {
    std::iter::once('^').chain(word.iter().copied()).chain(std::iter::once('$')).collect()
}

/// The cheapest way from `a`, between its edges, to `b`; none where every way costs more than `most`.
fn meet(a: &[char], turns: &Turns, b: &[char], most: f32) -> Similarity {
    if a.len() == 2 || b.is_empty() {
        return Similarity::NONE;
    }
    let length = (a.len() - 2 + b.len()) as f32 / 2.0;
    let b = wrap(b);
    let width = b.len() + 1;
    let mut cells = vec![Cell { cost: f32::MAX, from: (0, 0), step: 0.0 }; (a.len() + 1) * width];
    cells[0].cost = 0.0;
    let edge = |c: char| matches!(c, '^' | '$');
    let reach_of = turns.iter().flatten().map(|t| t.0).max().unwrap_or(0).max(1);
    let mut dear = 0;
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let here = cells[i * width + j].cost;
            if here >= f32::MAX {
                continue;
            }
            let mut reach = |m: usize, n: usize, step: f32| {
                let cell = &mut cells[m * width + n];
                if here + step < cell.cost {
                    *cell = Cell { cost: here + step, from: (i, j), step };
                }
            };
            for &(len, list) in &turns[i] {
                for (y, cost) in list {
                    if len + y.len() > 0 && b[j..].starts_with(y) {
                        reach(i + len, j + y.len(), *cost);
                    }
                }
            }
            let left = a.get(i).copied().filter(|c| !edge(*c));
            let right = b.get(j).copied().filter(|c| !edge(*c));
            if let (Some(x), Some(y)) = (left, right) {
                let step = match (vowel(x), vowel(y)) {
                    _ if x == y => 0.0,
                    (true, true) => VOWELS,
                    (false, false) => CONSONANTS,
                    _ => MIXED,
                };
                reach(i + 1, j + 1, step);
            }
            if left.is_some() {
                reach(i + 1, j, GAP);
            }
            if right.is_some() {
                reach(i, j + 1, GAP);
            }
            if a.get(i).is_some_and(|&x| edge(x) && b.get(j) == Some(&x)) {
                reach(i + 1, j + 1, 0.0);
            }
        }
        // No later row is reached but from the last few.
        let row = &cells[i * width..(i + 1) * width];
        dear = if row.iter().all(|c| c.cost > most) { dear + 1 } else { 0 };
        if dear == reach_of {
            return Similarity::NONE;
        }
    }
    let last = cells[a.len() * width + b.len()];
    if last.cost >= f32::MAX {
        return Similarity::NONE;
    }
    let mut pairs = Vec::new();
    let mut at = (a.len(), b.len());
    while at != (0, 0) {
        let cell = cells[at.0 * width + at.1];
        let (i, j) = cell.from;
        pairs.push((a[i..at.0].iter().collect(), b[j..at.1].iter().collect(), cell.step));
        at = (i, j);
    }
    pairs.reverse();
    Similarity { score: (-SCALE * last.cost / length.powf(POWER)).exp(), pairs }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn one(a: &str, b: &str) {
        let found = compare(a, b);
        assert!(found.may_be_one(), "{a} {b} {found}");
        let back = compare(b, a);
        assert!((found.score - back.score).abs() < 1e-3, "{a} {b}: {} and {}", found.score, back.score);
    }

    #[track_caller]
    fn two(a: &str, b: &str) {
        let found = compare(a, b);
        assert!(!found.may_be_one(), "{a} {b} {found}");
    }

    #[test]
    fn romanisations_of_one_name_meet() {
        for b in ["Lavrov", "Lawrow", "Lavroff", "Lavrow"] {
            one("Лавров", b);
            one("Lavrov", b);
        }
        for b in ["Zelenskyy", "Zelensky", "Zelenskiy", "Selenskyj", "Zełenski", "Zelenskij"] {
            one("Зеленский", b);
            one("Зеленський", b);
            one("Zelenskyy", b);
        }
        for b in ["Dzhioev", "Jioev", "Dschiojew", "Dzhioyev"] {
            one("Джиоев", b);
        }
        for b in ["Shcherbakov", "Schtscherbakow", "Szczerbakow"] {
            one("Щербаков", b);
        }
        for b in ["Khrushchev", "Chruschtschow", "Chruszczow"] {
            one("Хрущёв", b);
        }
        one("Жуковский", "Joukovski");
        one("Эрдоган", "Erdoğan");
        one("Çavuşoğlu", "Чавушоглу");
        one("Аракчи", "Araghchi");
        one("Хусейн", "Hussein");
    }

    #[test]
    fn neighbouring_languages_meet() {
        one("Рыженков", "Рыжанкоў");
        one("Рыженков", "Ryzhankou");
        one("Рыжанкоў", "Ryzhenkov");
        one("Зеленский", "Зеленський");
        one("Гончаренко", "Honcharenko");
        one("Ґалаґан", "Галаган");
        one("Єрмак", "Ермак");
        one("Макей", "Makei");
    }

    #[test]
    fn different_names_stay_apart() {
        two("Лавров", "Lavrova");
        two("Иванов", "Ivanova");
        two("Петров", "Pavlov");
        two("Медведев", "Medvedchuk");
        two("Мишустин", "Mishin");
        two("Козлов", "Kozak");
        two("Ли", "Wang");
        two("Лавров", "");
    }

    #[test]
    fn a_score_tells_why() {
        let found = compare("Джиоев", "Jioeff");
        assert!(found.to_string().contains("ев=eff"), "{found}");
        assert!(compare("Лавров", "Лавров").score > 0.99);
    }

    #[test]
    fn a_score_alone_joins_nobody() {
        let like = compare("Рыженков", "Ryzhankou");
        let none = Support { given: None, office: false, country: false, chain: false };
        assert_eq!(support(&like, none), Verdict::Possibly);
        assert_eq!(support(&like, Support { office: true, ..none }), Verdict::Same);
        assert_eq!(support(&like, Support { given: Some(true), ..none }), Verdict::Same);
        assert_eq!(support(&like, Support { given: Some(false), office: true, ..none }), Verdict::Different);
        assert_eq!(support(&compare("Петров", "Pavlov"), none), Verdict::Different);
        let office = Support { given: Some(true), office: true, ..none };
        assert_eq!(support(&compare("Порошенко", "Poroshenkov"), office), Verdict::Different);
        assert_eq!(support(&compare("Medvedev", "Медведева"), office), Verdict::Different);
        assert!(given("С.", "Sergey") && given("Сергей", "Serhii") && !given("В.", "Sergey"));
    }

    #[test]
    fn skeletons_of_like_names_are_the_same() {
        for (a, b) in [("Рыженков", "Ryzhankou"), ("Зеленский", "Selenskyj"), ("Джиоев", "Jioev")]
        {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
    }

    #[test]
    fn odd_words_do_no_harm() {
        for word in ["", "'", "1", "^$", "木村", "ъь", &"щ".repeat(500)] {
            let _ = (compare(word, "Лавров"), compare(word, word), given(word, "A"), skeleton(word));
        }
    }
}
