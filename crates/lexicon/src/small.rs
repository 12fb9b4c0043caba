//! Closed classes of words that the rules know by the part they play: articles, conjunctions, prepositions, endings.
//! Words of open classes stand in files of their own.

use std::collections::BTreeMap;

use crate::files::Layers;
use crate::table::Table;

macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident = $name:literal),* $(,)?) => {
        /// The part that a word of a closed class plays in a rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Small {
            $($(#[$doc])* $part),*
        }

        impl Small {
            /// All parts.
            pub const ALL: &'static [Small] = &[$(Small::$part),*];

            /// The part of that name in the file.
            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $($name => Some(Self::$part),)*
                    _ => None,
                }
            }
        }
    };
}

parts! {
    /// *And*, *и*.
    And = "and",
    /// *Or*, *или*.
    Or = "or",
    /// *А*: joins what differs.
    But = "but",
    /// *Also*, *также*.
    Also = "also",
    /// *Who*: opens a clause on a person.
    Who = "who",
    /// *Led* in *Saudi-led coalition*.
    Led = "led",
    /// *The Hague*: towns where courts and organisations of many states sit.
    Seat = "seat",
    /// *Group*, *movement*: what an armed group is called behind its name.
    Band = "band",
    /// Holds an office that only states have.
    Minister = "minister",
    /// Begins a sentence in which somebody is asked.
    IsAsked = "is-asked",
    /// *Neighbour*, *partner*: though ours, they are others.
    Peer = "peer",
    /// *Tourist*, *migrant*: who is told of in a state without being its own.
    Outsider = "outsider",
    /// *The*.
    The = "the",
    /// *The*, *a*.
    Article = "article",
    /// *A*, *another*, *новый*: whoever follows was not named before.
    Fresh = "fresh",
    /// *Of*.
    Of = "of",
    /// *For*: what an office is in charge of.
    For = "for",
    /// *At*: where an office is.
    At = "at",
    /// *With*.
    With = "with",
    /// *Посол по*, *ambassador to*.
    Posted = "posted",
    /// *Посол в*.
    PostedIn = "posted-in",
    /// *Aide to*, *spokesman for*.
    Serves = "serves",
    /// Between an office and its house.
    House = "house",
    /// Goes on with the name of a house: *движение за права*.
    HouseGoesOn = "house-goes-on",
    /// *По*: what an office is in charge of.
    Charge = "charge",
    /// The same, and *без портфеля*.
    ChargeOrLack = "charge-or-lack",
    /// *President Sisi of Egypt*.
    Owner = "owner",
    /// *On the Russian side*: before the side.
    SideOf = "side-of",
    /// The side itself.
    Side = "side",
    /// *Коллега из Турции*.
    From = "from",
    /// The preposition of the place that is left.
    Away = "away",
    /// *Appointed as*.
    Into = "into",
    /// A word whose plural is none: *affairs*.
    NumberAlike = "number-alike",
    /// *President-elect* written apart.
    Elect = "elect",
    /// Days that stand as names before a title.
    Weekday = "weekday",
    /// *Президент страны*: the state, in the genitive.
    StateGenitive = "state-genitive",
    /// *Based*, *living* before where somebody is.
    Based = "based",
    /// *Region*, *province* as the last word of a name.
    PlaceNoun = "place-noun",
    /// *In*, *в* before the place where a paragraph plays.
    Within = "within",
    /// *Country*, *сторона*.
    StateNoun = "state-noun",
    /// *Not*, *бы*.
    Denies = "denies",
    /// *May*, *could*.
    Modal = "modal",
    /// *Will*.
    Future = "future",
    /// A verb whose object is the partner of its subject.
    Meets = "meets",
    /// *Two*, *both*.
    Two = "two",
    /// *Three*.
    Three = "three",
    /// *Four*.
    Four = "four",
    /// A verb or noun of leaving or taking away: behind it *from* tells the place left.
    Leaves = "leaves",
    /// A word for who stands between the sides.
    Mediates = "mediates",
    /// *Другие*, *все*: tells which ones are meant.
    WhichOne = "which-one",
    /// The plain word for who heads something.
    Head = "head",
    /// *Экс-*, written together with a title.
    PrefixFormer = "prefix-former",
    /// *Зам-*, *вице-*.
    PrefixDeputy = "prefix-deputy",
    /// A title that governs the instrumental: *зав кафедрой*.
    Governs = "governs",
    /// Endings of such titles.
    GovernsEnding = "governs-ending",
    /// Endings of adjectives made of regions.
    RegionEnding = "region-ending",
    /// *His*, *its*, *его*: whose the noun behind it is.
    Whose = "whose",
    /// Such a word that means a person.
    WhosePerson = "whose-person",
    /// Such a word that means a state or an organisation.
    WhoseState = "whose-state",
    /// *Задержать*: done to people, so that "он" under its passive is a person.
    DoneToPeople = "done-to-people",
    /// Verbs whose object, a pronoun, is a paper.
    DoneToPapers = "done-to-papers",
    /// *Ministry*: with what it is in charge of before it, a body's name.
    Ministry = "ministry",
    /// *Jr.*: behind a name, no name.
    NameTail = "name-tail",
    /// *International*, *regional*: in the name of an organisation of no one state.
    World = "world",
}

/// Which parts a word plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts(u64);

impl Parts {
    /// Whether one of `parts` is among them.
    pub fn any(self, parts: &[Small]) -> bool {
        parts.iter().any(|p| self.0 & p.bit() != 0)
    }
}

impl Small {
    fn bit(self) -> u64 {
        1 << (self as u32)
    }
}

/// All words of closed classes.
#[derive(Debug, Default)]
pub struct Smalls {
    by_word: BTreeMap<&'static str, Parts>,
    by_part: Vec<Vec<&'static str>>,
}

impl Smalls {
    /// The parts of a folded word.
    pub fn parts(&self, word: &str) -> Parts {
        self.by_word.get(word).copied().unwrap_or_default()
    }

    /// The words of a part, of both languages.
    pub fn words(&self, part: Small) -> &[&'static str] {
        self.by_part.get(part as usize).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn read(layers: &Layers) -> Self {
        let mut all = Self { by_word: BTreeMap::new(), by_part: vec![Vec::new(); Small::ALL.len()] };
        for (path, text) in layers.downward("agents/small.tsv") {
            let table = Table::parse(path, text);
            for row in &table.rows {
                let Some(part) = Small::parse(table.cell(row, "part")) else { continue };
                for word in table.values(row, "words") {
                    all.by_word.entry(word).or_default().0 |= part.bit();
                    all.by_part[part as usize].push(word);
                }
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_words_and_a_bit() {
        let all = Smalls::read(&Layers::builtin());
        assert!(Small::ALL.len() <= 64);
        for &part in Small::ALL {
            assert!(!all.words(part).is_empty(), "{part:?}");
            assert!(all.words(part).iter().all(|w| all.parts(w).any(&[part])), "{part:?}");
        }
        assert!(!all.parts("of").any(&[Small::And, Small::For]));
    }
}
