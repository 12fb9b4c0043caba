//! Actors, places and words, compiled from `lexicon/`.

/// The lexicon.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The one that ships with the program.
    pub fn builtin() -> &'static Self {
        static BUILTIN: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::default);
        &BUILTIN
    }
}
