//! Questions about merged things: `legation events`, `agreements`, `commitments`, `relations`, `timeline`, `stories`.

use clap::Args as ClapArgs;
use legation_ledger::agreements::Life;
use legation_ledger::view::View;
use legation_model::{Day, Quad};
use legation_store::{Cell, List, Sort, Store, Which};

use super::filters::{BoundsArgs, PartyArgs, SortArgs};
use super::{ListArgs, Table, clock};
use crate::Outcome;

/// Which merged things.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct WhichArgs {
    /// Who and where
    #[command(flatten)]
    pub parties: PartyArgs,
    /// When; from whom a report is
    #[command(flatten)]
    pub bounds: BoundsArgs,
    /// At most so many; 0: all
    #[arg(long, short = 'n', default_value_t = 100)]
    pub limit: usize,
    /// Group contested polities as a state sees them (RUS, GEO…), or by who controls them (control); nothing stored changes
    #[arg(long, value_name = "own|control|STATE")]
    pub view: Option<View>,
}

impl WhichArgs {
    fn limit(&self) -> Option<usize> {
        (self.limit > 0).then_some(self.limit)
    }

    fn which(&self, id: Option<&String>) -> Which {
        Which {
            id: id.cloned(),
            actors: self.parties.all().cloned().collect(),
            bounds: self.bounds.bounds(self.parties.place.as_ref(), self.limit),
            ..Which::default()
        }
    }
}

/// What became of what was to come.
#[derive(Debug, Clone, Default, ClapArgs)]
pub struct DueArgs {
    /// Only those whose time is over without a report
    #[arg(long)]
    pub overdue: bool,
    /// Judge by what had been reported until this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Day>,
}

impl DueArgs {
    /// The day asked for, or today.
    fn day(&self) -> anyhow::Result<Day> {
        match self.as_of {
            Some(day) => Ok(day),
            None => Ok(clock::now().get(..10).unwrap_or_default().parse()?),
        }
    }
}

/// Options of `legation events`.
#[derive(Debug, ClapArgs)]
pub struct EventsArgs {
    /// Reports of one event, by its id or the beginning of it, with what they differ in
    pub id: Option<String>,
    /// Which events
    #[command(flatten)]
    pub sort: SortArgs,
    /// Of whom and when
    #[command(flatten)]
    pub which: WhichArgs,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// Options of `legation agreements`.
#[derive(Debug, ClapArgs)]
pub struct AgreementsArgs {
    /// The life of one agreement, by its id or the beginning of it
    pub id: Option<String>,
    /// What was expected of agreements, with its state
    #[arg(long)]
    pub expectations: bool,
    /// What became of expectations
    #[command(flatten)]
    pub due: DueArgs,
    /// Stage of an agreement (signature, entry_into_force…), or state of an expectation (open, met, late, slipped, overdue)
    #[arg(long)]
    pub status: Option<String>,
    /// Which agreements
    #[command(flatten)]
    pub which: WhichArgs,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// Options of `legation commitments`.
#[derive(Debug, ClapArgs)]
pub struct CommitmentsArgs {
    /// What became of them
    #[command(flatten)]
    pub due: DueArgs,
    /// Status: announced, scheduled, fulfilled, partly, overdue, cancelled…
    #[arg(long)]
    pub status: Option<String>,
    /// Which commitments
    #[command(flatten)]
    pub which: WhichArgs,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// Options of `legation relations`.
#[derive(Debug, ClapArgs)]
pub struct RelationsArgs {
    /// One side
    pub a: String,
    /// The other side
    pub b: String,
    /// This day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Day>,
    /// This day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<Day>,
    /// Count with a side what stands under it as a state sees it (RUS, GEO…), or by who controls it (control)
    #[arg(long, value_name = "own|control|STATE", default_value = "own")]
    pub view: View,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// Options of `legation timeline`.
#[derive(Debug, ClapArgs)]
pub struct TimelineArgs {
    /// The story of one agreement, by its id or the beginning of it
    pub id: Option<String>,
    /// Which events
    #[command(flatten)]
    pub sort: SortArgs,
    /// Of whom and when
    #[command(flatten)]
    pub which: WhichArgs,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// Options of `legation stories`.
#[derive(Debug, ClapArgs)]
pub struct StoriesArgs {
    /// The story that one event, agreement or commitment is part of, by its id or the beginning of it
    pub id: Option<String>,
    /// Among which things
    #[command(flatten)]
    pub which: WhichArgs,
    /// The list
    #[command(flatten)]
    pub list: ListArgs,
}

/// Runs `legation events`.
pub(crate) fn events(args: &EventsArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.list.store.db)?;
    let found = match &args.id {
        Some(id) => store.event_reports(id, args.which.limit())?,
        None => store.events(&Which { sort: args.sort.sort(), ..args.which.which(None) })?,
    };
    write(&args.list, seen(found, args.which.view.as_ref()))
}

/// Runs `legation agreements`.
pub(crate) fn agreements(args: &AgreementsArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.list.store.db)?;
    let view = args.which.view.as_ref();
    if args.expectations || args.due.overdue {
        let which = args.which.which(args.id.as_ref());
        let state = if args.due.overdue { Some("overdue") } else { args.status.as_deref() };
        let found = store.expectations(&which, args.due.day()?, state)?;
        return write(&args.list, seen(found, view));
    }
    match &args.id {
        Some(id) => write(&args.list, life(&store.life(id)?)),
        None => write(
            &args.list,
            seen(store.agreements(&with_status(args.which.which(None), args.status.clone()))?, view),
        ),
    }
}

/// Runs `legation commitments`.
pub(crate) fn commitments(args: &CommitmentsArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.list.store.db)?;
    let status = if args.due.overdue { Some("overdue".to_owned()) } else { args.status.clone() };
    let which = with_status(args.which.which(None), status);
    write(&args.list, seen(store.commitments(&which, args.due.day()?)?, args.which.view.as_ref()))
}

/// Runs `legation timeline`.
pub(crate) fn timeline(args: &TimelineArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.list.store.db)?;
    let found = store.timeline(&Which { sort: args.sort.sort(), ..args.which.which(args.id.as_ref()) })?;
    write(&args.list, seen(found, args.which.view.as_ref()))
}

fn with_status(which: Which, status: Option<String>) -> Which {
    Which { sort: Sort { status, ..Sort::default() }, ..which }
}

/// Runs `legation stories`.
pub(crate) fn stories(args: &StoriesArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.list.store.db)?;
    let found = match &args.id {
        Some(id) => store.story(id)?,
        None => store.stories(&args.which.which(None))?,
    };
    write(&args.list, seen(found, args.which.view.as_ref()))
}

/// Runs `legation relations`.
pub(crate) fn relations(args: &RelationsArgs) -> anyhow::Result<Outcome> {
    let store = Store::read(&args.list.store.db)?;
    let (_, rows) = store.relations(&args.a, &args.b, args.since, args.until, &args.view)?;
    write(&args.list, months(&rows))
}

type Rows = (Vec<String>, Vec<Vec<Cell>>);

pub(super) fn write(list: &ListArgs, (columns, rows): Rows) -> anyhow::Result<Outcome> {
    Table::write(list, List { columns, rows })
}

/// Adds how a point of view groups the parties, where the list names them.
pub(super) fn seen((mut columns, mut rows): Rows, view: Option<&View>) -> Rows {
    let at = |name: &str| columns.iter().position(|c| c == name);
    let Some(view) = view else { return (columns, rows) };
    let Some(parties) = ["parties", "country", "by"].iter().find_map(|name| at(name)) else {
        return (columns, rows);
    };
    let dated = ["date", "last", "said"].iter().find_map(|name| at(name));
    for row in &mut rows {
        let text = |cell: &Cell| if let Cell::Text(text) = cell { text.clone() } else { String::new() };
        let day = dated.and_then(|at| text(&row[at]).parse().ok());
        let keys = text(&row[parties]);
        let mut under: Vec<&str> = keys.split_whitespace().map(|key| view.group(key, day)).collect();
        under.sort_unstable();
        under.dedup();
        row.push(Cell::Text(under.join(" ")));
    }
    columns.push("under".to_owned());
    (columns, rows)
}

/// Rows of a life: steps taken, what was expected, where accounts differ, and everything said.
fn life(life: &Life) -> Rows {
    let columns = "kind date until what party status holder said reports records";
    let text = |text: Option<String>| text.filter(|t| !t.is_empty()).map_or(Cell::Null, Cell::Text);
    let some = |shown: Option<&dyn std::fmt::Display>| text(shown.map(ToString::to_string));
    let ids = |records: &mut dyn Iterator<Item = &str>| text(Some(records.collect::<Vec<_>>().join(" ")));
    let mut rows = Vec::new();
    for s in &life.steps {
        rows.push(vec![
            Cell::Text("step".to_owned()),
            some(s.on.as_ref().map(|d| &d.start as _)),
            some(s.on.as_ref().filter(|d| d.start != d.end).map(|d| &d.end as _)),
            Cell::Text(s.step.to_string()),
            text(s.party.clone()),
            Cell::Text("taken".to_owned()),
            text(Some(s.holders.iter().cloned().collect::<Vec<_>>().join(" "))),
            some(s.said.as_ref().map(|d| d as _)),
            Cell::Integer((s.records.len() - s.copies.min(s.records.len())) as i64),
            ids(&mut s.records.iter().map(legation_model::RecordId::as_str)),
        ]);
    }
    for e in &life.expectations {
        rows.push(vec![
            Cell::Text("expected".to_owned()),
            some(e.due.as_ref().map(|d| &d.start as _)),
            some(e.due.as_ref().map(|d| &d.end as _)),
            Cell::Text(e.step.to_string()),
            text(e.party.clone()),
            Cell::Text(e.at_last().as_str().to_owned()),
            text(Some(e.holders.iter().cloned().collect::<Vec<_>>().join(" "))),
            some(e.said.as_ref().map(|d| d as _)),
            Cell::Integer(e.records.len() as i64),
            ids(&mut e.records.iter().map(legation_model::RecordId::as_str)),
        ]);
    }
    for c in &life.contradictions {
        for (account, records) in &c.accounts {
            rows.push(vec![
                Cell::Text("contradiction".to_owned()),
                Cell::Null,
                Cell::Null,
                Cell::Text(c.step.to_string()),
                text(c.party.clone()),
                Cell::Text(format!("{}: {account}", c.what)),
                Cell::Null,
                Cell::Null,
                Cell::Integer(records.len() as i64),
                ids(&mut records.iter().map(legation_model::RecordId::as_str)),
            ]);
        }
    }
    for s in &life.history {
        let when = s.on.or(s.due);
        rows.push(vec![
            Cell::Text("said".to_owned()),
            some(when.as_ref().map(|d| &d.start as _)),
            some(when.as_ref().filter(|d| d.start != d.end).map(|d| &d.end as _)),
            Cell::Text(s.step.to_string()),
            text(s.party.clone()),
            Cell::Text(s.status.to_string()),
            text(s.holder.clone()),
            some(s.published.as_ref().map(|d| d as _)),
            Cell::Integer(i64::from(!s.copy)),
            Cell::Text(s.record.as_str().to_owned()),
        ]);
    }
    (columns.split(' ').map(str::to_owned).collect(), rows)
}

/// Months that a trend is drawn from, and how far a month must stand off it to be a turn.
const TREND: usize = 3;
const TURN: f64 = 3.0;
/// Fewer events than this tell no turn.
const FEW: i64 = 3;

/// A row a month: counts by quad, balance of cooperation and conflict, mean score, turning points.
fn months(rows: &[Vec<Cell>]) -> Rows {
    let mut by = std::collections::BTreeMap::<String, ([i64; 4], i64, f64)>::new();
    for row in rows {
        let [Cell::Text(month), Cell::Text(quad), Cell::Integer(events), Cell::Integer(reports), score] =
            row.as_slice()
        else {
            continue;
        };
        let at = Quad::ALL.iter().position(|q| q.as_str() == quad).unwrap_or_default();
        let entry = by.entry(month.clone()).or_default();
        entry.0[at] += events;
        entry.1 += reports;
        entry.2 += if let Cell::Real(score) = score { *score } else { 0.0 };
    }
    let all: Vec<(String, [i64; 4], i64, f64)> =
        by.into_iter().map(|(month, (counts, reports, score))| (month, counts, reports, score)).collect();
    let total = |counts: &[i64; 4]| counts.iter().sum::<i64>();
    let round = |x: f64| Cell::Real((x * 100.0).round() / 100.0);
    let mut out = Vec::new();
    for (at, (month, counts, reports, score)) in all.iter().enumerate() {
        let events = total(counts);
        // Verbal and material cooperation come first among the quads.
        let friendly = counts[0] + counts[1];
        let mean = score / events.max(1) as f64;
        let before = &all[at.saturating_sub(TREND)..at];
        let (known, sum) = before.iter().fold((0, 0.0), |(n, s), m| (n + total(&m.1), s + m.3));
        let step = mean - sum / known.max(1) as f64;
        let turn = if known >= FEW && events >= FEW && step.abs() >= TURN {
            Cell::Text(format!("{} {step:+.1}", if step > 0.0 { "better" } else { "worse" }))
        } else {
            Cell::Null
        };
        let mut row = vec![Cell::Text(month.clone())];
        row.extend(counts.iter().map(|n| Cell::Integer(*n)));
        row.extend([Cell::Integer(events), Cell::Integer(*reports)]);
        row.extend([round((2 * friendly - events) as f64 / events.max(1) as f64), round(mean), turn]);
        out.push(row);
    }
    let mut columns = vec!["month".to_owned()];
    columns.extend(Quad::ALL.iter().map(|q| q.as_str().replace('-', "_")));
    columns.extend(["events", "reports", "balance", "score", "turn"].map(str::to_owned));
    (columns, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_off_the_trend_is_a_turn() {
        let row = |month: &str, quad: Quad, events: i64, score: f64| {
            vec![
                Cell::Text(month.to_owned()),
                Cell::Text(quad.to_string()),
                Cell::Integer(events),
                Cell::Integer(events * 2),
                Cell::Real(score),
            ]
        };
        let rows = [
            row("2024-01", Quad::VerbalCooperation, 4, 12.0),
            row("2024-02", Quad::VerbalCooperation, 4, 14.0),
            row("2024-03", Quad::MaterialConflict, 3, -18.0),
            row("2024-03", Quad::VerbalCooperation, 1, 3.0),
        ];
        let (columns, out) = months(&rows);
        assert_eq!(columns[..3], ["month", "verbal_cooperation", "material_cooperation"]);
        assert_eq!(out.len(), 3);
        assert_eq!(out[1].last(), Some(&Cell::Null));
        assert_eq!(out[2].last(), Some(&Cell::Text("worse -7.0".to_owned())));
        assert_eq!(out[2][7], Cell::Real(-0.5), "{:?}", out[2]);
    }

    #[test]
    fn a_view_adds_a_column_and_changes_none() {
        let rows = || {
            let cells = vec![Cell::Text("2024-10-04".to_owned()), Cell::Text("RUS south-ossetia".to_owned())];
            (vec!["date".to_owned(), "parties".to_owned()], vec![cells])
        };
        let view: View = "GEO".parse().expect("a view");
        let (columns, seen) = seen(rows(), Some(&view));
        assert_eq!(columns, ["date", "parties", "under"]);
        assert_eq!(seen[0][..2], rows().1[0][..]);
        assert_eq!(seen[0][2], Cell::Text("GEO RUS".to_owned()));
    }
}
