//! Closed sets of codes. Their meaning, scores and sources are rows of the tables in `ontology/`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A closed set of codes, each with its spelling on the wire.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[allow(missing_docs)]
        pub enum $name { $(#[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every code, in the order of the codebook.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The code as written on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownCode;

            fn from_str(text: &str) -> Result<Self, UnknownCode> {
                match text { $($text => Ok($name::$variant),)+ _ => Err(UnknownCode { set: stringify!($name), code: text.to_owned() }) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

/// A code that its set does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code:?} is no {set} code")]
pub struct UnknownCode {
    set: &'static str,
    code: String,
}

codes! {
    /// PLOVER event types.
    Plover {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE", Cooperate = "COOPERATE",
        Aid = "AID", Retreat = "RETREAT", Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT",
        Threaten = "THREATEN", Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE",
        Assault = "ASSAULT",
    }
}

codes! {
    /// PLOVER modes; which type takes which is a table.
    Mode {
        Visit = "visit", ThirdParty = "third-party", Multilateral = "multilateral", Phone = "phone",
        Withdraw = "withdraw", Release = "release", Disarm = "disarm", Ceasefire = "ceasefire", Access = "access",
        Resign = "resign", Assist = "assist", Change = "change", Yield = "yield", Meet = "meet",
        Disapprove = "disapprove", Investigate = "investigate", Allege = "allege", Restrict = "restrict",
        Arrest = "arrest", Relations = "relations", Expel = "expel", Territory = "territory", Violence = "violence",
        Demo = "demo", Riot = "riot", Strike = "strike", Hunger = "hunger", Boycott = "boycott",
        Obstruct = "obstruct", Vandalize = "vandalize", Convict = "convict", Discontinue = "discontinue",
        Troops = "troops", Weapons = "weapons", Police = "police", Militia = "militia", Seize = "seize",
        Censor = "censor", Curfew = "curfew", MartialLaw = "martial-law", Deport = "deport", Withhold = "withhold",
        Misinformation = "misinformation", Cyber = "cyber", Abduct = "abduct", Beat = "beat", Torture = "torture",
        Sexual = "sexual", Targeted = "targeted", Destroy = "destroy", Primitive = "primitive",
        Firearms = "firearms", Explosives = "explosives", SuicideAttack = "suicide-attack", Aerial = "aerial",
        Drone = "drone", HeavyWeapons = "heavy-weapons", CrowdControl = "crowd-control",
        Unconventional = "unconventional",
    }
}

codes! {
    /// PLOVER contexts.
    Context {
        Military = "military", Intelligence = "intelligence", Executive = "executive", Legislative = "legislative",
        Election = "election", PoliticalInstitutions = "political_institutions", ProDemocracy = "pro_democracy",
        ProAutocracy = "pro_autocracy", Economic = "economic", Legal = "legal", Reparations = "reparations",
        HumanRights = "human_rights", RightsFreedoms = "rights_freedoms", Repression = "repression",
        HumanSecurity = "human_security", Gender = "gender", Lgbt = "lgbt",
        ReligionEthnicity = "religion_ethnicity", Inequality = "inequality", Diplomatic = "diplomatic",
        Territory = "territory", Peacekeeping = "peacekeeping", Health = "health", Asylum = "asylum",
        Migration = "migration", Disasters = "disasters", NaturalResource = "natural_resource",
        Environment = "environment", Technology = "technology", Terrorism = "terrorism", Cbrn = "cbrn",
        Cyber = "cyber", Misinformation = "misinformation", Crime = "crime", Corruption = "corruption",
        IllegalDrugs = "illegal_drugs", Trafficking = "trafficking",
    }
}

codes! {
    /// Quads of PLOVER types.
    Quad { VerbalCooperation = "verbal-cooperation", MaterialCooperation = "material-cooperation", VerbalConflict = "verbal-conflict", MaterialConflict = "material-conflict" }
}

codes! {
    /// PLOVER sectors.
    Sector {
        Gov = "GOV", Mil = "MIL", Cop = "COP", Spy = "SPY", Jud = "JUD", Leg = "LEG", Pty = "PTY", Opp = "OPP",
        Reb = "REB", Prm = "PRM", Uaf = "UAF", Bus = "BUS", Crm = "CRM", Cvl = "CVL", Edu = "EDU", Eli = "ELI",
        Jrn = "JRN", Lab = "LAB", Agr = "AGR", Med = "MED", Ref = "REF", Rel = "REL", Soc = "SOC", Unk = "UNK",
        Igo = "IGO", Uno = "UNO", Eur = "EUR", Ngo = "NGO", Ism = "ISM", Img = "IMG", Mnc = "MNC",
    }
}

codes! {
    /// Office keys.
    Office {
        HeadOfState = "head-of-state", HeadOfGovernment = "head-of-government", ForeignMinister = "foreign-minister",
        DeputyForeignMinister = "deputy-foreign-minister", DefenceMinister = "defence-minister",
        Ambassador = "ambassador", Spokesperson = "spokesperson", Speaker = "speaker",
        SecretaryGeneral = "secretary-general", StateSecretary = "state-secretary", Envoy = "envoy",
        ChiefOfStaff = "chief-of-staff", Other = "other",
    }
}

codes! {
    /// Phase of an office.
    Phase { Current = "current", Former = "former", Elect = "elect", Acting = "acting" }
}

codes! {
    /// How a statement is given.
    StatementMode { Direct = "direct", Indirect = "indirect", Mixed = "mixed" }
}

codes! {
    /// Whether the deed took place.
    Status {
        Asserted = "asserted", Planned = "planned", Possible = "possible", Hypothetical = "hypothetical",
        CalledFor = "called_for", Denied = "denied", Historical = "historical",
    }
}

codes! {
    /// Affirmed or negated.
    Polarity { Positive = "positive", Negative = "negative" }
}

codes! {
    /// How sure the text is.
    Certainty { Certain = "certain", Probable = "probable", Possible = "possible", Conditional = "conditional" }
}

codes! {
    /// Time of the deed seen from the story.
    Tense { Past = "past", Present = "present", Future = "future", None = "none" }
}

codes! {
    /// Kind of instrument.
    Instrument {
        Treaty = "treaty", Agreement = "agreement", Convention = "convention", Memorandum = "memorandum",
        Protocol = "protocol", Declaration = "declaration", Communique = "communique", Plan = "plan",
        Programme = "programme", Concept = "concept", Roadmap = "roadmap", Ceasefire = "ceasefire", Other = "other",
    }
}

codes! {
    /// Steps in the life of an instrument (Vienna Convention on the Law of Treaties, 1969).
    Step {
        Proposed = "proposed", Negotiation = "negotiation", Adoption = "adoption", Initialled = "initialled",
        Signature = "signature", Ratification = "ratification", Exchange = "exchange", Deposit = "deposit",
        EntryIntoForce = "entry_into_force", ProvisionalApplication = "provisional_application",
        Amendment = "amendment", Extension = "extension", Suspension = "suspension", Withdrawal = "withdrawal",
        Denunciation = "denunciation", Termination = "termination", Lapse = "lapse", Abandoned = "abandoned",
    }
}

codes! {
    /// Status of a commitment.
    CommitmentStatus {
        Announced = "announced", Scheduled = "scheduled", Fulfilled = "fulfilled", Partly = "partly",
        Overdue = "overdue", Cancelled = "cancelled", Superseded = "superseded",
    }
}

codes! {
    /// Weight of a diagnostic.
    Severity { Info = "info", Warning = "warning", Error = "error" }
}

/// A CAMEO code: root, or the full code where the rule knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Cameo(pub String);
