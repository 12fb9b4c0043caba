//! Gold articles: every kind of record matched with its gold, and the attributes of what matched.

use crate::actors::{country_f1, matches, same_date, set_score};
use crate::gold;
use crate::pairing::{Pairs, pair};
use crate::record::{self, Actor, Output, Quotes, words};
use crate::report::{Miss, Report};
use crate::sentence::Sentences;
use crate::tally::{By, Count, Key, Resampling, Unit, report};
use crate::words::{norm, overlap};

/// Kinds in the order of reports.
pub const KINDS: [&str; 8] = [
    "article",
    "office",
    "statement",
    "event",
    "event_asserted",
    "agreement",
    "agreement_step",
    "commitment",
];

const ARTICLE: usize = 0;
const OFFICE: usize = 1;
const STATEMENT: usize = 2;
const EVENT: usize = 3;
const ASSERTED: usize = 4;
const AGREEMENT: usize = 5;
const STEP: usize = 6;
const COMMITMENT: usize = 7;

/// Scores each gold article against its records; `None`: the program gave none for it.
pub fn score(articles: &[gold::Article], outputs: &[Option<Output>], how: Resampling) -> Report {
    let nothing = None;
    let units = articles
        .iter()
        .zip(outputs.iter().chain(std::iter::repeat(&nothing)))
        .map(|(gold, output)| {
            let mut article = One { gold, unit: Unit::default() };
            match output {
                Some(output) => article.score(output),
                None => article.unread(),
            }
            article.unit
        })
        .collect();
    report("articles", &KINDS, units, how)
}

/// One article on its way to a unit.
struct One<'a> {
    gold: &'a gold::Article,
    unit: Unit,
}

impl One<'_> {
    fn count(&mut self, kind: usize, gold: usize, predicted: usize, matched: usize) {
        let count = Count::of(gold, predicted, matched);
        self.unit.counts.push((Key { by: By::All, kind, value: String::new() }, count));
        self.unit.counts.push((Key { by: By::Language, kind, value: self.gold.lang.clone() }, count));
    }

    fn count_type(&mut self, kind: usize, value: &str, gold: usize, predicted: usize, matched: usize) {
        let key = Key { by: By::Type, kind, value: value.to_owned() };
        self.unit.counts.push((key, Count::of(gold, predicted, matched)));
    }

    fn attribute(&mut self, kind: usize, name: &'static str, right: f64) {
        self.unit.attributes.push((Key { by: By::All, kind, value: String::new() }, name, right));
        self.unit.attributes.push((
            Key { by: By::Language, kind, value: self.gold.lang.clone() },
            name,
            right,
        ));
    }

    fn is(&mut self, kind: usize, name: &'static str, right: bool) {
        self.attribute(kind, name, f64::from(u8::from(right)));
    }

    fn miss(
        &mut self,
        kind: usize,
        side: &'static str,
        what: String,
        sentence: &str,
        record: Option<String>,
    ) {
        let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        self.unit.misses.push(Miss {
            id: self.gold.id.clone(),
            kind: KINDS[kind],
            side,
            record,
            what,
            sentence,
        });
    }

    /// Nothing came back: all gold is missed.
    fn unread(&mut self) {
        let gold = self.gold;
        self.count(ARTICLE, 1, 0, 0);
        self.count(OFFICE, gold.offices.len(), 0, 0);
        self.count(STATEMENT, gold.statements.len(), 0, 0);
        self.count(EVENT, gold.events.len(), 0, 0);
        self.count(AGREEMENT, gold.agreements.len(), 0, 0);
        self.count(COMMITMENT, gold.commitments.len(), 0, 0);
        self.miss(ARTICLE, "missed", "the article could not be read".to_owned(), "", None);
    }

    fn score(&mut self, output: &Output) {
        let sentences = Sentences::of(&output.article.text);
        self.article(&output.article);
        self.offices(&output.offices, &sentences);
        self.statements(&output.statements, &sentences);
        self.events(EVENT, output, &sentences, |_| true);
        self.events(ASSERTED, output, &sentences, |s| matches!(s, Some("asserted" | "historical")));
        self.agreements(&output.agreements, &sentences);
        self.commitments(&output.commitments, &sentences);
    }

    fn article(&mut self, article: &record::Article) {
        let gold = self.gold;
        self.count(ARTICLE, 1, 1, 1);
        let start = article.published.as_ref().and_then(|p| p.start.as_deref());
        let day = gold.published.as_deref().filter(|p| !p.is_empty());
        self.is(ARTICLE, "published_day", start == day.map(|p| p.get(..10).unwrap_or(p)));
        let title = article.title.as_deref().unwrap_or_default();
        let right = match gold.title.as_deref().filter(|t| !t.is_empty()) {
            Some(wanted) => overlap(wanted, title) >= 0.9,
            None => title.is_empty(),
        };
        self.is(ARTICLE, "title", right);
        self.is(ARTICLE, "lang", article.lang.as_deref() == Some(gold.lang.as_str()));
        let body = norm(&article.text);
        if let Some(first) = gold.body_first.as_deref().filter(|t| !t.is_empty()) {
            // The body may be preceded by the title only.
            let at = body.find(&norm(first)).map(|at| body[..at].chars().count());
            self.is(ARTICLE, "body_start", at.is_some_and(|at| at <= norm(title).chars().count() + 2));
        }
        if let Some(last) = gold.body_last.as_deref().filter(|t| !t.is_empty()) {
            self.is(ARTICLE, "body_end", body.ends_with(&norm(last)));
        }
    }

    fn offices(&mut self, ours: &[record::Office], sentences: &Sentences) {
        let gold = &self.gold.offices;
        let pairs = pair(gold, ours, 0.5, |x, y| {
            let same = if y.office.as_deref() == Some(x.office.as_str()) { 1.0 } else { 0.0 };
            if matches(&x.person, y.person.as_ref()) >= 1.0 { 0.5 + 0.5 * same } else { 0.0 }
        });
        self.count(OFFICE, gold.len(), ours.len(), pairs.matched.len());
        for &(i, j) in &pairs.matched {
            let (x, y) = (&gold[i], &ours[j]);
            self.is(OFFICE, "office_key", y.office.as_deref() == Some(x.office.as_str()));
            self.is(OFFICE, "of", matches(x.of.as_deref().unwrap_or_default(), y.of.as_ref()) > 0.0);
            self.is(OFFICE, "phase", Some(x.phase.as_deref().unwrap_or("current")) == y.phase.as_deref());
        }
        self.misses(
            OFFICE,
            &pairs,
            |i| {
                let x = &gold[i];
                let name = x.person.split_once('/').map_or("", |p| p.1);
                let what = format!("{} {} of {}", x.person, x.office, x.of.as_deref().unwrap_or("?"));
                (what, sentences.holding(name))
            },
            |j| {
                let y = &ours[j];
                let what = format!(
                    "{} {} of {}",
                    shown(y.person.as_ref()),
                    y.office.as_deref().unwrap_or("?"),
                    shown(y.of.as_ref())
                );
                (what, around(sentences, y.title.as_ref()), y.id.clone())
            },
        );
    }

    fn statements(&mut self, ours: &[record::Statement], sentences: &Sentences) {
        let gold = &self.gold.statements;
        let said = |y: &record::Statement| words(y.content.as_ref());
        let pairs = pair(gold, ours, 0.5, |x, y| overlap(&x.content.join(" "), &said(y)));
        self.count(STATEMENT, gold.len(), ours.len(), pairs.matched.len());
        for &(i, j) in &pairs.matched {
            let (x, y) = (&gold[i], &ours[j]);
            let silent = Actor::default();
            let speaker = y.speaker.as_ref().unwrap_or(&silent);
            let country = x.speaker_country.as_deref().filter(|c| !c.is_empty()).unwrap_or("?");
            let wanted = format!("{country}/{}", x.speaker);
            self.is(STATEMENT, "speaker", matches(&wanted, Some(speaker)) >= 1.0);
            let has = speaker.country.as_deref().filter(|c| !c.is_empty());
            let right = has == Some(country)
                || speaker.id.as_deref() == Some(country)
                || (country == "?" && has.is_none());
            self.is(STATEMENT, "speaker_country", right);
            self.is(STATEMENT, "mode", x.mode == y.mode);
            self.is(STATEMENT, "relay", x.relay.is_empty() == y.relay.is_empty());
            self.attribute(STATEMENT, "content_overlap", overlap(&x.content.join(" "), &said(y)));
        }
        self.misses(
            STATEMENT,
            &pairs,
            |i| {
                let x = &gold[i];
                let what = format!("{} [{}]", x.speaker, x.cue.as_deref().unwrap_or("–"));
                (what, x.content.join(" … "))
            },
            |j| {
                let y = &ours[j];
                let what = format!("{} [{}]", shown(y.speaker.as_ref()), words(y.cue.as_ref()));
                (what, around(sentences, y.cue.as_ref().or(y.content.as_ref())), y.id.clone())
            },
        );
    }

    fn events(
        &mut self,
        kind: usize,
        output: &Output,
        sentences: &Sentences,
        keep: impl Fn(Option<&str>) -> bool,
    ) {
        let gold: Vec<_> = self.gold.events.iter().filter(|x| keep(x.status.as_deref())).collect();
        let ours: Vec<_> = output.events.iter().filter(|y| keep(y.status.as_deref())).collect();
        let stands: Vec<String> = ours.iter().map(|y| norm(&around(sentences, y.trigger.as_ref()))).collect();
        let indexed: Vec<(usize, &record::Event)> = ours.iter().copied().enumerate().collect();
        let pairs = pair(&gold, &indexed, 0.3, |x, (at, y)| {
            if y.plover.as_deref() != Some(x.plover.as_str()) {
                return 0.0;
            }
            let trigger = overlap(&x.trigger, &words(y.trigger.as_ref()));
            let same = x.sentence.as_deref().filter(|s| !s.is_empty()).is_some_and(|s| {
                let first: String = norm(s).chars().take(40).collect();
                stands[*at].starts_with(&first)
            });
            if !same && trigger < 0.3 {
                return 0.0;
            }
            let countries =
                country_f1(x.actors.iter().chain(&x.recipients), y.actors.iter().chain(&y.recipients));
            let same = if same { 1.0 } else { 0.0 };
            if countries == 0.0 { 0.0 } else { 0.3 + 0.2 * same + 0.2 * trigger + 0.3 * countries }
        });
        self.count(kind, gold.len(), ours.len(), pairs.matched.len());
        for x in &gold {
            self.count_type(kind, &x.plover, 1, 0, 0);
        }
        for y in &ours {
            self.count_type(kind, y.plover.as_deref().unwrap_or("?"), 0, 1, 0);
        }
        for &(i, j) in &pairs.matched {
            let (x, y) = (gold[i], ours[j]);
            self.count_type(kind, &x.plover, 0, 0, 1);
            self.attribute(kind, "actors", set_score(&x.actors, &y.actors));
            self.attribute(kind, "recipients", set_score(&x.recipients, &y.recipients));
            self.is(kind, "status", x.status == y.status);
            self.is(kind, "date", same_date(x.date.as_deref(), y.date.as_ref()));
            let holder = x.holder.as_deref().filter(|h| !h.is_empty());
            if holder.is_some() || y.holder.is_some() {
                self.is(kind, "holder", holder.is_some_and(|h| matches(h, y.holder.as_ref()) >= 1.0));
            }
            if !x.modes.is_empty() {
                let same = x.modes.iter().all(|m| y.modes.contains(m))
                    && y.modes.iter().all(|m| x.modes.contains(m));
                self.is(kind, "modes", same);
            }
            if let Some(place) = x.place.as_deref().filter(|p| !p.is_empty()) {
                let names = y.place.iter().flat_map(|p| [&p.name, &p.label]);
                let found = names.flatten().any(|name| overlap(place, name) > 0.0);
                self.is(kind, "place", found);
            }
        }
        self.misses(
            kind,
            &pairs,
            |i| {
                let x = gold[i];
                let what = format!(
                    "{} {}: {} → {} “{}”",
                    x.plover,
                    x.status.as_deref().unwrap_or("?"),
                    x.actors.join(", "),
                    x.recipients.join(", "),
                    x.trigger
                );
                let sentence = x.sentence.as_deref().unwrap_or(&x.trigger);
                (what, sentences.holding(sentence))
            },
            |j| {
                let y = ours[j];
                let what = format!(
                    "{} {}: {} → {} “{}”",
                    y.plover.as_deref().unwrap_or("?"),
                    y.status.as_deref().unwrap_or("?"),
                    list(&y.actors),
                    list(&y.recipients),
                    words(y.trigger.as_ref())
                );
                (what, around(sentences, y.trigger.as_ref()), y.id.clone())
            },
        );
    }

    fn agreements(&mut self, ours: &[record::Agreement], sentences: &Sentences) {
        let gold = &self.gold.agreements;
        let pairs = pair(gold, ours, 0.3, |x, y| {
            let same = if y.instrument.as_deref() == Some(x.instrument.as_str()) { 1.0 } else { 0.0 };
            overlap(&x.name, &words(y.name.as_ref())) * (0.6 + 0.4 * same)
        });
        self.count(AGREEMENT, gold.len(), ours.len(), pairs.matched.len());
        let mut matched = 0;
        for x in gold {
            for p in &x.assertions {
                self.count_type(STEP, &p.step, 1, 0, 0);
            }
        }
        for y in ours {
            for q in &y.assertions {
                self.count_type(STEP, q.step.as_deref().unwrap_or("?"), 0, 1, 0);
            }
        }
        for &(i, j) in &pairs.matched {
            let (x, y) = (&gold[i], &ours[j]);
            self.is(AGREEMENT, "instrument", y.instrument.as_deref() == Some(x.instrument.as_str()));
            self.attribute(AGREEMENT, "parties", set_score(&x.parties, &y.parties));
            let steps = pair(&x.assertions, &y.assertions, 0.5, |p, q| {
                let status = if p.status == q.status { 1.0 } else { 0.0 };
                if q.step.as_deref() == Some(p.step.as_str()) { 0.6 + 0.4 * status } else { 0.0 }
            });
            matched += steps.matched.len();
            for &(i, j) in &steps.matched {
                let (p, q) = (&x.assertions[i], &y.assertions[j]);
                self.count_type(STEP, &p.step, 0, 0, 1);
                self.is(STEP, "status", p.status == q.status);
                self.is(STEP, "due", same_date(p.due.as_deref(), q.due.as_ref()));
                self.is(STEP, "date", same_date(p.date.as_deref(), q.date.as_ref()));
            }
            self.misses(
                STEP,
                &steps,
                |i| {
                    let p = &x.assertions[i];
                    (
                        format!("{} {} of {}", p.step, p.status.as_deref().unwrap_or("?"), x.name),
                        String::new(),
                    )
                },
                |j| {
                    let q = &y.assertions[j];
                    let what = format!(
                        "{} {} of {}",
                        q.step.as_deref().unwrap_or("?"),
                        q.status.as_deref().unwrap_or("?"),
                        words(y.name.as_ref())
                    );
                    (what, around(sentences, q.trigger.as_ref()), y.id.clone())
                },
            );
        }
        let all = gold.iter().map(|x| x.assertions.len()).sum();
        let told = ours.iter().map(|y| y.assertions.len()).sum();
        self.count(STEP, all, told, matched);
        self.misses(
            AGREEMENT,
            &pairs,
            |i| {
                let x = &gold[i];
                let what = format!("{}: {} — {}", x.instrument, x.parties.join(", "), x.name);
                (what, sentences.holding(&x.name))
            },
            |j| {
                let y = &ours[j];
                let what = format!(
                    "{}: {} — {}",
                    y.instrument.as_deref().unwrap_or("?"),
                    list(&y.parties),
                    words(y.name.as_ref())
                );
                (what, around(sentences, y.name.as_ref()), y.id.clone())
            },
        );
    }

    fn commitments(&mut self, ours: &[record::Commitment], sentences: &Sentences) {
        let gold = &self.gold.commitments;
        let pairs = pair(gold, ours, 0.3, |x, y| {
            let action = overlap(&x.action, &words(y.action.as_ref()));
            let trigger = overlap(&x.trigger, &words(y.trigger.as_ref()));
            if country_f1(x.by.iter(), y.by.iter()) > 0.0 { action.max(trigger) } else { 0.0 }
        });
        self.count(COMMITMENT, gold.len(), ours.len(), pairs.matched.len());
        for &(i, j) in &pairs.matched {
            let (x, y) = (&gold[i], &ours[j]);
            self.attribute(COMMITMENT, "by", set_score(&x.by, &y.by));
            self.attribute(COMMITMENT, "to", set_score(&x.to, &y.to));
            self.is(COMMITMENT, "due", same_date(x.due.as_deref(), y.due.as_ref()));
            self.is(COMMITMENT, "status", x.status == y.status);
        }
        self.misses(
            COMMITMENT,
            &pairs,
            |i| {
                let x = &gold[i];
                let status = x.status.as_deref().unwrap_or("?");
                let what = format!("{} → {}, {status} “{}”", x.by.join(", "), x.to.join(", "), x.trigger);
                (what, sentences.holding(&x.action))
            },
            |j| {
                let y = &ours[j];
                let what = format!(
                    "{} → {}, {} {} “{}”",
                    list(&y.by),
                    list(&y.to),
                    y.status.as_deref().unwrap_or("?"),
                    y.plover.as_deref().unwrap_or("–"),
                    words(y.trigger.as_ref())
                );
                (what, around(sentences, y.trigger.as_ref()), y.id.clone())
            },
        );
    }

    fn misses(
        &mut self,
        kind: usize,
        pairs: &Pairs,
        gold: impl Fn(usize) -> (String, String),
        ours: impl Fn(usize) -> (String, String, Option<String>),
    ) {
        for &i in &pairs.missed {
            let (what, sentence) = gold(i);
            self.miss(kind, "missed", what, &sentence, None);
        }
        for &j in &pairs.extra {
            let (what, sentence, record) = ours(j);
            self.miss(kind, "false", what, &sentence, record);
        }
    }
}

/// An actor as misses show it.
pub(crate) fn shown(actor: Option<&Actor>) -> String {
    let Some(actor) = actor else { return "?".to_owned() };
    match (&actor.country, &actor.id) {
        (Some(country), Some(id)) if country == id => country.clone(),
        (Some(country), _) => format!("{country}/{}", actor.name),
        (None, Some(id)) => id.clone(),
        (None, None) => format!("?/{}", actor.name),
    }
}

pub(crate) fn list(actors: &[Actor]) -> String {
    actors.iter().map(|a| shown(Some(a))).collect::<Vec<_>>().join(", ")
}

fn around(sentences: &Sentences, words: Option<&Quotes>) -> String {
    words.and_then(Quotes::first).map_or_else(String::new, |q| sentences.around(q.start, q.end))
}
