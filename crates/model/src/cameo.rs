//! Events as users of the old scheme know them: a CAMEO code between one source and one target.
//!
//! One row a pair of a source and a target; what all sides do together goes both ways. A visit goes out as 042 and comes
//! back as 043. What has not happened is told the CAMEO way (see [`told`]), what is denied is left out.

use serde::{Deserialize, Serialize};

use crate::ontology;
use crate::{ActorKind, ActorRef, Event, Plover, RecordId, Sector, Status};

/// One event between one source and one target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CameoRow {
    /// The event record that it is a view of.
    pub event: RecordId,
    /// Its article.
    pub article: RecordId,
    /// First day, ISO 8601; empty when unknown.
    pub date: String,
    /// Country and sectors in letters; `---` when nobody is named or known.
    pub source: String,
    /// The same of the target.
    pub target: String,
    /// CAMEO code of three or four digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by the root of the code.
    pub quad: u8,
    /// Score of the PLOVER event, where its status lets it stand.
    pub score: Option<f64>,
    /// Status of the record.
    pub status: Status,
    /// PLOVER type of the record.
    pub plover: Plover,
    /// The words.
    pub trigger: String,
}

/// The rows of an event: none for what is denied.
pub fn rows(event: &Event) -> Vec<CameoRow> {
    let Some(code) = told(event) else { return Vec::new() };
    let happened = matches!(event.status, Status::Asserted | Status::Historical);
    let actors = codes(&event.actors);
    let mut recipients = codes(&event.recipients);
    let together = recipients.is_empty() && actors.len() > 1;
    let mut pairs: Vec<(String, String, String)> = Vec::new();
    let mut add = |source: &str, target: &str, code: &str| {
        let pair = (source.to_owned(), target.to_owned(), code.to_owned());
        if source != target && !pairs.contains(&pair) {
            pairs.push(pair);
        }
    };
    if together {
        for (i, source) in actors.iter().enumerate() {
            for (k, target) in actors.iter().enumerate().filter(|&(k, _)| k != i) {
                match mirror(&code) {
                    // The host is named first, and guests visit nobody else.
                    Some(back) if i == 0 => add(source, target, if code == "043" { &code } else { back }),
                    Some(_) if k == 0 => add(source, target, "042"),
                    Some(_) => {}
                    None => add(source, target, &code),
                }
            }
        }
    } else {
        if recipients.is_empty() {
            recipients.push(NOBODY.to_owned());
        }
        let nobody = [NOBODY.to_owned()];
        for source in if actors.is_empty() { nobody.as_slice() } else { actors.as_slice() } {
            for target in &recipients {
                add(source, target, &code);
                if let Some(back) = mirror(&code)
                    && source != NOBODY
                    && target != NOBODY
                {
                    add(target, source, back);
                }
            }
        }
    }
    let date = event.date.as_ref().and_then(|d| d.start).map(|d| d.to_string()).unwrap_or_default();
    pairs
        .into_iter()
        .map(|(source, target, code)| CameoRow {
            event: event.id.clone(),
            article: event.article.clone(),
            date: date.clone(),
            source,
            target,
            name: ontology::cameo_name(&code).unwrap_or_default().to_owned(),
            quad: quad(&code),
            code,
            score: happened.then_some(event.score),
            status: event.status,
            plover: event.plover,
            trigger: event.trigger.quote.clone(),
        })
        .collect()
}

/// Nobody named or known.
const NOBODY: &str = "---";

/// The code of an event as CAMEO tells it, three digits at least. What is only planned or possible is an intent (03x) or,
/// when hostile, a threat (13x); what is called for is an appeal (02x); `None` for what is denied.
pub fn told(event: &Event) -> Option<String> {
    let code = event.cameo.as_ref().map(|c| c.0.as_str()).filter(|c| c.len() >= 2)?;
    let code = if code.len() == 2 { format!("{code}0") } else { code.to_owned() };
    let material =
        matches!(code.as_bytes().first_chunk(), Some(b"14" | b"15" | b"16" | b"17" | b"18" | b"19" | b"20"));
    let friendly = matches!(code.as_bytes().first_chunk(), Some(b"04" | b"05" | b"06" | b"07" | b"08"));
    match event.status {
        Status::Denied => None,
        Status::CalledFor => Some(ontology::cameo_over("02", &code)),
        Status::Planned | Status::Possible | Status::Hypothetical if friendly => {
            Some(ontology::cameo_over("03", &code))
        }
        Status::Planned | Status::Possible | Status::Hypothetical if material => {
            Some(ontology::cameo_over("13", &code))
        }
        Status::Asserted | Status::Historical | Status::Planned | Status::Possible | Status::Hypothetical => {
            Some(code)
        }
    }
}

/// What the other side does.
fn mirror(code: &str) -> Option<&'static str> {
    match code {
        "042" => Some("043"),
        "043" => Some("042"),
        _ => None,
    }
}

/// Quad of a root.
fn quad(code: &str) -> u8 {
    match code.get(..2) {
        Some("01" | "02" | "03" | "04" | "05") => 1,
        Some("06" | "07" | "08") => 2,
        Some("09" | "10" | "11" | "12" | "13") => 3,
        _ => 4,
    }
}

fn codes(list: &[ActorRef]) -> Vec<String> {
    let mut out = Vec::new();
    for actor in list {
        let code = actor_code(actor);
        if !out.contains(&code) {
            out.push(code);
        }
    }
    out
}

/// Country and sectors in letters: `RUS`, `RUSGOV`, `---REB`, `IGOUNO`.
pub fn actor_code(actor: &ActorRef) -> String {
    let mut out = match actor.country.as_deref() {
        Some(country) if is_alpha3(country) => country.to_owned(),
        Some(polity) => ontology::cameo_polity(polity).unwrap_or(NOBODY).to_owned(),
        None => String::new(),
    };
    // A state by its name is the state; its government, forces, courts are told apart.
    if !matches!(actor.kind, ActorKind::State | ActorKind::Polity) {
        for &sector in &actor.sectors {
            out.push_str(sector_code(sector));
        }
    }
    if out.is_empty() {
        return NOBODY.to_owned();
    }
    let headless = actor.country.is_none()
        && !matches!(
            actor.sectors.first(),
            Some(
                Sector::Igo
                    | Sector::Uno
                    | Sector::Eur
                    | Sector::Ngo
                    | Sector::Ism
                    | Sector::Img
                    | Sector::Mnc
            )
        );
    if headless { format!("{NOBODY}{out}") } else { out }
}

fn is_alpha3(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// CAMEO's letters for a sector, where they differ from PLOVER's.
fn sector_code(sector: Sector) -> &'static str {
    match sector {
        Sector::Jrn => "MED",
        Sector::Med => "HLH",
        other => other.as_str(),
    }
}
