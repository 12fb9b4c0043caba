//! `legation read`: articles out of any input, uncoded.

use legation_intake::{Claim, Options, Reading};
use legation_model::{ArticleRecord, BlockKind, Extraction, Lang};
use legation_reader::{Found, Listing, Place};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::Outcome;
use crate::args::ReadArgs;
use crate::input::{self, Item, Passed};
use crate::output::Writer;
use crate::progress::Progress;
use crate::{pipeline, sites};

/// An article as it goes out: the article record, its place, what its carrier said, its blocks.
#[derive(Serialize)]
struct Page {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    article: ArticleRecord,
    place: At,
    #[serde(skip_serializing_if = "Map::is_empty")]
    carrier: Map<String, Value>,
    /// What speaks for another day of publication.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<Conflict>,
    blocks: Vec<Block>,
}

/// A claim that contradicts the record.
#[derive(Serialize)]
struct Conflict {
    field: &'static str,
    value: String,
    from: &'static str,
    confidence: f64,
}

impl From<&Claim> for Conflict {
    fn from(claim: &Claim) -> Self {
        // Two digits: more would say more than is known.
        let confidence = (f64::from(claim.confidence) * 100.0).round() / 100.0;
        Self { field: claim.field, value: claim.value.clone(), from: claim.from, confidence }
    }
}

/// The mention of an article as it goes out.
#[derive(Serialize)]
struct Mention {
    #[serde(rename = "type")]
    kind: &'static str,
    url: Option<String>,
    title: Option<String>,
    published: Option<String>,
    lang: Option<String>,
    publisher: Option<String>,
    place: At,
}

#[derive(Serialize)]
struct At {
    file: String,
    record: u64,
    byte: u64,
}

impl From<Place> for At {
    fn from(place: Place) -> Self {
        Self { file: place.file, record: place.record, byte: place.byte }
    }
}

/// A line of the text with the bytes that made it.
#[derive(Serialize)]
struct Block {
    kind: BlockKind,
    lang: Lang,
    byte_start: u32,
    byte_end: u32,
    raw: Vec<[u32; 2]>,
}

/// What a worker makes of an item.
enum Made {
    Page(Box<Page>),
    Mention(Box<Mention>),
}

fn page(reading: &Reading, place: Place, notes: Vec<(&'static str, String)>) -> Page {
    let article = &reading.article;
    let block = |b: &legation_model::Block| Block {
        kind: b.kind,
        lang: b.lang,
        byte_start: b.span.start,
        byte_end: b.span.end,
        raw: b.raw.iter().map(|s| [s.start, s.end]).collect(),
    };
    Page {
        kind: "article",
        place: place.into(),
        carrier: notes.into_iter().map(|(k, v)| (k.to_owned(), Value::String(v))).collect(),
        conflicts: reading.conflicts().map(Conflict::from).collect(),
        blocks: article.blocks.iter().map(block).collect(),
        article: article.into(),
    }
}

fn mention(listing: Listing, place: Place) -> Mention {
    let Listing { url, title, published, lang, publisher } = listing;
    Mention { kind: "listing", url, title, published, lang, publisher, place: place.into() }
}

fn read(item: Item, options: &Options) -> Result<Made, String> {
    match item.found? {
        Found::Article(found) => {
            let reading = input::reading(&found.raw, item.known, options)?;
            Ok(Made::Page(Box::new(page(&reading, item.place, found.notes))))
        }
        Found::Listing(listing) => Ok(Made::Mention(Box::new(mention(*listing, item.place)))),
    }
}

/// Runs the command.
pub(crate) fn run(args: &ReadArgs) -> anyhow::Result<Outcome> {
    let options = Options { max_bytes: args.input.max_bytes };
    let reading = input::options(&args.input)?;
    let mut writer = Writer::of_articles(args.output.as_deref(), args.format)?;
    let mut progress = Progress::start(&args.input.paths, args.work.quiet);
    let (mut articles, mut listed, mut failed) = (0usize, 0usize, 0usize);
    let found = |take: &mut dyn FnMut(Item) -> bool| input::walk(&args.input.paths, &reading, take);
    let feed =
        |take: &mut dyn FnMut(Item) -> bool| sites::by_batches(found, &options, args.work.jobs(), take);
    let reader = || |item: Item| pipeline::guarded(|| read(item, &options));
    let skipped = pipeline::spread(feed, args.work.jobs(), reader, &mut |done| {
        progress.step(done.bytes);
        match done.result {
            Ok(Made::Page(mut page)) => {
                articles += 1;
                if writer.is_json() {
                    writer.mark(&mut page.article);
                    writer.value(&page)?;
                } else {
                    writer.write(Extraction { article: page.article, records: Vec::new() })?;
                }
            }
            Ok(Made::Mention(mention)) => {
                listed += 1;
                if writer.is_json() {
                    writer.value(&mention)?;
                } else {
                    writer.row(&row(*mention))?;
                }
            }
            Err(problem) => {
                failed += 1;
                progress.say(&format!("legation: {}: {problem}", done.source));
            }
        }
        Ok(())
    })?;
    writer.finish()?;
    progress.end();
    if !args.work.quiet {
        eprintln!("legation: {articles} articles, {failed} inputs failed{}", Passed::new(listed, skipped));
    }
    Ok(args.work.outcome(failed))
}

/// A listing as a row of the tables.
fn row(mention: Mention) -> [String; 11] {
    let none = String::new;
    let source = if mention.place.record > 0 {
        format!("{}:{}", mention.place.file, mention.place.record)
    } else {
        mention.place.file
    };
    [
        "listing".to_owned(),
        none(),
        source,
        mention.lang.unwrap_or_default(),
        none(),
        mention.publisher.unwrap_or_default(),
        mention.url.unwrap_or_default(),
        mention.published.unwrap_or_default(),
        none(),
        none(),
        mention.title.unwrap_or_default(),
    ]
}
