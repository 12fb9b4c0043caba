//! From paths to what lies in them: files, folders, standard input; the containers are `legation-reader`'s.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use legation_intake::{Draft, Options as Reading, Reading as Read};
use legation_model::RawArticle;
use legation_reader::{Article, Columns, Found, Options, Place, ReadError, Skipped};

use crate::args::InputArgs;

/// What was found at a place, or why it could not be had.
pub(crate) struct Item {
    /// Where.
    pub(crate) place: Place,
    /// What, or what failed in words.
    pub(crate) found: Result<Found, String>,
    /// What is known of an article already.
    pub(crate) known: Option<Known>,
}

/// An article read halfway.
pub(crate) struct Known {
    pub(crate) draft: Draft,
    /// Its host and lines, until they are noted.
    pub(crate) site: Option<(String, Vec<u64>)>,
    /// Those of its lines that the pages of its site have in common.
    pub(crate) common: Vec<u64>,
}

/// Reads an article, from where it was left if it was read halfway.
///
/// # Errors
/// What intake says of it.
pub(crate) fn reading(raw: &RawArticle, known: Option<Known>, options: &Reading) -> Result<Read, String> {
    let read = match known {
        Some(known) => known.draft.finish(raw, &known.common),
        None => legation_intake::reading(raw, options),
    };
    read.map_err(|e| format!("{}: {e}", e.code()))
}

impl Item {
    /// An article that is at hand already.
    pub(crate) fn of(raw: RawArticle) -> Self {
        let place = Place { file: raw.source.clone(), ..Place::default() };
        Self { place, found: Ok(Found::Article(Box::new(Article { raw, notes: Vec::new() }))), known: None }
    }

    /// What failed as a whole.
    fn failed(source: &str, problem: String) -> Self {
        let place = Place { file: source.to_owned(), ..Place::default() };
        Self { place, found: Err(problem), known: None }
    }

    /// The article; of a mere listing there is nothing to code.
    ///
    /// # Errors
    /// What failed, or that there is no text.
    pub(crate) fn article(self) -> Result<Article, String> {
        match self.found? {
            Found::Article(article) => Ok(*article),
            Found::Listing(_) => Err(format!("{}: {}", ReadError::NoBody.code(), ReadError::NoBody)),
        }
    }

    /// Its name: the article's own, or the place.
    pub(crate) fn source(&self) -> String {
        match &self.found {
            Ok(Found::Article(article)) => article.raw.source.clone(),
            _ => self.place.to_string(),
        }
    }

    /// Size of the raw article.
    pub(crate) fn bytes(&self) -> usize {
        if let Ok(Found::Article(article)) = &self.found { article.raw.bytes.len() } else { 0 }
    }
}

/// The reader's options as the command line gives them.
///
/// # Errors
/// A rule of `--map` that is none.
pub(crate) fn options(args: &InputArgs) -> anyhow::Result<Options> {
    let mut columns = Columns::default();
    for rule in &args.map {
        columns = columns.with(rule).map_err(|e| anyhow::anyhow!("--map: {e}"))?;
    }
    Ok(Options { max_bytes: args.max_bytes, columns, ..Options::default() })
}

/// Walks `paths` in order, folders in the order of their names, and hands everything to `take` until it says no.
/// Gives what was passed over.
///
/// # Errors
/// Only what stops everything: a path named by the user that does not exist.
pub(crate) fn walk(
    paths: &[PathBuf],
    options: &Options,
    take: &mut dyn FnMut(Item) -> bool,
) -> anyhow::Result<Skipped> {
    let mut walk = Walk { options, take, skipped: Skipped::new() };
    for path in paths {
        let on = if path.as_os_str() == "-" {
            walk.stream("-", &mut BufReader::new(io::stdin().lock()))
        } else {
            if !path.exists() {
                anyhow::bail!("{}: no such file or folder", path.display());
            }
            walk.visit(path)
        };
        if !on {
            break;
        }
    }
    Ok(walk.skipped)
}

/// What was passed over on a walk.
#[derive(Debug, Default)]
pub(crate) struct Passed {
    /// Articles that were named without their text.
    listed: usize,
    skipped: Skipped,
}

impl Passed {
    /// With so many listings.
    pub(crate) fn new(listed: usize, skipped: Skipped) -> Self {
        Self { listed, skipped }
    }
}

impl fmt::Display for Passed {
    /// As the end of a summary.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.listed > 0 {
            write!(f, "; {} listed without text", self.listed)?;
        }
        self.skipped.iter().try_for_each(|(reason, count)| write!(f, "; {count} {reason} passed over"))
    }
}

/// Walks as [`walk`] does, but hands over articles and errors only; listings are counted.
///
/// # Errors
/// As [`walk`].
pub(crate) fn articles(args: &InputArgs, take: &mut dyn FnMut(Item) -> bool) -> anyhow::Result<Passed> {
    let mut listed = 0;
    let skipped = walk(&args.paths, &options(args)?, &mut |item| {
        let listing = matches!(item.found, Ok(Found::Listing(_)));
        listed += usize::from(listing);
        listing || take(item)
    })?;
    Ok(Passed::new(listed, skipped))
}

/// The first article of `path` (`-`: standard input).
///
/// # Errors
/// It cannot be read, or holds none.
pub(crate) fn single(path: &Path) -> anyhow::Result<RawArticle> {
    let mut found = None;
    walk(std::slice::from_ref(&path.to_path_buf()), &Options::default(), &mut |item| {
        found = match item.found {
            Ok(Found::Article(article)) => Some(Ok(article.raw)),
            Ok(Found::Listing(_)) => return true,
            Err(problem) => Some(Err(anyhow::anyhow!("{}: {problem}", item.place))),
        };
        false
    })?;
    found.unwrap_or_else(|| Err(anyhow::anyhow!("{}: holds no article", path.display())))
}

struct Walk<'a> {
    options: &'a Options,
    take: &'a mut dyn FnMut(Item) -> bool,
    skipped: Skipped,
}

impl Walk<'_> {
    /// A file or folder; false when there was enough.
    fn visit(&mut self, path: &Path) -> bool {
        let source = path.to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            let entries = match std::fs::read_dir(path) {
                Ok(entries) => entries,
                Err(e) => return (self.take)(Item::failed(&source, format!("cannot list the folder: {e}"))),
            };
            let mut inside: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
            inside.sort();
            return inside.iter().filter(|p| !is_hidden(p)).all(|p| self.visit(p));
        }
        match File::open(path) {
            Ok(file) => self.stream(&source, &mut BufReader::with_capacity(64 * 1024, file)),
            Err(e) => (self.take)(Item::failed(&source, format!("cannot open: {e}"))),
        }
    }

    fn stream(&mut self, name: &str, stream: &mut dyn BufRead) -> bool {
        let take = &mut self.take;
        let (skipped, on) = legation_reader::read(stream, name, self.options, &mut |item| {
            let found = item.found.map_err(|e| match item.place.byte {
                0 => format!("{}: {e}", e.code()),
                byte => format!("{}: {e} (at byte {byte})", e.code()),
            });
            take(Item { place: item.place, found, known: None })
        });
        for (reason, count) in skipped {
            *self.skipped.entry(reason).or_default() += count;
        }
        on
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with('.'))
}
