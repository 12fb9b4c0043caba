//! How the compiled lexicon lies in memory: one text, and one row of numbers cut into sections.
//!
//! The build script writes it and the library reads it; both take the numbers of sections and codes from here.

/// Sections before those of the automata. A string is two numbers: where it begins in the text, and its bytes.
pub(crate) const ENTITIES: usize = 0;
pub(crate) const MEMBERSHIPS: usize = 1;
pub(crate) const PLACES: usize = 2;
pub(crate) const NAME_RULES: usize = 3;
pub(crate) const PLACE_RULES: usize = 4;
/// The hash of the files, as a string.
pub(crate) const HASH: usize = 5;
/// First section of the automata.
pub(crate) const AUTOMATA: usize = 6;
/// Sections of an automaton: stem slots, stems, entries, edges, first outputs, outputs.
pub(crate) const PARTS: usize = 6;

/// Automata.
pub(crate) const NAMES: usize = 0;
pub(crate) const HALVES: usize = 1;
pub(crate) const TOWNS: usize = 2;
pub(crate) const INTRODUCERS: usize = 3;
// Read by the build script alone.
#[allow(dead_code)]
pub(crate) const AUTOMATON_COUNT: usize = 4;

/// All sections.
#[allow(dead_code)]
pub(crate) const SECTIONS: usize = AUTOMATA + PARTS * AUTOMATON_COUNT;

/// Numbers in a record.
pub(crate) const ENTITY: usize = 12;
pub(crate) const MEMBERSHIP: usize = 7;
pub(crate) const PLACE: usize = 10;
pub(crate) const RULE: usize = 4;
pub(crate) const STEM: usize = 4;
pub(crate) const EDGE: usize = 3;
pub(crate) const OUTPUT: usize = 2;

/// Value of a name that stands for nobody; node of an empty edge.
pub(crate) const NONE: u32 = u32::MAX;
/// A degree that is not known, in ten-thousandths.
pub(crate) const NO_DEGREE: i32 = i32::MIN;

/// Kinds of names, as codes.
pub(crate) const FORMS: [&str; 6] = ["name", "acronym", "adjective", "people", "capital", "seat"];
/// Classes of entities, as codes.
pub(crate) const CLASSES: [&str; 10] = [
    "state",
    "polity",
    "organisation",
    "body",
    "outlet",
    "company",
    "party",
    "armed-group",
    "collective",
    "region",
];
/// Standings of members, as codes.
pub(crate) const STANDINGS: [&str; 5] = ["member", "observer", "partner", "associate", "suspended"];
/// Rules of context, as codes.
pub(crate) const RULES: [&str; 5] = ["not-initial", "not-before", "not-after", "not-person", "not-capitals"];
/// What introducers stand before or after, as codes.
pub(crate) const INTRODUCED: [&str; 3] = ["before actor", "after actor", "before place"];

/// FNV-1a.
pub(crate) fn hash(bytes: impl IntoIterator<Item = u8>) -> usize {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as usize
}

/// Hash of an edge.
pub(crate) fn edge_hash(node: u32, word: u32) -> usize {
    hash(node.to_le_bytes().into_iter().chain(word.to_le_bytes()))
}
