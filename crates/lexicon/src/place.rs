//! Places.

use std::ops::Range;

use crate::context::{Context, Kind};
use crate::mention::pieces;
use crate::{Lexicon, Word};

/// Number of a place in its [`Lexicon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceIx(pub u32);

/// A place of the gazetteer.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Display name in English.
    pub label_en: &'static str,
    /// Display name in Russian, where known.
    pub label_ru: &'static str,
    /// ISO 3166 alpha-3, or the slug of a contested polity.
    pub country: Option<&'static str>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// A whole country or contested polity.
    pub whole: bool,
}

/// A place named in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceMention {
    /// Words.
    pub tokens: Range<u32>,
    /// The place; of several of that name the one with most people.
    pub place: PlaceIx,
    /// The others of that name.
    pub also: Vec<PlaceIx>,
}

impl Lexicon {
    /// Names of places in `words`, from left to right, the longest first. Whether the words stand for the place or
    /// for a state or government is for the caller to tell: [`Lexicon::mentions`] reads the same words as actors.
    pub fn places(&self, words: &[Word<'_>]) -> Vec<PlaceMention> {
        let pieces = pieces(words, |form, lemma| self.places.lookup(form, lemma));
        let mut out = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let mut next = at + 1;
            if pieces[at].first && !pieces[at].ids.is_empty() {
                let context = Context { lexicon: self, words, pieces: &pieces, start: at };
                for hit in self.places.hits(&pieces, at) {
                    if let Some((first, rest)) =
                        context.meant(&self.places, self.place_rules, hit, Kind::Place)
                    {
                        out.push(PlaceMention {
                            tokens: pieces[at].token..pieces[hit.end - 1].token + 1,
                            place: PlaceIx(first.value),
                            also: rest.into_iter().map(|o| PlaceIx(o.value)).collect(),
                        });
                        next = hit.end;
                        break;
                    }
                }
            }
            at = next;
        }
        out
    }
}
