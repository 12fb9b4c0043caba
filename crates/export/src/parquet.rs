//! Parquet: the rows of `flat`, a type a column. Texts are plain UTF-8 without dictionaries, numbers are signed, days are
//! DATE; so every reader takes them.

use std::io::Write;
use std::sync::Arc;

use legation_model::{ArticleRecord, Day, Record};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type as Node, TypePtr};

use crate::flat::{self, COLUMNS, Type, Value};
use crate::{Export, Result};

/// Rows of a group: what is held in memory.
const GROUP: usize = 50_000;

pub(crate) struct Parquet<W: Write + Send> {
    file: SerializedFileWriter<W>,
    rows: Vec<Vec<Value>>,
}

fn schema() -> std::result::Result<TypePtr, ParquetError> {
    let fields = COLUMNS.iter().map(|(name, kind)| {
        let (physical, logical) = match kind {
            Type::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Type::Day => (Physical::INT32, Some(LogicalType::Date)),
            Type::Whole => (Physical::INT64, None),
            Type::Number => (Physical::DOUBLE, None),
        };
        let node = Node::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()?;
        Ok(Arc::new(node))
    });
    let fields = fields.collect::<std::result::Result<Vec<_>, ParquetError>>()?;
    Ok(Arc::new(Node::group_type_builder("record").with_fields(fields).build()?))
}

impl<W: Write + Send> Parquet<W> {
    pub(crate) fn new(out: W) -> Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_dictionary_enabled(false)
            .set_created_by("legation".to_owned())
            .build();
        Ok(Self { file: SerializedFileWriter::new(out, schema()?, Arc::new(properties))?, rows: Vec::new() })
    }

    fn group(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        let mut at = 0;
        while let Some(mut column) = group.next_column()? {
            let cells: Vec<&Value> = rows.iter().map(|row| &row[at]).collect();
            let levels: Vec<i16> = cells.iter().map(|c| i16::from(**c != Value::None)).collect();
            match column.untyped() {
                ColumnWriter::ByteArrayColumnWriter(w) => {
                    let texts: Vec<ByteArray> = cells.iter().filter_map(|c| as_text(c)).collect();
                    w.write_batch(&texts, Some(&levels), None)?;
                }
                ColumnWriter::Int32ColumnWriter(w) => {
                    let days: Vec<i32> = cells.iter().filter_map(|c| as_day(c)).collect();
                    w.write_batch(&days, Some(&levels), None)?;
                }
                ColumnWriter::Int64ColumnWriter(w) => {
                    let whole = |c: &&Value| if let Value::Whole(n) = c { Some(*n) } else { None };
                    w.write_batch(&cells.iter().filter_map(whole).collect::<Vec<_>>(), Some(&levels), None)?;
                }
                ColumnWriter::DoubleColumnWriter(w) => {
                    let number = |c: &&Value| if let Value::Number(x) = c { Some(*x) } else { None };
                    w.write_batch(&cells.iter().filter_map(number).collect::<Vec<_>>(), Some(&levels), None)?;
                }
                _ => return Err(ParquetError::General("a column of no known type".to_owned()).into()),
            }
            column.close()?;
            at += 1;
        }
        group.close()?;
        Ok(())
    }
}

fn as_text(value: &Value) -> Option<ByteArray> {
    if let Value::Text(text) = value { Some(ByteArray::from(text.as_str())) } else { None }
}

fn as_day(value: &Value) -> Option<i32> {
    if let Value::Day(day) = value { Some((*day - Day::constant(1970, 1, 1)).get_days()) } else { None }
}

impl<W: Write + Send> Export for Parquet<W> {
    fn add(&mut self, article: &ArticleRecord, record: &Record) -> Result<()> {
        self.rows.extend(flat::row(article, record));
        if self.rows.len() >= GROUP {
            self.group()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.group()?;
        self.file.close()?;
        Ok(())
    }
}
