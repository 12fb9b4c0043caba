//! The examples inside frame and operator files, run as tests of their units.
//!
//! A sentence under `yes` gives an event by its own unit. `sentence => A B > C` asks for an event of the file's type with
//! the unit's modes in which A and B act upon C (countries, ids, else names, with commas between names; `-` is nobody),
//! whichever unit finds it; type, modes and status may stand among the players: `sentence => planned A > B`,
//! `sentence => REJECT meet A > B`. A sentence under `no` gives no event by the unit.

use std::collections::BTreeSet;

use legation_lexicon::{Fault, Lexicon, Overlay};
use legation_model::{
    ActorRef, Article, Block, BlockKind, DateRef, Day, Event, Lang, Mode, Plover, Record, RecordId, Status,
};
use legation_nlp::{Analyzer, Segment, Worker};
use legation_text::{CodePoints, Span};
use serde::Deserialize;
use toml::Spanned;

use crate::code_with;
use crate::rules::{Rules, Source, Sources};

/// What the examples of some files showed.
#[derive(Debug, Default)]
pub struct Examples {
    /// How many there are.
    pub checked: usize,
    /// Those that do not hold, each with its line.
    pub faults: Vec<Fault>,
    /// Modes of the events that `yes` asks for, by language and type.
    pub modes: BTreeSet<(Lang, Plover, Mode)>,
}

#[derive(Deserialize)]
struct File {
    lang: Lang,
    plover: Option<Plover>,
    #[serde(default)]
    unit: Vec<Unit>,
}

#[derive(Deserialize)]
struct Unit {
    name: String,
    #[serde(default)]
    modes: Vec<Mode>,
    #[serde(default)]
    yes: Vec<Spanned<String>>,
    #[serde(default)]
    no: Vec<Spanned<String>>,
}

impl Rules {
    /// Runs the examples of the files of `overlays`, or, where there are none, of the built-in files.
    pub fn examples(&self, overlays: &[Overlay], lexicon: &Lexicon) -> Examples {
        let sources = Sources::with(overlays);
        let from = usize::from(!overlays.is_empty());
        let files = sources.files("frames/", ".toml").chain(sources.files("operators/", ".toml"));
        let mut bench =
            Bench { rules: self, lexicon, worker: Analyzer::builtin().worker(), out: Examples::default() };
        for source in files.filter(|s| s.layer >= from) {
            // A file that is no frame file is refused when the rules are read.
            if let Ok(file) = toml::from_str::<File>(source.text) {
                bench.file(source, &file);
            }
        }
        bench.out
    }
}

struct Bench<'a> {
    rules: &'a Rules,
    lexicon: &'a Lexicon,
    worker: Worker<'a>,
    out: Examples,
}

impl Bench<'_> {
    fn file(&mut self, source: &Source<'_>, file: &File) {
        for unit in &file.unit {
            for example in &unit.yes {
                let wanted = Wanted::read(example.get_ref());
                let got = self.events(file.lang, wanted.sentence);
                let met: Vec<&Event> =
                    got.iter().filter(|e| wanted.met_by(e, &unit.name, file.plover, &unit.modes)).collect();
                let modes = met.iter().flat_map(|e| e.modes.iter().map(|&m| (file.lang, e.plover, m)));
                self.out.modes.extend(modes);
                if met.is_empty() {
                    self.fault(source, example, &unit.name, "does not give its event", &got);
                }
            }
            for example in &unit.no {
                let got = self.events(file.lang, example.get_ref());
                if got.iter().any(|e| by(e, &unit.name)) {
                    self.fault(source, example, &unit.name, "gives an event", &got);
                }
            }
            self.out.checked += unit.yes.len() + unit.no.len();
        }
    }

    fn fault(
        &mut self,
        source: &Source<'_>,
        example: &Spanned<String>,
        unit: &str,
        what: &str,
        got: &[Event],
    ) {
        let got: Vec<String> = got.iter().map(shown).collect();
        let message = format!("{unit:?}: {:?} {what}: got [{}]", example.get_ref(), got.join("; "));
        self.out.faults.push(source.fault(example.span().start, message));
    }

    /// The events of an article of one sentence.
    fn events(&mut self, lang: Lang, text: &str) -> Vec<Event> {
        let span = Span::of(0, text.len());
        let doc = self.worker.analyze(text, &[Segment { span, lang }]);
        let article = Article {
            id: RecordId::of("article", &[text]),
            source: "example".to_owned(),
            url: None,
            lang,
            title: None,
            published: Day::new(2024, 7, 4).ok().map(|day| DateRef::day(day, None)),
            dateline: None,
            lines: Vec::new(),
            publisher: None,
            author: None,
            relay: Vec::new(),
            points: CodePoints::new(text),
            blocks: vec![Block { span, raw: vec![span], kind: BlockKind::Paragraph, lang }],
            text: text.to_owned(),
            dropped: Vec::new(),
            duplicate_of: None,
        };
        let records = code_with(&article, &doc, self.lexicon, self.rules).records;
        let event = |r| if let Record::Event(e) = r { Some(e) } else { None };
        records.into_iter().filter_map(event).collect()
    }
}

/// What an example asks of its event.
struct Wanted<'a> {
    sentence: &'a str,
    plover: Option<Plover>,
    modes: Vec<Mode>,
    status: Option<Status>,
    players: Option<[BTreeSet<String>; 2]>,
}

impl<'a> Wanted<'a> {
    fn read(example: &'a str) -> Self {
        let (sentence, rest) = example.split_once("=>").unwrap_or((example, ""));
        let mut wanted =
            Self { sentence: sentence.trim(), plover: None, modes: Vec::new(), status: None, players: None };
        let (before, after) = rest.split_once('>').unwrap_or((rest, ""));
        let sides = [wanted.side(before), wanted.side(after)];
        if rest.contains('>') || !sides[0].is_empty() {
            wanted.players = Some(sides);
        }
        wanted
    }

    /// The players of one side; type, modes and status that stand among them are noted.
    fn side(&mut self, text: &str) -> BTreeSet<String> {
        let mut names: Vec<&str> = text.split_whitespace().collect();
        names.retain(|word| {
            let (plover, mode, status) =
                (word.parse::<Plover>().ok(), word.parse::<Mode>().ok(), word.parse::<Status>().ok());
            let player = plover.is_none() && mode.is_none() && status.is_none() && *word != "-";
            self.plover = plover.or(self.plover);
            self.modes.extend(mode);
            self.status = status.or(self.status);
            player
        });
        let joined = names.join(" ");
        // Names of several words are parted by commas, codes by spaces.
        let code = |w: &&str| w.len() == 3 && w.chars().all(|c| c.is_ascii_uppercase()) || w.contains('-');
        let by_space = !joined.contains(',') && names.iter().all(code);
        let parts: Vec<&str> = if by_space { names.clone() } else { joined.split(',').collect() };
        parts.into_iter().map(|k| k.trim().to_owned()).filter(|k| !k.is_empty()).collect()
    }

    /// Whether the event is the one asked for: of the file's type with the unit's modes, unless the example names another
    /// or an operator made another of it.
    fn met_by(&self, event: &Event, unit: &str, own: Option<Plover>, modes: &[Mode]) -> bool {
        let Some([actors, recipients]) = &self.players else { return by(event, unit) };
        let typed = match self.plover {
            Some(plover) => plover == event.plover,
            None => event.rule.contains('+') || own.is_none_or(|own| own == event.plover),
        };
        let moded = own != Some(event.plover) || modes.iter().all(|m| event.modes.contains(m));
        typed
            && moded
            && *actors == keys(&event.actors)
            && *recipients == keys(&event.recipients)
            && self.modes.iter().all(|m| event.modes.contains(m))
            && self.status.is_none_or(|s| s == event.status)
    }
}

/// Whether the unit took part in the event.
fn by(event: &Event, unit: &str) -> bool {
    event.rule.split(['/', '+']).any(|part| part == unit)
}

fn keys(list: &[ActorRef]) -> BTreeSet<String> {
    list.iter()
        .map(|a| a.country.clone().or_else(|| a.id.clone()).unwrap_or_else(|| a.name.clone()))
        .collect()
}

fn shown(e: &Event) -> String {
    let modes: Vec<&str> = e.modes.iter().map(|m| m.as_str()).collect();
    let who = |l: &[ActorRef]| keys(l).into_iter().collect::<Vec<_>>().join(" ");
    format!(
        "{} {} {} {} > {} ({})",
        e.plover,
        modes.join(","),
        e.status,
        who(&e.actors),
        who(&e.recipients),
        e.rule
    )
}
