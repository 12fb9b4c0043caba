//! Small words that set the status of a clause.

use std::collections::{BTreeMap, BTreeSet};

use legation_lexicon::Fault;
use legation_model::Lang;

use crate::rules::Sources;

/// What a cue word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    Negation,
    /// Word that turns a negation into part of a list ("not only").
    Only,
    Future,
    Possible,
    Duty,
    Would,
    /// Adverb beside an infinitive that is not done ("has yet to be approved").
    Pending,
    /// Verb of both aspects whose present tells of a formal act to come ("Госдума ратифицирует договор").
    BothAspects,
    /// Word that ties a participle to the time of the clause around it ("once ratified").
    Once,
    Likely,
    Condition,
    /// *Even* (if): what holds whatever the condition.
    Even,
    /// Mark or particle of a question that is only told of ("whether", «ли»).
    Asked,
    Purpose,
    /// Helping verb that opens a condition before its subject ("should he come").
    Inverted,
    /// "Itself" beside a verb.
    Reflexive,
    /// "Until": what its clause denies is only awaited.
    Until,
    /// "Until" before a noun: what it names is only awaited.
    AwaitedNoun,
    /// Preposition of the day that something is put off to.
    NewDay,
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
    /// Word that opens a clause of content.
    That,
    /// Relative pronoun.
    Relative,
    /// Pronoun that tells whose a noun is.
    Possessive,
    /// Word of "so did X", "as did X".
    SoDid,
    /// What is sent to those in need: rescuers, tents.
    Relief,
    /// What brings need: an earthquake, a flood.
    Disaster,
    /// "In the capital".
    Capital,
    /// Second word of "each other", "друг друга".
    Other,
    /// First word of the same.
    Each,
    /// Verb of "so did X".
    Pro,
    /// Preposition that gives who does what a passive or a noun tells.
    Agent,
    /// Noun that stands for one of two who talk.
    Side,
    /// Preposition before it that makes it the doer.
    OnSide,
    /// "Your", "our": said to whoever is met.
    Face,
    /// Adverb of a clause about the place that its noun names.
    Where,
    /// Noun of what somebody is after: what stands under it is not done.
    Aim,
    /// Where people are held.
    Custody,
    /// Verb by which the state alone accuses.
    Charges,
    /// Noun of violence whose genitive is the place that it befalls.
    Befalls,
    /// Preposition that gives what thanks are for.
    Matter,
    /// Preposition that gives from whom a thing comes.
    Source,
    /// Preposition of the place where a body speaks ("В МИД сообщили").
    Within,
    /// Noun for a part or a number of those whom its complement names.
    Part,
    /// Noun for a large number of people.
    Many,
    /// Word for people whom nobody names: "anyone", "all sides".
    Anybody,
    /// Verb that tells what a ship or a lorry has on board.
    Carries,
    /// Participle behind which the place stands where somebody has a seat.
    Seated,
    /// Thing that a force fights with.
    Weapon,
    /// Use of such things.
    Blow,
    /// Thing or blow that kills by somebody's will: who sent it may be unknown.
    Slays,
    /// Verb of what nobody does on purpose.
    Accident,
    /// Preposition of what there is none of: "without".
    Lacking,
    /// Paper whose words are its author's.
    Paper,
    /// Preposition before a paper that is voted for.
    VotedFor,
    /// Verb of those who want no such paper.
    Blocks,
    /// Preposition before the deed in which another was done.
    Amid,
    /// Noun inside a longer preposition before such a deed ("в ходе").
    AmidNoun,
    /// Preposition of whom a measure is aimed at, and the noun inside a longer one that says the same.
    Facing,
    /// Long unit of time.
    Age,
    /// Conjunction that sets a deed before another.
    After,
    /// Preposition of a deed that is still to come ("накануне визита").
    AheadOf,
    /// Verb whose object does what its infinitive tells.
    ObjectControl,
    /// Verb whose object did what a phrase in -ing behind it tells ("thanked X for coming").
    Credit,
    /// Preposition behind such a verb that gives whom it asks.
    ControlBy,
    /// Preposition of what a deed rests on ("under the deal"): the words behind it say nothing of the deed.
    Basis,
    /// Noun of a deed that is announced when it is done ("объявили о захвате").
    Done,
    /// Word whose content lies ahead of it ("agreed on talks in March").
    Ahead,
}

impl Cue {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "negation" => Self::Negation,
            "only" => Self::Only,
            "future" => Self::Future,
            "possible" => Self::Possible,
            "duty" => Self::Duty,
            "would" => Self::Would,
            "pending" => Self::Pending,
            "both-aspects" => Self::BothAspects,
            "once" => Self::Once,
            "likely" => Self::Likely,
            "condition" => Self::Condition,
            "even" => Self::Even,
            "asked" => Self::Asked,
            "purpose" => Self::Purpose,
            "inverted" => Self::Inverted,
            "reflexive" => Self::Reflexive,
            "until" => Self::Until,
            "awaited-noun" => Self::AwaitedNoun,
            "new-day" => Self::NewDay,
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
            "that" => Self::That,
            "relative" => Self::Relative,
            "possessive" => Self::Possessive,
            "so-did" => Self::SoDid,
            "relief" => Self::Relief,
            "disaster" => Self::Disaster,
            "capital" => Self::Capital,
            "other" => Self::Other,
            "each" => Self::Each,
            "pro-verb" => Self::Pro,
            "agent" => Self::Agent,
            "side" => Self::Side,
            "on-side" => Self::OnSide,
            "face" => Self::Face,
            "where" => Self::Where,
            "matter" => Self::Matter,
            "source" => Self::Source,
            "within" => Self::Within,
            "custody" => Self::Custody,
            "charges" => Self::Charges,
            "aim" => Self::Aim,
            "befalls" => Self::Befalls,
            "part" => Self::Part,
            "many" => Self::Many,
            "anybody" => Self::Anybody,
            "carries" => Self::Carries,
            "seated" => Self::Seated,
            "weapon" => Self::Weapon,
            "blow" => Self::Blow,
            "slays" => Self::Slays,
            "lacking" => Self::Lacking,
            "accident" => Self::Accident,
            "paper" => Self::Paper,
            "voted-for" => Self::VotedFor,
            "blocks" => Self::Blocks,
            "amid" => Self::Amid,
            "amid-noun" => Self::AmidNoun,
            "facing" => Self::Facing,
            "age" => Self::Age,
            "after" => Self::After,
            "ahead-of" => Self::AheadOf,
            "object-control" => Self::ObjectControl,
            "credit" => Self::Credit,
            "basis" => Self::Basis,
            "control-by" => Self::ControlBy,
            "ahead" => Self::Ahead,
            "done" => Self::Done,
            _ => return None,
        })
    }
}

/// The cue words of all languages.
#[derive(Debug, Default)]
pub(super) struct Cues {
    words: BTreeMap<(Lang, Cue), BTreeSet<String>>,
}

impl Cues {
    /// Reads the files.
    pub(super) fn read(sources: &Sources<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut words: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for source in sources.files("operators/cues", ".tsv") {
            for (at, line) in source.rows() {
                match row(line) {
                    Some((lang, cue, word)) => _ = words.entry((lang, cue)).or_default().insert(word),
                    None => faults.push(source.fault(at, "the row is not: language, cue, word")),
                }
            }
        }
        Self { words }
    }

    /// Whether `lemma` is such a cue.
    pub(super) fn is(&self, lang: Lang, cue: Cue, lemma: &str) -> bool {
        self.words.get(&(lang, cue)).is_some_and(|words| words.contains(lemma))
    }

    /// Words of a cue.
    pub(super) fn words(&self, lang: Lang, cue: Cue) -> impl Iterator<Item = &str> {
        self.words.get(&(lang, cue)).into_iter().flatten().map(String::as_str)
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
