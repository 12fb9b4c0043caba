//! The article between crates: bytes in, clean text with the way back out.

use legation_text::{CodePoints, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{DateRef, RecordId};

/// Language of a text, ISO 639-1 where there is one. Only [`Lang::Ru`] and [`Lang::En`] have packs today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Lang {
    Ru,
    En,
    Uk,
    Be,
    Bg,
    Sr,
    Mk,
    Kk,
    De,
    Fr,
    Es,
    It,
    Pl,
    Tr,
    Pt,
    Nl,
    Cs,
    Sk,
    Sl,
    Hr,
    Ro,
    Hu,
    Az,
    Sv,
    Da,
    No,
    Fi,
    Et,
    Lv,
    Lt,
    Sq,
    Ca,
    Id,
    Vi,
    Mn,
    Ar,
    Fa,
    Ur,
    He,
    El,
    Ka,
    Hy,
    Hi,
    Th,
    Zh,
    Ja,
    Ko,
    /// Not told.
    Und,
}

impl Lang {
    /// ISO 639-1 code, `und` where the language is not told.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Ru => "ru",
            Lang::En => "en",
            Lang::Uk => "uk",
            Lang::Be => "be",
            Lang::Bg => "bg",
            Lang::Sr => "sr",
            Lang::Mk => "mk",
            Lang::Kk => "kk",
            Lang::De => "de",
            Lang::Fr => "fr",
            Lang::Es => "es",
            Lang::It => "it",
            Lang::Pl => "pl",
            Lang::Tr => "tr",
            Lang::Pt => "pt",
            Lang::Nl => "nl",
            Lang::Cs => "cs",
            Lang::Sk => "sk",
            Lang::Sl => "sl",
            Lang::Hr => "hr",
            Lang::Ro => "ro",
            Lang::Hu => "hu",
            Lang::Az => "az",
            Lang::Sv => "sv",
            Lang::Da => "da",
            Lang::No => "no",
            Lang::Fi => "fi",
            Lang::Et => "et",
            Lang::Lv => "lv",
            Lang::Lt => "lt",
            Lang::Sq => "sq",
            Lang::Ca => "ca",
            Lang::Id => "id",
            Lang::Vi => "vi",
            Lang::Mn => "mn",
            Lang::Ar => "ar",
            Lang::Fa => "fa",
            Lang::Ur => "ur",
            Lang::He => "he",
            Lang::El => "el",
            Lang::Ka => "ka",
            Lang::Hy => "hy",
            Lang::Hi => "hi",
            Lang::Th => "th",
            Lang::Zh => "zh",
            Lang::Ja => "ja",
            Lang::Ko => "ko",
            Lang::Und => "und",
        }
    }
}

/// What a reader hands to cleaning: the bytes of one article and what was said about them.
#[derive(Debug, Clone, Default)]
pub struct RawArticle {
    /// Where it came from: a path, or `file:line`.
    pub source: String,
    /// The bytes as received.
    pub bytes: Vec<u8>,
    /// Whether the carrier says that the bytes are markup, a piece of a page perhaps.
    pub markup: bool,
    /// Character set declared outside of the bytes.
    pub charset: Option<String>,
    /// Address, where the carrier gave one.
    pub url: Option<String>,
    /// Headline, where the carrier gave one.
    pub title: Option<String>,
    /// Publication date, where the carrier gave one (any form that the date reader knows).
    pub published: Option<String>,
    /// Language, where the carrier gave one; used where the text itself does not tell.
    pub lang: Option<String>,
}

/// What a block of the clean text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum BlockKind {
    Title,
    Standfirst,
    Paragraph,
    Heading,
    /// An item of a list.
    Item,
}

/// A block of the clean text: one line of it, without its line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Bytes of [`Article::text`].
    pub span: Span,
    /// Bytes of the raw input that made it (after decoding: offsets into the bytes as received).
    pub raw: Vec<Span>,
    /// Kind.
    pub kind: BlockKind,
    /// Language.
    pub lang: Lang,
}

/// A raw range that did not come into the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dropped {
    /// First byte of the raw input.
    pub raw_start: u32,
    /// One past the last byte.
    pub raw_end: u32,
    /// Why, as a short stable word: `menu`, `share`, `comments`, `teaser`, `figure`, `end-mark`…
    pub reason: String,
}

/// A cleaned, dated, language-marked article.
#[derive(Debug, Clone)]
pub struct Article {
    /// Hash of source key and text.
    pub id: RecordId,
    /// Where it came from.
    pub source: String,
    /// Address.
    pub url: Option<String>,
    /// Language of the body.
    pub lang: Lang,
    /// The headline in the text: its first line.
    pub title: Option<Span>,
    /// When it was published.
    pub published: Option<DateRef>,
    /// Place and date that open the story; part of the text.
    pub dateline: Option<Span>,
    /// The short lines between headline and text that were taken out, for the place where it was written ("Nairobi | 18 September").
    pub lines: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Whom it passes on, nearest first.
    pub relay: Vec<String>,
    /// Clean text: the title is the first line, each block one line.
    pub text: String,
    /// Code points of `text`.
    pub points: CodePoints,
    /// The lines of `text`, in order.
    pub blocks: Vec<Block>,
    /// What was taken out.
    pub dropped: Vec<Dropped>,
    /// Another article of the run with the same text.
    pub duplicate_of: Option<RecordId>,
}

impl Article {
    /// The words at `span` with both kinds of offsets.
    pub fn evidence(&self, span: Span) -> Evidence {
        let (start, end) = self.points.range(&self.text, span);
        Evidence {
            start,
            end,
            byte_start: span.start,
            byte_end: span.end,
            quote: span.slice(&self.text).to_owned(),
        }
    }

    /// The block that holds byte `at` of the text.
    pub fn block_at(&self, at: u32) -> Option<&Block> {
        let next = self.blocks.partition_point(|b| b.span.start <= at);
        next.checked_sub(1).map(|i| &self.blocks[i]).filter(|b| at < b.span.end)
    }
}

/// Words of the article's text that prove a field: the `Span` of the wire format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// First byte (UTF-8).
    pub byte_start: u32,
    /// One past the last byte.
    pub byte_end: u32,
    /// The words.
    pub quote: String,
}

impl Evidence {
    /// The byte range.
    pub fn span(&self) -> Span {
        Span::new(self.byte_start, self.byte_end)
    }

    /// Whether the quote still stands where it is said to stand.
    pub fn holds(&self, text: &str) -> bool {
        self.span().slice(text) == self.quote
    }
}
