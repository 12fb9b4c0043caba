//! Scores records against gold: articles annotated after the codebook, sentences with PLOVER or CAMEO events, and
//! factRuEval facts.
//!
//! Knows records by their wire format alone, so that the output of any version, or of another program, can be scored.

mod actors;
mod articles;
mod dyads;
mod facts;
mod gold;
mod pairing;
mod record;
mod report;
mod sentence;
mod stem;
mod tally;
mod words;

pub use articles::{KINDS as ARTICLE_KINDS, score as score_articles};
pub use dyads::{Codes, KINDS as SENTENCE_KINDS, Sentence, score as score_sentences};
pub use facts::{Document, KINDS as FACT_KINDS, score as score_facts};
pub use gold::Article as GoldArticle;
pub use record::{Output, gather};
pub use report::{Attribute, Interval, Layout, Miss, Report, Row};
pub use tally::{By, Resampling};
