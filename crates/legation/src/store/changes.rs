//! `legation changes`: what is new, as a list or as the page of a morning.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use legation_export::escaped;
use legation_store::{Cell, Kind, List, Store};

use super::{ListArgs, ListFormat, StoreFile, Table};
use crate::{Outcome, output};

/// How what is new is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChangesFormat {
    /// Aligned columns
    Table,
    /// Comma-separated, with a head
    Csv,
    /// One JSON object a line
    Ndjson,
    /// A page in Markdown
    Markdown,
    /// A page in HTML, whole in one file
    Html,
}

/// Options of `legation changes`.
#[derive(Debug, ClapArgs)]
pub struct ChangesArgs {
    /// Added at this day or time (UTC) or later
    #[arg(long, value_name = "YYYY-MM-DD[THH:MM:SSZ]")]
    pub since: String,
    /// At most so many of each kind, those told most first; 0: all
    #[arg(long, short = 'n', default_value_t = 100)]
    pub limit: usize,
    /// Which store
    #[command(flatten)]
    pub store: StoreFile,
    /// How to write it
    #[arg(long, short, value_enum, default_value = "markdown")]
    pub format: ChangesFormat,
    /// Where to write it [default: standard output]
    #[arg(long, short)]
    pub output: Option<PathBuf>,
}

/// Sections of the page: heading, kind.
const SECTIONS: [(&str, Kind); 5] = [
    ("Who said what", Kind::Statement),
    ("What happened", Kind::Event),
    ("Agreements", Kind::Agreement),
    ("What was promised", Kind::Commitment),
    ("Offices", Kind::Office),
];

/// Runs the command.
pub(crate) fn run(args: &ChangesArgs) -> anyhow::Result<Outcome> {
    let day = args.since.get(..10).unwrap_or_default();
    if day.parse::<legation_model::Day>().is_err() {
        anyhow::bail!("{}: expected a day or a time, as 2025-01-31 or 2025-01-31T06:00:00Z", args.since);
    }
    let store = Store::read(&args.store.db)?;
    let limit = (args.limit > 0).then_some(args.limit);
    let news = store.news(&args.since, &SECTIONS.map(|(_, kind)| kind), limit)?;
    let told = SECTIONS.into_iter().zip(news);
    let sections: Vec<Section> =
        told.map(|((head, kind), news)| Section { head, kind, list: news.list, all: news.all }).collect();
    let format = match args.format {
        ChangesFormat::Table => ListFormat::Table,
        ChangesFormat::Csv => ListFormat::Csv,
        ChangesFormat::Ndjson => ListFormat::Ndjson,
        ChangesFormat::Markdown | ChangesFormat::Html => {
            let page = Page { since: &args.since, articles: store.new_articles(&args.since)?, sections };
            let text = if args.format == ChangesFormat::Html { page.html() } else { page.markdown() };
            match &args.output {
                Some(path) => std::fs::write(path, text)?,
                None => output::bytes(text.as_bytes())?,
            }
            return Ok(Outcome::Done);
        }
    };
    let list = ListArgs { store: args.store.clone(), format: Some(format), output: args.output.clone() };
    let columns = sections.first().map(|s| s.list.columns.clone()).unwrap_or_default();
    let mut table = Table::open(&list, std::iter::once("type".to_owned()).chain(columns).collect())?;
    for section in sections {
        for row in section.list.rows {
            let cells: Vec<Cell> =
                std::iter::once(Cell::Text(section.kind.as_str().to_owned())).chain(row).collect();
            table.row(&cells)?;
        }
    }
    table.finish()?;
    Ok(Outcome::Done)
}

struct Page<'a> {
    since: &'a str,
    /// New articles, and copies among them.
    articles: (i64, i64),
    sections: Vec<Section>,
}

/// What is new of one kind.
struct Section {
    head: &'static str,
    kind: Kind,
    list: List,
    /// Records, those that are not listed among them.
    all: i64,
}

/// A line of the page: what is told, the words, where it stands.
struct Line {
    head: String,
    quote: String,
    from: String,
    id: String,
}

impl Page<'_> {
    /// How many articles are new, and how many only repeat the text of another.
    fn summary(&self) -> String {
        let (articles, copies) = self.articles;
        let counts = self.told().map(|s| format!("{} records of {}", s.all, plural(s.kind)));
        let counts: Vec<String> = counts.collect();
        format!("{articles} articles, {copies} of them copies; {}", counts.join(", "))
    }

    fn told(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(|s| !s.list.rows.is_empty())
    }

    fn markdown(&self) -> String {
        // Writing to a string cannot fail.
        let mut out = format!("# New since {}\n\n{}.\n", self.since, self.summary());
        for section in self.told() {
            let _ = writeln!(out, "\n## {}\n", section.head);
            for line in lines(&section.list) {
                let cells = [&line.head, &line.quote, &line.from].map(|cell| plain(cell));
                let _ = writeln!(out, "* {}\n  > {}\n\n  {} · `{}`", cells[0], cells[1], cells[2], line.id);
            }
        }
        out
    }

    fn html(&self) -> String {
        let mut out = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>New since {0}</title>\n\
             <style>body{{font:16px/1.5 serif;max-width:46em;margin:2em auto;padding:0 1em}}\
             blockquote{{margin:.2em 0;padding-left:1em;border-left:3px solid #999}}li{{margin:.8em 0}}\
             small{{color:#555}}</style>\n</head>\n<body>\n<h1>New since {0}</h1>\n<p>{1}.</p>\n",
            escaped(self.since),
            escaped(&self.summary())
        );
        for section in self.told() {
            let _ = writeln!(out, "<h2>{}</h2>\n<ul>", section.head);
            for line in lines(&section.list) {
                let cells = [&line.head, &line.quote, &line.from, &line.id].map(|cell| escaped(cell));
                let _ = writeln!(
                    out,
                    "<li id=\"r{3}\">{0}<blockquote>{1}</blockquote><small>{2} · <code>{3}</code></small></li>",
                    cells[0], cells[1], cells[2], cells[3]
                );
            }
            out.push_str("</ul>\n");
        }
        out.push_str("</body>\n</html>\n");
        out
    }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Office => "offices",
        Kind::Statement => "statements",
        Kind::Event => "events",
        Kind::Agreement => "agreements",
        Kind::Commitment => "commitments",
        Kind::Diagnostic => "diagnostics",
    }
}

fn lines(list: &List) -> Vec<Line> {
    let cell = |row: &[Cell], name: &str| match list.column(name).map(|at| &row[at]) {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let line = |row: &Vec<Cell>| {
        let mut head = cell(row, "date");
        for (before, name, after) in [
            (" ", "who", ""),
            (": ", "what", ""),
            (" (", "status", ")"),
            (" → ", "whom", ""),
            (", at ", "place", ""),
            (", says ", "holder", ""),
        ] {
            let value = cell(row, name);
            if !value.is_empty() {
                head.push_str(before);
                head.push_str(&value);
                head.push_str(after);
            }
        }
        if let Some(Cell::Integer(told @ 2..)) = list.column("told").map(|at| &row[at]) {
            let _ = write!(head, ", told by {told} records");
        }
        let publisher = cell(row, "publisher");
        let from = if publisher.is_empty() { cell(row, "source") } else { publisher };
        let title = cell(row, "title");
        let from = if title.is_empty() { from } else { format!("{from}: {title}") };
        Line { head: head.trim().to_owned(), quote: cell(row, "quote"), from, id: cell(row, "id") }
    };
    list.rows.iter().map(line).collect()
}

/// Words that Markdown takes as words.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
