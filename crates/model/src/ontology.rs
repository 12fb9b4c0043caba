//! The tables behind the codes: quads, scores, modes, contexts, sectors, offices, treaty steps, CAMEO.
//!
//! Each table is a file of `ontology/` with its source in its head; a test holds the files to the code sets.

use std::sync::LazyLock;

use crate::actor::ActorKind;
use crate::codes::{Context, Mode, Office, Plover, Quad, Sector, Step};

/// A row of `ontology/plover.tsv`.
#[derive(Debug, Clone, Copy)]
pub struct PloverRow {
    /// Type.
    pub plover: Plover,
    /// Quad.
    pub quad: Quad,
    /// Whether an event of the type needs a recipient.
    pub needs_recipient: bool,
    /// Score of an event without a mode, -10 to 10.
    pub score: f64,
    /// What it covers.
    pub covers: &'static str,
}

/// A row of `ontology/steps.tsv`.
#[derive(Debug, Clone, Copy)]
pub struct StepRow {
    /// Place in the life of an instrument, from 1.
    pub order: u8,
    /// Step.
    pub step: Step,
    /// Articles of the Vienna Convention, `-` for none.
    pub articles: &'static str,
    /// Whether each party takes it for itself.
    pub per_party: bool,
}

/// A row of `ontology/sectors.tsv`.
#[derive(Debug, Clone, Copy)]
pub struct SectorRow {
    /// Sector.
    pub sector: Sector,
    /// What it covers.
    pub meaning: &'static str,
    /// Whether it holds, seeks or contests power, or speaks for several states.
    pub public: bool,
}

struct Tables {
    plover: Vec<PloverRow>,
    modes: Vec<(Plover, Mode, f64)>,
    contexts: Vec<(Context, &'static str)>,
    sectors: Vec<SectorRow>,
    offices: Vec<(Office, &'static str)>,
    steps: Vec<StepRow>,
    cameo: Vec<(&'static str, Option<Plover>, Option<Mode>)>,
    cameo_codes: Vec<(&'static str, &'static str)>,
    cameo_exceptions: Vec<(&'static str, Plover)>,
    cameo_over: Vec<[&'static str; 3]>,
    cameo_polities: Vec<[&'static str; 2]>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    plover: rows(include_str!("../ontology/plover.tsv"))
        .map(|[plover, quad, recipient, score, covers]| PloverRow {
            plover: code(plover),
            quad: code(quad),
            needs_recipient: recipient == "required",
            score: number(score),
            covers,
        })
        .collect(),
    modes: rows(include_str!("../ontology/modes.tsv"))
        .map(|[plover, mode, score]| (code(plover), code(mode), number(score)))
        .collect(),
    contexts: rows(include_str!("../ontology/contexts.tsv")).map(|[c, meaning]| (code(c), meaning)).collect(),
    sectors: rows(include_str!("../ontology/sectors.tsv"))
        .map(|[sector, meaning, public]| SectorRow { sector: code(sector), meaning, public: public == "yes" })
        .collect(),
    offices: rows(include_str!("../ontology/offices.tsv")).map(|[o, meaning]| (code(o), meaning)).collect(),
    steps: rows(include_str!("../ontology/steps.tsv"))
        .map(|[order, step, articles, per_party]| StepRow {
            order: number(order) as u8,
            step: code(step),
            articles,
            per_party: per_party == "yes",
        })
        .collect(),
    cameo: rows(include_str!("../ontology/cameo.tsv"))
        .map(|[cameo, plover, mode]| {
            (cameo, (plover != "-").then(|| code(plover)), (mode != "-").then(|| code(mode)))
        })
        .collect(),
    cameo_codes: rows(include_str!("../ontology/cameo-codes.tsv")).map(|[code, name]| (code, name)).collect(),
    cameo_exceptions: rows(include_str!("../ontology/cameo-exceptions.tsv"))
        .map(|[cameo, plover, _]| (cameo, code(plover)))
        .collect(),
    cameo_over: rows(include_str!("../ontology/cameo-over.tsv")).collect(),
    cameo_polities: rows(include_str!("../ontology/cameo-polities.tsv")).collect(),
});

/// Rows of a table: comments and the head line passed over. The tables are part of the program, so a row of the
/// wrong width is a defect of the build, found by the first test that reads them.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        cells.try_into().unwrap_or_else(|_| panic!("ontology row of the wrong width: {line:?}"))
    })
}

fn code<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> T {
    text.parse().unwrap_or_else(|e| panic!("ontology: {e}"))
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|e| panic!("ontology: {text:?}: {e}"))
}

/// Every PLOVER type with its quad, score and scope, in the order of the codebook.
pub fn plover() -> &'static [PloverRow] {
    &TABLES.plover
}

/// Row of a type.
pub fn of(plover: Plover) -> &'static PloverRow {
    &TABLES.plover[plover as usize]
}

/// Quad of a type.
pub fn quad(plover: Plover) -> Quad {
    of(plover).quad
}

/// Modes that a type takes, with their scores.
pub fn modes(plover: Plover) -> impl Iterator<Item = (Mode, f64)> {
    TABLES.modes.iter().filter(move |m| m.0 == plover).map(|m| (m.1, m.2))
}

/// Score of an event: that of its furthest mode from zero, or the type's own.
pub fn score(plover: Plover, with: &[Mode]) -> f64 {
    modes(plover)
        .filter(|(mode, _)| with.contains(mode))
        .map(|(_, score)| score)
        .max_by(|a, b| a.abs().total_cmp(&b.abs()))
        .unwrap_or(of(plover).score)
}

/// Contexts with their meaning.
pub fn contexts() -> &'static [(Context, &'static str)] {
    &TABLES.contexts
}

/// Sectors, in the order of their codes.
pub fn sectors() -> &'static [SectorRow] {
    &TABLES.sectors
}

/// Whether somebody is of public life: a state, who holds, seeks or contests power in one, or speaks for several.
pub fn is_public(kind: ActorKind, sectors: &[Sector], office: Option<Office>) -> bool {
    matches!(kind, ActorKind::State | ActorKind::Polity)
        || office.is_some()
        || TABLES.sectors.iter().any(|row| row.public && sectors.contains(&row.sector))
}

/// Office keys with their meaning.
pub fn offices() -> &'static [(Office, &'static str)] {
    &TABLES.offices
}

/// Treaty steps in the order of an instrument's life.
pub fn steps() -> &'static [StepRow] {
    &TABLES.steps
}

/// Row of a step.
pub fn step(step: Step) -> &'static StepRow {
    &TABLES.steps[step as usize]
}

/// PLOVER type and mode of a CAMEO code (2 to 4 digits), by its longest known prefix; `None` for codes that PLOVER
/// dropped or that are no CAMEO codes.
pub fn from_cameo(cameo: &str) -> Option<(Plover, Option<Mode>)> {
    TABLES
        .cameo
        .iter()
        .filter(|(prefix, _, _)| cameo.starts_with(prefix))
        .max_by_key(|(prefix, _, _)| prefix.len())
        .and_then(|&(_, plover, mode)| Some((plover?, mode)))
}

/// CAMEO codes of three and four digits with their names.
pub fn cameo_codes() -> &'static [(&'static str, &'static str)] {
    &TABLES.cameo_codes
}

/// Whether it is a CAMEO code of three or four digits.
pub fn is_cameo(cameo: &str) -> bool {
    TABLES.cameo_codes.binary_search_by_key(&cameo, |c| c.0).is_ok()
}

/// Name of a CAMEO code of three or four digits.
pub fn cameo_name(cameo: &str) -> Option<&'static str> {
    let codes = &TABLES.cameo_codes;
    codes.binary_search_by_key(&cameo, |c| c.0).ok().map(|i| codes[i].1)
}

/// The code of an act told through another: intent (root `03`) to meet (`040`) is `036`. A root alone is filled up to
/// three digits.
pub fn cameo_over(root: &str, inner: &str) -> String {
    let row = TABLES
        .cameo_over
        .iter()
        .filter(|[r, prefix, _]| *r == root && inner.starts_with(prefix))
        .max_by_key(|[_, prefix, _]| prefix.len());
    match row {
        Some([_, _, "="]) => inner.to_owned(),
        Some([_, _, code]) => (*code).to_owned(),
        None => format!("{root:0<3}"),
    }
}

/// What the lists of the old scheme call a contested polity.
pub fn cameo_polity(polity: &str) -> Option<&'static str> {
    TABLES.cameo_polities.iter().find(|[id, _]| *id == polity).map(|[_, code]| *code)
}

/// Whether a code may stand for events of a type: by the published table, or as a reviewed exception.
pub fn cameo_fits(cameo: &str, plover: Plover) -> bool {
    from_cameo(cameo).is_some_and(|(p, _)| p == plover)
        || TABLES.cameo_exceptions.iter().any(|(prefix, p)| cameo.starts_with(prefix) && *p == plover)
}

/// CAMEO root (two digits) of a PLOVER event, for users of the old scheme.
pub fn cameo_root(plover: Plover, with: &[Mode]) -> &'static str {
    let by_mode =
        TABLES.cameo.iter().find(|(_, p, m)| *p == Some(plover) && m.is_some_and(|m| with.contains(&m)));
    let row = by_mode.or_else(|| TABLES.cameo.iter().find(|(_, p, _)| *p == Some(plover)));
    row.map_or("", |(cameo, _, _)| &cameo[..2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_hold_every_code_once_and_in_order() {
        assert!(plover().iter().map(|r| r.plover).eq(Plover::ALL.iter().copied()));
        assert!(contexts().iter().map(|r| r.0).eq(Context::ALL.iter().copied()));
        assert!(sectors().iter().map(|r| r.sector).eq(Sector::ALL.iter().copied()));
        assert!(offices().iter().map(|r| r.0).eq(Office::ALL.iter().copied()));
        assert!(steps().iter().map(|r| r.step).eq(Step::ALL.iter().copied()));
        assert_eq!(Plover::ALL.len(), 16);
        assert_eq!(Context::ALL.len(), 37);
        for mode in Mode::ALL {
            assert!(TABLES.modes.iter().any(|m| m.1 == *mode), "{mode} belongs to no type");
        }
    }

    #[test]
    fn scores_have_the_sign_of_their_quad() {
        for row in plover() {
            let friendly = matches!(row.quad, Quad::VerbalCooperation | Quad::MaterialCooperation);
            assert!(if friendly { row.score > 0.0 } else { row.score <= 0.0 }, "{}", row.plover);
            for (mode, score) in modes(row.plover) {
                let weak_request = row.plover == Plover::Request;
                assert!(weak_request || (score > 0.0) == friendly, "{} {mode}", row.plover);
            }
        }
        assert!((score(Plover::Consult, &[Mode::Phone, Mode::Visit]) - 4.0).abs() < 1e-9);
        assert!((score(Plover::Agree, &[]) - 2.5).abs() < 1e-9);
    }

    #[test]
    fn cameo_codes_are_in_order_and_exceptions_are_some() {
        assert!(cameo_codes().is_sorted_by(|a, b| a.0 < b.0));
        assert!(is_cameo("0211") && is_cameo("196") && !is_cameo("210") && !is_cameo("04"));
        assert!(cameo_fits("163", Plover::Sanction) && cameo_fits("163", Plover::Coerce));
        assert!(!cameo_fits("163", Plover::Assault));
        for [root, _, code] in &TABLES.cameo_over {
            assert!(*code == "=" || is_cameo(code), "{root}: {code}");
        }
        assert_eq!(cameo_over("03", "0712"), "0331");
        assert_eq!(cameo_over("03", ""), "030");
        assert_eq!(cameo_over("111", "190"), "111");
    }

    #[test]
    fn cameo_codes_become_plover_by_longest_prefix() {
        assert_eq!(from_cameo("0431"), Some((Plover::Consult, Some(Mode::Visit))));
        assert_eq!(from_cameo("1056"), Some((Plover::Request, Some(Mode::Yield))));
        assert_eq!(from_cameo("163"), Some((Plover::Coerce, Some(Mode::Restrict))));
        assert_eq!(from_cameo("010"), None);
        assert_eq!(from_cameo("99"), None);
        for (cameo, plover, mode) in &TABLES.cameo {
            if let (Some(plover), Some(mode)) = (plover, mode) {
                assert!(modes(*plover).any(|(m, _)| m == *mode), "{cameo}: {plover} has no mode {mode}");
            }
        }
        for row in plover() {
            assert_eq!(cameo_root(row.plover, &[]).len(), 2);
        }
        assert_eq!(cameo_root(Plover::Assault, &[Mode::Unconventional]), "20");
    }
}
