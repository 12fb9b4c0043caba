//! Small words that set the status of a clause.

use std::collections::BTreeSet;

use legation_lexicon::Fault;
use legation_model::Lang;

use crate::rules::Sources;

/// What a cue word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    Negation,
    Future,
    Possible,
    Duty,
    Would,
    Likely,
    Condition,
    Purpose,
    History,
    /// Whole phrase, matched as text.
    HistoryPhrase,
    PlannedAdjective,
    /// A verb whose passive participle says so.
    PlannedParticiple,
    PossibleAdjective,
    PastAdjective,
    /// Preposition that makes a noun the topic of another.
    Topic,
    /// Preposition that gives an example.
    Example,
    /// Reporting verb that makes what is said a warning.
    Warning,
    /// Preposition that gives the other party of a thing.
    Party,
    /// Word for those who lead or stand for an organisation's members.
    Leader,
    /// Long unit of time.
    Age,
    /// Conjunction that sets a deed before another.
    After,
    /// Verb whose object does what its infinitive tells.
    ObjectControl,
}

impl Cue {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "negation" => Self::Negation,
            "future" => Self::Future,
            "possible" => Self::Possible,
            "duty" => Self::Duty,
            "would" => Self::Would,
            "likely" => Self::Likely,
            "condition" => Self::Condition,
            "purpose" => Self::Purpose,
            "history" => Self::History,
            "history-phrase" => Self::HistoryPhrase,
            "planned-adjective" => Self::PlannedAdjective,
            "possible-adjective" => Self::PossibleAdjective,
            "planned-participle" => Self::PlannedParticiple,
            "past-adjective" => Self::PastAdjective,
            "topic" => Self::Topic,
            "example" => Self::Example,
            "warning" => Self::Warning,
            "party" => Self::Party,
            "leader" => Self::Leader,
            "age" => Self::Age,
            "after" => Self::After,
            "object-control" => Self::ObjectControl,
            _ => return None,
        })
    }
}

/// The cue words of all languages.
#[derive(Debug, Default)]
pub(super) struct Cues {
    set: BTreeSet<(Lang, Cue, String)>,
}

impl Cues {
    /// Reads the files.
    pub(super) fn read(sources: &Sources<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut set = BTreeSet::new();
        for source in sources.files("operators/cues", ".tsv") {
            for (at, line) in source.rows() {
                match row(line) {
                    Some(cue) => _ = set.insert(cue),
                    None => faults.push(source.fault(at, "the row is not: language, cue, word")),
                }
            }
        }
        Self { set }
    }

    /// Whether `lemma` is such a cue.
    pub(super) fn is(&self, lang: Lang, cue: Cue, lemma: &str) -> bool {
        self.set.contains(&(lang, cue, lemma.to_owned()))
    }

    /// Words of a cue.
    pub(super) fn words(&self, lang: Lang, cue: Cue) -> impl Iterator<Item = &str> {
        self.set
            .range((lang, cue, String::new())..)
            .take_while(move |(l, c, _)| *l == lang && *c == cue)
            .map(|(_, _, w)| w.as_str())
    }
}

/// A row of a cue file.
fn row(line: &str) -> Option<(Lang, Cue, String)> {
    let mut cells = line.split('\t');
    let lang = match cells.next()? {
        "ru" => Lang::Ru,
        "en" => Lang::En,
        _ => return None,
    };
    let cue = Cue::parse(cells.next()?)?;
    Some((lang, cue, cells.next()?.to_lowercase().replace('ё', "е")))
}
