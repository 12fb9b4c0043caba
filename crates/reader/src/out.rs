//! Where readers put what they find.

use std::ops::ControlFlow;
use std::rc::Rc;

use crate::encoded::{Budget, Guard};
use crate::item::{Article, Found, Item, Listing, Place};
use crate::{Options, ReadError, Skipped};

/// Whether to go on.
pub(crate) type Flow = ControlFlow<()>;

/// Takes what readers find, until the caller has had enough.
pub(crate) struct Out<'a> {
    pub(crate) options: &'a Options,
    take: &'a mut dyn FnMut(Item) -> bool,
    skipped: &'a mut Skipped,
    /// How many containers lie around the stream at hand.
    pub(crate) depth: usize,
    /// What all unpacking of this input took and made.
    pub(crate) budget: Rc<Budget>,
}

impl<'a> Out<'a> {
    pub(crate) fn new(
        options: &'a Options,
        take: &'a mut dyn FnMut(Item) -> bool,
        skipped: &'a mut Skipped,
    ) -> Self {
        Self { options, take, skipped, depth: 0, budget: Rc::default() }
    }

    fn hand(&mut self, place: Place, found: Result<Found, ReadError>) -> Flow {
        if (self.take)(Item { place, found }) { Flow::Continue(()) } else { Flow::Break(()) }
    }

    /// A guard over a packed stream.
    pub(crate) fn guard(&self) -> Guard {
        Guard::new(self.options.max_ratio, &self.budget)
    }

    /// An article.
    pub(crate) fn article(&mut self, place: Place, article: Article) -> Flow {
        self.hand(place, Ok(Found::Article(Box::new(article))))
    }

    /// The mention of an article.
    pub(crate) fn listing(&mut self, place: Place, listing: Listing) -> Flow {
        self.hand(place, Ok(Found::Listing(Box::new(listing))))
    }

    /// Something that failed.
    pub(crate) fn problem(&mut self, place: Place, error: impl Into<ReadError>) -> Flow {
        self.hand(place, Err(error.into()))
    }

    /// Something that is no article by its nature.
    pub(crate) fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }
}
