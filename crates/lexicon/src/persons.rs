//! Persons known by name, the offices they held, and how personal names are written and declined.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use legation_model::Office;

use crate::files::Layers;
use crate::inflect::fold;
use crate::names::{self, Similarity};
use crate::origin::Origins;
use crate::table::{Row, Table};

/// Grammatical and personal gender of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Sex {
    Masc,
    Fem,
}

impl Sex {
    /// A gender as the files name it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "masc" => Some(Self::Masc),
            "fem" => Some(Self::Fem),
            _ => None,
        }
    }
}

/// Number of a known person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonIx(pub u32);

/// A known person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Stable key.
    pub id: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// Name in Russian.
    pub name_ru: &'static str,
    /// Other spellings: whole names, or surnames alone.
    pub aliases: Vec<&'static str>,
    /// Gender.
    pub sex: Sex,
}

/// An office that a person held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Who.
    pub person: PersonIx,
    /// Which office.
    pub office: Office,
    /// Id of the state, polity or organisation.
    pub of: &'static str,
    /// First day as far as known: `2004`, `2004-03` or `2004-03-09`.
    pub from: &'static str,
    /// First day it was no longer held; empty: it lasts, as far as known.
    pub to: &'static str,
}

impl Holding {
    /// Whether it was held on `day` (`2024-07-04`). A first or last year or month counts whole.
    pub fn on(&self, day: &str) -> bool {
        let begun = self.from.is_empty() || self.from <= day;
        let lasts = self.to.is_empty() || day < self.to || day.starts_with(self.to);
        begun && lasts
    }

    /// Whether it had ended by `day`.
    pub fn ended(&self, day: &str) -> bool {
        !self.to.is_empty() && self.to <= day && !day.starts_with(self.to)
    }
}

/// Letters of the shortest patronymic: *Ильич* is a surname as often.
const SHORTEST_PATRONYMIC: usize = 6;

#[derive(Debug)]
struct Ending {
    nominative: &'static str,
    sex: Option<Sex>,
    /// Each with the letters of its cases: g, d, a, i, l.
    oblique: Vec<(&'static str, &'static str)>,
}

/// Known persons, holdings, and the words and letters of names.
#[derive(Debug, Default)]
pub struct Persons {
    known: Vec<Known>,
    holdings: Vec<Holding>,
    /// Holdings of each person.
    by_person: Vec<Vec<u32>>,
    /// Holdings of each office of a state or organisation.
    by_office: BTreeMap<Office, BTreeMap<&'static str, Vec<u32>>>,
    /// Words of each person's names, as [`Persons::surname_key`] gives them.
    words: Vec<OnceLock<Vec<String>>>,
    /// First steady sounds of those words.
    begins: Vec<OnceLock<Vec<Option<char>>>>,
    by_word: OnceLock<BTreeMap<String, Vec<PersonIx>>>,
    by_name: BTreeMap<String, Vec<PersonIx>>,
    /// Surnames with their owners, by the steady consonants of the surname.
    by_sound: OnceLock<BTreeMap<String, Vec<(String, PersonIx)>>>,
    endings: Vec<Ending>,
    /// Endings that a masculine name takes behind a consonant.
    behind_consonant: Vec<(&'static str, &'static str)>,
    /// Endings of patronymics; `None`: looks like one and is none.
    patronymics: Vec<(Option<Sex>, &'static str)>,
    letters: BTreeMap<char, &'static str>,
    clusters: Vec<(&'static str, &'static str)>,
    particles: BTreeSet<String>,
    given: BTreeMap<String, Sex>,
    families: BTreeSet<String>,
    origins: OnceLock<Origins>,
}

static BUILTIN: LazyLock<Persons> = LazyLock::new(|| Persons::read(&Layers::builtin()));

impl Persons {
    /// Those that the program carries.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// A known person.
    pub fn known(&self, ix: PersonIx) -> &Known {
        &self.known[ix.0 as usize]
    }

    /// How much better a name, in the nominative, fits the known people of the state with that id than it fits people at large: above zero
    /// better, below worse. Good for a choice between a few states.
    pub fn fits_state(&self, name: &str, state: &str) -> f64 {
        self.origins.get_or_init(|| Origins::of(self)).fit(name, state)
    }

    /// All known persons.
    pub fn all(&self) -> impl Iterator<Item = (PersonIx, &Known)> {
        self.known.iter().enumerate().map(|(ix, k)| (PersonIx(ix as u32), k))
    }

    /// Known persons with that surname or single name, folded, in the nominative.
    pub fn named(&self, surname: &str) -> &[PersonIx] {
        self.by_name.get(surname).map_or(&[], Vec::as_slice)
    }

    /// Known persons whose surname may be another spelling of `surname`, with how alike the two are. Nobody is taken
    /// for one of them on that alone: see [`names::support`].
    /// Only those whom `keep` lets pass are compared.
    pub fn alike(&self, surname: &str, keep: impl Fn(PersonIx) -> bool) -> Vec<(PersonIx, Similarity)> {
        let key = self.surname_key(surname);
        let mut out: Vec<(PersonIx, Similarity)> = Vec::new();
        let spelling = names::Spelling::of(&key);
        let by_sound = self.by_sound.get_or_init(|| {
            let mut by_sound: BTreeMap<String, Vec<(String, PersonIx)>> = BTreeMap::new();
            for (name, known) in &self.by_name {
                let all = by_sound.entry(names::skeleton(name)).or_default();
                all.extend(known.iter().map(|ix| (name.clone(), *ix)));
            }
            by_sound
        });
        for (name, ix) in by_sound.get(&names::skeleton(&key)).into_iter().flatten() {
            if out.iter().all(|(known, _)| known != ix)
                && keep(*ix)
                && let Some(found) = spelling.meets(name)
            {
                out.push((*ix, found));
            }
        }
        out
    }

    /// Offices that a person held.
    pub fn holdings(&self, person: PersonIx) -> impl Iterator<Item = &Holding> {
        self.by_person[person.0 as usize].iter().map(|&at| &self.holdings[at as usize])
    }

    /// Words of a person's names and aliases, folded, initials left out; a double name whole and by its halves.
    pub fn words(&self, person: PersonIx) -> &[String] {
        self.words[person.0 as usize].get_or_init(|| words(self, self.known(person)))
    }

    /// Whether a word of the person's names may be another spelling of `word`: it begins with the same steady sound.
    pub fn begins_like(&self, person: PersonIx, word: &str) -> bool {
        let sound = |word: &str| names::skeleton(word).chars().next();
        let own = self.begins[person.0 as usize]
            .get_or_init(|| self.words(person).iter().map(|word| sound(word)).collect());
        own.contains(&sound(word))
    }

    /// Known persons with that word in a name or alias, folded.
    pub fn with_word(&self, word: &str) -> &[PersonIx] {
        // Few texts ask for it, and thousands of names take their time.
        let all = self.by_word.get_or_init(|| {
            let mut by_word: BTreeMap<String, Vec<PersonIx>> = BTreeMap::new();
            for (ix, _) in self.all() {
                for word in self.words(ix) {
                    by_word.entry(word.clone()).or_default().push(ix);
                }
            }
            by_word
        });
        all.get(word).map_or(&[], Vec::as_slice)
    }

    /// Who held `office` of `of` on `day`; `None` if nobody or more than one is known to have.
    pub fn holder(&self, office: Office, of: &str, day: &str) -> Option<PersonIx> {
        let listed = self.by_office.get(&office).and_then(|states| states.get(of)).into_iter().flatten();
        let listed = listed.map(|&at| &self.holdings[at as usize]);
        let all: Vec<&Holding> = listed.filter(|h| h.on(day)).collect();
        match all.as_slice() {
            [one] => Some(one.person),
            [one, two] if one.from < two.from => follows(one, two).then_some(two.person),
            [one, two] if two.from < one.from => follows(two, one).then_some(one.person),
            _ => None,
        }
    }

    /// Nominatives that a word of a Russian name may stand for, each with the gender of who bears it; `None`:
    /// either. The word itself comes first.
    pub fn nominatives(&self, word: &str) -> Vec<(String, Option<Sex>)> {
        let word = fold(word);
        let mut out: Vec<(String, Option<Sex>)> = Vec::new();
        let mut push = |name: String, sex: Option<Sex>| {
            if !out.iter().any(|(n, s)| *n == name && *s == sex) {
                out.push((name, sex));
            }
        };
        // The ending of the word as a nominative tells the gender; the longest one decides.
        let longest = self
            .endings
            .iter()
            .filter(|e| word.ends_with(e.nominative))
            .map(|e| e.nominative.chars().count())
            .max();
        match longest {
            Some(length) => {
                for e in &self.endings {
                    if e.nominative.chars().count() == length && word.ends_with(e.nominative) {
                        push(word.clone(), e.sex);
                    }
                }
            }
            None => push(word.clone(), None),
        }
        for e in &self.endings {
            for (oblique, _) in &e.oblique {
                if let Some(stem) = word.strip_suffix(oblique)
                    && stem.chars().count() >= 2
                {
                    push(format!("{stem}{}", e.nominative), e.sex);
                }
            }
        }
        // A consonant at the end of a masculine name takes endings of its own.
        for (ending, _) in &self.behind_consonant {
            if let Some(stem) = word.strip_suffix(ending)
                && stem.chars().count() >= 2
                && stem.ends_with(is_consonant)
            {
                push(stem.to_owned(), Some(Sex::Masc));
            }
        }
        out
    }

    /// Whether the folded `form` may be `name` in the case of that letter (g, d, a, i, l).
    pub fn declines(&self, name: &str, form: &str, case: char) -> bool {
        let fits = |stem: &str, endings: &[(&'static str, &'static str)]| {
            form.strip_prefix(stem).is_some_and(|rest| {
                endings.iter().any(|(ending, cases)| *ending == rest && cases.contains(case))
            })
        };
        self.endings
            .iter()
            .any(|e| name.strip_suffix(e.nominative).is_some_and(|stem| fits(stem, &e.oblique)))
            || name.ends_with(is_consonant) && fits(name, &self.behind_consonant)
    }

    /// Gender of a given name in the nominative.
    pub fn given(&self, name: &str) -> Option<Sex> {
        self.given.get(&fold(name)).copied()
    }

    /// Whether a folded word is a family name that stands before the given name, which a hyphen may part.
    pub fn is_family(&self, word: &str) -> bool {
        self.families.contains(word)
    }

    /// Gender told by a patronymic in any case, folded.
    pub fn patronymic(&self, word: &str) -> Option<Sex> {
        let mut ends = self.patronymics.iter().filter(|(_, ending)| word.ends_with(ending));
        if word.chars().count() < SHORTEST_PATRONYMIC || ends.clone().any(|(sex, _)| sex.is_none()) {
            return None;
        }
        ends.find_map(|(sex, _)| *sex)
    }

    /// Whether `word` is a particle inside names: *аль*, *bin*, *von*.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(&fold(word))
    }

    /// `name` in Latin letters; a name in Latin letters stays as it is.
    pub fn latin(&self, name: &str) -> String {
        let word = |word: &str| word.split('-').map(|p| self.latin_word(p)).collect::<Vec<_>>().join("-");
        name.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    fn latin_word(&self, word: &str) -> String {
        let lower: String = word.chars().flat_map(char::to_lowercase).collect();
        if !lower.chars().any(|c| self.letters.contains_key(&c)) {
            return word.to_owned();
        }
        let mut out = String::new();
        let mut rest = lower.as_str();
        while let Some(c) = rest.chars().next() {
            let cluster = self.clusters.iter().find(|(from, _)| {
                from.strip_suffix('$').map_or_else(|| rest.starts_with(from), |end| rest == end)
            });
            if let Some((from, to)) = cluster {
                out.push_str(to);
                rest = &rest[from.trim_end_matches('$').len()..];
            } else {
                match self.letters.get(&c) {
                    Some(latin) => out.push_str(latin),
                    None => out.push(c),
                }
                rest = &rest[c.len_utf8()..];
            }
        }
        capital_like(word, &out)
    }

    /// Key made of a name: *Sergey Lavrov* gives `sergey-lavrov`.
    pub fn slug(&self, name: &str) -> String {
        let folded = fold(&self.latin(name));
        let mut out = String::with_capacity(folded.len());
        for c in folded.chars() {
            if c.is_alphanumeric() {
                out.push(c);
            } else if c != '\'' && !out.ends_with('-') && !out.is_empty() {
                out.push('-');
            }
        }
        out.trim_end_matches('-').to_owned()
    }

    /// Reads the files, the lowest layer first: rows of a layer above correct those of the same key.
    pub(crate) fn read(layers: &Layers) -> Self {
        let mut all = Self::default();
        let tables = |path| layers.upward(path).map(|(path, text)| Table::parse(path, text));
        for table in tables("persons/endings.tsv") {
            for row in &table.rows {
                if table.cell(row, "nominative") == "*" {
                    all.behind_consonant.extend(table.values(row, "oblique").map(with_cases));
                    continue;
                }
                all.endings.push(Ending {
                    nominative: table.cell(row, "nominative"),
                    sex: Sex::parse(table.cell(row, "gender")),
                    oblique: table.values(row, "oblique").map(with_cases).collect(),
                });
            }
        }
        for table in tables("persons/patronymics.tsv") {
            for row in &table.rows {
                let sex = Sex::parse(table.cell(row, "gender"));
                all.patronymics.extend(table.values(row, "endings").map(|ending| (sex, ending)));
            }
        }
        for table in tables("persons/translit.tsv") {
            for row in &table.rows {
                let (from, to) = (table.cell(row, "letter"), table.cell(row, "latin"));
                let mut chars = from.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => {
                        all.letters.insert(c, to);
                    }
                    (Some(_), Some(_)) => all.clusters.push((from, to)),
                    _ => {}
                }
            }
        }
        for table in tables("persons/particles.tsv") {
            all.particles.extend(table.rows.iter().map(|row| fold(table.cell(row, "word"))));
        }
        for table in tables("persons/families.tsv") {
            all.families.extend(table.rows.iter().map(|row| fold(table.cell(row, "name"))));
        }
        for table in tables("persons/given.tsv") {
            for row in &table.rows {
                if let Some(sex) = Sex::parse(table.cell(row, "gender")) {
                    all.given.insert(fold(table.cell(row, "name")), sex);
                }
            }
        }
        let mut ids: BTreeMap<&'static str, PersonIx> = BTreeMap::new();
        for table in tables("holders/") {
            for row in &table.rows {
                all.holder_row(&table, row, &mut ids);
            }
        }
        for (at, holding) in all.holdings.iter().enumerate() {
            all.by_office.entry(holding.office).or_default().entry(holding.of).or_default().push(at as u32);
        }
        all.words.resize_with(all.known.len(), OnceLock::new);
        all.begins.resize_with(all.known.len(), OnceLock::new);
        for at in 0..all.known.len() {
            let known = &all.known[at];
            let mut keys: Vec<String> = [known.name_en, known.name_ru]
                .into_iter()
                .chain(known.aliases.iter().copied())
                .filter_map(|name| name.rsplit(' ').find(|word| !is_numeral(word)))
                .map(|word| self::last_part(&all, word))
                .collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                all.by_name.entry(key).or_default().push(PersonIx(at as u32));
            }
        }
        all
    }

    fn holder_row(
        &mut self,
        table: &Table<'static>,
        row: &Row<'static>,
        ids: &mut BTreeMap<&'static str, PersonIx>,
    ) {
        let id = table.cell(row, "id");
        let (Ok(office), false) = (table.cell(row, "office").parse(), id.is_empty()) else { return };
        let mut aliases: Vec<&'static str> = table.values(row, "aliases").collect();
        let person = if let Some(person) = ids.get(id) {
            let known = &mut self.known[person.0 as usize];
            aliases.retain(|alias| !known.aliases.contains(alias));
            known.aliases.extend(aliases);
            *person
        } else {
            // A user may give the name in one language only.
            let (name_en, name_ru) = match (table.cell(row, "name_en"), table.cell(row, "name_ru")) {
                (en, "") => (en, en),
                ("", ru) => (ru, ru),
                both => both,
            };
            self.known.push(Known {
                id,
                name_en,
                name_ru,
                aliases,
                sex: Sex::parse(table.cell(row, "gender")).unwrap_or(Sex::Masc),
            });
            let person = PersonIx(self.known.len() as u32 - 1);
            self.by_person.push(Vec::new());
            ids.insert(id, person);
            person
        };
        let holding = Holding {
            person,
            office,
            of: table.cell(row, "of"),
            from: table.cell(row, "from"),
            to: table.cell(row, "to"),
        };
        let own = &mut self.by_person[person.0 as usize];
        let same = |&&at: &&u32| {
            let h = &self.holdings[at as usize];
            h.office == office && h.of == holding.of && h.from == holding.from
        };
        if let Some(&known) = own.iter().find(same) {
            self.holdings[known as usize] = holding;
        } else {
            own.push(self.holdings.len() as u32);
            self.holdings.push(holding);
        }
    }
}

/// The words of a person's names, each once.
fn words(all: &Persons, known: &Known) -> Vec<String> {
    let names = [known.name_en, known.name_ru].into_iter().chain(known.aliases.iter().copied());
    // A double name is known whole and by its halves ("Жан-Ив", "Жан").
    let parts = names.flat_map(|n| n.split([' ', '-']).chain(n.split(' ').filter(|w| w.contains('-'))));
    // An initial is anybody's.
    let long = parts.filter(|w| w.trim_end_matches('.').chars().count() > 1);
    let mut words: Vec<String> = Vec::new();
    for word in long.map(|w| all.surname_key(w)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

fn is_consonant(c: char) -> bool {
    "бвгджзклмнпрстфхцчшщ".contains(c)
}

/// An ending and its cases: `ова:ga`.
fn with_cases(cell: &'static str) -> (&'static str, &'static str) {
    cell.split_once(':').unwrap_or((cell, ""))
}

/// The number of a monarch: *XVI*.
pub fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "IVXLІХ".contains(c))
}

/// A surname without the particle before its hyphen: *аль-Асад* is looked up as *асад*.
fn last_part(all: &Persons, word: &str) -> String {
    match word.split_once('-') {
        Some((first, rest)) if all.is_particle(first) => fold(rest),
        _ => fold(word),
    }
}

impl Persons {
    /// The word by which a surname is looked up: folded, without a particle before a hyphen.
    pub fn surname_key(&self, word: &str) -> String {
        last_part(self, word)
    }
}

/// `latin` with a capital where `word` has one.
fn capital_like(word: &str, latin: &str) -> String {
    let mut chars = latin.chars();
    match chars.next() {
        Some(first) if word.starts_with(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => latin.to_owned(),
    }
}

/// The consonants of a Latin name behind its first letter: the same for *Sergei* and *Sergey*.
pub fn consonants(name: &str) -> String {
    let folded = fold(name);
    let mut out = String::with_capacity(folded.len());
    for (at, c) in folded.chars().enumerate() {
        if at == 0 || c.is_alphabetic() && !"aeiouyj".contains(c) && !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Whether the later of two who hold one office on a day is the one who holds it: after a handover, or acting within the
/// term of the other; not where two rule side by side.
fn follows(earlier: &Holding, later: &Holding) -> bool {
    let month = |day: &str| day.get(..7).unwrap_or(day).to_owned();
    let handover = !earlier.to.is_empty()
        && (month(earlier.to) <= month(later.from) || later.from.starts_with(earlier.to));
    let acting = !later.to.is_empty() && (earlier.to.is_empty() || later.to <= earlier.to);
    handover || acting
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_brought_to_the_nominative() {
        let all = Persons::builtin();
        let has = |word: &str, name: &str, sex: Option<Sex>| {
            assert!(
                all.nominatives(word).iter().any(|(n, s)| n == name && (*s == sex || s.is_none())),
                "{word} is no {name}: {:?}",
                all.nominatives(word)
            );
        };
        has("Петренковым", "петренков", Some(Sex::Masc));
        has("Гороховой", "горохова", Some(Sex::Fem));
        has("Тарковского", "тарковский", Some(Sex::Masc));
        has("Бразинской", "бразинская", Some(Sex::Fem));
        has("Любаню", "любаня", None);
        has("Кобалии", "кобалия", None);
        has("Рорбеком", "рорбек", Some(Sex::Masc));
        has("Коваля", "коваль", Some(Sex::Masc));
        has("Кравца", "кравец", Some(Sex::Masc));
        has("Дюпре", "дюпре", None);
    }

    #[test]
    fn feminine_surnames_are_other_persons() {
        let all = Persons::builtin();
        let names = all.nominatives("Гороховой");
        assert!(names.iter().all(|(n, _)| n != "горохов"));
    }

    #[test]
    fn letters_become_latin() {
        let all = Persons::builtin();
        assert_eq!(all.latin("Юрий Щербатых"), "Yury Shcherbatykh");
        assert_eq!(all.latin("Дмитрий Хворостовский-Зуев"), "Dmitry Khvorostovsky-Zuev");
        assert_eq!(all.latin("Anna Smith"), "Anna Smith");
        assert_eq!(all.slug("Ян О'Хара"), "yan-okhara");
    }

    #[test]
    fn nobody_holds_one_office_twice_at_once() {
        let all = Persons::builtin();
        for (ix, known) in all.all() {
            let mut own: Vec<&Holding> = all.holdings(ix).filter(|h| h.office != Office::Other).collect();
            own.sort_by_key(|h| (h.office, h.of, h.from));
            for pair in own.windows(2) {
                let same = pair[0].office == pair[1].office && pair[0].of == pair[1].of;
                assert!(!same || !pair[0].to.is_empty() && pair[0].to <= pair[1].from, "{} twice", known.id);
            }
        }
    }

    #[test]
    fn one_state_has_one_head_at_a_time() {
        let all = Persons::builtin();
        let heads = [Office::HeadOfState, Office::HeadOfGovernment, Office::ForeignMinister];
        for (a, first) in all.holdings.iter().enumerate() {
            for second in &all.holdings[a + 1..] {
                if first.office != second.office || first.of != second.of || !heads.contains(&first.office) {
                    continue;
                }
                let ends = |h: &Holding| if h.to.is_empty() { "9999" } else { h.to };
                let apart = ends(first) <= second.from
                    || ends(second) <= first.from
                    || second.from.starts_with(first.to) && !first.to.is_empty()
                    || first.from.starts_with(second.to) && !second.to.is_empty();
                // Rulers side by side, rival governments: then the office alone names nobody.
                let day = first.from.max(second.from);
                let (earlier, later) =
                    if first.from <= second.from { (first, second) } else { (second, first) };
                let nobody = first.from.len() < 10
                    || second.from.len() < 10
                    || all.holder(first.office, first.of, day).is_none();
                assert!(
                    apart || nobody || follows(earlier, later),
                    "{} and {} at once",
                    all.known(first.person).id,
                    all.known(second.person).id
                );
            }
        }
    }

    #[test]
    fn other_spellings_of_known_surnames_are_found() {
        let all = Persons::builtin();
        let has = |surname: &str, id: &str| {
            all.alike(surname, |_| true).iter().any(|(ix, _)| all.known(*ix).id == id)
        };
        assert!(has("Ryzhankou", "maxim-ryzhenkov") && has("Рыжанкоў", "maxim-ryzhenkov"));
        assert!(has("Lawrow", "sergey-lavrov") && has("Selenskyj", "volodymyr-zelensky"));
        assert!(!has("Lavrova", "sergey-lavrov") && all.alike("Brown-Smithson", |_| true).is_empty());
    }

    #[test]
    fn a_year_counts_whole() {
        let h = Holding { person: PersonIx(0), office: Office::Other, of: "X", from: "2009", to: "2012-05" };
        assert!(h.on("2012-05-07") && h.on("2009-01-01") && !h.on("2012-06-01") && h.ended("2012-06-01"));
    }
}
