//! Universal Dependencies tag sets: parts of speech, relations, features.

/// Closed tag set with its UD spelling.
macro_rules! tags {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every tag.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// UD spelling.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// Tag of a UD spelling.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

tags! {
    /// Universal parts of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

tags! {
    /// UD relations with the subtypes that rules use.
    Rel {
        Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Advmod = "advmod", Amod = "amod",
        Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", Ccomp = "ccomp",
        Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
        CsubjPass = "csubj:pass", Dep = "dep", Det = "det", Discourse = "discourse", Dislocated = "dislocated",
        Expl = "expl", Fixed = "fixed", Flat = "flat", FlatForeign = "flat:foreign", FlatName = "flat:name",
        Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
        Nsubj = "nsubj", NsubjPass = "nsubj:pass", Nummod = "nummod", NummodEntity = "nummod:entity",
        NummodGov = "nummod:gov", Obj = "obj", Obl = "obl", OblAgent = "obl:agent", Orphan = "orphan",
        Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Vocative = "vocative",
        Xcomp = "xcomp",
    }
}

impl Rel {
    /// Tag of a UD spelling; an unknown subtype falls back to its base, an unknown relation to `dep`.
    pub fn read(text: &str) -> Rel {
        Rel::parse(text).or_else(|| Rel::parse(text.split(':').next().unwrap_or(text))).unwrap_or(Rel::Dep)
    }

    /// The relation without its subtype.
    #[must_use]
    pub const fn base(self) -> Rel {
        match self {
            Rel::AclRelcl => Rel::Acl,
            Rel::AuxPass => Rel::Aux,
            Rel::CompoundPrt => Rel::Compound,
            Rel::CsubjPass => Rel::Csubj,
            Rel::FlatForeign | Rel::FlatName => Rel::Flat,
            Rel::NmodDesc | Rel::NmodPoss => Rel::Nmod,
            Rel::NsubjPass => Rel::Nsubj,
            Rel::NummodEntity | Rel::NummodGov => Rel::Nummod,
            Rel::OblAgent => Rel::Obl,
            other => other,
        }
    }

    /// Subject of any kind.
    pub const fn is_subject(self) -> bool {
        matches!(self, Rel::Nsubj | Rel::NsubjPass | Rel::Csubj | Rel::CsubjPass)
    }
}

tags! { /** Case. */ Case { Nom = "Nom", Gen = "Gen", Dat = "Dat", Acc = "Acc", Ins = "Ins", Loc = "Loc", Par = "Par", Voc = "Voc" } }
tags! { /** Number. */ Number { Sing = "Sing", Plur = "Plur" } }
tags! { /** Gender. */ Gender { Masc = "Masc", Fem = "Fem", Neut = "Neut" } }
tags! { /** Animacy. */ Animacy { Anim = "Anim", Inan = "Inan" } }
tags! { /** Tense. */ Tense { Past = "Past", Pres = "Pres", Fut = "Fut" } }
tags! { /** Aspect. */ Aspect { Imp = "Imp", Perf = "Perf" } }
tags! { /** Mood. */ Mood { Ind = "Ind", Imp = "Imp", Cnd = "Cnd" } }
tags! { /** Voice. */ Voice { Act = "Act", Pass = "Pass", Mid = "Mid" } }
tags! { /** Verb form. */ VerbForm { Fin = "Fin", Inf = "Inf", Part = "Part", Conv = "Conv", Ger = "Ger" } }
tags! { /** Person. */ Person { First = "1", Second = "2", Third = "3" } }
tags! { /** Degree. */ Degree { Pos = "Pos", Cmp = "Cmp", Sup = "Sup" } }

/// Morphological features that rules use; `None` where the language or the word has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs)]
pub struct Feats {
    pub case: Option<Case>,
    pub number: Option<Number>,
    pub gender: Option<Gender>,
    pub animacy: Option<Animacy>,
    pub tense: Option<Tense>,
    pub aspect: Option<Aspect>,
    pub mood: Option<Mood>,
    pub voice: Option<Voice>,
    pub form: Option<VerbForm>,
    pub person: Option<Person>,
    pub degree: Option<Degree>,
    /// Short form of an adjective or participle.
    pub short: bool,
    /// Negative by itself (`нет`, `never`).
    pub negative: bool,
    /// Possessive.
    pub poss: bool,
}

impl Feats {
    /// Reads `Case=Nom|Number=Sing`; unknown features are passed over.
    pub fn parse(text: &str) -> Self {
        let mut f = Feats::default();
        for (key, value) in text.split('|').filter_map(|pair| pair.split_once('=')) {
            match key {
                "Case" => f.case = Case::parse(value),
                "Number" => f.number = Number::parse(value),
                "Gender" => f.gender = Gender::parse(value),
                "Animacy" => f.animacy = Animacy::parse(value),
                "Tense" => f.tense = Tense::parse(value),
                "Aspect" => f.aspect = Aspect::parse(value),
                "Mood" => f.mood = Mood::parse(value),
                "Voice" => f.voice = Voice::parse(value),
                "VerbForm" => f.form = VerbForm::parse(value),
                "Person" => f.person = Person::parse(value),
                "Degree" => f.degree = Degree::parse(value),
                "Variant" => f.short = value == "Short",
                "Polarity" => f.negative = value == "Neg",
                "Poss" => f.poss = value == "Yes",
                _ => {}
            }
        }
        f
    }
}

impl std::fmt::Display for Feats {
    /// UD spelling, features in alphabetical order, `_` when there are none.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pairs = [
            ("Animacy", self.animacy.map(Animacy::as_str)),
            ("Aspect", self.aspect.map(Aspect::as_str)),
            ("Case", self.case.map(Case::as_str)),
            ("Degree", self.degree.map(Degree::as_str)),
            ("Gender", self.gender.map(Gender::as_str)),
            ("Mood", self.mood.map(Mood::as_str)),
            ("Number", self.number.map(Number::as_str)),
            ("Person", self.person.map(Person::as_str)),
            ("Polarity", self.negative.then_some("Neg")),
            ("Poss", self.poss.then_some("Yes")),
            ("Tense", self.tense.map(Tense::as_str)),
            ("Variant", self.short.then_some("Short")),
            ("VerbForm", self.form.map(VerbForm::as_str)),
            ("Voice", self.voice.map(Voice::as_str)),
        ];
        let mut first = true;
        for (key, value) in pairs {
            if let Some(value) = value {
                write!(f, "{}{key}={value}", if first { "" } else { "|" })?;
                first = false;
            }
        }
        if first { f.write_str("_") } else { Ok(()) }
    }
}
