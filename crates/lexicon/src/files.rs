//! The texts under `lexicon/` that this crate reads, and the layers that they make with a user's own.

/// A file: its path under the folder, and its text.
pub(crate) type File<'a> = (&'a str, &'a str);

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../lexicon/", $path)))),*]
    };
}

/// The files that ship with the program.
pub(crate) static BUILTIN: &[File<'static>] = files![
    "agents/en.tsv",
    "agents/references.tsv",
    "agents/ru.tsv",
    "agents/small.tsv",
    "agents/words.tsv",
    "entities/bodies.tsv",
    "entities/collectives.tsv",
    "entities/context.tsv",
    "entities/groups.tsv",
    "entities/introducers.tsv",
    "entities/masks.tsv",
    "entities/memberships.tsv",
    "entities/organisations.tsv",
    "entities/outlets.tsv",
    "entities/polities.tsv",
    "entities/regions.tsv",
    "entities/states.tsv",
    "holders/africa-mideast.tsv",
    "holders/americas-europe-pacific.tsv",
    "holders/asia-organisations.tsv",
    "holders/neighbours.tsv",
    "holders/organisations.tsv",
    "holders/world.tsv",
    "offices/en.tsv",
    "offices/houses.tsv",
    "offices/ru.tsv",
    "offices/words.tsv",
    "persons/endings.tsv",
    "persons/families.tsv",
    "persons/given.tsv",
    "persons/particles.tsv",
    "persons/patronymics.tsv",
    "persons/translit.tsv",
    "places/cities.tsv",
    "places/regions.tsv",
];

/// Texts that lie over one another, the built-in ones at the bottom.
#[derive(Debug, Clone)]
pub(crate) struct Layers(Vec<Vec<File<'static>>>);

impl Layers {
    /// The built-in texts alone.
    pub(crate) fn builtin() -> Self {
        Self(vec![BUILTIN.to_vec()])
    }

    /// No texts.
    pub(crate) fn none() -> Self {
        Self(Vec::new())
    }

    /// Lays `files` on top.
    pub(crate) fn push(&mut self, files: Vec<File<'static>>) {
        self.0.push(files);
    }

    /// The layers, the lowest first.
    pub(crate) fn all(&self) -> &[Vec<File<'static>>] {
        &self.0
    }

    /// Files whose path begins so: the topmost layer first, in each the order of the paths.
    pub(crate) fn downward(&self, start: &str) -> impl Iterator<Item = File<'static>> {
        self.0.iter().rev().flatten().copied().filter(move |(path, _)| path.starts_with(start))
    }

    /// Files whose path begins so: the lowest layer first.
    pub(crate) fn upward(&self, start: &str) -> impl Iterator<Item = File<'static>> {
        self.0.iter().flatten().copied().filter(move |(path, _)| path.starts_with(start))
    }

    /// Whether a layer above the built-in one has a file whose path begins so.
    pub(crate) fn adds(&self, start: &str) -> bool {
        self.0.iter().skip(1).flatten().any(|(path, _)| path.starts_with(start))
    }
}
