//! What an instrument is about, in words that both languages share. The words are in `lexicon/ledger/topics.tsv`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use legation_lexicon::table::Table;
use legation_model::Lang;
use serde::{Deserialize, Serialize};

/// Letters of a word that stand for it where no topic is known.
const STEM: usize = 5;
/// Shorter words tell nothing.
const SHORT: usize = 4;

struct Topic {
    name: &'static str,
    weak: bool,
    ru: Vec<Vec<&'static str>>,
    en: Vec<Vec<&'static str>>,
}

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    let table = Table::parse("ledger/topics.tsv", include_str!("../../../../lexicon/ledger/topics.tsv"));
    let ways = |row, name| table.values(row, name).map(|w| w.split(' ').collect()).collect();
    let topic = |row| Topic {
        name: table.cell(row, "topic"),
        weak: table.cell(row, "weight") == "weak",
        ru: ways(row, "ru"),
        en: ways(row, "en"),
    };
    table.rows.iter().map(topic).collect()
});

/// Topics of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Topics {
    /// Those of both languages.
    pub known: BTreeSet<String>,
    /// Beginnings of the words, where no topic is known.
    pub stems: BTreeSet<String>,
    /// Years in the name (*план на 2025 год*).
    pub years: BTreeSet<u16>,
}

/// What two names say of being one topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    /// The same.
    Same,
    /// Both are about what many instruments are about.
    Weak,
    /// One of them does not say, or the two cannot be compared.
    Open,
    /// Another one.
    Other,
}

impl Topics {
    /// Topics of an instrument's name and of what it is said to be on.
    pub fn of(lang: Lang, name: &str, about: &[String]) -> Self {
        let all = format!("{name} {}", about.join(" ")).to_lowercase().replace('ё', "е");
        let words: Vec<&str> = split(&all).collect();
        let begins = |stem: &str| words.iter().any(|w| w.starts_with(stem));
        let told = |ways: &[Vec<&str>]| ways.iter().any(|way| way.iter().all(|stem| begins(stem)));
        let known: BTreeSet<String> = TOPICS
            .iter()
            .filter(|t| told(if lang == Lang::En { &t.en } else { &t.ru }))
            .map(|t| t.name.to_owned())
            .collect();
        let stems = if known.is_empty() {
            let about = about.join(" ").to_lowercase();
            split(&about)
                .filter(|w| w.chars().count() >= SHORT && w.chars().all(char::is_alphabetic))
                .map(|w| w.chars().take(STEM).collect())
                .collect()
        } else {
            BTreeSet::new()
        };
        let year = |w: &&str| w.parse().ok().filter(|y| (1900..2100).contains(y));
        Self { known, stems, years: words.iter().filter_map(year).collect() }
    }

    /// Whether nothing is known of what it is about.
    pub fn is_bare(&self) -> bool {
        self.known.is_empty() && self.stems.is_empty()
    }

    /// Whether two names mean one topic. `same_lang`: their words can be compared.
    pub fn meet(&self, other: &Self, same_lang: bool) -> Meeting {
        if !self.years.is_empty() && !other.years.is_empty() && self.years.is_disjoint(&other.years) {
            return Meeting::Other;
        }
        if self.is_bare() || other.is_bare() {
            return Meeting::Open;
        }
        if !self.known.is_empty() && !other.known.is_empty() {
            let weak = |t: &&String| TOPICS.iter().any(|x| x.weak && x.name == t.as_str());
            let mut common = self.known.intersection(&other.known).peekable();
            return match (common.peek().is_some(), common.any(|t| !weak(&t))) {
                (_, true) => Meeting::Same,
                // "Friendship and cooperation" is as much as such a name can say.
                (true, false) if self.known.iter().chain(&other.known).all(|t| weak(&t)) => Meeting::Weak,
                (true, false) => Meeting::Open,
                _ => Meeting::Other,
            };
        }
        if !same_lang {
            return Meeting::Open;
        }
        let common = self.stems.intersection(&other.stems).count();
        match common {
            0 => Meeting::Other,
            n if n * 2 >= self.stems.len().min(other.stems.len()) => Meeting::Same,
            _ => Meeting::Open,
        }
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ru(name: &str) -> Topics {
        Topics::of(Lang::Ru, name, &[])
    }

    fn en(name: &str) -> Topics {
        Topics::of(Lang::En, name, &[])
    }

    #[test]
    fn topics_meet_across_languages() {
        assert_eq!(
            ru("договор о гарантиях безопасности").meet(&en("security guarantees treaty"), false),
            Meeting::Same
        );
        assert_eq!(ru("соглашение о поставках газа").meet(&en("agreement on visas"), false), Meeting::Other);
        assert_eq!(ru("договор о дружбе").meet(&en("treaty of friendship"), false), Meeting::Weak);
        assert_eq!(ru("договор").meet(&en("agreement on visas"), false), Meeting::Open);
    }

    #[test]
    fn plans_of_two_years_are_two() {
        let (a, b) = (ru("план консультаций на 2025 год"), en("plan of consultations for 2026"));
        assert_eq!(a.meet(&b, false), Meeting::Other);
        assert_eq!(a.years, BTreeSet::from([2025]));
    }

    #[test]
    fn unknown_topics_meet_by_words_of_one_language() {
        let on = |what: &str| Topics::of(Lang::En, "agreement", &[what.to_owned()]);
        assert_eq!(on("giant wild pandas").meet(&on("pandas, stamps and songs"), true), Meeting::Open);
        assert_eq!(on("giant pandas").meet(&on("pandas"), true), Meeting::Same);
        assert_eq!(on("pandas").meet(&on("stamps"), true), Meeting::Other);
    }
}
