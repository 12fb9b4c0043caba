//! From lines to the article.

use std::ops::Range;

use legation_model::{Article, Block, BlockKind, DateRef, Dropped, Lang, RawArticle, RecordId};
use legation_text::{CodePoints, Span};

use crate::dateline::dateline;
use crate::draft::Reading;
use crate::features::{Begin, End};
use crate::furniture::{has_key, holds_key, inside, key, opens_text, region, repeated, stamped};
use crate::headline::headline;
use crate::join::{join_wrapped, wrapped};
use crate::language::of_block;
use crate::lexicon::{Reach, lang};
use crate::published::Dates;
use crate::site::leave_out;
use crate::trim::{Cuts, echoes, end_marks, invitations, site_name, tooltips};
use crate::unit::Unit;
use crate::{Decoded, IntakeError, judge, language, relay};

/// The article among the lines of a text, with what they and the carrier claim of its day.
pub(crate) fn article(
    raw: &RawArticle,
    decoded: &Decoded,
    mut units: Vec<Unit>,
    furniture: &[u64],
) -> Result<Reading, IntakeError> {
    let twice = repeated(&units);
    let body = region(&units, &twice).ok_or(IntakeError::NoText)?;
    let mut body = among_furniture(&mut units, &twice, body);
    let title = headline(&units, &body, raw.title.as_deref());
    if wrapped(&units[body.clone()]) {
        body.start = begun(&units, &body, title);
        unwrap_body(&mut units, &mut body, title);
    }
    leave_out(&mut units, body.clone(), title, furniture);
    let comments = (body.end..units.len())
        .find(|i| units[*i].label.is_some_and(|l| l.reason == "comments"))
        .unwrap_or(units.len());
    let url = raw.url.clone().or_else(|| address(&units[..body.start.min(units.len())]));
    let dates = Dates {
        known: raw.published.as_deref(),
        address: url.as_deref(),
        units: &units,
        title,
        body: &body,
        comments,
    };
    let (date, claims) = (dates.published(), dates.claims());
    let publisher = publisher_of(url.as_deref(), &units, title, &body);
    let author =
        units[..body.end].iter().filter(|u| u.features.words < 12).find_map(|u| relay::author(&u.text));

    let mut cuts = Cuts::new();
    let kinds = sort_out(&mut units, title, &body, &mut cuts);
    let lines_of_chrome: Vec<String> =
        units.iter().filter(|u| u.dropped.is_some() && u.text.len() < 200).map(|u| u.text.clone()).collect();
    let sorted = Sorted { decoded, units: &units, kinds: &kinds, cuts };
    let mut article = sorted.assemble(raw, title.is_none())?;
    article.url = url;
    article.published = date;
    article.publisher = publisher;
    article.author = author;
    finish(&mut article, &lines_of_chrome);
    article.id = RecordId::of("article", &[&source_key(&article), &article.text]);
    Ok(Reading { article, claims })
}

/// Lines around the text from which a page was scraped with its furniture: what stands around the text then tells more than the lines themselves.
const FURNISHED: usize = 20;
/// Odds below which a line inside the text is none of it.
const ALIEN: f32 = -1.5;

/// The text as the forest sees it, where much stands around it; lines inside that are none of it are left out.
fn among_furniture(units: &mut [Unit], twice: &[bool], body: Range<usize>) -> Range<usize> {
    if units.len() - body.len() < FURNISHED {
        return body;
    }
    let odds = judge::odds(units, twice);
    let Some(found) = judge::stretch(units, twice, &odds) else { return body };
    for i in found.clone().filter(|i| odds[*i] < ALIEN) {
        units[i].dropped.get_or_insert("side");
    }
    found
}

/// Words of a line that is more than a name or a heading.
const BEGUN: usize = 6;

/// Where a hard-wrapped text begins: a line cut short right above it, below the headline, is the start of its first sentence.
fn begun(units: &[Unit], body: &Range<usize>, title: Option<usize>) -> usize {
    let floor = title.map_or(0, |t| t + 1);
    let mut start = body.start;
    while start > floor {
        let (unit, before) = (&units[start], &units[start - 1]);
        let f = &before.features;
        let open = matches!(f.end, End::Word | End::Open) && f.words >= BEGUN && before.label.is_none();
        if !open || unit.blank > 0 || stamped(before) || before.dropped.is_some() {
            break;
        }
        start -= 1;
    }
    start
}

/// Joins what hard wrapping broke inside the text, the headline apart.
fn unwrap_body(units: &mut Vec<Unit>, body: &mut Range<usize>, title: Option<usize>) {
    let from = title.map_or(body.start, |t| body.start.max(t + 1));
    let after = units.split_off(body.end);
    let text = units.split_off(from);
    units.extend(join_wrapped(text));
    body.end = units.len();
    units.extend(after);
}

/// The address on a line of the page's head, where crawlers put it.
pub(crate) fn address(head: &[Unit]) -> Option<String> {
    let word = |u: &Unit| {
        u.text
            .split_whitespace()
            .find(|w| w.starts_with("http://") || w.starts_with("https://"))
            .map(str::to_owned)
    };
    head.iter().filter(|u| u.features.words < 40).find_map(word)
}

/// Who published the page: its address, a site name above the headline, a copyright line.
pub(crate) fn publisher_of(
    url: Option<&str>,
    units: &[Unit],
    title: Option<usize>,
    body: &Range<usize>,
) -> Option<String> {
    let above = title.unwrap_or(body.start).min(body.start);
    let head = units[..above].iter().filter(|u| u.label.is_none_or(|l| l.reason != "source"));
    let foot = units[body.end..].iter().filter(|u| u.text.contains('©'));
    url.and_then(relay::of_address)
        .or_else(|| head.chain(foot).find_map(|u| relay::of_line(&u.text)))
        .map(|p| p.name.to_owned())
}

/// Decides on every unit: `None` for what is left out, else the kind of its block. Reasons go into the units.
fn sort_out(
    units: &mut [Unit],
    title: Option<usize>,
    body: &Range<usize>,
    cuts: &mut Cuts,
) -> Vec<Option<BlockKind>> {
    let mut kinds = vec![None; units.len()];
    let title_key = title.map(|t| key(&units[t].text)).filter(|k| k.len() > 12);
    // What stands above the headline, or above the text where there is none, is the page's.
    let top = title.unwrap_or(body.start);
    for unit in &mut units[..top] {
        drop_as(unit, title_key.as_deref(), "menu");
    }
    let from = title.map_or(body.start, |t| t + 1);
    let lead = (from.max(body.start)..body.end).find(|i| opens_text(&units[*i])).unwrap_or(body.end);
    if let Some(title) = title {
        site_name(&mut units[title], cuts);
        kinds[title] = Some(BlockKind::Title);
        for i in from..lead {
            if standfirst(&units[i], title_key.as_deref()) {
                kinds[i] = Some(BlockKind::Standfirst);
            } else {
                drop_as(&mut units[i], title_key.as_deref(), "caption");
            }
        }
    }
    let first = if title.is_some() { lead } else { body.start };
    if first >= body.end && title.is_some() {
        // Nothing below the headline opens like text: keep what there is.
        for i in from..body.end {
            if units[i].label.is_none() && !stamped(&units[i]) && units[i].dropped == Some("caption") {
                units[i].dropped = None;
                kinds[i] = Some(BlockKind::Paragraph);
            }
        }
    }
    inside(units, first..body.end.max(first));
    for i in first..body.end {
        if units[i].dropped.is_some() {
            continue;
        }
        if title_key.as_deref().is_some_and(|k| has_key(&units[i].text, k)) {
            units[i].dropped = Some("repeat");
        } else if caption(&units[i], units.get(i + 1)) {
            units[i].dropped = Some("caption");
        } else {
            kinds[i] = Some(kind(&units[i]));
        }
    }
    let text = first..body.end.max(first);
    trim_text(units, &kinds, &text, cuts);
    end_with(units, &mut kinds, &text, cuts);
    after(units, body.end);
    kinds
}

/// Takes what hangs on the kept lines off them.
pub(crate) fn trim_text(
    units: &mut [Unit],
    kinds: &[Option<BlockKind>],
    text: &Range<usize>,
    cuts: &mut Cuts,
) {
    for i in text.clone().filter(|i| kinds[*i].is_some()) {
        echoes(&mut units[i], cuts);
        tooltips(&mut units[i], cuts);
        invitations(&mut units[i], cuts);
    }
}

/// End marks close the last paragraph; one that stood alone leaves nothing behind.
pub(crate) fn end_with(
    units: &mut [Unit],
    kinds: &mut [Option<BlockKind>],
    text: &Range<usize>,
    cuts: &mut Cuts,
) {
    for i in text.clone().rev() {
        if kinds[i].is_none() {
            continue;
        }
        end_marks(&mut units[i], cuts);
        if units[i].text.is_empty() || units[i].features.letters == 0 && units[i].features.digits == 0 {
            kinds[i] = None;
            units[i].dropped = Some("end-mark");
        } else {
            break;
        }
    }
}

/// Gives a reason to what is left out around the text.
fn drop_as(unit: &mut Unit, title: Option<&str>, other: &'static str) {
    if unit.dropped.is_some() {
        return;
    }
    let repeats = title.is_some_and(|t| unit.text.len() < 700 && holds_key(&unit.text, t));
    unit.dropped = Some(if repeats {
        "repeat"
    } else if let Some(label) = unit.label {
        label.reason
    } else if stamped(unit) {
        "date"
    } else if relay::author(&unit.text).is_some() {
        "author"
    } else {
        other
    });
}

/// Gives reasons to all that follows the text: the last section's label holds until the next.
fn after(units: &mut [Unit], end: usize) {
    let mut section = None;
    for unit in &mut units[end..] {
        if let Some(label) = unit.label {
            section = (label.reach != Reach::Line).then_some(label.reason).or(section);
            drop_as(unit, None, "side");
        } else {
            drop_as(unit, None, section.unwrap_or("side"));
            if section.is_some() && unit.dropped == Some("date") {
                unit.dropped = section;
            }
        }
    }
}

/// Whether a line between headline and text is the newsroom's own, not a caption or a repeated headline.
pub(crate) fn standfirst(unit: &Unit, title: Option<&str>) -> bool {
    let f = &unit.features;
    lead(unit, title) && f.verb && f.words >= 6 && f.content >= 3
}

/// What every line of the newsroom under a headline has in common, in whatever language.
pub(crate) fn lead(unit: &Unit, title: Option<&str>) -> bool {
    let f = &unit.features;
    let repeats = title.is_some_and(|t| holds_key(&unit.text, t));
    unit.dropped.is_none() && unit.label.is_none() && !stamped(unit) && !repeats && f.bars == 0 && !f.address
}

/// Whether a line inside the text only names what a picture shows: names and nothing else, right above a paragraph.
fn caption(unit: &Unit, next: Option<&Unit>) -> bool {
    let f = &unit.features;
    f.end == End::Word
        && (2..=7).contains(&f.words)
        && f.content == 0
        && f.caps + 1 + f.function >= f.words
        && f.begin == Begin::Upper
        && next.is_some_and(|n| n.blank == 0 && n.features.end == End::Full)
}

pub(crate) fn kind(unit: &Unit) -> BlockKind {
    let f = &unit.features;
    let numbered = || {
        let rest = unit.text.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < unit.text.len() && unit.text.len() - rest.len() <= 2 && rest.starts_with([')', '.'])
    };
    if matches!(f.end, End::Word | End::Close) && f.words <= 15 && f.inner == 0 && f.begin == Begin::Upper {
        BlockKind::Heading
    } else if (f.begin == Begin::Dash && unit.text.starts_with(['•', '*', '·', '●', '▪', '■', '◦']))
        || numbered()
    {
        BlockKind::Item
    } else {
        BlockKind::Paragraph
    }
}

/// The sorted page, ready to become an article.
pub(crate) struct Sorted<'p> {
    pub(crate) decoded: &'p Decoded,
    pub(crate) units: &'p [Unit],
    pub(crate) kinds: &'p [Option<BlockKind>],
    pub(crate) cuts: Cuts,
}

/// Lines right above the text among which that of place and day stands, and the bytes of one.
const HEAD: usize = 6;
const HEAD_LINE: usize = 120;

impl Sorted<'_> {
    /// What was left out right above the text, below the headline.
    fn head(&self) -> Vec<String> {
        let kept = |k: BlockKind| move |kind: &Option<BlockKind>| *kind == Some(k);
        let text = |kind: &Option<BlockKind>| {
            kind.is_some_and(|k| !matches!(k, BlockKind::Title | BlockKind::Standfirst))
        };
        let body = self.kinds.iter().position(text).unwrap_or(0);
        let title = self.kinds[..body].iter().rposition(kept(BlockKind::Title)).map_or(0, |t| t + 1);
        let near = title.max(body.saturating_sub(HEAD))..body;
        let out = self.units[near].iter().filter(|u| u.dropped.is_some() && u.text.len() <= HEAD_LINE);
        out.map(|u| u.text.clone()).collect()
    }

    pub(crate) fn assemble(self, raw: &RawArticle, untitled: bool) -> Result<Article, IntakeError> {
        let mut text = String::new();
        let mut blocks: Vec<Block> = Vec::new();
        let mut push = |words: &str, raw: Vec<Span>, kind: BlockKind| {
            if !text.is_empty() {
                text.push('\n');
            }
            let start = text.len();
            text.push_str(words);
            blocks.push(Block { span: Span::of(start, text.len()), raw, kind, lang: of_block(words, None) });
        };
        let given = raw.title.as_deref().map(str::trim).filter(|t| !t.is_empty());
        if let Some(given) = given.filter(|_| untitled) {
            // The carrier's headline is part of the article though no byte of the text holds it.
            push(&given.replace(['\n', '\r'], " "), Vec::new(), BlockKind::Title);
        }
        let lines = self.head();
        let mut dropped = self.cuts;
        for (unit, kind) in self.units.iter().zip(self.kinds) {
            match kind {
                Some(kind) if !unit.text.is_empty() => {
                    push(&unit.text, unit.sources().map(|s| self.decoded.raw(s)).collect(), *kind);
                }
                _ => dropped.extend(unit.sources().map(|s| (s, unit.dropped.unwrap_or("side")))),
            }
        }
        if !blocks.iter().any(|b| b.kind != BlockKind::Title) && blocks.iter().all(|b| b.raw.is_empty()) {
            return Err(IntakeError::NoText);
        }
        let title = blocks.first().filter(|b| b.kind == BlockKind::Title).map(|b| b.span);
        let told = body_language(&text, &blocks);
        let lang = if told == Lang::Und { raw.lang.as_deref().and_then(lang).unwrap_or(told) } else { told };
        in_context(&text, &mut blocks, lang);
        Ok(Article {
            id: RecordId(String::new()),
            source: raw.source.clone(),
            url: None,
            lang,
            title,
            published: None,
            dateline: None,
            lines,
            publisher: None,
            author: None,
            relay: Vec::new(),
            points: CodePoints::new(&text),
            text,
            blocks,
            dropped: merge(self.decoded, dropped),
            duplicate_of: None,
        })
    }
}

/// Ranges in order; neighbours with one reason and only white space between them become one.
fn merge(decoded: &Decoded, mut dropped: Cuts) -> Vec<Dropped> {
    dropped.retain(|(span, _)| !span.is_empty());
    dropped.sort_by_key(|(span, _)| *span);
    let mut found: Vec<(Span, &str)> = Vec::new();
    for (span, reason) in dropped {
        match found.last_mut() {
            Some((last, why))
                if *why == reason
                    && last.end <= span.start
                    && Span::new(last.end, span.start).slice(&decoded.text).trim().is_empty() =>
            {
                last.end = span.end;
            }
            _ => found.push((span, reason)),
        }
    }
    found
        .into_iter()
        .map(|(span, reason)| {
            let raw = decoded.raw(span);
            Dropped { raw_start: raw.start, raw_end: raw.end, reason: reason.to_owned() }
        })
        .collect()
}

/// The language of most of the body's letters; the headline only where the body does not tell.
fn body_language(text: &str, blocks: &[Block]) -> Lang {
    let mut votes: Vec<(Lang, usize)> = Vec::new();
    for block in blocks.iter().filter(|b| b.kind != BlockKind::Title && b.lang != Lang::Und) {
        match votes.iter_mut().find(|(lang, _)| *lang == block.lang) {
            Some((_, letters)) => *letters += block.span.len(),
            None => votes.push((block.lang, block.span.len())),
        }
    }
    let best = votes.iter().max_by_key(|(lang, letters)| (*letters, std::cmp::Reverse(*lang)));
    best.map_or_else(|| language(text), |(lang, _)| *lang)
}

/// What is too short to tell for itself is in the language of the article.
fn in_context(text: &str, blocks: &mut [Block], lang: Lang) {
    for block in blocks.iter_mut().filter(|b| b.lang != lang && b.span.len() < SHORT) {
        block.lang = of_block(block.span.slice(text), Some(lang));
    }
}

/// Bytes of a block that is told with the help of those around it.
const SHORT: usize = 160;

/// Dateline, publisher and relay out of the finished text.
pub(crate) fn finish(article: &mut Article, chrome: &[String]) {
    let lead = article.blocks.iter().find(|b| b.kind == BlockKind::Paragraph).map(|b| b.span);
    if let Some(lead) = lead
        && let Some(found) = dateline(lead.slice(&article.text))
    {
        let base = lead.start;
        article.dateline = Some(Span::new(base + found.span.start, base + found.span.end));
        if article.publisher.is_none() {
            article.publisher = found.agency.map(str::to_owned);
        }
        if let (None, Some(stamp)) = (&article.published, found.stamp) {
            let span = Span::new(base + stamp.start as u32, base + stamp.end as u32);
            let day = DateRef::day(stamp.day, Some(article.evidence(span)));
            article.published = Some(DateRef { from: Some("dateline".into()), ..day });
        }
    }
    let paragraphs: Vec<&str> = article
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Standfirst))
        .map(|b| b.span.slice(&article.text))
        .collect();
    let lines: Vec<&str> = chrome.iter().map(String::as_str).collect();
    let relay = relay::relay(&paragraphs, &lines, article.publisher.as_deref());
    article.relay = relay;
}

/// What names the article in its id: its address, else the last part of its source, so that a moved file keeps its id.
pub(crate) fn source_key(article: &Article) -> String {
    let source = article.source.replace('\\', "/");
    article.url.clone().unwrap_or_else(|| source.rsplit('/').next().unwrap_or(&source).to_owned())
}
