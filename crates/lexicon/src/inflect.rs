//! Which forms of a word of a file the text may have.
//!
//! A pattern word is cut into a stem and an ending; the ending says which other endings belong to it. Nothing is
//! checked for agreement: the stem with any ending of its set is the word. A capitalised word stands for one
//! thing and takes no plural endings, which keeps short stems from meeting other words.

/// How a pattern word meets words of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pattern {
    /// Folded stem.
    pub stem: String,
    /// Endings.
    pub class: Endings,
    /// The text's word must begin with a capital.
    pub capital: bool,
}

/// Sets of endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Endings {
    /// None: the word as it stands, letter by letter.
    Exact,
    /// None: the word in any case of letters.
    Fixed,
    /// Capitals, and endings of Russian speech after them (*МИДом*).
    Acronym,
    Adjective,
    /// -ий of a name: *Маврикий*, *Нижний*.
    Iy,
    /// -ия and -ие of names.
    Iya,
    IyaPlural,
    A,
    APlural,
    /// -ка, -ок: *россиянка*.
    Ka,
    Ya,
    YaPlural,
    O,
    OPlural,
    E,
    Y,
    I,
    Soft,
    SoftPlural,
    J,
    JPlural,
    Hard,
    HardPlural,
    /// -анин, -яне.
    Anin,
    /// -ец.
    Ets,
    /// -аец, -еец.
    Yets,
    /// -ок, -ка: *турок*.
    Ok,
    /// The stem of an adjective as first half of a compound: *российско-*.
    Half,
}

const ADJECTIVE: &[&str] = &[
    "ий", "ый", "ой", "ая", "яя", "ое", "ее", "ие", "ые", "ого", "его", "ому", "ему", "ым", "им", "ых", "их",
    "ую", "юю", "ей", "ыми", "ими", "ом", "ем", "ою", "ею",
];

const IY: &[&str] = &[
    "ий", "ия", "ию", "ием", "ии", "его", "ему", "им", "ем", "ого", "ому", "ом", "ие", "их", "ими", "ая",
    "яя", "ое", "ее", "ой", "ей", "ую", "юю",
];

impl Endings {
    /// The endings.
    pub const fn list(self) -> &'static [&'static str] {
        match self {
            Self::Exact | Self::Fixed => &[""],
            Self::Acronym => &["", "а", "у", "ом", "е", "ы", "ов"],
            Self::Adjective => ADJECTIVE,
            Self::Iya => &["ия", "ии", "ию", "ией", "иею", "ие", "ием"],
            Self::IyaPlural => {
                &["ия", "ии", "ию", "ией", "иею", "ие", "ием", "ий", "иям", "иями", "иях", "их", "им", "ими"]
            }
            Self::A => &["а", "ы", "и", "е", "у", "ой", "ою", "ей", "ею"],
            Self::APlural => &["а", "ы", "и", "е", "у", "ой", "ою", "ей", "ею", "", "ам", "ами", "ах", "ов"],
            Self::Ka => &["ка", "ки", "ке", "ку", "кой", "кою", "ок", "ек", "к", "кам", "ками", "ках"],
            Self::Ya => &["я", "и", "е", "ю", "ей", "ею", "ью"],
            Self::YaPlural => &["я", "и", "е", "ю", "ей", "ею", "й", "ь", "ям", "ями", "ях"],
            Self::O => &["о", "а", "у", "ом", "е"],
            Self::OPlural => &["о", "а", "у", "ом", "е", "", "ам", "ами", "ах"],
            Self::E => &["е", "я", "ю", "ем", "и", "ей", "ям", "ями", "ях"],
            Self::Y => &["ы", "", "ов", "ам", "ами", "ах", "ых", "ым", "ыми"],
            Self::Iy => IY,
            Self::I => &["и", "", "ей", "ов", "ам", "ами", "ах", "ям", "ями", "ях"],
            Self::Soft => &["ь", "и", "ю", "ем", "ём", "е", "ью", "я"],
            Self::SoftPlural => &["ь", "и", "ю", "ем", "е", "ью", "я", "ей", "ям", "ями", "ях"],
            Self::J => &["й", "я", "ю", "ем", "е", "и"],
            Self::JPlural => &["й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"],
            Self::Hard => &["", "а", "у", "ом", "ем", "е"],
            Self::HardPlural => {
                &["", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ев", "ей", "ам", "ами", "ах"]
            }
            Self::Anin => &["ин", "ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах"],
            Self::Ets => &["ец", "ца", "цу", "цем", "це", "цы", "цев", "цам", "цами", "цах"],
            Self::Yets => &["ец", "йца", "йцу", "йцем", "йце", "йцы", "йцев", "йцам", "йцами", "йцах"],
            Self::Ok => &["ок", "ка", "ку", "ком", "ке", "ки", "ков", "кам", "ками", "ках"],
            Self::Half => &["о"],
        }
    }

    /// Every set.
    pub const ALL: &[Self] = &[
        Self::Exact,
        Self::Fixed,
        Self::Acronym,
        Self::Adjective,
        Self::Iy,
        Self::Iya,
        Self::IyaPlural,
        Self::A,
        Self::APlural,
        Self::Ka,
        Self::Ya,
        Self::YaPlural,
        Self::O,
        Self::OPlural,
        Self::E,
        Self::Y,
        Self::I,
        Self::Soft,
        Self::SoftPlural,
        Self::J,
        Self::JPlural,
        Self::Hard,
        Self::HardPlural,
        Self::Anin,
        Self::Ets,
        Self::Yets,
        Self::Ok,
        Self::Half,
    ];

    /// A number for the set.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The set of that number.
    pub fn of_code(code: u8) -> Option<Self> {
        Self::ALL.get(code as usize).copied()
    }

    /// Whether `ending` is one of them.
    pub fn admits(self, ending: &str) -> bool {
        self.list().contains(&ending)
    }
}

/// Longest ending, in letters.
pub const LONGEST: usize = 5;

/// Small letters, ё as е, Latin letters without their marks, straight apostrophes.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        for l in c.to_lowercase() {
            match l {
                'ё' => out.push('е'),
                '’' | 'ʼ' | '‘' => out.push('\''),
                'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' => out.push('a'),
                'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ě' | 'ę' | 'ə' => out.push('e'),
                'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => out.push('i'),
                'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
                'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
                'ç' | 'č' | 'ć' => out.push('c'),
                'ñ' | 'ń' | 'ň' => out.push('n'),
                'š' | 'ş' | 'ș' | 'ś' => out.push('s'),
                'ž' | 'ź' | 'ż' => out.push('z'),
                'ł' => out.push('l'),
                'ř' => out.push('r'),
                'ý' | 'ÿ' => out.push('y'),
                'ğ' => out.push('g'),
                'ţ' | 'ț' | 'ť' => out.push('t'),
                'ď' | 'đ' => out.push('d'),
                '\u{301}' | '\u{307}' | '\u{ad}' => {}
                other => out.push(other),
            }
        }
    }
    out
}

/// Whether the first letter is a capital.
pub fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the word is written in capitals: at least two, and nothing small.
pub fn all_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
}

fn cyrillic(word: &str) -> bool {
    word.chars().any(|c| ('а'..='я').contains(&c) || ('А'..='Я').contains(&c) || c == 'ё' || c == 'Ё')
}

impl Pattern {
    /// The pattern of one word of a file. `=Word` admits the word alone; `Word:Stem` gives the stem of the other
    /// cases where it is not the word without its ending (*Египет:Египт*): two patterns.
    pub fn of(word: &str) -> Vec<Self> {
        if let Some(exact) = word.strip_prefix('=') {
            return vec![Self { stem: fold(exact), class: Endings::Fixed, capital: capital(exact) }];
        }
        if let Some((name, oblique)) = word.split_once(':') {
            let mut all = vec![Self { stem: fold(name), class: Endings::Fixed, capital: capital(name) }];
            all.push(Self { capital: capital(oblique), ..Self::cut(&fold(oblique), !capital(oblique)) });
            return all;
        }
        if all_capitals(word) {
            let class = if cyrillic(word) { Endings::Acronym } else { Endings::Exact };
            return vec![Self { stem: word.to_owned(), class, capital: true }];
        }
        let capital = capital(word);
        if !cyrillic(word) {
            return vec![Self { stem: fold(word), class: Endings::Fixed, capital }];
        }
        vec![Self { capital, ..Self::cut(&fold(word), !capital) }]
    }

    /// The first half of a compound made with the adjective `word`: *российский* gives *российско*.
    pub fn half(word: &str) -> Option<Self> {
        let pattern = Self::cut(&fold(word), true);
        (pattern.class == Endings::Adjective).then_some(Self {
            class: Endings::Half,
            capital: false,
            ..pattern
        })
    }

    fn cut(word: &str, plural: bool) -> Self {
        use Endings as E;
        let pick = |one: E, many: E| if plural { many } else { one };
        // A name in -ой is a noun (*Ханой*), a common word an adjective.
        let pick_len = |many: bool| if many { 2 } else { 1 };
        // So is a short one in -ая (*Прая*).
        let pick_ya = |long: bool| if long { E::Adjective } else { E::Ya };
        let rules: &[(&str, usize, E)] = &[
            ("ий", 2, pick(E::Iy, E::Adjective)),
            ("ый", 2, E::Adjective),
            ("ой", pick_len(plural), pick(E::J, E::Adjective)),
            ("ая", pick_len(plural || word.chars().count() > 4), pick_ya(plural || word.chars().count() > 4)),
            ("яя", 2, E::Adjective),
            ("ое", 2, E::Adjective),
            ("ее", 2, E::Adjective),
            ("ые", 2, E::Adjective),
            ("ого", 3, E::Adjective),
            ("ия", 2, pick(E::Iya, E::IyaPlural)),
            ("ие", 2, E::IyaPlural),
            ("а", 1, pick(E::A, E::APlural)),
            ("я", 1, pick(E::Ya, E::YaPlural)),
            ("о", 1, pick(E::O, E::OPlural)),
            ("е", 1, E::E),
            ("ы", 1, E::Y),
            ("и", 1, E::I),
            ("ь", 1, pick(E::Soft, E::SoftPlural)),
            ("й", 1, pick(E::J, E::JPlural)),
        ];
        let lower_only: &[(&str, usize, E)] = &[
            ("янин", 2, E::Anin),
            ("анин", 2, E::Anin),
            ("аец", 2, E::Yets),
            ("еец", 2, E::Yets),
            ("ец", 2, E::Ets),
            ("ок", 2, E::Ok),
            ("ка", 2, E::Ka),
        ];
        let lower = if plural { lower_only } else { &[] };
        for (ending, letters, class) in lower.iter().chain(rules) {
            if word.ends_with(ending) && word.chars().count() > letters + 1 {
                let stem: String = word.chars().take(word.chars().count() - letters).collect();
                return Self { stem, class: *class, capital: false };
            }
        }
        let class = if word.ends_with(|c: char| "эую".contains(c)) || !cyrillic(word) {
            E::Fixed
        } else {
            pick(E::Hard, E::HardPlural)
        };
        Self { stem: word.to_owned(), class, capital: false }
    }
}
