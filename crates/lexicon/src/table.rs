//! Tab-separated files with a head: `# key: value` lines, then a line of column names, then rows.
//!
//! A cell may hold several values, set off by `|`.

/// A file of rows.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// Path, for messages.
    pub path: &'a str,
    /// `# key: value` lines.
    pub head: Vec<(&'a str, &'a str)>,
    /// Column names.
    pub columns: Vec<&'a str>,
    /// Rows.
    pub rows: Vec<Row<'a>>,
}

/// A row with its line in the file.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// Line, from 1.
    pub line: u32,
    /// Cells, in the order of the columns; missing cells at the end are empty.
    pub cells: Vec<&'a str>,
}

impl<'a> Table<'a> {
    /// Reads `text`.
    pub fn parse(path: &'a str, text: &'a str) -> Self {
        let mut table = Self { path, head: Vec::new(), columns: Vec::new(), rows: Vec::new() };
        for (at, line) in text.lines().enumerate() {
            if let Some(comment) = line.strip_prefix('#') {
                if let Some((key, value)) = comment.split_once(':') {
                    table.head.push((key.trim(), value.trim()));
                }
            } else if line.trim().is_empty() {
            } else if table.columns.is_empty() {
                table.columns = line.split('\t').collect();
            } else {
                table.rows.push(Row { line: at as u32 + 1, cells: line.split('\t').collect() });
            }
        }
        table
    }

    /// Place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| *c == name)
    }

    /// The cell of `row` in column `name`; empty if there is none.
    pub fn cell(&self, row: &Row<'a>, name: &str) -> &'a str {
        self.column(name).and_then(|at| row.cells.get(at)).map_or("", |c| c.trim())
    }

    /// The values of a cell.
    pub fn values(&self, row: &Row<'a>, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(row, name).split('|').map(str::trim).filter(|v| !v.is_empty())
    }

    /// The value of `key` in the head.
    pub fn head(&self, key: &str) -> Option<&'a str> {
        self.head.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, v)| *v).filter(|v| !v.is_empty())
    }
}
