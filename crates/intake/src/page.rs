//! From a page of markup to the article: its lines, its headline, and what it says of itself.

use std::ops::Range;

use legation_model::{BlockKind, DateRef, Day, Precision, RawArticle, RecordId};

use crate::claim::{Claim, Dated, believed};
use crate::clean::{Sorted, end_with, finish, kind, lead, publisher_of, source_key, standfirst, trim_text};
use crate::draft::Reading;
use crate::features::End;
use crate::furniture::{begins_key, key, stamped};
use crate::html::{Given, Meta, Picked, Tag, Tree, meta, pick};
use crate::machine::machine;
use crate::site::leave_out;
use crate::stamp::{Role, Stamp};
use crate::trim::{Cuts, site_name};
use crate::unit::Unit;
use crate::{Decoded, IntakeError, published, relay};

/// A page laid out in lines, with what it says of itself.
pub(crate) struct Page {
    said: Meta,
    picked: Vec<Picked>,
}

/// Lays a page out; `None` where no line of it is text, so that it may be read as plain lines.
pub(crate) fn open(decoded: &Decoded) -> Option<Page> {
    let tree = Tree::parse(&decoded.text);
    let picked = pick(&tree);
    picked.iter().any(|p| p.unit.dropped.is_none()).then(|| Page { said: meta(&tree), picked })
}

impl Page {
    /// The page's address: the carrier's, else the one that the page calls its own.
    pub(crate) fn address<'a>(&'a self, raw: &'a RawArticle) -> Option<&'a str> {
        raw.url.as_deref().or_else(|| self.said.url.first().map(|v| v.text.as_str()))
    }

    /// Its lines.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.picked.iter().map(|p| p.unit.text.as_str())
    }

    /// Its lines with what was decided about them.
    pub(crate) fn units(self) -> Vec<Unit> {
        self.picked.into_iter().map(|p| p.unit).collect()
    }

    /// The article with all that the page claims of it.
    pub(crate) fn article(
        self,
        raw: &RawArticle,
        decoded: &Decoded,
        furniture: &[u64],
    ) -> Result<Reading, IntakeError> {
        let url = self.address(raw).map(str::to_owned);
        let Self { said, picked } = self;
        let tags: Vec<Tag> = picked.iter().map(|p| p.tag).collect();
        let mut units: Vec<Unit> = picked.into_iter().map(|p| p.unit).collect();
        let body = body(&units).ok_or(IntakeError::NoText)?;
        let title = headline(&units, &tags, &said, raw.title.as_deref(), body.start);
        leave_out(&mut units, body.clone(), title.unit(), furniture);
        let body = self::body(&units).unwrap_or(body);
        let dates = dates(&said, url.as_deref(), &units, title.unit(), &body);
        let date = raw.published.as_deref().and_then(machine).map_or_else(
            || believed(&dates).map(|(date, _)| date_ref(date.day, date.time, date.from)),
            |stamp| Some(date_ref(stamp.day, stamp.time, "metadata")),
        );
        let claims = claims(raw, &said, &dates);

        let mut cuts = Cuts::new();
        let kinds = sort_out(&mut units, &tags, title.unit(), &body, &mut cuts);
        let chrome: Vec<String> = units
            .iter()
            .filter(|u| u.dropped.is_some() && u.text.len() < 200)
            .map(|u| u.text.clone())
            .collect();
        let publisher =
            publisher_of(url.as_deref(), &units, title.unit(), &body).or_else(|| first(&said.publisher));
        let author = first(&said.author).or_else(|| {
            units[..body.end].iter().filter(|u| u.features.words < 12).find_map(|u| relay::author(&u.text))
        });
        let given = RawArticle {
            source: raw.source.clone(),
            title: title.words(),
            lang: raw.lang.clone().or_else(|| first(&said.lang)),
            ..RawArticle::default()
        };
        let sorted = Sorted { decoded, units: &units, kinds: &kinds, cuts };
        let mut article = sorted.assemble(&given, title.unit().is_none())?;
        article.url = url;
        article.published = date;
        article.publisher = publisher;
        article.author = author;
        finish(&mut article, &chrome);
        article.id = RecordId::of("article", &[&source_key(&article), &article.text]);
        Ok(Reading { article, claims })
    }
}

fn first(list: &[Given]) -> Option<String> {
    list.first().map(|v| v.text.clone())
}

/// From the first kept line to the last.
fn body(units: &[Unit]) -> Option<Range<usize>> {
    let kept = |u: &Unit| u.dropped.is_none();
    let start = units.iter().position(kept)?;
    Some(start..units.iter().rposition(kept)? + 1)
}

/// Where the headline was found.
enum Headline {
    /// A line of the page.
    Line(usize),
    /// What the carrier or the metadata say.
    Said(String),
    None,
}

impl Headline {
    fn unit(&self) -> Option<usize> {
        if let Self::Line(at) = self { Some(*at) } else { None }
    }

    fn words(&self) -> Option<String> {
        if let Self::Said(words) = self { Some(words.clone()) } else { None }
    }
}

/// The line above the text that the metadata give as headline; else the main heading; else the metadata's words.
fn headline(units: &[Unit], tags: &[Tag], said: &Meta, carried: Option<&str>, start: usize) -> Headline {
    let said: Vec<String> =
        carried.map(str::to_owned).into_iter().chain(said.title.iter().map(|v| v.text.clone())).collect();
    let keys: Vec<String> = said.iter().map(|s| key(s)).filter(|k| k.len() > 6).collect();
    let reach = (start + 2).min(units.len());
    let heading = |i: &usize| tags[*i].heading().is_some_and(|level| level <= 2);
    let matches = |i: &usize| {
        // The page's own title has the site's name after it.
        keys.iter().any(|k| begins_key(&units[*i].text, k).is_some_and(|own| own > 6 && own * 2 > k.len()))
    };
    let usable = |i: &usize| units[*i].features.words > 1 && units[*i].features.chars < 400;
    let by_words = (0..reach).rev().filter(usable).filter(heading).find(matches);
    let by_words = by_words.or_else(|| (0..reach).rev().filter(usable).find(matches));
    let by_place =
        || (0..reach).rev().filter(usable).find(|i| tags[*i] == Tag::H1 && units[*i].features.words > 2);
    if let Some(at) = by_words.or_else(by_place) {
        return Headline::Line(at);
    }
    let Some(words) = said.into_iter().find(|s| s.split_whitespace().count() > 1) else {
        return Headline::None;
    };
    let mut unit = Unit::made(words, Vec::new(), 0);
    site_name(&mut unit, &mut Cuts::new());
    Headline::Said(unit.text)
}

fn date_ref(day: Day, time: Option<String>, from: &str) -> DateRef {
    let precision = if time.is_some() { Precision::Minute } else { Precision::Day };
    DateRef { precision, time, from: Some(from.to_owned()), ..DateRef::day(day, None) }
}

/// What a later change counts as the day of publication, compared with a date that is called so.
const CHANGED: f32 = 0.35;

/// Every day that the page gives as its own: what it says of itself, its lines, its address.
fn dates(
    said: &Meta,
    url: Option<&str>,
    units: &[Unit],
    title: Option<usize>,
    body: &Range<usize>,
) -> Vec<Dated> {
    let month_first = month_first(said, url);
    let mut found: Vec<Dated> = Vec::new();
    for (list, share) in [(&said.published, 1.0), (&said.updated, CHANGED)] {
        for value in list {
            if let Some(stamp) = machine(&value.text) {
                found.push(Dated::of(&stamp, value.from, value.weight * share, month_first));
            }
        }
    }
    let comments = units.iter().position(|u| u.dropped == Some("comments")).unwrap_or(units.len());
    for (i, unit) in units.iter().enumerate().take(comments.max(body.end)) {
        let Some(stamp) = unit.stamp.as_ref().filter(|s| s.role != Role::Other) else { continue };
        if let Some(weight) = line_weight(units, i, stamp, title, body) {
            found.push(Dated::of(stamp, "line", weight, month_first));
        }
    }
    if let Some(day) = url.and_then(published::in_address) {
        found.push(Dated::day(day, "url", 0.7));
    }
    found
}

/// Lines above the headline, and below the text, in which a date may be the article's.
const NEAR: usize = 4;

/// How sure a date on a line of the page is the article's own; `None` where it stands among other things.
fn line_weight(
    units: &[Unit],
    i: usize,
    stamp: &Stamp,
    title: Option<usize>,
    body: &Range<usize>,
) -> Option<f32> {
    let unit = &units[i];
    let alien =
        ["comments", "related", "footer", "ad", "links", "hidden", "copyright", "cookie", "repeat", "teaser"];
    if unit.dropped.is_some_and(|why| alien.contains(&why)) {
        return None;
    }
    let start = title.map_or(body.start, |t| (t + 1).min(body.start));
    let called = stamp.role == Role::Published;
    let alone = stamped(unit);
    // Between headline and text the author and the desk may stand on the same line.
    let among = i >= start && i < body.start && unit.features.words <= 22 && unit.features.inner == 0;
    if !alone && !among {
        return None;
    }
    let weight = if i >= start && i < body.start {
        if alone { 0.78 } else { 0.6 }
    } else if i < start {
        if start - i <= NEAR { 0.68 } else { 0.3 }
    } else if i < body.end {
        // Inside the text a date alone on a line is a heading of a chronicle as often.
        if unit.dropped == Some("date") || called || i < body.start + 2 { 0.6 } else { 0.2 }
    } else if called {
        0.62
    } else if i < body.end + NEAR {
        0.45
    } else {
        0.15
    };
    Some(match stamp.role {
        Role::Published => weight + 0.12,
        Role::Updated => weight * CHANGED,
        _ => weight,
    })
}

/// Whether the page is of a country that writes the month first: it says so, and its address is of no other country.
fn month_first(said: &Meta, url: Option<&str>) -> bool {
    let american = |v: &Given| {
        let tag = v.text.to_ascii_lowercase().replace('_', "-");
        tag == "en-us"
    };
    let host = url.and_then(|u| u.split('/').nth(2)).unwrap_or("");
    let end = host.rsplit('.').next().unwrap_or("");
    said.lang.iter().any(american) && (end.len() != 2 || end == "us")
}

/// All that the page says of itself, in the order of its fields.
fn claims(raw: &RawArticle, said: &Meta, dates: &[Dated]) -> Vec<Claim> {
    let mut found = Vec::new();
    let carried =
        [("title", &raw.title), ("published", &raw.published), ("url", &raw.url), ("lang", &raw.lang)];
    for (field, value) in carried {
        found.extend(value.iter().map(|v| Claim {
            field,
            value: v.clone(),
            from: "carrier",
            confidence: 0.95,
        }));
    }
    let dates = dates.iter().map(|d| Claim {
        field: "published",
        value: d.written(),
        from: d.from,
        confidence: d.weight,
    });
    found.extend(dates);
    let fields = [
        ("title", &said.title),
        ("publisher", &said.publisher),
        ("author", &said.author),
        ("section", &said.section),
        ("url", &said.url),
        ("lang", &said.lang),
    ];
    for (field, list) in fields {
        found.extend(list.iter().map(|v| Claim {
            field,
            value: v.text.clone(),
            from: v.from,
            confidence: v.weight,
        }));
    }
    found
}

/// Whether a line under the headline is a sentence, in whatever language: on pages a caption is told by its element.
fn sentence(unit: &Unit, title: Option<&str>) -> bool {
    lead(unit, title) && unit.features.end == End::Full && unit.features.shape() >= 1.5
}

/// Kinds of the kept lines; the headline and a standfirst under it come back in.
fn sort_out(
    units: &mut [Unit],
    tags: &[Tag],
    title: Option<usize>,
    body: &Range<usize>,
    cuts: &mut Cuts,
) -> Vec<Option<BlockKind>> {
    let mut kinds = vec![None; units.len()];
    let title_key = title.map(|t| key(&units[t].text));
    if let Some(at) = title {
        units[at].dropped = None;
        site_name(&mut units[at], cuts);
        kinds[at] = Some(BlockKind::Title);
        for i in at + 1..body.start {
            let head = units[i].dropped == Some("head");
            if head {
                units[i].dropped = None;
            }
            if head
                && (standfirst(&units[i], title_key.as_deref()) || sentence(&units[i], title_key.as_deref()))
            {
                kinds[i] = Some(BlockKind::Standfirst);
            } else if head {
                units[i].dropped = Some("head");
            }
        }
    }
    for i in body.clone() {
        if units[i].dropped.is_some() || kinds[i].is_some() {
            continue;
        }
        if stamped(&units[i]) {
            units[i].dropped = Some("date");
        } else if title_key.as_deref().is_some_and(|k| k.len() > 12 && key(&units[i].text) == k) {
            units[i].dropped = Some("repeat");
        } else {
            kinds[i] = Some(match tags[i] {
                Tag::Li | Tag::Dd | Tag::Dt => BlockKind::Item,
                t if t.heading().is_some() => BlockKind::Heading,
                _ => kind(&units[i]),
            });
        }
    }
    trim_text(units, &kinds, body, cuts);
    end_with(units, &mut kinds, body, cuts);
    for (unit, kind) in units.iter_mut().zip(&kinds) {
        if kind.is_none() {
            unit.dropped.get_or_insert("side");
        }
    }
    kinds
}
