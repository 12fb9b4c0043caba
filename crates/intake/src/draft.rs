//! Reading in two steps: what a text tells alone, then the article, once it is known what the pages of its site have in common.

use legation_model::{Article, RawArticle};

use crate::claim::Claim;
use crate::furniture::repeated;
use crate::join::join;
use crate::site::{Sites, host, line};
use crate::unit::Unit;
use crate::{Decoded, IntakeError, MOST_BYTES, Options, clean, decode, html, inline, judge, lines, page};

/// An article, and all that its page or carrier claims of it, sources that contradict each other side by side.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// What is claimed.
    pub claims: Vec<Claim>,
}

impl Reading {
    /// The claims of another day than the one believed. Without a day believed there is none.
    pub fn conflicts(&self) -> impl Iterator<Item = &Claim> {
        let day = self.article.published.as_ref().and_then(|p| p.start).map(|day| day.to_string());
        self.claims.iter().filter(move |c| {
            c.field == "published" && day.as_ref().is_some_and(|day| !c.value.starts_with(day.as_str()))
        })
    }
}

/// A text decoded and laid out in lines, before it is decided which of them are the article.
pub struct Draft {
    decoded: Decoded,
    sheet: Sheet,
}

enum Sheet {
    Page(Box<page::Page>),
    Lines(Vec<Unit>),
}

/// Lines of a text among which the address is looked for that a crawler may have put there.
const HEAD: usize = 30;

/// Takes the first step.
///
/// # Errors
///
/// [`IntakeError`] when the bytes are empty, too many or no text.
pub fn draft(raw: &RawArticle, options: &Options) -> Result<Draft, IntakeError> {
    let limit = options.max_bytes.min(MOST_BYTES);
    if raw.bytes.len() > limit {
        return Err(IntakeError::TooLarge { size: raw.bytes.len(), limit });
    }
    let declared = raw.charset.clone().or_else(|| html::charset(&raw.bytes));
    let decoded = decode(&raw.bytes, declared.as_deref())?;
    let markup = raw.markup || html::is_page(&decoded.text);
    let page = if markup { page::open(&decoded) } else { None };
    let sheet = page.map_or_else(
        || Sheet::Lines(join(inline::units(&decoded.text, &lines::lines(&decoded.text)))),
        |page| Sheet::Page(Box::new(page)),
    );
    Ok(Draft { decoded, sheet })
}

impl Draft {
    /// The host of its address and the lines by which the memory of the site knows it; `None` where it has no address.
    pub fn site(&self, raw: &RawArticle) -> Option<(String, Vec<u64>)> {
        let found;
        let (address, lines): (_, Vec<u64>) = match &self.sheet {
            Sheet::Page(page) => (page.address(raw), page.texts().filter_map(line).collect()),
            Sheet::Lines(units) => {
                found = raw.url.clone().or_else(|| clean::address(&units[..units.len().min(HEAD)]));
                (found.as_deref(), units.iter().filter_map(|u| line(&u.text)).collect())
            }
        };
        Some((address.and_then(host)?.to_owned(), lines))
    }

    /// Takes the second step. `furniture`: the lines, in order, that the pages of the site have in common ([`Sites::common`]).
    ///
    /// # Errors
    ///
    /// [`IntakeError::NoText`] when nothing reads like an article.
    pub fn finish(self, raw: &RawArticle, furniture: &[u64]) -> Result<Reading, IntakeError> {
        match self.sheet {
            Sheet::Page(page) => page.article(raw, &self.decoded, furniture),
            Sheet::Lines(units) => clean::article(raw, &self.decoded, units, furniture),
        }
    }

    /// The lines with what is told of each.
    fn told(self) -> Told {
        let units = match self.sheet {
            Sheet::Page(page) => page.units(),
            Sheet::Lines(units) => units,
        };
        let around = judge::Around::of(&units, &repeated(&units));
        units.iter().enumerate().map(|(i, unit)| (unit.text.clone(), around.row(i).to_vec())).collect()
    }
}

/// Reads one article out of its bytes.
///
/// # Errors
///
/// [`IntakeError`] when the bytes are empty, too many, no text, or hold nothing that reads like an article.
pub fn read(raw: &RawArticle, options: &Options) -> Result<Article, IntakeError> {
    reading(raw, options).map(|r| r.article)
}

/// Reads one article with what is claimed of it.
///
/// # Errors
///
/// As [`read`].
pub fn reading(raw: &RawArticle, options: &Options) -> Result<Reading, IntakeError> {
    draft(raw, options)?.finish(raw, &[])
}

/// Reads many articles: what the pages of a host have in common is left out of them. The answers do not depend on the order.
pub fn read_all(raws: &[RawArticle], options: &Options) -> Vec<Result<Article, IntakeError>> {
    let drafts: Vec<Result<Draft, IntakeError>> = raws.iter().map(|raw| draft(raw, options)).collect();
    let mut sites = Sites::default();
    let mut keys = Vec::with_capacity(raws.len());
    for (draft, raw) in drafts.iter().zip(raws) {
        let key = draft.as_ref().ok().and_then(|draft| draft.site(raw));
        if let Some((host, lines)) = &key {
            sites.note(host, lines.iter().copied());
        }
        keys.push(key);
    }
    let common = |key: Option<(String, Vec<u64>)>| {
        key.map_or_else(Vec::new, |(host, lines)| sites.common(&host, &lines))
    };
    let parts = drafts.into_iter().zip(raws).zip(keys);
    parts.map(|((draft, raw), key)| Ok(draft?.finish(raw, &common(key))?.article)).collect()
}

/// Lines, each with what is told of it.
pub type Told = Vec<(String, Vec<f32>)>;

/// The lines of a page or of scraped text with what is told of each, named in the order of the numbers: what `models/lines.tsv` is fitted to.
///
/// # Errors
///
/// As [`draft`].
pub fn told(raw: &RawArticle) -> Result<(&'static [&'static str], Told), IntakeError> {
    Ok((&judge::NAMES, draft(raw, &Options::default())?.told()))
}
