//! ClearNLP relations and Penn tags.

/// Closed label set with its spelling; an unknown label is the last variant.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ ; $other:ident }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        // `Dep::Dep` is ClearNLP's own name for what it cannot name.
        #[allow(clippy::enum_variant_names)]
        pub(crate) enum $name { $($variant,)+ $other }

        impl $name {
            pub(crate) fn read(text: &str) -> Self {
                match text { $($text => $name::$variant,)+ _ => $name::$other }
            }
        }
    };
}

labels! {
    /// Relations of ClearNLP.
    Dep {
        Acl = "acl", Acomp = "acomp", Advcl = "advcl", Advmod = "advmod", Agent = "agent", Amod = "amod",
        Appos = "appos", Attr = "attr", Aux = "aux", AuxPass = "auxpass", Case = "case", Cc = "cc",
        Ccomp = "ccomp", Compound = "compound", Conj = "conj", Csubj = "csubj", CsubjPass = "csubjpass",
        Dative = "dative", Det = "det", Dobj = "dobj", Expl = "expl", Intj = "intj", Mark = "mark",
        Meta = "meta", Neg = "neg", Nmod = "nmod", NpAdvmod = "npadvmod", Nsubj = "nsubj",
        NsubjPass = "nsubjpass", Nummod = "nummod", Oprd = "oprd", Parataxis = "parataxis", Pcomp = "pcomp",
        Pobj = "pobj", Poss = "poss", Preconj = "preconj", Predet = "predet", Prep = "prep", Prt = "prt",
        Punct = "punct", Quantmod = "quantmod", Relcl = "relcl", Root = "ROOT", Xcomp = "xcomp";
        Dep
    }
}

labels! {
    /// Penn tags that the conversion asks for.
    Tag {
        Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Md = "MD",
        Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Prp = "PRP", PrpPoss = "PRP$",
        Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD",
        Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPoss = "WP$",
        Wrb = "WRB", Currency = "$", Poss = "POS", Hyphen = "HYPH", Affix = "AFX";
        Other
    }
}

impl Tag {
    pub(crate) const fn is_verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Md)
    }
}
